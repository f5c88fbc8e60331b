"""What a report says, gathered once as plain JSON values: identical values give an identical file."""

import hashlib
import json
from dataclasses import asdict

from django.conf import settings
from django.utils import timezone, translation

from assessments.results import summarize
from pillars.catalog import UnknownContent, languages, load_instrument, load_practices, load_references
from plans.models import Plan
from plans.recommend import suggest
from reports import charts
from reports.actions import long_date, move_values, plan_actions, wall

ON_A_PILLAR_PAGE = 3
STRENGTHS = 5
CAUTIONS = 3
WORKS_A_PRACTICE = 3


def build_context(*, organization, result, plan, language, paper, prepared_by="", today=None, site=""):
    """A report's content as JSON values: str, int, bool, None, list and dict; nothing that lives in the database.

    result: a frozen assessments.Result; plan: a plans.Plan or None; language: an instrument language; paper: "letter"
    or "a4"; prepared_by: who asked, in words; today: a date, the current one when None; site: the platform's own
    address with a slash at its end, for the links, "" for none.
    Raises pillars.catalog.UnknownContent if the result's version has no words in that language.
    """
    if language not in languages(result.instrument_version):
        raise UnknownContent(f"Version {result.instrument_version} has no words in language {language!r}.")
    with translation.override(language):
        instrument = load_instrument(result.instrument_version, language)
        summary = summarize(result, instrument, with_notes=False)
        actions = plan_actions(plan, instrument)
        sources = Sources(instrument.version, language)
        today = today or timezone.localdate()
        return {
            "kind": "plan",
            "language": language,
            "paper": paper,
            "code_version": settings.CODE_VERSION,
            "organization": organization.name,
            "prepared_by": prepared_by,
            "made_iso": today.isoformat(),
            "made_on": long_date(today),
            "links": links(organization, site),
            "check": check_facts(result, summary),
            "steps": [step_words(level) for level in instrument.words.levels],
            "evidence": [
                dict(words) for grade, words in instrument.words.evidence.items() if grade != "contraindicated"
            ],
            "overall": overall(summary),
            "profile": [profile_row(placed) for placed in summary.pillars],
            "furthest": furthest(summary),
            "strengths": strengths(summary),
            "plan": wall(plan, actions, summary, instrument),
            **pillar_pages(summary, actions, instrument, sources),
            "sources": sources.listed,
        }


