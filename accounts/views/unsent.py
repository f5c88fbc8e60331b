"""The page that gives back what could not be sent."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render

from accounts import unsent


@login_required
def send_again(request):
    """After signing in: show what was typed, with one button that sends it where it was meant to go."""
    kept = unsent.take(request)
    if kept is None:
        return redirect("accounts:enter")
    return render(request, "accounts/unsent.html", kept)
