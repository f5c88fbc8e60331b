from types import SimpleNamespace

from pillars.catalog import load_instrument
from plans import board
from plans.models import Action
from plans.recommend import suggest
from tests.plans.conftest import answers_of, summary_of

INSTRUMENT = load_instrument()


def action(status="planned", pillar="supervision", **fields):
    return Action(title="Open a window", status=status, pillar=pillar, **fields)


def test_actions_are_grouped_by_status_what_is_under_way_first():
    actions = [action("paused"), action("done"), action("idea"), action("planned"), action("doing"), action("doing")]
    laid = board.lay_out(actions, INSTRUMENT)
    assert [(group.status, len(group.rows)) for group in laid.groups] == [
        ("doing", 2),
        ("planned", 1),
        ("idea", 1),
        ("done", 1),
        ("paused", 1),
    ]
    assert (laid.total, laid.open, laid.doing) == (6, 4, 2)


def test_a_filter_shows_one_pillar_and_counts_the_whole_plan():
    actions = [action(), action(pillar="workload"), action("doing", pillar="workload")]
    laid = board.lay_out(actions, INSTRUMENT, pillar="supervision")
    assert [len(group.rows) for group in laid.groups] == [1]
    assert (laid.total, laid.open, laid.doing) == (3, 3, 1)
    assert [pillar.slug for pillar in laid.pillars] == ["workload", "supervision"]


def test_a_plan_is_crowded_above_seven_open_actions():
    open_ones = [action() for _number in range(7)]
    assert not board.lay_out([*open_ones, action("done"), action("paused")], INSTRUMENT).crowded
    assert board.lay_out([*open_ones, action("idea")], INSTRUMENT).crowded


def test_a_row_says_codes_in_words_and_nothing_for_what_is_not_known():
    row = board.row(action(evidence="field", effort="low", cost="none"), INSTRUMENT)
    assert (row.pillar, row.evidence) == ("Supervision", "From staff and managers")
    assert (row.effort, row.cost) == ("Up to 8 hours", "No money")
    assert board.row(action(), INSTRUMENT).evidence == ""


def test_themes_are_named_by_their_suggestions():
    suggestions = suggest(summary_of(answers_of()))
    found = board.themes({"LEA-6:2", "", "SUP-1:2"}, suggestions)
    assert [(theme.key, theme.named, theme.item) for theme in found] == [
        ("care", False, "WRK-4"),
        ("leaders", True, "LEA-6"),
        ("inclusion", False, "LEA-7"),
    ]


def test_every_theme_rests_on_moves_that_exist():
    for codes in board.THEMES.values():
        for code in codes:
            assert any(move.startswith(code) for move in INSTRUMENT.moves)


def test_suggestions_are_grouped_in_the_order_of_the_pillars():
    suggestions = [
        SimpleNamespace(pillar_result=SimpleNamespace(pillar=pillar)) for pillar in INSTRUMENT.pillars[2:0:-1]
    ]
    assert board.by_pillar(suggestions, INSTRUMENT.pillars) == [
        (INSTRUMENT.pillars[1], [suggestions[1]]),
        (INSTRUMENT.pillars[2], [suggestions[0]]),
    ]
