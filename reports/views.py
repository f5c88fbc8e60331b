"""Reports in the browser: ask for one, wait for it, take it away, or read it here."""

import math

from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.access import LEADS, member_view
from assessments.models import Result
from pillars.catalog import languages
from reports import pages, services
from reports.forms import ReportForm
from reports.models import Report
from reports.paper_form import version_to_print


def page(membership, **more):
    """What every page about reports shows around its own content."""
    return {"membership": membership, "organization": membership.organization, "nav": "reports", **more}


def report_or_404(membership, pk):
    """The organization's own report; Http404 for any other id."""
    try:
        return membership.organization.reports.select_related("organization").get(pk=pk)
    except Report.DoesNotExist:
        raise Http404 from None


def earlier(membership):
    return membership.organization.reports.select_related("requested_by").defer("context")[:50]


def newest_result(membership):
    return Result.objects.filter(assessment__organization=membership.organization).select_related("assessment").first()


@require_safe
@member_view()
def listing(request, membership):
    context = page(membership, reports=earlier(membership), result=newest_result(membership))
    return render(request, "reports/list.html", context)


@member_view(*LEADS)
def new(request, membership):
    result = newest_result(membership)
    data = request.POST if request.method == "POST" else None
    form = ReportForm(data, has_result=result is not None, wish=request.GET.get("kind"))
    if not form.is_valid():
        context = page(membership, form=form, result=result)
        return render(request, "reports/new.html", context, status=422 if form.is_bound else 200)
    try:
        report = request_chosen(request, membership, result, form.chosen)
    except services.TooManyAsked as refusal:
        return too_many(request, membership, refusal)
    return redirect("reports:progress", membership.organization.slug, report.pk)


def request_chosen(request, membership, result, chosen):
    organization = membership.organization
    if chosen["kind"] == Report.Kind.PAPER_FORM:
        result, version = None, version_to_print(organization)
    else:
        version = result.instrument_version
    return services.request_report(
        organization=organization,
        result=result,
        requested_by=request.user,
        site=request.build_absolute_uri("/"),
        **chosen | {"language": language_for(version, chosen["language"])},
    )


def language_for(version, language):
    """The language chosen where that version of the instrument has its words, English otherwise."""
    return language if language in languages(version) else "en"


def too_many(request, membership, refusal):
    seconds = math.ceil(refusal.wait.total_seconds())
    context = page(membership, minutes=math.ceil(seconds / 60), limit=services.ASKS_AN_HOUR)
    response = render(request, "reports/too_many.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response


@require_safe
@member_view()
def progress(request, membership, report):
    report = report_or_404(membership, report)
    template = "reports/_progress.html" if request.htmx else "reports/progress.html"
    return render(request, template, page(membership, report=report))


@require_safe
@cache_control(private=True, no_store=True)
@member_view()
def file(request, membership, report):
    report = report_or_404(membership, report)
    # Another site may link to the file, but must not be able to pull it into a page of its own.
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise Http404
    if not report.is_done:
        return redirect("reports:progress", membership.organization.slug, report.pk)
    try:
        opened = report.file.open("rb")
    except OSError:
        return render(request, "reports/missing.html", page(membership, report=report), status=410)
    return FileResponse(opened, as_attachment=True, filename=report.filename, content_type="application/pdf")


@require_safe
@member_view()
def read(request, membership, report):
    report = report_or_404(membership, report)
    body = pages.body(report.context, report.context_hash)
    return render(request, "reports/read.html", page(membership, report=report, body=body))
