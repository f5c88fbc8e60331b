"""The leaders' way through a check: start, sections, questions, check, submit, reopen."""

from django.http import Http404
from django.shortcuts import redirect, render

from accounts import rows
from accounts.access import LEADS, member_view
from assessments import rubric, services
from assessments.forms import AnswerForm, StartForm
from assessments.models import Assessment, Sheet
from assessments.progress import measure
from assessments.words import instrument_for

CHECK_OF = """
    SELECT {columns}
    FROM assessments_assessment JOIN assessments_sheet ON assessment_id = assessments_assessment.id
    WHERE assessments_assessment.id = %s AND organization_id = %s
"""


def assessment_or_404(membership, pk):
    """The organization's own cycle with its sheet; Http404 for any other id."""
    found = rows.first((Assessment, Sheet), CHECK_OF, [pk, membership.organization_id])
    if found is None:
        raise Http404
    assessment, assessment.consensus = found
    assessment.organization = membership.organization
    return assessment


def page(membership, assessment=None, **more):
    """What every page of a check shows around its own content."""
    return {
        "membership": membership,
        "organization": membership.organization,
        "nav": "check",
        "assessment": assessment,
        **more,
    }


@member_view()
def current(request, membership):
    """To the newest check, or to starting one."""
    assessment = membership.organization.assessments.first()
    if assessment and membership.leads:
        return redirect("assessments:tasks", membership.organization.slug, assessment.pk)
    if membership.leads:
        return redirect("assessments:start", membership.organization.slug)
    return render(request, "assessments/read_only.html", page(membership, assessment))


@member_view(*LEADS)
def start(request, membership):
    form = StartForm(request.POST or None)
    if form.is_valid():
        try:
            assessment = services.start_assessment(
                organization=membership.organization,
                user=request.user,
                label=form.cleaned_data["label"],
                form=form.cleaned_data["form"],
                agreed_by=form.agreed_by,
            )
        except services.CycleOpen as error:
            assessment = error.assessment
        return redirect("assessments:tasks", membership.organization.slug, assessment.pk)
    open_check = membership.organization.assessments.filter(
        state=Assessment.State.OPEN, consensus__state="draft"
    ).first()
    status = 422 if form.is_bound else 200
    return render(request, "assessments/start.html", page(membership, form=form, open_check=open_check), status=status)


@member_view(*LEADS)
def tasks(request, membership, assessment):
    assessment = assessment_or_404(membership, assessment)
    progress = measure(instrument_for(assessment.instrument_version), assessment.form, assessment.consensus.answers)
    return render(request, "assessments/tasks.html", page(membership, assessment, progress=progress))


@member_view(*LEADS)
def section(request, membership, assessment, pillar):
    """What a section is about; once it is begun, straight on to its next question."""
    assessment = assessment_or_404(membership, assessment)
    progress = measure(instrument_for(assessment.instrument_version), assessment.form, assessment.consensus.answers)
    part = next((part for part in progress.sections if part.pillar.slug == pillar), None)
    if part is None:
        raise Http404
    if part.seen:
        return redirect("assessments:question", membership.organization.slug, assessment.pk, part.next_code)
    return render(request, "assessments/section.html", page(membership, assessment, section=part))


@member_view(*LEADS)
def question(request, membership, assessment, code):
    assessment = assessment_or_404(membership, assessment)
    item = item_or_404(assessment, code)
    if request.method != "POST":
        return show_question(request, membership, assessment, item)
    if "skip" in request.POST:
        services.skip_question(sheet=assessment.consensus, code=code)
        return to_next(membership, assessment, code)
    form = AnswerForm(request.POST, item=item, autosave=bool(request.htmx))
    if not form.is_valid():
        return show_question(request, membership, assessment, item, form=form, status=422)
    return store_answer(request, membership, assessment, item, form)


def item_or_404(assessment, code):
    instrument = instrument_for(assessment.instrument_version)
    if code not in instrument.form(assessment.form):
        raise Http404
    return instrument.items[code]


def store_answer(request, membership, assessment, item, form):
    data = form.cleaned_data
    answer = data["seen"] if request.htmx and data["answer"] is None else data["answer"]
    try:
        sheet = services.save_answer(
            sheet=assessment.consensus,
            code=item.code,
            answer=answer,
            note=data["note"],
            seen=data["seen"],
            seen_note=data["seen_note"],
            user=request.user,
        )
    except services.AnswerChanged as change:
        assessment.consensus = change.sheet
        return show_question(request, membership, assessment, item, form=form, conflict=True, status=409)
    except services.SheetLocked:
        return show_locked(request, membership, assessment, item, form)
    if request.htmx:
        context = {"sheet": sheet, "answer": answer, "note": data["note"]}
        return render(request, "assessments/_saved.html", context)
    return to_next(membership, assessment, item.code)


