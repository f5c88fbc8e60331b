"""Target 18: how long `make run` takes on a fresh clone, and again."""

import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from math import inf
from pathlib import Path

from bench.sites import BASE_DIR, free_port
from bench.table import Found

LONGEST = 180  # seconds: the gate of the cold start; what takes longer is not waited for
# A fresh machine names none of these.
BENCH_ALONE = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "BENCH_FILES", "DJANGO_SETTINGS_MODULE", "VIRTUAL_ENV")


def measure():
    with fresh_clone() as clone:
        return {number: Found(start(clone)) for number in ("18", "18b")}


@contextmanager
def fresh_clone():
    """What is committed, in a folder that anyone may pass, as PostgreSQL's user must."""
    folder = Path(tempfile.mkdtemp(prefix="sts-bench-clone-"))
    folder.chmod(0o755)
    try:
        subprocess.run(["git", "clone", "--quiet", BASE_DIR, folder / "clone"], check=True)
        yield folder / "clone"
    finally:
        shutil.rmtree(folder)


def start(clone):
    """Seconds until `make run` says that it is ready, infinite where it never does; it is stopped then."""
    environment = {name: value for name, value in os.environ.items() if name not in BENCH_ALONE}
    environment["PORT"] = str(free_port())
    begin = time.monotonic()
    process = subprocess.Popen(
        ["make", "run"], cwd=clone, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    patience = threading.Timer(LONGEST, stop, [process])
    patience.start()
    ready = any(line.startswith("Ready:") for line in process.stdout)
    seconds = time.monotonic() - begin
    patience.cancel()
    stop(process)
    process.communicate()
    return seconds if ready else inf


def stop(process):
    """As Ctrl-C does: everything in the terminal is told, and `make run` stops its own children."""
    try:
        os.killpg(process.pid, signal.SIGINT)
    except ProcessLookupError:
        pass
