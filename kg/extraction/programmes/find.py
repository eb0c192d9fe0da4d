"""Programmes, projects, initiatives, campaigns, strategies, action plans, partnerships."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.candidates import Candidate, without_overlaps
from kg.extraction.names.gazetteer import is_place
from kg.extraction.programmes.names import (
    BY_GRAMMAR,
    NAMED,
    SHORTEST_INITIALS,
    cores,
    dated_acronyms,
    defined_names,
    found_again,
    has_name,
    initials,
    is_of_an_army,
    is_programme,
    titles_and_leads,
)
from kg.extraction.programmes.phrases import ProgrammeNoun, programme_phrases
from kg.extraction.programmes.words import ProgrammeWords, lasts, means, not_after, programme_words
from kg.extraction.relations.programme_words import agent_cue
from kg.extraction.relations.words import phrases
from kg.extraction.text.calendar import dates_in
from kg.extraction.text.furniture import is_reference
from kg.extraction.text.grammar import is_infinitive
from kg.extraction.text.money import amounts_in
from kg.extraction.text.phrases import Determiner, phrase_words
from kg.extraction.text.reading import Parsed
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass, Form

DESCRIBED, SINGLED_OUT, ANAPHOR = 0.82, 0.78, 0.7
LONGEST_ACRONYM = 4  # letters of a noun that is itself an acronym: MOU
LONGEST_CAPITALS = 6  # words of a name set in capitals
POSSESSIVE = 3  # characters of "'s " between an owner and what it owns
LEADING_WORDS = 6  # words before a noun that show it to be broadcast
FOLLOWING_WORDS = 2  # and behind it: "on ABC-TV"
MONEY_NEAR = 40  # characters from an amount to the programme that it is for
MONEY_BEHIND = 40  # characters from a programme to the amount that it costs: ", d'un montant global de"


def find_programmes(reading: Parsed, names: Sequence[Candidate]) -> list[Candidate]:
    """The programmes that a document names or singles out; `names` are those already found."""
    found: list[Candidate] = []
    own: set[str] = set()
    defined = list(defined_names(reading, names))
    own.update(short for _, short in defined)
    for sentence in reading.sentences:
        here = tuple(name for name in names if sentence.begin <= name.begin < sentence.end)
        if is_reference(sentence):
            continue
        found += titles_and_leads(sentence)
        dated = list(dated_acronyms(sentence, here))
        found += dated
        own.update(reading.text[one.begin : one.end].split()[0] for one in dated)
        for noun in programme_phrases(reading, sentence, here):
            candidate = _judge(noun)
            if candidate is not None:
                found.append(candidate)
                if candidate.form is Form.NAME:
                    own.update(cores(noun))
    own |= {reading.text[c.begin : c.end] for c in found if c.extractor in ("programme-title", "programme-leading-noun")}
    own |= {short for name in own if len(short := initials(name)) >= SHORTEST_INITIALS}
    return without_overlaps([*found, *(candidate for candidate, _ in defined), *found_again(reading, own)])


def _judge(noun: ProgrammeNoun) -> Candidate | None:
    words = programme_words(noun.sentence.language)
    kind = noun.phrase.determiner
    if is_of_an_army(noun.sentence, noun.noun, noun.begin) or _is_broadcast(noun, words) or _is_bond(noun, words):
        return None
    if _means_something_else(noun, words) or _is_part_of_a_body(noun) or _is_of_person(noun) or kind is Determiner.QUANTIFIER:
        return None
    if noun.works:
        return _candidate(noun, "programme-works", DESCRIBED, Form.NAME) if noun.phrase.has_complement else None
    if has_name(noun):
        return _candidate(noun, "programme-name", NAMED, Form.NAME)
    pronoun = kind is Determiner.POSSESSIVE and noun.sentence.part.doc[noun.phrase.first - 1].text[0].isalpha()
    again = pronoun and not (_tells_what(noun, words) and (noun.noun not in words.named_only or _stands_out(noun, words)))
    lasting = kind is Determiner.DEFINITE and noun.phrase.end == noun.phrase.head_end and lasts(noun.sentence.language).fullmatch(noun.lead)
    if kind is Determiner.DEMONSTRATIVE or again or lasting or not noun.phrase.has_complement:
        anaphor = (pronoun or kind in (Determiner.DEFINITE, Determiner.DEMONSTRATIVE)) and noun.noun in _folded(words.anaphoric)
        return _candidate(noun, "programme-anaphor", ANAPHOR, Form.NOMINAL) if anaphor else None
    if kind is Determiner.NONE or _governed(noun, words.idioms) or not _may_be_described(noun, words):
        return None
    if kind is Determiner.INDEFINITE:
        real = _singled_out(noun, words) and (_tells_what(noun, words) or _told_apart(noun, words))
        return _candidate(noun, "programme-introduced", SINGLED_OUT, Form.NAME) if real else None
    if _has_only_an_aim(noun, words) or not (_tells_what(noun, words) or _told_apart(noun, words)):
        return None
    return _candidate(noun, "programme-described", DESCRIBED, Form.NAME)


def _may_be_described(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether a noun that mostly stands in names is singled out by more than its complement: "an agreement" by being signed."""
    if noun.noun in words.signed:
        between = phrases(noun.sentence.language, "parties").search(noun.reading.text, noun.head_end, noun.sentence.end) is not None
        return _governed(noun, words.signing_verbs, done=True) or (between and noun.phrase.determiner is Determiner.DEFINITE)
    return noun.noun not in words.named_only or _told_apart(noun, words)


