"""A frozen result and plans to report on, made by hand: what these tests need of scoring and planning is its shape."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from assessments.models import Assessment, Result
from pillars.catalog import load_instrument
from plans.models import Action, Plan
from reports import services

TODAY = date(2026, 11, 23)

# One level for each item, in the order of the questionnaire; None stands for "I am not sure".
LEVELS = {
    "leadership": [2, 2, 3, 2, 1, 2, None, 2],
    "workload": [1, 2, 2, 1, 2, 2, 3, 2],
    "workspace": [2, 3, 2, 3, 2, 2],
    "supervision": [2, 3, 2, 3, 2, 2, 3],
    "peer-support": [3, 3, 4, 3, 2, 3],
    "individualization": [2, 2, 1, 2, 3, 2, None],
}


def placement(levels=LEVELS, pillar_levels=None, overall=2, capped_by=(), capped_items=None):
    """A placement as Result.placement keeps it; scores are the plain means."""
    instrument = load_instrument()
    places = pillar_levels or dict.fromkeys(levels, 2) | {"peer-support": 3}
    capped_items = capped_items or {}
    pillars = {}
    for pillar in instrument.pillars:
        items = dict(zip((item.code for item in pillar.items), levels[pillar.slug], strict=True))
        numbers = [level for level in items.values() if level]
        pillars[pillar.slug] = {
            "level": places[pillar.slug],
            "name": instrument.level(places[pillar.slug]).name if places[pillar.slug] else None,
            "score": sum(numbers) / len(numbers) if numbers else None,
            "interval": None,
            "capped_by": capped_items.get(pillar.slug, []),
            "items": {
                code: {"level": n, "mean": n, "n": int(bool(n)), "dont_know": int(not n), "not_applicable": 0}
                for code, n in items.items()
            },
            "agreement": None,
            "coverage": {"answered": len(numbers), "of": len(items)},
        }
    name = instrument.level(overall).name if overall else None
    place = {"level": overall, "name": name, "score": 2.2, "sureness": None, "capped_by": list(capped_by)}
    return {"basis": "consensus", "overall": place, "pillars": pillars}


@pytest.fixture
def make_result():
    """A function that freezes a result: make_result(organization, placement=..., agreed_by=4) -> Result."""

    def make(organization, placed=None, agreed_by=4):
        submitted = datetime(2026, 11, 20, 12, tzinfo=UTC)
        assessment = Assessment.objects.create(
            organization=organization,
            label="Autumn 2026",
            instrument_version="2026.1",
            state="closed",
            closed_at=timezone.now(),
        )
        return Result.objects.create(
            assessment=assessment,
            basis="consensus",
            agreed_by=agreed_by,
            placement=placed or placement(),
            overall_level=2,
            instrument_version="2026.1",
            code_version="test",
            computed_at=submitted,
            notes={"LEA-1": "A note that stays with the leaders"},
        )

    return make


@pytest.fixture
def result(make_result, organization):
    return make_result(organization)


@pytest.fixture
def make_plan():
    """A function that makes a plan of the next `count` moves: make_plan(result, 5) -> Plan.

    pillars: where the moves are taken from, in turn; fields: what every action has besides.
    """

    def make(result, count, pillars=("leadership", "workload", "supervision", "individualization"), **fields):
        instrument = load_instrument()
        plan = Plan.objects.create(
            organization=result.assessment.organization, result=result, next_review=date(2027, 1, 21)
        )
        moves = [move for slug in pillars for item in instrument.pillar(slug).items for move in item.moves]
        by_turns = [moves[(n * len(moves) // max(count, 1) + n // len(moves)) % len(moves)] for n in range(count)]
        for number, move in enumerate(by_turns):
            used = plan.actions.filter(suggestion=move.code).exists()
            values = {
                "suggestion": "" if used else move.code,
                "pillar": instrument.items[move.item].pillar,
                "title": move.title,
                "why": "",
                "first_step": move.first_step,
                "sign": move.sign,
                "evidence": move.evidence,
                "effort": move.effort,
                "cost": move.cost,
                "owner": "Operations manager",
                "due": date(2026, 12, 1) + timedelta(days=14 * number),
                "notes": "A private note",
            }
            Action.objects.create(plan=plan, **values | fields)
        return plan

    return make


@pytest.fixture
def told(monkeypatch):
    """The ids that workers were told of: the broker's side of these tests."""
    ids = []
    monkeypatch.setattr(services.tasks.render, "apply_async", lambda args, **options: ids.append(args[0]))
    return ids


@pytest.fixture
def ask(result, owner):
    """A function that asks for a report: ask(paper="a4") -> Report."""

    def ask(user=owner, **more):
        values = {"kind": "plan", "paper": "letter", "language": "en", **more}
        organization = result.assessment.organization
        return services.request_report(organization=organization, result=result, requested_by=user, **values)

    return ask
