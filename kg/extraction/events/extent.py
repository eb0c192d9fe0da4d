"""How far the name of an event goes: up to its time, its purpose, or whoever stands after it in the sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from kg.extraction.candidates import Candidate
from kg.extraction.events.words import VISIT, event_kinds, event_pattern, event_words, time_of_another
from kg.extraction.relations.words import owner_words, relation_words
from kg.extraction.text.calendar import dates_in, is_calendar_word
from kg.extraction.text.grammar import PASSIVE_SUBJECTS, RELATIVE_CLAUSES, SUBJECTS, children, is_finite_verb, is_infinitive
from kg.extraction.text.phrases import LONGEST, Determiner, Phrase, noun_phrase, phrase_words
from kg.extraction.text.reading import Parsed, Sentence
from kg.model.entities import EntityClass, Form

MET = frozenset({"meeting", "visit"})  # kinds that a company belongs to: "talks with the minister"
LONGEST_POST = 8  # words between a killing and who suffered it: "de l'ancien ministre et député"
SHORTEST_LEAD = 2  # words with capitals before a noun that show them to be one name
OF_A_THING = frozenset({"launch", "signing"})  # kinds whose purpose is that of a thing: "the launch of the project to support fishers"
OPENING_QUOTES = frozenset('«“"')
_BARE_YEAR = re.compile(r"(?:(?:de|of|d')\s*)?\d{4}")
_OPENING = frozenset({"DET", "ADP", "PRON", "SCONJ", "ADV", "AUX", "NOUN"})  # what no name goes on with in capitals: "Ghana Le président"
_PREDICATES = frozenset({"oprd", "ccomp", "acomp"})  # adjectives that a verb says of what stands before them
_WHO = (EntityClass.PERSON, EntityClass.ORGANISATION, EntityClass.PLACE)


def barriers(reading: Parsed, sentence: Sentence, times: Sequence[tuple[int, int]], names: Sequence[Candidate]) -> frozenset[int]:
    """The tokens of a sentence before which names of events end."""
    inside = (
        _purposes(sentence),
        _blamed(sentence),
        _other_events(sentence),
        _breaks(sentence, names),
        _persons(sentence, names),
        _contact_clauses(sentence),
        _said_of_it(sentence),
        _next_places(sentence, names),
        _figures(sentence),
        _next_of_its_kind(sentence),
    )
    return frozenset(_times(reading, sentence, times)).union(*inside)


def _blamed(sentence: Sentence) -> set[int]:
    """What leads to whom an event is laid to, for it hangs on the verb: "blamed the clashes [on] fishers", but not "on Monday"."""
    blaming, found = event_words(sentence.language).blaming, set[int]()
    for verb in sentence.tokens:
        leads = blaming.get(verb.lemma_, ()) if verb.pos_ == "VERB" else ()
        for token in sentence.tokens if leads else ():
            behind = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
            if token.i > verb.i and token.lower_ in leads and not is_calendar_word(behind, sentence.language):
                found.add(token.i)
    return found


def tidied(sentence: Sentence, phrase: Phrase, names: Sequence[Candidate]) -> Phrase:
    """The phrase up to another event or adjunct that "and" joins to it, or to a title that closes it, and never within a name."""
    doc, words, language = sentence.part.doc, phrase_words(sentence.language), sentence.language
    for i in range(phrase.head_end, phrase.end - 1):
        if doc[i].lower_ in words.coordinators and _begins_another(doc[phrase.head_end : i], doc[i + 1 : phrase.end], language):
            phrase = phrase.shortened(i)
            break
    if _lacks_its_noun(doc, phrase, language):
        phrase = replace(phrase, end=phrase.end + 1)
    while phrase.end > phrase.head_end and doc[phrase.end - 1].lower_ in words.openers:
        phrase = phrase.shortened(phrase.end - 1)
    return _whole_names(sentence, phrase, names)


def _lacks_its_noun(doc: Doc, phrase: Phrase, language: str) -> bool:
    """Whether a phrase ends in an adjective whose noun the parser took for a participle: "l'audition du célèbre | accusé"."""
    end = phrase.end
    if phrase_words(language).nouns_before or end - 2 < phrase.head_end or end >= len(doc) or not doc[end - 1].whitespace_:
        return False
    return doc[end - 1].pos_ == "ADJ" and doc[end - 2].pos_ in ("ADP", "DET") and doc[end - 1].head.i == end


def _begins_another(before: Span, after: Span, language: str) -> bool:
    """Whether "and" leads to an event with an article, or to a preposition that no other one stands before: "and for a dinner"."""
    determiners = phrase_words(language).determiners
    if after[0].pos_ == "ADP" and after[0].lower_ not in determiners:
        return after[0].lower_ not in {token.lower_ for token in before} | owner_words(language)
    match = event_pattern(language).search(after.text)
    lead = after.text[: match.start()].casefold().split() if match is not None else []
    return len(lead) == 1 and lead[0] in determiners


def _whole_names(sentence: Sentence, phrase: Phrase, names: Sequence[Candidate]) -> Phrase:
    """The phrase up to the end of a name that it would cut: "a rally with Marie | Le Goff"."""
    part = sentence.part
    end = part.offset + int(part.doc[phrase.end - 1].idx) + len(part.doc[phrase.end - 1])
    cut = next(
        (
            name
            for name in names
            if name.cls in _WHO and not (name.guessed and name.cls is EntityClass.ORGANISATION) and name.begin < end < name.end
        ),
        None,
    )
    tokens = part.tokens(cut.begin, cut.end) if cut is not None else None
    if tokens is None or tokens.start < phrase.head_end:
        return phrase
    return replace(phrase, end=int(tokens.end))


def with_company(sentence: Sentence, phrase: Phrase, kind: str, names: Sequence[Candidate], ends: Collection[int]) -> Phrase:
    """A meeting with whom it was, where somebody is named there: "talks with the Minister of Trade"."""
    doc, language = sentence.part.doc, sentence.language
    if kind not in MET or phrase.end + 1 >= len(doc) or doc[phrase.end].lower_ not in event_words(language).company:
        return phrase
    head = next((t for t in doc[phrase.end + 1 : phrase.end + LONGEST] if t.pos_ in ("NOUN", "PROPN") and t.dep_ != "compound"), None)
    if head is None or any(t.is_punct or t.pos_ == "VERB" for t in doc[phrase.end + 1 : head.i]):
        return phrase
    end = noun_phrase(doc, head.i, head.i + 1, language, ends).end
    begin = sentence.part.offset + int(doc[phrase.end].idx)
    last = sentence.part.offset + int(doc[end - 1].idx) + len(doc[end - 1])
    named = any(name.cls in _WHO and begin < name.begin and name.end <= last for name in names)
    return replace(phrase, end=end) if named else phrase


def with_victim(sentence: Sentence, phrase: Phrase, names: Sequence[Candidate]) -> Phrase:
    """A killing up to the name of who suffered it, behind no more than a post: "l'assassinat du journaliste et opposant [X]"."""
    doc, part = sentence.part.doc, sentence.part
    persons = sorted(name for name in names if name.cls is EntityClass.PERSON and name.form is Form.NAME)
    head_end = part.offset + int(doc[phrase.head_end - 1].idx) + len(doc[phrase.head_end - 1])
    victim = next((name for name in persons if name.begin > head_end), None)
    tokens = part.tokens(victim.begin, victim.end) if victim is not None else None
    if tokens is None or tokens.start <= phrase.head_end or doc[phrase.head_end].lower_ not in owner_words(sentence.language):
        return phrase
    between = doc[phrase.head_end : tokens.start]
    if len(between) > LONGEST_POST or any(token.is_punct or is_finite_verb(token) or token.text[0].isupper() for token in between):
        return phrase
    return replace(phrase, end=max(phrase.end, int(tokens.end)))


def with_owners(sentence: Sentence, phrase: Phrase, names: Sequence[Candidate]) -> Phrase:
    """An event with the common noun for those whose it is: "a [Port Officers'] conference"."""
    doc, mark = sentence.part.doc, phrase.first - 1
    if mark - 1 <= sentence.tokens.start or doc[mark].text not in ("'", "’") or doc[mark].whitespace_ == "" or doc[mark - 1].whitespace_:
        return phrase
    owner = noun_phrase(doc, mark - 1, mark, sentence.language)
    begin = sentence.part.offset + int(doc[owner.first].idx)
    series = doc[phrase.head].text[0].isupper() and doc[owner.first].text[0].isdigit()  # "the 3rd All Fiji Editors' Conference"
    named = not series and any(name.begin < begin + 1 + len(doc[owner.first : mark].text) and begin < name.end for name in names)
    return (
        phrase if named or doc[mark - 1].pos_ not in ("NOUN", "PROPN") else replace(phrase, first=owner.first, determiner=owner.determiner)
    )


def day_alone(sentence: Sentence, phrase: Phrase) -> Phrase:
    """The name of a day that ends in its noun, with its year: "World Refugee Day 2031 | at the town hall"."""
    doc, end = sentence.part.doc, phrase.head_end
    return phrase.shortened(end + 1 if end < len(doc) and _BARE_YEAR.fullmatch(doc[end].text) else end)


def with_group(sentence: Sentence, phrase: Phrase) -> Phrase:
    """A name that begins with whose gathering it is: "the [Friends of] Lake Victoria meeting"."""
    doc, words, first = sentence.part.doc, phrase_words(sentence.language), phrase.first
    named = words.nouns_before and phrase.determiner is Determiner.NONE and first < phrase.head and doc[first].text[0].isupper()
    if not named or first - 2 <= sentence.tokens.start or doc[first - 1].lower_ not in relation_words(sentence.language).owners:
        return phrase
    group = noun_phrase(doc, first - 2, first - 1, sentence.language)
    known = group.determiner is not Determiner.NONE and doc[first - 2].text[0].isupper() and doc[first - 2].pos_ in ("NOUN", "PROPN")
    return replace(phrase, first=group.first, determiner=group.determiner) if known else phrase


def with_lead(sentence: Sentence, phrase: Phrase, names: Sequence[Candidate]) -> Phrase:
    """A name of a language that puts its noun last, in a text of another: "le [Blue Coast] Forum 2031"."""
    doc, language, first = sentence.part.doc, sentence.language, phrase.first
    head = doc[phrase.head].text
    if phrase_words(language).nouns_before or first != phrase.head or not head[0].isupper() or head.isupper():
        return phrase
    others = [name for name in names if name.cls in (EntityClass.PERSON, EntityClass.PLACE)]
    while first > sentence.tokens.start and _leads(doc[first - 1], language):
        at = sentence.part.offset + int(doc[first - 1].idx)
        if any(name.begin <= at < name.end for name in others):
            return phrase
        first -= 1
    if phrase.head - first < SHORTEST_LEAD:
        return phrase
    return replace(phrase, first=first, determiner=noun_phrase(doc, first, first + 1, language).determiner)


def _leads(token: Token, language: str) -> bool:
    """Whether a word with a capital may belong to the name whose noun follows."""
    nominal = token.pos_ in ("PROPN", "NOUN", "ADJ", "X") and token.is_alpha and bool(token.whitespace_)
    return nominal and token.text[0].isupper() and token.lower_ not in event_kinds(language)


def with_stops(sentence: Sentence, phrase: Phrase, kind: str, names: Sequence[Candidate]) -> Phrase:
    """A visit with all the places that it leads to: "a visit to Fiji[, Samoa and the Cook Islands]"."""
    places = [name for name in names if name.cls is EntityClass.PLACE]
    end, last = phrase.end, phrase.end
    while kind == VISIT and (stop := _next_stop(sentence, end, places)) is not None:
        joined, end = stop
        last = end if joined else last
    return replace(phrase, end=last) if last > phrase.end else phrase


def _next_stop(sentence: Sentence, end: int, places: Sequence[Candidate]) -> tuple[bool, int] | None:
    """Whether "and" joins the place that goes on a list, and the token behind it."""
    part, words = sentence.part, phrase_words(sentence.language)
    reached = part.offset + int(part.doc[end - 1].idx) + len(part.doc[end - 1])
    following = next((place for place in sorted(places) if place.begin > reached), None)
    tokens = part.tokens(following.begin, following.end) if following is not None else None
    if tokens is None or not any(place.end == reached for place in places):
        return None
    between = [token.lower_ for token in part.doc[end : tokens.start]]
    links = {",", *words.coordinators}
    if not between or between[0] not in links or not all(word in links | words.determiners for word in between):
        return None
    return not words.coordinators.isdisjoint(between), int(tokens.end)


def before_acronym(sentence: Sentence, phrase: Phrase) -> Phrase:
    """A gathering with the body whose acronym stands before the noun: "[the National Executive Council (NEC)] meeting"."""
    doc, at = sentence.part.doc, phrase.first
    if not phrase_words(sentence.language).nouns_before or at - 4 <= sentence.tokens.start or phrase.determiner is not Determiner.NONE:
        return phrase
    if (doc[at - 1].text, doc[at - 3].text) != (")", "(") or not doc[at - 2].text.isupper():
        return phrase
    letters, first = doc[at - 2].text, at - 3
    while letters and first - 1 > sentence.tokens.start and (doc[first - 1].text[0] == letters[-1] or doc[first - 1].text.islower()):
        first -= 1
        letters = letters[:-1] if doc[first].text[0] == letters[-1] else letters
    return phrase if letters else replace(phrase, first=first, determiner=noun_phrase(doc, first, first + 1, sentence.language).determiner)


def of_an_election(sentence: Sentence, phrase: Phrase) -> Phrase:
    """An election without what is quoted or told of somebody behind it: "the elections | “if they are held”", "élections | avec l'idée"."""
    doc, words = sentence.part.doc, event_words(sentence.language)
    for i in range(phrase.head_end, phrase.end):
        if doc[i].text in OPENING_QUOTES or (doc[i].lower_ in words.besides and doc[i].head.text[0].islower()):
            return phrase.shortened(i)
    return phrase


def before_phase(sentence: Sentence, phrase: Phrase) -> Phrase:
    """An event without the noun for a part of it that stands right behind: "the Review Conference [outcome]"."""
    doc, words = sentence.part.doc, event_words(sentence.language)
    after = doc[phrase.head_end] if phrase.head_end < phrase.end else None
    is_part = after is not None and after.lower_ in words.phases and phrase_words(sentence.language).nouns_before
    return phrase.shortened(phrase.head_end) if is_part else phrase


def _times(reading: Parsed, sentence: Sentence, times: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Times, unless it is the year of an event that is called by it: "the elections of 2015"."""
    dates = {(date.begin, date.end) for date in dates_in(sentence.text, sentence.language, reading.issued, offset=sentence.begin)}
    for time in {*times, *dates}:
        tokens = sentence.part.tokens(*time)
        if tokens is not None:
            yield tokens.end if _BARE_YEAR.fullmatch(reading.text[slice(*time)]) else tokens.start


