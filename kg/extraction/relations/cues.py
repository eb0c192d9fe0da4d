"""Cues of a programme's relations: which programme they speak of, and which names follow them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kg.extraction.cast import Appearance, Member
from kg.extraction.relations.enumerations import listed_after
from kg.extraction.relations.facts import relation
from kg.extraction.relations.occasions import Scene
from kg.extraction.relations.programme_words import purpose_gap
from kg.extraction.text.grammar import SUBJECTS
from kg.extraction.text.reading import Sentence
from kg.model.entities import EntityClass
from kg.model.relations import Predicate, Relation

PROGRAMME, ORGANISATION = EntityClass.PROGRAMME, EntityClass.ORGANISATION
CUED = 0.9


def names_after(scene: Scene, sentence: Sentence, end: int) -> list[Appearance]:
    """The organisations of the list that follows a cue, without a name that begins the next clause."""
    rows = listed_after(scene.reading, scene.cast, end, sentence.end, {ORGANISATION})
    return [*rows[:1], *(row for row in rows[1:] if not _is_subject(sentence, row))]


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
    if before and not (after and purpose_gap(sentence.language).fullmatch(scene.reading.text, end, after[0].mention.begin)):
        last = max(before, key=lambda row: (min(row.mention.end, begin), row.member.cls is PROGRAMME))
        inside = [row for row in before if row.member.cls is PROGRAMME and last.mention.contains(row.mention)]
        return (inside[-1] if inside else last).member  # of "X launched project Y", the project
    return after[0].member if after else None


def _is_subject(sentence: Sentence, row: Appearance) -> bool:
    """Whether a name begins the clause after a list: "with the help of A, [B] runs a project"."""
    tokens = sentence.part.tokens(row.mention.begin, row.mention.end)
    return tokens is not None and tokens.root.dep_ in SUBJECTS
