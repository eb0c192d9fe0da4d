"""Where events take place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extraction.cast import Appearance, Member
from kg.extraction.events.words import event_pattern, event_words, kind_of
from kg.extraction.relations.attachment import depends_on
from kg.extraction.relations.contenders import stood_for
from kg.extraction.relations.courts import seats
from kg.extraction.relations.date_contexts import is_told_by_participle, with_open_clauses
from kg.extraction.relations.datelines import dateline
from kg.extraction.relations.enumerations import outermost
from kg.extraction.relations.facts import relation
from kg.extraction.relations.locations import (
    acts,
    is_local,
    is_located,
    is_of_clock,
    is_of_post,
    is_of_subject,
    is_of_what_is_apart,
    is_town,
    venue_before,
)
from kg.extraction.relations.occasions import EARLY, Occasion, Scene, is_gathering
from kg.extraction.relations.stages import struck
from kg.extraction.relations.wholes import is_opening_of, wholes
from kg.extraction.relations.words import owner_words, relation_words
from kg.extraction.text.grammar import (
    ADJUNCT_CLAUSES,
    DIRECT_OBJECTS,
    OPEN_CLAUSES,
    PASSIVE_SUBJECTS,
    RELATIVE_CLAUSES,
    SUBJECTS,
    children,
    is_past_participle,
)
from kg.extraction.text.phrases import is_finite, phrase_words
from kg.model.entities import EntityClass, EventType
from kg.model.relations import Predicate, Relation

PLACE, PROGRAMME = EntityClass.PLACE, EntityClass.PROGRAMME
ATTACHED, BESIDE, DATELINE, ALONE = 0.88, 0.8, 0.75, 0.7
NEAR = 60  # characters between an event and a place that only small words part
SMALL = 4  # words between the noun of an event and the place in its name
OPENS = 30  # characters of a sentence before the place that it begins with
COMPOUNDS = ("compound", "nmod", "amod")
NAMED_AFTER = (EventType.CONFERENCE, EventType.MEETING, EventType.SESSION, EventType.WORKSHOP)
OF_TOWNS = frozenset({"attack", "protest", "strike"})  # kinds that are called after the town of theirs: "the bombing of Y"
OF_LANDS = frozenset({"accident", "election"})  # kinds that are called after a country or region too: "the election of Y"


def find_places(scene: Scene) -> Iterator[Relation]:
    """The places of events; the dateline tells that of the main event, if nothing else does."""
    found = [relation for occasion in scene.occasions for relation in _told(scene, occasion)]
    yield from found
    placed = {relation.subject for relation in found}
    for part, whole in wholes(scene):
        opens = is_opening_of(part, whole)  # other parts may be held elsewhere
        for one, other in ((part.event.id, whole.event.id), (whole.event.id, part.event.id))[: 1 + opens]:
            if one not in placed:
                yield from (replace(told, subject=one) for told in found if told.subject == other)
    beside = list(_beside(scene, placed))
    yield from beside
    placed |= {relation.subject for relation in beside}
    main = scene.main_event
    if main is not None and main.id not in placed and _is_early(scene, main) and _is_where_written(scene, main):
        for row in dateline(scene):
            yield relation(scene.reading, main, Predicate.PLACE, row.member, (row.mention.begin, row.mention.end), "dateline", DATELINE)
        for row in _only_town(scene, main) if not dateline(scene) else ():
            yield relation(scene.reading, main, Predicate.PLACE, row.member, (row.mention.begin, row.mention.end), "event-town", ALONE)


def _told(scene: Scene, occasion: Occasion) -> Iterator[Relation]:
    told = [
        *_places_of(scene, occasion),
        *_venues(scene, occasion),
        *_goals(scene, occasion),
        *struck(scene, occasion),
        *seats(scene, occasion),
    ]
    for row, confidence in told:
        at = (occasion.begin, row.mention.end)
        yield relation(scene.reading, occasion.event, Predicate.PLACE, row.member, at, "event-place", confidence)


def _venues(scene: Scene, occasion: Occasion) -> Iterator[tuple[Appearance, float]]:
    """The town by which the body is called in whose house an event takes place: "at the University of Suva"."""
    sentence = occasion.sentence
    for body in outermost(scene.cast, sentence.begin, sentence.end, {EntityClass.ORGANISATION}):
        towns = [row for row in scene.cast.within(body.mention.begin, body.mention.end, {PLACE}) if is_town(scene, row)]
        before = {word for word in relation_words(sentence.language).courts if occasion.event_type is EventType.SESSION}
        if towns and is_located(scene, body, before) and _placed(scene, occasion, body, before):
            yield towns[-1], BESIDE


def _goals(scene: Scene, occasion: Occasion) -> Iterator[tuple[Appearance, float]]:
    """Where somebody travels to attend an event: "left for Suva to take part in the forum", "visited Suva for the talks"."""
    sentence, words = occasion.sentence, relation_words(occasion.sentence.language)
    if occasion.act or occasion.event_type in (EventType.VISIT, EventType.OTHER) or scene.is_apart(occasion):
        return
    journeys = words.motion_verbs | set(event_words(sentence.language).verbs.get(str(EventType.VISIT), ()))
    goals = (words.destinations - owner_words(sentence.language)) | words.goals
    travel = next((verb for verb in _verbs_above(occasion) if verb.lemma_ in journeys), None)
    for row in outermost(scene.cast, sentence.begin, occasion.begin, {PLACE}) if travel is not None else ():
        tokens = sentence.part.tokens(row.mention.begin, row.mention.end)
        if tokens is None or travel is None or tokens.root.i < travel.i or not depends_on(tokens.root, travel, through=words.areas):
            continue
        visited = tokens.root.dep_ in DIRECT_OBJECTS and travel.lemma_ not in words.motion_verbs
        if visited or is_located(scene, row, goals):
            yield row, BESIDE


def _verbs_above(occasion: Occasion) -> list[Token]:
    """The verb that an event depends on, and the one of which that is the purpose."""
    verb = occasion.verb
    if verb is None:
        return []
    return [verb, verb.head] if verb.dep_ in ADJUNCT_CLAUSES | OPEN_CLAUSES else [verb]


def _beside(scene: Scene, placed: Collection[str]) -> Iterator[Relation]:
    """The town that alone is named in a sentence that tells of one event, which nothing else places."""
    for occasion in scene.occasions:
        sentence = occasion.sentence
        if occasion.event.id in placed or not scene.tells_of_one(sentence) or scene.is_apart(occasion) or stood_for(occasion):
            continue
        towns = [row for row in outermost(scene.cast, sentence.begin, sentence.end, {PLACE}) if is_town(scene, row)]
        if len({row.member.id for row in towns}) == 1 and is_located(scene, towns[0]) and _may_tell_where(scene, occasion, towns[0]):
            at = (occasion.begin, towns[0].mention.end)
            after = outermost(scene.cast, towns[0].mention.end, sentence.end, {PLACE})[:1]
            for row in [*towns[:1], *(row for row in after if _continues(scene, towns[0].mention.end, row))]:
                yield relation(scene.reading, occasion.event, Predicate.PLACE, row.member, at, "event-town", ALONE)


def _may_tell_where(scene: Scene, occasion: Occasion, row: Appearance) -> bool:
    """Whether a place belongs neither to a clock, nor to what came before, nor to a participle that tells of somebody: "[held] in Y"."""
    tokens = occasion.sentence.part.tokens(row.mention.begin, row.mention.end)
    own = [*occasion.participles, *([occasion.verb] if occasion.verb is not None else [])]
    if tokens is None or is_of_clock(scene, row) or is_of_what_is_apart(tokens.root, own):
        return False
    verb = next((a for a in tokens.root.ancestors if a.pos_ in ("VERB", "AUX")), None)
    aside = verb is not None and verb.dep_ == "acl" and is_past_participle(verb) and verb.head.i != occasion.head.i
    return not aside or verb in own


def _only_town(scene: Scene, event: Member) -> list[Appearance]:
    """The one town in which the beginning of the report of an event, named by a noun, tells that something is, if it names no other."""
    if any(mention.extractor == "event-verb" for mention in event.mentions):
        return []
    ends = [sentence.end for sentence in scene.reading.sentences if scene.lines_before(sentence.begin) <= EARLY]
    rows = outermost(scene.cast, 0, max(ends, default=0), {PLACE, EntityClass.PROGRAMME})
    towns = [row for row in rows if row.member.cls is PLACE and is_town(scene, row)]
    where = [row for row in towns if is_located(scene, row) and not _lies_apart(scene, row)]
    return where[:1] if len({row.member.id for row in towns}) == 1 else []


def _lies_apart(scene: Scene, row: Appearance) -> bool:
    tokens = scene.reading.sentence_at(row.mention.begin).part.tokens(row.mention.begin, row.mention.end)
    return is_of_clock(scene, row) or (tokens is not None and is_of_what_is_apart(tokens.root, ()))


def _is_where_written(scene: Scene, event: Member) -> bool:
    """Whether an event is one that people write of from where it is held: elections are told of everywhere."""
    told = event.event_type is not EventType.OTHER and any(mention.extractor == "event-verb" for mention in event.mentions)
    return told or is_gathering(event, scene.reading.sentence_at(event.mentions[0].begin).language)


def _is_early(scene: Scene, event: Member) -> bool:
    return any(scene.lines_before(mention.begin) <= EARLY for mention in event.mentions)


def _places_of(scene: Scene, occasion: Occasion) -> Iterator[tuple[Appearance, float]]:
    sentence = occasion.sentence
    last: tuple[Appearance, float] | None = None  # the place before, and how surely it is that of the event
    for row in outermost(scene.cast, sentence.begin, sentence.end, {PLACE}):
        if _is_of_programme(scene, occasion, row):
            continue
        if last is not None and (
            _is_beside(scene, last, row) or _explains_further(scene, last, row) or _is_next_stop(scene, occasion, last, row)
        ):
            confidence = min(last[1], BESIDE)
        else:
            confidence = _placed(scene, occasion, row)
        last = row, confidence
        if confidence:
            yield row, confidence


def _held(occasion: Occasion) -> Iterator[Token]:
    """The participles behind an event that the parser took for those of the noun above: "the opening of the forum, [held] in Y"."""
    above, words = occasion.head.head, relation_words(occasion.sentence.language)
    above = above.head if above.pos_ == "ADP" else above
    if not occasion.act and above.pos_ == "NOUN":
        told = (token for token in children(above, ADJUNCT_CLAUSES) if token.i > occasion.head.i)
        yield from (token for token in told if token.lemma_ in words.organise_verbs | words.happen_verbs)


def _built(occasion: Occasion) -> list[Token]:
    """The participles that tell where what is opened stands: "inaugurated three wells built in Y"."""
    verbs = relation_words(occasion.sentence.language).built_verbs
    opens = occasion.event_type is EventType.LAUNCH
    return [token for token in occasion.head.subtree if token.dep_ in ADJUNCT_CLAUSES and token.lemma_ in verbs] if opens else []


def _is_beside(scene: Scene, last: tuple[Appearance, float], row: Appearance) -> bool:
    """Whether a place is joined to one at which the event is: "in X and Y"."""
    before, confidence = last
    gap = scene.reading.text[before.mention.end : row.mention.begin].casefold().split()
    coordinators = phrase_words(scene.reading.sentence_at(row.mention.begin).language).coordinators
    return confidence > 0 and len(gap) == 1 and gap[0] in coordinators


def _is_next_stop(scene: Scene, occasion: Occasion, last: tuple[Appearance, float], row: Appearance) -> bool:
    """Whether a place stands in the list of those that somebody visited: "visited Suva, Fiji; Apia, Samoa; and Honiara"."""
    if not occasion.act or occasion.event_type is not EventType.VISIT or not last[1]:
        return False
    coordinators = phrase_words(occasion.sentence.language).coordinators
    gap = re.findall(r"\w+|[^\w\s]", scene.reading.text[last[0].mention.end : row.mention.begin].casefold())
    return bool(gap) and set(gap) <= coordinators | {",", ";"}


def _is_right_behind(occasion: Occasion, row: Appearance) -> bool:
    """Whether no more than adjectives and a preposition stands between the noun of an event and a place that its name holds."""
    noun = occasion.sentence.part.offset + occasion.head.idx + len(occasion.head)
    if occasion.act or not noun < row.mention.begin < occasion.end:
        return False
    between = occasion.sentence.part.tokens(noun + 1, row.mention.begin - 1) or ()
    return len(between) <= SMALL and all(token.pos_ in ("ADJ", "ADP", "DET") for token in between)


def _explains_further(scene: Scene, last: tuple[Appearance, float], row: Appearance) -> bool:
    before, confidence = last
    return _continues(scene, before.mention.end, row) and (confidence > 0 or _explains(scene, before, row))


def _explains(scene: Scene, before: Appearance, row: Appearance) -> bool:
    """Whether a place, behind a comma or bracket, tells where another lies at which something is."""
    return re.search(r"[,(]", scene.reading.text[before.mention.end : row.mention.begin]) is not None and is_located(scene, before)


def _placed(scene: Scene, occasion: Occasion, row: Appearance, more: Collection[str] = frozenset()) -> float:
    """How surely a place is that of an event; 0 for not at all. `more` may lead to it as prepositions of place do."""
    sentence = occasion.sentence
    tokens = sentence.part.tokens(row.mention.begin, row.mention.end)
    if tokens is None or is_of_post(scene, occasion, tokens.root) or is_of_subject(occasion, tokens.root):
        return 0.0
    words = relation_words(sentence.language)
    visit = occasion.event_type is EventType.VISIT
    if visit and _is_visited(occasion, tokens.root):
        return ATTACHED
    if tokens.root.dep_ == "poss":  # "Australia's mission in Y"
        return 0.0
    venue = venue_before(scene, row) if not acts(tokens) else None
    own = [occasion.head, *occasion.participles, *([occasion.clause] if occasion.clause is not None else [])]
    if venue is not None and (depends_on(venue, *own, through=words.areas) or is_told_by_participle(scene, occasion, venue)):
        return BESIDE
    if is_of_clock(scene, row):
        return 0.0
    goals = words.destinations - (owner_words(sentence.language) if occasion.act else frozenset())
    if not is_located(scene, row, goals if visit else more):
        called = _is_named_after(scene, occasion, row) or _is_called_by(scene, occasion, row, tokens.root)
        return ATTACHED if called or _is_where(occasion, tokens) else 0.0
    if occasion.event_type is EventType.OTHER and occasion.begin <= row.mention.begin < occasion.end:
        return ATTACHED  # what happens by itself, such as an attack, is named after where it does
    loose = (
        stood_for(occasion) is not None or scene.is_apart(occasion) or scene.is_parted(occasion, row.mention.begin) or _is_judged(occasion)
    )
    verb = None if loose else occasion.clause
    told = with_open_clauses([occasion.head, *occasion.participles, *([verb] if verb is not None else [])])
    tops = [*told, *_built(occasion), *_held(occasion)]
    if depends_on(tokens.root, *tops, through=words.areas) or _is_where(occasion, tokens):
        return ATTACHED
    if is_told_by_participle(scene, occasion, tokens.root) or _is_right_behind(occasion, row):
        return BESIDE
    if is_of_what_is_apart(tokens.root, tops):
        return 0.0
    alone = scene.tells_of_one(sentence) or occasion.begin <= row.mention.begin < occasion.end
    if alone and is_local(scene, row) and depends_on(tokens.root, *tops, through=None):
        return BESIDE
    return BESIDE if _follows(scene, occasion, row) or _opens(scene, occasion, row) else 0.0


def _is_visited(occasion: Occasion, token: Token) -> bool:
    """Whether a place is what the verb of a visit has for its object: "visited Dakar"."""
    return occasion.act and token.dep_ in DIRECT_OBJECTS and token.head.i == occasion.head.i


def _is_named_after(scene: Scene, occasion: Occasion, row: Appearance) -> bool:
    """Whether a town stands right behind the noun and its adjectives, as their complement: "the annual conference of Y"."""
    named = occasion.event_type in NAMED_AFTER or is_gathering(occasion.event, occasion.sentence.language)
    if occasion.act or not named:
        return not occasion.act and _happened_to(scene, occasion, row)
    noun = occasion.sentence.part.offset + occasion.head.idx + len(occasion.head)
    *adjectives, owner = scene.reading.text[noun : row.mention.begin].casefold().split() or [""]
    own = {child.lower_ for child in children(occasion.head, ("amod",))}
    return owner in relation_words(occasion.sentence.language).owners and set(adjectives) <= own and is_town(scene, row)


def _happened_to(scene: Scene, occasion: Occasion, row: Appearance) -> bool:
    """Whether what happens by itself is called after where it did: "l'attentat de Y", "the second round of the election of Y"."""
    language, part = occasion.sentence.language, occasion.sentence.part
    begin, owners = part.offset + occasion.head.idx, owner_words(language)
    nouns = [*event_pattern(language).finditer(scene.reading.text, begin, max(begin, row.mention.begin))]
    kind = kind_of(nouns[-1].group(), language) if nouns else None
    if kind not in OF_LANDS and not (kind in OF_TOWNS and is_town(scene, row)):
        return False
    between = [*(part.tokens(nouns[-1].end() + 1, row.mention.begin - 1) or ())]
    small = owners | phrase_words(language).definite
    if not 0 < len(between) <= SMALL or between[-1].lower_ not in small or not owners & {token.lower_ for token in between[-2:]}:
        return False
    behind = [*(part.tokens(row.mention.end + 1, row.mention.end + 2) or ())]
    where = owners | relation_words(language).located
    aimed = kind in OF_TOWNS and any(token.pos_ == "ADP" and token.lower_ not in where for token in behind)  # "the attack of Y on Z"
    return not aimed and all(token.lower_ in small or token.pos_ == "ADJ" for token in between)


def _is_called_by(scene: Scene, occasion: Occasion, row: Appearance, place: Token) -> bool:
    """Whether an event is called by the place before its noun: "the Lima summit"; what happens by itself, by a country too."""
    noun = occasion.sentence.part.offset + occasion.head.idx
    if occasion.act or row.mention.end > noun or place.dep_ not in COMPOUNDS or place.head.i != occasion.head.i:
        return False
    return is_town(scene, row) or (occasion.event_type is EventType.OTHER and not is_gathering(occasion.event, occasion.sentence.language))


def _is_where(occasion: Occasion, place: Tokens) -> bool:
    """ "X, where he opened the meeting": the relative clause of a place, which stands right behind it."""
    verb = occasion.verb
    where = relation_words(occasion.sentence.language).where
    if verb is None or verb.dep_ not in RELATIVE_CLAUSES | ADJUNCT_CLAUSES or not any(child.lower_ in where for child in verb.children):
        return False
    if place.start <= verb.head.i < place.end:
        return True
    behind = [token for token in place.doc[place.end : place.end + 2] if not token.is_punct][:1]
    return any(token.lower_ in where and token.head.i == verb.i for token in behind)


def _opens(scene: Scene, occasion: Occasion, row: Appearance) -> bool:
    """Whether a sentence that tells of one event alone, or of this one in its main clause, begins with a place."""
    sentence = occasion.sentence
    if row.mention.begin - sentence.begin > OPENS or scene.reading.text[row.mention.end : row.mention.end + 1] != ",":
        return False
    verb = occasion.own_clause
    if _is_judged(occasion) or scene.is_apart(occasion) or (verb is None and occasion.verb is not None):
        return False
    return scene.tells_of_one(sentence) or (verb is not None and verb.i == sentence.tokens.root.i)


def _is_judged(occasion: Occasion) -> bool:
    """Whether an event is the subject of a verb that does not tell that it takes place: "in Y, this election is a hope"."""
    verb, words = occasion.verb, relation_words(occasion.sentence.language)
    over = next((t for t in (occasion.head.head,) if any(child.dep_ == "cop" for child in t.children)), verb)
    if occasion.act or over is None or occasion.head not in children(over, SUBJECTS):
        return False
    return over.lemma_ not in words.happen_verbs | words.closing_verbs | event_words(occasion.sentence.language).occur


def _is_of_programme(scene: Scene, occasion: Occasion, row: Appearance) -> bool:
    """Whether a place inside the name of an event is where the programme runs: "the launch of project X in Y"."""
    inside = occasion.begin <= row.mention.begin and row.mention.end <= occasion.end
    return inside and bool(scene.cast.within(occasion.begin, row.mention.begin, {PROGRAMME}))


def _continues(scene: Scene, reached: int, row: Appearance) -> bool:
    """Whether a place tells where the one before it lies: "Y, in the west of Z"."""
    sentence = scene.reading.sentence_at(reached)
    words = relation_words(sentence.language)
    tokens = sentence.part.tokens(row.mention.begin, row.mention.end)
    if tokens is not None and tokens.root.dep_ in SUBJECTS | PASSIVE_SUBJECTS:
        return False  # "at the Suva summit, Fiji promised …"
    gap = scene.reading.text[reached : row.mention.begin].casefold()
    if "," not in gap and "(" not in gap and not is_located(scene, row):
        return False
    small = words.located | words.areas | words.bearings | set(words.owners) | phrase_words(sentence.language).definite
    rest = [word for word in re.findall(r"[\w-]+'?|[^\w\s,(]", gap) if word not in small]
    return not rest


def _follows(scene: Scene, occasion: Occasion, row: Appearance) -> bool:
    """Whether a place comes right after the event, with no other name or verb between."""
    gap = scene.reading.text[occasion.end : row.mention.begin] if occasion.end <= row.mention.begin else None
    if gap is None or any(is_finite(token) for token in occasion.sentence.part.tokens(occasion.end, row.mention.begin) or ()):
        return False
    return len(gap) <= NEAR and re.search(r"[.;:()\"«]", gap) is None and gap.count(",") <= 2 and len(gap.split()) <= 4
