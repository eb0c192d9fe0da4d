"""How the name of a place hangs in its sentence: what leads to it, and what it belongs to."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise, takewhile

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extraction.cast import Appearance
from kg.extraction.events.words import event_words
from kg.extraction.names.gazetteer import Kind, gazetteer
from kg.extraction.relations.enumerations import outermost
from kg.extraction.relations.occasions import Occasion, Scene
from kg.extraction.relations.words import RelationWords, apart_words, owner_words, relation_words
from kg.extraction.text.grammar import PASSIVE_SUBJECTS, SUBJECTS, is_finite_verb
from kg.extraction.text.phrases import is_finite, phrase_words
from kg.model.entities import EntityClass

PLACE = EntityClass.PLACE
OPENING = 3  # words that may stand between the first of a sentence and a place, or make the name of a building
CLOCK = 30  # characters of a bracket with an hour before the place whose time it is
BACK = 80  # characters before the name of a place that tell whether something is there
VENUE = 9  # words of a venue: "at the … hall"
_HOUR = re.compile(r"\(\s*\d{1,2}(?:[.:h]\d\d|\d\d)?\s*(?:h|a\.?m|p\.?m|gmt|heures?|hours?)?\b[^()\d]*$", re.IGNORECASE)


def is_located(scene: Scene, row: Appearance, more: Collection[str] = ()) -> bool:
    """Whether a preposition of place stands before a name, with no more than "the northern city of" between."""
    sentence = scene.reading.sentence_at(row.mention.begin)
    words = relation_words(sentence.language)
    between = phrase_words(sentence.language).definite | words.bearings | owner_words(sentence.language)
    text = scene.reading.text[max(sentence.begin, row.mention.begin - BACK) : row.mention.begin]
    gap = re.findall(r"[^\W\d_][\w-]*'?|[^\w\s]|\d+", text)
    if len(text) < BACK and gap and gap[0].casefold() in words.located_first and len(gap) <= OPENING:
        return True
    named = 0  # words of the name of a building
    areas = False
    for word in reversed(gap):
        small = word.casefold()
        if small in words.located or small in more or (areas and small in words.located_on):
            return True
        areas = areas or is_area(small, words)
        if small in between or small.isdigit() or is_area(small, words):
            continue
        named += 1
        if not word[0].isupper() or named > OPENING or not any(is_area(w.casefold(), words) for w in gap):
            return False
    return False


def venue_before(scene: Scene, row: Appearance) -> Token | None:
    """What says where, before the town behind the comma in "at the hotel Z, [Y]": the preposition, or the noun after it."""
    sentence = scene.reading.sentence_at(row.mention.begin)
    lead = sentence.part.tokens(sentence.begin, row.mention.begin) if row.mention.begin > sentence.begin else None
    if lead is None or lead[-1].text != ",":
        return None
    words = relation_words(sentence.language)
    for token in reversed(lead[-VENUE - 2 : -1]):
        if token.is_punct or is_finite(token):
            return None
        if token.lower_ in words.located:
            begin = sentence.part.offset + token.idx
            other = outermost(scene.cast, begin, row.mention.begin, {PLACE, EntityClass.PERSON})
            return None if other else token.head if token.dep_ == "case" else token
    return None


def is_area(word: str, words: RelationWords) -> bool:
    return word in words.areas or word.rstrip("s") in words.areas


def is_of_post(scene: Scene, occasion: Occasion, token: Token) -> bool:
    """Whether a place is that of somebody's post: "the ambassador in Y", and not "Ambassador X in Y"."""
    roles, offset = relation_words(token.lang_).roles, occasion.sentence.part.offset
    for above in token.ancestors:
        if above.i == occasion.head.i or above.pos_ in ("VERB", "AUX"):
            return False
        if above.lemma_.casefold() in roles and "Plur" not in above.morph.get("Number", []):  # several of them come together
            return not scene.cast.within(offset + above.idx, offset + token.idx, {EntityClass.PERSON})
    return False


def is_of_subject(occasion: Occasion, token: Token) -> bool:
    """Whether a place stands in the subject of a clause that tells of an event by another word: "the office of X in Y held a workshop"."""
    path = [token, *token.ancestors]
    for below, above in pairwise(path):
        if above.pos_ in ("VERB", "AUX"):
            inside = any(node.i == occasion.head.i for node in path[: path.index(above)])
            return below.dep_ in SUBJECTS | PASSIVE_SUBJECTS and below.pos_ in ("NOUN", "PROPN") and not inside and below.i != token.i
    return False


def acts(place: Tokens) -> bool:
    """Whether a place, or the list that begins with it, is a subject: "in the town, Paris and Rome warned"."""
    listed = False
    for token in place.doc[place.end : place.sent.end]:
        if token.pos_ != "PROPN" and token.text != "," and token.dep_ != "cc":
            return listed and is_finite_verb(token)
        listed = listed or token.dep_ == "cc"
    return False


def is_of_clock(scene: Scene, row: Appearance) -> bool:
    """Whether a place only tells whose time it is: "at 7 a.m. (1 a.m. in Y)"."""
    before = scene.reading.text[max(0, row.mention.begin - CLOCK) : row.mention.begin]
    return _HOUR.search(before) is not None


def is_of_what_is_apart(place: Token, tops: Collection[Token]) -> bool:
    """Whether a place is that of something that lies before or after the event: "a week after his arrest in Y"."""
    apart, phases, wanted = apart_words(place.lang_), event_words(place.lang_).phases, {top.i for top in tops}
    for above in takewhile(lambda a: a.i not in wanted, place.ancestors):
        lead = [child.lower_ for child in above.children if child.i < above.i and child.dep_ in ("case", "mark")]
        lead += [above.head.lower_] if above.dep_ == "pobj" else []
        if above.pos_ in ("NOUN", "PROPN") and above.lemma_.casefold() not in phases and not apart.isdisjoint(lead):
            return True
    return False


def is_town(scene: Scene, row: Appearance) -> bool:
    entry = gazetteer().get(scene.reading.text[row.mention.begin : row.mention.end])
    return entry is not None and entry.kind in (Kind.TOWN, Kind.CAPITAL)


def is_local(scene: Scene, row: Appearance) -> bool:
    """Whether a place is small enough for what takes place there to be told by its name: a town, or one that is not well known."""
    entry = gazetteer().get(scene.reading.text[row.mention.begin : row.mention.end])
    return entry is None or entry.kind in (Kind.TOWN, Kind.CAPITAL)
