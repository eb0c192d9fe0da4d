"""The courts and judges before which somebody is tried, or who judge somebody, and where these courts sit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.cast import Appearance
from kg.extraction.events.words import event_words
from kg.extraction.relations.enumerations import listed_after, outermost
from kg.extraction.relations.locations import is_located, is_town
from kg.extraction.relations.occasions import Occasion, Scene
from kg.extraction.relations.words import phrases, relation_words
from kg.extraction.text.grammar import AGENTS, SUBJECTS, children
from kg.extraction.text.reading import Sentence
from kg.model.entities import EntityClass, EventType

PERSON, ORGANISATION, PLACE = EntityClass.PERSON, EntityClass.ORGANISATION, EntityClass.PLACE
REACH = 120  # characters from "before" to a judge whose court and post stand before the name
TOLD = 0.8


def courts_before(scene: Scene, occasion: Occasion) -> list[Appearance]:
    """The court or judge before which a trial or hearing is held: "an audience before the High Court", "before Judge X"."""
    if occasion.event_type is not EventType.SESSION:
        return []
    sentence = occasion.sentence
    noun = sentence.part.offset + occasion.head.idx + len(occasion.head) - sentence.begin
    cue = phrases(sentence.language, "courts").search(sentence.text, noun)
    if cue is None or (sentence.text[noun : cue.start()].strip(", ") and not _leads_from_verb(occasion, cue)):
        return []
    begin = sentence.begin + cue.end()
    found = listed_after(scene.reading, scene.cast, begin, sentence.end, {ORGANISATION})[:1]
    return found or [row for row in outermost(scene.cast, begin, begin + REACH, {PERSON})[:1] if _is_judge(sentence, begin, row)]


def _is_judge(sentence: Sentence, begin: int, row: Appearance) -> bool:
    """Whether no more than an article, a post and a court stands between "before" and a name."""
    tokens = sentence.part.tokens(begin, row.mention.begin) or () if row.mention.begin > begin + 1 else ()
    return not any(token.pos_ in ("VERB", "AUX", "CCONJ") or token.text in ",.;:()" for token in tokens)


def _leads_from_verb(occasion: Occasion, cue: re.Match[str]) -> bool:
    """Whether a preposition hangs on the verb that says that a trial takes place: "the trial opened on Monday before the High Court"."""
    verb, sentence = occasion.verb, occasion.sentence
    tokens = sentence.part.tokens(sentence.begin + cue.start(), sentence.begin + cue.end())
    if verb is None or tokens is None or verb.lemma_ not in relation_words(sentence.language).happen_verbs:
        return False
    here = tokens.root
    return verb.i in (here.head.i, here.head.head.i) and here.i > verb.i


def judging(scene: Scene, occasion: Occasion) -> list[Appearance]:
    """The court that sentences, convicts or acquits somebody, or whose judge does."""
    return [row for row in _told_of_court(scene, occasion) if row.member.cls is ORGANISATION]


def seats(scene: Scene, occasion: Occasion) -> Iterator[tuple[Appearance, float]]:
    """Where the court sits that does so: "the High Court in Y"."""
    yield from ((row, TOLD) for row in _told_of_court(scene, occasion) if row.member.cls is PLACE)


def _told_of_court(scene: Scene, occasion: Occasion) -> Iterator[Appearance]:
    """What the phrase of a court names that is the subject or agent of a judgment: the court, and the town behind or in its name."""
    if not occasion.act or occasion.event_type is not EventType.SESSION:
        return
    offset, tribunals = occasion.sentence.part.offset, event_words(occasion.sentence.language).tribunals
    for child in children(occasion.head, SUBJECTS | AGENTS):
        begin, end = offset + child.left_edge.idx, offset + child.right_edge.idx + len(child.right_edge)
        rows = scene.cast.within(begin, end, {ORGANISATION, PLACE})
        courts = [row for row in rows if row.member.cls is ORGANISATION and _is_court(scene, row, tribunals)][:1]
        yield from courts
        for row in (row for court in courts for row in rows if row.member.cls is PLACE and is_town(scene, row)):
            if is_located(scene, row) or courts[0].mention.contains(row.mention):
                yield row


def _is_court(scene: Scene, row: Appearance, tribunals: frozenset[str]) -> bool:
    words = re.findall(r"\w+", scene.reading.text[row.mention.begin : row.mention.end].casefold())
    return not tribunals.isdisjoint(words)
