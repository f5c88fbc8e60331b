"""No page, mail or PDF speaks English to somebody who reads Spanish. The words themselves: test_translations.py."""

import html
import re
from urllib.parse import urldefrag, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.urls import resolve, reverse
from django.utils.translation import override

from accounts import mails
from accounts import services as accounts
from plans import services as plans
from reports import jobs, pages
from reports.models import Report
from reports.paper_form import build_paper_form
from reports.services import request_report
from tests.accounts.test_mails import CONTEXT as MAIL_CONTEXT
from tests.accounts.test_mails import NAMES as MAILS

SPANISH = {"HTTP_ACCEPT_LANGUAGE": "es-MX,es;q=0.9"}
# Words without which no English sentence does, and which no Spanish one has.
ENGLISH = re.compile(
    r"\b(the|and|you|your|with|this|that|these|from|for|are|is|was|what|how|who|not|or|of|in|to)\b", re.I
)
NAMES = (settings.SITE_NAME, "Models and Promising Practices", "Grantmakers Concerned with Immigrants and Refugees")
LINK = re.compile(r'href="(/[^"]*)"')


@pytest.fixture
def organization(make_organization):
    return make_organization("Casa Abierta")


@pytest.fixture
def as_reader(as_user):
    """A function that gives a client of a person, or of a visitor, whose browser asks for Spanish."""

    def sign_in(user=None):
        client = as_user(user) if user else Client()
        client.defaults.update(SPANISH)
        return client

    return sign_in


def readable(content):
    """A page's or mail's text, and what its attributes say, without names and what is marked as English."""
    content = re.sub(r"<(script|style)\b.*?</\1>|<(\w+)[^>]* lang=\"en\".*?</\2>", " ", content, flags=re.DOTALL)
    said = re.findall(r'(?:aria-label|alt|title|placeholder|data-\w+|content)="([^"]*)"', content)
    text = html.unescape(" ".join([re.sub(r"<[^>]+>", " ", content), *said]))
    text = " ".join(text.split())
    for name in NAMES:
        text = text.replace(name, "")
    return re.sub(r"\S+@\S+|https?://\S+", "", text)


def english_in(content):
    """What stands around the first English words of a text; none for a text without."""
    text = readable(content)
    return [text[max(0, found.start() - 60) : found.end() + 60] for found in ENGLISH.finditer(text)][:3]


def crawl(client, start):
    """Yield (address, response) for every page that links lead to from a page; files are left out."""
    waiting, seen = [start], {start}
    while waiting:
        address = waiting.pop()
        response = client.get(address, follow=True)
        if not response["Content-Type"].startswith("text/html"):
            continue
        yield address, response
        found = {urldefrag(html.unescape(link)).url for link in LINK.findall(response.content.decode())}
        found = {link for link in found if not link.startswith("/static/")} - seen
        seen |= found
        waiting += sorted(found)


def assert_spanish(response, address):
    content = response.content.decode()
    assert '<html lang="es" dir="ltr">' in content, address
    assert english_in(content) == [], address


def look_around(client, start):
    """The names of the addresses that links lead to from there, once none of them says a word of English."""
    seen = set()
    for address, response in crawl(client, start):
        assert_spanish(response, address)
        seen.add(resolve(urlsplit(address).path).view_name)
    return seen


def fill(organization, owner, make_result, instrument, label="Otoño de 2026"):
    """A submitted check, an action, and a report that is made. Gives the check's id, the action's and the report."""
    answers = {code: 1 + number % 4 for number, code in enumerate(instrument.items)} | {"WRK-2": "DK", "SUP-1": None}
    with override("es"):
        result = make_result(organization, owner, answers, label=label, notes={"LEA-1": "Una nota"})
        action = plans.add_suggestion(organization=organization, result=result, code="LEA-2:2", user=owner)
        report = request_report(
            organization=organization, result=result, kind="plan", paper="letter", language="es", requested_by=owner
        )
    jobs.run(report.pk)
    return result.assessment_id, action.pk, report.pk


@pytest.fixture
def at(organization):
    """A function that gives an address of the organization: at("plans:plan")."""
    return lambda name, *args: reverse(name, args=[organization.slug, *args])


def test_visitors_meet_no_english(as_reader, db):
    seen = look_around(as_reader(), "/")
    assert {"home:public", "home:model", "home:privacy", "home:support", "account_login", "account_signup"} <= seen


def test_an_organization_that_begins_meets_no_english(as_reader, owner, at):
    seen = look_around(as_reader(owner), at("home:organization"))
    assert {"assessments:start", "home:results", "plans:plan", "reports:list", "accounts:people", "mfa_index"} <= seen


def test_an_organization_under_way_meets_no_english(as_reader, owner, organization, make_check, instrument, at):
    sheet = make_check(organization, owner, {"LEA-1": 2, "LEA-2": None, "WRK-1": "DK"}, label="Otoño de 2026")
    client, check = as_reader(owner), sheet.assessment_id
    assert {"assessments:tasks", "assessments:section"} <= look_around(client, at("home:organization"))
    for code in instrument.items:
        assert_spanish(client.get(at("assessments:question", check, code)), code)
    for name in ("answers", "submit"):
        assert_spanish(client.get(at(f"assessments:{name}", check), follow=True), name)


