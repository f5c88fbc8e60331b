"""The instrument in the reader's language."""

from django.utils.translation import get_language

from pillars.catalog import languages, load_instrument


def instrument_for(version):
    """The Instrument of a version in the active language, in English where that version has no such words."""
    language = (get_language() or "en").split("-")[0]
    return load_instrument(version, language if language in languages(version) else "en")
