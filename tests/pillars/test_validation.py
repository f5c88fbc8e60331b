"""Every rule: a copy broken in one place gives exactly that rule's id, at that place."""

import re
import shutil
import tomllib

import pytest

from pillars.catalog import WORD_FILES
from pillars.reading import grade
from pillars.validation import validate

LEADERS, SUPERVISION = "items/leadership.toml", "items/supervision.toml"
WORDS = "en/leadership.toml"


@pytest.fixture
def problems(version):
    """A function that gives the problems of the copy as (id, file, key), the version left out of the file."""

    def run():
        return [(found.id, found.file.removeprefix("2026.1/"), found.key) for found in validate(version)]

    return run


@pytest.fixture
def say(version):
    """A function that puts another text in the place of a key of words: say(file, "LEA-1", "question", "...")."""

    def put(name, code, key, text):
        path = version / name
        start = path.read_text(encoding="utf-8").index(f"[{code}]")
        head, tail = path.read_text(encoding="utf-8")[:start], path.read_text(encoding="utf-8")[start:]
        changed = re.sub(rf'^{key} = ".*"$', lambda _: f'{key} = "{text}"', tail, count=1, flags=re.MULTILINE)
        assert changed != tail
        path.write_text(head + changed, encoding="utf-8")

    return put


@pytest.fixture
def describe(version):
    """A function that replaces one of an item's four descriptors."""

    def put(name, code, number, text):
        path = version / name
        old = tomllib.loads(path.read_text(encoding="utf-8"))[code]["descriptors"][number]
        path.write_text(path.read_text(encoding="utf-8").replace(f'"{old}"', f'"{text}"', 1), encoding="utf-8")

    return put


def test_what_is_published_keeps_every_rule(problems):
    assert problems() == []


# --- Files and keys -----------------------------------------------------------------------------------------------


def test_a_file_is_missing(version, problems):
    (version / "en/workload.toml").unlink()
    assert problems() == [("E001", "en/workload.toml", "")]


@pytest.mark.parametrize("broken", [b"= 1", b'name = "\xff"', b'name = "one"\nname = "two"'])
def test_a_file_cannot_be_read(version, problems, broken):
    (version / "references.toml").write_bytes(broken)
    assert problems() == [("E001", "references.toml", "")]


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        (LEADERS, "core = true\n", "", "LEA-1.core"),
        (LEADERS, "core = true", "core = 1", "LEA-1.core"),
        (LEADERS, "core = true", 'core = true\ncolor = "blue"', "LEA-1.color"),
        (LEADERS, 'roles = ["leadership", "supervisor", "board"]', 'roles = "board"', "LEA-1.roles"),
        (LEADERS, "from = 1", "from = true", "LEA-1.moves[0].from"),
        ("practices.toml", 'effort = "medium"', "effort = 2", "improved-work-schedules.effort"),
        ("references.toml", "year = 2015", 'year = "2015"', "bercier-maynard-2015.year"),
        (WORDS, 'name = "Leadership"', 'name = " "', "pillar.name"),
        (WORDS, "[pillar]", "[pilar]", "pillar"),
        (WORDS, "counts =", "hint =", "LEA-1.hint"),
        (WORDS, 'title = "', 'titel = "', "LEA-1.moves[0].title"),
        ("en/practices.toml", "cautions = []", 'cautions = [""]', "job-rotation.cautions"),
        ("en/levels.toml", "[who]", "[whom]", "who"),
        ("en/levels.toml", 'direct = "', 'directly = "', "roles.direct"),
        ("en/levels.toml", "[evidence.emerging]", "[evidence.rumored]", "evidence.emerging"),
        ("en/levels.toml", "assigned = false\n", "", "continuum.steps[0].assigned"),
        ("en/levels.toml", 'low_label = "', 'lowest_label = "', "support_question.low_label"),
    ],
)
def test_a_key_is_missing_or_unknown_or_of_the_wrong_kind(edit, problems, file, old, new, key):
    if file == "en/practices.toml":  # the first empty list of cautions belongs to another practice
        key = None
    edit(file, old, new)
    found = problems()
    assert {code for code, _, _ in found} == {"E002"}
    assert {name for _, name, _ in found} == {file}
    assert key is None or key in [place for _, _, place in found]


