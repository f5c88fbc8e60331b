"""Files that leave: each a job on record first, then an immutable file."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from assessments.models import Result


class Report(models.Model):
    """One request for a file. This row is the queue of record: Redis may be lost, and the row is found again."""

    class Kind(models.TextChoices):
        PLAN = "plan", _("Action plan")

    class Paper(models.TextChoices):
        LETTER = "letter", _("Letter")
        A4 = "a4", _("A4")

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        LEASED = "leased", _("Being made")
        DONE = "done", _("Ready")
        FAILED = "failed", _("Not made")

    class Step(models.TextChoices):
        ASKED = "asked", _("Asked for")
        GATHERED = "gathered", _("Results and plan gathered")
        DRAWN = "drawn", _("Pages drawn")
        STORED = "stored", _("File stored")

    MAX_ATTEMPTS = 3

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="reports")
    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="+")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    requested_at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=12, choices=Kind)
    language = models.CharField(max_length=8)
    paper = models.CharField(max_length=8, choices=Paper, default=Paper.LETTER)
    # What the file is made from, gathered once when it is asked for: identical data give an identical file.
    context = models.JSONField()
    context_hash = models.CharField(max_length=64)

    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    step = models.CharField(max_length=10, choices=Step, default=Step.ASKED)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)

    file = models.FileField(upload_to="reports/%Y/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(null=True)
    pages = models.PositiveSmallIntegerField(null=True)
    engine = models.CharField(max_length=60, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-requested_at"]
        indexes = [
            # The sweep looks for work that waits or whose worker was lost.
            models.Index(
                fields=["leased_until"], condition=models.Q(state__in=["queued", "leased"]), name="report_unfinished"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="done") | (~models.Q(file="") & ~models.Q(sha256="")),
                name="report_done_has_file",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.organization}"
