"""How far people agree, and how sure a difference is. Pure: standard library, and SciPy inside the functions.

Answers are steps, 1 to 4 unless a function says otherwise. A table ("rows") holds one row per person and one column
per item; None is an answer that was not given. Everything that can be is computed in exact fractions and turned into a
float once, at the end. ICC and alpha stand here because SciPy has neither.
"""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise
from math import sqrt

LEAST_CHANGE = Fraction(1, 4)  # a smaller change of a pillar mean is not worth a word
SHARED_AD, SHARED_R = Fraction(67, 100), Fraction(51, 100)


class Undefined(ValueError):
    """The figure has no value for this input: too few answers, or no difference to relate it to."""


# --- Agreement within a group ---------------------------------------------------------------------------------------


def rwg(answers, *, steps=4) -> float:
    """Agreement on one item, 0 to 1: 1 - s2 / uniform null variance; below 0 it is set to 0.

    Source: James, Demaree & Wolf 1984. Raises Undefined below two answers.
    """
    return float(max(0, 1 - variance(answers) / null_variance(steps)))


def rwg_j(rows, *, steps=4) -> float:
    """Agreement on J items together, 0 to 1, Spearman-Brown style: J(1 - q) / (J(1 - q) + q), q = mean s2 / null.

    Source: James, Demaree & Wolf 1984. It grows with J; r_star_wg_j does not.
    """
    spread = [variance(column) for column in columns(rows)]
    ratio = mean(spread) / null_variance(steps)
    agreed = len(spread) * (1 - ratio)
    return float(agreed / (agreed + ratio)) if agreed > 0 else 0.0


def r_star_wg_j(rows, *, steps=4) -> float:
    """Agreement on J items, 1 - mean s2 / uniform null variance; below 0 where people differ more than by chance.

    Source: Lindell, Brandt & Whitney 1999.
    """
    return float(_r_star(columns(rows), steps))


def ad_j(rows) -> float:
    """Average deviation in steps: the mean over items of the mean |x - item mean|; 0 is full agreement.

    Source: Burke, Finkelstein & Dusig 1999.
    """
    return float(mean([_average_deviation(column) for column in columns(rows)]))


def consensus_a(counts) -> float:
    """van der Eijk's A of one item's counts per step, -1 (two camps at the ends) over 0 (even) to 1 (all the same).

    Source: van der Eijk 2001, Measuring agreement in ordered rating scales, Quality & Quantity 35: the counts are cut
    into layers of equal height, and each layer is judged by its pattern. Needs three steps or more.
    """
    if len(counts) < 3 or min(counts) < 0 or not any(counts):
        raise Undefined("van der Eijk's A needs counts of three steps or more, and at least one answer.")
    heights = sorted({0, *counts})
    layers = ((top - low, [count > low for count in counts]) for low, top in pairwise(heights))
    return float(sum(height * sum(full) * _layer_agreement(full) for height, full in layers) / Fraction(sum(counts)))


def _layer_agreement(full):
    steps, filled = len(full), sum(full)
    triples = list(combinations(full, 3))
    one_camp = triples.count((True, True, False)) + triples.count((False, True, True))
    two_camps = triples.count((True, False, True))
    unimodal = Fraction(1)
    if one_camp + two_camps:
        unimodal = Fraction((steps - 2) * one_camp - (steps - 1) * two_camps, (steps - 2) * (one_camp + two_camps))
    return unimodal * (1 - Fraction(filled - 1, steps - 1))


def verdict(rows) -> str:
    """What a table of answers says of a group: "shared", "mixed" or "split" (two camps on any item)."""
    found = columns(rows)
    if split_items(rows):
        return "split"
    close = mean([_average_deviation(column) for column in found]) <= SHARED_AD
    return "shared" if close and _r_star(found, 4) >= SHARED_R else "mixed"


def split_items(rows) -> list[int]:
    """The places (from 0) of the items on which people form two camps: van der Eijk's A below 0."""
    counted = (Counter(column) for column in columns(rows))
    return [place for place, counts in enumerate(counted) if consensus_a([counts[step] for step in (1, 2, 3, 4)]) < 0]


