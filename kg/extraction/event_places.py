"""Where events take place, and which programmes they concern."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.attachment import depends_on
from kg.extraction.cast import Appearance, Member
from kg.extraction.enumerations import listed_after, outermost
from kg.extraction.facts import relation
from kg.extraction.occasions import EARLY, Occasion, Scene
from kg.extraction.phrases import phrase_words
from kg.extraction.relation_words import phrases, relation_words
from kg.model.entities import EntityClass
from kg.model.relations import Predicate, Relation

PLACE, PROGRAMME = EntityClass.PLACE, EntityClass.PROGRAMME
ATTACHED, BESIDE, DATELINE = 0.88, 0.8, 0.75
SMALL_WORDS = 2  # words between a town and its country: ", in the"
NEAR = 60  # characters between an event and a place that only small words part
DATELINE_WITHIN = 400  # characters of a text's beginning in which its dateline stands
_DATELINE_END = re.compile(r"\s*(?:\([^)]{2,20}\))?\s*(?:,\s*(?:le\s+)?(?:[^\W\d]+\.?\s+)?\d[^.–—-]{0,30})?\s*(?:[–—-]|:)\s")


def find_places(scene: Scene) -> Iterator[Relation]:
    """The places of events; the dateline tells that of the main event, if nothing else does."""
    placed: set[str] = set()
    for occasion in scene.occasions:
        for row, confidence in _places_of(scene, occasion):
            placed.add(occasion.event.id)
            yield relation(
                scene.reading, occasion.event, Predicate.PLACE, row.member, (occasion.begin, row.mention.end), "event-place", confidence
            )
    main = scene.main_event
    if main is not None and main.id not in placed and _is_early(scene, main):
        for row in dateline(scene):
            yield relation(scene.reading, main, Predicate.PLACE, row.member, (row.mention.begin, row.mention.end), "dateline", DATELINE)


def _is_early(scene: Scene, event: Member) -> bool:
    return any(scene.reading.sentence_index(mention.begin) <= EARLY for mention in event.mentions)


def _places_of(scene: Scene, occasion: Occasion) -> Iterator[tuple[Appearance, float]]:
    sentence = occasion.sentence
    tops = [occasion.head, *([occasion.verb] if occasion.verb is not None else [])]
    rows = [row for row in outermost(scene.cast, sentence.begin, sentence.end, {PLACE}) if _is_located(scene, occasion, row)]
    rows = [row for row in rows if not _is_of_programme(scene, occasion, row)]
    reached = None
    for row in rows:
        tokens = sentence.part.tokens(row.mention.begin, row.mention.end)
        if tokens is not None and depends_on(tokens.root, *tops):
            reached = row.mention.end
            yield row, ATTACHED
        elif (reached is not None and _continues(scene, reached, row)) or _follows(scene, occasion, row):
            reached = row.mention.end
            yield row, BESIDE


def _is_located(scene: Scene, occasion: Occasion, row: Appearance) -> bool:
    """Whether a preposition of place stands before the name, and the place is not that of somebody's post."""
    text = scene.reading.text[max(occasion.sentence.begin, row.mention.begin - 80) : row.mention.begin]
    words = relation_words(occasion.sentence.language)
    last = re.findall(r"[\w']+", text)
    while last and last[-1].casefold() in phrase_words(occasion.sentence.language).definite - words.locatives:
        last.pop()
    if not last or last[-1].casefold() not in words.locatives:
        return False
    clause = re.split(r"[,;:]", text)[-1]
    return not any(word.casefold() in words.roles for word in re.findall(r"[\w-]+", clause))


def _is_of_programme(scene: Scene, occasion: Occasion, row: Appearance) -> bool:
    """Whether a place inside the name of an event is where the programme runs: "the launch of project X in Y"."""
    inside = occasion.begin <= row.mention.begin and row.mention.end <= occasion.end
    return inside and bool(scene.cast.within(occasion.begin, row.mention.begin, {PROGRAMME}))


def _continues(scene: Scene, reached: int, row: Appearance) -> bool:
    language = scene.reading.sentence_at(reached).language
    small = relation_words(language).locatives | phrase_words(language).definite
    gap = scene.reading.text[reached : row.mention.begin].replace(",", " ").split()
    return len(gap) <= SMALL_WORDS and all(word.casefold() in small for word in gap)


def _follows(scene: Scene, occasion: Occasion, row: Appearance) -> bool:
    """Whether a place comes right after the event, with no other name or verb between."""
    gap = scene.reading.text[occasion.end : row.mention.begin] if occasion.end <= row.mention.begin else None
    return gap is not None and len(gap) <= NEAR and re.search(r"[.;:()\"«]", gap) is None and gap.count(",") <= 2 and len(gap.split()) <= 4


def dateline(scene: Scene) -> list[Appearance]:
    """The place, and country, that stand before the first sentence: "ISLAMABAD, Pakistan, 24 October – "."""
    reading = scene.reading
    for row in outermost(scene.cast, 0, DATELINE_WITHIN, {PLACE}):
        before = reading.text[max(0, row.mention.begin - 2) : row.mention.begin]
        if row.mention.begin and "\n" not in before and not reading.text[: row.mention.begin].rstrip().endswith((".", "»", "-")):
            continue
        second = next((r for r in outermost(scene.cast, row.mention.end, row.mention.end + 40, {PLACE})), None)
        joined = second is not None and reading.text[row.mention.end : second.mention.begin].strip() in (",", "(")
        end = second.mention.end if joined and second is not None else row.mention.end
        if _DATELINE_END.match(reading.text, end):
            return [row, second] if joined and second is not None else [row]
    return []


def find_concerns(scene: Scene) -> Iterator[Relation]:
    """The programmes that events launch, present, sign or belong to."""
    for occasion in scene.occasions:
        inside = scene.cast.within(occasion.begin, occasion.end, {PROGRAMME})
        rows = [*inside, *_things(scene, occasion), *_framework(scene, occasion)]
        for row in rows:
            at = (min(occasion.begin, row.mention.begin), max(occasion.end, row.mention.end))
            yield relation(scene.reading, occasion.event, Predicate.CONCERNS, row.member, at, "event-about", ATTACHED)


def _things(scene: Scene, occasion: Occasion) -> list[Appearance]:
    """What is launched or signed: programmes that depend on the verb."""
    if not occasion.act:
        return []
    sentence = occasion.sentence
    found = []
    rows = scene.cast.within(sentence.begin, sentence.end, {PROGRAMME})
    if occasion.begin + len(occasion.head) == occasion.end:  # the parse shows no object or subject: what stands before the verb
        return [row for row in rows if row.mention.end <= occasion.begin][:1]
    for row in rows:
        tokens = sentence.part.tokens(row.mention.begin, row.mention.end)
        if tokens is not None and any(
            t.head.i == occasion.head.i or (occasion.head.dep_ == "acl" and t.i == occasion.head.head.i) for t in tokens
        ):
            found.append(row)
    return found


def _framework(scene: Scene, occasion: Occasion) -> list[Appearance]:
    sentence = occasion.sentence
    found = []
    for match in phrases(sentence.language, "within_programme").finditer(sentence.text):
        found.extend(listed_after(scene.reading, scene.cast, sentence.begin + match.end(), sentence.end, {PROGRAMME})[:1])
    return found
