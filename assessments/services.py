"""What can be done to a cycle and its consensus sheet. Each verb is one transaction."""

import json

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, JSONField, Value
from django.db.models.expressions import CombinedExpression
from django.utils import timezone

from accounts import audit, rows
from assessments import scoring
from assessments.models import Assessment, Result, Sheet
from pillars.catalog import CURRENT_VERSION, load_instrument


class CycleOpen(Exception):
    """The organization has a check that is not submitted yet; .assessment is it."""

    def __init__(self, assessment):
        super().__init__("There is an open check.")
        self.assessment = assessment


class SheetLocked(Exception):
    """The sheet is submitted or its cycle is closed: answers cannot change."""


class AnswerChanged(Exception):
    """Somebody else changed the answer since the page was opened; .sheet holds what stands now."""

    def __init__(self, sheet):
        super().__init__("The answer was changed by somebody else.")
        self.sheet = sheet


@transaction.atomic
def start_assessment(*, organization, user, label, form=Assessment.Form.FULL, agreed_by=1):
    """Open a cycle with an empty consensus sheet on the newest instrument version and return it.

    An earlier cycle that is submitted is closed; one that is not raises CycleOpen. agreed_by: how many people agree
    on the answers, 1 or more.
    """
    _close_submitted(organization=organization)
    open_cycle = organization.assessments.filter(state=Assessment.State.OPEN).first()
    if open_cycle:
        raise CycleOpen(open_cycle)
    try:
        with transaction.atomic():
            assessment = Assessment.objects.create(
                organization=organization,
                label=label,
                instrument_version=CURRENT_VERSION,
                form=form,
                started_by=user,
            )
    except IntegrityError:  # two leaders pressed Start at the same moment
        raise CycleOpen(organization.assessments.get(state=Assessment.State.OPEN)) from None
    Sheet.objects.create(assessment=assessment, agreed_by=agreed_by)
    audit.record(action="started check", organization=organization, actor=user, subject=label)
    return assessment


def _close_submitted(*, organization):
    organization.assessments.filter(state=Assessment.State.OPEN, consensus__state=Sheet.State.SUBMITTED).update(
        state=Assessment.State.CLOSED, closed_at=timezone.now()
    )


def save_answer(*, sheet, code, answer, note="", seen=None, seen_note="", user):
    """Store one answer and its note in one statement and return the sheet as stored.

    answer: 1 to 4, "DK", "NA" or None (skipped). seen, seen_note: what the page showed when it was opened. Raises
    AnswerChanged if neither that nor the new answer stands there now, SheetLocked if the sheet is not a draft.
    """
    values = {
        "sheet": sheet.pk,
        "code": code,
        "answer": json.dumps({code: answer}),
        "answers": (_text(seen), _text(answer)),
        "note": json.dumps({code: note}),
        "notes": (seen_note, note),
        "now": timezone.now(),
        "user": user.pk,
    }
    stored = rows.first((Sheet,), SAVE_ANSWER, values)
    if stored:
        return stored[0]
    sheet.refresh_from_db()
    raise AnswerChanged(sheet) if sheet.is_draft else SheetLocked


# jsonb || jsonb in the database, so that two people who save different questions never undo each other.
SAVE_ANSWER = """
    UPDATE assessments_sheet
    SET answers = answers || %(answer)s::jsonb, notes = notes || %(note)s::jsonb,
        changed_at = %(now)s, changed_by_id = %(user)s
    WHERE id = %(sheet)s AND state = 'draft'
        AND coalesce(answers ->> %(code)s, '') IN %(answers)s AND coalesce(notes ->> %(code)s, '') IN %(notes)s
    RETURNING {columns}
"""


def skip_question(*, sheet, code):
    """Mark a question as seen without an answer; an answer that stands there stays."""
    Sheet.objects.filter(pk=sheet.pk, state=Sheet.State.DRAFT).exclude(answers__has_key=code).update(
        answers=CombinedExpression(F("answers"), "||", Value({code: None}, JSONField()), output_field=JSONField())
    )


def _text(answer):
    return "" if answer is None else str(answer)


# The state changes in one statement that also waits for whoever submits at the same moment: one of them finds a draft.
SUBMIT_SHEET = """
    UPDATE assessments_sheet SET state = 'submitted', submitted_at = %s
    WHERE id = %s AND state = 'draft'
    RETURNING {columns}
"""


@transaction.atomic
def submit_sheet(*, sheet, user):
    """Lock the sheet, place the organization once, and return the frozen Result.

    Submitting twice returns the result of the first time. Raises SheetLocked if the cycle is closed.
    """
    assessment = sheet.assessment
    submitted = assessment.is_open and rows.first((Sheet,), SUBMIT_SHEET, [timezone.now(), sheet.pk])
    if not submitted:
        return _submitted_before(sheet)
    audit.record(action="submitted check", organization=assessment.organization, actor=user, subject=assessment.label)
    return _freeze(assessment, *submitted)


def _submitted_before(sheet):
    sheet = Sheet.objects.select_related("assessment").get(pk=sheet.pk)
    if sheet.is_draft:
        raise SheetLocked
    return sheet.assessment.results.latest()


def _freeze(assessment, sheet):
    instrument = load_instrument(assessment.instrument_version)
    placement = scoring.place(
        instrument, [{"role": "leadership", "answers": sheet.answers}], basis="consensus", form=assessment.form
    )
    return Result.objects.create(
        assessment=assessment,
        basis="consensus",
        agreed_by=sheet.agreed_by,
        placement=placement.as_json(),
        notes={code: note for code, note in sheet.notes.items() if note},
        overall_level=placement.overall.level,
        instrument_version=assessment.instrument_version,
        code_version=settings.CODE_VERSION,
    )


@transaction.atomic
def reopen_sheet(*, sheet, user):
    """Take a submitted sheet back to change answers; its result stays on record until the next one replaces it.

    Raises SheetLocked after 14 days or once the cycle is closed.
    """
    sheet = Sheet.objects.select_for_update(of=("self",)).select_related("assessment__organization").get(pk=sheet.pk)
    assessment = sheet.assessment
    if sheet.is_draft:
        return sheet
    if not assessment.is_open or timezone.now() > sheet.reopens_until:
        raise SheetLocked
    sheet.state, sheet.submitted_at = Sheet.State.DRAFT, None
    sheet.save(update_fields=["state", "submitted_at"])
    audit.record(action="reopened check", organization=assessment.organization, actor=user, subject=assessment.label)
    return sheet
