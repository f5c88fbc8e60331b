"""Draw a report here and now, without a queue."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Organization
from assessments.models import Assessment, Result
from pillars.catalog import UnknownContent
from reports.context import build_context, context_hash, current_plan
from reports.models import Report
from reports.paper_form import build_paper_form


class Command(BaseCommand):
    help = "Writes an organization's report to a file. Ends with status 2 and one line where it cannot."

    def add_arguments(self, parser):
        parser.add_argument("--organization", required=True, metavar="SLUG")
        parser.add_argument("--kind", default=Report.Kind.PLAN, metavar="KIND", help="plan or paper-form")
        parser.add_argument("--form", default="full", metavar="FORM", help="of a paper form: full or core")
        parser.add_argument("--language", default="en", metavar="LANG")
        parser.add_argument("--paper", default=Report.Paper.LETTER, metavar="PAPER", help="letter or a4")
        parser.add_argument("--output", required=True, metavar="FILE", type=Path)

    def handle(self, *, organization, kind, form, language, paper, output, **options):
        known("kind", kind, Report.Kind.values)
        known("form", form, Assessment.Form.values)
        known("paper", paper, Report.Paper.values)
        context = gather(organization, kind, form, {"language": language, "paper": paper})
        from reports.printing import draw  # noqa: PLC0415 (slow to load, and not needed to refuse)

        pdf = draw(context, context_hash(context))
        try:
            output.write_bytes(pdf.data)
        except OSError as error:
            raise refusal(f"{output} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"{output}: {pdf.pages} pages, {len(pdf.data)} bytes")


def gather(slug, kind, form, choices):
    organization = Organization.objects.filter(slug=slug).first()
    if organization is None:
        raise refusal(f"There is no organization {slug!r}.")
    try:
        if kind == Report.Kind.PAPER_FORM:
            return build_paper_form(organization=organization, form=form, **choices)
        return build_context(
            organization=organization, result=newest_result(organization), plan=current_plan(organization), **choices
        )
    except UnknownContent as error:
        raise refusal(str(error)) from None


def newest_result(organization):
    result = Result.objects.filter(assessment__organization=organization).first()
    if result is None:
        raise refusal(f"{organization.slug!r} has no result yet: its answers must be submitted first.")
    return result


def known(name, value, values):
    if value not in values:
        raise refusal(f"There is no {name} {value!r}. Choose one of: {', '.join(values)}.")


def refusal(message):
    return CommandError(message, returncode=2)
