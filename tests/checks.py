"""Checks and results for tests, made the way people make them: start, answer, submit."""

import pytest

from assessments import services
from assessments.models import Sheet
from pillars.catalog import load_instrument


@pytest.fixture
def instrument():
    return load_instrument()


@pytest.fixture
def make_check(instrument):
    """A function that starts a check and fills its sheet: make_check(organization, user, answers, form=...) -> sheet.

    answers: one answer for every question, or a mapping of item code to answer; none leaves the sheet empty.
    """

    def make(organization, user, answers=None, *, form="full", label="Autumn 2026", agreed_by=3, notes=None):
        assessment = services.start_assessment(
            organization=organization, user=user, label=label, form=form, agreed_by=agreed_by
        )
        if answers is not None:
            filled = answers if isinstance(answers, dict) else dict.fromkeys(instrument.form(form), answers)
            Sheet.objects.filter(assessment=assessment).update(answers=filled, notes=notes or {})
        return Sheet.objects.select_related("assessment__organization").get(assessment=assessment)

    return make


@pytest.fixture
def make_result(make_check):
    """A function that submits a filled check: make_result(organization, user, answers, ...) -> Result."""

    def make(organization, user, answers=2, **more):
        return services.submit_sheet(sheet=make_check(organization, user, answers, **more), user=user)

    return make
