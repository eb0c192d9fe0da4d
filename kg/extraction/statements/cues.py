"""Verbs by which something is said, in a tense in which it has been said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from spacy.tokens import Token

from kg.extraction.text import grammar
from kg.languages.sections import section

ASIDE = 10  # tokens back to an auxiliary that an aside parts from its participle
_BETWEEN = frozenset({"ADP", "ADV", "DET", "NOUN", "PRON"})  # "de son côté", "quant à lui"
_TIMES = frozenset({"npadvmod", "obl:mod"})
WINDOW = 4  # tokens between the two words of a cue, or between an auxiliary and its participle


@dataclass(frozen=True, slots=True)
class StatementWords:
    """What the extraction of statements needs to know of a language."""

    clauses: frozenset[str]
    quoting: frozenset[str]
    infinitives: frozenset[str]
    objects: frozenset[str]
    naming: frozenset[str]
    requests: frozenset[str]
    addressing: frozenset[str]
    raising: frozenset[str]
    unreal: frozenset[str]
    auxiliaries: frozenset[str]
    negations: frozenset[str]
    conjunctions: frozenset[str]
    compounds: frozenset[str]
    conditions: frozenset[str]
    according: frozenset[str]
    viewpoints: frozenset[str]
    views: frozenset[str]
    texts: frozenset[str]
    releases: frozenset[str]
    any_text: frozenset[str]
    portions: frozenset[str]
    voices: frozenset[str]
    people: frozenset[str]
    labels: frozenset[str]
    behalf: frozenset[str]
    occasions: frozenset[str]
    singular_pronouns: frozenset[str]
    neuter_pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    impersonal_pronouns: frozenset[str]
    same_sources: frozenset[str]
    hearing: frozenset[str]
    first_person: frozenset[str]
    first_persons: frozenset[str]
    declarations: frozenset[str]
    courteous: frozenset[str]
    narrating: frozenset[str]
    afterwards: frozenset[str]
    meanwhile: frozenset[str]
    deeds: frozenset[str]
    relatives: frozenset[str]
    comparisons: frozenset[str]
    as_words: frozenset[str]
    circumstances: frozenset[str]
    comments: frozenset[str]
    contrasts: frozenset[str]
    citing: frozenset[str]
    purposes: frozenset[str]
    standards: frozenset[str]
    readers: frozenset[str]
    asking: frozenset[str]
    answering: frozenset[str]
    channels: frozenset[str]
    tellers: frozenset[str]
    superiors: frozenset[str]
    customers: frozenset[str]
    topics: frozenset[str]
    times: frozenset[str]
    wares: frozenset[str]
    charges: frozenset[str]
    grounds: frozenset[str]
    origins: frozenset[str]
    outlets: frozenset[str]
    endings: Mapping[str, str]
    finite_endings: Mapping[str, str]
    prepositions: Mapping[str, frozenset[str]]


class Frame(StrEnum):
    """What a verb takes as the content of a statement."""

    CLAUSE = "clauses"
    QUOTATION = "quoting"
    INFINITIVE = "infinitives"
    OBJECT = "objects"
    NAMING = "naming"
    REQUEST = "requests"
    PREPOSITION = "prepositions"


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of communication: its words in order, the verb that carries tense and subject first or last among them."""

    tokens: tuple[Token, ...]
    lemma: str
    frames: frozenset[Frame]

    @property
    def first(self) -> Token:
        return self.tokens[0]

    @property
    def last(self) -> Token:
        return self.tokens[-1]


@cache
def words_of(language: str) -> StatementWords:
    """The lexicon of a language.

    Raises:
        LexiconError: there is none, or it is not well formed.
    """
    return section(language, "statements", StatementWords)


@cache
def frames_of(language: str) -> dict[str, frozenset[Frame]]:
    """Frames by lemma; the key of a cue of two words has both."""
    words = words_of(language)
    verbs = {verb for frame in Frame for verb in getattr(words, frame.value)}
    return {verb: frozenset(frame for frame in Frame if verb in getattr(words, frame.value)) for verb in verbs}


def is_said(cue: Cue, words: StatementWords, outside: frozenset[int]) -> bool:
    """Whether the verb tells that something was or is said: not denied, nor to come, nor supposed.

    Only words of the reporter (`outside`) deny: a parser may hang what is quoted, "I will not", on the verb that quotes it.
    """
    verb = cue.first
    if (
        _is_repeated(verb, words)
        or _is_adjective(verb)
        or _is_denied(verb, words, outside)
        or (_is_unreal(verb, words, outside) and not _comes_next(verb, words))
        or _is_offered(verb, words)
        or _is_deed(cue, words, outside)
    ):
        return False
    if _comes_next(verb, words):
        return True
    if grammar.is_infinitive(verb) and not _has_tense(verb):
        return any(_raises(above, words, outside) for above in _above(verb))
    return not _is_bare_past_participle(verb)


