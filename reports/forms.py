"""What a person chooses before a report is made."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.models import Report


class ReportForm(forms.Form):
    use_required_attribute = False

    paper = forms.ChoiceField(label=_("Paper"), choices=Report.Paper, widget=forms.RadioSelect, initial="letter")
