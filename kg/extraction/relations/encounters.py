"""Who does what a verb tells and to whom: its subject, objects and agents, and those "with" whom something is done."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from spacy.tokens import Token

from kg.extraction.cast import ACTORS, Appearance
from kg.extraction.relations.attachment import doers, purpose_after, subject_of
from kg.extraction.relations.enumerations import listed_after, named_until_verb, outermost, parties
from kg.extraction.relations.locations import is_located
from kg.extraction.relations.occasions import Occasion, Scene
from kg.extraction.relations.words import phrases, relation_words
from kg.extraction.roles.words import is_post, role_words
from kg.extraction.text.grammar import (
    ADJUNCT_CLAUSES,
    AGENTS,
    CLAUSES,
    DIRECT_OBJECTS,
    OPEN_CLAUSES,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    children,
    is_passive,
)
from kg.extraction.text.phrases import is_finite
from kg.extraction.text.reading import Sentence
from kg.model.entities import EntityClass

PERSON, PLACE = EntityClass.PERSON, EntityClass.PLACE
TAKE_PART = ACTORS | {PLACE}
REACH = 120  # characters from an act to those who do it
_BEHIND_NAME = re.compile(r",(?:\s+[\w.]+)?\s+")  # between a body and the person who acts for it: ", Ms "
_BEHIND_DATELINE = re.compile(r"\.?(?:,|\s*[–—-]\s|\s*:\s)")  # between the place at the beginning of a text or headline and what is told
_BEHIND_POST = re.compile(r"[^,.;:()]*,(?:\s+[\w.]+)?\s+")  # between the noun of a post and its holder: " of the group, Mr "


def met(scene: Scene, sentence: Sentence, verb: Token) -> list[Appearance]:
    """The persons and bodies that are the object of a verb, or the subject of its passive."""
    labels = PASSIVE_SUBJECTS | {"dative"} if is_passive(verb) else DIRECT_OBJECTS | {"dative"}
    return [row for child in children(verb, labels) for row in named_by(scene, sentence, child)]


def named_by(scene: Scene, sentence: Sentence, token: Token) -> list[Appearance]:
    """The persons and bodies of a noun phrase, and the person whose posts it tells: "the head of X, Ms Y"."""
    limit = sentence.part.offset + token.idx + REACH
    rows = [row for row in in_phrase(scene, sentence, token, ACTORS) if row.mention.begin <= limit]
    if not any(row.member.cls is PERSON for row in rows):
        rows += _introduced(scene, sentence, token, rows)
    return parties(scene.reading, rows)


def _introduced(scene: Scene, sentence: Sentence, token: Token, rows: list[Appearance]) -> list[Appearance]:
    """The person named behind a comma after a noun phrase that tells of a body, or by a post: "his counterpart from X, Mr Y"."""
    begin = rows[-1].mention.end if rows else sentence.part.offset + token.idx + len(token)
    if not rows and not is_human(token):
        return []
    after = outermost(scene.cast, begin, sentence.end, {PERSON})[:1]
    between = _BEHIND_NAME if rows else _BEHIND_POST
    return [row for row in after if between.fullmatch(scene.reading.text, begin, row.mention.begin) and not _verbs(sentence, begin, row)]


def _verbs(sentence: Sentence, begin: int, row: Appearance) -> bool:
    return any(is_finite(token) for token in sentence.part.tokens(begin, row.mention.begin) or ())


def is_human(token: Token) -> bool:
    """Whether a noun names a post, or somebody who stands for a body or country."""
    words = relation_words(token.lang_)
    return token.pos_ in ("NOUN", "PROPN") and (is_post(token, role_words(token.lang_)) or token.lemma_.casefold() in words.delegates)


def in_phrase(scene: Scene, sentence: Sentence, token: Token, classes: Collection[EntityClass]) -> list[Appearance]:
    """What a noun phrase names, as far as its first verb."""
    offset = sentence.part.offset
    begin, end = offset + token.left_edge.idx, offset + token.right_edge.idx + len(token.right_edge)
    return named_until_verb(scene.reading, scene.cast, begin, end, classes)


def with_company(scene: Scene, sentence: Sentence, verb: Token) -> list[Appearance]:
    """ "held talks with X"."""
    begin = sentence.part.offset + verb.idx - sentence.begin
    match = phrases(sentence.language, "company").search(sentence.text, begin, begin + REACH)
    return company_at(scene, sentence, sentence.begin + match.end()) if match is not None else []


def by_agents(scene: Scene, sentence: Sentence, verb: Token) -> list[Appearance]:
    """ "was received by X"."""
    agents = [a for child in children(verb, AGENTS) for a in ([child] if child.pos_ in ("NOUN", "PROPN") else list(child.children))]
    return [row for agent in agents for row in named_by(scene, sentence, agent)]


def company_at(scene: Scene, sentence: Sentence, begin: int) -> list[Appearance]:
    """The persons and bodies named soon after an offset, and before what they meet for; countries only right behind it."""
    end = purpose_after(sentence, begin)
    rows = named_until_verb(scene.reading, scene.cast, begin, end, ACTORS)
    if rows and rows[0].mention.begin - begin <= REACH / 2:
        listed = listed_after(scene.reading, scene.cast, begin, end, TAKE_PART)
        return listed if listed and listed[0].mention.begin < rows[0].mention.begin else parties(scene.reading, rows)
    return listed_after(scene.reading, scene.cast, begin, end, {PLACE})


def accompanying(scene: Scene, sentence: Sentence, verb: Token) -> list[Appearance]:
    """Those "with" whom a verb tells that something was done, wherever in its clause that stands."""
    for child in verb.children:
        lead = child if child.pos_ == "ADP" else next((c for c in child.children if c.pos_ == "ADP" and c.dep_ == "case"), None)
        if lead is not None and child.i > verb.i and lead.lower_ in relation_words(sentence.language).company:
            end = sentence.part.offset + lead.idx + len(lead)
            if phrases(sentence.language, "support").match(sentence.text, end - sentence.begin + 1) is None:
                return company_at(scene, sentence, end)
    return []


def takers(scene: Scene, sentence: Sentence, verb: Token) -> list[Appearance]:
    """Whom the subject of a verb names: persons, bodies and countries, or those whose delegates it is."""
    words = relation_words(sentence.language)
    moves = verb.lemma_ in words.motion_verbs  # French puts them in the perfect with "être", as it does a passive
    token = subject_of(verb) if moves or not is_passive(verb) else None
    if token is None:
        return []
    if token.lower_ in words.first_person:
        return _speaking(scene, sentence, token)
    rows = doers(scene.reading, scene.cast, sentence, token, verb, TAKE_PART)
    if _is_dateline(scene, sentence, rows):
        others = [child for child in children(verb, SUBJECTS) if child.i > token.i]  # "SUVA, 3 May – The board met"
        rows = doers(scene.reading, scene.cast, sentence, others[0], verb, TAKE_PART) if others else []
    if not rows and {token.lemma_.casefold(), token.lower_} & (words.delegates | words.offices | words.fighters):
        rows = _named_by_post(scene, sentence, token)
        rows = rows or [row for row in in_phrase(scene, sentence, token, TAKE_PART) if not is_located(scene, row)]
    return parties(scene.reading, rows)


def _is_dateline(scene: Scene, sentence: Sentence, rows: list[Appearance]) -> bool:
    """Whether the one place that a parser took for a subject only tells where a text was written."""
    opens = len(rows) == 1 and rows[0].member.cls is PLACE and rows[0].mention.begin == sentence.begin
    return opens and _BEHIND_DATELINE.match(scene.reading.text, rows[0].mention.end) is not None


def sent(scene: Scene, sentence: Sentence, verb: Token) -> list[Appearance]:
    """Whom a verb of sending tells that somebody sent to do what the verb under it tells: "sent [X] to attend the talks"."""
    above = verb.head if verb.head.pos_ == "VERB" else verb.head.head
    if above.lemma_ not in relation_words(sentence.language).sending_verbs or verb.dep_ not in OPEN_CLAUSES | ADJUNCT_CLAUSES | CLAUSES:
        return []
    return [row for row in met(scene, sentence, above) if row.mention.end <= sentence.part.offset + verb.idx]


def _speaking(scene: Scene, sentence: Sentence, token: Token) -> list[Appearance]:
    """Who says "I": the speaker, or the one in whose name a text is written."""
    begin = sentence.part.offset + token.idx
    speaker = scene.speaker_at(begin, begin + len(token)) or scene.author
    return [Appearance(speaker.mentions[0], speaker)] if speaker is not None else []


def _named_by_post(scene: Scene, sentence: Sentence, token: Token) -> list[Appearance]:
    """The person in front of a post that the parser took for the subject: "Mr X, [representative] of Y, said"."""
    begin = sentence.part.offset + token.left_edge.idx
    before = outermost(scene.cast, sentence.begin, begin, {PERSON})[-1:]
    reached = sentence.part.offset + token.head.idx if token.head.i > token.i else sentence.end
    behind = scene.reading.text[sentence.part.offset + token.idx + len(token) : reached]
    closed = "," in behind  # and not "… X, the president said"
    return [row for row in before if closed and re.fullmatch(r"\s*,\s*", scene.reading.text[row.mention.end : begin])]


def outside(occasion: Occasion, rows: Iterable[Appearance]) -> list[Appearance]:
    """Rows without those that are named in the name of the event."""
    return [row for row in rows if not (row.mention.begin >= occasion.begin and row.mention.end <= occasion.end)]
