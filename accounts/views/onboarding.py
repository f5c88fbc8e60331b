"""From a fresh account to the organization's first page, in under four minutes."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render

from accounts import services
from accounts.access import member_view
from accounts.forms import AboutYouForm, OrganizationForm


@login_required
def enter(request):
    """Where sign-in leads: to the person's organization, to a choice between several, or to the first questions."""
    memberships = request.user.memberships.select_related("organization").order_by("organization__name")
    if not memberships:
        return redirect("accounts:start")
    if len(memberships) == 1:
        return redirect("home:organization", memberships[0].organization.slug)
    return render(request, "accounts/choose.html", {"memberships": memberships})


@login_required
def about_you(request):
    """Name and job title. The title waits in the session for the organization it belongs to."""
    initial = {"name": request.user.name, "job_title": request.session.get("job_title", "")}
    form = AboutYouForm(request.POST or None, initial=initial)
    if form.is_valid():
        services.save_profile(user=request.user, name=form.cleaned_data["name"], job_titles={})
        request.session["job_title"] = form.cleaned_data["job_title"]
        return redirect("accounts:start-organization")
    return render(request, "accounts/about_you.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
def organization(request):
    if not request.user.name:
        return redirect("accounts:start")
    form = OrganizationForm(request.POST or None)
    if form.is_valid():
        job_title = request.session.get("job_title", "")
        membership = services.create_organization(owner=request.user, job_title=job_title, **form.cleaned_data)
        return redirect("accounts:who-sees-what", membership.organization.slug)
    return render(request, "accounts/start_organization.html", {"form": form}, status=422 if form.is_bound else 200)


@member_view()
def who_sees_what(request, membership):
    context = {"membership": membership, "organization": membership.organization, "nav": "home"}
    return render(request, "accounts/who_sees_what.html", context)
