"""From answers to a level: place() and what it returns. Pure: no Django, no files, no clock.

docs/measurement.md explains it; the rules stand in assessments/rules.py. Everything is exact until as_json(), which
turns fractions into floats. NumPy and SciPy load for a survey only: web pages place consensus sheets.
"""

from collections import Counter
from dataclasses import dataclass, field, fields
from fractions import Fraction
from functools import cache, lru_cache

from assessments import agreement, comparison, rules, survey
from assessments.tables import EXEMPT, NOT_ASKED, SURVEY, UNKNOWN, InvalidInput, read_headcounts, read_sheets
from pillars.levels import Level

__all__ = ["InvalidInput", "Placement", "place"]

DRAWS, SEED = 2000, 20260101
STATEMENT = (
    "A self-assessment for learning, not a certification. Its cut-points are not validated. "
    "It must not decide who gets funding."
)


@dataclass(frozen=True)
class ItemPlacement:
    """counts: answers at steps 1 to 4. unknown: more than half of those who answered do not know."""

    level: int | None
    mean: Fraction | None
    n: int
    dont_know: int
    not_applicable: int
    counts: tuple[int, int, int, int]
    unknown: bool


@dataclass(frozen=True)
class Placed:
    """Where a pillar or the whole is placed; level, name, score and progress are None where it is not."""

    level: int | None = None
    name: str | None = None
    score: Fraction | None = None
    sureness: str | None = None
    alternative: int | None = None
    capped_by: tuple[str, ...] = ()
    progress: Fraction | None = None
    draws: dict[int, int] | None = None
    weighted: survey.Weighted | None = None


@dataclass(frozen=True)
class Overall(Placed):
    """scored: how many pillars are."""

    scored: int = 0


@dataclass(frozen=True)
class PillarPlacement(Placed):
    """people: how many count in it. means: their pillar means, lowest first, which never leave as JSON."""

    interval: tuple[float, float] | None = None
    people: int = 0
    coverage: dict[str, int] = field(default_factory=dict)
    items: dict[str, ItemPlacement] = field(default_factory=dict)
    agreement: dict | None = None
    roles: dict[str, dict] = field(default_factory=dict)
    gaps: tuple[comparison.Gap, ...] = ()
    means: tuple[Fraction, ...] = field(default=(), repr=False, metadata={"private": True})


@dataclass(frozen=True)
class Placement:
    """Everything that the answers of one cycle say on one basis."""

    instrument: str
    form: str
    basis: str
    people: int
    overall: Overall
    pillars: dict[str, PillarPlacement]
    awareness: dict[str, dict[str, dict]]
    response: dict[str, dict] | None
    not_counted: int
    statement: str = STATEMENT

    def as_json(self) -> dict:
        """The placement as plain values for json.dumps: the schema in docs/measurement.md, fractions as floats."""
        return _plain(self)


def _plain(value):
    if value is None or isinstance(value, (int, str)):
        return value
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    if isinstance(value, float):
        return round(value, 6)  # where SciPy had a part, the last digits are not the same on every machine
    if isinstance(value, Fraction):
        return float(value)
    return {name: _plain(getattr(value, name)) for name in _shown(type(value))}


@cache
def _shown(kind):
    """The names of a dataclass's fields that leave as JSON."""
    return [f.name for f in fields(kind) if not f.metadata.get("private")]


def place(instrument, sheets, *, basis, headcounts=None, form="full", only=None, seed=SEED) -> Placement:
    """Place one organization on the scale.

    instrument: pillars.catalog.Instrument. sheets: mappings {"role": one of pillars.levels.ROLES, "answers": item code
    to 1-4, "DK", "NA" or None}; none at all gives a placement without levels. basis: "consensus" for the one sheet
    that a group agreed on, judged on all items of the form whatever its role; "survey" for one sheet a person, each
    judged on the items that their role can judge. headcounts: role to how many people hold it, for response rates and
    the headcount-weighted levels. form: "full" or "core". only: codes to leave all other items out, for comparing
    cycles. seed: of the bootstrap. Raises InvalidInput with one sentence that names the sheet and the item.
    """
    table = read_sheets(instrument, sheets, basis=basis, form=form, only=only)
    heads = read_headcounts(headcounts)
    heads = heads if basis == SURVEY else {}
    columns = {pillar.slug: _columns(pillar, table.codes) for pillar in instrument.pillars}
    means = {
        slug: [rules.person_mean([row[k] for k in places]) for row in table.rows] for slug, places in columns.items()
    }
    drawn = _draw(table, means, columns, seed) if basis == SURVEY and len(table.rows) > 1 else {}
    pillars = {
        slug: _place_pillar(table, places, means[slug], drawn.get(slug), heads) for slug, places in columns.items()
    }
    return Placement(
        instrument=instrument.version,
        form=form,
        basis=basis,
        people=len(table.rows),
        overall=_place_overall(pillars, drawn.get("overall")),
        pillars=pillars,
        awareness=survey.awareness(table) if basis == SURVEY else {},
        response=survey.response(table, heads) if heads else None,
        not_counted=table.not_counted,
    )


