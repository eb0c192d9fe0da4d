"""What a user names, as judgements name it: an address, a path or a name becomes an entity of the index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from pyoxigraph import NamedNode

from kg.errors import JudgementsError
from kg.graph import vocabulary as v
from kg.model.entities import EntityClass
from kg.model.judgements import BY_DOCUMENT, document_of, in_document, is_qid, path_of
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
    """The entity that a word names: an IRI, with or without a prefix; a path, with or without a country; a name that only one bears; a
    path or name with a document, `Anna Meyer@doc:fr/report.txt`, or the address of a mention, which mean whom that document names; a QID.

    Raises:
        JudgementsError: the store has no such entity, or several; the message lists them.
        ParameterError: no entity has the name; the message has names that are near.
    """
    if is_qid(word):
        return Referent(word, "", ())
    name, by_document, document = word.partition(BY_DOCUMENT)
    if by_document:
        return _in_document(identities, graph, name, _identifier(identities, document))
    if mentioned := _mentioned(graph, word):
        return _in_document(identities, graph, *mentioned)
    path = _path(graph, word)
    nodes = _named(identities, graph, word) if path is None else _nodes(identities, path)
    clusters = sorted({cluster for node in nodes if (cluster := identities.cluster(node))})
    if not clusters:
        raise JudgementsError(f"the store has no {word}; copy an address as kg query prints it, or give a name")
    if len(clusters) > 1:
        raise _ambiguous(identities, word, clusters)
    side = path if path and "@" in path else _side(identities, nodes)
    return Referent(side, clusters[0], tuple(nodes))


def _mentioned(graph: Graph, word: str) -> tuple[str, str] | None:
    """The path of the entity that a mention means, and the document; None where a word is not the address of a mention."""
    iri = as_iri(word, graph) if "#char=" in word else None
    told = {quad.object for quad in graph.store.quads_for_pattern(iri, v.IDENT_REF, None)} if iri else set()
    paths = sorted(unquote(node.value.removeprefix(f"{graph.base}id/")) for node in told if isinstance(node, NamedNode))
    return (paths[0], unquote(iri.value.partition("#")[0].removeprefix(f"{graph.base}doc/"))) if iri and paths else None


def _in_document(identities: Identities, graph: Graph, name: str, document: str) -> Referent:
    """The entity that a document names so, by name, by path, or by its address in the graph.

    Raises:
        JudgementsError: the document has no such entity, or several.
    """
    told = {node.path: node for node in identities.told_by(document)}
    clusters = identities.paths(document)
    path = path_of(_path(graph, name) or "")
    if path:
        found = [path] if path in told else [at for at in told if clusters[at] == path]
    else:
        found = [at for at in told if _bears(told[at], name)]
    if len(found) != 1:
        listed = "".join(f"\n  {in_document(at, document)}" for at in found)
        raise JudgementsError(f"{document} names {'several' if found else 'no'} {name}{'; name one by its path:' if found else ''}{listed}")
    key = identities.node_in(document, found[0])
    return Referent(in_document(found[0], document), clusters[found[0]], (key,) if key else ())


def _bears(node: Node, name: str) -> bool:
    return fold(name) in map(fold, {*node.names, *node.labels})


def _identifier(identities: Identities, document: str) -> str:
    """The identifier of a document that is named by it, by its address behind the prefix, or by the end of its path if only one has it."""
    for name in (document, unquote(document)):
        if identities.index.get(name):
            return name
    found = identities.index.ending(f"/{document}")
    if len(found) != 1:
        raise JudgementsError(f"{'several documents are' if found else 'no document is'} called {document}; name it as kg explain does")
    return found[0]


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
    """The nodes that a path names: those of this name among the cluster that has the address; else those of this name; else the cluster;
    else those of this name that are told apart by their documents."""
    if "@" in path:
        return [path] if identities.cluster(path) else []
    clustered = identities.in_cluster(path)
    named = [node for node in clustered if path_of(node) == path]
    return named or identities.of_path(path) or clustered or identities.told_apart(path)


def _named(identities: Identities, graph: Graph, name: str) -> list[str]:
    """The nodes that bear a name; all of the entity where the name is only a part of theirs."""
    found = [unquote(node.value.removeprefix(f"{graph.base}id/")) for node in entities_named(graph, name)]
    paths = [path for path in found if path.startswith(_CLASSES)]
    if len(paths) != 1:
        raise _ambiguous(identities, name, paths)
    members = [node for key in identities.in_cluster(paths[0]) if (node := identities.node(key))]
    bearers = [node.key for node in members if _bears(node, name)]
    return bearers or _nodes(identities, paths[0])


def _side(identities: Identities, nodes: Iterable[str]) -> str:
    """What a judgement calls these nodes: as the one that most documents tell of."""
    known = [node for key in nodes if (node := identities.node(key))]
    return side_of(identities, min(known, key=lambda node: (-node.documents, node.key)))


def side_of(identities: Identities, node: Node) -> str:
    """What a judgement calls a node: its path where all that go by it are one entity, else the path with the country, or with the document
    by which it is told apart."""
    if document := document_of(node.key):
        return in_document(path_of(node.key), document)
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
