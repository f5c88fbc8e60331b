import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from django.conf import settings

from accounts import services as accounts
from accounts.models import Membership
from plans import services as plans
from reports.services import request_report

CANARY = "Kanarienvogel"
NOBODY_LISTENS = "postgres://sts@127.0.0.1:1/sts"


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


@pytest.fixture
def run():
    """A function that runs a Python module or script here with some settings changed: run([...], SECRET_KEY=None)."""

    def in_environment(command, **changes):
        environment = {**os.environ, **{name: value for name, value in changes.items() if value is not None}}
        for name in [name for name, value in changes.items() if value is None]:
            environment.pop(name, None)
        return subprocess.run(
            [sys.executable, *command],
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
        )

    return in_environment


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def site_without_database(free_port, tmp_path):
    """A function that asks a real web server whose database is down: ask(path, data=None, headers={}) -> response."""
    command = [sys.executable, "-m", "gunicorn", "stsapp.wsgi", f"--bind=127.0.0.1:{free_port}", "--workers=1"]
    environment = {**os.environ, "DATABASE_URL": NOBODY_LISTENS}
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log)

    def ask(path, data=None, headers=None):
        request = urllib.request.Request(f"http://127.0.0.1:{free_port}{path}", data=data, headers=headers or {})
        try:
            return urllib.request.urlopen(request, timeout=30)
        except urllib.error.HTTPError as answer:
            return answer

    wait_for(free_port, server)
    yield ask
    server.terminate()
    server.wait(30)


def wait_for(port, server):
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert server.poll() is None, f"the server ended with status {server.returncode}"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("the server did not answer")
