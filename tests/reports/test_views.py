import re
import subprocess
import sys

import pytest
from django.urls import reverse

from reports import jobs
from reports.models import Report


@pytest.fixture
def report(ask, told):
    return ask()


@pytest.fixture
def done(report):
    return jobs.run(report.pk)


def url(name, organization, report=None):
    return reverse(f"reports:{name}", args=[organization.slug, *([report.pk] if report else [])])


def get(client, name, organization, report=None, **more):
    return client.get(url(name, organization, report), **more)


def test_a_leader_asks_and_is_led_to_the_progress(as_user, coordinator, organization, result, told):
    answer = as_user(coordinator).post(url("new", organization), {"kind": "plan", "language": "en", "paper": "a4"})
    report = Report.objects.get()
    assert (answer.status_code, answer.url) == (302, url("progress", organization, report))
    assert (report.paper, report.requested_by) == ("a4", coordinator)
    assert report.context["links"]["model"] == "http://testserver/model/"


def test_a_report_is_made_in_the_language_chosen(as_user, owner, organization, result, told):
    client = as_user(owner)
    page = client.get(url("new", organization), headers={"Accept-Language": "es"}).context["form"]
    assert page["language"].initial == "es"
    assert page.fields["language"].choices == [("en", "English"), ("es", "Español")]
    client.post(url("new", organization), {"kind": "plan", "language": "es", "paper": "letter"})
    report = Report.objects.get()
    assert (report.language, report.context["language"], report.context["steps"][0]["plain"]) == (
        "es", "es", "aún no identificado",
    )  # fmt: skip


@pytest.mark.parametrize("data", [{}, {"kind": "plan", "paper": "legal"}, {"kind": "plan", "paper": ["a4", "x"]}])
def test_an_unknown_paper_is_asked_again(as_user, owner, organization, result, data):
    answer = as_user(owner).post(url("new", organization), data)
    assert (answer.status_code, Report.objects.count()) == (422, 0)


def test_the_eleventh_in_an_hour_is_told_to_wait(as_user, owner, organization, result, told, settings):
    Report.objects.bulk_create(
        Report(organization=organization, result=result, requested_by=owner, kind="plan", language="en", context={},
               context_hash=str(n)) for n in range(10)
    )  # fmt: skip
    answer = as_user(owner).post(url("new", organization), {"kind": "plan", "language": "en", "paper": "letter"})
    assert answer.status_code == 429
    assert 3500 < int(answer["Retry-After"]) <= 3600
    assert b"in about 60 minutes" in answer.content


@pytest.mark.parametrize("name", ["list", "new", "progress", "file", "read"])
def test_strangers_and_foreign_ids_are_not_found(as_user, stranger, organization, done, name):
    one = None if name in ("list", "new") else done
    assert get(as_user(stranger), name, organization, one).status_code == 404
    if one:
        own = stranger.memberships.get().organization
        assert get(as_user(stranger), name, own, one).status_code == 404


def test_a_member_reads_and_downloads_and_does_not_ask(as_user, member, organization, done):
    client = as_user(member)
    statuses = {name: get(client, name, organization, done).status_code for name in ("progress", "file", "read")}
    assert statuses == {"progress": 200, "file": 200, "read": 200}
    assert get(client, "list", organization).status_code == 200
    assert get(client, "new", organization).status_code == 403


def test_the_file_is_an_attachment_that_nothing_keeps_or_guesses_at(as_user, member, organization, done):
    answer = get(as_user(member), "file", organization, done)
    assert answer["Content-Type"] == "application/pdf"
    assert re.fullmatch(
        r'attachment; filename="harborlight-family-services-plan-\d{4}-\d\d-\d\d.pdf"', answer["Content-Disposition"]
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert {part.strip() for part in answer["Cache-Control"].split(",")} >= {"private", "no-store"}
    assert b"".join(answer.streaming_content)[:5] == b"%PDF-"


def test_another_site_cannot_pull_the_file_in(as_user, member, organization, done):
    client = as_user(member)
    refused = get(client, "file", organization, done, headers={"Sec-Fetch-Site": "cross-site"})
    own = get(client, "file", organization, done, headers={"Sec-Fetch-Site": "same-origin"})
    assert (refused.status_code, own.status_code) == (404, 200)


def test_a_file_that_is_lost_is_told_and_the_words_are_still_there(as_user, member, organization, done):
    done.file.storage.delete(done.file.name)
    client = as_user(member)
    answer = get(client, "file", organization, done)
    assert answer.status_code == 410
    assert url("read", organization, done) in answer.content.decode()
    assert get(client, "read", organization, done).status_code == 200


def test_a_file_that_is_not_made_yet_leads_to_its_progress(as_user, member, organization, report):
    answer = get(as_user(member), "file", organization, report)
    assert (answer.status_code, answer.url) == (302, url("progress", organization, report))


def steps(answer):
    return re.findall(r'<li class="is-(\w+)"', answer.content.decode())


def test_the_progress_is_true(as_user, member, organization, report):
    client = as_user(member)
    queued = get(client, "progress", organization, report)
    assert steps(queued) == ["done", "done", "waiting", "waiting"]
    assert b'http-equiv="refresh"' in queued.content
    claimed = jobs.claim(report.pk)
    assert steps(get(client, "progress", organization, report)) == ["done", "done", "now", "waiting"]
    jobs.note_step(claimed, Report.Step.DRAWN)
    assert steps(get(client, "progress", organization, report)) == ["done", "done", "done", "now"]
    Report.objects.update(state="queued")
    jobs.run(report.pk)
    ready = get(client, "progress", organization, report)
    assert steps(ready) == ["done"] * 4
    assert b'http-equiv="refresh"' not in ready.content
    assert b"hx-get" not in ready.content


def test_a_part_of_the_page_is_enough_for_htmx(as_user, member, organization, report):
    answer = get(as_user(member), "progress", organization, report, headers={"HX-Request": "true"})
    assert b"<html" not in answer.content
    assert b'hx-trigger="every 2s"' in answer.content


def test_a_failure_says_what_to_do(as_user, owner, organization, report):
    Report.objects.update(state="failed")
    text = get(as_user(owner), "progress", organization, report).content.decode()
    assert report.reference in text
    assert url("new", organization) in text
    assert url("read", organization, report) in text


def test_a_long_wait_is_told(as_user, member, organization, report):
    Report.objects.update(requested_at=report.requested_at - 2 * Report.SLOW)
    assert b"It waits for its turn." in get(as_user(member), "progress", organization, report).content


def test_what_is_written_in_a_plan_stays_text_on_the_web_page(
    as_user, member, organization, result, make_plan, ask, told
):
    make_plan(result, 1, title="<script>alert(1)</script>{{ 7*7 }}")
    text = get(as_user(member), "read", organization, ask()).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in text


def test_the_list_costs_the_same_for_one_and_for_three(
    as_user, member, organization, result, make_plan, ask, told, django_assert_num_queries
):  # fmt: skip
    client, plan = as_user(member), make_plan(result, 1)
    ask()
    with django_assert_num_queries(5):
        get(client, "list", organization)
    for number in range(2):
        plan.actions.update(owner=f"Owner {number}")
        ask()
    with django_assert_num_queries(5):
        get(client, "list", organization)


def test_pages_never_load_the_renderer():
    code = "import django; django.setup(); import sys, stsapp.urls; print('weasyprint' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "False", done.stderr
