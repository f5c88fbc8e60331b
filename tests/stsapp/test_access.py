"""Every address is declared in docs/access-matrix.csv, and lets in whom it says: nobody else, by no method, to no id.

The cases are generated from the URL resolver: two full organizations, every role, every method.
"""

import csv

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse

from accounts import services as accounts
from accounts.models import Membership
from plans import services as plans
from reports.models import Report
from reports.services import request_report

METHODS = ("get", "head", "post", "put", "patch", "delete")
ROLES = {
    "member": tuple(Membership.Role),
    "lead": (Membership.Role.OWNER, Membership.Role.COORDINATOR),
    "owner": (Membership.Role.OWNER,),
}
CANARY = "Kanarienvogel"


def addresses(resolver, space=""):
    """Yield (url name with namespace, pattern) for every address below a resolver."""
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern, space + (f"{pattern.namespace}:" if pattern.namespace else ""))
        else:
            yield f"{space}{pattern.name}", pattern


PATTERNS = dict(addresses(get_resolver()))
MATRIX = dict(list(csv.reader((settings.BASE_DIR / "docs" / "access-matrix.csv").open()))[1:])
INSIDE = [name for name, who in MATRIX.items() if who in ROLES]


def test_every_address_is_declared():
    assert set(MATRIX) == set(PATTERNS)


@pytest.mark.parametrize("name", INSIDE)
def test_the_guard_is_the_declared_one(name):
    assert set(PATTERNS[name].callback.roles) == set(ROLES[MATRIX[name]])


def test_nothing_with_an_organization_in_it_is_open():
    inside = {name for name, pattern in PATTERNS.items() if hasattr(pattern.callback, "roles")}
    assert inside == set(INSIDE)


@pytest.fixture
def tenant(make_organization, make_user, make_result, mailoutbox):
    """A function that fills an organization: tenant(name) -> (people by role, address parts by name)."""

    def fill(name):
        organization = make_organization(f"{name} {CANARY}")
        people = {role: make_user(f"{role}-{name}", organization, role) for role in Membership.Role.values}
        owner = people["owner"]
        result = make_result(organization, owner, 2, notes={"LEA-1": f"{name} {CANARY} note"})
        action = plans.add_suggestion(organization=organization, result=result, code="LEA-2:2", user=owner)
        report = request_report(
            organization=organization, result=result, kind="plan", paper="letter", language="en", requested_by=owner
        )
        membership = owner.memberships.get()
        accounts.invite(membership=membership, email=f"new@{name}.example", role="member")
        parts = {
            "organization": organization.slug,
            "assessment": result.assessment_id,
            "pillar": "workload",
            "code": "LEA-1",
            "action": action.pk,
            "report": report.pk,
            "person": people["member"].memberships.get().pk,
            "invitation": organization.invitations.get().pk,
        }
        return people, parts

    return fill


def address(name, parts):
    needed = PATTERNS[name].pattern.regex.groupindex.keys() | {"organization"}
    return reverse(name, kwargs={part: parts[part] for part in needed})


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
            if any(part in ours and part not in ("organization", "pillar", "code") for part in parts_of(name)):
                expect(getattr(outsider, method)(address(name, mixed)), 404, "foreign id", method, name)
    assert wrong == []
    assert cases > 900


def parts_of(name):
    return PATTERNS[name].pattern.regex.groupindex


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
