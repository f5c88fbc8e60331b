"""Who belongs to an organization, what they may do there, and what the organization says about itself."""

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts import services
from accounts.access import OWNS, member_view
from accounts.forms import OrganizationForm, RoleForm
from accounts.models import Membership


@member_view()
def people(request, membership):
    organization = membership.organization
    context = page(membership) | {
        "people": organization.memberships.select_related("user").order_by("created_at", "pk"),
        "invitations": organization.invitations.waiting() if membership.owns else [],
    }
    return render(request, "accounts/people.html", context)


@member_view(*OWNS)
def role(request, membership, person):
    person = person_or_404(membership, person)
    form = RoleForm(request.POST or None, initial={"role": person.role})
    context = page(membership) | {"person": person, "form": form}
    if form.is_valid():
        try:
            services.change_role(membership=membership, person=person, role=form.cleaned_data["role"])
        except services.LastOwner:
            return render(request, "accounts/last_owner.html", context, status=409)
        except Membership.DoesNotExist:  # removed by another owner meanwhile
            raise Http404 from None
        messages.success(request, _("Saved. %(name)s has a new role.") % {"name": person.user})
        return redirect("accounts:people", membership.organization.slug)
    return render(request, "accounts/role.html", context, status=422 if form.is_bound else 200)


@member_view(*OWNS)
def remove(request, membership, person):
    """Ask, then end somebody's membership."""
    person = person_or_404(membership, person)
    if person == membership:
        return redirect("accounts:leave", membership.organization.slug)
    if request.method == "POST":
        services.remove_person(membership=membership, person=person)
        messages.success(request, _("%(name)s can no longer open these pages.") % {"name": person.user})
        return redirect("accounts:people", membership.organization.slug)
    return render(request, "accounts/remove.html", page(membership) | {"person": person})


@member_view()
def leave(request, membership):
    """Ask, then end one's own membership."""
    context = page(membership) | {"person": membership}
    if request.method == "POST":
        try:
            services.remove_person(membership=membership, person=membership)
        except services.LastOwner:
            return render(request, "accounts/last_owner.html", context, status=409)
        messages.success(request, _("You have left %(organization)s.") % {"organization": membership.organization})
        return redirect("accounts:profile")
    return render(request, "accounts/leave.html", context)


@member_view(*OWNS)
def settings(request, membership):
    organization = membership.organization
    form = OrganizationForm(request.POST or None, initial=model_to_dict(organization))
    if form.is_valid():
        services.change_organization(membership=membership, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("accounts:people", organization.slug)
    context = page(membership) | {"form": form}
    return render(request, "accounts/settings.html", context, status=422 if form.is_bound else 200)


def page(membership):
    """The context every page about people starts from."""
    return {"membership": membership, "organization": membership.organization, "nav": "people"}


def person_or_404(membership, pk):
    """Somebody of the same organization; 404 for all others, so that numbers tell nothing."""
    return get_object_or_404(membership.organization.memberships.select_related("user"), pk=pk)
