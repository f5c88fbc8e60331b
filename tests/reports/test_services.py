from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from reports import jobs, services
from reports.models import Report


@pytest.fixture
def broker_down(monkeypatch):
    """A Redis that does not answer."""
    render = services.tasks.render
    nowhere = render.app.connection_for_write("redis://127.0.0.1:1/0")
    monkeypatch.setattr(render, "apply_async", partial(render.apply_async, connection=nowhere))


def test_a_report_is_on_record_with_its_data_before_anybody_is_told(ask, told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        report = ask()
        assert told == []
    assert told == [str(report.pk)]
    assert (report.state, report.step, report.attempts) == ("queued", "gathered", 0)
    assert report.context["organization"] == "Harborlight Family Services"
    assert AuditEvent.objects.get().action == "asked for report"


def test_the_same_data_are_one_report_while_it_is_made_and_after(ask, told):
    first = ask()
    assert ask() == first
    jobs.run(first.pk)
    assert ask() == first
    assert Report.objects.count() == 1


def test_other_paper_or_a_changed_plan_is_a_new_report(ask, told, result, make_plan):
    reports = {ask().pk, ask(paper="a4").pk}
    make_plan(result, 1)
    assert len({*reports, ask().pk}) == 3


def test_a_failed_report_or_a_lost_file_is_made_anew(ask, told):
    first = ask()
    Report.objects.update(state="failed")
    second = ask()
    done = jobs.run(second.pk)
    done.file.storage.delete(done.file.name)
    assert len({first.pk, second.pk, ask().pk}) == 3


def test_ten_an_hour_and_the_eleventh_says_when(ask, told, result, make_plan):
    plan = make_plan(result, 1)
    for number in range(services.ASKS_AN_HOUR):
        plan.actions.update(owner=f"Owner {number}")
        ask()
    plan.actions.update(owner="One more")
    with pytest.raises(services.TooManyAsked) as refusal:
        ask()
    assert timedelta(minutes=59) < refusal.value.wait <= timedelta(hours=1)
    Report.objects.update(requested_at=timezone.now() - timedelta(hours=1, seconds=1))
    assert ask().state == "queued"


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_loses_nothing(ask, broker_down):
    report = ask()
    assert Report.objects.get().state == "queued"
    assert services.sweep() == 0
    assert jobs.run(report.pk).is_done


def test_a_sweep_tells_of_what_waits_and_of_lost_leases_only(ask, told, result, make_plan):
    plan = make_plan(result, 1)
    reports = []
    for number in range(4):
        plan.actions.update(owner=f"Owner {number}")
        reports.append(ask())
    waiting, lost, busy, done = reports
    now = timezone.now()
    Report.objects.filter(pk=lost.pk).update(state="leased", leased_until=now - timedelta(seconds=1))
    Report.objects.filter(pk=busy.pk).update(state="leased", leased_until=now + timedelta(seconds=60))
    jobs.run(done.pk)
    assert services.sweep() == 2
    assert services.sweep() == 2
    assert told == [str(waiting.pk), str(lost.pk)] * 2
