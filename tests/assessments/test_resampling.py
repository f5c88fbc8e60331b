"""The fast way over all draws at once against the slow exact way, one draw at a time."""

from collections import Counter
from itertools import product

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assessments import resampling, rules, scoring
from assessments.tables import CELLS, MISSING, UNKNOWN, read_sheets
from tests.assessments.synthetic import ONE, REFERENCE, SIX, sheet, square


def fast(instrument, sheets, weights):
    """The levels that resampling finds: one row per draw, the overall level last, 0 for not scored."""
    table = read_sheets(instrument, sheets, basis="survey")
    places = [[table.codes.index(item.code) for item in pillar.items] for pillar in instrument.pillars]
    means = [[rules.person_mean([row[k] for k in place]) for row in table.rows] for place in places]
    return resampling.Rules(table.rows, means, places, least=rules.LEAST_PILLARS).levels(np.array(weights, dtype=float))


def slow(instrument, sheets):
    """The levels that place() finds for the same people, as exact fractions."""
    placement = scoring.place(instrument, sheets, basis="survey")
    return [placed.level or 0 for placed in (*placement.pillars.values(), placement.overall)]


def in_table_order(sheets):
    """People in the order in which a table holds them, so that a weight belongs to a sheet."""

    def place(one):
        cells = [CELLS[answer] for _, answer in sorted(one["answers"].items())]
        return [cell if cell != UNKNOWN else MISSING for cell in cells], cells

    return sorted(sheets, key=place)


def test_reference_of_all_bootstrap_samples():
    weights = [np.bincount(drawn, minlength=6) for drawn in product(range(6), repeat=6)]
    levels = fast(ONE, REFERENCE, weights)[:, 0]
    assert Counter(levels.tolist()) == {3: 36_183, 2: 10_473}
    assert rules.sureness(3, Counter(levels.tolist())) == ("likely", None)


answers = st.text("1234?.", min_size=24, max_size=24)


def of_six(marks):
    """A sheet on six pillars of four items."""
    given = {}
    for slug, k in zip((pillar.slug for pillar in SIX.pillars), range(0, 24, 4), strict=True):
        given |= sheet(marks[k : k + 4], prefix=SIX.pillar(slug).items[0].code[:3])["answers"]
    return {"role": "direct", "answers": given}


@settings(max_examples=150, deadline=None)
@given(st.lists(answers, min_size=2, max_size=5, unique=True), st.randoms(use_true_random=False))
@example(["3333" * 6, "2222" * 6], None)  # a tie at 2.5 in every pillar and overall
@example(["2121" * 6, "1212" * 6], None)
@example(["444444443333333333333333", "333333334444444444444444"], None)
def test_fast_and_slow_agree_at_every_cut(people, chance):
    sheets = in_table_order([of_six(marks) for marks in people])
    picks = [chance.choices(range(len(sheets)), k=len(sheets)) if chance else range(len(sheets)) for _ in range(3)]
    weights = [np.bincount(list(picked), minlength=len(sheets)) for picked in picks]
    expected = [slow(SIX, [sheets[k] for k in picked]) for picked in picks]
    assert fast(SIX, sheets, weights).tolist() == expected


def test_a_tie_of_hundreds_of_people_is_still_a_tie():
    many = [of_six("3333" * 6)] * 997 + [of_six("2222" * 6)] * 997
    weights = np.ones((1, len(many)))
    assert fast(SIX, many, weights).tolist() == [[2] * 7]
    one_more = np.ones((1, len(many)))
    one_more[0, -1] = 2
    assert fast(SIX, many, one_more).tolist() == [[3] * 7]


def test_thirds_and_sevenths_do_not_round_over_a_cut():
    instrument = square(pillars=1, items=7)
    people = [sheet("3332222"), sheet("3333222"), sheet("333222."), sheet("22233.3")]
    assert fast(instrument, people, np.ones((1, 4))).tolist() == [[2, 0]]
    assert slow(instrument, people) == [2, 0]


def test_every_draw_is_as_large_as_the_sample_and_the_seed_fixes_it(monkeypatch):
    def drawn(seed):
        return np.concatenate(list(resampling.draw_people(5, draws=40, seed=seed)))

    once = drawn(7)
    assert (once.shape, set(once.sum(axis=1))) == ((40, 5), {5.0})
    assert (drawn(7) == once).all()
    assert (drawn(8) != once).any()
    monkeypatch.setattr(resampling, "CELLS_AT_ONCE", 15)
    assert (drawn(7) == once).all()
