"""Every mail there is: short, plain, one link, safe on a lock screen."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from accounts import mails
from accounts.models import Invitation, Organization, User

FOLDERS = ["account/email", "mfa/email", "emails"]
NAMES = sorted(
    f"{folder}/{path.name.removesuffix('_subject.txt')}"
    for folder in FOLDERS
    for path in (Path(settings.BASE_DIR) / "templates" / folder).glob("*_subject.txt")
)
LINK = "http://testserver/somewhere/"
PERSON = User(name="Ana <b>&", email="ana@example.org")
CONTEXT = {
    "user": PERSON,
    "inviter": PERSON,
    "invitation": Invitation(
        organization=Organization(name="Harborlight & Sons"), role="coordinator", created_at=timezone.now()
    ),
    "email": "ana@example.org",
    "from_email": "ana@example.org",
    "to_email": "next@example.org",
    "deleted_email": "next@example.org",
    "timestamp": timezone.now(),
    **dict.fromkeys(["url", "activate_url", "password_reset_url", "signup_url", "reset_url", "contact_url"], LINK),
}


@pytest.fixture(params=NAMES)
def sent(request):
    return mails.compose(request.param, "ana@example.org", CONTEXT)


def test_all_mails_are_looked_at():
    assert len(NAMES) == 16


def test_a_mail_is_short_and_says_it_in_words(sent):
    assert len(sent.body.split()) <= 120
    assert "\n\n\n" not in sent.body
    assert "&amp;" not in sent.subject + sent.body


def test_a_mail_has_one_link_as_button_and_in_full(sent):
    [(html, kind)] = sent.alternatives
    assert [sent.body.count("http"), html.count(f'href="{LINK}"'), kind] == [1, 2, "text/html"]


def test_a_mail_carries_nothing_that_watches(sent):
    html = sent.alternatives[0][0]
    assert [part for part in ("<img", "<script", "<link", "url(", "@import") if part in html] == []


def test_names_are_text_in_the_html_part():
    html = mails.compose("emails/invitation", "x@example.org", CONTEXT).alternatives[0][0]
    assert "Ana &lt;b&gt;&amp; asks you" in html


def test_a_subject_is_one_line_whatever_a_name_holds():
    context = CONTEXT | {"inviter": "Ana\r\nBcc: b@example.org\u2028X"}
    sent = mails.compose("emails/invitation", "x@example.org", context)
    assert sent.subject == "Ana Bcc: b@example.org X asks you to help with a staff support check"
    assert "Bcc" not in sent.message()


def test_subjects_tell_a_lock_screen_nothing(sent):
    words = sent.subject.lower()
    assert [word for word in ("trauma", "stress", "result", "step 1") if word in words] == []
