"""Bodies by the grammar of their names: a head ("ministère", "Department") with the words that complete it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from kg.extraction.candidates import Candidate
from kg.extraction.folding import fold_letters
from kg.extraction.gazetteer import is_given_name
from kg.extraction.name_words import NameWords, folded, name_words, nationalities
from kg.extraction.reading import Part
from kg.model.entities import EntityClass

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_HYPHEN = frozenset({"-", "/"})
_LONGEST = 24  # tokens of a body's name


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a text before bodies are looked for, by token."""

    doc: Doc
    text: str
    words: NameWords
    language: str
    places: Mapping[int, tuple[int, str | None]]  # first token of a place -> token after it, country
    persons: frozenset[int]  # tokens of the names of persons


@dataclass(slots=True)
class _Name:
    """A body's name as far as it has been read: tokens `start` to `end`, exclusive."""

    start: int
    end: int
    complements: int = 0
    definite: bool = False  # a complement has an article, or is a place
    purpose: bool = False
    after_person: bool = False  # may be called after a person
    prepositions: tuple[str, ...] = ()  # that tell purposes, as far as read
    world: bool = False  # an office of the United Nations or the like
    country: str | None = None
    last: int = -1  # where the last noun phrase begins


@cache
def _head_pattern(language: str) -> re.Pattern[str]:
    heads = sorted(folded(name_words(language).bodies | name_words(language).national_bodies), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, heads)) + r")(?![\w-])")


def find_portfolios(part: Part, places: Sequence[Candidate], persons: Sequence[Candidate]) -> list[range]:
    """The offsets of what offices are for: "Affaires étrangères" in "ministre des Affaires étrangères"; no bodies, whatever their capitals."""
    around = surroundings(part, places, persons)
    found = []
    for match in _office_pattern(part.language).finditer(fold_letters(part.text)):
        head = part.doc.char_span(match.start(), match.end())
        if head is None:
            continue
        name = _Name(head.start, head.end)
        _modifiers(around, name)
        while name.end - name.start < _LONGEST and _piece(around, name):
            pass
        if name.complements:
            span = part.doc[head.end : name.end]
            found.append(range(part.offset + span.start_char, part.offset + span.end_char))
    return found


@cache
def _office_pattern(language: str) -> re.Pattern[str]:
    offices = sorted(folded(name_words(language).offices), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, offices)) + r")s?(?![\w-])")


def find_bodies(part: Part, places: Sequence[Candidate], persons: Sequence[Candidate]) -> list[Candidate]:
    """The bodies that a text names by a head and its complements."""
    around = surroundings(part, places, persons)
    found: list[Candidate] = []
    for match in _head_pattern(part.language).finditer(fold_letters(part.text)):
        head = part.doc.char_span(match.start(), match.end())
        if head is None or (found and part.offset + head.end_char <= found[-1].end and _inner(around, head)):
            continue
        name = _name(around, head, match.group())
        if name is not None:
            found.append(_candidate(part, name))
    return found


def surroundings(part: Part, places: Sequence[Candidate], persons: Sequence[Candidate]) -> Surroundings:
    """What the rules look up while they read names, by token."""
    spans: dict[int, tuple[int, str | None]] = {}
    taken: set[int] = set()
    for place in places:
        if (tokens := part.tokens(place.begin, place.end)) is not None:
            spans[tokens.start] = (tokens.end, place.country)
    for person in persons:
        if (tokens := part.tokens(person.begin, person.end)) is not None:
            taken.update(range(tokens.start, tokens.end))
    return Surroundings(part.doc, part.text, name_words(part.language), part.language, spans, frozenset(taken))


def _inner(around: Surroundings, head: Tokens) -> bool:
    """Whether a head inside a name that was just read begins no name of its own."""
    return not (head[0].text[0].isupper() and head.start > 0 and around.doc[head.start - 1].lower_ in _articles(around.words))


def _articles(words: NameWords) -> frozenset[str]:
    return words.determiners | words.genitives


def _candidate(part: Part, name: _Name) -> Candidate:
    span = part.doc[name.start : name.end]
    return Candidate(
        begin=part.offset + span.start_char,
        end=part.offset + span.end_char,
        cls=EntityClass.ORGANISATION,
        extractor="organisation-head",
        confidence=0.9,
        country=name.country,
    )


def _name(around: Surroundings, head: Tokens, key: str) -> _Name | None:
    words = around.words
    if _is_idiom(around, head):
        return None
    name = _Name(_leftmost(around, head), head.end, world=key in folded(words.world_offices), after_person=key in folded(words.named_after))
    if name.start < head.start:
        name.country = _country_before(around, name.start)
    _modifiers(around, name)
    while name.end - name.start < _LONGEST and _piece(around, name):
        pass
    _trim(around, name)
    if name.world:
        text = around.doc[name.start : name.end].text
        return name if any(body in text for body in words.world_bodies) else None
    if key in folded(words.dropped_heads):
        return _without_head(around, head, name)
    return name if _is_name(around, head, name, key) else None


