"""What leaders fill in while they run a check."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.validators import one_line, plain_text
from assessments.models import Assessment
from pillars.levels import DONT_KNOW, NOT_APPLICABLE


class StartForm(forms.Form):
    """How a new check is answered."""

    TOGETHER = [("alone", _("On my own")), ("together", _("Together, in a meeting"))]

    label = forms.CharField(
        label=_("Name of this check"),
        help_text=_("For example, the season and the year. You see it in lists and on the report."),
        max_length=60,
        validators=[one_line],
        error_messages={"required": _("Write a name for this check.")},
    )
    form = forms.ChoiceField(
        label=_("Which questions"),
        choices=[
            (Assessment.Form.FULL, _("All 42 questions, about 35 minutes")),
            (Assessment.Form.CORE, _("The 18 core questions, about 15 minutes")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which questions you want to answer.")},
    )
    together = forms.ChoiceField(
        label=_("Who answers"),
        choices=TOGETHER,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether you answer on your own or together.")},
    )
    people = forms.IntegerField(
        label=_("How many people agree on the answers"),
        help_text=_("Only if you answer together. The results say how many agreed."),
        required=False,
        min_value=2,
        max_value=99,
    )

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["label"].initial = default_label(timezone.localdate())

    def clean(self):
        data = super().clean()
        if data.get("together") == "together" and not data.get("people") and "people" not in self.errors:
            self.add_error("people", _("Enter how many people answer together, from 2 to 99."))
        return data

    @property
    def agreed_by(self):
        """How many people agree on the answers, 1 or more; only after the form is valid."""
        return self.cleaned_data["people"] if self.cleaned_data["together"] == "together" else 1


def default_label(day):
    """A first name for a check: "Autumn 2026"."""
    seasons = (_("Winter %(year)s"), _("Spring %(year)s"), _("Summer %(year)s"), _("Autumn %(year)s"))
    return seasons[(day.month % 12) // 3] % {"year": day.year}


class AnswerForm(forms.Form):
    """The answer to one item, with what the page showed when it was opened."""

    NOTHING_CHOSEN = _("Choose the answer closest to your work today, or choose “I am not sure”.")

    answer = forms.TypedChoiceField(empty_value=None, error_messages={"required": NOTHING_CHOSEN})
    note = forms.CharField(
        required=False,
        max_length=500,
        validators=[plain_text],
        error_messages={"max_length": _("The note can be up to %(limit_value)d characters. Yours has %(show_value)d.")},
    )
    seen = forms.TypedChoiceField(required=False, empty_value=None)
    seen_note = forms.CharField(required=False, max_length=500)

    def __init__(self, data, *, item, autosave=False):
        super().__init__(data)
        choices = [(value, value) for value in ("1", "2", "3", "4", DONT_KNOW)]
        if item.not_applicable:
            choices.append((NOT_APPLICABLE, NOT_APPLICABLE))
        for name in ("answer", "seen"):
            self.fields[name].choices = choices
            self.fields[name].coerce = _answer
        self.fields["answer"].error_messages["invalid_choice"] = self.NOTHING_CHOSEN
        self.fields["answer"].required = not autosave


def _answer(value):
    return int(value) if value.isdigit() else value
