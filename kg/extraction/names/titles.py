"""Persons by the titles before their names: "Mme Anna Smith", "Senator King", "ministre Paul Diop"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from spacy.tokens import Span as Tokens

from kg.extraction.candidates import Candidate
from kg.extraction.names.gazetteer import Kind, gazetteer, given_names, is_country, is_given_name
from kg.extraction.names.words import NameWords, folded, name_words, nationalities
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Part
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass

_UPPER = "A-ZÀ-ÖØ-ÞŒŠŽĀĐĞİŞ"
_WORD = rf"(?:[{_UPPER}]\.(?:-?[{_UPPER}]\.)*|(?:[a-z]{{1,3}}['-])?(?:d')?[{_UPPER}][\w'\-]*)"
_MOST_WORDS = 6
_LONGEST_ABBREVIATION = 3  # letters: "Mrs"
_WINDOW = 20  # characters before a name in which its title stands
_SHORTEST = 2  # letters of a name of one word
_PARTY = 6  # letters of the acronym of a party, at most
_PROPER = frozenset({"PROPN", "X", "ADP", "PUNCT"})  # parts of speech of the words of a name
_PERSON_LABELS = frozenset({"PER", "PERSON"})


@dataclass(frozen=True, slots=True)
class PersonPatterns:
    """Regular expressions of a language, and the words that end a name."""

    name: re.Pattern[str]  # words with capitals, particles between them
    titled: re.Pattern[str]  # a title, with what else of titles and offices follows it
    gendered: dict[str, str]  # title -> "m", "f"
    stops: frozenset[str]
    particles: re.Pattern[str]
    polite: frozenset[str]  # titles that are enough for a surname: "Mr"


@cache
def person_patterns(language: str) -> PersonPatterns:
    words = name_words(language)
    particles = any_of(words.particles)
    name = rf"{_WORD}(?: (?:{particles} ?){{0,2}}{_WORD}){{0,{_MOST_WORDS - 1}}}"
    titles = any_of({*words.male_titles, *words.female_titles, *words.titles})
    offices = any_of(words.offices)
    titled = rf"(?<![\w.])(?:(?i:{offices}) |{titles} )+(?=(?:{particles} ){{0,2}}{_WORD})"
    gendered = {fold_letters(t): "m" for t in words.male_titles} | {fold_letters(t): "f" for t in words.female_titles}
    openings = {office.split()[0] for office in words.offices if " " in office}  # "Prime" of "Prime Minister"
    bare = {body for body in words.bare_bodies if " " not in body}
    stops = folded(words.offices | words.bodies | words.common | words.function_words | openings | bare) | frozenset(
        nationalities(language)
    )
    polite = frozenset({*words.male_titles, *words.female_titles})
    return PersonPatterns(re.compile(name), re.compile(titled), gendered, stops, re.compile(rf"(?:{particles} ){{1,2}}"), polite)


def find_titled(part: Part) -> list[Candidate]:
    """The persons of a text that have a title or an office right before their names."""
    patterns, words, text = person_patterns(part.language), name_words(part.language), part.text
    found = []
    for title in patterns.titled.finditer(text):
        given = _given_name_here(words, text, title)
        if given is not None:
            span = person_span(part.language, text, given)
            if given > title.start() and span is not None:
                found.append(_candidate(part, *span))
            continue
        lead = patterns.particles.match(text, title.end())  # "M. de Vries"
        if lead is not None and title.group().split()[-1] not in patterns.polite:
            continue
        span = person_span(part.language, text, title.end() if lead is None else lead.end())
        if span is None:
            continue
        span = title.end(), span[1]
        tokens = part.doc.char_span(*span, alignment_mode="expand")
        single = tokens is not None and tokens[0].ent_type_ in _PERSON_LABELS
        if tokens is not None and _is_act(text, title, tokens, words):
            continue
        if _fits(part.language, title.group(), text[span[0] : span[1]], single=single):
            found.append(_candidate(part, *span))
    return found


def _given_name_here(words: NameWords, text: str, title: re.Match[str]) -> int | None:
    """Where a title begins that is a given name, for two names follow and no article stands before: "Pape Moussa Faye"."""
    last = title.group().split()[-1]
    begin = title.end() - 1 - len(last)
    if last not in words.names_too or re.match(rf"{_WORD} {_WORD}", text[title.end() :]) is None:
        return None
    before = re.search(r"([\w'’]+) ?$", text[max(0, begin - _WINDOW) : begin])
    return None if before is not None and before.group(1).lower() in words.determiners | words.definite else begin


def _is_act(text: str, title: re.Match[str], name: Tokens, words: NameWords) -> bool:
    """Whether a headline tells behind an office what its holder does, "Minister Opens New Centre": a verb, nobody's name."""
    if len(name) > 1 and _begins_act(name, words):
        return True
    if any(part in (*words.male_titles, *words.female_titles) for part in title.group().split()):
        return False
    if len(name) != 1:  # "Minister Launches Regional Task Force"
        return name[0].pos_ == "VERB" and not is_given_name(name[0].text)
    goes_on = re.match(rf" [{_UPPER}]", text[name.end_char :]) is not None
    return name[0].pos_ == "VERB" or (goes_on and words.modifiers_before and text.count(name.text) == 1)


