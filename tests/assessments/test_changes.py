"""Two consensus results compared: on what both asked in the same words, and on nothing else."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from assessments.changes import EARLIER, LATER, SAME, answers_of, compare_results
from assessments.scoring import place
from pillars.catalog import load_instrument

INSTRUMENT = load_instrument()


def result(answers, *, form="full", instrument=INSTRUMENT):
    """A frozen result of one sheet: one answer for all questions of the form, or a mapping."""
    given = answers if isinstance(answers, dict) else dict.fromkeys(instrument.form(form), answers)
    return SimpleNamespace(placement=place(instrument, [{"answers": given}], basis="consensus", form=form).as_json())


def changes(before, after, instruments=(INSTRUMENT, INSTRUMENT)):
    return compare_results(before, after, instruments)


def all_but(step, **others):
    return {**dict.fromkeys(INSTRUMENT.items, step), **{code.replace("_", "-"): to for code, to in others.items()}}


def test_the_answers_of_a_result_are_the_answers_of_its_sheet():
    answers = {"LEA-1": 3, "LEA-2": "DK", "LEA-3": None}
    found = answers_of(result(answers).placement)
    assert {code: found[code] for code in answers} == answers
    assert set(found) == set(INSTRUMENT.items)


def test_what_moved_and_what_stayed():
    before, after = result(all_but(2)), result(all_but(2, LEA_1=3, LEA_2=1, LEA_3="DK"))
    found = changes(before, after)
    assert [(move.item.code, move.before, move.after) for move in found.later] == [("LEA-1", 2, 3)]
    assert [(move.item.code, move.before, move.after) for move in found.earlier] == [("LEA-2", 2, 1)]
    assert (found.shared, found.answered, found.same, found.whole) == (42, 41, 39, True)
    move = found.later[0]
    assert (move.before_words, move.after_words) == move.item.descriptors[1:3]
    assert {one.direction for one in found.pillars} == {SAME}


def test_on_the_same_questions_the_steps_are_those_that_were_frozen():
    before, after = result(all_but(3, LEA_1=1, WRK_1="DK")), result(all_but(4, SUP_1=2))
    found = changes(before, after)
    for one in found.pillars:
        steps = [each.placement["pillars"][one.pillar.slug]["level"] for each in (before, after)]
        assert [one.before.step, one.after.step] == steps
    assert [found.overall.before.step, found.overall.after.step] == [
        each.placement["overall"]["level"] for each in (before, after)
    ]


def test_later_and_earlier_pillars():
    wrk = {code: 1 for code in INSTRUMENT.items if code.startswith("WRK")}
    found = changes(result(2), result({**all_but(3), **wrk}))
    assert [one.pillar.slug for one in found.moved(EARLIER)] == ["workload"]
    assert len(found.moved(LATER)) == 5
    assert found.overall.direction == SAME  # the pillar at step 1 holds the whole


def test_different_forms_are_placed_on_the_shared_questions_only():
    core = set(INSTRUMENT.form("core"))
    full = result({code: 3 if code in core else 1 for code in INSTRUMENT.items})
    found = changes(full, result(3, form="core"))
    assert (found.shared, found.answered, found.whole) == (18, 18, False)
    assert {one.before.step for one in found.pillars} == {3}
    assert full.placement["overall"]["level"] == 2
    assert found.later == found.earlier == ()


def test_a_question_with_new_words_is_not_compared():
    leadership = INSTRUMENT.pillars[0]
    reworded = replace(leadership.items[0], question="New?")
    items = (reworded, *leadership.items[1:])
    later = replace(INSTRUMENT, version="later", pillars=(replace(leadership, items=items), *INSTRUMENT.pillars[1:]))
    found = changes(result(2), result(3, instrument=later), (INSTRUMENT, later))
    assert (found.shared, found.answered, found.whole) == (41, 41, False)
    assert reworded.code not in {move.item.code for move in found.later}


def test_what_was_not_answered_is_not_compared():
    found = changes(result({}), result(3))
    assert (found.shared, found.answered, found.p, found.trend) == (42, 0, None, "")
    assert {one.direction for one in found.pillars} == {""}
    assert found.overall.before is None


@pytest.mark.parametrize(("up", "down", "trend"), [(5, 0, ""), (6, 0, LATER), (0, 6, EARLIER), (7, 2, ""), (3, 3, "")])
def test_a_trend_is_what_chance_would_seldom_give(up, down, trend):
    codes = list(INSTRUMENT.items)
    moved = {**dict.fromkeys(codes[:up], 3), **dict.fromkeys(codes[up : up + down], 1)}
    assert changes(result(2), result({**all_but(2), **moved})).trend == trend