def _columns(pillar, codes):
    return [codes.index(item.code) for item in pillar.items if item.code in codes]


def _draw(table, means, columns, seed):
    """Pillar slug, or "overall", to how many bootstrap draws gave each level; 0 stands for not scored."""
    from assessments import resampling  # noqa: PLC0415  NumPy is not for web pages

    rows = resampling.Rules(table.rows, means.values(), columns.values(), least=rules.LEAST_PILLARS)
    tallies = [Counter() for _ in (*columns, "overall")]
    for weights in resampling.draw_people(len(table.rows), draws=DRAWS, seed=seed):
        for tally, levels in zip(tallies, rows.levels(weights).T, strict=True):
            tally.update(levels.tolist())
    return {slug: dict(sorted(tally.items())) for slug, tally in zip((*columns, "overall"), tallies, strict=True)}


def _place_overall(pillars, drawn):
    scored = {slug: (pillar.score, pillar.level) for slug, pillar in pillars.items() if pillar.level}
    found = rules.overall_of(scored)
    if found is None:
        return Overall(scored=len(scored))
    weights = {slug: pillars[slug].weighted for slug in scored}
    weighted = None
    if all(weights.values()):
        score, level, _ = rules.overall_of({slug: (each.score, each.level) for slug, each in weights.items()})
        weighted = survey.Weighted(score, level, differs=level != found[1])
    return Overall(**_placed(*found, drawn), weighted=weighted, scored=len(scored))


def _place_pillar(table, places, means, drawn, heads):
    """One pillar: places are its columns in the table, means the persons' means or None, drawn as from _draw()."""
    items = {table.codes[k]: _place_item([row[k] for row in table.rows]) for k in places}
    counted = sorted(mean for mean in means if mean is not None)
    coverage = _coverage(table, places, items)
    if not counted:
        return PillarPlacement(items=items, coverage=coverage)
    score = agreement.mean(counted)
    parts = {code: item.level for code, item in items.items()}
    found = rules.capped(rules.level_of(score), parts)
    groups = survey.groups(table.roles, means)
    return PillarPlacement(
        **_placed(score, *found, drawn if len(counted) > 1 else None),
        weighted=survey.weighted(groups, heads, found[0], parts),
        items=items,
        people=len(counted),
        coverage=coverage,
        means=tuple(counted),
        **(survey.figures(table, places, counted, groups) if table.basis == SURVEY else {}),
    )


def _placed(score, level, capped_by, drawn):
    sure, alternative = rules.sureness(level, drawn) if drawn else (None, None)
    return {
        "level": level,
        "name": Level(level).title,
        "score": score,
        "sureness": sure,
        "alternative": alternative,
        "capped_by": capped_by,
        "progress": rules.progress(score, level),
        "draws": drawn,
    }


def _place_item(cells):
    return _place_counts(tuple(map(cells.count, (1, 2, 3, 4))), cells.count(UNKNOWN), cells.count(EXEMPT))


@lru_cache(maxsize=1024)
def _place_counts(counts, unknown, exempt):
    answered = sum(counts)
    total = sum(step * count for step, count in enumerate(counts, start=1))
    return ItemPlacement(
        level=rules.item_level(counts, unknown),
        mean=Fraction(total, answered) if answered else None,
        n=answered,
        dont_know=unknown,
        not_applicable=exempt,
        counts=counts,
        unknown=unknown > answered,
    )


def _coverage(table, places, items):
    """How many of the items that apply to anybody have an answer."""
    apply = [k for k in places if not table.rows or any(row[k] not in (EXEMPT, NOT_ASKED) for row in table.rows)]
    return {"answered": sum(item.n > 0 for item in items.values()), "of": len(apply)}
