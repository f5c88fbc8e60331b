"""How often somebody may try: the page that says when to come back, and limits beside allauth's own."""

from allauth.core.internal import ratelimit
from django.shortcuts import render


def too_many_requests(request, wait=60):
    """The answer to one try too many. wait: seconds, an upper bound; most limits count within one minute."""
    response = render(request, "accounts/too_many.html", {"minutes": wait // 60}, status=429)
    response["Retry-After"] = wait
    return response


def allows(request, action):
    """Count one try of an action of ACCOUNT_RATE_LIMITS, a GET too; False when it is one too many."""
    return bool(ratelimit.consume(request, app="allauth.account", action=action, limit_get=True))
