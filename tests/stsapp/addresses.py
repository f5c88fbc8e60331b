"""Every address of the site, from the URL resolver, and who may come in, from docs/access-matrix.csv."""

import csv

from django.conf import settings
from django.urls import get_resolver, reverse


def addresses(resolver, space=""):
    """Yield (url name with namespace, pattern) for every address below a resolver."""
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern, space + (f"{pattern.namespace}:" if pattern.namespace else ""))
        else:
            yield f"{space}{pattern.name}", pattern


PATTERNS = dict(addresses(get_resolver()))
MATRIX = dict(list(csv.reader((settings.BASE_DIR / "docs" / "access-matrix.csv").open()))[1:])


def parts_of(name):
    """The names of the parts in an address: {"organization", "assessment"}."""
    return PATTERNS[name].pattern.regex.groupindex.keys()


def address(name, parts):
    """The path of an address inside an organization, filled with `parts` (values by name)."""
    return reverse(name, kwargs={part: parts[part] for part in parts_of(name) | {"organization"}})