def _is_idiom(around: Surroundings, head: Tokens) -> bool:
    """Whether the head stands in a phrase that means something else: "au service des migrants"."""
    before = fold_letters(around.text[max(0, head.start_char - 20) : head.end_char + 12])
    return any(idiom in before and before.index(idiom) <= 20 for idiom in folded(around.words.idioms))


def _without_head(around: Surroundings, head: Tokens, name: _Name) -> _Name | None:
    """The name that stands behind a head which is no part of it: "l'ONG internationale Path"."""
    start = head.end
    while start < name.end and not around.doc[start].text[0].isupper():
        start += 1
    name.start = start
    return name if start < name.end else None


def _leftmost(around: Surroundings, head: Tokens) -> int:
    """Where the name begins: at the head, or at the words with capitals before it."""
    start = head.start
    doc, words = around.doc, around.words
    if start > 0 and fold_letters(doc[start - 1].text) in folded(words.qualifiers_before) and doc[start - 1].text[0].isupper():
        return start - 1
    if not words.modifiers_before:
        return start
    start = _modifiers_before(around, start)
    if start > 2 and doc[start - 1].lower_ in words.conjunctions and _is_modifier(around, start - 2):
        beyond = _modifiers_before(around, start - 1)
        if beyond < start - 1 and fold_letters(doc[beyond].text) in words.grand_modifiers | frozenset(nationalities(around.language)):
            start = beyond
    while start < head.start and (doc[start].text in {"'s", "'", "-", "&"} or doc[start].lower_ in words.function_words):
        start += 1
    return start


def _modifiers_before(around: Surroundings, start: int) -> int:
    while start > 0 and not around.doc[start].is_sent_start and _is_modifier(around, start - 1):
        start -= 1
    return start


def _is_modifier(around: Surroundings, index: int) -> bool:
    """Whether the word before a head belongs to the name that the head ends: "Federal Investigation Agency"."""
    token, words = around.doc[index], around.words
    if token.text in _HYPHEN or token.text == "&":
        return index > 0 and around.doc[index - 1].text[0].isupper() and not token.whitespace_
    if token.text == "'s":
        before = around.doc[index - 1]
        return index > 0 and before.text[0].isupper() and not before.text.isupper() and index - 1 not in around.persons and before.lower_.endswith(("en", "ren"))
    lower = fold_letters(token.text)
    return (
        token.text[0].isupper()
        and token.is_alpha
        and index not in around.persons
        and lower not in words.function_words
        and lower not in words.offices
        and not (token.is_sent_start and token.pos_ not in {"PROPN", "ADJ", "NOUN"})
    )


def _country_before(around: Surroundings, start: int) -> str | None:
    return nationalities(around.language).get(fold_letters(around.doc[start].text))


def _modifiers(around: Surroundings, name: _Name) -> None:
    """Adjectives right after the head: "Office fédéral", "armée burkinabè", "Direction Générale"."""
    doc = around.doc
    while name.end < len(doc) and not _breaks(around, name.end):
        token = doc[name.end]
        code = nationalities(around.language).get(fold_letters(token.text))
        if code and not around.words.modifiers_before:
            name.country = name.country or code
            name.complements += 1
            name.definite = True
            if token.text.islower() and name.end > name.start + 1 and doc[name.end - 1].text.islower():
                name.end += 1
                return
        elif token.text in _HYPHEN and not doc[name.end - 1].whitespace_:
            name.end += 1
            if name.end < len(doc):
                name.end += 1
            continue
        elif not _is_adjective(around, name, token):
            return
        name.end += 1


def _is_adjective(around: Surroundings, name: _Name, token: Token) -> bool:
    if around.words.modifiers_before:
        return False
    if token.text[0].isupper():
        free = token.i not in around.persons or name.after_person
        return token.is_alpha and free and token.i not in around.places and not _is_title(around, token)
    return token.pos_ == "ADJ" and token.i > 0 and not token.lower_.endswith(("é", "ée", "és", "ées"))


def _breaks(around: Surroundings, index: int) -> bool:
    """Whether no name goes on at a token: another block, a verb, a title, a number with no name."""
    token = around.doc[index]
    return "\n" in around.doc[index - 1].text_with_ws or token.is_space or _is_title(around, token)


def _is_title(around: Surroundings, token: Token) -> bool:
    words = around.words
    return token.text in words.male_titles or token.text in words.female_titles or token.text in words.titles or fold_letters(token.text) in folded(words.offices)


