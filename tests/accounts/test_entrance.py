"""Signing up, confirming, signing in, resetting: what a person does, and what an attacker tries."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, User

SIGNUP = {"email": "new@example.org", "password1": "four words in row"}


def sign_up(client, **fields):
    return client.post(reverse("account_signup"), SIGNUP | fields)


def without_secrets(response):
    """The page without what differs by chance."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def test_signing_up_sends_a_link_whose_page_changes_nothing(client, mailed_link):
    assert sign_up(client).url == reverse("account_email_verification_sent")
    for _ in range(20):
        page = client.get(mailed_link())
        client.head(mailed_link())
    assert "Yes, confirm it" in page.content.decode()
    assert EmailAddress.objects.get().verified is False
    assert client.get(reverse("accounts:enter")).status_code == 302


def test_the_button_confirms_and_leads_to_the_first_question(client, mailed_link):
    sign_up(client)
    response = client.post(mailed_link(), follow=True)
    assert response.redirect_chain[-1][0] == reverse("accounts:start")
    assert EmailAddress.objects.get().verified is True


def test_confirming_in_another_browser_signs_nobody_in(client, mailed_link):
    sign_up(client)
    elsewhere = Client()
    response = elsewhere.post(mailed_link())
    assert response.url == reverse("account_login")
    assert EmailAddress.objects.get().verified is True


def test_a_used_or_broken_link_says_what_to_do(client, mailed_link):
    sign_up(client)
    link = mailed_link()
    client.post(link)
    for address in (link, reverse("account_confirm_email", args=["MQ:broken"])):
        assert "This link does not work" in Client().get(address).content.decode()


def test_a_known_address_sees_the_same_and_its_owner_gets_a_mail(client, make_user):
    make_user("Known")
    fresh = sign_up(client)
    known = sign_up(Client(), email="known@example.org")
    assert [fresh.status_code, fresh.url] == [known.status_code, known.url]
    assert without_secrets(client.get(fresh.url)) == without_secrets(Client().get(known.url))
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [
        (["new@example.org"], "Confirm your email"),
        (["known@example.org"], "You have an account already"),
    ]
    assert User.objects.filter(email="known@example.org").count() == 1


def test_a_name_in_a_quoted_address_cannot_hold_control_characters(client):
    page = sign_up(client, email='"a\x01b"@example.org')
    assert page.status_code == 200
    assert User.objects.count() == 0


@pytest.mark.parametrize("password", ["short", "password123", "new@example.org"])
def test_weak_passwords_are_refused_with_a_reason(client, password):
    page = sign_up(client, password1=password)
    assert page.context["form"].errors["password1"]
    assert "Error:" in page.content.decode().split("</title>")[0]


def test_signing_in_leads_on_and_is_noted(client, sign_in, owner, organization):
    response = sign_in(client, owner)
    assert response.url == reverse("accounts:enter")
    assert AuditEvent.objects.get().action == "signed in"


def test_the_key_of_the_session_changes_at_sign_in(client, sign_in, owner):
    client.get(reverse("account_login"))
    client.session["planted"] = True
    client.session.save()
    before = client.session.session_key
    sign_in(client, owner)
    assert client.session.session_key != before


ELSEWHERE = ["//evil.example", "/\\evil.example", "https:evil.example", "https://evil.example", "http://[evil"]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_sign_in_leads_only_to_own_pages(client, sign_in, owner, target):
    assert sign_in(client, owner, next=target).url == reverse("accounts:enter")


def test_sign_in_leads_back_to_where_one_wanted_to_go(client, sign_in, owner):
    assert sign_in(client, owner, next="/profile/").url == "/profile/"


def test_wrong_password_and_unknown_address_look_the_same(client, sign_in, owner):
    wrong = sign_in(client, owner, password="wrong")
    unknown = client.post(reverse("account_login"), {"login": "nobody@example.org", "password": "wrong"})
    assert [wrong.status_code, unknown.status_code] == [200, 200]
    assert wrong.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()


def test_the_sixth_wrong_password_has_to_wait(client, sign_in, owner):
    statuses = [sign_in(client, owner, password="wrong").status_code for _ in range(6)]
    assert statuses == [200, 200, 200, 200, 200, 429]
    response = sign_in(client, owner)
    assert [response.status_code, response["Retry-After"]] == [429, "300"]
    assert "Wait 5 minutes" in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_many_tries_at_once_do_not_pass_the_limit(sign_in, owner):
    def try_once(_):
        try:
            return sign_in(Client(), owner, password="wrong").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as threads:
        statuses = list(threads.map(try_once, range(20)))
    assert statuses.count(200) <= 5 + 2
    assert set(statuses) == {200, 429}


def test_somebody_elses_tries_do_not_close_the_door_to_others(client, sign_in, owner, member):
    for _ in range(6):
        sign_in(client, owner, password="wrong")
    assert sign_in(client, member).status_code == 302


def test_a_disabled_persons_session_ends(client, sign_in, owner):
    sign_in(client, owner)
    User.objects.filter(pk=owner.pk).update(is_active=False)
    assert client.get(reverse("accounts:profile")).status_code == 302


