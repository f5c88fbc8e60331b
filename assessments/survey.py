"""What only a survey can say: who answered, how far people agree, where roles differ. Pure.

These figures may rest on very few people. Whoever shows them passes them through the disclosure rules first.
"""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from assessments import agreement, comparison, rules
from assessments.tables import UNKNOWN
from pillars.levels import ROLES

LEAST_FOR_AGREEMENT = 8
GOOD_RESPONSE = Fraction(3, 5)


@dataclass(frozen=True)
class Weighted:
    """The same rules with every role counted by its headcount; differs: its level is another one."""

    score: Fraction
    level: int
    differs: bool


def figures(table, places, counted, groups):
    """A pillar's interval, agreement, means by role and gaps between roles; groups as from groups()."""
    pairs = [pair for pair in combinations(groups, 2) if min(len(groups[role]) for role in pair) > 1]
    return {
        "interval": agreement.mean_interval(counted),
        "agreement": _agreement(table, places),
        "roles": {role: {"n": len(group), "score": agreement.mean(group)} for role, group in groups.items()},
        "gaps": tuple(comparison.gap_between(pair, [groups[role] for role in pair]) for pair in pairs),
    }


def groups(roles, means):
    """Role to the means of its people who count, in the order of ROLES."""
    people = {role: [mean for held, mean in zip(roles, means, strict=True) if held == role] for role in ROLES}
    counted = {role: [mean for mean in group if mean is not None] for role, group in people.items()}
    return {role: group for role, group in counted.items() if group}


def weighted(groups, heads, level, parts):
    """The pillar with every role at its headcount; None unless every role that counts in it has one."""
    if not groups or not all(heads.get(role) for role in groups):
        return None
    people = sum(heads[role] for role in groups)
    score = sum(heads[role] * agreement.mean(group) for role, group in groups.items()) / people
    other, _ = rules.capped(rules.level_of(score), parts)
    return Weighted(score, other, differs=other != level)


def _agreement(table, places):
    """How far people agree on the items that at least 8 answered; None if there are no such items."""
    columns = {table.codes[k]: [row[k] if 1 <= row[k] <= 4 else None for row in table.rows] for k in places}
    judged = {code: column for code, column in columns.items() if sum(map(bool, column)) >= LEAST_FOR_AGREEMENT}
    if not judged:
        return None
    rows, codes = list(zip(*judged.values(), strict=True)), list(judged)
    return {
        "verdict": agreement.verdict(rows),
        "split_items": [codes[k] for k in agreement.split_items(rows)],
        "r_star_wg_j": agreement.r_star_wg_j(rows),
        "ad_j": agreement.ad_j(rows),
        "items": len(codes),
    }


def awareness(table):
    """Role to item code to how many of those who answered do not know, for the items that the role was asked."""
    return {role: _unknown(table, role) for role in ROLES if role in table.roles}


def _unknown(table, role):
    rows = [row for row, held in zip(table.rows, table.roles, strict=True) if held == role]
    found = {}
    for code, column in zip(table.codes, zip(*rows, strict=True), strict=True):
        unknown = column.count(UNKNOWN)
        answered = unknown + sum(1 <= cell <= 4 for cell in column)
        if answered:
            found[code] = {"dont_know": unknown, "of": answered, "share": Fraction(unknown, answered)}
    return found


def response(table, heads):
    """Role, or "all", to how many answered of how many. Caution under 60 %, and where the headcount is too low."""
    answered = Counter(table.roles)
    counts = {role: (answered[role], heads.get(role)) for role in ROLES if role in heads or answered[role]}
    known = [role for role in counts if role in heads]
    counts["all"] = (sum(answered[role] for role in known), sum(heads[role] for role in known))
    return {role: _rate(*count) for role, count in counts.items()}


def _rate(answered, people):
    rate = Fraction(answered, people) if people else None
    fair = GOOD_RESPONSE <= rate <= 1 if people else not answered
    return {"answered": answered, "headcount": people, "rate": rate, "caution": not fair}
