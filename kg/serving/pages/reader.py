"""The page of a document: its text with what was read from it, marked in its place and listed in the margin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.errors import StoreError
from kg.explanation.records import RuleText
from kg.graph import vocabulary as v
from kg.serving.formats import GRAPH_FORMATS
from kg.serving.pages.graph import KINDS, Graph, Stretch, Term, Thing, local_name, stretch_of
from kg.serving.pages.highlight import Line, Mark, lines
from kg.serving.pages.rendering import render
from kg.serving.pages.view import View

SENTENCE, STATEMENT, MENTION = range(3)  # layers of marks, the outermost first
NAMED = ("Person", "Organisation", "Event", "Programme", "Place")
Told = Mapping[NamedNode, list[Term]]  # of one node: property -> values


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An entity that the document names."""

    thing: Thing
    places: tuple[str, ...]  # fragments of its mentions, in the order of the text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFact:
    """A fact of the margin."""

    id: str  # fragment of its IRI
    subject: Thing
    predicate: str
    value: Thing
    date: bool  # whether the value is a date
    place: str  # fragment of its sentence
    begin: int
    rules: tuple[RuleText, ...]
    confidence: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStatement:
    """A statement of the margin."""

    thing: Thing
    text: str
    kind: str
    speaker: Thing | None
    place: str
    begin: int
    rules: tuple[RuleText, ...]
    confidence: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """What the page of a document shows."""

    iri: str
    identifier: str
    title: str
    issued: str
    publisher: str
    language: str
    source: str  # address where it was read; "" where that is no web address
    digest: str
    repairs: tuple[str, ...]
    model: str
    software: tuple[str, ...]
    lines: tuple[Line, ...]
    missing: bool  # the text is not kept
    characters: int
    entities: tuple[tuple[str, tuple[Found, ...]], ...]  # by class
    statements: tuple[ReadStatement, ...]
    facts: tuple[ReadFact, ...]
    rules: tuple[RuleText, ...]  # by the numbers that marks carry


def document_page(graph: Graph, node: NamedNode, view: View) -> str:
    """The page of a document."""
    page = _Reading(graph, node, view).page()
    labels = {kind.lower(): view.t(f"kind.{kind}") for kind in (*NAMED, "Statement")}
    return render(
        "document.html",
        view,
        page=page,
        formats=GRAPH_FORMATS,
        rule_labels=[rule.label or rule.name for rule in page.rules],
        kind_labels=labels,
    )


