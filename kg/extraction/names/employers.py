"""Bodies that nothing but a post or a noun beside them shows to be bodies: "Lumora founder Ada Kay", "the charity Brightway"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span as Tokens

from kg.extraction.candidates import Candidate
from kg.extraction.names.gazetteer import Kind, gazetteer, is_given_name
from kg.extraction.names.words import folded, name_words, nationalities
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Part
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass

_CONFIDENCE = 0.82  # above what the statistical model takes for a person
_LONG = 0.93  # above the country in a name of several words
_WORD = r"[A-ZÀ-Þ][\w&-]*(?:['’](?!s\b)\w+)?"
_WORDS = rf"{_WORD}(?: (?:& )?{_WORD}){{0,3}}"
_SMALL = r"(?:[a-z-]+ ){0,3}?"  # "Lumora's *former* head"
_PERSON_LABELS = frozenset({"PER", "PERSON"})
_REPEATED = 2  # times that a text has a name with "and" in it, at least
_SHORTEST = 3  # letters of a name of one word


@dataclass(frozen=True, slots=True)
class _Frame:
    """Words around the name of a body, in the group `name`."""

    pattern: re.Pattern[str]
    before_person: bool = False  # a person's name must follow
    certain: bool = False  # what the statistical model takes for a person may be a body


def find_employers(part: Part, persons: Sequence[Candidate]) -> Iterator[Candidate]:
    """The names of those for whom somebody is said to work, and those behind a noun that tells the sort of body.

    `persons` are those found so far: what stands before one of them, with a post between, is where that person works.
    """
    begins = {person.begin - part.offset for person in persons}
    for frame in _frames(part.language):
        for match in frame.pattern.finditer(part.text):
            if frame.before_person and match.end() not in begins:
                continue
            span = _without_edges(part, part.doc.char_span(*match.span("name")))
            if span is not None and may_be_body(part, span, persons, certain=frame.certain):
                begin, end = part.offset + span.start_char, part.offset + _end(part, span)
                sure = _CONFIDENCE if len(span) == 1 else _LONG
                yield Candidate(begin=begin, end=end, cls=EntityClass.ORGANISATION, extractor="employer", confidence=sure)


@cache
def _frames(language: str) -> tuple[_Frame, ...]:
    words = name_words(language)
    post, sort, word_end = any_of(words.company_posts), any_of(words.sorts), r"(?![\w-])"
    link = rf"{any_of(words.employed)}(?:(?<=['’])| )(?:{any_of(words.articles)}(?:(?<=['’])| ))?"
    posts = ((words.company_posts - words.speakers, True), (words.speakers, False))
    of = [_Frame(re.compile(rf"(?<![\w-])(?i:{any_of(some)}) {link}(?P<name>{_WORDS}){word_end}"), certain=sure) for some, sure in posts]
    sorted_out = _Frame(re.compile(rf"(?<![\w-]){sort} (?P<name>{_WORDS}){word_end}"), certain=True)
    apposed = _Frame(re.compile(rf"(?<![\w-]){sort}, (?P<name>{_WORDS})(?=[,.;])"), certain=True)
    if not words.modifiers_before:
        return (*of, sorted_out, apposed)
    before = re.compile(rf"(?<![\w.-])(?P<name>{_WORDS}?) {_SMALL}(?i:{post}(?: and {post})?) ")
    owner = re.compile(rf"(?<![\w.-])(?P<name>{_WORDS}?)['’]s? {_SMALL}(?:{any_of(words.company_things)}){word_end}")
    return (*of, sorted_out, apposed, _Frame(before, before_person=True, certain=True), _Frame(owner, certain=True))


def _without_edges(part: Part, span: Tokens | None) -> Tokens | None:
    """A stretch without what belongs to no name at its beginning, "Former Lumora", and the person at its end, "Lumora Ada Kay"."""
    words = name_words(part.language)
    small = folded(words.offices, words.function_words, words.dates, words.determiners) | nationalities(part.language).keys()
    while span is not None and len(span) > 0 and fold_letters(span[0].text) in small:
        span = span[1:]
    if span is None or len(span) == 0:
        return None
    return span[: next((i for i in range(1, len(span) - 1) if is_given_name(span[i].text) and span[i + 1].is_title), len(span))]


def _end(part: Part, span: Tokens) -> int:
    """Where a name ends: behind "and" and another word with a capital where it always stands before these, "Plug and Play"."""
    joint = any_of(name_words(part.language).conjunctions)
    further = re.match(rf" {joint} {_WORD}(?![\w-])", part.text[span.end_char :])
    if further is None or len(re.findall(rf"(?<![\w-]){re.escape(span.text)}(?!\w)", part.text)) < _REPEATED:
        return span.end_char
    whole = span.text + further.group()
    return span.end_char + (len(further.group()) if part.text.count(whole) == part.text.count(span.text) else 0)


def may_be_body(part: Part, span: Tokens, persons: Sequence[Candidate], *, certain: bool) -> bool:
    """Whether nothing speaks against a stretch with capitals naming a body."""
    words, plain = name_words(part.language), [fold_letters(token.text) for token in span]
    begin, end = part.offset + span.start_char, part.offset + span.end_char
    entry = gazetteer().get(span.text)
    generic = folded(words.offices, words.dates, words.function_words) - words.platforms
    if (entry is not None and entry.kind is not Kind.BODY) or not generic.isdisjoint(plain) or len(span.text) < _SHORTEST:
        return False
    if plain[0] in folded(words.other_acronyms, words.not_bodies):
        return False
    if any(person.begin < end and begin < person.end and not _is_doubtful(part, person, certain) for person in persons):
        return False
    if not certain and any(token.ent_type_ in _PERSON_LABELS for token in span):
        return False
    if is_given_name(span[0].text) or any(word in _surnames(part, persons) for word in span.text.split()):
        return False
    field = plain[-1] in folded(words.domains) and plain[0] in folded(words.domains, words.bare_bodies, words.common)
    return not field if len(span) > 1 else _is_name_of_one_word(part, span)


def _is_doubtful(part: Part, person: Candidate, certain: bool) -> bool:
    """Whether only the statistical model takes a stretch for a person's name, in which no given name stands."""
    surface = part.text[person.begin - part.offset : person.end - part.offset]
    return certain and person.guessed and not any(is_given_name(word) for word in surface.split())


def _surnames(part: Part, persons: Sequence[Candidate]) -> frozenset[str]:
    """The words of the names of persons that nobody doubts."""
    known = (part.text[p.begin - part.offset : p.end - part.offset] for p in persons if not _is_doubtful(part, p, certain=True))
    return frozenset(word for name in known for word in name.split())


def _is_name_of_one_word(part: Part, span: Tokens) -> bool:
    """Whether a word with a capital is no common word, people or place that the text or a lexicon has for one."""
    words, plain = name_words(part.language), fold_letters(span.text)
    generic = folded(words.common, words.bodies, words.domains, words.believers, words.bare_bodies) - words.platforms
    if plain in generic or plain in nationalities(part.language) or plain.removesuffix("s") in nationalities(part.language):
        return False
    if span[0].pos_ != "PROPN" and span[0].ent_type_ == "":
        return False
    return re.search(rf"(?<![\w'-]){re.escape(span.text.lower())}(?![\w-])", part.text) is None
