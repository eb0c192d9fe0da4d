"""What the names of an entity and of an item say about their being one."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz

from kg.linking.descriptions import folded
from kg.linking.known import Field
from kg.linking.telling import is_generic
from kg.model.entities import EntityClass
from kg.model.identity import fold
from kg.model.profiles import Node
from kg.model.reasons import Reason
from kg.resolution.acronyms import is_acronym
from kg.resolution.common_names import common_names
from kg.resolution.concepts import Meaning
from kg.wikidata.items import Item
from kg.wikidata.keys import skeleton

ALIKE = 0.9  # share of letters in common of two spellings of a name
WORDS_ALIKE = 0.75  # share of letters in common of each of their words
SHORT = 3  # letters of particles, of which spelling says little
FULL = 3  # words of a person's name that few others have
SAID_ALIKE = 0.6  # share of concepts in common of two names that say the same
LONG = 4  # words of a name that leave no doubt, though one is written otherwise
WORLDWIDE = frozenset({"nation", "united", "union", "international", "inter", "world", "regional"})  # concepts that part nobody
ROMAN = frozenset("ivx")
PROMINENT = 4  # sources or more that name an item which is known all over the world
TOLD = 3  # concepts of a name that says who is meant, where no country does


def names(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """A name in common, the more telling the better, or else one that says the same or is spelt nearly so."""
    shared = field.shared(item)
    if shared:
        yield from _shared(shared, item, field)
    if (not shared or is_acronym(shared[0])) and subject.cls is not EntityClass.PERSON:
        said = next((name for name in field.telling if any(_says_the_same(name, other, field) for other in item.names)), None)
        if said:
            yield Reason("same words", 1.5 if not shared else 1.0, said)
            return
    if not shared or (is_acronym(shared[0]) and subject.cls is not EntityClass.PERSON):
        found = [*_other_order(item, field), *_spelling(item, field)]
        yield from found[:1] or ([] if shared else [Reason("unlike name", -3.0, min(subject.names, default=subject.key))])


def _other_order(item: Item, field: Field) -> Iterator[Reason]:
    """A person's name with its parts in another order, or with one of them left out."""
    if field.subject.cls is not EntityClass.PERSON:
        return
    known = [sorted(fold(name).split()) for name in item.names]
    for name in field.telling:
        words = sorted(fold(name).split())
        if words in known:
            yield Reason("name in another order", 1.0, name)
        elif any(_is_part(words, other, 2) or _is_part(other, words, FULL) for other in known):
            yield Reason("part of the name", 0.5, name)


def _shared(shared: list[str], item: Item, field: Field) -> Iterator[Reason]:
    best, is_person = shared[0], field.subject.cls is EntityClass.PERSON
    yield Reason("name", field.weight(best), best)
    if is_acronym(best) and is_of_other_words(best, item):
        yield Reason("letters of other words", -1.0, best)
    if is_person and len(fold(best).split()) >= FULL:
        yield Reason("full name", 0.5, best)
    if not is_person and is_acronym(best) and is_label(best, item):
        yield Reason("known by its acronym", 0.5 if item.country else 1.0, best)
    others = {fold(name) for name in shared} - {fold(best)}
    if others and not is_person:
        yield Reason("other names", min(1.0, 0.5 * len(others)), ", ".join(sorted(others)[:3]))


def _is_part(words: list[str], others: list[str], least: int) -> bool:
    return len(words) >= least and set(words) < set(others)


def is_label(name: str, item: Item) -> bool:
    """Whether an item is mainly called so, in some language."""
    return folded(name) in {folded(label.text) for label in item.labels}


def is_of_other_words(acronym: str, item: Item) -> bool:
    """Whether an acronym is neither how a little known item is called nor its initials, in any language: others may well be called so."""
    if item.prominence >= PROMINENT or is_label(acronym, item):
        return False
    return not any(_are_initials(acronym, label.text) for label in item.labels)


