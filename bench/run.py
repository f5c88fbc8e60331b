"""The benchmark: ratios side by side in one run. `make bench` starts it; docs/performance.md explains each line.

    bench/run.py                  everything, in at most ten minutes
    bench/run.py pages files      only these parts of: pages, statements, files, startup

Ends with status 1 when a gate is missed or a target could not be measured.
"""

import os
import platform
import signal
import sys
import tempfile
import time
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from bench import sites, startup, table

LONGEST = 600  # seconds
PARTS = {"pages": "12345", "statements": "8", "files": ("10", "11", "12", "13", "16"), "startup": ("18",)}


def main(arguments):
    parts = arguments or list(PARTS)
    if not set(parts) <= set(PARTS):
        sys.exit(__doc__)
    begin, findings = time.monotonic(), {}
    signal.signal(signal.SIGALRM, stop)
    signal.alarm(LONGEST)
    with tempfile.TemporaryDirectory(prefix="sts-bench-") as folder, sites.databases():
        os.environ.update(BENCH_FILES=folder, DJANGO_SETTINGS_MODULE=sites.OURS)
        try:
            measure(parts, findings)
        except TimeoutError as late:
            print(late)
    signal.alarm(0)
    targets = [target for target in table.TARGETS if target.number.rstrip("b") in numbers_of(parts)]
    print(
        f"\n{machine()}\nTook {time.monotonic() - begin:.0f} s.\n\n{table.draw(findings, targets)}\n{beside(findings)}"
    )
    return 0 if table.holds(findings, targets) else 1


def stop(*_):
    raise TimeoutError(f"Stopped after {LONGEST} seconds: what is not measured by now is not measured.")


def numbers_of(parts):
    return {number for part in parts for number in PARTS[part]}


def measure(parts, findings):
    """Put the Found of every target of these parts into findings, by the target's number."""
    import django

    django.setup()
    from bench import data, files, pages, statements

    stages = data.prepare()
    work = {
        "pages": lambda: pages.measure(stages),
        "files": lambda: files.measure(stages[0]),
        "statements": lambda: statements.measure(stages[0]),
        "startup": startup.measure,
    }
    for part, measure_part in work.items():
        if part in parts:
            begin = time.monotonic()
            findings.update(measure_part())
            print(f"{part}: {time.monotonic() - begin:.0f} s", flush=True)


def beside(findings):
    """What is no target but belongs beside one."""
    if "new" not in findings:
        return ""
    return f"Line 5, for results that this process shows for the first time: {findings['new'].value:.2f} login floors."


def machine():
    """The machine in one line, with how busy it was: other work on it blurs every figure."""
    model = next((line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), ": ?")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    return (
        f"{os.cpu_count()} × {model.split(': ')[1]}, {memory:.0f} GiB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}; load {os.getloadavg()[2]:.1f} over 15 minutes."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
