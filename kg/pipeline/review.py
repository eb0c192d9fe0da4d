"""What a build leaves for people to judge: the pairs and entities that `kg review` and `kg link review` show, in the same order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from kg.linking import ranking
from kg.model.judgements import is_qid
from kg.model.profiles import Node, facts, main_label
from kg.model.review import LinkQuestion, MergeQuestion, Obstacle, Option, Subject, link_id, merge_id
from kg.pipeline.linkage import Linkage
from kg.pipeline.linkage import Question as Linking
from kg.pipeline.pairs import ACCEPTED, DOUBTFUL, Pairs, Step
from kg.pipeline.references import side_of
from kg.resolution.concepts import Meanings
from kg.store.identities import Identities, Judged
from kg.store.judgements import NO_JUDGEMENTS, JudgementsFile
from kg.store.links import Links
from kg.store.review import Review
from kg.wikidata.items import Item
from kg.wikidata.lookup import Items

MOST = 200  # questions of a kind; a build takes some three milliseconds longer for each
OPTIONS = 9  # items that one may be: as many as there are keys
LISTED = 12  # values of a kind
LANGUAGES = ("en", "fr")
DOCUMENTS = 3  # in which an entity is looked up for its sentences


def review(identities: Identities, items: Items, meanings: Meanings, file: JudgementsFile, roots: Iterable[str]) -> Review:
    """What people are asked about after a build that followed a file of judgements.

    What is judged already is among it, so that a judgement can be taken back: readers leave it out, by the file as it is then.
    """
    asked = _Asked(identities, Pairs(identities, meanings, file), items)
    links = Links(identities)
    steps = list(islice(Pairs(identities, meanings, NO_JUDGEMENTS).doubtful(), MOST + 1))
    questions = list(islice(Linkage(identities, links, items, meanings, NO_JUDGEMENTS).doubtful(), MOST + 1))
    return Review(
        merges=tuple(map(asked.merge, steps[:MOST])),
        links=tuple(asked.link(question, links) for question in questions[:MOST]),
        left=tuple(kind for kind, found in (("merges", steps), ("links", questions)) if len(found) > MOST),
        followed=frozenset(_texts(identities.judged())),
        roots=tuple(roots),
    )


def _texts(rows: Iterable[Judged]) -> Iterator[Judged]:
    return ((str(a), str(b), str(verdict), str(moment)) for a, b, verdict, moment in rows)


class _Asked:
    """Makes questions; knows what entities are called in the judgements that stand."""

    def __init__(self, identities: Identities, pairs: Pairs, items: Items) -> None:
        self.identities, self.pairs, self.items = identities, pairs, items
        self._of_path: dict[str, frozenset[str]] = {}
        self._named: dict[str, set[str]] = defaultdict(set)  # what judgements call each entity, by its path
        for side in {side for line in pairs.standing for side in (line.a, line.b)}:
            clusters = {identities.cluster(node) for node in pairs.judgements.nodes(side)}
            if len(clusters) == 1:
                self._named[clusters.pop() or ""].add(side)

    def merge(self, step: Step) -> MergeQuestion:
        """Whether two nodes that are compared are one."""
        obstacle = self.pairs.obstacle(step)
        return MergeQuestion(
            id=merge_id(step.one.key, step.other.key),
            cls=step.one.cls.value.lower(),
            one=self._subject(step.one, [step.one.key]),
            other=self._subject(step.other, [step.other.key]),
            comparison=step.comparison,
            item=step.item,
            obstacle=Obstacle(one=obstacle.one.key, other=obstacle.other.key, comparison=obstacle.comparison) if obstacle else None,
            accepted=ACCEPTED,
            doubtful=DOUBTFUL,
        )

    def link(self, question: Linking, links: Links) -> LinkQuestion:
        """Which item an entity is."""
        nodes = self.identities.in_cluster(question.path)
        return LinkQuestion(
            id=link_id(question.path),
            cls=question.node.cls.value.lower(),
            entity=self._subject(question.node, nodes),
            options=tuple(map(_option, question.candidates[:OPTIONS])),
            asked=frozenset(link.qid for link in links.of(question.path)),
            accepted=ranking.ACCEPTED,
            doubtful=ranking.DOUBTFUL,
        )

    def _subject(self, node: Node, nodes: Iterable[str]) -> Subject:
        """An entity by one of its nodes, or by all of them as one; `nodes` are those whose documents tell of it."""
        path = self.identities.cluster(node.key) or node.path
        documents = dict.fromkeys(document for key in nodes for document in islice(self.identities.documents(key), DOCUMENTS))
        told = {kind: tuple(values[:LISTED]) for kind, values in facts(node).items()}
        known = [item for values in told.values() for value in values if is_qid(value) and (item := self.items.get(value))]
        return Subject(
            path=path,
            side=side_of(self.identities, node),
            sides=self._sides(path, node),
            name=main_label(node),
            facts=told,
            items={item.qid: _labels(item) for item in known},
            documents=node.documents,
            told_in=tuple(islice(documents, DOCUMENTS)),
        )

    def _sides(self, path: str, known: Node) -> frozenset[str]:
        """All that judgements may call an entity: each of its nodes, as they would and as they do."""
        if path not in self._of_path:
            others = (self.identities.node(key) for key in self.identities.in_cluster(path) if key != known.key)
            nodes = [known, *(node for node in others if node)]
            called = {side for node in nodes for side in (node.key, side_of(self.identities, node))}
            self._of_path[path] = frozenset(called | self._named.get(path, set()))
        return self._of_path[path]


def _option(candidate: ranking.Candidate) -> Option:
    item = candidate.item
    return Option(
        qid=item.qid,
        labels=_labels(item),
        description=item.description,
        country=item.country or "",
        comparison=candidate.comparison,
    )


def _labels(item: Item) -> dict[str, str]:
    """The names of an item in the languages of the interface, by language."""
    return {label.language: label.text for label in item.labels if label.language in LANGUAGES}
