"""Asking for a report, and finding again what was asked for. The row is the record; Celery is only told of it."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts import audit
from accounts.models import Organization
from reports import tasks
from reports.context import build_context, context_hash, current_plan
from reports.models import Report
from reports.paper_form import build_paper_form

ASKS_AN_HOUR = 10
NUDGES_A_SWEEP = 100
SWEEP_SECONDS = 30

log = logging.getLogger(__name__)


class TooManyAsked(Exception):
    """This person asked for too many reports within the hour; `wait` is the timedelta until the next is free."""

    def __init__(self, wait):
        super().__init__("Too many reports were asked for within the hour.")
        self.wait = wait


@transaction.atomic
def request_report(*, organization, result, kind, paper, language, requested_by, site="", form=""):
    """A Report of exactly these data: the one that exists, done or under way, or a new one that a worker will make.

    organization: an Organization; result: its frozen Result, None for a paper form; kind, paper: Report.Kind and
    Report.Paper values; language: of the instrument; site: the platform's address with a slash at its end, "" for a
    report without links; form: "full" or "core" for a paper form, "" for every other kind.
    Raises TooManyAsked after ten new ones an hour for one person. A broker that is down raises nothing: the sweep
    finds the row.
    """
    # One at a time for an organization: a double click asks for one report, and the limit cannot be run around.
    Organization.objects.select_for_update().get(pk=organization.pk)
    about = {"organization": organization, "language": language, "paper": paper}
    if kind == Report.Kind.PAPER_FORM:
        context = build_paper_form(form=form, **about)
    else:
        plan = current_plan(organization)
        context = build_context(result=result, plan=plan, prepared_by=requested_by.name, site=site, **about)
    same = {"kind": kind, "form": form, "paper": paper, "language": language, "context_hash": context_hash(context)}
    existing = Report.objects.filter(organization=organization, **same).usable()
    if existing:
        return existing
    refuse_when_too_many(requested_by)
    report = Report.objects.create(
        organization=organization,
        result=result,
        requested_by=requested_by,
        context=context,
        step=Report.Step.GATHERED,
        **same,
    )
    audit.record(action="asked for report", organization=organization, actor=requested_by, subject=report.pk)
    # A function and no partial: when it fails, Django looks for its name.
    transaction.on_commit(lambda: nudge(report.pk), robust=True)
    return report


def refuse_when_too_many(user):
    since = timezone.now() - timedelta(hours=1)
    times = list(
        Report.objects.filter(requested_by=user, requested_at__gt=since)
        .order_by("-requested_at")
        .values_list("requested_at", flat=True)[:ASKS_AN_HOUR]
    )
    if len(times) == ASKS_AN_HOUR:
        raise TooManyAsked(times[-1] - since)


def nudge(report_id, **options):
    """Tell a worker of a report. False where the broker cannot be reached: the row then waits for a sweep."""
    try:
        tasks.render.apply_async([str(report_id)], **options)
    except OperationalError as error:
        log.warning("The queue cannot be reached, report %s waits for the next sweep: %s", report_id, error)
        return False
    return True


def sweep():
    """Tell workers again of every report that waits or whose worker was lost; how many they could be told of.

    Two sweeps at once do no harm, since a worker claims a row before it works on it. What nobody has taken up when
    the next sweep comes is forgotten, so that nudges do not pile up while no worker runs.
    """
    waiting = Report.objects.claimable().order_by("requested_at").values_list("pk", flat=True)[:NUDGES_A_SWEEP]
    told = 0
    for report_id in waiting:
        if not nudge(report_id, expires=SWEEP_SECONDS):
            break
        told += 1
    return told
