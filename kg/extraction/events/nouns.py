"""An event noun in its sentence, and what ties it to a time, a place or somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extraction.candidates import Candidate
from kg.extraction.events.modality import hypothetical, is_negated, wished_for
from kg.extraction.events.tenses import is_scheduled
from kg.extraction.events.words import EventWords, being_there, event_words, offices_in, time_before
from kg.extraction.names.gazetteer import Kind, gazetteer
from kg.extraction.text.calendar import length_in_days
from kg.extraction.text.grammar import DIRECT_OBJECTS, OPEN_CLAUSES, PASSIVE_SUBJECTS, RELATIVE_CLAUSES, SUBJECTS, children, is_passive
from kg.extraction.text.phrases import Determiner, Phrase
from kg.extraction.text.reading import Sentence
from kg.model.entities import EntityClass, Form

ELECTION = "election"
LINKS = frozenset({"subject", "object", "complement", "relative"})
ACRONYM = re.compile(r"\s?\([A-Z]{2,}\) [a-z]")
YEAR = re.compile(r"(?:19|20)\d\d")
BESIDE = 4  # words between an event and its time or place
_MODIFIERS = frozenset({"compound", "amod", "poss", "nmod:poss"})  # "the Malaysia vote" was not held there


@dataclass(frozen=True, slots=True)
class EventNoun:
    """An event noun in its sentence, with what stands around it. Offsets are those of the cleaned text."""

    sentence: Sentence
    phrase: Phrase
    noun: str  # folded
    kind: str
    times: tuple[tuple[int, int], ...]  # of the sentence
    names: tuple[Candidate, ...]  # of the sentence

    @property
    def words(self) -> EventWords:
        return event_words(self.sentence.language)

    @property
    def head(self) -> Token:
        """The word of the noun that the others hang on: "tour" in "second tour"."""
        return self.sentence.part.doc[self.phrase.head : self.phrase.head_end].root

    @property
    def begin(self) -> int:
        return self.sentence.part.offset + int(self.sentence.part.doc[self.phrase.first].idx)

    @property
    def end(self) -> int:
        return self._end_of(self.phrase.end - 1)

    @property
    def head_begin(self) -> int:
        return self.sentence.part.offset + int(self.sentence.part.doc[self.phrase.head].idx)

    @property
    def head_end(self) -> int:
        return self._end_of(self.phrase.head_end - 1)

    @property
    def complement(self) -> str:
        return str(self.sentence.part.doc[self.phrase.head_end : self.phrase.end].text)

    @property
    def before(self) -> str:
        """The sentence up to the phrase."""
        return self.sentence.text[: self.begin - self.sentence.begin]

    @property
    def is_faint(self) -> bool:
        return self.kind in self.words.faint

    @property
    def is_plural(self) -> bool:
        return "Plur" in self.head.morph.get("Number", []) and self.head.text[-1] in "sxz"

    @property
    def tells_what(self) -> bool:
        """Whether a noun in the phrase tells what the event is about or with whom it is."""
        doc, phrase = self.sentence.part.doc, self.phrase
        inside = [*range(phrase.first, phrase.head), *range(phrase.head_end, phrase.end)]
        return len(self.noun.split()) > 1 or any(doc[i].pos_ in ("NOUN", "PROPN") for i in inside)

    def _end_of(self, token: int) -> int:
        last = self.sentence.part.doc[token]
        return self.sentence.part.offset + int(last.idx) + len(last)


def anchored(noun: EventNoun) -> bool:
    """Whether a time, a place or somebody named stands in the sentence, or it is told that the event took place."""
    if fixed(noun) or takes_place(noun):
        return True
    return any(name.cls in (EntityClass.PERSON, EntityClass.ORGANISATION) and name.form is Form.NAME for name in noun.names)


def fixed(noun: EventNoun) -> bool:
    """Whether the sentence tells a time, a place or how long the event lasts."""
    return dated_or_placed(noun) or length_in_days(noun.sentence.text, noun.sentence.language) is not None


def dated_or_placed(noun: EventNoun) -> bool:
    return bool(noun.times) or any(name.cls is EntityClass.PLACE for name in noun.names)


def located(noun: EventNoun) -> bool:
    """Whether a time or a place is the event's own: in its name, right beside it, or hanging on it or on its verb."""
    return any(_is_own(noun, *stretch) for stretch in _times_and_places(noun)) or bears_a_year(noun)


