from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from assessments import agreement
from assessments.agreement import Sample

ROWS = [[int(mark) for mark in row] for row in ("3323", "3223", "2323", "3334", "2223", "3322")]
MEANS = [Fraction(sum(row), 4) for row in ROWS]
SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]

steps = st.lists(st.integers(1, 4), min_size=2, max_size=12)
tables = st.integers(2, 5).flatmap(
    lambda items: st.lists(st.lists(st.integers(1, 4), min_size=items, max_size=items), min_size=2, max_size=9)
)


def near(*expected, digits=4):
    return pytest.approx(expected if len(expected) > 1 else expected[0], abs=0.5 * 10**-digits)


def test_reference_of_agreement():
    items = agreement.columns(ROWS)
    assert [float(agreement.variance(item)) for item in items] == near(0.2667, 0.2667, 0.1667, 0.4)
    assert [agreement.rwg(item) for item in items] == near(0.7867, 0.7867, 0.8667, 0.68)
    assert agreement.rwg_j(ROWS) == near(0.9341)
    assert agreement.r_star_wg_j(ROWS) == pytest.approx(0.78)
    assert agreement.ad_j(ROWS) == pytest.approx(0.375)
    assert agreement.mean(MEANS) == Fraction(21, 8)
    assert agreement.mean_interval(MEANS) == near(2.263, 2.987, digits=3)
    assert agreement.cronbach_alpha(ROWS) == near(0.5614)


def test_reference_of_icc():
    expected = {(1, 1): 0.1657, (2, 1): 0.2898, (3, 1): 0.7148, (1, 4): 0.4428, (2, 4): 0.6201, (3, 4): 0.9093}
    assert agreement.icc(SHROUT_FLEISS) == pytest.approx(expected, abs=0.00005)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((30, 40, 210, 130, 530, 50, 10), 0.6113333),
        ((10, 0, 0, 0), 1),
        ((5, 0, 0, 5), -1),
        ((3, 3, 3, 3), 0),
        ((0, 5, 5, 0), 0.6667),
        ((5, 0, 5, 0), -0.1667),
    ],
)
def test_reference_of_van_der_eijk(counts, expected):
    assert agreement.consensus_a(counts) == near(expected)


@pytest.mark.parametrize(("hits", "n", "expected"), [(10, 14, (0.4535, 0.8828)), (1, 29, (0.0061, 0.1718))])
def test_reference_of_wilson(hits, n, expected):
    assert agreement.wilson(hits, n) == near(*expected)


def test_reference_of_two_cycles():
    before, after = Sample.from_summary(12, 2.31, 0.62), Sample.from_summary(14, 2.78, 0.58)
    change = agreement.compare_cycles(before, after)
    assert (change.standard_error, change.t, change.df, change.p) == (
        near(0.2368),
        near(1.985, digits=3),
        near(22.82, digits=2),
        near(0.0593),
    )
    assert change.interval == near(-0.020, 0.960, digits=3)
    assert change.verdict == "no clear change"
    assert change.difference > 1.96 * change.standard_error - 0.01  # 1.96 would have called it an improvement


def test_reference_of_cliffs_delta():
    assert agreement.cliffs_delta([3, 3, 4, 3, 2], [2, 2, 3, 1, 2, 2, 3]) == pytest.approx(0.60)


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ([1, 1, 2, 1], [3, 3, 3, 4], "improved"),
        ([3, 3, 3, 4], [1, 1, 2, 1], "declined"),
        ([2.0, 2.01, 2.0, 2.01], [2.24, 2.25, 2.24, 2.25], "no clear change"),  # sure, and less than a quarter step
        ([2], [4], "no clear change"),  # one person has no interval
        ([2, 2], [4, 4], "improved"),  # nobody differs: the change is plain
    ],
)
def test_change_needs_a_clear_interval_and_a_quarter_step(before, after, verdict):
    assert agreement.compare_cycles(before, after).verdict == verdict


def test_a_quarter_step_is_enough():
    assert agreement.compare_cycles([2, 2, 2], [2.25, 2.25, 2.25]).verdict == "improved"


