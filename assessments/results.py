"""A frozen result as plain values, ready to be shown: pages and files read this and compute nothing."""

from dataclasses import dataclass, field

from pillars.catalog import Item, LevelWords, Move, Pillar


@dataclass(frozen=True)
class ItemResult:
    """One item: its level (1 to 4, None where nobody placed it), in words, and the move that comes next."""

    item: Item
    level: int | None
    answers: int  # numeric answers
    unsure: int
    not_applicable: int
    note: str = ""

    @property
    def words(self) -> str:
        """What was said: the descriptor at the item's level, "" where there is none."""
        return self.item.descriptors[self.level - 1] if self.level else ""

    @property
    def goal(self) -> str:
        """Where it can lead: the descriptor at step 3, or at step 4 for those who act already; "" beyond that."""
        if self.level is None or self.level == 4:
            return ""
        return self.item.descriptors[max(self.level + 1, 3) - 1]

    @property
    def move(self) -> Move | None:
        """What to do next: from the item's level, from the first step where people are not sure; None at the top."""
        if self.level == 4 or self.not_applicable or not (self.level or self.unsure):
            return None
        return self.item.moves[(self.level or 1) - 1]


@dataclass(frozen=True)
class PillarResult:
    """One pillar: where it is placed, what holds it there and what would lift it."""

    pillar: Pillar
    level: LevelWords | None
    score: float | None
    items: tuple[ItemResult, ...]
    capped_by: tuple[ItemResult, ...]
    answered: int
    of: int

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """How many items stand at each step, 1 to 4."""
        levels = [item.level for item in self.items]
        return tuple(levels.count(step) for step in (1, 2, 3, 4))

    @property
    def cells(self) -> tuple[tuple[int, range, bool], ...]:
        """For each step: the step, as many dots as items stand there, and whether the pillar is placed there."""
        placed = self.level.step if self.level else None
        return tuple((step, range(count), step == placed) for step, count in enumerate(self.counts, start=1))

    @property
    def unsure(self) -> int:
        return sum(bool(item.unsure) and not item.level for item in self.items)

    @property
    def lifts(self) -> tuple[ItemResult, ...]:
        """The items to work on first: those that cap the pillar, else those at its earliest step."""
        if self.capped_by:
            return self.capped_by
        steps = [item.level for item in self.items if item.level]
        lowest = min(steps, default=4)
        return tuple(item for item in self.items if item.level == lowest and lowest < 4)


@dataclass(frozen=True)
class Summary:
    """A whole result. level is None where fewer than five pillars could be placed."""

    label: str
    basis: str
    agreed_by: int
    version: str
    code_version: str
    computed_on: object
    level: LevelWords | None
    score: float | None
    pillars: tuple[PillarResult, ...]
    capped_by: tuple[PillarResult, ...]
    levels: tuple[LevelWords, ...] = field(repr=False, default=())

    @property
    def items(self) -> tuple[ItemResult, ...]:
        return tuple(item for pillar in self.pillars for item in pillar.items)

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """How many items stand at each step, 1 to 4, over all pillars."""
        return tuple(map(sum, zip(*(pillar.counts for pillar in self.pillars), strict=True)))

    def strengths(self, most=3) -> tuple[ItemResult, ...]:
        """The items at steps 4 and 3, highest first, then in the order of the questionnaire; at most `most`."""
        found = sorted((item for item in self.items if (item.level or 0) >= 3), key=lambda item: -item.level)
        return tuple(found[:most])


def summarize(result, instrument, *, with_notes=True):
    """The Summary of a frozen assessments.models.Result in the words of an instrument of the same version.

    with_notes: False leaves the leaders' notes out, for readers who are not leaders.
    """
    placement, notes = result.placement, result.notes if with_notes else {}
    pillars = {
        pillar.slug: _pillar(pillar, placement["pillars"][pillar.slug], instrument, notes)
        for pillar in instrument.pillars
    }
    overall = placement["overall"]
    return Summary(
        label=result.assessment.label,
        basis=result.basis,
        agreed_by=result.agreed_by,
        version=result.instrument_version,
        code_version=result.code_version,
        computed_on=result.computed_at,
        level=_level(instrument, overall["level"]),
        score=overall["score"],
        pillars=tuple(pillars.values()),
        capped_by=tuple(pillars[slug] for slug in overall["capped_by"]),
        levels=instrument.words.levels,
    )


def _level(instrument, step):
    return instrument.level(step) if step else None


def _pillar(pillar, placed, instrument, notes):
    items = {
        code: ItemResult(
            item=instrument.items[code],
            level=values["level"],
            answers=values["n"],
            unsure=values["dont_know"],
            not_applicable=values["not_applicable"],
            note=notes.get(code, ""),
        )
        for code, values in placed["items"].items()
    }
    return PillarResult(
        pillar=pillar,
        level=_level(instrument, placed["level"]),
        score=placed["score"],
        items=tuple(items.values()),
        capped_by=tuple(items[code] for code in placed["capped_by"]),
        answered=placed["coverage"]["answered"],
        of=placed["coverage"]["of"],
    )
