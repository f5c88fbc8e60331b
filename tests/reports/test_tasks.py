"""A real worker: what is asked for is made, and a lost worker costs an attempt and nothing more."""

import time

import pytest

from reports import services
from reports.models import Report
from tests.reports.test_services import ask  # noqa: F401 (fixture)

pytestmark = pytest.mark.worker


def wait_for(report, states, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = Report.objects.get(pk=report.pk)
        if found.state in states:
            return found
        time.sleep(0.2)
    pytest.fail(f"the report stayed {found.state} for {seconds} seconds")


def test_a_worker_makes_what_was_asked_for(ask):  # noqa: F811
    done = wait_for(ask(), {"done", "failed"})
    assert (done.state, done.attempts) == ("done", 1)
    assert done.has_file


def test_a_report_that_was_never_told_of_is_found_by_the_sweep(ask, monkeypatch):  # noqa: F811
    monkeypatch.setattr(services, "nudge", lambda *args, **options: False)
    report = ask()
    monkeypatch.undo()
    assert services.sweep() == 1
    assert wait_for(report, {"done"}).attempts == 1
