from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Invitation, Membership, User

JOIN = {"name": "Nora Lund", "job_title": "Supervisor", "password": "four words in row"}


@pytest.fixture
def invite(as_user, owner, organization):
    """A function that invites an address as the owner would: invite(email) -> response."""

    def post(email="nora@example.org", role="coordinator"):
        address = reverse("accounts:invite", args=[organization.slug])
        return as_user(owner).post(address, {"email": email, "role": role})

    return post


def rows():
    return list(Invitation.objects.values()), Membership.objects.count(), User.objects.count()


def test_an_owner_invites_by_mail(invite, organization):
    assert invite().url == reverse("accounts:people", args=[organization.slug])
    [sent] = mail.outbox
    assert [sent.to, sent.subject] == [
        ["nora@example.org"],
        "Olivia asks you to help with a staff support check",
    ]
    assert Invitation.objects.get().token_hash not in sent.body


def test_known_and_unknown_addresses_are_invited_alike(invite, make_user):
    make_user("Known")
    assert invite("known@example.org").url == invite("unknown@example.org").url
    assert mail.outbox[0].body.split("http")[0] == mail.outbox[1].body.split("http")[0]


def test_whoever_is_here_need_not_be_invited(invite, member):
    page = invite("MINA@example.org")
    assert [page.status_code, mail.outbox] == [422, []]


def test_opening_the_link_changes_nothing(client, invite, mailed_link):
    invite()
    before = rows()
    for _ in range(20):
        page = client.get(mailed_link())
        client.head(mailed_link())
    assert "Olivia asks you to help" in page.content.decode()
    assert rows() == before


def test_somebody_new_joins_on_one_page(client, invite, mailed_link, organization):
    invite()
    response = client.post(mailed_link(), JOIN)
    assert response.url == reverse("accounts:who-sees-what", args=[organization.slug])
    assert client.get(response.url).status_code == 200
    nora = Membership.objects.get(user__email="nora@example.org")
    assert [nora.role, nora.job_title, nora.user.name] == ["coordinator", "Supervisor", "Nora Lund"]
    assert len(mail.outbox) == 1
    assert client.get(reverse("accounts:enter")).url == reverse("home:organization", args=[organization.slug])


@pytest.mark.parametrize("wrong", [{"password": "short"}, {"password": "nora@example.org"}, {"name": ""}])
def test_what_is_wrong_is_named_and_the_invitation_stays_open(client, invite, mailed_link, wrong):
    invite()
    page = client.post(mailed_link(), JOIN | wrong)
    assert [page.status_code, list(page.context["form"].errors)] == [422, list(wrong)]
    assert Invitation.objects.get().is_open is True


def test_somebody_with_an_account_signs_in_first(client, invite, mailed_link, make_user, sign_in):
    nora = make_user("Nora")
    invite()
    page = client.get(mailed_link()).content.decode()
    assert f"{reverse('account_login')}?next={mailed_link()}" in page
    assert sign_in(client, nora, next=mailed_link()).url == mailed_link()
    assert client.post(mailed_link(), {"job_title": "Lead"}).status_code == 302
    assert nora.memberships.get().job_title == "Lead"


def test_the_account_of_an_invited_address_cannot_be_taken_over(client, invite, mailed_link, make_user):
    nora = make_user("Nora")
    invite()
    client.post(mailed_link(), JOIN)
    nora.refresh_from_db()
    assert [nora.name, nora.memberships.count()] == ["Nora", 0]


def test_another_address_is_told_what_to_do(invite, mailed_link, as_user, stranger):
    invite()
    client = as_user(stranger)
    for response in (client.get(mailed_link()), client.post(mailed_link(), {})):
        assert response.status_code == 403
        assert "nora@example.org" not in response.content.decode()
        assert "Ask the person who invited you" in response.content.decode()
    assert Invitation.objects.get().is_open is True


def test_links_that_lead_nowhere_all_say_the_same(client, invite, mailed_link, as_user, owner, organization):
    invite()
    used = mailed_link()
    client.post(used, JOIN)
    invite("old@example.org")
    old = mailed_link()
    Invitation.objects.filter(email="old@example.org").update(created_at=timezone.now() - timedelta(days=15))
    wrong = reverse("accounts:invitation", args=["x" * 43])
    for link in (used, old, wrong):
        response = Client().get(link)
        assert response.status_code == 404
        assert "This invitation does not work" in response.content.decode()


def test_guessing_tokens_has_to_wait(client, db):
    wrong = reverse("accounts:invitation", args=["guess"])
    assert {client.get(wrong).status_code for _ in range(20)} == {404}
    assert client.get(wrong).status_code == 429


def test_inviting_many_has_to_wait(invite):
    assert {invite(f"n{number}@example.org").status_code for number in range(30)} == {302}
    response = invite("last@example.org")
    assert [response.status_code, response["Retry-After"], len(mail.outbox)] == [429, "3600", 30]


def test_an_owner_withdraws_after_being_asked(invite, mailed_link, as_user, owner, organization):
    invite()
    address = reverse("accounts:withdraw", args=[organization.slug, Invitation.objects.get().pk])
    client = as_user(owner)
    assert "Withdraw this invitation?" in client.get(address).content.decode()
    assert Invitation.objects.exists() is True
    client.post(address)
    assert Client().get(mailed_link()).status_code == 404
    assert client.post(address).status_code == 404


def test_invitations_of_others_have_no_number_here(invite, as_user, stranger):
    invite()
    slug = stranger.memberships.get().organization.slug
    address = reverse("accounts:withdraw", args=[slug, Invitation.objects.get().pk])
    assert as_user(stranger).post(address).status_code == 404
    assert Invitation.objects.exists() is True


def test_a_mail_that_cannot_be_sent_leaves_the_earlier_invitation_in_force(invite, mailed_link, settings):
    invite()
    settings.EMAIL_BACKEND = "tests.accounts.test_entrance.DownBackend"
    assert invite(role="owner").status_code == 503
    assert Invitation.objects.get().role == "coordinator"
    assert Client().get(mailed_link()).status_code == 200
    assert AuditEvent.objects.filter(action="invited owner").exists() is False
