"""Dates that stand beside an event and are not its day: that of the page, the year of a law, a deadline, the day of what stands between."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice, takewhile

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extraction.events.words import event_words
from kg.extraction.relations.occasions import Occasion, Scene
from kg.extraction.relations.words import owner_words, phrases, relation_words
from kg.extraction.statements.cues import words_of
from kg.extraction.text.calendar import DatePhrase
from kg.extraction.text.date_grammar import calendar_words
from kg.extraction.text.grammar import ADJUNCT_CLAUSES, OPEN_CLAUSES, is_passive, is_past_participle
from kg.languages.patterns import any_of

PLACE_NAMES = 50  # characters of the place before the date of a dateline
SINCE = 9  # words of "since the beginning of the term of X in May"
FROM_TEXT = 5  # words between a text in which something is told and its date
BETWEEN = 12  # characters between an event and a date right behind it: "the conference in [Friday]"
TO_DAY = 40  # characters in which "the last day of" leads to an event

_ALONE = re.compile(r"[\W_]*")
_NUMBERS = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d\d-\d\d")
_DASH = re.compile(r"\s*\)?\s*(?:\([^()\n]{2,40}\)\s*)?\.?\s*[-–—]{1,2}\s*\S")
_SHORT = 3  # letters of words that may be small in the name of a place


def is_of_the_page(scene: Scene, phrase: DatePhrase) -> bool:
    """Whether a date is the one that the text itself bears: in a line of its own, or with a place and a dash before the first sentence."""
    start, span, text = phrase.start, scene.reading.original(phrase.begin, phrase.end), scene.reading.document.text
    if start is None or start.day is None or phrase.finish is not None:
        return False
    if start != scene.reading.issued and not _NUMBERS.fullmatch(text[span.begin : span.end]):
        return False
    line_end = text.find("\n", span.end)
    before = text[text.rfind("\n", 0, span.begin) + 1 : span.begin]
    after = text[span.end : line_end if line_end >= 0 else len(text)]
    if _ALONE.fullmatch(before):
        return _ALONE.fullmatch(after) is not None or _DASH.match(after) is not None
    return len(before) <= PLACE_NAMES and _DASH.match(after) is not None and _names_a_place(before)


def _names_a_place(before: str) -> bool:
    return all(word[0].isupper() or len(word) <= _SHORT for word in re.findall(r"[^\W\d_]+", before))


def is_of_another_noun(occasion: Occasion, date: Token, phrase: DatePhrase) -> bool:
    """Whether a year tells which law or the like is meant: "section 12 of the 1990 Constitution"."""
    noun = date.head
    if phrase.start is None or phrase.start.month is not None or noun.i <= date.i or noun.pos_ not in ("NOUN", "PROPN"):
        return False
    begin = occasion.sentence.part.offset + noun.idx
    return noun.i != occasion.head.i and not occasion.begin <= begin < occasion.end


def is_deadline(scene: Scene, occasion: Occasion, phrase: DatePhrase) -> bool:
    """Whether something is done at some time before a day: "a vote by 30 May", "avant le 30 mai"."""
    return phrase.begin >= occasion.end and _leads_to_day(scene, occasion, phrase, "deadlines")


def is_last_day(scene: Scene, occasion: Occasion, phrase: DatePhrase) -> bool:
    """Whether a date is that up to which something goes on: "until 5 May", "jusqu'au 5 mai"."""
    return phrase.finish is None and phrase.begin >= occasion.end and _leads_to_day(scene, occasion, phrase, "up_to")


def goes_on(occasion: Occasion, date: Token) -> bool:
    """Whether it is an event that goes on until a day, and not what is done to it: "adjourned until Monday"."""
    words = relation_words(occasion.sentence.language)
    verb = next((a for a in date.ancestors if a.pos_ in ("VERB", "AUX") or a.i == occasion.head.i), None)
    return verb is not None and (verb.i == occasion.head.i or verb.lemma_ in words.lasting_verbs)


def day_before(scene: Scene, occasion: Occasion, field: str) -> bool:
    """Whether an event is named for one of its days: "on the [last] day of the talks"; which one, a list tells."""
    before = scene.reading.text[max(occasion.sentence.begin, occasion.begin - TO_DAY) : occasion.begin]
    return _day_of(occasion.sentence.language, field).search(before) is not None


def is_of_event_before(scene: Scene, occasion: Occasion, phrase: DatePhrase) -> bool:
    """Whether the date is that of another event, which it stands right behind: "at a conference Monday, he blamed the clashes"."""
    if occasion.act or occasion.begin < phrase.end or phrase.start is None or phrase.start.month is None:
        return False
    rows = (row for row in scene.in_sentence(occasion.sentence) if row.event.id != occasion.event.id and not row.act)
    gaps = (scene.reading.text[row.end : phrase.begin] for row in rows if 0 <= phrase.begin - row.end <= BETWEEN)
    return any(re.search(r"[,.;:()\n]", gap) is None for gap in gaps)


def is_of_a_writing(occasion: Occasion, date: Tokens) -> bool:
    """Whether a date is that of a text in which an event is told of: "in a statement on Monday, he condemned the attack"."""
    words, cues = relation_words(occasion.sentence.language), words_of(occasion.sentence.language)
    leads = {*words.inside, *words.agents}
    for token in reversed(date.doc[max(date.sent.start, date.start - FROM_TEXT) : date.start]):
        if token.pos_ not in ("NOUN", "PROPN"):
            if token.pos_ in ("ADP", "DET", "ADV", "SPACE", "ADJ") or (token.pos_ == "VERB" and is_past_participle(token)):
                continue
            return False
        begin = occasion.sentence.part.offset + token.idx
        lead = {child.lower_ for child in token.children if child.dep_ == "case"} | ({token.head.lower_} if token.dep_ == "pobj" else set())
        own = token.i == occasion.head.i or occasion.begin <= begin < occasion.end
        return not own and token.lemma_.casefold() in cues.texts | cues.releases and not lead.isdisjoint(leads)
    return False


def is_since_another(occasion: Occasion, date: Tokens) -> bool:
    """Whether a date is that of an earlier event, from which on this one is the first or the greatest: "the worst attack since 2015"."""
    since = event_words(occasion.sentence.language).ongoing
    lead = takewhile(
        lambda t: not t.is_punct and t.pos_ not in ("VERB", "AUX"),
        reversed(date.doc[max(date.sent.start, occasion.head.i + 1) : date.start + 1]),
    )
    if not any(token.lower_ in since for token in islice(lead, SINCE)):
        return False
    sentence = occasion.sentence
    first = sentence.part.offset + occasion.head.left_edge.idx - sentence.begin
    before = sentence.text[max(0, first) : sentence.part.offset + date.start_char - sentence.begin]
    greatest = any("Sup" in token.morph.get("Degree", []) for token in occasion.head.subtree)
    return greatest or phrases(sentence.language, "records").search(before) is not None


def is_told_by_participle(scene: Scene, occasion: Occasion, date: Token) -> bool:
    """Whether a participle behind a comma dates the event before it: "a retreat for the chiefs of firms, held from 3 to 5 May"."""
    verb = next((a for a in date.ancestors if a.pos_ in ("VERB", "AUX")), None)
    if verb is None or occasion.act or verb.dep_ not in ADJUNCT_CLAUSES or verb.i <= occasion.head.i:
        return False
    first = verb.left_edge.i
    if verb.lemma_ not in relation_words(verb.lang_).happen_verbs or first == 0 or verb.doc[first - 1].text != ",":
        return False
    at = occasion.sentence.part.offset + verb.idx
    return not any(occasion.end <= row.begin < at for row in scene.in_sentence(occasion.sentence))


def with_open_clauses(tops: list[Token]) -> list[Token]:
    """Verbs, and those that are done or happen under them: "scheduled to [take] place", "doit être [lancé]"."""
    under = [child for top in tops for child in top.children if child.dep_ in OPEN_CLAUSES and child.pos_ == "VERB"]
    return [*tops, *(verb for verb in under if is_passive(verb) or _takes_time(verb))]


def _takes_time(verb: Token) -> bool:
    words = relation_words(verb.lang_)
    return verb.lemma_ in words.happen_verbs | words.lasting_verbs


def _leads_to_day(scene: Scene, occasion: Occasion, phrase: DatePhrase, field: str) -> bool:
    language = occasion.sentence.language
    before, behind = _bound(language, field)
    text = scene.reading.text
    return (
        before.search(text[occasion.sentence.begin : phrase.begin]) is not None or behind.match(text[phrase.begin : phrase.end]) is not None
    )


@cache
def _bound(language: str, field: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = any_of(getattr(calendar_words(language), field))
    return re.compile(rf"(?<!\w){words}(?:\s+\w{{1,3}})?\s*$", re.IGNORECASE), re.compile(rf"{words}(?![\w-])", re.IGNORECASE)


@cache
def _day_of(language: str, field: str) -> re.Pattern[str]:
    words = calendar_words(language)
    which, day, of = any_of(getattr(words, field)), any_of(words.day_units), any_of(owner_words(language))
    return re.compile(rf"\b{which}\s+{day}\s+{of}(?:\s*[\w-]+['’]?){{0,2}}\s*$", re.IGNORECASE)
