"""What a person chooses before a report is made."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pillars.catalog import CURRENT_VERSION, languages
from reports.models import Report

# What can be chosen, as an address and a page name it, and as a report keeps it: (kind, form).
CHOICES = {
    "plan": (Report.Kind.PLAN, ""),
    "paper-form": (Report.Kind.PAPER_FORM, "full"),
    "paper-form-core": (Report.Kind.PAPER_FORM, "core"),
}


class ReportForm(forms.Form):
    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("What to make"),
        choices=[
            ("plan", _("Action plan, with the results")),
            ("paper-form", _("All 42 questions on paper, to answer with a pen")),
            ("paper-form-core", _("The 18 core questions on paper, to answer with a pen")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what to make.")},
    )
    language = forms.ChoiceField(
        label=_("Language"), widget=forms.RadioSelect, error_messages={"required": _("Choose a language.")}
    )
    paper = forms.ChoiceField(label=_("Paper"), choices=Report.Paper, widget=forms.RadioSelect, initial="letter")

    def __init__(self, data=None, *, has_result, wish=None):
        """has_result: without one there is no plan to choose; wish: a choice's name, of an address, so any text."""
        super().__init__(data)
        kind = self.fields["kind"]
        kind.choices = [choice for choice in kind.choices if has_result or choice[0] != "plan"]
        offered = [name for name, words in kind.choices]
        kind.initial = wish if wish in offered else offered[0]
        language = self.fields["language"]
        language.choices = [choice for choice in settings.LANGUAGES if choice[0] in languages(CURRENT_VERSION)]
        language.initial = get_language()

    @property
    def chosen(self):
        """What request_report is asked for, as keyword arguments; only after the form is valid."""
        kind, form = CHOICES[self.cleaned_data["kind"]]
        return {"kind": kind, "form": form, **{name: self.cleaned_data[name] for name in ("language", "paper")}}
