"""Level to plan: the steps an organization chose to take."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import rows
from accounts.models import Organization
from assessments.models import Result


class Plan(models.Model):
    """The plan an organization owns. It goes on from cycle to cycle; `result` is the one it last drew actions from."""

    organization = models.OneToOneField(Organization, on_delete=models.CASCADE, related_name="plan")
    # A result goes only with its organization: RESTRICT lets that through where PROTECT would not.
    result = models.ForeignKey(Result, on_delete=models.RESTRICT, related_name="+")
    next_review = models.DateField(_("next review"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"Plan of {self.organization}"


class ActionQuerySet(models.QuerySet):
    def of(self, organization):
        return self.filter(plan__organization=organization)


TAKEN = """
    SELECT suggestion FROM plans_action JOIN plans_plan ON plans_plan.id = plan_id
    WHERE organization_id = %s AND suggestion <> ''
"""


def taken_by(organization):
    """The codes of the suggestions that an organization's plan holds, as a frozenset."""
    return frozenset(rows.column(TAKEN, [organization.pk]))


class Action(models.Model):
    """One step of a plan. Its words are copied in, so that a new version of the instrument never rewrites a plan."""

    class Status(models.TextChoices):
        IDEA = "idea", _("Idea")
        PLANNED = "planned", _("Planned")
        DOING = "doing", _("Doing")
        DONE = "done", _("Done")
        PAUSED = "paused", _("Paused")

    OPEN = (Status.DOING, Status.PLANNED, Status.IDEA)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="actions")
    # Which suggestion it came from, as "LEA-1:2" (item code, the step it starts from); empty when written locally.
    suggestion = models.CharField(max_length=12, blank=True)
    pillar = models.CharField(max_length=20)
    title = models.CharField(_("action"), max_length=160)
    why = models.TextField(_("why"), max_length=1000, blank=True)
    first_step = models.CharField(_("first small step"), max_length=300, blank=True)
    sign = models.CharField(_("how we will know"), max_length=300, blank=True)
    evidence = models.CharField(max_length=16, blank=True)
    effort = models.CharField(max_length=10, blank=True)
    cost = models.CharField(max_length=10, blank=True)
    owner = models.CharField(_("who takes it on"), max_length=80, blank=True)
    due = models.DateField(_("date"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PLANNED)
    notes = models.TextField(_("notes"), max_length=2000, blank=True)
    # Goes up by one at every change: a form that was opened on an older number meets a conflict, not an overwrite.
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            # A double click on "Add to plan" adds one action.
            models.UniqueConstraint(
                fields=["plan", "suggestion"], condition=~models.Q(suggestion=""), name="action_suggestion_once"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_open(self):
        return self.status in self.OPEN

    @property
    def date_passed(self):
        """True when the date of an open action lies before today."""
        return bool(self.due) and self.is_open and self.due < timezone.localdate()
