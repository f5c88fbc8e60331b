"""Whatever is sent, the answer is a page, a redirect or a refusal, never a 5xx; and nothing is stored half.

The cases are made from the URL resolver and from the forms that stand on the pages. Every run sends about 2,000
requests; HOSTILE_REQUESTS=50000 asks for more of those that Hypothesis makes up.
"""

import os
import random

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.conf.global_settings import CSRF_COOKIE_NAME
from django.test import Client
from django.urls import reverse
from django.utils.crypto import get_random_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts import services as accounts
from stsapp.encodings import always_utf8
from tests.stsapp.addresses import MATRIX, address
from tests.stsapp.doors import Door, second_step
from tests.stsapp.hostile import (
    BODIES,
    FORM,
    HEADERS,
    IN_QUERIES,
    PATHS,
    VALUES,
    forms_of,
    multipart,
    paths_like,
    urlencoded,
)

PASSWORD = {"password": "a long pass phrase"}
REQUESTS = int(os.environ.get("HOSTILE_REQUESTS", "700"))
# Who comes to the forms that store what people write.
STORING = {
    "accounts:settings": "owner",
    "accounts:profile": "owner",
    "accounts:start-organization": "owner",
    "assessments:start": "guarded",
    "assessments:question": "owner",
    "plans:own": "owner",
    "plans:action": "owner",
}


@pytest.fixture
def owner(tenant, make_check, make_result):
    """The owner of an organization with two results and an open check, and the parts of addresses there."""
    people, parts = tenant("alder")
    owner, member = people["owner"], people["member"]
    membership = owner.memberships.get()
    make_result(membership.organization, owner, 3, label="Winter 2027")
    draft = make_check(membership.organization, owner, 2, label="Spring 2027")
    token = accounts.invite(membership=membership, email="new@person.example", role="member")[1]
    claim = EmailAddress.objects.create(user=member, email="later@alder.example")
    keys = {"account_confirm_email": EmailConfirmationHMAC(claim).key}
    keys["account_reset_password_from_key"] = default_token_generator.make_token(member)
    own = {"draft": draft.assessment_id, "token": token, "uidb36": user_pk_to_url_str(member), "keys": keys, "pk": 0}
    return owner, parts | own


@pytest.fixture
def guarded(tenant):
    """The owner of an organization whose check is submitted, and the parts; for one who turns on a second step."""
    people, parts = tenant("birch")
    return people["owner"], parts | {"draft": parts["assessment"], "token": "none", "uidb36": "0", "keys": {}, "pk": 0}


@pytest.fixture
def comers(owner, guarded):
    """Who comes, by name: (client, parts of addresses). Half inside is who gave a password and owes the next step."""
    clients = {who: visitor() for who in ("visitor", "owner", "guarded", "half inside")}
    for who, (user, _parts) in {"owner": owner, "guarded": guarded, "half inside": guarded}.items():
        if who == "half inside":
            guarded[1]["pk"] = second_step(user)
        clients[who].post(reverse("account_login"), {"login": user.email, **PASSWORD})
        clients[who].post(reverse("account_reauthenticate"), PASSWORD)
    parts = {"visitor": owner[1], "owner": owner[1], "guarded": guarded[1], "half inside": guarded[1]}
    return {who: (client, parts[who]) for who, client in clients.items()}


def visitor():
    """A browser as it comes, with a token that lets its forms through."""
    token = get_random_string(32)
    client = Client(raise_request_exception=False, enforce_csrf_checks=True, headers={"X-CSRFToken": token})
    client.cookies[CSRF_COOKIE_NAME] = token
    client.handler = always_utf8(client.handler)  # as in stsapp.wsgi
    return client


@pytest.fixture
def doors_of(comers):
    """A function that gives the door of an address, first, and those that the forms there lead to: (who, name)."""

    def look(who, name):
        client, parts = comers[who]
        path = path_for(name, client, parts)
        door = Door(who, name, client, path)
        forms = forms_of(path, door.ask().content.decode(errors="replace"))
        door.fields = forms.pop(path, {})
        return [door, *(Door(who, name, client, target, fields) for target, fields in forms.items())]

    return look


