"""The developer's servers: shared by processes, stopped by the last, and never at the cost of a closed folder."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg2
import pytest
import redis
from django.conf import settings

from stsapp import embedded

# Works in another folder than the checkout's own, and on no server that the environment names.
PREFACE = """
import os, sys, time
from pathlib import Path
from stsapp import embedded
for server in (embedded.Postgres, embedded.Redis):
    os.environ.pop(server.variable, None)
embedded.VAR_DIR, embedded.ELSEWHERE = Path(sys.argv[1]), Path(sys.argv[2])
embedded.use(Path(sys.argv[1]) / "dev.env")
print(os.environ["DATABASE_URL"], os.environ["REDIS_URL"], os.environ["FROM_FILE"], flush=True)
"""
UNTIL_TOLD = PREFACE + "sys.stdin.read()"


@pytest.fixture(scope="module")
def folder():
    """An open folder, as a checkout usually lies in. One for all tests: making a database takes seconds."""
    made = Path(tempfile.mkdtemp(dir="/var/tmp", prefix="sts-test-"))
    made.chmod(0o755)
    (made / "var").mkdir()
    (made / "var" / "dev.env").write_text("FROM_FILE=yes\n")
    yield made
    shutil.rmtree(made)


def begin(folder, script=UNTIL_TOLD):
    command = [sys.executable, "-c", script, folder / "var", folder / "elsewhere"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=settings.BASE_DIR, text=True, **pipes)


def end(process):
    process.stdin.close()
    assert process.wait(60) == 0, process.stderr.read()


def answer(addresses):
    database_url, redis_url, _ = addresses.split()
    try:
        psycopg2.connect(database_url).close()
        return redis.Redis.from_url(redis_url).ping()
    except (psycopg2.OperationalError, redis.ConnectionError):
        return False


def test_two_processes_that_start_at_once_share_one_pair_of_servers_and_the_last_stops_them(folder):
    first, second = begin(folder), begin(folder)
    addresses = first.stdout.readline()
    assert second.stdout.readline() == addresses
    end(first)
    assert answer(addresses)
    end(second)
    assert not answer(addresses)


def test_servers_of_a_killed_process_serve_the_next_one(folder):
    killed = begin(folder)
    addresses = killed.stdout.readline()
    killed.kill()
    killed.wait()
    following = begin(folder)
    assert following.stdout.readline() == addresses
    end(following)
    assert not answer(addresses)


def test_what_was_kept_is_there_after_a_restart(folder):
    first = begin(folder)
    database_url, redis_url, from_file = first.stdout.readline().split()
    with psycopg2.connect(database_url) as connection:
        connection.cursor().execute("CREATE TABLE kept AS SELECT 'Ä' AS word")
    connection.close()
    redis.Redis.from_url(redis_url).rpush("queue", "job")
    end(first)
    second = begin(folder)
    database_url, redis_url, _ = second.stdout.readline().split()
    with psycopg2.connect(database_url) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT word FROM kept")
        assert cursor.fetchone() == ("Ä",)
    connection.close()
    assert redis.Redis.from_url(redis_url).lrange("queue", 0, -1) == [b"job"]
    end(second)
    assert from_file == "yes"


def test_servers_ask_for_the_password_that_only_the_owner_can_read(folder):
    process = begin(folder)
    addresses = process.stdout.readline()
    password = (folder / "var" / "server-password").read_text()
    assert not answer(addresses.replace(password, "guess"))
    end(process)
    assert stat.S_IMODE((folder / "var" / "server-password").stat().st_mode) == 0o600


def test_a_term_signal_stops_the_servers(folder):
    process = begin(folder)
    addresses = process.stdout.readline()
    process.terminate()
    assert process.wait(60) == 143
    assert not answer(addresses)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's PostgreSQL runs as somebody else")
def test_a_closed_folder_stays_closed_and_the_data_lie_elsewhere(folder):
    closed = folder / "home"
    (closed / "var").mkdir(parents=True)
    closed.chmod(0o700)
    shutil.copy(folder / "var" / "dev.env", closed / "var")
    command = [sys.executable, "-c", PREFACE, closed / "var", folder / "elsewhere"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True)
    kept_in = (closed / "var" / "elsewhere").read_text().strip()
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert Path(kept_in).parent == folder / "elsewhere"
    assert (Path(kept_in) / "postgres" / "PG_VERSION").exists()
    assert not (closed / "var" / "postgres").exists()
    assert f"so the database is kept in {kept_in}" in done.stderr


def test_a_folder_is_open_when_all_above_it_are(folder):
    (folder / "closed").mkdir(mode=0o700)
    assert embedded.is_open(folder / "var")
    assert not embedded.is_open(folder / "closed" / "var")


def test_a_command_runs_with_what_the_environment_names(run):
    script = "import os; print(os.environ['REDIS_URL'])"
    done = run(["-m", "stsapp.embedded", sys.executable, "-c", script], REDIS_URL="redis://named", DATABASE_URL="named")
    assert (done.stdout, done.returncode) == ("redis://named\n", 0)


def test_a_command_passes_on_its_status(run):
    done = run(["-m", "stsapp.embedded", sys.executable, "-c", "raise SystemExit(7)"])
    assert done.returncode == 7
