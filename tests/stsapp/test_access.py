"""Every address is declared in docs/access-matrix.csv, and lets in whom it says: nobody else, by no method, to no id.

The cases are generated from the URL resolver: two full organizations, every role, every method.
"""

import pytest
from django.test import Client

from accounts.models import Membership
from reports.models import Report
from tests.stsapp.addresses import MATRIX, PARTS, PATTERNS, address
from tests.stsapp.conftest import CANARY

METHODS = ("get", "head", "post", "put", "patch", "delete")
ROLES = {
    "member": tuple(Membership.Role),
    "lead": (Membership.Role.OWNER, Membership.Role.COORDINATOR),
    "owner": (Membership.Role.OWNER,),
}
INSIDE = [name for name, who in MATRIX.items() if who in ROLES]


def test_every_address_is_declared():
    assert set(MATRIX) == set(PATTERNS)


@pytest.mark.parametrize("name", INSIDE)
def test_the_guard_is_the_declared_one(name):
    assert set(PATTERNS[name].callback.roles) == set(ROLES[MATRIX[name]])


def test_nothing_with_an_organization_in_it_is_open():
    inside = {name for name, pattern in PATTERNS.items() if hasattr(pattern.callback, "roles")}
    assert inside == set(INSIDE)


def test_every_role_method_and_id(tenant, as_user):
    people, ours = tenant("alder")
    strangers, theirs = tenant("birch")
    clients = {role: as_user(person) for role, person in people.items()}
    outsider, visitor = as_user(strangers["owner"]), Client()
    mixed = {**ours, "organization": theirs["organization"]}
    wrong, cases = [], 0

    def expect(response, status, *what):
        nonlocal cases
        cases += 1
        # 405 is as good a refusal: the address takes that method from nobody.
        if response.status_code not in (status, 405) or (
            status == 404 and f"alder {CANARY}" in response.content.decode(errors="replace")
        ):
            wrong.append((*what, response.status_code, "expected", status))

    for name in INSIDE:
        for method in METHODS:
            expect(getattr(visitor, method)(address(name, ours)), 302, "visitor", method, name)
            expect(getattr(outsider, method)(address(name, ours)), 404, "stranger", method, name)
            for role, client in clients.items():
                if role not in ROLES[MATRIX[name]]:
                    expect(getattr(client, method)(address(name, ours)), 403, role, method, name)
                expect(getattr(client, method)(address(name, {**ours, "organization": "no-such"})), 404, role, name)
            if any(part in ours and part not in ("organization", "pillar", "code") for part in PARTS[name]):
                expect(getattr(outsider, method)(address(name, mixed)), 404, "foreign id", method, name)
    assert wrong == []
    assert cases > 900


@pytest.mark.parametrize("role", Membership.Role.values)
def test_whoever_may_come_in_sees_the_page(tenant, as_user, role):
    """The positive control: what is refused above is there for the right people."""
    people, parts = tenant("alder")
    client = as_user(people[role])
    Report.objects.update(state=Report.State.FAILED)
    not_pages = {"reports:file", "plans:add"}  # nothing to take away yet; an address for sending only
    for name in INSIDE:
        if role in ROLES[MATRIX[name]] and name not in not_pages:
            response = client.get(address(name, parts), follow=True)
            assert (name, response.status_code) == (name, 200)
