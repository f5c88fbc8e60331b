import uuid

import pytest
from django.test import Client
from django.urls import reverse

from assessments import services
from assessments.models import Assessment, Sheet


def url(name, sheet, *more):
    return reverse(f"assessments:{name}", args=[sheet.assessment.organization.slug, sheet.assessment_id, *more])


@pytest.fixture
def sheet(organization, owner, make_check):
    return make_check(organization, owner)


@pytest.fixture
def client(as_user, owner):
    return as_user(owner)


def test_a_leader_starts_a_check(client, organization):
    response = client.post(
        reverse("assessments:start", args=[organization.slug]),
        {"label": "Autumn 2026", "form": "core", "together": "together", "people": "4"},
    )
    assessment = Assessment.objects.get()
    assert response.url == reverse("assessments:tasks", args=[organization.slug, assessment.pk])
    assert (assessment.form, assessment.consensus.agreed_by) == ("core", 4)


def test_nothing_is_chosen_for_the_leader(client, organization):
    page = client.get(reverse("assessments:start", args=[organization.slug])).content.decode()
    assert "checked" not in page


def test_a_wrong_start_keeps_what_was_typed(client, organization):
    response = client.post(reverse("assessments:start", args=[organization.slug]), {"label": "My own name"})
    assert response.status_code == 422
    assert 'value="My own name"' in response.content.decode()


def test_a_check_under_way_is_continued(client, organization, sheet):
    page = client.get(reverse("assessments:start", args=[organization.slug])).content.decode()
    assert url("tasks", sheet) in page


def test_an_answer_is_saved_and_the_next_question_comes(client, sheet):
    response = client.post(url("question", sheet, "LEA-1"), {"answer": "3", "seen": "", "seen_note": "", "note": ""})
    assert response.url == url("question", sheet, "LEA-2")
    assert Sheet.objects.get().answers == {"LEA-1": 3}


def test_the_last_question_of_a_section_leads_back_to_the_list(client, sheet):
    response = client.post(url("question", sheet, "LEA-8"), {"answer": "DK", "seen": ""})
    assert response.url == url("tasks", sheet)


def test_a_saved_answer_is_chosen_when_the_page_comes_back(client, sheet):
    client.post(url("question", sheet, "LEA-1"), {"answer": "3", "note": "Ask the board"})
    page = client.get(url("question", sheet, "LEA-1")).content.decode()
    assert page.count(" checked") == 1
    assert 'value="3" checked' in page
    assert "Ask the board" in page


def test_the_page_shows_no_step_name_and_no_other_answers(client, sheet, instrument):
    page = client.get(url("question", sheet, "LEA-1")).content.decode()
    for level in instrument.words.levels:
        assert level.name not in page
        assert level.plain not in page


