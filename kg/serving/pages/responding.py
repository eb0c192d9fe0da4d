"""Pages and data as answers."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.serving.http.negotiation import Choice
from kg.serving.pages.choices import keep_choices

# For pages: scripts, styles and data of this server, and nothing else. Data that are no pages have the stricter policy of `headers`.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAGE_HEADERS = {
    "Content-Security-Policy": PAGE_POLICY,
    "Vary": "Accept, Accept-Encoding, Accept-Language, Cookie",
    "Cache-Control": "no-cache",
}


def page_response(request: Request, content: str, *, status: int = 200, policy: str = PAGE_POLICY) -> Response:
    """A page that was made here as an answer; what its URL chooses is remembered."""
    response = HTMLResponse(content, status, headers={**PAGE_HEADERS, "Content-Security-Policy": policy})
    keep_choices(request, response)
    return response


def data_response(content: bytes, choice: Choice) -> Response:
    """Data in the format that a client takes."""
    return Response(content, headers={"Content-Type": choice.content_type, "Vary": "Accept"})
