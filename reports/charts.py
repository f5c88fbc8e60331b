"""The drawn parts of a report as plain values: how many dots stand where. Pure.

A chart here is a table. Its marks are empty elements drawn by the style sheet, so that a screen reader meets the
figures and nothing else (docs: ux.md, section 6).
"""

DOT = "•"


def dots(count: int) -> str:
    """One mark for each question, as a string to loop over; none for a count below one."""
    return DOT * count


def cell(count: int, *, placed: bool = False) -> dict:
    """One cell of a step table: its figure, its dots, and whether it is the placed one."""
    return {"count": count, "dots": dots(count), "placed": placed}


def step_row(counts: tuple[int, ...], level: int | None) -> list[dict]:
    """The four cells of a step table's row. counts: questions at steps 1 to 4; level: the placed step or None."""
    return [cell(count, placed=step == level) for step, count in enumerate(counts, start=1)]
