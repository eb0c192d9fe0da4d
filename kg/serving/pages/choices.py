"""What a reader chooses, language and colours: from the URL, else from a cookie, else from what the browser asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from kg.serving.pages.interface import LANGUAGES
from kg.serving.pages.view import LANG, THEME, VERSION, View
from kg.serving.protocol.parameters import Parameters
from kg.serving.protocol.requests import root_of, url_parameters

if TYPE_CHECKING:
    from kg.serving.endpoint import Endpoint

THEMES = ("light", "dark")
COOKIE = "kg_"  # before the name of a choice
KEPT_FOR = 365 * 24 * 3600  # seconds that a browser keeps a choice


def view_of(request: Request, endpoint: Endpoint | None = None) -> View:
    """The view of a request; without an endpoint that of a page that shows no data."""
    root, parameters = root_of(request), url_parameters(request)
    return View(
        root=root,
        path=request.url.path.removeprefix(root) or "/",
        parameters=parameters.pairs,
        language=language_of(request, parameters),
        theme=_choice(request, parameters, THEME, THEMES) or "",
        base=endpoint.source.base if endpoint else "",
        version=endpoint.source.version if endpoint else "",
        newest=endpoint is None or not parameters.all(VERSION),
        reviewing=request.app.state.service.settings.review is not None,
    )


def language_of(request: Request, parameters: Parameters) -> str:
    """The language that was chosen, else the first of ours that the browser asks for, else English."""
    chosen = _choice(request, parameters, LANG, LANGUAGES)
    return chosen or next(_accepted(request.headers.get("accept-language", "")), LANGUAGES[0])


def _accepted(header: str) -> Iterator[str]:
    for entry in header.lower().split(","):
        if (language := entry.strip()[:2]) in LANGUAGES:
            yield language


def _choice(request: Request, parameters: Parameters, name: str, values: tuple[str, ...]) -> str | None:
    given = parameters.all(name)
    chosen = given[0] if given else request.cookies.get(COOKIE + name)
    return chosen if chosen in values else None


def keep_choices(request: Request, response: Response) -> None:
    """Lets the browser remember a language or theme that the URL names; a theme that is none is forgotten."""
    for name, values in ((LANG, LANGUAGES), (THEME, THEMES)):
        chosen = request.query_params.get(name)
        path = root_of(request) or "/"
        if chosen in values:
            response.set_cookie(COOKIE + name, chosen, max_age=KEPT_FOR, path=path, samesite="lax")
        elif chosen is not None:
            response.delete_cookie(COOKIE + name, path=path, samesite="lax")
