"""Answering a question: by keyboard alone, saved at once, and two leaders on one answer."""

import pytest
from django.urls import reverse

from assessments.models import Sheet

pytestmark = pytest.mark.browser


@pytest.fixture
def question(organization, owner, make_check):
    sheet = make_check(organization, owner)
    return reverse("assessments:question", args=[organization.slug, sheet.assessment_id, "LEA-1"])


def answers():
    return Sheet.objects.get().answers


def test_choosing_saves_at_once(new_page, owner, question):
    page = new_page(user=owner)
    page.goto(question)
    page.locator(".answer-card").nth(1).click()
    page.get_by_text("Saved at").wait_for()
    assert answers() == {"LEA-1": 2}
    assert page.locator("#saved").get_attribute("role") == "status"


def test_changing_quickly_never_quarrels_with_oneself(new_page, owner, question):
    page = new_page(user=owner)
    page.goto(question)
    for card in (0, 1, 2, 3):
        page.locator(".answer-card").nth(card).click()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_text("Question 2 of 42").wait_for()
    assert answers() == {"LEA-1": 4}


def test_the_keyboard_is_enough(new_page, owner, question):
    page = new_page(user=owner, script=False)
    page.goto(question)
    page.locator("#id_answer").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_text("Question 2 of 42").wait_for()
    assert answers() == {"LEA-1": 3}


def test_a_note_is_saved_while_one_types(new_page, owner, question):
    page = new_page(user=owner)
    page.goto(question)
    page.get_by_text("Add a note for your team").click()
    page.get_by_label("Your note").press_sequentially("The draft is with Grace")
    page.get_by_text("Saved at").wait_for()
    assert Sheet.objects.get().notes == {"LEA-1": "The draft is with Grace"}


def test_two_leaders_see_both_answers(new_page, axe, owner, coordinator, question):
    hers, his = new_page(user=owner), new_page(user=coordinator, script=False)
    hers.goto(question)
    his.goto(question)
    hers.locator(".answer-card").nth(2).click()
    hers.get_by_text("Saved at").wait_for()
    his.locator(".answer-card").nth(0).click()
    his.get_by_role("button", name="Save and continue").click()
    assert "Olivia saved another answer" in his.locator(".panel--note").inner_text()
    assert answers() == {"LEA-1": 3}
    his.get_by_role("button", name="Save and continue").click()
    his.get_by_text("Question 2 of 42").wait_for()
    assert answers() == {"LEA-1": 1}


def test_an_error_is_named_twice_and_leads_to_the_answers(new_page, axe, owner, question):
    page = new_page(user=owner)
    page.goto(question)
    page.get_by_role("button", name="Save and continue").click()
    assert page.title().startswith("Error: ")
    axe(page)
    page.locator(".error-summary a").click()
    assert page.evaluate("document.activeElement.id") == "id_answer"


def test_every_control_is_large_enough(new_page, owner, question):
    page = new_page(user=owner, width=320)
    page.goto(question)
    small = page.evaluate(
        """() => [...document.querySelectorAll(".answer-card, main button, .site-nav a, .site-links a, summary")]
            .filter((control) => control.getBoundingClientRect().height < 44)
            .map((control) => control.outerHTML.slice(0, 80))"""
    )
    assert small == []
