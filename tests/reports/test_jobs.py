import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from reports import jobs
from reports.models import Report


@pytest.fixture
def report(ask, told):
    return ask()


def reread(report):
    return Report.objects.get(pk=report.pk)


def test_a_report_is_made_and_stored_whole(report):
    done = jobs.run(report.pk)
    data = Path(settings.MEDIA_ROOT, done.file.name).read_bytes()
    assert data.startswith(b"%PDF-1.7")
    assert (done.sha256, done.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert (done.state, done.step, done.attempts, done.leased_until) == ("done", "stored", 1, None)
    assert done.pages > 8
    assert done.engine.startswith("WeasyPrint 70")


def test_a_second_telling_makes_nothing(report):
    assert jobs.run(report.pk)
    assert jobs.run(report.pk) is None
    assert reread(report).attempts == 1


def test_an_id_that_is_not_there_is_nothing_to_do(db):
    assert jobs.run("00000000-0000-4000-8000-000000000000") is None


def test_a_leased_row_is_left_alone_until_the_lease_ends_or_the_worker_is_known_lost(report):
    assert jobs.claim(report.pk)
    assert jobs.claim(report.pk) is None
    assert jobs.claim(report.pk, worker_lost=True).attempts == 2
    Report.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert jobs.claim(report.pk).attempts == 3


def test_after_three_attempts_it_has_failed_and_stays_so(report):
    for _ in range(3):
        assert jobs.claim(report.pk, worker_lost=True)
    assert jobs.claim(report.pk, worker_lost=True) is None
    failed = reread(report)
    assert (failed.state, failed.failure) == ("failed", "Not made in 3 attempts.")
    assert jobs.run(report.pk, worker_lost=True) is None


def test_a_fault_while_drawing_hands_the_row_back_and_the_third_fails_it(report):
    Report.objects.update(context={"language": "en", "steps": 3})
    states = []
    for _ in range(3):
        jobs.run(report.pk)
        states.append(reread(report).state)
    assert states == ["queued", "queued", "failed"]


def test_a_disk_that_refuses_leaves_no_file_and_a_later_attempt_succeeds(report):
    folder = Path(settings.MEDIA_ROOT, f"reports/{report.requested_at:%Y}")
    folder.parent.mkdir(exist_ok=True)
    for old in folder.glob("*") if folder.is_dir() else []:
        old.unlink()
    if folder.is_dir():
        folder.rmdir()
    folder.write_text("in the way")
    assert jobs.run(report.pk) is None
    assert reread(report).state == "queued"
    folder.unlink()
    assert jobs.run(report.pk).is_done
    assert [path.suffix for path in folder.iterdir()] == [".pdf"]


def test_a_worker_that_lost_its_lease_does_not_finish(report):
    slow = jobs.claim(report.pk)
    quick = jobs.claim(report.pk, worker_lost=True)
    pdf = jobs.draw(report.context, report.context_hash)
    assert jobs.finish(slow, pdf, jobs.store(slow, pdf.data)) is None
    assert reread(report).state == "leased"
    assert jobs.finish(quick, pdf, jobs.store(quick, pdf.data)).is_done
    jobs.give_up(slow)
    assert reread(report).is_done


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_claims(report):
    def claim(_):
        try:
            return jobs.claim(report.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        claims = list(pool.map(claim, range(2)))
    assert sum(claim is not None for claim in claims) == 1
    assert reread(report).attempts == 1
