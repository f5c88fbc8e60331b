from django.urls import path

from plans import views

app_name = "plans"
urlpatterns = [
    path("", views.plan, name="plan"),
    path("suggestions/", views.suggestions, name="suggestions"),
    path("add/", views.add, name="add"),
    path("own/", views.own, name="own"),
    path("review/", views.review, name="review"),
    path("actions/<uuid:action>/", views.action, name="action"),
    path("actions/<uuid:action>/remove/", views.remove, name="remove"),
]
