"""Our side's data: organizations with a result and a plan each, and a check that is answered but not submitted."""

from dataclasses import dataclass

from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Membership, Organization, User
from assessments import services
from assessments.models import Assessment, Result, Sheet
from home import demo
from pillars.catalog import load_instrument
from reports.context import build_context, context_hash, current_plan
from reports.models import Report

ORGANIZATIONS = 10  # pages are asked for in turn, so that no page is fast because it was the last one drawn


@dataclass(frozen=True)
class Stage:
    """One organization. owner: who asks for its pages; draft: an open check with all questions answered; done: a
    submitted one; code: the question that is shown and saved; report: the plan as a file, not made yet."""

    organization: Organization
    owner: User
    draft: Assessment
    done: Assessment
    code: str
    report: Report

    def path(self, name, *arguments):
        return reverse(name, args=[self.organization.slug, *arguments])


def prepare():
    """Tables, static files, and the Stages, which one person owns all."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    organizations = demo.build(grantees=ORGANIZATIONS - 1)
    owner = User.objects.get(memberships__organization=organizations[0], memberships__role=Membership.Role.OWNER)
    codes = list(load_instrument().items)[:: 42 // ORGANIZATIONS]
    return [stage_of(organization, owner, code) for organization, code in zip(organizations, codes, strict=False)]


def stage_of(organization, owner, code):
    """The Stage of one of the demo's organizations, which has one submitted check."""
    Membership.objects.get_or_create(organization=organization, user=owner, defaults={"role": Membership.Role.OWNER})
    done = organization.assessments.get()
    draft = services.start_assessment(organization=organization, user=owner, label="Next", agreed_by=4)
    answers = {code: answer or 2 for code, answer in done.consensus.answers.items()}
    draft.consensus.answers = answers | {code: 2}
    draft.consensus.save()
    report = waiting_report(organization, owner, done.results.latest())
    return Stage(organization, owner, draft, done, code, report)


def reopen(stages):
    """Take the submissions of the drafts back, as if they had never been."""
    drafts = [stage.draft for stage in stages]
    Sheet.objects.filter(assessment__in=drafts).update(state=Sheet.State.DRAFT, submitted_at=None)
    Result.objects.filter(assessment__in=drafts).delete()
    AuditEvent.objects.all().delete()


def waiting_report(organization, owner, result):
    """A plan that a worker could take up; no worker runs."""
    context = build_context(
        organization=organization,
        result=result,
        plan=current_plan(organization),
        language="en",
        paper="letter",
        prepared_by=owner.name,
        site="http://127.0.0.1/",
    )
    return Report.objects.create(
        organization=organization,
        result=result,
        kind=Report.Kind.PLAN,
        language="en",
        context=context,
        context_hash=context_hash(context),
    )


def signed_in(user):
    """A test client after a sign-in through the real form."""
    client = Client(SERVER_NAME="127.0.0.1")
    answer = client.post(reverse(settings.LOGIN_URL), {"login": user.email, "password": demo.PASSWORD})
    if settings.SESSION_COOKIE_NAME not in client.cookies:
        raise RuntimeError(f"{user.email} could not sign in: {answer.content.decode()}")
    return client
