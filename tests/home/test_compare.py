"""Two checks side by side."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments import services
from assessments.models import Assessment, Result
from pillars.reading import grade
from plans import services as plans
from plans.models import Action
from tests.home.test_views import main_text


@pytest.fixture
def url(organization):
    return reverse("home:compare", args=[organization.slug])


@pytest.fixture
def make_cycle(organization, owner, make_result):
    """A function that submits a check of some years ago: make_cycle(years, answers, ...) -> Result."""

    def make(years, answers=2, **more):
        result = make_result(organization, owner, answers, label=f"Autumn {2026 - years}", **more)
        day = timezone.now() - years * timedelta(days=365)
        Assessment.objects.filter(pk=result.assessment_id).update(started_at=day)
        Result.objects.filter(pk=result.pk).update(computed_at=day)
        result.refresh_from_db()
        return result

    return make


@pytest.fixture
def answers(instrument):
    """A function that gives a sheet with one answer everywhere but where it says: answers(2, LEA=3)."""

    def fill(step, **pillars):
        return {code: pillars.get(code[:3], step) for code in instrument.items}

    return fill


@pytest.fixture
def client(as_user, owner):
    return as_user(owner)


def heading(response):
    text = response.content.decode()
    return text.split("<h1>")[1].split("</h1>")[0]


def test_without_results_it_says_what_it_will_show(client, url):
    response = client.get(url)
    assert (response.status_code, heading(response)) == (200, "Your comparison will be here")
    assert "12 months" not in main_text(response)


def test_with_one_check_it_says_when_the_next_is_useful(client, url, make_cycle):
    make_cycle(0)
    text = main_text(client.get(url))
    month = (timezone.now() + timedelta(days=365)).strftime("%B %Y")
    assert f"You have one: Autumn 2026. The next check is most useful after 12 months, in {month}." in text


def test_the_newest_two_are_compared(client, url, make_cycle, answers):
    make_cycle(2, 4)
    make_cycle(1, 2)
    make_cycle(0, answers(2, SUP=3, WRK=1))
    response = client.get(url)
    text = main_text(response)
    assert heading(response) == "Supervision moved to a later step. Workload moved to an earlier step."
    assert "42 questions were answered both times:" in text
    assert "Things may have got harder, or people may now see the problem more clearly." in text
    assert "Both checks were made in the same way" in text
    assert "→" not in text


def test_any_two_can_be_chosen_in_either_order(client, url, make_cycle):
    oldest, _, newest = make_cycle(2, 1), make_cycle(1, 2), make_cycle(0, 3)
    ids = oldest.assessment_id, newest.assessment_id
    there = client.get(url, {"before": ids[0], "after": ids[1]})
    back = client.get(url, {"before": ids[1], "after": ids[0]})
    assert [response.context["before"] for response in (there, back)] == [oldest, oldest]
    assert there.context["changes"] == back.context["changes"]
    assert len(there.context["changes"].later) == 42


def test_nothing_changed(client, url, make_cycle):
    make_cycle(1)
    make_cycle(0)
    response = client.get(url)
    assert heading(response) == "No clear change: each pillar stands where it stood"
    assert "there is no clear change one way or the other" in main_text(response)
    assert "coin" not in main_text(response)


def test_few_moves_are_no_clear_change(client, url, make_cycle, answers):
    make_cycle(1)
    make_cycle(0, {**answers(2), "LEA-1": 3})
    text = main_text(client.get(url))
    assert "there is no clear change one way or the other" in text
    assert "about 100 times in 100" in text


def test_different_forms_are_said(client, url, make_cycle):
    make_cycle(1, 2, agreed_by=1)
    make_cycle(0, 3, form="core", agreed_by=4)
    text = main_text(client.get(url))
    assert "Only 18 are compared here" in text
    assert "The checks differ in more than the answers" in text
    assert "All 42 questions. . The 18 core questions" in text
    assert "One leader. . 4 leaders, who agreed" in text


def test_unanswered_checks_cannot_be_compared(client, url, make_cycle):
    make_cycle(1, {})
    make_cycle(0)
    response = client.get(url)
    assert heading(response) == "These two checks have no answers to compare"


def test_an_action_done_in_between_stands_with_its_question(client, url, organization, owner, make_cycle):
    first = make_cycle(1, 2)
    make_cycle(0, 3)
    done = plans.add_suggestion(organization=organization, result=first, code="LEA-1:2", user=owner)
    late = plans.add_suggestion(organization=organization, result=first, code="LEA-2:2", user=owner)
    Action.objects.update(status="done")
    Action.objects.filter(pk=done.pk).update(changed_at=timezone.now() - timedelta(days=100))
    content = client.get(url).content.decode()
    assert reverse("plans:action", args=[organization.slug, done.pk]) in content
    assert reverse("plans:action", args=[organization.slug, late.pk]) not in content


def test_a_resubmitted_sheet_counts_once(client, url, make_cycle, owner, answers):
    make_cycle(1)
    result = make_cycle(0)
    sheet = services.reopen_sheet(sheet=result.assessment.consensus, user=owner)
    sheet.answers = answers(3)
    sheet.save()
    services.submit_sheet(sheet=sheet, user=owner)
    response = client.get(url)
    assert response.context["choose"] is False
    assert len(response.context["changes"].later) == 42


@pytest.mark.parametrize("field", ["before", "after"])
@pytest.mark.parametrize("value", ["", "nonsense", "\x00", "00000000-0000-4000-8000-000000000000"])
def test_an_unknown_check_is_refused_in_words(client, url, make_cycle, field, value):
    make_cycle(1)
    make_cycle(0)
    response = client.get(url, {field: value})
    assert response.status_code == 422
    assert "Choose one of your own checks that has results." in main_text(response)


def test_another_organization_s_check_is_unknown(client, url, make_cycle, make_result, stranger):
    make_cycle(1)
    make_cycle(0)
    foreign = make_result(stranger.memberships.get().organization, stranger, label="Canary")
    response = client.get(url, {"before": foreign.assessment_id})
    assert response.status_code == 422
    assert "Canary" not in response.content.decode()


def test_a_check_is_not_compared_with_itself(client, url, make_cycle):
    make_cycle(1)
    newest = make_cycle(0)
    response = client.get(url, {"before": newest.assessment_id})
    assert response.status_code == 422
    assert "Choose two different checks." in main_text(response)


def test_members_read_it_and_notes_stay_with_leaders(as_user, member, url, make_cycle):
    make_cycle(1, notes={"LEA-1": "Canary"})
    make_cycle(0, 3, notes={"LEA-1": "Canary"})
    text = main_text(as_user(member).get(url))
    assert "Open the plan" in text
    assert "Canary" not in text


def test_it_takes_the_same_queries_for_one_cycle_and_for_more(client, url, make_cycle, django_assert_num_queries):
    make_cycle(3)
    with django_assert_num_queries(4):  # session, person, membership, checks
        client.get(url)
    make_cycle(2)
    with django_assert_num_queries(6):  # and the two results, and the actions
        client.get(url)
    make_cycle(1, 3)
    make_cycle(0, 4)
    with django_assert_num_queries(6):
        client.get(url)


def test_results_link_to_it_and_the_home_page_once_there_are_two(client, url, organization, make_cycle):
    pages = [reverse(f"home:{name}", args=[organization.slug]) for name in ("organization", "results")]
    make_cycle(1)
    assert [url in client.get(page).content.decode() for page in pages] == [False, True]
    make_cycle(0)
    assert [url in client.get(page).content.decode() for page in pages] == [True, True]


def test_it_can_be_read_after_eight_years_of_school(client, url, make_cycle, answers):
    make_cycle(1)
    make_cycle(0, answers(2, WRK=1), form="core")
    assert grade(main_text(client.get(url))) <= 8
