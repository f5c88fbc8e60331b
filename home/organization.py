"""The organization's own front page: what to do next, in one line."""

from datetime import timedelta

from django.db.models import F
from django.shortcuts import render
from django.utils import timezone

from accounts.access import member_view
from assessments.progress import measure
from assessments.words import instrument_for
from plans.models import Action

DUE_SOON = timedelta(days=14)


@member_view()
def organization(request, membership):
    checks = list(membership.organization.assessments.select_related("consensus").prefetch_related("results"))
    check = checks[0] if checks else None
    actions = list(open_actions(membership))
    due = [action for action in actions if action.due and action.due <= timezone.localdate() + DUE_SOON]
    progress = check and measure(instrument_for(check.instrument_version), check.form, check.consensus.answers)
    context = {
        "membership": membership,
        "organization": membership.organization,
        "nav": "home",
        "check": check,
        "earlier": checks[1:],
        "comparable": sum(bool(each.results.all()) for each in checks) > 1,
        "progress": progress,
        "actions": actions[:3],
        "action_count": len(actions),
        "due": due,
        "next_step": next_step(membership, check, progress, actions, due),
    }
    return render(request, "home/organization.html", context)


def open_actions(membership):
    """The plan's actions that are not done or paused, those with a date first, earliest date first."""
    actions = Action.objects.of(membership.organization).filter(status__in=Action.OPEN)
    return actions.order_by(F("due").asc(nulls_last=True), "created_at")


def next_step(membership, check, progress, actions, due):
    """The name of the one thing to do next; the template says it in words."""
    if check is None:
        return "start" if membership.leads else "wait"
    if check.consensus.is_draft:
        if not membership.leads:
            return "results" if check.results.all() else "wait"
        if not progress.started:
            return "begin"
        return "submit" if progress.next_section is None else "continue"
    if not actions:
        return "choose" if membership.leads else "results"
    return "due" if due else "plan"
