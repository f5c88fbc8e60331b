"""The PDF itself: what it says, how it is tagged, and that nothing reaches out of it."""

import hashlib
import html
import io
import itertools
import re
import subprocess

import pikepdf
import pytest

from reports import pages, printing
from reports.context import context_hash
from tests.reports.test_context import gather

LONG = "The Long and Carefully Chosen Name of a Refugee and Family Services Agency of the Greater Metropolitan Region"
HOSTILE = [
    "<img src='file:///etc/passwd'><script>alert(1)</script>",
    "<svg><image href='http://127.0.0.1:9/x.png'/><use href='file:///etc/hosts#a'/></svg>",
    "<style>@import url(http://127.0.0.1:9/x.css); @font-face{font-family:x;src:url(file:///etc/hosts)}</style>",
    "<link rel=attachment href='file:///etc/hosts'><link rel=stylesheet href=//127.0.0.1:9/a.css>",
    "<object data='file:///etc/hosts'></object><embed src=file:///etc/hosts><iframe src=file:///etc/hosts>",
    "<a href='javascript:alert(1)'>x</a><a href='file:///etc/hosts'>y</a>",
    "<table><td colspan=1000000>" + "<div>" * 200,
    "\"><meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
    "</title></head><body onload=alert(1)>",
    "{{ 7*7 }}{% include 'base.html' %}{% load static %}",
    "url(file:///etc/hosts) } body { display: none } @page { size: 1px }",
    "x" * 10_000,
    "مرحبا \u202eevil\u202c \u2066abc\u2069 \u200f",
    "Z" + "\u0351\u0489\u0334" * 300 + "algo",
    "\x0b\x0c\x1b\u2028\u2029\ufeff\ufffe",
    "😀👩‍👩‍👧‍👦🏳️‍🌈 漢字 ไทย हिन्दी",
    "&amp;&lt;&#x0;&#xD800;&notanentity;",
    "%PDF-1.7 /JavaScript (app.alert(1)) /Launch >> endobj",
]


@pytest.fixture
def spy(monkeypatch):
    """The addresses that the fetcher was asked for and refused."""
    refused, fetch = [], printing.OwnFilesOnly.fetch

    def noting(self, url, headers=None):
        if url not in printing.own_files():
            refused.append(url)
        return fetch(self, url, headers)

    monkeypatch.setattr(printing.OwnFilesOnly, "fetch", noting)
    return refused


def drawn(context):
    return printing.draw(context, context_hash(context))


def words_of(data):
    """The text of a PDF as pdftotext reads it, spaces evened out."""
    text = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=data, capture_output=True, check=True).stdout
    return " ".join(text.decode().split())


def elements(pdf):
    """Yield every element of the structure tree."""
    todo = [pdf.Root.StructTreeRoot.K]
    while todo:
        node = todo.pop(0)
        if isinstance(node, pikepdf.Array):
            todo = list(node) + todo
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield node
            if "/K" in node:
                todo.insert(0, node.K)


def outline(pdf):
    with pdf.open_outline() as found:
        return [str(item.title) for item in found.root]


@pytest.fixture
def plan_context(result, make_plan):
    return gather(result, make_plan(result, 5), site="https://sts.example.org/")


def test_the_level_can_be_read_in_the_text(plan_context):
    text = words_of(drawn(plan_context).data)
    assert "We stand at STS Pre-Competence: getting ready" in text
    assert "Our step is 2 of 4, STS Pre-Competence." in text


def test_it_is_tagged_titled_and_has_bookmarks(plan_context):
    pdf = pikepdf.open(io.BytesIO(drawn(plan_context).data))
    title = "Our plan to support staff who carry others’ trauma: Harborlight Family Services"
    assert str(pdf.Root.Lang) == "en"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.docinfo["/Title"]) == title
    assert str(pdf.docinfo["/Author"]) == "Harborlight Family Services"
    assert outline(pdf)[:3] == ["Five actions we start with", "How to read this plan", outline(pdf)[2]]
    assert len(outline(pdf)) == len(pdf.pages) - 1


def test_every_figure_has_words_and_every_cell_its_headers(plan_context):
    pdf = pikepdf.open(io.BytesIO(drawn(plan_context).data))
    found = list(elements(pdf))
    assert [node for node in found if node.S == "/Figure" and "/Alt" not in node] == []
    cells = [node for node in found if node.S == "/TD"]
    assert len(cells) > 50
    assert [node for node in cells if "/Headers" not in attributes(node)] == []


def attributes(node):
    found = node.get("/A", [])
    parts = found if isinstance(found, pikepdf.Array) else [found]
    return {key for part in parts for key in part.keys()}  # noqa: SIM118 (a pikepdf dictionary)


def test_headings_never_jump(plan_context):
    pdf = pikepdf.open(io.BytesIO(drawn(plan_context).data))
    levels = [int(str(node.S)[2]) for node in elements(pdf) if re.fullmatch(r"/H[1-6]", str(node.S))]
    assert levels[0] == 1
    assert [pair for pair in itertools.pairwise(levels) if pair[1] - pair[0] > 1] == []


def test_every_font_is_embedded(plan_context):
    pdf = pikepdf.open(io.BytesIO(drawn(plan_context).data))
    fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]
    descriptors = [font.DescendantFonts[0].FontDescriptor for font in fonts]
    assert {bool("/FontFile2" in found or "/FontFile3" in found) for found in descriptors} == {True}
    assert {str(found.FontName)[8:13] for found in descriptors} == {"Sans3", "Serif"}


