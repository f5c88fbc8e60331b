"""In which encoding a request comes."""

import re

BOUNDARY = re.compile(r'\bboundary=("[^"]*"|[^\s;]*)', re.IGNORECASE)


def always_utf8(application):
    """A WSGI application around another one, which then sees a content type with no parameter but the boundary.

    A charset named there may be any codec of Python's, "base64" among them. Django uses it before anything could turn
    its errors into a page, and a browser sends our forms in UTF-8 without saying so.
    """

    def wrapped(environ, *more):
        kind, _, parameters = environ.get("CONTENT_TYPE", "").partition(";")
        boundary = BOUNDARY.search(parameters)
        return application({**environ, "CONTENT_TYPE": f"{kind}; {boundary.group()}" if boundary else kind}, *more)

    return wrapped
