"""What every response carries, whatever it is."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from stsapp import urls

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}


def breaks(request):
    raise RuntimeError("on purpose")


urlpatterns = [*urls.urlpatterns, path("breaks/", breaks), path("plain/", lambda request: HttpResponse("plain"))]
handler404, handler500 = urls.handler404, urls.handler500


@pytest.fixture
def ask(db, settings, tmp_path):
    """A function that gets a path of a site that has a broken page and one static file."""
    settings.ROOT_URLCONF = __name__
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "some.css").write_text("p {}")
    return Client(raise_request_exception=False).get


CASES = {"/": 200, "/plain/": 200, "/livez": 200, "/no-such-page/": 404, "/static/some.css": 200, "/breaks/": 500}


@pytest.mark.parametrize(("address", "status"), CASES.items())
def test_every_response_carries_the_headers(ask, address, status):
    response = ask(address)
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in EXPECTED} == EXPECTED
    assert set(response.headers["Content-Security-Policy"].split("; ")) == POLICY
    assert "camera=()" in response.headers["Permissions-Policy"]


def test_no_page_tells_what_broke(ask):
    page = ask("/breaks/").content.decode()
    assert "RuntimeError" not in page
    assert "on purpose" not in page


def test_https_is_kept_to_for_a_year(ask, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    response = Client().get("/livez", secure=True)
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
