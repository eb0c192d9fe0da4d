"""What a user names, as judgements name it: an address, a path or a name becomes an entity of the index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from pyoxigraph import NamedNode

from kg.errors import JudgementsError
from kg.model.entities import EntityClass
from kg.model.judgements import is_qid, path_of
from kg.model.profiles import Node
from kg.store.identities import Identities
from kg.store.names import Graph, entities_named, fold
from kg.store.parameters import as_iri

_CLASSES = tuple(f"{cls.value.lower()}/" for cls in EntityClass)
_LISTED = 12  # candidates that a message shows


@dataclass(frozen=True, slots=True)
class Referent:
    """An entity that a user has named, or an item of Wikidata, which has neither path nor nodes."""

    side: str  # what a judgement calls it
    path: str  # of its cluster: its address below {base}id/
    nodes: tuple[str, ...]  # those that are named, not all of the cluster

    @property
    def is_item(self) -> bool:
        return is_qid(self.side)

    @property
    def cls(self) -> str:
        return self.side.partition("/")[0]


def refer(identities: Identities, graph: Graph, word: str) -> Referent:
    """The entity that a word names: an IRI, with or without a prefix; a path, with or without a country; a name that only one bears; a QID.

    Raises:
        JudgementsError: the store has no such entity, or several; the message lists them.
        ParameterError: no entity has the name; the message has names that are near.
    """
    if is_qid(word):
        return Referent(word, "", ())
    path = _path(graph, word)
    nodes = _named(identities, graph, word) if path is None else _nodes(identities, path)
    clusters = sorted({cluster for node in nodes if (cluster := identities.cluster(node))})
    if not clusters:
        raise JudgementsError(f"the store has no {word}; copy an address as kg query prints it, or give a name")
    if len(clusters) > 1:
        raise _ambiguous(identities, word, clusters)
    side = path if path and "@" in path else _side(identities, nodes)
    return Referent(side, clusters[0], tuple(nodes))


def _path(graph: Graph, word: str) -> str | None:
    """The path that a word writes; None where it is a name."""
    try:
        iri = as_iri(word, graph)
    except ValueError:
        raise JudgementsError(f"{word!r}: an IRI has no such character; copy it as kg query prints it") from None
    if iri is None and word.startswith("id/"):
        iri = NamedNode(graph.base + word)
    if iri is not None:
        path = unquote(iri.value.removeprefix(f"{graph.base}id/"))
        if not path.startswith(_CLASSES):
            raise JudgementsError(f"{word} is no person, organisation, event, programme or place of this store")
        return path
    return word if word.startswith(_CLASSES) else None


def _nodes(identities: Identities, path: str) -> list[str]:
    """The nodes that a path names: those of this name among the cluster that has the address; else those of this name; else the cluster."""
    if "@" in path:
        return [path] if identities.cluster(path) else []
    clustered = identities.in_cluster(path)
    return [node for node in clustered if path_of(node) == path] or identities.of_path(path) or clustered


def _named(identities: Identities, graph: Graph, name: str) -> list[str]:
    """The nodes that bear a name; all of the entity where the name is only a part of theirs."""
    found = [unquote(node.value.removeprefix(f"{graph.base}id/")) for node in entities_named(graph, name)]
    paths = [path for path in found if path.startswith(_CLASSES)]
    if len(paths) != 1:
        raise _ambiguous(identities, name, paths)
    members = [node for key in identities.in_cluster(paths[0]) if (node := identities.node(key))]
    bearers = [node.key for node in members if fold(name) in map(fold, {*node.names, *node.labels})]
    return bearers or _nodes(identities, paths[0])


def _side(identities: Identities, nodes: Iterable[str]) -> str:
    """What a judgement calls these nodes: as the one that most documents tell of."""
    known = [node for key in nodes if (node := identities.node(key))]
    return side_of(identities, min(known, key=lambda node: (-node.documents, node.key)))


def side_of(identities: Identities, node: Node) -> str:
    """What a judgement calls a node: its path where all that go by it are one entity, else the path with the country."""
    clusters = {identities.cluster(key) for key in identities.of_path(node.path)}
    return node.path if len(clusters) == 1 else node.key


def _ambiguous(identities: Identities, word: str, paths: list[str]) -> JudgementsError:
    lines = [f"\n  {path}  {_told(identities, path)}".rstrip() for path in paths[:_LISTED]]
    more = f"\n  … and {len(paths) - _LISTED} more" if len(paths) > _LISTED else ""
    if not paths:
        return JudgementsError(f"{word!r} names no person, organisation, event, programme or place")
    return JudgementsError(f"{word!r} may be any of {len(paths)}; name one by its address:" + "".join(lines) + more)


def _told(identities: Identities, path: str) -> str:
    """A few words by which a person can tell namesakes apart."""
    nodes = [node for key in identities.in_cluster(path) if (node := identities.node(key))]
    count = sum(node.documents for node in nodes)
    return ", ".join(filter(None, [*_facts(nodes), f"{count} document{'s' if count != 1 else ''}"]))


def _facts(nodes: Iterable[Node]) -> list[str]:
    known = list(nodes)
    countries = sorted({node.country for node in known if node.country})
    titles = sorted({title for node in known for title in node.titles})
    return [" ".join(countries), *titles[:2]]
