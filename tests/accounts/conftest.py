"""What the account tests share: reading mails, signing in as a person would."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

PASSWORD = "a long pass phrase"


@pytest.fixture(autouse=True)
def fresh_limits(db):
    """The counts of tries live in a table that no test's rollback reaches when other processes see it."""
    cache.clear()


@pytest.fixture
def sign_in():
    """A function that signs in through the form: sign_in(client, user, shared="on") -> response."""

    def post(client, user, password=PASSWORD, **fields):
        return client.post(reverse("account_login"), {"login": user.email, "password": password, **fields})

    return post


@pytest.fixture
def mailed_link():
    """A function that gives the path of the one link in the newest mail."""

    def link(to=None):
        newest = next(sent for sent in reversed(mail.outbox) if to in (None, sent.to[0]))
        [address] = re.findall(r"^https?://[^/\s]+(\S+)$", newest.body, re.MULTILINE)
        return address

    return link
