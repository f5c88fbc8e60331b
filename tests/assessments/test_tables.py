import pytest

from assessments.tables import MISSING, NOT_ASKED, UNKNOWN, InvalidInput, quoted, read_headcounts, read_sheets
from tests.assessments.synthetic import ONE, make_instrument, make_item, sheet


def read(sheets, basis="survey", **options):
    return read_sheets(ONE, sheets, basis=basis, **options)


@pytest.mark.parametrize(
    ("sheets", "message"),
    [
        ([sheet("3333"), sheet("3335")], 'Sheet 2, LEA-4: 5 is not 1, 2, 3, 4, "DK", "NA" or null.'),
        ([sheet("3330")], 'Sheet 1, LEA-4: 0 is not 1, 2, 3, 4, "DK", "NA" or null.'),
        ([sheet("333-")], 'Sheet 1, LEA-4: "NA" is not an answer to this item.'),
        ([sheet("33333")], 'Sheet 1 answers an unknown item, "LEA-5".'),
        (
            [sheet("3333", role="boss")],
            'Sheet 1 has an unknown role, "boss": roles are leadership, supervisor, direct, other, board.',
        ),
        (
            [{"answers": {}}],
            "Sheet 1 has an unknown role, None: roles are leadership, supervisor, direct, other, board.",
        ),
        ([{"role": "direct"}], 'Sheet 1 is not an object with a "role" and "answers" by item code.'),
        ([7], 'Sheet 1 is not an object with a "role" and "answers" by item code.'),
        (7, "The sheets are not a list."),
        ({"role": "direct"}, "The sheets are not a list."),
    ],
)
def test_a_wrong_sheet_is_named(sheets, message):
    with pytest.raises(InvalidInput) as problem:
        read(sheets)
    assert str(problem.value) == message


@pytest.mark.parametrize("answer", [True, 3.0, "3", "dk", float("nan"), [], {}, pytest.param(10**5000, id="huge")])
def test_only_chosen_steps_are_steps(answer):
    with pytest.raises(InvalidInput, match=r"^Sheet 1, LEA-1: .{1,70}$"):
        read([{"role": "direct", "answers": {"LEA-1": answer}}])


def test_basis_and_form_are_known_words():
    with pytest.raises(InvalidInput, match='no basis "poll"'):
        read([], basis="poll")
    with pytest.raises(InvalidInput, match='no form "short"'):
        read([], form="short")


def test_a_consensus_is_one_sheet():
    with pytest.raises(InvalidInput, match="here are 2"):
        read([sheet("3333"), sheet("2222")], basis="consensus")
    assert read([{"answers": {"LEA-1": 2}}], basis="consensus").rows == ((2, MISSING, MISSING, MISSING),)


def test_a_role_is_asked_what_it_can_judge():
    instrument = make_instrument(
        {"leadership": [make_item("LEA-1", "leadership", roles=("leadership",)), make_item("LEA-2", "leadership")]}
    )
    survey = read_sheets(instrument, [sheet("32")], basis="survey")
    assert (survey.rows, survey.not_counted) == (((NOT_ASKED, 2),), 1)
    assert read_sheets(instrument, [sheet("32")], basis="consensus").rows == ((3, 2),)


def test_answers_outside_the_form_do_not_count():
    instrument = make_instrument(
        {"leadership": [make_item("LEA-1", "leadership", core=True), make_item("LEA-2", "leadership")]}
    )
    table = read_sheets(instrument, [sheet("32")], basis="survey", form="core")
    assert (table.codes, table.rows, table.not_counted) == (("LEA-1",), ((3,),), 1)


def test_one_order_whatever_the_input_s():
    people = [sheet("3?33"), sheet("3.33"), sheet("1111", role="board"), sheet("1111")]
    table = read(people)
    assert table == read(people[::-1])
    assert table.roles[0] == "board"
    assert table.rows[2:] == ((3, MISSING, 3, 3), (3, UNKNOWN, 3, 3))


@pytest.mark.parametrize(
    ("headcounts", "message"),
    [
        ([], "The headcounts are not an object of roles and numbers."),
        (
            {"boss": 1},
            'The headcounts name an unknown role, "boss": roles are leadership, supervisor, direct, other, board.',
        ),
        ({"direct": -1}, "The headcount of direct is -1: it must be a whole number, 0 to 1,000,000."),
        ({"direct": True}, "The headcount of direct is True: it must be a whole number, 0 to 1,000,000."),
        ({"direct": 10**400}, "The headcount of direct is a huge number: it must be a whole number, 0 to 1,000,000."),
    ],
)
def test_wrong_headcounts(headcounts, message):
    with pytest.raises(InvalidInput) as problem:
        read_headcounts(headcounts)
    assert str(problem.value) == message


def test_headcounts_in_the_order_of_the_roles():
    assert list(read_headcounts({"board": 2, "leadership": 1})) == ["leadership", "board"]
    assert read_headcounts(None) == {}


def test_what_is_quoted_stays_one_plain_short_line():
    assert quoted("a\nb\x1b\u202e\ud800é") == r'"a\nb\x1b\u202e\ud800\xe9"'
    assert len(quoted("x" * 10**6)) == 62
    assert quoted(["x"]) == "a list"
