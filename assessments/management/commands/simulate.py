"""Try the placement on invented agencies whose true level is known, and print how often it is right."""

import math

from django.core.management.base import BaseCommand

from assessments.simulation import Noise, simulate
from pillars.catalog import load_instrument

COLUMNS = (
    "Respondents",
    "Exact",
    "Within one level",
    "Interval holds the true mean",
    "Interval holds the staff mean",
    "Clear: how many",
    "Clear: exact",
    "Likely: how many",
    "Likely: exact",
    "Borderline: how many",
    "Borderline: exact",
    "Borderline: one of the two",
)


class Command(BaseCommand):
    help = "Simulate surveys of agencies with a known level, and print a table of how often the placement is right."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--respondents", type=whole(2, 500), nargs="+", default=[5, 8, 12, 20], metavar="N")
        parser.add_argument("--agencies", type=whole(1, 10_000), default=500, metavar="N", help="for each group size")
        parser.add_argument("--noise", type=steps, default=Noise.chance, metavar="S", help="by item and person, SD")
        parser.add_argument("--leniency", type=steps, default=Noise.leniency, metavar="S", help="by person, SD")
        parser.add_argument("--seed", type=whole(0, 2**32), default=1)

    def handle(self, *, respondents, agencies, noise, leniency, seed, **options):
        tallies = simulate(
            load_instrument(),
            respondents=respondents,
            agencies=agencies,
            noise=Noise(noise, leniency),
            seed=seed,
        )
        self.stdout.write(f"Placements for each group size: {tallies[0].placements}\n\n")
        self.stdout.write(table([COLUMNS, *map(cells, tallies)]))


def whole(least, most):
    """A type for argparse: a whole number from least to most."""

    def number(text):
        value = int(text)
        if not least <= value <= most:
            raise ValueError
        return value

    number.__name__ = f"whole number, {least} to {most},"
    return number


def steps(text):
    value = float(text)
    if not (math.isfinite(value) and 0 <= value <= 4):
        raise ValueError
    return value


steps.__name__ = "number of steps, 0 to 4,"


def cells(tally):
    """One row of the table: whole per cents."""
    sure = [figure for word in ("clear", "likely", "borderline") for figure in tally.sure[word]]
    figures = (tally.exact, tally.near, tally.covers_truth, tally.covers_staff, *sure, tally.either)
    return str(tally.respondents), *("none" if figure is None else f"{figure:.0%}" for figure in figures)


def table(rows):
    """Rows of words as a Markdown table, the first row being the head."""
    head, *body = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([head, f"|{' --: |' * len(rows[0])}", *body])
