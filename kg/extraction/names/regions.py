"""Places that a common noun, an adjective, an office or a code shows: "canton de Soleure", "région subsaharienne", "Member for Ashby"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extraction.candidates import Candidate
from kg.extraction.names.gazetteer import Kind, gazetteer, is_given_name
from kg.extraction.names.words import NameWords, folded, name_words, nationalities
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Part
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass

_WORD = r"[A-ZÀ-Þ][\w'-]+"
_NAME = re.compile(rf"{_WORD}(?:[ -]{_WORD})*")
_PIECE = re.compile(r"[^\s-]+(?:-[^\s-]+)*")
_GOES_ON = re.compile(r" (?:of )?[A-Z]")  # "Democratic Republic of …", "Lake House"
_RULE = "place-head"
_CONFIDENCE = 0.93
_SEAT_CONFIDENCE = 0.75  # below what knows a name of a body, above what the statistical model takes a word for
_SMALL = frozenset({"ADP", "ADV", "CCONJ", "PRON", "SCONJ"})  # parts of speech of words that open a sentence, and no name
_HOUSE = re.compile(r"\d[A-Za-z]? \Z")
_NEAR = 8  # characters before a road in which the number of a house stands
_MOST_WORDS = 3  # words of a place's name that nothing but its surroundings shows


def find_regions(part: Part, places: Sequence[Candidate], persons: Sequence[Candidate] = ()) -> list[Candidate]:
    """Places named by a head or an adjective with a place, or that somebody's office is for."""
    known = {place.begin - part.offset: place.end - part.offset for place in places}
    others = frozenset(person.begin - part.offset for person in persons)
    sure = [*_with_place(part, known, others), *_with_adjective(part), *_compound(part, known), *_called(part), *_quarters(part, known)]
    return [
        *(_candidate(part, begin, end, _CONFIDENCE) for begin, end in (*sure, *_addressed(part))),
        *(_candidate(part, begin, end, _SEAT_CONFIDENCE) for begin, end in _seats(part, known, others)),
    ]


def inner_place(part: Part, outer: Candidate) -> Candidate | None:
    """The name behind the head of a place: "Soleure" of "canton de Soleure"."""
    begin = outer.begin - part.offset
    head = _heads(part.language).match(part.text, begin) or _before_name(part, begin)
    if outer.extractor != _RULE or head is None or part.offset + head.end() >= outer.end:
        return None
    entry = gazetteer().get(part.text[head.end() : outer.end - part.offset])
    if entry is not None and entry.kind is Kind.COUNTRY:  # the Niger of "delta du Niger" is the river
        return None
    return _candidate(part, head.end(), outer.end - part.offset, _CONFIDENCE)


def _candidate(part: Part, begin: int, end: int, confidence: float) -> Candidate:
    return Candidate(begin=part.offset + begin, end=part.offset + end, cls=EntityClass.PLACE, extractor=_RULE, confidence=confidence)


def _with_place(part: Part, known: dict[int, int], persons: frozenset[int]) -> Iterator[tuple[int, int]]:
    """ "canton de Soleure", "route migratoire de la Méditerranée occidentale"."""
    words = name_words(part.language)
    for head in _heads(part.language).finditer(part.text):
        end = _known_end(part, known.get(head.end())) or _name_end(part, head.end(), persons)
        name = part.text[head.end() : end]
        kind = fold_letters(head.group("kind"))
        if fold_letters((head.group("adjective") or "").strip()) in folded(words.charges):  # "secrétaire d'État chargée de l'Égalité"
            continue
        if end is None or fold_letters(name) in folded(words.domains, words.countries) or (name.isupper() and head.end() not in known):
            continue
        if _is_wide(name, kind, words) and kind not in folded(words.waters, words.routes):
            continue
        if head.group("adjective") and kind not in folded(words.routes):  # "port turc de Karasu"
            yield head.end(), end
        else:
            yield head.start(), end


def _is_wide(name: str, kind: str, words: NameWords) -> bool:
    """Whether a name is that of a country, or of a region that has several of the head: "Etat d'Afrique", not "province de l'Ituri"."""
    entry = gazetteer().get(name)
    if entry is None:
        return False
    return entry.kind is Kind.COUNTRY or (entry.kind is Kind.REGION and kind in folded(words.region_heads, words.countries))


def _known_end(part: Part, end: int | None) -> int | None:
    """Where a known name ends, with the direction that tells it from its neighbours: "province du Kasaï Central"."""
    if end is None:
        return None
    following = re.compile(r" ([A-ZÀ-Þ][a-zà-ÿ]+)(?![\w-])").match(part.text, end)
    if following is None or fold_letters(following.group(1)) not in folded(name_words(part.language).directions):
        return end
    return following.end()


