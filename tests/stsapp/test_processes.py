import sys
import time

import psutil
import pytest

from stsapp import processes
from stsapp.processes import Ended, Processes

SLEEPS = [sys.executable, "-c", "import time; time.sleep(600)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, subprocess, sys; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']);"
    "print(child.pid, flush=True); child.wait()",
]


def test_leaving_stops_every_process():
    with Processes() as running:
        running.start("one", SLEEPS)
        running.start("two", SLEEPS)
        assert [child.poll() for child in running.children.values()] == [None, None]
    assert [child.poll() for child in running.children.values()] == [-15, -15]


def test_a_process_that_will_not_stop_is_killed_with_its_children(monkeypatch, capfd):
    monkeypatch.setattr(processes, "STOPS_WITHIN", 0.2)
    with Processes() as running:
        running.start("stubborn", STUBBORN)
        grandchild = psutil.Process(first_line(capfd))
    assert running.children["stubborn"].poll() == -9
    assert psutil.wait_procs([grandchild], timeout=10)[1] == []


def test_waiting_ends_when_a_process_ends():
    with Processes() as running:
        running.start("worker", [sys.executable, "-c", "raise SystemExit(3)"])
        with pytest.raises(Ended, match=r"The worker process ended with status 3\."):
            running.wait_until(lambda: False, seconds=60, what="Nothing")


def test_waiting_ends_when_the_time_is_over():
    with Processes() as running, pytest.raises(Ended, match=r"The PDF took more than 0\.1 seconds\."):
        running.wait_until(lambda: False, seconds=0.1, what="The PDF")


def first_line(capfd):
    """The number that a child prints once it has started its own child."""
    printed = ""
    while not printed.strip():
        time.sleep(0.02)
        printed += capfd.readouterr().out
    return int(printed)