def _are_initials(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym begin the words of a name, in their order; small words and ends of words may be left out."""
    letters = [letter for letter in fold(acronym) if letter.isalpha()]
    text = f" {fold(name)}"
    at = 0
    for letter in letters:
        at = text.find(f" {letter}", at) + 1
        if not at:
            return False
    return bool(letters)


def _says_the_same(name: str, other: str, field: Field) -> bool:
    if is_acronym(name) or is_acronym(other):
        return False
    meaning = field.meanings.of(name)
    is_telling = len(meaning.concepts) >= TOLD or bool(meaning.concepts and meaning.countries)
    return is_telling and meaning == field.meanings.of(other)


def _spelling(item: Item, field: Field) -> Iterator[Reason]:
    pairs = [(name, other) for name in field.telling if not is_acronym(name) for other in item.names if _is_spelt_alike(name, other, field)]
    share, name, other = max(((fuzz.ratio(fold(a), fold(b)) / 100, a, b) for a, b in pairs), default=(0.0, "", ""))
    if share >= ALIKE:
        weight = 0.5 if is_generic(name, field.subject.cls, field.meanings) else 2.0 if len(name.split()) >= LONG else 1.0
        yield Reason("spelling", weight, f"{name} ~ {other}")


def _is_spelt_alike(name: str, other: str, field: Field) -> bool:
    """Whether each word of a name is one of the other's, or nearly; years and numbers must be the same, and so must countries.

    Persons' names may only differ as transcriptions do: in vowels, doubled letters and particles.
    """
    words, others = sorted(fold(name).split()), sorted(fold(other).split())
    if len(words) != len(others) or _numbers(words) != _numbers(others):
        return False
    if field.meanings.of(name).countries != field.meanings.of(other).countries:
        return False
    longer = [(one, two) for one, two in zip(words, others, strict=True) if min(len(one), len(two)) > SHORT]
    if field.subject.cls is EntityClass.PERSON:
        return _initials(words) == _initials(others) and all(skeleton(one) == skeleton(two) for one, two in longer)
    return all(fuzz.ratio(one, two) >= 100 * WORDS_ALIKE for one, two in longer)


def _initials(words: list[str]) -> list[str]:
    """The short words of a person's name but for particles: "W." and "H. W." part father and son."""
    return [word for word in words if len(word) < SHORT and word not in common_names().particles]


def _numbers(words: list[str]) -> set[str]:
    """Those of its words that are numbers, in Arabic or Roman digits."""
    return {word for word in words if any(letter.isdigit() for letter in word) or not set(word) - ROMAN}


def missing_name(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """A name in full that the item lacks, though others of its names fit: an acronym can be that of several bodies."""
    if subject.cls in (EntityClass.PERSON, EntityClass.PLACE):
        return
    longer = [name for name in field.telling if not is_acronym(name) and _tells_more(name, field)]
    if longer and not any(is_of(name, item, field) for name in longer):
        yield Reason("missing name", -1.5, longer[0])


def _tells_more(name: str, field: Field) -> bool:
    """Whether a name is not just what its kind is called: "the Commission"."""
    return not is_generic(name, field.subject.cls, field.meanings) or len(field.meanings.of(name).concepts) >= TOLD


def is_of(name: str, item: Item, field: Field) -> bool:
    """Whether an item is called so, or says the same in other words."""
    meaning, plain = field.meanings.of(name), fold(name)
    for other in item.names:
        told = field.meanings.of(other)
        if fold(other) == plain or fuzz.ratio(fold(other), plain) >= 100 * ALIKE:
            return True
        agree = meaning.countries <= told.countries or told.countries <= meaning.countries
        if not is_acronym(other) and agree and meaning.overlap(told) >= SAID_ALIKE and _regions(meaning) == _regions(told):
            return True
    return False


def _regions(meaning: Meaning) -> frozenset[str]:
    """The parts of the world that a name is of: the African centres are not those of a state."""
    return meaning.concepts & common_names().supranational - WORLDWIDE


def namesakes(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """Whether others of the class have the name too; that no other person is known with a name tells little, for most are not."""
    rivals = field.rivals(item)
    if not rivals:
        yield Reason("only one", 0.5 if subject.cls is EntityClass.PERSON else 1.0, item.qid)
    elif subject.cls is not EntityClass.PERSON:
        name = field.shared(item)[0]
        if is_label(name, item) and not any(is_label(name, other) for other in rivals):
            yield Reason("main name", 1.0, name)


def common(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """A body that every country has is no item unless the country is known."""
    if field.is_generic and (field.country is None or field.country not in field.countries(item)):
        yield Reason("no country", -3.0, min(subject.names, default=subject.key))
