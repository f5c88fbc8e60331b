"""Target 8: how many SQL statements a page needs, for an organization with a few rows of everything and with many."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Invitation, Membership, User
from assessments.models import Assessment, Sheet
from bench.data import reopen, signed_in
from bench.table import Found
from plans.models import Action
from reports.models import Report

MANY = 40
NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")  # what holds a transaction together reads and writes nothing


def measure(stage):
    few = counts(stage)
    add_many(stage)
    many = counts(stage)
    worst = max(many, key=many.get)
    grown = {name: many[name] - count for name, count in few.items() if many[name] > count}
    for name, count in sorted(many.items(), key=lambda pair: -pair[1]):
        print(f"  {count} statements: {name}")
    return {
        "8": Found(many[worst], sides=worst),
        "8b": Found(max(grown.values(), default=0), sides=", ".join(grown)),
    }


def counts(stage):
    """Page name to how many statements it took, the second time it was opened."""
    client = signed_in(stage.owner)
    for path in addresses(stage).values():
        client.get(path)
    found = {name: statements(lambda path=path: client.get(path), 200) for name, path in addresses(stage).items()}
    question = stage.path("assessments:question", stage.draft.pk, stage.code)
    answer = {"answer": 3, "seen": 2, "note": ""}
    submit = stage.path("assessments:submit", stage.draft.pk)
    found["save of an answer"] = statements(lambda: client.post(question, answer), 302)
    found["submit, sent"] = statements(lambda: client.post(submit), 302)
    reopen([stage])
    Sheet.objects.filter(assessment=stage.draft).update(answers=stage.draft.consensus.answers)
    return found


def addresses(stage):
    """Every page that somebody waits for while they do the main job."""
    draft, done = stage.draft.pk, stage.done.pk
    report = stage.organization.reports.latest("requested_at").pk
    action = Action.objects.of(stage.organization).latest("created_at").pk
    return {
        "home": stage.path("home:organization"),
        "sections": stage.path("assessments:tasks", draft),
        "question": stage.path("assessments:question", draft, stage.code),
        "check your answers": stage.path("assessments:answers", draft),
        "submit": stage.path("assessments:submit", draft),
        "results": stage.path("home:check_results", done),
        "results of a pillar": stage.path("home:pillar_results", done, "supervision"),
        "plan": stage.path("plans:plan"),
        "suggestions": stage.path("plans:suggestions"),
        "action": stage.path("plans:action", action),
        "reports": stage.path("reports:list"),
        "new report": stage.path("reports:new"),
        "report under way": stage.path("reports:progress", report),
        "report to read": stage.path("reports:read", report),
        "people": stage.path("accounts:people"),
    }


def statements(ask, status):
    with CaptureQueriesContext(connection) as captured:
        response = ask()
    if response.status_code != status:
        raise RuntimeError(f"{response.request['PATH_INFO']} answered {response.status_code}.")
    return sum(not query["sql"].startswith(NOT_COUNTED) for query in captured.captured_queries)


def add_many(stage):
    """More people, invitations, earlier checks, actions and reports for the organization, 40 of each."""
    add_people(stage.organization)
    add_checks(stage)
    action = Action.objects.of(stage.organization).latest("created_at")
    report = stage.organization.reports.latest("requested_at")
    for number in range(MANY):
        Action.objects.create(plan=action.plan, pillar=action.pillar, title=f"Action {number}", created_by=stage.owner)
        stage.organization.reports.create(
            result=report.result,
            requested_by=stage.owner,
            kind=Report.Kind.PLAN,
            language="en",
            context=report.context,
            context_hash=report.context_hash,
        )


def add_people(organization):
    for number in range(MANY):
        user = User.objects.create(email=f"person-{number}@bench.example", name=f"Person {number}")
        Membership.objects.create(organization=organization, user=user, role=Membership.Role.MEMBER)
        Invitation.objects.create(
            organization=organization, email=f"guest-{number}@bench.example", role="member", token_hash=str(number)
        )


def add_checks(stage):
    """Earlier checks, each with a result like the one there is."""
    for number in range(MANY):
        day = timezone.now() - timedelta(days=400 + number)
        check = stage.organization.assessments.create(
            label=f"Check {number}",
            instrument_version=stage.done.instrument_version,
            state=Assessment.State.CLOSED,
            started_at=day,
            closed_at=day,
        )
        Sheet.objects.create(assessment=check, state=Sheet.State.SUBMITTED, submitted_at=day)
        result = stage.done.results.latest()
        result.pk, result.assessment, result.computed_at, result._state.adding = None, check, day, True
        result.save()