def test_resetting_looks_the_same_for_known_and_unknown(client, owner):
    answers = [client.post(reverse("account_reset_password"), {"email": email}) for email in (owner.email, "x@y.org")]
    assert [answer.url for answer in answers] == [reverse("account_reset_password_done")] * 2
    assert [sent.subject for sent in mail.outbox] == ["Set a new password", "No account with this address"]


def test_a_reset_works_once_and_ends_every_session(client, sign_in, owner, mailed_link):
    other = Client()
    sign_in(other, owner)
    client.post(reverse("account_reset_password"), {"email": owner.email})
    link = mailed_link()
    form = client.get(link, follow=True)
    done = client.post(form.request["PATH_INFO"], {"password1": "another pass phrase"})
    assert done.url == reverse("account_reset_password_from_key_done")
    assert other.get(reverse("accounts:profile")).status_code == 302
    assert "This link does not work" in Client().get(link, follow=True).content.decode()
    assert mail.outbox[-1].subject == "Your password was changed"
    assert sign_in(client, owner, password="another pass phrase").status_code == 302


def test_a_reset_link_is_old_after_an_hour(settings):
    assert settings.PASSWORD_RESET_TIMEOUT == 3600


def test_a_forged_host_gets_no_mail_sent(client, owner):
    response = client.post(reverse("account_reset_password"), {"email": owner.email}, headers={"host": "evil.example"})
    assert [response.status_code, mail.outbox] == [400, []]


def test_a_new_password_ends_other_sessions_only_and_mails_the_owner(client, sign_in, owner):
    other = Client()
    sign_in(other, owner)
    sign_in(client, owner)
    fields = {"oldpassword": "a long pass phrase", "password1": "another pass phrase"}
    assert client.post(reverse("account_change_password"), fields).url == reverse("accounts:profile")
    assert client.get(reverse("accounts:profile")).status_code == 200
    assert other.get(reverse("accounts:profile")).status_code == 302
    assert [mail.outbox[-1].to, mail.outbox[-1].subject] == [[owner.email], "Your password was changed"]
    assert AuditEvent.objects.last().action == "password changed"


def change_email(client, email):
    client.post(reverse("account_reauthenticate"), {"password": "a long pass phrase"})
    return client.post(reverse("account_email"), {"email": email, "action_add": ""})


def test_a_new_address_counts_once_it_is_confirmed(client, sign_in, owner, mailed_link):
    sign_in(client, owner)
    change_email(client, "next@example.org")
    assert User.objects.get(pk=owner.pk).email == "olivia@example.org"
    client.post(mailed_link(to="next@example.org"))
    assert User.objects.get(pk=owner.pk).email == "next@example.org"
    assert [mail.outbox[-1].to, mail.outbox[-1].subject] == [["olivia@example.org"], "Your email was changed"]


def test_changing_the_address_asks_for_the_password_again(client, sign_in, owner):
    sign_in(client, owner)
    response = client.post(reverse("account_email"), {"email": "next@example.org", "action_add": ""})
    assert response.url.startswith(reverse("account_reauthenticate"))


def test_an_unconfirmed_claim_does_not_block_the_real_owner(client, sign_in, owner, mailed_link):
    """allauth alone would fail here: the address stands on two users, and only one may have it."""
    sign_up(Client(), email="next@example.org")
    sign_in(client, owner)
    EmailAddress.objects.create(user=owner, email="next@example.org")
    client.post(reverse("account_reauthenticate"), {"password": "a long pass phrase"})
    client.post(reverse("account_email"), {"email": "next@example.org", "action_send": ""})
    link = reverse("account_confirm_email", args=[key_of(owner, "next@example.org")])
    assert client.post(link).status_code == 302
    assert list(User.objects.filter(email="next@example.org")) == [owner]


def key_of(user, email):
    return EmailConfirmationHMAC(EmailAddress.objects.get(user=user, email=email)).key


def test_when_mail_is_down_a_page_says_so(client, settings):
    settings.EMAIL_BACKEND = "tests.accounts.test_entrance.DownBackend"
    response = sign_up(client)
    assert response.status_code == 503
    assert "We could not send you a mail" in response.content.decode()


def test_a_change_stands_when_its_notice_cannot_be_mailed(client, sign_in, owner, settings):
    sign_in(client, owner)
    settings.EMAIL_BACKEND = "tests.accounts.test_entrance.DownBackend"
    fields = {"oldpassword": "a long pass phrase", "password1": "another pass phrase"}
    assert client.post(reverse("account_change_password"), fields).status_code == 302
    assert User.objects.get(pk=owner.pk).check_password("another pass phrase")


class DownBackend:
    """A mail service that does not answer."""

    def __init__(self, **kwargs):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError


NAMES = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
    "account_inactive",
]


@pytest.mark.parametrize("name", NAMES)
def test_no_entrance_page_speaks_of_user_names(client, name):
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert "username" not in page.content.decode().lower()
