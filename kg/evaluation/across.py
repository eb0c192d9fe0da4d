"""What several documents say of one thing: which entities are held to be one, and which statements to restate each other.

Pairs: of all pairs of expected entities, those that are one, expected and found. B-cubed (Bagga and Baldwin 1998, "Entity-Based
Cross-Document Coreferencing Using the Vector Space Model"): of each expected entity, the share of those it is held to be one with that
are, and the share of those it is one with that are found; the mean over all entities. An entity that was not found is alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from pathlib import Path
from typing import TypeVar

from kg.evaluation.crossdoc import CrossDocumentFile, EntityPlace, StatementPlace
from kg.evaluation.figures import Figures
from kg.evaluation.found import Node
from kg.evaluation.scoring import Scored

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class BCubed:
    """Sums over entities."""

    precision_sum: float = 0.0
    recall_sum: float = 0.0
    count: int = 0

    def __add__(self, other: BCubed) -> BCubed:
        return BCubed(self.precision_sum + other.precision_sum, self.recall_sum + other.recall_sum, self.count + other.count)

    @property
    def precision(self) -> float:
        return self.precision_sum / self.count if self.count else 0.0

    @property
    def recall(self) -> float:
        return self.recall_sum / self.count if self.count else 0.0

    @property
    def f1(self) -> float:
        precision, recall = self.precision, self.recall
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One of two things: where it stands and what it is called."""

    document: str
    words: str
    is_found: bool  # whether the text was read so that it is there


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two things that one side holds to be one, or to restate each other, and the other does not."""

    a: Told
    b: Told
    reasons: tuple[str, ...] = ()  # what speaks for and against it, the weightiest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """What came of one file."""

    path: Path
    pairs: Figures
    b_cubed: BCubed
    restatements: Figures
    false_merges: tuple[Difference, ...]
    missing_merges: tuple[Difference, ...]
    restated: tuple[Difference, ...]  # expected and found
    false_restatements: tuple[Difference, ...]
    missing_restatements: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What a build makes of the documents."""

    restatements: frozenset[tuple[Node, Node]]  # of all documents
    why: Callable[[str, Node, str, Node], tuple[str, ...]]  # what speaks for and against two entities being one
    why_restated: Callable[[str, str, bool], tuple[str, ...]]  # the same of two statements: their content, whether in one language


def score_across(file: CrossDocumentFile, documents: Mapping[str, Scored], resolved: Resolved) -> Across:
    """Compares what is expected of several documents with what a build makes of them; `documents` has all that the file tells of."""
    scorer = _Scorer(file, {name: documents[name] for name in file.documents}, resolved)
    expected, found = scorer.expected_pairs(), scorer.found_pairs()
    said, restated = scorer.expected_restatements(), scorer.found_restatements()
    return Across(
        path=file.path,
        pairs=_figures(expected, found),
        b_cubed=scorer.b_cubed(),
        restatements=_figures(said, restated),
        false_merges=tuple(map(scorer.merge, _ordered(found - expected))),
        missing_merges=tuple(map(scorer.merge, _ordered(expected - found))),
        restated=tuple(map(scorer.restatement, _ordered(said & restated))),
        false_restatements=tuple(map(scorer.restatement, _ordered(restated - said))),
        missing_restatements=tuple(map(scorer.restatement, _ordered(said - restated))),
    )


def total(across: Iterable[Across]) -> tuple[Figures, BCubed, Figures]:
    """The figures of pairs, B-cubed and restatements over all files."""
    rows = [(one.pairs, one.b_cubed, one.restatements) for one in across]
    return reduce(lambda a, b: (a[0] + b[0], a[1] + b[1], a[2] + b[2]), rows, (Figures(), BCubed(), Figures()))


def _figures(expected: set[frozenset[T]], found: set[frozenset[T]]) -> Figures:
    return Figures(len(expected & found), len(found), len(expected))


