"""Which groups of a survey may be seen, so that nobody is found by taking one figure from another. Pure.

Source: the suppression algorithm of reliability.md, section 5; a "step" below is one of its steps. Everything is
decided from who is counted where, never from what they answered. publishing.py prints the figures that may be seen.

The checks hold per variable (a pillar, an item, the overall score), and each variable is printed on one base only: the
people with a valid value in it. What they cannot see: figures of other groups than these cells, figures on another
base, and what k - 1 people who put their own answers together know.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from pillars.levels import ROLES

FLOOR = 5  # nobody may set k lower
LEAST_FOR_ROLES = 10
LEAST_FOR_ITEMS = 10
TOTAL, ROLE, POOLED = "total", "role:", "pooled"


@dataclass(frozen=True)
class Mask:
    """What may be printed of one variable. The counts in it are exact: print them as publishing.band().

    shown: the roles with a row of their own. hidden: the roles that step 2 or 3 keeps back, one label for all.
    pooled: how many are in the row "Other roles combined", which is all of hidden; None: no such row.
    total: how many are in the total; None: fewer than k, nothing at all may be printed.
    A role that is not in shown has no row, whether or not it is in hidden (V7: a single role below ten people).
    """

    shown: tuple[str, ...]
    hidden: tuple[str, ...]
    pooled: int | None
    total: int | None


@dataclass(frozen=True)
class Leak:
    """Fewer than k people, size, of whom some combination of printed cells tells something that is theirs alone.

    atoms: for each group among them, the names of the cells that count it. Holds no person, so that it can be logged.
    """

    size: int
    atoms: tuple[tuple[Hashable, ...], ...]


def mask(counts: Mapping[str, int], *, k: int = FLOOR, hidden: Collection[str] = frozenset()) -> Mask:
    """What may be printed of one variable (steps 1 to 4, and 5).

    counts: role to how many people count in the variable. k: 5 or more. hidden: the roles hidden in the whole round
    (its Mask.hidden), for a single pillar or item: they stay hidden, and count as 0 where counts lacks them.
    Ties go by the order of pillars.levels.ROLES, then by name. Step 1 holds for a pillar or an item as well.
    Raises ValueError for a k below 5 and for counts that are not whole numbers from 0.
    """
    counts = {**dict.fromkeys(hidden, 0), **counts}
    _check(k, counts.values())
    total = sum(counts.values())
    kept = _kept_back(counts, k, hidden)
    shown = _ordered(counts.keys() - kept) if total >= max(k, LEAST_FOR_ROLES) else ()
    pooled = sum(counts[role] for role in kept)
    return Mask(
        shown=shown,
        hidden=_ordered(kept),
        pooled=pooled if shown and pooled >= k else None,
        total=total if total >= k else None,
    )


def mask_item(counts: Mapping[str, int], *, k: int = FLOOR, hidden: Collection[str] = frozenset()) -> Mask:
    """What may be printed of a single item: as mask(), with 10 people in every row (step 5).

    The floor goes into the algorithm, not on top of it: a role of 7 that were only left out is total less the others.
    """
    _check(k, ())
    return mask(counts, k=max(k, LEAST_FOR_ITEMS), hidden=hidden)


def _kept_back(counts, k, hidden):
    """The roles of steps 2 and 3. Empty roles are kept back too, but neither need company nor are company."""
    kept = {role for role, people in counts.items() if people < k or role in hidden}
    left = sorted(counts.keys() - kept, key=lambda role: (counts[role], _place(role)))
    for role in left:
        sizes = [counts[other] for other in kept if counts[other]]
        if not sizes or (sum(sizes) >= k and len(sizes) >= 2):
            break
        kept.add(role)
    return kept


def cells_of(allowed: Mask, people: Mapping[str, Collection[Hashable]]) -> dict[str, frozenset]:
    """The cells that a Mask prints, name to the people counted in it: what audit() and may_publish() read.

    people: role to the ids of its people with a valid value in the variable, those whom the Mask was made from, else
    ValueError. A sheet that was corrected needs a new id: it is another person to the audit.
    """
    everybody = frozenset().union(*people.values())
    if allowed.total not in (None, len(everybody)):
        raise ValueError("These are not the people whom the mask was made from.")
    groups = {ROLE + role: frozenset(people[role]) for role in allowed.shown}
    if allowed.pooled is not None:
        groups[POOLED] = frozenset().union(*(people.get(role, ()) for role in allowed.hidden))
    if allowed.total is not None:
        groups[TOTAL] = everybody
    return groups


def may_publish(*snapshots: Mapping[Hashable, Collection[Hashable]], k: int = FLOOR) -> bool:
    """Whether the last of these snapshots of a round may be published after the others (step 8).

    snapshots: the cells of one variable in each, as from cells_of(): all that were published, then the one that waits.
    k: as for mask(), and 10 for an item.
    Every cell printed in both must have changed by 0 or at least k people, read three ways: those who came, those who
    left, and the difference of the two counts. And the audit must pass over all snapshots together.
    """
    *published, waiting = snapshots
    changes = (
        change
        for earlier in published
        for name in earlier.keys() & waiting.keys()
        for change in _changes(frozenset(earlier[name]), frozenset(waiting[name]))
    )
    every = {(wave, name): people for wave, cells in enumerate(snapshots) for name, people in cells.items()}
    return not any(0 < change < k for change in changes) and not audit(every, k)


def _changes(earlier, later):
    return len(later - earlier), len(earlier - later), abs(len(later) - len(earlier))


def audit(cells: Mapping[Hashable, Collection[Hashable]], k: int = FLOOR) -> list[Leak]:
    """The leaks in all cells ever printed of one variable of a round; an empty list is what may be printed (step 12).

    cells: name to the people counted in it, over all roles, waves and readers. k: as for may_publish().
    People who are in the same cells form an atom. A set U of atoms with 1 to k - 1 people leaks if the matrix of cells
    by atoms loses rank without the columns of U: then some combination of cells depends on U alone. Gives the smallest
    such sets only, those that hold no other.

    How: rank is lost exactly where the rows of U in a basis of the matrix's kernel are linearly dependent (v is a
    combination of cells if and only if v is orthogonal to the kernel), so sets grow atom by atom until they are.
    """
    _check(k, ())
    members = [frozenset(people) for people in cells.values()]
    sizes = Counter(tuple(person in people for people in members) for person in frozenset().union(*members))
    atoms = sorted(sizes, reverse=True)
    rows = _kernel_rows(list(zip(*atoms, strict=True)), len(atoms))
    candidates = [(place, sizes[atom], rows[place]) for place, atom in enumerate(atoms)]
    names = [tuple(name for name, member in zip(cells, atom, strict=True) if member) for atom in atoms]
    found = _smallest(_dependent_sets(candidates, k - 1))
    return [
        Leak(sum(sizes[atoms[place]] for place in places), tuple(names[place] for place in places)) for places in found
    ]


def _dependent_sets(candidates, room, chosen=(), basis=()):
    """Sets of places whose kernel rows are dependent and whose people, at most room, fit; the smallest among others.

    candidates: (place, people, kernel row) of the atoms that may join those chosen, whose rows are independent (basis).
    """
    for index, (place, people, row) in enumerate(candidates):
        if people > room:
            continue
        rest = _reduced(row, basis)
        if any(rest):
            yield from _dependent_sets(candidates[index + 1 :], room - people, (*chosen, place), (*basis, rest))
        else:
            yield (*chosen, place)


def _smallest(sets):
    kept = []
    for places in sorted(sets, key=lambda places: (len(places), places)):
        if not any(set(smaller) <= set(places) for smaller in kept):
            kept.append(places)
    return kept


def _kernel_rows(matrix, width):
    """For each column its row in a basis of the kernel of a matrix, each in whole numbers.

    A row may be multiplied by anything but 0: what counts is which rows are linearly dependent.
    """
    reduced, pivots = _echelon(matrix, width)
    free = [column for column in range(width) if column not in pivots]
    rows = {column: [int(column == other) for other in free] for column in free}
    for column, row in zip(pivots, reduced, strict=True):
        scale = lcm(*(row[other].denominator for other in free))
        rows[column] = [int(row[other] * scale) for other in free]
    return rows


def _echelon(matrix, width):
    """The reduced echelon form of a matrix in exact fractions, without empty rows, and the columns of its pivots."""
    waiting, done, pivots = [[Fraction(value) for value in row] for row in matrix], [], []
    for column in range(width):
        chosen = next((row for row in waiting if row[column]), None)
        if chosen is None:
            continue
        waiting.remove(chosen)
        chosen = [value / chosen[column] for value in chosen]
        waiting, done = ([_without(row, column, chosen) for row in rows] for rows in (waiting, done))
        done.append(chosen)
        pivots.append(column)
    return done, pivots


def _without(row, column, pivot_row):
    """A row less the multiple of pivot_row (1 in the column) that makes it 0 there."""
    times = row[column]
    return [value - times * other for value, other in zip(row, pivot_row, strict=True)]


def _reduced(row, basis):
    """What is left of a row of whole numbers after the rows of basis, each 0 where those before it lead."""
    for other in basis:
        lead = next(place for place, value in enumerate(other) if value)
        if row[lead]:
            row = [value * other[lead] - row[lead] * less for value, less in zip(row, other, strict=True)]
    return row


def _check(k, counts):
    if not isinstance(k, int) or k < FLOOR:
        raise ValueError(f"k is {FLOOR} or more, not {k!r}.")
    if not all(type(count) is int and count >= 0 for count in counts):
        raise ValueError("The counts of people are whole numbers from 0.")


def _ordered(roles):
    return tuple(sorted(roles, key=_place))


def _place(role):
    return (ROLES.index(role) if role in ROLES else len(ROLES), role)
