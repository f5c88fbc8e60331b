"""What leaders fill in to keep the plan."""

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.validators import one_line, plain_text
from plans.models import Action

CODE_MAX = Action._meta.get_field("suggestion").max_length


class PlanText(forms.CharField):
    """Text as long as the model keeps it, wanted where `missing` says what to do when it is not there.

    The browser gets no maxlength: it would cut a long paste off in silence.
    """

    TOO_LONG = _("“{label}” can be up to %(limit_value)d characters. Yours has %(show_value)d.")

    def __init__(self, name, *, label, lines=None, missing="", **options):
        super().__init__(
            label=label,
            max_length=Action._meta.get_field(name).max_length,
            widget=forms.Textarea(attrs={"rows": lines}) if lines else forms.TextInput,
            required=bool(missing),
            validators=[plain_text if lines else one_line],
            error_messages={"max_length": format_lazy(self.TOO_LONG, label=label), "required": missing},
            **options,
        )

    def widget_attrs(self, widget):
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class ComingDay(forms.DateField):
    """A day from today on. A day that has passed may stay as it is, so that nobody must move it to save the rest."""

    default_error_messages = {"invalid": _("Enter a date with day, month and year, for example 2027-01-29.")}
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **options):
        super().__init__(required=False, **options)
        self.kept = None

    def clean(self, value):
        day = super().clean(value)
        if day and day != self.kept and day < timezone.localdate():
            raise forms.ValidationError(_("This date has passed. Choose today or a later day."))
        return day


class ActionFields(forms.Form):
    """What the organization decides about an action, whether it was suggested or written here."""

    use_required_attribute = False

    title = PlanText("title", label=_("What you will do"), missing=_("Say in a few words what you will do."))
    owner = PlanText("owner", label=_("Who takes it on"), help_text=_("A name or a role. Ask the person first."))
    due = ComingDay(label=_("By when"), help_text=_("You can move it later."))
    first_step = PlanText("first_step", label=_("Next small step"), lines=2)
    sign = PlanText("sign", label=_("How you will know that it helps"), lines=2)
    notes = PlanText(
        "notes",
        label=_("Notes"),
        help_text=_("Everyone in your organization can read them. Do not write about a client or a person’s health."),
        lines=4,
    )


class ActionForm(ActionFields):
    """An action of the plan.

    Hidden fields hold what the page showed when it was opened: the revision, and each value as text ("seen_title").
    """

    status = forms.ChoiceField(
        label=_("Status"),
        choices=Action.Status.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], _("Choose where this action stands.")),
    )
    revision = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(["required", "invalid"], _("This page has grown old. Open the action again.")),
    )

    NAMES = ("title", "status", "owner", "due", "first_step", "sign", "notes")
    field_order = NAMES

    def __init__(self, data=None, *, action):
        values = {name: getattr(action, name) for name in self.NAMES}
        super().__init__(data, initial={**values, **seen(values), "revision": action.revision})
        self.fields |= {name: forms.CharField(required=False, widget=forms.HiddenInput) for name in seen(values)}
        self.fields["due"].kept = action.due

    @property
    def values(self):
        """What the action's fields should hold; only after the form is valid."""
        return {name: self.cleaned_data[name] for name in self.NAMES}

    def shown(self, name):
        """The value of a field as the page showed it when it was opened, as text."""
        return self.cleaned_data[f"seen_{name}"].replace("\r\n", "\n")

    @property
    def touched(self):
        """The names of the fields that were changed on the page."""
        return [name for name in self.NAMES if text(self.cleaned_data[name]) != self.shown(name)]

    def differences(self, current):
        """What was changed both here and in `current`, to different ends: (label, standing, typed) each, in words."""
        for name in self.touched:
            field, standing, typed = self.fields[name], getattr(current, name), self.cleaned_data[name]
            if standing != typed and text(standing) != self.shown(name):
                yield field.label, _in_words(field, standing), _in_words(field, typed)

    def onto(self, current):
        """The same form on top of what stands in `current`: what was not touched here is taken from there."""
        values = {name: getattr(current, name) for name in self.NAMES}
        typed = {name: self.cleaned_data[name] for name in self.touched}
        data = {name: text(value) for name, value in {**values, **typed}.items()}
        return ActionForm({**data, **seen(values), "revision": current.revision}, action=current)


def seen(values):
    """The values of fields as a page remembers that it showed them: {"seen_title": "Open a window", ...}."""
    return {f"seen_{name}": text(value) for name, value in values.items()}


def text(value):
    """A value as a browser sends it back."""
    return "" if value is None else str(value)


def _in_words(field, value):
    return dict(getattr(field, "choices", ())).get(value, value)


class OwnActionForm(ActionFields):
    """An action that the organization writes itself."""

    pillar = forms.ChoiceField(
        label=_("Pillar"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], _("Choose the pillar that it belongs to.")),
    )

    field_order = ["title", "pillar", "owner", "due", "first_step", "sign", "notes"]

    def __init__(self, data=None, *, pillars, **options):
        super().__init__(data, **options)
        self.fields["pillar"].choices = [(pillar.slug, pillar.name) for pillar in pillars]


class AddForm(forms.Form):
    """The suggestion to add: a move's code."""

    suggestion = forms.CharField(max_length=CODE_MAX)


class FilterForm(forms.Form):
    """Which actions the plan shows."""

    pillar = forms.ChoiceField(required=False)

    def __init__(self, data, *, pillars):
        super().__init__(data)
        self.fields["pillar"].choices = [(pillar.slug, pillar.name) for pillar in pillars]


class ReviewForm(forms.Form):
    """The day on which leaders look at the plan again."""

    use_required_attribute = False

    day = ComingDay(label=_("Next review"), help_text=_("Leave it empty for no date."))

    def __init__(self, data=None, *, plan):
        super().__init__(data, initial={"day": plan.next_review})
        self.fields["day"].kept = plan.next_review
