import json
import subprocess
import sys
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessments.scoring import InvalidInput, place
from pillars.catalog import load_instrument
from pillars.levels import PILLARS, ROLES
from tests.assessments.synthetic import ONE, REFERENCE, SIX, make_instrument, make_item, sheet, square

# Two pillars with what makes the rules hard: items that not every role can judge, and items that may not apply.
HARD = make_instrument(
    {
        slug: [
            make_item(f"{PILLARS[slug]}-1", slug),
            make_item(f"{PILLARS[slug]}-2", slug, not_applicable=True),
            make_item(f"{PILLARS[slug]}-3", slug, roles=("leadership", "direct"), not_applicable=True),
            make_item(f"{PILLARS[slug]}-4", slug),
        ]
        for slug in list(PILLARS)[:5]
    }
)

steps = st.integers(1, 4)


@st.composite
def sheets_of(draw, most=7, instrument=HARD):
    def answer(item):
        return st.one_of(steps, steps, st.sampled_from(["DK", None, "NA"] if item.not_applicable else ["DK", None]))

    one = st.fixed_dictionaries(
        {
            "role": st.sampled_from(ROLES),
            "answers": st.fixed_dictionaries({code: answer(item) for code, item in instrument.items.items()}),
        }
    )
    return draw(st.lists(one, max_size=most))


def survey(sheets, instrument=HARD, **options):
    return place(instrument, sheets, basis="survey", **options)


def levels(placement):
    return [placed.level for placed in (placement.overall, *placement.pillars.values())]


def changed(sheets, index, code, answer):
    """The sheets with one answer replaced; `...` leaves it out."""
    given = {key: value for key, value in sheets[index]["answers"].items() if key != code}
    if answer is not ...:
        given[code] = answer
    return [*sheets[:index], {**sheets[index], "answers": given}, *sheets[index + 1 :]]


# --- Reference values ---------------------------------------------------------------------------------------------


def test_reference_of_a_survey():
    placed = survey(REFERENCE, ONE).pillars["leadership"]
    assert placed.score == Fraction(21, 8)
    assert (placed.level, placed.name, placed.capped_by) == (3, "STS Competence", ())
    assert [item.level for item in placed.items.values()] == [3, 3, 2, 3]
    assert placed.interval == pytest.approx((2.263, 2.987), abs=0.0005)
    assert (placed.sureness, placed.alternative, placed.people) == ("likely", None, 6)
    assert placed.draws[3] / 2000 == pytest.approx(36_183 / 46_656, abs=0.03)
    assert placed.agreement is None  # six people are too few


@pytest.mark.parametrize(
    ("levels_of_pillars", "overall", "capped_by"),
    [
        ("332332", 3, ()),
        ("433313", 2, ("peer-support",)),
        ("444423", 3, ()),
        ("444334", 4, ()),
        ("333222", 2, ()),
        ("444442", 3, ("individualization",)),
    ],
)
def test_reference_of_overall_levels(levels_of_pillars, overall, capped_by):
    answers = {
        item.code: int(mark)
        for pillar, mark in zip(SIX.pillars, levels_of_pillars, strict=True)
        for item in pillar.items
    }
    placed = place(SIX, [{"role": "leadership", "answers": answers}], basis="consensus").overall
    assert (placed.level, placed.capped_by) == (overall, capped_by)


def test_the_cap_names_the_item_that_holds_the_pillar():
    placed = place(ONE, [sheet("4441")], basis="consensus").pillars["leadership"]
    assert (placed.score, placed.level, placed.capped_by, placed.progress) == (Fraction(13, 4), 2, ("LEA-4",), 1)


# --- What a consensus says ----------------------------------------------------------------------------------------


def test_consensus_has_no_interval_and_no_sureness():
    placement = place(ONE, [sheet("3323")], basis="consensus", headcounts={"direct": 9})
    placed = placement.pillars["leadership"]
    assert (placed.interval, placed.sureness, placed.draws, placed.agreement, placed.weighted) == (None,) * 5
    assert (placement.awareness, placement.response, placed.gaps) == ({}, None, ())


def test_consensus_is_judged_on_every_item_whatever_its_role():
    answers = dict.fromkeys(HARD.items, 3)
    for role in ROLES:
        placement = place(HARD, [{"role": role, "answers": answers}], basis="consensus")
        assert placement.overall.level == 3
        assert placement.not_counted == 0


