"""What has the noun of a programme and is none: crimes, treaties, headlines, menus, what is broadcast, what persons and armies do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.extraction.candidates import Candidate
from kg.extraction.names.gazetteer import is_place
from kg.extraction.names.words import name_words
from kg.extraction.programmes.names import initials, is_of_an_army, is_programme, is_theme
from kg.extraction.programmes.nouns import ProgrammeNoun
from kg.extraction.programmes.words import ProgrammeWords, not_after, programme_words
from kg.extraction.relations.words import owner_words
from kg.extraction.text.grammar import SUBJECTS, is_passive
from kg.extraction.text.phrases import Determiner, phrase_words
from kg.extraction.text.reading import Parsed
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass, Form

LONGEST_ACRONYM = 4  # letters of a noun that is itself an acronym: MOU
LONGEST_CAPITALS = 6  # words of a name set in capitals
POSSESSIVE = 3  # characters of "'s " between an owner and what it owns
LEADING_WORDS = 6  # words before a phrase that show it to be broadcast
FOLLOWING_WORDS = 2  # and behind it: "on ABC-TV"
TELLING_LETTERS = 4  # letters of a word that tells something
TITLE_WORDS = 3  # long words around a name that show its line to be set in capitals
TITLE_SHARE = 0.7  # of them that have one
TITLE_NEAR = 12  # words around a name that are looked at for that


def is_none(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether the words in and around a phrase show that it tells of no programme."""
    return (
        noun.phrase.determiner is Determiner.QUANTIFIER
        or is_of_an_army(noun.sentence, noun.noun, noun.begin)
        or _is_broadcast(noun, words)
        or _is_crime(noun, words)
        or _is_bond(noun, words)
        or _is_treaty(noun, words)
        or _is_motto(noun, words)
        or _means_something_else(noun, words)
        or _is_part_of_a_body(noun)
        or _leads_with_body(noun)
        or _is_of_person(noun)
    )


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
    text = noun.sentence.text
    near = [*re.findall(r"[\w-]+", noun.before.casefold())[-LEADING_WORDS:], *re.findall(r"[\w-]+", noun.lead.casefold())]
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
    return pair and noun.noun in words.bonds and not noun.is_governed(words.singling_verbs | words.signing_verbs)


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


def _is_part_of_a_body(noun: ProgrammeNoun) -> bool:
    """Whether the noun stands inside the name of an organisation: the World Food Programme."""
    begin = noun.offset(noun.phrase.head)
    bodies = [n for n in noun.names if n.cls in (EntityClass.ORGANISATION, EntityClass.PERSON) and n.form is Form.NAME]
    around = [n for n in bodies if n.begin <= begin < n.end and not is_programme(noun.reading.text, n, noun.sentence.language)]
    return any(not (n.guessed and noun.begin <= n.begin and n.end <= noun.end) for n in around)


def _leads_with_body(noun: ProgrammeNoun) -> bool:
    """Whether the noun only ends what a body is for: "the Coastal Agency for [the Harbour Project]"."""
    doc, phrase, language = noun.sentence.part.doc, noun.phrase, noun.sentence.language
    links, bodies = programme_words(language).name_links, name_words(language).public_bodies
    pairs = ((doc[i], doc[i + 1]) for i in range(phrase.first, phrase.head - 1))
    return any(head.text[0].isupper() and head.lower_ in bodies and link.text in links for head, link in pairs)


