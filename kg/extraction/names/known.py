"""Bodies and places of the gazetteer, where the words around them agree that they are meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extraction.candidates import Candidate
from kg.extraction.names.gazetteer import LEXICON_RANK, Kind, Match, gazetteer, given_names
from kg.extraction.names.words import NameWords, folded, name_words
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Part
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass

_PLACE_LABELS = frozenset({"LOC", "GPE"})
_PERSON_LABELS = frozenset({"PER", "PERSON"})
_KNOWN_TO_ALL = 3  # sources from which two letters are enough: "UN", "EU"
_TRUSTED = frozenset({Kind.COUNTRY, Kind.REGION, Kind.CAPITAL})
_COUNTRY_TOLD = frozenset({Kind.COUNTRY, Kind.CAPITAL})  # towns of one name stand in many countries, bodies of one name too
_BARE = 0.8  # confidence in a body that is called by a common noun
_CLUB = 0.93  # above the place that a club bears the name of
_CLOSING = 0.85  # confidence in a name inside another
_CAPITAL = r"[A-ZÀ-Þ][\w.'-]*"
_NAME_GOES_ON = re.compile(rf" {_CAPITAL}")
_NUMBERED = re.compile(r"[ -]\d+/\d+")  # "ABC 12/98" is the number of a paper
_JOINED = re.compile(r"(?<![\w/-])([A-Z]{3,}\d*)-([A-Z]{3,}\d*)(?![\w/-])")
_APOSTROPHE = re.compile(r"['’][A-RT-Z]")  # "DON'T": a half of a word, unlike "OXFAM'S"
_GLUED = re.compile(r"\.[A-ZÀ-Þ][a-zà-ÿ]{0,18} [a-zà-ÿ]")  # a sentence right behind the full stop of the last
_ARTICLE = re.compile(r"(?:L[ea]s? |L['’]|The )")
_SHORTEST = 3  # letters of a place that needs no preposition before it
_SPELT_OUT = 5  # letters from which an acronym may be written as a word: "Unicef"
_WELL_KNOWN = 3  # sources that make up for fewer letters, where the words around speak for a body too: "la Fifa"


def find_known(part: Part) -> list[Candidate]:
    """What the gazetteer knows in a text."""
    return [_candidate(part, match) for match in _accepted(part)]


def find_closing(part: Part, outer: Candidate) -> Candidate | None:
    """What the gazetteer knows at the end of a longer name."""
    begin, end = outer.begin - part.offset, outer.end - part.offset
    matches = [match for match in gazetteer().find(part.text[begin:end]) if match.begin > 0 and match.end == end - begin]
    for match in sorted(matches, key=lambda match: match.begin):
        surface = part.text[begin + match.begin : end]
        if _written_so(surface, match) and fold_letters(surface) not in folded(name_words(part.language).common):
            return replace(_candidate(part, Match(begin + match.begin, end, match.entry)), confidence=_CLOSING)
    return None


def _candidate(part: Part, match: Match) -> Candidate:
    entry = match.entry
    place = entry.kind is not Kind.BODY
    return Candidate(
        begin=part.offset + match.begin,
        end=part.offset + match.end,
        cls=EntityClass.PLACE if place else EntityClass.ORGANISATION,
        extractor="gazetteer",
        confidence=0.92 if entry.kind in _TRUSTED or not place else 0.85,
        country=entry.country if entry.kind in _COUNTRY_TOLD else None,
    )


def _written(text: str) -> list[Match]:
    """The longest names that a text has in their own capitals."""
    found: list[Match] = []
    for match in sorted(gazetteer().find(text), key=lambda match: (match.begin, -match.end)):
        if found and match.begin < found[-1].end:
            continue
        surface = text[match.begin : match.end]
        if "\n" not in surface and _written_so(surface, match) and not _inside_word(text, match):
            found.append(match)
    return found


def _accepted(part: Part) -> list[Match]:
    """The matches that the words around them speak for, and those of places that a list joins to one of these."""
    words = name_words(part.language)
    places: list[Match] = []
    kept: set[Match] = set()
    for match in _written(part.text):
        tokens = part.doc.char_span(match.begin, match.end, alignment_mode="expand")
        if tokens is None:
            continue
        if match.entry.kind is not Kind.BODY:
            places.append(match)
        if _is_body(part, tokens, match, words) if match.entry.kind is Kind.BODY else _is_place(part, tokens, match, words):
            kept.add(match)
    for row in (list(pairwise(places)), [(later, former) for former, later in pairwise(places)][::-1]):
        kept.update(other for one, other in row if one in kept and _is_listed(part, one, other, words))
    return sorted(kept, key=lambda match: match.begin)


def _is_listed(part: Part, one: Match, other: Match, words: NameWords) -> bool:
    """Whether a place stands beside another in a list: "Ghana, Mali and Niger"."""
    former, later = sorted((one, other), key=lambda match: match.begin)
    gap = part.text[former.end : later.begin]
    small = words.conjunctions | words.determiners
    joined = {*re.findall(r"\w+'?|[^\w\s]", gap.lower())}
    known = {one.entry.kind, other.entry.kind} <= _TRUSTED
    following = _NAME_GOES_ON.match(part.text, other.end)
    return known and bool(joined & {",", *words.conjunctions}) and joined <= {",", *small} and not following and _is_alone(part, other)


def _inside_word(text: str, match: Match) -> bool:
    """A name that a hyphen joins to another word with a capital is a part of some other name."""
    before, after = text[max(0, match.begin - 2) : match.begin], text[match.end : match.end + 2]
    if is_torn(text, match.begin, match.end):
        return True
    if after[:1] in {"$", "€", "£"} or _APOSTROPHE.fullmatch(after):
        return True
    return (before[-1:] == "-" and before[:1].isalpha()) or (after[:1] == "-" and after[1:].isupper())


def is_torn(text: str, begin: int, end: int) -> bool:
    """Whether a stretch is a part of a longer word, "SAFE" of "SAFE.NET", and no sentence begins right behind its full stop."""
    before, after = text[max(0, begin - 2) : begin], text[end : end + 2]
    behind = len(after) == 2 and after[0] in ".@/_+" and after[1].isalnum() and _GLUED.match(text, end) is None
    return behind or (len(before) == 2 and before[1] in ".@/_" and before[0].isalnum())


def _written_so(surface: str, match: Match) -> bool:
    """Whether the capitals of a text are those of the name."""
    name = match.entry.name
    if name.isupper() and " " not in name:
        spelt_out = surface.istitle() and (len(name) >= _SPELT_OUT or match.entry.rank >= _WELL_KNOWN)
        return surface.replace("/", "-") == name.replace("/", "-") or spelt_out
    if not surface[0].isupper():
        return match.entry.kind is Kind.REGION and " " in surface and surface == name
    if match.entry.rank >= LEXICON_RANK and match.entry.kind is Kind.BODY and _ARTICLE.match(name):
        return surface.isupper() or _initials(surface) == _initials(name)  # "Le Monde", not "Le monde"
    if " " not in name and "-" not in name:
        return surface == name or surface.isupper() or fold_letters(surface) == fold_letters(name)
    if match.entry.rank >= LEXICON_RANK or (match.entry.kind is Kind.BODY and match.entry.rank > 1):
        return True  # "Nations unies": names of several words are rarely anything else
    last, model = surface.split()[-1].split("'")[-1], name.split()[-1].split("'")[-1].split("’")[-1]
    return last[0].isupper() or not model[0].isupper()


def _initials(name: str) -> list[str]:
    return [word[0] for word in re.findall(r"[^\W\d_]+", name)]


def _is_body(part: Part, tokens: Tokens, match: Match, words: NameWords) -> bool:
    entry, first = match.entry, tokens[0]
    if _NUMBERED.match(part.text, tokens.end_char):
        return False
    office = len(tokens) > 1 and fold_letters(first.text) in folded(words.offices)
    if office and tokens[1].lower_ in words.purposes | words.genitives:  # "the Commissioner for Information", not "Justice Department"
        return False
    if len(tokens) > 1:
        return any(mark in entry.name for mark in " -/'") and fold_letters(tokens.text) not in folded(words.common)
    spelt = frozenset() if entry.name.isupper() and len(entry.name) > 2 else words.function_words  # "WHO" is no pronoun
    if first.ent_type_ in _PERSON_LABELS or fold_letters(first.text) in folded(words.common | spelt):
        return False
    if entry.name.isupper() and first.text != entry.name and len(entry.name) < _SPELT_OUT:
        return len(entry.name) > _SHORTEST - 1 and _is_spelt_out(part, first, words)
    if entry.name.isupper():
        return not among_capitals(first) and (len(first) > 2 or entry.rank > _KNOWN_TO_ALL)
    known = entry.rank >= LEXICON_RANK or (entry.rank > 1 and first.ent_type_ == "ORG")
    return known and first.text not in given_names() and not _begins_other_name(first, words)


def _begins_other_name(token: Token, words: NameWords) -> bool:
    """Whether a word with a capital goes on with a name that is not that of the body: "Digital Economy", not "Reuters Institute"."""
    after = token.nbor() if token.i + 1 < len(token.doc) else token
    if not words.modifiers_before or after is token or not after.is_title or after.is_sent_start or not token.whitespace_:
        return False
    generic = folded(words.offices, words.bodies, words.dates, words.function_words)
    return fold_letters(after.text) not in generic and after.text not in (*words.male_titles, *words.female_titles, *words.titles)


def _is_spelt_out(part: Part, token: Token, words: NameWords) -> bool:
    """Whether a short acronym that is written as a word has an article or a label that shows a body: "la Fifa", "Nato said"."""
    if (
        token.pos_ not in ("PROPN", "NOUN", "X")
        or token.text in given_names()
        or fold_letters(token.text) in folded(words.bodies)  # "Inc", beside an agency INC
        or re.search(rf"(?<!\w){re.escape(token.lower_)}(?!\w)", part.text)
    ):
        return False
    before = token.nbor(-1).lower_ if token.i > 0 else ""
    return token.ent_type_ == "ORG" or (before in words.definite and before in words.determiners | words.articles)


def among_capitals(token: Token) -> bool:
    """Whether the words around a word are all capitals, so that its own tell nothing."""
    around = [other for other in token.doc[max(0, token.i - 2) : token.i + 3] if other.is_alpha and other.i != token.i and len(other) > 2]
    around = [other for other in around if not _is_acronym(other.text) and not _is_listed_acronym(other)]
    return any(other.text.isupper() for other in around) and not any(other.text.islower() for other in around)


def _is_listed_acronym(token: Token) -> bool:
    """Whether a short word in capitals stands between commas, as in a list of acronyms: "ABC, DEF, GHI"."""
    beside = token.doc[max(0, token.i - 1) : token.i + 2]
    return token.text.isupper() and len(token) <= _SPELT_OUT and beside[-1].text == "," and beside[0].text == ","


def _is_acronym(word: str) -> bool:
    """Whether a word is one that everybody writes in capitals: other words in capitals beside it tell nothing of it."""
    entry = gazetteer().get(word)
    return entry is not None and entry.name == word and entry.kind in (Kind.BODY, Kind.COUNTRY)


def _is_place(part: Part, tokens: Tokens, match: Match, words: NameWords) -> bool:
    first, last, kind = tokens[0], tokens[-1], match.entry.kind
    after = last.nbor() if last.i + 1 < len(last.doc) else None
    if fold_letters(first.text) in folded(words.common) and len(tokens) == 1:
        return False
    if words.modifiers_before and after is not None and _continues(after, last):
        return False
    if len(tokens) > 1 and fold_letters(first.text) in folded(words.public_bodies):  # "Department of Home Affairs" is a body everywhere
        return False
    if len(tokens) == 1 and match.entry.name.isupper() is False and first.text.isupper() and len(first) < 4:
        return False
    located = _located(first, words)
    if len(tokens.text) < _SHORTEST and (_goes_on(part, match) or not (located or _has_determiner(first, words))):
        return False
    if kind is not Kind.COUNTRY and first.i > 0 and first.nbor(-1).text in words.titles:  # "Minister Birmingham"
        return False
    if _follows_name(first):
        return located and kind in _TRUSTED
    if kind is Kind.DIVISION and _in_brackets(tokens) and first.text not in given_names():
        return True
    if _in_person(tokens):
        if first.text in given_names() and not _is_whole(tokens):
            return False
        return kind in _TRUSTED and (located or (_is_whole(tokens) and first.text not in given_names() and _is_alone(part, match)))
    if len(tokens) == 1 and first.text in given_names():
        return located or (kind in _COUNTRY_TOLD and _is_alone(part, match))
    if kind in _TRUSTED:
        return True
    if _is_title(first, words):
        return False
    return first.ent_type_ in _PLACE_LABELS or (located and first.pos_ == "PROPN" and match.entry.rank > 1)


def _in_brackets(tokens: Tokens) -> bool:
    """Whether a name stands alone in brackets: "Awa Veska (Kogi)"."""
    doc, last = tokens.doc, tokens[-1].i + 1
    return tokens[0].i > 0 and tokens[0].nbor(-1).text == "(" and last < len(doc) and doc[last].text == ")"


def _is_title(first: Token, words: NameWords) -> bool:
    """Whether an article with a capital inside a sentence makes a place the name of something else: "le quotidien La Provence"."""
    if words.modifiers_before or first.i < 2:
        return False
    article = first.nbor(-1)
    return article.lower_ in words.definite and article.text[0].isupper() and article.nbor(-1).is_lower and article.nbor(-1).is_alpha


def _continues(after: Token, last: Token) -> bool:
    """Whether a name of a place only qualifies the word after it: "Pakistan Muslim League"."""
    return bool(last.whitespace_) and after.text[0].isupper() and not after.is_sent_start and after.ent_iob_ == "I"


def _in_person(tokens: Tokens) -> bool:
    return all(token.ent_type_ in _PERSON_LABELS for token in tokens)


def _is_whole(tokens: Tokens) -> bool:
    """Whether a stretch is all that the pipeline took for one name."""
    after = tokens[-1].nbor() if tokens[-1].i + 1 < len(tokens.doc) else None
    return tokens[0].ent_iob_ == "B" and (after is None or after.ent_iob_ != "I")


def _is_alone(part: Part, match: Match) -> bool:
    """Whether a name stands nowhere in the text beside another word with a capital, as given names and surnames do."""
    surface = part.text[match.begin : match.end]
    return not any(
        fold_letters(word) not in small_capitals(part.language)
        for beside in re.finditer(rf"(?:({_CAPITAL}) )?(?<![\w-]){re.escape(surface)}(?![\w-])(?: ({_CAPITAL}))?", part.text)
        for word in beside.groups()
        if word
    )


@cache
def small_capitals(language: str) -> frozenset[str]:
    """Words that have a capital before or behind a place without being a part of a name with it."""
    words = name_words(language)
    return folded(words.function_words, words.common, words.determiners, words.locatives, words.conjunctions, words.dates)


def _follows_name(first: Token) -> bool:
    """Whether the word before is a given name, so that a place's name is the surname."""
    return first.i > 0 and first.nbor(-1).text in given_names() and bool(first.nbor(-1).whitespace_) and not first.is_sent_start


