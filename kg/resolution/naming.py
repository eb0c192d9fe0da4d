"""Which address a cluster has: that of its best known name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.model.entities import EntityClass
from kg.model.identity import slug
from kg.model.judgements import document_of, path_of
from kg.model.profiles import Node
from kg.resolution.identity import is_common


def canonical_path(nodes: Sequence[Node], known: str | None, namesakes: bool) -> str:
    """The path below {base}id/ of the nodes that are one.

    `known` is the name of the Wikidata item that they are, if they are one: then the address does not depend on what documents call it.
    `namesakes` tells that others, who are not these, have a node of the same path.
    """
    best, country = _told_apart(nodes, min(nodes, key=_rank)), _country(nodes)
    if known:
        path = f"{best.cls.value.lower()}/{slug(known)}"
        return _of_country(path, country) if namesakes and path in {node.path for node in nodes} else path
    if document_of(best.key):
        return best.path
    if country is None or not (namesakes or _is_national(best)):
        return f"{best.path}-{best.stage}" if namesakes and best.stage else best.path
    return _of_country(f"{best.cls.value.lower()}/{slug(best.labels.most_common(1)[0][0])}" if _is_national(best) else best.path, country)


def _told_apart(nodes: Sequence[Node], best: Node) -> Node:
    """The best node, or the first of its name that a person has told apart from namesakes by a document: then the address stays when other
    documents come and go."""
    return min((node for node in nodes if document_of(node.key) and path_of(node.key) == path_of(best.key)), key=_rank, default=best)


def _of_country(path: str, country: str | None) -> str:
    return path if country is None or path.endswith(f"-{country.lower()}") else f"{path}-{country.lower()}"


def _rank(node: Node) -> tuple[bool, int, int, str]:
    """Names before acronyms, then what most documents say, then what says most."""
    label = min(node.labels, key=lambda name: (-node.labels[name], name))
    return label.isupper() and " " not in label, -node.documents, -len(label), node.key


def _is_national(node: Node) -> bool:
    return node.cls is EntityClass.ORGANISATION and all(is_common(label) for label in node.labels)


def _country(nodes: Iterable[Node]) -> str | None:
    counts = Counter(node.country for node in nodes if node.country)
    return min(counts, key=lambda code: (-counts[code], code), default=None)
