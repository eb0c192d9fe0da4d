"""Programmes that a document comes back to in other words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.extraction.candidates import Candidate
from kg.extraction.coreference.clusters import Cluster, coreference_words, small_words, telling_words, words_of
from kg.extraction.names.acronyms import Definition
from kg.extraction.programmes.names import SHORTEST_INITIALS, initials
from kg.extraction.programmes.words import programme_words
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.phrases import STYLED, phrase_words
from kg.extraction.text.reading import Reading
from kg.model.entities import EntityClass, Form
from kg.model.identity import fold

_NUMBER = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,3}[^\W\d_]{1,3}\b")  # a year, or figures with the end of an ordinal
_ALIKE = 0.75  # share of the shorter name's telling words that the longer one has as well
_FEW = 2  # telling words that say little of a long name
_SHORTEST_SLIP = 6  # letters of a name that may have a slip
_WORDS_BETWEEN = 2  # words from "this" to the name that it points with: "this landmark Joint Declaration"
_DESCRIPTIONS = frozenset({"programme-described", "programme-introduced", "programme-anaphor"})
_NEAR = 40  # characters from a name to the noun of what it is told to be
_PUBLIC = "programme-public"  # what "the project" alone does not come back to


def gather_programmes(reading: Reading, candidates: Sequence[Candidate], definitions: Sequence[Definition]) -> list[Cluster]:
    """Programmes: by name, acronym or words in common; "the project" is the nearest one before that is called so, else the nearest."""
    clusters: list[Cluster] = []
    acronyms = [(fold(reading.text[d.begin : d.end]), fold(reading.text[d.short_begin : d.short_end])) for d in definitions]
    mentions = sorted(candidates)
    before = {mention: previous for previous, mention in pairwise(mentions)}
    for mention in sorted(mentions, key=lambda c: (c.form is not Form.NAME, c.begin)):
        surface = reading.text[mention.begin : mention.end]
        language = reading.sentence_at(mention.begin).language
        if mention.form is Form.NAME:
            target = _by_name(surface, language, acronyms, clusters) or _explained(reading, before.get(mention), mention, clusters)
        else:
            target = _told(before.get(mention), mention, clusters) or _antecedent(reading, mention, clusters)
            if target is None:
                continue
        if target is None:
            target = Cluster(EntityClass.PROGRAMME, language)
            clusters.append(target)
        target.add(mention, surface)
    return clusters


def _by_name(surface: str, language: str, acronyms: Sequence[tuple[str, str]], clusters: Sequence[Cluster]) -> Cluster | None:
    alike = (c for c in clusters if any(_same_programme(surface, other, language, acronyms) for other in dict.fromkeys(c.surfaces)))
    return _with_acronym(surface, language, clusters) or next(alike, None)


def _with_acronym(surface: str, language: str, clusters: Sequence[Cluster]) -> Cluster | None:
    """The programme that has just the acronym of a name in brackets: for "programme PAD" that of "(PAD)", not that of "(PAD Rural)"."""
    own = [word for word in surface.split() if fold_letters(word.casefold()) not in _generic(language)]
    if len(own) != 1 or not own[0].isupper():
        return None
    return next((c for c in clusters if any(f"({own[0]})" in other for other in c.surfaces)), None)


def _explained(reading: Reading, previous: Candidate | None, mention: Candidate, clusters: Sequence[Cluster]) -> Cluster | None:
    """The programme that a name explains or points back to: "the agreement, a Memorandum of Understanding", "this Joint Plan"."""
    words = phrase_words(reading.sentence_at(mention.begin).language)
    called = mention.extractor == "programme-called"
    if previous is not None and (called or previous.extractor in _DESCRIPTIONS) and mention.extractor not in _DESCRIPTIONS:
        gap = re.sub(r"[«“\"'‘]", " ", reading.text[previous.end : mention.begin].casefold()).split()
        naming = {tuple(phrase.split()) for phrase in programme_words(reading.sentence_at(mention.begin).language).naming}
        beside = gap[:1] in ([","], ["-"], ["–"], [":"])
        rest = tuple(word for word in gap[beside:] if word not in words.determiners)
        if rest in naming or (beside and not rest):
            named = next((c for c in clusters if previous in c.mentions), None)
            return named or _antecedent(reading, previous, clusters)
    sentence = reading.sentence_at(mention.begin)
    if set(reading.text[sentence.begin : mention.begin].casefold().split()[-_WORDS_BETWEEN:]) & words.demonstrative:
        described = (c for c in clusters if c.first < mention.begin and all(m.extractor in _DESCRIPTIONS for m in c.mentions))
        return max(described, key=lambda c: _last_before(c, mention), default=None)
    return None


def _told(previous: Candidate | None, mention: Candidate, clusters: Sequence[Cluster]) -> Cluster | None:
    """The programme that a description right behind its name tells of: "X, [a training program]"."""
    if previous is None or previous.extractor != "programme-told" or mention.begin - previous.end > _NEAR:
        return None
    return next((c for c in clusters if previous in c.mentions), None)


def _same_programme(one: str, other: str, language: str, acronyms: Sequence[tuple[str, str]]) -> bool:
    generic = _generic(language)
    few, many = sorted((telling_words(one, language), telling_words(other, language)), key=len)
    if _same_words(few, many) or one in _short_for(other) or other in _short_for(one):
        return True
    if any({fold(one), fold(other)} == {long, short} or (fold(one).endswith(short) and fold(other) == long) for long, short in acronyms):
        return True
    if _same_works(few, many, language):
        return True
    if _same_period(one, other) and generic & set(few) & set(many):
        return True
    core = [word for word in few if word not in generic]
    if _spelt_alike(one, other, generic):
        return True
    if not core:
        return False
    if len(core) == 1 and not any(
        word[:1].isupper() and fold_letters(word.strip("()+")) == core[0] for word in re.findall(r"[\w.+-]+", one + " " + other)
    ):
        return False
    if len(core) <= _FEW and len(many) > 2 * _FEW and few[0] in generic and many[0] in generic and few[0] != many[0]:
        return False  # "digital strategy", "project to invest in the digital economy of …"
    return len([word for word in core if word in many]) >= max(1, _ALIKE * len(core)) and not _years_differ(one, other)


def _spelt_alike(one: str, other: str, generic: set[str]) -> bool:
    """Whether two names are one with other capitals, blanks or marks, or a slip of one letter: "GreenWay +", "Green way+", "GrenWay+"."""
    mine, theirs = (_letters(name, generic) for name in (one, other))
    if min(len(mine), len(theirs)) < _SHORTEST_SLIP or not mine.isalnum() or not theirs.isalnum():
        return False
    styled = any(STYLED.search(word) for word in (one + " " + other).split())
    return mine == theirs or (styled and _one_slip(mine, theirs))


def _letters(name: str, generic: set[str]) -> str:
    """The letters of a name without nouns such as "project", determiners and marks."""
    small = small_words()
    return "".join(word for word in words_of(name) if word not in generic and word not in small)


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter is too many, missing, another, or changed places with the next; digits tell names apart."""
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    mine, theirs = one[same:], other[same:]
    if any(rest[:1].isdigit() for rest in (mine, theirs)):
        return False
    swapped = mine[:2] == theirs[1::-1] and mine[2:] == theirs[2:]
    return swapped or mine[1:] == theirs or mine == theirs[1:] or mine[1:] == theirs[1:]


