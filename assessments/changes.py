"""What changed between two consensus results, as plain values, ready to be shown. Pure.

Both are placed anew on the questions that both asked in the same words, by today's rules: then nothing but the answers
can make a difference. Where both asked the same questions, that gives the steps that were frozen.
"""

from dataclasses import dataclass

from assessments.comparison import compare_sheets, same_wording
from assessments.scoring import place
from assessments.tables import CONSENSUS
from pillars.catalog import Item, LevelWords, Pillar
from pillars.levels import DONT_KNOW, NOT_APPLICABLE

LATER, EARLIER, SAME = "later", "earlier", "same"
SELDOM = 0.05


@dataclass(frozen=True)
class PillarChange:
    """A pillar, or the whole (pillar None), in two checks; None where the shared questions do not place it."""

    pillar: Pillar | None
    before: LevelWords | None
    after: LevelWords | None

    @property
    def direction(self) -> str:
        """LATER, EARLIER or SAME; "" where one of the two is missing."""
        if not (self.before and self.after):
            return ""
        if self.before == self.after:
            return SAME
        return LATER if self.after.step > self.before.step else EARLIER


@dataclass(frozen=True)
class ItemMove:
    """A question whose answer moved, with both steps (1 to 4) and what each says."""

    item: Item
    before: int
    after: int

    @property
    def before_words(self) -> str:
        return self.item.descriptors[self.before - 1]

    @property
    def after_words(self) -> str:
        return self.item.descriptors[self.after - 1]


@dataclass(frozen=True)
class Changes:
    """Two consensus results compared.

    shared: how many questions both asked in the same words; answered: how many of these have a step in both; whole:
    True if neither asked anything else; p: of the exact sign test, None where nothing moved.
    """

    shared: int
    answered: int
    whole: bool
    pillars: tuple[PillarChange, ...]
    overall: PillarChange
    later: tuple[ItemMove, ...]
    earlier: tuple[ItemMove, ...]
    p: float | None

    @property
    def same(self) -> int:
        return self.answered - len(self.later) - len(self.earlier)

    @property
    def trend(self) -> str:
        """LATER or EARLIER where chance alone would seldom split the moves this unevenly; else "", no clear change."""
        if self.p is None or self.p > SELDOM:
            return ""
        return LATER if len(self.later) > len(self.earlier) else EARLIER

    def moved(self, direction) -> tuple[PillarChange, ...]:
        """The pillars that moved in a direction."""
        return tuple(change for change in self.pillars if change.direction == direction)


def compare_results(before, after, instruments) -> Changes:
    """The Changes between two frozen consensus results, the earlier first.

    before, after: assessments.models.Result. instruments: the pillars.catalog.Instrument of each, in one language.
    """
    first, second = instruments
    asked = [result.placement["form"] for result in (before, after)]
    questions = [set(instrument.form(form)) for instrument, form in zip(instruments, asked, strict=True)]
    shared = tuple(code for code in same_wording(first, second) if code in questions[0] & questions[1])
    sheets = [answers_of(result.placement) for result in (before, after)]
    placed = [
        place(instrument, [{"answers": sheet}], basis=CONSENSUS, form=form, only=shared)
        for instrument, sheet, form in zip(instruments, sheets, asked, strict=True)
    ]
    moves = compare_sheets(*({code: sheet[code] for code in shared if type(sheet[code]) is int} for sheet in sheets))

    def moved(codes):
        return tuple(ItemMove(second.items[code], sheets[0][code], sheets[1][code]) for code in codes)

    return Changes(
        shared=len(shared),
        answered=len(moves.up) + len(moves.down) + len(moves.same),
        whole=questions[0] == questions[1] == set(shared),
        pillars=tuple(
            _pillar(pillar, second, *(one.pillars.get(pillar.slug) for one in placed)) for pillar in second.pillars
        ),
        overall=_pillar(None, second, *(one.overall for one in placed)),
        later=moved(moves.up),
        earlier=moved(moves.down),
        p=moves.p,
    )


def answers_of(placement):
    """Item code to answer (1 to 4, "DK", "NA" or None) of the one sheet that a consensus placement rests on."""
    items = {code: item for pillar in placement["pillars"].values() for code, item in pillar["items"].items()}
    return {code: _answer(item) for code, item in items.items()}


def _answer(item):
    if item["level"]:
        return item["level"]
    return DONT_KNOW if item["dont_know"] else NOT_APPLICABLE if item["not_applicable"] else None


def _pillar(pillar, instrument, *placed):
    before, after = (instrument.level(one.level) if one and one.level else None for one in placed)
    return PillarChange(pillar, before, after)
