"""The lists of an entity's page: facts and statements, page by page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode

from kg.graph import vocabulary as v
from kg.serving.pages.evidence import Evidence, Fact, Quote, assertions, evidence, fact, quote
from kg.serving.pages.graph import MOST, Graph, Term, Thing
from kg.serving.pages.relations import Relation
from kg.serving.pages.view import View

FACTS_A_PAGE = 8
STATEMENTS_A_PAGE = 12
_OF_ROLES = (v.kg("roleIn"), v.kg("rolePlace"))
MOST_STATEMENTS = 1_000  # around a thing that can be paged through
SORTED = 300  # values of which a page looks up what it sorts them by
ABOUT = 6  # entities that a statement in a list is shown to be about
_EVENTS = frozenset({"organises", "takesPart", "eventsHere", "events"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """Which part of a long list a page shows."""

    name: str  # of the parameter that has the number
    number: int  # from 1
    total: int
    size: int  # of a page
    reachable: int  # of the total, how many can be paged to

    @property
    def pages(self) -> int:
        return max(1, -(-self.reachable // self.size))

    @property
    def first(self) -> int:
        """Number of the first that is shown, from 1."""
        return (self.number - 1) * self.size + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Facts of which one sentence tells, which is shown once."""

    facts: tuple[Fact, ...]
    quote: Quote | None  # None: no sentence is known


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSection:
    """The values of one property."""

    name: str
    groups: tuple[Group, ...]
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement in a list."""

    iri: str
    text: str
    language: str
    kind: str  # direct, indirect, mixed
    speaker: Thing | None
    on_behalf_of: Thing | None
    event: Thing | None
    about: tuple[Thing, ...]
    quote: Quote | None  # where its first piece stands
    evidence: Evidence | None  # that the speaker said it


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSection:
    """Statements by, for, at or about a thing."""

    name: str
    statements: tuple[Said, ...]
    paging: Paging


def fact_section(graph: Graph, node: NamedNode, relation: Relation, view: View) -> FactSection | None:
    """The page that a reader wants of the values of a property; None where there are none."""
    if relation.incoming:
        ends: list[Term] = [*graph.subjects(relation.predicate, node)]
    else:
        ends = graph.objects(node, relation.predicate)
    if not ends:
        return None
    total = graph.count(relation.predicate, node) if relation.incoming and len(ends) >= MOST else len(ends)
    paging = paging_of(view, relation.name, total, len(ends), FACTS_A_PAGE)
    shown = _ordered(graph, node, relation, ends)[paging.first - 1 :][: paging.size]
    return FactSection(name=relation.name, groups=tuple(_grouped(graph, _facts(graph, node, relation, shown))), paging=paging)


def _grouped(graph: Graph, facts: Iterable[Fact]) -> Iterable[Group]:
    """Facts by the sentence that tells them best, in the order of the first of each; in it the words for all are marked."""
    groups: dict[str, list[Fact]] = {}
    for number, each in enumerate(facts):
        groups.setdefault(each.evidence[0].quote.place if each.evidence else str(number), []).append(each)
    for place, found in groups.items():
        if len(found) == 1 or not found[0].evidence:
            yield Group(facts=tuple(found), quote=found[0].evidence[0].quote if found[0].evidence else None)
        else:
            yield Group(facts=tuple(found), quote=quote(graph, NamedNode(place), frozenset().union(*(each.marked for each in found))))


def paging_of(view: View, name: str, total: int, reachable: int, size: int) -> Paging:
    """The part of a list that a page's URL asks for; the last where it asks for one behind."""
    pages = max(1, -(-reachable // size))
    return Paging(name=name, number=min(view.number(name), pages), total=total, size=size, reachable=reachable)


def _ordered(graph: Graph, node: NamedNode, relation: Relation, ends: list[Term]) -> list[Term]:
    """Roles and events by their dates, the newest first, other things by name; very many by address, which begins with the name."""
    if len(ends) > SORTED:
        return ends
    if relation.name == "holdsRole":
        return sorted(ends, key=lambda role: _told_last(graph, node, role), reverse=True)
    if relation.name in _EVENTS:
        return sorted(ends, key=lambda event: graph.word(event, v.kg("start")) if isinstance(event, NamedNode) else "", reverse=True)
    return sorted(ends, key=lambda end: graph.name(end).casefold() if isinstance(end, NamedNode) else str(end))


def _told_last(graph: Graph, person: NamedNode, role: Term) -> str:
    """The date of the newest document that gives a person a role."""
    told = assertions(graph, person, v.kg("holdsRole"), role) if isinstance(role, NamedNode) else []
    return max((graph.paper(each.value).issued for each in told), default="")


def _facts(graph: Graph, node: NamedNode, relation: Relation, ends: Iterable[Term]) -> Iterable[Fact]:
    for end in ends:
        if not relation.incoming:
            yield fact(graph, node, relation.predicate, end)
        elif relation.predicate in _OF_ROLES and isinstance(end, NamedNode):
            yield _of_post(graph, end)
        elif isinstance(end, NamedNode):
            yield fact(graph, end, relation.predicate, node, shown=end)


def _of_post(graph: Graph, role: NamedNode) -> Fact:
    """A post as its organisation or place sees it: by who holds it."""
    for holder in graph.subjects(v.kg("holdsRole"), role, 1):
        return replace(fact(graph, holder, v.kg("holdsRole"), role), beside=(graph.thing(holder),))
    return Fact(value=graph.thing(role), evidence=())


def statement_section(graph: Graph, node: NamedNode, relation: Relation, view: View) -> StatementSection | None:
    """The page that a reader wants of the statements around a thing, the newest first; None where there are none."""
    found = _newest_first(graph, node, relation)
    if not found:
        return None
    total = graph.count(relation.predicate, node) if len(found) >= MOST_STATEMENTS else len(found)
    paging = paging_of(view, relation.name, total, len(found), STATEMENTS_A_PAGE)
    shown = found[paging.first - 1 :][: paging.size]
    return StatementSection(name=relation.name, statements=tuple(said(graph, each) for each in shown), paging=paging)


def _newest_first(graph: Graph, node: NamedNode, relation: Relation) -> list[NamedNode]:
    """The statements around a node by the dates of their documents; the store sorts."""
    query = f"""SELECT DISTINCT ?s (MAX(?date) AS ?issued) WHERE {{
        {{ SELECT DISTINCT ?s WHERE {{ ?s {relation.predicate} {node} }} LIMIT {MOST_STATEMENTS} }}
        OPTIONAL {{ ?m {v.IDENT_REF} ?s ; {v.REFERENCE_CONTEXT} ?d . ?d {v.ISSUED} ?date }}
    }} GROUP BY ?s ORDER BY DESC(?issued) ?s"""
    return [row["s"] for row in graph.select(query) if isinstance(row["s"], NamedNode)]


def said(graph: Graph, node: NamedNode) -> Said:
    """A statement as a list shows it."""
    words = next(iter(graph.literals(node, v.kg("text"))), Literal(""))
    kind = graph.first(node, v.kg("statementKind"))
    pieces = sorted(graph.subjects(v.IDENT_REF, node, 20), key=lambda piece: int(graph.word(piece, v.BEGIN_INDEX) or 0))
    told = (each for each in graph.subjects(v.RDF_SUBJECT, node, 20) if graph.says(each, v.RDF_PREDICATE, v.kg("speaker")))
    return Said(
        iri=node.value,
        text=words.value,
        language=words.language or "",
        kind=kind.value.removeprefix(v.KG) if kind else "",
        speaker=_other(graph, node, "speaker"),
        on_behalf_of=_other(graph, node, "onBehalfOf"),
        event=_other(graph, node, "madeAt"),
        about=tuple(graph.thing(each) for each in graph.nodes(node, v.kg("about"), 50)[:ABOUT]),
        quote=quote(graph, pieces[0]) if pieces else None,
        evidence=next((evidence(graph, each, [node]) for each in told), None),
    )


def _other(graph: Graph, node: NamedNode, predicate: str) -> Thing | None:
    found = graph.first(node, v.kg(predicate))
    return graph.thing(found) if found else None