@pytest.mark.parametrize(("file", "text"), [(LEADERS, "items = 3"), (WORDS, "pillar = 3\nLEA-1 = 4"), (WORDS, "")])
def test_what_is_no_table_at_all(version, problems, file, text):
    (version / file).write_text(text)
    assert {(code, name) for code, name, _ in problems()} == {("E002", file)}


# --- Structure ----------------------------------------------------------------------------------------------------


def cut_last(path, marker):
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.rindex(marker)], encoding="utf-8")


def test_a_pillar_lacks_a_question(version, problems):
    cut_last(version / LEADERS, "[[items]]\n")
    cut_last(version / WORDS, "[LEA-8]\n")
    assert problems() == [("E003", LEADERS, "items")]


def test_the_short_form_has_eighteen_questions(edit, problems):
    edit(LEADERS, "core = false", "core = true")
    assert problems() == [("E004", "items", "core")]


def test_codes_stand_in_order(edit, problems):
    for old, new in (("LEA-1", "LEA-X"), ("LEA-2", "LEA-1"), ("LEA-X", "LEA-2")):
        edit(LEADERS, f'code = "{old}"', f'code = "{new}"')
    assert problems() == [("E005", LEADERS, "LEA-2"), ("E005", LEADERS, "LEA-1")]


def test_an_id_stands_there_once(edit, problems):
    edit("references.toml", 'id = "cross-1989"', 'id = "nctsn-2011"')
    assert problems() == [("E005", "references.toml", "nctsn-2011")]


@pytest.mark.parametrize("roles", ["[]", '["leadership", "cook"]', '["board", "leadership"]', '["board", "board"]'])
def test_roles(edit, problems, roles):
    edit(LEADERS, 'roles = ["leadership", "supervisor", "board"]', f"roles = {roles}")
    assert problems() == [("E006", LEADERS, "LEA-1.roles")]


@pytest.mark.parametrize("lines", ["[[0, 3]]", "[[9, 3]]", "[[1935, 1936]]", "[[5]]", '[["1", "2"]]', "[]"])
def test_lines_of_the_report(edit, problems, lines):
    edit("items/workspace.toml", "lines = [[290, 290], [895, 895]]", f"lines = {lines}")
    assert problems() == [("E007", "items/workspace.toml", "SPC-5.lines")]


def test_lines_of_a_reference(edit, problems):
    edit("references.toml", "line = 1721", "line = 2000")
    assert problems() == [("E007", "references.toml", "bercier-maynard-2015.lines")]


def test_an_item_names_practices_that_exist(edit, problems):
    edit(LEADERS, 'practices = ["organizational-support"]', 'practices = ["hope"]')
    assert problems() == [("E008", LEADERS, "LEA-2.practices")]


def test_a_practice_names_references_that_exist(edit, problems):
    edit("practices.toml", 'references = ["pross-2006"]', 'references = ["pross-1900"]')
    assert problems() == [("E009", "practices.toml", "lower-caseload.references")]


def test_a_duplicate_names_a_reference_that_exists(edit, problems):
    edit("references.toml", 'duplicate_of = "', 'duplicate_of = "not-')
    assert [code for code, _, _ in problems()] == ["E009"]


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("evidence", 'evidence = "field"', 'evidence = "certain"'),
        ("moves[0].effort", 'effort = "low"', 'effort = "tiny"'),
        ("moves[0].cost", 'cost = "none"', 'cost = "free"'),
        ("moves[0].who", 'who = "leadership"', 'who = "somebody"'),
    ],
)
def test_named_values(edit, problems, key, old, new):
    edit(LEADERS, old, new)
    assert problems() == [("E010", LEADERS, f"LEA-1.{key}")]


@pytest.mark.parametrize(("old", "new"), [('evidence = "best"', 'evidence = "tops"'), ('["workload"]', '["work"]')])
def test_named_values_of_a_practice(edit, problems, old, new):
    edit("practices.toml", old, new)
    assert {(code, file) for code, file, _ in problems()} == {("E010", "practices.toml")}


def test_an_item_is_no_better_than_its_best_practice(edit, problems):
    edit(SUPERVISION, 'evidence = "promising"', 'evidence = "best"')
    assert problems() == [("E011", SUPERVISION, "SUP-1.evidence")]


def test_a_move_is_no_better_than_the_weakest_practice_it_rests_on(version, problems):
    path = version / "items/workload.toml"
    text = path.read_text(encoding="utf-8")
    assert text.count('evidence = "emerging"') == 1  # WRK-3:3: rotation is best, time for policy work is emerging
    path.write_text(text.replace('evidence = "emerging"', 'evidence = "promising"'), encoding="utf-8")
    assert problems() == [("E011", "items/workload.toml", "WRK-3.moves[2].evidence")]


