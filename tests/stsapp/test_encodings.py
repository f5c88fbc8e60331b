import pytest

from stsapp.encodings import always_utf8

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        ("", ""),
        (FORM, FORM),
        (f"{FORM}; charset=base64", FORM),
        ("text/plain; charset*=no-such''x; a=b", "text/plain"),
        ("multipart/form-data; charset=zip; boundary=--x'y", "multipart/form-data; boundary=--x'y"),
        ('multipart/form-data; BOUNDARY="a; b"', 'multipart/form-data; BOUNDARY="a; b"'),
    ],
)
def test_django_is_told_of_the_boundary_only(sent, seen):
    assert always_utf8(lambda environ: environ["CONTENT_TYPE"])({"CONTENT_TYPE": sent}) == seen


@pytest.mark.parametrize("charset", ["charset=base64", "charset=utf-8", "charset*=no-such''x"])
def test_no_charset_breaks_the_request_before_it_is_one(client, charset):
    client.handler = always_utf8(client.handler)
    query = "&".join("a" * 1001)
    response = client.get(f"/livez?{query}", headers={"Content-Type": f"text/plain; {charset}"})
    assert response.status_code == 200
