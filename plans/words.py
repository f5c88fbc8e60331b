"""What the plan says in the reader's language: why a step is proposed, what it takes, and what it rests on."""

from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext, gettext_noop, ngettext

from assessments.words import instrument_for
from pillars.catalog import Practice, Reference, load_instrument, load_practices, load_references
from plans import recommend


@dataclass(frozen=True)
class Source:
    """A practice that a step rests on, its grade in words, and the studies it cites."""

    practice: Practice
    evidence: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, eq=False)
class Takes:
    """What a move takes and rests on. evidence, effort and cost hold a "name" and a "meaning"."""

    evidence: dict
    effort: dict
    cost: dict
    who: str
    sources: tuple[Source, ...]

    @property
    def cautions(self):
        return cautions(self.sources)


def takes(suggestion):
    """The Takes of a plans.recommend.Suggestion, in the active language; one object for each move."""
    instrument = instrument_for(suggestion.version)
    return _takes(suggestion.move.code, instrument.version, instrument.language)


@cache
def _takes(code, version, language):
    instrument = load_instrument(version, language)
    words, move = instrument.words, instrument.moves[code]
    return Takes(
        evidence=words.evidence[move.evidence],
        effort=words.effort[move.effort],
        cost=words.cost[move.cost],
        who=words.who[move.who],
        sources=sources(move.code, instrument),
    )


def sources(code, instrument):
    """What a move rests on, as a tuple of Source; empty for a code that the instrument does not know."""
    practices = load_practices(instrument.version, instrument.language)
    references = load_references(instrument.version)
    names = instrument.moves[code].practices if code in instrument.moves else ()
    return tuple(
        Source(
            practice=practices[name],
            evidence=instrument.words.evidence[practices[name].evidence]["name"],
            references=tuple(references[reference] for reference in practices[name].references),
        )
        for name in names
    )


def cautions(sources):
    """What to beware of in all of them."""
    return tuple(caution for source in sources for caution in source.practice.cautions)


def why(suggestion):
    """Why this step is proposed, in one or two whole sentences."""
    return " ".join(_sentence(reason, suggestion) for reason in suggestion.reasons)


SENTENCES = {
    recommend.UNSURE: gettext_noop("People are not sure about “%(topic)s”. Finding out is a first step."),
    recommend.UNPLACED: gettext_noop(
        "“%(topic)s” stands at step %(item_step)s. %(pillar)s has too few answers to be placed."
    ),
    recommend.BEHIND: gettext_noop("“%(topic)s” stands at step %(item_step)s, and %(pillar)s at step %(step)s."),
    recommend.LEVEL: gettext_noop("“%(topic)s” stands at step %(item_step)s, and so does %(pillar)s."),
    recommend.AHEAD: gettext_noop("“%(topic)s” stands at step %(item_step)s, ahead of %(pillar)s as a whole."),
    recommend.HOLDS_OVERALL: gettext_noop("%(pillar)s holds your organization at step %(overall)s."),
}


def _sentence(reason, suggestion):
    placed = suggestion.pillar_result
    holding = len(placed.capped_by)
    if reason == recommend.HOLDS:
        sentence = ngettext(
            "“%(topic)s” holds %(pillar)s at step %(step)s.",
            "“%(topic)s” is one of %(holding)s answers that hold %(pillar)s at step %(step)s.",
            holding,
        )
    else:
        sentence = gettext(SENTENCES[reason])
    return sentence % {
        "topic": suggestion.item_result.item.topic,
        "pillar": placed.pillar.name,
        "step": suggestion.pillar_step,
        "item_step": suggestion.item_step,
        "holding": holding,
        "overall": suggestion.overall,
    }
