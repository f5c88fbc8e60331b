from django.urls import path

from home import compare, organization, results, views

app_name = "home"

urlpatterns = [
    path("", views.public, name="public"),
    path("model/", views.model, name="model"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("contact/", views.contact, name="contact"),
    path("support/", views.support, name="support"),
    path("about/", views.about, name="about"),
    path("language/", views.language, name="language"),
    path("o/<slug:organization>/", organization.organization, name="organization"),
    path("o/<slug:organization>/results/", results.latest, name="results"),
    path("o/<slug:organization>/results/compare/", compare.compare, name="compare"),
    path("o/<slug:organization>/results/<uuid:assessment>/", results.of_check, name="check_results"),
    path("o/<slug:organization>/results/<uuid:assessment>/<slug:pillar>/", results.of_pillar, name="pillar_results"),
]
