"""Pages for what went wrong: what happened, what to do, nothing technical."""

import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from accounts import unsent


def bad_request(request, exception):
    return render(request, "errors/400.html", status=400)


def forbidden(request, exception):
    return render(request, "errors/403.html", status=403)


def not_found(request, exception):
    return render(request, "errors/404.html", status=404)


def server_error(request):
    """Drawn without the request: no session, no user and no database, any of which may be what broke.

    503 when the database did not answer (down, or its disk is full): whoever sent something may send it again.
    """
    passing = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    page = render_to_string("errors/500.html", {"SITE_NAME": settings.SITE_NAME})
    return HttpResponse(page, status=503 if passing else 500, headers={"Retry-After": "60"} if passing else None)


def csrf_failure(request, reason=""):
    """A form that had grown old: give back what was typed, to be sent again with one press.

    Only for a form of our own pages: another site's must not be able to have its fields sent for somebody.
    """
    if request.user.is_authenticated and is_our_own(request):
        context = {"path": request.path, "fields": unsent.fields_of(request)}
        return render(request, "accounts/unsent.html", context, status=403)
    return render(request, "errors/csrf.html", status=403)


def is_our_own(request):
    """True when the browser says that the form stood on this very site."""
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        return urlsplit(origin).netloc == request.get_host()
    except ValueError:  # "http://[" is no address at all
        return False
