"""Answer to level: cycles, the sheets that hold answers, and the results frozen from them."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization


class Assessment(models.Model):
    """One cycle of one organization on one version of the instrument."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    class Form(models.TextChoices):
        FULL = "full", _("All 42 questions")
        CORE = "core", _("The 18 core questions")

    REOPEN_WITHIN = timedelta(days=14)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="assessments")
    label = models.CharField(max_length=60)
    instrument_version = models.CharField(max_length=20)
    form = models.CharField(max_length=10, choices=Form, default=Form.FULL)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    started_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            # Two open cycles would split an organization's answers between them.
            models.UniqueConstraint(
                fields=["organization"], condition=models.Q(state="open"), name="assessment_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", closed_at=None) | models.Q(state="closed", closed_at__isnull=False),
                name="assessment_closed_has_time",
            ),
        ]

    def __str__(self):
        return f"{self.organization}, {self.label}"

    @property
    def is_open(self):
        return self.state == self.State.OPEN


class Sheet(models.Model):
    """One answered questionnaire: here the consensus sheet, which the leaders of an organization agree on.

    answers: item code to 1, 2, 3, 4, "DK", "NA", or null for a question that was skipped; a code that is absent has
    not been opened. notes: item code to text.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("In progress")
        SUBMITTED = "submitted", _("Submitted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.OneToOneField(Assessment, on_delete=models.CASCADE, related_name="consensus")
    agreed_by = models.PositiveSmallIntegerField(default=1)
    answers = models.JSONField(default=dict)
    notes = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"{self.assessment}, consensus sheet"

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @property
    def reopens_until(self):
        """The moment until which leaders may take a submitted sheet back, or None while it is a draft."""
        return self.submitted_at and self.submitted_at + Assessment.REOPEN_WITHIN


class Result(models.Model):
    """A placement, frozen at submission: pages and files read this and never compute it again.

    placement: what assessments.scoring.place() returned, as JSON (the schema is in docs/measurement.md).
    A reopened and resubmitted sheet adds a result; the newest one of an assessment counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="results")
    basis = models.CharField(max_length=10, choices=[("consensus", _("Consensus")), ("survey", _("Survey"))])
    agreed_by = models.PositiveSmallIntegerField()
    placement = models.JSONField()
    notes = models.JSONField(default=dict)
    overall_level = models.PositiveSmallIntegerField(null=True)
    instrument_version = models.CharField(max_length=20)
    code_version = models.CharField(max_length=40)
    computed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-computed_at"]
        get_latest_by = "computed_at"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(overall_level=None) | models.Q(overall_level__range=(1, 4)),
                name="result_level_1_to_4",
            ),
        ]

    def __str__(self):
        return f"{self.assessment}, result of {self.computed_at:%Y-%m-%d}"
