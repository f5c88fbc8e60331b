"""The plan in a real browser: every page, narrow and wide, with and without script."""

from datetime import timedelta

import pytest
from django.utils import timezone

from plans import services

pytestmark = pytest.mark.browser
TODAY = timezone.localdate()


@pytest.fixture
def home(organization):
    return f"/o/{organization.slug}/plan/"


@pytest.fixture
def full_plan(add, add_own, owner):
    """An action in each status, one with a date that passed."""
    doing = add("WRK-2:2")
    services.change_action(
        action=doing, revision=1, user=owner, status="doing", owner="Luis Ferrer", due=TODAY + timedelta(days=40)
    )
    add("LEA-6:2")
    add_own("Open a window", due=TODAY - timedelta(days=3), owner="Grace Mbeki")
    add_own("Ask our funder for a wellness account", pillar="individualization", status="idea")
    add_own("A quiet room to book", status="done")
    add_own("Swap the chairs", status="paused")
    return doing


def test_no_page_of_the_plan_breaks_a_rule(new_page, axe, owner, home, full_plan):
    page = new_page(user=owner)
    for path in (
        "",
        "?pillar=workload",
        "suggestions/",
        "own/",
        f"actions/{full_plan.pk}/",
        f"actions/{full_plan.pk}/remove/",
    ):
        page.goto(home + path)
        axe(page)


def test_empty_and_read_only_pages_break_no_rule(new_page, axe, member, owner, home, result, add_own):
    leader, reader = new_page(user=owner), new_page(user=member)
    leader.goto(home)
    axe(leader)
    action = add_own("Open a window")
    for path in ("", "suggestions/", f"actions/{action.pk}/"):
        reader.goto(home + path)
        axe(reader)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_leader_adds_an_action_with_a_name_and_a_date(new_page, axe, owner, home, result, script):
    page = new_page(user=owner, script=script, width=320)
    page.goto(home)
    page.get_by_role("button", name="Add to plan").first.click()
    page.get_by_label("Who takes it on").fill("Luis Ferrer")
    page.get_by_label("By when").fill((TODAY + timedelta(days=30)).isoformat())
    page.get_by_label("Doing").check()
    page.get_by_role("button", name="Save").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Your plan: 1 action, 1 under way"
    assert "Luis Ferrer" in page.locator(".action-card").inner_text()


def test_a_conflict_and_a_mistake_break_no_rule(new_page, axe, owner, home, full_plan):
    page = new_page(user=owner)
    page.goto(f"{home}actions/{full_plan.pk}/")
    services.change_action(action=full_plan, revision=2, user=owner, owner="Grace Mbeki")
    page.get_by_label("Who takes it on").fill("Amina Okafor")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="A colleague changed this action").wait_for()
    axe(page)
    page.get_by_label("What you will do").fill("")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    axe(page)
