"""The plan as its pages show it: plain values, so that templates decide nothing."""

from dataclasses import dataclass

from plans.models import Action

Status = Action.Status
ORDER = (Status.DOING, Status.PLANNED, Status.IDEA, Status.DONE, Status.PAUSED)
ENOUGH = 7  # above so many open actions a page says that fewer are easier to keep up (ux.md 7.11)

# What the study asks a plan to name (lines 1681, 1667 and 1669), and the suggestions that name it.
THEMES = {
    "care": ("WRK-4:", "IND-1:2", "IND-1:3"),
    "leaders": ("LEA-6:",),
    "inclusion": ("LEA-7:", "IND-6:", "IND-7:2"),
}


@dataclass(frozen=True)
class Row:
    """An action with its pillar, evidence, effort and cost in words; "" where there are none."""

    action: Action
    pillar: str
    evidence: str
    effort: str
    cost: str


@dataclass(frozen=True)
class Group:
    status: Action.Status
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Theme:
    """Something a plan should name; item: the code of an item whose suggestion names it, "" where none is left."""

    key: str
    named: bool
    item: str


@dataclass(frozen=True)
class Board:
    """The plan in the order of the page. doing and open count the whole plan, whatever the page is filtered by."""

    groups: tuple[Group, ...]
    pillars: tuple
    doing: int
    open: int
    total: int

    @property
    def crowded(self):
        return self.open > ENOUGH


def lay_out(actions, instrument, *, pillar=""):
    """The Board of an organization's actions, in the instrument's words; pillar: a slug to show only that one's."""
    shown = [row(action, instrument) for action in actions if not pillar or action.pillar == pillar]
    groups = (Group(status, tuple(row for row in shown if row.action.status == status)) for status in ORDER)
    used = {action.pillar for action in actions}
    return Board(
        groups=tuple(group for group in groups if group.rows),
        pillars=tuple(pillar for pillar in instrument.pillars if pillar.slug in used),
        doing=sum(action.status == Status.DOING for action in actions),
        open=sum(action.is_open for action in actions),
        total=len(actions),
    )


def row(action, instrument):
    """The Row of one action."""
    words = instrument.words
    return Row(
        action=action,
        pillar=instrument.pillar(action.pillar).name,
        evidence=_name(words.evidence, action.evidence),
        effort=_name(words.effort, action.effort),
        cost=_name(words.cost, action.cost),
    )


def _name(words, key):
    return words[key]["name"] if key in words else ""


def by_pillar(suggestions, pillars):
    """(pillar, its suggestions) for each of `pillars` that has any, their order kept."""
    groups = {pillar.slug: (pillar, []) for pillar in pillars}
    for suggestion in suggestions:
        groups[suggestion.pillar_result.pillar.slug][1].append(suggestion)
    return [(pillar, group) for pillar, group in groups.values() if group]


def themes(taken, suggestions):
    """Whether the plan names what the study asks for, as a tuple of Theme.

    taken: the codes of the plan's suggestions; suggestions: what could still be added.
    """
    return tuple(
        Theme(
            key=key,
            named=any(code.startswith(codes) for code in taken),
            item=next((one.move.item for code in codes for one in suggestions if one.code.startswith(code)), ""),
        )
        for key, codes in THEMES.items()
    )