def test_a_move_that_rests_on_nothing_comes_from_the_field(edit, problems):
    edit(LEADERS, 'practices = ["psychoeducation"]\nevidence = "field"', 'practices = []\nevidence = "emerging"')
    assert problems() == [("E011", LEADERS, "LEA-1.moves[0].evidence")]


def test_no_move_rests_on_what_is_advised_against(edit, problems):
    edit(LEADERS, 'practices = ["psychoeducation"]', 'practices = ["reiki"]')
    assert problems() == [("E011", LEADERS, "LEA-1.moves[0].practices")]


def test_one_move_for_each_way_up(edit, problems):
    edit(LEADERS, "from = 3", "from = 2")
    assert problems() == [("E012", LEADERS, "LEA-1.moves")]


# --- Languages ----------------------------------------------------------------------------------------------------


@pytest.fixture
def spanish(version):
    shutil.copytree(version / "en", version / "es")


def test_a_whole_language_is_welcome(spanish, problems):
    assert problems() == []


def test_words_are_missing_for_an_item(edit, problems):
    edit(WORDS, "[LEA-1]", "[LEA-9]")
    edit(WORDS, "[[LEA-1.moves]]", "[[LEA-9.moves]]")
    edit(WORDS, "[[LEA-1.moves]]", "[[LEA-9.moves]]")
    edit(WORDS, "[[LEA-1.moves]]", "[[LEA-9.moves]]")
    assert problems() == [("E013", WORDS, "LEA-1"), ("E013", WORDS, "LEA-9")]


@pytest.mark.parametrize("name", WORD_FILES)
def test_a_language_lacks_a_file(version, spanish, problems, name):
    (version / "es" / name).unlink()
    assert problems() == [("E001", f"es/{name}", "")]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("counts = ", "# ", "LEA-1.counts"),
        ('topic = "Training for leaders"', 'topic = ""', "LEA-1.topic"),
        ('topic = "Training for leaders"', "topic = 4", "LEA-1.topic"),
        ("[pillar]", '[pillar]\nextra = "x"', "pillar.extra"),
    ],
)
def test_a_language_follows_english_key_by_key(edit, spanish, problems, old, new, key):
    edit("es/leadership.toml", old, new)
    assert problems() == [("E013", "es/leadership.toml", key)]


def test_a_language_has_the_numbers_of_english(edit, spanish, problems):
    edit("es/levels.toml", "step = 1", "step = 2")
    assert problems() == [("E013", "es/levels.toml", "levels[0].step")]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('name = "STS Blindness"', 'name = "STS Nothing"', "levels"),
        ("assigned = false", "assigned = true", "continuum.steps"),
        ("order = 2", "order = 7", "continuum.steps"),
        ('sts = ""', 'sts = "STS Blindness"', "continuum.steps"),
    ],
)
def test_the_scale_is_the_reports(edit, problems, old, new, key):
    edit("en/levels.toml", old, new)
    assert problems() == [("E014", "en/levels.toml", key)]


def test_four_different_descriptors(version, describe, problems):
    words = tomllib.loads((version / WORDS).read_text(encoding="utf-8"))
    describe(WORDS, "LEA-1", 1, words["LEA-1"]["descriptors"][0])
    assert problems() == [("E015", WORDS, "LEA-1.descriptors")]


# --- Words --------------------------------------------------------------------------------------------------------


