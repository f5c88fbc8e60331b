from bench.table import GATE, GOAL, MISSED, UNKNOWN, Block, Found, Target, compare, draw, exponent, holds, verdict

TARGET = Target("1", "question page / login floor", gate=2.2, goal=1.5)


def blocks(*walls, cpu=1.0):
    """One Block a round, all of whose requests took so many milliseconds."""
    return [Block(walls=(wall,) * 3, cpu=3 * cpu * wall) for wall in walls]


def test_a_ratio_is_the_median_of_the_ratios_of_each_round():
    # The third round fell into a busy moment, for both.
    found = compare(blocks(2, 4, 60), blocks(1, 2, 40, cpu=0.5))
    assert found.value == 2
    assert found.cpu == 4
    assert found.sides == "4.00 / 2.00 ms"


def test_a_block_stands_for_its_middle_request_and_its_mean_cpu_time():
    block = Block(walls=(1, 2, 30), cpu=6)
    assert (block.wall, block.cpu_each) == (2, 2)


def test_the_exponent_of_a_linear_cost_is_one_and_of_a_square_two():
    assert round(exponent([(2, 10), (10, 50), (30, 150)]), 9) == 1
    assert round(exponent([(2, 4), (10, 100), (30, 900)]), 9) == 2


def test_the_verdict_counts_the_limits_in():
    assert [verdict(TARGET, Found(value)) for value in (1.5, 1.51, 2.2, 2.21)] == [GOAL, GATE, GATE, MISSED]
    assert verdict(TARGET, None) == UNKNOWN


def test_one_missed_gate_or_one_missing_measurement_is_enough_to_fail():
    targets = [TARGET, Target("8", "statements", 8, 5)]
    assert holds({"1": Found(2.0), "8": Found(8)}, targets)
    assert not holds({"1": Found(2.0), "8": Found(9)}, targets)
    assert not holds({"1": Found(2.0)}, targets)


def test_the_table_has_a_line_for_each_target_measured_or_not():
    targets = [TARGET, Target("18", "cold make run", 180, 90, "s"), Target("8", "SQL statements", 8, 5)]
    findings = {"1": Found(1.8123, cpu=1.5, sides="2.00 / 1.10 ms"), "8": Found(8)}
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in draw(findings, targets).splitlines()]
    assert lines[2] == ["1", TARGET.measure, "≤ 2.2", "≤ 1.5", "1.81", "1.5", "2.00 / 1.10 ms", GATE]
    assert lines[3] == ["18", "cold make run", "≤ 180", "≤ 90", "", "", "", UNKNOWN]
    assert lines[4][4:] == ["8", "", "", GATE]
