import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from plans import services
from plans.forms import ActionForm, text
from plans.models import Action, Plan

TODAY = timezone.localdate()


@pytest.fixture
def client(as_user, owner):
    return as_user(owner)


@pytest.fixture
def url(organization):
    """A function that gives a plan page's address: url("action", action.pk)."""
    return lambda name, *more: reverse(f"plans:{name}", args=[organization.slug, *more])


def fields_of(action, **changed):
    """What the page of an action posts when nothing but `changed` was touched."""
    page = ActionForm(action=action)
    return {**{name: text(page.initial[name]) for name in page.fields}, **changed}


def text_of(response):
    """The words of a page as a reader sees them, on one line."""
    page = re.sub(r"<head>.*?</head>|<svg.*?</svg>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", page)


class TestPlan:
    def test_before_the_first_result_it_says_why_it_is_empty(self, client, url):
        response = client.get(url("plan"))
        assert response.status_code == 200
        assert "no check has been submitted yet" in text_of(response)

    def test_an_empty_plan_offers_three_suggestions(self, client, url, result):
        response = client.get(url("plan"))
        assert "Most organizations start with one or two actions." in text_of(response)
        assert response.content.decode().count('name="suggestion"') == 3
        assert not Plan.objects.exists()

    def test_it_shows_its_actions_by_status(self, client, url, add, add_own, owner):
        services.change_action(action=add("SUP-1:2"), revision=1, user=owner, status="doing", owner="Luis Ferrer")
        add_own(due=TODAY)
        response = client.get(url("plan"))
        assert "Your plan: 2 actions, 1 under way" in text_of(response)
        assert [group.status for group in response.context["board"].groups] == ["doing", "planned"]
        assert "Luis Ferrer" in text_of(response)
        assert response.context["suggestions"] == ()

    def test_a_passed_date_is_said_neutrally(self, client, url, add_own):
        add_own(due=TODAY - timedelta(days=3))
        page = text_of(client.get(url("plan")))
        assert "Date passed. Choose a new date or pause" in page

    def test_it_is_filtered_by_pillar(self, client, url, add, add_own):
        add("SUP-1:2")
        add_own("Open a window")
        page = text_of(client.get(url("plan"), {"pillar": "supervision"}))
        assert "Open a window" not in page
        assert "Your plan: 2 actions" in page

    def test_an_unknown_pillar_shows_the_whole_plan_and_says_so(self, client, url, add):
        add("SUP-1:2")
        response = client.get(url("plan"), {"pillar": "'; drop table"})
        assert response.status_code == 422
        assert "There is no such pillar. Here is the whole plan." in text_of(response)

    def test_it_says_gently_that_it_grows_long(self, client, url, add_own):
        for number in range(8):
            add_own(f"Action {number}")
        assert "You have 8 open actions. A short list is easier to keep up." in text_of(client.get(url("plan")))

    def test_what_a_plan_should_name_is_linked_until_it_is_named(self, client, url, add):
        suggestions = url("suggestions")
        assert f"{suggestions}#LEA-6" in client.get(url("plan")).content.decode()
        add("LEA-6:2")
        page = client.get(url("plan"))
        assert f"{suggestions}#LEA-6" not in page.content.decode()
        assert "Support for the leaders themselves In your plan" in text_of(page)

    def test_members_read_it_and_are_offered_no_change(self, as_user, member, url, add):
        action = add("SUP-1:2")
        page = as_user(member).get(url("plan")).content.decode()
        assert action.title in page
        assert url("own") not in page
        assert url("review") not in page
        assert 'action="' + url("add") not in page


class TestSuggestions:
    def test_three_to_begin_with_then_the_others_by_pillar(self, client, url, result):
        context = client.get(url("suggestions")).context
        assert len(context["first"]) == 3
        assert context["later"][0][0].slug == "leadership"
        assert sum(len(group) for _pillar, group in context["later"]) == 42 - 3

    def test_what_is_in_the_plan_is_left_out(self, client, url, add):
        add("SUP-1:2")
        assert 'value="SUP-1:2"' not in client.get(url("suggestions")).content.decode()

    def test_each_says_why_what_it_takes_and_what_to_beware_of(self, client, url, result):
        page = text_of(client.get(url("suggestions")))
        assert "stands at step 2, and so does Workload." in page
        assert "Evidence: Best" in page
        assert "The study gives no safe number of clients" in page
        assert "(2006)" in page

    def test_nothing_is_left_to_suggest_at_the_top(self, client, url, organization, owner, make_result):
        make_result(organization, owner, 4)
        assert "Nothing more to suggest" in text_of(client.get(url("suggestions")))

    def test_without_a_result_the_plan_explains(self, client, url):
        assert client.get(url("suggestions")).url == url("plan")

    def test_members_read_them_and_cannot_add(self, as_user, member, url, result):
        assert 'name="suggestion"' not in as_user(member).get(url("suggestions")).content.decode()


class TestAdd:
    def test_a_suggestion_is_added_and_its_page_opens(self, client, url, result):
        response = client.post(url("add"), {"suggestion": "SUP-1:2"})
        assert response.url == url("action", Action.objects.get().pk)

    def test_a_double_click_adds_one(self, client, url, result):
        first, second = (client.post(url("add"), {"suggestion": "SUP-1:2"}) for _click in range(2))
        assert first.url == second.url
        assert Action.objects.count() == 1

    @pytest.mark.parametrize("code", ["", "SUP-1:3", "LEA-99:1", "x" * 5000, "\x00", "=cmd()"])
    def test_what_is_not_suggested_is_named_and_the_page_stays(self, client, url, result, code):
        response = client.post(url("add"), {"suggestion": code})
        assert response.status_code == 422
        assert "so nothing was added" in text_of(response)
        assert Action.objects.count() == 0

    def test_opening_the_address_adds_nothing(self, client, url, result):
        assert client.get(url("add")).url == url("suggestions")

    def test_without_a_result_nothing_is_added(self, client, url):
        assert client.post(url("add"), {"suggestion": "SUP-1:2"}).url == url("suggestions")


class TestOwn:
    def test_an_action_is_written(self, client, url, result):
        response = client.post(url("own"), {"title": "Open a window", "pillar": "workspace", "owner": "Luis"})
        assert response.url == url("plan")
        assert Action.objects.get().owner == "Luis"

    def test_a_mistake_keeps_what_was_typed(self, client, url, result):
        typed = {"title": "T" * 161, "owner": "Luis", "notes": "Typed with <care>", "due": "2020-01-01"}
        response = client.post(url("own"), typed)
        page = response.content.decode()
        assert response.status_code == 422
        assert "T" * 161 in page
        assert "Typed with &lt;care&gt;" in page
        assert "“What you will do” can be up to 160 characters. Yours has 161." in page
        assert "This date has passed. Choose today or a later day." in page
        assert "Choose the pillar that it belongs to." in page
        assert "<title>Error:" in page

    def test_without_a_result_the_plan_explains(self, client, url):
        assert client.get(url("own")).url == url("plan")


class TestAction:
    def test_it_is_changed(self, client, url, add):
        action = add()
        due = TODAY + timedelta(days=30)
        response = client.post(url("action", action.pk), fields_of(action, owner="Luis", due=due, status="doing"))
        action.refresh_from_db()
        assert response.url == url("plan")
        assert (action.owner, action.due, action.status, action.revision) == ("Luis", due, "doing", 2)

    def test_a_mistake_keeps_what_was_typed(self, client, url, add):
        action = add()
        response = client.post(url("action", action.pk), fields_of(action, title="", notes="Typed with care"))
        page = response.content.decode()
        assert response.status_code == 422
        assert "Say in a few words what you will do." in page
        assert "Typed with care" in page

    def test_two_people_on_one_action_see_both_texts(self, client, as_user, coordinator, url, add):
        action = add()
        first = fields_of(action, owner="Luis")
        second = fields_of(action, owner="Grace", notes="From the second")
        as_user(coordinator).post(url("action", action.pk), first)
        response = client.post(url("action", action.pk), second)
        page = text_of(response)
        assert response.status_code == 409
        assert "A colleague changed this action" in page
        assert "Who takes it on Luis Grace" in page
        assert Action.objects.get().owner == "Luis"
        again = client.post(
            url("action", action.pk), {**second, "revision": response.context["form"]["revision"].value()}
        )
        assert again.status_code == 302
        assert (Action.objects.get().owner, Action.objects.get().notes) == ("Grace", "From the second")

    def test_two_people_on_different_parts_keep_both(self, client, as_user, coordinator, url, add):
        action = add()
        as_user(coordinator).post(url("action", action.pk), fields_of(action, notes="Theirs"))
        response = client.post(url("action", action.pk), fields_of(action, owner="Grace"))
        assert response.status_code == 409
        assert "The form below holds both." in text_of(response)
        form = response.context["form"]
        client.post(url("action", action.pk), {field.html_name: text(field.value()) for field in form})
        assert (Action.objects.get().owner, Action.objects.get().notes) == ("Grace", "Theirs")

    def test_saving_twice_is_no_conflict(self, client, url, add):
        action = add()
        posted = fields_of(action, owner="Luis")
        assert [client.post(url("action", action.pk), posted).status_code for _click in range(2)] == [302, 302]

    def test_what_was_typed_comes_back_when_the_action_was_removed_meanwhile(self, client, url, add, owner):
        action = add()
        posted = fields_of(action, notes="Typed with care")
        services.remove_action(action=Action.objects.get(), user=owner)
        response = client.post(url("action", action.pk), posted)
        assert response.status_code == 404
        assert "This action is no longer in your plan" in text_of(response)
        assert "Typed with care" in response.content.decode()
        assert url("own") in response.content.decode()

    def test_it_says_what_to_beware_of_and_what_it_rests_on(self, client, url, add):
        page = text_of(client.get(url("action", add("WRK-2:2").pk)))
        assert "Take care The study gives no safe number of clients" in page
        assert "Fewer clients for each worker (evidence: Best)" in page

    def test_members_read_it(self, as_user, member, url, add):
        action = add()
        page = as_user(member).get(url("action", action.pk))
        assert action.title in text_of(page)
        assert "<textarea" not in page.content.decode()

    def test_odd_text_does_no_harm(self, client, url, add_own):
        action = add_own("<script>alert(1)</script>", notes="\u202e=cmd()|' /C calc'!A0")
        assert "<script>alert" not in client.get(url("action", action.pk)).content.decode()
        assert "<script>alert" not in client.get(url("plan")).content.decode()


