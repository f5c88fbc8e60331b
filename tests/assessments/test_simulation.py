import re
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from assessments import simulation
from assessments.simulation import Noise, simulate
from tests.assessments.synthetic import SIX

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "measurement.md").read_text(encoding="utf-8")
SILENCE = Noise(chance=0, leniency=0)


def tallies(noise=SILENCE, sizes=(5, 8), seed=3):
    return simulate(SIX, respondents=sizes, agencies=4, noise=noise, seed=seed)


def shares(tally):
    sure = [figure for pair in tally.sure.values() for figure in pair]
    figures = [tally.exact, tally.near, tally.covers_truth, tally.covers_staff, tally.either, *sure]
    return [figure for figure in figures if figure is not None]


def test_without_noise_every_placement_is_right_and_clear():
    for tally in tallies():
        assert tally.placements == 24
        assert (tally.exact, tally.near, tally.covers_truth, tally.covers_staff) == (1, 1, 1, 1)
        assert tally.sure == {"clear": (1, 1), "likely": (0, None), "borderline": (0, None)}
        assert tally.either is None


def test_with_noise_every_figure_is_a_share():
    for tally in tallies(Noise(0.9, 0.6)):
        assert all(0 <= figure <= 1 for figure in shares(tally))
        assert tally.exact <= tally.near
        assert sum(many for many, _ in tally.sure.values()) == pytest.approx(1)


def test_the_same_seed_gives_the_same_table_whatever_sizes_stand_beside():
    noise = Noise()
    assert tallies(noise) == tallies(noise)
    assert tallies(noise, sizes=(8,)) == tallies(noise)[1:]
    assert tallies(noise) != tallies(noise, seed=4)


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_true_steps_stand_at_the_level_they_are_drawn_for(level):
    chance = np.random.default_rng(1)
    for _ in range(20):
        steps = simulation.true_steps(6, level, chance)
        assert simulation.level_of(steps) == level
        assert set(steps) <= {1, 2, 3, 4}


def test_the_staff_mean_is_what_many_people_say():
    steps, noise = [1, 2, 4, 4], Noise(0.6, 0.4)
    said = simulation.answers_to(steps, 200_000, noise, np.random.default_rng(1))
    assert simulation.staff_mean(steps, noise) == pytest.approx(said.mean(), abs=0.005)
    assert simulation.staff_mean(steps, SILENCE) == 2.75


def test_the_command_prints_one_row_for_each_size(capsys):
    call_command("simulate", "--respondents", "5", "8", "--agencies", "1", "--noise", "0", "--leniency", "0")
    rows = [line for line in capsys.readouterr().out.splitlines() if re.match(r"\| \d", line)]
    assert rows == [
        f"| {size} | 100% | 100% | 100% | 100% | 100% | 100% |" + " 0% | none |" * 2 + " none |" for size in (5, 8)
    ]


@pytest.mark.parametrize("bad", ["--respondents=1", "--agencies=0", "--noise=nan", "--noise=-1", "--seed=x"])
def test_bad_input_is_refused(bad):
    with pytest.raises(CommandError, match="invalid"):
        call_command("simulate", bad)


def test_the_guide_shows_the_columns_that_the_command_prints():
    from assessments.management.commands.simulate import COLUMNS  # noqa: PLC0415

    assert f"| {' | '.join(COLUMNS)} |" in GUIDE
