"""Addresses as one person finds them, and a way to knock that leaves no trace."""

import copy
from dataclasses import dataclass, field

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import transaction
from django.test import Client
from fido2.cose import ES256
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

from accounts.models import Invitation, Membership, Organization, User
from assessments.models import Assessment, Result, Sheet
from plans.models import Action, Plan
from reports.models import Report
from tests.stsapp.hostile import FORM, urlencoded

KEPT = [User, Organization, Membership, Invitation, Assessment, Sheet, Result, Plan, Action, Report]


@dataclass
class Door:
    """One address as one person finds it: who, where, and the fields of the form that is sent there."""

    who: str
    name: str
    client: Client
    path: str
    fields: dict = field(default_factory=dict)

    def __repr__(self):
        return f"{self.who} at {self.name}, {self.path}"

    def ask(self, method="GET", *, query="", body="", content_type=FORM, headers=None, path=None):
        """The response to one request, with .new; then all is as before: rows, counts of tries, cookies.

        new: the texts that stand in the tables since then; None when no row has changed.
        """
        cookies, before = copy.deepcopy(self.client.cookies), rows()
        with transaction.atomic():
            address = f"{path or self.path}?{query}"
            response = self.client.generic(method, address, body, content_type, headers=headers)
            b"".join(response)  # a file is read while it is sent
            after = rows()
            transaction.set_rollback(True)
        self.client.cookies = cookies
        response.new = None if after == before else texts(after) - texts(before)
        return response

    def post(self, pairs, **more):
        return self.ask("POST", body=urlencoded(pairs), **more)


def rows():
    """What people have stored, as plain values; a slug is made of a name, by nobody."""
    columns = {
        model: [field.attname for field in model._meta.concrete_fields if field.name != "slug"] for model in KEPT
    }
    return [list(model.objects.order_by("pk").values(*names)) for model, names in columns.items()]


def texts(value):
    """Every text in rows, lists and mappings, as a set."""
    if isinstance(value, dict | list):
        return set().union(*map(texts, value.values() if isinstance(value, dict) else value))
    return {value} if isinstance(value, str) else set()


def second_step(user):
    """Turn on all that a person may sign in with beside a password. The number of the passkey."""
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    data = {"name": "Phone", "credential": dict(passkey())}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data).pk


def passkey():
    """What a browser says of a new passkey."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    credential = AttestedCredentialData.create(b"\0" * 16, b"passkey", key)
    flags = AuthenticatorData.FLAG.AT | AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
    data = AuthenticatorData.create(b"\0" * 32, flags, 0, credential)
    response = AuthenticatorAttestationResponse(
        client_data=CollectedClientData.create("webauthn.create", b"challenge", "http://testserver"),
        attestation_object=AttestationObject.create("none", data, {}),
    )
    return RegistrationResponse(raw_id=b"passkey", response=response)
