"""What the graph says of one thing, read natively and in bounds: the triples for machines, the rows for a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from kg.graph.vocabulary import ANCHOR_OF, IS_REPLACED_BY, LABEL, TITLE, TYPE, kg
from kg.serving.source import Source

CLASSES = ("Person", "Organisation", "Event", "Programme", "Statement", "Place", "Role", "Document")  # counted on the start page
MAX_TRIPLES = 100_000  # of a description for machines; a document's graph has some thousands
MAX_VALUES = 50  # of one property on a page
MAX_SCANNED = 5_000  # triples that a page looks at in each direction
TEXT = kg("text")
NAMES = (LABEL, TITLE, TEXT, ANCHOR_OF)  # what a thing is called, the best first

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a property: what a reader sees, and the IRI it stands for."""

    text: str
    iri: str | None = None
    note: str = ""  # the language or datatype of a literal


@dataclass(frozen=True, slots=True)
class Row:
    """A property with its values on a page; `more` says that there are others."""

    name: str
    iri: str
    values: tuple[Value, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Description:
    """All that a page shows of a thing."""

    iri: str
    title: str
    types: tuple[Value, ...]
    rows: tuple[Row, ...]
    incoming: tuple[Row, ...]


def exists(store: Store, node: NamedNode) -> bool:
    """Whether anything is said of a node."""
    return next(iter(store.quads_for_pattern(node, None, None)), None) is not None


def successor(store: Store, node: NamedNode) -> NamedNode | None:
    """The entity that a merged one was merged into."""
    found = next(iter(store.quads_for_pattern(node, IS_REPLACED_BY, None)), None)
    return found.object if found is not None and isinstance(found.object, NamedNode) else None


def triples_about(source: Source, node: NamedNode) -> list[Triple]:
    """A description for machines, sorted, without repetitions.

    Of a document: its graph, so that the IRIs of its mentions lead to them. Of another thing: the triples from and to it.
    """
    local = node.value.removeprefix(source.base)
    if local.startswith("doc/"):
        quads = source.store.quads_for_pattern(None, None, None, NamedNode(f"{source.base}graph/{local}"))
    else:
        quads = _from_and_to(source.store, node)
    found = {quad.triple for quad in islice(quads, MAX_TRIPLES)}
    return sorted(found, key=str)


def describe(source: Source, node: NamedNode, language: str) -> Description:
    """What a page shows of a thing, with names in a language where there are such."""
    store = source.store
    outgoing = [(quad.predicate, quad.object) for quad in islice(store.quads_for_pattern(node, None, None), MAX_SCANNED)]
    incoming = [(quad.predicate, quad.subject) for quad in islice(store.quads_for_pattern(None, None, node), MAX_SCANNED)]
    types = sorted({value.value for predicate, value in outgoing if predicate == TYPE and isinstance(value, NamedNode)})
    return Description(
        iri=node.value,
        title=name_of(store, node, language),
        types=tuple(_value(store, NamedNode(iri), language) for iri in types),
        rows=tuple(_rows(store, (pair for pair in outgoing if pair[0] != TYPE), language)),
        incoming=tuple(_rows(store, incoming, language)),
    )


def name_of(store: Store, node: NamedNode, language: str) -> str:
    """What a thing is called in a language, else in another, else the end of its IRI."""
    for predicate in NAMES:
        quads = islice(store.quads_for_pattern(node, predicate, None), MAX_VALUES)
        names = [quad.object for quad in quads if isinstance(quad.object, Literal)]
        if names:
            return min(names, key=lambda name: (name.language != language, name.value)).value
    return local_name(node.value)


def local_name(iri: str) -> str:
    """The end of an IRI, behind its last `#` or `/`."""
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1] or iri


def _from_and_to(store: Store, node: NamedNode) -> Iterator[Quad]:
    yield from store.quads_for_pattern(node, None, None)
    yield from store.quads_for_pattern(None, None, node)


def _rows(store: Store, pairs: Iterable[tuple[NamedNode, Term]], language: str) -> Iterator[Row]:
    ordered = sorted(set(pairs), key=lambda pair: (pair[0].value, str(pair[1])))
    for predicate, group in groupby(ordered, key=lambda pair: pair[0]):
        terms = [term for _, term in group]
        values = tuple(_value(store, term, language) for term in terms[:MAX_VALUES])
        yield Row(name_of(store, predicate, language), predicate.value, values, more=len(terms) > MAX_VALUES)


def _value(store: Store, term: Term, language: str) -> Value:
    if isinstance(term, NamedNode):
        return Value(name_of(store, term, language), term.value)
    if isinstance(term, Literal):
        return Value(term.value, note=term.language or _datatype(term))
    return Value(str(term))


def _datatype(literal: Literal) -> str:
    name = local_name(literal.datatype.value)
    return "" if name == "string" else name


def count_by_class(source: Source) -> list[tuple[str, int]]:
    """How many things of each of our classes there are, the most frequent first."""
    counted = [(name, _count(source, kg(name))) for name in CLASSES]
    return sorted((pair for pair in counted if pair[1]), key=lambda pair: -pair[1])


def _count(source: Source, cls: NamedNode) -> int:
    counting = f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s a {cls} }}"
    solutions = source.store.query(counting, use_default_graph_as_union=not source.merged)
    return next((int(row["n"].value) for row in solutions), 0)  # type: ignore[union-attr]
