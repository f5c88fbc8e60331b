"""Addresses below /o/<organization>/reports/."""

from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("", views.listing, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:report>/", views.progress, name="progress"),
    path("<uuid:report>/file/", views.file, name="file"),
    path("<uuid:report>/read/", views.read, name="read"),
]
