"""A real worker: what is asked for is made, and a lost worker costs an attempt and nothing more."""

import os
import signal
import time
from pathlib import Path

import pytest

from reports import services
from reports.models import Report

pytestmark = pytest.mark.worker


def wait_for(report, states, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = Report.objects.get(pk=report.pk)
        if found.state in states:
            return found
        time.sleep(0.2)
    pytest.fail(f"the report stayed {found.state} for {seconds} seconds")


def test_a_worker_makes_what_was_asked_for(ask):
    done = wait_for(ask(), {"done", "failed"})
    assert (done.state, done.attempts) == ("done", 1)
    assert done.has_file


def test_a_report_that_was_never_told_of_is_found_by_the_sweep(ask, monkeypatch):
    monkeypatch.setattr(services, "nudge", lambda *args, **options: False)
    report = ask()
    monkeypatch.undo()
    assert services.sweep() == 1
    assert wait_for(report, {"done"}).attempts == 1


def test_a_worker_that_is_killed_while_it_draws_costs_one_attempt(ask, result, make_plan, celery_worker_process):
    make_plan(result, 200)
    report = ask()
    wait_for(report, {"leased"})
    parent = celery_worker_process.pid
    for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
        os.kill(int(child), signal.SIGKILL)
    done = wait_for(report, {"done", "failed"})
    assert (done.state, done.attempts) == ("done", 2)
