"""Names that a text tells to be programmes: "the Safe Water Collaborative, a training program led by", "“Clean Hands”. This campaign"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extraction.candidates import Candidate
from kg.extraction.names.gazetteer import is_body, is_place
from kg.extraction.programmes.names import SURE, is_theme
from kg.extraction.programmes.nouns import ProgrammeNoun
from kg.extraction.programmes.words import means, programme_words
from kg.extraction.text.calendar import is_calendar_word
from kg.extraction.text.grammar import APPOSITIONS
from kg.extraction.text.phrases import is_finite, phrase_words
from kg.extraction.text.reading import Parsed, Sentence
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass, Form

TOLD = 0.92
SHORTEST_NAME = 4  # characters
BEFORE_NOUN = 2  # words between the article and what the parser takes for the phrase: "a deferred [sentencing program]"
NEXT = 3  # characters behind a sentence in which the next one begins
LONGEST_TITLE = 8  # words of a title that a text points at

_TITLE = re.compile(r"[«“\"]\s?(?P<title>[A-ZÀ-Þ][^«»“”\"\n.;:?!]{6,70}?)\s?[»”\"]")


@cache
def _told(language: str) -> re.Pattern[str]:
    """What stands before the article of a description: a name, its acronym, and a comma or a form of "be"."""
    words = programme_words(language)
    indefinite = any_of(phrase_words(language).indefinite)
    raised = rf"[A-ZÀ-Þ][\w’'&+.-]*\w(?: (?:{any_of(words.title_links)} )?[A-ZÀ-Þ0-9][\w&+-]*)*"
    articles = rf"(?:(?i:{any_of(phrase_words(language).definite)})(?:(?<=['’])| ))?"
    name = rf"(?:[«“\"]\s?(?P<quoted>[A-ZÀ-Þ][^«»“”\"\n]{{3,70}}?),?\s?[»”\"]|(?<![\w’'-]){articles}(?P<raised>{raised}))"
    gap = rf"(?P<gap>,| [–—-]| {any_of(words.copulas)}) (?i:{indefinite}) (?:[a-zà-ÿ-]+ ){{0,{BEFORE_NOUN}}}"
    return re.compile(rf"{name}(?P<short> \([A-Z][\w.+-]{{1,9}}\))?{gap}$")


def told_name(noun: ProgrammeNoun) -> Candidate | None:
    """The name that a noun of a programme with an indefinite article tells of: "[X], a programme of …", "[X] is a programme for …"."""
    words = programme_words(noun.sentence.language)
    if noun.noun not in words.tells or noun.has_capital:
        return None
    if not words.broadcast.isdisjoint(noun.lead.casefold().split()):
        return None  # "a radio programme"
    match = _told(noun.sentence.language).search(noun.before)
    if match is None or not _is_a_name(noun, match):
        return None
    group = "quoted" if match["quoted"] else "raised"
    begin, end = noun.sentence.begin + match.start(group), noun.sentence.begin + match.end("short" if match["short"] else group)
    return Candidate(begin=begin, end=end, cls=EntityClass.PROGRAMME, extractor="programme-told", confidence=TOLD, form=Form.NAME)


def _is_a_name(noun: ProgrammeNoun, match: re.Match[str]) -> bool:
    """Whether what stands before a description is a name of its own, of nobody and no place, and what the description tells of."""
    if match["quoted"]:
        return True
    name, part = match["raised"], noun.sentence.part
    begin = noun.sentence.begin + match.start("raised")
    tokens = part.tokens(begin, begin + len(name))
    if tokens is None or len(name) < SHORTEST_NAME or tokens[-1].pos_ not in ("PROPN", "NOUN") or is_body(name) or is_place(name):
        return False
    if any(is_calendar_word(token.lower_, token.lang_) for token in tokens) or _is_somebody(noun, begin, begin + len(name)):
        return False
    head = noun.head
    tied = head.dep_ in APPOSITIONS and tokens.start <= head.head.i < tokens.end
    led = tokens.start > noun.sentence.tokens.start and part.doc[tokens.start - 1].pos_ in ("ADP", "SCONJ")
    if match["gap"] == ",":
        return tied or (bool(match["short"]) and not led)
    return not led and (bool(match["short"]) or name.isupper() or len(name.split()) > 1)


def _is_somebody(noun: ProgrammeNoun, begin: int, end: int) -> bool:
    """Whether a name is that of a person, a place or a body which more than its acronym tells."""
    others, open_to = (EntityClass.PERSON, EntityClass.PLACE), ("acronym", "repetition")
    here = [name for name in noun.names if name.begin < end and begin < name.end and name.extractor not in open_to]
    return any(name.cls in others or (not name.guessed and name.confidence >= SURE) for name in here)


@cache
def _pointing(language: str) -> re.Pattern[str]:
    """A demonstrative, or an article where a sentence begins, with a noun of a programme: "this campaign", "The initiative"."""
    words, phrases = programme_words(language), phrase_words(language)
    this = rf"(?<!\w)(?i:{any_of(phrases.demonstrative)})"
    opening = rf"(?<=[.!?”»\"]\s)(?:{any_of(word.capitalize() for word in phrases.definite)})"
    return re.compile(rf"(?:{this} |{opening}(?:(?<=['’])| )){any_of(words.tells)}(?![\w’'-])")


def pointed_titles(reading: Parsed, sentence: Sentence) -> Iterator[Candidate]:
    """Titles that somebody launches or does something through, and that the text then calls a programme.

    "launched “Clean Hands”. This campaign …", "à travers « Mains propres », la Ville aide … Le projet est …"
    """
    words = programme_words(sentence.language)
    launched = not words.launching.isdisjoint(sentence.lemmas)
    number = reading.sentence_index(sentence.begin)
    following = reading.sentences[number + 1].end if number + 1 < len(reading.sentences) else sentence.end
    for match in _TITLE.finditer(sentence.text):
        begin, end = sentence.begin + match.start("title"), sentence.begin + match.end("title")
        pointing = _pointing(sentence.language).search(reading.text, end, following)
        through = means(sentence.language).search(sentence.text[: match.start()]) is not None and pointing is not None
        if pointing is None or not (launched or (through and pointing.start() <= sentence.end + NEXT)):
            continue
        tokens = sentence.part.tokens(begin, end)
        clause = tokens is None or any(is_finite(token) for token in tokens) or len(match["title"].split()) > LONGEST_TITLE
        if not clause and not is_theme(sentence.text[: match.start()], words):
            yield Candidate(begin=begin, end=end, cls=EntityClass.PROGRAMME, extractor="programme-told", confidence=TOLD, form=Form.NAME)