def test_coverage_leaves_out_what_does_not_apply():
    sheets = [{"role": "direct", "answers": {"LEA-1": 2, "LEA-2": "NA", "LEA-3": "DK", "LEA-4": 3}}]
    placed = place(HARD, sheets, basis="consensus").pillars["leadership"]
    assert (placed.coverage, placed.level) == ({"answered": 2, "of": 3}, None)
    assert (placed.items["LEA-2"].not_applicable, placed.items["LEA-3"].unknown) == (1, True)
    board = survey([{"role": "board", "answers": {"LEA-1": 2}}])
    assert board.pillars["leadership"].coverage == {"answered": 1, "of": 3}  # LEA-3 is not for the board


# --- What a survey says -------------------------------------------------------------------------------------------


def test_nobody_answered():
    for basis in ("consensus", "survey"):
        placement = place(SIX, [], basis=basis, headcounts={"direct": 3})
        assert levels(placement) == [None] * 7
        assert (placement.people, placement.overall.scored) == (0, 0)
        json.dumps(placement.as_json(), allow_nan=False)


def test_one_person_has_no_interval_and_no_sureness():
    for sheets in ([sheet("3323")], [sheet("3323"), sheet("2...")]):
        placed = survey(sheets, ONE).pillars["leadership"]
        assert (placed.level, placed.people, placed.interval, placed.sureness) == (3, 1, None, None)
    alone = survey([{"role": "direct", "answers": dict.fromkeys(SIX.items, 3)}], SIX).overall
    assert (alone.level, alone.sureness) == (3, None)


def test_borderline_prints_both_levels():
    placed = survey([sheet("3333"), sheet("3222"), sheet("3322")], ONE).pillars["leadership"]
    assert (placed.level, placed.sureness, placed.alternative) == (3, "borderline", 2)


def test_item_that_most_do_not_know_has_no_level_and_caps_nothing():
    placed = survey([sheet("333?"), sheet("333?"), sheet("3331")], ONE).pillars["leadership"]
    assert (placed.items["LEA-4"].level, placed.items["LEA-4"].unknown) == (None, True)
    assert (placed.level, placed.capped_by) == (3, ())


def test_item_counts_hold_every_sheet_also_of_people_left_out():
    placed = survey([sheet("3323"), sheet("1?..")], ONE).pillars["leadership"]
    assert (placed.people, placed.items["LEA-1"].counts, placed.items["LEA-2"].dont_know) == (1, (1, 0, 1, 0), 1)
    assert (placed.items["LEA-1"].level, placed.level, placed.capped_by) == (1, 2, ("LEA-1",))


def test_agreement_from_eight_people():
    two_camps = survey([sheet("1333")] * 4 + [sheet("4333")] * 4, ONE).pillars["leadership"].agreement
    assert (two_camps["verdict"], two_camps["split_items"]) == ("split", ["LEA-1"])
    alike = survey([sheet("3332")] * 8, ONE).pillars["leadership"].agreement
    assert alike == {"verdict": "shared", "split_items": [], "r_star_wg_j": 1.0, "ad_j": 0.0, "items": 4}
    assert survey([sheet("3332")] * 7, ONE).pillars["leadership"].agreement is None
    assert survey([sheet("3332")] * 7 + [sheet("333?")], ONE).pillars["leadership"].agreement["items"] == 3


def test_gaps_between_roles():
    sheets = [sheet("4434", "leadership"), sheet("3444", "leadership")]
    sheets += [sheet("2222"), sheet("2322"), sheet("2223"), sheet("3333", "board")]
    placed = survey(sheets, ONE).pillars["leadership"]
    [gap] = placed.gaps  # one person is no group to compare
    assert (gap.first, gap.second, gap.n, gap.cliffs_delta) == ("leadership", "direct", (2, 3), 1.0)
    assert (gap.size, gap.verdict, gap.difference) == ("large", "higher", pytest.approx(3.75 - 13 / 6))
    assert placed.roles["board"] == {"n": 1, "score": 3}


def test_depends_on_who_answered():
    sheets = [sheet("3333", "leadership")] * 3 + [sheet("2222")] * 2
    placed = survey(sheets, ONE, headcounts={"leadership": 3, "direct": 40}).pillars["leadership"]
    assert (placed.score, placed.level) == (Fraction(13, 5), 3)
    assert (placed.weighted.score, placed.weighted.level, placed.weighted.differs) == (Fraction(89, 43), 2, True)
    assert survey(sheets, ONE, headcounts={"leadership": 3}).pillars["leadership"].weighted is None


