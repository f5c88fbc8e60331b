"""What a text may hold, for every field people type into.

Names travel into mail headers, file names and logs, so a line break there is an attack, never a wish.
"""

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

LINE_BREAKS = "\n\r\u2028\u2029"
# They make text read backwards, so that one name can pass for another.
DIRECTION_MARKS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def plain_text(value):
    """For text of several lines: refuses NUL, control characters and lone surrogates.

    value: str. Raises ValidationError. PostgreSQL stores neither NUL nor half a surrogate pair.
    """
    if any(_is_control(character) and character not in "\n\r\t" for character in value):
        raise ValidationError(_("This text holds a character we cannot store. Type it again by hand."), "control")


def one_line(value):
    """For names and titles: as `plain_text`, and on one line, with no marks that turn its direction.

    value: str. Raises ValidationError. A tab counts as a line break: no name needs one.
    """
    plain_text(value)
    if any(character in LINE_BREAKS or character == "\t" for character in value):
        raise ValidationError(_("Write this on one line."), "line_break")
    if any(unicodedata.bidirectional(character) in DIRECTION_MARKS for character in value):
        raise ValidationError(_("This text holds a hidden character. Type it again by hand."), "direction")


def mailable(value):
    """For email addresses, beside Django's own check: on one line, and with a host that has a form in ASCII to mail to.

    value: str. Raises ValidationError.
    """
    one_line(value)
    try:
        value.rpartition("@")[2].encode("idna")
    except UnicodeError:
        raise ValidationError(EmailValidator.message, "invalid") from None


def _is_control(character):
    return unicodedata.category(character) in ("Cc", "Cs")
