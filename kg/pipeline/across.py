"""What a build makes of the annotated documents of a folder together: who is whom, and what restates what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

from pyoxigraph import NamedNode

from kg.config import Settings
from kg.documents.corpus import Findings, FoundFile
from kg.evaluation.across import Resolved
from kg.evaluation.found import Node
from kg.graph.restatements import RESTATES
from kg.pipeline.build import build_files
from kg.pipeline.pairs import Pair, Pairs, Step
from kg.pipeline.references import Referent
from kg.pipeline.restate import likeness
from kg.pipeline.work import meanings
from kg.store.folder import open_snapshot
from kg.store.identities import Identities
from kg.store.index import Index
from kg.store.judgements import read


@contextmanager
def resolved(files: Sequence[FoundFile], scratch: Path, settings: Settings) -> Iterator[Resolved]:
    """Builds a store of the files in a folder that is thrown away; nobody's judgements are followed.

    Args:
        scratch: a store where what was extracted from the files is kept already.

    Raises:
        StoreError: there is no room for it.
    """
    settings = settings.model_copy(update={"store": scratch, "judgements": scratch / "judgements.jsonl", "workers": 1})
    build_files(Findings(files=tuple(files), errors=(), roots=(), skipped=0), settings)
    snapshot = open_snapshot(scratch)
    index = Index(snapshot.folder.index)
    try:
        links = snapshot.store.quads_for_pattern(None, RESTATES, None)
        pairs = {(_node(link.subject, snapshot.base), _node(link.object, snapshot.base)) for link in links}
        reader = _Reader(Identities(index), settings)
        yield Resolved(restatements=frozenset(pairs), why=reader.why, why_restated=why_restated)
    finally:
        index.close()


def _node(term: object, base: str) -> Node:
    """The address of a node as documents alone have it, without the base."""
    return term.value.removeprefix(base) if isinstance(term, NamedNode) else ""


class _Reader:
    def __init__(self, identities: Identities, settings: Settings) -> None:
        self.identities = identities
        self.pairs = Pairs(identities, meanings(), read(settings.judgements_file))

    def why(self, document: str, node: Node, other_document: str, other: Node) -> tuple[str, ...]:
        """What speaks for and against two entities of two documents being one."""
        return tuple(_reasons(self.pairs.explain(self._referent(document, node), self._referent(other_document, other))))

    def _referent(self, document: str, node: Node) -> Referent:
        """What a document tells of an entity."""
        path = unquote(node.removeprefix("id/"))
        keys = [key for key in self.identities.in_cluster(path) if document in self.identities.documents(key)]
        return Referent(path, path, tuple(keys))


def _reasons(pair: Pair) -> Iterator[str]:
    for node in pair.shared:
        yield f"both are {node.key}"
    if pair.direct:
        yield from _told(pair.direct)
    for step in pair.between:
        yield f"{step.one.key} with {step.other.key}: {'; '.join(_told(step))}"
    if pair.obstacle:
        yield f"kept apart by {pair.obstacle.one.key} and {pair.obstacle.other.key}: {'; '.join(_told(pair.obstacle))}"


def _told(step: Step) -> Iterator[str]:
    reasons = sorted(step.comparison.reasons, key=lambda reason: (-abs(reason.weight), reason.feature))
    for reason in reasons:
        yield f"{reason.weight:+.1f} {reason.feature}: {reason.told}"
    yield f"= {step.comparison.score:+.1f}" + (", contradicted" if step.comparison.is_contradicted else "")


def why_restated(one: str, other: str, in_one_language: bool) -> tuple[str, ...]:
    """What speaks for and against two statements making one claim."""
    grounds = likeness(one, other, in_one_language=in_one_language).grounds
    return tuple(f"{ground.weight:+.2f} {ground.feature}: {ground.told}" for ground in grounds)
