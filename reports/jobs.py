"""One report's way through a worker: claim the row, draw, store the file, and only then say that it is done."""

import hashlib
import logging
import os
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from reports.models import Report
from reports.printing import ENGINE, draw

log = logging.getLogger(__name__)


def run(report_id, *, worker_lost=False):
    """Make the report of this id, unless another worker has it or it needs no work. Returns the Report made, or None.

    worker_lost: the process that held the lease is known to be gone.
    """
    report = claim(report_id, worker_lost=worker_lost)
    if report is None:
        return None
    try:
        pdf = draw(report.context, report.context_hash)
        note_step(report, Report.Step.DRAWN)
        name = store(report, pdf.data)
    except Exception:  # whatever it was, the row must not stay leased
        log.exception("Report %s was not made at attempt %s.", report.pk, report.attempts)
        give_up(report)
        return None
    return finish(report, pdf, name)


@transaction.atomic
def claim(report_id, *, worker_lost=False):
    """Lease the row for one attempt, or None: it is finished, another worker holds it, or it used up its attempts."""
    rows = Report.objects.unfinished() if worker_lost else Report.objects.claimable()
    report = rows.filter(pk=report_id).select_for_update(skip_locked=True).first()
    if report is None:
        return None
    if report.attempts >= Report.MAX_ATTEMPTS:
        fail(report)
        return None
    report.state, report.step = Report.State.LEASED, Report.Step.GATHERED
    report.attempts += 1
    report.leased_until = timezone.now() + Report.LEASE
    report.save(update_fields=["state", "step", "attempts", "leased_until"])
    return report


def note_step(report, step):
    held(report).update(step=step)


def store(report, data):
    """Write the file so that it is there whole or not at all. Returns its name below the folder of files."""
    name = f"reports/{report.requested_at:%Y}/{report.pk}.pdf"
    path = Path(settings.MEDIA_ROOT, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{report.attempts}.part")
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return name


@transaction.atomic
def finish(report, pdf, name):
    """Mark the report done if the lease is still ours; the Report, or None where another worker took over."""
    if not held(report).select_for_update().exists():
        return None
    report.state, report.step = Report.State.DONE, Report.Step.STORED
    report.file, report.size, report.pages, report.engine = name, len(pdf.data), pdf.pages, ENGINE
    report.sha256 = hashlib.sha256(pdf.data).hexdigest()
    report.leased_until, report.finished_at = None, timezone.now()
    report.save()
    return report


@transaction.atomic
def give_up(report):
    """Hand the row back for the next sweep, or fail it after the last attempt."""
    current = held(report).select_for_update().first()
    if current is None:
        return
    if current.attempts >= Report.MAX_ATTEMPTS:
        fail(current)
    else:
        current.state, current.leased_until = Report.State.QUEUED, None
        current.save(update_fields=["state", "leased_until"])


def fail(report):
    report.state, report.leased_until, report.finished_at = Report.State.FAILED, None, timezone.now()
    report.failure = f"Not made in {report.attempts} attempts."
    report.save(update_fields=["state", "leased_until", "finished_at", "failure"])


def held(report):
    """The row, as long as the lease of this attempt holds: every attempt has a number of its own."""
    return Report.objects.filter(pk=report.pk, state=Report.State.LEASED, attempts=report.attempts)
