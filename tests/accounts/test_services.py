import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.utils import timezone

from accounts import services
from accounts.models import AuditEvent, Invitation, Membership, Organization, User


@pytest.fixture
def place(organization, owner):
    """The owner's membership."""
    return organization.memberships.get(user=owner)


def actions():
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


def new_organization(owner, name="Harborlight"):
    return services.create_organization(owner=owner, name=name, country="United States", staff_band="5-9")


def test_an_organization_begins_with_its_owner(make_user):
    membership = new_organization(make_user("Ana"))
    assert [membership.role, membership.organization.name, membership.organization.staff_band] == [
        "owner",
        "Harborlight",
        "5-9",
    ]
    assert actions() == ["created organization"]


def test_asking_twice_makes_one_organization(make_user):
    ana = make_user("Ana")
    assert new_organization(ana) == new_organization(ana)
    assert Organization.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "stem"), [("Ház & Home, Inc.", "haz-home-inc"), ("日本の家", "organization"), ("x" * 120, "x" * 50)]
)
def test_every_name_gets_an_address_that_tells_nothing_of_others(name, stem):
    assert re.fullmatch(rf"{stem}-[a-z2-9]{{5}}", services.new_slug(name))


def test_an_invitation_keeps_only_the_hash_of_its_token(place):
    invitation, token = services.invite(membership=place, email="New@Example.org", role="coordinator")
    assert invitation.email == "new@example.org"
    assert invitation.token_hash == Invitation.hash_token(token)
    assert len(token) == 43


def test_a_second_invitation_replaces_the_first(place):
    _, first = services.invite(membership=place, email="new@example.org", role="member")
    second, token = services.invite(membership=place, email="NEW@example.org", role="coordinator")
    assert list(Invitation.objects.all()) == [second]
    assert services.open_invitation(token) == second
    with pytest.raises(services.InvitationClosed):
        services.open_invitation(first)


def test_somebody_new_joins_with_a_confirmed_address(place):
    _, token = services.invite(membership=place, email="new@example.org", role="coordinator")
    membership = services.join_as_new(token=token, name="Nora", password="a long pass phrase", job_title="Lead")
    assert [membership.role, membership.job_title, membership.user.name] == ["coordinator", "Lead", "Nora"]
    assert EmailAddress.objects.get(user=membership.user).verified is True
    assert actions() == ["invited coordinator", "accepted invitation"]


def test_an_account_nobody_confirmed_does_not_come_to_life(place):
    """Somebody else may have made it with the victim's address and a password of their own."""
    planted = User.objects.create_user("new@example.org", "the attacker knows this")
    EmailAddress.objects.create(user=planted, email=planted.email, primary=True)
    _, token = services.invite(membership=place, email="new@example.org", role="member")
    membership = services.join_as_new(token=token, name="Nora", password="a long pass phrase")
    assert membership.user.check_password("the attacker knows this") is False
    assert User.objects.filter(email="new@example.org").count() == 1


def test_whoever_has_an_account_signs_in_instead(place, make_user):
    make_user("Nora")
    _, token = services.invite(membership=place, email="nora@example.org", role="member")
    with pytest.raises(services.InvitationClosed):
        services.join_as_new(token=token, name="Nora", password="a long pass phrase")


def test_an_invitation_is_used_once(place, make_user):
    nora = make_user("Nora")
    _, token = services.invite(membership=place, email="nora@example.org", role="member")
    services.accept_invitation(token=token, user=nora)
    with pytest.raises(services.InvitationClosed):
        services.accept_invitation(token=token, user=nora)


def test_an_invitation_ends_after_14_days(place, make_user):
    invitation, token = services.invite(membership=place, email="nora@example.org", role="member")
    Invitation.objects.filter(pk=invitation.pk).update(created_at=timezone.now() - timedelta(days=14))
    with pytest.raises(services.InvitationClosed):
        services.accept_invitation(token=token, user=make_user("Nora"))


def test_an_invitation_is_for_its_address_only(place, make_user):
    _, token = services.invite(membership=place, email="nora@example.org", role="owner")
    with pytest.raises(services.InvitationForSomebodyElse):
        services.accept_invitation(token=token, user=make_user("Eve"))
    assert Membership.objects.filter(user__name="Eve").exists() is False


def test_accepting_does_not_change_the_role_of_somebody_already_here(place, make_user, organization):
    nora = make_user("Nora", organization, "coordinator")
    _, token = services.invite(membership=place, email="nora@example.org", role="member")
    assert services.accept_invitation(token=token, user=nora).role == "coordinator"


def test_a_withdrawn_invitation_opens_nothing(place):
    invitation, token = services.invite(membership=place, email="new@example.org", role="member")
    services.withdraw_invitation(membership=place, invitation=invitation)
    with pytest.raises(services.InvitationClosed):
        services.open_invitation(token)
    assert actions() == ["invited member", "withdrew invitation"]


def test_roles_change_and_the_log_says_so(place, organization, member):
    person = organization.memberships.get(user=member)
    services.change_role(membership=place, person=person, role="owner")
    assert organization.memberships.get(user=member).role == "owner"
    assert actions() == ["changed role from member to owner"]


def test_the_last_owner_stays_owner(place, coordinator):
    with pytest.raises(services.LastOwner):
        services.change_role(membership=place, person=place, role="member")
    with pytest.raises(services.LastOwner):
        services.remove_person(membership=place, person=place)
    place.refresh_from_db()
    assert [place.role, actions()] == ["owner", []]


def test_with_two_owners_one_may_go(place, organization, make_user):
    make_user("Ola", organization, "owner")
    services.remove_person(membership=place, person=place)
    assert list(organization.memberships.values_list("user__name", flat=True)) == ["Ola"]
    assert actions() == ["left"]


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_leave_at_once_leave_one_behind(organization, make_user):
    people = [organization.memberships.get(user=make_user(name, organization, "owner")) for name in ("Ola", "Olivia")]

    def leave(person):
        try:
            services.remove_person(membership=person, person=person)
        except services.LastOwner:
            return "stays"
        else:
            return "left"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(leave, people)) == ["left", "stays"]


def test_a_profile_saves_only_ones_own_job_titles(make_user, organization, stranger):
    ana = make_user("Ana", organization, "member")
    own, other = ana.memberships.get(), stranger.memberships.get()
    services.save_profile(user=ana, name="Ana B", job_titles={own.pk: "Lead", other.pk: "Clown"})
    own.refresh_from_db(), other.refresh_from_db(), ana.refresh_from_db()
    assert [ana.name, own.job_title, other.job_title] == ["Ana B", "Lead", ""]


def test_changing_an_organization_keeps_its_address(place, organization):
    services.change_organization(membership=place, name="New name", country="Canada", staff_band="100-plus")
    changed = Organization.objects.get(pk=organization.pk)
    assert [changed.name, changed.country, changed.slug] == ["New name", "Canada", organization.slug]