class TestRemove:
    def test_it_asks_first(self, client, url, add):
        page = text_of(client.get(url("remove", add().pk)))
        assert "This cannot be undone." in page
        assert Action.objects.count() == 1

    def test_it_removes(self, client, url, add):
        assert client.post(url("remove", add().pk)).url == url("plan")
        assert Action.objects.count() == 0


class TestReview:
    def test_the_date_is_saved_and_shown(self, client, url, add):
        add()
        assert client.post(url("review"), {"day": TODAY.isoformat()}).url == url("plan")
        assert Plan.objects.get().next_review == TODAY
        assert "Next review on" in text_of(client.get(url("plan")))

    def test_a_passed_date_is_named(self, client, url, add):
        add()
        response = client.post(url("review"), {"day": "2020-01-01"})
        assert response.status_code == 422
        assert "This date has passed. Choose today or a later day." in text_of(response)
        assert 'value="2020-01-01"' in response.content.decode()

    def test_there_is_no_review_without_a_plan(self, client, url, result):
        assert client.post(url("review"), {"day": TODAY.isoformat()}).url == url("plan")


class TestWhoMay:
    PAGES = ("plan", "suggestions", "add", "own", "review")

    @pytest.mark.parametrize("name", PAGES)
    def test_strangers_find_nothing(self, as_user, stranger, url, result, name):
        assert as_user(stranger).get(url(name)).status_code == 404
        assert as_user(stranger).post(url(name)).status_code == 404

    def test_strangers_find_no_action_by_its_id(self, as_user, stranger, url, add):
        action = add()
        assert as_user(stranger).get(url("action", action.pk)).status_code == 404
        assert as_user(stranger).post(url("remove", action.pk)).status_code == 404

    def test_an_id_of_another_organization_is_unknown_here(self, as_user, stranger, add):
        action = add()
        for name in ("action", "remove"):
            there = reverse(f"plans:{name}", args=["riverbend-clinic", action.pk])
            assert as_user(stranger).get(there).status_code == 404
            assert as_user(stranger).post(there).status_code == 404
        assert Action.objects.count() == 1

    def test_an_unknown_id_is_not_found(self, client, url, result):
        assert client.get(url("action", uuid.uuid4())).status_code == 404

    @pytest.mark.parametrize("name", ["add", "own", "review"])
    def test_members_may_not_change_the_plan(self, as_user, member, url, add, name):
        add()
        assert as_user(member).post(url(name), {"suggestion": "LEA-1:2"}).status_code == 403
        assert Action.objects.count() == 1

    def test_members_may_not_change_or_remove_an_action(self, as_user, member, url, add):
        action = add()
        assert as_user(member).post(url("action", action.pk), fields_of(action, owner="Luis")).status_code == 403
        assert as_user(member).get(url("remove", action.pk)).status_code == 403
        assert Action.objects.get().owner == ""

    def test_visitors_sign_in_first(self, client, url):
        client.logout()
        assert "/accounts/login/" in client.get(url("plan")).url


@pytest.mark.parametrize(("name", "queries"), [("plan", 6), ("suggestions", 5)])
def test_pages_ask_the_database_as_often_for_three_actions_as_for_one(
    client, url, add_own, django_assert_num_queries, name, queries
):
    add_own("One")
    client.get(url(name))  # the session and the content files are read once
    with django_assert_num_queries(queries):
        client.get(url(name))
    add_own("Two")
    add_own("Three")
    with django_assert_num_queries(queries):
        client.get(url(name))
