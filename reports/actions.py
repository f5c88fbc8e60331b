"""A plan's actions, and suggestions where there are none, as plain values."""

from django.utils import timezone
from django.utils.formats import date_format

from plans.models import Action
from plans.recommend import suggest

ON_THE_WALL = 5
DENSE = 720  # characters on the wall page from which its type must be smaller to stay one page


def long_date(day):
    """A date in the words of the active language, "" for none: 22 October 2026."""
    return date_format(day, "DATE_FORMAT") if day else ""


def plan_actions(plan, instrument):
    """The plan's actions as values, numbered: open ones by date, then paused and done ones."""
    rows = sorted(plan.actions.all(), key=order_of) if plan else []
    return [action_values(number, action, instrument) for number, action in enumerate(rows, start=1)]


def order_of(action):
    last = {Action.Status.PAUSED: 1, Action.Status.DONE: 2}.get(action.status, 0)
    return last, action.due is None, action.due or timezone.localdate(action.created_at), action.created_at


def action_values(number, action, instrument):
    words = instrument.words
    return {
        "number": number,
        "pillar": action.pillar,
        "pillar_name": instrument.pillar(action.pillar).name,
        "suggestion": action.suggestion,
        "title": action.title,
        "first_step": action.first_step,
        "sign": action.sign,
        "owner": action.owner,
        "due": long_date(action.due),
        "status": str(action.get_status_display()),
        "open": action.status not in (Action.Status.PAUSED, Action.Status.DONE),
        "evidence": words.evidence.get(action.evidence, {}).get("name", ""),
        "effort": words.effort.get(action.effort, {}).get("name", ""),
        "cost": words.cost.get(action.cost, {}).get("name", ""),
    }


def wall(plan, actions, summary, instrument):
    """What is pinned to a wall: the first open actions, or suggestions where there are none."""
    open_actions = [action for action in actions if action["open"]]
    return {
        "actions": open_actions[:ON_THE_WALL],
        "open": len(open_actions),
        "dense": sum(map(length_of, open_actions[:ON_THE_WALL])) > DENSE,
        "all": actions,
        "suggestions": [] if open_actions else suggestions(summary, actions, instrument),
        "next_review": long_date(plan and plan.next_review),
    }


def length_of(action):
    return len(action["title"] + action["first_step"] + action["owner"])


def suggestions(summary, actions, instrument):
    taken = frozenset(action["suggestion"] for action in actions)
    return [move_values(found.move, instrument) for found in suggest(summary, taken=taken, most=3)]


def move_values(move, instrument):
    words = instrument.words
    return {
        "title": move.title,
        "first_step": move.first_step,
        "pillar_name": instrument.pillar(instrument.items[move.item].pillar).name,
        "evidence": words.evidence[move.evidence]["name"],
        "effort": words.effort[move.effort]["name"],
        "cost": words.cost[move.cost]["name"],
    }
