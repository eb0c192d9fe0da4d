"""Who takes part in the events of a document as whole phrases tell: "in the presence of", a delegation, speeches."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import takewhile

from spacy.tokens import Token

from kg.extraction.cast import ACTORS, Appearance, Member
from kg.extraction.events.nouns import ELECTION
from kg.extraction.events.words import event_words, is_person, kind_of
from kg.extraction.relations.attachment import subjects
from kg.extraction.relations.encounters import REACH, TAKE_PART, is_human
from kg.extraction.relations.enumerations import named_until_verb, outermost, parties
from kg.extraction.relations.occasions import Occasion, Scene, is_gathering
from kg.extraction.relations.participants import CUED, SPEAKER, fact
from kg.extraction.relations.places import is_located
from kg.extraction.relations.presence import NEXT, apposed
from kg.extraction.relations.told import is_of_another
from kg.extraction.relations.words import by_agent, phrases, relation_words
from kg.extraction.text.grammar import PASSIVE_SUBJECTS, SUBJECTS, children, is_past, is_pluperfect
from kg.extraction.text.phrases import is_finite
from kg.extraction.text.reading import Sentence
from kg.model.entities import EntityClass, EntityId, EventType
from kg.model.relations import Evidence, Predicate, Relation
from kg.model.statements import Statement

PERSON, PLACE = EntityClass.PERSON, EntityClass.PLACE
SPOKEN_AT = (EventType.CONFERENCE, EventType.WORKSHOP, EventType.TRAINING, EventType.CEREMONY, EventType.LAUNCH, EventType.OTHER)
REPORTED = 0.7
OFTEN = 3  # mentions of the event that a document reports
FIRST = 0  # whole sentences before which a document names the event that it reports
BACK = 3  # sentences from a speech to the event at which it is held
ITEMS = 20  # items of a list behind a colon
EARLY_CUE = 60  # characters of a sentence in which "also present" speaks of the event of the text
OPENS = 3  # characters from the beginning of a sentence to a participle that opens it


def find_attendance(scene: Scene) -> Iterator[Relation]:
    """Who attends or addresses the events of a document, or is sent to them."""
    for sentence in scene.reading.sentences:
        yield from _cued(scene, sentence)
        yield from _listed(scene, sentence)
    yield from _delegations(scene)
    yield from _speakers(scene)


def _listed(scene: Scene, sentence: Sentence) -> Iterator[Relation]:
    """ "Participants at the workshop included X and Y", "members of the delegation who were on the visit were X and Y"."""
    words = relation_words(sentence.language)
    people = words.audiences | words.delegates | words.delegations
    for occasion in scene.in_sentence(sentence):
        subject = next((a for a in occasion.head.ancestors if a.dep_ in SUBJECTS and a.pos_ == "NOUN"), None)
        if occasion.act or subject is None or subject.lemma_.casefold() not in people or subject.head.lemma_ not in words.listing_verbs:
            continue
        begin = sentence.part.offset + subject.head.idx + len(subject.head)
        for row in parties(scene.reading, named_until_verb(scene.reading, scene.cast, begin, sentence.end, ACTORS)):
            yield fact(scene, occasion.event, row, (sentence.begin, sentence.end), "in-presence-of", CUED)


def _cued(scene: Scene, sentence: Sentence) -> Iterator[Relation]:
    """ "attended by X", "en présence de X"."""
    for field, name in (("attended", "attended-by"), ("attendance", "in-presence-of"), ("companions", "in-presence-of")):
        pattern = by_agent(sentence.language, field) if field == "attended" else phrases(sentence.language, field)
        for match in pattern.finditer(sentence.text):
            begin, end = sentence.begin + match.start(), sentence.begin + match.end()
            before = _named_before(scene, sentence, begin, end) if field == "attendance" else []
            event = _spoken_of(scene, sentence, begin, with_main=field == "attendance" or _is_before_all(sentence, begin))
            event = scene.main_event if event is None and before else event
            if event is None and match.group().casefold() in relation_words(sentence.language).accompanied:
                event = _accompanied(scene, sentence, begin, end)
            if event is None or _is_stood_for(event, sentence.language) or _names_others(scene, sentence, event, match):
                continue
            if field == "attended" and is_of_another(scene, sentence, begin):
                continue
            rows = _named_after(scene, sentence, _past_verb(scene, sentence, end), ACTORS if field == "attended" else TAKE_PART) or before
            if rows and field == "companions" and rows[0].mention.begin > end + REACH / 2:
                continue
            for row in parties(scene.reading, rows):
                yield fact(scene, event, row, (begin, end), name, CUED)


def _named_after(scene: Scene, sentence: Sentence, begin: int, classes: Collection[EntityClass]) -> list[Appearance]:
    """The names behind a phrase, and those of the list that a colon opens there; none that an event is called by."""
    rows = named_until_verb(scene.reading, scene.cast, begin, sentence.end, classes)
    if sentence.text.endswith(":"):
        rows += [row for item in _items(scene, sentence) for row in outermost(scene.cast, item.begin, item.end, classes)]
    called = [occasion.span for occasion in scene.in_sentence(sentence)]
    rows = [row for row in rows if not any(first <= row.mention.begin and row.mention.end <= last for first, last in called)]
    return [row for row in rows if row.member.cls is not PLACE or not is_located(scene, row)]


def _items(scene: Scene, sentence: Sentence) -> Iterator[Sentence]:
    """What stands behind a colon up to the next clause: the items of a list, each of which may be read as a sentence."""
    first = scene.reading.sentence_index(sentence.begin) + 1
    for item in scene.reading.sentences[first : first + ITEMS]:
        if any(is_finite(token) for token in item.tokens):
            return
        yield item
        if item.text.endswith("."):
            return


def _accompanied(scene: Scene, sentence: Sentence, begin: int, end: int) -> Member | None:
    """What the subject of a clause does with the company told beside it: "X, accompanied by Y, opened the workshop", or a visit."""
    here = scene.in_sentence(sentence)
    if not here:
        visit = scene.main_event
        words, kinds = relation_words(sentence.language), event_words(sentence.language).verbs
        travels = words.motion_verbs | set(kinds.get(str(EventType.VISIT), ()))
        told = visit is not None and visit.event_type is EventType.VISIT and not travels.isdisjoint(sentence.lemmas)
        return visit if told and begin - sentence.begin <= EARLY_CUE else None
    verb = here[0].verb
    if verb is None or here[0].begin < end or not (here[0].act or verb.lemma_ in relation_words(sentence.language).attend_verbs):
        return None
    between = sentence.part.tokens(end, max(here[0].begin, sentence.part.offset + verb.idx)) or ()
    others = [token for token in between if is_finite(token) and verb.i not in (token.i, token.head.i)]
    return here[0].event if not others else None


def _names_others(scene: Scene, sentence: Sentence, event: Member, cue: re.Match[str]) -> bool:
    """Whether "including" stands behind a noun that is no word for people, or behind people that the clause of an event does not name."""
    if cue.group().casefold() not in relation_words(sentence.language).examples:
        return False
    lead = sentence.part.tokens(sentence.begin, sentence.begin + cue.start()) or ()
    noun = next((token for token in reversed(list(lead)) if token.pos_ == "NOUN"), None)
    if noun is None or not (is_human(noun) or is_person(noun.lower_, event_words(sentence.language))):
        return True
    return not any(_tells_of(occasion, noun) for occasion in scene.in_sentence(sentence) if occasion.event.id == event.id)


def _tells_of(occasion: Occasion, noun: Token) -> bool:
    """Whether a noun stands in the phrase of an event, or in the clause that tells of it."""
    for above in noun.ancestors:
        if above.i == occasion.head.i:
            return True
        if above.pos_ in ("VERB", "AUX"):
            verb = occasion.verb
            return above.head.i == occasion.head.i or (verb is not None and verb.i == above.i)
    return False


def _is_stood_for(event: Member, language: str) -> bool:
    """Whether an event has candidates, and nobody who attends it: an election."""
    return event.event_type is EventType.OTHER and kind_of(event.names[0], language) == ELECTION


def _named_before(scene: Scene, sentence: Sentence, begin: int, end: int) -> list[Appearance]:
    """Who is named before "were present", as its subject: this is the first finite verb of the sentence."""
    lead, cue = sentence.part.tokens(sentence.begin, begin), sentence.part.tokens(begin, end)
    if lead is None or cue is None or any(is_finite(token) for token in lead) or not any(is_finite(token) for token in cue):
        return []
    return outermost(scene.cast, sentence.begin, begin, TAKE_PART)


def _past_verb(scene: Scene, sentence: Sentence, end: int) -> int:
    """Where names may begin behind a phrase: after the verb in "among those present were X and Y", if none stands before it."""
    tokens = sentence.part.tokens(end, min(end + REACH // 2, sentence.end)) or ()
    verb = next((token for token in tokens if is_finite(token)), None)
    listing = verb is not None and verb.lemma_ in relation_words(sentence.language).listing_verbs
    if verb is None or not listing or scene.cast.within(end, sentence.part.offset + verb.idx, TAKE_PART):
        return end
    return sentence.part.offset + verb.idx + len(verb)


def _is_before_all(sentence: Sentence, begin: int) -> bool:
    """Whether a participle tells who made the speeches, or taught those present: "messages were given by X"."""
    tokens = sentence.part.tokens(begin, begin + 1)
    words = relation_words(sentence.language)
    nouns = words.speeches | words.audiences
    return tokens is not None and any(noun.lemma_.casefold() in nouns for noun in children(tokens[0], PASSIVE_SUBJECTS))


def _spoken_of(scene: Scene, sentence: Sentence, begin: int, *, with_main: bool) -> Member | None:
    """The event that a phrase speaks of: the last one before it, the next one after it, or the main one."""
    here = scene.in_sentence(sentence)
    before = [o for o in here if o.begin <= begin]
    if before and (with_main or begin <= before[-1].end + REACH):
        return before[-1].event
    if here and (with_main or begin - sentence.begin <= OPENS):
        return here[0].event
    if not with_main or here or begin - sentence.begin > EARLY_CUE or _is_told_now(sentence, begin):
        return None
    return scene.main_event


def _is_told_now(sentence: Sentence, begin: int) -> bool:
    """Whether a verb before a phrase tells of no past act, as the report of an event does: "one point concerns the presence of"."""
    lead = sentence.part.tokens(sentence.begin, begin) if begin > sentence.begin else None
    return any(is_finite(token) and token.pos_ == "VERB" and not is_past(token) for token in lead or ())


def _delegations(scene: Scene) -> Iterator[Relation]:
    """Whose delegation came to an event, and who heads it or belongs to it."""
    main = scene.main_event
    if main is None:
        return
    for sentence in scene.reading.sentences:
        delegations = relation_words(sentence.language).delegations
        for token in sentence.tokens:
            if token.lemma_ in delegations:
                here = scene.in_sentence(sentence)
                event = here[0].event if here else main
                for row in _sent(scene, sentence, token):
                    yield fact(scene, event, row, (sentence.begin, sentence.end), "delegation", SPEAKER)


def _sent(scene: Scene, sentence: Sentence, delegation: Token) -> list[Appearance]:
    words = relation_words(sentence.language)
    offset = sentence.part.offset
    begin, end = offset + delegation.left_edge.idx, offset + delegation.right_edge.idx + len(delegation.right_edge)
    rows = subjects(scene.reading, scene.cast, sentence, delegation.head, {PERSON}) if delegation.head.lemma_ in words.attend_verbs else []
    led = by_agent(sentence.language, "attended").search(sentence.text, offset + delegation.idx - sentence.begin)
    if led is not None:
        rows += named_until_verb(scene.reading, scene.cast, sentence.begin + led.end(), sentence.end, {PERSON})
    for verb in [t for t in delegation.subtree if t.lemma_ in words.gather_verbs]:
        rows += named_until_verb(scene.reading, scene.cast, offset + verb.idx + len(verb), sentence.end, {PERSON})
    countries = outermost(scene.cast, begin, min(end, offset + delegation.idx + NEXT * 3), {PLACE}) if rows else []
    return [*rows, *[row for row in countries[:1] if not is_located(scene, row, words.recipients)]]


def _speakers(scene: Scene) -> Iterator[Relation]:
    """Where a text reports the speeches made at its event, whoever speaks in it takes part."""
    event = scene.main_event
    if event is None or not is_gathering(event, scene.reading.sentence_at(event.mentions[0].begin).language) or _is_of_one(scene, event):
        return
    if not _tells_of_speeches(scene, event):
        return
    seen: set[str] = set()
    for sentence in scene.reading.sentences:
        for verb in _verbs_of_speech(sentence):
            for row in subjects(scene.reading, scene.cast, sentence, verb, {PERSON})[:1]:
                if row.member.id not in seen:
                    seen.add(row.member.id)
                    yield fact(scene, event, row, (sentence.begin, sentence.end), "speaker-at-event", SPEAKER)


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
        at = None if _is_asked(scene, statement) else _occasion(scene, statement, events, reported)
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
    told = (o for o in scene.occasions if o.event.id == event and here.begin <= scene.reading.original(o.begin, o.end).begin < here.end)
    visitors = {row.member.id for occasion in told for row in apposed(scene, occasion)}
    return set(statement.speakers) - visitors if visitors else set()


def _occasion(
    scene: Scene, statement: Statement, events: Mapping[EntityId, Member], reported: Member | None
) -> tuple[EntityId, Evidence] | None:
    """The event at which something is said, and how that is known."""
    event = events.get(statement.made_at or "")
    if event is not None and is_gathering(event, statement.language):
        return event.id, replace(statement.evidence, extractor="speaks-at", confidence=SPEAKER)
    if reported is None or statement.made_at not in (None, reported.id) or _was_said_elsewhere(scene, statement):
        return None
    if not _is_told_at_another(scene, reported, statement):
        return reported.id, replace(statement.evidence, extractor="speaker-at-event", confidence=REPORTED)
    return None


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
    if event.event_type is EventType.LAUNCH and all(mention.extractor == "event-verb" for mention in event.mentions):
        return None  # of what is launched much is said elsewhere
    if len(event.mentions) < OFTEN and scene.lines_before(event.mentions[0].begin) > FIRST:
        return None
    return event if all(len(other.mentions) < len(event.mentions) for other in gatherings if other.id != event.id) else None


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
    rows = [occasion for occasion in scene.occasions if occasion.begin < end and occasion.event.id in told]
    return bool(rows) and all(o.event.id != reported.id for o in scene.in_sentence(rows[-1].sentence))
