"""allauth's way of handling accounts, with this platform's words, mails and limits."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.db import transaction
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import limits, mails, services, sessions
from accounts.audit import record
from accounts.validators import mailable

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "duplicate_email": _("This is your address already."),
        "email_password_mismatch": _("The email and the password do not belong together. Check both and try again."),
        "enter_current_password": _("This is not your password of today. Try again."),
        "incorrect_password": _("This password is not right. Try again."),
        "same_as_current": _("This is the same as before. Choose another one."),
    }

    def validation_error(self, code, *args):
        """One try too many ends in the page that says so, with status 429, not in a form's error."""
        if code in ("too_many_login_attempts", "rate_limited"):
            raise ImmediateHttpResponse(limits.too_many_requests(self.request, wait=5 * 60))
        return super().validation_error(code, *args)

    def clean_email(self, email):
        mailable(email)
        return super().clean_email(email)

    def is_safe_url(self, url):
        try:
            return super().is_safe_url(url)
        except ValueError:  # "http://[" is no address at all
            return False

    @transaction.atomic
    def confirm_email(self, request, email_address):
        services.release_address(email_address.email, keep=email_address.user)
        return super().confirm_email(request, email_address)

    def login(self, request, user):
        super().login(request, user)
        sessions.begin(request.session)
        record(action="signed in", actor=user)

    def get_reauthentication_methods(self, user):
        words = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use a code"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        return [way | {"description": words[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def get_password_change_redirect_url(self, request):
        return reverse("accounts:profile")

    def render_mail(self, template_prefix, email, context, headers=None):
        return mails.compose(template_prefix, email, context)

    def send_mail(self, template_prefix, email, context):
        """Send a mail somebody waits for. When it cannot be handed over, a page says so and nothing is lost."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:
            logger.exception("Could not send %s", template_prefix)
            raise ImmediateHttpResponse(render(self.request, "accounts/mail_down.html", status=503)) from None

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell the owner of a change to their sign-in, and note it. A mail that fails does not undo the change."""
        record(action=template_prefix.rsplit("/")[-1].replace("_", " "), actor=user)
        links = {"reset_url": "account_reset_password", "contact_url": "home:contact"}
        links = {key: self.request.build_absolute_uri(reverse(name)) for key, name in links.items()}
        try:
            super().send_notification_mail(template_prefix, user, links | (context or {}), email)
        except ImmediateHttpResponse:
            pass  # logged above


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That did not work. Try the next code, or another way."),
        "unverified_email": _("Confirm your new email first, or keep the address you have."),
    }

    def get_public_key_credential_rp_entity(self):
        return {**super().get_public_key_credential_rp_entity(), "name": settings.SITE_NAME}

    def generate_authenticator_name(self, user, type):
        return gettext("My device")
