"""The two sites that are measured: ours and the bare one, each with a database of its own and one gunicorn worker."""

import os
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psutil
import psycopg2

BASE_DIR = Path(__file__).resolve().parent.parent
OURS, BARE = "bench.settings", "bench.bare.settings"
DATABASES = ("bench_sts", "bench_bare")
STARTS_WITHIN = 60


@contextmanager
def databases():
    """Both databases, new and empty; dropped at the end."""
    change_databases("DROP DATABASE IF EXISTS {} WITH (FORCE)", "CREATE DATABASE {}")
    try:
        yield
    finally:
        change_databases("DROP DATABASE IF EXISTS {} WITH (FORCE)")


def change_databases(*statements):
    # Any database will do to give the order from, but not one that is to be dropped.
    address = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres"))
    with closing(psycopg2.connect(address)) as connection:
        connection.autocommit = True
        for name in DATABASES:
            for statement in statements:
                connection.cursor().execute(statement.format(name))


def run_module(settings, module, *arguments):
    """What a Python module prints when it is run with these settings."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(
        command, env=environment(settings), cwd=BASE_DIR, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def environment(settings):
    # The survey app warns that it draws no flows without pandas.
    return {**os.environ, "DJANGO_SETTINGS_MODULE": settings, "PYTHONWARNINGS": "ignore::UserWarning"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """gunicorn with one sync worker, as performance.md's prototype ran: `with Server(OURS) as server: server.port`."""

    def __init__(self, settings):
        self.settings = settings
        self.port = free_port()

    def __enter__(self):
        command = [sys.executable, "-m", "gunicorn", "django.core.wsgi:get_wsgi_application()"]
        words = [f"--bind=127.0.0.1:{self.port}", "--workers=1", "--log-level=warning"]
        self.process = subprocess.Popen([*command, *words], cwd=BASE_DIR, env=environment(self.settings))
        end = time.monotonic() + STARTS_WITHIN
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > end:
                self.__exit__()
                sys.exit(f"The server with {self.settings} did not start.")
            time.sleep(0.05)
        [self.worker] = psutil.Process(self.process.pid).children()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def answers(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return psutil.Process(self.process.pid).children() != []

    def cpu(self):
        """Milliseconds of CPU time that the worker has used, to the nanosecond (psutil's are to ten milliseconds)."""
        return int(Path(f"/proc/{self.worker.pid}/schedstat").read_text().split()[0]) / 1e6