def _located(first: Token, words: NameWords) -> bool:
    """Whether a preposition, article or list stands before: "à Dakar", "in Kabul"."""
    if first.i == 0:
        return False
    before = first.nbor(-1)
    if before.lower_ in words.determiners and before.i > 0:
        before = before.nbor(-1)
    return before.lower_ in words.locatives


def _goes_on(part: Part, match: Match) -> bool:
    """Whether another word with a capital follows, so that two letters are the beginning of a longer name: "US Bougouni"."""
    return _NAME_GOES_ON.match(part.text, match.end) is not None


def _has_determiner(first: Token, words: NameWords) -> bool:
    return first.i > 0 and first.nbor(-1).lower_ in words.determiners


def find_joined(part: Part) -> Iterator[Candidate]:
    """Bodies or countries that a hyphen joins, of which the one shows what the other is: "MAVU-UNIDO", "USA-UK"."""
    for pair in _JOINED.finditer(part.text):
        entries = [gazetteer().get(name) for name in pair.groups()]
        kinds = {entry.kind for entry in entries if entry is not None}
        if kinds not in ({Kind.BODY}, {Kind.COUNTRY}) or gazetteer().get(pair.group()) or (kinds == {Kind.COUNTRY} and None in entries):
            continue
        cls = EntityClass.ORGANISATION if kinds == {Kind.BODY} else EntityClass.PLACE
        for begin, end in (pair.span(1), pair.span(2)):
            yield Candidate(begin=part.offset + begin, end=part.offset + end, cls=cls, extractor="gazetteer", confidence=_CLUB)