def columns(rows):
    """The answers given to each item of a table, without those that were not given."""
    return [[answer for answer in column if answer is not None] for column in zip(*rows, strict=True)]


def null_variance(steps):
    """The variance of answers spread evenly over the steps: 1.25 for four."""
    return Fraction(steps * steps - 1, 12)


def variance(values):
    """The exact sample variance (n - 1). Raises Undefined below two values."""
    n = len(values)
    if n < 2:
        raise Undefined("A variance needs at least two values.")
    center = mean(values)
    return (sum(many * Fraction(value) ** 2 for value, many in Counter(values).items()) - n * center**2) / (n - 1)


def mean(values):
    """The exact mean. Raises Undefined for no values."""
    if not values:
        raise Undefined("There are no values.")
    # Counted first: thousands of people give few different values, and fractions are slow.
    return sum(many * Fraction(value) for value, many in Counter(values).items()) / len(values)


def _r_star(found, steps):
    return 1 - mean([variance(column) for column in found]) / null_variance(steps)


def _average_deviation(answers):
    center = mean(answers)
    return sum(many * abs(answer - center) for answer, many in Counter(answers).items()) / len(answers)


# --- Differences ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sample:
    """The size, mean and sample variance of one value per person; variance None for a single person."""

    n: int
    mean: Fraction
    variance: Fraction | None

    @classmethod
    def of(cls, values):
        """The sample of a sequence of numbers, exact. Raises Undefined for none."""
        return cls(len(values), mean(values), variance(values) if len(values) > 1 else None)

    @classmethod
    def fixed(cls, value):
        """One agreed value: known, not sampled, so that it adds no uncertainty to a difference."""
        return cls(1, Fraction(value), Fraction(0))

    @classmethod
    def from_summary(cls, n, mean, sd):
        """The sample that a published n, mean and standard deviation describe."""
        return cls(n, Fraction(mean), Fraction(sd) ** 2)

    @property
    def error(self):
        """The squared standard error of the mean."""
        return self.variance / self.n


@dataclass(frozen=True)
class Difference:
    """first - second with its standard error, Welch's t, degrees of freedom, p and 95 % interval.

    All but the difference are None where one sample has a single person; t, df and p also where nobody differs.
    """

    difference: float
    standard_error: float | None = None
    t: float | None = None
    df: float | None = None
    p: float | None = None
    interval: tuple[float, float] | None = None


def welch(first: Sample, second: Sample, *, confidence=0.95) -> Difference:
    """The difference of two independent means by Welch's t with Welch-Satterthwaite degrees of freedom.

    Source: Welch 1947, Satterthwaite 1946.
    """
    from scipy.special import stdtr, stdtrit  # noqa: PLC0415  web pages never need SciPy

    difference = float(first.mean - second.mean)
    if first.variance is None or second.variance is None:
        return Difference(difference)
    error = first.error + second.error
    if not error:
        return Difference(difference, standard_error=0.0, interval=(difference, difference))
    parts = (sample.error**2 / (sample.n - 1) for sample in (first, second) if sample.error)
    df, width = float(error**2 / sum(parts)), sqrt(error)
    reach = float(stdtrit(df, (1 + confidence) / 2)) * width
    t = difference / width
    return Difference(difference, width, t, df, float(2 * stdtr(df, -abs(t))), (difference - reach, difference + reach))


def mean_interval(values, *, confidence=0.95):
    """The t interval of a mean as (low, high), or None below two values. Not cut at the ends of the scale."""
    if len(values) < 2:
        return None
    return welch(Sample.of(values), Sample.fixed(0), confidence=confidence).interval


def wilson(successes, n, *, confidence=0.95):
    """The Wilson score interval of a share as (low, high), each 0 to 1. Source: Wilson 1927, computed by SciPy."""
    from scipy.stats import binomtest  # noqa: PLC0415

    found = binomtest(successes, n).proportion_ci(confidence_level=confidence, method="wilson")
    return float(found.low), float(found.high)


