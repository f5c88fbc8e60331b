from fractions import Fraction

import pytest
from scipy.stats import binomtest

from assessments import comparison
from assessments.scoring import place
from tests.assessments.synthetic import ONE, REFERENCE, make_instrument, make_item, sheet

SURVEY = place(ONE, REFERENCE, basis="survey")


def agreed(answers):
    return place(ONE, [sheet(answers)], basis="consensus")


def test_gap_between_consensus_and_survey():
    gap = comparison.compare_views(agreed("3434"), SURVEY)["leadership"]
    assert (gap.first, gap.second, gap.n, gap.verdict) == ("consensus", "survey", (1, 6), "higher")
    assert gap.difference == 0.875
    assert gap.interval == pytest.approx((3.5 - 2.987, 3.5 - 2.263), abs=0.0005)
    assert (gap.cliffs_delta, gap.size) == (1.0, "large")


def test_a_consensus_within_the_interval_is_no_clear_difference():
    gap = comparison.compare_views(agreed("3332"), SURVEY)["leadership"]
    assert (gap.difference, gap.verdict) == (0.125, "no clear difference")
    assert gap.cliffs_delta == pytest.approx((4 - 1) / 6)


def test_no_gap_where_one_view_is_not_placed():
    assert comparison.compare_views(agreed("3..."), SURVEY) == {}


def test_the_survey_leads_once_closed_and_with_five_people():
    consensus = agreed("3333")
    four, five = (place(ONE, REFERENCE[:people], basis="survey") for people in (4, 5))
    assert comparison.headline(consensus, five, closed=True) is five
    assert comparison.headline(consensus, five, closed=False) is consensus
    assert comparison.headline(consensus, four, closed=True) is consensus
    assert comparison.headline(None, four, closed=True) is None
    assert comparison.headline(consensus, None, closed=True) is consensus


def test_two_surveys_on_the_items_that_kept_their_words():
    later = make_instrument(
        {
            "leadership": [
                make_item(f"LEA-{k}", "leadership", question="New?" if k == 4 else "?") for k in (1, 2, 3, 4, 5)
            ]
        }
    )
    only = comparison.same_wording(ONE, later)
    assert only == ("LEA-1", "LEA-2", "LEA-3")
    before = place(ONE, [sheet("2224"), sheet("2214"), sheet("2224")], basis="survey", only=only)
    after = place(later, [sheet("33311"), sheet("33411"), sheet("33311")], basis="survey", only=only)
    change = comparison.compare_surveys(before, after)["leadership"]
    assert change.difference == pytest.approx(float(Fraction(28, 9) - Fraction(17, 9)))
    assert change.verdict == "improved"
    assert comparison.compare_surveys(before, place(later, [], basis="survey", only=only)) == {}


def test_two_consensus_sheets():
    before = {"LEA-1": 2, "LEA-2": 3, "LEA-3": 2, "LEA-4": 1, "LEA-5": 1}
    after = {"LEA-1": 3, "LEA-2": 3, "LEA-3": 1, "LEA-4": 2, "LEA-6": 1}
    moves = comparison.compare_sheets(before, after)
    assert (moves.up, moves.down, moves.same) == (("LEA-1", "LEA-4"), ("LEA-3",), ("LEA-2",))
    assert moves.p == pytest.approx(1.0)
    assert comparison.compare_sheets(before, before).p is None
    six_up = comparison.compare_sheets(dict.fromkeys("abcdef", 2), dict.fromkeys("abcdef", 3))
    assert six_up.p == pytest.approx(2 / 64)


@pytest.mark.parametrize(("up", "down"), [(1, 0), (5, 0), (3, 3), (7, 2), (1, 20), (42, 0)])
def test_the_sign_test_is_scipy_s(up, down):
    before = {str(number): 2 for number in range(up + down)}
    after = {code: 3 if int(code) < up else 1 for code in before}
    assert comparison.compare_sheets(before, after).p == pytest.approx(binomtest(up, up + down).pvalue)
