"""The rules of plain language that the instrument's words keep. Pure: no Django.

Descriptors are short and free of level names in every language. Reading grade, word limits and sentence length are
measured for English only: the formula and the numbers were made for it.
"""

import re

from pillars.reading import grade, sentences, words

DESCRIPTOR_WORDS = 25
GRADE = 8
SENTENCE_WORDS = 22
MEAN_SENTENCE_WORDS = 12

PILLAR_LIMITS = {"name": 3, "line": 14, "why": 45, "low": 25, "high": 25}
ITEM_LIMITS = {"topic": 5, "question": 25, "why": 40, "counts": 25}
MOVE_LIMITS = {"title": 9, "text": 40, "first_step": 20, "sign": 18}
PRACTICE_LIMITS = {"name": 7, "what": 45, "start": 35, "needs": 25, "found": 45, "limits": 30}

# In a question these would tell people which answer sounds right.
GRADED = re.compile(
    r"\b(blindness|(pre-)?competen\w*|proficien\w*|(un)?aware\w*|scor(e|es|ing)|levels?|steps?|grad(e|es|ed|ing)"
    r"|ratings?|weak\w*|poor\w*|fail\w*|deficits?|good|bad|excellent|best|at risk|red flags?|resilien\w*)\b",
    re.IGNORECASE,
)
STRAIGHT = re.compile(r"['\"]")


def check(source, language):
    """The broken wording rules of one language of a validation.Source, as (id, file, key, message)."""
    files = {name: parsed for name, parsed in source.files.items() if name.startswith(f"{language}/")}
    names = _level_names(files[f"{language}/levels.toml"])
    for file, parsed in files.items():
        yield from _straight(file, parsed)
        for code, part in _items(parsed):
            yield from _descriptors(file, code, part)
            yield from _neutral(file, code, part, names, language)
    yield from _titles(files)
    if language == "en":
        yield from _plain(files)


def leaves(part, path=""):
    """(key, value) for every value in a parsed table, such as ("LEA-1.descriptors[0]", "...")."""
    if isinstance(part, dict):
        for name, value in part.items():
            yield from leaves(value, f"{path}.{name}" if path else name)
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from leaves(value, f"{path}[{number}]")
    else:
        yield path, part


def strings(part, path=""):
    """The leaves that are texts."""
    return [(key, value) for key, value in leaves(part, path) if isinstance(value, str)]


def _items(parsed):
    return [(code, part) for code, part in parsed.items() if isinstance(part, dict) and "descriptors" in part]


def _level_names(levels):
    return [level[name].casefold() for level in levels["levels"] for name in ("name", "plain")]


# --- In every language --------------------------------------------------------------------------------------------


def _straight(file, parsed):
    for key, text in strings(parsed):
        if STRAIGHT.search(text):
            yield "E020", file, key, "It has a straight quotation mark; ’ “ ” are the typographic ones."


def _descriptors(file, code, part):
    for number, text in enumerate(part["descriptors"]):
        yield from _at_most(file, f"{code}.descriptors[{number}]", text, DESCRIPTOR_WORDS)


def _neutral(file, code, part, names, language):
    shown = {name: part[name] for name in ("question", "why", "counts", "descriptors") if name in part}
    for key, text in strings(shown, code):
        found = [name for name in names if name in text.casefold()]
        if language == "en":
            found += [match.group() for match in GRADED.finditer(text)]
        if found:
            yield "E017", file, key, f'"{found[0]}" names a level or grades the answer.'


def _titles(files):
    seen = {}
    for file, parsed in files.items():
        for code, part in _items(parsed):
            for number, move in enumerate(part["moves"]):
                key, title = f"{code}.moves[{number}].title", move["title"].casefold()
                if title in seen:
                    yield "E021", file, key, f"{seen[title]} has this title too."
                seen.setdefault(title, key)


# --- In English ---------------------------------------------------------------------------------------------------


def _plain(files):
    lengths = []
    for file, parsed in files.items():
        yield from _limits(file, parsed)
        for key, text in _passages(parsed):
            yield from _grade(file, key, text)
        for key, text in strings(parsed):
            found = [len(words(sentence)) for sentence in sentences(text)]
            lengths += found if key[:3].isupper() else []  # LEA-1...: the mean is that of questions and moves
            if max(found, default=0) > SENTENCE_WORDS:
                yield "E019", file, key, f"A sentence has {max(found)} words; {SENTENCE_WORDS} are the limit."
    mean = sum(lengths) / len(lengths)
    if mean > MEAN_SENTENCE_WORDS:
        yield "E019", "en", "mean", f"A sentence has {mean:.1f} words on average; {MEAN_SENTENCE_WORDS} are the limit."


def _limits(file, parsed):
    for key, part in parsed.items():
        if key == "pillar":
            yield from _within(file, key, part, PILLAR_LIMITS)
        elif "descriptors" in part:
            yield from _within(file, key, part, ITEM_LIMITS)
            for number, move in enumerate(part["moves"]):
                yield from _within(file, f"{key}.moves[{number}]", move, MOVE_LIMITS)
        elif "needs" in part:
            yield from _within(file, key, part, PRACTICE_LIMITS)


def _within(file, key, part, limits):
    for name, limit in limits.items():
        yield from _at_most(file, f"{key}.{name}", part.get(name, ""), limit)


def _at_most(file, key, text, limit):
    count = len(text.split())
    if count > limit:
        yield "E016", file, key, f"It has {count} words; {limit} are the limit."


def _passages(parsed):
    """The texts that a person reads in one go, with the key at which each begins."""
    for key, part in parsed.items():
        if key == "pillar":
            yield key, " ".join(part[name] for name in ("line", "why"))
            yield f"{key}.low", f"{part['low']} {part['high']}"
        elif "descriptors" in part:
            yield f"{key}.descriptors", " ".join([part["question"], *part["descriptors"]])
            yield f"{key}.why", f"{part['why']} {part.get('counts', '')}"
            for number, move in enumerate(part["moves"]):
                text = f"{move['title']}. {move['text']} {move['first_step']} {move['sign']}"
                yield f"{key}.moves[{number}]", text
        elif "needs" in part:
            yield key, " ".join(part[name] for name in ("what", "start", "needs"))
        elif key == "levels":
            yield from ((f"levels[{number}]", level["case"]) for number, level in enumerate(part))
        elif key == "continuum":
            yield from ((f"continuum.steps[{number}]", step["meaning"]) for number, step in enumerate(part["steps"]))
            yield key, f"{part['intro']} {part['why_not_assigned']}"
        elif key == "evidence":
            yield from ((f"evidence.{name}", named["meaning"]) for name, named in part.items())


def _grade(file, key, text):
    found = grade(text)
    if found > GRADE:
        yield "E018", file, key, f"It reads at grade {found:.1f}; {GRADE} is the limit."
