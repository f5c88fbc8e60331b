import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from pillars import reading

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "measurement.md").read_text(encoding="utf-8")
BLOCKS = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL)]
GOOD = {"instrument": "2026.1", "basis": "survey", "sheets": [{"role": "direct", "answers": {"SPC-1": 3}}]}


@pytest.fixture
def placed(tmp_path, capsys):
    """A function that runs `manage.py place` on bytes, text or values: placed(data) -> what it printed, parsed."""

    def run(data):
        file = tmp_path / "sheets.json"
        text = data if isinstance(data, (str, bytes)) else json.dumps(data)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        call_command("place", str(file))
        return json.loads(capsys.readouterr().out)

    return run


def refusal(run, data):
    with pytest.raises(CommandError) as problem:
        run(data)
    assert problem.value.returncode == 2
    return str(problem.value)


def part_of(example, whole):
    """The whole cut down to the keys of an example, so that a guide may leave out what does not matter there."""
    if isinstance(example, dict) and isinstance(whole, dict):
        return {key: part_of(value, whole.get(key, "missing")) for key, value in example.items()}
    return whole


@pytest.mark.parametrize(("given", "expected"), [BLOCKS[:2], BLOCKS[2:]])
def test_the_guide_s_examples_are_true(placed, given, expected):
    found = placed(given)
    assert part_of(expected, found) == expected


def test_the_guide_for_leaders_is_easy_to_read():
    leaders = GUIDE.split("## For leaders")[1].split("## For researchers")[0]
    prose = re.sub(r"```.*?```|[*#`]", "", leaders, flags=re.DOTALL)
    assert reading.grade(prose) <= 8


def test_standard_input(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(GOOD).encode())))
    call_command("place", "-")
    assert json.loads(capsys.readouterr().out)["people"] == 1


def test_a_byte_order_mark_is_no_harm(placed):
    assert placed(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())["people"] == 1


def test_no_sheets_is_not_an_error(placed):
    assert placed({**GOOD, "sheets": []})["overall"]["level"] is None


def sheet(answers, role="direct"):
    return {**GOOD, "sheets": [{"role": role, "answers": answers}]}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "The input is not JSON: expecting value at line 1, column 1."),
        ('{"instrument": ', "The input is not JSON: expecting value at line 1, column 16."),
        (b"\xff\xfe{", "The input is not UTF-8 text: byte 1 is not valid."),
        ("[]", 'The input is not an object with "instrument", "basis", "sheets".'),
        ("3", 'The input is not an object with "instrument", "basis", "sheets".'),
        ({"instrument": "2026.1", "basis": "survey"}, 'The input has no "sheets".'),
        ({**GOOD, "headcount": {}}, 'The input has an unknown key, "headcount".'),
        ({**GOOD, "sheets": {}}, "The sheets are not a list."),
        ({**GOOD, "sheets": None}, "The sheets are not a list."),
        ({**GOOD, "sheets": [None]}, 'Sheet 1 is not an object with a "role" and "answers" by item code.'),
        ({**GOOD, "instrument": "1999.1"}, 'There is no instrument version "1999.1".'),
        ({**GOOD, "instrument": "../2026.1"}, 'There is no instrument version "../2026.1".'),
        ({**GOOD, "instrument": ["2026.1"]}, "There is no instrument version a list."),
        ({**GOOD, "basis": "poll"}, 'There is no basis "poll": it is "consensus" or "survey".'),
        ({**GOOD, "form": "short"}, 'There is no form "short": it is "full" or "core".'),
        (
            {**GOOD, "headcounts": {"direct": 1.5}},
            "The headcount of direct is 1.5: it must be a whole number, 0 to 1,000,000.",
        ),
        (sheet({"XYZ-1": 3}), 'Sheet 1 answers an unknown item, "XYZ-1".'),
        (sheet({"SPC\n-1\u202e": 3}), r'Sheet 1 answers an unknown item, "SPC\n-1\u202e".'),
        (sheet({"SPC-1": 5}), 'Sheet 1, SPC-1: 5 is not 1, 2, 3, 4, "DK", "NA" or null.'),
        (sheet({"SPC-1": 3.0}), 'Sheet 1, SPC-1: 3.0 is not 1, 2, 3, 4, "DK", "NA" or null.'),
        (sheet({"SPC-1": 10**200}), 'Sheet 1, SPC-1: a huge number is not 1, 2, 3, 4, "DK", "NA" or null.'),
        (sheet({"SPC-1": [[[]]]}), 'Sheet 1, SPC-1: a list is not 1, 2, 3, 4, "DK", "NA" or null.'),
        (sheet({"SPC-1": "NA"}), 'Sheet 1, SPC-1: "NA" is not an answer to this item.'),
        ('{"instrument": NaN}', "NaN is not a number that JSON knows."),
        ('{"basis": 1, "basis": 2}', 'The key "basis" stands twice.'),
        ("[" * 200_000, "The input is nested too deeply."),
        (f"[{'9' * 5000}]", "The input holds a number with too many digits."),
        (
            json.dumps(sheet({"SPC-1": 1})).replace("1}", "1e999}"),
            'Sheet 1, SPC-1: inf is not 1, 2, 3, 4, "DK", "NA" or null.',
        ),
    ],
)
def test_bad_input_gets_one_clear_line(placed, data, message):
    assert refusal(placed, data) == message


def test_a_file_that_cannot_be_read(tmp_path):
    missing = tmp_path / "none.json"
    with pytest.raises(CommandError, match="cannot be read: No such file or directory"):
        call_command("place", str(missing))
    with pytest.raises(CommandError, match="cannot be read: Is a directory"):
        call_command("place", str(tmp_path))


def test_a_process_ends_with_status_2_and_one_line_and_needs_no_database(tmp_path):
    file = tmp_path / "sheets.json"
    file.write_text(json.dumps(sheet({"SPC-1": 5})))
    nowhere = {**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:9/none", "SECRET_KEY": "k" * 60}
    command = [sys.executable, "manage.py", "place"]
    bad = subprocess.run([*command, file], cwd=ROOT, env=nowhere, capture_output=True, text=True)
    assert (bad.returncode, bad.stdout) == (2, "")
    assert bad.stderr == 'CommandError: Sheet 1, SPC-1: 5 is not 1, 2, 3, 4, "DK", "NA" or null.\n'
    good = subprocess.run(
        [*command, "-"], cwd=ROOT, env=nowhere, capture_output=True, text=True, input=json.dumps(GOOD)
    )
    assert (good.returncode, good.stderr) == (0, "")
    assert json.loads(good.stdout)["basis"] == "survey"
