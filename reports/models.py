"""Files that leave: each a job on record first, then an immutable file."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from assessments.models import Assessment, Result


class ReportQuerySet(models.QuerySet):
    def unfinished(self):
        return self.filter(state__in=[Report.State.QUEUED, Report.State.LEASED])

    def claimable(self):
        """What a worker may take up: reports that wait, and those whose lease ran out."""
        lost = Q(state=Report.State.LEASED, leased_until__lt=timezone.now())
        return self.filter(Q(state=Report.State.QUEUED) | lost)

    def usable(self):
        """The newest one that is under way or whose file is there, or None."""
        reports = self.exclude(state=Report.State.FAILED)
        return next((report for report in reports if not report.is_done or report.has_file), None)


class Report(models.Model):
    """One request for a file. This row is the queue of record: Redis may be lost, and the row is found again."""

    class Kind(models.TextChoices):
        PLAN = "plan", _("Action plan")
        PAPER_FORM = "paper-form", _("Paper form")

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
    LEASE = timedelta(seconds=75)  # a worker ends a task after 60 seconds (CELERY_TASK_TIME_LIMIT)
    SLOW = timedelta(seconds=20)  # a wait from which the page says that the queue is long

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="reports")
    result = models.ForeignKey(Result, on_delete=models.PROTECT, null=True, related_name="+")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    requested_at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=12, choices=Kind)
    form = models.CharField(max_length=10, choices=Assessment.Form, blank=True)  # the questions of a paper form
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

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]
        indexes = [
            # The sweep looks for work that waits or whose worker was lost.
            models.Index(
                fields=["leased_until"], condition=Q(state__in=["queued", "leased"]), name="report_unfinished"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | (~Q(file="") & ~Q(sha256="")),
                name="report_done_has_file",
            ),
            # A paper form shows the questions before anybody has answered them; every other kind shows a result.
            models.CheckConstraint(
                condition=Q(kind="paper-form", result=None, form__in=["full", "core"])
                | (~Q(kind="paper-form") & Q(result__isnull=False, form="")),
                name="report_kind_has_its_source",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.organization}"

    @property
    def is_paper_form(self):
        return self.kind == self.Kind.PAPER_FORM

    @property
    def choice(self):
        """What to choose on the page for new reports to get this one again."""
        return "paper-form-core" if self.form == Assessment.Form.CORE else self.kind

    @property
    def is_done(self):
        return self.state == self.State.DONE

    @property
    def has_failed(self):
        return self.state == self.State.FAILED

    @property
    def is_unfinished(self):
        return not (self.is_done or self.has_failed)

    @property
    def has_file(self):
        """False where the file was lost from the disk, or was never made."""
        return bool(self.file) and self.file.storage.exists(self.file.name)

    @property
    def waits_long(self):
        """True when no worker has taken the report up for a while."""
        return self.state == self.State.QUEUED and timezone.now() - self.requested_at > self.SLOW

    @property
    def reference(self):
        """What a person names when asking for help."""
        return self.pk.hex[:8]

    @property
    def filename(self):
        """The name the file is saved under, in plain letters whatever the organization is called."""
        parts = [self.organization.slug, self.kind, self.form, self.context["made_iso"]]
        return f"{'-'.join(filter(None, parts))}.pdf"

    @property
    def progress(self):
        """The named steps, each with its words and "done", "now" or "waiting"."""
        done = list(self.Step).index(self.Step(self.step))
        now = done + 1 if self.state == self.State.LEASED else None
        words = {self.Step.GATHERED: _("Questions gathered")} if self.is_paper_form else {}
        return [
            {"words": words.get(step, step.label), "state": "done" if at <= done else "now" if at == now else "waiting"}
            for at, step in enumerate(self.Step)
        ]