def of(count):
    """A text of that many short words in sentences of ten."""
    return " ".join("We do." if number % 5 == 4 else "we do" for number in range(count // 2)) + " so" * (count % 2)


@pytest.mark.parametrize(
    ("file", "code", "key", "limit"),
    [
        (WORDS, "pillar", "line", 14),
        (WORDS, "LEA-1", "topic", 5),
        (WORDS, "LEA-1", "question", 25),
        (WORDS, "LEA-1", "why", 40),
        (WORDS, "LEA-1", "counts", 25),
        (WORDS, "LEA-1", "title", 9),
        (WORDS, "LEA-1", "text", 40),
        (WORDS, "LEA-1", "first_step", 20),
        (WORDS, "LEA-1", "sign", 18),
        ("en/practices.toml", '"reiki"', "what", 45),
        ("en/practices.toml", '"reiki"', "start", 35),
        ("en/practices.toml", '"reiki"', "needs", 25),
    ],
)
def test_word_limits(say, problems, file, code, key, limit):
    say(file, code, key, of(limit))
    assert problems() == []
    say(file, code, key, of(limit + 1))
    moves = "moves[0]." if key in ("title", "text", "first_step", "sign") else ""
    assert problems() == [("E016", file, f"{code.strip(chr(34))}.{moves}{key}")]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_descriptor_has_25_words_at_most_in_every_language(spanish, describe, problems, language):
    describe(f"{language}/leadership.toml", "LEA-1", 3, of(25))
    assert problems() == []
    describe(f"{language}/leadership.toml", "LEA-1", 3, of(26))
    assert problems() == [("E016", f"{language}/leadership.toml", "LEA-1.descriptors[3]")]


@pytest.mark.parametrize(
    "text",
    [
        "We are aware of it.",
        "We show STS Competence here.",
        "We are proficient at it.",
        "Blindness to it is common.",
        "Our rating is high.",
        "It is a red flag.",
        "It is the best way.",
        "We are getting ready.",
        "A poor answer comes.",
        "We go one step up.",
    ],
)
def test_no_level_name_and_no_graded_word_in_an_answer(describe, problems, text):
    describe(WORDS, "LEA-1", 0, text)
    assert problems() == [("E017", WORDS, "LEA-1.descriptors[0]")]


@pytest.mark.parametrize("key", ["question", "why", "counts"])
def test_no_graded_word_around_the_question(say, problems, key):
    say(WORDS, "LEA-1", key, "Is it good?")
    assert problems() == [("E017", WORDS, f"LEA-1.{key}")]


def test_words_that_only_look_graded(describe, problems):
    describe(WORDS, "LEA-1", 0, "We take goods upstairs to the graduates.")
    assert problems() == []


def test_level_names_of_a_language_stay_out_of_its_answers(edit, describe, spanish, problems):
    edit("es/levels.toml", 'plain = "Getting ready"', 'plain = "En preparación"')
    describe("es/leadership.toml", "LEA-1", 1, "Estamos en preparación.")
    assert problems() == [("E017", "es/leadership.toml", "LEA-1.descriptors[1]")]


HARD = "Organizational responsibilities necessitate institutionalization."


@pytest.mark.parametrize(
    ("key", "place"),
    [("question", "LEA-1.descriptors"), ("counts", "LEA-1.why"), ("text", "LEA-1.moves[0]")],
)
def test_reading_grade(say, problems, key, place):
    assert grade(HARD) > 8
    say(WORDS, "LEA-1", key, " ".join([HARD] * 4))
    assert problems() == [("E018", WORDS, place)]


def test_reading_grade_of_a_practice(say, problems):
    say("en/practices.toml", '"reiki"', "start", " ".join([HARD] * 4))
    assert problems() == [("E018", "en/practices.toml", "reiki")]


def test_reading_grade_is_for_english(say, spanish, problems):
    say("es/leadership.toml", "LEA-1", "question", " ".join([HARD] * 12))
    assert problems() == []


def test_a_sentence_is_short(say, problems):
    say(WORDS, "LEA-1", "why", "we do it " * 7 + "now.")
    assert problems() == []
    say(WORDS, "LEA-1", "why", "we do it " * 7 + "right now.")
    assert problems() == [("E019", WORDS, "LEA-1.why")]


def test_sentences_are_short_on_average(version, problems):
    for name in WORD_FILES[2:]:
        path = version / "en" / name
        text = re.sub(r'^text = ".*"$', f'text = "{"we do it " * 7}now."', path.read_text("utf-8"), flags=re.MULTILINE)
        path.write_text(text, encoding="utf-8")
    assert problems() == [("E019", "en", "mean")]


@pytest.mark.parametrize("mark", ["'", '\\"'])
def test_apostrophes_are_typographic_in_every_language(say, spanish, problems, mark):
    say("es/leadership.toml", "LEA-1", "why", f"It is the staff{mark}s.")
    assert problems() == [("E020", "es/leadership.toml", "LEA-1.why")]


def test_titles_of_moves_are_distinct_over_the_instrument(say, problems):
    say("en/workload.toml", "WRK-2", "title", "Brief the Board on STS")
    assert problems() == [("E021", "en/workload.toml", "WRK-2.moves[0].title")]
