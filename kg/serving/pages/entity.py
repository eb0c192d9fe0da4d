"""The page of an entity: person, organisation, event, programme, place, role, statement, or anything else that the graph speaks of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

from pyoxigraph import NamedNode

from kg.errors import StoreError
from kg.graph import vocabulary as v
from kg.model.review import link_id
from kg.serving.http.formats import GRAPH_FORMATS
from kg.serving.pages.evidence import Quote, quote
from kg.serving.pages.graph import MOST, Graph, Paper, Thing, local_name
from kg.serving.pages.relations import ELSEWHERE, FACTS, STATEMENTS
from kg.serving.pages.rendering import render
from kg.serving.pages.sections import FactSection, Paging, Said, StatementSection, fact_section, paging_of, said, statement_section
from kg.serving.pages.view import View
from kg.store.review import Grounds, grounds

DESCRIPTION = NamedNode(v.SCHEMA + "description")
DOCUMENTS_A_PAGE = 10
OTHERS = 12  # values of a property that has no section of its own
SAME, CLOSE = "same", "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Another name of a thing."""

    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of Wikidata that a thing is, or may be."""

    iri: str
    qid: str
    name: str
    description: str
    status: str  # SAME or CLOSE
    grounds: Grounds | None = None  # why
    question: str = ""  # the id of the review's question about it, if it is doubtful


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """A property without a section of its own."""

    name: str
    iri: str
    values: tuple[Thing, ...]
    incoming: bool
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A document that names a thing."""

    paper: Paper
    place: str  # IRI of the first mention; of the document where there is none
    count: int  # mentions


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPage:
    """What the page of an entity shows."""

    iri: str
    kind: str
    name: str
    labels: tuple[Name, ...]
    other_names: tuple[Name, ...]
    event_type: Thing | None
    items: tuple[Item, ...]
    facts: tuple[FactSection, ...]
    statements: tuple[StatementSection, ...]
    papers: tuple[Named, ...]
    documents: Paging
    mentions: int
    others: tuple[Other, ...]


def entity_page(graph: Graph, node: NamedNode, view: View) -> str:
    """The page of anything that is no document."""
    if graph.kind(node) == "Statement":
        return statement_page(graph, node, view)
    return render("entity.html", view, page=describe(graph, node, view), formats=GRAPH_FORMATS)


def describe(graph: Graph, node: NamedNode, view: View) -> EntityPage:
    """What the page of an entity shows."""
    kind = graph.kind(node)
    facts = (fact_section(graph, node, relation, view) for relation in FACTS.get(kind, ()))
    statements = (statement_section(graph, node, relation, view) for relation in STATEMENTS.get(kind, ()))
    papers, documents = papers_of(graph, node, view)
    event_type = graph.first(node, v.kg("eventType"))
    labels, other_names = names_of(graph, node)
    return EntityPage(
        iri=node.value,
        kind=kind,
        name=graph.name(node),
        labels=labels,
        other_names=other_names,
        event_type=graph.thing(event_type) if event_type else None,
        items=tuple(items_of(graph, node)),
        facts=tuple(filter(None, facts)),
        statements=tuple(filter(None, statements)),
        papers=papers,
        documents=documents,
        mentions=graph.count(v.IDENT_REF, node),
        others=tuple(others_of(graph, node)),
    )


def names_of(graph: Graph, node: NamedNode) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """The preferred name of each language, and all others. Those that `graph/entities` prefers come from there."""
    entities = NamedNode(f"{graph.base}graph/entities")
    preferred = {quad.object for quad in graph.store.quads_for_pattern(node, v.LABEL, None, entities)}
    labels, others = graph.literals(node, v.LABEL), graph.literals(node, v.ALT_LABEL)
    first = [label for label in labels if label in preferred] if preferred else labels
    shown = {(label.value, label.language or "") for label in first}
    rest = {(label.value, label.language or "") for label in (*labels, *others)} - shown
    return _names(shown), _names(rest)


def _names(pairs: set[tuple[str, str]]) -> tuple[Name, ...]:
    return tuple(Name(text=text, language=language) for text, language in sorted(pairs, key=lambda pair: (pair[1], pair[0].casefold())))