def test_welch_is_scipys():
    first, second = [2, 3, 3.5, 1, 2.25], [3, 4, 3.75, 3.5]
    expected = stats.ttest_ind(first, second, equal_var=False)
    found = agreement.welch(Sample.of(first), Sample.of(second))
    assert (found.t, found.df, found.p) == pytest.approx((expected.statistic, expected.df, expected.pvalue))
    assert found.interval == pytest.approx(tuple(expected.confidence_interval()))


def test_an_agreed_value_adds_no_uncertainty():
    found = agreement.welch(Sample.fixed(3), Sample.of(MEANS))
    low, high = agreement.mean_interval(MEANS)
    assert found.interval == pytest.approx((3 - high, 3 - low))
    assert found.df == 5


@pytest.mark.parametrize(
    ("delta", "word"), [(0, "negligible"), (-0.147, "small"), (0.33, "medium"), (-0.474, "large"), (1, "large")]
)
def test_cliffs_delta_in_a_word(delta, word):
    assert agreement.size_of_delta(delta) == word


@pytest.mark.parametrize(
    ("rows", "verdict", "split"),
    [
        ([[3, 3]] * 8, "shared", []),
        ([[3, 2]] * 4 + [[2, 3]] * 4, "shared", []),
        ([[1, 3]] * 4 + [[4, 3]] * 4, "split", [0]),
        ([[3, 1]] * 4 + [[3, 3]] * 4, "split", [1]),
        ([[1, 2], [2, 2], [3, 2], [4, 2]] * 2, "mixed", []),
        ([[1, 2], [2, 1], [3, 4], [4, 3]] * 2, "mixed", []),
    ],
)
def test_verdict_on_a_table(rows, verdict, split):
    assert (agreement.verdict(rows), agreement.split_items(rows)) == (verdict, split)


def test_a_missing_answer_is_left_out():
    assert agreement.ad_j([[1, 3], [3, None], [None, 3]]) == 0.5


@pytest.mark.parametrize(
    "undefined",
    [
        lambda: agreement.rwg([3]),
        lambda: agreement.mean([]),
        lambda: agreement.consensus_a((0, 0, 0, 0)),
        lambda: agreement.consensus_a((3, 4)),
        lambda: agreement.cliffs_delta([], [1]),
        lambda: agreement.icc([[1, 2]]),
        lambda: agreement.icc([[1, 2], [2, 1]]),
        lambda: agreement.icc([[1, 2], [2]]),
        lambda: agreement.icc([]),
        lambda: agreement.cronbach_alpha([[1, 2], [2, 1]]),
        lambda: agreement.cronbach_alpha([[1], [2]]),
    ],
)
def test_what_has_no_value_says_so(undefined):
    with pytest.raises(agreement.Undefined):
        undefined()


def test_judges_who_agree_have_an_icc_of_one():
    assert set(agreement.icc([[1, 1], [2, 2], [4, 4]]).values()) == {1.0}


@given(steps)
def test_rwg_stays_between_0_and_1(answers):
    assert 0 <= agreement.rwg(answers) <= 1


@given(tables)
def test_agreement_stays_in_its_ranges(rows):
    assert 0 <= agreement.rwg_j(rows) <= 1
    assert agreement.r_star_wg_j(rows) <= 1
    assert 0 <= agreement.ad_j(rows) <= 1.5
    assert (agreement.ad_j(rows) == 0) == (agreement.r_star_wg_j(rows) == 1)


@given(st.lists(st.integers(0, 30), min_size=3, max_size=8).filter(any))
def test_van_der_eijk_is_symmetric_and_bounded(counts):
    value = agreement.consensus_a(counts)
    assert -1 <= value <= 1
    assert agreement.consensus_a(counts[::-1]) == pytest.approx(value)
    assert agreement.consensus_a([3 * count for count in counts]) == pytest.approx(value)


@given(steps, steps)
def test_cliffs_delta_turns_its_sign(first, second):
    assert agreement.cliffs_delta(first, second) == -agreement.cliffs_delta(second, first)
    assert agreement.cliffs_delta(first, first) == 0


@given(steps)
def test_variance_is_the_textbooks(answers):
    n = len(answers)
    center = Fraction(sum(answers), n)
    assert agreement.variance(answers) == sum((x - center) ** 2 for x in answers) / (n - 1)