def cliffs_delta(first, second) -> float:
    """How much higher the first group's values lie, -1 to 1: share of pairs above less share of pairs below.

    Source: Cliff 1993. Ties count for neither side.
    """
    if not first or not second:
        raise Undefined("Cliff's delta needs at least one value in each group.")
    left, right = Counter(first), Counter(second)
    balance = sum(
        many * others * ((value > other) - (value < other))
        for value, many in left.items()
        for other, others in right.items()
    )
    return balance / (len(first) * len(second))


def size_of_delta(delta) -> str:
    """Cliff's delta in a word: "negligible", "small", "medium" or "large" (.147, .33, .474; Romano et al. 2006)."""
    bounds = ((0.147, "negligible"), (0.33, "small"), (0.474, "medium"))
    return next((word for bound, word in bounds if abs(delta) < bound), "large")


# --- Two cycles -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change(Difference):
    """A change from one cycle to the next (after - before) and its verdict."""

    verdict: str = "no clear change"


def compare_cycles(before, after) -> Change:
    """The change of a pillar between two surveys: "improved", "declined" or "no clear change", never "no progress".

    before, after: Sample, or the persons' pillar means on the items that both cycles asked in the same words. A change
    has a verdict only if its 95 % interval excludes 0 and it is at least a quarter of a step.
    """
    earlier, later = (cycle if isinstance(cycle, Sample) else Sample.of(cycle) for cycle in (before, after))
    found = welch(later, earlier)
    clear = found.interval and not found.interval[0] <= 0 <= found.interval[1]
    if not clear or abs(later.mean - earlier.mean) < LEAST_CHANGE:
        return Change(**vars(found))
    return Change(**vars(found), verdict="improved" if found.difference > 0 else "declined")


# --- Over many organizations ----------------------------------------------------------------------------------------


def icc(rows) -> dict[tuple[int, int], float]:
    """The six intraclass correlations of a complete table of targets (rows) by k judges: (model, 1 or k) to value.

    Over organizations, show (1, 1) and (1, k) from 30 of them with 5 respondents each. Source: Shrout & Fleiss 1979.
    """
    n, k = len(rows), len(rows[0]) if rows else 0
    if n < 2 or k < 2 or any(len(row) != k for row in rows):
        raise Undefined("An intraclass correlation needs two targets or more, all seen by the same two judges or more.")
    bms, wms, jms, ems = _mean_squares(rows, n, k)
    if not bms:
        raise Undefined("An intraclass correlation needs targets that differ.")
    found = {
        (1, 1): (bms - wms) / (bms + (k - 1) * wms),
        (2, 1): (bms - ems) / (bms + (k - 1) * ems + k * (jms - ems) / n),
        (3, 1): (bms - ems) / (bms + (k - 1) * ems),
        (1, k): (bms - wms) / bms,
        (2, k): (bms - ems) / (bms + (jms - ems) / n),
        (3, k): (bms - ems) / bms,
    }
    return {form: float(value) for form, value in found.items()}


def _mean_squares(rows, n, k):
    """Between targets, within targets, between judges and residual."""
    grand = mean([x for row in rows for x in row])
    between = k * sum((mean(row) - grand) ** 2 for row in rows)
    judges = n * sum((mean(column) - grand) ** 2 for column in zip(*rows, strict=True))
    total = sum((x - grand) ** 2 for row in rows for x in row)
    residual = (total - between - judges) / ((n - 1) * (k - 1))
    return between / (n - 1), (total - between) / (n * (k - 1)), judges / (k - 1), residual


def cronbach_alpha(rows) -> float:
    """Cronbach's alpha of a complete table. Show it from 300 respondents on. Source: Cronbach 1951."""
    items = list(zip(*rows, strict=True))
    total = variance([sum(row) for row in rows])
    if len(items) < 2 or not total:
        raise Undefined("Cronbach's alpha needs two items or more, and people who differ.")
    own = sum(variance(item) for item in items)
    return float(Fraction(len(items), len(items) - 1) * (1 - own / total))
