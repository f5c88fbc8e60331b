"""Every account page in a real browser, at 320 and 1280 pixels; the way in without script; a passkey."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse

from accounts import services
from accounts.models import Membership

WIDER_THAN_SCREEN = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Controls too low for a thumb; a link inside a sentence may be, and a radio button has a row of its own.
LOW_TARGETS = """
[...document.querySelectorAll(".btn, .link-row, .back-link, .task-row, .form-control, .form-check")]
  .filter(e => e.getBoundingClientRect().width && e.getBoundingClientRect().height < 44).map(e => e.outerHTML)
"""
pytestmark = pytest.mark.browser

VISITOR = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
    "account_inactive",
]
OWN = [
    "accounts:profile",
    "accounts:start",
    "accounts:start-organization",
    "account_email",
    "account_change_password",
    "account_reauthenticate",
    "account_logout",
    "mfa_index",
    "mfa_list_webauthn",
]
AFTER_PROOF = ["mfa_activate_totp", "mfa_add_webauthn"]
ORGANIZATION = ["people", "invite", "settings", "leave", "who-sees-what"]


def open_all(page, axe, addresses):
    """Open pages on a phone 320 pixels wide and look for what stands in anybody's way."""
    page.set_viewport_size({"width": 320, "height": 900})
    for address in addresses:
        response = page.goto(address)
        assert [response.status, page.url.endswith(address)] == [200, True]
        assert [page.evaluate(WIDER_THAN_SCREEN), page.evaluate(LOW_TARGETS)] == [0, []], address
        axe(page)


def test_visitors_pages(page, axe):
    open_all(page, axe, [reverse(name) for name in VISITOR])


def test_ones_own_pages(new_page, axe, owner):
    page = new_page(user=owner)
    open_all(page, axe, [reverse(name) for name in OWN])
    page.goto(f"{reverse('account_reauthenticate')}?next={reverse('accounts:profile')}")
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**" + reverse("accounts:profile"))
    open_all(page, axe, [reverse(name) for name in AFTER_PROOF])


def test_pages_about_people(new_page, axe, owner, member, organization):
    place, other = organization.memberships.get(user=owner), organization.memberships.get(user=member)
    invitation, _ = services.invite(membership=place, email="nora.longname@agency.example.org", role="coordinator")
    addresses = [reverse(f"accounts:{name}", args=[organization.slug]) for name in ORGANIZATION]
    addresses += [reverse(f"accounts:{name}", args=[organization.slug, other.pk]) for name in ("role", "remove")]
    addresses.append(reverse("accounts:withdraw", args=[organization.slug, invitation.pk]))
    open_all(new_page(user=owner), axe, addresses)


def test_pages_of_an_invitation(page, new_page, axe, owner, member, stranger, organization):
    place = organization.memberships.get(user=owner)
    for email, user in (("nora@example.org", None), ("mina@example.org", None), ("sam@example.org", stranger)):
        _, token = services.invite(membership=place, email=email, role="coordinator")
        open_all(new_page(user=user), axe, [reverse("accounts:invitation", args=[token])])
    page.goto(reverse("accounts:invitation", args=["wrong"]))
    axe(page)


def test_the_way_in_needs_no_script(no_script_page, mailed_link):
    page = no_script_page
    page.goto(reverse("account_signup"))
    page.get_by_label("Work email").fill("new@example.org")
    page.get_by_label("Password").fill("four words in row")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Check your mail").wait_for()
    page.goto(mailed_link())
    page.get_by_role("button", name="Yes, confirm it").click()
    page.get_by_label("Your name").fill("Nora Lund")
    page.get_by_label("Job title").fill("Director")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Organization name").fill("Harborlight")
    page.get_by_label("Country").fill("United States")
    page.get_by_label("10 to 24").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="Continue").click()
    membership = Membership.objects.get()
    assert page.url.endswith(reverse("home:organization", args=[membership.organization.slug]))
    assert [membership.job_title, len(mail.outbox)] == ["Director", 1]


def test_a_passkey_signs_in(page, owner):
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    device |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    page.goto(reverse("account_login"))
    page.get_by_label("Email").fill(owner.email)
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/o/*/")
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Sign in with this device alone").check()
    page.get_by_role("button", name="Add this device").click()
    page.wait_for_url("**" + reverse("mfa_view_recovery_codes"))
    assert Authenticator.objects.filter(type="webauthn", user=owner).count() == 1
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/o/*/")
    assert page.get_by_role("button", name="Sign out").is_visible()