def test_the_checker_for_pdf_ua_finds_only_its_known_false_alarm(plan_context, tmp_path):
    pdfua = pytest.importorskip("pdfua")
    path = tmp_path / "plan.pdf"
    path.write_bytes(drawn(plan_context).data)
    assert pdfua
    done = subprocess.run(["pdfua", "check", str(path)], capture_output=True, text=True)
    assert "result:" in done.stdout
    found = [line for line in done.stdout.splitlines() if "not evaluated" not in line]
    assert set(re.findall(r"UA-\d\d-\d\d\d", " ".join(found))) <= {"UA-15-003"}


def test_links_lead_to_the_platform_or_to_a_source_only(plan_context):
    pdf = pikepdf.open(io.BytesIO(drawn(plan_context).data))
    links = {str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if "/URI" in note.get("/A", {})}
    known = set(plan_context["links"].values()) | {work["url"] for work in plan_context["sources"]}
    assert links - known == set()
    assert plan_context["links"]["model"] in links


@pytest.mark.parametrize("count", [0, 1, 5, 12])
def test_the_same_data_give_the_same_bytes(result, make_plan, count):
    context = gather(result, make_plan(result, count))
    sums = {hashlib.sha256(drawn(context).data).hexdigest() for _ in range(2)}
    assert len(sums) == 1


def test_the_day_it_was_made_is_the_reports_own(plan_context):
    pdf = pikepdf.open(io.BytesIO(drawn(plan_context).data))
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261123")


@pytest.mark.parametrize(("paper", "size"), [("letter", (612, 792)), ("a4", (595, 842))])
def test_paper(result, make_plan, paper, size):
    pdf = pikepdf.open(io.BytesIO(drawn(gather(result, make_plan(result, 5), paper=paper)).data))
    assert {(round(page.mediabox[2]), round(page.mediabox[3])) for page in pdf.pages} == {size}


@pytest.mark.parametrize(("paper", "count", "most"), [("letter", 0, 12), ("letter", 5, 14), ("a4", 12, 17)])
def test_the_number_of_pages_stays_small(result, make_plan, paper, count, most):
    assert drawn(gather(result, make_plan(result, count), paper=paper)).pages <= most


def test_the_wall_page_is_one_page(result, make_plan):
    plan = make_plan(result, 5, owner="Deputy director of programs and of volunteer services")
    pdf = pikepdf.open(io.BytesIO(drawn(gather(result, plan)).data))
    starts = [page_of(item, pdf) for item in bookmarks(pdf)]
    assert starts[:2] == [1, 2]


def bookmarks(pdf):
    with pdf.open_outline() as found:
        return list(found.root)


def page_of(item, pdf):
    return [page.obj.objgen for page in pdf.pages].index(item.destination[0].objgen)


def test_a_long_name_changes_nothing_but_lines(result, make_plan):
    plan = make_plan(result, 5)
    plain = drawn(gather(result, plan)).pages
    result.assessment.organization.name = LONG
    assert drawn(gather(result, plan)).pages == plain


def test_two_hundred_actions_are_all_there(result, make_plan):
    plan = make_plan(result, 200)
    plan.actions.filter(pk=plan.actions.order_by("-due").first().pk).update(title="The very last action")
    pdf = drawn(gather(result, plan))
    assert "The very last action" in words_of(pdf.data)
    assert len(pdf.data) < 500_000


def test_every_caution_is_in_the_text(result, make_plan):
    context = gather(result, make_plan(result, 12))
    text = words_of(drawn(context).data)
    shown = [*context["busy"], *(page for pair in context["quiet"] for page in pair)]
    cautions = [caution for page in shown for caution in page["cautions"]]
    assert cautions
    assert [caution for caution in cautions if caution not in text] == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(1, len(HOSTILE) + 1))
def test_what_people_write_stays_text(result, make_plan, spy, text):
    organization, plan = result.assessment.organization, make_plan(result, 0)
    organization.name, result.assessment.label = text[:120], text[:60]
    limits = {"title": 160, "first_step": 300, "sign": 300, "owner": 80, "notes": 2000, "why": 1000}
    plan.actions.create(pillar="workload", **{name: text[:limit] for name, limit in limits.items()})
    organization.save()
    pdf = drawn(gather(result, plan, prepared_by=text[:120]))
    assert spy == []
    assert len(pdf.data) < 5_000_000
    for word in (b"/EmbeddedFile", b"/JavaScript ", b"/Launch ", b"/S /URI /URI (file:"):
        assert word not in without_streams(pdf.data)


def without_streams(data):
    return re.sub(rb"stream\r?\n.*?endstream", b"", data, flags=re.S)


def test_the_fetcher_refuses_everything_that_is_not_its_own():
    for url in ("file:///etc/hosts", "http://127.0.0.1:9/", "data:text/css,x", f"{printing.BASE}../models.py", "x"):
        with pytest.raises(ValueError, match="nothing but its own"):
            printing.OwnFilesOnly().fetch(url)


def test_the_web_page_and_the_pdf_say_the_same(plan_context):
    hash_ = context_hash(plan_context)
    paper = re.sub(r"Page \d+ of \d+", "", words_of(printing.draw(plan_context, hash_).data))
    web = re.sub(r"<[^>]*>", " ", pages.body(plan_context, hash_))
    missing = set(words(web)) - set(words(paper))
    assert missing == set()


def words(text):
    return re.findall(r"[\w’-]+", html.unescape(text).replace("\u00a0", " "))
