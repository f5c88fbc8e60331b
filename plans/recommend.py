"""Which next steps to propose, in which order, and why. Pure: plain values in, plain values out.

The reasons are codes, one for each whole sentence; plans/words.py says them in the reader's language.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from pillars.levels import COSTS, EFFORTS, EVIDENCE, PILLARS

TO_BEGIN_WITH = 3
IN_ORDER = {slug: place for place, slug in enumerate(PILLARS)}

UNSURE = "unsure"  # nobody could place the item
HOLDS = "holds"  # the item caps its pillar
UNPLACED = "unplaced"  # the pillar has too few answers
BEHIND = "behind"  # the item stands earlier than its pillar
LEVEL = "level"  # the item stands where its pillar stands
AHEAD = "ahead"  # the item stands later than its pillar
HOLDS_OVERALL = "holds-overall"  # the pillar caps the whole placement


@dataclass(frozen=True)
class Suggestion:
    """One step to propose: the move, the answer, the pillar and the result it starts from."""

    move: Any  # pillars.catalog.Move
    item_result: Any  # assessments.results.ItemResult
    pillar_result: Any  # assessments.results.PillarResult
    summary: Any = field(repr=False, compare=False)  # assessments.results.Summary

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, as codes of this module."""
        return tuple(_reasons(self.item_result, self.pillar_result, self.summary))

    @property
    def overall(self) -> int | None:
        """The step of the whole placement, None where there is none."""
        return self.summary.level.step if self.summary.level else None

    @property
    def version(self) -> str:
        """Of the instrument the words are from."""
        return self.summary.version

    @property
    def code(self) -> str:
        return self.move.code

    @property
    def item_step(self) -> int:
        """Where the item stands, 1 to 4; what people are not sure about begins at the first step."""
        return self.item_result.level or 1

    @property
    def pillar_step(self) -> int:
        """Where the pillar stands, 1 to 4; in a pillar that could not be placed each item stands for itself."""
        return self.pillar_result.level.step if self.pillar_result.level else self.item_step


def suggest(summary, *, taken=frozenset(), most=None):
    """The next step of every item that has one, the first to take first, as a tuple of Suggestion.

    summary: assessments.results.Summary, or anything with its fields; the order of its pillars and items is of no
    matter. taken: codes of moves ("LEA-1:2") that a plan already holds; they are left out. most: at most so many.

    Earlier pillars come first, in a pillar the answers that hold it, then earlier answers, better evidence, less
    effort, less money, and the order of the questionnaire. A pillar's second suggestion waits as if the pillar stood
    one step further on, its third two steps: so the first three never come from one pillar while another stands at
    the same step or one step further on.
    """
    found = ((item.move, item, pillar) for pillar in summary.pillars for item in pillar.items)
    ranked = sorted((Suggestion(*one, summary) for one in found if one[0] and one[0].code not in taken), key=_rank)
    before, waits = Counter(), {}
    for suggestion in ranked:
        slug = suggestion.pillar_result.pillar.slug
        waits[suggestion.code] = suggestion.pillar_step + before[slug]
        before[slug] += 1
    return tuple(sorted(ranked, key=lambda suggestion: waits[suggestion.code])[:most])


def _rank(suggestion):
    item, move = suggestion.item_result, suggestion.move
    return (
        suggestion.pillar_step,
        not _holds(item, suggestion.pillar_result),
        suggestion.item_step,
        item.level is None,
        EVIDENCE.index(move.evidence),
        EFFORTS.index(move.effort),
        COSTS.index(move.cost),
        _place(item.item),
    )


def _place(item):
    """The place of an item in the questionnaire: pillars in their order, then the number in the code."""
    return IN_ORDER[item.pillar], int(item.code.rpartition("-")[2])


def _holds(item, pillar):
    return any(capping.item.code == item.item.code for capping in pillar.capped_by)


def _reasons(item, pillar, summary):
    yield _standing(item, pillar)
    if pillar.pillar.slug in {capping.pillar.slug for capping in summary.capped_by}:
        yield HOLDS_OVERALL


def _standing(item, pillar):
    if item.level is None:
        return UNSURE
    if _holds(item, pillar):
        return HOLDS
    if pillar.level is None:
        return UNPLACED
    if item.level == pillar.level.step:
        return LEVEL
    return BEHIND if item.level < pillar.level.step else AHEAD
