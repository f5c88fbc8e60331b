"""The keys and kinds that every table of a version must have. Pure: no Django."""

from pillars.levels import COSTS, EFFORTS, EVIDENCE, PILLARS, ROLES

WHO = ("board", "leadership", "supervisor", "direct", "personnel")

# Key to kind; [str] is a list of texts. Every text says something, save those that may be "".
ITEM = {
    "code": str, "core": bool, "roles": [str], "not_applicable": bool, "lines": [list], "practices": [str],
    "evidence": str, "moves": [dict],
}  # fmt: skip
MOVE = {"from": int, "effort": str, "cost": str, "who": str, "practices": [str], "evidence": str}
PRACTICE = {
    "id": str, "evidence": str, "pillars": [str], "references": [str], "lines": [list], "effort": str, "cost": str,
    "refugee_specific": bool,
}  # fmt: skip
REFERENCE = {"id": str, "category": str, "authors": str, "title": str, "line": int, "refugee_specific": bool}
REFERENCE_MAY = {"year": int, "source": str, "url": str, "duplicate_of": str, "note": str}
PILLAR_WORDS = {"name": str, "line": str, "why": str, "low": str, "high": str}
ITEM_WORDS = {"topic": str, "question": str, "why": str, "descriptors": [str], "moves": [dict]}
MOVE_WORDS = {"title": str, "text": str, "first_step": str, "sign": str}
PRACTICE_WORDS = {
    "name": str, "what": str, "start": str, "needs": str, "found": str, "limits": str, "cautions": [str],
}  # fmt: skip
LEVELS = {
    "levels": [dict], "continuum": dict, "support_question": dict,
    **dict.fromkeys(("roles", "evidence", "effort", "cost", "who"), dict),
}  # fmt: skip
LEVEL_WORDS = {"step": int, "name": str, "plain": str, "meaning": str, "case": str}
CONTINUUM = {"intro": str, "why_not_assigned": str, "steps": [dict]}
CONTINUUM_STEP = {"order": int, "name": str, "meaning": str, "sts": str, "assigned": bool}
NAMED = {"name": str, "meaning": str}
SUPPORT = {"question": str, "why": str, "low_label": str, "middle_label": str, "high_label": str}
MAY_BE_EMPTY = {"sts"}


def check(source):
    """The tables of a validation.Source that lack a key or hold a wrong one, as (id, file, key, message)."""
    for slug in PILLARS:
        yield from _pillar(f"items/{slug}.toml", source.files[f"items/{slug}.toml"])
        yield from _pillar_words(f"en/{slug}.toml", source.files[f"en/{slug}.toml"])
    for name, row, may in (("practices", PRACTICE, {}), ("references", REFERENCE, REFERENCE_MAY)):
        parsed = source.files[f"{name}.toml"]
        yield from _table(f"{name}.toml", "", parsed, {name: [dict]})
        yield from _rows(f"{name}.toml", name, parsed, row, may)
    for name, words in source.files["en/practices.toml"].items():
        yield from _table("en/practices.toml", name, words, PRACTICE_WORDS)
    yield from _levels("en/levels.toml", source.files["en/levels.toml"])


def _pillar(file, parsed):
    yield from _table(file, "", parsed, {"items": [dict]})
    yield from _rows(file, "items", parsed, ITEM)
    for row in _dicts(parsed, "items"):
        yield from _rows(file, "moves", row, MOVE, inside=row.get("code"))


def _pillar_words(file, parsed):
    yield from _table(file, "pillar", parsed.get("pillar"), PILLAR_WORDS)
    for code in parsed.keys() - {"pillar"}:
        yield from _table(file, code, parsed[code], ITEM_WORDS, {"counts": str})
        yield from _rows(file, "moves", parsed[code], MOVE_WORDS, inside=code)


def _levels(file, parsed):
    yield from _table(file, "", parsed, LEVELS)
    yield from _rows(file, "levels", parsed, LEVEL_WORDS)
    yield from _table(file, "continuum", parsed.get("continuum"), CONTINUUM)
    yield from _rows(file, "steps", parsed.get("continuum"), CONTINUUM_STEP, inside="continuum")
    yield from _table(file, "support_question", parsed.get("support_question"), SUPPORT)
    for group, names in {"roles": ROLES, "who": WHO}.items():
        yield from _table(file, group, parsed.get(group), dict.fromkeys(names, str))
    for group, names in {"evidence": EVIDENCE, "effort": EFFORTS, "cost": COSTS}.items():
        yield from _table(file, group, parsed.get(group), dict.fromkeys(names, dict))
        for name, words in (parsed[group] if _is(parsed.get(group), dict) else {}).items():
            yield from _table(file, f"{group}.{name}", words, NAMED)


def _rows(file, name, parsed, must, may=None, inside=None):
    for number, row in enumerate(_dicts(parsed, name)):
        at = f"{name}[{number}]"
        yield from _table(file, f"{inside}.{at}" if inside else str(row.get("code", row.get("id", at))), row, must, may)


def _dicts(parsed, name):
    """The tables of a list, as far as there is one: _table() reports where there is not."""
    found = parsed.get(name) if _is(parsed, dict) else []
    return found if _is(found, [dict]) else []


def _table(file, key, values, must, may=None):
    """The problems of one table: keys that are missing or unknown, and values of another kind or without a word."""
    if not _is(values, dict):
        yield "E002", file, key, "It must be a table."
        return
    known = {**must, **(may or {})}
    for name in must.keys() - values.keys():
        yield "E002", file, f"{key}.{name}", "It is missing."
    for name in values.keys() - known.keys():
        yield "E002", file, f"{key}.{name}", "No such key is known."
    for name in values.keys() & known.keys():
        if not _is(values[name], known[name]):
            yield "E002", file, f"{key}.{name}", "It is of the wrong kind."
        elif _blank(values[name]) and name not in MAY_BE_EMPTY:
            yield "E002", file, f"{key}.{name}", "It is empty."


def _is(value, kind):
    if isinstance(kind, list):
        return type(value) is list and all(type(part) is kind[0] for part in value)
    return type(value) is kind  # and not isinstance: True would pass for a number


def _blank(value):
    return any(isinstance(text, str) and not text.strip() for text in (value if isinstance(value, list) else [value]))
