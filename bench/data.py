"""Our side's data: one organization with a result and a plan, and a check that is answered but not submitted."""

from dataclasses import dataclass

from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Organization, User
from assessments import services
from assessments.models import Assessment, Result, Sheet
from home import demo
from reports.context import build_context, context_hash, current_plan
from reports.models import Report

CODE = "SUP-3"  # the question that is shown and saved: one in the middle


@dataclass(frozen=True)
class Stage:
    """What the measured pages are about. draft: the open check with all questions answered; done: the submitted one;
    report: its plan as a file, not made yet."""

    organization: Organization
    owner: User
    draft: Assessment
    done: Assessment
    report: Report

    def path(self, name, *arguments):
        return reverse(name, args=[self.organization.slug, *arguments])

    def reopen(self):
        """Take the submission of the draft back, as if it had never been."""
        Sheet.objects.filter(assessment=self.draft).update(state=Sheet.State.DRAFT, submitted_at=None)
        Result.objects.filter(assessment=self.draft).delete()
        AuditEvent.objects.filter(organization=self.organization).delete()


def prepare():
    """Tables, static files and the Stage."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    return stage_of(demo.build()[0])


def stage_of(organization):
    """The Stage of one of the demo's organizations, which has one submitted check."""
    done = organization.assessments.get()
    owner = User.objects.get(memberships__organization=organization, memberships__role="owner")
    draft = services.start_assessment(organization=organization, user=owner, label="Next", agreed_by=4)
    answers = {code: answer or 2 for code, answer in done.consensus.answers.items()}
    draft.consensus.answers = answers | {CODE: 2}
    draft.consensus.save()
    return Stage(organization, owner, draft, done, waiting_report(organization, owner, done.results.latest()))


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
