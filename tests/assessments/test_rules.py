"""The rules one by one, at their edges."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import rules
from assessments.tables import EXEMPT, MISSING, NOT_ASKED, UNKNOWN

PILLARS = ("leadership", "workload", "workspace", "supervision", "peer-support", "individualization")


@pytest.mark.parametrize(
    ("cells", "mean"),
    [
        ((3, 3, 2, 3), Fraction(11, 4)),
        ((3, 3, 2, MISSING), Fraction(8, 3)),  # exactly three quarters
        ((3, 3, MISSING, UNKNOWN), None),
        ((3, 3, 2, MISSING, MISSING), None),  # three of five
        ((3, 2, EXEMPT, EXEMPT), Fraction(5, 2)),  # exactly half does not apply
        ((3, EXEMPT, EXEMPT, EXEMPT), None),
        ((3, 3, NOT_ASKED, NOT_ASKED), Fraction(3)),
        ((3, EXEMPT, NOT_ASKED, NOT_ASKED), Fraction(3)),
        ((3, EXEMPT, EXEMPT, NOT_ASKED), None),
        ((NOT_ASKED, NOT_ASKED), None),
        ((EXEMPT, EXEMPT), None),
        ((UNKNOWN, UNKNOWN), None),
        ((), None),
    ],
)
def test_mean_of_a_person(cells, mean):
    assert rules.person_mean(cells) == mean


@pytest.mark.parametrize(
    ("counts", "dont_know", "level"),
    [
        ((0, 3, 3, 0), 0, 2),  # the lower median
        ((0, 2, 3, 0), 0, 3),
        ((1, 0, 0, 1), 0, 1),
        ((1, 0, 0, 1), 2, 1),  # exactly half do not know
        ((1, 0, 0, 1), 3, None),
        ((0, 0, 0, 0), 0, None),
        ((0, 0, 0, 0), 5, None),
        ((0, 0, 0, 1), 0, 4),
    ],
)
def test_level_of_an_item(counts, dont_know, level):
    assert rules.item_level(counts, dont_know) == level


@pytest.mark.parametrize(
    ("score", "level"),
    [("1", 1), ("3/2", 1), ("1501/1000", 2), ("5/2", 2), ("2501/1000", 3), ("7/2", 3), ("3501/1000", 4), ("4", 4)],
)
def test_a_tie_at_a_cut_goes_down(score, level):
    assert rules.level_of(Fraction(score)) == level


@pytest.mark.parametrize(
    ("level", "parts", "expected"),
    [
        (4, {"a": 4, "b": 3}, (4, ())),
        (4, {"a": 4, "b": 2, "c": 2}, (3, ("b", "c"))),
        (4, {"a": 1, "b": 2}, (2, ("a",))),  # only what holds it here is named
        (3, {"a": 1, "b": 2}, (2, ("a",))),
        (3, {"a": 2, "b": 4}, (3, ())),
        (2, {"a": 1, "b": 3}, (2, ())),
        (4, {"a": None, "b": 4}, (4, ())),
    ],
)
def test_the_cap_and_what_holds_it(level, parts, expected):
    assert rules.capped(level, parts) == expected


@pytest.mark.parametrize(
    ("levels", "mean", "overall"),
    [
        ((3, 3, 2, 3, 3, 2), 2.67, 3),
        ((4, 3, 3, 3, 1, 3), 2.83, 2),
        ((4, 4, 4, 4, 2, 3), 3.50, 3),
        ((4, 4, 4, 3, 3, 4), 3.67, 4),
        ((3, 3, 3, 2, 2, 2), 2.50, 2),
        ((4, 4, 4, 4, 4, 2), 3.67, 3),
    ],
)
def test_reference_of_overall_levels(levels, mean, overall):
    score, level, _ = rules.overall_of({slug: (Fraction(k), k) for slug, k in zip(PILLARS, levels, strict=True)})
    assert (float(score), level) == (pytest.approx(mean, abs=0.005), overall)


def test_overall_names_the_pillars_that_hold_it():
    pillars = {slug: (Fraction(k), k) for slug, k in zip(PILLARS, (4, 3, 3, 3, 1, 3), strict=True)}
    assert rules.overall_of(pillars)[2] == ("peer-support",)


def test_overall_needs_five_pillars():
    five = {slug: (Fraction(2), 2) for slug in PILLARS[:5]}
    assert rules.overall_of(five) == (2, 2, ())
    assert rules.overall_of(dict(list(five.items())[:4])) is None


@pytest.mark.parametrize(
    ("score", "level", "expected"),
    [("1", 1, "0"), ("5/4", 1, "1/2"), ("21/8", 3, "1/8"), ("7/2", 3, "1"), ("4", 4, "1"), ("14/5", 2, "1")],
)
def test_progress_inside_a_level(score, level, expected):
    assert rules.progress(Fraction(score), level) == Fraction(expected)


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ({2: 10, 3: 90}, ("clear", None)),
        ({2: 101, 3: 899}, ("likely", None)),
        ({2: 30, 3: 70}, ("likely", None)),
        ({2: 301, 3: 699}, ("borderline", 2)),
        ({1: 25, 2: 25, 3: 50}, ("borderline", 1)),
        ({0: 60, 3: 40}, ("borderline", None)),
        ({2: 100}, ("borderline", 2)),
    ],
)
def test_how_sure(drawn, expected):
    assert rules.sureness(3, drawn) == expected


@given(st.fractions(1, 4, max_denominator=48), st.lists(st.integers(1, 4), max_size=8))
def test_a_cap_never_lifts_and_progress_stays_inside(score, parts):
    raw = rules.level_of(score)
    level, holding = rules.capped(raw, dict(enumerate(parts)))
    assert level <= raw
    assert bool(holding) == (level < raw)
    assert 0 <= rules.progress(score, level) <= 1
