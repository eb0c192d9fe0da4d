"""What two persons' names have in common, part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from kg.languages import languages
from kg.languages.given_names import given_name_words
from kg.languages.sections import section
from kg.model.identity import fold
from kg.resolution.common_names import common_names
from kg.resolution.concept_words import concept_words
from kg.resolution.sounds import alike, sound, surname_sound

_SPELLING = 90  # percent of letters in common of two spellings of a name


@dataclass(frozen=True, slots=True)
class TitleWords:
    """What stands beside persons' names, of the section `names` of a lexicon."""

    male_titles: frozenset[str]
    female_titles: frozenset[str]
    titles: frozenset[str]
    honorifics: frozenset[str]
    post_nominals: frozenset[str]

    @property
    def before(self) -> frozenset[str]:
        return self.male_titles | self.female_titles | self.titles | self.honorifics


@dataclass(frozen=True, slots=True)
class PersonName:
    """The words of a name, folded, the given names first as far as that is known; titles are left out."""

    words: tuple[str, ...]
    compounds: tuple[frozenset[str], ...] = ()  # words that a hyphen joins
    generation: str = ""  # "younger", "older"

    @property
    def middle_initials(self) -> tuple[str, ...]:
        return tuple(word for word in self.words[1:-1] if len(word) == 1)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two names speak for one person."""

    weight: float
    feature: str


SHORTEST = 3  # letters of a given name cut short

FULL = 3.0
SURNAME = 0.5
DIFFERENT = -6.0  # what can't be one person
NOTHING = Likeness(0.0, "")


@lru_cache(maxsize=1 << 16)
def person_name(written: str) -> PersonName:
    """The parts of a name as a text writes it."""
    tokens, generation = _generation(_without_titles(written.replace(",", " ").split()))
    family = [token for token in tokens if token.isupper() and max(map(len, fold(token).split()), default=0) > 1]
    if family and len(family) < len(tokens):  # "DIARRA Awa": capitals tell the surname
        tokens = [*(token for token in tokens if token not in family), *family]
    compounds = [frozenset(fold(token).split()) for token in tokens if "-" in token]
    return PersonName(tuple(word for token in tokens for word in fold(token).split()), tuple(compounds), generation)


def likeness(one: PersonName, other: PersonName) -> Likeness:
    """How much two names in words speak for one person."""
    if {one.generation, other.generation} == {"younger", "older"} or _other_initials(one, other):
        return Likeness(DIFFERENT, "other person")
    found = _likeness(one, other)
    if one.generation != other.generation and found.weight > 1.0:
        return Likeness(1.0, "generation")
    return found


def _likeness(one: PersonName, other: PersonName) -> Likeness:
    few, many = sorted((one, other), key=lambda name: (len(name.words), len(" ".join(name.words)), name.words))
    a, b = few.words, many.words
    if len(a) <= 1:
        return Likeness(SURNAME, "surname") if a and a[0] == b[-1] else NOTHING
    if a == b or "".join(a) == "".join(b) or a == tuple(word for word in b if word not in common_names().particles):
        return Likeness(FULL, "name")
    if sorted(a) == sorted(b):
        return Likeness(FULL, "name") if _is_inverted(a, b) else Likeness(1.0, "order")
    if not Counter(a) - Counter(b):
        return _part(few, many)
    return _transcription(a, b) if len(a) == len(b) else NOTHING


def _is_inverted(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a given name leads one of two names of the same words, and does not lead the other."""
    return (one[0] in given_names()) != (other[0] in given_names())


def _part(few: PersonName, many: PersonName) -> Likeness:
    """A name that is a part of another."""
    a, b = few.words, many.words
    left_out = [word for word in b if word not in a]
    if a[0] == b[0] and a[-1] == b[-1] and all(len(word) == 1 for word in left_out):
        return Likeness(FULL, "name")
    if any(word in compound and compound & set(a) for word in left_out for compound in many.compounds):
        return Likeness(1.0, "part of a double name")
    return Likeness(2.0 if a[0] == b[0] else 1.0, "part of the name")


