"""The plan: what to do, who does it, and by when. Everyone in the organization reads it; its leaders change it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import LEADS, member_view
from assessments.models import Result
from assessments.results import summarize
from assessments.words import instrument_for
from plans import board, services, words
from plans.forms import ActionForm, AddForm, FilterForm, OwnActionForm, ReviewForm
from plans.models import Action, Plan, taken_by
from plans.recommend import TO_BEGIN_WITH, suggest


def page(membership, **more):
    """What every page of the plan shows around its own content."""
    return {"membership": membership, "organization": membership.organization, "nav": "plan", **more}


def newest_result(membership):
    """The organization's newest result with its check, or None."""
    results = Result.objects.filter(assessment__organization=membership.organization)
    return results.select_related("assessment").first()


def suggested(result, taken):
    """What the result suggests beyond what is taken, the first to take first."""
    summary = summarize(result, instrument_for(result.instrument_version), with_notes=False)
    return suggest(summary, taken=taken)


@member_view()
def plan(request, membership):
    return show_plan(request, membership)


def show_plan(request, membership, *, review_form=None):
    """The plan page; review_form: a bound form with an error, to show it in its place."""
    result = newest_result(membership)
    if result is None:
        return render(request, "plans/no_result.html", page(membership))
    instrument = instrument_for(result.instrument_version)
    chosen = FilterForm(request.GET, pillars=instrument.pillars)
    pillar = chosen.cleaned_data["pillar"] if chosen.is_valid() else ""
    plan = Plan.objects.filter(organization=membership.organization).first()
    actions = list(plan.actions.all()) if plan else []
    taken = frozenset(action.suggestion for action in actions)
    offered = suggested(result, taken)
    context = page(
        membership,
        plan=plan,
        board=board.lay_out(actions, instrument, pillar=pillar),
        last_changed=max((action.changed_at for action in actions), default=None),
        pillar=pillar,
        unknown_pillar=not chosen.is_valid(),
        suggestions=() if actions else offered[:TO_BEGIN_WITH],
        themes=board.themes(taken, offered),
        form=review_form or (ReviewForm(plan=plan) if plan else None),
    )
    return render(request, "plans/plan.html", context, status=422 if chosen.errors or review_form else 200)


@member_view(*LEADS)
def review(request, membership):
    """Set the next review date."""
    plan = Plan.objects.filter(organization=membership.organization).first()
    if plan is None or request.method != "POST":
        return redirect("plans:plan", membership.organization.slug)
    form = ReviewForm(request.POST, plan=plan)
    if not form.is_valid():
        return show_plan(request, membership, review_form=form)
    services.set_next_review(plan=plan, day=form.cleaned_data["day"], user=request.user)
    messages.success(request, _("Saved: the date of the next review."))
    return redirect("plans:plan", membership.organization.slug)


@member_view()
def suggestions(request, membership):
    return show_suggestions(request, membership)


def show_suggestions(request, membership, *, unknown=False):
    """All suggestions; unknown: True to say that the one asked for is not among them."""
    result = newest_result(membership)
    if result is None:
        return redirect("plans:plan", membership.organization.slug)
    instrument = instrument_for(result.instrument_version)
    found = suggested(result, taken_by(membership.organization))
    context = page(
        membership,
        result=result,
        first=found[:TO_BEGIN_WITH],
        later=board.by_pillar(found[TO_BEGIN_WITH:], instrument.pillars),
        grades=instrument.words.evidence,
        unknown=unknown,
    )
    return render(request, "plans/suggestions.html", context, status=422 if unknown else 200)


@member_view(*LEADS)
def add(request, membership):
    """Add a suggestion to the plan, then ask who and when."""
    slug, result = membership.organization.slug, newest_result(membership)
    if result is None or request.method != "POST":
        return redirect("plans:suggestions", slug)
    form = AddForm(request.POST)
    try:
        code = form.cleaned_data["suggestion"] if form.is_valid() else ""
        action = services.add_suggestion(
            organization=membership.organization, result=result, code=code, user=request.user
        )
    except services.UnknownSuggestion:
        return show_suggestions(request, membership, unknown=True)
    messages.success(request, _("Added to your plan. Say who takes it on and by when, now or later."))
    return redirect("plans:action", slug, action.pk)


@member_view(*LEADS)
def own(request, membership):
    """Write an action of one's own."""
    result = newest_result(membership)
    if result is None:
        return redirect("plans:plan", membership.organization.slug)
    form = own_form(result, request.POST or None)
    if form.is_valid():
        action = services.add_own_action(
            organization=membership.organization, result=result, user=request.user, **form.cleaned_data
        )
        messages.success(request, _("Added to your plan: %(title)s") % {"title": action.title})
        return redirect("plans:plan", membership.organization.slug)
    return render(request, "plans/own.html", page(membership, form=form), status=422 if form.is_bound else 200)


def own_form(result, data=None, **options):
    return OwnActionForm(data, pillars=instrument_for(result.instrument_version).pillars, **options)


@member_view()
def action(request, membership, action):
    """One action: leaders change it, others read it."""
    if request.method == "POST" and not membership.leads:
        raise PermissionDenied
    found = action_of(membership, action)
    if found is None:
        return show_gone(request, membership)
    if not membership.leads:
        return render(request, "plans/read_action.html", in_full(membership, found))
    form = ActionForm(request.POST if request.method == "POST" else None, action=found)
    if form.is_valid():
        return store_action(request, membership, found, form)
    context = in_full(membership, found, form=form)
    return render(request, "plans/action.html", context, status=422 if form.is_bound else 200)


def action_of(membership, pk):
    """The organization's own action, or None."""
    return (
        Action.objects.of(membership.organization)
        .select_related("plan__organization", "plan__result")
        .filter(pk=pk)
        .first()
    )


def in_full(membership, action, **more):
    """What a page of one action shows."""
    instrument = instrument_for(action.plan.result.instrument_version)
    sources = words.sources(action.suggestion, instrument)
    row = board.row(action, instrument)
    return page(membership, action=action, row=row, sources=sources, cautions=words.cautions(sources), **more)


def store_action(request, membership, action, form):
    revision = form.cleaned_data["revision"]
    try:
        stored = services.change_action(action=action, revision=revision, user=request.user, **form.values)
    except Action.DoesNotExist:  # removed while this was on its way
        return show_gone(request, membership)
    except services.ActionChanged as change:
        return show_conflict(request, membership, form, change.current)
    messages.success(request, _("Saved: %(title)s") % {"title": stored.title})
    return redirect("plans:plan", membership.organization.slug)


def show_conflict(request, membership, form, current):
    """Both texts, and a form with what was typed: saving it again is then a choice."""
    differences = list(form.differences(current))
    context = in_full(membership, current, form=form.onto(current), conflict=True, differences=differences)
    return render(request, "plans/action.html", context, status=409)


def show_gone(request, membership):
    """The action is not in the plan (any more). What was typed comes back as a new action, so that it is not lost."""
    result = newest_result(membership)
    if request.method != "POST" or "title" not in request.POST or result is None:
        raise Http404
    form = own_form(result, initial=request.POST.dict())
    return render(request, "plans/own.html", page(membership, form=form, gone=True), status=404)


@member_view(*LEADS)
def remove(request, membership, action):
    """Ask first, then take the action out of the plan."""
    found = action_of(membership, action)
    if found is None:
        raise Http404
    if request.method == "POST":
        services.remove_action(action=found, user=request.user)
        messages.success(request, _("Removed from your plan: %(title)s") % {"title": found.title})
        return redirect("plans:plan", membership.organization.slug)
    return render(request, "plans/remove.html", page(membership, action=found))
