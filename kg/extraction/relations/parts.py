"""Which body is part of which, as far as their names and the words between them tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.extraction.cast import Appearance, Cast, Member
from kg.extraction.events.words import event_words
from kg.extraction.names.gazetteer import gazetteer
from kg.extraction.relations.words import relation_words
from kg.extraction.text.folding import fold_words
from kg.extraction.text.phrases import phrase_words
from kg.extraction.text.reading import Reading
from kg.languages import languages
from kg.languages.patterns import any_of
from kg.languages.sections import section
from kg.model.entities import EntityClass, Form
from kg.model.relations import Evidence, Predicate, Relation

FAR = 90  # characters between two names that words tie together
NAMED, TOLD, BESIDE = 0.8, 0.8, 0.7
_ACRONYM = r"(?:\s*\([^)]*\))?"  # of the first name


@dataclass(frozen=True, slots=True)
class PartWords:
    """What the rules of parts need to know of a language."""

    genitives: tuple[str, ...]  # between the part and the whole: "of"
    possessives: tuple[str, ...]  # between the whole and the part: "'s"
    links: tuple[str, ...]  # words between two names that make the first a part of the second
    where: frozenset[str]  # those of the links that may also tell where something is said or done: "at"
    lead_ins: tuple[str, ...]  # small words that may stand before them
    part_heads: frozenset[str]  # nouns for parts, in names with the whole behind a comma
    wholes: frozenset[str]  # nouns of the names that stand there
    portfolios: frozenset[str]  # nouns before the field of a body, which is no whole: "Department of Health and Human Services"
    through: tuple[str, ...]  # between a government and the ministry by which it acts
    own: tuple[str, ...]  # "its", between any body and what it acts through
    governments: frozenset[str]  # nouns for governments
    no_parts: tuple[str, ...]  # what the names of competitions and papers begin with, which are no bodies: "White Paper"


@cache
def part_words(language: str) -> PartWords:
    return section(language, "parts", PartWords)


def find_parts(reading: Reading, cast: Cast) -> list[Relation]:
    """The bodies that are part of another one, each pair once."""
    found: dict[tuple[str, str], Relation] = {}
    nothings = {member.id for member in cast.of(EntityClass.ORGANISATION) if any(_no_part().match(name) for name in member.names)}
    for part, whole, rule, confidence in [*_by_name(cast), *_by_words(reading, cast)]:
        key = (part.member.id, whole.id)
        if nothings & {*key}:
            continue
        if part.member.id != whole.id and key not in found and (whole.id, part.member.id) not in found:
            evidence = Evidence(sentence=reading.evidence(part.mention.begin, part.mention.end), extractor=rule, confidence=confidence)
            found[key] = Relation(subject=part.member.id, predicate=Predicate.PART_OF, object=whole.id, evidence=evidence)
    return list(found.values())


def _by_name(cast: Cast) -> Iterator[tuple[Appearance, Member, str, float]]:
    """A name with another body's name inside it: "Conseil de sécurité de l'ONU", "United Nations Children's Fund", "UNODC Pakistan"."""
    bodies = [(member, [(name, fold_words(name).split()) for name in member.names]) for member in cast.of(EntityClass.ORGANISATION)]
    wholes = [(member, [*_called(names), *_other_names(member)]) for member, names in bodies]
    for member, names in bodies:
        for whole, inner in wholes if not _is_post(names) else ():
            if member.id != whole.id and any(_holds(surface, name, other) for surface, name in names for other in inner):
                yield Appearance(member.mentions[0], member), whole, "part-in-name", NAMED


def _is_post(names: list[tuple[str, list[str]]]) -> bool:
    """Whether a body bears the name of a post, as an office may: "Director of the Port Authority" is no part of that."""
    first = {words[0] for _, words in names if words}
    return any(first & relation_words(language).roles for language in languages())


def _called(names: list[tuple[str, list[str]]]) -> list[list[str]]:
    """The names of a whole, without the single words that only shorten it."""
    return [words for i, (surface, words) in enumerate(names) if i == 0 or len(words) > 1 or surface.isupper()]


