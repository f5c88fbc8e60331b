"""The main job as a new agency leader does it: sign up, answer, be placed, plan, hold the PDF."""

import re

import pytest
from django.core import mail
from pypdf import PdfReader

pytestmark = [pytest.mark.browser, pytest.mark.worker]

# Workload stands at the first step and everything else at the third: the whole is held at the second.
WORKLOAD, OTHERS = 1, 3


def sign_up(page):
    page.goto("/")
    page.get_by_role("link", name="Start for your organization").click()
    page.get_by_label("Work email").fill("amina@agency.example")
    page.get_by_label("Password").fill("lantern harbor winter")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Check your mail").wait_for()
    link = re.search(r"https?://\S+confirm-email\S+", mail.outbox[-1].body).group()
    page.goto(link)
    page.get_by_role("button", name="Yes, confirm it").click()


def describe_the_organization(page):
    page.get_by_label("Your name").fill("Amina Okafor")
    page.get_by_label("Job title").fill("Executive director")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Organization name").fill("Harborlight Family Services")
    page.get_by_label("Country").fill("United States")
    page.get_by_label("25 to 49").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="Continue").click()


def start_a_check(page):
    page.get_by_role("link", name="Start", exact=True).click()
    page.get_by_label("All 42 questions").check()
    page.get_by_label("Together, in a meeting").check()
    page.get_by_label("How many people agree").fill("4")
    page.get_by_role("button", name="Start").click()


def answer_everything(page):
    """Answer every question and return how many there were."""
    answered = 0
    while True:
        onward = page.get_by_role("link", name=re.compile(r"^(Begin|Continue): "))
        if not onward.count():
            return answered
        onward.click()
        section = page.get_by_role("heading", level=1).inner_text()
        page.get_by_role("link", name="Continue").click()
        while page.locator("fieldset.rubric").count():
            step = WORKLOAD if section == "Workload" else OTHERS
            page.locator(".answer-card").nth(step - 1).click()
            answered += 1
            here = page.url
            page.get_by_role("button", name="Save and continue").click()
            page.wait_for_url(lambda url, here=here: url != here)  # with script, a save under way ends first


def submit(page):
    page.get_by_role("link", name="Check your answers").first.click()
    page.get_by_role("link", name="Continue").click()
    page.get_by_role("button", name="Submit and see our results").click()
    page.get_by_role("link", name="See our results").click()


def make_the_report(page):
    """Ask for the report, wait for the worker, and return the downloaded file's path."""
    page.get_by_role("link", name="Make the report").click()
    page.get_by_role("button", name="Make the report").click()
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("link", name=re.compile("Download")).first.click(timeout=60_000)
    return download.value.path()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_from_sign_up_to_the_pdf(new_page, script):
    page = new_page(script=script, width=1280 if script else 320)
    sign_up(page)
    describe_the_organization(page)
    start_a_check(page)
    assert answer_everything(page) == 42
    submit(page)

    assert page.get_by_role("heading", level=1).inner_text().startswith("You are getting ready.")
    assert "STS Pre-Competence" in page.locator(".placement").inner_text()
    assert "holds the whole at step 2: Workload" in page.locator("main").inner_text()

    for _number in range(2):
        page.get_by_role("link", name="Results", exact=True).click()
        page.get_by_role("button", name=re.compile("^Add to plan")).first.click()
    page.get_by_role("link", name="Plan", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Your plan: 2 actions")

    reader = PdfReader(make_the_report(page))
    text = "\n".join(sheet.extract_text() for sheet in reader.pages)
    assert "Harborlight Family Services" in text
    assert "STS Pre-Competence" in re.sub(r"\s+", " ", text.replace("\u2011", "-"))
