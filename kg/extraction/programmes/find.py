"""Programmes, projects, initiatives, campaigns, strategies, action plans, partnerships."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from kg.extraction.candidates import Candidate, without_overlaps
from kg.extraction.programmes.mistaken import POSSESSIVE, acting, is_in_headline, is_none, listed_bodies
from kg.extraction.programmes.names import (
    BY_GRAMMAR,
    NAMED,
    SHORTEST_INITIALS,
    called,
    cores,
    dated_acronyms,
    defined_names,
    found_again,
    has_name,
    initials,
    is_programme,
    titles_and_leads,
)
from kg.extraction.programmes.nouns import ProgrammeNoun
from kg.extraction.programmes.operations import operations_of_police
from kg.extraction.programmes.phrases import programme_phrases
from kg.extraction.programmes.public import public_schemes
from kg.extraction.programmes.told import pointed_titles, told_name
from kg.extraction.programmes.words import ProgrammeWords, lasts, means, programme_words, realised, reformers
from kg.extraction.relations.programme_words import agent_cue
from kg.extraction.relations.words import phrases
from kg.extraction.text.calendar import dates_in, is_calendar_word
from kg.extraction.text.furniture import is_reference
from kg.extraction.text.grammar import is_past_participle
from kg.extraction.text.money import amounts_in
from kg.extraction.text.phrases import Determiner, phrase_words
from kg.extraction.text.reading import Parsed
from kg.model.entities import EntityClass, Form

DESCRIBED, SINGLED_OUT, ANAPHOR = 0.82, 0.78, 0.7
MONEY_NEAR = 40  # characters from an amount to the programme that it is for
SHORTEST_MODIFIER = 4  # letters of a bare noun that names a plan, less one
WORKS_NEAR = 2  # words behind a programme in which its works are told: "to build", "de construction"
MONEY_BEHIND = 40  # characters from a programme to the amount that it costs: ", d'un montant global de"


def find_programmes(reading: Parsed, names: Sequence[Candidate]) -> list[Candidate]:
    """The programmes that a document names or singles out; `names` are those already found."""
    found: list[Candidate] = []
    own: set[str] = set()
    found += public_schemes(reading)
    defined = list(defined_names(reading, names))
    own.update(short for _, short in defined)
    for sentence in reading.sentences:
        here = tuple(name for name in names if sentence.begin <= name.begin < sentence.end)
        if is_reference(sentence):
            continue
        found += titles_and_leads(sentence)
        dated = list(dated_acronyms(sentence, here))
        found += dated
        pointed = list(pointed_titles(reading, sentence))
        found += pointed
        own.update(reading.text[one.begin : one.end] for one in pointed)
        own.update(reading.text[one.begin : one.end].split()[0] for one in dated)
        for noun in programme_phrases(reading, sentence, here):
            given = list(called(noun))
            found += given
            own.update(reading.text[one.begin : one.end] for one in given)
            told = told_name(noun)
            if told is not None:
                found += [told, _candidate(noun, "programme-anaphor", DESCRIBED, Form.NOMINAL)]
                own.update(name.rstrip(")") for name in reading.text[told.begin : told.end].split(" ("))
                continue
            candidate = _judge(noun)
            if candidate is not None:
                found.append(candidate)
                if candidate.form is Form.NAME:
                    own.update(cores(noun))
    own |= {reading.text[c.begin : c.end] for c in found if c.extractor in ("programme-title", "programme-leading-noun")}
    own |= {short for name in own if len(short := initials(name)) >= SHORTEST_INITIALS}
    found += [*(candidate for candidate, _ in defined), *found_again(reading, own)]
    bodies = acting(reading, found) | listed_bodies(reading, found, names) | operations_of_police(reading)
    return without_overlaps(one for one in found if reading.text[one.begin : one.end] not in bodies)


def _judge(noun: ProgrammeNoun) -> Candidate | None:
    words = programme_words(noun.sentence.language)
    kind = noun.phrase.determiner
    if is_none(noun, words):
        return None
    if noun.works:
        return _candidate(noun, "programme-works", DESCRIBED, Form.NAME) if noun.phrase.has_complement else None
    if noun.noun in words.reforms:
        return _candidate(noun, "programme-described", DESCRIBED, Form.NAME) if _is_somebodys_reform(noun) else None
    if kind is Determiner.NONE and _is_listed(noun) and _has_money(noun) and _tells_what(noun, words):
        return _candidate(noun, "programme-described", DESCRIBED, Form.NAME)
    if has_name(noun):
        return None if is_in_headline(noun) else _candidate(noun, "programme-name", NAMED, Form.NAME)
    if kind in (Determiner.DEFINITE, Determiner.POSSESSIVE) and (_is_coined(noun, words) or _is_apposed(noun, words)):
        return _candidate(noun, "programme-described", DESCRIBED, Form.NAME)
    pronoun = kind is Determiner.POSSESSIVE and noun.sentence.part.doc[noun.phrase.first - 1].text[0].isalpha()
    again = pronoun and not (_tells_what(noun, words) and (noun.noun not in words.named_only or _stands_out(noun, words)))
    lasting = kind is Determiner.DEFINITE and noun.phrase.end == noun.phrase.head_end and lasts(noun.sentence.language).fullmatch(noun.lead)
    if kind is not Determiner.NONE and " " in noun.noun and noun.phrase.end == noun.phrase.head_end and _has_money(noun):
        return _candidate(noun, "programme-described", DESCRIBED, Form.NAME)  # "its 2 million euro recovery plan"
    if kind is Determiner.DEMONSTRATIVE or again or lasting or _is_plain(noun, words):
        anaphor = (pronoun or kind in (Determiner.DEFINITE, Determiner.DEMONSTRATIVE)) and noun.noun in _folded(words.anaphoric)
        return _candidate(noun, "programme-anaphor", ANAPHOR, Form.NOMINAL) if anaphor else None
    if kind is Determiner.NONE or _breaks_off(noun) or noun.is_governed(words.idioms) or not _may_be_described(noun, words):
        return None
    if kind is Determiner.INDEFINITE:
        real = not _is_plain(noun, words) and _singled_out(noun, words) and (_tells_what(noun, words) or _told_apart(noun, words))
        return _candidate(noun, "programme-introduced", SINGLED_OUT, Form.NAME) if real else None
    if (_has_only_an_aim(noun, words) and not _builds(noun, words)) or not (_tells_what(noun, words) or _told_apart(noun, words)):
        return None
    return _candidate(noun, "programme-described", DESCRIBED, Form.NAME)


def _may_be_described(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether a noun that mostly stands in names is singled out by more than its complement: "an agreement" by being signed."""
    if noun.noun in words.signed:
        between = phrases(noun.sentence.language, "parties").search(noun.reading.text, noun.head_end, noun.sentence.end) is not None
        return noun.is_governed(words.signing_verbs, done=True) or (between and noun.phrase.determiner is Determiner.DEFINITE)
    return noun.noun not in words.named_only or _told_apart(noun, words)


