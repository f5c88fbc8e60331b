"""The instrument, the practices and the references, read from content files into frozen dataclasses. Pure.

A version is a folder under content/. Structure stands in its own files, words in one folder per language; a published
version never changes (content/lock.toml holds its hashes), so that an old result can always be read as it was.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from pillars.levels import PILLARS

CONTENT = Path(__file__).resolve().parent / "content"
CURRENT_VERSION = "2026.1"
FORMS = ("full", "core")
VERSION = re.compile(r"[0-9]{4}\.[0-9]+")
WORD_FILES = ("levels.toml", "practices.toml", *(f"{slug}.toml" for slug in PILLARS))


class UnknownContent(LookupError):
    """There is no such instrument version, language, item or practice."""


@dataclass(frozen=True)
class LevelWords:
    """One step of the scale: step 1 to 4, the report's name, the plain name, its meaning and an example case."""

    step: int
    name: str
    plain: str
    meaning: str
    case: str


@dataclass(frozen=True)
class Move:
    """One step up for one item: what an organization at `start` (1 to 3) does next."""

    code: str  # item code and start, "LEA-1:2": what a plan's action remembers
    item: str
    start: int
    title: str
    text: str
    first_step: str
    sign: str
    effort: str
    cost: str
    who: str
    evidence: str
    practices: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One question with its four descriptors, least to most, and one move for each step up."""

    code: str
    pillar: str
    core: bool
    roles: tuple[str, ...]
    not_applicable: bool
    lines: tuple[tuple[int, int], ...]
    practices: tuple[str, ...]
    evidence: str
    topic: str
    question: str
    why: str
    counts: str
    descriptors: tuple[str, str, str, str]
    moves: tuple[Move, Move, Move]


@dataclass(frozen=True)
class Pillar:
    slug: str
    name: str
    line: str
    why: str
    low: str
    high: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Practice:
    id: str
    evidence: str
    pillars: tuple[str, ...]
    references: tuple[str, ...]
    lines: tuple[tuple[int, int], ...]
    effort: str
    cost: str
    refugee_specific: bool
    name: str
    what: str
    start: str
    needs: str
    found: str
    limits: str
    cautions: tuple[str, ...]


@dataclass(frozen=True)
class Reference:
    id: str
    category: str
    authors: str
    title: str
    line: int
    year: int | None = None
    source: str = ""
    url: str = ""
    refugee_specific: bool = False
    duplicate_of: str = ""
    note: str = ""


@dataclass(frozen=True)
class Words:
    """Display words of a language that belong to no single item: names of levels, roles, grades and bands."""

    levels: tuple[LevelWords, ...]
    continuum: dict
    roles: dict[str, str]
    evidence: dict[str, dict]
    effort: dict[str, dict]
    cost: dict[str, dict]
    who: dict[str, str]
    support_question: dict


@dataclass(frozen=True)
class Instrument:
    """One version of the instrument in one language."""

    version: str
    language: str
    pillars: tuple[Pillar, ...]
    words: Words

    @cached_property
    def items(self) -> dict[str, Item]:
        """Item code to item, in the order of the questionnaire."""
        return {item.code: item for pillar in self.pillars for item in pillar.items}

    @cached_property
    def moves(self) -> dict[str, Move]:
        """Move code ("LEA-1:2") to move."""
        return {move.code: move for item in self.items.values() for move in item.moves}

    def form(self, name: str) -> tuple[str, ...]:
        """The item codes of a form: "full" (all 42) or "core" (18)."""
        if name not in FORMS:
            raise UnknownContent(f"There is no form {name!r}.")
        return tuple(code for code, item in self.items.items() if name == "full" or item.core)

    def pillar(self, slug: str) -> Pillar:
        for pillar in self.pillars:
            if pillar.slug == slug:
                return pillar
        raise UnknownContent(f"There is no pillar {slug!r}.")

    def level(self, step: int) -> LevelWords:
        """The words of a step, 1 to 4."""
        for level in self.words.levels:
            if level.step == step:
                return level
        raise UnknownContent(f"There is no step {step!r}.")


def versions() -> list[str]:
    """The instrument versions that exist, oldest first: 2026.2 before 2026.10."""
    names = [path.name for path in CONTENT.iterdir() if path.is_dir() and VERSION.fullmatch(path.name)]
    return sorted(names, key=lambda name: [int(part) for part in name.split(".")])


@cache
def languages(version: str) -> list[str]:
    """The languages that have every file of words and so can be offered in a version; none for an unknown version."""
    if version not in versions():
        return []
    folders = (path for path in (CONTENT / version).iterdir() if path.is_dir())
    return sorted(path.name for path in folders if all((path / name).is_file() for name in WORD_FILES))


def load_instrument(version: str = CURRENT_VERSION, language: str = "en") -> Instrument:
    """The instrument of a version in a language; read once per process.

    Raises UnknownContent if there is no such version or language.
    """
    return _load_instrument(version, language)


@cache
def _load_instrument(version, language):
    words = _read_words(version, language)
    pillars = tuple(_load_pillar(version, language, slug) for slug in PILLARS)
    return Instrument(version=version, language=language, pillars=pillars, words=words)


def load_practices(version: str = CURRENT_VERSION, language: str = "en") -> dict[str, Practice]:
    """Practice id to practice, in the order of the file; read once per process.

    Raises UnknownContent if there is no such version or language.
    """
    return _load_practices(version, language)


@cache
def _load_practices(version, language):
    words = _read_in(version, language, "practices.toml")
    rows = _read(version, "practices.toml")["practices"]
    return {row["id"]: _build(Practice, {**row, **words[row["id"]]}) for row in rows}


def load_references(version: str = CURRENT_VERSION) -> dict[str, Reference]:
    """Reference id to reference, in the order of the report; read once per process."""
    return _load_references(version)


@cache
def _load_references(version):
    return {row["id"]: Reference(**row) for row in _read(version, "references.toml")["references"]}


# A version or a language may come from a stored row or an address: it must name a folder here and nothing else.
def _read(version, name):
    if version not in versions():
        raise UnknownContent(f"There is no version {version!r}.")
    return tomllib.loads((CONTENT / version / name).read_text(encoding="utf-8"))


def _read_in(version, language, name):
    if language not in languages(version):
        raise UnknownContent(f"There is no language {language!r} in version {version!r}.")
    return _read(version, f"{language}/{name}")


def _load_pillar(version, language, slug):
    words = _read_in(version, language, f"{slug}.toml")
    structure = _read(version, f"items/{slug}.toml")["items"]
    items = tuple(_load_item(slug, row, words[row["code"]]) for row in structure)
    return Pillar(slug=slug, items=items, **words["pillar"])


def _load_item(slug, row, words):
    pairs = zip(row["moves"], words["moves"], strict=True)
    moves = tuple(_load_move(row["code"], shape, text) for shape, text in pairs)
    return _build(Item, {"counts": "", **row, **words, "pillar": slug, "moves": moves})


def _load_move(item, shape, text):
    start = shape["from"]
    return _build(Move, {**shape, **text, "item": item, "start": start, "code": f"{item}:{start}"})


def _read_words(version, language):
    raw = _read_in(version, language, "levels.toml")
    levels = tuple(LevelWords(**level) for level in raw.pop("levels"))
    return Words(levels=levels, **raw)


def _build(kind, values):
    """An instance of a frozen dataclass from a TOML table: lists become tuples, keys it does not know are left out."""
    known = {name: _freeze(values[name]) for name in kind.__dataclass_fields__ if name in values}
    return kind(**known)


def _freeze(value):
    return tuple(_freeze(part) for part in value) if isinstance(value, list) else value
