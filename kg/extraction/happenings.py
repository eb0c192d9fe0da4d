"""Events and programmes that a document comes back to in other words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.acronyms import Definition
from kg.extraction.calendar import dates_in
from kg.extraction.candidates import Candidate
from kg.extraction.clusters import Cluster, coreference_words, small_words, telling_words, words_of
from kg.extraction.event_words import event_pattern
from kg.extraction.folding import fold_letters
from kg.extraction.gazetteer import Kind, gazetteer
from kg.extraction.phrases import STYLED
from kg.extraction.reading import Reading
from kg.model.entities import EntityClass, EventType, Form
from kg.model.identity import fold

_GATHERINGS = frozenset({EventType.CONFERENCE, EventType.MEETING, EventType.WORKSHOP, EventType.TRAINING, EventType.SESSION})
_OPENINGS = frozenset({EventType.LAUNCH, EventType.CEREMONY})
_NUMBER = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,3}(?:e|ème|th|st|nd|rd)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BESIDE = 12  # characters between an event and its date
_UP_TO_TOWN = 4  # blanks: "workshop in Kano", "workshop was held in Kano"
_SAME_TYPE, _LIKE_TYPE = 0.5, 0.3  # how well an event fits that only its kind speaks for
_ONLY_VERBS = 0.5  # what remains of that where no noun has named the event yet
_SHARED = 0.5  # share of the shorter name's telling words that the longer one has as well
_SHORTEST_SLIP = 6  # letters of a name that may have a slip
_NEAR_WORDS = 2  # telling words from which a name can be told from another by its words


@dataclass(frozen=True, slots=True)
class _Told:
    """A mention of an event with what the words around it tell."""

    mention: Candidate
    surface: str
    language: str
    points_back: bool
    years: frozenset[str]
    towns: frozenset[str]  # items of the gazetteer


def gather_events(reading: Reading, candidates: Sequence[Candidate], places: Sequence[Candidate] = ()) -> list[Cluster]:
    """Events: a mention goes to the event with its words or, pointing back, to the nearest one of its kind."""
    clusters: list[tuple[Cluster, list[_Told]]] = []
    for mention in sorted(candidates):
        told = _told(reading, mention, places)
        target = _event(told, clusters)
        if target is None and mention.form is not Form.NAME:
            continue
        if target is None:
            target = Cluster(mention.cls, told.language), []
            clusters.append(target)
        target[0].add(mention, told.surface)
        target[1].append(told)
    return [cluster for cluster, _ in clusters]


def _told(reading: Reading, mention: Candidate, places: Sequence[Candidate]) -> _Told:
    surface = reading.text[mention.begin : mention.end]
    sentence = reading.sentence_at(mention.begin)
    named = mention.form is Form.NAME
    return _Told(
        mention=mention,
        surface=surface,
        language=sentence.language,
        points_back=not named or _is_definite(reading, mention, sentence.language),
        years=frozenset(_YEAR.findall(surface) or (_dated(reading, mention) if named else ())),
        towns=_towns(reading, mention, places) if named else frozenset(),
    )


def _dated(reading: Reading, mention: Candidate) -> list[str]:
    """The year of the only date in the sentence of a mention, or of one right beside it: "this year's conference"."""
    sentence = reading.sentence_at(mention.begin)
    dates = dates_in(sentence.text, sentence.language, reading.document.issued, offset=sentence.begin)
    near = [d for d in dates if abs(d.end - mention.begin) <= _BESIDE or 0 <= d.begin - mention.end <= _BESIDE] or dates
    bounds = [bound for date in near for bound in (date.start, date.finish) if bound is not None]
    return sorted({str(bound.year) for bound in bounds}) if len(near) == 1 else []


def _towns(reading: Reading, mention: Candidate, places: Sequence[Candidate]) -> frozenset[str]:
    """The towns in the name of an event, or right behind it: "the workshop in Kano"."""
    found = set()
    for place in places:
        gap = reading.text[mention.end : place.begin] if place.begin >= mention.end else ""
        behind = 2 <= gap.count(" ") <= _UP_TO_TOWN and gap.replace(" ", "").isalpha()
        if behind or (mention.begin <= place.begin and place.end <= mention.end):
            entry = gazetteer().get(reading.text[place.begin : place.end])
            if entry is not None and entry.kind in (Kind.TOWN, Kind.CAPITAL) and entry.qid:
                found.add(entry.qid)
    return frozenset(found)


def _event(told: _Told, clusters: Sequence[tuple[Cluster, list[_Told]]]) -> tuple[Cluster, list[_Told]] | None:
    best: tuple[float, tuple[Cluster, list[_Told]]] | None = None
    for row in reversed(clusters):
        fit = _fit(told, *row)
        if fit and (best is None or fit > best[0]):
            best = fit, row
    return None if best is None else best[1]


def _fit(told: _Told, cluster: Cluster, before: Sequence[_Told]) -> float:
    """How well a mention fits an event: 0 for not at all."""
    if not _compatible(told.mention.event_type, cluster.event_type) or _differ(told, cluster, before):
        return 0.0
    shared = max((_overlap(told.surface, other, cluster.language) for other in cluster.surfaces), default=0.0)
    if shared >= _SHARED:
        return 1.0 + shared
    if not told.points_back or len(telling_words(told.surface, cluster.language)) > 2 + _NEAR_WORDS:
        return 0.0
    if _tells_of_more(told, cluster):
        return 0.0
    same_type = _SAME_TYPE if told.mention.event_type is cluster.event_type else _LIKE_TYPE
    only_verbs = all(other.mention.extractor == "event-verb" for other in before)
    return same_type * (_ONLY_VERBS if only_verbs else 1.0)


def _tells_of_more(told: _Told, cluster: Cluster) -> bool:
    """Whether common words stand behind the noun, none of which the event is known by: "workshop for judges on evidence"."""
    noun = max(event_pattern(told.language).finditer(told.surface), key=lambda match: match.end(), default=None)
    complement = re.findall(r"\b[a-zà-ÿ-]{3,}", told.surface[noun.end() :]) if noun is not None else []
    rest = set(telling_words(" ".join(complement), told.language))
    return len(rest) >= _NEAR_WORDS and not any(rest & set(words_of(other)) for other in cluster.surfaces)


def _compatible(one: EventType | None, other: EventType | None) -> bool:
    if one is None or other is None or one is other or EventType.OTHER in (one, other):
        return True
    return {one, other} <= _GATHERINGS or {one, other} <= _OPENINGS


def _differ(told: _Told, cluster: Cluster, before: Sequence[_Told]) -> bool:
    """Whether years, ordinals, towns or words such as "another" tell two events apart."""
    words = set(words_of(told.surface))
    others = {fold_letters(word) for word in coreference_words(cluster.language).others}
    if words & others and not any(words & others & set(words_of(other)) for other in cluster.surfaces):
        return True
    mine, theirs = set(_NUMBER.findall(told.surface)), {number for other in cluster.surfaces for number in _NUMBER.findall(other)}
    if mine and theirs and not mine & theirs:
        return True
    numbered = bool(_YEAR.search(told.surface)) or any(_YEAR.search(other) for other in cluster.surfaces)
    years = frozenset[str]().union(*(other.years for other in before))
    towns = frozenset[str]().union(*(other.towns for other in before))
    return (numbered and _apart(told.years, years)) or _apart(told.towns, towns)


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)


def _overlap(one: str, other: str, language: str) -> float:
    few, many = sorted((set(telling_words(one, language)), set(telling_words(other, language))), key=len)
    if len(few) < _NEAR_WORDS:
        return 0.0
    return len(few & many) / len(few)


def _is_definite(reading: Reading, mention: Candidate, language: str) -> bool:
    """Whether a definite article or a demonstrative stands at the beginning of a mention or before it."""
    words = coreference_words(language).definite
    inside = reading.text[mention.begin : mention.end].split()[0].lower()
    before = reading.text[max(0, mention.begin - 12) : mention.begin].split()[-1:]
    first = re.match(r"\w+'?", inside)
    return (first is not None and first.group() in words) or any(
        word.lower().endswith(tuple(words)) and word.lower() in words for word in before
    )


def gather_programmes(reading: Reading, candidates: Sequence[Candidate], definitions: Sequence[Definition]) -> list[Cluster]:
    """Programmes: by name, acronym or words in common; "the project" is the nearest one before that is called so, else the nearest."""
    clusters: list[Cluster] = []
    acronyms = [(fold(reading.text[d.begin : d.end]), fold(reading.text[d.short_begin : d.short_end])) for d in definitions]
    for mention in sorted(candidates, key=lambda c: (c.form is not Form.NAME, c.begin)):
        surface = reading.text[mention.begin : mention.end]
        language = reading.sentence_at(mention.begin).language
        if mention.form is Form.NAME:
            target = next(
                (c for c in clusters if any(_same_programme(surface, other, language, acronyms) for other in dict.fromkeys(c.surfaces))),
                None,
            )
        else:
            target = _antecedent(mention, surface, clusters)
            if target is None:
                continue
        if target is None:
            target = Cluster(EntityClass.PROGRAMME, language)
            clusters.append(target)
        target.add(mention, surface)
    return clusters


def _same_programme(one: str, other: str, language: str, acronyms: Sequence[tuple[str, str]]) -> bool:
    generic = {fold_letters(noun) for noun in coreference_words(language).programme_nouns}
    few, many = sorted((telling_words(one, language), telling_words(other, language)), key=len)
    if few == many:
        return True
    if any({fold(one), fold(other)} == {long, short} or (fold(one).endswith(short) and fold(other) == long) for long, short in acronyms):
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
    return len([word for word in core if word in many]) >= max(1, 0.8 * len(core)) and not _years_differ(one, other)


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


def _years_differ(one: str, other: str) -> bool:
    mine, theirs = set(_NUMBER.findall(one)), set(_NUMBER.findall(other))
    return bool(mine and theirs and not mine & theirs)


def _antecedent(mention: Candidate, surface: str, clusters: Sequence[Cluster]) -> Cluster | None:
    """The nearest programme before a definite noun, one with the same noun first."""
    nouns = set(words_of(surface))
    before = [(max(m.begin for m in c.mentions if m.begin < mention.begin), c) for c in clusters if c.first < mention.begin]
    named = [(position, c) for position, c in before if any(nouns & {*words_of(other)} & _generic(c) for other in c.surfaces)]
    chosen = max(named or before, key=lambda row: row[0], default=None)
    return None if chosen is None else chosen[1]


def _generic(cluster: Cluster) -> set[str]:
    return {fold_letters(noun) for noun in coreference_words(cluster.language).programme_nouns}