def _has_only_an_aim(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether an infinitive is all that tells what it is: "the association's program to help newcomers"."""
    doc, phrase = noun.sentence.part.doc, noun.phrase
    aim = phrase.first == phrase.head and phrase.end > phrase.head_end and doc[phrase.head_end].pos_ == "PART"
    return aim and not noun.is_governed(words.singling_verbs | words.signing_verbs)


def _tells_what(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether the phrase tells what the programme is for: by a complement, or by a noun or a telling adjective before it."""
    doc, phrase = noun.sentence.part.doc, noun.phrase
    behind = [doc[i] for i in range(phrase.head_end, phrase.end)]
    if behind and behind[0].pos_ == "PROPN":
        return True
    if any(t.pos_ not in ("ADJ", "CCONJ", "ADV", "PUNCT") for t in behind):
        return any(_tells(noun, t, words) for t in behind)
    before = [doc[i] for i in range(phrase.first, phrase.head) if not noun.is_of_a_name(doc[i])]
    adjectives = phrase_words(noun.sentence.language).nouns_before  # elsewhere only adjectives that tell nothing stand before
    return any(t.pos_ in ("NOUN", "PROPN") or (adjectives and t.pos_ == "ADJ" and t.lower_ not in words.plain) for t in before)


def _is_plain(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether only adjectives that tell nothing stand by the noun: "un dispositif spécifique", "a concerted campaign"."""
    doc, phrase = noun.sentence.part.doc, noun.phrase
    beside = [doc[i] for i in (*range(phrase.first, phrase.head), *range(phrase.head_end, phrase.end)) if doc[i].is_alpha]
    return all(token.lower_ in words.plain for token in beside)


def _breaks_off(noun: ProgrammeNoun) -> bool:
    """Whether a description ends with the verb of its purpose, whose object is lacking: "a plan to meet"."""
    doc, phrase = noun.sentence.part.doc, noun.phrase
    return phrase.end > phrase.head_end and doc[phrase.end - 1].pos_ == "VERB" and not is_past_participle(doc[phrase.end - 1])


def _tells(noun: ProgrammeNoun, token: Token, words: ProgrammeWords) -> bool:
    """Whether a word behind the noun tells more than when, where, or in whose office: not "de 2022", "à Paris", "du candidat"."""
    if token.pos_ not in ("NOUN", "PROPN", "VERB", "X") or not any(c.isalpha() for c in token.text) or token.lower_ in words.holders:
        return False
    offset = noun.offset(token.i)
    around = [n for n in noun.names if n.begin <= offset < n.end]
    return not is_calendar_word(token.lower_, token.lang_) and all(n.cls is EntityClass.ORGANISATION for n in around)


def _candidate(noun: ProgrammeNoun, rule: str, confidence: float, form: Form) -> Candidate:
    begin = noun.begin
    if form is Form.NOMINAL:
        part = noun.sentence.part
        begin = noun.offset(noun.phrase.with_determiner(part.doc, part.language))
    return Candidate(begin=begin, end=noun.end, cls=EntityClass.PROGRAMME, extractor=rule, confidence=confidence, form=form)


def bodies_proper(reading: Parsed, names: Sequence[Candidate], programmes: Sequence[Candidate]) -> list[Candidate]:
    """The names of a text without bodies whose head is the noun of a programme that was found there, and without its acronym."""
    named = [one for one in programmes if one.form is Form.NAME]
    surfaces = {reading.text[one.begin : one.end] for one in named}
    surfaces |= {reading.text[one.begin : one.end].split(" (")[0] for one in named if one.extractor == "programme-told"}

    def is_claimed(name: Candidate) -> bool:
        if name.cls is not EntityClass.ORGANISATION or name.extractor not in BY_GRAMMAR:
            return False
        language = reading.sentence_at(name.begin).language
        claimed = is_programme(reading.text, name, language) and any(one.contains(name) for one in named)
        surface = reading.text[name.begin : name.end]
        return claimed or surface in surfaces or any(text.endswith(f"({surface})") for text in surfaces)

    return [name for name in names if not is_claimed(name)]


def _told_apart(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether an adjective, a verb, an owner or its use tells the programme from others of its kind."""
    if _stands_out(noun, words) or not _may_stand_out(noun, words):
        return _stands_out(noun, words)
    return _owned(noun) or (_tells_what(noun, words) and (_used(noun) or _has_money(noun) or _has_agent(noun) or _builds(noun, words)))


def _stands_out(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether an adjective such as "national" or a verb such as "launch" tells the programme from others of its kind."""
    inside = set(re.findall(r"[\w-]+", noun.text.casefold()))
    told = bool(inside & words.telling) and (noun.noun not in words.bonds or noun.phrase.end > noun.phrase.head_end + 1)
    return _may_stand_out(noun, words) and (
        told or noun.is_governed(words.singling_verbs) or (_is_realised(noun) and _tells_what(noun, words))
    )


def _is_realised(noun: ProgrammeNoun) -> bool:
    """Whether it is being carried out: "la mise en œuvre de la nouvelle stratégie de pêche"."""
    return realised(noun.sentence.language).search(noun.reading.text, noun.sentence.begin, noun.begin) is not None


def _may_stand_out(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    return noun.noun not in words.named_only or noun.noun in words.described


def _owned(noun: ProgrammeNoun) -> bool:
    """Whether a body stands in the phrase or owns it: "the department's housing project"."""
    bodies = [n for n in noun.names if n.cls is EntityClass.ORGANISATION]
    return any(noun.begin <= n.begin < noun.end or 0 <= noun.begin - n.end <= POSSESSIVE for n in bodies)


def _singled_out(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether "a project" is one that exists: somebody launched, funds or uses it, it has a time or a budget."""
    if noun.is_governed(words.proposed) or noun.head.dep_ == "appos":
        return False
    sentence = noun.sentence
    return (
        _is_of_a_level(noun, words)
        or noun.is_governed(words.singling_verbs | (words.signing_verbs if noun.noun in words.signed else frozenset()), done=True)
        or _used(noun)
        or _has_money(noun)
        or any(
            noun.begin <= phrase.begin <= noun.end + 30
            for phrase in dates_in(sentence.text, sentence.language, None, offset=sentence.begin)
        )
    )


def _has_money(noun: ProgrammeNoun) -> bool:
    """Whether an amount stands right before the noun, or right behind the phrase: "a 2 million euro", "d'une valeur de 2 millions"."""
    begin = noun.sentence.begin
    return any(
        abs(begin + amount.end - noun.begin) < MONEY_NEAR or 0 <= begin + amount.begin - noun.end < MONEY_BEHIND
        for amount in amounts_in(noun.sentence.text, noun.sentence.language)
    )


def _has_agent(noun: ProgrammeNoun) -> bool:
    """Whether who funds it or carries it out is told right behind the phrase: "le projet de pêche, financé par"."""
    text, end = noun.reading.text, noun.sentence.end
    cues = (agent_cue(noun.sentence.language, field) for field in ("funded", "implemented"))
    begin = noun.end + len(text[noun.end : end]) - len(text[noun.end : end].lstrip(" ,"))
    return any(cue.match(text, begin, end) is not None for cue in cues)


def _is_of_a_level(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether an adjective tells of whom "a strategy" is, and a complement what it is for: "a continental strategy to …"."""
    inside = set(re.findall(r"[\w-]+", noun.text.casefold()))
    return noun.noun in words.described and bool(inside & words.telling) and noun.phrase.end > noun.phrase.head_end + 1


def _used(noun: ProgrammeNoun) -> bool:
    """Whether somebody does something through it: "helps farmers through a seed scheme"."""
    doc = noun.sentence.part.doc
    up_to_article = noun.reading.text[noun.sentence.begin : noun.offset(noun.phrase.with_determiner(doc, noun.sentence.language))]
    return means(noun.sentence.language).search(up_to_article) is not None


def _is_listed(noun: ProgrammeNoun) -> bool:
    """Whether a phrase without an article is an item of a list: "Phase 1: [projet de rénovation des écoles]"."""
    return noun.before.rstrip(" ")[-1:] in ("", ":", ";", "–", "-", "•") and noun.phrase.end > noun.phrase.head_end


def _is_coined(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether words joined by hyphens name what somebody has: "the board's pay-as-you-go policy"."""
    return noun.noun in words.coined and re.fullmatch(r"(?:\w+ )?\w+(?:-\w+){2,}", noun.lead) is not None


def _is_apposed(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether a bare noun right behind it names it: "le plan piscines"."""
    doc, phrase = noun.sentence.part.doc, noun.phrase
    if noun.noun not in words.apposing or phrase.end == phrase.head_end:
        return False
    behind = doc[phrase.head_end]
    return behind.pos_ == "NOUN" and len(behind) > SHORTEST_MODIFIER and doc[phrase.head_end - 1].whitespace_ == " "


def _builds(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether works are what it is for: "the project to build a port", "le projet de construction d'un port"."""
    doc, phrase = noun.sentence.part.doc, noun.phrase
    behind = [doc[i] for i in range(phrase.head_end, min(phrase.end, phrase.head_end + WORKS_NEAR))]
    works = any(token.lower_ in words.works or token.lemma_ in words.building for token in behind)
    return works and phrase.end > phrase.head_end + WORKS_NEAR


def _is_somebodys_reform(noun: ProgrammeNoun) -> bool:
    """Whether it is told behind a reform with a complement whose it is: "la réforme des ports annoncée par la Région"."""
    doc, phrase, text = noun.sentence.part.doc, noun.phrase, noun.reading.text
    whose = reformers(noun.sentence.language)
    if phrase.determiner is not Determiner.DEFINITE or (phrase.first != phrase.head and not phrase_words(doc.lang_).nouns_before):
        return False
    return _tells_what(noun, programme_words(noun.sentence.language)) and whose.match(text, noun.end, noun.sentence.end) is not None


def _folded(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)
