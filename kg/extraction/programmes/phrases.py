"""Where a text speaks of a programme by a noun, and how far the words around the noun belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from kg.extraction.candidates import Candidate
from kg.extraction.names.words import name_words
from kg.extraction.programmes.leads import with_lead
from kg.extraction.programmes.nouns import BESIDE, QUOTED, ProgrammeNoun
from kg.extraction.programmes.words import ProgrammeWords, one_thing, programme_nouns, programme_words, works_headline
from kg.extraction.relations.programme_words import programme_relation_words
from kg.extraction.relations.words import owner_words, relation_words
from kg.extraction.text.calendar import is_calendar_word
from kg.extraction.text.grammar import is_infinitive, is_past_participle
from kg.extraction.text.money import amounts_in
from kg.extraction.text.phrases import Determiner, Phrase, PhraseWords, noun_phrase, phrase_words
from kg.extraction.text.reading import Parsed, Sentence
from kg.model.entities import EntityClass

_YEAR = re.compile(r"(?:19|20)\d\d")
FAR_DETERMINER = 8  # tokens from an amount to the determiner before a programme's length
_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_YEARS = re.compile(r"\s?\(?(?:19|20)\d\d\s?[-–]\s?(?:19|20)?\d\d(?![\w/–-])\)?")


def programme_phrases(reading: Parsed, sentence: Sentence, names: tuple[Candidate, ...]) -> Iterator[ProgrammeNoun]:
    """The phrases around the programme nouns of a sentence."""
    part = sentence.part
    headline = works_headline(sentence.language).match(sentence.text)
    for match in [*([headline] if headline is not None else []), *programme_nouns(sentence.language).finditer(sentence.text)]:
        tokens = part.tokens(sentence.begin + match.start(), sentence.begin + match.end())
        if tokens is None or tokens[0].pos_ in ("VERB", "AUX"):
            continue
        phrase = noun_phrase(part.doc, tokens.start, tokens.end, part.language)
        works = match["noun"].casefold() not in {noun.casefold() for noun in programme_words(sentence.language).nouns}
        if works and one_thing(sentence.language).match(sentence.text, match.end()) is None:
            continue
        noun = ProgrammeNoun(reading, sentence, phrase, match["noun"].casefold(), names, works)
        noun = replace(noun, phrase=with_lead(sentence, _joined(noun), names))
        yield replace(noun, phrase=_with_years(replace(noun, phrase=_natural(noun))))


def _joined(noun: ProgrammeNoun) -> Phrase:
    """The phrase with what an "and" joins to its first modifier: "the [Refugee and Humanitarian] program"."""
    doc, phrase, words = noun.sentence.part.doc, noun.phrase, phrase_words(noun.sentence.language)
    joint = phrase.first - 1
    if words.nouns_before and _follows_acronym(doc, joint):
        return replace(phrase, first=_first_capital(noun, joint - 2))
    if not words.nouns_before or phrase.determiner is not Determiner.NONE or joint <= noun.sentence.tokens.start:
        return phrase
    if phrase.first == phrase.head or doc[joint].lower_ not in words.coordinators or doc[joint - 1].pos_ not in ("NOUN", "PROPN", "ADJ"):
        return phrase
    other = noun_phrase(doc, _first_capital(noun, joint), joint, noun.sentence.language)
    if other.determiner in (Determiner.NONE, Determiner.QUANTIFIER) or noun.is_of_a_name(doc[joint - 1]):
        return phrase
    if programme_nouns(noun.sentence.language).fullmatch(doc[joint - 1].text):  # "a school plan and insurance scheme" are two
        return phrase
    return replace(phrase, first=other.first, determiner=other.determiner)


def _follows_acronym(doc: Doc, closing: int) -> bool:
    """Whether a name with its acronym stands before a noun: "Clean Air and Water (CAW) project"."""
    if closing < 4 or doc[closing].text != ")" or doc[closing - 2].text != "(" or not doc[closing - 1].is_upper:
        return False
    return bool(doc[closing - 3].text[0].isupper())


def _first_capital(noun: ProgrammeNoun, joint: int) -> int:
    """The first word of a series with capitals that a conjunction ends: "a [Job Placement, Employment] and Training programme"."""
    doc, words, first = noun.sentence.part.doc, phrase_words(noun.sentence.language), joint - 1
    for i in range(joint - 1, noun.sentence.tokens.start, -1):
        if doc[i].text[0].isupper():
            first = i
        elif doc[i].text != "," and doc[i].lower_ not in words.coordinators:
            break
    return first


def _natural(noun: ProgrammeNoun) -> Phrase:
    """A phrase without what only stands around the name: "projet X [en Mauritanie]", "ce projet [devant la presse]", "[new] plan"."""
    doc, phrase = noun.sentence.part.doc, noun.phrase
    end = phrase.end
    if phrase.determiner is Determiner.DEMONSTRATIVE:
        end = next((i for i in range(phrase.head_end, end) if doc[i].pos_ not in ("ADJ", "PROPN")), end)
    tail = noun.reading.text[noun.head_end : noun.end]
    match = QUOTED.match(tail) or BESIDE.match(tail)
    if match is not None and noun.beside is not None:
        reached = noun.head_end + match.end() - noun.sentence.part.offset
        end = next((i for i in range(phrase.head_end, end) if doc[i].idx >= reached and doc[i].text != "("), end)
        end = phrase.end if end < phrase.end and "(" in doc[phrase.head_end : end + 1].text else end
    words = phrase_words(noun.sentence.language)
    end = min(end, next((i for i in range(phrase.head_end, end) if _ends_name(doc, i, words)), end))
    day = _DAY.search(noun.reading.text, noun.head_end, noun.end)
    if day is not None:
        end = min(end, next((i for i in range(phrase.head_end, end) if noun.offset(i) >= day.start()), end))
    end = _with_participle(doc, phrase, _before_day(doc, phrase, end))
    if not words.title_case:
        phrase = replace(phrase, end=max(end, phrase.end))
        return phrase.shortened(min(end, _next_in_list(noun, phrase), _before_cost(noun, phrase), _without_purpose(noun, phrase)))
    if noun.has_capital and not noun.sentence.text.isupper():
        return _title(noun, phrase.shortened(end))
    if noun.name_before is not None:
        return phrase.shortened(phrase.head_end)
    return _described(noun, phrase.shortened(end))


def _with_participle(doc: Doc, phrase: Phrase, end: int) -> int:
    """Where a phrase ends with a participle alone behind its last noun: "la stratégie de protection des aires [protégées]"."""
    if end >= len(doc) or end - 1 <= phrase.head_end or phrase_words(doc.lang_).nouns_before or end != phrase.end:
        return end
    alone = end + 1 >= len(doc) or doc[end + 1].is_punct
    return end + 1 if alone and is_past_participle(doc[end]) and doc[end].head.i == end - 1 and doc[end].dep_ == "acl" else end


def _ends_name(doc: Doc, i: int, words: PhraseWords) -> bool:
    """Whether a word begins a date, or tells that something of the programme follows: "the programme['s] success"."""
    owned = len(doc[i]) > 1 and not doc[i - 1].whitespace_ and doc[i].text.replace("’", "'") in words.possessive
    return owned or is_calendar_word(doc[i].lower_, doc.lang_)


def _with_years(noun: ProgrammeNoun) -> Phrase:
    """The phrase with the years behind it, which a tokeniser may take apart: "le plan de pêche [2021-2025]"."""
    doc, phrase = noun.sentence.part.doc, noun.phrase
    last = phrase.end - 1
    at_year = last >= phrase.head_end and _YEAR.fullmatch(doc[last].text) is not None
    closed = doc[last].text == ")"  # what stands in brackets behind an acronym are the years of a post
    match = None if closed else _YEARS.match(noun.reading.text, noun.offset(last) if at_year else noun.end, noun.sentence.end)
    if match is None:
        inside = _YEARS.search(noun.reading.text, noun.head_end, noun.end)
        end = inside.end() if inside is not None and noun.reading.text[inside.end()] == " " else noun.end
        return phrase.shortened(next((i for i in range(phrase.head_end, phrase.end) if noun.offset(i) >= end), phrase.end))
    limit = noun.sentence.tokens.end
    return replace(phrase, end=next((i for i in range(phrase.end, limit) if noun.offset(i) >= match.end()), limit))


def _before_day(doc: Doc, phrase: Phrase, end: int) -> int:
    """Where a name ends before the day that a month follows, or a number told twice: "l'accord de prêt | du 2" juin."""
    if end < phrase.end and end - 1 > phrase.head_end and doc[end - 1].like_num and is_calendar_word(doc[end].lower_, doc.lang_):
        end -= 1
    if end - 4 > phrase.head_end and (doc[end - 3].text, doc[end - 1].text) == ("(", ")") and doc[end - 4].like_num:
        end -= 4  # "cinq (5)" ans
    while end > phrase.head_end and doc[end - 1].pos_ == "ADP":
        end -= 1
    return end


def _without_purpose(noun: ProgrammeNoun, phrase: Phrase) -> int:
    """Where a description, but of a bond, ends before what tells no purpose: "le projet [auprès de la mairie]", "en trois étapes"."""
    doc, words = noun.sentence.part.doc, programme_words(noun.sentence.language)
    after = next((i for i in range(phrase.head_end, phrase.end) if doc[i].pos_ != "ADJ"), phrase.end)
    if noun.noun in words.bonds | words.signed or after == phrase.end or doc[after].pos_ not in ("ADP", "ADV"):
        return phrase.end
    counts = after + 1 < phrase.end and doc[after + 1].like_num and doc[after].lower_ not in owner_words(noun.sentence.language)
    return phrase.end if doc[after].lower_.replace("’", "'") in words.purposes and not counts else after


def _described(noun: ProgrammeNoun, phrase: Phrase) -> Phrase:
    """Of a description, what tells what the programme is for: not "successful" before it, "in Ghana", "to 27,000" behind it."""
    doc, words = noun.sentence.part.doc, programme_words(noun.sentence.language)
    phrase = _without_amount(noun, phrase)
    first = phrase.first
    while first < phrase.head and (doc[first].text in words.plain or not doc[first].text[0].isalnum()):
        first += 1
    capitals = [i for i in range(first, phrase.head) if doc[i].text[0].isupper()]
    if len(capitals) > 1 and not any(noun.is_of_a_name(doc[i]) for i in capitals):
        first = capitals[0]
    if noun.beside is not None:
        return replace(phrase, first=first)
    end = next(
        (i for i in range(phrase.head_end, phrase.end) if _leaves(doc, i, phrase, words) or _is_given(doc, i, phrase, words)), phrase.end
    )
    return replace(phrase, first=first).shortened(min(end, _next_in_list(noun, phrase)))


def _leaves(doc: Doc, i: int, phrase: Phrase, words: ProgrammeWords) -> bool:
    """Whether a word behind a common noun no longer tells what the programme is for: "in" Ghana, "to" 27,000, "known" as."""
    token = doc[i]
    if token.pos_ == "PART" and doc[phrase.head - 1].pos_ == "NOUN" and phrase.first < phrase.head:
        return True  # "the [fishing programme] to meet demand": the noun before it tells what it is for
    if token.pos_ in ("ADP", "PART"):
        return token.lower_ not in words.purposes or (i + 1 < phrase.end and doc[i + 1].like_num)
    if token.pos_ == "ADJ" and i == phrase.head_end:
        return True
    return token.pos_ == "VERB" and not is_infinitive(token) and token.lower_ not in words.purposes


def _is_given(doc: Doc, i: int, phrase: Phrase, words: ProgrammeWords) -> bool:
    """Whether a preposition leads to who gets a programme: "delivering a sports programme [to young people]"."""
    recipient = doc[i].pos_ == "ADP" and i + 1 < phrase.end and doc[i].lower_ in relation_words(doc.lang_).recipients
    return recipient and doc[phrase.head].head.lemma_ in words.giving_verbs


def _title(noun: ProgrammeNoun, phrase: Phrase) -> Phrase:
    """Of a name that writes its words with capitals, those words: not "the new", not "to help …" around it."""
    doc = noun.sentence.part.doc
    number = (i for i in range(phrase.head_end, phrase.end) if doc[i].like_num and not _YEAR.match(doc[i].text) and doc[i - 1].text != "(")
    phrase = phrase.shortened(min(next(number, phrase.end), _next_in_list(noun, phrase)))
    phrase = _without_amount(noun, phrase)
    phrase = _with_owner(noun, phrase)
    words = range(phrase.first, phrase.head)
    after_post = max((i + 1 for i in words if _is_post(noun, i)), default=phrase.first)
    first = next((i for i in words if i >= after_post and (doc[i].text[0].isupper() or _YEAR.match(doc[i].text))), phrase.head)
    raised = [
        i for i in range(phrase.first, phrase.end) if doc[i].text[0].isupper() or doc[i].text[0].isdigit() or doc[i].text in (")", "»", "”")
    ]
    later = (i for i in range(phrase.head_end, phrase.end) if programme_nouns(noun.sentence.language).fullmatch(doc[i].text))
    second = next(later, phrase.end)
    joint = next((i for i in range(phrase.head_end, second) if doc[i].pos_ == "CCONJ"), phrase.end) if second < phrase.end else phrase.end
    stop = next((i for i in range(phrase.head_end, phrase.end) if _is_naming(noun, i) or _tells_when(doc, i)), phrase.end)
    last = min(raised[-1] + 1, joint, stop)
    place = next((i for i in range(phrase.head_end, last) if doc[i].pos_ == "ADP" and _only_place(noun, i + 1, last)), last)
    owner = next((i for i in range(phrase.head_end, place) if doc[i].pos_ == "ADP" and _only_owner(noun, i, place)), place)
    return replace(phrase, first=first).shortened(owner)


def _with_owner(noun: ProgrammeNoun, phrase: Phrase) -> Phrase:
    """The phrase with all of the body whose name it would begin within: "the [Harbour Board's Office] Rescue Hotline"."""
    begin = noun.offset(phrase.first)
    bodies = (n for n in noun.names if n.cls is EntityClass.ORGANISATION and not n.guessed)
    owner = next((n for n in bodies if n.begin < begin < n.end <= noun.offset(phrase.head)), None)
    if owner is None:
        return phrase
    return replace(phrase, first=next(i for i in range(noun.sentence.tokens.start, phrase.first + 1) if noun.offset(i) >= owner.begin))


def _is_post(noun: ProgrammeNoun, i: int) -> bool:
    """Whether a word before a name is the post of somebody in it: "National [Coordinator] Rural Roads Programme"."""
    return noun.sentence.part.doc[i].lower_ in relation_words(noun.sentence.language).roles


def _tells_when(doc: Doc, i: int) -> bool:
    """Whether a preposition leads to a year in which something is done with it: "adopted the Harbour Plan [in 2020]"."""
    led = doc[i].pos_ == "ADP" and i + 1 < len(doc) and _YEAR.fullmatch(doc[i + 1].text) is not None
    return led and doc[i].lower_ not in name_words(doc.lang_).purposes_in_name  # "the plan for 2020"


def _is_naming(noun: ProgrammeNoun, i: int) -> bool:
    """Whether another name follows: "the Young Sailors Scheme [popularly called] YOSS"."""
    doc, words = noun.sentence.part.doc, programme_words(noun.sentence.language)
    return doc[i].lower_ in words.naming or (doc[i].pos_ == "ADV" and i + 1 < len(doc) and doc[i + 1].lower_ in words.naming)


def _before_cost(noun: ProgrammeNoun, phrase: Phrase) -> int:
    """Where a name ends before what it costs: "le programme de pêche [d'un montant de 3 millions d'euros]"."""
    doc, begin = noun.sentence.part.doc, noun.sentence.begin
    costs = [amount for amount in amounts_in(noun.sentence.text, noun.sentence.language) if begin + amount.begin >= noun.head_end]
    first = next((i for i in range(phrase.head_end, phrase.end) if costs and noun.offset(i) >= begin + costs[0].begin), phrase.end)
    if first == phrase.end:
        return first
    words, amount = programme_relation_words(noun.sentence.language).budget_words, first
    while first > phrase.head_end and (doc[first - 1].pos_ in ("ADP", "DET", "ADJ", "ADV") or doc[first - 1].lower_ in words):
        first -= 1
    return next((i for i in range(first, amount) if doc[i].pos_ == "ADP"), amount)


def _without_amount(noun: ProgrammeNoun, phrase: Phrase) -> Phrase:
    """The phrase after money before the noun: "a EUR 2 million [green initiative]"; its determiner stands before the amount."""
    begin, doc, head = noun.sentence.begin, noun.sentence.part.doc, noun.offset(phrase.head)
    paid = [a for a in amounts_in(noun.sentence.text, noun.sentence.language) if noun.begin < begin + a.end <= head]
    if not paid:
        return phrase
    first = next((i for i in range(phrase.first, phrase.head) if noun.offset(i) >= begin + paid[-1].end), phrase.head)
    amount = noun.sentence.part.tokens(begin + paid[-1].begin, begin + paid[-1].end)
    before = noun_phrase(doc, amount.start, amount.end, noun.sentence.language) if amount is not None else phrase
    determiner = before.determiner if before.determiner is not Determiner.NONE else _far_determiner(noun, begin + paid[-1].begin)
    return replace(phrase, first=first, determiner=determiner)


def _far_determiner(noun: ProgrammeNoun, amount: int) -> Determiner:
    """The determiner that a programme's length parts from what it costs: "[a] five-year, | $20 million project"."""
    doc, determiners = noun.sentence.part.doc, phrase_words(noun.sentence.language).determiners
    first = next((i for i in range(noun.sentence.tokens.start, noun.phrase.head) if noun.offset(i) >= amount), noun.phrase.head)
    for i in range(first - 1, max(noun.sentence.tokens.start, first - FAR_DETERMINER) - 1, -1):
        if doc[i].lower_ in determiners:
            return noun_phrase(doc, i + 1, i + 2, noun.sentence.language).determiner
        if doc[i].pos_ in ("VERB", "ADP", "AUX") or doc[i].text in (".", ";", ":"):
            break
    return Determiner.NONE


