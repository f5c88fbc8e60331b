"""What people do with organizations and each other. Each verb is one transaction and leaves a line in the audit log."""

import secrets

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.audit import record
from accounts.models import Invitation, Membership, Organization, User

# No vowels, so that no suffix spells a word.
SLUG_ALPHABET = "bcdfghjkmnpqrstvwxz23456789"


class LastOwner(Exception):
    """The change would leave the organization without an owner."""


class InvitationClosed(Exception):
    """The invitation is unknown, used, withdrawn or too old."""


class InvitationForSomebodyElse(Exception):
    """The invitation was mailed to an address that is not the person's."""


@transaction.atomic
def create_organization(*, owner, name, country, staff_band, job_title=""):
    """Make an organization with its first owner and return their membership.

    The same person asking twice for the same name (a double click, a page sent again) gets the first one back.
    """
    User.objects.select_for_update().get(pk=owner.pk)
    earlier = owner.memberships.filter(role=Membership.Role.OWNER, organization__name=name).first()
    if earlier:
        return earlier
    organization = Organization.objects.create(name=name, slug=new_slug(name), country=country, staff_band=staff_band)
    record(action="created organization", organization=organization, actor=owner)
    return organization.memberships.create(user=owner, role=Membership.Role.OWNER, job_title=job_title)


def new_slug(name):
    """A fresh address for an organization's pages: the name in ASCII and five random characters.

    Always random: a suffix given only to the second of two would tell that the first is here.
    """
    stem = slugify(name)[:50].strip("-") or "organization"
    return f"{stem}-{''.join(secrets.choice(SLUG_ALPHABET) for _ in range(5))}"


@transaction.atomic
def change_organization(*, membership, name, country, staff_band):
    """Change what an organization says about itself; return it. The address of its pages stays."""
    organization = lock(membership.organization)
    organization.name, organization.country, organization.staff_band = name, country, staff_band
    organization.save(update_fields=["name", "country", "staff_band"])
    record(action="changed organization", organization=organization, actor=membership.user)
    return organization


@transaction.atomic
def save_profile(*, user, name, job_titles):
    """Save a person's name, and what they do where. job_titles: {membership id: text}, their own ones only."""
    user.name = name
    user.save(update_fields=["name"])
    for pk, job_title in job_titles.items():
        user.memberships.filter(pk=pk).update(job_title=job_title)
    return user


@transaction.atomic
def invite(*, membership, email, role):
    """Open a way in for an address; return (invitation, token). The token stands nowhere but in the mail.

    An earlier open invitation to the same address is replaced, so only the newest link works.
    """
    organization = lock(membership.organization)
    organization.invitations.filter(accepted_at=None, email__iexact=email).delete()
    token = Invitation.new_token()
    invitation = organization.invitations.create(
        email=email.lower(), role=role, token_hash=Invitation.hash_token(token), invited_by=membership.user
    )
    record(action=f"invited {role}", organization=organization, actor=membership.user, subject=_number(invitation))
    return invitation, token


@transaction.atomic
def withdraw_invitation(*, membership, invitation):
    """Close an invitation nobody has used yet. The link in the mail stops working."""
    organization = lock(membership.organization)
    deleted, _ = organization.invitations.filter(pk=invitation.pk, accepted_at=None).delete()
    if deleted:
        record(
            action="withdrew invitation",
            organization=organization,
            actor=membership.user,
            subject=_number(invitation),
        )


@transaction.atomic
def accept_invitation(*, token, user, job_title=""):
    """Let a signed-in person in; return their membership.

    Raises InvitationClosed, or InvitationForSomebodyElse when none of the person's confirmed addresses was invited.
    """
    invitation = open_invitation(token, lock=True)
    if not is_for(invitation, user):
        raise InvitationForSomebodyElse
    return _join(invitation, user, job_title)


@transaction.atomic
def join_as_new(*, token, name, password, job_title=""):
    """Make an account for the invited address and let its owner in; return their membership.

    The mailed token proves the address, so it counts as confirmed. Raises InvitationClosed, also when a confirmed
    account has the address: its owner signs in instead.
    """
    invitation = open_invitation(token, lock=True)
    if has_account(invitation.email):
        raise InvitationClosed
    release_address(invitation.email)
    user = User.objects.create_user(invitation.email, password, name=name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return _join(invitation, user, job_title)


def open_invitation(token, *, lock=False):
    """The open invitation a token belongs to. Raises InvitationClosed for every other token."""
    invitations = Invitation.objects.select_for_update(of=("self",)) if lock else Invitation.objects
    found = invitations.select_related("organization", "invited_by").filter(token_hash=Invitation.hash_token(token))
    invitation = found.first()
    if invitation is None or not invitation.is_open:
        raise InvitationClosed
    return invitation


def is_for(invitation, user):
    """True when one of the person's confirmed addresses is the invited one."""
    return EmailAddress.objects.filter(user=user, verified=True, email__iexact=invitation.email).exists()


def has_account(email):
    """True when somebody signs in with this address. A claim nobody confirmed is not an account."""
    if EmailAddress.objects.filter(email__iexact=email, verified=True).exists():
        return True
    return User.objects.filter(email__iexact=email).exclude(pk__in=_unconfirmed(email)).exists()


def release_address(email, *, keep=None):
    """Delete accounts that claim an address and never confirmed any, except `keep`.

    Nobody has signed in to such an account, so it holds nobody's data. But whoever made it chose its password: it must
    neither come to life nor block the address when the mailbox's real owner proves it.
    """
    _unconfirmed(email).exclude(pk=keep.pk if keep else None).delete()


def _unconfirmed(email):
    confirmed = EmailAddress.objects.filter(verified=True).values("user")
    claims = User.objects.filter(email__iexact=email, last_login=None, memberships=None)
    return claims.exclude(pk__in=confirmed)


@transaction.atomic
def change_role(*, membership, person, role):
    """Give another role to a person (a membership). Raises LastOwner."""
    organization = lock(membership.organization)
    person = organization.memberships.get(pk=person.pk)
    if person.role == role:
        return person
    if role != Membership.Role.OWNER:
        _keep_an_owner(organization, person)
    record(
        action=f"changed role from {person.role} to {role}",
        organization=organization,
        actor=membership.user,
        subject=f"user {person.user_id}",
    )
    person.role = role
    person.save(update_fields=["role"])
    return person


@transaction.atomic
def remove_person(*, membership, person):
    """End a person's membership; their own one when they leave. What they did stays. Raises LastOwner."""
    organization = lock(membership.organization)
    _keep_an_owner(organization, person)
    organization.memberships.filter(pk=person.pk).delete()
    record(
        action="left" if person.user_id == membership.user_id else "removed person",
        organization=organization,
        actor=membership.user,
        subject=f"user {person.user_id}",
    )


def lock(organization):
    """The organization, its row locked: changes of its people wait for each other."""
    return Organization.objects.select_for_update().get(pk=organization.pk)


def _keep_an_owner(organization, person):
    owners = organization.memberships.filter(role=Membership.Role.OWNER)
    if not owners.exclude(pk=person.pk).exists():
        raise LastOwner


def _join(invitation, user, job_title):
    membership, _ = invitation.organization.memberships.get_or_create(
        user=user, defaults={"role": invitation.role, "job_title": job_title}
    )
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    record(action="accepted invitation", organization=invitation.organization, actor=user, subject=_number(invitation))
    return membership


def _number(invitation):
    return f"invitation {invitation.pk}"
