"""The vectors of reliability.md, section 5, by their ids."""

from fractions import Fraction

import pytest

from assessments.disclosure import FLOOR, Leak, Mask, audit, cells_of, mask, mask_item, may_publish
from assessments.publishing import figure, one_decimal
from tests.assessments.groups import counted, people, released, total_only


def sizes(leaks):
    return [leak.size for leak in leaks]


# --- mask: V1 to V14 ------------------------------------------------------------------------------------------------

VECTORS = {
    "V1": ("A12 B9 C7", "A B C", "", None, 28),
    "V2": ("A12 B9 C3", "A", "B C", 12, 24),
    "V3": ("A12 B3 C4", "A", "B C", 7, 19),
    "V4": ("A12 B6 C2 D1", "A", "B C D", 9, 21),
    "V5": ("A8 B4", "", "A B", None, 12),
    "V6": ("A3 B1", "", "A B", None, None),
    "V7": ("A5", "", "", None, 5),
    "V8": ("A4 B4 C4", "", "A B C", None, 12),
    "V9": ("A9 B6 C0", "A B", "C", None, 15),
    "V10": ("A5 B5 C1", "B", "A C", 6, 11),
    "V11": ("A20 B4 C4 D4 E4", "A", "B C D E", 16, 36),
    "V12": ("A5 B4 C10", "C", "A B", 9, 19),
    "V13": ("A5 B5", "A B", "", None, 10),
    "V14": ("A30 B1", "", "A B", None, 31),
}


def counts_of(text):
    return {word[0]: int(word[1:]) for word in text.split()}


@pytest.mark.parametrize("vector", VECTORS)
def test_vector_of_the_mask(vector):
    counts, shown, hidden, pooled, total = VECTORS[vector]
    assert mask(counts_of(counts)) == Mask(tuple(shown.split()), tuple(hidden.split()), pooled, total)


NAIVE = {"V2": [3], "V4": [3], "V5": [4], "V10": [1], "V12": [4], "V14": [1]}
NAIVE |= {vector: [] for vector in ("V1", "V3", "V8", "V9", "V11", "V13")}


@pytest.mark.parametrize("vector", NAIVE)
def test_vector_of_what_the_threshold_alone_would_leak(vector):
    roles = people(**counts_of(VECTORS[vector][0]))
    naive = {role: members for role, members in roles.items() if len(members) >= FLOOR} | total_only(roles)
    assert sizes(audit(naive)) == NAIVE[vector]


def test_vector_q1_the_figures_of_a_page():
    sums = {"direct": Fraction("37.2"), "supervisor": Fraction("25.2"), "leadership": Fraction(3)}
    found = mask({"direct": 12, "supervisor": 9, "leadership": 3})
    assert found == Mask(("direct",), ("leadership", "supervisor"), 12, 24)
    pooled = sum(sums[role] for role in found.hidden) / found.pooled
    printed = [sum(sums.values()) / found.total, sums["direct"] / 12, pooled]
    assert [str(figure(mean, 12).value) for mean in printed] == ["2.7", "3.1", "2.4"]
    assert pooled == Fraction("2.35")
    naive = 24 * Fraction("2.725") - 12 * Fraction("3.100") - 9 * Fraction("2.800")
    assert one_decimal(naive / 3) == 1


def test_a_tie_goes_by_the_order_of_the_roles_not_by_their_names():
    assert mask({"board": 5, "direct": 5, "leadership": 1}).shown == ("board",)
    assert mask({"board": 5, "astronauts": 5, "leadership": 1}).shown == ("astronauts",)


def test_company_must_be_people():
    """Two roles of which one is empty are one role: the pooled row would be its own."""
    assert mask({"A": 12, "B": 7, "C": 6, "D": 0}, hidden={"C", "D"}) == Mask(("A",), ("B", "C", "D"), 13, 25)


def test_exactly_k_in_the_pooled_row_is_enough():
    assert mask({"A": 12, "B": 9, "C": 3, "D": 2}) == Mask(("A", "B"), ("C", "D"), 5, 26)


