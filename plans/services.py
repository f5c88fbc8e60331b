"""What can be done to a plan and its actions. Each verb is one transaction."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts import audit
from assessments.results import summarize
from assessments.words import instrument_for
from plans.models import Action, Plan
from plans.recommend import suggest
from plans.words import why


class UnknownSuggestion(LookupError):
    """The result suggests no such step."""


class ActionChanged(Exception):
    """Somebody else changed the action since the page was opened; .current holds what stands now."""

    def __init__(self, current):
        super().__init__("The action was changed by somebody else.")
        self.current = current


@transaction.atomic
def current_plan(*, organization, result):
    """The organization's plan, made when there is none yet, drawing its actions from `result` from now on."""
    plan, _made = Plan.objects.get_or_create(organization=organization, defaults={"result": result})
    if plan.result_id != result.pk:
        plan.result = result
        plan.save(update_fields=["result"])
    return plan


@transaction.atomic
def add_suggestion(*, organization, result, code, user):
    """Copy a suggestion's words into a new action of the plan and return it.

    code: a move's, such as "LEA-1:2". One that is in the plan already is returned as it stands there, so that a double
    click adds one action. Raises UnknownSuggestion for a code that the result does not suggest.
    """
    taken = Action.objects.of(organization).filter(suggestion=code).first() if code else None
    if taken:
        return taken
    words = _words_of(result, code)
    plan = current_plan(organization=organization, result=result)
    action, added = plan.actions.get_or_create(suggestion=code, defaults={**words, "created_by": user})
    if added:
        audit.record(action="added action", organization=organization, actor=user, subject=action.title)
    return action


def _words_of(result, code):
    """The fields of an action that are copied from a suggestion."""
    summary = summarize(result, instrument_for(result.instrument_version), with_notes=False)
    for suggestion in suggest(summary):
        if suggestion.code == code:
            move = suggestion.move
            return {
                "pillar": suggestion.pillar_result.pillar.slug,
                "title": move.title,
                "why": f"{why(suggestion)} {move.text}",
                "first_step": move.first_step,
                "sign": move.sign,
                "evidence": move.evidence,
                "effort": move.effort,
                "cost": move.cost,
            }
    raise UnknownSuggestion(code)


@transaction.atomic
def add_own_action(*, organization, result, user, pillar, title, **fields):
    """Add an action that the organization wrote itself and return it.

    pillar: a slug; fields: owner, due, status, first_step, sign and notes, as the model keeps them.
    """
    plan = current_plan(organization=organization, result=result)
    action = plan.actions.create(pillar=pillar, title=title, created_by=user, **fields)
    audit.record(action="added action", organization=organization, actor=user, subject=title)
    return action


@transaction.atomic
def change_action(*, action, revision, user, **fields):
    """Store new values of an action in one statement and return it as stored.

    revision: the one that the page showed when it was opened. Raises ActionChanged when another one stands there now
    with other values, Action.DoesNotExist when somebody removed the action.
    """
    changed = Action.objects.filter(pk=action.pk, revision=revision).update(
        **fields, revision=F("revision") + 1, changed_at=timezone.now()
    )
    current = Action.objects.select_related("plan__organization", "plan__result").get(pk=action.pk)
    if changed:
        organization = current.plan.organization
        audit.record(action="changed action", organization=organization, actor=user, subject=current.title)
    elif any(getattr(current, name) != value for name, value in fields.items()):
        raise ActionChanged(current)
    return current


@transaction.atomic
def remove_action(*, action, user):
    """Take an action out of its plan for good; the suggestion it came from is offered again."""
    audit.record(action="removed action", organization=action.plan.organization, actor=user, subject=action.title)
    action.delete()


@transaction.atomic
def set_next_review(*, plan, day, user):
    """Set the day on which the plan is looked at again (None for no day) and return the plan."""
    plan.next_review = day
    plan.save(update_fields=["next_review"])
    audit.record(action="set next review", organization=plan.organization, actor=user, subject=day or "")
    return plan