@pytest.fixture
def doors(comers, doors_of):
    """Every door of everybody."""
    found = {}
    for name, who_may in MATRIX.items():
        for who in comers:
            if who in ("owner", "guarded") or who_may == "public":
                found |= {(door.who, door.path, *door.fields): door for door in doors_of(who, name)}
    return list(found.values())


def path_for(name, client, parts):
    check = {"assessment": parts["draft"]} if name.startswith("assessments:") else {}
    path = address(name, {**parts, **check, "key": parts["keys"].get(name, "none")})
    # The key of a mailed link is kept in the session, and the form stands at another address.
    return client.get(path).url if name == "account_reset_password_from_key" and parts["keys"] else path


def some(cases, most):
    """At most so many of the cases, in another mixture every day: all of them where many requests are asked for."""
    cases = list(cases)
    return random.sample(cases, min(most, len(cases)))


def check(response, *what):
    """Fail on an answer that is none, and on a refusal that stored something."""
    assert response.status_code < 500, what
    assert response.status_code < 400 or response.new is None, what


def test_no_path_breaks_a_page(doors):
    for door in [next(door for door in doors if door.who == who) for who in ("visitor", "owner")]:
        for path in PATHS:
            check(door.ask(path=path), door, path)
    ours = {path for door in doors if door.who == "owner" for path in paths_like(door.path)}
    for path in some(sorted(ours), REQUESTS // 2):
        check(door.ask(path=path), door, path)


@pytest.mark.parametrize(("name", "who"), STORING.items())
def test_a_text_is_stored_whole_or_not_at_all(doors_of, name, who):
    door = doors_of(who, name)[0]
    door.fields.pop("skip", None)  # else the question is passed over
    texts = [name for name in door.fields if not name.startswith(("csrf", "seen_"))]
    for label, *names in some(
        [(label, *names) for label in VALUES for names in [texts, *zip(texts, strict=True)]], REQUESTS // 10
    ):
        fields = {**door.fields, **dict.fromkeys(names, VALUES[label])}
        response = door.post(fields.items())
        check(response, door, names, label)
        assert response.new is None or response.new <= as_stored(fields.values()), (door, names, label)


def as_stored(values):
    """Texts as they may be stored: what Django makes of their bytes, no spaces around them, either line break."""
    texts = {value.decode(errors="replace") if isinstance(value, bytes) else value for value in values}
    return {text.strip() for text in texts} | {text.strip().replace("\r\n", "\n") for text in texts}


values = st.sampled_from(list(VALUES.values())) | st.binary(max_size=40) | st.text(max_size=40).map(str.strip)


@st.composite
def requests(draw, doors):
    """A door and the arguments to ask it with."""
    door = draw(st.sampled_from(doors))
    names = draw(st.lists(st.sampled_from([*door.fields, *IN_QUERIES]), min_size=1, max_size=4))
    hostile = [(name, draw(values)) for name in names]  # repeated names are meant
    fields = [*door.fields.items()] if draw(st.booleans()) else []
    pairs = [(name, value) for name, value in fields if name not in names] + hostile
    headers = draw(st.none() | st.sampled_from(list(HEADERS.values())))
    body, content_type = draw(
        st.sampled_from([(urlencoded(pairs), FORM), multipart(pairs)]) | st.sampled_from(list(BODIES.values()))
    )
    method = draw(st.sampled_from(["POST", "POST", "POST", "GET", "PUT", "DELETE", "OPTIONS", "TRACE", "FOO"]))
    if method == "GET":
        return door, {"query": urlencoded(pairs), "headers": headers}
    return door, {"method": method, "body": body, "content_type": content_type, "headers": headers}


def test_no_request_breaks_a_page(doors):
    names = {name for door in doors for name in door.fields}
    assert names >= {"login", "password1", "oldpassword", "email", "code", "credential", "role", "name", "country"}
    assert names >= {"label", "people", "answer", "note", "suggestion", "title", "revision", "day", "kind", "next"}

    @settings(max_examples=REQUESTS, deadline=None, suppress_health_check=list(HealthCheck))
    @given(requests(doors))
    def ask(request):
        door, how = request
        check(door.ask(**how), door, how)

    ask()