def _with_adjective(part: Part) -> Iterator[tuple[int, int]]:
    for match in _adjectives(part.language).finditer(part.text):
        yield match.start(), match.end()


def _compound(part: Part, known: dict[int, int]) -> Iterator[tuple[int, int]]:
    """ "Lake Victoria", "lac Victoria", "Timor Sea": a head right before a name, or behind it in languages that put modifiers before."""
    words = name_words(part.language)
    generic = folded(words.function_words, words.bodies, words.offices, words.not_bodies, words.common, words.dates)
    heads = folded(words.place_heads, words.place_openings)
    inside = {offset for begin, end in known.items() for offset in range(begin + 1, end)}
    for match in _compounds(part.language).finditer(part.text):
        called = match.group()[: match.start("kind") - match.start()] if match.group("kind") else match.group()
        opener = _opener(part, match, words)
        modifiers = [word for word in map(fold_letters, _PIECE.findall(called[opener:])) if word not in heads]
        begin = match.start("kind") if match.group("kind") else match.end()
        of_office = _offices_behind(part.language).match(part.text, match.end()) and not _titles(part.language).match(part.text, begin)
        goes_on = _GOES_ON.match(part.text, match.end()) and not of_office
        if _HOUSE.search(part.text, max(0, match.start() - _NEAR), match.start()):  # "12 Mill Road"
            continue
        longer = goes_on or match.end() in inside
        if modifiers and not longer and generic.isdisjoint(modifiers):
            owner = match.group().rfind("'s ")  # "Burma's Rakhine State"
            yield match.start() + (owner + len("'s ") if owner >= 0 else opener), match.end()


def _opener(part: Part, match: re.Match[str], words: NameWords) -> int:
    """How many characters of a name are a small word with which a sentence opens: "In Marlow State", "Although Marlow State"."""
    begin, first = match.start(), match.group().split()[0]
    if match.group().count(" ") < 2 or match.group("kind") is None:
        return 0
    if fold_letters(first) in folded(words.function_words):
        return len(first) + 1
    tokens = part.doc.char_span(begin, begin + len(first), alignment_mode="expand")
    return len(first) + 1 if tokens is not None and tokens[0].is_sent_start and tokens[0].pos_ in _SMALL else 0


@cache
def _offices_behind(language: str) -> re.Pattern[str]:
    """The office in a place right behind its name: "Marlow County | State's Attorney"."""
    return re.compile(rf"(?: [A-Z][\w'’]+){{0,2}}? (?i:{any_of(name_words(language).offices)})(?![\w-])")


@cache
def _titles(language: str) -> re.Pattern[str]:
    """Titles of several words, which may begin as a place's name ends: "District Attorney"."""
    return re.compile(any_of(title for title in name_words(language).titles if " " in title))


def _called(part: Part) -> Iterator[tuple[int, int]]:
    """ "Rivertown village": the names before what tells their kind, and is no part of them."""
    words = name_words(part.language)
    generic = folded(words.function_words, words.bodies, words.offices, words.not_bodies, words.common, words.region_adjectives)
    for match in _kinds(part.language).finditer(part.text):
        if generic.isdisjoint(map(fold_letters, _PIECE.findall(match.group("name")))):
            yield match.span("name")


def _quarters(part: Part, known: dict[int, int]) -> Iterator[tuple[int, int]]:
    """ "Central Western Sydney": adjectives with capitals before a place."""
    if not name_words(part.language).modifiers_before:
        return
    for match in _quarter(part.language).finditer(part.text):
        if match.end() in known:
            yield match.start(), known[match.end()]


def _addressed(part: Part) -> Iterator[tuple[int, int]]:
    """The town and the state of an address: "Mill Hill WA 6060"."""
    for address in _address(part.language).finditer(part.text):
        begin, end = address.span("town")
        words = [begin + word.start() for word in _PIECE.finditer(address.group("town"))]
        yield next((word for word in words if gazetteer().get(part.text[word:end]) is not None), begin), end
        yield address.span("state")


def _before_name(part: Part, begin: int) -> re.Match[str] | None:
    """What tells the kind of a place before its name, and is no part of it: "village Makoro"."""
    words = name_words(part.language)
    return None if words.modifiers_before else _settlement(part.language).match(part.text, begin)


def _seats(part: Part, known: dict[int, int], persons: frozenset[int]) -> Iterator[tuple[int, int]]:
    """ "Member for Ashby", "le maire de Villeneuve": what somebody is elected or appointed for, and what a town is called."""
    words = name_words(part.language)
    generic = folded(words.bodies, words.national_bodies, words.common, words.not_bodies, words.function_words, words.domains)
    for seat in _seat(part.language).finditer(part.text):
        begin = seat.end()
        if begin in known or begin in persons:
            continue
        end = _name_end(part, begin, persons)
        if end is not None and part.text[begin:end].isupper() and not seat.group().isupper():  # "port d'EPI"
            continue
        if end is not None and not any(fold_letters(word) in generic for word in _PIECE.findall(part.text[begin:end])):
            yield begin, end


