"""What an attacker sends: values for fields, bodies, headers and paths, as raw as they travel."""

import json
from html.parser import HTMLParser
from urllib.parse import quote, quote_from_bytes, urlsplit

DIGITS = "1" + "0" * 400
VALUES = {
    "empty": "",
    "spaces": " \t\u00a0\u200b",
    "nul": "a\0b",
    "control": "a\x01\x0b\x1b[31mb",
    "lone surrogate": b"a\xed\xa0\x80b",
    "invalid utf-8": b"\xff\xfe\xc3\x28",
    "turned around": "\u202egnp.exe",
    "zalgo": "Z" + "\u0317\u0353\u0322\u035b" * 200,
    "100 KB": "x" * 100_000,
    "10^400": DIGITS,
    "5,000 digits": "9" * 5000,
    "beyond 64 bits": str(2**63),
    "exponent": "1e400",
    "NaN": "NaN",
    "infinity": "-Infinity",
    "negative": "-1",
    "zero": "0",
    "other digits": "²",
    "arabic digits": "٣",
    "no date": "2027-02-30",
    "last day": "9999-12-31",
    "html": "<script>alert(1)</script>",
    "attribute": "\" autofocus onfocus=\"alert(1)",
    "svg": "<svg/onload=alert(1)>",
    "template": "{{7*7}}{% include 'base.html' %}",
    "format": "%s%(name)s{0.__class__}",
    "formula": "=cmd|' /C calc'!A0",
    "header": "Ann\r\nBcc: eve@evil.example",
    "line separator": "a\u2028b",
    "script address": "javascript:alert(1)",
    "other host": "//evil.example",
    "other host, backslash": "/\\evil.example",
    "broken host": "http://[evil",
    "up": "../../etc/passwd",
    "quoted address": "\"a\\\x01b\"@x.example",
    "address in an address": '"a@b, c"@x.example',
    "kelvin": "\u212aate\u017f@\u017fite.example",
    "long host": "a@" + "ü" * 62 + ".example",
    "deep json": "[" * 10_000,
    "json": '{"id": "\\u0000\\ud800", "rawId": 1, "response": [], "type": "public-key"}',
}  # fmt: skip
DEVICE = {"clientDataJSON": "e30", "authenticatorData": "AAAA", "attestationObject": "gg", "signature": "AA"}
for name, more in {
    "short": {},
    "nested": {"attestationObject": "gYGB" * 5000},
    "of nobody": {"userHandle": "AA"},
}.items():
    device = {"id": "AA", "rawId": "AA", "type": "public-key", "response": {**DEVICE, "userHandle": "MQ", **more}}
    VALUES[f"answer of a device, {name}"] = json.dumps(device)
# What a page may read of its address, beside the fields of its own form.
IN_QUERIES = ["next", "kind", "pillar", "before", "after", "language", "page", "id"]
FORM = "application/x-www-form-urlencoded"


def encoded(value):
    """A value as it stands in a form's body or in an address."""
    return quote_from_bytes(value) if isinstance(value, bytes) else quote(value, safe="")


def urlencoded(pairs):
    """Pairs of name and value as a body or query: str. A value of bytes travels as it is, valid or not."""
    return "&".join(f"{encoded(name)}={encoded(value)}" for name, value in pairs)


def multipart(pairs):
    """The same pairs as (body, content type) of a form with files."""
    parts = (
        f'--B\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + raw(value) + b"\r\n"
        for name, value in pairs
    )
    return b"".join(parts) + b"--B--\r\n", "multipart/form-data; boundary=B"


def raw(value):
    return value if isinstance(value, bytes) else value.encode()


