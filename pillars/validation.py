"""The rules that a version of the instrument keeps, checked file by file. Pure: no Django, nothing is changed.

The keys of tables stand in pillars/shapes.py, the rules of plain language in pillars/wording.py. Rules run in stages,
because a table that lacks a key would only make every later rule complain about the same thing.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from pillars import shapes, wording
from pillars.catalog import WORD_FILES
from pillars.levels import COSTS, EFFORTS, EVIDENCE, PILLARS, ROLES, Level

ITEMS_PER_PILLAR = dict(zip(PILLARS, (8, 8, 6, 7, 6, 7), strict=True))
CORE_ITEMS = 18
REPORT_LINES = 1935
# Cross's two lowest steps are explained and never assigned (report, line 1619).
CONTINUUM = (False, False, True, True, True, True)


@dataclass(frozen=True)
class Problem:
    """One broken rule: its id ("E016"), the file below content/, the key in it, and what is wrong there."""

    id: str
    file: str
    key: str
    message: str


@dataclass(frozen=True)
class Source:
    """The parsed files of one version, by their path below its folder."""

    version: str
    files: dict[str, dict]

    def rows(self, slug):
        return self.files[f"items/{slug}.toml"]["items"]

    @property
    def items(self):
        """(slug, row) of every item, in the order of the questionnaire."""
        return [(slug, row) for slug in PILLARS for row in self.rows(slug)]

    @property
    def practices(self):
        return {row["id"]: row for row in self.files["practices.toml"]["practices"]}

    @property
    def references(self):
        return {row["id"]: row for row in self.files["references.toml"]["references"]}

    @property
    def languages(self):
        """Every language that has a folder, English first: it is the source that the others follow."""
        found = {name.split("/")[0] for name in self.files if "/" in name} - {"items", "en"}
        return ["en", *sorted(found)]


def validate(folder: Path) -> list[Problem]:
    """Every broken rule in a version's folder, such as content/2026.1; none means that it can be published."""
    found = list(_unreadable(folder))
    for stage in () if found else (shapes.check, _meaning):
        found = [_in_version(folder.name, problem) for problem in stage(_source(folder))]
        if found:
            break
    return found


def _in_version(version, problem):
    code, file, key, message = problem
    return Problem(code, f"{version}/{file}", key, message)


# --- The files are there and can be read --------------------------------------------------------------------------


def _expected(folder):
    languages = {"en", *(path.name for path in folder.iterdir() if path.is_dir())} - {"items"}
    yield from ("practices.toml", "references.toml")
    yield from (f"items/{slug}.toml" for slug in PILLARS)
    yield from (f"{language}/{name}" for language in sorted(languages) for name in WORD_FILES)


def _unreadable(folder):
    for name in _expected(folder):
        try:
            _parse(folder / name)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as reason:
            yield Problem("E001", f"{folder.name}/{name}", "", f"It is missing or cannot be read: {reason}.")


