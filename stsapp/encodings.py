"""In which encoding a request may come."""

from django.core.exceptions import BadRequest


def refuse_other_encodings(get_response):
    """Middleware: 400 for a request that names another encoding than the one our pages are sent in.

    No page of ours makes such a request, and Django takes every name Python knows, "base64" and "zip" among them.
    """

    def middleware(request):
        if request.content_params.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
            raise BadRequest("The body is not in UTF-8.")
        return get_response(request)

    return middleware
