"""The questions on paper: asked for before any result, whole, without a step's name, and black on white."""

import io
import json
import re
import subprocess
from datetime import date

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from pillars.catalog import UnknownContent, load_instrument
from reports import jobs, services
from reports.context import context_hash
from reports.models import Report
from reports.paper_form import build_paper_form
from tests.reports.conftest import TODAY
from tests.reports.test_printing import HOSTILE, attributes, drawn, elements, outline, spy  # noqa: F401

PAPERS = {"letter": (612, 792), "a4": (595, 842)}
COLOURS = {"rg": 3, "RG": 3, "k": 4, "K": 4}


def gather(organization, form="full", **more):
    return build_paper_form(
        organization=organization, form=form, **{"language": "en", "paper": "letter", "today": TODAY, **more}
    )


def questions(context):
    return [item for pillar in context["pillars"] for item in pillar["items"]]


def opened(context):
    return pikepdf.open(io.BytesIO(drawn(context).data))


# --- What it says ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("form", "count", "minutes"), [("full", 42, 35), ("core", 18, 15)])
def test_it_holds_the_questions_of_its_form_in_their_order(organization, form, count, minutes):
    found = gather(organization, form)
    assert [item["code"] for item in questions(found)] == list(load_instrument().form(form))
    assert (len(questions(found)), found["questions"], found["minutes"]) == (count, count, minutes)
    assert len(found["pillars"]) == 6


def test_it_is_plain_json_and_the_same_data_give_the_same_hash(organization):
    found = gather(organization)
    assert json.loads(json.dumps(found)) == found
    assert context_hash(gather(organization)) == context_hash(found)
    others = [gather(organization, "core"), gather(organization, paper="a4"), gather(organization, today=date.max)]
    assert len({context_hash(context) for context in [found, *others]}) == 4


def test_it_asks_the_version_that_the_open_check_answers(organization):
    organization.assessments.create(label="Spring", instrument_version="2020.9")
    with pytest.raises(UnknownContent, match=r"Version 2020\.9"):
        gather(organization)


@pytest.mark.parametrize("unknown", [{"form": "half"}, {"language": "tlh"}, {"language": "../.."}])
def test_an_unknown_form_or_language_is_refused(organization, unknown):
    with pytest.raises(UnknownContent):
        gather(organization, **unknown)


@pytest.mark.parametrize("form", ["full", "core"])
@pytest.mark.parametrize("paper", PAPERS)
def test_every_question_and_every_sentence_is_on_paper_and_no_name_of_a_step(organization, form, paper):
    context = gather(organization, form, paper=paper)
    text, asked = " ".join(by_page(drawn(context).data)), questions(context)
    wanted = [words for item in asked for words in (item["code"], item["question"], item["counts"], *item["answers"])]
    assert [words for words in wanted if words not in text] == []
    levels = load_instrument().words.levels
    names = [name for level in levels for name in (level.name, level.plain, level.meaning)]
    assert [name for name in names if name.lower() in text.lower()] == []
    assert text.count("I am not sure") == len(asked) + 1
    assert text.count("This does not apply to us") == sum(item["not_applicable"] for item in asked)


def test_what_a_name_holds_stays_text(organization, spy):  # noqa: F811
    for name in HOSTILE:
        organization.name = name[:120]
        assert drawn(gather(organization, "core")).pages < 12
    assert spy == []


# --- How it is made -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("form", "most"), [("full", 17), ("core", 8)])
@pytest.mark.parametrize("paper", PAPERS)
def test_it_is_black_on_white_paper_of_its_size_and_not_many_pages(organization, form, most, paper):
    pdf = opened(gather(organization, form, paper=paper))
    assert {(round(page.mediabox[2]), round(page.mediabox[3])) for page in pdf.pages} == {PAPERS[paper]}
    assert len(pdf.pages) <= most
    assert {tint for page in pdf.pages for tint in tints(page)} == {True}


def tints(page):
    """Yield for every colour that a page sets whether it is a grey."""
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in COLOURS:
            yield len({float(part) for part in operands[:3]}) == 1


@pytest.mark.parametrize("paper", PAPERS)
def test_no_question_is_torn_apart_and_a_pillar_begins_a_page(organization, paper):
    context = gather(organization, paper=paper)
    pages = by_page(drawn(context).data)
    for item in questions(context):
        first = next(page for page in pages if item["question"] in page)
        assert [words for words in item["answers"] if words not in first] == []
    starts = [page for page in pages if re.match(r"Pillar \d of 6", page)]
    assert len(starts) == 6