def _same_period(one: str, other: str) -> bool:
    """Whether two names hold the same two years: "National Plan 2021-2025", "the five-year plan 2021-2025"."""
    mine, theirs = (re.findall(r"\b20\d\d\b", name) for name in (one, other))
    return len(mine) > 1 and mine == theirs


def _years_differ(one: str, other: str) -> bool:
    mine, theirs = set(_NUMBER.findall(one)), set(_NUMBER.findall(other))
    return bool(mine and theirs and not mine & theirs)


def _antecedent(reading: Reading, mention: Candidate, clusters: Sequence[Cluster]) -> Cluster | None:
    """The nearest programme before a definite noun, one with the same noun first; "this agreement" is no project."""
    nouns = set(words_of(reading.text[mention.begin : mention.end]))
    pointed = words_of(reading.text[mention.begin : mention.end])[:1]
    near = {fold_letters(word) for word in phrase_words(reading.sentence_at(mention.begin).language).demonstrative} & {*pointed}
    before = [
        c
        for c in clusters
        if c.first < mention.begin and (near or mention.extractor == _PUBLIC or any(m.extractor != _PUBLIC for m in c.mentions))
    ]
    named = [c for c in before if any(nouns & {*words_of(other)} & _generic(c.language) for other in c.surfaces)]
    words = programme_words(reading.sentence_at(mention.begin).language)
    bound = mention.form is not Form.NAME and nouns & {fold_letters(noun) for noun in words.bonds | words.signed}
    return max(named or ([] if bound else before), key=lambda c: _last_before(c, mention), default=None)


def _last_before(cluster: Cluster, mention: Candidate) -> int:
    return max(m.begin for m in cluster.mentions if m.begin < mention.begin)


def _same_words(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names have the same words; "program" is "programme"."""
    pairs = [sorted(pair, key=len) for pair in zip(one, other, strict=False)]
    return len(one) == len(other) and all(b == a or (len(a) >= _SHORTEST_SLIP and b.startswith(a)) for a, b in pairs)


def _short_for(name: str) -> tuple[str, ...]:
    """The initials of a name, if they are long enough to stand for it."""
    short = initials(name)
    return (short,) if len(short) >= SHORTEST_INITIALS else ()


def _same_works(one: Sequence[str], other: Sequence[str], language: str) -> bool:
    """Whether two names of building works tell of the same thing built, in whatever words the works are called."""
    words = programme_words(language)
    works = {fold_letters(word) for word in words.works}
    leads = {fold_letters(word) for lead in words.works_leads for word in words_of(lead)}
    built = [[word for word in name if word not in works | leads][:1] for name in (one, other)]
    return bool(works & set(one) and works & set(other) and built[0]) and built[0] == built[1]


def _generic(language: str) -> set[str]:
    return {fold_letters(noun) for noun in coreference_words(language).programme_nouns}
