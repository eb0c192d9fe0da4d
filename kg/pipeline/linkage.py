"""Entities and the items that they are or may be, with the reasons and what people have judged: what is listed, reviewed and exported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.linking.linker import Linker
from kg.linking.mappings import Mapping
from kg.linking.ranking import Candidate
from kg.linking.subjects import subject
from kg.model.entities import EntityClass
from kg.model.judgements import Judgement, Verdict, path_of, standing
from kg.model.links import Level, Link
from kg.model.profiles import Node
from kg.pipeline.judged import Judgements
from kg.resolution.concepts import Meanings
from kg.store.identities import Identities
from kg.store.judgements import JudgementsFile
from kg.store.links import Links
from kg.wikidata.lookup import Items

NAMES = 8  # of an entity that are told


@dataclass(frozen=True, slots=True)
class Question:
    """An entity whose item a person is to choose."""

    path: str
    node: Node  # all that documents tell of it
    candidates: tuple[Candidate, ...]  # the likeliest first


class Linkage:
    """The links of a store as of its last build, and the judgements as the file has them now."""

    def __init__(self, identities: Identities, links: Links, items: Items, meanings: Meanings, file: JudgementsFile) -> None:
        self.identities, self.links, self.items, self.file = identities, links, items, file
        self.judgements = Judgements(identities, file)
        self.linker = Linker(items, meanings, self.judgements.items)

    def question(self, path: str) -> Question | None:
        """What an entity may be; None where no document names it. What people have ruled out is left out."""
        nodes = self._nodes(path)
        return Question(path, subject(nodes), self.linker.rank(nodes).candidates) if nodes else None

    def candidate(self, path: str, qid: str) -> Question | None:
        """An entity beside one item, whether any name fits or not; None where the index does not have it."""
        nodes, item = self._nodes(path), self.items.get(qid)
        return Question(path, subject(nodes), self.linker.compare(nodes, item)) if nodes and item else None

    def doubtful(self, cls: EntityClass | None = None) -> Iterator[Question]:
        """The entities that a person should look at, those of most documents first; each once, and none that is judged already."""
        seen = set[str]()
        for path, _, _ in self.links.entities(Level.CLOSE):
            if path not in seen and (cls is None or path.startswith(f"{cls.value.lower()}/")) and not self._is_settled(path):
                seen.add(path)
                if found := self.question(path):
                    yield found

    def mappings(self, levels: frozenset[Level] = frozenset(Level)) -> Iterator[Mapping]:
        """All links of these levels, the most documents first; `Level.NONE` stands for what was judged to be another."""
        for level in (Level.SAME, Level.CLOSE):
            if level in levels:
                yield from (self._mapping(path, link) for path, link, _ in self.links.entities(level))
        if Level.NONE in levels:
            yield from self._ruled_out()

    def _ruled_out(self) -> Iterator[Mapping]:
        for line in self._of_items:
            if line.verdict is Verdict.DIFFERENT:
                for path in sorted({cluster for node in self.judgements.nodes(line.entity) if (cluster := self.identities.cluster(node))}):
                    yield self._mapping(path, Link(line.item, Level.NONE, 0.0))

    def _mapping(self, path: str, link: Link) -> Mapping:
        node, item, judged = subject(self._nodes(path)), self.items.get(link.qid), self._judgement(path, link.qid)
        return Mapping(
            entity=path,
            label=min(node.labels, key=lambda name: (-node.labels[name], name), default=path),
            cls=node.cls,
            names=tuple(name for name, _ in node.names.most_common(NAMES)),
            country=node.country,
            documents=node.documents,
            qid=link.qid,
            item_label=item.label("en") if item else "",
            description=item.description if item else "",
            level=link.level,
            score=link.score,
            by=judged.by if judged else "",
            when=judged.when if judged else "",
            why=judged.why if judged else "",
        )

    def _nodes(self, path: str) -> list[Node]:
        found = (self.identities.node(key) for key in self.identities.in_cluster(path))
        return [node for node in found if node]

    @cached_property
    def _of_items(self) -> list[Judgement]:
        return [line for line in standing(self.file.judgements) if line.is_of_item]

    def _judgement(self, path: str, qid: str) -> Judgement | None:
        keys = set(self.identities.in_cluster(path))
        lines = (line for line in self._of_items if line.item == qid and keys.intersection(self.judgements.nodes(line.entity)))
        return next(lines, None)

    def _is_settled(self, path: str) -> bool:
        """Whether somebody has chosen an item, or looked at all that were asked about, since the last build."""
        paths = {path_of(key) for key in self.identities.in_cluster(path)}
        lines = [line for line in self._of_items if path_of(line.entity) in paths]
        judged = {line.item for line in lines}
        asked = {link.qid for link in self.links.of(path) if link.level is Level.CLOSE}
        return any(line.verdict is Verdict.SAME for line in lines) or asked <= judged
