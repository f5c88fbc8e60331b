"""Groups of made-up people, and the cells that print them."""

from assessments.disclosure import cells_of, mask


def people(**counts):
    """Role to so many made-up people; those of a smaller count are among those of a larger one."""
    return {role: {(role, number) for number in range(count)} for role, count in counts.items()}


def counted(roles):
    return {role: len(members) for role, members in roles.items()}


def released(roles, **options):
    """The cells that a table of people may print."""
    return cells_of(mask(counted(roles), **options), roles)


def total_only(roles):
    return {"total": frozenset().union(*roles.values())}
