from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import AuditEvent
from assessments import services
from assessments.models import Assessment, Result, Sheet


def test_a_new_check_has_an_empty_sheet(organization, owner):
    assessment = services.start_assessment(organization=organization, user=owner, label="Autumn 2026", agreed_by=4)
    sheet = assessment.consensus
    assert (assessment.state, assessment.instrument_version, assessment.form) == ("open", "2026.1", "full")
    assert (sheet.answers, sheet.notes, sheet.agreed_by, sheet.state) == ({}, {}, 4, "draft")
    assert list(AuditEvent.objects.values_list("action", "subject")) == [("started check", "Autumn 2026")]


def test_a_second_check_waits_for_the_first(organization, owner, make_check):
    first = make_check(organization, owner)
    with pytest.raises(services.CycleOpen) as error:
        services.start_assessment(organization=organization, user=owner, label="Winter 2027")
    assert error.value.assessment == first.assessment


def test_a_new_check_closes_the_submitted_one(organization, owner, make_result):
    result = make_result(organization, owner)
    services.start_assessment(organization=organization, user=owner, label="Winter 2027")
    result.assessment.refresh_from_db()
    assert result.assessment.state == Assessment.State.CLOSED
    assert Assessment.objects.filter(state="open").count() == 1


@pytest.mark.parametrize("answer", [1, 2, 3, 4, "DK", "NA"])
def test_an_answer_is_stored_as_given(organization, owner, make_check, answer):
    sheet = make_check(organization, owner)
    services.save_answer(sheet=sheet, code="LEA-1", answer=answer, note="Ask Ana", user=owner)
    sheet.refresh_from_db()
    assert (sheet.answers, sheet.notes, sheet.changed_by) == ({"LEA-1": answer}, {"LEA-1": "Ask Ana"}, owner)


def test_saving_takes_one_statement(organization, owner, make_check, django_assert_num_queries):
    sheet = make_check(organization, owner)
    with django_assert_num_queries(1):
        services.save_answer(sheet=sheet, code="LEA-1", answer=3, user=owner)


def test_two_leaders_on_two_questions_both_keep_their_answers(organization, owner, coordinator, make_check):
    sheet = make_check(organization, owner)
    same_sheet = Sheet.objects.get(pk=sheet.pk)
    services.save_answer(sheet=sheet, code="LEA-1", answer=3, user=owner)
    services.save_answer(sheet=same_sheet, code="LEA-2", answer=1, user=coordinator)
    assert Sheet.objects.get(pk=sheet.pk).answers == {"LEA-1": 3, "LEA-2": 1}


def test_a_change_unseen_is_never_overwritten(organization, owner, coordinator, make_check):
    sheet = make_check(organization, owner)
    services.save_answer(sheet=sheet, code="LEA-1", answer=3, user=owner)
    with pytest.raises(services.AnswerChanged) as error:
        services.save_answer(sheet=sheet, code="LEA-1", answer=1, seen=None, user=coordinator)
    assert error.value.sheet.answers == {"LEA-1": 3}
    services.save_answer(sheet=sheet, code="LEA-1", answer=1, seen=3, user=coordinator)
    assert Sheet.objects.get(pk=sheet.pk).answers == {"LEA-1": 1}


def test_a_note_changed_unseen_is_never_overwritten(organization, owner, make_check):
    sheet = make_check(organization, owner)
    services.save_answer(sheet=sheet, code="LEA-1", answer=3, note="Mine", user=owner)
    with pytest.raises(services.AnswerChanged):
        services.save_answer(sheet=sheet, code="LEA-1", answer=3, note="Theirs", seen=3, seen_note="", user=owner)
    assert Sheet.objects.get(pk=sheet.pk).notes == {"LEA-1": "Mine"}


def test_the_same_answer_twice_is_no_conflict(organization, owner, coordinator, make_check):
    sheet = make_check(organization, owner)
    services.save_answer(sheet=sheet, code="LEA-1", answer=3, user=owner)
    services.save_answer(sheet=sheet, code="LEA-1", answer=3, seen=None, user=coordinator)
    assert Sheet.objects.get(pk=sheet.pk).answers == {"LEA-1": 3}


@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_moment_one_wins_and_the_rest_are_told(organization, owner, make_check):
    sheet = make_check(organization, owner)

    def save(answer):
        try:
            services.save_answer(sheet=Sheet.objects.get(pk=sheet.pk), code="LEA-1", answer=answer, user=owner)
            return answer
        except services.AnswerChanged:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(save, [1, 2, 3, 4]))
    winners = [answer for answer in outcomes if answer]
    assert len(winners) == 1
    assert Sheet.objects.get(pk=sheet.pk).answers == {"LEA-1": winners[0]}


def test_skipping_keeps_an_answer_that_stands(organization, owner, make_check):
    sheet = make_check(organization, owner, {"LEA-1": 3})
    services.skip_question(sheet=sheet, code="LEA-1")
    services.skip_question(sheet=sheet, code="LEA-2")
    assert Sheet.objects.get(pk=sheet.pk).answers == {"LEA-1": 3, "LEA-2": None}


def test_a_submitted_sheet_is_placed_once_and_locked(organization, owner, make_check):
    sheet = make_check(organization, owner, 3, agreed_by=5, notes={"LEA-1": "Kept", "LEA-2": ""})
    result = services.submit_sheet(sheet=sheet, user=owner)
    assert (result.basis, result.overall_level, result.agreed_by) == ("consensus", 3, 5)
    assert (result.instrument_version, result.notes) == ("2026.1", {"LEA-1": "Kept"})
    assert services.submit_sheet(sheet=sheet, user=owner) == result
    assert Result.objects.count() == 1
    with pytest.raises(services.SheetLocked):
        services.save_answer(sheet=sheet, code="LEA-1", answer=1, seen=3, user=owner)


def test_a_frozen_result_does_not_follow_the_sheet(organization, owner, make_result):
    result = make_result(organization, owner, 2)
    Sheet.objects.update(answers={})
    assert Result.objects.get(pk=result.pk).placement == result.placement


def test_reopening_keeps_the_old_result_until_the_next(organization, owner, make_result):
    result = make_result(organization, owner, 2)
    sheet = services.reopen_sheet(sheet=result.assessment.consensus, user=owner)
    assert (sheet.state, sheet.submitted_at) == ("draft", None)
    Sheet.objects.update(answers=dict.fromkeys(sheet.answers, 3))
    newer = services.submit_sheet(sheet=sheet, user=owner)
    assert list(Result.objects.values_list("overall_level", flat=True)) == [3, 2]
    assert result.assessment.results.latest() == newer


def test_after_14_days_answers_stay_locked(organization, owner, make_result):
    result = make_result(organization, owner)
    Sheet.objects.update(submitted_at=timezone.now() - timedelta(days=14, seconds=1))
    with pytest.raises(services.SheetLocked):
        services.reopen_sheet(sheet=result.assessment.consensus, user=owner)


def test_a_closed_check_stays_closed(organization, owner, make_result):
    result = make_result(organization, owner)
    services.start_assessment(organization=organization, user=owner, label="Winter 2027")
    with pytest.raises(services.SheetLocked):
        services.reopen_sheet(sheet=result.assessment.consensus, user=owner)
