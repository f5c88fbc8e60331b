"""The pages that everybody may read."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from assessments import scoring
from home import views
from pillars.catalog import CURRENT_VERSION, load_instrument
from pillars.reading import grade

PAGES = ["public", "model", "about", "privacy", "accessibility", "contact", "support"]


def main_text(response):
    """The words of a page's main part, one block a sentence."""
    found = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)[0]
    blocks = re.sub(r"</?(?:p|li|h\d|td|th|dt|dd|caption|div)\b[^>]*>", ". ", found)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", blocks)).split())


@pytest.mark.parametrize("name", PAGES)
def test_anybody_may_read_it(client, name):
    """Without the `db` fixture, as here, a single query would fail the test."""
    response = client.get(reverse(f"home:{name}"))
    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1


@pytest.mark.parametrize("name", PAGES)
def test_it_can_be_read_after_eight_years_of_school(client, name):
    assert grade(main_text(client.get(reverse(f"home:{name}")))) <= 8


def test_the_first_page_offers_a_start_to_visitors(client):
    content = client.get("/").content.decode()
    assert reverse("account_signup") in content
    assert reverse("accounts:enter") not in content


def test_the_first_page_takes_people_back_to_their_organization(as_user, member):
    content = as_user(member).get("/").content.decode()
    assert reverse("accounts:enter") in content
    assert reverse("account_signup") not in content


def test_the_model_page_tells_the_whole_model(client):
    text = main_text(client.get(reverse("home:model")))
    instrument = load_instrument(CURRENT_VERSION)
    for level in instrument.words.levels:
        assert f"{level.name}, {level.plain.lower()}" in text
        assert level.case in text
    for pillar in instrument.pillars:
        assert pillar.why in text
    for step in instrument.words.continuum["steps"]:
        assert f"{step['order']}. {step['name']}" in text
    assert text.count("Never assigned") == 2
    assert instrument.words.continuum["why_not_assigned"] in text


def test_the_example_is_what_the_rules_give():
    instrument = load_instrument(CURRENT_VERSION)
    sheet = {"role": "leadership", "answers": views.EXAMPLE}
    placed = scoring.place(instrument, [sheet], basis="consensus").as_json()["pillars"][views.EXAMPLE_PILLAR]
    assert (placed["level"], placed["score"], placed["capped_by"]) == (2, 2.6, ["PEE-3"])


def test_the_contact_page_gives_the_address_it_has(client, settings):
    settings.CONTACT_EMAIL = "help@example.org"
    assert 'href="mailto:help@example.org"' in client.get(reverse("home:contact")).content.decode()


def test_the_contact_page_says_when_it_has_none(client, settings):
    settings.CONTACT_EMAIL = ""
    assert "mailto:" not in client.get(reverse("home:contact")).content.decode()


def test_the_support_page_names_the_lines_and_a_way_out(client, settings):
    content = client.get(reverse("home:support")).content.decode()
    assert 'href="tel:988"' in content
    assert "AYUDA" in content
    assert f'href="{settings.SITE_EXIT_URL}"' in content


def language_button(code, name):
    return f'<button class="btn btn-link" type="submit" name="language" value="{code}" lang="{code}">{name}</button>'


def test_the_language_can_be_changed_and_the_page_stays():
    client = Client(enforce_csrf_checks=True)  # the link works without a cookie or a token
    page = client.get("/about/?from=mail")
    assert language_button("es", "Español") in page.content.decode()
    assert not page.cookies
    answer = client.post(reverse("home:language"), {"language": "es", "next": "/about/?from=mail"})
    assert (answer.status_code, answer.url) == (302, "/about/?from=mail")
    content = client.get(answer.url).content.decode()
    assert '<html lang="es"' in content
    assert language_button("en", "English") in content


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_language_link_leads_nowhere_else(client, address):
    assert client.post(reverse("home:language"), {"language": "es", "next": address}).url == "/"


def test_a_language_that_is_not_offered_changes_nothing(client):
    assert not client.post(reverse("home:language"), {"language": "xx"}).cookies


def test_a_browser_s_own_language_is_met(client):
    assert '<html lang="es"' in client.get("/", headers={"Accept-Language": "es-MX,es;q=0.9,en;q=0.8"}).content.decode()


def test_script_is_for_members_only(client, as_user, owner, organization):
    assert "<script" not in client.get("/").content.decode()
    inside = as_user(owner).get(reverse("home:organization", args=[organization.slug])).content.decode()
    assert inside.count("<script") == 2  # htmx, and the comforts of workspace.js


def test_a_member_without_an_organization_can_sign_out(client, db):
    client.force_login(User.objects.create_user("ana@example.org"), backend="accounts.backends.Backend")
    assert f'action="{reverse("account_logout")}" method="post"' in client.get("/").content.decode()
