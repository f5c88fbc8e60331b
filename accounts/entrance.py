"""allauth's forms in this platform's words: labels without jargon, no placeholders, a password typed once."""

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from accounts.validators import one_line

PASSWORD_HELP = _("At least 10 characters. A few words in a row work well.")


# What to say of a field left empty.
REQUIRED = {
    "email": _("Write your email address."),
    "login": _("Write your email address."),
    "password": _("Write your password."),
    "password1": _("Choose a password."),
    "oldpassword": _("Write the password you have today."),
    "code": _("Write the code."),
}


class Plain:
    """Mixin: the labels and helps given, and no placeholder that vanishes when one types."""

    labels = {}
    help_texts = {}
    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.help_texts.get(name, "")
            field.error_messages["required"] = REQUIRED.get(name, field.error_messages["required"])


class LoginForm(Plain, account.LoginForm):
    labels = {"login": _("Email"), "password": _("Password")}
    help_texts = {"shared": _("We sign you out after 30 minutes without activity, or when you close the browser.")}
    shared = forms.BooleanField(label=_("This is a shared computer"), required=False)
    remember = None

    def clean(self):
        super().clean()
        self.cleaned_data["remember"] = not self.cleaned_data.get("shared")
        return self.cleaned_data

    def login(self, request, redirect_url=None):
        request.session["shared_computer"] = self.cleaned_data["shared"]
        return super().login(request, redirect_url)


class SignupForm(Plain, account.SignupForm):
    labels = {"email": _("Work email"), "password1": _("Password")}
    help_texts = {"password1": PASSWORD_HELP}

    def try_save(self, request):
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])  # takes the time a new account's takes
        return super().try_save(request)


class ChangeEmailForm(Plain, account.AddEmailForm):
    labels = {"email": _("New email")}


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    labels = {"oldpassword": _("Your password today"), "password1": _("New password")}
    help_texts = {"password1": PASSWORD_HELP}
    password2 = None


class ResetPasswordForm(Plain, account.ResetPasswordForm):
    labels = {"email": _("Email")}


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):
    labels = {"password1": _("New password")}
    help_texts = {"password1": PASSWORD_HELP}
    password2 = None


class ReauthenticateForm(Plain, account.ReauthenticateForm):
    labels = {"password": _("Password")}


class AuthenticateForm(Plain, mfa.AuthenticateForm):
    labels = {"code": _("Code")}
    help_texts = {"code": _("6 digits from the app on your phone, or one of your recovery codes.")}


class MFAReauthenticateForm(Plain, mfa.ReauthenticateForm):
    labels = AuthenticateForm.labels
    help_texts = AuthenticateForm.help_texts


class ActivateTOTPForm(Plain, totp.ActivateTOTPForm):
    labels = {"code": _("Code")}
    help_texts = {"code": _("The 6 digits the app shows now.")}


class AnswerField(forms.JSONField):
    """What a device answers. Never shown again, and too deep a nesting is as wrong as any other answer."""

    widget = forms.HiddenInput

    def to_python(self, value):
        try:
            return super().to_python(value)
        except RecursionError:
            raise get_adapter().validation_error("incorrect_code") from None

    def bound_data(self, data, initial):
        return None


class AnyAnswer(forms.Form):
    """Whatever stands in the place of a device's answer is a wrong answer, never an error page."""

    credential = AnswerField()

    def full_clean(self):
        try:
            super().full_clean()
        except (LookupError, TypeError, ValueError, AttributeError):
            self.add_error("credential", get_adapter().validation_error("incorrect_code"))


class AuthenticateWebAuthnForm(AnyAnswer, webauthn.AuthenticateWebAuthnForm):
    pass


class LoginWebAuthnForm(AnyAnswer, webauthn.LoginWebAuthnForm):
    pass


class ReauthenticateWebAuthnForm(AnyAnswer, webauthn.ReauthenticateWebAuthnForm):
    pass


class AddWebAuthnForm(AnyAnswer, Plain, webauthn.AddWebAuthnForm):
    labels = {"name": _("Name of this device"), "passwordless": _("Sign in with this device alone")}
    help_texts = {"passwordless": _("No password is asked then. The device asks for your finger, face or PIN.")}
    name = forms.CharField(required=False, max_length=60, validators=[one_line])
    field_order = ["name", "passwordless", "credential"]


class EditWebAuthnForm(Plain, webauthn.EditWebAuthnForm):
    labels = {"name": _("Name of this device")}
    name = forms.CharField(max_length=60, validators=[one_line])
