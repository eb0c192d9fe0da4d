"""Which nodes are compared at all: those that share a key."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model.entities import EntityClass
from kg.model.identity import fold
from kg.model.profiles import Node
from kg.resolution.common_names import common_names
from kg.resolution.concepts import Meanings
from kg.resolution.persons import person_name
from kg.resolution.sounds import frame, sounds

CROWDED = 60  # nodes that share a key; a key that more share tells too little and is passed over, or is divided (`is_divided`)

_NAMED = frozenset({EntityClass.ORGANISATION, EntityClass.PROGRAMME, EntityClass.PLACE})
FRAME = 3  # sounds of a surname that two spellings of it share
_MONTH = len("2017-07")
_DAY, _IN_MONTH, _AT = "day", "month", "at"
_DIVIDED = tuple(f"{EntityClass.EVENT} {kind} " for kind in (_DAY, _IN_MONTH, _AT))


def block_keys(node: Node, meanings: Meanings) -> set[str]:
    """What a node may have in common with another that is the same."""
    return {f"{node.cls} {key}" for key in _keys(node, meanings)}


def is_divided(key: str) -> bool:
    """Whether nodes that share a key are likely to be one however many they are: an event that many documents tell of."""
    return key.startswith(_DIVIDED)


def _keys(node: Node, meanings: Meanings) -> Iterator[str]:
    for item in node.items:
        yield f"item {item}"
    for name in node.names:
        folded = fold(name)
        yield f"name {folded}"
        if node.cls is EntityClass.PERSON:
            yield from _person_keys(name)
        elif node.cls in _NAMED:
            yield f"sound {sounds(folded)}"
            yield from _meaning_keys(name, node, meanings)
    if node.cls is EntityClass.EVENT:
        yield from _event_keys(node, meanings)


def _person_keys(name: str) -> Iterator[str]:
    """The surname, and the first name with each of the others as transcriptions and slips leave them."""
    words = person_name(name).words
    yield f"parts {' '.join(sorted(words))}"
    yield f"last {words[-1] if words else ''}"
    particles = common_names().particles
    yield from (f"frame {frame(words[0])} {frame(word)[:FRAME]}" for word in words[1:] if word not in particles)


def _event_keys(node: Node, meanings: Meanings) -> Iterator[str]:
    yield from (f"{_DAY} {start} {place}" for start in node.starts for place in node.places)
    yield from (f"{_DAY} {start} {other}" for start in node.starts for other in node.others)
    concepts = {concept for name in node.names for concept in meanings.of(name).concepts}
    if len(concepts) > 1:
        said = " ".join(sorted(concepts))
        yield from (f"{_IN_MONTH} {month} {said}" for month in {start[:_MONTH] for start in node.starts if len(start) >= _MONTH})
        yield from (f"{_AT} {place} {said}" for place in node.places)


def _meaning_keys(name: str, node: Node, meanings: Meanings) -> Iterator[str]:
    """The concepts of a name all but one, so that names that differ in one meet."""
    meaning = meanings.of(name)
    concepts, countries = sorted(meaning.concepts), ["", *sorted(meaning.countries | ({node.country} if node.country else set()))]
    for country in countries:
        if len(concepts) + bool(country) < 2 and node.cls is not EntityClass.PLACE:
            continue
        yield f"concepts {' '.join(concepts)} {country}"
        for left_out in concepts if len(concepts) > 3 else ():
            yield f"concepts {' '.join(word for word in concepts if word != left_out)} {country}"