def _other_names(member: Member) -> Iterator[list[str]]:
    """The names under which the gazetteer has a body: "Nations Unies" for a document that says "ONU"."""
    table = gazetteer()
    for entry in filter(None, (table.get(name) for name in member.names)):
        for name in table.names_of(entry):
            yield fold_words(name).split()


def _holds(surface: str, name: list[str], inner: list[str]) -> bool:
    """Whether a name begins with another one, or has it as a complement."""
    if len(inner) >= len(name) or not inner:
        return False
    if name[: len(inner)] == inner:
        return _names_part(surface, name[len(inner) :], called=len(inner) > 1)
    starts = (i for i in range(1, len(name) - len(inner) + 1) if name[i : i + len(inner)] == inner)
    return any(_follows_of(name[:start]) and _joints().isdisjoint(name[start + len(inner) :][:1]) for start in starts)


def _names_part(surface: str, rest: list[str], *, called: bool) -> bool:
    """Whether what follows a whole in a name is the part, "UNODC Pakistan": not "the Embassy of X in Y", "X's", which are X itself.

    A single first word shortens the name, unless it is an acronym.
    """
    words = surface.split()
    if rest[0] in _prepositions() | _of()[0] | _joints() or rest == ["s"] or words[-1][0].islower():
        return False
    return called or (words[0].isupper() and not surface.isupper())


def _follows_of(before: list[str]) -> bool:
    """Whether words end with "of" or "of the", but for a ministry's field: a mission "to the" body is no part of it."""
    genitives, definite = _of()
    rest = [*before]
    while rest and rest[-1] in definite:
        rest.pop()
    return bool(rest) and rest[-1] in genitives and _portfolios().isdisjoint(rest[-2:-1])


def _by_words(reading: Reading, cast: Cast) -> Iterator[tuple[Appearance, Member, str, float]]:
    """Two names side by side: "Department of Immigration of the Government of Australia", "WHO's Executive Board"."""
    rows = [row for row in cast.appearances if row.member.cls is EntityClass.ORGANISATION and row.mention.form is not Form.PRONOUN]
    for left, right in pairwise(rows):
        between = reading.text[left.mention.end : right.mention.begin]
        if right.mention.form is not Form.NAME or len(between) > FAR or left.mention.overlaps(right.mention):
            continue
        language = reading.sentence_at(left.mention.begin).language
        if _possessive(language).fullmatch(between):
            yield right, left.member, "part-of-possessive", TOLD
        elif left.mention.form is not Form.NAME or left.mention.extractor == "party":  # "sénatrice MTV du Conseil des ports"
            continue
        elif _genitive(language).fullmatch(between):
            yield left, right.member, "part-of-genitive", TOLD
        elif (link := _link(language).fullmatch(between)) is not None and not _is_loose(reading, left, link, language):
            yield left, right.member, "part-of-words", TOLD
        elif _through(reading, left, between, language):
            yield right, left.member, "part-of-words", TOLD
        elif _comma(reading, left, right, between, language):
            yield left, right.member, "part-beside", BESIDE


def _is_loose(reading: Reading, left: Appearance, link: re.Match[str], language: str) -> bool:
    """Whether words between two names tell of no whole: "said the spokesman of A, at B", "no longer attached to B"."""
    words = part_words(language)
    name = reading.text[left.mention.begin : left.mention.end].casefold().split()
    heads = {name[0], name[-1]} if phrase_words(language).nouns_before else {name[0]}
    if link["link"].casefold() in words.where and ("," in link.group() or not heads & (words.part_heads | words.wholes)):
        return True
    sentence = reading.sentence_at(left.mention.begin)
    return any(token.lower_ in event_words(language).negations for token in sentence.tokens)


def _through(reading: Reading, left: Appearance, between: str, language: str) -> bool:
    """ "the Government, through the Ministry of Roads", "the Union, through its agency X": what a body acts through is a part of it."""
    match = _acting_through(language).fullmatch(between)
    if match is None:
        return False
    words = set(reading.text[left.mention.begin : left.mention.end].casefold().split())
    return match["own"] is not None or bool(words & part_words(language).governments)