def _ordered(pairs: Iterable[frozenset[T]]) -> list[tuple[T, T]]:
    sides = (sorted(pair, key=str) for pair in pairs)
    return sorted(((side[0], side[1]) for side in sides), key=str)


@dataclass(frozen=True)
class _Scorer:
    file: CrossDocumentFile
    documents: Mapping[str, Scored]
    resolved: Resolved

    def entities(self) -> list[EntityPlace]:
        return [(name, entity.id) for name, scored in self.documents.items() for entity in scored.annotation.entities]

    def expected_pairs(self) -> set[frozenset[EntityPlace]]:
        return {frozenset(pair) for cluster in self.file.clusters for pair in combinations(cluster, 2)}

    def found_pairs(self) -> set[frozenset[EntityPlace]]:
        return {frozenset(pair) for members in self._found_clusters().values() for pair in combinations(members, 2)}

    def _found_clusters(self) -> dict[Hashable, list[EntityPlace]]:
        """What is held to be one has one node; an entity that was not found is alone."""
        clusters: dict[Hashable, list[EntityPlace]] = defaultdict(list)
        for place in self.entities():
            clusters[self._node(place) or place].append(place)
        return clusters

    def _node(self, place: EntityPlace) -> Node | None:
        return self.documents[place[0]].matched.get(place[1])

    def b_cubed(self) -> BCubed:
        expected, found = _cluster_of(self.file.clusters), _cluster_of(map(tuple, self._found_clusters().values()))
        result = BCubed()
        for place in self.entities():
            ours, theirs = expected.get(place, {place}), found[place]
            both = len(ours & theirs)
            result += BCubed(both / len(theirs), both / len(ours), 1)
        return result

    def merge(self, pair: tuple[EntityPlace, EntityPlace]) -> Difference:
        one, other = map(self._node, pair)
        reasons = self.resolved.why(pair[0][0], one, pair[1][0], other) if one and other else ()
        return Difference(a=self._entity(pair[0]), b=self._entity(pair[1]), reasons=reasons)

    def _entity(self, place: EntityPlace) -> Told:
        entity = next(e for e in self.documents[place[0]].annotation.entities if e.id == place[1])
        return Told(document=place[0], words=entity.names[0], is_found=self._node(place) is not None)

    def expected_restatements(self) -> set[frozenset[Node | StatementPlace]]:
        """Of a statement that was found its node, else its place: both sides name it alike."""
        return {frozenset(self._statement_node(place) for place in pair) for pair in self.file.restatements}

    def _statement_node(self, place: StatementPlace) -> Node | StatementPlace:
        return self.documents[place[0]].matched_statements.get(place[1], place)

    def found_restatements(self) -> set[frozenset[Node | StatementPlace]]:
        """Those between the documents that the file tells of."""
        ours = {statement.node for scored in self.documents.values() for statement in scored.found.statements}
        return {frozenset(pair) for pair in self.resolved.restatements if ours.issuperset(pair)}

    def restatement(self, pair: tuple[Node | StatementPlace, Node | StatementPlace]) -> Difference:
        one, other = sorted(map(self._statement, pair), key=lambda told: (told.document, told.words))
        in_one_language = self.documents[one.document].document.language == self.documents[other.document].document.language
        reasons = self.resolved.why_restated(one.words, other.words, in_one_language) if one.is_found and other.is_found else ()
        return Difference(a=one, b=other, reasons=reasons)

    def _statement(self, which: Node | StatementPlace) -> Told:
        if isinstance(which, tuple):
            document, number = which
            return Told(document=document, words=self.documents[document].annotation.statements[number].content, is_found=False)
        return next(self._found_statements(which))

    def _found_statements(self, node: Node) -> Iterator[Told]:
        for name, scored in self.documents.items():
            for statement in scored.found.statements:
                if statement.node == node:
                    yield Told(document=name, words=statement.content, is_found=True)


def _cluster_of(clusters: Iterable[tuple[EntityPlace, ...]]) -> dict[EntityPlace, set[EntityPlace]]:
    return {place: set(members) for members in clusters for place in members}