def _begins_act(name: Tokens, words: NameWords) -> bool:
    """Whether the first of several words is a verb of a headline: "District Attorney Files Motion to …"."""
    first, after = name[0], name[-1].nbor() if name[-1].i + 1 < len(name.doc) else None
    if not words.modifiers_before or not first.lower_.endswith("s") or first.lower_.endswith("ss") or is_given_name(first.text):
        return False
    return after is None or after.is_space or after.tag_ in ("IN", "TO")


def _candidate(part: Part, begin: int, end: int) -> Candidate:
    return Candidate(begin=part.offset + begin, end=part.offset + end, cls=EntityClass.PERSON, extractor="title", confidence=0.95)


def _fits(language: str, title: str, name: str, *, single: bool) -> bool:
    """An office is enough for a full name, a title for a surname too; neither makes a person of a country or a body."""
    words = name_words(language)
    courtesy = {*words.male_titles, *words.female_titles}
    if any(part in courtesy for part in (title.strip(), *title.split())):
        return True
    entry = gazetteer().get(name)
    if entry is not None and (entry.kind in {Kind.COUNTRY, Kind.REGION, Kind.CAPITAL} or entry.kind is Kind.BODY):
        return False
    if name.isupper() and " " not in name:
        return False
    names = name.split()
    if any(gazetteer_body(word) for index, word in enumerate(names) if not _is_in_surname(names, index)):
        return False
    if (
        words.modifiers_before and fold_letters(names[-1]) in folded(words.domains) and not has_given_name(name)
    ):  # "Chief Public Health Officer"
        return False
    strict = title.strip() in words.titles or title.split()[-1] in words.titles
    if " " not in name:
        return strict and single and fold_letters(name) not in folded(words.domains)
    return strict or has_given_name(name)


def _is_post_nominal(word: str, words: NameWords) -> bool:
    """Whether letters behind a name are no part of it: "MP"; a page may have glued the next word to them: "MPMinister"."""
    return any(word == letters or (word.startswith(letters) and word[len(letters) :].istitle()) for letters in words.post_nominals)


def gazetteer_body(word: str) -> bool:
    """Whether a word of a name is the acronym of a body: "UNODC Pakistan" is nobody."""
    entry = gazetteer().get(word) if word.isupper() and len(word) > 2 else None
    return entry is not None and entry.kind is Kind.BODY and entry.name == word


def person_span(language: str, text: str, begin: int) -> tuple[int, int] | None:
    """The stretch of a person's name that begins at an offset: without titles before it, or what is no name after it."""
    patterns, words = person_patterns(language), name_words(language)
    match = patterns.name.match(text, begin)
    if match is None or _begins_with_party(match.group(), words):
        return None
    kept: list[re.Match[str]] = []
    for word in re.finditer(r"\S+", match.group()):
        plain = word.group().rstrip(".,")
        if plain[-1:].isdigit():
            break
        if len(kept) == 1 and plain in _titles_as_surnames(language) and is_given_name(kept[0].group()):
            kept.append(word)
            continue
        if not kept and _is_surname_here(language, text, begin, plain):
            kept.append(word)
            break
        named = not kept and " " in match.group() and is_given_name(plain)  # "Bill", which is a word too
        named = named or (len(plain) == 1 and word.group().endswith("."))  # "A. Veska"
        named = named or _is_surname_too(language, text, begin + word.end(), [*kept, word], begin)
        named = named or (bool(kept) and _is_in_surname(match.group().split(), len(kept)))
        named = named or (len(kept) > 1 and kept[-1].group().istitle() and kept[-1].group().lower() in words.particles)  # "Le Maire"
        if fold_letters(plain) in patterns.stops and plain.lower() not in words.particles and not named:
            break
        if _is_post_nominal(plain, words) or (kept and plain in courtesy_titles(language) and not named):
            break
        kept.append(word)
        if word.group().endswith("'s"):
            break
    while kept and kept[-1].group().lower() in words.particles:
        kept.pop()
    if not kept or (len(kept) == 1 and len(kept[0].group().rstrip(".")) < _SHORTEST):
        return None
    return begin, _end_of_name(text, begin, kept[-1], words)


def _end_of_name(text: str, begin: int, last: re.Match[str], words: NameWords) -> int:
    """Where a name ends whose last word is known: before a possessive, and before what a hyphen joins to it, "Veska-led"."""
    name, _, joined = last.group().rpartition("-")
    end = begin + (last.start() + len(name) if name and joined in words.belonging else last.end())
    if text[end - 2 : end] == "'s":
        end -= 2
    return len(text[:end].rstrip("'-"))


