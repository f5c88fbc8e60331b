"""A report's context as HTML: one body of pages, for the PDF and for reading in a browser."""

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

FOLDERS = {"plan": "reports/plan", "paper-form": "reports/paper_form"}


def body(context, hash_):
    """The pages of a report as HTML, in the report's own language; everything in the context is escaped."""
    return mark_safe(_render("body.html", context, hash_))  # noqa: S308 (Django's template escaped it)


def document(context, hash_):
    """The whole HTML document that is drawn as a PDF."""
    return _render("document.html", context, hash_)


def _render(template, context, hash_):
    with translation.override(context["language"]):
        return render_to_string(f"{FOLDERS[context['kind']]}/{template}", {**context, "hash": hash_})
