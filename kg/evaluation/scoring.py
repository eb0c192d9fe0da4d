"""A document's annotation against what was found in it, item by item.

The measure counts, in each row, what is expected, what is found, and what agrees:

- entities of a class: one found entity for one expected entity at most, so that an entity split in two costs a false positive;
- relations: subject and object are entities that agree; of a role the title too, by at least half of its words;
- dates: the start of an event or programme that agrees, as precise as expected or more;
- statements: at least half of the words in common, and the speaker; the row `content` does without the speaker;
- links: the Wikidata items of entities that agree and have one in the annotation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.evaluation.annotations import RELATIONS, ROLE, AnnotatedEntity, AnnotatedRelation, AnnotatedStatement, Annotation
from kg.evaluation.comparison import Comparison, Part, Side
from kg.evaluation.figures import Figures, figures_of
from kg.evaluation.found import Found, FoundRole, FoundStatement, Node
from kg.evaluation.matching import match, match_entities, match_statements
from kg.evaluation.places import SearchedText, nearest
from kg.evaluation.similarity import name_similarity
from kg.model.entities import EntityClass
from kg.model.relations import Evidence
from kg.model.text import Document, Span

TITLE_THRESHOLD = 0.5  # share of words that two titles of a post have in common


@dataclass(frozen=True)
class Scored:
    """A document with all its comparisons."""

    document: Document
    annotation: Annotation
    found: Found
    matched: dict[str, Node]  # the node of each expected entity that was found
    matched_statements: dict[int, Node]  # the node of each expected statement that was found, by its number, whoever its speaker
    comparisons: tuple[Comparison, ...]

    @cached_property
    def figures(self) -> dict[str, Figures]:
        return figures_of(self.comparisons)


def score_document(document: Document, annotation: Annotation, found: Found) -> Scored:
    """Compares all that is expected with all that was found."""
    matched, statements = match_entities(annotation, found), match_statements(annotation, found)
    comparer = _Comparer(document, annotation, found, matched, statements)
    return Scored(document, annotation, found, matched, statements, tuple(comparer.comparisons()))


class _Comparer:
    """Holds both sides of a document, and which entities agree."""

    def __init__(
        self, document: Document, annotation: Annotation, found: Found, matched: dict[str, Node], statements: dict[int, Node]
    ) -> None:
        self.annotation, self.found, self.matched, self.matched_statements = annotation, found, matched, statements
        self.text = SearchedText(document.text)
        self.entities_by_id = {entity.id: entity for entity in annotation.entities}
        self.expected_of = {node: identifier for identifier, node in matched.items()}
        self.places = {entity.id: self.text.places_of(entity.names) for entity in annotation.entities}

    def comparisons(self) -> Iterator[Comparison]:
        yield from self.entities()
        for predicate in RELATIONS:
            yield from self.roles() if predicate == ROLE else self.relations(predicate)
        yield from self.dates()
        yield from self.statements()
        yield from self.links()

    def sentence(self, place: Span | None) -> Span | None:
        return self.text.sentence_around(place) if place else None

    def name(self, identifier: str) -> str:
        return self.entities_by_id[identifier].names[0]

    def label(self, node: Node) -> str:
        return self.found.entities[node].label

    def entities(self) -> Iterator[Comparison]:
        for cls in EntityClass:
            for entity in self.annotation.entities:
                if entity.cls is cls:
                    node = self.matched.get(entity.id)
                    found = self.found_entity(node) if node else None
                    yield Comparison(row=cls, expected=self.expected_entity(entity), found=found, agrees=found is not None)
            for node, other in self.found.entities.items():
                if other.cls is cls and node not in self.expected_of:
                    yield Comparison(row=cls, found=self.found_entity(node))

    def expected_entity(self, entity: AnnotatedEntity) -> Side:
        return Side(words=" · ".join(entity.names), place=self.sentence(next(iter(self.places[entity.id]), None)))

    def found_entity(self, node: Node) -> Side:
        entity = self.found.entities[node]
        names = dict.fromkeys([entity.label, *(" ".join(span.of(self.text.text).split()) for span in entity.spans)])
        place = self.sentence(next(iter(entity.spans), None))
        return Side(words=" · ".join(names), place=place, rule=entity.surest.extractor, confidence=entity.surest.confidence)

    def relations(self, predicate: str) -> Iterator[Comparison]:
        expected = {(r.s, r.o): None for r in self.annotation.relations if r.p == predicate and r.o is not None}
        found = {(s, o): evidence for (p, s, o), evidence in self.found.relations.items() if p == predicate}
        agreeing = {(self.expected_of.get(s), self.expected_of.get(o)): (s, o) for s, o in found}
        for s, o in expected:
            pair = agreeing.get((s, o))
            ours = Side(words=f"{self.name(s)} → {self.name(o)}", place=self.where(s, o))
            theirs = self.found_relation(*pair, found[pair]) if pair else None
            yield Comparison(row=predicate, expected=ours, found=theirs, agrees=theirs is not None)
        for (s, o), evidence in found.items():
            if (self.expected_of.get(s), self.expected_of.get(o)) not in expected:
                yield Comparison(row=predicate, found=self.found_relation(s, o, evidence))

    def found_relation(self, subject: Node, value: Node, evidence: Evidence) -> Side:
        return _read(f"{self.label(subject)} → {self.label(value)}", evidence)

    def where(self, subject: str, value: str) -> Span | None:
        """The sentence in which two expected entities stand nearest together."""
        return self.sentence(nearest(self.places[subject], self.places[value]))

    def roles(self) -> Iterator[Comparison]:
        expected = [relation for relation in self.annotation.relations if relation.p == ROLE]
        alike = (
            (name_similarity(ours.title or "", theirs.title), number, index)
            for number, ours in enumerate(expected)
            for index, theirs in enumerate(self.found.roles)
            if self.same_post(ours, theirs)
        )
        agreeing = match(row for row in alike if row[0] >= TITLE_THRESHOLD)
        for number, role in enumerate(expected):
            index = agreeing.get(number)
            theirs = None if index is None else self.found_role(self.found.roles[index])
            yield Comparison(row=ROLE, expected=self.expected_role(role), found=theirs, agrees=theirs is not None)
        for index, found in enumerate(self.found.roles):
            if index not in agreeing.values():
                yield Comparison(row=ROLE, found=self.found_role(found))

    def same_post(self, expected: AnnotatedRelation, found: FoundRole) -> bool:
        """Whether holder and organisation agree; an organisation that nobody expects does no harm."""
        if self.expected_of.get(found.holder) != expected.s:
            return False
        return not expected.o or (found.organisation is not None and self.expected_of.get(found.organisation) == expected.o)

    def expected_role(self, role: AnnotatedRelation) -> Side:
        body = f" → {self.name(role.o)}" if role.o else ""
        place = nearest(self.places[role.s], self.text.occurrences(role.title or ""))
        return Side(words=f"{self.name(role.s)}: {role.title}{body}", place=self.sentence(place))

    def found_role(self, role: FoundRole) -> Side:
        body = f" → {self.label(role.organisation)}" if role.organisation else ""
        return _read(f"{self.label(role.holder)}: {role.title}{body}", role.evidence)

    def dates(self) -> Iterator[Comparison]:
        """A date that was found counts where its event or programme agrees with an expected one."""
        for entity in self.annotation.entities:
            node = self.matched.get(entity.id)
            start = self.found.starts.get(node) if node else None
            if node and start:
                theirs = _read(f"{self.label(node)}: {start.date}", start.evidence)
                yield self.date(entity, theirs, agrees=bool(entity.start and start.date.startswith(entity.start)))
            elif entity.start:
                yield self.date(entity, None, agrees=False)

    def date(self, entity: AnnotatedEntity, found: Side | None, *, agrees: bool) -> Comparison:
        place = self.sentence(next(iter(self.places[entity.id]), None))
        expected = Side(words=f"{entity.names[0]}: {entity.start}", place=place) if entity.start else None
        return Comparison(row=Part.DATES, expected=expected, found=found, agrees=agrees)

    def statements(self) -> Iterator[Comparison]:
        agreeing = self.matched_statements
        by_node = {statement.node: statement for statement in self.found.statements}
        for number, statement in enumerate(self.annotation.statements):
            theirs = by_node[agreeing[number]] if number in agreeing else None
            agrees = theirs is not None and self.matched.get(statement.speaker) in theirs.speakers
            side = self.found_statement(theirs) if theirs else None
            yield Comparison(row=Part.STATEMENTS, expected=self.expected_statement(statement), found=side, agrees=agrees)
        right = set(agreeing.values())
        for found_statement in self.found.statements:
            if found_statement.node not in right:
                yield Comparison(row=Part.STATEMENTS, found=self.found_statement(found_statement))

    def expected_statement(self, statement: AnnotatedStatement) -> Side:
        place = next(iter(self.text.occurrences(statement.text[0])), None)
        return Side(words=f"{self.name(statement.speaker)}: {statement.content}", place=self.sentence(place))

    def found_statement(self, statement: FoundStatement) -> Side:
        return _read(f"{', '.join(map(self.label, statement.speakers))}: {statement.content}", statement.evidence)

    def links(self) -> Iterator[Comparison]:
        for entity in self.annotation.entities:
            if entity.wikidata:
                items = self.found.links.get(self.matched.get(entity.id, ""), frozenset())
                expected = Side(words=f"{entity.names[0]}: {entity.wikidata}")
                found = Side(words=f"{entity.names[0]}: {', '.join(sorted(items))}") if items else None
                yield Comparison(row=Part.LINKS, expected=expected, found=found, agrees=entity.wikidata in items)


def _read(words: str, evidence: Evidence) -> Side:
    """A fact that was found."""
    return Side(words=words, place=evidence.sentence, rule=evidence.extractor, confidence=evidence.confidence)
