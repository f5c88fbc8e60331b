"""What the plan says in the reader's language: why a step is proposed, what it takes, and what it rests on."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from assessments.words import instrument_for
from pillars.catalog import Practice, Reference, load_practices, load_references
from plans import recommend


@dataclass(frozen=True)
class Source:
    """A practice that a suggestion rests on, its grade in words, and the studies it cites."""

    practice: Practice
    evidence: str
    references: tuple[Reference, ...]


@dataclass(frozen=True)
class SuggestionWords:
    """A suggestion as a reader sees it. evidence, effort and cost hold a "name" and a "meaning"."""

    why: str
    evidence: dict
    effort: dict
    cost: dict
    who: str
    cautions: tuple[str, ...]
    sources: tuple[Source, ...]


def in_words(suggestion):
    """The SuggestionWords of a plans.recommend.Suggestion, in the active language."""
    instrument = instrument_for(suggestion.version)
    words, move = instrument.words, suggestion.move
    sources = tuple(_sources(move, instrument))
    return SuggestionWords(
        why=why(suggestion),
        evidence=words.evidence[move.evidence],
        effort=words.effort[move.effort],
        cost=words.cost[move.cost],
        who=words.who[move.who],
        cautions=tuple(caution for source in sources for caution in source.practice.cautions),
        sources=sources,
    )


def _sources(move, instrument):
    practices = load_practices(instrument.version, instrument.language)
    references = load_references(instrument.version)
    for practice in (practices[name] for name in move.practices):
        yield Source(
            practice=practice,
            evidence=instrument.words.evidence[practice.evidence]["name"],
            references=tuple(references[name] for name in practice.references),
        )


def why(suggestion):
    """Why this step is proposed, in one or two whole sentences."""
    return " ".join(_sentence(reason, suggestion) for reason in suggestion.reasons)


def _sentence(reason, suggestion):
    placed = suggestion.pillar_result
    holding = len(placed.capped_by)
    sentences = {
        recommend.UNSURE: gettext("People are not sure about this. Finding out is a first step."),
        recommend.HOLDS: ngettext(
            "This answer holds %(pillar)s at step %(step)s.",
            "This is one of %(holding)s answers that hold %(pillar)s at step %(step)s.",
            holding,
        ),
        recommend.UNPLACED: gettext(
            "%(pillar)s has too few answers to be placed. This answer stands at step %(item_step)s."
        ),
        recommend.BEHIND: gettext("%(pillar)s stands at step %(step)s, and this answer at step %(item_step)s."),
        recommend.LEVEL: gettext("%(pillar)s stands at step %(step)s, and so does this answer."),
        recommend.AHEAD: gettext("This answer stands at step %(item_step)s, further along than %(pillar)s as a whole."),
        recommend.HOLDS_OVERALL: gettext("%(pillar)s holds your organization at step %(overall)s."),
    }
    return sentences[reason] % {
        "pillar": placed.pillar.name,
        "step": suggestion.pillar_step,
        "item_step": suggestion.item_step,
        "holding": holding,
        "overall": suggestion.overall,
    }
