"""Persons whom nothing but an office beside them shows to be persons: "the Minister for Trade, Oru Veska, said"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extraction.candidates import Candidate
from kg.extraction.names.gazetteer import gazetteer, given_names, is_given_name
from kg.extraction.names.guesses import has_initials_behind
from kg.extraction.names.titles import looks_like_person, person_span
from kg.extraction.names.words import folded, name_words
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Part
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass

_CONFIDENCE = 0.76  # above a guess of the pipeline, below a known given name with a title
_LONGEST_OFFICE = 90  # characters of an office and its complement before the comma
_WORD = r"[A-ZÀ-ÖØ-Þ](?:\.|[\w'’-]+)"
_NAME = rf"{_WORD}(?: {_WORD}){{1,4}}"
_CAPITALS = re.compile(
    r"(?<![\w'’-])[A-ZÀ-ÖØ-Þ][a-zà-ÿ-]+(?: [A-ZÀ-ÖØ-Þ][a-zà-ÿ-]+){0,2}(?: [A-ZÀ-ÖØ-Þ]{3,}(?:-[A-ZÀ-Þ]+)*){1,2}(?![\w'’-])"
)
_CAPITAL_NAME = r"(?P<name>[A-ZÀ-Þ]{2,}(?: [A-ZÀ-Þ]\.?)?(?: (?:[A-ZÀ-Þ]['’])?[A-ZÀ-Þ][A-ZÀ-Þ-]+){1,2})(?:,? M\.?P\.?)?\W*"
_CAPITAL_LINE = re.compile(rf"\W*{_CAPITAL_NAME}")
_CAPITAL_END = re.compile(rf"(?<= ){_CAPITAL_NAME.replace('{1,2}', '{1}')}$")
_NO_NAMES = frozenset({"VERB", "AUX", "DET", "PRON", "NUM"})
_NEAR = 24  # characters before a name in which the word before it stands
_BEHIND_CAPITAL = re.compile(r"[A-ZÀ-Þ][\w'’.-]* \Z")
_SHORT = 3  # letters up to which a part of a name may be a word too: "bin"
_SURNAME = 4  # letters that the longest word in capitals of a surname has


def find_apposed(part: Part) -> list[Candidate]:
    """Names of two words or more in apposition to an office, and those with a surname in capitals beside a mark."""
    found = [*_behind_office(part), *_before_office(part), *_aged(part), *_with_capitals(part), *_in_letterhead(part)]
    return [candidate for candidate in found if candidate is not None]


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """An office, its complement, a comma and a name before another comma or bracket; a name, a comma and an office, or an age."""
    words = name_words(language)
    office, article = any_of(words.offices), any_of(words.determiners)
    behind = rf"(?<![\w-])(?i:{office})(?: [^\n.,;:()«»\"“”]{{1,{_LONGEST_OFFICE}}})?, (?P<name>{_NAME})(?=,| \()"
    modifiers = r"(?:[\w-]+ ){0,3}?" if words.modifiers_before else ""
    mark = rf"(?:, |,? \()(?:{article} ?{modifiers})?"
    before = (
        rf"(?:^|(?<=[.!?»”\";] )|(?<=, )|(?<=\n)|(?<![\w-]){any_of(words.conjunctions)} )(?P<name>{_NAME})(?:{mark}(?i:{office})(?![\w-])"
    )
    aged = rf"|, \d\d(?: {any_of(words.ages)})?(?=[,.;)]))"
    return re.compile(behind), re.compile(before + aged, re.MULTILINE)


def _behind_office(part: Part) -> Iterator[Candidate | None]:
    for match in _patterns(part.language)[0].finditer(part.text):
        yield _person(part, match.start("name"), match.end("name"))


def _before_office(part: Part) -> Iterator[Candidate | None]:
    for match in _patterns(part.language)[1].finditer(part.text):
        yield _person(part, match.start("name"), match.end("name"))


def _aged(part: Part) -> Iterator[Candidate | None]:
    """Given names alone, or with an initial, before an age: "Khadija, 52 ans"."""
    for match in _age_pattern(part.language).finditer(part.text):
        tokens = part.doc.char_span(*match.span("name"), alignment_mode="expand")
        proper = tokens is not None and tokens[0].pos_ == "PROPN"
        if _BEHIND_CAPITAL.search(part.text, max(0, match.start() - _NEAR), match.start()):
            continue
        if proper and is_given_name(match.group("given")) and gazetteer().get(match.group("name")) is None:
            begin, end = part.offset + match.start("name"), part.offset + match.end("name")
            yield Candidate(begin=begin, end=end, cls=EntityClass.PERSON, extractor="apposition", confidence=_CONFIDENCE)


@cache
def _age_pattern(language: str) -> re.Pattern[str]:
    ages = any_of(name_words(language).ages)
    told = f" {ages}" if name_words(language).ages else ""
    return re.compile(rf"(?<![\w'’.-])(?P<name>(?P<given>{_WORD})(?: [A-Z]\.)?), \d\d{told}(?=[,.;)])")


def _with_capitals(part: Part) -> Iterator[Candidate | None]:
    """ "Oru VESKA (MTP)", ", Oru VESKA,": how lists of those present write names."""
    for match in _CAPITALS.finditer(part.text):
        words = match.group().split()
        follows = part.text[match.end() : match.end() + 2].lstrip()[:1]
        capitals = [word for word in words if word.isupper()]
        if follows not in {",", "(", ";"} or max(map(len, capitals)) < _SURNAME or any(map(_is_body, capitals)):
            continue
        yield _person(part, match.start(), match.end())


def _in_letterhead(part: Part) -> Iterator[Candidate | None]:
    """Names in capitals on lines of their own, beside a line in capitals with an office: how the heads of releases write names."""
    office = _office_in_capitals(part.language)
    lines = [line for line in re.finditer(r"[^\n]+", part.text) if re.search(r"\w{2}", line.group())]
    for number, line in enumerate(lines):
        alone = _CAPITAL_LINE.fullmatch(line.group())
        name = alone or (_CAPITAL_END.search(line.group()) if line.group().isupper() else None)
        if name is None or not is_given_name(name.group("name").split()[0].title()):
            continue
        beside = [other.group() for other in lines[max(0, number - 1) : number + 2] if other is not line]
        beside = beside if alone else [line.group()[: name.start("name")]]
        if any(text.isupper() and office.search(text) for text in beside) and not _is_generic(part.language, name.group("name")):
            begin, end = part.offset + line.start() + name.start("name"), part.offset + line.start() + name.end("name")
            yield Candidate(begin=begin, end=end, cls=EntityClass.PERSON, extractor="apposition", confidence=_CONFIDENCE)


@cache
def _office_in_capitals(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){any_of(name.upper() for name in name_words(language).offices)}(?![\w-])")


def _is_generic(language: str, name: str) -> bool:
    """Whether a word of what would be a name is an office, a body, a field or the like."""
    words = name_words(language)
    generic = folded(words.offices, words.bodies, words.not_bodies, words.domains, words.common, words.dates, words.place_heads)
    return any(fold_letters(word) in generic for word in name.split()[1:]) or gazetteer().get(name) is not None


def _is_body(word: str) -> bool:
    entry = gazetteer().get(word)
    return entry is not None and entry.name == word


def _is_word(text: str, word: str) -> bool:
    """Whether a text has a word of a name in small letters too."""
    return len(word) > _SHORT and re.search(rf"(?<![\w'-]){re.escape(word.lower())}(?![\w-])", text) is not None


def _person(part: Part, begin: int, end: int) -> Candidate | None:
    """The stretch as a person, if it is written like a name and every word is one."""
    text, words = part.text, name_words(part.language)
    span = person_span(part.language, text, begin)
    if span is None or span[1] != end or not looks_like_person(part.language, text[begin:end]):
        return None
    names = text[begin:end].split()
    known = gazetteer().get(text[begin:end])
    common = folded(words.domains, words.bodies, words.not_bodies, words.buildings, words.common)
    generic = (fold_letters(word) in common and not word.isupper() and word.title() not in given_names() for word in names)
    if known is not None or any(generic) or any(_is_word(text, word) for word in names):
        return None
    tokens = part.doc.char_span(begin, end, alignment_mode="expand")
    if tokens is None or not any(token.pos_ == "PROPN" for token in tokens) or any(token.pos_ in _NO_NAMES for token in tokens):
        return None
    cls = EntityClass.ORGANISATION if has_initials_behind(text, begin, end) else EntityClass.PERSON
    return Candidate(begin=part.offset + begin, end=part.offset + end, cls=cls, extractor="apposition", confidence=_CONFIDENCE)