def _purposes(sentence: Sentence) -> Iterator[int]:
    """What an event is for: "a visit to discuss trade", "une réunion pour évaluer …"; capitals show a name: "Dialogue to Combat Piracy"."""
    openers, kinds = event_words(sentence.language).purposes, event_kinds(sentence.language)
    for token, verb in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        opens = token.lower_ in openers and verb.text.islower() and (is_infinitive(verb) or verb.tag_ == "VB")
        over = verb.head
        if opens and (over.pos_ in ("VERB", "AUX") or kinds.get(over.lower_, "launch") not in OF_A_THING):
            yield token.i


def _other_events(sentence: Sentence) -> Iterator[int]:
    """What tells during or after which other event this one took place: "talks on the margins of the summit"."""
    for match in time_of_another(sentence.language).finditer(sentence.text):
        tokens = sentence.part.tokens(sentence.begin + match.start(), sentence.begin + match.end())
        if tokens is not None:
            yield tokens.start


def _breaks(sentence: Sentence, names: Sequence[Candidate]) -> Iterator[int]:
    """An adverb before a preposition, and a headline that goes on in the next line: "boat tragedy | back to", "au Ghana | Le président"."""
    title_case = phrase_words(sentence.language).title_case
    inside = {token.i for name in names for token in (sentence.part.tokens(name.begin, name.end) or ())[1:]}
    for before, token, after in zip(sentence.tokens, sentence.tokens[1:], sentence.tokens[2:], strict=False):
        post = before.lower_ in relation_words(sentence.language).roles  # "au Président Y"
        goes_on = title_case or post or not (before.text[0].isupper() and token.text[0].isupper() and token.pos_ in _OPENING)
        apposed = before.text == "," and token.text[0].isupper() and token.lower_ in relation_words(sentence.language).roles
        if token.i not in inside and (not goes_on or apposed or (token.pos_ == "ADV" and after.pos_ == "ADP")):
            yield token.i


