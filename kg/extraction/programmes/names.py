"""The proper names of programmes: what in a phrase is one, and where else the document has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product, takewhile

from kg.extraction.candidates import Candidate
from kg.extraction.names.acronyms import find_definitions
from kg.extraction.names.gazetteer import is_body, is_place
from kg.extraction.names.words import name_words
from kg.extraction.programmes.nouns import ProgrammeNoun
from kg.extraction.programmes.words import (
    ProgrammeWords,
    called_name,
    copula_gap,
    leading_names,
    naming_before,
    naming_gap,
    not_after,
    programme_nouns,
    programme_words,
)
from kg.extraction.text.calendar import is_calendar_word
from kg.extraction.text.phrases import is_finite, phrase_words
from kg.extraction.text.reading import Parsed, Sentence
from kg.model.entities import EntityClass, Form

BY_GRAMMAR = frozenset({"organisation-head", "acronym", "repetition"})  # rules that know no list of bodies
ARMY_NEAR = 90  # characters around an operation in which a text shows it to be one of soldiers
SHORTEST_CORE = 3  # characters of a name that is looked for all over the text
SHORTEST_INITIALS = 3
LOOSE_FROM = 6  # characters of a name that is found again with other capitals and blanks
NAMED, SHORT_NAME = 0.93, 0.9
OPENINGS = frozenset("«“‹„\"'»‘([")  # what follows has a capital anyway
WHOLE_NAME = 3  # words of a name that needs no world body before it
LONGER_THAN_SEASON = 2  # years
LONGEST_VAGUE = 3  # words of a title with a vague noun that tell too little
QUOTED_BEYOND = 130  # characters of a title that a parser may take for the next sentence
THEME_NEAR = 8  # words before a title among which it is called a theme
SURE = 0.8  # confidence from which a name of another class stands

_ACRONYM = re.compile(r"\((?P<acronym>[A-Z][\w.+-]*[A-Z+][\w.+-]*)\)")
_DATED = re.compile(r"(?<![\w(-])(?P<short>[A-Z]{3,8})\s\(?(?P<first>20\d\d)\s?[-–]\s?(?P<last>20\d\d)(?!\w)\)?")
_TITLE = re.compile(r"(?:[«“‘\"]\s?|(?<!\w)')(?P<title>[A-ZÀ-Þ][^«»“”‘\"\n.;:?!]{8,90}?)(?:\s?[»”\"]|['’](?!\w))")


def has_name(noun: ProgrammeNoun) -> bool:
    """Whether a proper name is part of the phrase: "Strategic Framework to Combat …", "projet « Pont vert »", "Agenda 2030"."""
    if noun.noun in programme_words(noun.sentence.language).capital_only and not noun.has_capital:
        return False
    return _capitalised(noun) or bool(cores(noun))


def _capitalised(noun: ProgrammeNoun) -> bool:
    doc, phrase = noun.sentence.part.doc, noun.phrase
    at_start = phrase.first == noun.sentence.tokens.start
    beside = [t for t in doc[phrase.first : phrase.end] if t.i != phrase.head and t.is_alpha and len(t) > 3]
    raised = [t for t in beside if t.text[0].isupper()]
    own = [t for t in raised if not noun.is_of_a_name(t)]
    following = doc[phrase.head_end] if phrase.head_end < len(doc) else None
    before = doc[phrase.first].text if noun.has_capital else ""  # "the 2017 campaign" is one of several
    years = [before, following.text if following is not None and following.i < phrase.end else ""]
    year = any(re.fullmatch(r"(?:19|20)\d\d", text) for text in years)
    if not noun.has_capital:
        return (year and noun.noun not in programme_words(noun.sentence.language).yearly) or len([t for t in own if t.i < phrase.head]) > 1
    if at_start and phrase.first == phrase.head:
        return year or (len(own) >= 2 and not noun.sentence.text.isupper())
    if noun.noun in programme_words(noun.sentence.language).vague and len(raised) < 2 and not noun.lead.isupper():
        return any(noun.is_of_a_name(t) or is_place(t.text) for t in raised)
    title_case = phrase_words(noun.sentence.language).title_case
    opened = phrase.first > 0 and doc[phrase.first - 1].text in OPENINGS
    alone = (
        not (title_case or opened or noun.sentence.text.isupper()) and phrase.end > phrase.head_end
    )  # no common noun has a capital there
    return bool(own) or year or alone or any(t.i < phrase.head for t in raised)


def cores(noun: ProgrammeNoun) -> list[str]:
    """The proper names inside a phrase: what stands in brackets, between quotation marks, or with a capital beside the noun."""
    text = noun.text
    found = [match["acronym"] for match in _ACRONYM.finditer(text)]
    if noun.beside is not None:
        found.append(noun.beside)
    if phrase_words(noun.sentence.language).title_case:
        if _capitalised(noun) and len(text.split()) > 1 and text == text.strip("()") and "(" not in text:
            found.append(text)
        if noun.name_before is not None:
            found.append(noun.name_before)
    return [core for core in found if len(core) >= SHORTEST_CORE and not _is_name(noun, core)]


def _is_name(noun: ProgrammeNoun, core: str) -> bool:
    text = noun.reading.text
    return any(
        name.cls is not EntityClass.PROGRAMME and text[name.begin : name.end] == core for name in noun.names if name.confidence >= SURE
    )


def initials(name: str) -> str:
    """The capitals that the words of a name begin with: "SGP" of "School Gardens Program"."""
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper())


def titles_and_leads(sentence: Sentence) -> Iterator[Candidate]:
    """Names that need no phrase around them: a title between quotation marks with a programme noun in it, "Operation Clean Rivers"."""
    text, begin = sentence.text, sentence.begin
    for match in _TITLE.finditer(text):
        words = re.findall(r"[^\W\d_]{4,}", match["title"])
        raised = [word for word in words if word[0].isupper()]
        named = len(words) > 1 and 2 * len(raised) >= len(words) and not _is_clause(sentence, match)
        if (
            named
            and _has_noun(sentence.language, match["title"], len(words))
            and not is_theme(text[: match.start()], programme_words(sentence.language))
        ):
            yield _named(begin + match.start("title"), begin + match.end("title"), "programme-title")
    for match in leading_names(sentence.language).finditer(text):
        if (
            not text.isupper()
            and not _goes_on(sentence, match)
            and not_after(sentence.language).match(text, match.end("noun")) is None
            and not is_of_an_army(sentence, match["noun"], begin + match.start())
        ):
            words = list(takewhile(lambda word: not is_calendar_word(word.casefold(), sentence.language), match["name"].split()))
            if words and (len(words) > 1 or words[0].isdigit()):
                end = match.start("name") + match["name"].index(words[-1]) + len(words[-1])
                yield _named(begin + match.start(), begin + end, "programme-leading-noun")


def called(noun: ProgrammeNoun) -> Iterator[Candidate]:
    """The name that a programme is said to have: "the initiative, dubbed “Clean Hands”", "ce projet, baptisé « Pont vert »"."""
    sentence = noun.sentence
    text, patterns = noun.reading.text, (naming_gap(sentence.language), copula_gap(sentence.language))
    for begin, pattern in product(dict.fromkeys((noun.head_end, noun.end)), patterns):
        match = pattern.match(text, begin, sentence.end)
        name = match and called_name(sentence.language).match(text, match.end(), sentence.end + QUOTED_BEYOND)
        if match is not None and name is not None and _is_free(noun, name) and (match["naming"] or _is_title(name["quoted"])):
            group = "quoted" if name["quoted"] else "raised"
            yield _named(name.start(group), name.end(group), "programme-called")
            return
    before = naming_before(sentence.language).search(noun.before)
    if before is not None:
        yield _named(sentence.begin + before.start("name"), sentence.begin + before.end("name"), "programme-called")


def _is_title(quoted: str | None) -> bool:
    """Whether what a programme "is" stands in quotation marks with the capitals of a name, and is nobody's praise."""
    words = re.findall(r"[^\W\d_]{4,}", quoted or "")
    return len(words) > 1 and 2 * sum(word[0].isupper() for word in words) >= len(words)


