"""What somebody wrote to do harm stands on every page and in the PDF as the letters it is made of."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import Membership, Organization, User
from plans.services import add_own_action
from reports import jobs, services

pytestmark = pytest.mark.browser

# Each in the place where it would do most harm; {{7*7}} shows 49 where somebody's text is read as a template.
WORDS = {
    "organization": "<script>alert(1)</script>",
    "person": "<img src=x onerror=alert(2)>",
    "job": "'\"><svg/onload=alert(3)>",
    "check": "</title><script>alert(4)</script>",
    "note": "</textarea><iframe src=javascript:alert(5)>{{7*7}}",
    "title": '"><a href=javascript:alert(6)>{{7*7}}',
    "first_step": "<style>*{display:none}</style>{% include 'base.html' %}",
    "sign": "<!-- <base href=//evil.example> ${7*7}",
}


@pytest.fixture
def poisoned(organization, owner, make_result, monkeypatch):
    """An organization where every text is an attack; gives its report, and an action."""
    monkeypatch.setattr(services.tasks.render, "apply_async", lambda *args, **options: None)
    User.objects.update(name=WORDS["person"])
    Organization.objects.update(name=WORDS["organization"])
    Membership.objects.update(job_title=WORDS["job"])
    for each in (organization, owner):
        each.refresh_from_db()
    result = make_result(organization, owner, 2, label=WORDS["check"], notes={"WRK-1": WORDS["note"]})
    texts = {name: WORDS[name] for name in ("title", "first_step", "sign")}
    for owned in (WORDS["person"], ""):
        action = add_own_action(
            organization=organization, result=result, user=owner, pillar="workload", owner=owned, **texts
        )
    report = services.request_report(
        organization=organization, result=result, kind="plan", paper="letter", language="en", requested_by=owner
    )
    return jobs.run(report.pk), action


def addresses(organization, report, action):
    """(path, names of the WORDS that stand there) of the pages that show what people wrote."""
    check = report.result.assessment_id
    pages = {
        ("home:organization",): ["organization", "title"],
        ("accounts:people",): ["organization", "person", "job"],
        ("home:results",): ["organization"],
        ("home:pillar_results", check, "workload"): ["note"],
        ("assessments:question", check, "WRK-1"): ["note"],
        ("assessments:answers", check): ["note"],
        ("plans:plan",): ["title", "person", "first_step"],
        ("plans:action", action.pk): ["title", "first_step", "sign"],
        ("reports:list",): ["person"],
        ("reports:read", report.pk): ["organization", "title", "first_step"],
    }
    for (name, *parts), words in pages.items():
        yield reverse(name, args=[organization.slug, *parts]), words


def test_a_payload_is_shown_and_never_run(new_page, organization, owner, poisoned):
    page, dialogs = new_page(user=owner), []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for path, words in addresses(organization, *poisoned):
        page.goto(path)
        shown = page.locator("body").inner_text() + page.title() + typed(page)
        assert [name for name in words if plain(WORDS[name]) not in plain(shown)] == [], path
        assert page.locator("main script, main iframe, main [onerror], main [onload], base").count() == 0, path
    assert dialogs == []


def typed(page):
    """What stands in the fields of a page, where a form gives back what was written."""
    return page.evaluate("[...document.querySelectorAll('input, textarea')].map(field => field.value).join(' ')")


def plain(text):
    """The letters alone: pages and the PDF may break a line anywhere."""
    return re.sub(r"\s+", "", text)


def test_a_payload_stands_in_the_pdf_as_text(poisoned):
    report, _action = poisoned
    reader = PdfReader(Path(settings.MEDIA_ROOT, report.file.name))
    text = plain("".join(page.extract_text() for page in reader.pages))
    assert [name for name in ("organization", "person", "title", "first_step") if plain(WORDS[name]) not in text] == []
    assert reader.metadata.title
    assert b"/JavaScript" not in Path(settings.MEDIA_ROOT, report.file.name).read_bytes()
