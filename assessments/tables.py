"""Sheets, checked and turned into one table of small numbers. Pure: standard library and pillars only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pillars.catalog import UnknownContent
from pillars.levels import DONT_KNOW, NOT_APPLICABLE, ROLES

CONSENSUS, SURVEY = "consensus", "survey"
BASES = (CONSENSUS, SURVEY)

# What stands in a table beside the steps 1 to 4.
MISSING, UNKNOWN, EXEMPT, NOT_ASKED = 0, 5, 6, 7
CELLS = {None: MISSING, 1: 1, 2: 2, 3: 3, 4: 4, DONT_KNOW: UNKNOWN, NOT_APPLICABLE: EXEMPT}
MOST_PEOPLE = 1_000_000


class InvalidInput(ValueError):
    """What was given cannot be placed; the message is one sentence that names the sheet and the item."""


@dataclass(frozen=True)
class Table:
    """One row per person and one column per item of the form, in an order that does not depend on the input's.

    rows hold steps 1 to 4, MISSING, UNKNOWN (DK), EXEMPT (NA) or NOT_ASKED (the person's role cannot judge the item).
    not_counted: steps given to items outside the form or the person's role, which count for nothing.
    """

    basis: str
    codes: tuple[str, ...]
    roles: tuple[str | None, ...]
    rows: tuple[tuple[int, ...], ...]
    not_counted: int


def read_sheets(instrument, sheets, *, basis, form="full", only=None) -> Table:
    """The Table of sheets; raises InvalidInput. The arguments are those of assessments.scoring.place()."""
    if basis not in BASES:
        raise InvalidInput(f'There is no basis {quoted(basis)}: it is "consensus" or "survey".')
    if isinstance(sheets, (str, Mapping)) or not isinstance(sheets, Iterable):
        raise InvalidInput("The sheets are not a list.")
    checked = [_checked(instrument, sheet, number, basis) for number, sheet in enumerate(sheets, start=1)]
    if basis == CONSENSUS and len(checked) > 1:
        raise InvalidInput(f"A consensus is one sheet that people agreed on; here are {len(checked)}.")
    codes = _codes(instrument, form, only)
    people = sorted(((role, _row(instrument, codes, role, answers)) for role, answers in checked), key=_place_of(codes))
    given = sum(type(answer) is int for _, answers in checked for answer in answers.values())
    counted = sum(MISSING < cell < UNKNOWN for _, row in people for cell in row)
    return Table(basis, codes, tuple(role for role, _ in people), tuple(row for _, row in people), given - counted)


def read_headcounts(headcounts) -> dict[str, int]:
    """How many people hold each role; {} for None. Raises InvalidInput."""
    if headcounts is None:
        return {}
    if not isinstance(headcounts, Mapping):
        raise InvalidInput("The headcounts are not an object of roles and numbers.")
    for role, people in headcounts.items():
        if role not in ROLES:
            raise InvalidInput(f"The headcounts name an unknown role, {quoted(role)}: roles are {', '.join(ROLES)}.")
        if type(people) is not int or not 0 <= people <= MOST_PEOPLE:
            raise InvalidInput(
                f"The headcount of {role} is {quoted(people)}: it must be a whole number, 0 to 1,000,000."
            )
    return {role: headcounts[role] for role in ROLES if role in headcounts}


def quoted(value) -> str:
    """A value from outside as it may stand in a message: one line, plain characters, not long."""
    if isinstance(value, str):
        shown = ascii(value)[1:-1]
        return f'"{shown}"' if len(shown) <= 60 else f'"{shown[:57]}..."'
    if value is None or isinstance(value, (bool, float)):
        return str(value)
    if isinstance(value, int) and abs(value) < 10**30:  # Python refuses to print the longest ones
        return str(value)
    return f"a {type(value).__name__}" if not isinstance(value, int) else "a huge number"


def _checked(instrument, sheet, number, basis):
    if not isinstance(sheet, Mapping) or not isinstance(sheet.get("answers"), Mapping):
        raise InvalidInput(f'Sheet {number} is not an object with a "role" and "answers" by item code.')
    role, answers = sheet.get("role"), sheet["answers"]
    if role not in ROLES and not (role is None and basis == CONSENSUS):
        raise InvalidInput(f"Sheet {number} has an unknown role, {quoted(role)}: roles are {', '.join(ROLES)}.")
    for code, answer in answers.items():
        if code not in instrument.items:
            raise InvalidInput(f"Sheet {number} answers an unknown item, {quoted(code)}.")
        if not _is_answer(answer):
            raise InvalidInput(f'Sheet {number}, {code}: {quoted(answer)} is not 1, 2, 3, 4, "DK", "NA" or null.')
        if answer == NOT_APPLICABLE and not instrument.items[code].not_applicable:
            raise InvalidInput(f'Sheet {number}, {code}: "NA" is not an answer to this item.')
    # A consensus is judged on every item: it speaks for the whole group, whoever of them typed it.
    return (None if basis == CONSENSUS else role), answers


def _is_answer(answer):
    # type(), because True equals 1 and 3.0 equals 3: neither is a step that somebody chose.
    return answer is None or (type(answer) is int and 1 <= answer <= 4) or answer in (DONT_KNOW, NOT_APPLICABLE)


def _codes(instrument, form, only):
    try:
        codes = instrument.form(form)
    except UnknownContent:
        raise InvalidInput(f'There is no form {quoted(form)}: it is "full" or "core".') from None
    return codes if only is None else tuple(code for code in codes if code in only)


def _row(instrument, codes, role, answers):
    return tuple(
        CELLS[answers.get(code)] if role is None or role in instrument.items[code].roles else NOT_ASKED
        for code in codes
    )


def _place_of(codes):
    """A sort key for people. DK and missing stand alike at first, so that one in place of the other moves nobody who
    differs in anything else: the draws of the bootstrap then stay the same."""
    by_code = sorted(range(len(codes)), key=codes.__getitem__)

    def place(person):
        role, row = person
        cells = [row[place] for place in by_code]
        return role or "", [MISSING if cell == UNKNOWN else cell for cell in cells], cells

    return place
