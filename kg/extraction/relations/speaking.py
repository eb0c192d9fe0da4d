"""Who speaks at the events of a document, as its statements and its reports of speeches tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import takewhile

from spacy.tokens import Token

from kg.extraction.cast import Member
from kg.extraction.events.words import event_words
from kg.extraction.relations.attachment import subjects
from kg.extraction.relations.occasions import Occasion, Scene, is_gathering
from kg.extraction.relations.participants import SPEAKER, fact
from kg.extraction.relations.presence import apposed
from kg.extraction.relations.words import phrases, relation_words
from kg.extraction.text.grammar import PASSIVE_SUBJECTS, SUBJECTS, children, is_past, is_pluperfect
from kg.extraction.text.reading import Sentence
from kg.model.entities import EntityClass, EntityId, EventType
from kg.model.relations import Evidence, Predicate, Relation
from kg.model.statements import Statement

PERSON = EntityClass.PERSON
SPOKEN_AT = (EventType.CONFERENCE, EventType.WORKSHOP, EventType.TRAINING, EventType.CEREMONY, EventType.LAUNCH, EventType.OTHER)
TAUGHT_AT = (EventType.WORKSHOP, EventType.TRAINING)  # who is quoted in the report of these spoke there
REPORTED = 0.7
OFTEN = 3  # mentions of the event that a document reports
LEAD = 1  # whole sentences before which a text tells that its event took place
FIRST = 0  # whole sentences before which a document names the event that it reports
BACK = 3  # sentences from a speech to the event at which it is held


def find_speeches(scene: Scene) -> Iterator[Relation]:
    """Where a text reports the speeches made at its event, whoever speaks in it takes part."""
    event = scene.main_event
    if event is None or not is_gathering(event, scene.reading.sentence_at(event.mentions[0].begin).language) or _is_of_one(scene, event):
        return
    if not _tells_of_speeches(scene, event):
        return
    seen: set[str] = set()
    for sentence in scene.reading.sentences:
        if _tells_of_another(scene, sentence, event):
            continue
        for verb in _verbs_of_speech(sentence):
            for row in subjects(scene.reading, scene.cast, sentence, verb, {PERSON})[:1]:
                if row.member.id not in seen:
                    seen.add(row.member.id)
                    yield fact(scene, event, row, (sentence.begin, sentence.end), "speaker-at-event", SPEAKER)


def _tells_of_another(scene: Scene, sentence: Sentence, event: Member) -> bool:
    """Whether a sentence tells of another gathering, and not of an event: what is said there is not said at it."""
    here = [occasion for occasion in scene.in_sentence(sentence) if is_gathering(occasion.event, sentence.language)]
    return bool(here) and all(occasion.event.id != event.id for occasion in here)


def _is_to_come(scene: Scene, event: Member) -> bool:
    """Whether a text announces an event, where it first tells of its being held: those whom it quotes have not spoken there."""
    for occasion in scene.occasions:
        verb = occasion.verb
        if occasion.event.id == event.id and not occasion.act and verb is not None:
            words = relation_words(occasion.sentence.language)
            if verb.lemma_ in words.happen_verbs | words.organise_verbs:
                return _is_future(verb)
    return False


def _is_future(verb: Token) -> bool:
    future = event_words(verb.lang_).future
    forms = (verb, *verb.children)
    return any("Fut" in word.morph.get("Tense", []) for word in forms) or any(word.lemma_ in future for word in verb.children)


def _tells_of_speeches(scene: Scene, event: Member) -> bool:
    """Whether a sentence that tells of an event, or one of the next, tells of a speech."""
    named = {scene.reading.sentence_index(occasion.begin) for occasion in scene.occasions if occasion.event.id == event.id}
    speeches = (i for i, sentence in enumerate(scene.reading.sentences) if _speech(sentence) is not None)
    return any(named.intersection(range(i - BACK, i + 1)) for i in speeches)


def _verbs_of_speech(sentence: Sentence) -> list[Token]:
    """The verbs of a sentence that tell of a speech made there: "said", "took the floor"."""
    spoken, speech = relation_words(sentence.language).speech_verbs, _speech(sentence)
    within = sentence.part.tokens(sentence.begin + speech.start(), sentence.begin + speech.end()) if speech is not None else None
    told = {token.i for token in within or ()}
    return [t for t in sentence.tokens if t.pos_ == "VERB" and (t.lemma_ in spoken or t.i in told) and not is_pluperfect(t)]


def _speech(sentence: Sentence) -> re.Match[str] | None:
    return phrases(sentence.language, "speech_at_event").search(sentence.text)


def find_speakers(scene: Scene, statements: Iterable[Statement]) -> Iterator[Relation]:
    """Who says something at an event, or in the report of one at which people speak."""
    cast, reported = scene.cast, _reported(scene)
    persons = {member.id for member in cast.of(PERSON)}
    events = {member.id: member for member in cast.of(EntityClass.EVENT)}
    for statement in statements:
        at = None if _is_asked(scene, statement) else _spoken_at(scene, statement, events, reported)
        if at is None:
            continue
        event, evidence = at
        for speaker in persons.intersection(statement.speakers) - _others_on_a_visit(scene, statement, event):
            yield Relation(subject=event, predicate=Predicate.PARTICIPANT, object=speaker, evidence=evidence)


def _is_asked(scene: Scene, statement: Statement) -> bool:
    """Whether a question tells what somebody said, as one at an interview does of those who are not there."""
    return statement.evidence.sentence.of(scene.reading.document.text).rstrip(" »”\"'").endswith("?")


def _others_on_a_visit(scene: Scene, statement: Statement, event: EntityId) -> set[EntityId]:
    """Who speaks to somebody "on a visit", where that stands in apposition to another: "X told Y, on a visit to Z, that …"."""
    here = statement.evidence.sentence
    told = (occasion for occasion in scene.told_in(here.begin, here.end) if occasion.event.id == event)
    visitors = {row.member.id for occasion in told for row in apposed(scene, occasion)}
    return set(statement.speakers) - visitors if visitors else set()


def _spoken_at(
    scene: Scene, statement: Statement, events: Mapping[EntityId, Member], reported: Member | None
) -> tuple[EntityId, Evidence] | None:
    """The event at which something is said, and how that is known."""
    event = events.get(statement.made_at or "")
    beside = _beside(scene, statement, event) if event is not None else []
    if event is not None and any(_leads_there(scene, occasion) for occasion in beside):
        return event.id, replace(statement.evidence, extractor="speaks-at", confidence=SPEAKER)
    if reported is None or beside or statement.made_at not in (None, reported.id) or _was_said_elsewhere(scene, statement):
        return None
    if not _is_told_at_another(scene, reported, statement):
        return reported.id, replace(statement.evidence, extractor="speaker-at-event", confidence=REPORTED)
    return None


def _beside(scene: Scene, statement: Statement, event: Member) -> list[Occasion]:
    """Where the sentence of a statement tells of the event at which it may have been made, in the words of the text."""
    here, pieces = statement.evidence.sentence, statement.pieces
    rows = []
    for occasion in scene.told_in(here.begin, here.end):
        span = scene.reading.original(occasion.begin, occasion.end)
        said = any(piece.begin <= span.begin < piece.end for piece in pieces)
        if occasion.event.id == event.id and not said:
            rows.append(occasion)
    return rows


def _leads_there(scene: Scene, occasion: Occasion) -> bool:
    """Whether those who speak do so at an event: "during the meeting, X said", "on leaving the workshop"."""
    if not is_gathering(occasion.event, occasion.sentence.language) or scene.is_apart(occasion):
        return False
    return scene.goes_on(occasion) or scene.happens(occasion, "aftermath")


def _was_said_elsewhere(scene: Scene, statement: Statement) -> bool:
    """Whether the verb shows that something had been said before what is reported, or by one who stays away.

    So it is in "earlier, the minister had stressed that …", "refused to take part".
    """
    if statement.cue in relation_words(statement.language).refusing_verbs:
        return True
    here, sentences = statement.evidence.sentence, scene.reading.sentences
    first = bisect_left(sentences, here.begin, key=lambda s: scene.reading.evidence(s.begin).begin)
    told = takewhile(lambda s: scene.reading.evidence(s.begin).begin < here.end, sentences[first:])
    verbs = [token for s in told for token in s.tokens if token.lemma_ == statement.cue and token.pos_ == "VERB"]
    return bool(verbs) and all(is_pluperfect(verb) for verb in verbs)


def _reported(scene: Scene) -> Member | None:
    """The event that a document reports: one for speaking, told of at once or again and again, and more often than any other gathering."""
    event = scene.main_event
    gatherings = list(_gatherings(scene))
    if event is None or event.event_type not in SPOKEN_AT or event not in gatherings or _is_of_one(scene, event):
        return None
    if _is_to_come(scene, event):
        return None
    if event.event_type is EventType.LAUNCH and all(mention.extractor == "event-verb" for mention in event.mentions):
        return None  # of what is launched much is said elsewhere
    if len(event.mentions) < OFTEN and scene.lines_before(event.mentions[0].begin) > FIRST:
        return None
    if event.event_type not in TAUGHT_AT and not _tells_of_speeches(scene, event) and not _is_held(scene, event):
        return None
    return event if all(len(other.mentions) < len(event.mentions) for other in gatherings if other.id != event.id) else None


def _is_held(scene: Scene, event: Member) -> bool:
    """Whether a text begins with an event that takes place, or with a ceremony that people attend or hold."""
    told = (occasion for occasion in scene.occasions if occasion.event.id == event.id)
    return any(_takes_place(occasion) for occasion in takewhile(lambda o: scene.lines_before(o.begin) <= LEAD, told))


def _takes_place(occasion: Occasion) -> bool:
    words, verb = relation_words(occasion.sentence.language), occasion.verb
    if verb is None or occasion.act:
        return False
    if occasion.event_type is EventType.CEREMONY and verb.lemma_ in words.attend_verbs | words.organise_verbs:
        return True
    subject = any(child.i == occasion.head.i for child in children(verb, SUBJECTS | PASSIVE_SUBJECTS))
    return subject and verb.lemma_ in words.happen_verbs and is_past(verb)


def _is_of_one(scene: Scene, event: Member) -> bool:
    """Whether an event is held for one speaker, so that others who are quoted need not be there: a press conference."""
    rows = [(mention, scene.reading.sentence_at(mention.begin).language) for mention in event.mentions]
    return any(phrases(language, "for_one").search(scene.reading.text, mention.begin, mention.end) for mention, language in rows)


def _gatherings(scene: Scene) -> Iterator[Member]:
    for event in scene.cast.of(EntityClass.EVENT):
        if is_gathering(event, scene.reading.sentence_at(event.mentions[0].begin).language):
            yield event


def _is_told_at_another(scene: Scene, reported: Member, statement: Statement) -> bool:
    """Whether the last sentence before a statement that tells of gatherings tells of others than the one reported."""
    end = statement.evidence.sentence.end
    told = {event.id for event in _gatherings(scene)}
    last = next((occasion for occasion in reversed(scene.told_in(0, end)) if occasion.event.id in told), None)
    return last is not None and all(occasion.event.id != reported.id for occasion in scene.in_sentence(last.sentence))
