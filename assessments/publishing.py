"""How a figure that may be seen is printed: coarse enough that no single person shows through. Pure: standard library.

Source: steps 5 to 7 of the suppression algorithm of reliability.md, section 5. Which figures may be seen at all is for
disclosure.py; nothing here replaces it. None stands for words that the page says in the reader's language.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from numbers import Rational

from assessments.disclosure import FLOOR

BANDS = ((50, None), (30, 49), (20, 29), (15, 19), (10, 14), (5, 9))
LEAST_INVITED = 10  # below it a rate tells who answered
LEAST_UNCLIPPED = 20
LEAST_FOR_BARS = 20
LEAST_PERCENT, MOST_PERCENT = 5, 95
HIGHER, LOWER = "or higher", "or lower"


@dataclass(frozen=True)
class Figure:
    """A mean as printed. value: one decimal. beyond: HIGHER or LOWER where the value is a bound, else None."""

    value: Decimal
    beyond: str | None


@dataclass(frozen=True)
class Bar:
    """A bar of a distribution: the steps first to last, taken together, and their share in percent, 5 to 95."""

    first: int
    last: int
    percent: int


def band(people: int) -> str | None:
    """How many people a printed cell holds, as a band from "5–9" to "50+"; None: fewer than 5 (step 6)."""
    _check(people)
    low, high = next((ends for ends in BANDS if people >= ends[0]), (None, None))
    if low is None:
        return None
    return f"{low}–{high}" if high else f"{low}+"


def open_count(people: int) -> int | None:
    """How many have answered while a survey is open, to the nearest 5; None: fewer than 5 (step 6).

    Whoever shows it refreshes it once a day: a count that ticks tells who is at a desk.
    """
    _check(people)
    return _nearest_five(people) if people >= FLOOR else None


def rate(answered: int, invited: int) -> int | None:
    """The share who answered in percent, to the nearest 5, from 5 to 95; None with fewer than 10 invited (step 6).

    For the whole organization only.
    """
    _check(answered)
    _check(invited)
    return percent(answered, invited) if invited >= LEAST_INVITED else None


def percent(part: int, whole: int) -> int:
    """A share in percent, to the nearest 5, halves up (step 5), never 0 or 100 (step 7): 5 to 95 whatever the size.

    whole: 1 or more. Step 7 asks for the ends below 20 people only; threat T8 for all, and so it is done.
    """
    return min(MOST_PERCENT, max(LEAST_PERCENT, _nearest_five(Fraction(100 * part, whole))))


def one_decimal(value: Rational) -> Decimal:
    """An exact fraction to one decimal, halves up (step 6). Raises TypeError for a float: its halves are not exact."""
    if not isinstance(value, Rational):
        raise TypeError("Only an exact fraction can be rounded half-up.")
    return Decimal((value * 10 + Fraction(1, 2)).__floor__()).scaleb(-1)


def figure(mean: Rational, people: int, *, low: int = 1, high: int = 4) -> Figure:
    """A mean as printed: one decimal, and with fewer than 20 people no closer than half a step to an end (step 7).

    mean: exact, from low to high, the ends of the scale; people: how many it rests on, 5 or more, else ValueError.
    A rounded mean that meets the bound gets the words too: else a bare bound would tell more than one with the words.
    """
    _check(people)
    if people < FLOOR or not low <= mean <= high:
        raise ValueError("A printed mean rests on 5 people or more and lies on its scale.")
    value = one_decimal(mean)
    bottom, top = low + Decimal("0.5"), high - Decimal("0.5")
    if people >= LEAST_UNCLIPPED or bottom < value < top:
        return Figure(value, None)
    return Figure(top, HIGHER) if value >= top else Figure(bottom, LOWER)


def bars(counts: Sequence[int], *, k: int = FLOOR) -> tuple[Bar, ...]:
    """A distribution as printed, or () where none may be drawn (step 5). For the whole organization only.

    counts: how many chose each step, from step 1. Neighbours join from the low end until each bar holds k people; what
    is left at the high end joins the last bar. No chart below 20 people, nor with a single bar.
    """
    for count in counts:
        _check(count)
    whole = sum(counts)
    merged = _merged(counts, max(k, FLOOR))
    if whole < LEAST_FOR_BARS or len(merged) < 2:
        return ()
    return tuple(Bar(first, last, percent(people, whole)) for first, last, people in merged)


def _merged(counts, least):
    """(first step, last step, people) of each bar."""
    merged, first, people = [], 1, 0
    for step, count in enumerate(counts, start=1):
        people += count
        if people >= least:
            merged.append((first, step, people))
            first, people = step + 1, 0
    if merged and first <= len(counts):
        first, _, before = merged.pop()
        merged.append((first, len(counts), before + people))
    return merged


def _nearest_five(value):
    return 5 * (Fraction(value) / 5 + Fraction(1, 2)).__floor__()


def _check(people):
    if type(people) is not int or people < 0:
        raise ValueError("A count of people is a whole number from 0.")
