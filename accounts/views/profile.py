from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts import services
from accounts.forms import ProfileForm


@login_required
def profile(request):
    """A person's own page: name, job titles, and the ways to what protects their account."""
    memberships = request.user.memberships.select_related("organization").order_by("organization__name")
    form = ProfileForm(request.POST or None, memberships=memberships, initial={"name": request.user.name})
    if form.is_valid():
        services.save_profile(user=request.user, name=form.cleaned_data["name"], job_titles=form.job_titles())
        messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    context = {"form": form, "memberships": memberships}
    return render(request, "accounts/profile.html", context, status=422 if form.is_bound else 200)