def context_hash(context):
    """The SHA-256 of a context's canonical JSON, as 64 hexadecimal digits."""
    canonical = json.dumps(context, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def current_plan(organization):
    """The organization's plan, or None while there is none."""
    return Plan.objects.filter(organization=organization).first()


def links(organization, site):
    path = f"{site}o/{organization.slug}/reports/"
    return {"read": path, "model": f"{site}model/", "support": f"{site}support/"} if site else {}


def check_facts(result, summary):
    return {
        "label": summary.label,
        "agreed_by": summary.agreed_by,
        "submitted_on": long_date(timezone.localdate(summary.computed_on)),
        "version": summary.version,
        "questions": len(summary.items),
        "reference": result.pk.hex[:12],
    }


def step_words(level):
    """A LevelWords as values, its plain name fit for the middle of a sentence; None stays None."""
    if level is None:
        return None
    plain = level.plain[:1].lower() + level.plain[1:]
    return {"step": level.step, "name": level.name, "plain": plain, "label": level.plain, "meaning": level.meaning}


def overall(summary):
    step = summary.level.step if summary.level else None
    missing = len(summary.items) - sum(summary.counts)
    unsure = sum(placed.unsure for placed in summary.pillars)
    lowest = min((placed.level.step for placed in summary.pillars if placed.level), default=4)
    return {
        "level": step_words(summary.level),
        "ladder": charts.step_row(summary.counts, step),
        "unsure": unsure,
        "unanswered": missing - unsure,
        "held_by": [placed.pillar.name for placed in summary.capped_by],
        "earliest": [
            placed.pillar.name
            for placed in summary.pillars
            if placed.level and placed.level.step == lowest and lowest < 4
        ],
    }


def profile_row(placed):
    step = placed.level.step if placed.level else None
    return {
        "name": placed.pillar.name,
        "cells": charts.step_row(placed.counts, step),
        "unsure": charts.cell(placed.unsure),
        "level": step_words(placed.level),
        "answered": placed.answered,
        "of": placed.of,
    }


def furthest(summary):
    """The pillars at the latest step reached; empty when all placed pillars stand at the same one."""
    steps = {placed.level.step for placed in summary.pillars if placed.level}
    if len(steps) < 2:
        return []
    return [placed.pillar.name for placed in summary.pillars if placed.level and placed.level.step == max(steps)]


def strengths(summary):
    """Answers at steps 4 and 3; where there are none, efforts under way: answers at step 2."""
    found = summary.strengths(STRENGTHS)
    under_way = [item for item in summary.items if item.level == 2][:STRENGTHS]
    return {
        "reached": bool(found),
        "items": [
            {"topic": entry.item.topic, "words": entry.words, "level": level_of(entry, summary)}
            for entry in found or under_way
        ],
    }


def level_of(entry, summary):
    return step_words(summary.levels[entry.level - 1])


# --- Pillar by pillar -----------------------------------------------------------------------------------------------


def pillar_pages(summary, actions, instrument, sources):
    """A page for each pillar with open actions; the others two to a page, after them."""
    first = first_suggestions(summary, actions)
    pages = [
        pillar_page(number, placed, actions, first.get(placed.pillar.slug), instrument, sources)
        for number, placed in enumerate(summary.pillars, start=1)
    ]
    quiet = [page for page in pages if not page["actions"]]
    shown = {action["number"] for page in pages for action in page["actions"]}
    return {
        "busy": [page for page in pages if page["actions"]],
        "quiet": [quiet[start : start + 2] for start in range(0, len(quiet), 2)],
        "more_actions": any(action["number"] not in shown for action in actions),
    }


def first_suggestions(summary, actions):
    """Pillar slug to the move that is suggested first in it."""
    taken = frozenset(action["suggestion"] for action in actions)
    return {found.pillar_result.pillar.slug: found.move for found in reversed(suggest(summary, taken=taken))}


def pillar_page(number, placed, actions, next_move, instrument, sources):
    own = [action for action in actions if action["pillar"] == placed.pillar.slug and action["open"]]
    shown = own[:ON_A_PILLAR_PAGE]
    moves = [instrument.moves[action["suggestion"]] for action in shown if action["suggestion"] in instrument.moves]
    if not own and next_move:
        moves = [next_move]
    return {
        "number": number,
        "slug": placed.pillar.slug,
        "name": placed.pillar.name,
        "level": step_words(placed.level),
        "next": step_words(instrument.level(placed.level.step + 1)) if placed.level and placed.level.step < 4 else None,
        "answered": placed.answered,
        "of": placed.of,
        "capped": bool(placed.capped_by),
        "lifts": [lift_values(entry) for entry in placed.lifts[: 2 if 0 < len(shown) < ON_A_PILLAR_PAGE else 1]],
        "actions": shown,
        "open": len(own),
        "suggestion": move_values(next_move, instrument) if next_move and not own else None,
        **sources.behind(moves, cautions=CAUTIONS if own else 1),
    }


def lift_values(entry):
    return {"topic": entry.item.topic, "words": entry.words, "next": entry.goal}


class Sources:
    """The works a report rests on, numbered in the order in which it first needs them."""

    def __init__(self, version, language):
        self.practices = load_practices(version, language)
        self.references = load_references(version)
        self.numbers = {}

    def behind(self, moves, *, cautions):
        """The first cautions (at most so many) and the source numbers of the practices that some moves rest on."""
        practices = [self.practices[name] for move in moves for name in move.practices]
        found = dict.fromkeys(caution for practice in practices for caution in practice.cautions)
        works = dict.fromkeys(work for practice in practices for work in practice.references[:WORKS_A_PRACTICE])
        # Number 1 is the study that everything here rests on.
        numbers = sorted(self.numbers.setdefault(work, len(self.numbers) + 2) for work in works)
        return {"cautions": list(found)[:cautions], "sources": [1, *numbers]}

    @property
    def listed(self):
        known = {name: asdict(work) for name, work in self.references.items()}
        return [
            {key: known[name][key] for key in ("authors", "year", "title", "source", "url")} for name in self.numbers
        ]
