"""Programmes, projects, initiatives, campaigns, strategies, action plans, partnerships."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from kg.extraction.calendar import dates_in, is_calendar_word
from kg.extraction.candidates import Candidate, without_overlaps
from kg.extraction.lexicon import section
from kg.extraction.money import amounts_in
from kg.extraction.phrases import Determiner, Phrase, noun_phrase, phrase_words
from kg.extraction.reading import Parsed, Sentence
from kg.extraction.relation_words import relation_words
from kg.model.entities import EntityClass, Form

NAMED, SHORT_NAME, DESCRIBED, SINGLED_OUT, ANAPHOR = 0.93, 0.9, 0.82, 0.78, 0.7
LONGEST_ACRONYM = 4  # letters of a noun that is itself an acronym: MOU
LONGEST_CAPITALS = 6  # words of a name set in capitals
SHORTEST_CORE = 3  # characters of a name that is looked for all over the text
POSSESSIVE = 3  # characters of "'s " between an owner and what it owns
MONEY_NEAR = 40  # characters from an amount to the programme that it is for
LOOSE_FROM = 6  # characters of a name that is found again with other capitals and blanks


@dataclass(frozen=True, slots=True)
class ProgrammeWords:
    """What the rules of programmes need to know of a language."""

    nouns: frozenset[str]
    named_only: frozenset[str]  # nouns that name a programme only with a capitalised name beside them
    capital_only: frozenset[str]  # nouns that name one only with a capital of their own
    idioms: frozenset[str]  # lemmas of verbs that make a phrase of their own: "take the initiative"
    described: frozenset[str]  # of these, the ones that a telling adjective or a verb singles out as well
    not_before: frozenset[str]  # words that make a noun after them something else
    not_after: frozenset[str]  # words that make a noun before them something else: "projet de loi"
    singling_verbs: frozenset[str]  # lemmas of verbs that only what exists is the object or subject of
    proposed: frozenset[str]  # lemmas of verbs under which a programme is only proposed
    telling: frozenset[str]  # adjectives that tell one programme from others
    anaphoric: frozenset[str]  # nouns that alone stand for a programme already named


@dataclass(frozen=True, slots=True)
class _Noun:
    """A programme noun in its sentence."""

    reading: Parsed
    sentence: Sentence
    phrase: Phrase
    noun: str  # folded
    names: tuple[Candidate, ...]

    def offset(self, token: int) -> int:
        return self.sentence.part.offset + int(self.sentence.part.doc[token].idx)

    @property
    def head(self) -> Token:
        return self.sentence.part.doc[self.phrase.head]

    @property
    def begin(self) -> int:
        return self.offset(self.phrase.first)

    @property
    def head_end(self) -> int:
        return self.offset(self.phrase.head_end - 1) + len(self.sentence.part.doc[self.phrase.head_end - 1])

    @property
    def end(self) -> int:
        return self.offset(self.phrase.end - 1) + len(self.sentence.part.doc[self.phrase.end - 1])


def programme_words(language: str) -> ProgrammeWords:
    return section(language, "programmes", ProgrammeWords)


def find_programmes(reading: Parsed, names: Sequence[Candidate]) -> list[Candidate]:
    """The programmes that a document names or singles out; `names` are those already found."""
    found: list[Candidate] = []
    cores: set[str] = set()
    for sentence in reading.sentences:
        here = tuple(name for name in names if sentence.begin <= name.begin < sentence.end)
        for noun in _nouns(reading, sentence, here):
            candidate = _judge(noun)
            if candidate is not None:
                found.append(candidate)
                if candidate.form is Form.NAME:
                    cores.update(_cores(noun))
    return without_overlaps([*found, *_again(reading, cores)])


def _nouns(reading: Parsed, sentence: Sentence, names: tuple[Candidate, ...]) -> Iterator[_Noun]:
    part = sentence.part
    for match in _pattern(sentence.language).finditer(sentence.text):
        tokens = part.tokens(sentence.begin + match.start(), sentence.begin + match.end())
        if tokens is not None and tokens[0].pos_ not in ("VERB", "AUX"):
            phrase = noun_phrase(part.doc, tokens.start, tokens.end, part.language)
            noun = _Noun(reading, sentence, phrase, match["noun"].casefold(), names)
            yield replace(noun, phrase=_natural(noun, phrase))


def _natural(noun: _Noun, phrase: Phrase) -> Phrase:
    """A phrase without what only stands after the name: "projet X [en Mauritanie]", "ce projet [devant la presse]"."""
    doc = noun.sentence.part.doc
    end = phrase.end
    if phrase.determiner is Determiner.DEMONSTRATIVE:
        end = next((i for i in range(phrase.head_end, end) if doc[i].pos_ not in ("ADJ", "PROPN")), end)
    tail = noun.reading.text[noun.head_end : noun.end]
    match = _QUOTED.match(tail) or _BESIDE.match(tail)
    if match is not None and (_QUOTED.match(tail) or _is_core(noun, match["name"])):
        reached = noun.head_end + match.end() - noun.sentence.part.offset
        end = next((i for i in range(phrase.head_end, end) if doc[i].idx >= reached and doc[i].text != "("), end)
        end = phrase.end if end < phrase.end and "(" in doc[phrase.head_end : end + 1].text else end
    if phrase_words(noun.sentence.language).title_case:
        named = _LEAD.fullmatch(noun.reading.text[noun.begin : noun.offset(phrase.head)].strip()) is not None
        return _title(noun, phrase.shortened(phrase.head_end if named and not doc[phrase.head].text[0].isupper() else end))
    return phrase.shortened(end)


def _title(noun: _Noun, phrase: Phrase) -> Phrase:
    """Of a name that writes its words with capitals, those words: not "the new", not "to help …" around it."""
    doc = noun.sentence.part.doc
    if not doc[phrase.head].text[0].isupper() or noun.sentence.text.isupper():
        return phrase
    week = next((i for i in range(phrase.head_end, phrase.end) if is_calendar_word(doc[i].lower_, doc.lang_)), phrase.end)
    phrase = phrase.shortened(week)
    begin = noun.sentence.begin
    amounts = amounts_in(noun.sentence.text, noun.sentence.language)
    paid = max((begin + a.end for a in amounts if begin + a.end <= noun.offset(phrase.head)), default=0)  # "EUR 2 million Green Initiative"
    words = (i for i in range(phrase.first, phrase.head) if noun.offset(i) >= paid)
    first = next((i for i in words if doc[i].text[0].isupper() or _YEAR.match(doc[i].text)), phrase.head)
    raised = [
        i for i in range(phrase.first, phrase.end) if doc[i].text[0].isupper() or doc[i].text[0].isdigit() or doc[i].text in (")", "»", "”")
    ]
    later = (i for i in range(phrase.head_end, phrase.end) if _pattern(noun.sentence.language).fullmatch(doc[i].text))
    second = next(later, phrase.end)
    joint = next((i for i in range(phrase.head_end, second) if doc[i].pos_ == "CCONJ"), phrase.end) if second < phrase.end else phrase.end
    last = min(raised[-1] + 1, joint)
    place = next((i for i in range(phrase.head_end, last) if doc[i].pos_ == "ADP" and _only_place(noun, i + 1, last)), last)
    return replace(phrase, first=first).shortened(place)


def _only_place(noun: _Noun, first: int, end: int) -> bool:
    """Whether all that stands between two tokens is the name of a place: "[the Rural Roads Program] in Ghana"."""
    if first >= end or noun.sentence.part.doc[first - 1].lower_ in relation_words(noun.sentence.language).owners:
        return False
    begin, limit = noun.offset(first), noun.offset(end - 1) + len(noun.sentence.part.doc[end - 1])
    text = noun.reading.text
    return any(
        n.cls is EntityClass.PLACE
        and n.end == limit
        and text[begin : n.begin].strip().casefold() in {"", *phrase_words(noun.sentence.language).definite}
        for n in noun.names
        if n.begin >= begin
    )


def _judge(noun: _Noun) -> Candidate | None:
    words = programme_words(noun.sentence.language)
    kind = noun.phrase.determiner
    if _means_something_else(noun, words) or _is_part_of_a_body(noun) or _is_of_person(noun) or kind is Determiner.QUANTIFIER:
        return None
    if _has_name(noun):
        return _candidate(noun, "programme-name", NAMED, Form.NAME)
    pronoun = kind is Determiner.POSSESSIVE and noun.sentence.part.doc[noun.phrase.first - 1].text[0].isalpha()
    if kind is Determiner.DEMONSTRATIVE or pronoun or not noun.phrase.has_complement:
        anaphor = (pronoun or kind in (Determiner.DEFINITE, Determiner.DEMONSTRATIVE)) and noun.noun in _folded(words.anaphoric)
        return _candidate(noun, "programme-anaphor", ANAPHOR, Form.NOMINAL) if anaphor else None
    if kind is Determiner.NONE or _governed(noun, words.idioms) or (noun.noun in words.named_only and not _told_apart(noun, words)):
        return None
    if kind is Determiner.INDEFINITE:
        real = _singled_out(noun, words) and (_has_adjunct(noun) or _told_apart(noun, words))
        return _candidate(noun, "programme-introduced", SINGLED_OUT, Form.NAME) if real else None
    if not _has_adjunct(noun) and not _told_apart(noun, words):
        return None
    return _candidate(noun, "programme-described", DESCRIBED, Form.NAME)


def _has_adjunct(noun: _Noun) -> bool:
    """Whether more than adjectives tells what the programme is for; before the noun, other nouns do: "housing project"."""
    doc, phrase = noun.sentence.part.doc, noun.phrase
    return any(doc[i].pos_ not in ("ADJ", "CCONJ", "ADV") for i in range(phrase.head_end, phrase.end)) or any(
        doc[i].pos_ in ("NOUN", "PROPN") for i in range(phrase.first, phrase.head)
    )


def _candidate(noun: _Noun, rule: str, confidence: float, form: Form) -> Candidate:
    begin = noun.begin
    if form is Form.NOMINAL:
        part = noun.sentence.part
        begin = noun.offset(noun.phrase.with_determiner(part.doc, part.language))
    return Candidate(begin=begin, end=noun.end, cls=EntityClass.PROGRAMME, extractor=rule, confidence=confidence, form=form)


def _means_something_else(noun: _Noun, words: ProgrammeWords) -> bool:
    if noun.head.text.isupper() and len(noun.head) > LONGEST_ACRONYM and _is_table(noun):
        return True
    if noun.head.dep_ == "compound" and noun.head.head.i >= noun.phrase.head_end:
        return True
    text, shift = noun.sentence.text, noun.sentence.begin
    before, after = text[: noun.begin - shift].casefold().rstrip(), text[noun.head_end - shift :].casefold()
    inside = text[noun.begin - shift : noun.head.idx + noun.sentence.part.offset - shift].casefold().split()
    if words.not_before & set(inside) or any(before == word or before.endswith(" " + word) for word in words.not_before):
        return True
    if after[:1] in ("-", "/") and after[1:2].isalnum():
        return True
    return any(re.match(re.escape(word) + r"\b", after.lstrip()) for word in words.not_after)


def _is_of_person(noun: _Noun) -> bool:
    """Whether the name of a person is all that tells what it is: the campaign of a candidate."""
    head = noun.offset(noun.phrase.head)
    return any(n.cls is EntityClass.PERSON and n.begin == noun.begin and 0 < head - n.end <= POSSESSIVE for n in noun.names)


def _is_table(noun: _Noun) -> bool:
    """Whether a line in capitals is the head of a table, rather than a name: figures or many words stand in it."""
    doc, phrase = noun.sentence.part.doc, noun.phrase
    return phrase.end - phrase.first > LONGEST_CAPITALS or any(doc[i].like_num for i in range(phrase.first, phrase.end))


def _is_part_of_a_body(noun: _Noun) -> bool:
    """Whether the noun stands inside the name of an organisation: the World Food Programme."""
    begin = noun.offset(noun.phrase.head)
    bodies = [n for n in noun.names if n.cls in (EntityClass.ORGANISATION, EntityClass.PERSON) and n.form is Form.NAME]
    around = [n for n in bodies if n.begin <= begin < n.end]
    return any(not (n.guessed and noun.begin <= n.begin and n.end < noun.end) for n in around)


def _has_name(noun: _Noun) -> bool:
    """Whether a proper name is part of the phrase: "Strategic Framework to Combat …", "projet « Pont vert »", "Agenda 2030"."""
    lower = noun.noun in programme_words(noun.sentence.language).capital_only and not noun.head.text[0].isupper()
    return not lower and (_capitalised(noun) or bool(_cores(noun)))


def _capitalised(noun: _Noun) -> bool:
    doc, phrase = noun.sentence.part.doc, noun.phrase
    at_start = phrase.first == noun.sentence.tokens.start
    beside = [t for t in doc[phrase.first : phrase.end] if t.i != phrase.head and t.is_alpha and len(t) > 3]
    capitals = [t for t in beside if t.text[0].isupper() and not _is_of_a_name(noun, t)]
    following = doc[phrase.head_end] if phrase.head_end < len(doc) else None
    years = [doc[phrase.first].text, following.text if following is not None and following.i < phrase.end else ""]
    year = any(re.fullmatch(r"(?:19|20)\d\d", text) for text in years)
    if noun.head.text[0].isupper() and not (at_start and phrase.first == phrase.head):
        return bool(capitals) or year or len([t for t in beside if t.text[0].isupper() and t.i < phrase.head]) > 0
    return year or (noun.head.text[0].isupper() and len(capitals) >= 2 and not noun.sentence.text.isupper())


def _is_of_a_name(noun: _Noun, token: Token) -> bool:
    """Whether a word with a capital is a name of its own: a country, a body, a person."""
    offset = noun.offset(token.i)
    return any(name.begin <= offset < name.end and name.cls is not EntityClass.PROGRAMME for name in noun.names)


def _cores(noun: _Noun) -> list[str]:
    """The proper names inside a phrase: what stands in brackets, between quotation marks, or with a capital beside the noun."""
    text = noun.reading.text[noun.begin : noun.end]
    cores = [match["acronym"] for match in _ACRONYM.finditer(text)]
    tail = noun.reading.text[noun.head_end : noun.end]
    match = _QUOTED.match(tail) or _BESIDE.match(tail)
    if match is not None and (_QUOTED.match(tail) or _is_core(noun, match["name"])):
        cores.append(match["name"].strip())
    if phrase_words(noun.sentence.language).title_case:
        if _capitalised(noun) and len(text.split()) > 1 and text == text.strip("()") and "(" not in text:
            cores.append(text)
        lead = noun.reading.text[noun.begin : noun.offset(noun.phrase.head)].strip()
        if _LEAD.fullmatch(lead):
            cores.append(lead)
    return [core for core in cores if len(core) >= SHORTEST_CORE and not _is_name(noun, core)]


_ACRONYM = re.compile(r"\((?P<acronym>[A-Z][\w.+-]*[A-Z+][\w.+-]*)\)")
_QUOTED = re.compile(r"\s*(?:[«“\"]|(?<!\w)'(?=[A-ZÀ-Þ]))(?P<name>[^»”\"']{3,80}(?:'\w+[^»”\"']*)?)(?:[»”\"]|'(?!\w))")
_YEAR = re.compile(r"(?:19|20)\d\d")
_STYLED = re.compile(r"[A-Za-z][A-Z]|\d|\+|-[A-Z]")  # no ordinary word with a capital looks so
_LEAD = re.compile(r"[A-Z][\w.+-]*(?:[A-Z+][\w.+-]*| \+)")  # "GreenWay", "Rural +" before the noun
_BESIDE = re.compile(r"\s+(?P<name>[A-Z0-9][\w.'-]*[A-Za-z][\w.'-]*(?: ?\+)?(?: [A-Z][\w-]+)*(?: ?\+)?)")


def _is_core(noun: _Noun, name: str) -> bool:
    """Whether a word with a capital beside the noun is a name by itself: "projet Horizon", "Programme SN-2025", not "Plan National"."""
    return _STYLED.search(name) is not None or noun.head.text[0].islower()


def _is_name(noun: _Noun, core: str) -> bool:
    text = noun.reading.text
    return any(
        name.cls is not EntityClass.PROGRAMME and text[name.begin : name.end] == core for name in noun.names if name.confidence >= 0.8
    )


def _told_apart(noun: _Noun, words: ProgrammeWords) -> bool:
    """Whether an adjective or a complement tells the programme from others of its kind."""
    if noun.noun in words.named_only and noun.noun not in words.described:
        return False
    inside = set(re.findall(r"[\w-]+", noun.reading.text[noun.begin : noun.end].casefold()))
    return bool(inside & words.telling) or _governed(noun, words.singling_verbs) or _owned(noun)


def _owned(noun: _Noun) -> bool:
    """Whether a body stands in the phrase or owns it: "the department's housing project"."""
    bodies = [n for n in noun.names if n.cls is EntityClass.ORGANISATION]
    return any(noun.begin <= n.begin < noun.end or 0 <= noun.begin - n.end <= POSSESSIVE for n in bodies)


def _singled_out(noun: _Noun, words: ProgrammeWords) -> bool:
    """Whether "a project" is one that exists: somebody launched or funds it, it has a time or a budget."""
    if _governed(noun, words.proposed) or noun.head.dep_ == "appos":
        return False
    sentence = noun.sentence
    return (
        _governed(noun, words.singling_verbs, done=True)
        or any(abs(sentence.begin + amount.end - noun.begin) < MONEY_NEAR for amount in amounts_in(sentence.text, sentence.language))
        or any(
            noun.begin <= phrase.begin <= noun.end + 30
            for phrase in dates_in(sentence.text, sentence.language, None, offset=sentence.begin)
        )
    )


def _governed(noun: _Noun, lemmas: frozenset[str], *, done: bool = False) -> bool:
    """Whether one of the two verbs next above the noun, or a helper of theirs, is of a list; if `done`, no infinitive counts."""
    verbs = [a for a in noun.head.ancestors if a.pos_ in ("VERB", "AUX")][:2]
    verbs = [v for v in verbs if not (done and "Inf" in v.morph.get("VerbForm", []))]
    participles = [c for c in noun.head.children if c.pos_ == "VERB"]
    return any(v.lemma_ in lemmas or any(c.lemma_ in lemmas for c in v.children if c.pos_ == "AUX") for v in [*verbs, *participles])


def _again(reading: Parsed, cores: set[str]) -> Iterator[Candidate]:
    """Every place where a programme's own name stands again."""
    for core in sorted(cores):
        loose = len(core) >= LOOSE_FROM and not core.isupper() and len(core.split()) == 1 and re.search(r"[a-z][A-Z]|[A-Z]{2}[a-z]", core)
        parts = re.findall(r"[A-Z]+[a-z]*|[a-z]+|[^A-Za-z\s]+", core) if loose else core.split()
        pattern = (r"\s?" if loose else r"\s+").join(re.escape(p) for p in parts)
        for match in re.finditer(rf"(?<![\w@-]){pattern}(?![\w@])", reading.text, re.IGNORECASE if loose else 0):
            yield Candidate(
                begin=match.start(), end=match.end(), cls=EntityClass.PROGRAMME, extractor="programme-short-name", confidence=SHORT_NAME
            )


def _folded(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    nouns = sorted(programme_words(language).nouns, key=lambda noun: (-len(noun), noun))
    return re.compile(rf"(?<![\w-])(?P<noun>{'|'.join(map(re.escape, nouns))})(?!\w)", re.IGNORECASE)