def _piece(around: Surroundings, name: _Name) -> bool:
    """Reads one more complement, or one more part of a coordination; tells whether there was one."""
    if name.end >= len(around.doc) or _breaks(around, name.end):
        return False
    lower = around.doc[name.end].lower_
    words = around.words
    if lower in words.genitives or lower in words.purposes or (name.purpose and around.doc[name.end : name.end + 2].text.lower() in words.long_reach):
        return _complement(around, name, name.end)
    if lower in words.conjunctions or lower == ",":
        return _coordination(around, name)
    return False


def _complement(around: Surroundings, name: _Name, index: int) -> bool:
    """A preposition at `index` and its noun phrase: "de la Santé", "for Home Affairs"."""
    doc, words = around.doc, around.words
    preposition = doc[index].lower_
    begin = index + 1
    while begin < len(doc) and doc[begin].lower_ in words.determiners and begin not in around.places:
        begin += 1
    if begin >= len(doc) or _breaks(around, begin):
        return False
    purpose = preposition not in words.genitives
    if purpose and (begin in around.places or not _purposeful(around, name, preposition, begin)):
        return False
    if name.complements and _is_head(around, begin) and preposition in words.genitives:
        return False
    end = _phrase(around, begin)
    if end == begin or (begin in around.persons and (name.complements or not name.after_person)):
        return False
    if purpose and (preposition in name.prepositions or (begin > index + 1 and doc[index + 1].lower_ in words.indefinite)):
        return False
    name.prepositions += (preposition,) if purpose else ()
    name.definite = name.definite or begin > index + 1 or preposition in {"du", "des"} or begin in around.places
    name.purpose = name.purpose or purpose
    if begin in around.places:
        name.country = name.country or around.places[begin][1]
    name.complements += 1
    name.last, name.end = begin, end
    return True


def _purposeful(around: Surroundings, name: _Name, preposition: str, begin: int) -> bool:
    """Whether a purpose belongs to the name; "à" and "on" rather begin something else once the name is whole."""
    token = around.doc[begin]
    words, raised = around.words, token.text[0].isupper()
    if not words.lowercase_complements:
        return raised and preposition in words.purposes_in_name
    if preposition in words.purposes_in_name:
        return token.pos_ in {"NOUN", "PROPN", "ADJ"}
    if preposition in words.destinations:
        return fold_letters(token.text) in folded(words.domains) or (raised and token.pos_ != "PROPN")
    return name.world or around.doc[name.end : name.end + 2].text.lower() in words.long_reach or (raised and token.pos_ == "NOUN")


def _is_head(around: Surroundings, index: int) -> bool:
    """Whether a body of its own begins at a token."""
    token = around.doc[index]
    return token.text[0].isupper() and fold_letters(token.text) in folded(around.words.bodies) and token.i not in around.places


def _phrase(around: Surroundings, begin: int) -> int:
    """The end of a noun phrase without complements: nouns, adjectives, acronyms, a place."""
    if begin in around.places:
        return around.places[begin][0]
    index = begin
    doc, words = around.doc, around.words
    while index < len(doc) and (index == begin or not _breaks(around, index)):
        token = doc[index]
        joined = index > begin and token.text in _HYPHEN and not doc[index - 1].whitespace_ and not token.whitespace_
        if joined and index + 1 < len(doc):
            index += 2
            continue
        if index > begin and _begins_person(around, index):
            break
        if not _in_phrase(around, token, begin) or (index > begin and (index in around.places or index in around.persons)):
            break
        index += 1
    return index


def _begins_person(around: Surroundings, index: int) -> bool:
    """Whether a name without a title follows a whole complement: "ministre de l'Intérieur Rehman Malik"."""
    doc, words = around.doc, around.words
    if not words.lowercase_complements or fold_letters(doc[index - 1].text) not in folded(words.domains):
        return False
    pair = doc[index : index + 2]
    return len(pair) == 2 and all(token.text[0].isupper() and token.pos_ == "PROPN" and token.is_alpha for token in pair)


def _in_phrase(around: Surroundings, token: Token, begin: int) -> bool:
    words = around.words
    if not (token.is_alpha or token.text[0].isalpha()) or token.lower_ in words.function_words:
        return False
    if token.text[0].isupper():
        return token.i == begin or not words.lowercase_complements or not is_given_name(token.text)
    if not words.lowercase_complements:
        return False
    if token.i == begin:
        return token.pos_ in _NOMINAL
    return token.pos_ in _NOMINAL and (token.pos_ != "NOUN" or token.dep_ in {"amod", "nmod", "compound", "flat:name"})


