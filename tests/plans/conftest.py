"""Results and plans to act on."""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from assessments.results import summarize
from assessments.scoring import place
from pillars.catalog import load_instrument
from plans import services


def summary_of(answers, *, form="full"):
    """The Summary of one consensus sheet, as pages read it. answers: item code to answer."""
    instrument = load_instrument()
    placement = place(instrument, [{"role": "leadership", "answers": answers}], basis="consensus", form=form)
    result = SimpleNamespace(
        placement=placement.as_json(),
        notes={},
        assessment=SimpleNamespace(label="Autumn 2026"),
        basis="consensus",
        agreed_by=3,
        instrument_version=instrument.version,
        code_version="0",
        computed_at=timezone.now(),
    )
    return summarize(result, instrument)


def answers_of(**pillars):
    """An answer for every item, the same within a pillar: 2 where none is named. answers_of(supervision=3)."""
    named = {slug.replace("_", "-"): answer for slug, answer in pillars.items()}
    return {code: named.get(item.pillar, 2) for code, item in load_instrument().items.items()}


@pytest.fixture
def result(make_result, organization, owner):
    """A result with every answer at step 2."""
    return make_result(organization, owner, 2)


@pytest.fixture
def add(organization, result, owner):
    """A function that adds a suggestion to the plan: add("SUP-1:2") -> action."""

    def add_suggestion(code="SUP-1:2"):
        return services.add_suggestion(organization=organization, result=result, code=code, user=owner)

    return add_suggestion


@pytest.fixture
def add_own(organization, result, owner):
    """A function that adds an action written here: add_own("Open a window") -> action."""

    def add_action(title="Open a window", *, pillar="workspace", **fields):
        return services.add_own_action(
            organization=organization, result=result, user=owner, pillar=pillar, title=title, **fields
        )

    return add_action
