import pytest
from django.utils import timezone

from accounts import rows
from accounts.backends import Backend, SessionStore
from accounts.models import Membership, Organization
from assessments.models import Sheet

OF = """
    SELECT {columns} FROM accounts_membership JOIN accounts_organization ON accounts_organization.id = organization_id
    WHERE slug = %s ORDER BY accounts_membership.id
"""


def test_a_row_becomes_the_same_objects_that_django_makes(owner, coordinator, organization):
    membership, found = rows.first((Membership, Organization), OF, [organization.slug])
    expected = Membership.objects.select_related("organization").get(user=owner)
    for one, other in ((membership, expected), (found, expected.organization)):
        assert one == other
        assert {f.attname: getattr(one, f.attname) for f in one._meta.concrete_fields} == {
            f.attname: getattr(other, f.attname) for f in other._meta.concrete_fields
        }


def test_no_row_is_none(db):
    assert rows.first((Membership, Organization), OF, ["nobody"]) is None


def test_json_is_read_as_the_model_reads_it(organization, owner, make_check):
    sheet = make_check(organization, owner, {"LEA-1": 3})
    [found] = rows.first((Sheet,), "SELECT {columns} FROM assessments_sheet WHERE id = %s", [sheet.pk])
    assert found.answers == {"LEA-1": 3}


def test_a_session_says_what_django_reads_in_it(db_session):
    assert SessionStore(db_session.session_key).load() == {"language": "en"}


def test_a_session_that_is_over_or_unknown_is_empty_and_gets_a_new_key(db_session):
    db_session.model.objects.update(expire_date=timezone.now())
    for key in (db_session.session_key, "x" * 32):
        store = SessionStore(key)
        assert store.load() == {}
        assert store.session_key is None


@pytest.fixture
def db_session(db):
    store = SessionStore()
    store["language"] = "en"
    store.create()
    return store


def test_a_person_who_may_not_come_in_is_nobody(owner):
    assert Backend().get_user(owner.pk) == owner
    type(owner).objects.update(is_active=False)
    assert Backend().get_user(owner.pk) is None
    assert Backend().get_user(owner.pk + 1) is None


def test_a_column_is_a_list(organization, make_organization):
    make_organization("Riverbend Clinic")
    names = rows.column("SELECT slug FROM accounts_organization WHERE slug <> %s ORDER BY slug", ["none"])
    assert names == ["harborlight-family-services", "riverbend-clinic"]
