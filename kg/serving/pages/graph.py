"""The graph as pages read it: in bounds, each name once, whatever the number of triples around a node."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store, Triple

from kg.explanation.source import Source
from kg.graph import vocabulary as v
from kg.serving.pages.interface import interface
from kg.store.folder import StoreFolder
from kg.store.texts import read_text

Term = NamedNode | BlankNode | Literal | Triple

KINDS = ("Person", "Organisation", "Event", "Programme", "Place", "Role", "Statement", "Document", "Build", "Assertion", "Mention")
MOST = 2_000  # triples of one pattern that a page looks at
_CHARACTERS = re.compile(r"#char=(\d+),(\d+)$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Thing:
    """A node or value as a page shows it."""

    name: str
    iri: str | None = None  # None: a value
    kind: str = ""  # one of KINDS
    language: str = ""  # of a text


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A stretch of a document that the graph has a node for; code points."""

    begin: int
    end: int
    node: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as other pages name it."""

    iri: str
    title: str
    issued: str  # "" where it is not known
    publisher: str
    language: str


@dataclass(frozen=True)
class Graph:
    """A state of the graph, with names in one language."""

    store: Store
    base: str
    merged: bool
    language: str
    home: str  # the folder of the store
    _names: dict[NamedNode, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _subjects: dict[tuple[NamedNode, Term, int], tuple[NamedNode, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _papers: dict[str, Paper] = field(default_factory=dict, init=False, repr=False, compare=False)
    _stretches: dict[str, list[Stretch]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def source(self) -> Source:
        """The same state, as explanations read it."""
        return Source(self, self.text_of_digest, self.language)

    def text_of_digest(self, sha256: str) -> str:
        """The text of a document.

        Raises:
            StoreError: it is not kept.
        """
        return read_text(StoreFolder(Path(self.home), self.base), sha256)

    def quads(self, node: NamedNode | None, predicate: NamedNode | None, value: Term | None) -> Iterator[Quad]:
        """The quads of a pattern, of the union of all graphs where the store keeps one."""
        return self.store.quads_for_pattern(node, predicate, value, DefaultGraph() if self.merged else None)

    def objects(self, node: NamedNode, predicate: NamedNode, most: int = MOST) -> list[Term]:
        """The values of a property, each once, sorted."""
        return sorted({quad.object for quad in islice(self.quads(node, predicate, None), most)}, key=str)

    def nodes(self, node: NamedNode, predicate: NamedNode, most: int = MOST) -> list[NamedNode]:
        """Those values that are nodes."""
        return [value for value in self.objects(node, predicate, most) if isinstance(value, NamedNode)]

    def literals(self, node: NamedNode, predicate: NamedNode, most: int = MOST) -> list[Literal]:
        """Those values that are literals."""
        return [value for value in self.objects(node, predicate, most) if isinstance(value, Literal)]

    def word(self, node: NamedNode, predicate: NamedNode) -> str:
        """The first literal of a property; "" where there is none."""
        return next((value.value for value in self.literals(node, predicate)), "")

    def first(self, node: NamedNode, predicate: NamedNode) -> NamedNode | None:
        """The first node of a property."""
        return next(iter(self.nodes(node, predicate)), None)

    def subjects(self, predicate: NamedNode, value: Term, most: int = MOST) -> list[NamedNode]:
        """The nodes that have a value, each once, sorted; of more than `most` those that the store gives first."""
        asked = (predicate, value, most)
        if asked not in self._subjects:
            found = {quad.subject for quad in islice(self.quads(None, predicate, value), most)}
            self._subjects[asked] = tuple(sorted((node for node in found if isinstance(node, NamedNode)), key=str))
        return list(self._subjects[asked])

    def count(self, predicate: NamedNode, value: NamedNode) -> int:
        """How many nodes have a value; the store counts."""
        query = f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s {predicate} {value} }}"
        if self.merged:
            query = query.replace("DISTINCT ", "")
        return next((int(row["n"].value) for row in self.select(query)), 0)

    def select(self, query: str) -> QuerySolutions:
        """The solutions of a query over the union of all graphs."""
        return self.store.query(query, use_default_graph_as_union=not self.merged)  # type: ignore[return-value]

    def says(self, node: NamedNode, predicate: NamedNode, value: Term) -> bool:
        """Whether a triple is there."""
        return next(self.quads(node, predicate, value), None) is not None

    def kind(self, node: NamedNode) -> str:
        """The class of ours that a node is of."""
        types = {each.value.removeprefix(v.KG) for each in self.nodes(node, v.TYPE)}
        return next((kind for kind in KINDS if kind in types), "")

    def name(self, node: NamedNode) -> str:
        """What a node is called: in the page's language, else in another, else the end of its IRI."""
        if node not in self._names:
            found = self.source.label(node) or self.word(node, v.TITLE) or self.word(node, v.kg("text"))
            self._names[node] = " ".join((found or "").split()) or self._composed(node) or local_name(node.value)
        return self._names[node]

    def _composed(self, node: NamedNode) -> str:
        """Roles are called by their titles, amounts by value and currency, stretches of text by their words."""
        found = (self.word(node, predicate) for predicate in (v.kg("roleTitle"), v.ANCHOR_OF, v.IDENTIFIER))
        return self._amount(node) or " ".join(next(filter(None, found), "").split())

    def _amount(self, node: NamedNode) -> str:
        """An amount of money with the separators of the language; "" of what is none."""
        try:
            value = float(self.word(node, v.VALUE))
        except ValueError:
            return ""
        shown = interface(self.language).number(int(value) if value.is_integer() else value)
        return f"{shown} {self.word(node, v.CURRENCY)}".strip()

    def thing(self, term: Term) -> Thing:
        """A node or value as a page shows it."""
        if isinstance(term, NamedNode):
            return Thing(self.name(term), term.value, self.kind(term))
        return Thing(term.value, language=term.language or "") if isinstance(term, Literal) else Thing(str(term))

    def paper(self, iri: str) -> Paper:
        """A document by its IRI; a fragment does not matter."""
        iri = iri.partition("#")[0]
        if iri not in self._papers:
            node = NamedNode(iri)
            self._papers[iri] = Paper(
                iri=iri,
                title=self.name(node),
                issued=self.word(node, v.ISSUED),
                publisher=self.word(node, v.PUBLISHER),
                language=self.word(node, v.LANGUAGE),
            )
        return self._papers[iri]

    def papers_naming(self, node: NamedNode) -> list[str]:
        """The documents that speak of an entity: those whose graphs give it a type. Up to `MOST`, in no order."""
        types = [value for value in self.nodes(node, v.TYPE) if value != v.ACTOR]
        head, documents = f"{self.base}graph/doc/", f"{self.base}doc/"
        found: dict[str, None] = {}
        for quad in islice(self.store.quads_for_pattern(node, v.TYPE, types[0] if types else None), MOST):
            if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(head):
                found[documents + quad.graph_name.value.removeprefix(head)] = None
        return list(found)

    def stretches(self, document: str) -> list[Stretch]:
        """The stretches of a document that have nodes, in the order of the text, the longer first."""
        if document not in self._stretches:
            nodes = (quad.subject for quad in self.quads(None, v.REFERENCE_CONTEXT, NamedNode(document)))
            found = (stretch_of(node.value) for node in nodes if isinstance(node, NamedNode))
            self._stretches[document] = sorted(set(filter(None, found)), key=lambda each: (each.begin, -each.end))
        return self._stretches[document]

    def mentions(self, document: str, node: NamedNode) -> list[Stretch]:
        """The stretches of a document that stand for a node, in the order of the text."""
        return [each for each in self.stretches(document) if self.says(NamedNode(each.node), v.IDENT_REF, node)]


def stretch_of(iri: str) -> Stretch | None:
    """The stretch that an IRI with a fragment of RFC 5147 names."""
    found = _CHARACTERS.search(iri)
    return Stretch(int(found[1]), int(found[2]), iri) if found else None


def local_name(iri: str) -> str:
    """The end of an IRI, behind its last `#` or `/`."""
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1] or iri
