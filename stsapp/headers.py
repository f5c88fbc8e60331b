"""Headers that no setting of Django sets."""

from csp.utils import build_policy

HEADERS = {
    # Nothing here needs a device, and no page may ask for one.
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    # No other site may draw our pages, pictures or files into its own.
    "Cross-Origin-Resource-Policy": "same-origin",
}


def add_headers(get_response):
    """Middleware: put the headers on every response, static files and error pages among them."""
    # No page has a policy of its own, so it is built once: django-csp's middleware builds it twice for every response.
    headers = {**HEADERS, "Content-Security-Policy": build_policy()}

    def middleware(request):
        response = get_response(request)
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    return middleware
