"""Who organises events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from kg.extraction.cast import ACTORS, Appearance, Member
from kg.extraction.events.words import event_words, type_of
from kg.extraction.names.gazetteer import is_country
from kg.extraction.relations.attachment import subject_of
from kg.extraction.relations.contenders import is_election
from kg.extraction.relations.courts import courts_before, judging
from kg.extraction.relations.encounters import by_agents, in_phrase, met, takers
from kg.extraction.relations.enumerations import listed_after, named_until_verb, outermost, parties
from kg.extraction.relations.facts import relation
from kg.extraction.relations.occasions import Occasion, Scene, is_of_its_doers, is_protest
from kg.extraction.relations.participants import assembled, is_told_of, launchers
from kg.extraction.relations.programme_words import programme_relation_words
from kg.extraction.relations.told import is_of_another
from kg.extraction.relations.words import by_agent, owner_words, phrases, relation_words
from kg.extraction.text.grammar import SUBJECTS, children, is_infinitive, is_passive
from kg.extraction.text.phrases import phrase_words
from kg.extraction.text.reading import Sentence
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass, EventType
from kg.model.relations import Predicate, Relation

PERSON, ORGANISATION, PLACE = EntityClass.PERSON, EntityClass.ORGANISATION, EntityClass.PLACE
CUED, GRAMMATICAL, OWNER = 0.9, 0.85, 0.8
REACH = 120  # characters from "by" to a person whose posts stand before the name
OPENS = 3  # characters from the beginning of a sentence to a participle that opens it
BESIDE = 2  # words other than small ones between an event noun and the body that holds it: "session of the UN Council"
HELD_BY_BODIES = (EventType.CONFERENCE, EventType.MEETING, EventType.SESSION, EventType.WORKSHOP, EventType.TRAINING, EventType.OTHER)


def find_organisers(scene: Scene) -> Iterator[Relation]:
    """Who organises, hosts or convenes the events of a document."""
    for sentence in scene.reading.sentences:
        yield from _cued(scene, sentence)
    for occasion in scene.occasions:
        yield from _hosts(scene, occasion)
        for row in [*courts_before(scene, occasion), *judging(scene, occasion)]:
            predicate = Predicate.PARTICIPANT if row.member.cls is PERSON else Predicate.ORGANISER
            yield relation(scene.reading, occasion.event, predicate, row.member, occasion.span, "event-of-body", OWNER)
        for row in [*assembled(scene, occasion), *_its_own(scene, occasion)]:
            yield relation(scene.reading, occasion.event, Predicate.ORGANISER, row.member, occasion.span, "event-of-body", OWNER)
        for row in launchers(scene, occasion):
            yield relation(scene.reading, occasion.event, Predicate.ORGANISER, row.member, occasion.span, "act-subject", GRAMMATICAL)
        for row in _owners(scene, occasion):
            yield relation(scene.reading, occasion.event, Predicate.ORGANISER, row.member, occasion.span, "event-of-body", OWNER)


def _cued(scene: Scene, sentence: Sentence) -> Iterator[Relation]:
    """ "organised by X and Y", "in partnership with X"."""
    patrons = phrases(sentence.language, "patrons")
    patterns = [by_agent(sentence.language, "organised"), phrases(sentence.language, "organised_with"), patrons]
    organised = any(pattern.search(sentence.text) for pattern in patterns) or _tells_of_organising(sentence)
    if organised:
        patterns.append(phrases(sentence.language, "partners"))
    for pattern in patterns:
        for match in pattern.finditer(sentence.text):
            begin, end = sentence.begin + match.start(), sentence.begin + match.end()
            event = _organised(scene, sentence, begin) or _to_be_told(scene, sentence, begin)
            leads = pattern is patrons or by_agent(sentence.language, "attended").fullmatch(match.group()) is not None
            strikers = _is_of_strikers(sentence, scene.in_sentence(sentence), begin)
            if event is None or (is_of_another(scene, sentence, begin) and not strikers):
                continue
            for row in _agents(scene, sentence, end):
                predicate = _predicate(row, _verb_at(sentence, begin, end), leads=leads)
                yield relation(scene.reading, event, predicate, row.member, (begin, end), "organised-by", CUED)


def _verb_at(sentence: Sentence, begin: int, end: int) -> Token | None:
    return next((token for token in sentence.part.tokens(begin, end) or () if token.pos_ == "VERB"), None)


def _agents(scene: Scene, sentence: Sentence, begin: int) -> list[Appearance]:
    """The list of names right behind "organised by", else the persons introduced there by their posts."""
    present = phrases(sentence.language, "attendance").search(sentence.text, begin - sentence.begin)
    end = sentence.begin + present.start() if present is not None else sentence.end
    rows = listed_after(scene.reading, scene.cast, begin, end, ACTORS | {PLACE})
    rows = [row for row in rows if row is rows[0] or not _begins_clause(sentence, row)]
    if rows:
        return [row for row in rows if row.member.cls is not PLACE or is_country(scene.reading.text[row.mention.begin : row.mention.end])]
    near = named_until_verb(scene.reading, scene.cast, begin, min(end, begin + REACH), ACTORS)
    return [row for row in parties(scene.reading, near) if row.member.cls is PERSON]


def _begins_clause(sentence: Sentence, row: Appearance) -> bool:
    """Whether a name is the subject of the clause behind a list: "at the forum held by X, [the president] said"."""
    tokens = sentence.part.tokens(row.mention.begin, row.mention.end)
    return tokens is not None and tokens.root.dep_ in SUBJECTS and tokens.root.head.i > tokens.root.i


def _tells_of_organising(sentence: Sentence) -> bool:
    verbs = relation_words(sentence.language).organise_verbs
    return not verbs.isdisjoint(sentence.lemmas) and any(token.pos_ == "VERB" and token.lemma_ in verbs for token in sentence.tokens)


def _organised(scene: Scene, sentence: Sentence, begin: int) -> Member | None:
    """The event that "organised by" speaks of: the last one before it; the first one of a sentence that begins with it."""
    here = scene.in_sentence(sentence)
    before = [o for o in here if o.begin <= begin]
    opens = here and begin - sentence.begin <= OPENS
    return before[-1].event if before else here[0].event if opens or _is_of_strikers(sentence, here, begin) else None


def _is_of_strikers(sentence: Sentence, here: list[Occasion], begin: int) -> bool:
    """Whether a phrase tells in whose name people go on strike: "nurses, on the platform of X, vowed to embark on a strike"."""
    tokens = sentence.part.tokens(begin, begin + 1) if here else None
    verb = here[0].verb if here else None
    if tokens is None or verb is None or here[0].act or not is_protest(here[0].event, sentence.language):
        return False
    subject = next((each for each in (subject_of(v) for v in here[0].doing) if each is not None), None)
    return subject is not None and subject.i < tokens[0].i < here[0].head.i and tokens[0].i < subject.head.i


def _to_be_told(scene: Scene, sentence: Sentence, begin: int) -> Member | None:
    """The event that is the object of the verb whose subject has partners: "X, in partnership with Y, organised the workshop"."""
    verbs = relation_words(sentence.language).organise_verbs
    first = next((o for o in scene.in_sentence(sentence) if o.begin > begin and not o.act), None)
    verb = first.verb if first is not None else None
    if first is None or verb is None or verb.lemma_ not in verbs or not any(verb.i == a.i for a in (first.head.head, first.head.head.head)):
        return None
    subject = subject_of(verb)
    offset = sentence.part.offset
    return first.event if subject is not None and offset + subject.idx < begin < offset + verb.idx else None


def _hosts(scene: Scene, occasion: Occasion) -> Iterator[Relation]:
    """ "X organised the conference", "the council met"."""
    words = relation_words(occasion.sentence.language)
    if occasion.act or scene.is_apart(occasion):
        return
    verb = next((v for v in occasion.doing if v.lemma_ in words.organise_verbs), None)
    leads = verb is not None and verb.lemma_ in words.attend_verbs
    if verb is None:
        return
    agents = by_agents(scene, occasion.sentence, verb) if is_told_of(occasion, verb) else []
    hosts = takers(scene, occasion.sentence, verb) or _hosting_town(scene, occasion, verb)
    for row in [*agents, *hosts, *_thanked(scene, occasion, verb)]:
        if not (occasion.begin <= row.mention.begin and row.mention.end <= occasion.end):
            predicate = _predicate(row, verb, leads=leads and row not in agents)
            yield relation(scene.reading, occasion.event, predicate, row.member, occasion.span, "event-subject", GRAMMATICAL)


def _thanked(scene: Scene, occasion: Occasion, verb: Token) -> list[Appearance]:
    """ "thanked X and Y for hosting the conference", "commends X for taking the initiative to host it"; "Y's offer to host it"."""
    thanks = relation_words(occasion.sentence.language).thank_verbs
    if any(children(verb, SUBJECTS)):
        return []
    initiators = _initiators(scene, occasion, verb)
    above = next((a for a in verb.ancestors if a.lemma_ in thanks and a.pos_ == "VERB"), None)
    if initiators or above is None:
        return initiators
    before = occasion.sentence.part.offset + verb.idx
    return [row for row in met(scene, occasion.sentence, above) if row.mention.end < before]


def _hosting_town(scene: Scene, occasion: Occasion, verb: Token) -> list[Appearance]:
    """The place that "the town of Y hosts the forum" tells of."""
    words, subject = relation_words(verb.lang_), subject_of(verb)
    if subject is None or verb.lemma_ not in words.host_verbs or subject.lemma_.casefold() not in words.areas:
        return []
    return in_phrase(scene, occasion.sentence, subject, {PLACE})[:1]


def _initiators(scene: Scene, occasion: Occasion, verb: Token) -> list[Appearance]:
    """ "Y's initiative in hosting the meeting", "the decision of Y to host it": whose noun has the verb for its complement."""
    noun = next((a for a in verb.ancestors if a.pos_ not in ("ADP", "SCONJ", "PART")), None)
    if noun is None or noun.pos_ != "NOUN" or is_passive(verb) or not (is_infinitive(verb) or verb.dep_ == "pcomp"):
        return []
    offset, owners = occasion.sentence.part.offset, owner_words(verb.lang_)
    for child in noun.children:
        marks = {token.lower_ for token in (child, *child.children)}
        if child.dep_ == "poss" or (noun.i < child.i < verb.i and child.dep_ in ("prep", "nmod") and marks & owners):
            begin, end = offset + child.left_edge.idx, offset + child.right_edge.idx + len(child.right_edge)
            return outermost(scene.cast, begin, min(end, offset + verb.idx), ACTORS | {PLACE})[:1]
    return []


def _predicate(row: Appearance, verb: Token | None, *, leads: bool) -> Predicate:
    """Of a country, to host an event is to be its place, to convene it to take part; persons lead or hold those at which they are."""
    if row.member.cls is PLACE:
        hosts = verb is not None and verb.lemma_ in relation_words(verb.lang_).host_verbs
        return Predicate.PLACE if hosts else Predicate.PARTICIPANT
    return Predicate.PARTICIPANT if row.member.cls is PERSON and leads else Predicate.ORGANISER


def _its_own(scene: Scene, occasion: Occasion) -> list[Appearance]:
    """The body that holds "its annual conference": the subject of the clause, or the last one before, if no person is named there."""
    possessives = programme_relation_words(occasion.sentence.language).possessives
    if occasion.act or occasion.event_type not in HELD_BY_BODIES[:-1] or not any(c.lower_ in possessives for c in occasion.head.children):
        return []
    subject = [row for verb in occasion.doing for row in takers(scene, occasion.sentence, verb)][:1]
    if subject and subject[0].member.cls is ORGANISATION and not _is_source(occasion.sentence, subject[0]):
        return subject
    rows = outermost(scene.cast, occasion.sentence.begin, occasion.begin, ACTORS)
    if any(_is_source(occasion.sentence, row) for row in rows):
        return []
    return [row for row in rows[-1:] if all(other.member.cls is ORGANISATION for other in rows)]


def _is_source(sentence: Sentence, row: Appearance) -> bool:
    """Whether a body only tells what a sentence reports: "reports the agency X, citing …"."""
    tokens = sentence.part.tokens(row.mention.begin, row.mention.end)
    verb = tokens.root.head if tokens is not None else None
    return verb is not None and verb.lemma_ in relation_words(sentence.language).reporting_verbs


def _owners(scene: Scene, occasion: Occasion) -> list[Appearance]:
    """The body whose session, summit or congress it is: "sommet de la CEDEAO", "the Council's 47th session", "AU summit"."""
    if occasion.act or occasion.event_type not in HELD_BY_BODIES or is_of_its_doers(occasion.event, occasion.sentence.language):
        return []
    if is_election(occasion) or _is_where_it_is(occasion):
        return []
    sentence = occasion.sentence
    noun = sentence.part.offset + occasion.head.idx
    if occasion.head.lower_ in event_words(sentence.language).editions:  # "the third edition of the fair": it is the fair
        return []
    first = min(occasion.begin, sentence.part.offset + occasion.head.left_edge.idx)
    last = sentence.part.offset + occasion.head.right_edge.idx + len(occasion.head.right_edge)
    rows = scene.cast.within(first, max(last, occasion.end), {ORGANISATION})
    rows = [row for row in rows if not any(other.mention.contains(row.mention) and other is not row for other in rows)]
    before = [row for row in rows if row.mention.end <= noun and _modifies(scene, row, noun, sentence.language)]
    end = noun + len(occasion.head)
    told = type_of(scene.reading.text[noun:end], sentence.language)  # the summit may be called a meeting as well
    summit = told is EventType.CONFERENCE  # "le sommet des chefs d'État de X" is that of X
    led = set(re.findall(r"\w+", scene.reading.text[occasion.begin : noun].casefold())) & relation_words(sentence.language).delegates
    if (
        led and not phrase_words(sentence.language).nouns_before
    ):  # the parser took another noun for the head: "la rencontre des chefs d'états-majors de X"
        return before[-1:]
    after = [row for row in rows if row.mention.begin > noun and _owns(scene, row, end, sentence.language, summit=summit)]
    return [*before[-1:], *after[:1]]


def _is_where_it_is(occasion: Occasion) -> bool:
    """Whether the parser took for the noun of an event one that tells where it is: "the conference … within the [walls] of X"."""
    located = relation_words(occasion.sentence.language).located
    lead = {child.lower_ for child in occasion.head.children if child.dep_ == "case"}
    return occasion.sentence.part.offset + occasion.head.idx > occasion.begin and not lead.isdisjoint(located)


def _modifies(scene: Scene, row: Appearance, noun: int, language: str) -> bool:
    gap = re.findall(r"[\w']+", scene.reading.text[row.mention.end : noun])
    return phrase_words(language).nouns_before and len(gap) <= BESIDE + 1


def _owns(scene: Scene, row: Appearance, end: int, language: str, *, summit: bool) -> bool:
    """Whether a body stands behind an event noun as its owner: few small words, or those who meet at a summit, may stand between."""
    text = scene.reading.text[end : row.mention.begin].casefold()
    gap = re.findall(r"\w+'?", text)
    if not _ends_with_owner(text, language) or re.search(r"[^\w\s'’-]", text):
        return False
    sent = set(gap) & relation_words(language).delegates
    if sent and not summit:
        return False  # "la rencontre des ministres de X" is not held by X
    small = phrase_words(language).definite | phrase_words(language).coordinators | owner_words(language)
    tokens = scene.reading.sentence_at(end).part.tokens(end, row.mention.begin) or ()
    if any(token.pos_ == "ADP" and token.lower_ not in small for token in tokens):
        return False  # "the hearing on the studies of X"
    return len([word for word in gap if word not in small | sent]) <= BESIDE


def _ends_with_owner(text: str, language: str) -> bool:
    """Whether a stretch ends with "of" or "of the"."""
    return _owner_at_the_end(language).search(" ".join(text.split())) is not None


@cache
def _owner_at_the_end(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(relation_words(language).owners)}(?:\s*{any_of(phrase_words(language).definite)})?$")
