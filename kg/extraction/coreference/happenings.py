"""Events that a document comes back to in other words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg.extraction.candidates import Candidate
from kg.extraction.coreference.clusters import Cluster, coreference_words, telling_words, words_of
from kg.extraction.coreference.event_mentions import NEAR_WORDS, WEEK, YEAR, EventMention, event_nouns, read_event
from kg.extraction.events.nouns import ELECTION
from kg.extraction.events.words import JUDGMENT, OCCASION, POINTED, event_pattern, event_words
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Reading
from kg.languages import languages
from kg.model.dates import PartialDate
from kg.model.entities import Form

_ALIKE = (  # kinds of event that one event may be called by
    frozenset({"conference", "meeting", "workshop", "training", "session", "debate", "examination"}),
    frozenset({"launch", "ceremony"}),
    frozenset({"ceremony", "homage"}),
    frozenset({"vote", "election"}),
    frozenset({"vote", "decision"}),
    frozenset({"session", "inquiry"}),
)
_BY_OBJECT = frozenset({"launch", "decision", "signing"})  # kinds that what is launched, voted or signed tells apart
_BY_COMPANY = frozenset({"meeting", "visit"})  # kinds that whom or what somebody met or saw tells apart
_BY_TARGET = frozenset({"attack"})  # kinds of which whom they struck tells one told by a verb from those named before
_MATCH = "match"  # the kind of matches, finals and tournaments
_OFTEN = frozenset({"attack", "accident", _MATCH})  # kinds of which a text tells many: another noun, or another year, is another one
_BY_NOUN = _OFTEN | {"session"}  # kinds of which another noun tells of another one: "the trial", "the general assembly"
_OCCASIONS = frozenset({"conference", "press", "meeting", "workshop", "training", "session", "launch", "ceremony", "signing"})
_NUMBER = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,3}(?:e|ème|th|st|nd|rd)\b")
_ORDINAL = re.compile(r"\b(?P<figures>\d{1,3})(?:e|ème|eme|er|ère|re|th|st|nd|rd|º|ª)\b")
SECOND = 2  # the number of the first word in the list of ordinals: "first" tells too often of something else
_SAME_TYPE, _LIKE_TYPE = 0.5, 0.3  # how well an event fits that only its kind speaks for
_ONLY_VERBS = 0.5  # what remains of that where no noun has named the event yet
_SAME_OCCASION = 0.1  # how well "the meeting" fits a launch
_SAME_NOUN = 0.1  # how much better an attack fits one that was called by its noun: "the shooting"
_REPORTED = 0.2  # how much better "the event" fits one of the days that the document reports
_SAME_DAYS = 0.9  # how well an event of the same noun and days fits, whatever else is told of it
_SAME_ACT = 0.2  # how well a verb fits an event of its kind
_SHARED = 0.5  # share of the shorter name's telling words that the longer one has as well


def gather_events(reading: Reading, candidates: Sequence[Candidate], places: Sequence[Candidate] = ()) -> list[Cluster]:
    """Events: a mention goes to the event with its words or, pointing back, to the nearest one of its kind."""
    clusters: list[tuple[Cluster, list[EventMention]]] = []
    for mention in sorted(candidates):
        told = read_event(reading, mention, places)
        target = _event(told, clusters)
        if target is None and mention.form is not Form.NAME and (mention.extractor != POINTED or clusters):
            continue
        if target is None:
            target = Cluster(mention.cls, told.language), []
            clusters.append(target)
            mention = replace(mention, form=Form.NAME)
        target[0].add(mention, told.surface)
        target[1].append(told)
    return [cluster for cluster, _ in clusters]


def _event(told: EventMention, clusters: Sequence[tuple[Cluster, list[EventMention]]]) -> tuple[Cluster, list[EventMention]] | None:
    best: tuple[float, tuple[Cluster, list[EventMention]]] | None = None
    for row in sorted(clusters, key=lambda row: row[1][-1].mention.begin, reverse=True):
        fit = _fit(told, *row)
        if fit and (best is None or fit > best[0]):
            best = fit, row
    return None if best is None else best[1]


def _tells_only_how(surface: str, language: str) -> bool:
    """Whether a name tells only how long or solemn an event is, or which of a series: "four day visit", "45th summit"."""
    return not set(telling_words(surface, language)) - event_nouns(surface, language)


def _fit(told: EventMention, cluster: Cluster, before: Sequence[EventMention]) -> float:
    """How well a mention fits an event: 0 for not at all."""
    if _differ(told, cluster, before):
        return 0.0
    if not _compatible(told, before):
        return _SAME_OCCASION if _is_occasion(told, before) else 0.0
    shared = max((_overlap(told, other) for other in before if other.mention.form is Form.NAME), default=0.0)
    if shared >= _SHARED:
        return 1.0 + shared
    if _is_of_the_same_days(told, before) or _is_the_same_judgment(told, before):
        return _SAME_DAYS
    if told.mention.extractor == "event-verb":
        return _SAME_ACT if _tells_of_the_act(told, before) else 0.0
    same = any(told.kind is not None and told.kind == other.kind for other in before)
    only_verbs = all(other.mention.extractor == "event-verb" or other.mention.form is not Form.NAME for other in before)
    named = told.mention.form is Form.NAME and _tells_what(told)
    if only_verbs and same and told.points_back and (not (named or told.kind in _BY_OBJECT) or _shares_object(told, before)):
        return _SAME_TYPE * _ONLY_VERBS
    another = named and any(other.mention.extractor == "event-verb" for other in before)
    if only_verbs and (another or (not same and told.mention.form is Form.NAME)):
        return 0.0
    if not told.points_back and not _repeats(told, before):
        return 0.0
    bound = told.mention.form is Form.NAME or told.restricted or told.kind == _MATCH
    if told.kind in _BY_NOUN and bound and not _shares_noun(told, before):
        return 0.0
    if told.mention.form is Form.NAME and _tells_of_another(told, before):
        return 0.0
    bare = all(_tells_only_how(other.surface, other.language) for other in before)
    if not (bare and _shares_noun(told, before)) and _tells_of_more(told, cluster):
        return 0.0
    reported = _REPORTED if told.kind is None and any(other.recent for other in before) else 0.0
    called = _SAME_NOUN if told.kind in _BY_NOUN and _shares_noun(told, before) else 0.0
    return called + (_SAME_TYPE if same else _LIKE_TYPE) * (_ONLY_VERBS if only_verbs else 1.0) + reported


def _tells_what(told: EventMention) -> bool:
    """Whether a name tells more of an event than an adjective does."""
    words = set(telling_words(told.surface, told.language)) - event_nouns(told.surface, told.language)
    return len(words) >= NEAR_WORDS or bool(told.proper)


def _repeats(told: EventMention, before: Sequence[EventMention]) -> bool:
    """Whether "a four day visit" is the visit already named: it tells nothing but how long it is."""
    return _tells_only_how(told.surface, told.language) and _shares_noun(told, before)


def _is_of_the_same_days(told: EventMention, before: Sequence[EventMention]) -> bool:
    """Whether an event called by the same noun lasts from the same day to the same day: "a seminar on X, from 3 to 5 May"."""
    return len(told.days) > 1 and any(told.days == other.days and _shares_noun(told, [other]) for other in before)


def _is_the_same_judgment(told: EventMention, before: Sequence[EventMention]) -> bool:
    """Whether a judgment of the same day was told of, by a noun or a verb: "the court ruling on Monday", "was sentenced on Monday"."""
    if told.kind != JUDGMENT or not told.fixed:
        return False
    nominal = told.mention.extractor != "event-verb"
    return any(
        other.kind == JUDGMENT and told.fixed == other.fixed and nominal != (other.mention.extractor != "event-verb") for other in before
    )


def _shares_object(told: EventMention, before: Sequence[EventMention]) -> bool:
    own = set(telling_words(told.surface, told.language)) - event_nouns(told.surface, told.language)
    return any(own & set(telling_words(other.surface, other.language)) for other in before)


def _shares_noun(told: EventMention, before: Sequence[EventMention]) -> bool:
    nouns = {match.group().casefold() for match in event_pattern(told.language).finditer(told.surface)}
    named = {match.group().casefold() for other in before for match in event_pattern(other.language).finditer(other.surface)}
    return bool(nouns & named)


def _tells_of_the_act(told: EventMention, before: Sequence[EventMention]) -> bool:
    """Whether a verb tells of an event of its kind that a noun has named."""
    nouns = [other for other in before if other.mention.extractor != "event-verb" and other.kind == told.kind]
    if not nouns or told.kind not in _BY_OBJECT | _BY_TARGET | _BY_COMPANY:
        return bool(nouns)
    mine = set(telling_words(told.surface, told.language))
    surfaces = [(other.surface, other.language) for other in nouns]
    return any(_tells_only_how(*surface) or mine & set(telling_words(*surface)) for surface in surfaces)


def _tells_of_another(told: EventMention, before: Sequence[EventMention]) -> bool:
    """Whether names, or what is launched or signed, tell of another event: "Harbour House talks" beside "the Suva meeting"."""
    known = [other for other in before if other.mention.form is Form.NAME]
    if told.kind in _BY_OBJECT:
        mine = set(telling_words(told.surface, told.language)) - event_nouns(told.surface, told.language)
        theirs = [set(telling_words(other.surface, other.language)) - event_nouns(other.surface, other.language) for other in known]
    else:
        mine, theirs = set(told.proper), [set(other.proper) for other in known]
    return bool(mine) and any(theirs) and not mine & set().union(*theirs)


def _tells_of_more(told: EventMention, cluster: Cluster) -> bool:
    """Whether many words, or common ones behind the noun, tell of it that the event is not known by: "workshop for judges on evidence"."""
    if len(telling_words(told.core, cluster.language)) > 2 + NEAR_WORDS:
        return True
    noun = event_pattern(told.language).search(told.core)
    complement = re.findall(r"\b[a-zà-ÿ-]{3,}", told.core[noun.end() :]) if noun is not None else []
    rest = set(telling_words(" ".join(complement), told.language)) - event_nouns(told.core, told.language)
    return len(rest) >= NEAR_WORDS and not any(rest & set(words_of(other)) for other in cluster.surfaces)


def _compatible(told: EventMention, before: Sequence[EventMention]) -> bool:
    """Whether an event may be called by a noun of this kind, beside those that it has been called by."""
    kinds = {other.kind for other in before if other.kind is not None}
    if told.kind is None or not kinds or told.kind in kinds:
        return True
    if told.kind == OCCASION:
        return bool(kinds & _OCCASIONS)
    return any(told.kind in alike and kinds & alike for alike in _ALIKE)


def _is_occasion(told: EventMention, before: Sequence[EventMention]) -> bool:
    """Whether "the meeting" or "this workshop" may be the launch or signing that was told of."""
    if told.mention.form is Form.NAME or told.kind not in _OCCASIONS or len(telling_words(told.surface, told.language)) > NEAR_WORDS:
        return False
    return any(other.kind in _OCCASIONS for other in before)


def _differ(told: EventMention, cluster: Cluster, before: Sequence[EventMention]) -> bool:
    """Whether years, ordinals, towns or words such as "another" tell two events apart."""
    row = words_of(told.surface)
    solemn = {fold_letters(word) for word in event_words(told.language).manner}
    words = {word for word, after in zip(row, [*row[1:], ""], strict=True) if after not in solemn}  # "her first official visit"
    others = {fold_letters(word) for word in coreference_words(cluster.language).others}
    if words & others and not any(words & others & set(words_of(other)) for other in cluster.surfaces):
        coming = {fold_letters(word) for word in event_words(told.language).announcing}
        if not (words & others <= coming and any(told.offices & other.offices for other in before)):  # "the next presidential election"
            return True
    if not (told.points_back or words & others) and all(others & set(words_of(other)) for other in cluster.surfaces):
        return True  # "another attack", and then "an attack on Y"
    mine, theirs = set(_NUMBER.findall(told.surface)), {number for other in cluster.surfaces for number in _NUMBER.findall(other)}
    if mine and theirs and not mine & theirs:
        return True
    if _apart(_ordinals(told.surface), frozenset[int]().union(*(_ordinals(other) for other in cluster.surfaces))):
        return True
    if told.kind == ELECTION and told.mention.form is Form.NAME and any(_elect_others(told, other) for other in before):
        return True
    if any(_far_apart(told.fixed, other.fixed) for other in before):
        return True
    numbered = told.kind in _OFTEN or bool(YEAR.search(told.surface)) or any(YEAR.search(other) for other in cluster.surfaces)
    years = frozenset[str]().union(*(other.years for other in before))
    towns = frozenset[str]().union(*(other.towns for other in before))
    if told.mention.form is Form.NAME and (told.towns - towns or _is_of_old(told)):  # "in 2009, at the Suva summit", beside one of today
        numbered, years = True, years or told.present
    return (numbered and _apart(told.years, years)) or _apart(told.towns, towns)


def _is_of_old(told: EventMention) -> bool:
    """Whether a name bears a year that lies more than one before the document: "the referendum of 2005", beside one of today."""
    return bool(told.present) and any(int(year) + 1 < int(min(told.present)) for year in YEAR.findall(told.surface))


def _elect_others(told: EventMention, other: EventMention) -> bool:
    """Whether two names of elections tell of people elected to other offices, or by another sort of vote: "primary", "referendum"."""
    if other.kind != ELECTION or other.mention.form is not Form.NAME:
        return False
    if _apart(told.offices, other.offices):
        return True
    if (told.offices or told.sorts) and (other.offices or other.sorts) and told.sorts != other.sorts:
        return True
    if bool(told.offices) == bool(other.offices):
        return False
    general, official = (other, told) if told.offices else (told, other)
    lower = {fold_letters(word) for word in re.findall(r"\b[^\W\d_]+", general.surface) if word[0].islower()}  # a place tells of none
    words = set(telling_words(general.surface, general.language)) & (lower | general.proper) - event_nouns(
        general.surface, general.language
    )
    return bool(words) and not words & set(telling_words(official.surface, official.language))  # "the election of Ana Silva"


def _far_apart(one: tuple[PartialDate, ...], other: tuple[PartialDate, ...]) -> bool:
    """Whether more than a week lies between the dates of two mentions, which are then no days of one event."""
    if not one or not other:
        return False
    if any(date.month is None for date in (*one, *other)):
        return max(one).year < min(other).year or max(other).year < min(one).year
    return min(abs(mine.first_day - its.first_day) for mine in one for its in other) > WEEK


def _apart(one: frozenset[str] | frozenset[int], other: frozenset[str] | frozenset[int]) -> bool:
    return bool(one and other and not one & other)


def _ordinals(surface: str) -> frozenset[int]:
    """Which of a series a name tells, in figures or words: 5 of "5e réunion", 3 of "troisième réunion"."""
    counted = {int(match["figures"]) for match in _ORDINAL.finditer(surface)}
    return frozenset(counted | {number for word in words_of(surface) if (number := _ordinal_words().get(word)) is not None})


@cache
def _ordinal_words() -> Mapping[str, int]:
    """The words for which of a series something is, of all languages, folded."""
    rows = ((i, words) for language in languages() for i, words in enumerate(coreference_words(language).ordinals, start=SECOND))
    return {fold_letters(word): i for i, words in rows for word in words.split()}


def _overlap(one: EventMention, other: EventMention) -> float:
    """The share of telling words in common; nouns of events do not count for acts, of which a text may tell many."""
    mine, theirs = (set(telling_words(told.core, told.language)) for told in (one, other))
    if mine == theirs and len(mine) >= NEAR_WORDS:
        return 1.0
    nouns = event_nouns(one.surface, one.language) | event_nouns(other.surface, other.language)
    if mine - nouns and theirs - nouns and not mine & theirs - nouns:
        return 0.0
    if _is_new_act(one) or _is_new_act(other):
        mine, theirs = mine - nouns, theirs - nouns
    if one.kind in _OFTEN and not _shares_noun(one, [other]) and not _shares_common_word(one.surface, mine & theirs):
        return 0.0
    few, many = sorted((mine, theirs), key=len)
    return len(few & many) / len(few) if len(few) >= NEAR_WORDS else 0.0


def _shares_common_word(surface: str, shared: set[str]) -> bool:
    """Whether more than names of those who did it, or of where, is among the words that two names share."""
    return any(fold_letters(word) in shared for word in re.findall(r"\b[^\W\d_]+", surface) if word[0].islower())


def _is_new_act(told: EventMention) -> bool:
    return told.mention.extractor == "event-verb" or (told.mention.extractor == "event-act" and not told.points_back)
