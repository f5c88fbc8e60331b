from django.urls import path

from accounts.views import invitations, onboarding, people, profile, unsent

app_name = "accounts"

urlpatterns = [
    path("enter/", onboarding.enter, name="enter"),
    path("start/", onboarding.about_you, name="start"),
    path("start/organization/", onboarding.organization, name="start-organization"),
    path("o/<slug:organization>/who-sees-what/", onboarding.who_sees_what, name="who-sees-what"),
    path("o/<slug:organization>/people/", people.people, name="people"),
    path("o/<slug:organization>/people/invite/", invitations.invite, name="invite"),
    path("o/<slug:organization>/people/<int:person>/", people.role, name="role"),
    path("o/<slug:organization>/people/<int:person>/remove/", people.remove, name="remove"),
    path("o/<slug:organization>/people/invitations/<int:invitation>/", invitations.withdraw, name="withdraw"),
    path("o/<slug:organization>/leave/", people.leave, name="leave"),
    path("o/<slug:organization>/settings/", people.settings, name="settings"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("profile/", profile.profile, name="profile"),
    path("send-again/", unsent.send_again, name="send-again"),
]
