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
import signal
import stat
import subprocess
import sys
from pathlib import Path

import environ

from stsapp.servers import Postgres, Redis, is_open

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
ELSEWHERE = Path("/var/lib/sts-self-assessment")
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


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
    signal.signal(signal.SIGTERM, leave)
    with alone(folder):
        fcntl.flock(holders, fcntl.LOCK_SH)
        for server in wanted:
            os.environ[server.variable] = server(folder).running()


def leave(number, _):
    signal.signal(number, signal.SIG_IGN)  # `make` passes on what we may have had already
    sys.exit(128 + number)


def let_go(folder, holders):
    """Stop the servers if no other process uses them."""
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
    """Hold the door: one process at a time starts or stops servers. A signal waits until it is done."""
    came = []
    before = {number: signal.signal(number, lambda number, _: came.append(number)) for number in SIGNALS}
    try:
        with (folder / "door.lock").open("w") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in came:
            signal.raise_signal(number)


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
