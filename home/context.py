"""What every page's head and foot need."""

from django.conf import settings

from pillars.catalog import CURRENT_VERSION


def site(request):
    """Context processor: the site's name, the member's place (None outside an organization), version and languages."""
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_EXIT_URL": settings.SITE_EXIT_URL,
        "QUESTIONS_VERSION": CURRENT_VERSION,
        "membership": getattr(request, "membership", None),
        "languages": tuple(settings.LANGUAGES),
    }
