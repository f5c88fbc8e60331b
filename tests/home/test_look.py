"""What every page keeps to: the content security policy, right-to-left readiness, and a small weight."""

import gzip
import re

import pytest
from django.conf import settings

STATIC = settings.BASE_DIR / "static"
STYLES = sorted((STATIC / "css").glob("*.css"))
# The policy is about pages: mails carry their styles with them, and the PDF's frame sets its paper.
NO_PAGES = ("emails/", "account/email/", "mfa/email/", "reports/plan/document.html", "reports/paper_form/document.html")
TEMPLATES = sorted(
    str(path.relative_to(settings.BASE_DIR / "templates"))
    for path in (settings.BASE_DIR / "templates").rglob("*.html")
    if not str(path.relative_to(settings.BASE_DIR / "templates")).startswith(NO_PAGES)
)
FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle="),
    "a style element": re.compile(r"<style"),
    "an inline script": re.compile(r"<script(?![^>]*\s(?:src=|type=\"application/json\"))"),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+="),
    "an htmx event attribute": re.compile(r"<[^>]*\shx-on"),
    "another host": re.compile(r"(?:src|href|action|hx-\w+)=[\"'](?:https?:)?//"),
}
PHYSICAL = re.compile(
    r"[{;]\s*((?:margin|padding|border)-(?:left|right|top|bottom)[\w-]*|left|right|top|bottom|width|height"
    r"|(?:min|max)-(?:width|height)|text-align:\s*(?:left|right))\b"
)
KILOBYTE = 1000


def packed(path):
    return len(gzip.compress(path.read_bytes()))


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_hold_nothing_that_the_policy_forbids(name):
    text = (settings.BASE_DIR / "templates" / name).read_text()
    assert [name for name, pattern in FORBIDDEN.items() if pattern.search(text)] == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_use_logical_properties_only(path):
    assert PHYSICAL.findall(path.read_text()) == []


def test_styles_load_nothing_from_elsewhere():
    urls = [url for path in STYLES for url in re.findall(r"url\(\"?([^\")]+)", path.read_text())]
    assert urls == ["../fonts/source-sans-3-latin-wght-normal.woff2"]


def test_styles_and_script_stay_small():
    assert sum(packed(path) for path in STYLES) <= 26 * KILOBYTE
    assert sum(packed(path) for path in (STATIC / "js").glob("*.js")) <= 22 * KILOBYTE


def test_the_public_page_stays_small(client):
    page = len(gzip.compress(client.get("/").content))
    rest = [*STYLES, STATIC / "favicon.svg"]
    font = STATIC / "fonts" / "source-sans-3-latin-wght-normal.woff2"
    assert page + sum(packed(path) for path in rest) + font.stat().st_size <= 100 * KILOBYTE
