"""What the settings promise of a worker whose Redis comes and goes."""

import os
import signal
import subprocess
import sys
import time

import pytest
import redis
from django.conf import settings

from stsapp.servers import Redis


@pytest.fixture
def own_redis(tmp_path):
    """A Redis that the test may stop."""
    server = Redis(tmp_path)
    server.running()
    yield server
    server.stop()


@pytest.fixture
def worker_of(own_redis, tmp_path):
    """A worker on that Redis."""
    command = [sys.executable, "-m", "celery", "-A", "stsapp", "worker", "--concurrency=1"]
    environment = {**os.environ, "REDIS_URL": own_redis.address()}
    with (tmp_path / "worker.log").open("w") as log:
        worker = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    yield worker
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


@pytest.fixture
def answers(run, own_redis):
    """A function that is true when a worker answers at that Redis within a minute."""

    def ask():
        end = time.monotonic() + 60
        while time.monotonic() < end:
            command = ["-m", "celery", "-A", "stsapp", "inspect", "ping"]
            if run(command, REDIS_URL=own_redis.address()).returncode == 0:
                return True
        return False

    return ask


def test_a_worker_that_lost_redis_goes_on_when_it_is_back(own_redis, worker_of, answers):
    assert answers()
    own_redis.stop()
    time.sleep(3)  # long enough for the worker to notice and to try in vain
    assert worker_of.poll() is None
    subprocess.run([own_redis.program(), own_redis.settings], check=True, stdout=subprocess.DEVNULL)
    while not own_redis.answers():
        time.sleep(0.02)
    assert answers()


def test_what_lies_in_the_queue_survives_a_killed_redis(own_redis):
    client = redis.Redis.from_url(own_redis.address())
    for number in range(200):
        client.rpush("queue", number)
    time.sleep(1.5)  # the file is synced every second
    os.kill(client.info("server")["process_id"], signal.SIGKILL)
    own_redis.running()
    assert redis.Redis.from_url(own_redis.address()).llen("queue") == 200
