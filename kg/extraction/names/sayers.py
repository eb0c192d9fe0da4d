"""Names that nothing but a verb of speech, or a dash after a quotation, shows to be an actor: "Politix said that …", "“…” — Ana R. Sol"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from spacy.tokens import Doc, Token

from kg.extraction.candidates import Candidate
from kg.extraction.names.gazetteer import Kind, gazetteer, given_names
from kg.extraction.names.titles import looks_like_person
from kg.extraction.names.words import folded, name_words, nationalities
from kg.extraction.statements.cues import words_of
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Part
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass

_PERSON_LABELS = frozenset({"PER", "PERSON"})
_PLACE_LABELS = frozenset({"LOC", "GPE"})
_SIGNED = 0.72
_HEARER = 0.93  # above the name without its article
_CONFIDENCE = 0.55  # any rule that knows more goes first
_WORD = re.compile(r"[A-ZÀ-Þ][\w'-]{2,}|(?:[A-Z]\.){3,}")
_NAMES = r"(?:[A-ZÀ-Þ][\w'’-]*\.?[ \u00a0]){1,4}[A-ZÀ-Þ][\w'’-]+"
_SIGNATURE = re.compile(rf"[”»\"][ \u00a0]*[-–—―]+[ \u00a0]*({_NAMES})\.?[ \u00a0]*(?=\n|$|[“«\"])")
_LABEL = re.compile(r"^([A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2})(?=:\s)", re.MULTILINE)
_TURNS = 3  # times that a word in capitals speaks by which it is somebody's surname
_TWO_NAMES = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ'’-]+(?: [A-ZÀ-Þ][a-zà-ÿ'’-]+| [A-ZÀ-Þ]{3,}){1,2}(?![\w'’-])")
_FULL_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]+ (?:[A-ZÀ-Þ]\. )+[A-ZÀ-Þ][\w'’-]+(?: (?:II|III|IV|Jr\.?|Sr\.?)(?!\w))?")


def find_signatures(part: Part) -> list[Candidate]:
    """The persons who sign a quotation, and those whose name has an initial in it beside a verb of speech."""
    signed = [match.span(1) for match in _SIGNATURE.finditer(part.text)]
    return [_person(part, begin, end) for begin, end in [*signed, *_full_subjects(part), *_turns(part)]]


def _turns(part: Part) -> Iterator[tuple[int, int]]:
    """Who speaks in turn in a conversation: names that stand before a colon at the beginning of a line more than once."""
    labels = [match.span(1) for match in _LABEL.finditer(part.text)]
    counts = Counter(part.text[begin:end] for begin, end in labels)
    for begin, end in labels:
        name = part.text[begin:end]
        known = counts[name] > 1 and looks_like_person(part.language, name)
        if known or (counts[name] >= _TURNS and name.isupper() and name.isalpha() and _is_surname(part.language, name)):
            yield begin, end


def _is_surname(language: str, name: str) -> bool:
    """Whether a word is none that lines of a form or a conversation begin with, and no body that is known."""
    words = name_words(language)
    generic = folded(words.common, words.function_words, words.offices, words.bodies, words.not_bodies, words.other_acronyms)
    return len(name) > 2 and fold_letters(name) not in generic and gazetteer().get(name) is None  # not "PM"


@lru_cache(maxsize=4)
def speech_subjects(doc: Doc) -> tuple[Token, ...]:
    """The words that are subjects of verbs of speech."""
    verbs = words_of(doc.lang_).clauses
    return tuple(token for token in doc if token.dep_ == "nsubj" and token.head.lemma_ in verbs)


def _full_subjects(part: Part) -> Iterator[tuple[int, int]]:
    """Subjects of verbs of speech that are written like a name: "Ana R. Sol"."""
    for token in speech_subjects(part.doc):
        if token.pos_ == "PROPN":
            match = _FULL_NAME.match(part.text, token.left_edge.idx)
            if match is not None and token.idx < match.end():
                yield match.span()
        if token.i > token.head.i:
            name = _TWO_NAMES.match(part.text, token.left_edge.idx)
            if name is not None and token.idx < name.end() and _is_unknown_person(part, name.group()):
                yield name.span()


def _is_unknown_person(part: Part, name: str) -> bool:
    """Whether a name behind a verb of speech is written as a person's, and nothing tells of a body or place: "déclare Maro Ngav"."""
    words = name_words(part.language)
    generic = folded(words.common, words.bodies, words.not_bodies, words.offices, words.domains, words.bare_bodies, words.function_words)
    known = any(gazetteer().get(piece) is not None for piece in (name, *name.split()))
    text = set(re.findall(r"[\w-]+", part.text))
    small = any(word.lower() in text for word in name.split())
    return looks_like_person(part.language, name) and not known and not small and generic.isdisjoint(map(fold_letters, name.split()))


