from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import AuditEvent, Organization
from plans import services
from plans.models import Action, Plan


def test_the_plan_begins_with_the_first_action(organization, add):
    assert not Plan.objects.exists()
    action = add("SUP-1:2")
    assert organization.plan == action.plan


def test_a_suggestions_words_are_copied_in(add, result, owner, instrument):
    action, move = add("SUP-1:2"), instrument.moves["SUP-1:2"]
    assert (action.title, action.first_step, action.sign) == (move.title, move.first_step, move.sign)
    assert (action.evidence, action.effort, action.cost) == (move.evidence, move.effort, move.cost)
    assert action.why == f"“{instrument.items['SUP-1'].topic}” stands at step 2, and so does Supervision. {move.text}"
    assert (action.pillar, action.status, action.created_by) == ("supervision", "planned", owner)


def test_a_double_click_adds_one_action(add):
    assert add("SUP-1:2") == add("SUP-1:2")
    assert Action.objects.count() == 1
    assert AuditEvent.objects.filter(action="added action").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_add_one_action(organization, result, owner):
    def add(_turn):
        try:
            return services.add_suggestion(organization=organization, result=result, code="SUP-1:2", user=owner).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        added = set(pool.map(add, range(4)))
    assert added == {Action.objects.get().pk}
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("code", ["", "SUP-1:1", "SUP-1:3", "SUP-99:1", "nonsense"])
def test_what_the_result_does_not_suggest_is_not_added(add, code):
    with pytest.raises(services.UnknownSuggestion):
        add(code)
    assert not Plan.objects.exists()


def test_a_suggestion_in_the_plan_is_found_there_after_the_result_has_moved_on(organization, owner, add, make_result):
    action = add("SUP-1:2")
    newer = make_result(organization, owner, 4, label="Spring 2027")
    assert services.add_suggestion(organization=organization, result=newer, code="SUP-1:2", user=owner) == action


def test_the_plan_goes_on_with_a_newer_result(organization, owner, add, make_result):
    plan = add("SUP-1:2").plan
    newer = make_result(organization, owner, 3, label="Spring 2027")
    action = services.add_suggestion(organization=organization, result=newer, code="SUP-1:3", user=owner)
    assert action.plan == plan
    assert Plan.objects.get().result == newer
    assert plan.actions.count() == 2


def test_an_action_of_ones_own_is_kept_as_written(add_own, owner):
    action = add_own("Open a window", owner="Luis", first_step="Ask for the key.")
    assert (action.title, action.pillar, action.owner) == ("Open a window", "workspace", "Luis")
    assert (action.first_step, action.suggestion, action.created_by) == ("Ask for the key.", "", owner)


def test_two_actions_of_ones_own_may_have_the_same_title(add_own):
    assert add_own("Open a window") != add_own("Open a window")


def test_a_change_is_stored_and_counted(add, owner):
    action = add()
    changed = services.change_action(action=action, revision=1, user=owner, status="doing", owner="Luis")
    assert (changed.status, changed.owner, changed.revision) == ("doing", "Luis", 2)
    assert changed.changed_at > action.changed_at


def test_a_change_on_an_older_revision_meets_what_stands_there(add, owner):
    action = add()
    services.change_action(action=action, revision=1, user=owner, owner="Luis")
    with pytest.raises(services.ActionChanged) as conflict:
        services.change_action(action=action, revision=1, user=owner, owner="Grace")
    assert conflict.value.current.owner == "Luis"
    assert Action.objects.get().owner == "Luis"


def test_the_same_change_twice_is_no_conflict(add, owner):
    action = add()
    services.change_action(action=action, revision=1, user=owner, owner="Luis")
    assert services.change_action(action=action, revision=1, user=owner, owner="Luis").revision == 2


def test_a_removed_action_cannot_be_changed(add, owner):
    action = add()
    services.remove_action(action=Action.objects.get(), user=owner)
    with pytest.raises(Action.DoesNotExist):
        services.change_action(action=action, revision=1, user=owner, owner="Luis")


def test_a_removed_suggestion_can_be_added_again(add, owner):
    services.remove_action(action=add("SUP-1:2"), user=owner)
    assert add("SUP-1:2").title
    assert list(AuditEvent.objects.filter(action__contains=" action").values_list("action", flat=True)) == [
        "added action",
        "removed action",
        "added action",
    ]


def test_the_next_review_is_set_and_taken_back(add, owner):
    plan, day = add().plan, timezone.localdate()
    assert services.set_next_review(plan=plan, day=day, user=owner).next_review == day
    services.set_next_review(plan=plan, day=None, user=owner)
    assert Plan.objects.get().next_review is None


def test_an_organization_can_be_deleted_with_its_plan(organization, add):
    add()
    organization.delete()
    assert (Organization.objects.count(), Plan.objects.count(), Action.objects.count()) == (0, 0, 0)
