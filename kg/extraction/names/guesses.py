"""What the statistical model takes for bodies and places, and the words around it show to be something else."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from spacy.tokens import Doc, Token

from kg.extraction.names.gazetteer import gazetteer, is_given_name
from kg.extraction.names.words import NameWords, folded, name_words, nationalities
from kg.extraction.roles.words import role_words
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Part
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass

_QUOTES = {"«": "»", "“": "”", '"': '"', "‘": "’"}
_BEFORE = re.compile(r"([a-zà-ÿ]{3,}) $")
_OFFICE_BEHIND = re.compile(r" ([A-Z][a-z]+)")
_NEAR = 24  # characters before a name in which the noun stands that tells what it is
_FOLLOWING = re.compile(r" ([a-zà-ÿ]{3,})")
_INHABITANTS = re.compile(r"(?:[aio]is|ains|[ié]ens)\Z")
_INITIALS = re.compile(r" \(([A-Z]{2,})\)")
_UNIT = re.compile(r"\d[ \u00a0]\Z")
_SEAT = re.compile(r"[A-Z]-[A-Z]{2}")  # party and state: "(D-CA)"
_LABELLED = re.compile(r"\s?=|:\s?\d")

_ONE_WORD = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ'’-]+")
_REACH = 8  # tokens of a list that are looked at on either side of a name
_LONGER = 2  # words of a name that a guess of one word may stand for


def is_lone_word(part: Part, surface: str, first: Token) -> bool:
    """Whether a guess of one word has neither another body beside it in a list, "Corvane and Solinor", nor a longer name in the text."""
    if _ONE_WORD.fullmatch(surface) is None or _in_list_of_bodies(part, first):
        return False
    return not any(surface == name[0] or (surface in name and label != "ORG") for name, label in _longer_names(part.doc))


def _in_list_of_bodies(part: Part, token: Token) -> bool:
    """Whether commas, "and" and other names alone part a word from a body: "Corvane, Solinor, and Belmar"."""
    doc, joints = token.doc, name_words(part.language).conjunctions | {","}
    for step in (-1, 1):
        index, joined = token.i + step, False
        while 0 <= index < len(doc) and abs(index - token.i) <= _REACH and (doc[index].lower_ in joints or doc[index].text[0].isupper()):
            if joined and doc[index].ent_type_ == "ORG" and doc[index].text[0].isupper():
                return True
            joined = joined or doc[index].lower_ in joints
            index += step
    return False


@lru_cache(maxsize=4)
def _longer_names(doc: Doc) -> tuple[tuple[list[str], str], ...]:
    """The words of the bodies and persons with several that the pipeline sees, and which they are."""
    names = ((entity.text.removeprefix("the ").removeprefix("The ").split(), entity.label_) for entity in doc.ents)
    return tuple((name, label) for name, label in names if len(name) >= _LONGER and label in {"ORG", "PERSON"})


def names_other_things(part: Part, begin: int, end: int, cls: EntityClass, first: Token) -> bool:
    """Whether a stretch of the part's text that may name a body or a place names people, a thing, or nothing."""
    words, surface = name_words(part.language), part.text[begin:end]
    if gazetteer().get(surface) is not None:
        return False
    if any(fold_letters(surface).startswith(idiom) for idiom in folded(words.idioms)):
        return True
    if _is_people(part, surface, end, first, words) or _is_thing(part, surface, end, words):
        return True
    if cls is EntityClass.ORGANISATION and (
        _are_several(part.text, surface, end, words)
        or _is_office(part, surface, end, words)
        or _is_other_acronym(part, surface, begin, end, words)
    ):
        return True
    if _is_tag(part.text, surface) or (surface.isupper() and _is_label(part.text, surface, begin, end)):
        return True
    if _is_nickname(part.text, begin, end) and " " in surface:
        return True
    if cls is EntityClass.PLACE:
        return _is_no_place(surface, first, words)
    return _is_one_person(part.text, surface)


