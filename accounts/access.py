"""Who may come in. Every view of an organization's pages goes through the one decorator here."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from accounts import rows, unsent
from accounts.models import Membership, Organization

LEADS = (Membership.Role.OWNER, Membership.Role.COORDINATOR)
OWNS = (Membership.Role.OWNER,)


MEMBERSHIP_OF = """
    SELECT {columns}
    FROM accounts_membership JOIN accounts_organization ON accounts_organization.id = organization_id
    WHERE user_id = %s AND slug = %s
"""


def membership_or_404(user, slug):
    """The user's membership of the organization, with the organization loaded.

    Raises Http404 alike for an organization that does not exist and for one the user does not belong to, so that
    nobody can learn who uses the platform.
    """
    found = rows.first((Membership, Organization), MEMBERSHIP_OF, [user.pk, slug])
    if found is None:
        raise Http404
    membership, membership.organization = found
    return membership


def sign_in_first(request):
    """To the sign-in page, and back here afterwards. What was posted is kept and given back."""
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    unsent.keep(request)
    return redirect_to_login(reverse("accounts:send-again"))


def member_view(*roles):
    """Decorator: the view takes `membership` in place of the address's organization.

    roles: the roles that may use the view, all when empty. A stranger gets 404; a member without the role gets 403.
    """

    def decorate(view):
        @wraps(view)
        def guarded(request, organization, **kwargs):
            if not request.user.is_authenticated:
                return sign_in_first(request)
            membership = membership_or_404(request.user, organization)
            if roles and membership.role not in roles:
                raise PermissionDenied
            request.membership = membership  # the navigation in the page's head reads it
            return view(request, membership, **kwargs)

        guarded.roles = roles or tuple(Membership.Role)
        return guarded

    return decorate
