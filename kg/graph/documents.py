"""One document's graph: the document node, and all that the document says."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections import Counter, defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import terms
from kg.graph import vocabulary as v
from kg.model.entities import Entity, EntityClass, Form, Mention
from kg.model.extraction import Extraction
from kg.model.identity import Addresses
from kg.model.relations import Budget, Evidence, Relation, Role
from kg.model.statements import Statement
from kg.model.text import Document, Span

_ACTORS = frozenset({EntityClass.PERSON, EntityClass.ORGANISATION})


def document_quads(document: Document, extraction: Extraction, addresses: Addresses) -> list[Quad]:
    """The graph of a document, self-contained, without blank nodes, each quad once, sorted."""
    return sorted(set(_Writer(document, extraction, addresses).quads()), key=str)


class _Writer:
    """Holds what every part of a document's graph needs to know, and the mentions until all of a stretch are known."""

    def __init__(self, document: Document, extraction: Extraction, addresses: Addresses) -> None:
        self.document, self.extraction, self.addresses = document, extraction, addresses
        self.node, self.graph = NamedNode(addresses.document), NamedNode(addresses.graph)
        self.mentions: dict[Span, list[tuple[Mention, NamedNode]]] = defaultdict(list)
        self.labelled: set[tuple[NamedNode, str]] = set()  # nodes, and languages in which they have a label
        self.sentences: set[Span] = set()  # that are written

    def quad(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> Quad:
        return Quad(subject, predicate, value, self.graph)

    def quads(self) -> Iterator[Quad]:
        yield from self.header()
        for entity in self.extraction.entities:
            yield from self.entity(entity)
        for relation in self.extraction.relations:
            yield from self.relation(relation)
        for dating in self.extraction.datings:
            yield from self.fact(self.iri(dating.subject), v.kg(dating.bound), terms.date(dating.date), dating.evidence)
        for budget in self.extraction.budgets:
            yield from self.budget(budget)
        for role in self.extraction.roles:
            yield from self.role(role)
        seen: Counter[str] = Counter()
        for statement in self.extraction.statements:
            content = " ".join(" ".join(piece.of(self.document.text) for piece in statement.pieces).split())
            seen[content] += 1
            yield from self.statement(statement, content, seen[content])
        for span, mentions in self.mentions.items():
            yield from self.stretch_mentions(span, mentions)

    def iri(self, entity: str) -> NamedNode:
        return NamedNode(self.addresses.entity(entity))

    def header(self) -> Iterator[Quad]:
        document, node = self.document, self.node
        yield self.quad(node, v.TYPE, v.DOCUMENT)
        yield self.quad(node, v.IDENTIFIER, Literal(document.identifier))
        yield self.quad(node, v.LANGUAGE, Literal(document.language))
        yield self.quad(node, v.SHA256, Literal(document.sha256))
        yield self.quad(node, v.SOURCE, NamedNode(document.source or named_information(document.sha256)))
        if document.title:
            yield self.quad(node, v.TITLE, terms.text(document.title, document.language))
        if document.issued:
            yield self.quad(node, v.ISSUED, terms.date(document.issued))
        if document.publisher:
            yield self.quad(node, v.PUBLISHER, Literal(document.publisher))
        for repair in document.repairs:
            yield self.quad(node, v.kg("repair"), Literal(repair, language="en"))

    def entity(self, entity: Entity) -> Iterator[Quad]:
        node = self.iri(entity.id)
        yield self.quad(node, v.TYPE, v.kg(entity.cls))
        if entity.cls in _ACTORS:
            yield self.quad(node, v.TYPE, v.ACTOR)
        if entity.event_type:
            yield self.quad(node, v.kg("eventType"), v.kg(entity.event_type))
        for name in entity.names:
            predicate = v.ALT_LABEL if (node, name.language) in self.labelled else v.LABEL
            self.labelled.add((node, name.language))
            yield self.quad(node, predicate, terms.text(name.text, name.language))
        for mention in entity.mentions:
            self.mentions[mention.span].append((mention, node))

    def stretch_mentions(self, span: Span, mentions: list[tuple[Mention, NamedNode]]) -> Iterator[Quad]:
        """One node for a stretch, whatever the number of entities that it stands for, with the confidence of the surest."""
        place = self.place(span)
        yield from self.stretch(span)
        yield self.quad(place, v.TYPE, v.MENTION)
        yield self.quad(place, v.TYPE, v.PHRASE)
        yield self.quad(place, v.CONFIDENCE, terms.decimal(max(mention.confidence for mention, _ in mentions)))
        for mention, node in mentions:
            yield self.quad(place, v.IDENT_REF, node)
            yield self.quad(place, v.EXTRACTOR, Literal(mention.extractor))

    def place(self, span: Span) -> NamedNode:
        return NamedNode(self.addresses.stretch(span.begin, span.end))

    def stretch(self, span: Span) -> Iterator[Quad]:
        place = self.place(span)
        yield self.quad(place, v.BEGIN_INDEX, terms.offset(span.begin))
        yield self.quad(place, v.END_INDEX, terms.offset(span.end))
        yield self.quad(place, v.ANCHOR_OF, Literal(span.of(self.document.text)))
        yield self.quad(place, v.REFERENCE_CONTEXT, self.node)

    def sentence(self, span: Span) -> Iterator[Quad]:
        """A sentence is written once, however many facts were read there."""
        if span not in self.sentences:
            self.sentences.add(span)
            yield from self.stretch(span)
            yield self.quad(self.place(span), v.TYPE, v.SENTENCE)

    def fact(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal, evidence: Evidence) -> Iterator[Quad]:
        """A triple, and the assertion that tells where it was read."""
        yield self.quad(subject, predicate, value)
        yield from self.sentence(evidence.sentence)
        sentence = self.place(evidence.sentence)
        assertion = NamedNode(self.addresses.fact(str(subject), str(predicate), str(value), str(sentence), evidence.extractor))
        yield self.quad(assertion, v.TYPE, v.ASSERTION)
        yield self.quad(assertion, v.RDF_SUBJECT, subject)
        yield self.quad(assertion, v.RDF_PREDICATE, predicate)
        yield self.quad(assertion, v.RDF_OBJECT, value)
        yield self.quad(assertion, v.DERIVED_FROM, sentence)
        yield self.quad(assertion, v.CONFIDENCE, terms.decimal(evidence.confidence))
        yield self.quad(assertion, v.EXTRACTOR, Literal(evidence.extractor))

    def relation(self, relation: Relation) -> Iterator[Quad]:
        subject, value = self.iri(relation.subject), self.iri(relation.object)
        if subject != value:  # two entities of a document may be one node, and nothing is related to itself
            yield from self.fact(subject, v.kg(relation.predicate), value, relation.evidence)

    def budget(self, budget: Budget) -> Iterator[Quad]:
        value = terms.decimal(budget.value)
        amount = NamedNode(self.addresses.amount(value.value.removesuffix(".0"), budget.currency))
        yield self.quad(amount, v.TYPE, v.MONETARY_AMOUNT)
        yield self.quad(amount, v.VALUE, value)
        yield self.quad(amount, v.CURRENCY, Literal(budget.currency))
        yield from self.fact(self.iri(budget.programme), v.kg("budget"), amount, budget.evidence)

    def role(self, role: Role) -> Iterator[Quad]:
        organisation = self.iri(role.organisation) if role.organisation else None
        place = self.iri(role.place) if role.place else None
        node = NamedNode(self.addresses.role(role.holder, role.title.casefold(), str(organisation), str(place)))
        yield self.quad(node, v.TYPE, v.ROLE)
        yield self.quad(node, v.kg("roleTitle"), terms.text(role.title, role.language))
        if organisation:
            yield self.quad(node, v.kg("roleIn"), organisation)
        if place:
            yield self.quad(node, v.kg("rolePlace"), place)
        yield from self.fact(self.iri(role.holder), v.kg("holdsRole"), node, role.evidence)

    def statement(self, statement: Statement, content: str, number: int) -> Iterator[Quad]:
        node = NamedNode(self.addresses.statement(content, number))
        yield self.quad(node, v.TYPE, v.STATEMENT)
        yield self.quad(node, v.kg("text"), terms.text(content, statement.language))
        yield self.quad(node, v.kg("statementKind"), v.kg(statement.kind))
        for piece in statement.pieces:
            self.mentions[piece].append((_mention(piece, statement.evidence), node))
        if statement.cue:
            yield self.quad(node, v.kg("cue"), terms.text(statement.cue, statement.language))
        yield from self.speakers(statement, node)
        for entity in statement.about:
            yield self.quad(node, v.kg("about"), self.iri(entity))

    def speakers(self, statement: Statement, node: NamedNode) -> Iterator[Quad]:
        """Who speaks, in which words, for whom, at which event."""
        words = statement.speaker_mention
        if words:
            self.mentions[words].append((_mention(words, statement.evidence), self.iri(statement.speaker)))
            yield self.quad(node, v.kg("speakerMention"), self.place(words))
        for speaker in statement.speakers:
            yield from self.fact(node, v.kg("speaker"), self.iri(speaker), statement.evidence)
        if statement.on_behalf_of:
            yield from self.fact(node, v.kg("onBehalfOf"), self.iri(statement.on_behalf_of), statement.evidence)
        if statement.made_at:
            yield from self.fact(node, v.kg("madeAt"), self.iri(statement.made_at), statement.evidence)


def _mention(span: Span, evidence: Evidence) -> Mention:
    return Mention(span=span, form=Form.NOMINAL, extractor=evidence.extractor, confidence=evidence.confidence)


def named_information(sha256: str) -> str:
    """The text itself as an address: the `ni` scheme of RFC 6920, section 3."""
    return f"ni:///sha-256;{urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip('=')}"
