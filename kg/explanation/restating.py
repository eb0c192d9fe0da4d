"""Two statements side by side: what each says and where, what relates them in the graph, and what their documents have in common."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.errors import ParameterError, UnknownThing
from kg.explanation.source import Source
from kg.explanation.targets import thing
from kg.graph import vocabulary as v

_SHARED = frozenset(v.kg(name) for name in ("Person", "Organisation", "Event", "Programme"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One of the two."""

    iri: str
    text: str
    language: str
    document: str  # identifier
    issued: str  # "" where the document has no date
    speaker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoStatements:
    """Both, the later first if one restates the other."""

    one: Telling
    other: Telling
    similarity: float | None  # that the graph notes; None if neither restates the other
    in_common: tuple[str, ...]  # persons, bodies, events and programmes that both documents name


def two_statements(source: Source, words: tuple[str, str]) -> TwoStatements | None:
    """The statements that two words mean; None if they are not two statements."""
    found = [_statement(source, word) for word in words]
    if found[0] is None or found[1] is None or found[0] == found[1]:
        return None
    one, other = found[0], found[1]
    if one in source.nodes(other, v.kg("restates")):
        one, other = other, one
    return TwoStatements(
        one=_telling(source, one),
        other=_telling(source, other),
        similarity=_similarity(source, one, other),
        in_common=tuple(sorted(source.name(node) for node in _named_beside(source, one) & _named_beside(source, other))),
    )


def _statement(source: Source, word: str) -> NamedNode | None:
    if ":" not in word and "/" not in word:
        return None  # a name; statements have none
    try:
        found = thing(source, word)
    except (ParameterError, UnknownThing):
        return None
    return found[0] if len(found) == 1 and v.STATEMENT in source.values(found[0], v.TYPE) else None


def _telling(source: Source, node: NamedNode) -> Telling:
    content, document = source.value(node, v.kg("text")), _document(source, node)
    return Telling(
        iri=node.value,
        text=content.value if isinstance(content, Literal) else "",
        language=(content.language if isinstance(content, Literal) else None) or "",
        document=source.identifier(document),
        issued=source.words(document, v.ISSUED) or "",
        speaker=next((source.name(speaker) for speaker in source.nodes(node, v.kg("speaker"))), ""),
    )


def _document(source: Source, statement: NamedNode) -> NamedNode:
    return source.nodes(source.having(v.IDENT_REF, statement)[0], v.REFERENCE_CONTEXT)[0]


def _similarity(source: Source, one: NamedNode, other: NamedNode) -> float | None:
    """What the node that tells of the link between two notes."""
    if other not in source.nodes(one, v.kg("restates")):
        return None
    links = set(source.having(v.RDF_SUBJECT, one)) & set(source.having(v.RDF_OBJECT, other))
    values = (source.words(link, v.kg("similarity")) for link in sorted(links, key=str))
    return next((float(value) for value in values if value), None)


def _named_beside(source: Source, statement: NamedNode) -> set[NamedNode]:
    """The entities that the document of a statement names, without places."""
    stretches = source.stretches(_document(source, statement))
    named = {node for stretch in stretches for node in source.nodes(stretch.node, v.IDENT_REF)}
    return {node for node in named if _SHARED & set(source.values(node, v.TYPE))}
