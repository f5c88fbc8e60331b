"""What people type about themselves, their organization and each other."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.entrance import PASSWORD_HELP, REQUIRED
from accounts.models import Membership, Organization, User
from accounts.validators import mailable, one_line

ROLE_HELP = {
    Membership.Role.OWNER: _("Does all a coordinator does, and decides who is here."),
    Membership.Role.COORDINATOR: _("Answers the check, sees results and notes, changes the plan, makes reports."),
    Membership.Role.MEMBER: _("Reads the results without notes, the plan and the reports."),
}


class PlainForm(forms.Form):
    """Errors are shown by the page, in the reader's language, not by the browser."""

    use_required_attribute = False


class LineField(forms.CharField):
    """One line of text that is safe in a mail header and a file name. missing: what to say when it is left empty."""

    default_validators = [one_line]

    def __init__(self, *, missing="", **kwargs):
        super().__init__(error_messages={"required": missing}, **kwargs)


def autocomplete(token):
    """A text input that browsers may fill. token: an HTML autocomplete name."""
    return forms.TextInput(attrs={"autocomplete": token})


def your_name_field():
    missing = _("Write your name.")
    return LineField(label=_("Your name"), missing=missing, max_length=120, widget=autocomplete("name"))


def job_title_field(**kwargs):
    help_text = _("For example: Executive director. Colleagues here see it.")
    kwargs = {"label": _("Job title"), "help_text": help_text, **kwargs}
    return LineField(max_length=80, required=False, widget=autocomplete("organization-title"), **kwargs)


class AboutYouForm(PlainForm):
    name = your_name_field()
    job_title = job_title_field()


class OrganizationForm(PlainForm):
    name = LineField(
        label=_("Organization name"),
        missing=_("Write the name of your organization."),
        max_length=120,
        widget=autocomplete("organization"),
    )
    country = LineField(
        label=_("Country"), missing=_("Write the country."), max_length=60, widget=autocomplete("country-name")
    )
    staff_band = forms.ChoiceField(
        label=_("About how many staff work with clients?"),
        help_text=_("A guess is fine. You can change it later."),
        choices=Organization.StaffBand,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose about how many staff work with clients.")},
    )


class ProfileForm(PlainForm):
    name = your_name_field()

    def __init__(self, *args, memberships, **kwargs):
        """memberships: the person's own, each with its organization; one job title is asked for each."""
        super().__init__(*args, **kwargs)
        for membership in memberships:
            label = gettext("Job title at %(organization)s") % {"organization": membership.organization}
            self.fields[f"job_title_{membership.pk}"] = job_title_field(label=label, initial=membership.job_title)

    def job_titles(self):
        """{membership id: job title} as typed."""
        prefix = "job_title_"
        return {int(key[len(prefix) :]): text for key, text in self.cleaned_data.items() if key.startswith(prefix)}


def role_choices():
    """Each role with what it may do, in the reader's language."""
    return [(role, f"{role.label}. {ROLE_HELP[role]}") for role in Membership.Role]


class RoleField(forms.ChoiceField):
    def __init__(self, **kwargs):
        missing = {"required": _("Choose a role.")}
        super().__init__(
            label=_("Role"), choices=role_choices, widget=forms.RadioSelect, error_messages=missing, **kwargs
        )


class RoleForm(PlainForm):
    role = RoleField()


class InviteForm(PlainForm):
    email = forms.EmailField(
        label=_("Work email"),
        max_length=254,
        validators=[mailable],
        error_messages={"required": _("Write the email address of the person.")},
    )
    role = RoleField(initial=Membership.Role.COORDINATOR)

    def __init__(self, *args, organization, **kwargs):
        super().__init__(*args, **kwargs)
        self.organization = organization

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if self.organization.memberships.filter(user__email__iexact=email).exists():
            raise forms.ValidationError(_("This person is here already."), "member")
        return email


class JoinForm(AboutYouForm):
    """For somebody new who follows an invitation. email: the invited address."""

    password = forms.CharField(
        label=_("Choose a password"),
        help_text=PASSWORD_HELP,
        strip=False,
        error_messages={"required": REQUIRED["password1"]},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, email, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self):
        password = self.cleaned_data["password"]
        validate_password(password, User(email=self.email, name=self.cleaned_data.get("name", "")))
        return password


class JobTitleForm(PlainForm):
    job_title = job_title_field()
