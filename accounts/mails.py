"""Mails: plain text first. The HTML part is made from the text, so the two never differ.

In a mail's text, a paragraph whose last line is an address becomes a button: the lines above it are the label.
"""

import re

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import get_language


def compose(template, to, context):
    """An unsent mail from `<template>_subject.txt` and `<template>_message.txt`.

    to: one address. A subject is one line however long the names in it are.
    """
    context = {"site_name": settings.SITE_NAME, **context}
    subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
    text = re.sub(r"\n\s*\n", "\n\n", render_to_string(f"{template}_message.txt", context).strip()) + "\n"
    mail = EmailMultiAlternatives(subject, text, to=[to], headers={"Auto-Submitted": "auto-generated"})
    mail.attach_alternative(as_html(subject, text), "text/html")
    return mail


def as_html(subject, text):
    """The HTML part for a mail's text: one column, no pictures, nothing that tells who opened it."""
    paragraphs = [_paragraph(block) for block in text.strip().split("\n\n")]
    context = {"subject": subject, "paragraphs": paragraphs, "language": get_language()}
    return render_to_string("emails/message.html", context)


def _paragraph(block):
    *words, last = block.split("\n")
    if words and re.fullmatch(r"https?://\S+", last):
        return {"label": " ".join(words).rstrip(":"), "url": last}
    return {"lines": [*words, last]}


def send_invitation(invitation, url):
    """Mail the way in. Raises OSError when the mail cannot be handed over."""
    context = {"invitation": invitation, "inviter": invitation.invited_by, "url": url}
    compose("emails/invitation", invitation.email, context).send()
