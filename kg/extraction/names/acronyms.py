"""Acronyms that a document explains: "Office fédéral de l'agriculture (OFAG)", "FIA (Federal Investigation Agency)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extraction.candidates import Candidate
from kg.extraction.coreference.clusters import coreference_words, small_words
from kg.extraction.names.gazetteer import Kind, gazetteer
from kg.extraction.names.sayers import speech_subjects
from kg.extraction.names.words import NameWords, folded, name_words
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Parsed, Part
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass

_SHORT = re.compile(r"(?<=[(\[])\s*(?:\w['’]|[a-zà-ÿ-]{2,10} )?(?P<short>[A-ZÀ-Þ][A-Za-zÀ-ÿ0-9&.\-/+]{1,11})\s*(?=[)\];,:/-])")
_BRACKETED = re.compile(r"\((?P<short>[A-ZÀ-Þ][A-Za-zÀ-ÿ0-9&-]{1,9})(?: \d{4})?\)")
_PLAIN = re.compile(r"[A-Z]{3,6}")
_BEHIND_COMMA = re.compile(r"(?<=[\w)]), ?(?P<short>[A-ZÀ-Þ]{3,9})(?= ?[,;.)]| (?:and|et)\b)")  # "International Ports Office, IPO, and"
_BEFORE_LONG = re.compile(r"(?<![\w-])(?P<short>[A-ZÀ-Þ]{3,9}) ?\((?P<long>[A-ZÀ-Þ][^()\n;:,.]{8,120})\)")
_SMALL = r"(?:[a-zà-ÿ]{1,4} |[a-z]')*"
_OWNER = re.compile(r"(?<=\w)['’]s\Z")  # "the Small Business Agency's (SBA) new rule"
_INITIALS = re.compile(r"[^\W\d_]+")
_REACH = 160  # characters before the parenthesis in which the long form stands
_UNEXPLAINED = 3  # letters of an acronym that may be one of another language: "Office des Nations Unies contre la drogue (UNODC)"
_SKIPPING = 4  # letters of an acronym between commas from which it may skip initials
_HEADED = 0.78  # above what the statistical model takes a word for
_LONG_WORDS = 16  # words before the parenthesis that may be the long form


@dataclass(frozen=True, slots=True)
class Definition:
    """A long form and the acronym that stands for it; offsets are those of the cleaned text."""

    begin: int
    end: int
    short_begin: int
    short_end: int


def find_definitions(text: str, names: Sequence[Candidate]) -> Iterator[Definition]:
    """The acronyms that a text explains, each with its long form: a name right before the parenthesis, or words with those initials."""
    by_end = {name.end: name for name in sorted(names, key=len)}
    for match in _SHORT.finditer(text):
        short = match.group("short").rstrip(".-/")
        if sum(character.isupper() for character in short) < 2:
            continue
        opening = text.rfind("(", 0, match.start("short") + 1)
        end = len(_OWNER.sub("", text[: max(opening, 0)].rstrip()))
        elsewhere = any(n.cls is EntityClass.PLACE and n.begin == match.start("short") for n in names)
        begin = _begin(text, end, short, by_end.get(end), elsewhere=elsewhere)
        if begin is not None:
            yield Definition(begin, end, match.start("short"), match.start("short") + len(short))
    yield from _behind_comma(text)
    yield from _before_long(text)


def _behind_comma(text: str) -> Iterator[Definition]:
    """Acronyms between commas behind a name with just these initials: "the International Ports Office, IPO, and"."""
    for match in _BEHIND_COMMA.finditer(text):
        short = fold_letters(match["short"])
        words = list(_INITIALS.finditer(text, max(0, match.start() - _REACH), match.start()))[-_LONG_WORDS:]
        for word in reversed(words):
            long = text[word.start() : match.start()]
            if re.search(r"[.,;:()\n\d]", long) or len(_INITIALS.findall(long)) > _LONG_WORDS:
                break
            if word.group()[0].isupper() and _spells(short, long):
                yield Definition(word.start(), match.start(), match.start("short"), match.end("short"))
                break


def _before_long(text: str) -> Iterator[Definition]:
    """Acronyms before the brackets that explain them: "ONP (Office national des ports)"."""
    for match in _BEFORE_LONG.finditer(text):
        begins_alike = fold_letters(match["short"])[0] == fold_letters(match["long"])[0]
        if begins_alike and " " in match["long"] and _agrees(match["short"], match["long"]):
            yield Definition(match.start("long"), match.end("long"), match.start("short"), match.end("short"))


def _spells(short: str, long: str) -> bool:
    """Whether an acronym is all the initials of the words, or those of all but the small ones, or those of the words with capitals."""
    words = _INITIALS.findall(long)
    sorts = (words, [w for w in words if fold_letters(w) not in small_words()], [w for w in words if w[0].isupper()])
    told = ["".join(fold_letters(word)[0] for word in sort) for sort in sorts]
    raised = told[-1]  # "Office of the United Nations Harbour Commissioner for Reefs, OHCR"
    skipping = len(short) >= _SKIPPING and short[0] == raised[:1] and short[-1] == raised[-1:] and len(raised) <= len(short) + 2
    return short in told or (skipping and _in_order(short, raised))


def find_other_acronyms(part: Part, names: Sequence[Candidate]) -> Iterator[str]:
    """Acronyms of what is no body: programmes, treaties, procedures, as the noun before the parenthesis tells."""
    ends = {name.end: name for name in names if name.cls is EntityClass.ORGANISATION}
    words = name_words(part.language)
    bodies = folded((words.bodies | words.national_bodies) - words.world_offices)
    others = folded(words.not_bodies | words.other_acronyms | words.offices)
    yield from _spelt_out(part, names, words, folded(words.not_bodies))
    known = {name.begin - part.offset for name in names if name.cls is not EntityClass.ORGANISATION and not name.guessed}
    for match in _BRACKETED.finditer(part.text):
        if match.start("short") in known:  # "à Marrakech (Maroc)"
            continue
        end = len(part.text[: match.start()].rstrip())
        body = ends.get(part.offset + end)
        if body is not None and fold_letters(part.text[body.begin - part.offset :].split()[0]) not in others:
            continue
        before = part.text[max(0, end - _REACH) : end]
        told = [fold_letters(word) for word in _INITIALS.findall(re.split(r"[.,;:()\n]", before)[-1])][-_LONG_WORDS:]
        noun = next((word for word in reversed(told) if word in bodies or word in others), None)
        if noun in others and noun not in bodies:
            yield match.group("short")


def _spelt_out(part: Part, names: Sequence[Candidate], words: NameWords, others: frozenset[str]) -> Iterator[str]:
    """Acronyms of bodies that are the initials of something else in the text: "SGP" beside "Settlement Grants Program"."""
    own = (part.text[name.begin - part.offset : name.end - part.offset] for name in names if name.cls is EntityClass.ORGANISATION)
    for short in dict.fromkeys(surface for surface in own if _PLAIN.fullmatch(surface)):
        long = re.search(r"(?<!\w)" + rf"\w+ (?:{_SMALL})?".join(short) + r"\w+", part.text)
        if long is not None and fold_letters(long.group().split()[-1 if words.modifiers_before else 0]) in others:
            yield short


def find_speaking(reading: Parsed) -> set[str]:
    """The acronyms of what is called a project and is a body, for a text makes them the subject of a verb of speech: "RP said"."""
    subjects = {token.text for part in reading.parts for token in speech_subjects(part.doc) if token.is_upper}
    definitions = find_definitions(reading.text, ()) if subjects else ()
    explained = (definition for definition in definitions if reading.text[definition.short_begin : definition.short_end] in subjects)
    return {reading.text[one.short_begin : one.short_end] for one in explained if _is_project(reading, one)}


def _is_project(reading: Parsed, definition: Definition) -> bool:
    """Whether what an acronym stands for has a programme's head."""
    language = reading.sentence_at(definition.begin).language
    long = reading.text[definition.begin : definition.end].split()
    return fold_letters(long[-1 if name_words(language).modifiers_before else 0]) in coreference_words(language).programme_nouns


