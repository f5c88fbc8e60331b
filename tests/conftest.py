"""The small cast, and the database they act in."""

import os

import pytest
from django.conf import settings


def pytest_configure():
    suffix = os.environ.get("TEST_DB_SUFFIX")
    if suffix:
        settings.DATABASES["default"]["TEST"]["NAME"] = f"test_sts_{suffix}"
    # The real hasher takes 50 ms by design; hundreds of logins would take minutes.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"


@pytest.fixture
def make_organization(db):
    """A function that makes an organization with an owner: make_organization(name) -> organization."""
    from django.utils.text import slugify

    from accounts.models import Organization

    def make(name="Harborlight Family Services", **fields):
        return Organization.objects.create(name=name, slug=slugify(name), **fields)

    return make


@pytest.fixture
def make_user(db):
    """A function that makes a person who can sign in: make_user("Ana", organization, "owner") -> user."""
    from allauth.account.models import EmailAddress

    from accounts.models import Membership, User

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
    from django.test import Client

    def sign_in(user):
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return sign_in