def _transcription(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    """Names of as many words that sound, or are spelt, alike."""
    pairs = list(zip(one, other, strict=True))
    if any(len(min(pair, key=len)) == 1 for pair in pairs):
        fits = all(a == b or (len(min(a, b, key=len)) == 1 and a[0] == b[0]) for a, b in pairs)
        return Likeness(1.0, "initial") if fits and one[-1] == other[-1] else NOTHING
    particles = common_names().particles
    if all(a == b or {a, b} <= particles or _sounds(a) & _sounds(b) for a, b in pairs) and sound(one[0]) == sound(other[0]):
        return Likeness(FULL, "transcription")
    if all(a == b or alike(a, b) for a, b in pairs) and one[0][-1] == other[0][-1]:
        return Likeness(2.0, "transcription")
    if one[1:] == other[1:] and _is_short_for(*sorted((one[0], other[0]), key=len)):
        return Likeness(1.0, "short given name")
    if all(_is_slip(a, b) for a, b in pairs) and fuzz.ratio(" ".join(one), " ".join(other)) >= _SPELLING:
        return Likeness(1.0, "spelling")
    return NOTHING


def _sounds(word: str) -> set[str]:
    return {sound(word), surname_sound(word)}


def _is_short_for(short: str, long: str) -> bool:
    """Whether a given name is the beginning of another: "Chris", "Christopher"; an ending alone rather tells a gender."""
    return len(short) >= SHORTEST and len(long) > len(short) + 1 and long.startswith(short)


def _is_slip(one: str, other: str) -> bool:
    """Whether one word may be the other, misspelt; two known given names are two, and so are names that only an ending parts."""
    if one == other:
        return True
    few, many = sorted((one, other), key=len)
    return one[0] == other[0] and many[:-1] != few and not {one, other} <= given_names()


def _other_initials(one: PersonName, other: PersonName) -> bool:
    """Whether two names differ in nothing but their middle initials: "John A. Smith", "John B. Smith"."""
    left, right = one.middle_initials, other.middle_initials
    return bool(left and right) and left != right and (one.words[0], one.words[-1]) == (other.words[0], other.words[-1])


def _without_titles(tokens: list[str]) -> list[str]:
    """The words of a name without those of titles in front and behind; two words are left at least."""
    before, behind = _titles()
    while len(tokens) > 2:
        length = next((n for n in range(min(3, len(tokens) - 2), 0, -1) if " ".join(tokens[:n]) in before), 0)
        if not length:
            break
        tokens = tokens[length:]
    while len(tokens) > 2 and tokens[-1] in behind and not _is_generation(tokens[-1]):
        tokens = tokens[:-1]
    return tokens


def _generation(tokens: list[str]) -> tuple[list[str], str]:
    for name, words in _generations():
        if len(tokens) > 2 and fold(tokens[-1]) in words:
            return tokens[:-1], name
    return tokens, ""


def _is_generation(token: str) -> bool:
    return any(fold(token) in words for _, words in _generations())


@cache
def _titles() -> tuple[frozenset[str], frozenset[str]]:
    found = [section(language, "names", TitleWords, whole=False) for language in languages()]
    return frozenset().union(*(words.before for words in found)), frozenset().union(*(words.post_nominals for words in found))


@cache
def _generations() -> tuple[tuple[str, frozenset[str]], ...]:
    found = [concept_words(language) for language in languages()]
    return ("younger", _union(words.younger for words in found)), ("older", _union(words.older for words in found))


@cache
def given_names() -> frozenset[str]:
    """The given names of all lexicons, folded."""
    found = [given_name_words(language) for language in languages()]
    return frozenset(fold(name) for words in found for name in words.female | words.male)


def _union(groups: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*groups)
