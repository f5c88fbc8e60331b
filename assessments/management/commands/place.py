"""Place an organization from the command line: JSON in, JSON out, as docs/measurement.md describes both."""

import json
import sys
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from assessments.scoring import place
from assessments.tables import InvalidInput, quoted
from pillars.catalog import UnknownContent, load_instrument

NEEDED = ("instrument", "basis", "sheets")
ALLOWED = (*NEEDED, "form", "headcounts")


class Command(BaseCommand):
    help = "Place an organization on the scale: reads a JSON file of sheets, prints the placement as JSON."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="a JSON file, or - for standard input")

    def handle(self, *, file, **options):
        try:
            placement = place_text(read(file))
        except InvalidInput as problem:
            raise CommandError(str(problem), returncode=2) from None
        self.stdout.write(json.dumps(placement.as_json(), indent=2, allow_nan=False))


def read(file) -> str:
    """The text of a file, or of standard input for "-". Raises InvalidInput."""
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as problem:
        raise InvalidInput(f"{quoted(file)} cannot be read: {problem.strerror}.") from None
    except UnicodeDecodeError as problem:
        raise InvalidInput(f"The input is not UTF-8 text: byte {problem.start + 1} is not valid.") from None


def place_text(text):
    """The Placement of a JSON text. Raises InvalidInput with one sentence."""
    data = parse(text)
    if not isinstance(data, dict):
        raise InvalidInput(f"The input is not an object with {', '.join(quoted(key) for key in NEEDED)}.")
    for key in NEEDED:
        if key not in data:
            raise InvalidInput(f"The input has no {quoted(key)}.")
    for key in data:
        if key not in ALLOWED:
            raise InvalidInput(f"The input has an unknown key, {quoted(key)}.")
    if not isinstance(data["sheets"], list):
        raise InvalidInput("The sheets are not a list.")
    options = {key: data[key] for key in ALLOWED if key in data and key not in ("instrument", "sheets")}
    return place(_instrument(data["instrument"]), data["sheets"], **options)


def parse(text):
    """The value of a JSON text; stricter than json.loads, which lets a key stand twice and knows NaN."""
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except InvalidInput:
        raise
    except RecursionError:
        raise InvalidInput("The input is nested too deeply.") from None
    except json.JSONDecodeError as problem:
        where = f"line {problem.lineno}, column {problem.colno}"
        raise InvalidInput(f"The input is not JSON: {problem.msg.lower()} at {where}.") from None
    except ValueError:  # Python's limit on the digits of a whole number
        raise InvalidInput("The input holds a number with too many digits.") from None


def _once(pairs):
    found = dict(pairs)
    if len(found) < len(pairs):
        [(key, _)] = Counter(key for key, _ in pairs).most_common(1)
        raise InvalidInput(f"The key {quoted(key)} stands twice.")
    return found


def _refuse(name):
    raise InvalidInput(f"{name} is not a number that JSON knows.")


def _instrument(version):
    try:
        return load_instrument(version if isinstance(version, str) else "")
    except UnknownContent:
        raise InvalidInput(f"There is no instrument version {quoted(version)}.") from None