MULTIPART = "multipart/form-data; boundary=B"
PART = b'--B\r\nContent-Disposition: form-data; name="name"'
# Bodies that are no form, or more than one may be: (body, content type).
BODIES = {
    "1,001 fields": ("&".join(f"f{number}=1" for number in range(1001)), FORM),
    "2.6 MB": ("name=" + "x" * 2_600_000, FORM),
    "repeated keys": ("&".join(["name=a", "role=owner", "title=b", "answer=1", "name=c", "role=x"] * 50), FORM),
    "no form at all": (b"\0\xff&&&===%%%zz;;", FORM),
    "deep json": ("[" * 10_000 + "]" * 10_000, "application/json"),
    "unknown charset": ("name=a", f"{FORM}; charset=no-such"),
    "charset that is none": ("name=a", f"{FORM}; charset=base64"),
    "utf-16": ("name=a", f"{FORM}; charset=utf-16"),
    "no boundary": (b"name=a", "multipart/form-data"),
    "broken boundary": (b"name=a", "multipart/form-data; boundary=\xff\x00"),
    "cut off": (PART, MULTIPART),
    "no end": (PART + b"\r\n\r\nAnn", MULTIPART),
    "bad base64": (PART + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--B--\r\n", MULTIPART),
    "charset in parts": (PART + b"\r\n\r\nAnn\r\n--B--\r\n", f"{MULTIPART}; charset=base64"),
    "101 files": (b"".join(PART + b'; filename="\0/../x"\r\n\r\n\r\n' for _number in range(101)) + b"--B--", MULTIPART),
}
HEADERS = {
    "method override": {"X-HTTP-Method-Override": "DELETE"},
    "host": {"Host": "evil.example"},
    "broken host": {"Host": "[::1"},
    "forwarded host": {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https, http"},
    "forwarded for": {"X-Forwarded-For": "evil, [, \xff"},
    "broken origin": {"Origin": "http://[evil", "Referer": "http://[evil"},
    "language": {"Accept-Language": "x" * 10_000 + ";q=NaN"},
    "script": {"HX-Request": "true", "HX-Current-URL": "http://[evil", "HX-Target": "\xff"},
    "cookies": {"Cookie": r'sessionid="longenough\000"; csrftoken="\000"; django_language="\000"; messages="[[["'},
    "long cookie": {"Cookie": f"sessionid={'x' * 8000}; django_language={'x' * 8000}"},
    "charset of a page": {"Content-Type": "text/plain; charset=base64"},
    "unknown charset": {"Content-Type": "text/plain; charset*=no-such''x"},
    "range": {"Range": "bytes=9-1,a", "If-Modified-Since": "never", "If-None-Match": "W/\"", "Accept": "\xff"},
}  # fmt: skip
PATHS = [
    *("/o/..%2f/", "/o/a%00b/", "/o/%ED%A0%80/", "/o/%FF/people/", "/o/" + "x" * 300 + "/", "/%", "/%zz", "/%2Fevil"),
    *("/static/%00", "/static/..%2f..%2fmanage.py", "/static/" + "x" * 5000, "/" + "x" * 5000, "/o/" + "x" * 5000),
    *("/invitation/%00/", "/invitation/%ED%A0%80/", "/invitation/" + "x" * 300 + "/"),
    "/accounts/confirm-email/%00/",
    "/accounts/confirm-email/" + "x:" * 300 + "/",
    "/accounts/password/reset/key/zzzzzzzzzzzzz-x/",
    "/accounts/password/reset/key/" + "z" * 300 + "-" + "z" * 300 + "/",
    "/accounts/password/reset/key/0-set-password/",
    f"/accounts/2fa/webauthn/keys/{DIGITS}/remove/",
    f"/accounts/2fa/webauthn/keys/{'9' * 5000}/edit/",
]
# In the place of each part of a path: what fits its pattern as far as its letters go, and what does not.
PARTS = [DIGITS, "9" * 5000, str(2**63), "x" * 300, "..", "%00", "%ED%A0%80", "-1", "²", "<svg>", "LEA-99"]
PARTS += ["00000000-0000-0000-0000-000000000000"]


def paths_like(path):
    """Yield the path with each of its parts but the first replaced by each of PARTS."""
    first, *parts = path.strip("/").split("/")
    for place in range(len(parts)):
        for part in PARTS:
            yield "/" + "/".join([first, *parts[:place], part, *parts[place + 1 :]]) + "/"


def forms_of(path, text):
    """{where a form on a page is sent with POST: {name of a field: a value that fits}}. path: the page's own."""
    page = Page(text)
    found = {}
    for form, name, value in page.controls:
        attributes = page.forms.get(form, {})
        if attributes.get("method", "").lower() == "post":
            fields = found.setdefault(urlsplit(attributes.get("action") or path).path, {})
            if value is not None:
                fields[name] = value
            fields.setdefault(name, "Plain words")
    return found


class Page(HTMLParser):
    """.forms: the attributes of each form by its id; .controls: (form's id, name, value or None) as they stand.

    Without an id a form is known by its number, and the last one is the one that stands around a control.
    """

    def __init__(self, text):
        super().__init__()
        self.forms, self.controls, self.select = {}, [], None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.forms[attributes.get("id", len(self.forms))] = attributes
        elif tag in ("input", "textarea", "select", "button") and attributes.get("name"):
            self.select = attributes["name"]
            self.control(attributes)
        elif tag == "option" and attributes.get("value"):
            self.control({"name": self.select, **attributes})

    def control(self, attributes):
        form = attributes.get("form") or next(reversed(self.forms), None)
        kind = attributes.get("type")
        value = attributes.get("value") or SAMPLES.get(kind)
        known = any(control[:2] == (form, attributes["name"]) for control in self.controls)
        if not known or "checked" in attributes:
            self.controls.append((form, attributes["name"], value))


# What a careful person would fill in, by the kind of input.
SAMPLES = {
    "email": "new@person.example",
    "number": "3",
    "date": "2099-01-31",
    "password": "a long pass phrase",
    "hidden": "",
    "submit": "",
}
