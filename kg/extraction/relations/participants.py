"""Who takes part in events: who does what a verb tells, who is there while it goes on, with whom and between whom it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Token

from kg.extraction.cast import ACTORS, Appearance, Member
from kg.extraction.events.words import VICTORY, event_words, kind_of
from kg.extraction.relations.attachment import doers, purpose_after, stays_away, subject_of, subjects
from kg.extraction.relations.contenders import contenders, is_contested, stood_for
from kg.extraction.relations.encounters import (
    REACH,
    TAKE_PART,
    accompanying,
    by_agents,
    company_at,
    is_human,
    met,
    named_by,
    outside,
    sent,
    takers,
    with_company,
)
from kg.extraction.relations.enumerations import chained, named_until_verb, outermost, parties
from kg.extraction.relations.facts import relation
from kg.extraction.relations.locations import is_located
from kg.extraction.relations.occasions import Occasion, Scene, is_of_its_doers
from kg.extraction.relations.presence import NEXT, apposed, beside, present, there
from kg.extraction.relations.words import owner_words, phrases, relation_words
from kg.extraction.text.grammar import (
    DIRECT_OBJECTS,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    children,
    is_passive,
    is_present_participle,
)
from kg.extraction.text.phrases import phrase_words
from kg.extraction.text.reading import Sentence
from kg.model.entities import EntityClass, EventType
from kg.model.relations import Predicate, Relation

PERSON, ORGANISATION, PLACE = EntityClass.PERSON, EntityClass.ORGANISATION, EntityClass.PLACE
CUED, GRAMMATICAL, SPEAKER = 0.9, 0.85, 0.8
THINGS = (EventType.LAUNCH, EventType.SIGNING)  # acts whose object is no person
OBLIQUES = frozenset({"pobj", "obl", "obl:arg", "obl:mod"})
RECIPIENTS = frozenset({"prep", "dative", "obl:arg", "obl:mod", "obl"})
ENCOUNTERS = (EventType.VISIT, EventType.MEETING)
ONES_OWN = (*ENCOUNTERS, EventType.SESSION, EventType.CONFERENCE)  # the visit, the trial, the press conference "of X"

Rule = Callable[[Scene, Occasion], Iterable[Appearance]]


def find_participants(scene: Scene) -> Iterator[Relation]:
    """Who attends, leads, opens, makes or speaks at the events of a document."""
    found = [
        fact(scene, occasion.event, row, occasion.span, name, confidence)
        for occasion in scene.occasions
        for name, confidence, rule in RULES
        for row in rule(scene, occasion)
    ]
    yield from found
    yield from _met_on_a_visit(scene, found)


def fact(scene: Scene, event: Member, row: Appearance, at: tuple[int, int], rule: str, confidence: float) -> Relation:
    """That somebody takes part in an event."""
    return relation(scene.reading, event, Predicate.PARTICIPANT, row.member, at, rule, confidence)


# What hangs on a verb


def _makers(scene: Scene, occasion: Occasion) -> list[Appearance]:
    """Who signs, launches, visits or meets."""
    if not occasion.act or assembled(scene, occasion):
        return []
    return _but_launchers(occasion, takers(scene, occasion.sentence, occasion.head))


def launchers(scene: Scene, occasion: Occasion) -> list[Appearance]:
    """The bodies that launch or open something: they hold the event, while persons who do so take part in it."""
    if not occasion.act or occasion.event_type is not EventType.LAUNCH:
        return []
    rows = [*takers(scene, occasion.sentence, occasion.head), *_named_agents(scene, occasion)]
    return [row for row in rows if row.member.cls is ORGANISATION]


def _but_launchers(occasion: Occasion, rows: Iterable[Appearance]) -> list[Appearance]:
    launch = occasion.event_type is EventType.LAUNCH
    return [row for row in rows if not (launch and row.member.cls is ORGANISATION)]


def assembled(scene: Scene, occasion: Occasion) -> list[Appearance]:
    """The one body that meets, in "the council met in Y": it holds the meeting, and its members take part."""
    if not occasion.act or occasion.event_type is not EventType.MEETING or any(children(occasion.head, DIRECT_OBJECTS)):
        return []
    rows, company = takers(scene, occasion.sentence, occasion.head), [*_company(scene, occasion), *_named_agents(scene, occasion)]
    return rows if len(rows) == 1 and rows[0].member.cls is ORGANISATION and not company else []


def _agents(scene: Scene, occasion: Occasion) -> list[Appearance]:
    """Who did what a passive tells, and between whom it was."""
    return _but_launchers(occasion, _named_agents(scene, occasion))


def _named_agents(scene: Scene, occasion: Occasion) -> Iterator[Appearance]:
    if not occasion.act:
        return
    sentence = occasion.sentence
    after = sentence.part.offset + occasion.head.idx - sentence.begin
    for match in phrases(sentence.language, "sides").finditer(sentence.text, after, after + REACH):
        between = sentence.part.tokens(sentence.begin + after, sentence.begin + match.start())
        if between is not None and any(token.pos_ == "VERB" for token in between[1:]):
            return  # the agent of another verb
        yield from company_at(scene, sentence, sentence.begin + match.end())


def _met(scene: Scene, occasion: Occasion) -> list[Appearance]:
    """Whom one visits, receives or meets."""
    if not occasion.act or occasion.event_type in THINGS:
        return []
    rows = [*met(scene, occasion.sentence, occasion.head), *_recipients(scene, occasion)]
    return [row for row in rows if row.member.cls is PERSON or occasion.event_type in ENCOUNTERS]


def _recipients(scene: Scene, occasion: Occasion) -> Iterator[Appearance]:
    """The persons to whom something is handed or told, right behind the verb or its object."""
    sentence, words = occasion.sentence, relation_words(occasion.sentence.language)
    for child in occasion.head.children:
        leads = [child, *child.children] if child.dep_ in RECIPIENTS and child.i > occasion.head.i else []
        if any(token.lower_ in words.recipients for token in leads):
            token = child if child.pos_ != "ADP" else next((c for c in child.children if c.dep_ == "pobj"), child)
            yield from named_by(scene, sentence, token)


def _attending(scene: Scene, occasion: Occasion) -> list[Appearance]:
    """ "X opened the conference", "X is here for the meeting": the subject of the verb that the event depends on."""
    words = relation_words(occasion.sentence.language)
    visitor = apposed(scene, occasion)
    if visitor:
        return visitor
    subject = next(children(occasion.head, SUBJECTS), None)
    if subject is not None and not occasion.act and scene.goes_on(occasion):  # "X est en visite"
        return doers(scene.reading, scene.cast, occasion.sentence, subject, occasion.head, ACTORS)
    if not occasion.act and (
        scene.is_apart(occasion) or stood_for(occasion)
    ):  # "left after the meeting", "met the candidate in the election"
        return []
    for verb in occasion.doing:
        if verb.lemma_ in words.attend_verbs - words.organise_verbs and is_told_of(occasion, verb):  # "was opened on Monday in Accra by X"
            return by_agents(scene, occasion.sentence, verb)
        if verb.i < occasion.head.i and is_passive(verb) and verb.lemma_ in words.meet_verbs:  # "X was received in audience"
            return [row for row in met(scene, occasion.sentence, verb) if row.member.cls is PERSON]
        if verb.lemma_ in words.given_verbs and not any(child.i == occasion.head.i for child in children(verb, DIRECT_OBJECTS)):
            continue
        if verb.lemma_ in words.contest_verbs and not is_contested(occasion, verb):
            continue
        if (
            verb.lemma_ in words.attend_verbs
            and occasion.head.dep_ != "attr"
            and (verb.pos_ == "VERB" or occasion.head.head.head.i == verb.i)
        ):
            rows = outside(occasion, _doing(scene, occasion, verb)) if not stays_away(verb) else []
            rows = _but_launchers(occasion, rows) if occasion.act else rows
            return [row for row in rows if row.member.cls is PERSON or verb.lemma_ not in words.organise_verbs]
    return []


def _doing(scene: Scene, occasion: Occasion, verb: Token) -> list[Appearance]:
    return sent(scene, occasion.sentence, verb) or takers(scene, occasion.sentence, verb)


def is_told_of(occasion: Occasion, verb: Token) -> bool:
    """Whether an event is the subject of a verb in the passive."""
    return not occasion.act and any(child.i == occasion.head.i for child in children(verb, PASSIVE_SUBJECTS))


def _gathered(scene: Scene, occasion: Occasion) -> list[Appearance]:
    """ "The workshop brought together X and Y", "une réunion rassemblant des délégués de X"."""
    sentence = occasion.sentence
    words = relation_words(sentence.language)
    verb = next((v for v in _what_it_does(occasion) if v.lemma_ in words.gather_verbs and not is_passive(v)), None)
    if verb is None:
        return []
    begin = sentence.part.offset + verb.idx + len(verb)
    rows = named_until_verb(scene.reading, scene.cast, begin, purpose_after(sentence, begin), TAKE_PART)
    return parties(scene.reading, [row for row in rows if row.member.cls is not PLACE or not is_located(scene, row, words.recipients)])


def _what_it_does(occasion: Occasion) -> Iterator[Token]:
    """The participle right behind an event, and the verb whose subject it is."""
    if occasion.act:
        return
    behind = occasion.sentence.part.tokens(occasion.end, occasion.end + NEXT)
    yield from (token for token in behind or () if is_present_participle(token))
    if occasion.verb is not None and subject_of(occasion.verb) == occasion.head:
        yield occasion.verb


# What hangs on the noun


def _company(scene: Scene, occasion: Occasion) -> Iterator[Appearance]:
    """ "a meeting with X", "co-chaired the summit with Y", "la rencontre entre X et Y"."""
    sentence = occasion.sentence
    begin, end = occasion.begin - sentence.begin, occasion.end - sentence.begin
    for match in phrases(sentence.language, "company").finditer(sentence.text, begin, min(end + NEXT, len(sentence.text))):
        if phrases(sentence.language, "support").match(sentence.text, match.end() + 1) is None:
            yield from company_at(scene, sentence, sentence.begin + match.end())
    verb = occasion.verb
    with_others = (*ENCOUNTERS, EventType.SIGNING) if occasion.act else (*ENCOUNTERS, EventType.SESSION)
    if occasion.event_type in with_others:
        yield from accompanying(scene, sentence, occasion.head)
    if occasion.act or verb is None or not any(child.i == occasion.head.i for child in children(verb, SUBJECTS | PASSIVE_SUBJECTS)):
        return
    after = sentence.part.offset + verb.idx - sentence.begin
    between = phrases(sentence.language, "parties").search(sentence.text, after, after + REACH)
    if between is not None and not _is_of_another_noun(occasion, verb, between):
        yield from company_at(scene, sentence, sentence.begin + between.end())


def _is_of_another_noun(occasion: Occasion, verb: Token, between: re.Match[str]) -> bool:
    """Whether "between" belongs to something else that the clause names: "was announced with a treaty signed between X and Y"."""
    sentence = occasion.sentence
    tokens = sentence.part.tokens(sentence.begin + between.start(), sentence.begin + between.end())
    if tokens is None:
        return False
    over = tokens.root.head if tokens.root.head.pos_ == "VERB" or tokens.root.dep_ == "prep" else tokens.root.head.head
    told = next((a for a in (over, *over.ancestors) if a.pos_ == "VERB"), verb)
    return over.i > verb.i and (told.i != verb.i or over.dep_ in DIRECT_OBJECTS | OBLIQUES)


def _holders(scene: Scene, occasion: Occasion) -> list[Appearance]:
    """Whose visit or meeting it is: "X's visit", "sa rencontre", "la visite du président X", "a visit by X"."""
    if occasion.act:
        return []
    if kind_of(occasion.event.names[0], occasion.sentence.language) == VICTORY:  # "the victory of X over Y"
        return outermost(scene.cast, occasion.begin, occasion.end, {PERSON})
    words = relation_words(occasion.sentence.language)
    offset = occasion.sentence.part.offset
    rows: list[Appearance] = []
    for child in occasion.head.children:
        if child.dep_ == "poss" or child.lower_ in phrase_words(occasion.sentence.language).possessive:
            rows += _possessor(scene, occasion, child)
        elif child.i > occasion.head.i and child.pos_ in ("ADP", "NOUN", "PROPN"):
            marks = {token.lower_ for token in (child, *child.children) if token.pos_ == "ADP"} or {child.lower_}
            of = bool(marks & words.owners)
            whose, doing = of and occasion.event_type in ONES_OWN, of and is_of_its_doers(occasion.event, occasion.sentence.language)
            sent = child.pos_ == "NOUN" and child.lemma_.casefold() in words.delegates
            if whose or doing or marks & set(words.agents):
                begin, end = offset + child.left_edge.idx, offset + child.right_edge.idx + len(child.right_edge)
                found = named_until_verb(scene.reading, scene.cast, begin, end, {PERSON} if whose and not sent else ACTORS)
                found = [row for row in found if not doing or _does(scene, occasion, row)]
                found = found if not whose or occasion.event_type in ENCOUNTERS else [row for row in found if _is_next(occasion, row)]
                near = [row for row in found if row.mention.begin <= begin + REACH / 2]
                rows += parties(scene.reading, [*near, *_others_of(scene, occasion, near)])
    return rows


def _others_of(scene: Scene, occasion: Occasion, rows: list[Appearance]) -> list[Appearance]:
    """The persons of a list whose first ones are at hand, wherever the parser hangs the others: "by Minister A, General B and C"."""
    last = rows[-1] if rows and rows[-1].member.cls is PERSON else None
    if last is None:
        return []
    after = named_until_verb(scene.reading, scene.cast, last.mention.begin, occasion.sentence.end, {PERSON})
    return chained(scene.reading, after)[1:]


def _is_next(occasion: Occasion, row: Appearance) -> bool:
    """Whether no more than a post stands between an event and a name: "the trial of the [minister] X", but not "of the murder of X"."""
    sentence, noun = occasion.sentence, occasion.sentence.part.offset + occasion.head.idx + len(occasion.head)
    between = sentence.part.tokens(noun, row.mention.begin) if row.mention.begin > noun else None
    return all(is_human(token) or token.pos_ not in ("NOUN", "VERB") for token in between or ())


def _does(scene: Scene, occasion: Occasion, row: Appearance) -> bool:
    """Whether a body stands right behind an attack, with no more than "of the fighters of" between."""
    if row.member.cls is not ORGANISATION:
        return False
    noun = occasion.sentence.part.offset + occasion.head.idx + len(occasion.head)
    language = occasion.sentence.language
    small = (
        owner_words(language) | phrase_words(language).definite | relation_words(language).fighters | set(relation_words(language).agents)
    )
    return set(re.findall(r"\w+'?", scene.reading.text[noun : row.mention.begin].casefold())) <= small


def _possessor(scene: Scene, occasion: Occasion, token: Token) -> list[Appearance]:
    offset = occasion.sentence.part.offset
    if "Neut" in token.morph.get("Gender", []):  # "its visit" is nobody's
        return []
    row = scene.cast.at(offset + token.idx, offset + token.idx + len(token), {PERSON})
    if row is not None:
        return [row]
    if token.pos_ not in ("PRON", "DET"):
        return outermost(scene.cast, offset + token.left_edge.idx, offset + token.idx + len(token), {PERSON})[:1]
    over = occasion.head.head.head if occasion.head.head.pos_ == "ADP" else occasion.head
    if over.i < occasion.head.i and over.pos_ in ("NOUN", "PROPN"):  # "the minister in his speech"
        holder = scene.cast.at(offset + over.idx, offset + over.idx + len(over), {PERSON})
        return [holder] if holder is not None else []
    verb = occasion.verb
    several = token.lower_ in relation_words(occasion.sentence.language).shared
    rows = subjects(scene.reading, scene.cast, occasion.sentence, verb, {PERSON}) if verb is not None else []
    if several:  # "the dossier was discussed by X and Y at their meeting"
        rows = rows or (by_agents(scene, occasion.sentence, verb) if verb is not None and is_passive(verb) else [])
        return rows if len(rows) > 1 else []
    subject = subject_of(verb) if verb is not None else None
    unnamed = subject is not None and subject.pos_ == "NOUN" and subject.i < token.i
    found = rows[:1] or ([] if unnamed else _only_person_before(scene, occasion))
    return [row for row in found if not scene.is_quoted_from(row.member, occasion)]  # who says "his trial" speaks of another


def _only_person_before(scene: Scene, occasion: Occasion) -> list[Appearance]:
    """The one person that a sentence names before "his" event, if no office stands between: "X and the minister, in his speech"."""
    sentence = occasion.sentence
    before = scene.cast.within(sentence.begin, occasion.begin, {PERSON})
    if len({row.member.id for row in before}) != 1:
        return []
    between = sentence.part.tokens(before[-1].mention.end, occasion.begin) or ()
    offices = relation_words(sentence.language).roles
    return [] if any(token.lemma_.casefold() in offices for token in between) else before[-1:]


def _met_on_a_visit(scene: Scene, found: Iterable[Relation]) -> Iterator[Relation]:
    """Whom the visitors meet, in the sentences that tell of no other event, where a document reports a visit."""
    visit = scene.main_event
    if visit is None or visit.event_type is not EventType.VISIT:
        return
    visitors = {relation.object for relation in found if relation.subject == visit.id}
    for sentence in scene.reading.sentences:
        if any(occasion.event.id != visit.id for occasion in scene.in_sentence(sentence)):
            continue
        for verb in (token for token in sentence.tokens if token.pos_ == "VERB"):
            rows = _met_or_along(scene, sentence, verb)
            if rows and any(row.member.id in visitors for row in takers(scene, sentence, verb)):
                for row in rows:
                    if row.member.cls is PERSON:  # of bodies, those who lead them are met
                        yield fact(scene, visit, row, (sentence.begin, sentence.end), "present-at", SPEAKER)


def _met_or_along(scene: Scene, sentence: Sentence, verb: Token) -> list[Appearance]:
    """Whom a verb of meeting tells that somebody met, or a verb of travelling that somebody went with."""
    if verb.lemma_ in event_words(sentence.language).verbs.get(str(EventType.MEETING), ()):
        return [*met(scene, sentence, verb), *with_company(scene, sentence, verb)]
    return accompanying(scene, sentence, verb) if verb.lemma_ in relation_words(sentence.language).motion_verbs else []


RULES: tuple[tuple[str, float, Rule], ...] = (
    ("act-subject", GRAMMATICAL, _makers),
    ("act-agent", GRAMMATICAL, _agents),
    ("act-object", GRAMMATICAL, _met),
    ("event-subject", GRAMMATICAL, _attending),
    ("present-at", SPEAKER, present),
    ("present-at", SPEAKER, there),
    ("event-with", SPEAKER, beside),
    ("gathered", CUED, _gathered),
    ("event-with", GRAMMATICAL, _company),
    ("event-of", GRAMMATICAL, _holders),
    ("stands-for", GRAMMATICAL, contenders),
)
