from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pillars.catalog import load_instrument
from pillars.levels import COSTS, EFFORTS, EVIDENCE
from plans.recommend import suggest
from tests.plans.conftest import answers_of, summary_of

ITEMS = load_instrument().items
ANSWERS = (1, 2, 3, 4, "DK", None)

sheets = st.fixed_dictionaries({code: st.sampled_from(ANSWERS) for code in ITEMS})
takens = st.frozensets(st.sampled_from(sorted(load_instrument().moves)))
codes = st.sampled_from(sorted(ITEMS))
few_examples = settings(max_examples=60, deadline=None)


def codes_of(suggestions):
    return [suggestion.code for suggestion in suggestions]


def pillars_of(suggestions):
    return [suggestion.pillar_result.pillar.slug for suggestion in suggestions]


@few_examples
@given(sheets, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(answers, dice):
    summary = summary_of(answers)
    pillars = [replace(pillar, items=tuple(dice.sample(pillar.items, len(pillar.items)))) for pillar in summary.pillars]
    shuffled = replace(summary, pillars=tuple(dice.sample(pillars, len(pillars))))
    assert codes_of(suggest(shuffled)) == codes_of(suggest(summary))


@few_examples
@given(sheets, takens, st.integers(0, 50))
def test_each_item_with_a_move_is_suggested_once_unless_taken(answers, taken, most):
    found = suggest(summary_of(answers), taken=taken)
    expected = {
        f"{code}:{1 if answer == 'DK' else answer}" for code, answer in answers.items() if answer in (1, 2, 3, "DK")
    }
    assert sorted(codes_of(found)) == sorted(expected - taken)
    assert suggest(summary_of(answers), taken=taken, most=most) == found[:most]


@few_examples
@given(sheets, codes)
def test_raising_an_item_to_the_top_removes_its_suggestion(answers, code):
    found = suggest(summary_of({**answers, code: 4}))
    assert code not in {suggestion.move.item for suggestion in found}


@few_examples
@given(sheets)
def test_the_first_three_are_not_of_one_pillar_while_another_stands_close(answers):
    found = suggest(summary_of(answers))
    first = found[:3]
    if len(first) == 3 and len(set(pillars_of(first))) == 1:
        elsewhere = [one.pillar_step for one in found if one.pillar_result != first[0].pillar_result]
        assert all(step > first[2].pillar_step + 1 for step in elsewhere)


@few_examples
@given(sheets)
def test_the_first_suggestion_is_of_an_earliest_pillar(answers):
    found = suggest(summary_of(answers))
    if found:
        assert found[0].pillar_step == min(suggestion.pillar_step for suggestion in found)


def test_the_earliest_pillar_gives_at_most_two_while_others_stand_one_step_on():
    found = suggest(summary_of(answers_of(supervision=1)), most=4)
    assert pillars_of(found) == ["supervision", "supervision", "leadership", "workload"]


def test_pillars_at_the_same_step_take_turns():
    assert len(set(pillars_of(suggest(summary_of(answers_of()), most=6)))) == 6


def test_an_earliest_pillar_far_behind_gives_all_three():
    answers = dict.fromkeys(ITEMS, 4) | {code: 1 for code in ITEMS if code.startswith("SUP")}
    assert set(pillars_of(suggest(summary_of(answers), most=3))) == {"supervision"}


def test_the_answer_that_holds_its_pillar_comes_before_the_others():
    answers = answers_of(peer_support=3) | {"PEE-6": 1}
    of_pillar = [one for one in suggest(summary_of(answers)) if one.pillar_result.pillar.slug == "peer-support"]
    assert codes_of(of_pillar)[0] == "PEE-6:1"
    assert of_pillar[0].reasons == ("holds",)


def test_within_a_pillar_better_evidence_comes_first_then_less_effort_then_less_money():
    keys = [
        (EVIDENCE.index(one.move.evidence), EFFORTS.index(one.move.effort), COSTS.index(one.move.cost))
        for one in suggest(summary_of(answers_of()))
        if one.pillar_result.pillar.slug == "workload"
    ]
    assert keys == sorted(keys)
    assert len(set(keys)) > 1


def test_what_people_know_comes_before_what_they_are_not_sure_of():
    answers = answers_of(supervision=3) | {"SUP-1": "DK", "SUP-7": 1}
    of_pillar = [one for one in suggest(summary_of(answers)) if one.pillar_result.pillar.slug == "supervision"]
    assert codes_of(of_pillar)[:2] == ["SUP-7:1", "SUP-1:1"]


@pytest.mark.parametrize(
    ("answers", "code", "reasons"),
    [
        (answers_of(), "SUP-1:2", ("level",)),
        (answers_of() | {"SUP-1": "DK"}, "SUP-1:1", ("unsure",)),
        (answers_of() | {"SUP-1": 1}, "SUP-1:1", ("behind",)),
        (answers_of() | {"SUP-1": 3}, "SUP-1:3", ("ahead",)),
        (answers_of(supervision=None) | {"SUP-1": 1}, "SUP-1:1", ("unplaced",)),
        (dict.fromkeys(ITEMS, 3) | {"SUP-1": 1}, "SUP-1:1", ("holds",)),
    ],
)
def test_reasons_follow_where_the_item_and_the_pillar_stand(answers, code, reasons):
    found = {one.code: one.reasons for one in suggest(summary_of(answers))}
    assert found[code] == reasons


def test_a_pillar_that_holds_the_organization_is_a_second_reason():
    answers = {code: 1 if item.pillar == "workspace" else 3 for code, item in ITEMS.items()}
    found = {one.code: one for one in suggest(summary_of(answers))}
    assert found["SPC-1:1"].reasons == ("level", "holds-overall")
    assert found["SPC-1:1"].overall == 2


def test_nothing_is_suggested_where_all_is_done_or_nothing_was_asked():
    assert suggest(summary_of(dict.fromkeys(ITEMS, 4))) == ()
    assert suggest(summary_of({})) == ()


def test_only_what_the_short_form_asks_is_suggested():
    core = load_instrument().form("core")
    found = suggest(summary_of(dict.fromkeys(core, 2), form="core"))
    assert {one.move.item for one in found} == set(core)
