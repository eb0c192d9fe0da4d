"""Cues of a programme's relations: which programme they speak of, and which names follow them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from kg.extraction.cast import Appearance, Member
from kg.extraction.relations.enumerations import listed_after
from kg.extraction.relations.facts import relation
from kg.extraction.relations.occasions import Scene
from kg.extraction.relations.programme_words import examples, purpose_gap
from kg.extraction.relations.words import list_gap
from kg.extraction.text.grammar import SUBJECTS
from kg.extraction.text.reading import Sentence
from kg.model.entities import EntityClass, EventType
from kg.model.relations import Predicate, Relation

PROGRAMME, ORGANISATION = EntityClass.PROGRAMME, EntityClass.ORGANISATION
CUED = 0.9
_OF_THE_THING = frozenset({EventType.LAUNCH, EventType.SIGNING})  # what is told of these is told of what is launched or signed


def names_after(scene: Scene, sentence: Sentence, end: int) -> list[Appearance]:
    """The organisations of the list that follows a cue, without a name that begins the next clause."""
    such = examples(sentence.language).match(sentence.text, end - sentence.begin)  # "by organisations such as"
    begin = _behind_owner(scene, sentence, sentence.begin + such.end() if such is not None else end)
    rows = listed_after(scene.reading, scene.cast, begin, sentence.end, {ORGANISATION})
    return [*rows[:1], *(row for row in rows[1:] if not _is_subject(sentence, row))]


def _behind_owner(scene: Scene, sentence: Sentence, begin: int) -> int:
    """Where a list begins behind a country whose body it names first: "by Ghana's [Ministry of Fisheries]"."""
    text = scene.reading.text
    places = scene.cast.within(begin, sentence.end, {EntityClass.PLACE})[:1]
    owners = (place.mention.end + 2 for place in places if text[place.mention.end : place.mention.end + 2] in ("'s", "’s"))
    gap = list_gap(sentence.language)
    return next((end for end in owners if gap.fullmatch(text, begin, places[0].mention.begin)), begin)


def related(
    scene: Scene, target: Member, predicate: Predicate, rows: list[Appearance], cue: tuple[int, int], rule: str
) -> Iterator[Relation]:
    """The names after a cue, with the programme or event that it speaks of."""
    return (relation(scene.reading, target, predicate, row.member, cue, rule, CUED) for row in rows)


def target(scene: Scene, sentence: Sentence, begin: int, end: int, classes: Collection[EntityClass]) -> Member | None:
    """What a cue speaks of, between the offsets of the cue and of its names: the last programme or event before it in the sentence,

    or else the next one after the names. What the names pay for or do stands after them: "from X to run [the project]".
    """
    rows = scene.cast.within(sentence.begin, sentence.end, classes)
    before = [row for row in rows if row.mention.begin < begin]
    after = [row for row in rows if row.mention.begin >= end]
    if before and _is_of_the_event(scene, sentence, before[-1], begin, classes):
        return None
    if before and not (after and purpose_gap(sentence.language).fullmatch(scene.reading.text, end, after[0].mention.begin)):
        last = max(before, key=lambda row: (min(row.mention.end, begin), row.member.cls is PROGRAMME))
        inside = [row for row in before if row.member.cls is PROGRAMME and last.mention.overlaps(row.mention)]
        return (inside[-1] if inside else last).member  # of "X launched project Y", the project
    return after[0].member if after else None


def _is_of_the_event(scene: Scene, sentence: Sentence, row: Appearance, begin: int, classes: Collection[EntityClass]) -> bool:
    """ "the inquiry into the programme, initiated by A": what a comma parts from an event that is about a programme tells of the event."""
    if EntityClass.EVENT in classes or re.fullmatch(r"\W*,\s*", scene.reading.text[row.mention.end : begin]) is None:
        return False
    events = scene.cast.within(sentence.begin, sentence.end, {EntityClass.EVENT})
    return any(
        event.member.event_type not in _OF_THE_THING and event.mention.contains(row.mention) and event.mention.begin < row.mention.begin
        for event in events
    )


def _is_subject(sentence: Sentence, row: Appearance) -> bool:
    """Whether a name begins the clause after a list: "with the help of A, [B] runs a project"."""
    tokens = sentence.part.tokens(row.mention.begin, row.mention.end)
    return tokens is not None and tokens.root.dep_ in SUBJECTS