def _is_repeated(verb: Token, words: StatementWords) -> bool:
    """ "every time X says it", "the last time X claimed it": what may have been said, whenever it was; not "this time, X says"."""
    times = [child for child in verb.children if child.dep_ in _TIMES and child.i < verb.i and child.lemma_.lower() in words.times]
    return any(not _is_once(time, verb) for time in times)


def _is_once(time: Token, verb: Token) -> bool:
    """Whether a time stands behind the subject, or is pointed at: "X a plusieurs fois dit", "cette fois, X a dit"."""
    pointed = any("Dem" in child.morph.get("PronType", []) for child in time.children)
    before = grammar.SUBJECTS | grammar.PASSIVE_SUBJECTS | grammar.AUXILIARIES
    return pointed or any(child.i < time.i for child in grammar.children(verb, before))


def _is_adjective(verb: Token) -> bool:
    """ "the declared aim", "generous and continuing aid"."""
    return not grammar.is_finite_verb(verb) and (verb.dep_ == "amod" or (verb.dep_ == "conj" and verb.head.pos_ == "ADJ"))


def _is_offered(verb: Token, words: StatementWords) -> bool:
    """ "Le journal vous propose de …": what is said to the reader."""
    return verb.i > 0 and verb.nbor(-1).lower_ in words.readers and verb.nbor(-1).dep_ not in grammar.SUBJECTS


def _is_deed(cue: Cue, words: StatementWords, outside: frozenset[int]) -> bool:
    """ "claimed the title", "maintient une présence": a verb that with an object tells what somebody did."""
    if cue.lemma not in words.deeds or _follows_quotation(cue.first.doc[first_form(cue.first)], outside):
        return False
    objects = [child for child in grammar.children(cue.first, grammar.DIRECT_OBJECTS) if child.i in outside and child.i > cue.first.i]
    return any(child.pos_ in {"NOUN", "PROPN", "NUM"} for child in objects)


def _has_tense(verb: Token) -> bool:
    """An infinitive under "did", "has to": any auxiliary but the particle "to"."""
    return any(child.dep_ in grammar.AUXILIARIES and child.pos_ == "AUX" for child in verb.children)


def _above(verb: Token) -> Iterator[Token]:
    """The verb that an infinitive hangs on, by the tree or just before it."""
    yield verb.head
    for token in reversed(verb.doc[max(verb.sent.start, verb.i - WINDOW) : verb.i]):
        if token.pos_ in grammar.VERBS and token != verb.head:
            yield token


def _raises(verb: Token, words: StatementWords, outside: frozenset[int]) -> bool:
    return verb.lemma_.lower() in words.raising and not _is_denied(verb, words, outside) and not _is_unreal(verb, words, outside)


def _is_denied(verb: Token, words: StatementWords, outside: frozenset[int]) -> bool:
    before = verb.nbor(-1).lower_ if verb.i - 1 in outside else ""
    return before in words.negations or any(
        child.dep_ == "neg" or (child.lower_ in words.negations and child.pos_ not in {"NOUN", "PROPN"})  # "a-t-il dit au Point"
        for child in verb.children
        if child.i < verb.i + 3 and child.i in outside
    )


def _is_unreal(verb: Token, words: StatementWords, outside: frozenset[int]) -> bool:
    auxiliaries = [
        child
        for child in verb.children
        if child.i in outside and (child.dep_ in grammar.AUXILIARIES or (child.pos_ == "AUX" and child.i < verb.i))
    ]
    if _is_courteous(verb, auxiliaries, words):
        return False
    if verb.lower_ in words.unreal or any(child.lemma_.lower() in words.unreal or child.lower_ in words.unreal for child in auxiliaries):
        return True
    if any("Cnd" in token.morph.get("Mood", []) for token in (verb, *auxiliaries)):
        return True
    if any("Fut" in token.morph.get("Tense", []) for token in (verb, *auxiliaries)) and not _follows_quotation(verb, outside):
        return True
    return any(child.dep_ == "mark" and child.lemma_.lower() in words.conditions for child in verb.children if child.i in outside)


def _comes_next(verb: Token, words: StatementWords) -> bool:
    """ "« … », dit X, avant de préciser que …", "said X, before adding that …": what was said next."""
    doc, before = verb.doc, verb.i - 1
    if grammar.is_finite_verb(verb) or not (grammar.is_infinitive(verb) or grammar.is_present_participle(verb)):
        return False
    before -= before >= 0 and doc[before].lower_ in words.narrating
    return before >= verb.sent.start and doc[before].lower_ in words.afterwards


def _is_courteous(verb: Token, auxiliaries: list[Token], words: StatementWords) -> bool:
    """ "I would stress that …", "je voudrais remercier …": the conditional in which the one who speaks says it at once."""
    if not any(child.lower_ in words.first_person for child in grammar.children(verb, grammar.SUBJECTS)):
        return False
    return all(aux.lemma_.lower() in words.courteous or aux.lower_ not in words.unreal for aux in auxiliaries)


