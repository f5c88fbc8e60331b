"""The markup of a question: drawn once per process, version and language, because it never changes."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import override

from pillars.catalog import load_instrument


def draw(*, version, language, code, answer=None, error=False):
    """The fieldset of one item as HTML, with the answer chosen.

    answer: 1 to 4, "DK", "NA" or None for nothing chosen; error: True to show that an answer is missing.
    """
    html = _draw(version, language, code, error)
    if answer is None:
        return html
    return mark_safe(html.replace(f'value="{answer}"', f'value="{answer}" checked', 1))  # noqa: S308  our own markup


@lru_cache(maxsize=512)
def _draw(version, language, code, error):
    item = load_instrument(version, language).items[code]
    with override(language):
        return render_to_string("ui/rubric_field.html", {"item": item, "error": error})