def items_of(graph: Graph, node: NamedNode) -> list[Item]:
    """The items of Wikidata that an entity is, then those that it may be."""
    found: list[Item] = []
    why: dict[str, Grounds] | None = None
    path = unquote(node.value.removeprefix(f"{graph.base}id/"))
    for predicate, status in ((v.SAME_AS, SAME), (v.CLOSE_MATCH, CLOSE)):
        for other in graph.nodes(node, predicate, 50):
            if other.value.startswith(v.WD):
                texts = graph.literals(other, DESCRIPTION, 50)
                best = min(texts, key=lambda text: (text.language != graph.language, text.value), default=None)
                qid = other.value.removeprefix(v.WD)
                description = best.value if best else ""
                why = _grounds(graph, path) if why is None else why
                question = link_id(path) if status == CLOSE else ""
                item = Item(
                    iri=other.value,
                    qid=qid,
                    name=graph.name(other),
                    description=description,
                    status=status,
                    grounds=why.get(qid),
                    question=question,
                )
                found.append(item)
    return found


def _grounds(graph: Graph, path: str) -> dict[str, Grounds]:
    """Why an entity is, or may be, its items, as the last build noted it."""
    try:
        return grounds(Path(graph.home), path)
    except StoreError:  # the rest of the page is none the worse
        return {}


def papers_of(graph: Graph, node: NamedNode, view: View) -> tuple[tuple[Named, ...], Paging]:
    """The documents that speak of an entity, the newest first, page by page."""
    iris = graph.papers_naming(node)
    paging = paging_of(view, "documents", len(iris), len(iris), DOCUMENTS_A_PAGE)
    dated = sorted(iris, key=lambda iri: (graph.word(NamedNode(iri), v.ISSUED), iri), reverse=True)
    return tuple(_naming(graph, iri, node) for iri in dated[paging.first - 1 :][: paging.size]), paging


def _naming(graph: Graph, document: str, node: NamedNode) -> Named:
    places = graph.mentions(document, node)
    return Named(paper=graph.paper(document), place=places[0].node if places else document, count=len(places))


def others_of(graph: Graph, node: NamedNode) -> list[Other]:
    """What else the graph says of a node, and of what it is said."""
    rows: list[Other] = []
    for incoming in (False, True):
        quads = graph.quads(None, None, node) if incoming else graph.quads(node, None, None)
        found: dict[NamedNode, set[object]] = defaultdict(set)
        for quad in islice(quads, MOST):
            if quad.predicate not in ELSEWHERE:
                found[quad.predicate].add(quad.subject if incoming else quad.object)
        for predicate, values in sorted(found.items(), key=lambda row: row[0].value):
            shown = sorted(values, key=str)[:OTHERS]
            things = tuple(graph.thing(value) for value in shown)  # type: ignore[arg-type]
            name = graph.source.label(predicate) or local_name(predicate.value)
            rows.append(Other(name=name, iri=predicate.value, values=things, incoming=incoming, more=len(values) - len(shown)))
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Restated:
    """The same claim in another document."""

    said: Said
    similarity: float | None
    later: bool  # whether the other restates this one


def statement_page(graph: Graph, node: NamedNode, view: View) -> str:
    """The page of a statement."""
    sections = tuple(filter(None, (fact_section(graph, node, relation, view) for relation in FACTS["Statement"])))
    pieces = graph.subjects(v.IDENT_REF, node, 20)
    return render(
        "statement.html",
        view,
        said=said(graph, node),
        cue=graph.word(node, v.kg("cue")),
        about=tuple(graph.thing(each) for each in graph.nodes(node, v.kg("about"), 200)),
        facts=sections,
        passages=_passages(graph, node, pieces),
        restated=restatements(graph, node),
        formats=GRAPH_FORMATS,
    )


def _passages(graph: Graph, node: NamedNode, pieces: list[NamedNode]) -> tuple[Quote, ...]:
    """The sentences that a statement was read from, with its words marked; its pieces alone where no sentence is known."""
    facts = graph.subjects(v.RDF_SUBJECT, node, 20)
    sentences = {sentence for each in facts for sentence in graph.nodes(each, v.DERIVED_FROM, 5)}
    return tuple(quote(graph, each, [node]) for each in sorted(sentences or pieces, key=str))


def restatements(graph: Graph, node: NamedNode) -> tuple[Restated, ...]:
    """The statements that a statement restates, and those that restate it."""
    restates = v.kg("restates")
    earlier = [(other, False) for other in graph.nodes(node, restates, 50)]
    later = [(other, True) for other in graph.subjects(restates, node, 50)]
    return tuple(
        Restated(said=said(graph, other), similarity=_similarity(graph, *((other, node) if after else (node, other))), later=after)
        for other, after in earlier + later
    )


def _similarity(graph: Graph, one: NamedNode, other: NamedNode) -> float | None:
    for link in graph.subjects(v.RDF_SUBJECT, one, 100):
        if graph.says(link, v.RDF_OBJECT, other) and (told := graph.word(link, v.kg("similarity"))):
            return float(told)
    return None
