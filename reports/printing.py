"""A report's context to pages: HTML for the browser, PDF for paper. The only module that imports WeasyPrint."""

import logging
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports.pages import document

PRINT = Path(__file__).resolve().parent / "print"
BASE = "https://report.invalid/"  # a name that never resolves; the fetcher below gives it its meaning
MEDIA_TYPES = {".css": "text/css", ".ttf": "font/ttf", ".svg": "image/svg+xml"}
ENGINE = f"WeasyPrint {weasyprint.__version__}"

for chatty in ("weasyprint.progress", "fontTools"):
    logging.getLogger(chatty).setLevel(logging.WARNING)


@dataclass(frozen=True)
class Pdf:
    """A finished file: its bytes, and how many pages they hold."""

    data: bytes
    pages: int


class OwnFilesOnly(URLFetcher):
    """Gives out the style sheet, the fonts and the drawing of this package, from memory; refuses everything else."""

    def __init__(self):
        super().__init__(allowed_protocols=(), allow_redirects=False)

    def fetch(self, url, headers=None):
        found = own_files().get(url)
        if found is None:
            raise ValueError("A report reads nothing but its own style sheet and fonts.")
        body, media_type = found
        return URLFetcherResponse(url, body, {"Content-Type": media_type})


@cache
def own_files():
    """Address to (bytes, media type), for everything a report may use."""
    paths = [path for path in PRINT.rglob("*") if path.suffix in MEDIA_TYPES]
    return {
        f"{BASE}{path.relative_to(PRINT).as_posix()}": (path.read_bytes(), MEDIA_TYPES[path.suffix]) for path in paths
    }


@cache
def fonts():
    """One configuration for the life of a process: a new one per document leaks (performance.md, section 3)."""
    return FontConfiguration()


@cache
def sheet():
    css = own_files()[f"{BASE}report.css"][0].decode()
    return weasyprint.CSS(string=css, base_url=BASE, url_fetcher=OwnFilesOnly(), font_config=fonts())


def draw(context, hash_):
    """The Pdf of a context (reports.context, reports.paper_form); hash_: the context's hash, which is printed in it."""
    html = weasyprint.HTML(string=document(context, hash_), base_url=BASE, url_fetcher=OwnFilesOnly())
    pages = html.render(stylesheets=[sheet()], font_config=fonts(), pdf_variant="pdf/ua-1")
    # No identifier: WeasyPrint hashes the whole file for one, a tenth of the time, and PDF/UA asks for none.
    data = pages.write_pdf(pdf_variant="pdf/ua-1")
    return Pdf(data=data, pages=len(pages.pages))
