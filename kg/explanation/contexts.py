"""Where documents speak of an entity: sentences by which a person can tell who is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.explanation.explain import passage_of
from kg.explanation.records import Passage
from kg.explanation.source import Source, Stretch
from kg.graph import vocabulary as v


def contexts(source: Source, path: str, documents: Iterable[str], count: int) -> list[Passage]:
    """Up to `count` sentences that name the entity of a path: one of each document, of one document alone several.

    Raises:
        StoreError: the text of a document is missing.
    """
    entity = NamedNode(f"{source.graph.base}id/{quote(path)}")
    names = list(islice(documents, count))
    found = [_named_in(source, entity, NamedNode(f"{source.graph.base}doc/{quote(name)}")) for name in names]
    share = -(-count // max(1, len(names)))
    passages = [passage for sentences in found for passage in islice(sentences, share)]
    return passages[:count]


def _named_in(source: Source, entity: NamedNode, document: NamedNode) -> Iterator[Passage]:
    """The sentences of a document that name an entity, those with the fullest names first, each once."""
    mentions = [mention for mention in source.stretches(document) if v.MENTION in mention.types and _is_of(source, mention, entity)]
    seen = set[int]()
    for mention in sorted(mentions, key=lambda mention: (-len(mention), mention.begin)):
        passage = passage_of(source, document, mention.begin, mention.end, [(mention.begin, mention.end)])
        if passage.sentence_begin not in seen:
            seen.add(passage.sentence_begin)
            yield passage


def _is_of(source: Source, mention: Stretch, entity: NamedNode) -> bool:
    return entity in source.nodes(mention.node, v.IDENT_REF)
