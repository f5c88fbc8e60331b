import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from django.conf import settings

NOBODY_LISTENS = "postgres://sts@127.0.0.1:1/sts"


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
