"""Targets 10 to 13 and 16: the plan as a PDF, beside the bare renderer, a twin in a system font, and Chromium."""

import io
import json
import logging
import re
import subprocess
import tempfile
from functools import partial
from pathlib import Path

import pikepdf
import weasyprint
from playwright.sync_api import sync_playwright
from weasyprint.text.fonts import FontConfiguration

from bench.rounds import interleave, timed_here
from bench.sites import OURS, run_module
from bench.table import Found, compare, exponent, median_wall
from reports import pages, printing, tasks
from reports.models import Report

CHROMIUM = "/usr/bin/chromium"
QUIETLY = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
SIZES = (2, 10, 30)
# As wide as our own: the twin would have more pages to draw in a wider font, and ours would look cheap beside it.
SANS, SERIF = '"DejaVu Sans Condensed"', '"DejaVu Serif Condensed"'
RENDERS = (10, 200)
MEBI = 1 << 20


def measure(stage):
    """Target number to Found, for the stage's report."""
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # parts of a plan link to what was left out
    html = pages.document(stage.report.context, stage.report.context_hash)
    lengths = documents(html)
    return beside_the_bare(stage.report, html) | beside_chromium(lengths[10]) | growth(lengths) | memory()


# --- Our task, the bare renderer, the twin --------------------------------------------------------------------------


def beside_the_bare(report, html):
    bare = renderer(own_sheet())
    twin = renderer(in_system_fonts(own_sheet()))
    cases = {
        "task": lambda: task_block(report),
        "bare": lambda: timed_here(partial(bare, html)),
        "twin": lambda: timed_here(partial(twin, html)),
    }
    blocks = interleave(cases, rounds=12, seconds=60)
    return {"10": by_cpu(blocks["task"], blocks["bare"]), "11": by_cpu(blocks["bare"], blocks["twin"])}


def by_cpu(ours, theirs):
    """Found with the ratio of CPU times as its value: these targets are about the work, not the wait for a disk."""
    found = compare(ours, theirs)
    return Found(value=found.cpu, cpu=found.cpu, sides=found.sides)


def task_block(report):
    Report.objects.filter(pk=report.pk).update(state=Report.State.QUEUED, attempts=0, leased_until=None)
    block = timed_here(lambda: tasks.render.apply([str(report.pk)]))
    report.refresh_from_db()
    if not report.is_done:
        raise RuntimeError(f"The report was not made: {report.failure}")
    return block


def renderer(css):
    """A function from HTML to a PDF's bytes: WeasyPrint as its manual shows it, warm, with one font configuration."""
    fonts = FontConfiguration()
    base = printing.PRINT.as_uri() + "/"
    sheet = weasyprint.CSS(string=css, base_url=base, font_config=fonts)

    def render(html):
        return weasyprint.HTML(string=html, base_url=base).write_pdf(
            stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1"
        )

    return render


def own_sheet():
    return (printing.PRINT / "report.css").read_text()


def in_system_fonts(css):
    """The print sheet without its own fonts."""
    css = re.sub(r"@font-face\s*\{[^}]*\}", "", css)
    return css.replace("Sans3", SANS).replace("Serif4", SERIF)


# --- Chromium, and the number of pages ------------------------------------------------------------------------------


def documents(html):
    """Number of pages to a document of the plan's first so many sections, each of which begins a page.

    A plan has about 13 sections; where they end, they come over again without their names, which must be unique.
    """
    head, *sections = re.split(r"(?=<section)", html.split("</body>")[0])
    nameless = [re.sub(r' id="[^"]*"', "", section) for section in sections]
    enough = [*sections, *nameless, *nameless]
    return {size: "".join([head, *enough[:size], "</body></html>"]) for size in SIZES}


def growth(lengths):
    """The exponent of CPU time over the numbers of pages that the documents really have."""
    render = renderer(own_sheet())
    cases = {str(size): lambda html=html: timed_here(partial(render, html)) for size, html in lengths.items()}
    blocks = interleave(cases, rounds=5, seconds=30)
    points = [(page_count(render(html)), median_wall(blocks[str(size)])) for size, html in lengths.items()]
    return {"13": Found(exponent(points), sides=", ".join(f"{pages} pages {ms:.0f} ms" for pages, ms in points))}


def page_count(pdf):
    return len(pikepdf.open(io.BytesIO(pdf)).pages)


def beside_chromium(html):
    render = renderer(own_sheet())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIETLY)
        path = Path(folder) / "plan.html"
        link = f'<link rel="stylesheet" href="{printing.PRINT.as_uri()}/report.css"></head>'
        path.write_text(html.replace("</head>", link))
        cases = {
            "ours": lambda: timed_here(partial(render, html)),
            "cold": lambda: timed_here(partial(print_cold, path)),
            "warm": lambda: timed_here(partial(print_warm, browser, path)),
        }
        blocks = interleave(cases, rounds=7, seconds=40)
        browser.close()
    return {"12": by_wall(blocks["ours"], blocks["cold"]), "12b": by_wall(blocks["ours"], blocks["warm"])}


def by_wall(ours, theirs):
    """Found without CPU times: Chromium's are spent in processes of its own."""
    found = compare(ours, theirs)
    return Found(value=found.value, sides=found.sides)


def print_cold(path):
    """The command line, as somebody would use it who has no server for it."""
    command = [CHROMIUM, "--headless", *QUIETLY, f"--print-to-pdf={path.with_suffix('.pdf')}", path.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def print_warm(browser, path):
    """A browser that runs already: a new page in it, opened, printed with tags, closed."""
    page = browser.new_page()
    page.goto(path.as_uri())
    page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
    page.close()


# --- Memory ---------------------------------------------------------------------------------------------------------


def memory():
    """The memory of a process that draws the same plan again and again, as a worker's does."""
    few, many = json.loads(run_module(OURS, "bench.renders", *map(str, RENDERS)))
    return {"16": Found(many / few, sides=f"{many / MEBI:.0f} / {few / MEBI:.0f} MiB")}