def _has_only_an_aim(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether an infinitive is all that tells what it is: "the association's program to help newcomers"."""
    doc, phrase = noun.sentence.part.doc, noun.phrase
    aim = phrase.first == phrase.head and phrase.end > phrase.head_end and doc[phrase.head_end].pos_ == "PART"
    return aim and not _governed(noun, words.singling_verbs | words.signing_verbs)


def _tells_what(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether the phrase tells what the programme is for: by a complement, or by a noun or a telling adjective before it."""
    doc, phrase = noun.sentence.part.doc, noun.phrase
    if any(doc[i].pos_ not in ("ADJ", "CCONJ", "ADV", "PUNCT") for i in range(phrase.head_end, phrase.end)):
        return True
    before = [doc[i] for i in range(phrase.first, phrase.head) if not noun.is_of_a_name(doc[i])]
    adjectives = phrase_words(noun.sentence.language).nouns_before  # elsewhere only adjectives that tell nothing stand before
    return any(t.pos_ in ("NOUN", "PROPN") or (adjectives and t.pos_ == "ADJ" and t.lower_ not in words.plain) for t in before)


def _candidate(noun: ProgrammeNoun, rule: str, confidence: float, form: Form) -> Candidate:
    begin = noun.begin
    if form is Form.NOMINAL:
        part = noun.sentence.part
        begin = noun.offset(noun.phrase.with_determiner(part.doc, part.language))
    return Candidate(begin=begin, end=noun.end, cls=EntityClass.PROGRAMME, extractor=rule, confidence=confidence, form=form)


def _means_something_else(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    if noun.head.text.isupper() and len(noun.head) > LONGEST_ACRONYM and (_is_table(noun) or _is_in_capitals(noun)):
        return True
    if "|" in noun.text or _is_menu(noun) or _is_body(noun, words):
        return True
    if noun.head.dep_ == "compound" and noun.head.head.i >= noun.phrase.head_end:
        return True
    before, after = noun.before.casefold(), noun.reading.text[noun.head_end : noun.sentence.end]
    inside = noun.lead.casefold()
    if words.not_before & {inside, *inside.split()[-1:]} or any(f" {before.rstrip()}".endswith(" " + word) for word in words.not_before):
        return True
    idioms = (word for word in words.not_before if word.endswith(noun.noun) and len(word) > len(noun.noun))
    if not noun.has_capital and any(f" {before}{noun.noun}".endswith(" " + word) for word in idioms):  # "sur le plan"
        return True
    if after[:1] in ("-", "/") and after[1:2].isalnum():
        return True
    return not_after(noun.sentence.language).match(after) is not None


def _is_broadcast(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether words before the noun make it something to hear or see: "on Radio Coast Morning Program"."""
    text, head = noun.sentence.text, noun.offset(noun.phrase.head) - noun.sentence.begin
    near = re.findall(r"[\w-]+", text[:head].casefold())[-LEADING_WORDS:]
    behind = re.findall(r"[\w-]+", text[noun.head_end - noun.sentence.begin :].casefold())[:FOLLOWING_WORDS]
    named = noun.has_capital or any(word[0].isupper() for word in re.findall(r"[^\W\d_]+", noun.lead))
    return named and not words.broadcast.isdisjoint([*near, *behind])


def _is_menu(noun: ProgrammeNoun) -> bool:
    """Whether the same noun stands twice with a capital in what would be a name: "Program Families Program"."""
    return noun.has_capital and noun.text.split().count(noun.head.text) > 1


def _is_body(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether a bond is a body that has members or a head: "members of the Clean Coast Partnership"."""
    staff = re.compile(rf"(?<!\w){any_of(words.staff)}(?:\s+\w+){{1,2}}\W*$")
    return noun.noun in words.bonds and noun.has_capital and staff.search(noun.before.casefold()) is not None


def _is_bond(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether a noun only joins two countries, with no word of signing or launching: "the strengthening of the Togo-Fiji partnership"."""
    rest = f"{noun.lead} {noun.reading.text[noun.head_end : noun.end]}".strip()
    parts = re.split(r"\s?[-–]\s?", rest)
    pair = len(parts) == len({*parts}) == 2 and all(part.isupper() or is_place(part) for part in parts)
    return pair and noun.noun in words.bonds and not _governed(noun, words.singling_verbs | words.signing_verbs)


def _is_of_person(noun: ProgrammeNoun) -> bool:
    """Whether the name of a person is all that tells what it is: the campaign of a candidate."""
    head = noun.offset(noun.phrase.head)
    text = noun.reading.text
    persons = [n for n in noun.names if n.cls is EntityClass.PERSON and not text[n.begin : n.end].isupper()]
    before = any(n.begin >= noun.begin and 0 < head - n.end <= POSSESSIVE for n in persons)
    return before or any(n.end == noun.end and len(text[noun.head_end : n.begin].split()) == 1 for n in persons)


def _is_table(noun: ProgrammeNoun) -> bool:
    """Whether a line in capitals is the head of a table, rather than a name: figures or many words stand in it."""
    doc, phrase = noun.sentence.part.doc, noun.phrase
    return phrase.end - phrase.first > LONGEST_CAPITALS or any(doc[i].like_num for i in range(phrase.first, phrase.end))


def _is_in_capitals(noun: ProgrammeNoun) -> bool:
    """Whether the words around a phrase in capitals are in capitals too: then these tell nothing."""
    doc, phrase = noun.sentence.part.doc, noun.phrase
    beside = [doc[i] for i in (phrase.first - 1, phrase.end) if noun.sentence.tokens.start <= i < noun.sentence.tokens.end]
    return noun.sentence.text.isupper() or any(t.is_upper and len(t) > 1 for t in beside)


def bodies_proper(reading: Parsed, names: Sequence[Candidate], programmes: Sequence[Candidate]) -> list[Candidate]:
    """The names of a text without bodies whose head is the noun of a programme that was found there, and without its acronym."""
    named = [one for one in programmes if one.form is Form.NAME]
    surfaces = {reading.text[one.begin : one.end] for one in named}

    def is_claimed(name: Candidate) -> bool:
        if name.cls is not EntityClass.ORGANISATION or name.extractor not in BY_GRAMMAR:
            return False
        language = reading.sentence_at(name.begin).language
        claimed = is_programme(reading.text, name, language) and any(one.contains(name) for one in named)
        surface = reading.text[name.begin : name.end]
        return claimed or surface in surfaces or any(text.endswith(f"({surface})") for text in surfaces)

    return [name for name in names if not is_claimed(name)]


def _is_part_of_a_body(noun: ProgrammeNoun) -> bool:
    """Whether the noun stands inside the name of an organisation: the World Food Programme."""
    begin = noun.offset(noun.phrase.head)
    bodies = [n for n in noun.names if n.cls in (EntityClass.ORGANISATION, EntityClass.PERSON) and n.form is Form.NAME]
    around = [n for n in bodies if n.begin <= begin < n.end and not is_programme(noun.reading.text, n, noun.sentence.language)]
    return any(not (n.guessed and noun.begin <= n.begin and n.end <= noun.end) for n in around)


def _told_apart(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether an adjective, a verb, an owner or its use tells the programme from others of its kind."""
    if _stands_out(noun, words) or not _may_stand_out(noun, words):
        return _stands_out(noun, words)
    return _owned(noun) or (_tells_what(noun, words) and (_used(noun) or _has_money(noun) or _has_agent(noun)))


def _stands_out(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether an adjective such as "national" or a verb such as "launch" tells the programme from others of its kind."""
    inside = set(re.findall(r"[\w-]+", noun.text.casefold()))
    told = bool(inside & words.telling) and (noun.noun not in words.bonds or noun.phrase.end > noun.phrase.head_end + 1)
    return _may_stand_out(noun, words) and (told or _governed(noun, words.singling_verbs))


def _may_stand_out(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    return noun.noun not in words.named_only or noun.noun in words.described


def _owned(noun: ProgrammeNoun) -> bool:
    """Whether a body stands in the phrase or owns it: "the department's housing project"."""
    bodies = [n for n in noun.names if n.cls is EntityClass.ORGANISATION]
    return any(noun.begin <= n.begin < noun.end or 0 <= noun.begin - n.end <= POSSESSIVE for n in bodies)


def _singled_out(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether "a project" is one that exists: somebody launched, funds or uses it, it has a time or a budget."""
    if _governed(noun, words.proposed) or noun.head.dep_ == "appos":
        return False
    sentence = noun.sentence
    return (
        _is_of_a_level(noun, words)
        or _governed(noun, words.singling_verbs | (words.signing_verbs if noun.noun in words.signed else frozenset()), done=True)
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


def _governed(noun: ProgrammeNoun, lemmas: frozenset[str], *, done: bool = False) -> bool:
    """Whether one of the two verbs next above the noun, or a helper of theirs, is of a list; if `done`, no infinitive counts."""
    verbs = [a for a in noun.head.ancestors if a.pos_ in ("VERB", "AUX")][:2]
    verbs = [v for v in verbs if not (done and is_infinitive(v))]
    participles = [c for c in noun.head.children if c.pos_ == "VERB"]
    return any(v.lemma_ in lemmas or any(c.lemma_ in lemmas for c in v.children if c.pos_ == "AUX") for v in [*verbs, *participles])


def _folded(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)
