from datetime import timedelta

import pytest
from django.utils import timezone

from pillars.catalog import load_instrument
from plans.forms import ActionForm, FilterForm, OwnActionForm, ReviewForm
from plans.models import Action, Plan

TODAY = timezone.localdate()
PASSED = TODAY - timedelta(days=30)
PILLARS = load_instrument().pillars


def data(**fields):
    return {"title": "Open a window", "status": "planned", "revision": "1", **fields}


def form(action=None, **fields):
    return ActionForm(data(**fields), action=action or Action(title="Open a window"))


def test_only_what_to_do_and_where_it_stands_is_needed():
    assert form().is_valid()
    assert set(form(title=" ", status="", revision="").errors) == {"title", "status", "revision"}


@pytest.mark.parametrize(("day", "valid"), [(TODAY, True), (TODAY + timedelta(days=1), True), (PASSED, False)])
def test_a_new_date_may_not_have_passed(day, valid):
    checked = form(due=day.isoformat())
    assert checked.is_valid() is valid
    if not valid:
        assert checked.errors["due"] == ["This date has passed. Choose today or a later day."]


def test_a_passed_date_that_stood_there_may_stay():
    assert form(Action(title="Open a window", due=PASSED), due=PASSED.isoformat()).is_valid()


@pytest.mark.parametrize("day", ["2027-02-30", "tomorrow", "0", "99999-01-01"])
def test_what_is_no_date_is_named(day):
    assert form(due=day).errors["due"] == ["Enter a date with day, month and year, for example 2027-01-29."]


@pytest.mark.parametrize(
    ("field", "most"), [("title", 160), ("owner", 80), ("first_step", 300), ("sign", 300), ("notes", 2000)]
)
def test_text_up_to_the_limit_is_kept_and_beyond_it_named(field, most):
    assert form(**{field: "x" * most}).is_valid()
    message = form(**{field: "x" * (most + 1)}).errors[field][0]
    assert f"up to {most} characters. Yours has {most + 1}." in message


def test_a_line_break_counts_as_one_character():
    assert form(first_step="x\r\n" * 150).is_valid()


def test_the_browser_cuts_no_text_off():
    assert "maxlength" not in str(form())


@pytest.mark.parametrize("text", ["<b>bold</b>", "=cmd()", "\u202eright to left", "日本語 🌱"])
def test_any_text_is_kept_as_typed(text):
    checked = form(title=text, notes=text)
    assert checked.is_valid()
    assert checked.cleaned_data["notes"] == text


def test_a_null_character_is_refused():
    assert "notes" in form(notes="a\x00b").errors


@pytest.mark.parametrize("revision", ["", "one", "1" * 5000])
def test_a_broken_revision_asks_to_open_the_page_again(revision):
    assert form(revision=revision).errors["revision"] == ["This page has grown old. Open the action again."]


def test_differences_are_said_in_words():
    standing = Action(title="Open a window", status="doing", owner="Luis", due=None)
    checked = form(standing, owner="Grace", status="paused", due=TODAY.isoformat())
    assert checked.is_valid()
    assert list(checked.differences(standing)) == [
        ("Status", "Doing", "Paused"),
        ("Who takes it on", "Luis", "Grace"),
        ("By when", None, TODAY),
    ]


def test_an_action_of_ones_own_needs_a_pillar():
    assert OwnActionForm({"title": "Open a window", "pillar": "workspace"}, pillars=PILLARS).is_valid()
    errors = OwnActionForm({"title": "Open a window", "pillar": "garden"}, pillars=PILLARS).errors
    assert errors == {"pillar": ["Choose the pillar that it belongs to."]}


@pytest.mark.parametrize(("pillar", "valid"), [("", True), ("supervision", True), ("garden", False)])
def test_the_filter_knows_the_six_pillars(pillar, valid):
    assert FilterForm({"pillar": pillar}, pillars=PILLARS).is_valid() is valid


def test_a_review_that_has_passed_may_stay_and_not_be_set():
    assert ReviewForm({"day": PASSED.isoformat()}, plan=Plan(next_review=PASSED)).is_valid()
    assert not ReviewForm({"day": PASSED.isoformat()}, plan=Plan()).is_valid()
    assert ReviewForm({"day": ""}, plan=Plan(next_review=PASSED)).is_valid()
