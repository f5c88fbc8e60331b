"""Django's system checks of the translations: a language that is offered must be one the server can speak."""

from django.conf import settings
from django.core.checks import Warning


def check_messages(app_configs, **kwargs):
    """A warning for each language besides English whose compiled words are missing."""
    others = [code for code, _name in settings.LANGUAGES if code != "en"]
    return [_missing(code) for code in others if not _compiled(code).exists()]


def _compiled(code):
    return settings.LOCALE_PATHS[0] / code / "LC_MESSAGES" / "django.mo"


def _missing(code):
    return Warning(
        f"Language {code!r} is offered, but its words are not compiled.", hint="bin/messages", id="home.W001"
    )