def bears_a_year(noun: EventNoun) -> bool:
    """Whether a bare year stands beside the noun: "the forthcoming 2023 elections"."""
    doc, phrase = noun.sentence.part.doc, noun.phrase
    beside = (*doc[phrase.first : phrase.head], *doc[phrase.head_end : min(phrase.end, phrase.head_end + 1)])
    return any(YEAR.fullmatch(token.text) for token in beside)


def located_inside(noun: EventNoun) -> bool:
    """Whether a time or place stands in the name of the event."""
    return any(noun.begin <= begin and end <= noun.end for begin, end in _times_and_places(noun))


def pinned(noun: EventNoun) -> bool:
    """Whether a time, a town or, for an election, any place is the event's own: protests in a whole country are many."""
    return (
        dated(noun)
        or bears_a_year(noun)
        or any(_is_own(noun, begin, end) and (noun.kind == ELECTION or _is_town(noun, begin, end)) for begin, end in _places(noun))
    )


def tells_office(noun: EventNoun) -> bool:
    """Whether an election is told with an article and what people are elected to: "les élections européennes", "la présidentielle"."""
    if noun.kind != ELECTION or noun.phrase.determiner not in (Determiner.DEFINITE, Determiner.POSSESSIVE):
        return False
    return bool(offices_in(noun.sentence.text[noun.begin - noun.sentence.begin : noun.end - noun.sentence.begin], noun.sentence.language))


def sits_down(noun: EventNoun) -> bool:
    """Whether a noun for a body that is also one for its sitting tells of this: "à l'issue du Conseil des ministres"."""
    if noun.noun not in noun.words.sittings or (noun.head.dep_ in SUBJECTS and not has_begun(noun)):
        return False
    if ACRONYM.match(noun.sentence.text, noun.head_end - noun.sentence.begin):
        return False  # "after the National Executive Council (NEC) meeting"
    at_it = being_there(noun.sentence.language).search(noun.sentence.text[: noun.head_end - noun.sentence.begin]) is not None
    return takes_place(noun) or (at_it and bool(noun.times))


def is_agent(noun: EventNoun) -> bool:
    """Whether the noun is the subject of a verb that does something to something: "le Congrès a amendé la loi" tells of a body."""
    verb = noun.head.head
    if not noun.head.text[0].isupper():
        return False
    return noun.head.dep_ in SUBJECTS and next(children(verb, DIRECT_OBJECTS), None) is not None and not _is_one_of(verb, noun.words.occur)


def dated(noun: EventNoun) -> bool:
    """Whether a time is the event's own."""
    return any(_is_own(noun, *time) for time in noun.times)


def takes_place(noun: EventNoun) -> bool:
    """Whether the words around the noun say that the event takes place: "broke out", "attended", "lors de"."""
    if unreal(noun):
        return False
    if time_before(noun.sentence.language).search(noun.before):
        return True
    return any(_tells_so(verb, link, noun) for verb, link in _verbs_beside(noun.head))


def unreal(noun: EventNoun) -> bool:
    """Whether the event is only wished for, proposed or denied; what stands behind "during" has begun, whatever the verb says."""
    if wished_for(noun.head, noun.words):
        return True
    over = noun.head.head
    if noun.times and set_down(noun.head) is not None:
        return False
    if has_begun(noun) and over.lemma_ not in noun.words.modal_verbs:
        return False
    definite = noun.phrase.determiner in (Determiner.DEFINITE, Determiner.POSSESSIVE)
    if definite and dated(noun):
        return False
    if definite and noun.head.dep_ in SUBJECTS and not _is_one_of(over, noun.words.occur):
        return False  # "the visit should calm them": there is one
    return hypothetical(noun.head, noun.words)


def did_not_happen(noun: EventNoun) -> bool:
    """Whether a verb tells that an event was called off or did not take place: "her trip, which was cancelled"."""
    beside = list(_verbs_beside(noun.head))
    clauses = (child for token in noun.sentence.part.doc[noun.phrase.head : noun.phrase.end] for child in token.children)
    verbs = [verb for verb, link in beside if link in ("subject", "object")]
    if any(_is_one_of(verb, noun.words.called_off) for verb in (*verbs, *(c for c in clauses if c.dep_ in RELATIVE_CLAUSES))):
        return True
    return any(link == "subject" and _is_one_of(verb, noun.words.occur) and is_negated(verb, noun.words) for verb, link in beside)


def has_begun(noun: EventNoun) -> bool:
    """Whether words such as "during" stand before the event."""
    return time_before(noun.sentence.language, begun=True).search(noun.before) is not None


def _times_and_places(noun: EventNoun) -> Iterator[tuple[int, int]]:
    yield from noun.times
    yield from _places(noun)