def show_question(request, membership, assessment, item, *, form=None, conflict=False, status=200):
    """The question page: as it stands, with an error, or with both answers after a conflict."""
    instrument = instrument_for(assessment.instrument_version)
    sheet = assessment.consensus
    stored, stored_note = sheet.answers.get(item.code), sheet.notes.get(item.code, "")
    typed = form.data if form else {}
    progress = measure(instrument, assessment.form, sheet.answers)
    missing = bool(form and form.has_error("answer"))
    chosen = typed.get("answer") if form else stored
    if request.htmx:
        return render(request, "assessments/_not_saved.html", {"conflict": conflict, "form": form}, status=status)
    context = page(
        membership,
        assessment,
        item=item,
        pillar=instrument.pillar(item.pillar),
        number=progress.number(item.code),
        progress=progress,
        before=progress.before(item.code),
        rubric=rubric.draw(
            version=instrument.version,
            language=instrument.language,
            code=item.code,
            answer=chosen or None,
            error=missing,
        ),
        form=form,
        note=typed.get("note", stored_note),
        seen="" if stored is None else stored,
        seen_note=stored_note,
        saved=stored is not None and not form,
        conflict=conflict,
        theirs=described(item, stored),
        their_note=stored_note,
    )
    return render(request, "assessments/question.html", context, status=status)


def described(item, answer):
    """An answer in words: the descriptor's own, or "DK", "NA" or "" for the template to say."""
    return item.descriptors[answer - 1] if isinstance(answer, int) else answer or ""


def show_locked(request, membership, assessment, item, form):
    """The answer came too late: say so, and show what was typed so that it is not lost."""
    context = page(
        membership,
        assessment,
        item=item,
        note=form.cleaned_data["note"],
        answer=described(item, form.cleaned_data["answer"]),
    )
    template = "assessments/_not_saved.html" if request.htmx else "assessments/locked.html"
    return render(request, template, {**context, "locked": True}, status=409)


def to_next(membership, assessment, code):
    progress = measure(instrument_for(assessment.instrument_version), assessment.form, assessment.consensus.answers)
    following = progress.after(code)
    if following:
        return redirect("assessments:question", membership.organization.slug, assessment.pk, following)
    return redirect("assessments:tasks", membership.organization.slug, assessment.pk)


@member_view(*LEADS)
def answers(request, membership, assessment):
    assessment = assessment_or_404(membership, assessment)
    instrument = instrument_for(assessment.instrument_version)
    sheet = assessment.consensus
    progress = measure(instrument, assessment.form, sheet.answers)
    if not progress.complete:
        return redirect("assessments:tasks", membership.organization.slug, assessment.pk)
    sections = [(part, [row(instrument.items[code], sheet) for code in part.codes]) for part in progress.sections]
    return render(
        request, "assessments/answers.html", page(membership, assessment, sections=sections, progress=progress)
    )


def row(item, sheet):
    """One line of the check page, as plain values."""
    answer = sheet.answers.get(item.code)
    return {"item": item, "answer": answer, "words": described(item, answer), "note": sheet.notes.get(item.code, "")}


@member_view(*LEADS)
def submit(request, membership, assessment):
    assessment = assessment_or_404(membership, assessment)
    progress = measure(instrument_for(assessment.instrument_version), assessment.form, assessment.consensus.answers)
    if not progress.complete and assessment.consensus.is_draft:
        return redirect("assessments:tasks", membership.organization.slug, assessment.pk)
    if request.method == "POST":
        try:
            services.submit_sheet(sheet=assessment.consensus, user=request.user)
        except services.SheetLocked:
            return render(request, "assessments/locked.html", page(membership, assessment), status=409)
        return redirect("assessments:submitted", membership.organization.slug, assessment.pk)
    return render(request, "assessments/submit.html", page(membership, assessment, progress=progress))


@member_view(*LEADS)
def submitted(request, membership, assessment):
    assessment = assessment_or_404(membership, assessment)
    if assessment.consensus.is_draft:
        return redirect("assessments:tasks", membership.organization.slug, assessment.pk)
    return render(request, "assessments/submitted.html", page(membership, assessment))


@member_view(*LEADS)
def reopen(request, membership, assessment):
    assessment = assessment_or_404(membership, assessment)
    if request.method == "POST":
        try:
            services.reopen_sheet(sheet=assessment.consensus, user=request.user)
        except services.SheetLocked:
            return render(request, "assessments/locked.html", page(membership, assessment), status=409)
        return redirect("assessments:tasks", membership.organization.slug, assessment.pk)
    return render(request, "assessments/reopen.html", page(membership, assessment))
