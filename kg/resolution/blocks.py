"""Which nodes are compared at all: those that share a key."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model.entities import EntityClass
from kg.model.identity import fold
from kg.model.profiles import Node
from kg.resolution.concepts import Meanings

CROWDED = 60  # nodes that share a key; a key that more share tells too little, and is passed over


def block_keys(node: Node, meanings: Meanings) -> set[str]:
    """What a node may have in common with another that is the same."""
    return {f"{node.cls} {key}" for key in _keys(node, meanings)}


def _keys(node: Node, meanings: Meanings) -> Iterator[str]:
    for item in node.items:
        yield f"item {item}"
    for name in node.names:
        folded = fold(name)
        yield f"name {folded}"
        match node.cls:
            case EntityClass.PERSON:
                yield f"parts {' '.join(sorted(folded.split()))}"
                yield f"last {folded.split()[-1] if folded else ''}"
            case EntityClass.ORGANISATION | EntityClass.PROGRAMME:
                yield from _meaning_keys(name, node, meanings)
            case _:
                pass
    if node.cls is EntityClass.EVENT:
        yield from (f"day {start} {place}" for start in node.starts for place in node.places)
        yield from (f"day {start} {other}" for start in node.starts for other in node.others)


def _meaning_keys(name: str, node: Node, meanings: Meanings) -> Iterator[str]:
    """The concepts of a name all but one, so that names that differ in one meet."""
    meaning = meanings.of(name)
    concepts, countries = sorted(meaning.concepts), ["", *sorted(meaning.countries | ({node.country} if node.country else set()))]
    for country in countries:
        if len(concepts) + bool(country) < 2:
            continue
        yield f"concepts {' '.join(concepts)} {country}"
        for left_out in concepts if len(concepts) > 3 else ():
            yield f"concepts {' '.join(word for word in concepts if word != left_out)} {country}"
