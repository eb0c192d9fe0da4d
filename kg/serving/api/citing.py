"""Addresses of results: with all that they depend on, the version of the data included, and in one form only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from starlette.requests import Request

from kg.serving.api.pagination import Page
from kg.serving.endpoint import VERSION
from kg.serving.protocol.requests import root_of
from kg.store.queries import SavedQuery


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a saved query's result."""

    url: str
    pairs: tuple[tuple[str, str], ...]  # its parameters, in the query's order

    @classmethod
    def of(cls, request: Request, path: str, query: SavedQuery, given: Mapping[str, str], version: str) -> Address:
        """The address of a query with its values, as the request's client reaches it."""
        url = str(request.url.replace(path=f"{root_of(request)}{path}/{quote(query.name)}", query="", fragment=""))
        declared = [parameter.name for parameter in query.parameters]
        ordered = sorted(given.items(), key=lambda pair: declared.index(pair[0]) if pair[0] in declared else len(declared))
        return cls(url, (*ordered, (VERSION, version)))

    def page(self, page: Page | None) -> str:
        """The address of one page, or of all rows."""
        paged = () if page is None else (("limit", str(page.size)), ("page", str(page.number)))
        return f"{self.url}?{urlencode([*self.pairs, *paged])}"


def link_header(links: Iterable[tuple[str, str]]) -> str:
    """A Link header (RFC 8288) of addresses and their relations."""
    return ", ".join(f'<{url}>; rel="{relation}"' for url, relation in links)
