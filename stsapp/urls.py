from django.urls import include, path

from stsapp import health

urlpatterns = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("home.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("accounts.urls")),
    path("o/<slug:organization>/checks/", include("assessments.urls")),
    path("o/<slug:organization>/plan/", include("plans.urls")),
    path("o/<slug:organization>/reports/", include("reports.urls")),
]

handler400 = "home.errors.bad_request"
handler403 = "home.errors.forbidden"
handler404 = "home.errors.not_found"
handler500 = "home.errors.server_error"
handler429 = "accounts.limits.too_many_requests"
