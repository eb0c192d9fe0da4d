"""The page of a document: its text with what was read from it, marked in its place and listed in the margin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup
from pyoxigraph import Literal, NamedNode

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
    """One document's graph in memory, and what is made of it. Nodes are known by their IRIs, which is faster than by terms."""

    def __init__(self, graph: Graph, node: NamedNode, view: View) -> None:
        self.graph, self.node, self.view = graph, node, view
        self.kinds: dict[str, str] = {}
        self.things: dict[str, Thing] = {}
        self.rules: dict[str, int] = {}
        self.links: dict[str, Markup] = {}
        self.addresses: dict[str, str | None] = {}
        self.origins: dict[tuple[str, str], Markup] = {}
        self.named = NamedNode(f"{graph.base}graph/{node.value.removeprefix(graph.base)}")
        self.told = {predicate: self._told(predicate) for predicate in WANTED}
        for kind in reversed(TOLD_KINDS):  # of several the first
            self.kinds |= dict.fromkeys(self._of_class(v.kg(kind)), kind)
        marked = self.told[v.IDENT_REF].keys() | set(self._of_class(v.SENTENCE))
        places = sorted(filter(None, map(stretch_of, marked)), key=lambda each: (each.begin, -each.end))
        self.places = [(place, [self.thing(each) for each in self.nodes(place.node, v.IDENT_REF)]) for place in places]

    def _told(self, predicate: NamedNode) -> dict[str, list[Term]]:
        """The values of a property, by node."""
        found: dict[str, list[Term]] = defaultdict(list)
        for quad in self.graph.store.quads_for_pattern(None, predicate, None, self.named):
            if isinstance(quad.subject, NamedNode):
                found[quad.subject.value].append(quad.object)
        return found

    def _of_class(self, kind: NamedNode) -> Iterator[str]:
        quads = self.graph.store.quads_for_pattern(None, v.TYPE, kind, self.named)
        return (quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))

    def nodes(self, node: str, predicate: NamedNode) -> list[NamedNode]:
        return [term for term in self.told[predicate].get(node, ()) if isinstance(term, NamedNode)]

    def words(self, node: str, predicate: NamedNode) -> str:
        return next((term.value for term in self.told[predicate].get(node, ()) if isinstance(term, Literal)), "")

    def local(self, node: str, predicate: NamedNode) -> str:
        """The end of the IRI of a property's first node."""
        return next((local_name(each.value) for each in self.nodes(node, predicate)), "")

    def thing(self, term: Term) -> Thing:
        if not isinstance(term, NamedNode):
            return self.graph.thing(term)
        iri = term.value
        if iri not in self.things:
            self.things[iri] = Thing(self.words(iri, v.kg("text")) or self.graph.name(term), iri, self.kinds.get(iri, ""))
        return self.things[iri]

    def page(self) -> DocumentPage:
        node, words = self.node.value, self.words
        try:
            text, missing = self.graph.text_of_digest(words(node, v.SHA256)), False
        except StoreError:
            text, missing = "", True
        model, software = self.graph.source.read_by(self.node)
        source = next(iter(self.nodes(node, v.SOURCE)), None)
        return DocumentPage(
            iri=node,
            identifier=words(node, v.IDENTIFIER),
            title=self.graph.name(self.node),
            issued=words(node, v.ISSUED),
            publisher=words(node, v.PUBLISHER),
            language=words(node, v.LANGUAGE),
            source=source.value if source and source.value.startswith(("http://", "https://")) else "",
            digest=words(node, v.SHA256),
            repairs=tuple(term.value for term in self.told[v.kg("repair")].get(node, ()) if isinstance(term, Literal)),
            model=model or "",
            software=software,
            lines=tuple(lines(text, self.marks())),
            missing=missing,
            characters=len(text),
            entities=tuple(self.entities()),
            statements=tuple(sorted(self.statements(), key=lambda each: each.begin)),
            facts=tuple(sorted(self.facts(), key=lambda each: (each.begin, each.predicate, each.value))),
            rules=tuple(self.graph.source.rule(name) for name in self.rules),
        )

    def marks(self) -> Iterator[Mark]:
        """A mark for each sentence, statement and name."""
        for place, meant in self.places:
            named = next((each for each in meant if each.kind in NAMED), None)
            fragment = fragment_of(place.node)
            if named:
                yield self._named(place, fragment, named)
            elif not meant:
                yield Mark(place.begin, place.end, SENTENCE, fragment, "s")
            said = next((each for each in meant if each.kind == "Statement"), None)
            if said:
                yield self._said(place, f"said-{fragment}" if named else fragment, said.iri or "")

    def _named(self, place: Stretch, fragment: str, named: Thing) -> Mark:
        iri = named.iri or ""
        if iri not in self.addresses:
            self.addresses[iri] = self.view.link(iri)
        data = (*self._origin(place.node), ("name", named.name))
        return Mark(place.begin, place.end, MENTION, fragment, f"m {named.kind.lower()}", href=self.addresses[iri], data=data)

    def _said(self, place: Stretch, fragment: str, statement: str) -> Mark:
        speakers = (self.thing(each).name for each in self.nodes(statement, v.kg("speaker")))
        data = (*self._origin(place.node), ("name", next(speakers, "")))
        css = f"q {self.local(statement, v.kg('statementKind'))}".strip()
        return Mark(place.begin, place.end, STATEMENT, fragment, css, data=data)

    def _origin(self, node: str) -> tuple[tuple[str, str], ...]:
        """The rules that read a stretch, by number, and how sure they are."""
        names = [term.value for term in self.told[v.EXTRACTOR].get(node, ()) if isinstance(term, Literal)]
        numbers = [str(self.rules.setdefault(name, len(self.rules))) for name in names]
        return ("r", " ".join(numbers if len(numbers) < 2 else sorted(numbers))), ("c", self.words(node, v.CONFIDENCE))

    def entities(self) -> Iterator[tuple[str, tuple[Found, ...]]]:
        """The entities that are named, by class, the most often named first."""
        at: dict[str, list[str]] = defaultdict(list)
        for place, meant in self.places:
            for thing in meant:
                at[thing.iri or ""].append(fragment_of(place.node))
        for kind in NAMED:
            of_kind = [Found(thing=self.things[iri], places=tuple(places)) for iri, places in at.items() if self.kinds.get(iri) == kind]
            if of_kind:
                yield kind, tuple(sorted(of_kind, key=lambda each: (-len(each.places), each.thing.name.casefold())))

    def statements(self) -> Iterator[ReadStatement]:
        """The statements with their speakers, each at its first piece."""
        first: dict[str, Stretch] = {}
        for place, meant in self.places:
            for thing in meant:
                if thing.kind == "Statement" and thing.iri:
                    first.setdefault(thing.iri, place)
        for iri, place in first.items():
            speaker = next(iter(self.nodes(iri, v.kg("speaker"))), None)
            yield ReadStatement(
                iri=iri,
                text=self.words(iri, v.kg("text")),
                kind=self.local(iri, v.kg("statementKind")),
                speaker=self.link(speaker) if speaker else Markup(),
                place=fragment_of(place.node),
                begin=place.begin,
                origin=self.origin(place.node),
            )

    def facts(self) -> Iterator[ReadFact]:
        """The facts but for the speakers, which the statements have."""
        for node, kind in self.kinds.items():
            if kind != "Assertion":
                continue
            subject, predicate = self.nodes(node, v.RDF_SUBJECT), self.nodes(node, v.RDF_PREDICATE)
            value, sentence = self.told[v.RDF_OBJECT].get(node, []), self.nodes(node, v.DERIVED_FROM)
            if subject and predicate and value and sentence and predicate[0] != v.kg("speaker"):
                yield self._fact(node, subject[0], predicate[0], value[0], sentence[0].value)

    def _fact(self, node: str, subject: NamedNode, predicate: NamedNode, value: Term, sentence: str) -> ReadFact:
        place = stretch_of(sentence)
        return ReadFact(
            id=fragment_of(node),
            subject=self.link(subject),
            predicate=self.graph.name(predicate),
            value=self._date(value) if predicate in DATES else self.link(value),
            place=fragment_of(sentence),
            begin=place.begin if place else 0,
            origin=self.origin(node),
        )

    def _date(self, value: Term) -> Markup:
        told = self.thing(value).name
        return Markup('<time datetime="{}">{}</time>').format(told, self.view.t.date(told))

    def link(self, term: Term) -> Markup:
        """A thing as a link to its page, made once each."""
        thing = self.thing(term)
        if thing.iri is None or thing.iri not in self.links:
            href = self.view.link(thing.iri) if thing.iri else None
            drawn = Markup('<a class="thing {}" href="{}"><bdi>{}</bdi></a>') if href else Markup("{:.0}{:.0}<bdi>{}</bdi>")
            link = drawn.format(thing.kind.lower(), href or "", thing.name)
            if thing.iri is None:
                return link
            self.links[thing.iri] = link
        return self.links[thing.iri]

    def origin(self, node: str) -> Markup:
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


def fragment_of(iri: str) -> str:
    """What stands behind the # of an IRI."""
    return iri.partition("#")[2]
