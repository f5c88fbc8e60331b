"""What `make run` does once the packages are there: the main job end to end, then the site until it is stopped."""

import hashlib
import os
import signal
import socket
import sys
import threading
import urllib.request
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from assessments.models import Result
from home import demo
from pillars.catalog import load_instrument
from reports.models import Report
from reports.services import request_report
from stsapp.processes import SWEEP, WORKER, Ended, Processes, web

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
UNFINISHED = (Report.State.QUEUED, Report.State.LEASED)


class Command(BaseCommand):
    help = "Prepares the database, makes a demo organization and its PDF, and serves the site until it is stopped."
    requires_system_checks = []

    def handle(self, **options):
        sys.stdout.reconfigure(line_buffering=True)  # whoever reads a pipe or a file waits for these lines
        port = chosen_port(os.environ.get("PORT", "8000"))
        check_database()
        for number in STOP_SIGNALS:
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup had it ignored
                signal.signal(number, stop_at_signal)
        try:
            with Processes() as processes:
                self.start(processes, port)
                processes.wait_until(lambda: False, seconds=threading.TIMEOUT_MAX, what="Serving")
        except Ended as problem:
            raise CommandError(str(problem)) from None
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")

    def start(self, processes, port):
        site = f"http://127.0.0.1:{port}/"
        prepare()
        processes.start("worker", WORKER)
        processes.start("sweep", SWEEP)
        processes.start("web", web(port))
        organization, *_others = demo.build()
        self.main_job(processes, organization, site)
        processes.wait_until(lambda: answers(site), seconds=60, what="The start of the web server")
        self.stdout.write(f"Ready: {site}")
        self.people(organization)

    def main_job(self, processes, organization, site):
        """From the demo organization's answers to its level and its PDF, made by the worker."""
        result = Result.objects.filter(assessment__organization=organization).latest()
        self.stdout.write(f"{organization} is placed at: {level_name(result)}")
        report = asked_for_plan(organization, result, site)
        processes.wait_until(lambda: finished(report), seconds=120, what="The PDF")
        if report.state == Report.State.FAILED:
            raise Ended(f"The PDF was not made: {report.failure}")
        self.stdout.write(f"Action plan as a PDF: {report.file.path}")

    def people(self, organization):
        for membership in organization.memberships.select_related("user").order_by("pk"):
            self.stdout.write(f"  {membership.user.email}  {demo.PASSWORD}  ({membership.get_role_display().lower()})")


def chosen_port(text):
    """The port to serve on. Raises CommandError (exit status 2) when it is none or taken."""
    try:
        port = int(text)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gunicorn will
            probe.bind(("127.0.0.1", port))
    except (ValueError, OverflowError):
        raise CommandError(f"PORT is {text!r}; use a number from 1 to 65535.", returncode=2) from None
    except OSError as problem:
        message = f"Port {text} cannot be used ({problem.strerror.lower()}). Choose another: PORT=8001 make run"
        raise CommandError(message, returncode=2) from None
    return port


def check_database():
    """Raise CommandError (exit status 2) when PostgreSQL does not answer."""
    try:
        connection.ensure_connection()
    except OperationalError as problem:
        reason = str(problem).strip().splitlines()[0]
        raise CommandError(f"PostgreSQL does not answer at DATABASE_URL: {reason}", returncode=2) from None


def stop_at_signal(*_):
    # Once only: `make` passes on a signal that we may have had already, and a second one would interrupt the stopping.
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def prepare():
    """Bring tables and static files up to date."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    collect_static_files()


def collect_static_files():
    """Collect and compress the static files if they changed since the last time: it takes seconds."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    state = static_files_state()
    if not stamp.exists() or stamp.read_text() != state:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(state)


def static_files_state():
    """A hash of every static file's name, size and time of change."""
    state = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = Path(storage.path(path)).stat()
            state.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return state.hexdigest()


def level_name(result):
    level = result.overall_level
    return f"Level {level}, {load_instrument(result.instrument_version).level(level).name}" if level else "no level"


def asked_for_plan(organization, result, site):
    """The demo organization's action plan, asked for by its owner as anyone would."""
    return request_report(
        organization=organization,
        result=result,
        kind=Report.Kind.PLAN,
        paper=Report.Paper.LETTER,
        language=settings.LANGUAGE_CODE,
        requested_by=organization.memberships.select_related("user").earliest("pk").user,
        site=site,
    )


def finished(report):
    report.refresh_from_db()
    return report.state not in UNFINISHED


def answers(site):
    """True when the web server, its database and the first page answer."""
    try:
        for path in ("readyz", ""):
            urllib.request.urlopen(f"{site}{path}", timeout=5).close()  # noqa: S310  our own http address
    except OSError:  # refused, or a status that tells of an error
        return False
    return True
