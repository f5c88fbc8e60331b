"""Small instruments for tests of the scoring, built from the catalog's own dataclasses."""

from pillars.catalog import Instrument, Item, Pillar
from pillars.levels import PILLARS, ROLES


def make_item(code, pillar, *, roles=ROLES, not_applicable=False, core=False, question="?"):
    return Item(
        code=code,
        pillar=pillar,
        core=core,
        roles=roles,
        not_applicable=not_applicable,
        lines=(),
        practices=(),
        evidence="field",
        topic="",
        question=question,
        why="",
        counts="",
        descriptors=("a", "b", "c", "d"),
        moves=(),
    )


def make_instrument(pillars):
    """An Instrument of pillars: slug to items."""
    built = tuple(
        Pillar(slug=slug, name=slug, line="", why="", low="", high="", items=tuple(items))
        for slug, items in pillars.items()
    )
    return Instrument(version="test", language="en", pillars=built, words=None)


def square(pillars=6, items=4, **fields):
    """An Instrument of the first pillars with so many items each."""
    slugs = list(PILLARS)[:pillars]
    return make_instrument(
        {slug: [make_item(f"{PILLARS[slug]}-{k + 1}", slug, **fields) for k in range(items)] for slug in slugs}
    )


ONE = square(pillars=1)  # Leadership with LEA-1 to LEA-4
SIX = square()


def sheet(answers, role="direct", prefix="LEA"):
    """A sheet from a row: "3323", with "?" for DK, "-" for NA and "." for no answer."""
    words = {"?": "DK", "-": "NA", ".": None}
    given = {f"{prefix}-{k + 1}": words.get(mark) if mark in words else int(mark) for k, mark in enumerate(answers)}
    return {"role": role, "answers": given}


REFERENCE = [sheet(row) for row in ("3323", "3223", "2323", "3334", "2223", "3322")]
