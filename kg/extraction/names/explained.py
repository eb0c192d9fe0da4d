"""Bodies whose acronym a text explains, told apart from programmes, laws and kinds of things with one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from kg.extraction.candidates import Candidate
from kg.extraction.coreference.clusters import small_words
from kg.extraction.names.acronyms import Definition, find_definitions
from kg.extraction.names.repetitions import occurrences
from kg.extraction.names.words import NameWords, folded, name_words
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Parsed
from kg.model.entities import EntityClass

ORGANISATION, PLACE = EntityClass.ORGANISATION, EntityClass.PLACE

_NUMERAL = re.compile(r"[IVX]+|\d+")
_BEHIND = 24  # characters behind an acronym in which a noun tells what bears it
_BEFORE = 8  # characters before a long form in which its determiner stands
_ABOVE = 120  # characters before a long form in which the head stands that it completes


def find_explained(reading: Parsed, found: Sequence[Candidate], others: Set[str], speaking: Set[str]) -> Iterator[Candidate]:
    """Bodies whose acronym the text explains, and every place where the acronym stands; `others` are those of what is no body."""
    for definition in find_definitions(reading.text, found):
        long = next((c for c in found if c.begin < definition.end and definition.begin < c.end), None)
        short = reading.text[definition.short_begin : definition.short_end]
        inside = next((c for c in found if c.begin <= definition.short_begin < c.end), None)
        if short in others and (long is None or long.guessed):
            continue
        small = _is_small_body(reading, definition) or (long is None and inside is None and _is_actor(reading, definition, speaking))
        if small:
            yield _explained(definition)
        elif (long or inside) is None or (long or inside).cls is not ORGANISATION:  # type: ignore[union-attr]
            continue
        unsure = not small and (long is None or long.guessed or long.begin > definition.begin)
        if unsure and _names_no_body(reading, definition):
            continue
        if not small and (long.cls is ORGANISATION if long is not None else _is_named(reading.text[definition.begin : definition.end])):
            yield Candidate(
                begin=definition.begin if long is None else min(definition.begin, long.begin),
                end=definition.end,
                cls=ORGANISATION,
                extractor="acronym",
                confidence=0.95,
                country=None if long is None else long.country,
            )
        yield from occurrences(reading, short, ORGANISATION, 0.93, "acronym")


def _explained(definition: Definition) -> Candidate:
    return Candidate(begin=definition.begin, end=definition.end, cls=ORGANISATION, extractor="acronym", confidence=0.95)


def _is_small_body(reading: Parsed, definition: Definition) -> bool:
    """Whether a long form begins with the head of a body in small letters: "la division spéciale de renseignements (DSR)"."""
    words = name_words(reading.sentence_at(definition.begin).language)
    long = reading.text[definition.begin : definition.end]
    if not words.lowercase_complements or " " not in long or not long[0].islower():
        return False
    before = re.findall(r"[\w'’]+", reading.text[max(0, definition.begin - _BEFORE) : definition.begin].lower())[-1:]
    pair = {fold_letters(" ".join(long.split()[:count])) for count in (1, 2)}
    heads = folded(words.bodies, words.national_bodies) - folded(words.not_bodies, words.dropped_heads)
    return not heads.isdisjoint(pair) and words.indefinite.isdisjoint(before) and reading.text[definition.short_begin].isupper()


def _is_actor(reading: Parsed, definition: Definition, speaking: Set[str]) -> bool:
    """Whether what an acronym stands for does something: "la Synergie contre les mines (SYLAM) … SYLAM alerte"."""
    short = reading.text[definition.short_begin : definition.short_end]
    long = reading.text[definition.begin : definition.end]
    field = fold_letters(long.split()[-1]) in folded(name_words(reading.sentence_at(definition.begin).language).domains)
    if field or not (short.isupper() and short.isalpha() and _is_named(long)):
        return False
    if short in speaking:
        return True
    return not _names_no_body(reading, definition) and any(
        token.text == short and token.dep_ == "nsubj" and token.head.pos_ == "VERB" for part in reading.parts for token in part.doc
    )


def _is_named(long: str) -> bool:
    """Whether the long form of an acronym is a name: words of which the first has a capital."""
    return long[0].isupper() and " " in long


def _names_no_body(reading: Parsed, definition: Definition) -> bool:
    """Whether the head of a long form is that of a programme, a law or a meeting, whatever body stands inside it."""
    words = name_words(reading.sentence_at(definition.begin).language)
    every = reading.text[definition.begin : definition.end].split()
    long = [word for word in every if not _NUMERAL.fullmatch(word)] or every  # "Dairy Programme II"
    head = long[-1 if words.modifiers_before or long[-1].istitle() else 0]  # "Future Investment Initiative", in whatever language
    first = next((number for number, word in enumerate(long) if number and word in words.function_words), len(long))
    told = long if words.modifiers_before else [word for word in long if word.lower() not in words.determiners]
    if definition.begin > definition.short_end and words.modifiers_before and any(w.islower() and w not in small_words() for w in every):
        return True  # "JSF (Joint strike fighter)"
    office = bool(told) and fold_letters(long[first - 1] if words.modifiers_before else told[0]) in folded(words.offices)
    return office or not folded(words.not_bodies).isdisjoint(map(fold_letters, (head, long[0], long[first - 1])))


def find_things(reading: Parsed, found: Sequence[Candidate]) -> set[str]:
    """The acronyms, with their long forms, of what is no body by the words around them."""
    sure = [one for one in found if one.cls is ORGANISATION and not one.guessed]
    things = [d for d in find_definitions(reading.text, found) if _is_of_a_thing(reading, d)]
    things = [d for d in things if not any(one.begin < d.end and d.begin < one.end for one in sure)]
    places = {one.begin for one in found if one.cls is PLACE and not one.guessed}
    things = [d for d in things if d.short_begin not in places]  # "United States (U.S.)"
    return {reading.text[begin:end] for d in things for begin, end in ((d.begin, d.end), (d.short_begin, d.short_end))}


def _is_of_a_thing(reading: Parsed, definition: Definition) -> bool:
    """Whether a noun behind an acronym tells what is called so, "(JSF) fleet", or a list explains kinds: "Eau de vie (EDV) :"."""
    words = name_words(reading.sentence_at(definition.begin).language)
    long = reading.text[definition.begin : definition.end]
    if words.modifiers_before and fold_letters(long.split()[-1]) in folded(words.place_heads):  # "Capital Territory (CT)"
        return True
    if not folded(words.bodies).isdisjoint(map(fold_letters, long.split())):
        return False
    if long.islower() and not _is_explained_body(words, reading.text[max(0, definition.begin - _ABOVE) : definition.end]):
        return True  # "eau, hygiène et assainissement (EHA)"
    behind = reading.text[definition.short_end :].lstrip(")] ")[:_BEHIND]
    if words.modifiers_before:
        part = next((p for p in reading.parts if p.offset <= definition.begin < p.offset + len(p.text)), None)
        begin = definition.short_end + reading.text[definition.short_end :].find(behind[:1]) if behind else None
        tokens = part.tokens(begin, begin + 1) if part is not None and begin is not None else None
        return tokens is not None and tokens[0].is_lower and tokens[0].tag_ in ("NN", "NNS", "JJ", "VBN")
    return behind.startswith(":") and not any(word[0].isupper() for word in long.split()[1:])


def _is_explained_body(words: NameWords, long: str) -> bool:
    """Whether a long form in small letters, or what it completes, has the head of a body: "commission *économique et financière*"."""
    heads = folded(words.bodies, words.national_bodies, words.explained_heads, words.missions, words.occasional, words.named_after)
    clause = re.split(r"[.;:()\n]", long)[-1]
    return any(head in fold_letters(clause) for head in heads)