def _person(part: Part, begin: int, end: int) -> Candidate:
    begin, end = part.offset + begin, part.offset + end
    return Candidate(begin=begin, end=end, cls=EntityClass.PERSON, extractor="signature", confidence=_SIGNED)


def find_sayers(part: Part) -> list[Candidate]:
    """The subjects of verbs of speech that are a word with a capital and no determiner, but "the" before an acronym."""
    return [
        Candidate(
            begin=part.offset + token.idx,
            end=part.offset + token.idx + len(token),
            cls=EntityClass.PERSON if token.ent_type_ in _PERSON_LABELS else EntityClass.ORGANISATION,
            extractor="speech-subject",
            confidence=_CONFIDENCE,
        )
        for token in speech_subjects(part.doc)
        if token.i < token.head.i and _is_name(part, token)
    ]


def find_hearers(part: Part) -> Iterator[Candidate]:
    """What somebody told something to and has an article with a capital inside a sentence: "She told *The Courier*"."""
    for match in _told(part.language).finditer(part.text):
        entry = gazetteer().get(match.group("name"))
        if entry is None or entry.kind is Kind.BODY:
            begin, end = part.offset + match.start("name"), part.offset + match.end("name")
            yield Candidate(begin=begin, end=end, cls=EntityClass.ORGANISATION, extractor="hearer", confidence=_HEARER)


@cache
def _told(language: str) -> re.Pattern[str]:
    words = name_words(language)
    articles = any_of(article.title() for article in words.articles) if words.told else "(?!)"
    return re.compile(rf"(?<![\w-])(?i:{any_of(words.told)}) (?P<name>{articles} [A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+){{0,3}})")


def _is_name(part: Part, token: Token) -> bool:
    """Whether a subject is a name of one word that nothing modifies; a rule for longer phrases judges the others."""
    if not _may_be_body(part, token):
        return False
    plain_children = ("punct", "appos", "det") if token.text.endswith(".") else ("punct", "appos")
    if any(child.i < token.head.i and child.dep_ not in plain_children for child in token.children):
        return False  # a determiner, adjective or second name
    before = token.nbor(-1) if token.i > 0 and not token.is_sent_start else None
    return before is None or not before.text[:1].isupper()


def _may_be_body(part: Part, token: Token) -> bool:
    """Whether a word with a capital is none that the text or a lexicon has for something else."""
    words = name_words(part.language)
    plain = fold_letters(token.text)
    if token.pos_ != "PROPN" or token.ent_type_ in _PLACE_LABELS or _WORD.fullmatch(token.text) is None:
        return False
    if token.text.isupper() and not token.text.endswith("."):
        return False
    generic = folded(words.common, words.function_words, words.offices, words.bodies, words.not_bodies)
    if plain in generic or plain.removesuffix("s") in nationalities(part.language) or token.text in given_names():
        return False
    entry = gazetteer().get(token.text)
    if entry is not None and entry.kind is not Kind.BODY:
        return False
    return re.search(rf"(?<![\w'-]){plain}(?![\w-])", part.text) is None
