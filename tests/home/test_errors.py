"""Pages for what went wrong."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.test import Client
from django.urls import path

from home import errors
from stsapp.urls import *  # noqa: F403  the handlers, and the addresses that the pages link to
from stsapp.urls import urlpatterns as site


def breaks(kind):
    def view(request):
        raise kind

    return view


urlpatterns = [
    *site,
    path("breaks/400/", breaks(SuspiciousOperation)),
    path("breaks/403/", breaks(PermissionDenied)),
    path("breaks/404/", breaks(Http404)),
    path("breaks/500/", breaks(ZeroDivisionError)),
]


@pytest.mark.parametrize("status", [400, 403, 404, 500])
@pytest.mark.urls(__name__)
def test_it_says_what_happened_and_where_to_go(status):
    response = Client(raise_request_exception=False).get(f"/breaks/{status}/")
    content = response.content.decode()
    assert response.status_code == status
    assert "<title>Error: " in content
    assert 'href="/"' in content


@pytest.mark.urls(__name__)
def test_a_signed_in_person_is_led_back(as_user, member):
    assert 'href="/enter/"' in as_user(member).get("/breaks/404/").content.decode()


def test_the_page_for_our_own_faults_asks_nothing_of_the_request():
    """No session, user or database: None has none of them."""
    response = errors.server_error(None)
    assert response.status_code == 500
    assert b"Something broke on our side" in response.content


def test_a_form_from_elsewhere_is_turned_away_with_a_way_on(db):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "ana@example.org"})
    assert response.status_code == 403
    assert "<title>Error: the form was open too long" in response.content.decode()


@pytest.mark.parametrize("name", ["Origin", "Referer"])
def test_a_form_from_an_address_that_is_none_is_turned_away_too(member, as_user, name):
    client = as_user(member)
    client.handler.enforce_csrf_checks = True
    assert client.post("/profile/", {"name": "Mina"}, headers={name: "http://[evil"}).status_code == 403
