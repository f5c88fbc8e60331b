"""Every address of the site, from the URL resolver, and who may come in, from docs/access-matrix.csv."""

import csv

from django.conf import settings
from django.urls import get_resolver, reverse


def addresses(resolver, space="", parts=frozenset()):
    """Yield (url name with namespace, pattern, names of its parts) for every address below a resolver."""
    for pattern in resolver.url_patterns:
        named = parts | pattern.pattern.regex.groupindex.keys()
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern, space + (f"{pattern.namespace}:" if pattern.namespace else ""), named)
        else:
            yield f"{space}{pattern.name}", pattern, named


ADDRESSES = list(addresses(get_resolver()))
PATTERNS = {name: pattern for name, pattern, parts in ADDRESSES}
PARTS = {name: parts for name, pattern, parts in ADDRESSES}  # such as {"organization", "assessment"}
MATRIX = dict(list(csv.reader((settings.BASE_DIR / "docs" / "access-matrix.csv").open()))[1:])


def address(name, values):
    """The path of an address, filled with the values of its parts by name."""
    return reverse(name, kwargs={part: values[part] for part in PARTS[name]})
