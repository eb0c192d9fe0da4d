"""Who organises events and takes part in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extraction.attachment import subjects
from kg.extraction.cast import ACTORS, Appearance, Member
from kg.extraction.enumerations import listed_after, named_until_verb
from kg.extraction.facts import relation
from kg.extraction.occasions import Scene
from kg.extraction.reading import Sentence
from kg.extraction.relation_words import by_agent, phrases, relation_words
from kg.model.entities import EntityClass
from kg.model.relations import Predicate, Relation

PERSON, ORGANISATION, PLACE = EntityClass.PERSON, EntityClass.ORGANISATION, EntityClass.PLACE
TAKE_PART = ACTORS | {PLACE}
CUED, GRAMMATICAL, SPEAKER = 0.9, 0.85, 0.8
REACH = 120  # characters from an act to those who do it
EARLY_CUE = 40  # characters of a sentence in which "also present" speaks of the event of the text
OPENS = 15  # characters from the beginning of a sentence to a participle that opens it
NEXT = 7  # characters after an event in which "with" begins


def find_organisers(scene: Scene) -> Iterator[Relation]:
    """Who organises, hosts or convenes the events of a document."""
    for sentence in scene.reading.sentences:
        for pattern in (by_agent(sentence.language, "organised"), phrases(sentence.language, "organised_with")):
            for match in pattern.finditer(sentence.text):
                begin, end = sentence.begin + match.start(), sentence.begin + match.end()
                event = _organised(scene, sentence, begin)
                rows = listed_after(scene.reading, scene.cast, end, sentence.end, ACTORS)
                yield from _facts(scene, event, Predicate.ORGANISER, rows, (begin, end), "organised-by", CUED)
        yield from _active(scene, sentence, Predicate.ORGANISER, relation_words(sentence.language).organise_verbs)


def find_participants(scene: Scene) -> Iterator[Relation]:
    """Who attends, leads, opens or speaks at the events of a document."""
    for sentence in scene.reading.sentences:
        words = relation_words(sentence.language)
        yield from _attendance(scene, sentence)
        for match in by_agent(sentence.language, "attended").finditer(sentence.text):
            begin, end = sentence.begin + match.start(), sentence.begin + match.end()
            rows = named_until_verb(scene.reading, scene.cast, end, sentence.end, ACTORS)
            before = [o for o in scene.in_sentence(sentence) if o.begin <= begin <= o.end + REACH]
            if before:
                yield from _facts(scene, before[-1].event, Predicate.PARTICIPANT, _persons_first(rows), (begin, end), "attended-by", CUED)
        yield from _active(scene, sentence, Predicate.PARTICIPANT, words.attend_verbs)
    yield from _actors_of_acts(scene)
    yield from _company(scene)
    yield from _delegates(scene)
    yield from _speakers(scene)


def _facts(
    scene: Scene, event: Member | None, predicate: Predicate, rows: Iterable[Appearance], at: tuple[int, int], rule: str, confidence: float
) -> Iterator[Relation]:
    if event is not None:
        for row in rows:
            yield relation(scene.reading, event, predicate, row.member, at, rule, confidence)


def _organised(scene: Scene, sentence: Sentence, begin: int) -> Member | None:
    """The event that "organised by" speaks of: the last one before it; the first one of a sentence that begins with it."""
    here = scene.in_sentence(sentence)
    before = [o for o in here if o.begin <= begin]
    opens = here and begin - sentence.begin <= OPENS
    return before[-1].event if before else here[0].event if opens else None


def _event_of(scene: Scene, sentence: Sentence, begin: int) -> Member | None:
    """The event that a phrase at an offset speaks of: the last one before it, the next one after it, or the main one."""
    here = scene.in_sentence(sentence)
    before = [o for o in here if o.begin <= begin]
    if before:
        return before[-1].event
    if here:
        return here[0].event
    return scene.main_event


def _active(scene: Scene, sentence: Sentence, predicate: Predicate, verbs: frozenset[str]) -> Iterator[Relation]:
    """ "X opened the conference": the subject of the verb that the event depends on."""
    for occasion in scene.in_sentence(sentence):
        verb = occasion.verb
        hops = 0
        while verb is not None and hops < 2:
            if verb.lemma_ in verbs and not (occasion.act and predicate is Predicate.ORGANISER):
                rows = subjects(scene.reading, scene.cast, sentence, verb, ACTORS)
                rows = [row for row in rows if not (row.mention.begin >= occasion.begin and row.mention.end <= occasion.end)]
                yield from _facts(scene, occasion.event, predicate, rows, (occasion.begin, occasion.end), "event-subject", GRAMMATICAL)
                break
            verb = next((a for a in verb.ancestors if a.pos_ == "VERB"), None)
            hops += 1


def _attendance(scene: Scene, sentence: Sentence) -> Iterator[Relation]:
    for match in phrases(sentence.language, "attendance").finditer(sentence.text):
        begin, end = sentence.begin + match.start(), sentence.begin + match.end()
        rows = named_until_verb(scene.reading, scene.cast, end, sentence.end, TAKE_PART)
        if any(row.member.cls is PLACE for row in rows) and any(row.member.cls is PERSON for row in rows):
            rows = [row for row in rows if row.member.cls is not PLACE]
        opens = match.start() <= EARLY_CUE
        event = _event_of(scene, sentence, begin) if opens or scene.in_sentence(sentence) else None
        yield from _facts(scene, event, Predicate.PARTICIPANT, _persons_first(rows), (begin, end), "in-presence-of", CUED)


def _persons_first(rows: list[Appearance]) -> list[Appearance]:
    """Persons alone, where there are some: the bodies beside them are those they come from."""
    persons = [row for row in rows if row.member.cls is PERSON]
    return persons or rows


def _actors_of_acts(scene: Scene) -> Iterator[Relation]:
    """Who signs, launches, visits or meets takes part in it: the subject of the verb, its agent, and those between whom it is."""
    for occasion in scene.occasions:
        if not occasion.act:
            continue
        sentence, at = occasion.sentence, (occasion.begin, occasion.end)
        rows = subjects(scene.reading, scene.cast, sentence, occasion.head, ACTORS)
        yield from _facts(scene, occasion.event, Predicate.PARTICIPANT, rows, at, "act-subject", GRAMMATICAL)
        after = sentence.part.offset + occasion.head.idx - sentence.begin
        for match in phrases(sentence.language, "sides").finditer(sentence.text, after, after + REACH):
            between = sentence.part.doc.char_span(*_local(sentence, after, match.start()), alignment_mode="contract")
            if between is not None and any(token.pos_ == "VERB" for token in between[1:]):
                break  # the agent of another verb
            rows = named_until_verb(scene.reading, scene.cast, sentence.begin + match.end(), sentence.end, ACTORS)
            yield from _facts(scene, occasion.event, Predicate.PARTICIPANT, _persons_first(rows), at, "act-agent", GRAMMATICAL)


def _local(sentence: Sentence, begin: int, end: int) -> tuple[int, int]:
    """Offsets in a sentence as offsets in its Doc."""
    shift = int(sentence.tokens.start_char)
    return shift + begin, shift + end


def _company(scene: Scene) -> Iterator[Relation]:
    """ "a meeting with X", "co-chaired the summit with Y", "la rencontre entre X et Y"."""
    for occasion in scene.occasions:
        sentence = occasion.sentence
        begin, end = occasion.begin - sentence.begin, occasion.end - sentence.begin
        for match in phrases(sentence.language, "company").finditer(sentence.text, begin, min(end + NEXT, len(sentence.text))):
            rows = named_until_verb(scene.reading, scene.cast, sentence.begin + match.end(), sentence.end, ACTORS)
            if rows and rows[0].mention.begin - sentence.begin - match.end() <= REACH / 2:
                rows = _persons_first(rows)
                yield from _facts(
                    scene, occasion.event, Predicate.PARTICIPANT, rows, (occasion.begin, occasion.end), "event-with", GRAMMATICAL
                )


def _delegates(scene: Scene) -> Iterator[Relation]:
    """Who heads the delegation to the event that a document reports."""
    event = scene.main_event
    for sentence in scene.reading.sentences if event is not None else ():
        words = relation_words(sentence.language)
        for token in sentence.tokens:
            if token.lemma_ in words.delegations and token.head.lemma_ in words.attend_verbs:
                rows = subjects(scene.reading, scene.cast, sentence, token.head, {PERSON})
                yield from _facts(scene, event, Predicate.PARTICIPANT, rows, (sentence.begin, sentence.end), "delegation", SPEAKER)


def _speakers(scene: Scene) -> Iterator[Relation]:
    """Where a text reports the speeches made at its event, whoever speaks in it takes part."""
    event = scene.main_event
    if event is None or not any(_reports_speech(sentence) for sentence in scene.reading.sentences):
        return
    seen: set[str] = set()
    for sentence in scene.reading.sentences:
        verbs = [t for t in sentence.tokens if t.pos_ == "VERB" and t.lemma_ in relation_words(sentence.language).speech_verbs]
        for verb in verbs:
            for row in subjects(scene.reading, scene.cast, sentence, verb, {PERSON})[:1]:
                if row.member.id not in seen:
                    seen.add(row.member.id)
                    yield from _facts(
                        scene, event, Predicate.PARTICIPANT, [row], (sentence.begin, sentence.end), "speaker-at-event", SPEAKER
                    )


def _reports_speech(sentence: Sentence) -> bool:
    return phrases(sentence.language, "speech_at_event").search(sentence.text) is not None
