import pytest
from django.core.exceptions import ValidationError

from accounts.validators import mailable, one_line, plain_text


@pytest.mark.parametrize("text", ["", "Ana María Ñuñez", "日本 👩🏽‍⚕️", "می‌خواهم", "a\r\nb\tc", "‘quotes’ & <b>"])
def test_plain_text_takes_what_people_write(text):
    plain_text(text)


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\x7fb", "a\x85b", "\ud800", "a\udfff"])
def test_plain_text_refuses_what_cannot_be_stored_or_seen(text):
    with pytest.raises(ValidationError) as refused:
        plain_text(text)
    assert refused.value.code == "control"


@pytest.mark.parametrize("text", ["a\nBcc: b@example.org", "a\rb", "a\u2028b", "a\u2029b", "a\tb"])
def test_one_line_refuses_what_could_start_a_header(text):
    with pytest.raises(ValidationError) as refused:
        one_line(text)
    assert refused.value.code == "line_break"


@pytest.mark.parametrize("text", ["Ana \u202egro.elpmaxe", "\u2066Ana", "Ana\u202c"])
def test_one_line_refuses_marks_that_turn_the_text(text):
    with pytest.raises(ValidationError) as refused:
        one_line(text)
    assert refused.value.code == "direction"


@pytest.mark.parametrize("email", ["ana@example.org", "ana@bücher.example", f"ana@{'ü' * 50}.example"])
def test_mailable_takes_hosts_in_any_script(email):
    mailable(email)


@pytest.mark.parametrize("email", [f"ana@{'ü' * 62}.example", '"a\x01"@example.org', "ana\n@example.org"])
def test_mailable_refuses_what_no_mail_can_be_addressed_to(email):
    with pytest.raises(ValidationError):
        mailable(email)
