"""How a form field is drawn: label, help, error, control."""

import re

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django import forms
from django.template.loader import render_to_string


class VisitForm(forms.Form):
    use_required_attribute = False

    place = forms.CharField(label="Place", help_text="A town.")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    step = forms.ChoiceField(label="Step", choices=[("a", "First"), ("b", "Second")], widget=forms.RadioSelect)
    shared = forms.BooleanField(label="Shared", required=False)

    def clean(self):
        raise forms.ValidationError("Nothing fits together.")


def drawn(form):
    return re.sub(r"\s+", " ", as_crispy_form(form))


def test_the_order_is_label_help_error_control():
    html = drawn(VisitForm({}))
    marks = ['for="id_place"', 'id="id_place_helptext"', 'id="id_place_error"', '<input type="text" name="place"']
    assert [html.index(mark) for mark in marks] == sorted(html.index(mark) for mark in marks)
    assert 'aria-describedby="id_place_helptext id_place_error"' in html


def test_a_group_of_choices_has_its_error_before_its_first_choice():
    html = drawn(VisitForm({}))
    marks = ['<fieldset aria-describedby="id_step_error">', "Step </legend>", 'id="id_step_error"', 'value="a"']
    assert [html.index(mark) for mark in marks] == sorted(html.index(mark) for mark in marks)


def test_optional_fields_say_so_and_nothing_has_an_asterisk():
    html = drawn(VisitForm())
    assert re.findall(r"(\w+) <span class=\"form-optional\">\(optional\)</span>", html) == ["Note"]
    assert "*" not in html


def test_the_summary_leads_to_every_field_and_names_what_is_wrong_with_the_whole():
    html = render_to_string("ui/error_summary.html", {"form": VisitForm({})})
    assert re.findall(r'<a href="#(\w+)">', html) == ["id_place", "id_step_0"]
    assert "<li>Nothing fits together.</li>" in html


def test_without_errors_there_is_no_summary():
    assert render_to_string("ui/error_summary.html", {"form": VisitForm()}).strip() == ""
