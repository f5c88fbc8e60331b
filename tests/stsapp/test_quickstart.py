"""`make run` from the packages on: the main job, the site, and nothing left behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import psutil
import pytest
from django.conf import settings
from django.core.management import CommandError

from stsapp.management.commands import quickstart
from tests.worker import worker_environment


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "signals",
    [[signal.SIGINT, signal.SIGINT], [signal.SIGTERM, signal.SIGTERM]],
    ids=["impatient Ctrl-C", "TERM to make and to us"],
)
def test_main_job_then_site_then_nothing_left(free_port, signals):
    process = subprocess.Popen(
        [sys.executable, "manage.py", "quickstart"],
        cwd=settings.BASE_DIR,
        # Unset, so that lines which wait in a buffer are missed.
        env={**worker_environment(), "PORT": str(free_port), "PYTHONUNBUFFERED": ""},
        stdout=subprocess.PIPE,
        text=True,
    )
    printed = []
    for line in process.stdout:
        printed.append(line)
        if "(member)" in line:
            break
    words = "".join(printed)
    children = psutil.Process(process.pid).children(recursive=True)
    assert urllib.request.urlopen(f"http://127.0.0.1:{free_port}/", timeout=30).status == 200
    for number in signals:
        process.send_signal(number)
    assert process.wait(60) == 0
    assert psutil.wait_procs(children, timeout=10)[1] == []

    assert re.search(r"Harborlight Family Services is placed at: Level [1-4], STS ", words)
    path = Path(re.search(r"Action plan as a PDF: (.+)\n", words)[1])
    assert path.read_bytes().startswith(b"%PDF")
    assert f"Ready: http://127.0.0.1:{free_port}/\n" in words
    assert "amina@harborlight.example" in words


def test_a_taken_port_is_named(run):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run(["manage.py", "quickstart"], PORT=str(port))
    assert done.stderr == (
        f"CommandError: Port {port} cannot be used (address already in use). Choose another: PORT=8001 make run\n"
    )
    assert done.returncode == 2


@pytest.mark.parametrize("port", ["", "http", "70000", "-1"])
def test_a_port_that_is_none_is_named(port):
    with pytest.raises(CommandError, match="use a number from 1 to 65535") as problem:
        quickstart.chosen_port(port)
    assert problem.value.returncode == 2


def test_no_database_is_named(run, free_port):
    done = run(["manage.py", "quickstart"], DATABASE_URL="postgres://sts@127.0.0.1:1/sts", PORT=str(free_port))
    assert done.stderr.startswith("CommandError: PostgreSQL does not answer at DATABASE_URL: ")
    assert done.stderr.count("\n") == 1
    assert done.returncode == 2


def test_static_files_are_collected_again_only_when_they_changed(settings, tmp_path, monkeypatch):
    source, collected = tmp_path / "source", tmp_path / "collected"
    source.mkdir()
    (source / "a.css").write_text("a {}")
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], collected
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    quickstart.collect_static_files()
    (collected / "a.css").write_text("untouched")
    quickstart.collect_static_files()
    assert (collected / "a.css").read_text() == "untouched"
    os.utime(source / "a.css", ns=(1, 1))
    quickstart.collect_static_files()
    assert (collected / "a.css").read_text() == "a {}"
