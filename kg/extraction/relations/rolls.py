"""Who is at an event as a list of those present tells: "others at the event were X, Y and Z", "with X and Y in attendance"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from spacy.tokens import Token

from kg.extraction.cast import ACTORS, Appearance, Member
from kg.extraction.relations.enumerations import named_until_verb, outermost, parties
from kg.extraction.relations.occasions import Occasion, Scene, is_gathering
from kg.extraction.relations.participants import CUED, fact
from kg.extraction.relations.words import phrases, relation_words
from kg.extraction.text.grammar import SUBJECTS, children
from kg.extraction.text.phrases import is_finite
from kg.extraction.text.reading import Sentence
from kg.model.entities import EntityClass
from kg.model.relations import Relation

PERSON = EntityClass.PERSON
LEAD = 14  # words before the verb of a list
OPENS = 2  # words of a sentence in which such people are told of: "the others"
BACK = 2  # sentences from such a list to the event that it is of


def find_listed(scene: Scene) -> Iterator[Relation]:
    """Those whom a document lists as present at its events."""
    for sentence in scene.reading.sentences:
        rolls = [_rolled(scene, sentence), _at_hand(scene, sentence)]
        for event, rows in (roll for roll in rolls if roll is not None):
            for row in parties(scene.reading, rows):
                yield fact(scene, event, row, (sentence.begin, sentence.end), "listed-at", CUED)


def _rolled(scene: Scene, sentence: Sentence) -> tuple[Member, list[Appearance]] | None:
    """ "Others at the event included X and Y", "those expected are X and Y": the names behind the verb of a list."""
    verb = _listing(sentence)
    if verb is None:
        return None
    begin = sentence.part.offset + verb.idx + len(verb)
    if scene.cast.within(sentence.begin, begin, {PERSON}):
        return None
    told = [child for token in sentence.tokens if token.i > verb.i and is_finite(token) for child in children(token, SUBJECTS)]
    ends = [sentence.part.offset + child.idx for child in told if child.i > verb.i]  # "those present were angry, Mr X said"
    rows = named_until_verb(scene.reading, scene.cast, begin, sentence.end, ACTORS)
    rows = list(takewhile(lambda row: not any(row.mention.begin <= end < row.mention.end for end in ends), rows))
    event = _rolled_at(scene, sentence, rows[0].mention.begin) if rows else None
    return None if event is None else (event, rows)


def _listing(sentence: Sentence) -> Token | None:
    """The verb between some people, who are told of by what they do at an event, and their names."""
    words = relation_words(sentence.language)
    tokens = [token for token in sentence.tokens[: LEAD + 1] if not token.is_space]
    if not any(token.lower_ in words.unnamed | words.attending for token in tokens[:OPENS]):
        return None
    for token in tokens:
        if token.pos_ not in ("VERB", "AUX") or token.lower_ in words.attending or _supports(token, words.attending):
            continue
        supports = token.dep_.startswith("aux") and token.head.i > token.i and token.head.pos_ == "VERB"
        return token if token.lemma_ in words.listing_verbs and is_finite(token) and not supports else None
    return None


def _supports(token: Token, attending: frozenset[str]) -> bool:
    """Whether a verb belongs to the word behind it that tells of people at an event: "those who [were] present", "who [have] come"."""
    below = (token.head, *token.children) if token.i + 1 < len(token.doc) else ()
    return any(token.i < other.i and other.lower_ in attending and other.i - token.i <= OPENS for other in below)


def _rolled_at(scene: Scene, sentence: Sentence, end: int) -> Member | None:
    """The event that a list is of: the one told before its names, or, where the words say that people came, the last one told."""
    here = [occasion for occasion in scene.in_sentence(sentence) if occasion.end <= end]
    if here:
        return next((o.event for o in here if _is_held(o) and not scene.is_apart(o)), None)
    attending = relation_words(sentence.language).attending
    came = any(token.lower_ in attending for token in sentence.part.tokens(sentence.begin, end) or ())
    return _last_told(scene, sentence) if came else None


def _last_told(scene: Scene, sentence: Sentence) -> Member | None:
    first = scene.reading.sentence_index(sentence.begin)
    for before in reversed(scene.reading.sentences[max(0, first - BACK) : first]):
        here = [occasion for occasion in scene.in_sentence(before) if _is_held(occasion)]
        if here:
            return here[0].event if len({occasion.event.id for occasion in here}) == 1 else None
    return None


def _is_held(occasion: Occasion) -> bool:
    return is_gathering(occasion.event, occasion.sentence.language)


def _at_hand(scene: Scene, sentence: Sentence) -> tuple[Member, list[Appearance]] | None:
    """ "with X and Y in attendance", "the meeting had X and Y present": names between a word for having and one for being there."""
    match = phrases(sentence.language, "at_hand").search(sentence.text)
    here = [occasion for occasion in scene.in_sentence(sentence) if _is_held(occasion)] if match is not None else []
    if match is None or not here:
        return None
    end = sentence.begin + match.start()
    lead = sentence.part.tokens(sentence.begin, end) or ()
    opener = next((t for t in reversed(list(lead)) if is_finite(t) or t.lower_ in relation_words(sentence.language).having), None)
    if opener is None or opener.lower_ not in relation_words(sentence.language).having:
        return None
    begin = sentence.part.offset + opener.idx + len(opener)
    called = [occasion.span for occasion in here]
    rows = [row for row in outermost(scene.cast, begin, end, ACTORS) if not any(b <= row.mention.begin < e for b, e in called)]
    return (here[0].event, rows) if rows else None
