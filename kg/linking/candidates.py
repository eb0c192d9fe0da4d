"""Which items an entity may be: those that one of its names is a name of, or nearly so."""

from __future__ import annotations

from collections.abc import Iterator

from kg.linking.descriptions import folded
from kg.linking.telling import telling_names
from kg.model.identity import fold
from kg.model.profiles import Node
from kg.resolution.acronyms import is_acronym
from kg.wikidata.items import Item
from kg.wikidata.lookup import Items

MOST = 60  # items of one name that are looked at; the most prominent of more
SPELLINGS = 5  # items with a name that is spelt nearly as the entity's
WORDS = 2  # of a name from which it is also looked up as others may spell it


def candidates(subject: Node, index: Items) -> list[Item]:
    """The items of the entity's class that it may be, each once. Other spellings count only where no item has the name itself."""
    names = dict.fromkeys(spelling for name in telling_names(subject) for spelling in _spellings(name))
    found = {item.qid: item for name in names for item in index.named(name)[:MOST] if item.cls is subject.cls}
    if not found:
        found = {item.qid: item for item in _spelt_alike(subject, index) if item.cls is subject.cls}
    return list(found.values())


def _spellings(name: str) -> tuple[str, ...]:
    """A name, and with its words in full where that is another."""
    return (name, folded(name)) if folded(name) != fold(name) else (name,)


def _spelt_alike(subject: Node, index: Items) -> Iterator[Item]:
    for name in telling_names(subject):
        if len(fold(name).split()) >= WORDS and not is_acronym(name):
            for item, _ in index.alike(name, SPELLINGS):
                yield item