def _places(noun: EventNoun) -> Iterator[tuple[int, int]]:
    return ((name.begin, name.end) for name in noun.names if name.cls is EntityClass.PLACE)


def _is_town(noun: EventNoun, begin: int, end: int) -> bool:
    entry = gazetteer().get(noun.sentence.text[begin - noun.sentence.begin : end - noun.sentence.begin])
    return entry is None or entry.kind in (Kind.TOWN, Kind.CAPITAL)


def _is_own(noun: EventNoun, begin: int, end: int) -> bool:
    tokens = noun.sentence.part.tokens(begin, end)
    if tokens is None or tokens.root.dep_ in _MODIFIERS - {"compound"}:
        return False
    is_time = (begin, end) in noun.times
    if is_time and tokens.start > 0 and tokens.doc[tokens.start - 1].lower_ in noun.words.ongoing:
        return False
    if noun.begin <= begin and end <= noun.end:
        return is_time or tokens.root.dep_ != "compound" or noun.head.text[0].isupper()
    gap = noun.sentence.text[noun.end - noun.sentence.begin : begin - noun.sentence.begin]
    if is_time and re.fullmatch(r",\W*\w*\W*", gap):  # ", le mardi"
        return True
    if begin >= noun.end and len(gap.split()) <= BESIDE and not re.search(r"[,.;:()\"«»“”]", gap.replace(", in", "").replace(", à", "")):
        return True
    return _hangs_on(tokens.root, noun.head)


def _hangs_on(token: Token, head: Token) -> bool:
    """Whether a token depends on a noun, or on the verb that the noun is the subject or complement of, with no other noun between."""
    verb = next((verb for verb, link in _verbs_beside(head) if link in LINKS - {"relative"}), None)
    top = token
    for _ in range(BESIDE):
        if top.i == head.i or (verb is not None and top.i == verb.i):
            return True
        if top.i != token.i and top.pos_ in ("NOUN", "PROPN", "VERB", "AUX") and top.i != verb:
            return False
        if top.head.i == top.i:
            return False
        top = top.head
    return False


def _verbs_beside(head: Token) -> Iterator[tuple[Token, str]]:
    """The verb that a noun is the subject, object or complement of, or the word between; and those of its own clauses."""
    over = head.head
    if (held := set_down(head)) is not None:
        yield held, "subject"
    elif over.pos_ in ("VERB", "AUX") and over.i != head.i:
        yield over, _link(head)
    elif over.pos_ == "ADP" and over.head.pos_ in ("VERB", "AUX"):
        yield over.head, "complement"
    elif over.pos_ == "NOUN" and over.head.pos_ == "VERB" and head.i > over.i:
        yield over.head, over.lower_  # "prendre part au dialogue"
    elif any(child.pos_ == "AUX" for child in over.children):  # a participle that the parser took for a noun: "sont morts"
        yield over, "complement"
    for child in head.children:
        if child.dep_ in ("acl", "relcl", "acl:relcl") and child.pos_ in ("VERB", "AUX"):
            yield child, "relative"


def set_down(head: Token) -> Token | None:
    """The verb that tells that an event takes place, under one that sets it down for a day: "une réunion doit [se tenir] lundi"."""
    words = event_words(head.lang_)
    if head.dep_ not in SUBJECTS | PASSIVE_SUBJECTS or head.head.lemma_ not in words.scheduling:
        return None
    below = (verb for verb in children(head.head, OPEN_CLAUSES) if is_scheduled(verb, words))
    return next((verb for verb in below if _is_one_of(verb, words.hold if is_passive(verb) else words.occur)), None)


def _link(head: Token) -> str:
    if head.dep_ in SUBJECTS | PASSIVE_SUBJECTS:
        return "subject"
    return "object" if head.dep_ in DIRECT_OBJECTS else "complement"


def _tells_so(verb: Token, link: str, noun: EventNoun) -> bool:
    words = noun.words
    if link not in LINKS:
        return f"{verb.lemma_} {link}" in words.attend
    if link == "relative":
        return any(_is_one_of(verb, lemmas) for lemmas in (words.occur, words.hold))
    if link == "subject":
        return _is_one_of(verb, words.occur) or (noun.head.dep_ in PASSIVE_SUBJECTS and _is_one_of(verb, words.hold))
    return _is_one_of(verb, words.hold) if link == "object" else _is_one_of(verb, words.attend)


def _is_one_of(verb: Token, lemmas: frozenset[str]) -> bool:
    """Whether a verb is in a list, alone or with a word of its own: "take place"."""
    return verb.lemma_ in lemmas or any(f"{verb.lemma_} {child.lower_}" in lemmas for child in verb.children if child.i > verb.i)