def find_headed(part: Part) -> Iterator[Candidate]:
    """Words in capitals that somebody's office is in: "président de l'UAEL", "Director of BROLOC"."""
    words = name_words(part.language)
    no_bodies = folded(words.common, words.not_bodies, words.other_acronyms, words.dates)
    for match in _headed(part.language).finditer(part.text):
        entry = gazetteer().get(match.group("short"))
        following = part.text[match.end() : match.end() + 3]
        if (
            fold_letters(match.group("short")) in no_bodies
            or (entry is not None and entry.kind is not Kind.BODY)
            or following[1:].isupper()
        ):
            continue
        begin, end = part.offset + match.start("short"), part.offset + match.end()
        yield Candidate(begin=begin, end=end, cls=EntityClass.ORGANISATION, extractor="headed-acronym", confidence=_HEADED)


@cache
def _headed(language: str) -> re.Pattern[str]:
    words = name_words(language)
    link = rf"{any_of(words.genitives)}(?:(?<=') ?| )(?:{any_of(words.determiners)}(?:(?<=')| ))?"
    return re.compile(
        rf"(?<![\w-])(?i:{any_of(words.offices)})s? {link}(?P<short>[A-ZÀ-Þ]{{2,}}\d*|[A-Z][a-z]+[A-Z]\w*(?! [A-ZÀ-Þ]))(?![\w'-])"
    )