def has_initials_behind(text: str, begin: int, end: int) -> bool:
    """Whether a name is followed by its initials in brackets, as no person's is: "Flood Response Team (FRT)"."""
    short = _INITIALS.match(text, end)
    return short is not None and short.group(1) == "".join(word[0] for word in re.split(r"[ -]", text[begin:end]) if word[:1].isupper())


def belongs_to_office(part: Part, begin: int, end: int, first: Token) -> bool:
    """Whether a name of several words is what somebody speaks for or leads: "porte-parole d'Ensemble pour la Nation"."""
    words, surface = name_words(part.language), part.text[begin:end]
    generic = folded(words.common, words.bodies, words.not_bodies, words.offices, words.domains, words.function_words, words.dropped_heads)
    if words.modifiers_before or " " not in surface or generic.intersection(map(fold_letters, (surface, surface.split()[0]))):
        return False
    if first.i < 2 or not surface[0].isupper() or any(character in surface for character in "|.)(,"):
        return False
    office = first.nbor(-2) if first.nbor(-1).lower_ in words.genitives else None
    return office is not None and fold_letters(office.text) in folded(words.offices)


def has_post(first: Token, language: str) -> bool:
    """Whether a post in small letters stands right before a name: "l'entraîneuse Sisca Lemba"."""
    before = first.nbor(-1) if first.i > 0 else first
    return before.is_lower and before.pos_ == "NOUN" and before.lower_ in role_words(language).posts


def is_of_a_people(doc: Doc, surface: str) -> bool:
    """Whether the pipeline has a word, or its plural, for the name of a people elsewhere: "Tamil", "Tamils"."""
    return " " not in surface and not _peoples(doc).isdisjoint((surface, f"{surface}s"))


@lru_cache(maxsize=4)
def _peoples(doc: Doc) -> frozenset[str]:
    return frozenset(entity.text for entity in doc.ents if entity.label_ == "NORP")


def _is_people(part: Part, surface: str, end: int, first: Token, words: NameWords) -> bool:
    """Whether a name is that of a people or of believers: "Indigenous Australians", "the Kaurna people", "ethnic Hazaras"."""
    last = fold_letters(surface.split()[-1])
    people = nationalities(part.language).keys() | folded(words.believers)
    if last.endswith("s") and (last in people or last.removesuffix("s") in people):
        return True
    following = _FOLLOWING.match(part.text, end)
    before = fold_letters(first.nbor(-1).text) if first.i > 0 else ""
    return before in folded(words.peoples) or (following is not None and fold_letters(following.group(1)) in folded(words.peoples))


def _are_several(text: str, surface: str, end: int, words: NameWords) -> bool:
    """Whether words with capitals describe bodies or people of a sort and name none: "Local Contractors", "Foreign Missions"."""
    *before, last = fold_letters(surface).split()
    if not before or not words.modifiers_before or _INITIALS.match(text, end) is not None:
        return False
    return last in folded(words.several) and not words.function_words.intersection(before) and "&" not in before


def _is_thing(part: Part, surface: str, end: int, words: NameWords) -> bool:
    """Whether a noun beside a name tells that a thing bears it: "the Global Hawk aircraft", "aboard the Baktra Nur"."""
    following = _FOLLOWING.match(part.text, end)
    if following is not None and fold_letters(following.group(1)) in folded(words.things):
        return True
    lead = rf"(?<!\w){any_of(words.things)},? (?:{any_of(words.determiners)} )?{re.escape(surface)}(?!\w)"
    return re.search(lead, part.text) is not None


def _is_office(part: Part, surface: str, end: int, words: NameWords) -> bool:
    """Whether a name is that of several officers, or of one whose office goes on: "Heads of Mission", "Kenyan Foreign | Minister"."""
    offices, plain = folded(words.offices), fold_letters(surface).split()
    if any(word.endswith("s") and word.removesuffix("s") in offices for word in (plain[0], plain[-1])) and len(plain) > 1:
        return True
    if words.modifiers_before and len(plain) > 1 and plain[-1] in offices:  # "Governorship Candidate"
        return True
    following = _OFFICE_BEHIND.match(part.text, end)
    adjectives = nationalities(part.language)
    country = plain[0] in adjectives or " ".join(plain[:2]) in adjectives
    return following is not None and country and fold_letters(following.group(1)) in offices


