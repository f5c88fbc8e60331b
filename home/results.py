"""Results as people read them: where the organization stands, why, and where to start."""

from functools import lru_cache

from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.text import get_text_list
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts import rows
from accounts.access import member_view
from assessments.models import Assessment, Result
from assessments.results import summarize
from assessments.words import instrument_for
from pillars.catalog import UnknownContent
from plans import recommend
from plans.models import taken_by


@member_view()
def latest(request, membership):
    """The newest results of the organization, or what this page will show."""
    result = results_of(membership).first()
    if result is None:
        return render(request, "home/no_results.html", page(membership))
    return show(request, membership, result)


@member_view()
def of_check(request, membership, assessment):
    """The results of one check; Http404 where it has none yet."""
    return show(request, membership, result_or_404(membership, assessment))


@member_view()
def of_pillar(request, membership, assessment, pillar):
    result = result_or_404(membership, assessment)
    summary = summary_of(result, leads=membership.leads)
    for placed in summary.pillars:
        if placed.pillar.slug == pillar:
            context = page(
                membership,
                result=result,
                summary=summary,
                placed=placed,
                others=[item for item in placed.items if item not in placed.lifts],
                taken=taken_by(membership.organization),
            )
            return render(request, "home/pillar_results.html", context)
    raise Http404


def results_of(membership):
    return Result.objects.filter(assessment__organization=membership.organization).select_related("assessment")


NEWEST_OF = """
    SELECT {columns}
    FROM assessments_result JOIN assessments_assessment ON assessments_assessment.id = assessment_id
    WHERE assessment_id = %s AND organization_id = %s
    ORDER BY computed_at DESC LIMIT 1
"""


def result_or_404(membership, assessment):
    """The newest result of the organization's own check; Http404 where it has none, and for any other id."""
    found = rows.first((Result, Assessment), NEWEST_OF, [assessment, membership.organization_id])
    if found is None:
        raise Http404
    result, result.assessment = found
    return result


def summary_of(result, *, leads):
    """The result in words; leaders' notes only for leaders."""
    try:
        instrument = instrument_for(result.instrument_version)
    except UnknownContent:
        raise Http404 from None
    return summarize(result, instrument, with_notes=leads)


def show(request, membership, result):
    body = draw(
        result,
        membership.organization,
        leads=membership.leads,
        taken=taken_by(membership.organization),
        language=get_language(),
    )
    return render(request, "home/results.html", page(membership, result=result, body=body))


@lru_cache(maxsize=500)
def draw(result, organization, *, leads, taken, language):
    """The body of the page as HTML, drawn once per process: a frozen result says the same until the plan takes a step.

    taken: a frozenset of the suggestions' codes that the plan holds.
    """
    summary = summary_of(result, leads=leads)
    context = {
        "membership": {"leads": leads},
        "organization": organization,
        "result": result,
        "summary": summary,
        "finding": finding(summary),
        "suggestions": recommend.suggest(summary, taken=taken, most=3),
    }
    return render_to_string("home/_results.html", context)


def page(membership, **more):
    return {"membership": membership, "organization": membership.organization, "nav": "results", **more}


def finding(summary):
    """The result in one or two sentences: the placement first, then the pillars that are further along."""
    if summary.level is None:
        return _("Too few answers to place your organization yet")
    placed = (
        _("You are at the first step."),
        _("You are getting ready."),
        _("You are taking action."),
        _("You are a model for others."),
    )[summary.level.step - 1]
    ahead = [part.pillar.name for part in summary.pillars if part.level and part.level.step > summary.level.step]
    if not ahead:
        return placed
    further = _("You are further along in %(pillars)s.") % {"pillars": get_text_list(ahead, _("and"))}
    return f"{placed} {further}"