def _begin(text: str, end: int, short: str, name: Candidate | None, *, elsewhere: bool) -> int | None:
    """Where the long form begins, if the words before the parenthesis are one; `elsewhere` tells that the short one names a place."""
    exact = _exactly(text, end, short, name)
    if exact is not None:
        return exact
    if name is not None and _agrees(short, text[name.begin : name.end]):
        return name.begin
    if name is not None and name.cls is EntityClass.ORGANISATION and short.isupper() and len(short) >= _UNEXPLAINED and not elsewhere:
        return name.begin
    words = [word for word in _INITIALS.finditer(text, max(0, end - _REACH), end) if "\n" not in text[word.start() : end]][-_LONG_WORDS:]
    for count in range(min(len(short) - 1, 2), len(words) + 1):
        chosen = words[-count:]
        first = fold_letters(chosen[0].group())
        if first[0] == fold_letters(short)[0] and first not in small_words() and _agrees(short, text[chosen[0].start() : end]):
            return chosen[0].start()
    return None


def _exactly(text: str, end: int, short: str, name: Candidate | None) -> int | None:
    """Where words begin that have all the initials of the acronym and no other, and more of them than the name that was found."""
    if name is None or not short.isupper() or len(short) < _UNEXPLAINED:
        return None
    before = [w for w in _INITIALS.finditer(text, max(0, name.begin - _REACH), name.begin) if "\n" not in text[w.start() : name.begin]]
    for word in reversed(before[-_LONG_WORDS:]):
        told = [c for c in _INITIALS.findall(text[word.start() : end]) if fold_letters(c) not in small_words()]
        initials = "".join(fold_letters(one[0]) for one in told)
        if len(initials) > len(short) or re.search(r"[.;:()]", text[word.start() : name.begin]):
            return None
        if initials == fold_letters(short) and word.group()[0].isupper() and fold_letters(word.group()) not in small_words():
            return word.start()
    return None


def _agrees(short: str, long: str) -> bool:
    """Whether the letters of the acronym are initials of the words, in order; small words may be skipped, one initial may be missing."""
    letters = [c for c in fold_letters(short) if c.isalpha()]
    initials = [fold_letters(word)[0] for word in _INITIALS.findall(long)]
    content = [fold_letters(word)[0] for word in _INITIALS.findall(long) if fold_letters(word) not in small_words()]
    if not letters or not initials or len(content) > len(letters) + 2:
        return False
    return _in_order(letters, initials) or (_in_order(content, letters) and len(content) >= 2 and letters[0] == content[0])


def _in_order(wanted: Sequence[str], letters: Sequence[str]) -> bool:
    rest = iter(letters)
    return all(any(letter == other for other in rest) for letter in wanted)