def by_page(data):
    """The text of each page in the order in which it was written, so that a code stays before its question."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    text = subprocess.run(command, input=data, capture_output=True, check=True).stdout
    return [" ".join(page.split()).replace("- ", "-") for page in text.decode().split("\f")]


def test_it_is_tagged_titled_and_has_a_bookmark_for_each_pillar(organization):
    context = gather(organization)
    pdf = opened(context)
    assert str(pdf.Root.Lang) == "en"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.docinfo["/Title"]) == "The questions on paper: Harborlight Family Services"
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261123")
    assert outline(pdf) == [pillar["name"] for pillar in context["pillars"]]
    headings = [str(node.S) for node in elements(pdf) if re.fullmatch(r"/H[1-6]", str(node.S))]
    assert headings.count("/H1") == 1
    assert headings[0] == "/H1"
    assert (headings.count("/H2"), headings.count("/H3")) == (6, 42)
    assert [node for node in elements(pdf) if node.S == "/Figure" and "/Alt" not in attributes(node)] == []


def test_the_checker_for_pdf_ua_finds_nothing(organization, tmp_path):
    path = tmp_path / "form.pdf"
    path.write_bytes(drawn(gather(organization)).data)
    done = subprocess.run(["pdfua", "check", str(path)], capture_output=True, text=True)
    assert "result: PASS (no findings)" in done.stdout


def test_the_same_data_give_the_same_bytes_and_a_small_file(organization):
    first, second = (drawn(gather(organization)).data for _ in range(2))
    assert first == second
    assert len(first) < 150_000


# --- Asking for it --------------------------------------------------------------------------------------------------


def url(name, organization, *parts):
    return reverse(f"reports:{name}", args=[organization.slug, *parts])


@pytest.fixture
def ask_form(organization, told):
    def ask(user, form="full", paper="letter"):
        return services.request_report(
            organization=organization, result=None, kind="paper-form", form=form, paper=paper, language="en",
            requested_by=user,
        )  # fmt: skip

    return ask


def test_whoever_asks_gets_the_one_that_is_there(ask_form, owner, coordinator):
    first = jobs.run(ask_form(owner).pk)
    assert (first.is_done, first.pages) == (True, 17)
    assert ask_form(coordinator) == first
    assert len({first.pk, ask_form(owner, "core").pk, ask_form(owner, paper="a4").pk}) == 3


@pytest.mark.parametrize(
    "wrong", [{"kind": "plan", "form": ""}, {"kind": "plan"}, {"form": ""}, {"form": "half"}, {"result": True}]
)
def test_the_database_keeps_each_kind_to_its_source(ask_form, owner, organization, make_result, wrong):
    report = ask_form(owner)
    if "result" in wrong:
        wrong = {"result": make_result(organization)}
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**wrong)


def chosen(answer):
    return re.findall(r'value="([a-z-]+)"[^>]*\schecked', answer.content.decode())


def test_a_leader_asks_before_there_is_any_result(as_user, coordinator, organization, told):
    client = as_user(coordinator)
    page = client.get(url("new", organization), {"kind": "paper-form-core"})
    assert chosen(page) == ["paper-form-core", "en", "letter"]
    assert b'value="plan"' not in page.content
    answer = client.post(url("new", organization), {"kind": "paper-form-core", "language": "en", "paper": "a4"})
    report = Report.objects.get()
    assert (answer.status_code, answer.url) == (302, url("progress", organization, report.pk))
    assert (report.kind, report.form, report.paper, report.result) == ("paper-form", "core", "a4", None)


def test_without_a_result_there_is_no_plan_to_ask_for(as_user, owner, organization):
    wish = {"kind": "plan", "language": "en", "paper": "a4"}
    assert as_user(owner).post(url("new", organization), wish).status_code == 422
    assert Report.objects.count() == 0


@pytest.mark.parametrize(
    ("wish", "first"), [("paper-form", "paper-form"), ("plan", "plan"), ("<x>", "plan"), ("\x00", "plan"), ("", "plan")]
)
def test_an_address_may_choose_first_but_only_what_there_is(as_user, owner, organization, make_result, wish, first):
    make_result(organization)
    answer = as_user(owner).get(url("new", organization), {"kind": wish})
    assert (answer.status_code, chosen(answer)) == (200, [first, "en", "letter"])


def test_the_pages_say_paper_form_and_not_report(as_user, member, owner, organization, ask_form):
    report, client = ask_form(owner, "core"), as_user(member)
    waiting = client.get(url("progress", organization, report.pk)).content.decode()
    assert "Your paper form is being made" in waiting
    assert "Questions gathered" in waiting
    jobs.run(report.pk)
    ready = client.get(url("progress", organization, report.pk)).content.decode()
    listed = client.get(url("list", organization)).content.decode()
    read = client.get(url("read", organization, report.pk)).content.decode()
    assert "Your paper form is ready" in ready
    assert "The 18 core questions. PDF, Letter, 8 pages" in " ".join(ready.split())
    assert "Paper form, " in listed
    assert "The 18 core questions. PDF, Letter, 8 pages" in " ".join(listed.split())
    assert "What have your directors and board learned" in read
    for page in (waiting, ready, read):
        assert "our report" not in page
    saved = client.get(url("file", organization, report.pk))["Content-Disposition"]
    assert "harborlight-family-services-paper-form-core-" in saved


def test_one_that_failed_is_asked_for_again_as_it_was(as_user, owner, organization, ask_form):
    report = ask_form(owner, "core")
    Report.objects.update(state="failed")
    page = as_user(owner).get(url("progress", organization, report.pk)).content.decode()
    assert f"{url('new', organization)}?kind=paper-form-core" in page


@pytest.mark.parametrize(("form", "kind"), [("full", "paper-form"), ("core", "paper-form-core")])
def test_the_check_leads_to_its_own_questions(as_user, owner, organization, form, kind):
    client, link = as_user(owner), f'href="{url("new", organization)}?kind='
    begin = client.get(reverse("assessments:start", args=[organization.slug])).content.decode()
    assert f'{link}paper-form"' in begin
    data = {"label": "Autumn", "form": form, "together": "alone"}
    tasks = client.post(reverse("assessments:start", args=[organization.slug]), data, follow=True).content.decode()
    assert f'{link}{kind}"' in tasks


def test_it_is_drawn_in_the_foreground(tmp_path, organization, capsys):
    path = tmp_path / "form.pdf"
    options = {"organization": organization.slug, "kind": "paper-form", "language": "en", "output": path}
    call_command("render_report", form="core", **options)
    assert capsys.readouterr().out.startswith(f"{path}: 8 pages")
    with pytest.raises(CommandError, match=r"There is no form 'half'. Choose one of: full, core\."):
        call_command("render_report", form="half", **options)
