"""The page of a document: its text with what was read from it, marked in its place and listed in the margin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.explanation.records import RuleText
from kg.graph import vocabulary as v
from kg.serving.http.formats import GRAPH_FORMATS
from kg.serving.pages.evidence import DOUBTFUL
from kg.serving.pages.graph import KINDS, Graph, Stretch, Term, Thing, local_name, stretch_of
from kg.serving.pages.highlight import Line, Mark, lines
from kg.serving.pages.rendering import render
from kg.serving.pages.view import View

TOLD_KINDS = (*KINDS[: KINDS.index("Mention")],)  # a mention is known by its address
WANTED = (
    *(v.IDENT_REF, v.EXTRACTOR, v.CONFIDENCE, v.RDF_SUBJECT, v.RDF_PREDICATE, v.RDF_OBJECT, v.DERIVED_FROM),
    *(v.IDENTIFIER, v.ISSUED, v.PUBLISHER, v.LANGUAGE, v.SOURCE, v.SHA256),
    *(v.kg(name) for name in ("text", "statementKind", "speaker", "repair")),
)
DATES = (v.kg("start"), v.kg("end"))
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
    subject: Markup  # a link
    predicate: str
    value: Markup
    place: str  # fragment of its sentence
    begin: int
    origin: Markup  # how sure, and by which rules


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStatement:
    """A statement of the margin."""

    iri: str
    text: str
    kind: str
    speaker: Markup  # a link; "" where nobody speaks
    place: str
    begin: int
    origin: Markup


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
        self.kinds: dict[NamedNode, str] = {}
        self.things: dict[NamedNode, Thing] = {}
        self.rules: dict[str, int] = {}
        self.links: dict[Term, Markup] = {}
        self.addresses: dict[Thing, str | None] = {}
        self.origins: dict[tuple[str, str], Markup] = {}
        self.named = NamedNode(f"{graph.base}graph/{node.value.removeprefix(graph.base)}")
        for predicate in WANTED:
            for quad in self._quads(predicate, None):
                self.told[quad.subject][predicate].append(quad.object)  # type: ignore[index]
        for kind in reversed(TOLD_KINDS):  # of several the first
            for quad in self._quads(v.TYPE, v.kg(kind)):
                self.kinds[quad.subject] = kind  # type: ignore[index]
        self.sentences = {quad.subject.value for quad in self._quads(v.TYPE, v.SENTENCE) if isinstance(quad.subject, NamedNode)}

    def _quads(self, predicate: NamedNode, value: NamedNode | None) -> Iterator[Quad]:
        quads = self.graph.store.quads_for_pattern(None, predicate, value, self.named)
        return (quad for quad in quads if isinstance(quad.subject, NamedNode))

    def nodes(self, node: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        return [term for term in self.told.get(node, {}).get(predicate, ()) if isinstance(term, NamedNode)]

    def words(self, node: NamedNode, predicate: NamedNode) -> str:
        return next((term.value for term in self.told.get(node, {}).get(predicate, ()) if isinstance(term, Literal)), "")

    def thing(self, term: Term) -> Thing:
        if not isinstance(term, NamedNode):
            return self.graph.thing(term)
        if term not in self.things:
            name = self.words(term, v.kg("text")) or self.graph.name(term)
            self.things[term] = Thing(name, term.value, self.kinds.get(term, ""))
        return self.things[term]

    def page(self) -> DocumentPage:
        node, words = self.node, self.words
        try:
            text, missing = self.graph.text_of_digest(words(node, v.SHA256)), False
        except StoreError:
            text, missing = "", True
        nodes = {each.value for each, told in self.told.items() if v.IDENT_REF in told} | self.sentences
        places = sorted(filter(None, map(stretch_of, nodes)), key=lambda each: (each.begin, -each.end))
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
            facts=tuple(sorted(self.facts(), key=lambda each: (each.begin, each.predicate, each.value))),
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
        if named not in self.addresses:
            self.addresses[named] = self.view.link(named.iri or "")
        data = (*self._origin(node), ("name", named.name))
        return Mark(place.begin, place.end, MENTION, fragment, f"m {named.kind.lower()}", href=self.addresses[named], data=data)

    def _said(self, place: Stretch, fragment: str, statement: NamedNode) -> Mark:
        kind = next((local_name(each.value) for each in self.nodes(statement, v.kg("statementKind"))), "")
        speakers = (self.thing(each).name for each in self.nodes(statement, v.kg("speaker")))
        data = (*self._origin(NamedNode(place.node)), ("name", next(speakers, "")))
        return Mark(place.begin, place.end, STATEMENT, fragment, f"q {kind}".strip(), data=data)

    def _origin(self, node: NamedNode) -> tuple[tuple[str, str], ...]:
        """The rules that read a stretch, by number, and how sure they are."""
        told = self.told[node]
        names = [term.value for term in told[v.EXTRACTOR] if isinstance(term, Literal)]
        numbers = [str(self.rules.setdefault(name, len(self.rules))) for name in names]
        return ("r", " ".join(numbers if len(numbers) < 2 else sorted(numbers))), ("c", self.words(node, v.CONFIDENCE))

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
                speaker = next(iter(self.nodes(node, v.kg("speaker"))), None)
                yield ReadStatement(
                    iri=node.value,
                    text=self.words(node, v.kg("text")),
                    kind=next((local_name(each.value) for each in self.nodes(node, v.kg("statementKind"))), ""),
                    speaker=self.link(speaker) if speaker else Markup(),
                    place=first.node.partition("#")[2],
                    begin=first.begin,
                    origin=self.origin(NamedNode(first.node)),
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
            subject=self.link(subject),
            predicate=self.graph.name(predicate),
            value=self._date(value) if predicate in DATES else self.link(value),
            place=sentence.value.partition("#")[2],
            begin=place.begin if place else 0,
            origin=self.origin(node),
        )

    def _date(self, value: Term) -> Markup:
        told = self.thing(value).name
        return Markup('<time datetime="{}">{}</time>').format(told, self.view.t.date(told))

    def link(self, term: Term) -> Markup:
        """A thing as a link to its page, made once each."""
        if term not in self.links:
            thing = self.thing(term)
            href = self.view.link(thing.iri) if thing.iri else None
            drawn = Markup('<a class="thing {}" href="{}"><bdi>{}</bdi></a>') if href else Markup("{:.0}{:.0}<bdi>{}</bdi>")
            self.links[term] = drawn.format(thing.kind.lower(), href or "", thing.name)
        return self.links[term]

    def origin(self, node: NamedNode) -> Markup:
        """How sure a fact is, and the rules that read it, each a link to what the page tells of it; made once for all that are alike."""
        numbers, confidence = (value for _, value in self._origin(node))
        if (numbers, confidence) not in self.origins:
            t, known = self.view.t, list(self.rules)
            share = float(confidence) if confidence else None
            sure = Markup('<span class="sure{}"><span class="hidden">{} </span>{}</span> ').format(
                " doubt" if share is not None and share < DOUBTFUL else "", t("why.confidence"), t.percent(share or 0)
            )
            rules = [(number, self.graph.source.rule(known[int(number)])) for number in numbers.split()]
            links = (Markup('<a href="#rule-{}">{}</a>').format(number, rule.label or rule.name) for number, rule in rules)
            self.origins[numbers, confidence] = (sure if share is not None else Markup()) + Markup(", ").join(links)
        return self.origins[numbers, confidence]
