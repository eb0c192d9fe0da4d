"""Events and programmes that a document comes back to in other words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.acronyms import Definition
from kg.extraction.candidates import Candidate
from kg.extraction.clusters import Cluster, coreference_words, telling_words, words_of
from kg.extraction.folding import fold_letters
from kg.extraction.reading import Reading
from kg.model.entities import EntityClass, EventType, Form
from kg.model.identity import fold

_GATHERINGS = frozenset({EventType.CONFERENCE, EventType.MEETING, EventType.WORKSHOP, EventType.TRAINING, EventType.SESSION})
_OPENINGS = frozenset({EventType.LAUNCH, EventType.CEREMONY})
_NUMBER = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,3}(?:e|ème|th|st|nd|rd)\b")
_SHARED = 0.5  # share of the shorter name's telling words that the longer one has as well
_NEAR_WORDS = 2  # telling words from which a name can be told from another by its words


def gather_events(reading: Reading, candidates: Sequence[Candidate]) -> list[Cluster]:
    """Events: a mention goes to the event with its words or, pointing back, to the nearest one of its kind."""
    clusters: list[Cluster] = []
    for mention in sorted(candidates):
        surface = reading.text[mention.begin : mention.end]
        language = reading.sentence_at(mention.begin).language
        target = _event(reading, mention, surface, clusters)
        if target is None and mention.form is not Form.NAME:
            continue
        if target is None:
            target = Cluster(mention.cls, language)
            clusters.append(target)
        target.add(mention, surface)
    return clusters


def _event(reading: Reading, mention: Candidate, surface: str, clusters: Sequence[Cluster]) -> Cluster | None:
    language = reading.sentence_at(mention.begin).language
    points_back = mention.form is not Form.NAME or _is_definite(reading, mention, language)
    best: tuple[float, Cluster] | None = None
    for cluster in reversed(clusters):
        fit = _fit(surface, mention.event_type, cluster, points_back=points_back)
        if fit and (best is None or fit > best[0]):
            best = fit, cluster
    return None if best is None else best[1]


def _fit(surface: str, event_type: EventType | None, cluster: Cluster, *, points_back: bool) -> float:
    """How well a mention fits an event: 0 for not at all."""
    if not _compatible(event_type, cluster.event_type) or _differ(surface, cluster):
        return 0.0
    shared = max((_overlap(surface, other, cluster.language) for other in cluster.surfaces), default=0.0)
    if shared >= _SHARED:
        return 1.0 + shared
    same_type = 0.5 if event_type is cluster.event_type else 0.3
    return same_type if points_back and len(telling_words(surface, cluster.language)) <= 2 + _NEAR_WORDS else 0.0


def _compatible(one: EventType | None, other: EventType | None) -> bool:
    if one is None or other is None or one is other or EventType.OTHER in (one, other):
        return True
    return {one, other} <= _GATHERINGS or {one, other} <= _OPENINGS


def _differ(surface: str, cluster: Cluster) -> bool:
    """Whether years, ordinals or words such as "another" tell two events apart."""
    words = set(words_of(surface))
    others = {fold_letters(word) for word in coreference_words(cluster.language).others}
    if words & others and not any(words & others & set(words_of(other)) for other in cluster.surfaces):
        return True
    mine, theirs = set(_NUMBER.findall(surface)), {number for other in cluster.surfaces for number in _NUMBER.findall(other)}
    return bool(mine and theirs and not mine & theirs)


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
    if not core:
        return False
    if len(core) == 1 and not any(
        word[:1].isupper() and fold_letters(word.strip("()")) == core[0] for word in re.findall(r"[\w.+-]+", one + " " + other)
    ):
        return False
    return len([word for word in core if word in many]) >= max(1, 0.8 * len(core)) and not _years_differ(one, other)


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
