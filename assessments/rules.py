"""The level rules, one function each, so that anyone can check them by hand. Pure: standard library.

Means and cuts are exact fractions, so that a tie at a cut is seen as a tie. docs/measurement.md explains every rule.
"""

from fractions import Fraction
from itertools import accumulate

from assessments.tables import EXEMPT, MISSING, NOT_ASKED, UNKNOWN

CUTS = (Fraction(3, 2), Fraction(5, 2), Fraction(7, 2))
ENDS = (Fraction(1), *CUTS, Fraction(4))
LEAST_PILLARS = 5  # an overall level needs so many scored pillars
CLEAR, LIKELY = Fraction(9, 10), Fraction(7, 10)


def person_mean(cells) -> Fraction | None:
    """One person's mean over a pillar (rule 1), or None if the person is left out of it.

    cells: the person's answers to the pillar's items as in tables.Table. A person counts who answered with a step at
    least three quarters of the items that apply to them, and for whom no more than half of the items are NA.
    """
    steps = [cell for cell in cells if MISSING < cell < UNKNOWN]
    asked, exempt = len(cells) - cells.count(NOT_ASKED), cells.count(EXEMPT)
    if not steps or 2 * exempt > asked or 4 * len(steps) < 3 * (asked - exempt):
        return None
    return Fraction(sum(steps), len(steps))


def item_level(counts, dont_know) -> int | None:
    """The lower median of an item's answers (rule 2), None if nobody or too few of those who answered know.

    counts: how many chose each step, 1 to 4; dont_know: how many chose DK.
    """
    answered = sum(counts)
    if not answered or dont_know > answered:
        return None
    return next(step for step, upto in enumerate(accumulate(counts), start=1) if 2 * upto >= answered)


def level_of(score) -> int:
    """The level of a mean from 1 to 4 before any cap (rule 3): a tie at a cut goes down."""
    return 1 + sum(score > cut for cut in CUTS)


def capped(level, parts) -> tuple[int, tuple[str, ...]]:
    """A level held down by the levels of its parts (rule 4), and the names of the parts that hold it there.

    parts: item code to item level, or pillar slug to pillar level; None for a part that has none and holds nothing.
    """
    for below, least, ceiling in ((2, 3, 2), (3, 4, 3)):
        holding = tuple(name for name, part in parts.items() if part is not None and part < below)
        if level >= least and holding:
            return ceiling, holding
    return level, ()


def progress(score, level) -> Fraction:
    """How far a score has come inside a level, 0 to 1 (rule 7); 1 where only a cap holds it there."""
    low, high = ENDS[level - 1], ENDS[level]
    return min(Fraction(1), (score - low) / (high - low))


def overall_of(pillars) -> tuple[Fraction, int, tuple[str, ...]] | None:
    """The mean, the level and what caps it over the scored pillars (rules 5 and 6), or None with fewer than five.

    pillars: pillar slug to (score, level), without those that are not scored.
    """
    if len(pillars) < LEAST_PILLARS:
        return None
    score = sum(score for score, _ in pillars.values()) / Fraction(len(pillars))
    return score, *capped(level_of(score), {slug: level for slug, (_, level) in pillars.items()})


def sureness(level, drawn) -> tuple[str, int | None]:
    """ "clear", "likely" or "borderline", and for the last the other level that came up most.

    drawn: level to the number of draws that gave it, 0 for not scored, over all draws.
    """
    share = Fraction(drawn.get(level, 0), sum(drawn.values()))
    if share >= LIKELY:
        return ("clear" if share >= CLEAR else "likely"), None
    others = [other for other in sorted(drawn) if other not in (0, level)]
    return "borderline", max(others, key=drawn.__getitem__, default=None)
