"""The pages about reports in a real browser, and what axe finds on them."""

import pytest

from reports import jobs
from reports.models import Report

# Nobody is told of the reports: the tests do the worker's part themselves, at the moment they choose.
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told")]


def test_from_asking_to_the_file_without_a_fault(new_page, axe, organization, owner, result, make_plan):
    make_plan(result, 5)
    page, base = new_page(user=owner), f"/o/{organization.slug}/reports/"
    page.goto(f"{base}new/")
    axe(page)
    page.get_by_role("button", name="Make the report").click()
    page.get_by_role("heading", name="Your report is being made").wait_for()
    axe(page)
    report = Report.objects.get()
    assert jobs.run(report.pk).is_done
    page.get_by_role("heading", name="Your report is ready").wait_for()
    assert page.title().startswith("Your report is ready")
    axe(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the PDF").click()
    assert download.value.suggested_filename.endswith(".pdf")
    for address in (base, f"{base}{report.pk}/read/"):
        page.goto(address)
        axe(page)


def test_nothing_is_wider_than_a_phone(new_page, organization, owner, result, make_plan):
    make_plan(result, 12, owner="Donaudampfschifffahrtsgesellschaft" * 2)
    page = new_page(user=owner, width=320)
    page.goto(f"/o/{organization.slug}/reports/new/")
    page.get_by_role("button", name="Make the report").click()
    page.get_by_role("link", name="Read it as a web page").click()
    page.get_by_role("heading", name="The 12 actions of our plan").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_without_script_the_page_asks_again_by_itself(new_page, organization, owner, result):
    page = new_page(user=owner, script=False)
    page.goto(f"/o/{organization.slug}/reports/new/")
    page.get_by_role("button", name="Make the report").click()
    page.get_by_role("heading", name="Your report is being made").wait_for()
    assert jobs.run(Report.objects.get().pk).is_done
    page.get_by_role("heading", name="Your report is ready").wait_for()


def test_the_questions_on_paper_before_any_result(new_page, axe, organization, owner):
    page, base = new_page(user=owner, width=320), f"/o/{organization.slug}"
    page.goto(f"{base}/checks/new/")
    page.get_by_role("link", name="Print the questions").click()
    axe(page)
    assert page.get_by_label("All 42 questions on paper").is_checked()
    page.get_by_role("button", name="Make the paper form").click()
    page.get_by_role("heading", name="Your paper form is being made").wait_for()
    assert jobs.run(Report.objects.get().pk).is_done
    page.get_by_role("heading", name="Your paper form is ready").wait_for()
    axe(page)
    page.get_by_role("link", name="Read it as a web page").click()
    page.get_by_role("heading", name="What have your directors and board learned").wait_for()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.goto(f"{base}/reports/")
    axe(page)
