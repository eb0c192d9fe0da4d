"""Pages made of the graph, in a worker process: what is asked for, and who makes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from pyoxigraph import NamedNode, Store

from kg.rules import rules
from kg.serving.pages.browse import browse_page
from kg.serving.pages.builds import build_page
from kg.serving.pages.entity import entity_page
from kg.serving.pages.graph import Graph
from kg.serving.pages.interface import LANGUAGES, interface
from kg.serving.pages.judging import decisions_page, link_page, merge_page
from kg.serving.pages.papers import documents_page
from kg.serving.pages.reader import document_page
from kg.serving.pages.rendering import environment
from kg.serving.pages.start import start_page
from kg.serving.pages.view import View
from kg.serving.workers.frames import Kind

Maker = Callable[[Graph, NamedNode, View], str]
MAKERS: Mapping[str, Maker] = {
    "start": start_page,
    "browse": browse_page,
    "documents": documents_page,
    "entity": entity_page,
    "document": document_page,
    "build": build_page,
}
TOLD_MAKERS: Mapping[str, Callable[[Graph, Any, View], str]] = {"merges": merge_page, "links": link_page, "decisions": decisions_page}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """A page as a worker is asked for it."""

    kind: ClassVar[Kind] = Kind.PAGE

    maker: str
    subject: str
    view: View
    home: str  # the folder of the store
    merged: bool  # whether the unnamed graph holds the union of the others
    coding: str | None
    told: str = ""  # what the server knows beside the graph, as JSON

    def as_json(self) -> bytes:
        """As another process is sent it."""
        return json.dumps([self.maker, self.subject, self.view.as_json(), self.home, self.merged, self.coding, self.told]).encode()

    @classmethod
    def from_json(cls, told: bytes) -> PageRequest:
        maker, subject, view, home, merged, coding, beside = json.loads(told)
        return cls(maker=maker, subject=subject, view=View.from_json(view), home=home, merged=merged, coding=coding, told=beside)


def warm_up() -> None:
    """Reads templates, texts and rules, so that the first page does not wait for them."""
    for name in environment().list_templates():
        environment().get_template(name)
    for language in LANGUAGES:
        interface(language)
    rules()


def make(store: Store, request: PageRequest) -> str:
    """Reads the graph and renders a page."""
    view = request.view
    graph = Graph(store=store, base=view.base, merged=request.merged, language=view.language, home=request.home)
    if request.told:
        return TOLD_MAKERS[request.maker](graph, json.loads(request.told), view)
    return MAKERS[request.maker](graph, NamedNode(request.subject or view.base), view)
