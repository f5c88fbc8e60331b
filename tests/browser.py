"""A real Chromium on a real server, for tests marked `browser`."""

import os
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
# As root Chromium needs --no-sandbox; the rest keeps it from calling home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def browser():
    # Playwright's loop runs in this thread, and Django would refuse the test's own queries.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def live_site(live_server):
    """The address of the running site, without a slash at the end. Pages take it as their base: page.goto("/")."""
    cache.clear()  # the counts of tries outlive the rows of the test before
    return live_server.url


@pytest.fixture
def new_page(browser, live_site):
    """A function that opens a page of its own browser session: new_page(width=1280, user=None, ...) -> page.

    script: False for a browser that runs none; locale: the browser's language. When the test ends, what no page may
    do has failed it: break the content security policy, raise an error in script, or ask another host for anything.
    """
    contexts, faults = [], []

    def open_page(*, width=1280, user=None, script=True, locale="en-US"):
        context = browser.new_context(
            base_url=live_site, viewport={"width": width, "height": 900}, java_script_enabled=script, locale=locale
        )
        contexts.append(context)
        if user:
            context.add_cookies([session_cookie(user, live_site)])
        page = context.new_page()
        page.set_default_timeout(15_000)
        watch(page, live_site, faults)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(new_page):
    """A visitor's page, 1280 pixels wide."""
    return new_page()


@pytest.fixture
def no_script_page(new_page):
    """A visitor's page in a browser that runs no script."""
    return new_page(script=False)


@pytest.fixture
def axe():
    """A function that fails with a readable list when a page breaks an accessibility rule: axe(page).

    Looks at 320 and at 1280 pixels. What axe cannot decide ("incomplete") fails too, unless the rule is named in
    `explained` by a test that says why.
    """

    def check(page, *, widths=(320, 1280), explained=()):
        size = page.viewport_size
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            findings = list(axe_findings(page, explained))
            if findings:
                pytest.fail(f"{page.url} at {width} pixels:\n" + "\n".join(findings), pytrace=False)
        page.set_viewport_size(size)

    return check


def axe_findings(page, explained):
    """Yield one line for each element that breaks a rule."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}}).response
    undecided = [rule for rule in found["incomplete"] if rule["id"] not in explained]
    for kind, rules in (("breaks", found["violations"]), ("cannot be decided", undecided)):
        for rule in rules:
            for node in rule["nodes"]:
                yield f"  {kind}: {rule['id']} ({rule['help']}) at {node['target']}: {node['html'][:160]}"


def session_cookie(user, address):
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": address,
    }


def watch(page, address, faults):
    """Note in `faults` whatever no page may do."""
    host = urlsplit(address).netloc

    def on_request(request):
        parts = urlsplit(request.url)
        if parts.scheme.startswith("http") and parts.netloc != host:
            faults.append(f"{page.url} asks {request.url}")

    def on_console(message):
        if "Content Security Policy" in message.text:
            faults.append(f"{page.url}: {message.text}")

    page.on("request", on_request)
    page.on("console", on_console)
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
