"""How sure a level is: people are drawn again, and every rule is computed anew for each draw. Pure: NumPy.

Source: Efron & Tibshirani 1993, the percentile of levels over bootstrap samples. It follows assessments/scoring.py
rule by rule, over all draws at once; a test holds the two together. Sums are of whole numbers below 2**53, which
floating point adds without error (to 20 items a pillar and 4 million people), so a tie at a cut is seen as a tie.
"""

from math import lcm

import numpy as np

from assessments.tables import UNKNOWN

CELLS_AT_ONCE = 4_000_000  # about 32 MB, whatever the number of people


def draw_people(people, *, draws, seed):
    """Yield arrays (some draws x people): how often each person is in each draw of `people` with replacement."""
    chance = np.random.default_rng(seed)
    at_once = max(1, CELLS_AT_ONCE // people)
    for start in range(0, draws, at_once):
        rows = min(at_once, draws - start)
        picked = chance.integers(people, size=(rows, people)) + people * np.arange(rows)[:, None]
        yield np.bincount(picked.ravel(), minlength=rows * people).reshape(rows, people).astype(float)


class Rules:
    """The level rules of one table, ready to be applied to many draws.

    rows: people x items as in assessments.tables.Table. means: for each pillar, each person's exact mean or None.
    places: for each pillar, the columns of its items. least: how many scored pillars an overall level needs.
    """

    def __init__(self, rows, means, places, *, least):
        self.places, self.least = places, least
        self.tallies = _tallies(np.array(rows))
        self.scales = [lcm(*(mean.denominator for mean in column if mean is not None)) for column in means]
        pairs = zip(means, self.scales, strict=True)
        sums = [[0 if mean is None else int(mean * scale) for mean in column] for column, scale in pairs]
        self.sums = np.array(sums, dtype=float).T
        self.present = np.array([[mean is not None for mean in column] for column in means], dtype=float).T

    def levels(self, weights):
        """The levels in each draw, an array (draws x pillars + 1) whose last column is overall; 0 is not scored.

        weights: draws x people, how often each person is in the draw.
        """
        items = self._item_levels(weights)
        over = (weights @ self.sums).astype(np.int64)
        under = (weights @ self.present).astype(np.int64) * np.array(self.scales)
        pillars = np.stack(
            [_capped(_level(over[:, k], under[:, k]), items[:, place]) for k, place in enumerate(self.places)], axis=1
        )
        return np.column_stack([pillars, self._overall(over, under, pillars)])

    def _item_levels(self, weights):
        upto1, upto2, upto3, numeric, unknown = (weights @ tally for tally in self.tallies)
        median = 1 + (2 * upto1 < numeric) + (2 * upto2 < numeric) + (2 * upto3 < numeric)
        return np.where((numeric > 0) & (unknown <= numeric), median, 0)

    def _overall(self, over, under, pillars):
        # The product of six head counts passes 64 bits: Python's own whole numbers do not end there.
        top, bottom = np.zeros(len(over), dtype=object), np.ones(len(over), dtype=object)
        bottoms = np.where(under == 0, 1, under)  # such a pillar has a numerator of 0
        for numerator, denominator in zip(over.T.astype(object), bottoms.T.astype(object), strict=True):
            top, bottom = top * denominator + numerator * bottom, bottom * denominator
        scored = (under > 0).sum(axis=1)
        level = _level(top, bottom * scored.astype(object))
        return np.where(scored >= self.least, _capped(level, pillars), 0)


def _tallies(rows):
    """People x items, 0 or 1: answered at step 1, up to 2, up to 3, with any step, with DK."""
    numeric = (rows >= 1) & (rows <= 4)
    marks = [numeric & (rows <= step) for step in (1, 2, 3, 4)]
    return [mark.astype(float) for mark in (*marks, rows == UNKNOWN)]


def _level(over, under):
    """1 to 4 for the fraction over / under, a tie going down; 0 where under is 0."""
    level = 1 + sum((2 * over > cut * under).astype(np.int64) for cut in (3, 5, 7))
    return np.where(under == 0, 0, level)


def _capped(level, parts):
    """Levels held down by the levels of their parts (0: the part has none), as scoring.capped()."""
    level = np.where((level >= 3) & (parts == 1).any(axis=1), 2, level)
    return np.where((level == 4) & ((parts > 0) & (parts < 3)).any(axis=1), 3, level)