def test_the_whole_can_depend_on_who_answered():
    answers = {role: dict.fromkeys(SIX.items, step) for role, step in (("leadership", 3), ("direct", 2))}
    sheets = [{"role": "leadership", "answers": answers["leadership"]}] * 3
    sheets += [{"role": "direct", "answers": answers["direct"]}] * 2
    overall = survey(sheets, SIX, headcounts={"leadership": 3, "direct": 40}).overall
    assert (overall.level, overall.weighted.level, overall.weighted.differs) == (3, 2, True)


def test_response_by_role():
    sheets = [sheet("3333", "leadership")] * 3 + [sheet("2222")] * 5 + [sheet("2222", "board")]
    heads = {"leadership": 2, "direct": 10, "other": 4, "supervisor": 0}
    found = survey(sheets, ONE, headcounts=heads).as_json()["response"]
    assert found["leadership"] == {"answered": 3, "headcount": 2, "rate": 1.5, "caution": True}
    assert found["direct"] == {"answered": 5, "headcount": 10, "rate": 0.5, "caution": True}
    assert found["other"] == {"answered": 0, "headcount": 4, "rate": 0.0, "caution": True}
    assert found["supervisor"] == {"answered": 0, "headcount": 0, "rate": None, "caution": False}
    assert found["board"] == {"answered": 1, "headcount": None, "rate": None, "caution": True}
    assert found["all"] == {"answered": 8, "headcount": 16, "rate": 0.5, "caution": True}


def test_awareness_by_role():
    sheets = [sheet("3?3."), sheet("3??3"), sheet("3333", "board")]
    awareness = survey(sheets, ONE).as_json()["awareness"]
    assert awareness["direct"]["LEA-2"] == {"dont_know": 2, "of": 2, "share": 1.0}
    assert awareness["direct"]["LEA-4"] == {"dont_know": 0, "of": 1, "share": 0.0}
    assert list(awareness) == ["direct", "board"]


def test_only_leaves_the_other_items_out():
    placed = survey([sheet("4411")], ONE, only={"LEA-1", "LEA-2"}).pillars["leadership"]
    assert (list(placed.items), placed.level) == (["LEA-1", "LEA-2"], 4)


def test_the_json_is_the_contract_s():
    placement = survey(REFERENCE, ONE)
    told = json.loads(json.dumps(placement.as_json(), allow_nan=False))
    assert (
        told["overall"].items()
        >= {"level": None, "name": None, "score": None, "sureness": None, "capped_by": []}.items()
    )
    placed = told["pillars"]["leadership"]
    assert (placed["score"], placed["progress"]) == (2.625, 0.125)
    assert placed["items"]["LEA-3"] == {
        "level": 2,
        "mean": 13 / 6,
        "n": 6,
        "dont_know": 0,
        "not_applicable": 0,
        "counts": [0, 5, 1, 0],
        "unknown": False,
    }
    assert "means" not in placed
    assert "not a certification" in told["statement"]


def test_bad_input_is_named():
    with pytest.raises(InvalidInput, match=r"^Sheet 1, LEA-4: 5 is not"):
        place(ONE, [sheet("3335")], basis="consensus")
    with pytest.raises(ValueError, match="unknown role"):
        place(ONE, [], basis="consensus", headcounts={"boss": 1})