def _coordination(around: Surroundings, name: _Name) -> bool:
    """"… et de la Recherche", "… and Border Protection", ", de la Culture et …"."""
    doc, words = around.doc, around.words
    index = name.end + 1
    if doc[name.end].text == "," and index < len(doc) and doc[index].lower_ in words.conjunctions:
        index += 1
    if not name.complements or index >= len(doc) or _breaks(around, index):
        return False
    comma = doc[name.end].text == ","
    if doc[index].lower_ in words.genitives or doc[index].lower_ in words.purposes:
        return _coordinated_complement(around, name, index, comma)
    if doc[index].lower_ in words.determiners and words.modifiers_before:
        return False
    while index < len(doc) and doc[index].lower_ in words.determiners:
        index += 1
    if index >= len(doc) or _breaks(around, index) or _is_head(around, index) or index in around.places or index in around.persons:
        return False
    if not _belongs(around, name, index) or (comma and not _closes(around, index)):
        return False
    end = _phrase(around, index)
    if end == index:
        return False
    name.last, name.end = index, end
    return True


def _coordinated_complement(around: Surroundings, name: _Name, index: int, comma: bool) -> bool:
    if doc_place_or_head(around, index):
        return False
    if comma and not _closes(around, index):
        return False
    saved = name.complements
    done = _complement(around, name, index) if not around.words.modifiers_before else False
    name.complements = max(saved, name.complements)
    return done


def doc_place_or_head(around: Surroundings, index: int) -> bool:
    """Whether what follows a preposition is a place or another body, which no coordination takes into a name."""
    begin = index + 1
    while begin < len(around.doc) and around.doc[begin].lower_ in around.words.determiners:
        begin += 1
    return begin >= len(around.doc) or begin in around.places or begin in around.persons or _is_head(around, begin)


def _belongs(around: Surroundings, name: _Name, index: int) -> bool:
    """Whether a word after "and" goes on with the complement: as capitalised as it, or its conjunct for the parser."""
    token = around.doc[index]
    before = around.doc[name.last] if name.last >= 0 else around.doc[name.start]
    if token.text[0].isupper():
        acronym = token.text.isupper() and len(token) > 1 and not before.text.isupper()
        return before.text[0].isupper() and (not acronym or name.purpose)
    if not around.words.lowercase_complements or before.text[0].isupper():
        return False
    return token.dep_ == "conj" and name.start < token.head.i < name.end


def _closes(around: Surroundings, index: int) -> bool:
    """Whether an enumeration that goes on after a comma comes to its "and" inside the same few words."""
    for token in around.doc[index : index + 9]:
        if token.lower_ in around.words.conjunctions:
            return True
        if token.is_punct and token.text not in {",", "-", "'"}:
            return False
    return False


def _trim(around: Surroundings, name: _Name) -> None:
    """A name ends with a word, not with a preposition, an article or a hyphen."""
    words = around.words
    while name.end > name.start + 1:
        last = around.doc[name.end - 1]
        if last.is_punct or last.lower_ in words.function_words or last.lower_ in words.genitives or last.lower_ in words.conjunctions:
            name.end -= 1
        else:
            return


def _is_name(around: Surroundings, head: Tokens, name: _Name, key: str) -> bool:
    """Whether head and complements name one body rather than describe some."""
    doc, words = around.doc, around.words
    before = doc[name.start - 1].lower_ if name.start > 0 else ""
    bare = name.end - name.start == len(head)
    if bare:
        return False
    nation = _country_before(around, name.start) if name.start < head.start else name.country
    if nation and key in folded(words.national_bodies):
        return before not in words.indefinite or before == "des"
    if key not in folded(words.bodies):
        return False
    if key in folded(words.governments):
        return name.country is not None or (name.end > head.end and doc[name.end - 1].pos_ == "PROPN" and not words.modifiers_before)
    if words.modifiers_before:
        return head[0].text[0].isupper()
    return _is_french_name(around, head, name, key, before)


def _is_french_name(around: Surroundings, head: Tokens, name: _Name, key: str, before: str) -> bool:
    words = around.words
    rest = [token for token in around.doc[head.end : name.end] if token.is_alpha and token.lower_ not in words.function_words]
    raised = any(token.text[0].isupper() for token in rest)
    if key in folded(words.raised_heads) and not head[0].text[0].isupper():
        return False
    if raised and (head[0].text[0].isupper() or before not in words.indefinite):
        return head[0].text[0].isupper() or key in folded(words.public_bodies) or any(token.text[0].isupper() for token in rest[:2])
    if head[0].text[0].isupper() and not head[0].is_sent_start:
        return name.complements > 0 or (key in folded(words.public_bodies) and len(rest) > 0)
    if key not in folded(words.public_bodies) or before not in words.definite:
        return False
    return name.definite and any(fold_letters(token.text) in folded(words.domains) for token in rest)
