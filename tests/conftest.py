"""The small cast, and the database they act in."""

import os
import shutil
import tempfile
import zlib
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.text import slugify

from accounts.models import Membership, Organization, User

pytest_plugins = ["tests.browser", "tests.checks", "tests.worker"]

FILES = pytest.StashKey[Path]()


def pytest_configure(config):
    suffix = os.environ.get("TEST_DB_SUFFIX", "")
    test_database = f"test_sts_{suffix}" if suffix else "test_sts"
    settings.DATABASES["default"]["TEST"]["NAME"] = test_database
    settings.CELERY_BROKER_URL = settings.REDIS_URL = redis_database(settings.REDIS_URL, test_database)
    files = config.stash[FILES] = Path(tempfile.mkdtemp(prefix="sts-test-"))
    settings.MEDIA_ROOT, settings.STATIC_ROOT = str(files / "media"), files / "static"
    settings.STATIC_ROOT.mkdir()
    # The real hasher takes 50 ms by design; hundreds of logins would take minutes.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"


def pytest_unconfigure(config):
    shutil.rmtree(config.stash[FILES], ignore_errors=True)


def redis_database(url, test_database):
    """The same Redis with a database number of this run's own (1 to 15): runs side by side must not do each other's
    work, and never that of `make run`, which uses 0."""
    server = url.rsplit("/", 1)[0] if url.count("/") > 2 else url
    return f"{server}/{zlib.crc32(test_database.encode()) % 15 + 1}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Give marked tests what their mark stands for: rows that other processes can see, and those processes."""
    for item in items:
        needs = [fixture for mark, fixture in NEEDED_BY_MARK.items() if item.get_closest_marker(mark)]
        if needs:
            item.add_marker(pytest.mark.django_db(transaction=True))
            item.fixturenames.extend(name for name in needs if name not in item.fixturenames)


NEEDED_BY_MARK = {"worker": "celery_worker_process", "browser": "live_site"}


@pytest.fixture(autouse=True)
def default_language():
    """Django leaves the language of the last request active in the thread."""
    translation.deactivate()


@pytest.fixture
def make_organization(db):
    """A function that makes an organization with an owner: make_organization(name) -> organization."""

    def make(name="Harborlight Family Services", **fields):
        return Organization.objects.create(name=name, slug=slugify(name), **fields)

    return make


@pytest.fixture
def make_user(db):
    """A function that makes a person who can sign in: make_user("Ana", organization, "owner") -> user."""

    def make(name, organization=None, role="member"):
        email = f"{name.lower()}@example.org"
        user = User.objects.create_user(email, "a long pass phrase", name=name)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        if organization:
            Membership.objects.create(user=user, organization=organization, role=role)
        return user

    return make


@pytest.fixture
def organization(make_organization):
    return make_organization()


@pytest.fixture
def owner(make_user, organization):
    return make_user("Olivia", organization, "owner")


@pytest.fixture
def coordinator(make_user, organization):
    return make_user("Carlos", organization, "coordinator")


@pytest.fixture
def member(make_user, organization):
    return make_user("Mina", organization, "member")


@pytest.fixture
def stranger(make_user, make_organization):
    """Somebody who belongs to another organization."""
    return make_user("Sam", make_organization("Riverbend Clinic"), "owner")


@pytest.fixture
def as_user():
    """A function that gives a client signed in as a person: as_user(owner).get(...)."""

    def sign_in(user):
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return sign_in
