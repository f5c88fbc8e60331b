import pytest
from django.urls import reverse

from accounts.models import Membership, Organization

ABOUT = {"name": "Ana Ruiz", "job_title": "Director"}
ORGANIZATION = {"name": "Harborlight", "country": "United States", "staff_band": "10-24"}


@pytest.fixture
def newcomer(make_user, as_user):
    user = make_user("Ana")
    user.name = ""
    user.save()
    return as_user(user)


def test_three_pages_lead_home(newcomer):
    assert newcomer.get(reverse("accounts:enter")).url == reverse("accounts:start")
    assert newcomer.post(reverse("accounts:start"), ABOUT).url == reverse("accounts:start-organization")
    response = newcomer.post(reverse("accounts:start-organization"), ORGANIZATION)
    membership = Membership.objects.get()
    slug = membership.organization.slug
    assert response.url == reverse("accounts:who-sees-what", args=[slug])
    assert reverse("home:organization", args=[slug]) in newcomer.get(response.url).content.decode()
    assert [membership.role, membership.job_title, membership.user.name] == ["owner", "Director", "Ana Ruiz"]
    assert newcomer.get(reverse("accounts:enter")).url == reverse("home:organization", args=[slug])


def test_whoever_stops_after_the_first_page_finds_it_filled_in(newcomer):
    newcomer.post(reverse("accounts:start"), ABOUT)
    page = newcomer.get(reverse("accounts:start"))
    assert page.context["form"].initial == ABOUT


def test_a_page_sent_twice_makes_one_organization(newcomer):
    newcomer.post(reverse("accounts:start"), ABOUT)
    addresses = {newcomer.post(reverse("accounts:start-organization"), ORGANIZATION).url for _ in range(2)}
    assert [len(addresses), Organization.objects.count()] == [1, 1]


def test_the_name_comes_first(newcomer):
    assert newcomer.get(reverse("accounts:start-organization")).url == reverse("accounts:start")


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"name": "a\nb"}, {"name": "a\x00b"}, {"name": "x" * 121}, {"staff_band": "7"}, {"country": ""}],
)
def test_wrong_input_is_named_and_nothing_typed_is_lost(newcomer, wrong):
    newcomer.post(reverse("accounts:start"), ABOUT)
    page = newcomer.post(reverse("accounts:start-organization"), ORGANIZATION | wrong)
    assert [page.status_code, list(page.context["form"].errors)] == [422, list(wrong)]
    kept = next(name for name in ("country", "name") if name not in wrong)
    assert ORGANIZATION[kept] in page.content.decode()
    assert Organization.objects.exists() is False


def test_whoever_is_in_several_organizations_chooses(make_user, make_organization, as_user):
    ana = make_user("Ana", make_organization("One"))
    Membership.objects.create(user=ana, organization=make_organization("Two"), role="owner")
    page = as_user(ana).get(reverse("accounts:enter")).content.decode()
    assert [reverse("home:organization", args=[slug]) in page for slug in ("one", "two")] == [True, True]


@pytest.mark.parametrize("name", ["enter", "start", "start-organization", "profile"])
def test_visitors_sign_in_first(client, db, name):
    address = reverse(f"accounts:{name}")
    assert client.get(address).url == f"{reverse('account_login')}?next={address}"


def test_strangers_learn_nothing(as_user, stranger, organization):
    assert as_user(stranger).get(reverse("accounts:who-sees-what", args=[organization.slug])).status_code == 404
