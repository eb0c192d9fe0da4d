"""Which programmes events concern: those that they launch, present or sign, and those that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.cast import Appearance
from kg.extraction.relations.enumerations import listed_after
from kg.extraction.relations.facts import relation
from kg.extraction.relations.occasions import Occasion, Scene
from kg.extraction.relations.words import phrases, relation_words
from kg.extraction.text.grammar import DIRECT_OBJECTS, PASSIVE_SUBJECTS
from kg.model.entities import EntityClass, EventType
from kg.model.relations import Predicate, Relation

PROGRAMME = EntityClass.PROGRAMME
ABOUT, PRESENTED = 0.88, 0.8
TELLING = 4  # letters of a word that tells something
BARE = 3  # such words in a launch that is told without what is launched: "the official launch ceremony"
NEAR = 2  # sentences before a bare launch in which that is told


def find_concerns(scene: Scene) -> Iterator[Relation]:
    """The programmes that events launch, present, sign or belong to."""
    for occasion in scene.occasions:
        programmes = scene.cast.within(occasion.sentence.begin, occasion.sentence.end, {PROGRAMME})
        if not programmes:
            yield from _bare_launch(scene, occasion)
            continue
        rows = [*_named(occasion, programmes), *_things(occasion, programmes), *_framework(scene, occasion)]
        for row, confidence in [*((row, ABOUT) for row in rows), *((row, PRESENTED) for row in _presented(occasion, programmes))]:
            if _has_its_name(occasion, row) or _launches_another(scene, occasion, row):
                continue
            at = (min(occasion.begin, row.mention.begin), max(occasion.end, row.mention.end))
            yield relation(scene.reading, occasion.event, Predicate.CONCERNS, row.member, at, "event-about", confidence)


def _bare_launch(scene: Scene, occasion: Occasion) -> Iterator[Relation]:
    """ "The launch ceremony" without more: of the programme that the sentence before tells of, if it is one alone."""
    if occasion.event_type is not EventType.LAUNCH or occasion.act:
        return
    begin, end = occasion.span
    bare = [word for word in re.findall(r"[^\W\d_]+", scene.reading.text[begin:end]) if len(word) >= TELLING]
    number = scene.reading.sentence_index(occasion.sentence.begin)
    if len(bare) > BARE or number == 0:
        return
    before = scene.reading.sentences[max(0, number - NEAR)].begin
    told = {row.member.id: row for row in scene.cast.within(before, occasion.sentence.begin, {PROGRAMME})}
    for row in told.values() if len(told) == 1 else ():
        yield relation(scene.reading, occasion.event, Predicate.CONCERNS, row.member, (begin, end), "event-about", PRESENTED)


def _has_its_name(occasion: Occasion, row: Appearance) -> bool:
    """Whether an event and a programme are one thing by their names: what is called so is the one or the other."""
    names = {name.casefold() for name in row.member.names}
    return any(name.casefold() in names for name in occasion.event.names)


def _launches_another(scene: Scene, occasion: Occasion, row: Appearance) -> bool:
    """Whether the event of a verb is called after the launch of another programme: it was taken for the same launch."""
    if not occasion.act or occasion.event_type is not EventType.LAUNCH:
        return False
    called = {member.id for member in scene.cast.of(PROGRAMME) if any(name in occasion.event.names[0] for name in member.names)}
    return bool(called) and row.member.id not in called


def _named(occasion: Occasion, programmes: list[Appearance]) -> list[Appearance]:
    """The programmes in the name of an event, or in what modifies its noun."""
    begin, end = occasion.span
    if not occasion.act:
        offset = occasion.sentence.part.offset
        edge = occasion.head.right_edge
        verbs = (token for token in occasion.head.subtree if token.i > occasion.head.i and token.pos_ in ("VERB", "AUX"))
        clause = next(verbs, None)
        end = max(end, offset + (clause.idx if clause is not None else edge.idx + len(edge)))
    return [row for row in programmes if begin <= row.mention.begin and row.mention.end <= end]


def _things(occasion: Occasion, programmes: list[Appearance]) -> list[Appearance]:
    """What is launched or signed: programmes that depend on the verb."""
    if not occasion.act:
        return []
    if occasion.begin + len(occasion.head) == occasion.end:  # the parse shows no object or subject: what stands before the verb
        return [row for row in programmes if row.mention.end <= occasion.begin][:1]
    return [row for row in programmes if _is_thing(occasion, row)]


def _is_thing(occasion: Occasion, row: Appearance) -> bool:
    tokens = occasion.sentence.part.tokens(row.mention.begin, row.mention.end)
    head = occasion.head
    return tokens is not None and any(t.head.i == head.i or (head.dep_ == "acl" and t.i == head.head.i) for t in tokens)


def _framework(scene: Scene, occasion: Occasion) -> list[Appearance]:
    """ "organised as part of the programme": that of the event right before such words, or of the first, if they open the sentence."""
    sentence = occasion.sentence
    here = scene.in_sentence(sentence)
    found = []
    for match in _overlapping(phrases(sentence.language, "within_programme"), sentence.text):
        before = [other for other in here if other.begin < sentence.begin + match.start()]
        if occasion is (before[-1] if before else here[0]) and not _acts_between(occasion, sentence.begin + match.start()):
            found.extend(listed_after(scene.reading, scene.cast, sentence.begin + match.end(), sentence.end, {PROGRAMME})[:1])
    return found


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """All places where a cue begins, one inside another too: "s'inscrit dans | le cadre de"."""
    match = pattern.search(text)
    while match is not None:
        yield match
        match = pattern.search(text, match.start() + 1)


def _acts_between(occasion: Occasion, cue: int) -> bool:
    """Whether a verb other than that of an event stands right before a cue behind it: what it tells of is done so, not the event."""
    tokens = occasion.sentence.part.tokens(occasion.end, cue) if occasion.end < cue else None
    verbs = [token for token in tokens or () if token.pos_ == "VERB"]
    own = {token.i for token in (occasion.verb, occasion.head) if token is not None}
    return bool(verbs) and verbs[-1].i not in own and verbs[-1].head.i not in own


def _presented(occasion: Occasion, programmes: list[Appearance]) -> list[Appearance]:
    """ "The meeting adopted the strategy", "the strategy was presented at the meeting": what the verb of an event's clause is about."""
    verb = occasion.verb
    if occasion.act or verb is None:
        return []
    verbs = relation_words(occasion.sentence.language).present_verbs
    above = {v.i for v in (verb, *[a for a in verb.ancestors if a.pos_ == "VERB"][:1]) if v.lemma_ in verbs}
    part = occasion.sentence.part
    roots = ((row, part.tokens(row.mention.begin, row.mention.end)) for row in programmes if above)
    labels = DIRECT_OBJECTS | PASSIVE_SUBJECTS
    return [row for row, tokens in roots if tokens is not None and tokens.root.head.i in above and tokens.root.dep_ in labels]
