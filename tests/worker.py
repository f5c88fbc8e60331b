"""A real Celery worker, as a process of its own, on the test database and Redis."""

import os
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from stsapp.celery import app

STARTS_WITHIN = 60  # seconds; a worker is up in 3 on a quiet machine


def worker_environment():
    """What a server process needs in its environment to work on this run's database, Redis and files."""
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path="/" + settings.DATABASES["default"]["NAME"])
    return {
        **os.environ,
        "DATABASE_URL": database.geturl(),
        "REDIS_URL": settings.REDIS_URL,
        "MEDIA_STORAGE_URL": f"file://{settings.MEDIA_ROOT}",
    }


@pytest.fixture(scope="session")
def start_worker(django_db_setup):
    """A function that starts a worker and gives its process once it answers: start_worker() -> subprocess.Popen.

    Whoever kills one on purpose starts another; what is left is stopped at the end.
    """
    workers = []

    def start():
        name = f"test-{os.getpid()}-{len(workers)}@localhost"
        command = [sys.executable, "-m", "celery", "-A", "stsapp", "worker"]
        command += ["--concurrency=1", "--loglevel=WARNING", f"--hostname={name}"]
        process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=worker_environment(), start_new_session=True)
        workers.append(process)
        wait_for_answer(process, name)
        return process

    yield start
    for process in workers:
        stop(process)


@pytest.fixture(scope="session")
def celery_worker_process(start_worker):
    """The worker that tests marked `worker` share."""
    return start_worker()


def wait_for_answer(process, name):
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end:
        assert process.poll() is None, f"the worker ended with status {process.returncode}"
        if app.control.ping(destination=[name], timeout=0.5):
            return
    pytest.fail(f"the worker did not answer within {STARTS_WITHIN} seconds")


def stop(process):
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