def _is_free(noun: ProgrammeNoun, name: re.Match[str]) -> bool:
    """Whether what follows is the name of nobody and nothing else."""
    begin, end = name.span("quoted" if name["quoted"] else "raised")
    others = (n for n in noun.names if n.begin < end and begin < n.end and n.cls is not EntityClass.PROGRAMME and not n.guessed)
    return not any(len(n) >= end - begin for n in others)


def _goes_on(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the noun ends a name, or what follows is a menu or headline: "Boat Program Sinks Further", "Program Seniors Program"."""
    before = re.findall(r"\S+", sentence.text[: match.start()])[-1:]
    ends = phrase_words(sentence.language).nouns_before and any(word.isalnum() and word[0].isupper() for word in before)
    return ends or programme_nouns(sentence.language).search(match["name"]) is not None


def _has_noun(language: str, title: str, words: int) -> bool:
    """Whether a title tells of a programme: not “Open-Door Policy”, “Campagne électorale”."""
    found = programme_nouns(language).search(title)
    if found is None or not_after(language).match(title, found.end()):
        return False
    return words > LONGEST_VAGUE or found["noun"].casefold() not in programme_words(language).vague


def is_theme(before: str, words: ProgrammeWords) -> bool:
    """Whether words before a title make it the motto of an event, or a writing: "with the theme", "a book entitled"."""
    return not words.themes.isdisjoint(re.findall(r"[^\W\d_]+", before.casefold())[-THEME_NEAR:])


def _is_clause(sentence: Sentence, title: re.Match[str]) -> bool:
    """Whether somebody speaks between quotation marks, where the first word has a capital anyway: "This is a challenge"."""
    tokens = sentence.part.tokens(sentence.begin + title.start("title"), sentence.begin + title.end("title"))
    return tokens is not None and any(is_finite(token) and token.text[0].islower() for token in tokens)


def is_of_an_army(sentence: Sentence, noun: str, begin: int) -> bool:
    """Whether the words around an operation, at an offset of the text, show it to be one of soldiers."""
    words = programme_words(sentence.language)
    if noun.casefold() not in words.martial:
        return False
    around = sentence.part.tokens(max(sentence.begin, begin - ARMY_NEAR), min(sentence.end, begin + ARMY_NEAR)) or ()
    return not words.military.isdisjoint(token.lemma_.casefold() for token in around)


def defined_names(reading: Parsed, names: Sequence[Candidate]) -> Iterator[tuple[Candidate, str]]:
    """Programmes that the text gives an acronym, each with it: "Mécanisme africain d'évaluation par les pairs (MAEP)"."""
    bodies = [n for n in names if n.cls in (EntityClass.ORGANISATION, EntityClass.PERSON) and not n.guessed]
    for definition in find_definitions(reading.text, names):
        long = reading.text[definition.begin : definition.end]
        language = reading.sentence_at(definition.begin).language
        bracketed = reading.text[definition.end : definition.short_begin].strip() == "("
        closing = (
            definition.short_end + (reading.text[definition.short_end : definition.short_end + 1] == ")") if bracketed else definition.end
        )
        nouns = [m for m in programme_nouns(language).finditer(long) if m.start() == 0 or m.end() == len(long)]
        around = [b for b in bodies if b.begin <= definition.begin < b.end or b.begin < definition.end <= b.end]
        is_body = any(not is_programme(reading.text, body, language) for body in around)
        if nouns and long[0].isupper() and not is_body and not_after(language).match(nouns[0].string, nouns[0].end()) is None:
            yield _named(definition.begin, closing, "programme-defined"), reading.text[definition.short_begin : definition.short_end]


def is_programme(text: str, body: Candidate, language: str) -> bool:
    """Whether what the grammar of names took for a body has the noun of a programme for its head, and is no body of a world body."""
    name = text[body.begin : body.end]
    of_world_body = _of_world_body(name, language) and not _is_run_by_world_body(name, language)
    if body.extractor not in BY_GRAMMAR or of_world_body or is_body(_ACRONYM.sub("", name).strip()):
        return False
    last = phrase_words(language).nouns_before
    nouns = programme_nouns(language).finditer(name)
    return any((match.end() == len(name) if last else match.start() == 0) and match["noun"][0].isupper() for match in nouns)


def _of_world_body(name: str, language: str) -> bool:
    """Whether a name holds that of a world body, with whatever capitals it is written; an acronym has them all."""
    worlds = name_words(language).world_bodies
    return any(world in name or (not world.isupper() and world.casefold() in name.casefold()) for world in worlds)


def _is_run_by_world_body(name: str, language: str) -> bool:
    """Whether an acronym leads a name that is whole without it: "UN [Coast and Harbours Programme]", not "UN Environment Programme"."""
    body, *rest = name.split()
    if not (phrase_words(language).nouns_before and body.isupper() and len(rest) >= WHOLE_NAME):
        return False
    alone = " ".join(rest)
    return not any(is_body(other) for other in (alone, *(f"{world} {alone}" for world in name_words(language).world_bodies)))


def dated_acronyms(sentence: Sentence, names: Sequence[Candidate]) -> Iterator[Candidate]:
    """A plan that has a short name and years: "the NDP 2021-2025"; two years that follow each other are those of a season."""
    for match in _DATED.finditer(sentence.text):
        begin, end = sentence.begin + match.start(), sentence.begin + match.end()
        short_end = sentence.begin + match.end("short")
        bodies = [n for n in names if n.begin < short_end and begin < n.end and n.extractor not in BY_GRAMMAR and not n.guessed]
        known = is_body(match["short"]) or match["short"] in name_words(sentence.language).world_bodies
        if int(match["last"]) - int(match["first"]) >= LONGER_THAN_SEASON and not bodies and not known:
            yield _named(begin, end, "programme-dated")


def _named(begin: int, end: int, rule: str) -> Candidate:
    return Candidate(begin=begin, end=end, cls=EntityClass.PROGRAMME, extractor=rule, confidence=NAMED, form=Form.NAME)


def found_again(reading: Parsed, names: Iterable[str]) -> Iterator[Candidate]:
    """Every place where a programme's own name stands again."""
    for name in sorted(set(names)):
        loose = len(name) >= LOOSE_FROM and not name.isupper() and len(name.split()) == 1 and re.search(r"[a-z][A-Z]|[A-Z]{2}[a-z]", name)
        parts = re.findall(r"[A-Z]+[a-z]*|[a-z]+|[^A-Za-z\s]+", name) if loose else name.split()
        pattern = (r"\s?" if loose else r"\s+").join(re.escape(p) for p in parts)
        for match in re.finditer(rf"(?<![\w@-]){pattern}(?![\w@])", reading.text, re.IGNORECASE if loose else 0):
            yield Candidate(
                begin=match.start(), end=match.end(), cls=EntityClass.PROGRAMME, extractor="programme-short-name", confidence=SHORT_NAME
            )
