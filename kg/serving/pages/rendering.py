"""Templates become pages. Everything that templates may call is named here."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.serving.pages.assets import FOLDER, asset
from kg.serving.pages.navigation import AREAS
from kg.serving.pages.view import View, keep_choices

# For pages: scripts, styles and data of this server, and nothing else. Data that are no pages have the stricter policy of `headers`.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
VARY = "Accept, Accept-Language, Cookie"


@cache
def environment() -> Environment:
    """Templates escape whatever they are given, and fail at what they are not given."""
    return Environment(
        loader=FileSystemLoader(FOLDER.parent / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )


def render(template: str, view: View, **context: Any) -> str:
    """A page as text. A template has the view, its texts as `t`, and what it is given."""
    shared = {"view": view, "t": view.t, "root": view.root, "asset": partial(asset, view.root), "areas": AREAS}
    return environment().get_template(template).render(**shared, **context)


def page_response(request: Request, content: str | bytes, *, status: int = 200, policy: str = PAGE_POLICY) -> Response:
    """A page as an answer; what its URL chooses is remembered."""
    headers = {"Content-Security-Policy": policy, "Vary": VARY, "Cache-Control": "no-cache"}
    response = HTMLResponse(content, status, headers=headers)
    keep_choices(request, response)
    return response
