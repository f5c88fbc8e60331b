from datetime import timedelta

import pytest
from django.utils import timezone

from plans.models import Action, taken_by

TODAY = timezone.localdate()


@pytest.mark.parametrize(
    ("status", "due", "passed"),
    [
        ("planned", TODAY - timedelta(days=1), True),
        ("doing", TODAY - timedelta(days=400), True),
        ("idea", TODAY - timedelta(days=1), True),
        ("planned", TODAY, False),
        ("planned", TODAY + timedelta(days=1), False),
        ("planned", None, False),
        ("done", TODAY - timedelta(days=1), False),
        ("paused", TODAY - timedelta(days=1), False),
    ],
)
def test_a_date_passes_only_for_what_is_open(status, due, passed):
    assert Action(status=status, due=due).date_passed is passed


def test_taken_holds_the_codes_of_one_organizations_suggestions(organization, add, add_own, make_organization):
    add("SUP-1:2")
    add_own()
    assert taken_by(organization) == {"SUP-1:2"}
    assert taken_by(make_organization("Riverbend Clinic")) == frozenset()
