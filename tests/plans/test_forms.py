from datetime import timedelta

import pytest
from django.utils import timezone

from pillars.catalog import load_instrument
from plans.forms import ActionForm, FilterForm, OwnActionForm, ReviewForm, text
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


@pytest.mark.parametrize("words", ["<b>bold</b>", "=cmd()", "\u202eright to left", "日本語 🌱"])
def test_any_text_is_kept_as_typed(words):
    checked = form(first_step=words, notes=words)
    assert checked.is_valid()
    assert checked.cleaned_data["notes"] == words


@pytest.mark.parametrize("words", ["a\nb", "a\r\nBcc: eve@evil.example", "a\u2028b", "\u202eright to left", "a\x1bb"])
def test_what_is_named_in_lists_and_mails_is_one_plain_line(words):
    assert set(form(title=words, owner=words).errors) == {"title", "owner"}


def test_a_null_character_is_refused():
    assert "notes" in form(notes="a\x00b").errors


@pytest.mark.parametrize("revision", ["", "one", "1" * 5000])
def test_a_broken_revision_asks_to_open_the_page_again(revision):
    assert form(revision=revision).errors["revision"] == ["This page has grown old. Open the action again."]


def opened(action, **typed):
    """The form as a browser sends it back after it showed `action` and somebody changed `typed`."""
    page = ActionForm(action=action)
    shown = {name: text(page.initial[name]) for name in page.fields}
    return ActionForm({**shown, **typed}, action=action)


def standing(**fields):
    return Action(**{"title": "Open a window", "status": "doing", "owner": "Luis", "revision": 2, **fields})


def test_differences_name_what_both_changed_to_different_ends():
    mine = opened(standing(), owner="Grace", status="paused", due=TODAY.isoformat(), notes="Mine")
    assert mine.is_valid()
    theirs = standing(status="done", owner="Amina", due=PASSED, notes="Mine", sign="Theirs")
    assert list(mine.differences(theirs)) == [
        ("Status", "Done", "Paused"),
        ("Who takes it on", "Amina", "Grace"),
        ("By when", PASSED, TODAY),
    ]
    assert list(mine.differences(standing(sign="Theirs"))) == []


def test_what_was_not_touched_is_taken_from_the_plan_as_it_stands():
    mine = opened(standing(first_step="One\nTwo"), owner="Grace")
    assert mine.is_valid()
    merged = mine.onto(standing(revision=3, first_step="Theirs", due=PASSED, notes="Theirs too"))
    assert merged.is_valid()
    assert merged.values == {
        "title": "Open a window",
        "status": "doing",
        "owner": "Grace",
        "due": PASSED,
        "first_step": "Theirs",
        "sign": "",
        "notes": "Theirs too",
    }
    assert merged.cleaned_data["revision"] == 3
    assert merged.touched == ["owner"]


@pytest.mark.parametrize("words", ["One\r\nTwo", "One\nTwo"])
def test_a_browsers_line_breaks_are_no_change(words):
    mine = opened(standing(notes="One\nTwo"), notes=words, seen_notes=words)
    assert mine.is_valid()
    assert mine.touched == []


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
