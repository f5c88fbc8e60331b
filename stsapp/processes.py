"""The processes that make up the running site, started and stopped together."""

import os
import signal
import subprocess
import sys
import time

from django.conf import settings

STOPS_WITHIN = 15  # seconds, then it is killed; a worker finishes the file it is making

# Celery warns root at length; on a developer's machine that is the developer's choice.
PYTHON = [sys.executable, "-W", "ignore:You're running the worker with superuser privileges"]
WORKER = [*PYTHON, "-m", "celery", "--quiet", "-A", "stsapp", "worker", "--concurrency=2", "--loglevel=WARNING"]
SWEEP = [sys.executable, "manage.py", "sweep_reports", "--loop"]


def web(port):
    """The command of the web server on a port of this machine."""
    return [sys.executable, "-m", "gunicorn", "stsapp.wsgi", f"--bind=127.0.0.1:{port}", "--log-level=warning"]


class Ended(Exception):
    """A process that should go on has ended."""


class Processes:
    """Child processes by name; leaving the `with` block stops every one, and their children."""

    def __init__(self):
        self.children = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self, name, command):
        # In a session of its own: Ctrl-C reaches us alone, and the whole group can be killed if it must.
        self.children[name] = subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True)

    def check(self):
        """Raise Ended if any has ended."""
        for name, child in self.children.items():
            if child.poll() is not None:
                raise Ended(f"The {name} process ended with status {child.returncode}.")

    def wait_until(self, ready, *, seconds, what):
        """Wait until ready() is true while all go on. Raises Ended when one ends or the time is over."""
        end = time.monotonic() + seconds
        while not ready():
            self.check()
            if time.monotonic() > end:
                raise Ended(f"{what} took more than {seconds} seconds.")
            time.sleep(0.1)

    def stop(self):
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        end = time.monotonic() + STOPS_WITHIN
        for child in self.children.values():
            try:
                child.wait(max(0, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                pass
            kill_group(child)


def kill_group(child):
    """Kill what is left of a child and of its children."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    child.wait()