def _begins_with_party(name: str, words: NameWords) -> bool:
    """Whether capitals before a common given name are those of a party: "la ministre *MTV* Annie Roux"."""
    first, _, rest = name.partition(" ")
    party = first.isupper() and 1 < len(first) <= _PARTY and first.isalpha() and not is_given_name(first.title())
    return party and not words.modifiers_before and rest.split(" ")[0].istitle() and is_given_name(rest.split(" ")[0])


def _is_in_surname(words: Sequence[str], index: int) -> bool:
    """Whether a word in capitals stands between a common given name and another: "Awa BIO VESKA", whatever it means elsewhere."""
    in_capitals = all(word.isupper() for word in words[1 : index + 2]) and index + 1 < len(words)
    return in_capitals and is_given_name(words[0]) and not words[0].isupper()


def _is_surname_too(language: str, text: str, end: int, words: Sequence[re.Match[str]], begin: int) -> bool:
    """Whether a common word is the surname of somebody with a given name or a title before it: "Anna May", "Ms May"."""
    known = name_words(language)
    plain = words[-1].group().removesuffix("'s").rstrip(".,")
    if fold_letters(plain) not in folded(known.surnames_too) or plain.isupper() or re.match(rf" (?:[{_UPPER}]|\d)", text[end:]):
        return False
    if len(words) > 1:
        return is_given_name(words[0].group())
    polite = re.search(r"(\S+) $", text[max(0, begin - _WINDOW) : begin])
    return polite is not None and polite.group(1) in {*known.male_titles, *known.female_titles}


def _is_surname_here(language: str, text: str, begin: int, word: str) -> bool:
    """Whether a title is a surname, because one such as "Mr." stands before it and no name behind: "Mr. King said"."""
    words = name_words(language)
    polite = re.search(r"(\S+) $", text[max(0, begin - _WINDOW) : begin])
    gendered = {*words.male_titles, *words.female_titles}
    if polite is None or polite.group(1) not in gendered or re.match(rf" [{_UPPER}]", text[begin + len(word) :]):
        return False
    return word in gendered and len(word) > _LONGEST_ABBREVIATION


@cache
def _titles_as_surnames(language: str) -> frozenset[str]:
    """Titles that are surnames behind a given name: "Laura Bishop"."""
    words = name_words(language)
    return (
        frozenset(title for title in words.titles if title.isalpha() and title not in words.post_nominals and len(title) > 3) - words.common
    )


@cache
def courtesy_titles(language: str) -> frozenset[str]:
    words = name_words(language)
    return frozenset({*words.male_titles, *words.female_titles, *words.titles})


def without_titles(language: str, text: str, begin: int, end: int) -> int:
    """Where a name begins behind the titles, offices and post-nominals that stand in front of it."""
    titled = person_patterns(language).titled
    match = titled.match(text, begin, end)
    if match is None:
        return begin
    given = _given_name_here(name_words(language), text, match)
    return match.end() if given is None else given


def gender_before(language: str, text: str, begin: int) -> str | None:
    """The gender that the title before an offset tells: "m", "f" or none."""
    before = text[max(0, begin - 30) : begin].rstrip()
    gendered = person_patterns(language).gendered
    words = before.split()
    return next((gendered[fold_letters(word)] for word in reversed(words[-3:]) if fold_letters(word) in gendered), None)


def looks_like_person(language: str, name: str) -> bool:
    """Whether two words with capitals or more are likelier a person's name than anything else."""
    words = name.split()
    stops = person_patterns(language).stops
    return (
        2 <= len(words) <= _MOST_WORDS
        and all(word[0].isupper() or word in name_words(language).particles for word in words)
        and not any(_is_stop(word, stops, language) or _is_plural(word, language) for word in _surnames(language, words))
        and (fold_letters(words[0]) not in stops or is_given_name(words[0]))
        and not any(character.isdigit() for character in name)
        and not any(gazetteer_body(word) for index, word in enumerate(words) if not _is_in_surname(words, index))
        and (is_given_name(words[0]) or not is_country(words[-1]))
        and not any(fold_letters(word) in folded(name_words(language).place_heads) for word in (words[0], words[-1]))
        and not _is_kind(words, language)
        and fold_letters(name).removesuffix("s") not in nationalities(language)
        and fold_letters(words[0]) not in folded(name_words(language).place_openers)
    )


def _is_kind(words: Sequence[str], language: str) -> bool:
    """Whether the word that a name would turn on is a sort of something, and no given name: "manuel" is both."""
    known = name_words(language)
    word = words[-1] if known.modifiers_before else words[0]
    return fold_letters(word) in folded(known.not_bodies) and (known.modifiers_before or not is_given_name(word))


