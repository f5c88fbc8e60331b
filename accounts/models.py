"""Who: people, the organizations they belong to, and what they did that others rely on."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=email.lower(), **fields)  # allauth looks addresses up in lower case
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with a login. The email address is the name they sign in with."""

    email = models.EmailField(_("email address"), unique=True)
    name = models.CharField(_("your name"), max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            # Ann@x.org and ann@x.org are one person: two accounts would split what she may see.
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
        ]

    def __str__(self):
        return self.name or self.email


class Organization(models.Model):
    """The tenant: everything people make belongs to one organization."""

    class Kind(models.TextChoices):
        AGENCY = "agency", _("Agency")
        FUNDER = "funder", _("Funder")

    class StaffBand(models.TextChoices):
        UNDER_5 = "under-5", _("Fewer than 5")
        FROM_5 = "5-9", _("5 to 9")
        FROM_10 = "10-24", _("10 to 24")
        FROM_25 = "25-49", _("25 to 49")
        FROM_50 = "50-99", _("50 to 99")
        FROM_100 = "100-plus", _("100 or more")

    name = models.CharField(_("organization name"), max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.AGENCY)
    country = models.CharField(_("country"), max_length=60, blank=True)
    staff_band = models.CharField(
        _("about how many staff work with clients"), max_length=10, choices=StaffBand, blank=True
    )
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return self.name


class Membership(models.Model):
    """A person's place in one organization."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        COORDINATOR = "coordinator", _("Coordinator")
        MEMBER = "member", _("Member")

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role)
    job_title = models.CharField(_("your role"), max_length=80, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            # One place per person, so that one role decides what they may do.
            models.UniqueConstraint(fields=["organization", "user"], name="membership_once"),
        ]

    def __str__(self):
        return f"{self.user} in {self.organization}"

    @property
    def leads(self):
        """True for those who answer for the organization: they run the check and change the plan."""
        return self.role in (self.Role.OWNER, self.Role.COORDINATOR)

    @property
    def owns(self):
        return self.role == self.Role.OWNER


class InvitationQuerySet(models.QuerySet):
    def waiting(self):
        """Those nobody has used, too old ones included."""
        return self.filter(accepted_at=None).order_by("created_at", "pk")


class Invitation(models.Model):
    """A mailed way in. Only the token's hash is kept: a leaked table opens no door."""

    VALID_FOR = timedelta(days=14)

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("email address"))
    role = models.CharField(max_length=12, choices=Membership.Role)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    created_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            # A second invitation to the same address replaces the first; two open ones would be two doors.
            models.UniqueConstraint(
                "organization", Lower("email"), condition=models.Q(accepted_at=None), name="invitation_open_once"
            ),
        ]

    def __str__(self):
        return f"{self.email} to {self.organization}"

    @staticmethod
    def new_token():
        """A fresh token for a link: 256 random bits, URL-safe."""
        return secrets.token_urlsafe(32)

    @staticmethod
    def hash_token(token):
        return hashlib.sha256(token.encode()).hexdigest()

    @property
    def expires_at(self):
        return self.created_at + self.VALID_FOR

    @property
    def is_open(self):
        return self.accepted_at is None and timezone.now() < self.expires_at


class AuditEvent(models.Model):
    """Who did what to what. Rows are added and never changed."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, null=True, related_name="audit_events")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["organization", "-at"], name="audit_by_organization")]

    def __str__(self):
        return f"{self.action} {self.subject}".strip()
