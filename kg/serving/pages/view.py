"""What every page knows of its request: language, colours, where it is, which data it shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from kg.serving.endpoint import VERSION, Endpoint, root_of
from kg.serving.pages.interface import LANGUAGES, Interface, interface
from kg.serving.requests import Parameters, url_parameters
from kg.serving.urls import Urls

THEMES = ("light", "dark")
LANG, THEME = "lang", "theme"  # parameters, and with COOKIE before them cookies, that keep a choice
COOKIE = "kg_"
KEPT_FOR = 365 * 24 * 3600  # seconds that a browser keeps a choice


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page's request, as its template sees it. A plain record, since pages are made in other processes too."""

    root: str  # path prefix of the server, without a slash at its end
    path: str  # of this page, below the root
    parameters: tuple[tuple[str, str], ...]  # of its URL
    language: str
    theme: str  # "" where the browser's preference holds
    base: str  # of the data's IRIs
    version: str  # of the data
    newest: bool  # whether the request named no version

    @property
    def t(self) -> Interface:
        return interface(self.language)

    @property
    def urls(self) -> Urls:
        return Urls(self.base, self.root)

    def url(self, path: str, **parameters: str | int) -> str:
        """A page of this server; of an older version of the data where this one is."""
        given = {**parameters, **({} if self.newest else {VERSION: self.version})}
        return f"{self.root}{path}" + (f"?{urlencode(given)}" if given else "")

    def link(self, iri: str) -> str | None:
        """What an IRI of the data leads to: its page here, or the web; None where that would not be safe."""
        page = self.urls.page(iri)
        if page is None or self.newest:
            return page or self.urls.link(iri)
        path, mark, fragment = page.partition("#")
        return f"{path}?{urlencode({VERSION: self.version})}{mark}{fragment}"

    def with_(self, **changed: str | int | None) -> str:
        """This page's URL with some parameters changed; None takes one out."""
        kept = [(name, value) for name, value in self.parameters if name not in changed and name not in (LANG, THEME)]
        given = kept + [(name, str(value)) for name, value in changed.items() if value is not None]
        return f"{self.root}{self.path}" + (f"?{urlencode(given)}" if given else "")

    def parameter(self, name: str) -> str:
        """The value of a parameter, "" where it is missing; of several the first."""
        return next((value for key, value in self.parameters if key == name), "")

    def number(self, name: str, default: int = 1) -> int:
        """A parameter that is a positive number; the default where it is none."""
        text = self.parameter(name)
        return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 8 and int(text) else default


def view_of(request: Request, endpoint: Endpoint) -> View:
    """The view of a request."""
    root, parameters = root_of(request), url_parameters(request)
    return View(
        root=root,
        path=request.url.path.removeprefix(root) or "/",
        parameters=parameters.pairs,
        language=language_of(request, parameters),
        theme=_choice(request, parameters, THEME, THEMES) or "",
        base=endpoint.source.base,
        version=endpoint.source.version,
        newest=not parameters.all(VERSION),
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
