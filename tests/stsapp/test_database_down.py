"""The database is down while people use the site: they are told, and told what became of their words."""

from urllib.parse import urlencode

TOKEN = "t" * 32
SIGNED_IN = {"Cookie": f"sessionid=some-session; csrftoken={TOKEN}"}


def test_livez_answers_and_readyz_tells(site_without_database):
    assert site_without_database("/livez").status == 200
    ready = site_without_database("/readyz")
    assert (ready.status, ready.read()) == (503, b"database does not answer")


def test_a_page_tells_plainly_and_names_no_error(site_without_database):
    response = site_without_database("/start/", headers=SIGNED_IN)
    page = response.read().decode()
    assert response.status == 503
    assert response.headers["Retry-After"] == "60"
    assert "Something broke on our side" in page
    assert "OperationalError" not in page
    assert "Content-Security-Policy" in response.headers


def test_a_save_tells_that_the_words_are_still_in_the_browser(site_without_database):
    form = urlencode({"csrfmiddlewaretoken": TOKEN, "name": "Harborlight"}).encode()
    response = site_without_database("/start/", data=form, headers=SIGNED_IN)
    assert response.status == 503
    assert "go back in your browser, where it still stands" in response.read().decode()