def _is_crime(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether it is what criminals do: "a fraud scheme", "the plan to steal", "le projet d'attentat"."""
    if noun.noun not in words.plots:
        return False
    return not words.crimes.isdisjoint(_beside(noun))


def _beside(noun: ProgrammeNoun) -> list[str]:
    """The words before the noun in its phrase, and the first word behind it that tells something, with the adjectives before that."""
    doc, words = noun.sentence.part.doc, re.findall(r"[\w-]+", noun.lead.casefold())
    for token in doc[noun.phrase.head_end : noun.sentence.tokens.end]:
        if len(token) >= TELLING_LETTERS:
            words.append(token.lower_)
            if token.pos_ != "ADJ":
                break
    return words


def _is_treaty(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether its matter shows an agreement to be law, or the place of its signing is all that names it: "the Paris Agreement"."""
    if noun.noun not in words.signed:
        return False
    if not words.treaties.isdisjoint(_beside(noun)):
        return True
    if noun.noun not in words.bonds or not noun.has_capital:
        return False
    rest = f"{noun.lead} {noun.reading.text[noun.head_end : noun.end]}"
    telling = [word for word in re.findall(r"[^\W\d_][\w-]*", rest) if word.casefold() not in owner_words(noun.sentence.language)]
    return bool(telling) and is_place(" ".join(telling))


def _is_motto(noun: ProgrammeNoun, words: ProgrammeWords) -> bool:
    """Whether it stands in the motto of an event or the title of a book: "with the theme “Our Plan for …”"."""
    quoted = re.search(r"([«“\"][^»”\"]*)$", noun.before)
    return quoted is not None and is_theme(noun.before[: quoted.start()], words)


def is_in_headline(noun: ProgrammeNoun) -> bool:
    """Whether the words around a phrase have capitals too, in a headline or menu: then its own tell nothing. Figures do, and acronyms."""
    if not phrase_words(noun.sentence.language).title_case or re.search(r"\d|\(\w+\)", noun.text):
        return False
    sentence, doc, phrase = noun.sentence, noun.sentence.part.doc, noun.phrase
    links = programme_words(sentence.language).name_links
    small = [doc[i] for i in range(phrase.first + 1, phrase.end) if doc[i].lower_ in links and doc[i - 1].is_alpha]
    if any(token.text[0].isupper() and not token.is_upper for token in small):
        return True  # no name raises "to"
    first, last = max(sentence.tokens.start, phrase.first - TITLE_NEAR), min(sentence.tokens.end, phrase.end + TITLE_NEAR)
    around = [doc[i] for i in (*range(first, phrase.first), *range(phrase.end, last)) if not noun.is_of_a_name(doc[i])]
    if sentence.text.endswith((".", "!", "?", ".”", '."')) and any(token.is_lower for token in around):
        return False
    long = [token for token in around if token.is_alpha and len(token) >= TELLING_LETTERS]
    return len(long) >= TITLE_WORDS and sum(token.text[0].isupper() for token in long) >= TITLE_SHARE * len(long)


def acting(reading: Parsed, found: Sequence[Candidate]) -> set[str]:
    """The names that act as a body does, "[the Coastal Rights Project] sued the ministry", with their acronyms and long forms."""
    names = {reading.text[one.begin : one.end] for one in found if one.form is Form.NAME}
    acts = {reading.text[one.begin : one.end] for one in found if one.form is Form.NAME and _acts(reading, one)}
    return {name for name in names if any(name == other or _is_short_for(name, other) or _is_short_for(other, name) for other in acts)}


def _acts(reading: Parsed, one: Candidate) -> bool:
    sentence = reading.sentence_at(one.begin)
    verbs = programme_words(sentence.language).acting_verbs
    if verbs.isdisjoint(sentence.lemmas):
        return False
    tokens = sentence.part.tokens(one.begin, one.end)
    root = tokens.root if tokens is not None else None
    return root is not None and root.dep_ in SUBJECTS and root.head.lemma_ in verbs and not is_passive(root.head)


def listed_bodies(reading: Parsed, found: Sequence[Candidate], names: Sequence[Candidate]) -> set[str]:
    """The names that stand among those of bodies in a list: "the Reefs Union, [the Lagoon Project] and Harbour Watch"."""
    bodies = [n for n in names if n.cls is EntityClass.ORGANISATION]
    called = [one for one in found if one.extractor == "programme-name"]
    return {reading.text[one.begin : one.end] for one in called if _is_listed_body(reading, one, bodies, called)}


def _is_listed_body(reading: Parsed, one: Candidate, bodies: Sequence[Candidate], others: Sequence[Candidate]) -> bool:
    """Whether a name stands in a list right behind a body, and before another or behind two, where nothing tells of programmes."""
    sentence, text = reading.sentence_at(one.begin), reading.text
    gap = _list_gap(sentence.language)

    def before(begin: int, rows: Sequence[Candidate]) -> Candidate | None:
        return next((b for b in rows if sentence.begin <= b.begin and b.end < begin and gap.fullmatch(text, b.end, begin)), None)

    former = before(one.begin, bodies)
    if former is None or not text[one.begin].isupper():
        return False
    after = any(one.end < b.begin < sentence.end and gap.fullmatch(text, one.end, b.begin) for b in bodies)
    row = after or before(former.begin, [*bodies, *others]) is not None
    return row and _programmes_told(sentence.language).search(text, sentence.begin, one.begin) is None


@cache
def _list_gap(language: str) -> re.Pattern[str]:
    """What stands between two items of a list."""
    words = phrase_words(language)
    joined = any_of(words.coordinators)
    return re.compile(rf"(?:, ?(?:{joined} )?| {joined} )(?i:{any_of(words.definite)}(?:(?<=['’])| ))?")


@cache
def _programmes_told(language: str) -> re.Pattern[str]:
    """The noun of programmes in the plural, which a list follows: "such initiatives as"."""
    return re.compile(rf"(?<!\w){any_of(programme_words(language).tells)}s(?!\w)", re.IGNORECASE)


def _is_short_for(short: str, long: str) -> bool:
    return f"({short})" in long or (short.isupper() and short == initials(long)) or long.startswith(f"{short} (")
