"""Who is at an event: those whom a clause names that tells of what they do there."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.cast import ACTORS, Appearance
from kg.extraction.events.words import event_words
from kg.extraction.names.gazetteer import is_country
from kg.extraction.relations.attachment import doers
from kg.extraction.relations.encounters import REACH, by_agents, company_at, met, outside, takers, with_company
from kg.extraction.relations.enumerations import named_until_verb, outermost, parties
from kg.extraction.relations.occasions import Occasion, Scene, is_gathering
from kg.extraction.relations.words import owner_words, phrases, relation_words
from kg.extraction.text.grammar import COORDINATIONS, DIRECT_OBJECTS, SUBJECTS, children, is_passive
from kg.extraction.text.reading import Sentence
from kg.model.entities import EntityClass, EventType

PERSON, PLACE = EntityClass.PERSON, EntityClass.PLACE
NEXT = 14  # characters between an event and who or what stands right beside it
TITLES = 4  # words of "of the President" between a speech and the name of the speaker
OPENING = 40  # characters of a sentence in which an adjunct opens it


def apposed(scene: Scene, occasion: Occasion) -> list[Appearance]:
    """ "X, on a visit to Y, said …": the person right before the phrase that leads to an event."""
    if occasion.act or not scene.goes_on(occasion):
        return []
    before = outermost(scene.cast, occasion.sentence.begin, occasion.begin, {PERSON})[-1:]
    gap = scene.reading.text[before[0].mention.end : occasion.begin] if before else ""
    leads = [phrases(occasion.sentence.language, field).match(gap.lstrip(", ")) for field in ("presence", "underway")]
    return before if any(leads) and gap.startswith(",") and len(gap) <= NEXT else []


def present(scene: Scene, occasion: Occasion) -> list[Appearance]:
    """ "During the meeting, X thanked Y": who does something while an event goes on, and whom they meet there."""
    if occasion.act or not is_gathering(occasion.event, occasion.sentence.language) or apposed(scene, occasion):
        return []
    during = scene.goes_on(occasion)
    if not during and not scene.happens(occasion, "aftermath"):
        return []
    verb = occasion.verb
    if verb is None or verb.pos_ != "VERB":
        return _named_next(scene, occasion)
    sentence = occasion.sentence
    rows = [row for row in takers(scene, sentence, verb) if row.member.cls is not PLACE or (during and _is_country(scene, row))]
    rows = rows or (by_agents(scene, sentence, verb) if during else [])  # "was read by X at the start of the session"
    rows = rows or _named_next(scene, occasion)
    meets = [v for v in (verb, *children(verb, ("conj",))) if v.lemma_ in relation_words(sentence.language).meet_verbs]
    for other in meets:
        found = [*met(scene, sentence, other), *with_company(scene, sentence, other)]
        rows += [row for row in found if during or row.member.cls is PERSON]  # "told the press after the meeting"
        if is_passive(other):
            rows += by_agents(scene, sentence, other)
    return outside(occasion, [*rows, *_received(scene, occasion, verb)])


def _received(scene: Scene, occasion: Occasion, verb: Token) -> list[Appearance]:
    """Whom the verb of an audience leaves for the end: "X a reçu en audience, lundi à Y, la ministre, Mme Z"."""
    sentence = occasion.sentence
    meets = event_words(sentence.language).verbs.get(str(EventType.MEETING), ())
    if occasion.event_type not in (EventType.SESSION, EventType.MEETING) or verb.lemma_ not in meets or is_passive(verb):
        return []
    if any(children(verb, DIRECT_OBJECTS)) or occasion.begin < sentence.part.offset + verb.idx:
        return []
    rows = named_until_verb(scene.reading, scene.cast, occasion.end, min(sentence.end, occasion.end + REACH), ACTORS)
    return [row for row in parties(scene.reading, rows) if row.member.cls is PERSON]


def _is_country(scene: Scene, row: Appearance) -> bool:
    """Whether a country itself, and nobody from it, is the subject of a clause."""
    tokens = scene.reading.sentence_at(row.mention.begin).part.tokens(row.mention.begin, row.mention.end)
    acts = tokens is not None and tokens.root.dep_ in SUBJECTS | COORDINATIONS
    return acts and is_country(scene.reading.text[row.mention.begin : row.mention.end])


def beside(scene: Scene, occasion: Occasion) -> list[Appearance]:
    """ "on a panel with X at the summit": who is named as company right before the phrase that leads to an event."""
    if occasion.act or not scene.happens(occasion, "presence"):
        return []
    sentence = occasion.sentence
    last = outermost(scene.cast, sentence.begin, occasion.begin, {PERSON})[-1:]
    gap = scene.reading.text[last[0].mention.end : occasion.begin] if last else ""
    lead = phrases(sentence.language, "presence").match(gap.lstrip())
    if lead is None or len(gap) > NEXT:
        return []
    company = list(phrases(sentence.language, "company").finditer(sentence.text, 0, last[0].mention.begin - sentence.begin))[-1:]
    rows = [row for match in company for row in company_at(scene, sentence, sentence.begin + match.end())]
    return rows[: rows.index(last[0]) + 1] if last[0] in rows else []


def there(scene: Scene, occasion: Occasion) -> list[Appearance]:
    """ "X, present at the ceremony", "X's speech at the summit": who is said to be there, or whose words or deeds there are told of."""
    sentence, words = occasion.sentence, relation_words(occasion.sentence.language)
    over = None if occasion.act else next((a for a in occasion.head.ancestors if a.pos_ in ("ADJ", "NOUN", "PROPN", "VERB", "AUX")), None)
    if over is None:
        return []
    if over.lower_ in words.there:
        return _called_present(scene, sentence, over)
    if over.pos_ != "NOUN" or over.lemma_.casefold() not in words.contributions or not scene.happens(occasion, "presence"):
        return []
    offset, noun = sentence.part.offset, sentence.part.offset + over.idx
    if any(child.dep_ == "poss" for child in over.children):
        return outermost(scene.cast, offset + over.left_edge.idx, noun, {PERSON})[-1:]
    rows = outermost(scene.cast, noun + len(over), occasion.begin, {PERSON})[:1]
    gaps = [scene.reading.text[noun + len(over) : row.mention.begin].casefold().replace("'", "' ").split() for row in rows]
    owners = owner_words(sentence.language)
    return [row for row, gap in zip(rows, gaps, strict=True) if gap and gap[0] in owners and len(gap) <= TITLES]


def _called_present(scene: Scene, sentence: Sentence, word: Token) -> list[Appearance]:
    """Who is "present": the subject of a "was", or the person named right before a comma and the word."""
    subject = next(children(word, SUBJECTS), None)
    if subject is not None and any(children(word, ("cop",))):
        return doers(scene.reading, scene.cast, sentence, subject, word, {PERSON})
    begin = sentence.part.offset + word.idx
    before = outermost(scene.cast, sentence.begin, begin, {PERSON})[-1:]
    return [row for row in before if scene.reading.text[row.mention.end : begin].strip() == ","]


def _named_next(scene: Scene, occasion: Occasion) -> list[Appearance]:
    """The person named right behind an adjunct that opens a sentence: "At the end of the meeting, Ms X"."""
    sentence = occasion.sentence
    comma = sentence.text.find(",", occasion.end - sentence.begin, occasion.end - sentence.begin + REACH)
    if comma < 0 or occasion.begin - sentence.begin > OPENING:
        return []
    rows = named_until_verb(scene.reading, scene.cast, sentence.begin + comma, sentence.end, {PERSON})
    return [row for row in rows[:1] if row.mention.begin - sentence.begin - comma <= REACH / 2]
