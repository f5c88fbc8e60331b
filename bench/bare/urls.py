"""The floor: a page that is only signed in to. And the survey app's own addresses."""

from django.contrib import admin
from django.http import HttpResponseForbidden
from django.shortcuts import render
from django.urls import include, path


def floor(request, name):
    """The bytes of one of our pages, for a signed-in user: one session and one user are read, nothing else."""
    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    return render(request, f"{name}.html")


urlpatterns = [
    path("floor/<slug:name>/", floor),
    path("survey/", include("survey.urls")),
    path("admin/", admin.site.urls),
]
