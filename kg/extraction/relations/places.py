"""Where events take place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extraction.cast import Appearance, Member
from kg.extraction.names.gazetteer import Kind, gazetteer, is_country
from kg.extraction.relations.attachment import depends_on
from kg.extraction.relations.enumerations import outermost
from kg.extraction.relations.facts import relation
from kg.extraction.relations.occasions import EARLY, Occasion, Scene, is_gathering
from kg.extraction.relations.words import relation_words
from kg.extraction.text.grammar import ADJUNCT_CLAUSES, DIRECT_OBJECTS, RELATIVE_CLAUSES, children
from kg.extraction.text.phrases import phrase_words
from kg.model.entities import EntityClass, EventType
from kg.model.relations import Predicate, Relation

PLACE, PROGRAMME = EntityClass.PLACE, EntityClass.PROGRAMME
ATTACHED, BESIDE, DATELINE = 0.88, 0.8, 0.75
NEAR = 60  # characters between an event and a place that only small words part
BACK = 80  # characters before the name of a place that tell whether something is there
OPENS = 30  # characters of a sentence before the place that it begins with
DATELINE_WITHIN = 400  # characters of a text's beginning in which its dateline stands
NAMED_AFTER = (EventType.CONFERENCE, EventType.MEETING, EventType.SESSION, EventType.WORKSHOP)
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
    if main is not None and main.id not in placed and _is_early(scene, main) and _is_where_written(scene, main):
        for row in dateline(scene):
            yield relation(scene.reading, main, Predicate.PLACE, row.member, (row.mention.begin, row.mention.end), "dateline", DATELINE)


def _is_where_written(scene: Scene, event: Member) -> bool:
    """Whether an event is one that people write of from where it is held: elections are told of everywhere."""
    told = event.event_type is not EventType.OTHER and any(mention.extractor == "event-verb" for mention in event.mentions)
    return told or is_gathering(event, scene.reading.sentence_at(event.mentions[0].begin).language)


def _is_early(scene: Scene, event: Member) -> bool:
    return any(scene.lines_before(mention.begin) <= EARLY for mention in event.mentions)


def _places_of(scene: Scene, occasion: Occasion) -> Iterator[tuple[Appearance, float]]:
    sentence = occasion.sentence
    reached = None
    for row in outermost(scene.cast, sentence.begin, sentence.end, {PLACE}):
        if _is_of_programme(scene, occasion, row):
            continue
        if reached is not None and row.mention.begin >= reached and _continues(scene, reached, row):
            confidence = BESIDE
        else:
            confidence = _placed(scene, occasion, row)
        if confidence:
            reached = row.mention.end
            yield row, confidence


def _placed(scene: Scene, occasion: Occasion, row: Appearance) -> float:
    """How surely a place is that of an event; 0 for not at all."""
    sentence = occasion.sentence
    tokens = sentence.part.tokens(row.mention.begin, row.mention.end)
    if tokens is None or _is_of_post(tokens.root, occasion.head):
        return 0.0
    words = relation_words(sentence.language)
    visit = occasion.event_type is EventType.VISIT
    if visit and _is_visited(occasion, tokens.root):
        return ATTACHED
    if not is_located(scene, row, words.destinations if visit else frozenset()):
        return ATTACHED if _is_named_after(scene, occasion, row) or _is_where(occasion, tokens) else 0.0
    if occasion.event_type is EventType.OTHER and occasion.begin <= row.mention.begin < occasion.end:
        return ATTACHED  # what happens by itself, such as an attack, is named after where it does
    participles = [child for child in children(occasion.head, ADJUNCT_CLAUSES) if not occasion.act]
    tops = [occasion.head, *participles, *([occasion.verb] if occasion.verb is not None else [])]
    if depends_on(tokens.root, *tops, through=words.areas) or _is_where(occasion, tokens):
        return ATTACHED
    if _is_local(scene, row) and len(scene.in_sentence(sentence)) == 1 and depends_on(tokens.root, *tops, through=None):
        return BESIDE
    return BESIDE if _follows(scene, occasion, row) or _opens(scene, occasion, row) else 0.0


def is_located(scene: Scene, row: Appearance, more: Collection[str] = ()) -> bool:
    """Whether a preposition of place stands before a name, with no more than "the northern city of" between."""
    sentence = scene.reading.sentence_at(row.mention.begin)
    words = relation_words(sentence.language)
    between = phrase_words(sentence.language).definite | words.areas | words.bearings
    text = scene.reading.text[max(sentence.begin, row.mention.begin - BACK) : row.mention.begin]
    text = re.sub(r"^A(?= )", "à", text).casefold() if row.mention.begin - sentence.begin <= BACK else text.casefold()
    owners = {"of", "de", "d'", "du", "des"} & set(words.owners)
    for word in reversed(re.findall(r"[^\W\d_][\w-]*'?|[^\w\s]|\d+", text)):
        if word in words.located or word in more:
            return True
        if word not in between and not word.isdigit() and word not in owners and word.rstrip("s") not in words.areas:
            return False
    return False


def _is_of_post(token: Token, head: Token) -> bool:
    """Whether a place is that of somebody's post: "the ambassador in Y"."""
    roles = relation_words(token.lang_).roles
    for above in token.ancestors:
        if above.i == head.i or above.pos_ in ("VERB", "AUX"):
            return False
        if above.lemma_.casefold() in roles and "Plur" not in above.morph.get("Number", []):
            return True  # several of them come together
    return False