def test_nothing_below_k_and_no_roles_below_ten():
    assert mask({"A": 4}) == Mask((), ("A",), None, None)
    assert mask({"A": 9}).shown == ()
    assert mask({"A": 10}).shown == ("A",)
    assert mask({}) == Mask((), (), None, None)


def test_an_organization_may_raise_k():
    assert mask({"A": 12, "B": 9, "C": 7}, k=8) == Mask(("A",), ("B", "C"), 16, 28)
    assert mask({"A": 9, "B": 9}, k=10) == Mask((), ("A", "B"), None, 18)
    assert mask({"A": 11}, k=12) == Mask((), ("A",), None, None)
    assert mask({"A": 12}, k=12) == Mask(("A",), (), None, 12)


@pytest.mark.parametrize("k", [4, 0, -5, 5.5, "5", None])
def test_nobody_may_lower_k(k):
    for check in (lambda: mask({"A": 12}, k=k), lambda: mask_item({"A": 12}, k=k), lambda: audit({}, k)):
        with pytest.raises(ValueError, match="k is 5 or more"):
            check()


@pytest.mark.parametrize("count", [-1, 2.0, "7", None, True])
def test_counts_are_whole_numbers(count):
    with pytest.raises(ValueError, match="whole numbers from 0"):
        mask({"A": 12, "B": count})


# --- A pillar or an item within a round -----------------------------------------------------------------------------


def test_vector_i2_a_pillar_that_few_of_a_role_scored():
    whole = mask({"A": 9, "B": 7})
    assert (whole.shown, whole.hidden) == (("A", "B"), ())
    assert mask({"A": 9, "B": 4}, hidden=whole.hidden) == Mask((), ("A", "B"), None, 13)
    assert mask({"A": 9, "B": 6}, hidden=whole.hidden).shown == ("A", "B")


def test_what_the_round_hides_stays_hidden_in_a_pillar():
    whole = mask({"A": 12, "B": 9, "C": 3})
    assert mask({"A": 12, "B": 9}) == Mask(("A", "B"), (), None, 21)
    assert mask({"A": 12, "B": 9}, hidden=whole.hidden) == Mask((), ("A", "B", "C"), None, 21)


def test_an_item_needs_ten_in_every_row():
    assert mask_item({"A": 12, "B": 7}) == Mask((), ("A", "B"), None, 19)
    assert mask_item({"A": 12, "B": 10}).shown == ("A", "B")
    assert mask_item({"A": 30, "B": 6, "C": 5}) == Mask(("A",), ("B", "C"), 11, 41)
    assert mask_item({"A": 9}).total is None
    assert mask_item({"A": 12, "B": 11}, k=12) == Mask((), ("A", "B"), None, 23)
    assert mask_item({"A": 12, "B": 11, "C": 11}, hidden={"C"}).shown == ("A",)


def test_cells_of_a_mask():
    roles = people(A=12, B=9, C=3)
    found = released(roles)
    assert {name: len(members) for name, members in found.items()} == {"role:A": 12, "pooled": 12, "total": 24}
    assert found["pooled"] == roles["B"] | roles["C"]
    assert released(people(A=3)) == {}
    with pytest.raises(ValueError, match="not the people"):
        cells_of(mask({"A": 12, "B": 9, "C": 3}), people(A=12, B=9))


def test_cells_of_a_pillar_in_which_a_hidden_role_is_absent():
    roles = people(A=12, B=9, D=8)
    found = cells_of(mask(counted(roles), hidden={"C", "D"}), roles)
    assert {name: len(members) for name, members in found.items()} == {"role:A": 12, "pooled": 17, "total": 29}


# --- audit and waves: T1 to T5, O1, O2, F1, I1 ----------------------------------------------------------------------


def grid(**atoms):
    """Cells of two breakdowns from the sizes of their crossings: grid(AX=9, AY=1)."""
    crossed = people(**atoms)
    return {
        letter: {person for name, members in crossed.items() if letter in name for person in members}
        for letter in sorted(set("".join(atoms)))
    }


def test_vector_t1_one_more_after_reopening():
    first, second = total_only(people(A=6)), total_only(people(A=7))
    assert audit({"first": first["total"], "second": second["total"]}) == [Leak(1, (("second",),))]
    assert not may_publish(first, second)
    newcomer = 7 * Fraction("2.29") - 6 * Fraction("2.50")
    assert round(float(newcomer), 2) == 1.03