class _Reading:
    """One document's graph in memory, and what is made of it."""

    def __init__(self, graph: Graph, node: NamedNode, view: View) -> None:
        self.graph, self.node, self.view = graph, node, view
        self.told: dict[NamedNode, dict[NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
        local = node.value.removeprefix(graph.base)
        for quad in graph.store.quads_for_pattern(None, None, None, NamedNode(f"{graph.base}graph/{local}")):
            if isinstance(quad.subject, NamedNode):
                self.told[quad.subject][quad.predicate].append(quad.object)
        self.kinds = {subject: self._kind(of) for subject, of in self.told.items()}
        self.things: dict[NamedNode, Thing] = {}
        self.rules: dict[str, int] = {}

    @staticmethod
    def _kind(told: Told) -> str:
        types = {term.value for term in told.get(v.TYPE, ()) if isinstance(term, NamedNode)}
        return next((kind for kind in KINDS if v.KG + kind in types), "")

    def nodes(self, node: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        return [term for term in self.told.get(node, {}).get(predicate, ()) if isinstance(term, NamedNode)]

    def words(self, node: NamedNode, predicate: NamedNode) -> str:
        return next((term.value for term in self.told.get(node, {}).get(predicate, ()) if isinstance(term, Literal)), "")

    def thing(self, term: Term) -> Thing:
        if not isinstance(term, NamedNode):
            return self.graph.thing(term)
        if term not in self.things:
            self.things[term] = Thing(self.graph.name(term), term.value, self.kinds.get(term, ""))
        return self.things[term]

    def page(self) -> DocumentPage:
        node, words = self.node, self.words
        try:
            text, missing = self.graph.text_of_digest(words(node, v.SHA256)), False
        except StoreError:
            text, missing = "", True
        places = sorted(filter(None, (stretch_of(each.value) for each in list(self.told))))
        model, software = self.graph.source.read_by(node)
        source = next(iter(self.nodes(node, v.SOURCE)), None)
        return DocumentPage(
            iri=node.value,
            identifier=words(node, v.IDENTIFIER),
            title=self.graph.name(node),
            issued=words(node, v.ISSUED),
            publisher=words(node, v.PUBLISHER),
            language=words(node, v.LANGUAGE),
            source=source.value if source and source.value.startswith(("http://", "https://")) else "",
            digest=words(node, v.SHA256),
            repairs=tuple(term.value for term in self.told.get(node, {}).get(v.kg("repair"), ()) if isinstance(term, Literal)),
            model=model or "",
            software=software,
            lines=tuple(lines(text, self.marks(places))),
            missing=missing,
            characters=len(text),
            entities=tuple(self.entities(places)),
            statements=tuple(sorted(self.statements(), key=lambda each: each.begin)),
            facts=tuple(sorted(self.facts(), key=lambda each: (each.begin, each.predicate, each.value.name))),
            rules=tuple(self.graph.source.rule(name) for name in self.rules),
        )

    def marks(self, places: list[Stretch]) -> Iterator[Mark]:
        """A mark for each sentence, statement and name."""
        for place in places:
            node = NamedNode(place.node)
            meant = [self.thing(each) for each in self.nodes(node, v.IDENT_REF)]
            named = next((each for each in meant if each.kind in NAMED), None)
            fragment = place.node.partition("#")[2]
            if named or not meant:
                yield self._named(place, fragment, named) if named else Mark(place.begin, place.end, SENTENCE, fragment, "s")
            said = next((each for each in meant if each.kind == "Statement"), None)
            if said:
                yield self._said(place, f"said-{fragment}" if named else fragment, NamedNode(said.iri or ""))

    def _named(self, place: Stretch, fragment: str, named: Thing) -> Mark:
        node = NamedNode(place.node)
        href = self.view.link(named.iri or "")
        data = (*self._origin(node), ("name", named.name))
        return Mark(place.begin, place.end, MENTION, fragment, f"m {named.kind.lower()}", href=href, data=data)

    def _said(self, place: Stretch, fragment: str, statement: NamedNode) -> Mark:
        kind = next((local_name(each.value) for each in self.nodes(statement, v.kg("statementKind"))), "")
        speakers = (self.thing(each).name for each in self.nodes(statement, v.kg("speaker")))
        data = (*self._origin(NamedNode(place.node)), ("name", next(speakers, "")))
        return Mark(place.begin, place.end, STATEMENT, fragment, f"q {kind}".strip(), data=data)

    def _origin(self, node: NamedNode) -> tuple[tuple[str, str], ...]:
        """The rules that read a stretch, by number, and how sure they are."""
        names = sorted(term.value for term in self.told.get(node, {}).get(v.EXTRACTOR, ()) if isinstance(term, Literal))
        numbers = (str(self.rules.setdefault(name, len(self.rules))) for name in names)
        return ("r", " ".join(numbers)), ("c", self.words(node, v.CONFIDENCE))

    def entities(self, places: list[Stretch]) -> Iterator[tuple[str, tuple[Found, ...]]]:
        """The entities that are named, by class, the most often named first."""
        found: dict[Thing, list[str]] = defaultdict(list)
        for place in places:
            for node in self.nodes(NamedNode(place.node), v.IDENT_REF):
                found[self.thing(node)].append(place.node.partition("#")[2])
        for kind in NAMED:
            of_kind = [Found(thing=thing, places=tuple(at)) for thing, at in found.items() if thing.kind == kind]
            if of_kind:
                yield kind, tuple(sorted(of_kind, key=lambda each: (-len(each.places), each.thing.name.casefold())))

    def statements(self) -> Iterator[ReadStatement]:
        """The statements with their speakers."""
        pieces: dict[NamedNode, list[Stretch]] = defaultdict(list)
        for node in self.told:
            if place := stretch_of(node.value):
                for meant in self.nodes(node, v.IDENT_REF):
                    pieces[meant].append(place)
        for node, kind in self.kinds.items():
            if kind == "Statement" and pieces[node]:
                first = min(pieces[node])
                at = NamedNode(first.node)
                speaker = next(iter(self.nodes(node, v.kg("speaker"))), None)
                yield ReadStatement(
                    thing=self.thing(node),
                    text=self.words(node, v.kg("text")),
                    kind=next((local_name(each.value) for each in self.nodes(node, v.kg("statementKind"))), ""),
                    speaker=self.thing(speaker) if speaker else None,
                    place=first.node.partition("#")[2],
                    begin=first.begin,
                    rules=self._rules(at),
                    confidence=self._confidence(at),
                )

    def facts(self) -> Iterator[ReadFact]:
        """The facts but for the speakers, which the statements have."""
        for node, kind in self.kinds.items():
            if kind != "Assertion":
                continue
            subject, predicate = self.nodes(node, v.RDF_SUBJECT), self.nodes(node, v.RDF_PREDICATE)
            value, sentence = self.told.get(node, {}).get(v.RDF_OBJECT, []), self.nodes(node, v.DERIVED_FROM)
            if subject and predicate and value and sentence and predicate[0] != v.kg("speaker"):
                yield self._fact(node, subject[0], predicate[0], value[0], sentence[0])

    def _fact(self, node: NamedNode, subject: NamedNode, predicate: NamedNode, value: Term, sentence: NamedNode) -> ReadFact:
        place = stretch_of(sentence.value)
        return ReadFact(
            id=node.value.partition("#")[2],
            subject=self.thing(subject),
            predicate=self.graph.name(predicate),
            value=self.thing(value),
            date=predicate in (v.kg("start"), v.kg("end")),
            place=sentence.value.partition("#")[2],
            begin=place.begin if place else 0,
            rules=self._rules(node),
            confidence=self._confidence(node),
        )

    def _rules(self, node: NamedNode) -> tuple[RuleText, ...]:
        return tuple(
            self.graph.source.rule(term.value) for term in self.told.get(node, {}).get(v.EXTRACTOR, ()) if isinstance(term, Literal)
        )

    def _confidence(self, node: NamedNode) -> float | None:
        try:
            return float(self.words(node, v.CONFIDENCE))
        except ValueError:
            return None
