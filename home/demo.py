"""Invented organizations to look around in: the same for the same seed. Nothing here describes a real agency."""

import random
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import Membership, Organization, User
from assessments import services as assessments
from assessments.models import Assessment, Sheet
from assessments.results import summarize
from pillars.catalog import load_instrument
from pillars.levels import DONT_KNOW
from plans import recommend
from plans import services as plans

PASSWORD = "lantern-harbor-42"  # noqa: S105  printed for everyone: these accounts hold nothing real
MAIN = "Harborlight Family Services"
CAST = (
    ("Amina Okafor", Membership.Role.OWNER, "Executive director"),
    ("Luis Ferrer", Membership.Role.COORDINATOR, "Program manager"),
    ("Grace Mbeki", Membership.Role.MEMBER, "Case worker"),
)
FIRST = ("Alder", "Bright", "Cedar", "Delta", "Elm", "Ferry", "Grove", "Hill", "Island", "Juniper", "Lake", "Mill")
SECOND = ("Bridge", "Haven", "House", "Path", "Point", "River", "Road", "Shore")
KIND = ("Refugee Services", "Shelter", "Clinic", "Legal Aid", "Youth Center", "Family Center")
OWNERS = ("Executive director", "Program manager", "Operations manager", "Clinical supervisor")
# How far along each pillar is at the start, as the mean of its answers; later cycles move up a little.
MAIN_PROFILE = {
    "leadership": 2.0,
    "workload": 1.8,
    "workspace": 2.7,
    "supervision": 2.9,
    "peer-support": 2.5,
    "individualization": 1.7,
}


@transaction.atomic
def build(*, grantees=0, cycles=1, seed=1):
    """Make the main organization and `grantees` more, each with `cycles` submitted checks and a plan.

    Returns the organizations, the main one first. What exists already is left as it is.
    """
    dice = random.Random(seed)  # noqa: S311  nothing secret comes from it
    profiles = [(MAIN, MAIN_PROFILE)]
    profiles += [(grantee_name(dice, number), grantee_profile(dice)) for number in range(grantees)]
    return [organization_with(name, profile, cycles=cycles, dice=dice) for name, profile in profiles]


def grantee_name(dice, number):
    return f"{dice.choice(FIRST)} {dice.choice(SECOND)} {dice.choice(KIND)} {number + 1}"


def grantee_profile(dice):
    return {slug: dice.uniform(1.3, 3.6) for slug in MAIN_PROFILE}


def organization_with(name, profile, *, cycles, dice):
    existing = Organization.objects.filter(name=name).first()
    if existing:
        return existing
    slug = "harborlight" if name == MAIN else slugify(name)
    organization = Organization.objects.create(name=name, slug=slug, country="United States", staff_band="25-49")
    owner, *_others = [person(organization, *somebody) for somebody in CAST]
    result = None
    for cycle in range(cycles):
        result = submitted_check(organization, owner, profile, cycle=cycle, cycles=cycles, dice=dice)
    if result:
        plan_from(organization, result, owner, dice)
    return organization


def person(organization, name, role, job_title):
    email = f"{slugify(name.split()[0])}@{organization.slug}.example"
    user = User.objects.create_user(email, PASSWORD, name=name)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    Membership.objects.create(organization=organization, user=user, role=role, job_title=job_title)
    return user


def submitted_check(organization, user, profile, *, cycle, cycles, dice):
    """One submitted check; the last cycle is this year's, each earlier one a year before."""
    years_ago = cycles - 1 - cycle
    day = timezone.now() - timedelta(days=365 * years_ago)
    assessment = assessments.start_assessment(
        organization=organization, user=user, label=f"Autumn {day.year}", agreed_by=4
    )
    answers = answers_for(load_instrument(), profile, lift=0.25 * cycle, dice=dice)
    Sheet.objects.filter(assessment=assessment).update(answers=answers, notes=NOTES, changed_by=user, changed_at=day)
    result = assessments.submit_sheet(sheet=assessment.consensus, user=user)
    Assessment.objects.filter(pk=assessment.pk).update(started_at=day)
    Sheet.objects.filter(assessment=assessment).update(submitted_at=day)
    type(result).objects.filter(pk=result.pk).update(computed_at=day)
    result.refresh_from_db()
    return result


NOTES = {"LEA-2": "The draft of 2023 was never approved. It can be the start."}


def answers_for(instrument, profile, *, lift, dice):
    answers = {}
    for code, item in instrument.items.items():
        chance = dice.random()
        if chance < 0.02:
            answers[code] = DONT_KNOW
        elif chance < 0.03:
            answers[code] = None
        else:
            answers[code] = min(4, max(1, round(dice.gauss(profile[item.pillar] + lift, 0.6))))
    return answers


def plan_from(organization, result, user, dice):
    """A plan of five actions from what is suggested first."""
    summary = summarize(result, load_instrument(result.instrument_version))
    taken = set()
    for number, status in enumerate(("doing", "doing", "planned", "planned", "idea")):
        offered = recommend.suggest(summary, taken=frozenset(taken), most=3)
        if not offered:
            break
        code = offered[0].move.code
        taken.add(code)
        action = plans.add_suggestion(organization=organization, result=result, code=code, user=user)
        plans.change_action(
            action=action,
            revision=action.revision,
            user=user,
            status=status,
            owner=dice.choice(OWNERS),
            due=timezone.localdate() + timedelta(days=30 + 21 * number),
        )
