"""The audit log: one line for each act that others rely on."""

from django.utils import timezone

from accounts import rows
from accounts.models import AuditEvent

INSERT = """
    INSERT INTO accounts_auditevent (organization_id, actor_id, action, subject, at) VALUES (%s, %s, %s, %s, %s)
    RETURNING {columns}
"""


def record(*, action, organization=None, actor=None, subject=""):
    """Add one line to the audit log and return it.

    action: a short verb phrase ("submitted check"); subject: what it was done to, at most 120 characters.
    """
    values = (organization and organization.pk, actor and actor.pk, action, str(subject)[:120], timezone.now())
    [event] = rows.first((AuditEvent,), INSERT, values)
    return event