def test_a_consensus_loads_neither_numpy_nor_scipy():
    script = (
        "import sys; from assessments.scoring import place; from pillars.catalog import load_instrument; "
        "place(load_instrument(), [{'role': 'leadership', 'answers': {'LEA-1': 3}}], basis='consensus'); "
        "sys.exit(any(name in sys.modules for name in ('numpy', 'scipy', 'django')))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


# --- Properties, for every input ----------------------------------------------------------------------------------


def everything_but_sureness(placement):
    """The JSON without what the bootstrap says."""
    told = placement.as_json()
    for placed in (told["overall"], *told["pillars"].values()):
        for key in ("sureness", "alternative", "draws"):
            del placed[key]
    return told


def without_awareness(placement):
    told = everything_but_sureness(placement)
    del told["awareness"]
    for placed in told["pillars"].values():
        for item in placed["items"].values():
            del item["dont_know"]
    return told


@settings(max_examples=60, deadline=None)
@given(sheets_of(), st.data())
def test_raising_one_answer_never_lowers_a_level(sheets, data):
    spots = [
        (k, code) for k, one in enumerate(sheets) for code, answer in one["answers"].items() if answer in (1, 2, 3)
    ]
    assume(spots)
    k, code = data.draw(st.sampled_from(spots))
    higher = changed(sheets, k, code, data.draw(st.integers(sheets[k]["answers"][code] + 1, 4)))
    for basis, before, after in [("survey", sheets, higher), ("consensus", [sheets[k]], [higher[k]])]:
        pairs = zip(levels(place(HARD, before, basis=basis)), levels(place(HARD, after, basis=basis)), strict=True)
        assert all((low is None) == (high is None) and (low or 0) <= (high or 0) for low, high in pairs)


@settings(max_examples=40, deadline=None)
@given(sheets_of(), st.randoms(use_true_random=False))
def test_order_does_not_matter(sheets, chance):
    expected = survey(sheets).as_json()
    mixed = [
        {"answers": dict(chance.sample(list(one["answers"].items()), len(one["answers"]))), **one} for one in sheets
    ]
    chance.shuffle(mixed)
    assert survey(mixed).as_json() == expected
    turned = make_instrument({pillar.slug: pillar.items[::-1] for pillar in reversed(HARD.pillars)})
    placement = survey(mixed, turned)
    found = placement.as_json()
    for placed in (found["overall"], *found["pillars"].values()):
        placed["capped_by"].reverse()
        if placed.get("agreement"):
            placed["agreement"]["split_items"].reverse()
    assert found == expected


@settings(max_examples=20, deadline=None)
@given(
    steps,
    st.lists(st.sampled_from(["leadership", "direct"]), min_size=1, max_size=5),
    st.sampled_from(["full", "core"]),
)
def test_all_answers_alike_give_that_level_everywhere(step, roles, form):
    instrument = load_instrument()
    sheets = [{"role": role, "answers": dict.fromkeys(instrument.items, step)} for role in roles]
    for basis, given_sheets in (("survey", sheets), ("consensus", sheets[:1])):
        placement = place(instrument, given_sheets, basis=basis, form=form)
        assert levels(placement) == [step] * 7
        assert {item.level for placed in placement.pillars.values() for item in placed.items.values() if item.n} == {
            step
        }


@settings(max_examples=60, deadline=None)
@given(sheets_of(), st.data())
def test_leaving_out_a_dont_know_changes_only_awareness(sheets, data):
    spots = [(k, code) for k, one in enumerate(sheets) for code, answer in one["answers"].items() if answer == "DK"]
    assume(spots)
    k, code = data.draw(st.sampled_from(spots))
    for answer in (None, ...):
        before, after = survey(sheets), survey(changed(sheets, k, code, answer))
        slug = HARD.items[code].pillar
        crossed = before.pillars[slug].items[code].unknown != after.pillars[slug].items[code].unknown
        assume(not crossed)
        assert without_awareness(before) == without_awareness(after)


ROWS = ["".join(row) for row in product("1234", repeat=4)]


def rows_with(total):
    return st.sampled_from([row for row in ROWS if sum(map(int, row)) == total])


@settings(max_examples=60, deadline=None)
@given(st.integers(4, 16), st.lists(st.integers(0, 6), min_size=1, max_size=3), st.data())
def test_a_person_at_the_mean_never_moves_it(total, spreads, data):
    spreads = [min(spread, total - 4, 16 - total) for spread in spreads]
    rows = [data.draw(rows_with(total + sign * spread)) for spread in spreads for sign in (1, -1)]
    before = survey([sheet(row) for row in rows], ONE).pillars["leadership"]
    after = survey([sheet(row) for row in [*rows, data.draw(rows_with(total))]], ONE).pillars["leadership"]
    assert before.score == after.score == Fraction(total, 4)


@settings(max_examples=40, deadline=None)
@given(sheets_of(), st.dictionaries(st.sampled_from(ROLES), st.integers(0, 30)))
def test_every_placement_is_in_its_ranges(sheets, headcounts):
    placement = survey(sheets, headcounts=headcounts)
    json.dumps(placement.as_json(), allow_nan=False)
    for placed in (placement.overall, *placement.pillars.values()):
        assert (placed.level is None) == (placed.score is None) == (placed.progress is None)
        if placed.level:
            assert 1 <= placed.score <= 4
            assert 0 <= placed.progress <= 1
        if placed.draws:
            assert sum(placed.draws.values()) == 2000
            assert (placed.alternative is not None) <= (placed.sureness == "borderline")


def test_seven_items_need_six_answers():
    instrument = square(pillars=1, items=7)
    placed = survey([sheet("333333?"), sheet("33333??")], instrument).pillars["leadership"]
    assert placed.people == 1