@pytest.mark.parametrize("role", ["owner", "member"])
def test_an_organization_with_results_meets_no_english(
    as_reader, owner, member, organization, make_result, instrument, at, role
):
    fill(organization, owner, make_result, instrument, "Primavera de 2026")
    check, action, report = fill(organization, owner, make_result, instrument)
    accounts.invite(membership=owner.memberships.get(), email="nuevo@example.org", role="member")
    client = as_reader({"owner": owner, "member": member}[role])
    seen = look_around(client, at("home:organization"))
    assert {"home:check_results", "home:pillar_results", "home:compare", "plans:action", "reports:read"} <= seen
    for address in (at("reports:progress", report), at("home:pillar_results", check, "workspace")):
        assert_spanish(client.get(address), address)
    if role == "owner":
        asked = [at(f"assessments:{name}", check) for name in ("submitted", "reopen", "answers")]
        for address in (*asked, at("accounts:who-sees-what"), at("plans:remove", action)):
            assert_spanish(client.get(address), address)


REFUSED = [
    ("accounts:invite", {"email": "x", "role": "x"}),
    ("accounts:settings", {"name": "\x00"}),
    ("assessments:start", {"label": "", "form": "x", "mode": "together", "agreed_by": "1000"}),
    ("reports:new", {}),
    ("plans:own", {"title": "", "due": "x", "notes": "x" * 5000}),
]


@pytest.mark.parametrize(("name", "fields"), REFUSED, ids=[name for name, fields in REFUSED])
def test_a_form_is_refused_in_spanish(as_reader, owner, organization, make_result, instrument, at, name, fields):
    if name != "assessments:start":
        fill(organization, owner, make_result, instrument)
    answer = as_reader(owner).post(at(name), fields)
    assert answer.status_code == 422
    assert_spanish(answer, name)


SIGN_IN = [
    ("account_signup", {"email": "x", "password1": "x"}),
    ("account_signup", {"email": "", "password1": "password123"}),
    ("account_login", {"login": "ana@example.org", "password": "wrong"}),
    ("account_reset_password", {"email": "x"}),
]


@pytest.mark.parametrize(("name", "fields"), SIGN_IN)
def test_signing_in_is_refused_in_spanish(as_reader, db, name, fields):
    assert_spanish(as_reader().post(reverse(name), fields), name)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("account_inactive", []),
        ("account_email_verification_sent", []),
        ("account_reset_password_done", []),
        ("account_reset_password_from_key_done", []),
        ("account_reset_password_from_key", ["1", "x-y"]),
        ("account_confirm_email", ["x"]),
        ("accounts:invitation", ["x"]),
        ("home:organization", ["there-is-none"]),
    ],
)
def test_pages_at_the_end_of_a_mail_are_spanish(as_reader, db, name, args):
    assert_spanish(as_reader().get(reverse(name, args=args), follow=True), name)


def test_the_second_step_is_spanish(as_reader, owner):
    client = as_reader(owner)
    client.post(reverse("account_reauthenticate"), {"password": "a long pass phrase"})
    for name in ("activate_totp", "add_webauthn"):
        assert_spanish(client.get(reverse(f"mfa_{name}")), name)
    devices = {"recovery_codes": {"seed": "x", "used_mask": 0}, "webauthn": {"name": "Mi llave"}, "totp": {}}
    for kind, data in devices.items():
        Authenticator.objects.create(user=owner, type=kind, data=data)
    names = ["index", "deactivate_totp", "view_recovery_codes", "generate_recovery_codes", "list_webauthn"]
    one = [
        reverse(f"mfa_{act}_webauthn", args=[owner.authenticator_set.get(type="webauthn").pk])
        for act in ("remove", "edit")
    ]
    for address in (*(reverse(f"mfa_{name}") for name in names), *one):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert_spanish(answer, address)


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_is_in_the_language_of_the_page_that_sends_it(name):
    with override("es"):
        mail = mails.compose(name, "ana@example.org", MAIL_CONTEXT)
    page, _type = mail.alternatives[0]
    assert 'lang="es"' in page
    assert [english_in(part) for part in (mail.subject, mail.body, page)] == [[], [], []]


def test_a_person_is_mailed_in_the_language_of_their_page(as_reader, owner, mailoutbox):
    as_reader().post(reverse("account_reset_password"), {"email": owner.email})
    assert [sent.subject for sent in mailoutbox] == ["Crear una contraseña nueva"]


@pytest.mark.parametrize("form", ["full", "core"])
def test_the_paper_form_is_spanish(organization, form):
    with override("en"):
        context = build_paper_form(organization=organization, form=form, language="es", paper="a4")
        document = pages.document(context, "x" * 64)
    assert '<html lang="es" dir="ltr">' in document
    assert english_in(document) == []


def test_the_plan_as_a_pdf_is_spanish_and_set_tight(organization, owner, make_result, instrument):
    *_others, report = fill(organization, owner, make_result, instrument)
    with override("en"):  # as the worker has it
        report = Report.objects.get(pk=report)
        document = pages.document(report.context, report.context_hash)
    assert '<html lang="es" dir="ltr">' in document
    assert '<body class="tight">' in document
    assert english_in(document) == []
