import time

import pytest
from django.test import Client
from django.urls import reverse

from accounts import sessions
from accounts.sessions import DAY, HOUR, MINUTE

NOW = 1_800_000_000


@pytest.mark.parametrize(
    ("ago", "idle", "shared", "over"),
    [
        (HOUR, HOUR, False, False),
        (2 * DAY, 24 * HOUR - 1, False, False),
        (2 * DAY, 24 * HOUR + 1, False, True),
        (14 * DAY + 1, 0, False, True),
        (HOUR, 29 * MINUTE, True, False),
        (HOUR, 31 * MINUTE, True, True),
    ],
)
def test_when_a_session_is_over(ago, idle, shared, over):
    session = {"began": NOW - ago, "seen": NOW - idle, "shared_computer": shared}
    assert sessions.is_over(session, NOW) is over


@pytest.mark.parametrize(("shared", "gap", "written"), [(True, 59, False), (True, 61, True), (False, 61, False)])
def test_activity_is_written_seldom(shared, gap, written):
    session = {"seen": NOW - gap, "shared_computer": shared}
    sessions.touch(session, NOW)
    assert (session["seen"] == NOW) is written


def test_a_shared_computer_forgets_when_the_browser_closes(client, sign_in, owner):
    cookie = sign_in(client, owner, shared="on").cookies["sessionid"]
    assert [cookie["max-age"], cookie["expires"], client.session["shared_computer"]] == ["", "", True]


def test_ones_own_computer_remembers_for_14_days(client, sign_in, owner):
    cookie = sign_in(client, owner).cookies["sessionid"]
    assert [cookie["max-age"], client.session["shared_computer"]] == [14 * DAY, False]


def test_whoever_comes_back_too_late_signs_in_again(client, sign_in, owner):
    sign_in(client, owner, shared="on")
    session = client.session
    session["seen"] = time.time() - 31 * MINUTE
    session.save()
    response = client.get(reverse("accounts:profile"))
    assert response.url == f"{reverse('account_login')}?next={reverse('accounts:profile')}"


def test_pages_without_a_session_look_none_up(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Client().get(reverse("livez")).status_code == 200


def test_a_cookie_with_a_character_no_table_can_hold_is_no_session(client, db):
    assert client.get("/profile/", headers={"Cookie": r'sessionid="longenough\000"'}).status_code == 302
