"""Two views set side by side: role groups, consensus and survey, one cycle and the next. Pure.

Two ways to answer are compared here and never averaged together.
"""

from dataclasses import dataclass
from math import comb

from assessments import agreement

LEAST_RESPONDENTS = 5  # a survey leads only when so many answered


@dataclass(frozen=True)
class Gap:
    """first less second on one pillar; verdict: the first stands "higher", "lower", or "no clear difference".

    n: how many people stand behind each; size: Cliff's delta in a word; interval: 95 %, None where there is none.
    """

    first: str
    second: str
    n: tuple[int, int]
    difference: float
    interval: tuple[float, float] | None
    cliffs_delta: float
    size: str
    verdict: str


@dataclass(frozen=True)
class Moves:
    """Items of two consensus sheets by code: moved up, moved down, the same; p describes, it does not judge."""

    up: tuple[str, ...]
    down: tuple[str, ...]
    same: tuple[str, ...]
    p: float | None


def gap_between(names, groups) -> Gap:
    """The gap between two groups of persons' pillar means, each with at least one."""
    return _gap(names, groups, [agreement.Sample.of(group) for group in groups])


def compare_views(consensus, survey) -> dict[str, Gap]:
    """Pillar slug to the gap between what a group agreed on and what people said, where both placed the pillar.

    consensus, survey: assessments.scoring.Placement of the same instrument. The consensus is one agreed value, not a
    sample: the interval holds the survey's uncertainty only.
    """
    gaps = {}
    for slug, said in survey.pillars.items():
        agreed = consensus.pillars[slug]
        if agreed.means and said.means:
            samples = agreement.Sample.fixed(agreed.score), agreement.Sample.of(said.means)
            gaps[slug] = _gap(("consensus", "survey"), (agreed.means, said.means), samples)
    return gaps


def headline(consensus, survey, *, closed):
    """The placement that leads: the survey's once its cycle is closed and 5 people answered, else the consensus.

    Either may be None; None if there is nothing to lead with. Both are shown where both exist.
    """
    if survey is not None and closed and survey.people >= LEAST_RESPONDENTS:
        return survey
    return consensus


def same_wording(before, after) -> tuple[str, ...]:
    """The codes of the items that two instruments (of one language) ask in the very same words."""
    return tuple(
        code
        for code, item in before.items.items()
        if code in after.items and _wording(item) == _wording(after.items[code])
    )


def compare_surveys(before, after) -> dict[str, agreement.Change]:
    """Pillar slug to its change between the surveys of two cycles, where both placed the pillar.

    before, after: Placement, each placed with only=same_wording(...), so that both rest on the same questions.
    """
    return {
        slug: agreement.compare_cycles(before.pillars[slug].means, later.means)
        for slug, later in after.pillars.items()
        if later.means and before.pillars[slug].means
    }


def compare_sheets(before, after) -> Moves:
    """Two consensus sheets, item code to step, on the items that both answered; with the exact two-sided sign test.

    before, after: only items asked in the same words. p is None where nothing moved. Source of the test: Dixon &
    Mood 1946; written out, because it is one sum and a web page would load SciPy for it.
    """
    both = [code for code in before if code in after]
    up = tuple(code for code in both if after[code] > before[code])
    down = tuple(code for code in both if after[code] < before[code])
    same = tuple(code for code in both if after[code] == before[code])
    return Moves(up, down, same, _sign_test(len(up), len(down)) if up or down else None)


def _sign_test(up, down):
    """The two-sided chance of a split at least this uneven, if up and down are equally likely."""
    moved = up + down
    one_side = sum(comb(moved, k) for k in range(min(up, down) + 1)) / 2**moved
    return min(1.0, 2 * one_side)


def _wording(item):
    return item.question, item.counts, item.descriptors


def _gap(names, groups, samples):
    found = agreement.welch(*samples)
    delta = agreement.cliffs_delta(*groups)
    verdict = "no clear difference"
    if found.interval and not found.interval[0] <= 0 <= found.interval[1]:
        verdict = "higher" if found.difference > 0 else "lower"
    size = agreement.size_of_delta(delta)
    return Gap(*names, tuple(map(len, groups)), found.difference, found.interval, delta, size, verdict)