def _contact_clauses(sentence: Sentence) -> Iterator[int]:
    """Who does it in a clause that leaves "that" out: "the trip | Vice President Ana Silva made to Suva"."""
    if not phrase_words(sentence.language).nouns_before:
        return
    for verb in sentence.tokens:
        if verb.dep_ in RELATIVE_CLAUSES and verb.head.i < verb.i:
            subject = next(children(verb, SUBJECTS | PASSIVE_SUBJECTS), None)
            if subject is not None and verb.head.i < subject.left_edge.i < verb.i:
                yield int(subject.left_edge.i)


def _said_of_it(sentence: Sentence) -> Iterator[int]:
    """What a clause says of an event behind its noun: "made the visit [to Suva] | particularly relevant"."""
    if not phrase_words(sentence.language).nouns_before:
        return
    for before, token in pairwise(sentence.tokens):
        if token.pos_ == "ADJ" and token.dep_ in _PREDICATES and before.pos_ in ("NOUN", "PROPN", "ADV"):
            yield before.i if before.pos_ == "ADV" else token.i


def _next_places(sentence: Sentence, names: Sequence[Candidate]) -> Iterator[int]:
    """A place right behind another one, with no comma: there the next clause begins: "at the meeting in Suva | Chile has asked"."""
    places = sorted(name for name in names if name.cls is EntityClass.PLACE)
    for before, name in pairwise(places):
        between = sentence.text[before.end - sentence.begin : name.begin - sentence.begin]
        tokens = sentence.part.tokens(name.begin, name.end)
        if tokens is not None and before.end <= name.begin and not between.strip():
            yield tokens.start