def test_vector_t2_five_more_after_reopening():
    assert may_publish(total_only(people(A=6)), total_only(people(A=11)))


def test_vector_t3_four_and_one_more_in_two_roles():
    first, second = people(A=6, B=6), people(A=10, B=7)
    both = {(wave, name): cell for wave in (1, 2) for name, cell in released((first, second)[wave - 1]).items()}
    leaks = audit(both)
    assert leaks == [Leak(4, (((2, "role:A"), (2, "total")),)), Leak(1, (((2, "role:B"), (2, "total")),))]
    assert not may_publish(released(first), released(second))
    assert may_publish(released(first), total_only(second))


def test_vector_t4_one_withdraws():
    first, second = total_only(people(A=10)), total_only(people(A=9))
    assert audit({1: first["total"], 2: second["total"]}) == [Leak(1, ((1,),))]
    assert not may_publish(first, second)


def test_vector_t5_a_role_that_was_too_small_has_grown():
    first, second = people(A=8, B=4), people(A=8, B=9)
    assert released(first) == total_only(first)
    assert released(second).keys() == {"role:A", "role:B", "total"}
    assert len(second["B"] - first["B"]) == FLOOR  # the change of the total alone would pass
    both = {"then": total_only(first)["total"], **released(second)}
    assert audit(both) == [Leak(4, (("then", "role:B", "total"),))]
    assert not may_publish(released(first), released(second))
    assert may_publish(released(first), total_only(second))


def test_vector_o1_role_and_site_of_single_people():
    assert audit(grid(AX=9, AY=1, BX=1, BY=9)) == [Leak(2, (("A", "Y"), ("B", "X")))]


def test_vector_o2_a_role_that_is_wholly_in_one_site():
    assert audit(grid(AX=10, AY=2, BY=8)) == [Leak(2, (("A", "Y"),))]


def test_vector_f1_two_funders_with_other_scopes():
    roles = people(A=9, B=7, C=3)
    scopes = {"one": total_only(roles)["total"], "one A": roles["A"], "two B": roles["B"]}
    assert audit(scopes) == [Leak(3, (("one",),))]
    assert audit(released(roles)) == []


def test_vector_i1_one_variable_on_two_bases():
    roles = people(A=10)
    assert sizes(audit({"all": roles["A"], "complete": people(A=9)["A"]})) == [1]


def test_cells_whose_combinations_need_fractions():
    first, second, third = ("V", "W"), ("W", "X", "Y"), ("W",)
    leaks = audit(grid(VXY=6, VW=2, WXY=1, W=1))
    assert leaks == [Leak(3, (first, second)), Leak(3, (first, third)), Leak(2, (second, third))]


def test_a_small_cell_leaks_by_itself():
    assert audit({"A": {1, 2, 3, 4}}) == [Leak(4, (("A",),))]
    assert audit({"A": {1, 2, 3, 4, 5}}) == []
    assert audit({"A": {1, 2, 3, 4, 5}}, 6) == [Leak(5, (("A",),))]
    assert audit({}) == audit({"A": ()}) == []


def test_a_wave_on_exactly_k_of_either():
    """Five come and five leave: nothing smaller than k differs. Six and five: the counts differ by one."""
    ten = set(range(10))
    assert may_publish({"total": ten}, {"total": set(range(5, 15))})
    assert not may_publish({"total": ten}, {"total": set(range(5, 16))})
    assert not may_publish({"total": ten}, {"total": set(range(3, 13))})
    assert not may_publish({"total": ten}, {"total": set(range(4, 20))})
    assert may_publish({"total": ten}, {"total": ten})
    assert may_publish({"total": ten})
    assert not may_publish({"total": {1, 2, 3, 4}})


def test_a_wave_is_held_against_all_before_it():
    first, second, third = ({"total": set(range(people))} for people in (10, 20, 13))
    assert may_publish(first, second)
    assert may_publish(second, third)
    assert not may_publish(first, second, third)
    assert not may_publish({"total": set(range(10))}, {"total": set(range(16))}, k=7)