@pytest.mark.parametrize("answer", ["", "5", "LEA", "NA"])
def test_a_wrong_answer_is_asked_for_again_and_the_note_kept(client, sheet, answer):
    response = client.post(url("question", sheet, "LEA-1"), {"answer": answer, "note": "Typed with care"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "There is a problem" in page
    assert "Typed with care" in page
    assert Sheet.objects.get().answers == {}


def test_a_note_too_long_keeps_answer_and_note(client, sheet):
    response = client.post(url("question", sheet, "LEA-1"), {"answer": "2", "note": "y" * 501})
    page = response.content.decode()
    assert (response.status_code, 'value="2" checked' in page, "y" * 501 in page) == (422, True, True)


def test_skipping_goes_on_and_is_remembered(client, sheet):
    response = client.post(url("question", sheet, "LEA-1"), {"skip": "1"})
    assert response.url == url("question", sheet, "LEA-2")
    assert Sheet.objects.get().answers == {"LEA-1": None}


def test_a_conflict_shows_both_answers(as_user, coordinator, sheet, owner, instrument):
    services.save_answer(sheet=sheet, code="LEA-1", answer=3, note="From Olivia", user=owner)
    response = as_user(coordinator).post(url("question", sheet, "LEA-1"), {"answer": "1", "note": "Mine", "seen": ""})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Olivia saved another answer" in page
    assert "From Olivia" in page
    assert instrument.items["LEA-1"].descriptors[2].replace("’", "’") in page
    assert 'value="1" checked' in page
    assert "Mine" in page
    assert Sheet.objects.get().answers == {"LEA-1": 3}


def test_autosave_answers_with_the_save_line(client, sheet):
    response = client.post(url("question", sheet, "LEA-1"), {"answer": "3", "note": ""}, headers={"HX-Request": "true"})
    page = response.content.decode()
    assert "Saved at" in page
    assert 'id="id_seen" value="3"' in page
    assert Sheet.objects.get().answers == {"LEA-1": 3}


def test_autosave_of_a_note_alone_keeps_the_question_open(client, sheet):
    client.post(url("question", sheet, "LEA-1"), {"note": "Later"}, headers={"HX-Request": "true"})
    assert (Sheet.objects.get().answers, Sheet.objects.get().notes) == ({"LEA-1": None}, {"LEA-1": "Later"})


@pytest.mark.parametrize("code", ["LEA-9", "XXX-1", "lea-1", "LEA-1x"])
def test_an_unknown_item_is_not_found(client, sheet, code):
    assert client.get(url("question", sheet, code)).status_code == 404
    assert client.post(url("question", sheet, code), {"answer": "2"}).status_code == 404


def test_an_item_outside_the_short_form_is_not_found(client, organization, owner, make_check, instrument):
    sheet = make_check(organization, owner, form="core")
    outside = next(code for code, item in instrument.items.items() if not item.core)
    assert client.get(url("question", sheet, outside)).status_code == 404


PAGES = ["tasks", "answers", "submit", "submitted", "reopen"]


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_finds_nothing(as_user, stranger, sheet, name):
    assert as_user(stranger).get(url(name, sheet)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_a_foreign_check_is_not_found_in_ones_own_organization(as_user, stranger, sheet, name):
    own = stranger.memberships.get().organization.slug
    assert as_user(stranger).get(reverse(f"assessments:{name}", args=[own, sheet.assessment_id])).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_members_read_results_not_answers(as_user, member, sheet, name):
    assert as_user(member).get(url(name, sheet)).status_code == 403


def test_an_unknown_check_is_not_found(client, organization):
    assert client.get(reverse("assessments:tasks", args=[organization.slug, uuid.uuid4()])).status_code == 404


def test_nobody_comes_in_without_signing_in(db, sheet):
    response = Client().get(url("tasks", sheet))
    assert response.url.startswith(reverse("account_login"))


def test_submitting_waits_until_every_section_was_opened(client, sheet):
    assert client.get(url("answers", sheet)).url == url("tasks", sheet)
    assert client.post(url("submit", sheet)).url == url("tasks", sheet)
    assert Sheet.objects.get().state == "draft"


def test_submit_then_too_late_for_changes(client, organization, owner, make_check):
    sheet = make_check(organization, owner, 2)
    assert client.post(url("submit", sheet)).url == url("submitted", sheet)
    response = client.post(url("question", sheet, "LEA-1"), {"answer": "3", "note": "Too late", "seen": "2"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "These answers are locked" in page
    assert "Too late" in page
    assert Sheet.objects.get().answers["LEA-1"] == 2


def test_reopening_a_closed_check_is_refused_kindly(client, organization, owner, make_result):
    sheet = make_result(organization, owner).assessment.consensus
    services.start_assessment(organization=organization, user=owner, label="Winter 2027")
    response = client.post(url("reopen", sheet))
    assert response.status_code == 409
    assert "This check is closed" in response.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_check_page_asks_the_database_as_often_for_one_answer_as_for_all(
    client, organization, owner, make_check, django_assert_num_queries, instrument, number
):
    answers = dict.fromkeys(instrument.items, None)
    answers.update(dict.fromkeys(list(instrument.items)[: number * 14], 2))
    sheet = make_check(organization, owner, answers)
    with django_assert_num_queries(4):  # session, person, membership, check with its sheet
        client.get(url("answers", sheet))
