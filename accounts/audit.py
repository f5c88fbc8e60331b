"""The audit log: one line for each act that others rely on."""

from accounts.models import AuditEvent


def record(*, action, organization=None, actor=None, subject=""):
    """Add one line to the audit log and return it.

    action: a short verb phrase ("submitted check"); subject: what it was done to, at most 120 characters.
    """
    return AuditEvent.objects.create(organization=organization, actor=actor, action=action, subject=str(subject)[:120])
