"""The second step: codes from an app, recovery codes, passkeys."""

import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent

REAUTHENTICATE = {"password": "a long pass phrase"}


def code(secret, step=0):
    """What an app shows now, or `step` half-minutes later."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + step))


@pytest.fixture
def turn_on(client, sign_in, owner):
    """A function that turns codes on for the owner; gives the secret the app keeps."""

    def post():
        sign_in(client, owner)
        client.post(reverse("account_reauthenticate"), REAUTHENTICATE)
        secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
        client.post(reverse("mfa_activate_totp"), {"code": code(secret, -1)})
        return secret

    return post


@pytest.mark.django_db(transaction=True)  # allauth mails once the change is committed
def test_turning_codes_on_mails_the_owner_and_is_noted(client, turn_on):
    turn_on()
    assert Authenticator.objects.filter(type="totp").count() == 1
    assert [sent.subject for sent in mail.outbox] == ["A second step was added to your account"]
    assert "totp activated" in AuditEvent.objects.values_list("action", flat=True)
    assert "10 codes are left" in client.get(reverse("mfa_index")).content.decode()


def test_then_a_password_alone_lets_nobody_in(turn_on, sign_in, owner):
    secret = turn_on()
    other = Client()
    assert sign_in(other, owner).url == reverse("mfa_authenticate")
    assert other.get(reverse("accounts:profile")).status_code == 302
    response = other.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert response.url == reverse("accounts:enter")


def test_a_code_works_once(turn_on, sign_in, owner):
    secret = turn_on()
    used = code(secret)
    statuses = []
    for browser in (Client(), Client()):
        sign_in(browser, owner)
        statuses.append(browser.post(reverse("mfa_authenticate"), {"code": used}).status_code)
    assert statuses == [302, 200]


def test_the_sixth_wrong_code_has_to_wait(turn_on, sign_in, owner):
    turn_on()
    other = Client()
    sign_in(other, owner)
    statuses = [other.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code for _ in range(6)]
    assert statuses == [200, 200, 200, 200, 200, 429]


def test_a_recovery_code_lets_in_once(client, turn_on, sign_in, owner):
    turn_on()
    client.post(reverse("account_reauthenticate"), REAUTHENTICATE)
    spare = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    statuses = []
    for browser in (Client(), Client()):
        sign_in(browser, owner)
        statuses.append(browser.post(reverse("mfa_authenticate"), {"code": spare}).status_code)
    assert statuses == [302, 200]


def test_a_new_password_does_not_skip_the_second_step(turn_on, sign_in, owner, mailed_link):
    turn_on()
    other = Client()
    other.post(reverse("account_reset_password"), {"email": owner.email})
    form = other.get(mailed_link(), follow=True)
    other.post(form.request["PATH_INFO"], {"password1": "another pass phrase"})
    assert sign_in(other, owner, password="another pass phrase").url == reverse("mfa_authenticate")


def test_the_second_step_keeps_the_choice_of_a_shared_computer(turn_on, sign_in, owner):
    secret = turn_on()
    other = Client()
    sign_in(other, owner, shared="on")
    response = other.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert [response.cookies["sessionid"]["max-age"], other.session["shared_computer"]] == ["", True]


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"])
def test_changes_ask_for_the_password_again(client, sign_in, owner, name):
    sign_in(client, owner)
    assert client.get(reverse(name)).url.startswith(reverse("account_reauthenticate"))


def test_no_second_step_while_an_address_waits_to_be_confirmed(client, sign_in, owner):
    sign_in(client, owner)
    EmailAddress.objects.create(user=owner, email="next@example.org")
    assert client.get(reverse("mfa_activate_totp")).url == reverse("mfa_index")


@pytest.mark.parametrize(
    "answer", ["", "[" * 20_000, "5", '{"id": 5}', '{"response": []}', '{"id": "YQ", "rawId": "YQ"}']
)
@pytest.mark.parametrize("name", ["mfa_login_webauthn", "mfa_add_webauthn"])
def test_a_broken_answer_of_a_device_is_a_wrong_one(client, sign_in, owner, name, answer):
    if name == "mfa_add_webauthn":
        sign_in(client, owner)
        client.post(reverse("account_reauthenticate"), REAUTHENTICATE)
    response = client.post(reverse(name), {"credential": answer}, follow=True)
    assert [response.status_code, Authenticator.objects.count()] == [200, 0]
