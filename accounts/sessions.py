"""When a session ends: 24 hours after the last activity and 14 days after sign-in; on a shared computer, 30 minutes
after the last activity, or when the browser closes.
"""

import time

from django.conf import settings
from django.contrib.auth import logout

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
LONGEST = 14 * DAY
IDLE = 24 * HOUR
IDLE_SHARED = 30 * MINUTE


def begin(session, now=None):
    """Start the clocks of a session somebody has signed in to."""
    session["began"] = session["seen"] = now or time.time()


def end_old_sessions(get_response):
    """Middleware: sign out whoever comes back too late."""

    def middleware(request):
        # Without the cookie there is no session, and none need be looked up.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            if is_over(request.session, time.time()):
                logout(request)
            else:
                touch(request.session, time.time())
        return get_response(request)

    return middleware


def is_over(session, now):
    """True when a session has reached its end. One that `begin` never saw (a test's) is left to its cookie's age."""
    began, seen = session.get("began", now), session.get("seen", now)
    return now - began > LONGEST or now - seen > idle_limit(session)


def touch(session, now):
    """Note activity, but seldom: a write at every page would cost more than the minute it is exact to."""
    if "seen" in session and now - session["seen"] > idle_limit(session) / 30:
        session["seen"] = now


def idle_limit(session):
    """Seconds of no activity after which a session ends."""
    return IDLE_SHARED if session.get("shared_computer") else IDLE
