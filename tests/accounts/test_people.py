import pytest
from django.urls import reverse

from accounts.models import Invitation, Membership, Organization


def at(name, organization, *args):
    return reverse(f"accounts:{name}", args=[organization.slug, *args])


@pytest.fixture
def owners(as_user, owner):
    return as_user(owner)


@pytest.fixture
def theirs(organization, member):
    return organization.memberships.get(user=member)


def test_everybody_here_sees_who_is_here(as_user, organization, owner, member):
    page = as_user(member).get(at("people", organization)).content.decode()
    assert [name in page for name in ("Olivia", "Mina", "olivia@example.org", "Change role")] == [
        True,
        True,
        False,
        False,
    ]


def test_owners_see_addresses_and_what_they_can_change(owners, organization, theirs):
    page = owners.get(at("people", organization)).content.decode()
    assert ["mina@example.org" in page, at("role", organization, theirs.pk) in page] == [True, True]


def test_the_list_takes_the_same_queries_for_one_and_three(
    owner, as_user, organization, coordinator, member, django_assert_num_queries, make_organization, make_user
):
    alone = make_user("Ola", make_organization("Alone"), "owner")
    counts = []
    for user, place in ((alone, Organization.objects.get(name="Alone")), (owner, organization)):
        Invitation.objects.create(organization=place, email="x@example.org", role="member", token_hash=place.slug)
        client = as_user(user)
        with django_assert_num_queries(5) as queries:
            client.get(at("people", place))
        counts.append(len(queries))
    assert counts[0] == counts[1]


PAGES = ["people", "invite", "settings", "leave"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_get_404(as_user, stranger, organization, name, method):
    assert getattr(as_user(stranger), method)(at(name, organization)).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_only_owners_change_people(as_user, coordinator, member, organization, theirs, method):
    addresses = [at("invite", organization), at("settings", organization), at("role", organization, theirs.pk)]
    addresses.append(at("remove", organization, theirs.pk))
    for user in (coordinator, member):
        client = as_user(user)
        assert [getattr(client, method)(address).status_code for address in addresses] == [403] * 4


def test_people_of_other_organizations_have_no_number_here(owners, organization, stranger):
    other = stranger.memberships.get().pk
    for name in ("role", "remove"):
        assert owners.post(at(name, organization, other), {"role": "member"}).status_code == 404


def test_an_owner_gives_a_role(owners, organization, theirs):
    response = owners.post(at("role", organization, theirs.pk), {"role": "coordinator"})
    theirs.refresh_from_db()
    assert [response.url, theirs.role] == [at("people", organization), "coordinator"]


def test_an_unknown_role_is_refused(owners, organization, theirs):
    response = owners.post(at("role", organization, theirs.pk), {"role": "admin"})
    theirs.refresh_from_db()
    assert [response.status_code, theirs.role] == [422, "member"]


def test_the_last_owner_is_kept_with_a_reason(owners, organization, owner):
    own = organization.memberships.get(user=owner)
    answers = [
        owners.post(at("role", organization, own.pk), {"role": "member"}),
        owners.post(at("leave", organization)),
    ]
    assert [answer.status_code for answer in answers] == [409, 409]
    assert "Choose another owner first" in answers[0].content.decode()
    own.refresh_from_db()
    assert own.role == "owner"


def test_removing_asks_first(owners, as_user, organization, theirs, member):
    address = at("remove", organization, theirs.pk)
    assert "Remove Mina?" in owners.get(address).content.decode()
    assert Membership.objects.filter(pk=theirs.pk).exists() is True
    owners.post(address)
    assert as_user(member).get(at("people", organization)).status_code == 404


def test_owners_remove_themselves_by_leaving(owners, organization, owner):
    own = organization.memberships.get(user=owner).pk
    assert owners.post(at("remove", organization, own)).url == at("leave", organization)


def test_anybody_else_may_leave(as_user, organization, owner, member):
    client = as_user(member)
    assert "Leave Harborlight Family Services?" in client.get(at("leave", organization)).content.decode()
    assert client.post(at("leave", organization)).url == reverse("accounts:profile")
    assert organization.memberships.filter(user=member).exists() is False


def test_owners_change_name_and_size_and_nothing_else(owners, organization):
    fields = {"name": "Harbor", "country": "Canada", "staff_band": "5-9", "slug": "mine", "kind": "funder"}
    assert owners.post(at("settings", organization), fields).url == at("people", organization)
    changed = Organization.objects.get(pk=organization.pk)
    assert [changed.name, changed.country, changed.staff_band] == ["Harbor", "Canada", "5-9"]
    assert [changed.slug, changed.kind] == [organization.slug, "agency"]
