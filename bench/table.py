"""The targets, the arithmetic of the ratios, and the table. Pure: no clock, no files."""

from dataclasses import dataclass
from math import log
from statistics import linear_regression, median

GOAL, GATE, MISSED, UNKNOWN = "goal met", "gate holds", "MISSED", "NOT MEASURED"


@dataclass(frozen=True)
class Target:
    """One line of docs/performance.md: the value must not lie above the gate, and should not above the goal."""

    number: str
    measure: str
    gate: float
    goal: float
    unit: str = ""


@dataclass(frozen=True)
class Found:
    """What was measured: the value, the ratio of CPU times where there is one, and the two sides in words."""

    value: float
    cpu: float | None = None
    sides: str = ""


@dataclass(frozen=True)
class Block:
    """Some requests or renders in a row: milliseconds each took, and milliseconds of CPU time for all of them."""

    walls: tuple[float, ...]
    cpu: float

    @property
    def wall(self):
        return median(self.walls)

    @property
    def cpu_each(self):
        return self.cpu / len(self.walls)


TARGETS = (
    Target("1", "question page / login floor", 2.2, 1.5),
    Target("2", "a pillar's answers on the check page / peer's page of 6", 0.20, 0.12),
    Target("3", "save of one answer, by form / login floor", 2.3, 1.9),
    Target("3b", "save of one answer, at once by htmx / login floor", 2.3, 1.9),
    Target("4", "submit, scored and frozen / login floor", 3.0, 2.3),
    Target("4b", "submit, scored and frozen / peer's submit of 36", 0.10, 0.07),
    Target("5", "results page / login floor", 2.2, 1.9),
    Target("8", "SQL statements, most of any page", 8, 5, "statements"),
    Target("8b", "SQL statements more at many rows than at few", 0, 0, "statements"),
    Target("10", "PDF task / bare WeasyPrint, CPU", 1.15, 1.05),
    Target("11", "plan PDF / its twin in a system font, CPU", 1.15, 1.05),
    Target("12", "10 pages warm / Chromium cold", 0.95, 0.80),
    Target("12b", "10 pages warm / Chromium warm", 2.6, 2.1),
    Target("13", "PDF time against pages, exponent", 1.2, 1.1),
    Target("16", "worker memory after 200 renders / after 10", 1.20, 1.10),
    Target("18", "cold make run", 180, 90, "s"),
    Target("18b", "warm make run", 8, 5, "s"),
)


def compare(ours, theirs):
    """The Found of two series of Blocks measured in the same rounds: medians over rounds of the ratio in each."""
    return Found(
        value=median(own.wall / other.wall for own, other in zip(ours, theirs, strict=True)),
        cpu=median(own.cpu_each / other.cpu_each for own, other in zip(ours, theirs, strict=True)),
        sides=f"{median_wall(ours):.2f} / {median_wall(theirs):.2f} ms",
    )


def median_wall(blocks):
    return median(block.wall for block in blocks)


def exponent(points):
    """How a cost grows: the k of cost = c * size ** k, fitted to (size, cost) pairs on logarithms."""
    sizes, costs = zip(*points, strict=True)
    return linear_regression([log(size) for size in sizes], [log(cost) for cost in costs]).slope


def verdict(target, found):
    if found is None:
        return UNKNOWN
    if found.value > target.gate:
        return MISSED
    return GOAL if found.value <= target.goal else GATE


def holds(findings, targets=TARGETS):
    """True when every target was measured and no gate is missed. findings: target number to Found."""
    return all(verdict(target, findings.get(target.number)) in (GOAL, GATE) for target in targets)


def draw(findings, targets=TARGETS):
    """The table as text, one line for each target, as Markdown."""
    rows = [("#", "measure", "gate", "goal", "measured", "CPU", "ours / theirs", "verdict")]
    rows += [_row(target, findings.get(target.number)) for target in targets]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows]
    lines.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(lines)


def _row(target, found):
    unit = f" {target.unit}" if target.unit else ""
    cells = [target.number, target.measure, f"≤ {target.gate:g}", f"≤ {target.goal:g}"]
    if found is None:
        return (*cells, "", "", "", UNKNOWN)
    cpu = "" if found.cpu is None else significant(found.cpu)
    return (*cells, f"{significant(found.value)}{unit}", cpu, found.sides, verdict(target, found))


def significant(value):
    """A number to three significant digits, whole numbers as they are."""
    return f"{value:d}" if isinstance(value, int) else f"{value:.3g}"