def _follows_quotation(verb: Token, outside: frozenset[int]) -> bool:
    """ "« … », conclura le ministre": behind what was said, the future tells it as the course of events."""
    before = verb.i - 2 if verb.i > 1 and verb.nbor(-1).text == "," else verb.i - 1
    return before >= 0 and before not in outside


def _is_bare_past_participle(verb: Token) -> bool:
    """ "une mesure annoncée", "the measure announced": an act of nobody."""
    if has_finite_ending(verb):
        return False
    past = verb.tag_ == "VBN" or ("Part" in verb.morph.get("VerbForm", []) and "Past" in verb.morph.get("Tense", []))
    if not past or any(child.dep_ in grammar.AUXILIARIES or child.dep_ in grammar.SUBJECTS for child in verb.children):
        return False
    return (
        aside_auxiliary(verb) is None
        and joined_to(verb) is None
        and not any(token.pos_ == "AUX" for token in verb.doc[max(verb.sent.start, verb.i - WINDOW) : verb.i])
    )


def first_form(verb: Token) -> int:
    """The first token of a verb: its auxiliary, "a" in "a de son côté affirmé" too, or the verb itself."""
    doc, first = verb.doc, _raised_from(verb)
    while first > verb.sent.start and (doc[first - 1].pos_ == "AUX" or is_joined_pronoun(doc[first - 1])):
        first -= 1
    if first < verb.i or "Part" not in verb.morph.get("VerbForm", []):
        return first
    begin = max(verb.sent.start, verb.i - WINDOW)
    near = [t for t in doc[begin : verb.i] if t.pos_ == "AUX" and t.lemma_.lower() in words_of(verb.lang_).auxiliaries]
    between = doc[near[-1].i + 1 : verb.i] if near else doc[verb.i : verb.i]
    phrase = bool(between) and between[0].pos_ in {"ADP", "ADV"} and all(t.pos_ in _BETWEEN for t in between)
    return near[-1].i if phrase else first


def _raised_from(verb: Token) -> int:
    """The verb before an infinitive that makes a statement of it: "tenu" in "a tenu à préciser"."""
    if not grammar.is_infinitive(verb):
        return verb.i
    doc, before = verb.doc, verb.i - 1
    while before > verb.sent.start and doc[before].pos_ in {"ADP", "PART", "ADV"}:
        before -= 1
    raises = before >= verb.sent.start and doc[before].pos_ in grammar.VERBS and doc[before].lemma_.lower() in words_of(verb.lang_).raising
    return before if raises else verb.i


def is_joined_pronoun(token: Token) -> bool:
    """ "-t", "-elle" in "a-t-elle dit"."""
    return token.text[0] == "-" and len(token) > 1 and token.text[1].isalpha()


def joined_to(verb: Token) -> Token | None:
    """ "a salué l'accord et appelé à …": the participle with an auxiliary that one without goes on with, wherever the tree hangs it."""
    doc, before = verb.doc, verb.i - 1
    before -= before > verb.sent.start and doc[before].pos_ == "ADV"
    if before < verb.sent.start or doc[before].pos_ != "CCONJ" or not grammar.is_past_participle(verb):
        return None
    if any(child.dep_ in grammar.AUXILIARIES for child in verb.children):
        return None
    return next((t for t in verb.ancestors if t.i < before and _is_compound(t)), None)


def _is_compound(verb: Token) -> bool:
    """A participle under an auxiliary, in the active voice."""
    own = any(child.dep_ in grammar.AUXILIARIES and child.i < verb.i for child in verb.children)
    return own and "Part" in verb.morph.get("VerbForm", []) and not grammar.is_passive(verb)


def is_participle(verb: Token) -> bool:
    """A participle without an auxiliary, by the model and by its form."""
    return grammar.is_participle(verb) and not has_finite_ending(verb)


def has_finite_ending(verb: Token) -> bool:
    """Whether a verb ends as no participle does: a model may take "avertit" for one."""
    endings = words_of(verb.lang_).finite_endings.items()
    lemma, word = verb.lemma_.lower(), verb.lower_
    return any(
        lemma.endswith(infinitive) and (word.endswith(form) if len(form) > 1 else word == lemma.removesuffix(infinitive) + form)
        for form, infinitive in endings
    )


def aside_auxiliary(verb: Token) -> Token | None:
    """The auxiliary that an aside between commas parts from its participle: "a, par ailleurs, rappelé"."""
    doc, first = verb.doc, max(verb.sent.start, verb.i - ASIDE)
    if verb.i - 1 < first or doc[verb.i - 1].text != ",":
        return None
    comma = next((i for i in range(verb.i - 2, first, -1) if doc[i].text == ","), None)
    before = doc[comma - 1] if comma is not None else None
    return before if before is not None and before.lemma_.lower() in words_of(verb.lang_).auxiliaries else None
