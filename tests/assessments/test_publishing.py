"""The vectors of reliability.md, section 5, on how a figure is printed, by their ids, and the edges between them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.publishing import (
    HIGHER,
    LOWER,
    Bar,
    Figure,
    band,
    bars,
    figure,
    one_decimal,
    open_count,
    percent,
    rate,
)


@pytest.mark.parametrize(
    ("counts", "printed"),
    [((0, 1, 4), None), ((5, 6, 7), 5), ((8, 12), 10), ((13,), 15), ((22,), 20), ((23,), 25)],
)
def test_vector_n1_counts_of_an_open_survey(counts, printed):
    assert [open_count(count) for count in counts] == [printed] * len(counts)


@pytest.mark.parametrize(
    ("answered", "invited", "printed"),
    [(0, 20, 5), (1, 20, 5), (7, 20, 35), (19, 20, 95), (20, 20, 95), (2, 12, 15), (11, 30, 35), (5, 9, None)],
)
def test_vector_n2_rates(answered, invited, printed):
    assert rate(answered, invited) == printed


def test_edges_of_rates():
    assert rate(5, 10) == 50
    assert rate(5, 40) == 15  # 12.5 goes up
    assert rate(30, 20) == 95


def test_bands():
    printed = {4: None, 5: "5–9", 9: "5–9", 10: "10–14", 14: "10–14", 15: "15–19", 19: "15–19"}
    printed |= {0: None, 20: "20–29", 29: "20–29", 30: "30–49", 49: "30–49", 50: "50+", 900: "50+"}
    assert {people: band(people) for people in printed} == printed


def test_vector_e1_everyone_at_the_end_of_the_scale():
    assert figure(Fraction(5), 8, high=5) == Figure(Decimal("4.5"), HIGHER)


@pytest.mark.parametrize(("mean", "printed"), [("4.44", "4.4"), ("2.25", "2.3"), ("2.35", "2.4")])
def test_vector_e2_means_are_rounded_half_up(mean, printed):
    assert figure(Fraction(mean), 8, high=5) == Figure(Decimal(printed), None)


@pytest.mark.parametrize(
    ("mean", "people", "printed"),
    [
        ("1", 19, ("1.5", LOWER)),
        ("1.54", 19, ("1.5", LOWER)),  # rounds to the bound
        ("1.55", 19, ("1.6", None)),
        ("3.44", 5, ("3.4", None)),
        ("3.45", 5, ("3.5", HIGHER)),
        ("4", 19, ("3.5", HIGHER)),
        ("1", 20, ("1.0", None)),
        ("4", 20, ("4.0", None)),
    ],
)
def test_clip_on_four_steps(mean, people, printed):
    found = figure(Fraction(mean), people)
    assert (str(found.value), found.beyond) == printed


@pytest.mark.parametrize(("mean", "people"), [("2", 4), ("2", 0), ("0.9", 8), ("4.1", 8), ("2", -1), ("2", 7.5)])
def test_no_mean_of_few_people_or_off_the_scale(mean, people):
    with pytest.raises(ValueError, match="people"):
        figure(Fraction(mean), people)


def test_rounding_is_exact():
    assert [str(one_decimal(Fraction(text))) for text in ("2.25", "-2.25", "2.2499", "3", "0.05")] == [
        "2.3",
        "-2.2",
        "2.2",
        "3.0",
        "0.1",
    ]
    with pytest.raises(TypeError, match="exact fraction"):
        one_decimal(2.35)


@given(st.fractions(min_value=-9, max_value=9, max_denominator=500))
def test_rounding_is_never_off_by_more_than_half(value):
    off = Fraction(one_decimal(value)) - value
    assert Fraction(-1, 20) < off <= Fraction(1, 20)


def test_vector_e3_a_distribution_joins_from_the_low_end():
    assert bars((1, 2, 4, 8, 5)) == (Bar(1, 3, 35), Bar(4, 4, 40), Bar(5, 5, 25))


@pytest.mark.parametrize("counts", [(0, 0, 0, 0, 20), (3, 0, 0, 0, 17)])
def test_vector_e4_no_chart_of_a_single_bar(counts):
    assert bars(counts) == ()


@pytest.mark.parametrize(
    ("counts", "drawn"),
    [
        ((10, 9), ()),  # nineteen people
        ((10, 10), (Bar(1, 1, 50), Bar(2, 2, 50))),
        ((17, 0, 0, 3), ()),  # what is left joins the last bar
        ((10, 5, 5, 4), (Bar(1, 1, 40), Bar(2, 2, 20), Bar(3, 4, 40))),
        ((10, 10, 0, 0), (Bar(1, 1, 50), Bar(2, 4, 50))),
        ((300, 5), (Bar(1, 1, 95), Bar(2, 2, 5))),
        ((), ()),
        ((0, 0, 0, 0), ()),
    ],
)
def test_distributions(counts, drawn):
    assert bars(counts) == drawn


def test_bars_hold_k_people():
    assert bars((10, 5, 5, 7), k=7) == (Bar(1, 1, 35), Bar(2, 3, 35), Bar(4, 4, 25))
    assert bars((4, 16), k=1) == ()


@given(st.lists(st.integers(0, 30), max_size=5))
def test_bars_cover_every_step_once(counts):
    drawn = bars(counts)
    assert [step for bar in drawn for step in range(bar.first, bar.last + 1)] in ([], list(range(1, len(counts) + 1)))
    assert all(sum(counts[bar.first - 1 : bar.last]) >= 5 for bar in drawn)


def test_percent_is_coarse_and_never_all_or_nothing():
    shares = [(0, 25), (1, 40), (3, 40), (1, 3), (24, 25), (25, 25), (7, 8), (62, 100)]
    assert [percent(part, whole) for part, whole in shares] == [5, 5, 10, 35, 95, 95, 90, 60]


@pytest.mark.parametrize("count", [-1, 2.0, "7", None, True])
def test_counts_are_whole_numbers(count):
    for printed in (band, open_count, lambda n: rate(n, 20), lambda n: rate(5, n), lambda n: bars((20, n))):
        with pytest.raises(ValueError, match="whole number"):
            printed(count)