def find_bare(part: Part) -> list[Candidate]:
    """Bodies that the head alone names, where it has a capital inside a sentence, and clubs: "the Senate", "FC Zamora"."""
    rows = [(match.span(), _BARE) for match in _bare_pattern(part.language).finditer(part.text)]
    rows += [(match.span("body"), _BARE) for match in _small_pattern(part.language).finditer(part.text)]
    rows += [(match.span(), _CLUB) for match in _club_pattern(part.language).finditer(part.text)]
    return [
        Candidate(
            begin=part.offset + begin,
            end=part.offset + end,
            cls=EntityClass.ORGANISATION,
            extractor="bare-body",
            confidence=confidence,
        )
        for (begin, end), confidence in rows
    ]


@cache
def _bare_pattern(language: str) -> re.Pattern[str]:
    words = name_words(language)
    return re.compile(rf"(?<![\w-]){any_of(words.bare_bodies)}(?![\w-])(?! {any_of(words.buildings)}\b)")


@cache
def _small_pattern(language: str) -> re.Pattern[str]:
    """Bodies without a capital behind the definite article, or a preposition that holds it: "l'assemblée nationale"."""
    words = name_words(language)
    lead = any_of(words.definite & (words.determiners | words.articles))
    return re.compile(rf"(?<![\w-])(?i:{lead})(?:(?<=['’])| )(?P<body>{any_of(words.small_bodies)})(?![\w-])")


@cache
def _club_pattern(language: str) -> re.Pattern[str]:
    prefixes = any_of(name_words(language).club_prefixes)
    word = r"[A-ZÀ-Þ][a-zà-ÿ][\w'-]*"
    return re.compile(rf"(?<![\w-]){prefixes} {word}(?: {word})?(?<!['-])")
