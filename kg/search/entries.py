"""What the graph says of things that can be found: from triples to the entries of an index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store

from kg.errors import StoreError
from kg.graph import vocabulary as v
from kg.search.records import NAMED, Kind
from kg.store.folder import StoreFolder
from kg.store.texts import read_text

CLASSES = {v.kg(kind.value.capitalize()): kind for kind in Kind}
TEXT, SPEAKER, START = v.kg("text"), v.kg("speaker"), v.kg("start")

Graph = NamedNode | BlankNode | DefaultGraph
UNION = DefaultGraph()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryName:
    """A name of a thing."""

    text: str
    language: str
    preferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A thing as it can be found."""

    iri: str
    kind: Kind
    names: tuple[EntryName, ...] = ()  # of a document its title
    text: str | None = None  # of a statement or document
    language: str | None = None
    date: str | None = None
    publisher: str | None = None
    documents: int = 0
    document: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """What a document tells of itself."""

    iri: str | None
    date: str | None
    publisher: str | None


class Reader:
    """Reads entries from a store; `merged` tells that its unnamed graph holds the union of the others."""

    def __init__(self, store: Store, folder: StoreFolder, *, merged: bool = True) -> None:
        self._store, self._folder = store, folder
        self._all = UNION if merged else None  # where to look for what stands in any graph
        self._entities = NamedNode(f"{folder.base}graph/entities")
        self._last: tuple[Graph, Header] | None = None  # statements of one document come together

    def all(self) -> Iterator[str]:
        """The IRIs of all things that can be found."""
        for cls in CLASSES:
            for quad in self._store.quads_for_pattern(None, v.TYPE, cls, self._all):
                if isinstance(quad.subject, NamedNode):
                    yield quad.subject.value

    def entry(self, iri: str) -> Entry | None:
        """A thing; None where the graph has none of this IRI that could be found."""
        node = NamedNode(iri)
        types = (quad.object for quad in self._store.quads_for_pattern(node, v.TYPE, None, self._all))
        kinds = sorted(CLASSES[cls] for cls in types if isinstance(cls, NamedNode) and cls in CLASSES)
        if not kinds:
            return None
        kind = kinds[0]
        if kind is Kind.STATEMENT:
            return self._statement(node)
        return self._document(node) if kind is Kind.DOCUMENT else self._named(node, kind)

    def _named(self, node: NamedNode, kind: Kind) -> Entry | None:
        names = tuple(self._names(node))
        documents = sum(quad.graph_name not in (UNION, self._entities) for quad in self._store.quads_for_pattern(node, v.LABEL, None))
        date = self._value(node, START) if kind in (Kind.EVENT, Kind.PROGRAMME) else None
        return Entry(iri=node.value, kind=kind, names=names, documents=documents, date=date) if names else None

    def _names(self, node: NamedNode) -> Iterator[EntryName]:
        """The labels that hold over documents first; where there are none, as in data from elsewhere, all labels."""
        preferred = self._texts(node, v.LABEL, self._entities) or self._texts(node, v.LABEL, self._all)
        others = self._texts(node, v.LABEL, self._all) | self._texts(node, v.ALT_LABEL, self._all)
        for is_preferred, texts in ((True, preferred), (False, others - preferred)):
            yield from (EntryName(text=text, language=language, preferred=is_preferred) for text, language in sorted(texts))

    def _texts(self, node: NamedNode, predicate: NamedNode, graph: Graph | None) -> set[tuple[str, str]]:
        values = (quad.object for quad in self._store.quads_for_pattern(node, predicate, None, graph))
        return {(value.value, value.language or "") for value in values if isinstance(value, Literal) and value.value.strip()}

    def _statement(self, node: NamedNode) -> Entry | None:
        quads = [quad for quad in self._store.quads_for_pattern(node, TEXT, None) if isinstance(quad.object, Literal)]
        if not quads:
            return None
        quad = min(quads, key=lambda quad: (quad.graph_name == UNION, str(quad.graph_name), str(quad.object)))
        content, header = quad.object, self._header(quad.graph_name)
        assert isinstance(content, Literal)
        speakers = (each.object.value for each in self._store.quads_for_pattern(node, SPEAKER, None) if isinstance(each.object, NamedNode))
        return Entry(
            iri=node.value,
            kind=Kind.STATEMENT,
            text=content.value,
            language=content.language,
            date=header.date,
            publisher=header.publisher,
            document=header.iri,
            speaker=min(speakers, default=None),
        )

    def _header(self, graph: Graph) -> Header:
        """Of the document whose graph this is."""
        if self._last is None or self._last[0] != graph:
            nodes = (quad.subject for quad in self._store.quads_for_pattern(None, v.TYPE, v.DOCUMENT, graph))
            documents = sorted(node.value for node in nodes if isinstance(node, NamedNode))
            found = documents[0] if len(documents) == 1 else None  # a graph of several tells nothing of which
            node = NamedNode(found) if found else None
            header = Header(found, self._value(node, v.ISSUED), self._value(node, v.PUBLISHER)) if node else Header(None, None, None)
            self._last = graph, header
        return self._last[1]

    def _document(self, node: NamedNode) -> Entry:
        language = self._value(node, v.LANGUAGE)
        titles = self._texts(node, v.TITLE, self._all)
        if not titles:
            titles = {(self._value(node, v.IDENTIFIER) or node.value, "")}
        return Entry(
            iri=node.value,
            kind=Kind.DOCUMENT,
            names=tuple(EntryName(text=text, language=spoken, preferred=True) for text, spoken in sorted(titles)),
            text=self._text(node),
            language=language,
            date=self._value(node, v.ISSUED),
            publisher=self._value(node, v.PUBLISHER),
            document=node.value,
        )

    def _text(self, node: NamedNode) -> str | None:
        """The text of a document; None where it is not kept, as of documents that others put in."""
        digest = self._value(node, v.SHA256)
        try:
            text = read_text(self._folder, digest) if digest else None
        except StoreError:
            return None
        return text and text.encode("utf-8", "replace").decode()  # half a character of UTF-16 becomes "?", so that offsets stay

    def _value(self, node: NamedNode, predicate: NamedNode) -> str | None:
        values = (quad.object for quad in self._store.quads_for_pattern(node, predicate, None, self._all))
        return min((value.value for value in values if isinstance(value, Literal)), default=None)


def is_named(kind: Kind) -> bool:
    """Whether a kind is found by its names."""
    return kind in NAMED
