"""Two checks side by side: what changed, in words, and what differs in how they were made."""

from datetime import timedelta

from django import forms
from django.db.models import Max
from django.http import Http404
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from accounts.access import member_view
from assessments.changes import EARLIER, LATER, SAME, compare_results
from assessments.models import Assessment, Result
from pillars.catalog import UnknownContent, languages, load_instrument
from plans.models import Action

A_YEAR = timedelta(days=365)  # sooner, few workplaces have changed enough to see it


class CompareForm(forms.Form):
    """Which two checks; the one that started first counts as the earlier, however they were chosen."""

    CHOOSE = lazy("Choose one of your own checks that has results.")
    use_required_attribute = False

    before = forms.ChoiceField(
        label=lazy("Earlier check"), error_messages={"invalid_choice": CHOOSE, "required": CHOOSE}
    )
    after = forms.ChoiceField(label=lazy("Later check"), error_messages={"invalid_choice": CHOOSE, "required": CHOOSE})

    def __init__(self, data, *, checks):
        """checks: those with results, newest first, two or more. data: what is missing is the newest two."""
        super().__init__({"before": checks[1].pk, "after": checks[0].pk, **data})
        self.checks = {str(check.pk): check for check in checks}
        for field in self.fields.values():
            field.choices = [(pk, name_of(check)) for pk, check in self.checks.items()]

    def clean(self):
        data = super().clean()
        if data.get("before") and data["before"] == data.get("after"):
            self.add_error("after", _("Choose two different checks."))
        return data

    @property
    def chosen(self):
        """Both checks, the earlier first; only after the form is valid."""
        pair = [self.checks[self.cleaned_data[name]] for name in ("before", "after")]
        return sorted(pair, key=lambda check: check.started_at)


@member_view()
def compare(request, membership):
    """What changed between two checks, or when that can be seen where there are not two yet."""
    checks = list(checks_with_results(membership.organization))
    if len(checks) < 2:
        latest = checks[0] if checks else None
        context = page(membership, check=latest, next_check=latest and latest.submitted + A_YEAR)
        return render(request, "home/nothing_to_compare.html", context)
    form = CompareForm(request.GET.dict(), checks=checks)
    context = page(membership, form=form, choose=len(checks) > 2 or not form.is_valid())
    if not form.is_valid():
        return render(request, "home/compare.html", context, status=422)
    return render(request, "home/compare.html", {**context, **compared(membership, *form.chosen)})


def page(membership, **more):
    return {"membership": membership, "organization": membership.organization, "nav": "results", **more}


def checks_with_results(organization):
    """The organization's checks that have a consensus result, newest first, each with `submitted`, its newest time."""
    checks = Assessment.objects.filter(organization=organization, results__basis="consensus")
    return checks.annotate(submitted=Max("results__computed_at")).order_by("-started_at")


def compared(membership, first, second):
    """What the page says of two checks, the earlier first. Raises Http404 where the words of one are gone."""
    before, after = results = results_of(first, second)
    try:
        changes = compare_results(before, after, instruments_of(results))
    except UnknownContent:
        raise Http404 from None
    done = actions_done(membership.organization, since=before.computed_at, until=after.computed_at)
    groups = ((LATER, changes.later), (EARLIER, changes.earlier))
    return {
        "results": results,
        "before": before,
        "after": after,
        "changes": changes,
        "finding": finding(changes),
        "trend": trend(changes),
        "chance": chance(changes),
        "moved_earlier": changes.moved(EARLIER),
        "groups": [(way, [(move, done.get(move.item.code, ())) for move in moves]) for way, moves in groups if moves],
        "method_differs": method_differs(before, after),
    }


def results_of(first, second):
    """The newest consensus result of each of two checks, in one query."""
    found = Result.objects.filter(assessment__in=(first, second), basis="consensus").select_related("assessment")
    newest = {result.assessment_id: result for result in found.order_by("computed_at")}
    return newest[first.pk], newest[second.pk]


def instruments_of(results):
    """The instrument of each result in one language, the reader's where both have it: words are compared."""
    versions = [result.instrument_version for result in results]
    language = (get_language() or "en").split("-")[0]
    if not all(language in languages(version) for version in versions):
        language = "en"
    return [load_instrument(version, language) for version in versions]


def actions_done(organization, *, since, until):
    """Item code to the actions on it that are done and were last changed between two moments."""
    found = {}
    for action in (
        Action.objects.of(organization)
        .filter(status=Action.Status.DONE, changed_at__range=(since, until))
        .exclude(suggestion="")
    ):
        found.setdefault(action.suggestion.split(":")[0], []).append(action)
    return found


def method_differs(before, after):
    """Whether two results came about in different ways, beside the answers."""
    ways = [(one.instrument_version, one.placement["form"], one.agreed_by) for one in (before, after)]
    return ways[0] != ways[1]


def name_of(check):
    """A check as it stands in a list: two may have one label."""
    return _("%(label)s, submitted on %(day)s") % {"label": check.label, "day": date_format(check.submitted)}


def finding(changes):
    """What changed, pillars first, in one or two whole sentences."""
    if not changes.answered:
        return _("These two checks have no answers to compare")
    later, earlier = ([one.pillar.name for one in changes.moved(way)] for way in (LATER, EARLIER))
    sentences = []
    if later:
        sentences.append(
            ngettext("%(pillars)s moved to a later step.", "%(pillars)s moved to later steps.", len(later))
            % {"pillars": get_text_list(later, _("and"))}
        )
    if earlier:
        sentences.append(
            ngettext("%(pillars)s moved to an earlier step.", "%(pillars)s moved to earlier steps.", len(earlier))
            % {"pillars": get_text_list(earlier, _("and"))}
        )
    if sentences:
        return " ".join(sentences)
    if changes.moved(SAME):
        return _("No clear change: each pillar stands where it stood")
    return _("Too few answers to compare the pillars")


def trend(changes):
    """Which way the answers went over all questions."""
    if changes.trend == LATER:
        return _("Over all questions, most answers that changed stand at a later step.")
    if changes.trend == EARLIER:
        return _("Over all questions, most answers that changed stand at an earlier step.")
    return _("Over all questions, there is no clear change one way or the other.")


def chance(changes):
    """The sign test in words, "" where nothing moved."""
    if changes.p is None:
        return ""
    times = round(100 * changes.p)
    if times < 1:
        return _("If each move were a coin toss, a split this uneven would come up less than once in 100 times.")
    return ngettext(
        "If each move were a coin toss, a split this uneven would come up about once in 100 times.",
        "If each move were a coin toss, a split this uneven would come up about %(times)s times in 100.",
        times,
    ) % {"times": times}
