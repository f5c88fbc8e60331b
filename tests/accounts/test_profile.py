import pytest
from django.urls import reverse

ADDRESS = "accounts:profile"


def test_name_and_job_title_are_saved(as_user, member):
    own = member.memberships.get()
    fields = {"name": "Mina Ito", f"job_title_{own.pk}": "Counselor"}
    assert as_user(member).post(reverse(ADDRESS), fields).url == reverse(ADDRESS)
    own.refresh_from_db()
    assert [own.job_title, own.user.name] == ["Counselor", "Mina Ito"]


def test_job_titles_of_others_are_not_fields_here(as_user, member, owner):
    theirs = owner.memberships.get()
    as_user(member).post(reverse(ADDRESS), {"name": "Mina", f"job_title_{theirs.pk}": "Clown"})
    theirs.refresh_from_db()
    assert theirs.job_title == ""


@pytest.mark.parametrize("name", ["", "Mina\r\nBcc: x@example.org", "Mi\u2028na", "M\x00"])
def test_a_name_that_is_unsafe_in_a_header_is_refused(as_user, member, name):
    response = as_user(member).post(reverse(ADDRESS), {"name": name})
    member.refresh_from_db()
    assert [response.status_code, member.name] == [422, "Mina"]


def test_one_can_be_here_without_an_organization(as_user, make_user):
    page = as_user(make_user("Ana")).get(reverse(ADDRESS)).content.decode()
    assert reverse("accounts:start") in page