def _parse(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _source(folder):
    return Source(folder.name, {name: _parse(folder / name) for name in _expected(folder)})


# --- What the tables say ------------------------------------------------------------------------------------------


def _meaning(source):
    yield from _forms(source)
    yield from _codes(source)
    for slug, row in source.items:
        yield from _item(source, f"items/{slug}.toml", row)
    yield from _library(source)
    for language in source.languages:
        broken = list(_language(source, language))
        yield from broken or wording.check(source, language)


def _forms(source):
    for slug, count in ITEMS_PER_PILLAR.items():
        found = len(source.rows(slug))
        if found != count:
            yield "E003", f"items/{slug}.toml", "items", f"There are {found} questions and not {count}."
    core = sum(row["core"] for _, row in source.items)
    if core != CORE_ITEMS:
        yield "E004", "items", "core", f"The short form has {core} questions and not {CORE_ITEMS}."


def _codes(source):
    for slug, prefix in PILLARS.items():
        for number, row in enumerate(source.rows(slug), start=1):
            if row["code"] != f"{prefix}-{number}":
                yield "E005", f"items/{slug}.toml", row["code"], f"{prefix}-{number} belongs in this place."
    for name in ("practices", "references"):
        rows = source.files[f"{name}.toml"][name]
        for number, row in enumerate(rows):
            if row["id"] in [other["id"] for other in rows[:number]]:
                yield "E005", f"{name}.toml", row["id"], "This id stands there twice."


def _item(source, file, row):
    code, practices = row["code"], source.practices
    if not row["roles"] or [role for role in ROLES if role in row["roles"]] != row["roles"]:
        yield "E006", file, f"{code}.roles", f"Roles are some of {', '.join(ROLES)}, in this order."
    yield from _lines(file, code, row["lines"])
    yield from _named(file, code, row, evidence=EVIDENCE[:4])
    yield from _known("E008", file, f"{code}.practices", row["practices"], practices)
    grades = _grades(practices, row["practices"])
    yield from _earned(file, code, row["evidence"], min(grades, key=EVIDENCE.index, default="field"))
    if [move["from"] for move in row["moves"]] != [1, 2, 3]:
        yield "E012", file, f"{code}.moves", "There is one move from each of the steps 1, 2 and 3."
    for number, move in enumerate(row["moves"]):
        yield from _move(practices, file, f"{code}.moves[{number}]", move)


def _move(practices, file, key, move):
    yield from _named(file, key, move, evidence=EVIDENCE[:4], effort=EFFORTS, cost=COSTS, who=shapes.WHO)
    yield from _known("E008", file, f"{key}.practices", move["practices"], practices)
    grades = _grades(practices, move["practices"])
    if "contraindicated" in grades:
        yield "E011", file, f"{key}.practices", "A next step cannot rest on a contraindicated practice."
    else:
        yield from _earned(file, key, move["evidence"], max(grades, key=EVIDENCE.index, default="field"))


def _grades(practices, names):
    """The grades of practices; one that is unknown is told of elsewhere and counts as the best."""
    found = [practices[name]["evidence"] if name in practices else None for name in names]
    return [grade if grade in EVIDENCE else EVIDENCE[0] for grade in found]


def _earned(file, key, evidence, limit):
    """An item is as good as its best practice at most; a move only as good as the weakest of those it rests on."""
    if evidence in EVIDENCE and EVIDENCE.index(evidence) < EVIDENCE.index(limit):
        yield "E011", file, f"{key}.evidence", f'"{evidence}" is better than the practices allow, "{limit}".'


def _library(source):
    for row in source.files["practices.toml"]["practices"]:
        yield from _lines("practices.toml", row["id"], row["lines"])
        yield from _named("practices.toml", row["id"], row, evidence=EVIDENCE, effort=EFFORTS, cost=COSTS)
        yield from _known("E009", "practices.toml", f"{row['id']}.references", row["references"], source.references)
        yield from _known("E010", "practices.toml", f"{row['id']}.pillars", row["pillars"], PILLARS)
    for row in source.references.values():
        yield from _lines("references.toml", row["id"], [[row["line"], row["line"]]])
        original = [row["duplicate_of"]] if "duplicate_of" in row else []
        yield from _known("E009", "references.toml", f"{row['id']}.duplicate_of", original, source.references)


def _lines(file, key, lines):
    for pair in lines:
        whole = isinstance(pair, list) and [type(line) for line in pair] == [int, int]
        if not whole or not 1 <= pair[0] <= pair[1] <= REPORT_LINES:
            yield "E007", file, f"{key}.lines", f"{pair} is no span of lines in the report (1 to {REPORT_LINES})."
    if not lines:
        yield "E007", file, f"{key}.lines", "There must be at least one span of lines."


def _named(file, key, row, **allowed):
    for name, values in allowed.items():
        if row[name] not in values:
            yield "E010", file, f"{key}.{name}", f'"{row[name]}" is none of {", ".join(values)}.'


def _known(code, file, key, names, known):
    for name in names:
        if name not in known:
            yield code, file, key, f'"{name}" does not exist.'


# --- A language is whole ------------------------------------------------------------------------------------------


def _language(source, language):
    """What English lacks of the structure, or another language of English."""
    if language != "en":
        for name in WORD_FILES:
            yield from _parity(f"{language}/{name}", source.files[f"en/{name}"], source.files[f"{language}/{name}"])
        return
    for slug in PILLARS:
        codes = ["pillar", *(row["code"] for row in source.rows(slug))]
        yield from _same(f"en/{slug}.toml", codes, source.files[f"en/{slug}.toml"])
        yield from _threes_and_fours(f"en/{slug}.toml", source.files[f"en/{slug}.toml"])
    yield from _same("en/practices.toml", source.practices, source.files["en/practices.toml"])
    yield from _scale(source.files["en/levels.toml"])


def _same(file, expected, found):
    for name in sorted(set(expected) ^ set(found)):
        yield "E013", file, name, "It is missing." if name in expected else "Nothing else knows of it."


def _parity(file, english, words):
    there, here = dict(wording.leaves(english)), dict(wording.leaves(words))
    yield from _same(file, there, here)
    for key in sorted(there.keys() & here.keys()):
        text = isinstance(there[key], str) and isinstance(here[key], str)
        if there[key] != here[key] if not text else bool(there[key].strip()) != bool(here[key].strip()):
            yield "E013", file, key, "English has a text here, or none, or another value."


def _threes_and_fours(file, words):
    for code, part in words.items():
        if code == "pillar":
            continue
        if len(part["descriptors"]) != 4 or len(set(part["descriptors"])) != 4:
            yield "E015", file, f"{code}.descriptors", "There must be four different descriptors."
        if len(part["moves"]) != 3:
            yield "E012", file, f"{code}.moves", "There must be words for three moves."


def _scale(words):
    file = "en/levels.toml"
    if [(level["step"], level["name"]) for level in words["levels"]] != [(int(step), step.title) for step in Level]:
        yield "E014", file, "levels", "The levels are the four of the report, in order."
    steps = words["continuum"]["steps"]
    if [(step["order"], step["assigned"]) for step in steps] != list(enumerate(CONTINUUM, start=1)):
        yield "E014", file, "continuum.steps", "There are six steps in order, and the two lowest are never assigned."
    elif [step["sts"] for step in steps] != ["", "", *(step.title for step in Level)]:
        yield "E014", file, "continuum.steps", "Each assigned step names its level, and the two lowest name none."
