"""What was found in a document, as its graph has it: that is what counts, not how the rules number things.

Two entities of one address are one node, with all their names. An entity is named by every stretch that stands for it,
those that stand for it as a speaker included. What several mentions or sentences show is as sure as the surest of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.model.entities import Entity, EntityClass, Mention
from kg.model.extraction import Extraction
from kg.model.identity import Addresses
from kg.model.relations import Bound, Evidence
from kg.model.text import Document, Span

Node = str  # the address of something found


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEntity:
    """An entity's node."""

    node: Node
    cls: EntityClass
    label: str
    names: frozenset[str]
    spans: tuple[Span, ...]  # in the order of the text
    surest: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRole:
    """A post that a person holds."""

    holder: Node
    title: str
    organisation: Node | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """When an event or programme begins."""

    date: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStatement:
    """Content with its speaker."""

    node: Node
    content: str
    speakers: tuple[Node, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that was found in a document."""

    entities: Mapping[Node, FoundEntity]
    relations: Mapping[tuple[str, Node, Node], Evidence]  # by predicate, subject, object
    roles: tuple[FoundRole, ...]
    starts: Mapping[Node, FoundDate]
    statements: tuple[FoundStatement, ...]
    links: Mapping[Node, frozenset[str]]  # Wikidata items of linked entities: "Q42"


def found_in(document: Document, extraction: Extraction, addresses: Addresses, links: Mapping[Node, frozenset[str]] | None = None) -> Found:
    """Puts together what an extraction says of each node.

    Args:
        links: the Wikidata items that the entities' nodes are the same as.
    """
    reader = _Reader(document, extraction, addresses)
    return Found(
        entities=reader.entities(),
        relations=reader.relations(),
        roles=tuple(reader.roles()),
        starts=reader.starts(),
        statements=tuple(reader.statements()),
        links=links or {},
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    document: Document
    extraction: Extraction
    addresses: Addresses

    def entities(self) -> dict[Node, FoundEntity]:
        together: dict[Node, list[Entity]] = defaultdict(list)
        spans: dict[Node, set[Span]] = defaultdict(set)
        for entity in self.extraction.entities:
            node = self.addresses.entity(entity.id)
            together[node].append(entity)
            spans[node].update(mention.span for mention in entity.mentions)
        for statement in self.extraction.statements:
            if statement.speaker_mention:
                spans[self.addresses.entity(statement.speaker)].add(statement.speaker_mention)
        return {node: self.entity(node, entities, spans[node]) for node, entities in together.items()}

    def entity(self, node: Node, entities: list[Entity], spans: set[Span]) -> FoundEntity:
        return FoundEntity(
            node=node,
            cls=entities[0].cls,
            label=entities[0].label.text,
            names=frozenset(span.of(self.document.text) for span in spans),
            spans=tuple(sorted(spans)),
            surest=max((mention for entity in entities for mention in entity.mentions), key=lambda mention: mention.confidence),
        )

    def relations(self) -> dict[tuple[str, Node, Node], Evidence]:
        found: dict[tuple[str, Node, Node], list[Evidence]] = defaultdict(list)
        for relation in self.extraction.relations:
            subject, value = self.addresses.entity(relation.subject), self.addresses.entity(relation.object)
            if subject != value:
                found[relation.predicate.value, subject, value].append(relation.evidence)
        return {relation: _surest(evidence) for relation, evidence in found.items()}

    def roles(self) -> Iterator[FoundRole]:
        """Each holder, title and organisation once: posts that differ by their place alone count as one."""
        found: dict[tuple[Node, str, str, Node | None], list[Evidence]] = defaultdict(list)
        for role in self.extraction.roles:
            organisation = self.addresses.entity(role.organisation) if role.organisation else None
            found[self.addresses.entity(role.holder), " ".join(role.title.split()), role.language, organisation].append(role.evidence)
        for (holder, title, _, body), evidence in found.items():
            yield FoundRole(holder=holder, title=title, organisation=body, evidence=_surest(evidence))

    def starts(self) -> dict[Node, FoundDate]:
        """One date a node; where there are several, which the shapes forbid, the earliest."""
        found: dict[Node, FoundDate] = {}
        for dating in sorted(self.extraction.datings, key=lambda dating: str(dating.date)):
            if dating.bound is Bound.START:
                date = FoundDate(date=str(dating.date), evidence=dating.evidence)
                found.setdefault(self.addresses.entity(dating.subject), date)
        return found

    def statements(self) -> Iterator[FoundStatement]:
        seen: Counter[str] = Counter()
        for statement in self.extraction.statements:
            content = " ".join(" ".join(piece.of(self.document.text) for piece in statement.pieces).split())
            seen[content] += 1
            yield FoundStatement(
                node=self.addresses.statement(content, seen[content]),
                content=content,
                speakers=tuple(self.addresses.entity(speaker) for speaker in statement.speakers),
                evidence=statement.evidence,
            )


def _surest(evidence: Iterable[Evidence]) -> Evidence:
    """Of several that are as sure, the one that stands first."""
    return min(evidence, key=lambda each: (-each.confidence, each.sentence))