def _next_in_list(noun: ProgrammeNoun, phrase: Phrase) -> int:
    """Where something else begins: "the Green Coast initiative, [the United States …]", "a coast programme, [Minister …]"."""
    doc, words = noun.sentence.part.doc, phrase_words(noun.sentence.language)
    quoted = QUOTED.match(noun.reading.text, noun.head_end, noun.sentence.end)
    begin = quoted.end() if quoted is not None else noun.head_end
    commas = (i for i in range(phrase.head_end, phrase.end - 1) if doc[i].text == "," and noun.offset(i) >= begin)
    small = not noun.has_capital
    return next((i for i in commas if doc[i + 1].lower_ in words.determiners or (small and doc[i + 1].text[0].isupper())), phrase.end)


def _only_owner(noun: ProgrammeNoun, first: int, end: int) -> bool:
    """Whether all that stands between two tokens tells whose it is: "[the Rural Roads Plan] of the Federal Government"."""
    doc, phrase = noun.sentence.part.doc, noun.phrase
    if not any(doc[i].text[0].isupper() for i in range(phrase.first, phrase.head)):
        return False  # the body is all that names it: "Programme of the World Bank"
    begin, limit = noun.offset(first), noun.offset(end - 1) + len(doc[end - 1])
    owners = relation_words(noun.sentence.language).owners
    bodies = [n for n in noun.names if n.cls is EntityClass.ORGANISATION and n.end == limit and n.begin > begin]
    return any(noun.reading.text[begin : n.begin].strip().casefold() in owners for n in bodies)


def _only_place(noun: ProgrammeNoun, first: int, end: int) -> bool:
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
