"""Public pages as a reader meets them: on a phone and a laptop, by keyboard, without script."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.browser

NAMES = ["public", "model", "about", "privacy", "accessibility", "contact", "support"]
# Controls that stand on their own; links inside a sentence may be lower (WCAG 2.5.8).
LOW_TARGETS = """
[...document.querySelectorAll("a, button, summary, input:not([type=hidden])")]
  .filter(e => !e.closest("p:not(.actions-inline, .support-line), li:not([class]) p, td, dd, .skip-link"))
  .filter(e => e.getBoundingClientRect().width && e.getBoundingClientRect().height < 44)
  .map(e => e.outerHTML)
"""
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_stands_in_the_way(new_page, axe, name):
    page = new_page(width=320)
    page.goto(reverse(f"home:{name}"))
    assert page.evaluate(WIDER_THAN_SCREEN) == 0
    assert page.evaluate(LOW_TARGETS) == []
    axe(page)


def test_a_lost_page_is_as_accessible_as_any(new_page, axe):
    page = new_page()
    page.goto("/nowhere/")
    assert page.title().startswith("Error: ")
    axe(page)


def test_the_keyboard_reaches_the_content_first(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Start for your organization"


def test_errors_are_focused_and_lead_to_their_field_without_script(no_script_page):
    page = no_script_page
    page.goto("/accounts/login/")
    page.locator("main form button[type=submit]").first.click()
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.locator(".error-summary a").first.click()
    assert page.evaluate("document.activeElement.tagName") == "INPUT"


def test_a_chosen_step_keeps_its_colours_when_colours_are_forced(page):
    page.emulate_media(forced_colors="active")
    page.goto(reverse("home:model"))
    assert page.locator(".step-4").first.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(28, 58, 99)"


def test_print_leaves_out_what_paper_cannot_do(page):
    page.emulate_media(media="print")
    page.goto("/")
    hidden = [".site-links", ".skip-link", ".support-line", ".footer-links"]
    assert [name for name in hidden if page.locator(name).is_visible()] == []
