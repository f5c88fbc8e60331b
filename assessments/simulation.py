"""What a survey would find of agencies whose true level is known: how often it is right, for each group size. Pure.

Respondents see the true step of every item through two kinds of noise: their own leniency, the same on every item, and
chance, new on every item. What they say is placed by assessments.scoring.place(), as any survey is. docs/measurement.md
reports a run.
"""

from dataclasses import dataclass

import numpy as np

from assessments import rules, scoring
from assessments.tables import SURVEY
from pillars.levels import ROLES

SPREAD = 0.5  # of the items of one pillar around its middle, in steps


@dataclass(frozen=True)
class Tally:
    """How the placements of one group size compare with the truth; every figure but the counts is a share, 0 to 1.

    exact: the true level; near: at most one level off; covers_truth: the 95 % interval holds the true pillar mean;
    covers_staff: it holds the mean that endlessly many such respondents would give; sure: word to (share of placements
    with that word, share of these at the true level, None without any); either: borderline placements with one of the
    two printed levels true, None without any.
    """

    respondents: int
    placements: int
    exact: float
    near: float
    covers_truth: float
    covers_staff: float
    sure: dict[str, tuple[float, float | None]]
    either: float | None


@dataclass(frozen=True)
class Noise:
    """Standard deviations in steps: chance by item and person, and a person's leniency. 0 or more."""

    chance: float = 0.6
    leniency: float = 0.4


def simulate(instrument, *, respondents, agencies, noise, seed) -> list[Tally]:
    """The Tally of each group size, in the order given; the same for the same arguments, whatever sizes stand beside.

    instrument: pillars.catalog.Instrument with a role that judges every item. respondents: sizes, each 2 or more.
    agencies: how many are made for each size, each with a true level of 1 to 4 in every pillar, all levels being
    equally frequent. seed: 0 or more.
    """
    return [_tally(instrument, size, agencies, noise, np.random.default_rng([seed, size])) for size in respondents]


def true_steps(items, level, chance):
    """The true steps of a pillar with so many items, drawn anew until the rules place them at the level."""
    while True:
        middle = chance.uniform(level - 0.5, level + 0.5)
        steps = _steps(chance.normal(middle, SPREAD, items)).tolist()
        if level_of(steps) == level:
            return steps


def answers_to(steps, people, noise, chance):
    """What people say of true steps: an array (people x items) of 1 to 4."""
    off = chance.normal(0, noise.leniency, (people, 1)) + chance.normal(0, noise.chance, (people, len(steps)))
    return _steps(np.array(steps) + off)


def staff_mean(steps, noise) -> float:
    """The mean that endlessly many respondents would give: noise cannot pass the ends, so it leans to the middle."""
    from scipy.special import ndtr  # noqa: PLC0415

    width = np.hypot(noise.chance, noise.leniency)
    if not width:
        return float(np.mean(steps))
    above = ndtr((np.array(steps)[:, None] - [float(cut) for cut in rules.CUTS]) / width)
    return float(1 + above.sum(axis=1).mean())


def _tally(instrument, size, agencies, noise, chance):
    seen = [case for _ in range(agencies) for case in _agency(instrument, size, noise, chance)]
    words = {word: [case for case in seen if case["word"] == word] for word in ("clear", "likely", "borderline")}
    return Tally(
        respondents=size,
        placements=len(seen),
        **{name: _share(seen, name) for name in ("exact", "near", "covers_truth", "covers_staff")},
        sure={word: (len(cases) / len(seen), _share(cases, "exact")) for word, cases in words.items()},
        either=_share(words["borderline"], "either"),
    )


def _agency(instrument, size, noise, chance):
    """One case for each pillar of one invented agency."""
    truth = {
        pillar.slug: true_steps(len(pillar.items), int(chance.integers(1, 5)), chance) for pillar in instrument.pillars
    }
    said = np.hstack([answers_to(steps, size, noise, chance) for steps in truth.values()]).tolist()
    role = _who_judges_all(instrument)
    sheets = [{"role": role, "answers": dict(zip(instrument.items, row, strict=True))} for row in said]
    placed = scoring.place(instrument, sheets, basis=SURVEY)
    return [_case(steps, placed.pillars[slug], staff_mean(steps, noise)) for slug, steps in truth.items()]


def _case(steps, placed, staff):
    true, (low, high) = level_of(steps), placed.interval
    slack = 1e-9  # an interval without width is a point, and floats are not exact
    return {
        "word": placed.sureness,
        "exact": placed.level == true,
        "near": abs(placed.level - true) <= 1,
        "covers_truth": low - slack <= np.mean(steps) <= high + slack,
        "covers_staff": low - slack <= staff <= high + slack,
        "either": true in (placed.level, placed.alternative),
    }


def _who_judges_all(instrument):
    """A role that is asked every item, so that each sheet speaks of the whole truth."""
    return next(role for role in ROLES if all(role in item.roles for item in instrument.items.values()))


def level_of(steps):
    """The level of true steps by the rules: one well-informed sheet."""
    return rules.capped(rules.level_of(rules.person_mean(steps)), dict(enumerate(steps)))[0]


def _steps(values):
    return np.clip(np.rint(values), 1, 4).astype(int)


def _share(cases, name):
    return float(np.mean([case[name] for case in cases])) if cases else None