def _comma(reading: Reading, left: Appearance, right: Appearance, between: str, language: str) -> bool:
    """ "Department of Botany, University of Ghana": a kind of part, a comma, a kind of whole; no list."""
    words = part_words(language)
    part, whole = (reading.text[row.mention.begin : row.mention.end].casefold().split() for row in (left, right))
    behind = re.sub(rf"^{_ACRONYM}", "", reading.text[right.mention.end : right.mention.end + FAR])
    listed = behind.startswith(",") or bool({*behind.split()[:1]} & phrase_words(language).coordinators)
    acronym = len(whole) == 1 and left.mention.end - left.mention.begin > len(whole[0]) and _is_acronym(reading, right)
    own = {part[0], part[-1]} if phrase_words(language).nouns_before else {part[0]}  # English puts the noun of a name last
    heads = bool(own & words.part_heads) and (acronym or bool({*whole} & words.wholes)) and not {*part[1:-1]} & words.wholes
    return _beside(language).fullmatch(between) is not None and heads and not listed


def _is_acronym(reading: Reading, row: Appearance) -> bool:
    name = reading.text[row.mention.begin : row.mention.end]
    return name.isupper() and name.isalpha()


@cache
def _of() -> tuple[frozenset[str], frozenset[str]]:
    """The small words before a whole inside a name, in all languages, folded: those that tell whose it is, and articles."""
    genitives = frozenset(fold_words(phrase).split()[0] for language in languages() for phrase in part_words(language).genitives)
    definite = (fold_words(phrase) for language in languages() for phrase in phrase_words(language).definite)
    return genitives, frozenset(word for phrase in definite for word in phrase.split()) - genitives


@cache
def _prepositions() -> frozenset[str]:
    """The small words that tell where a body is, in all languages, folded."""
    return frozenset(fold_words(word) for language in languages() for word in relation_words(language).located)


@cache
def _joints() -> frozenset[str]:
    """The words for "and" in all languages, folded: "Ministry of Labour and Ports" is no part of "Labour"."""
    return frozenset(fold_words(word) for language in languages() for word in phrase_words(language).coordinators)


@cache
def _portfolios() -> frozenset[str]:
    """Nouns before the field of a body, in all languages, folded."""
    return frozenset(fold_words(word) for language in languages() for word in part_words(language).portfolios)


@cache
def _no_part() -> re.Pattern[str]:
    """The beginning of a name that is that of no body, in any language."""
    return re.compile(rf"{any_of({word for language in languages() for word in part_words(language).no_parts})}(?!\w)", re.IGNORECASE)


@cache
def _genitive(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\)|\s*{_ACRONYM})\s*{any_of(part_words(language).genitives)}\s*", re.IGNORECASE)


@cache
def _beside(language: str) -> re.Pattern[str]:
    """A comma or a slash, with an article or not: "Department of Botany, the University of Ghana"."""
    return re.compile(rf"{_ACRONYM}(?:,\s(?:{any_of(phrase_words(language).definite)}\s?)?|\s?/\s?)")


@cache
def _possessive(language: str) -> re.Pattern[str]:
    words = part_words(language).possessives
    return re.compile(rf"{any_of(words)}\s+", re.IGNORECASE)


@cache
def _link(language: str) -> re.Pattern[str]:
    words = part_words(language)
    small, articles = any_of(words.lead_ins), any_of(phrase_words(language).definite)
    return re.compile(rf"{_ACRONYM}\s*,?\s*(?:{small}\s?)*(?P<link>{any_of(words.links)})\s+(?:{articles}\s?)?(?:\w+\s)?", re.IGNORECASE)


@cache
def _acting_through(language: str) -> re.Pattern[str]:
    words = part_words(language)
    small = any_of([*words.genitives, *phrase_words(language).definite])
    own = rf"(?P<own>{any_of(words.own)}\s(?:[\w-]+\s){{0,2}})"
    return re.compile(rf"{_ACRONYM},?\s{any_of(words.through)}\s?(?:{own}|(?:{small}\s?)*)", re.IGNORECASE)