def _is_other_acronym(part: Part, surface: str, begin: int, end: int, words: NameWords) -> bool:
    """Whether the noun beside an acronym tells that it is no body's: "PCR tests", "tests PCR"."""
    if not surface.isupper() or " " in surface:
        return False
    beside = _FOLLOWING.match(part.text, end) if words.modifiers_before else _BEFORE.search(part.text[max(0, begin - _NEAR) : begin])
    return beside is not None and fold_letters(beside.group(1)) in folded(words.other_acronyms)


def _is_tag(text: str, surface: str) -> bool:
    """Whether a text has a name as the tag of a subject: "#RiverDay"."""
    return f"#{surface}" in text


def _is_label(text: str, surface: str, begin: int, end: int) -> bool:
    """Whether capitals are a unit, a label or letters that somebody bears: "4,000 XAF", "DOB: 4 May", "Mr Oru Veska, SAN"."""
    if " " in surface:
        return False
    return (
        _SEAT.fullmatch(surface) is not None
        or _UNIT.search(text, max(0, begin - _NEAR), begin) is not None
        or _LABELLED.match(text, end) is not None
    )


def _is_nickname(text: str, begin: int, end: int) -> bool:
    """Whether a name stands alone between quotation marks, as what somebody or something is called in jest does."""
    before, after = text[:begin].rstrip()[-1:], text[end:].lstrip()[:1]
    return _QUOTES.get(before) == after != ""


def _is_no_place(surface: str, first: Token, words: NameWords) -> bool:
    """Whether an article, a possessive or "chez" stands before what would be a place: "les Douaniers", "chez Omdia"."""
    if first.lower_ in words.definite - words.determiners:  # "Notre Nation"
        return True
    currency = surface.isupper() and fold_letters(surface.split()[-1]) in folded(words.common)  # "500 F CFA"
    if currency or _is_inhabitants(surface, first, words):
        return True
    before = first.nbor(-1).lower_ if first.i > 0 else ""
    plural = fold_letters(surface.split()[0])[-1:] in ("s", "x")
    several = before in words.plural_articles or (before in words.contracted and before.endswith("s"))  # "les Dogon", "des Kuba"
    if (before in words.plural_articles and plural) or (several and " " not in surface):
        return True
    return before in words.of_persons or (before in words.articles and " " in surface and not words.modifiers_before)


def _is_inhabitants(surface: str, first: Token, words: NameWords) -> bool:
    """Whether a plural is what the people of a town are called: "des centaines de Montpelliérains", "Français et Québécois"."""
    if words.modifiers_before or not _INHABITANTS.search(surface) or first.i < 2:
        return False
    before, noun = first.nbor(-1), first.nbor(-2)
    if before.lower_ in words.genitives:
        return noun.is_lower and noun.text[-1] in "sx"
    beside = [noun] if before.lower_ in words.conjunctions else []
    if first.i + 2 < len(first.doc) and first.nbor().lower_ in words.conjunctions:
        beside.append(first.nbor(2))
    people = nationalities(first.doc.lang_)
    return any(fold_letters(word.text).removesuffix("s") in people or fold_letters(word.text) in people for word in beside)


def _is_one_person(text: str, surface: str) -> bool:
    """Whether a lone given name stands for a person, one of those who speak in a transcript perhaps: "Well, Marius, …"."""
    if " " in surface or not surface.istitle():
        return False
    return is_given_name(surface) or re.search(rf"(?<!\w){re.escape(surface)} [A-ZÀ-Þ][\w'-]+ ?:", text) is not None


@cache
def by_line(language: str) -> re.Pattern[str]:
    """Who wrote a text, and where: "Oru Veska in Kano, Ada Kay in Yola and Orlo Ketz in Lafia"."""
    words = name_words(language)
    name = r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’.-]+){1,3}"
    one = rf"{name},? {any_of(words.whereabouts)} {name.replace('{1,3}', '{0,2}')}"
    return re.compile(rf"\W*{one}(?:(?:, | {any_of(words.conjunctions)} ){one})*\W*")
