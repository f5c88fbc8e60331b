from django.urls import path

from assessments import views

app_name = "assessments"
urlpatterns = [
    path("", views.current, name="current"),
    path("new/", views.start, name="start"),
    path("<uuid:assessment>/", views.tasks, name="tasks"),
    path("<uuid:assessment>/sections/<slug:pillar>/", views.section, name="section"),
    path("<uuid:assessment>/questions/<slug:code>/", views.question, name="question"),
    path("<uuid:assessment>/answers/", views.answers, name="answers"),
    path("<uuid:assessment>/submit/", views.submit, name="submit"),
    path("<uuid:assessment>/submitted/", views.submitted, name="submitted"),
    path("<uuid:assessment>/reopen/", views.reopen, name="reopen"),
]
