"""Facts with what speaks for them: the sentence that each was read from, the rule that read it, and how sure that one is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.explanation.records import RuleText
from kg.graph import vocabulary as v
from kg.serving.pages.graph import Graph, Paper, Stretch, Term, Thing, stretch_of

DOUBTFUL = 0.7  # below which a fact is drawn as doubtful
SHOWN = 5  # sentences of one fact on a page
LOOKED_AT = 500  # assertions around a node that a page looks at
LONGEST = 420  # characters of a sentence on a page
AROUND = 150  # characters that stay before the first and behind the last mark of a longer one


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a document with some of them marked."""

    pieces: tuple[tuple[str, bool], ...]  # text, whether it is marked
    place: str  # IRI of the stretch
    paper: Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where and by what a fact was read."""

    iri: str
    quote: Quote
    rules: tuple[RuleText, ...]
    confidence: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A value of a thing's property, with its evidence, the newest first."""

    value: Thing
    evidence: tuple[Evidence, ...]
    marked: frozenset[NamedNode] = frozenset()  # whose words are marked in its sentences
    beside: tuple[Thing, ...] = ()  # of a role: its organisation and place, or who holds it
    more: int = 0  # sentences beside those
    first: str = ""  # the date of the oldest document that tells of it
    last: str = ""  # and of the newest


def fact(graph: Graph, subject: NamedNode, predicate: NamedNode, value: Term, *, shown: Term | None = None) -> Fact:
    """A triple with its evidence; `shown` is the end that the page shows, which is the value unless told otherwise."""
    found = assertions(graph, subject, predicate, value)[:LOOKED_AT]
    found.sort(key=lambda each: (graph.paper(each.value).issued, confidence_of(graph, each) or 0), reverse=True)
    dates = [issued for each in found if (issued := graph.paper(each.value).issued)]
    around = where_held(graph, value) if isinstance(value, NamedNode) else []
    marked = [*(term for term in (subject, value) if isinstance(term, NamedNode)), *around]
    beside = () if shown else tuple(map(graph.thing, around))
    return Fact(
        value=graph.thing(shown or value),
        evidence=tuple(evidence(graph, each, marked) for each in found[:SHOWN]),
        marked=frozenset(marked),
        beside=beside,
        more=max(0, len(found) - SHOWN),
        first=min(dates, default=""),
        last=max(dates, default=""),
    )


def where_held(graph: Graph, role: NamedNode) -> list[NamedNode]:
    """The organisation and the place of a role; nothing for another node."""
    return [*graph.nodes(role, v.kg("roleIn"), 5), *graph.nodes(role, v.kg("rolePlace"), 5)]


def assertions(graph: Graph, subject: NamedNode, predicate: NamedNode, value: Term) -> list[NamedNode]:
    """The nodes that tell of a triple. They are looked for among those of its subject; where these are too many, of its value."""
    found = graph.subjects(v.RDF_SUBJECT, subject, LOOKED_AT)
    if len(found) >= LOOKED_AT:
        found = graph.subjects(v.RDF_OBJECT, value, LOOKED_AT)
    triple = ((v.RDF_OBJECT, value), (v.RDF_SUBJECT, subject), (v.RDF_PREDICATE, predicate))
    return [node for node in found if all(graph.says(node, part, of) for part, of in triple)]


def evidence(graph: Graph, assertion: NamedNode, marked: Iterable[NamedNode] = ()) -> Evidence:
    """The evidence of an assertion; the words for some nodes are marked in its sentence."""
    sentence = graph.first(assertion, v.DERIVED_FROM) or assertion
    return Evidence(
        iri=assertion.value,
        quote=quote(graph, sentence, marked),
        rules=rules_of(graph, assertion),
        confidence=confidence_of(graph, assertion),
    )


def rules_of(graph: Graph, node: NamedNode) -> tuple[RuleText, ...]:
    """The rules that read a fact or mention."""
    return tuple(graph.source.rule(name.value) for name in graph.literals(node, v.EXTRACTOR))


def confidence_of(graph: Graph, node: NamedNode) -> float | None:
    """How sure a fact or mention is, 0 to 1."""
    try:
        return float(graph.word(node, v.CONFIDENCE))
    except ValueError:
        return None


def quote(graph: Graph, node: NamedNode, marked: Iterable[NamedNode] = ()) -> Quote:
    """The words of a stretch; those that stand for one of the nodes are marked."""
    words, place = graph.word(node, v.ANCHOR_OF), stretch_of(node.value)
    paper = graph.paper(node.value)
    spans = list(_marks(graph, paper.iri, place, set(marked))) if place else []
    return Quote(pieces=tuple(pieces_of(words, spans)), place=node.value, paper=paper)


def _marks(graph: Graph, document: str, place: Stretch, marked: set[NamedNode]) -> Iterable[tuple[int, int]]:
    """The stretches that begin in a place and stand for the nodes, as far as they lie in it, as offsets into it, without overlaps."""
    end = place.begin
    for each in graph.stretches(document) if marked else ():
        inside = end <= each.begin < place.end and each.node != place.node
        if inside and marked.intersection(graph.nodes(NamedNode(each.node), v.IDENT_REF, 10)):
            end = min(each.end, place.end)
            yield each.begin - place.begin, end - place.begin


def pieces_of(words: str, spans: list[tuple[int, int]]) -> Iterable[tuple[str, bool]]:
    """Words in pieces, whether each is marked; a long sentence is cut around its marks."""
    first, last = _window(words, spans)
    at = first
    if first:
        yield "… ", False
    for begin, end in spans:
        if first <= begin and end <= last:
            yield words[at:begin], False
            yield words[begin:end], True
            at = end
    yield words[at:last], False
    if last < len(words):
        yield " …", False


def _window(words: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    """What is shown of a sentence: all of it, or the part around its marks, from a blank to a blank."""
    if len(words) <= LONGEST:
        return 0, len(words)
    begin = max(0, (spans[0][0] if spans else 0) - AROUND)
    end = min(len(words), max(begin + LONGEST, (spans[-1][1] if spans and spans[-1][1] < begin + 2 * LONGEST else 0) + AROUND))
    begin = words.find(" ", begin) + 1 if begin else 0
    return begin, end if end == len(words) else max(words.rfind(" ", begin, end), begin)
