"""What every page knows of its request: language, colours, where it is, which data it shows."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from kg.serving.pages.interface import Interface, interface
from kg.serving.urls import Urls

LANG, THEME = "lang", "theme"  # parameters by which a reader chooses
VERSION = "version"  # the parameter that names a version of the data


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
    reviewing: bool = False  # whether people may judge merges and links on this server

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

    def as_json(self) -> str:
        """As another process is sent it."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, told: str) -> View:
        values = json.loads(told)
        return cls(**values | {"parameters": tuple((name, value) for name, value in values["parameters"])})
