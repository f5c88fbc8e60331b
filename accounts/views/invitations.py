"""Inviting by mail, and the page the mailed link opens. Opening it changes nothing: mail scanners open links too."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts import limits, mails, services
from accounts.access import OWNS, member_view
from accounts.forms import InviteForm, JobTitleForm, JoinForm
from accounts.models import Invitation
from accounts.views.people import page


@member_view(*OWNS)
def invite(request, membership):
    form = InviteForm(request.POST or None, organization=membership.organization)
    context = page(membership) | {"form": form, "days": Invitation.VALID_FOR.days}
    if not form.is_valid():
        return render(request, "accounts/invite.html", context, status=422 if form.is_bound else 200)
    if not limits.allows(request, "invite"):
        return limits.too_many_requests(request, wait=3600)
    try:
        mail_invitation(request, membership, **form.cleaned_data)
    except OSError:
        form.add_error(None, _("We could not send the mail. Nobody was invited. Try again in a few minutes."))
        return render(request, "accounts/invite.html", context, status=503)
    messages.success(request, _("We have sent an invitation to %(email)s.") % form.cleaned_data)
    return redirect("accounts:people", membership.organization.slug)


@transaction.atomic
def mail_invitation(request, membership, email, role):
    """Invite and mail: a mail that cannot be sent leaves no invitation, and the one before it in force."""
    invitation, token = services.invite(membership=membership, email=email, role=role)
    mails.send_invitation(invitation, request.build_absolute_uri(reverse("accounts:invitation", args=[token])))


@member_view(*OWNS)
def withdraw(request, membership, invitation):
    """Ask, then close an invitation nobody has used."""
    invitation = get_object_or_404(membership.organization.invitations.waiting(), pk=invitation)
    if request.method == "POST":
        services.withdraw_invitation(membership=membership, invitation=invitation)
        messages.success(request, _("The invitation to %(email)s is withdrawn.") % {"email": invitation.email})
        return redirect("accounts:people", membership.organization.slug)
    return render(request, "accounts/withdraw.html", page(membership) | {"invitation": invitation})


@never_cache
def invitation(request, token):
    """Who invites whom to what, and one button. Each kind of visitor has a page of their own."""
    try:
        found = services.open_invitation(token)
        if request.user.is_authenticated:
            return accept(request, found, token)
        if services.has_account(found.email):
            return render(request, "accounts/invitation_sign_in.html", {"invitation": found})
        return join(request, found, token)
    except services.InvitationClosed:
        if not limits.allows(request, "wrong_invitation"):
            return limits.too_many_requests(request)
        return render(request, "accounts/invitation_closed.html", status=404)


def accept(request, invitation, token):
    """For somebody signed in."""
    if not services.is_for(invitation, request.user):
        return render(request, "accounts/invitation_other.html", {"invitation": invitation}, status=403)
    form = JobTitleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.accept_invitation(token=token, user=request.user, job_title=form.cleaned_data["job_title"])
        return redirect("accounts:who-sees-what", invitation.organization.slug)
    context = {"invitation": invitation, "form": form}
    return render(request, "accounts/invitation.html", context, status=422 if form.is_bound else 200)


def join(request, invitation, token):
    """For somebody new: an account and the membership in one step, then signed in."""
    form = JoinForm(request.POST or None, email=invitation.email)
    if form.is_valid():
        membership = services.join_as_new(token=token, **form.cleaned_data)
        url = reverse("accounts:who-sees-what", args=[invitation.organization.slug])
        return perform_login(request, membership.user, redirect_url=url, signup=True)
    context = {"invitation": invitation, "form": form}
    return render(request, "accounts/invitation.html", context, status=422 if form.is_bound else 200)