def _is_visited(occasion: Occasion, token: Token) -> bool:
    """Whether a place is what the verb of a visit has for its object: "visited Dakar"."""
    return occasion.act and token.dep_ in DIRECT_OBJECTS and token.head.i == occasion.head.i


def _is_named_after(scene: Scene, occasion: Occasion, row: Appearance) -> bool:
    """Whether a town stands right behind the noun, as its complement: "the conference of Y"."""
    if occasion.act or occasion.event_type not in NAMED_AFTER:
        return False
    noun = occasion.sentence.part.offset + occasion.head.idx + len(occasion.head)
    gap = scene.reading.text[noun : row.mention.begin].casefold().split()
    return len(gap) == 1 and gap[0] in relation_words(occasion.sentence.language).owners and _is_town(scene, row)


def _is_town(scene: Scene, row: Appearance) -> bool:
    entry = gazetteer().get(scene.reading.text[row.mention.begin : row.mention.end])
    return entry is not None and entry.kind in (Kind.TOWN, Kind.CAPITAL)


def _is_local(scene: Scene, row: Appearance) -> bool:
    """Whether a place is small enough for what takes place there to be told by its name: a town, or one that is not well known."""
    entry = gazetteer().get(scene.reading.text[row.mention.begin : row.mention.end])
    return entry is None or entry.kind in (Kind.TOWN, Kind.CAPITAL)


def _is_where(occasion: Occasion, place: Tokens) -> bool:
    """ "X, where he opened the meeting": the relative clause of a place."""
    verb = occasion.verb
    where = relation_words(occasion.sentence.language).where
    return (
        verb is not None
        and verb.dep_ in RELATIVE_CLAUSES | ADJUNCT_CLAUSES
        and place.start <= verb.head.i < place.end
        and any(child.lower_ in where for child in verb.children)
    )


def _opens(scene: Scene, occasion: Occasion, row: Appearance) -> bool:
    """Whether a sentence that tells of one event alone, or of this one in its main clause, begins with a place."""
    sentence = occasion.sentence
    if row.mention.begin - sentence.begin > OPENS or scene.reading.text[row.mention.end : row.mention.end + 1] != ",":
        return False
    verb = occasion.verb
    return len(scene.in_sentence(sentence)) == 1 or (verb is not None and verb.i == sentence.tokens.root.i)


def _is_of_programme(scene: Scene, occasion: Occasion, row: Appearance) -> bool:
    """Whether a place inside the name of an event is where the programme runs: "the launch of project X in Y"."""
    inside = occasion.begin <= row.mention.begin and row.mention.end <= occasion.end
    return inside and bool(scene.cast.within(occasion.begin, row.mention.begin, {PROGRAMME}))


def _continues(scene: Scene, reached: int, row: Appearance) -> bool:
    """Whether a place tells where the one before it lies: "Y, in the west of Z"."""
    sentence = scene.reading.sentence_at(reached)
    words = relation_words(sentence.language)
    gap = scene.reading.text[reached : row.mention.begin].casefold()
    if "," not in gap and "(" not in gap and not is_located(scene, row):
        return False
    small = words.located | words.areas | words.bearings | set(words.owners) | phrase_words(sentence.language).definite
    rest = [word for word in re.findall(r"[\w-]+'?|[^\w\s,(]", gap) if word not in small]
    return not rest


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
        ending = _DATELINE_END.match(reading.text, end)
        label = ending is not None and ending.group().strip() == ":" and is_country(reading.text[row.mention.begin : row.mention.end])
        if ending is not None and not label:  # "Mali : …" tells which country a headline is about
            return [row, second] if joined and second is not None else [row]
    return []
