"""What somebody typed and could not send, because they had been signed out or the form had grown old.

Kept in their own browser session until they have signed in and sent it again, so that nothing typed is lost.
"""

from django.urls import Resolver404, resolve

KEY = "unsent"
LONGEST = 20_000  # characters; a longer post is no form of ours
NOT_KEPT = {"csrfmiddlewaretoken", "password", "password1", "oldpassword"}  # a page never shows a password


def keep(request):
    """Remember the posted fields of one form in the session; a later one replaces it."""
    fields = fields_of(request)
    if sum(len(name) + len(value) for name, value in fields) <= LONGEST:
        request.session[KEY] = {"path": request.path, "fields": fields}


def fields_of(request):
    """The posted fields as [name, value] pairs, the token left out."""
    return [[name, value] for name, values in request.POST.lists() if name not in NOT_KEPT for value in values]


def take(request):
    """What was kept, or None: {"path", "fields"}. Only a member of the organization it was meant for gets it,
    since the next person at the same computer may be somebody else. It is forgotten either way."""
    kept = request.session.pop(KEY, None)
    if not kept:
        return None
    try:
        slug = resolve(kept["path"]).kwargs.get("organization")
    except Resolver404:
        return None
    return kept if request.user.memberships.filter(organization__slug=slug).exists() else None