def _is_stop(word: str, stops: frozenset[str], language: str) -> bool:
    """Whether a word behind the first is in no person's name."""
    return fold_letters(word) in stops - folded(name_words(language).surnames_too)


def _surnames(language: str, words: Sequence[str]) -> list[str]:
    """The words of a name behind the first that are no particles, nor first parts of a surname in capitals."""
    rest = [word for index, word in enumerate(words) if index and not _is_in_surname(words, index)]
    return _without_particles(language, rest)


def _is_plural(word: str, language: str) -> bool:
    """Whether a word is the plural of a sort of body: "Detention Centres"."""
    return fold_letters(word).removesuffix("s") in folded(name_words(language).bodies)


def _without_particles(language: str, words: Sequence[str]) -> list[str]:
    """The words of a name that are no particles, whatever their capitals, nor belong to one: "Jean-Marc Le Maire"."""
    particles = name_words(language).particles
    after = {second for first, second in pairwise(words) if first.istitle() and first.lower() in particles}
    return [word for word in words if word.lower() not in particles and word not in after]


def has_given_name(name: str) -> bool:
    """Whether the first word, or a part of it, is a common given name."""
    first = name.split()[0].title()
    return first in given_names() or any(piece in given_names() for piece in first.split("-"))


def find_given_names(part: Part) -> list[Candidate]:
    """Persons with a common given name and no title: two words with capitals or more, of which the parser takes none for a common noun."""
    patterns, text = person_patterns(part.language), part.text
    found = []
    for match in patterns.name.finditer(text):
        begin = _given_name_in(part.language, match)
        span = person_span(part.language, text, begin) if begin is not None else None
        if span is None or not looks_like_person(part.language, text[span[0] : span[1]]):
            continue
        tokens = part.doc.char_span(*span, alignment_mode="expand")
        particles = name_words(part.language).particles
        if tokens is not None and all(
            token.pos_ in _PROPER or token.lower_ in particles or (token.i > 0 and token.nbor(-1).lower_ in particles) for token in tokens
        ):
            found.append(replace(_candidate(part, *span), extractor="given-name", confidence=0.75))
    return found


@cache
def _no_names(language: str) -> frozenset[str]:
    """Words that stand in no person's name, those for what an office is for among them."""
    return person_patterns(language).stops | folded(name_words(language).domains)


def _given_name_in(language: str, run: re.Match[str]) -> int | None:
    """Where a name begins in a run of words with capitals: with it, or behind what an office is for, "de l'Économie Paul Le Bon"."""
    stops = _no_names(language)
    for word in re.finditer(r"\S+", run.group()):
        if is_given_name(word.group()):
            return run.start() + word.start()
        if fold_letters(word.group()).rpartition("'")[2] not in stops:
            return None
    return None


def find_after(part: Part, bodies: Sequence[Candidate]) -> list[Candidate]:
    """Persons right behind the body that they belong to: "conseiller au ministère de l'Intérieur Ali Sow"."""
    found = []
    for body in bodies:
        begin = body.end - part.offset + 1
        span = person_span(part.language, part.text, begin) if part.text[begin - 1 : begin] == " " else None
        if span is not None and looks_like_person(part.language, part.text[span[0] : span[1]]) and _is_labelled(part, span):
            found.append(replace(_candidate(part, *span), extractor="after-body", confidence=0.8))
    return found


def _is_labelled(part: Part, span: tuple[int, int]) -> bool:
    """Whether a given name, or the statistical model, shows a person: "the Library *Book Deficiency*" is none."""
    tokens = part.doc.char_span(*span, alignment_mode="expand")
    labelled = tokens is not None and any(token.ent_type_ in _PERSON_LABELS for token in tokens)
    return labelled or has_given_name(part.text[span[0] : span[1]])


def find_envoys(part: Part) -> list[Candidate]:
    """A person whom an honorific and an office stand for, with no name: "H.E. the Ambassador of the United States"."""
    found = []
    for match in _envoy_pattern(part.language).finditer(part.text):
        place = max(
            (m for m in gazetteer().find(part.text[match.end() : match.end() + 40]) if m.begin == 0), key=lambda m: m.end, default=None
        )
        if place is not None and place.entry.kind is Kind.COUNTRY:
            found.append(_candidate(part, match.start("office"), match.end() + place.end))
    return found


@cache
def _envoy_pattern(language: str) -> re.Pattern[str]:
    words = name_words(language)
    honorifics = any_of(words.honorifics)
    envoys = any_of(words.envoys)
    genitives = any_of(words.genitives)
    determiners = any_of(words.determiners)
    return re.compile(rf"{honorifics} (?:{determiners} ?)?(?P<office>(?i:{envoys})) {genitives} ?(?:{determiners} ?)?")