def _name_end(part: Part, begin: int, persons: frozenset[int]) -> int | None:
    """Where the name of a place that begins at an offset ends: before a person, an office, or words set in other letters."""
    name = _NAME.match(part.text, begin)
    if name is None:
        return None
    stops, end = _stops(part.language), None
    pieces = list(_PIECE.finditer(part.text, begin, name.end()))[: _MOST_WORDS + 1]
    for number, piece in enumerate(pieces):
        word = piece.group()
        other = word.isupper() != pieces[0].group().isupper()
        person = piece.start() in persons or (number > 0 and is_given_name(word) and number + 1 < len(pieces))
        if other or person or number == _MOST_WORDS or fold_letters(word) in stops:
            break
        end = piece.end()
    if end is not None and part.text[end - 2 : end] == "'s":
        end -= 2
    return end


@cache
def _stops(language: str) -> frozenset[str]:
    words = name_words(language)
    titles = (*words.male_titles, *words.female_titles, *words.titles, *words.post_nominals)
    return folded(words.offices | words.dates | words.function_words | {*titles}) | frozenset(nationalities(language))


@cache
def _heads(language: str) -> re.Pattern[str]:
    words = name_words(language)
    kind = rf"(?P<kind>(?i:{any_of(words.place_heads)}))"
    return re.compile(rf"(?<![\w-]){kind}(?P<adjective> [a-zà-ÿ]{{4,}})? {_genitive(words)}(?=[A-ZÀ-Þ])")


def _genitive(words: NameWords) -> str:
    determiners = any_of(words.determiners)
    return rf"{any_of(words.genitives)}(?:(?<=') ?| )(?:{determiners}(?:(?<=')| ))?"


@cache
def _adjectives(language: str) -> re.Pattern[str]:
    words = name_words(language)
    heads, adjectives = any_of(words.region_heads), any_of(words.region_adjectives)
    either = rf"(?:{adjectives} )+(?:{heads})" if words.modifiers_before else rf"(?:{heads}) (?:{adjectives})"
    return re.compile(rf"(?<![\w-])(?i:{either})(?![\w-])")


@cache
def _compounds(language: str) -> re.Pattern[str]:
    words = name_words(language)
    kinds = words.place_openings if words.modifiers_before else words.place_openings | words.settlements
    openings = kinds if words.lowercase_complements else frozenset()
    after = rf"{any_of({*openings, *(word.capitalize() for word in kinds)})} {_WORD}"
    heads = any_of(word if word.isupper() else word.title() for word in words.place_heads)
    before = rf"{_WORD}(?: {_WORD})?? (?P<kind>{heads})(?! {heads}(?![\w'’-]| [A-Z]))" if words.modifiers_before else r"(?P<kind>(?!))"
    opening = any_of(word.capitalize() for word in words.determiners)
    return re.compile(rf"(?<![\w-])(?!{opening} )(?:{after}|{before})(?![\w-])")


@cache
def _kinds(language: str) -> re.Pattern[str]:
    words = name_words(language)
    kinds = any_of(words.settlements if words.modifiers_before else ())
    return re.compile(rf"(?<![\w-])(?P<name>{_WORD}(?: {_WORD})?) {kinds}(?![\w-])")


@cache
def _settlement(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?i:{any_of(name_words(language).settlements)}) (?=[A-ZÀ-Þ])")


@cache
def _address(language: str) -> re.Pattern[str]:
    codes = any_of(name_words(language).state_codes)
    town = r"(?P<town>[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2}?)"
    return re.compile(rf"(?<![\w-]){town},? (?P<state>{codes}),? \d{{4,5}}(?!\w)")


@cache
def _quarter(language: str) -> re.Pattern[str]:
    adjectives = any_of(word.title() for word in name_words(language).region_adjectives)
    return re.compile(rf"(?<![\w-])(?:{adjectives} )+(?=[A-Z])")


@cache
def _seat(language: str) -> re.Pattern[str]:
    words = name_words(language)
    genitives = tuple(f" {genitive}" for genitive in words.genitives)
    nouns = {seat.rsplit(" ", 1)[0] for seat in words.seats if seat.endswith(genitives)}
    others = {seat for seat in words.seats if not seat.endswith(genitives)}
    return re.compile(rf"(?<![\w-])(?i:{any_of(nouns)} {_genitive(words)}|{any_of(others)} )(?=[A-ZÀ-Þ])")
