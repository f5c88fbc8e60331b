"""What the disclosure rules promise for every input.

DISCLOSURE_EXAMPLES=10000 asks each property for so many examples, DISCLOSURE_TABLES=20000 for so many random tables.
"""

import os
import random
from collections import Counter
from fractions import Fraction
from itertools import combinations, permutations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessments.disclosure import FLOOR, audit, cells_of, mask, mask_item, may_publish
from assessments.publishing import figure
from pillars.levels import ROLES
from tests.assessments.groups import people, released

examples = settings(max_examples=int(os.environ.get("DISCLOSURE_EXAMPLES", "60")), deadline=None)
TABLES = int(os.environ.get("DISCLOSURE_TABLES", "500"))
role_counts = st.dictionaries(st.sampled_from(ROLES), st.integers(0, 24), max_size=5)


def assert_safe(counts, found, k=FLOOR):
    assert all(counts[role] >= k for role in found.shown)
    assert found.pooled is None or (found.pooled >= k and found.shown)
    assert found.total is None or found.total >= k
    assert not set(found.shown) & set(found.hidden)


@examples
@given(role_counts, st.integers(5, 9), st.frozensets(st.sampled_from(ROLES)))
def test_no_row_of_fewer_than_k_and_nothing_for_the_audit(counts, k, hidden):
    found = mask(counts, k=k, hidden=hidden)
    assert_safe(counts, found, k)
    assert hidden <= set(found.hidden)
    roles = people(**counts)
    assert audit(cells_of(found, roles), k) == []
    item = mask_item(counts, k=k, hidden=hidden)
    assert_safe(counts, item, 10)
    assert audit(cells_of(item, roles), 10) == []


@examples
@given(role_counts)
def test_the_order_of_the_input_does_not_matter(counts):
    assume(len(counts) > 1)
    expected = mask(counts)
    assert all(mask(dict(order)) == expected for order in permutations(counts.items()))


@examples
@given(st.lists(st.tuples(st.sampled_from(ROLES), st.integers(1, 4)), max_size=40), st.randoms(use_true_random=False))
def test_answers_do_not_change_the_mask(sheets, shuffler):
    roles, answers = [role for role, _ in sheets], [answer for _, answer in sheets]
    shuffler.shuffle(answers)
    after = list(zip(roles, answers, strict=True))
    assert mask(Counter(role for role, _ in after)) == mask(Counter(role for role, _ in sheets))


@examples
@given(st.lists(role_counts, min_size=2, max_size=3))
def test_waves_in_any_order_leave_nothing_for_the_audit(waves):
    """Each wave prints its roles if it may, else its total if it may, else nothing."""
    published = []
    for counts in waves:
        roles = people(**counts)
        total = {name: cell for name, cell in released(roles).items() if name == "total"}
        published += [cells for cells in (released(roles), total) if may_publish(*published, cells)][:1]
    every = {(wave, name): cell for wave, cells in enumerate(published) for name, cell in cells.items()}
    assert leaking_sets(every) == set()


@pytest.mark.parametrize("seed", range(5))
def test_random_role_tables_leak_nothing(seed):
    dice = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(TABLES // 5):
        counts = {role: dice.choice((dice.randint(0, 6), dice.randint(0, 40))) for role in ROLES[: dice.randint(1, 5)]}
        found = mask(counts)
        assert_safe(counts, found)
        assert audit(cells_of(found, people(**counts))) == [], counts


def rank(matrix):
    """The rank of a matrix by plain elimination: another way than the audit's own."""
    rows, found = [[Fraction(value) for value in row] for row in matrix], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in rows[found:] if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows.insert(found, pivot)
        found += 1
        for place in range(found, len(rows)):
            times = rows[place][column] / pivot[column]
            rows[place] = [value - times * less for value, less in zip(rows[place], pivot, strict=True)]
    return found


def leaking_sets(cells, k=FLOOR):
    """Step 12 word for word, over every set of atoms: {(people, atoms by the names of their cells)}, the smallest."""
    atoms = Counter(
        tuple(name for name, cell in cells.items() if person in cell) for person in set().union(*cells.values())
    )
    whole = rank([[name in atom for atom in atoms] for name in cells])
    found = []
    for many in range(1, k):
        for chosen in combinations(atoms, many):
            if sum(atoms[atom] for atom in chosen) >= k or any(smaller <= set(chosen) for smaller in found):
                continue
            if rank([[name in atom for atom in atoms if atom not in chosen] for name in cells]) < whole:
                found.append(set(chosen))
    return {(sum(atoms[atom] for atom in chosen), frozenset(chosen)) for chosen in found}


@examples
@given(
    st.dictionaries(st.sampled_from("ABCDE"), st.frozensets(st.integers(0, 13), min_size=1), min_size=1),
    st.lists(st.integers(1, 3), min_size=14, max_size=14),
    st.integers(5, 7),
)
def test_the_audit_finds_what_comparing_ranks_finds(cells, weights, k):
    cells = {name: {(who, copy) for who in cell for copy in range(weights[who])} for name, cell in cells.items()}
    leaks = audit(cells, k)
    assert {(leak.size, frozenset(leak.atoms)) for leak in leaks} == leaking_sets(cells, k)
    assert len(leaks) == len(set(leaks))


@pytest.mark.parametrize("number", range(5, 9))
def test_an_attacker_who_tries_every_answer_sheet(number):
    """All answers of 5 to 8 people (one total, no roles): whatever is printed, the sum of every group of fewer than
    five can still be two steps lower or higher, unless the words "or higher" or "or lower" already say so."""
    assert mask({"direct": number}).shown == ()
    consistent = {}
    for answers in product((1, 2, 3, 4), repeat=number):
        printed = figure(Fraction(sum(answers), number), number)
        for group in range(1, FLOOR):
            consistent.setdefault((printed, group), set()).add(sum(answers[:group]))
    assert all(max(sums) - min(sums) >= 2 for (printed, _), sums in consistent.items() if printed.beyond is None)
