import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Sheet

TYPED = {"answer": "3", "note": "Typed for a long time", "seen": "", "seen_note": ""}


@pytest.fixture
def question(organization, owner, make_check):
    sheet = make_check(organization, owner)
    return reverse("assessments:question", args=[organization.slug, sheet.assessment_id, "LEA-1"])


def sign_in(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": "a long pass phrase"})


def test_what_was_typed_while_signed_out_comes_back_and_is_saved(question, owner):
    client = Client()
    response = client.post(question, TYPED)
    assert response.url == f"{reverse('account_login')}?next={reverse('accounts:send-again')}"
    sign_in(client, owner)
    page = client.get(reverse("accounts:send-again"))
    assert [page.context["path"], dict(page.context["fields"])] == [question, TYPED]
    client.post(question, dict(page.context["fields"]))
    assert Sheet.objects.get().answers == {"LEA-1": 3}


def test_it_is_given_back_once(question, owner):
    client = Client()
    client.post(question, TYPED)
    sign_in(client, owner)
    client.get(reverse("accounts:send-again"))
    assert client.get(reverse("accounts:send-again")).url == reverse("accounts:enter")


def test_the_next_person_at_the_computer_does_not_see_it(question, stranger):
    client = Client()
    client.post(question, TYPED)
    sign_in(client, stranger)
    assert client.get(reverse("accounts:send-again")).url == reverse("accounts:enter")


def test_an_old_form_comes_back_to_be_sent_again(question, owner):
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner, backend="accounts.backends.Backend")
    response = client.post(question, TYPED, headers={"Origin": "http://testserver"})
    assert response.status_code == 403
    assert dict(response.context["fields"]) == TYPED


def test_another_site_s_form_does_not(question, owner):
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner, backend="accounts.backends.Backend")
    response = client.post(question, TYPED, headers={"Origin": "https://evil.example"})
    assert response.status_code == 403
    assert "Typed for a long time" not in response.content.decode()