def _figures(sentence: Sentence) -> Iterator[int]:
    """A number right behind a common noun or a place: "since the election | 100 boats", "an opening | 74"; years are part of names."""
    for before, token in pairwise(sentence.tokens):
        common = before.pos_ == "NOUN" and before.text.islower()
        told = token.like_num or (token.pos_ == "NUM" and token.is_alpha)
        if told and (common or (before.pos_ == "PROPN" and token.is_alpha and token.is_lower)) and not _BARE_YEAR.fullmatch(token.text):
            yield token.i


def _next_of_its_kind(sentence: Sentence) -> Iterator[int]:
    """An event behind a comma and an article begins a clause: "before the 45th summit, | the special summit decided"."""
    definite = phrase_words(sentence.language).definite
    for match in event_pattern(sentence.language).finditer(sentence.text):
        tokens = sentence.part.tokens(sentence.begin + match.start(), sentence.begin + match.end())
        first = tokens.start - 1 if tokens is not None else -1
        if first > sentence.tokens.start and sentence.part.doc[first].lower_ in definite and sentence.part.doc[first - 1].text == ",":
            yield first - 1


def _persons(sentence: Sentence, names: Sequence[Candidate]) -> Iterator[int]:
    """Somebody behind a comma, where no list of persons goes on, or right behind the noun: "lors de l'examen, Awa Diallo a …"."""
    before, known = -1, () if phrase_words(sentence.language).nouns_before else event_kinds(sentence.language)
    for name in sorted(name for name in names if name.cls is EntityClass.PERSON):
        tokens = sentence.part.tokens(name.begin, name.end)
        lead = tokens.doc[tokens.start - 1] if tokens is not None and tokens.start > 0 else None
        if lead is not None and ((lead.text == "," and before < lead.i) or lead.text in known):
            yield lead.i + 1
        before = tokens.end if tokens is not None else before
