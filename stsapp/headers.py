"""Headers that no setting of Django sets."""

HEADERS = {
    # Nothing here needs a device, and no page may ask for one.
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    # No other site may draw our pages, pictures or files into its own.
    "Cross-Origin-Resource-Policy": "same-origin",
}


def add_headers(get_response):
    """Middleware: put the headers on every response, static files and error pages among them."""

    def middleware(request):
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware
