"""Bodies by the grammar of their names: a head ("ministère", "Department") with the words that complete it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extraction.candidates import Candidate
from kg.extraction.names.complements import HYPHENS, complete
from kg.extraction.names.gazetteer import is_given_name
from kg.extraction.names.holders import is_held
from kg.extraction.names.surroundings import BodyName, Surroundings, surroundings
from kg.extraction.names.words import NameWords, folded, name_words, nationalities
from kg.extraction.statements.cues import words_of
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Part
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass

_LETTERS = re.compile(r"(?:[A-Z]\.){2,}")
_SORT = 3  # letters of an acronym that tells the sort of body: "ONG"
_DIGITS = 2  # of a number that may belong to a name
_BEFORE_VAGUE = 4  # tokens in which a preposition may stand that tells a source: "according to the French authorities"
_ADJECTIVES = 2  # that make a head with a capital the name of one body: "Commission électorale indépendante"
_BESIDE = 12  # characters between an office and its holder
_BEFORE_IDIOM, _BEHIND_IDIOM = 20, 24  # characters around a head in which an idiom stands
_HOLDER_BEHIND = re.compile(r",? (?:[A-Z]\w{0,3}\.? )?")  # "…, Mr"
_HOLDER_BEFORE = re.compile(r"(?:,| \(| [–-]) ?(?:[\w']{1,3} ?)?")  # "… (the"


@cache
def _head_pattern(language: str) -> re.Pattern[str]:
    heads = folded(name_words(language).bodies, name_words(language).national_bodies)
    return re.compile(rf"(?<![\w-]){any_of(heads)}(?![\w-])")


@cache
def _office_pattern(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){any_of(folded(name_words(language).offices))}s?(?![\w-])")


def find_bodies(part: Part, places: Sequence[Candidate], persons: Sequence[Candidate]) -> list[Candidate]:
    """The bodies that a text names by a head and its complements."""
    around = surroundings(part, places, persons)
    found: list[Candidate] = []
    for match in _head_pattern(part.language).finditer(fold_letters(part.text)):
        head = part.doc.char_span(match.start(), match.end())
        if head is None or (found and part.offset + head.end_char <= found[-1].end and _inner(around, head)):
            continue
        name = _name(around, head, match.group())
        if name is not None:
            found.append(_candidate(part, name))
    return found


def find_portfolios(part: Part, places: Sequence[Candidate], persons: Sequence[Candidate]) -> list[range]:
    """The offsets of what offices are for: "ministre des *Affaires étrangères*" names no body there, whatever its capitals."""
    around = surroundings(part, places, persons)
    found = []
    for match in _office_pattern(part.language).finditer(fold_letters(part.text)):
        head = part.doc.char_span(match.start(), match.end())
        if head is None:
            continue
        name = BodyName(head.start, head.end)
        complete(around, name)
        if name.complements:
            span = part.doc[head.end : name.end]
            found.append(range(part.offset + span.start_char, part.offset + span.end_char))
    return found


def held_office(part: Part, body: Candidate, persons: Sequence[Candidate]) -> int | None:
    """Where the office begins in the name of what counts as a body, if the person beside it holds it: "Awa Diop, UN High Commissioner"."""
    text, offset = part.text, part.offset
    office = _world_office_pattern(part.language).search(fold_letters(text[body.begin - offset : body.end - offset]))
    if office is None:
        return None
    behind = (text[body.end - offset : person.begin - offset] for person in persons if 0 < person.begin - body.end < _BESIDE)
    before = (text[person.end - offset : body.begin - offset] for person in persons if 0 < body.begin - person.end < _BESIDE)
    held = any(_HOLDER_BEHIND.fullmatch(gap) for gap in behind) or any(_HOLDER_BEFORE.fullmatch(gap) for gap in before)
    return len(text[: body.begin - offset + office.start()].rstrip()) + offset if held else None


@cache
def _world_office_pattern(language: str) -> re.Pattern[str]:
    words = name_words(language)
    office = any_of(folded(words.world_offices) & folded(words.offices))
    return re.compile(rf"(?<!\w){office}(?!\w)")


def _inner(around: Surroundings, head: Tokens) -> bool:
    """Whether a head inside a name that was just read begins no name of its own."""
    return not (head[0].text[0].isupper() and head.start > 0 and around.doc[head.start - 1].lower_ in _articles(around.words))


def _articles(words: NameWords) -> frozenset[str]:
    return words.determiners | words.genitives


def _candidate(part: Part, name: BodyName) -> Candidate:
    span = part.doc[name.start : name.end]
    return Candidate(
        begin=part.offset + span.start_char,
        end=part.offset + span.end_char,
        cls=EntityClass.ORGANISATION,
        extractor="organisation-head",
        confidence=0.9,
        country=name.country,
    )


def _name(around: Surroundings, head: Tokens, key: str) -> BodyName | None:
    words = around.words
    if key in folded(words.dropped_heads) and head[0].pos_ == "ADJ":  # "le point presse quotidien de la Commission"
        return None
    if _is_idiom(around, head) or _is_lettered(around, head) or _is_given(around, head):
        return None
    name = BodyName(
        _leftmost(around, head),
        head.end,
        world=key in folded(words.world_offices),
        after_person=key in folded(words.named_after) and not _is_of_office(around, head),
        called=key in folded(words.dropped_heads),
        national=key in folded(words.national_bodies),
        public=key in folded(words.public_bodies),
        raised=head.text[0].isupper() and key not in folded(words.public_bodies | words.governments),
    )
    name.held = is_held(around.language, around.text, around.doc[name.start].idx)
    if name.start < head.start:
        name.country = _country_before(around, name.start)
    complete(around, name)
    if name.world:
        text = around.doc[name.start : name.end].text
        return name if any(body in text for body in words.world_bodies) else None
    if key in folded(words.dropped_heads) and (head.text.islower() or len(head.text) <= _SORT):
        called = _without_head(around, head, name)
        if called is not None or len(head.text) <= _SORT:
            return called
    return name if _is_name(around, head, name, key) else None


def _is_idiom(around: Surroundings, head: Tokens) -> bool:
    """Whether the head stands in a phrase that means something else: "au service des migrants"."""
    first = max(0, head.start_char - _BEFORE_IDIOM)
    around_head = fold_letters(around.text[first : head.end_char + _BEHIND_IDIOM])
    reach = head.start_char - first
    return any(0 <= around_head.find(idiom) <= reach < around_head.find(idiom) + len(idiom) for idiom in folded(around.words.idioms))


def _is_lettered(around: Surroundings, head: Tokens) -> bool:
    """Whether a letter alone tells one of several apart: "groupe B", not "Groupe E Celsius"."""
    letter, after = around.doc[head.end : head.end + 1].text, around.doc[head.end + 1 : head.end + 2].text
    return len(letter) == 1 and letter.isupper() and not after[:1].isupper()


def _is_given(around: Surroundings, head: Tokens) -> bool:
    """Whether a head is somebody's given name: "Marine Le Roux", not "Marine nationale"."""
    if not head.text.istitle() or not is_given_name(head.text):
        return False
    after = around.doc[head.end : head.end + 1].text
    return after.istitle() and (head.start in around.persons or after.lower() in around.words.particles)


def _without_head(around: Surroundings, head: Tokens, name: BodyName) -> BodyName | None:
    """The name that stands behind a head which is no part of it: "l'ONG internationale Path", "la société Solinor"."""
    start = head.end
    if around.doc[start : start + 1].text in around.words.determiners and around.doc[start + 1 : start + 2].text.istitle():
        start += 1  # "l'asbl le Refuge", but "le parti Les Vaillants"
    while start < name.end and around.doc[start].text[0].islower() and around.doc[start].pos_ == "ADJ":
        start += 1
    links = around.words.purposes | around.words.genitives  # "le quotidien de gauche L'Aube"
    field = around.doc[start + 1 : start + 2].text
    if around.doc[start : start + 1].text in links and field.islower() and field not in around.words.determiners:
        start += 2  # "cabinet de conseil en sécurité Le Roc"
    end = name.end if start < name.end else _called(around, start)
    common = end - start == 1 and fold_letters(around.doc[start].text) in folded(around.words.common)
    if start == end or common or not around.doc[start].text[0].isupper():
        return None
    return BodyName(start, _with_number(around, start, end), name.complements, country=name.country)


def _with_number(around: Surroundings, start: int, end: int) -> int:
    """The end of a name of one word with the number behind it that belongs to it: "le parti Génération 4 | a voté"."""
    number, after = around.doc[end : end + 1].text, around.doc[end + 1 : end + 2]
    counted = len(after) == 1 and after[0].pos_ in ("NOUN", "ADJ", "NUM", "SYM")
    return end + 1 if end - start == 1 and number.isdigit() and len(number) <= _DIGITS and not counted else end


def _called(around: Surroundings, start: int) -> int:
    """Where the words with capitals end that stand behind a head and its adjectives: "géant minier suisse *Corvane*"."""
    end = start
    while end < len(around.doc) and around.doc[end].is_title and not around.doc[end].is_sent_start and _is_proper(around, end, start):
        if end in around.places or end in around.persons:
            return start
        end += 1
    return end


def _is_proper(around: Surroundings, index: int, start: int) -> bool:
    """Whether a word behind a head is a name for the parser, or a single one with a mark behind it: "l'hebdomadaire *Repères*, …"."""
    after = around.doc[index + 1 : index + 2]
    return around.doc[index].pos_ == "PROPN" or (index == start and len(after) == 1 and after[0].is_punct)


def _is_of_office(around: Surroundings, head: Tokens) -> bool:
    """Whether a head completes an office, so that a name behind it is the holder's: "porte-parole du gouvernement Paul Diop"."""
    before = around.doc[max(0, head.start - 4) : head.start]
    office = fold_letters(before[:-1].text).rsplit(" ", 1)[-1] if len(before) > 1 else ""
    return before.text.lower().endswith(tuple(around.words.genitives)) and office in folded(around.words.offices)


def _leftmost(around: Surroundings, head: Tokens) -> int:
    """Where the name begins: at the head, or at the words with capitals before it."""
    start = head.start
    doc, words = around.doc, around.words
    if start > 0 and fold_letters(doc[start - 1].text) in folded(words.qualifiers_before) and doc[start - 1].text[0].isupper():
        return start - 1
    if not words.modifiers_before:
        return start
    named_after = fold_letters(head[-1].text) in folded(words.named_after)
    start = _modifiers_before(around, start, named_after=named_after)
    if start > 2 and doc[start - 1].lower_ in words.conjunctions and _is_modifier(around, start - 2):
        beyond = _modifiers_before(around, start - 1)
        if beyond < start - 1 and (_reaches_over(around, beyond) or _is_one_name(around, beyond, start - 1)):
            start = beyond
    while start < head.start and (doc[start].text in {"'s", "'", "-", "&"} or doc[start].lower_ in words.function_words):
        start += 1
    return start


def _reaches_over(around: Surroundings, start: int) -> bool:
    """Whether a word begins names that go on behind an "and": "National Parks and Wildlife Service"."""
    return fold_letters(around.doc[start].text) in around.words.grand_modifiers | frozenset(nationalities(around.language))


def _is_one_name(around: Surroundings, start: int, conjunction: int) -> bool:
    """Whether what stands between an article and "and" is no name of its own: "the Customs and Border Protection Service"."""
    last, words = around.doc[conjunction - 1], around.words
    body = fold_letters(last.text) in folded(words.bodies) or last.text.isupper() or last.text in words.bare_bodies
    return around.doc[start - 1].lower_ in words.determiners and not body and start not in around.places and start > 0


def _modifiers_before(around: Surroundings, start: int, *, named_after: bool = False) -> int:
    while start > 0 and not around.doc[start].is_sent_start and _is_modifier(around, start - 1, named_after=named_after):
        start -= 1
    return start


def _is_modifier(around: Surroundings, index: int, *, named_after: bool = False) -> bool:
    """Whether the word before a head belongs to the name that the head ends: "Federal Investigation Agency"."""
    token, words = around.doc[index], around.words
    if token.text in HYPHENS or token.text == "&":
        return index > 0 and around.doc[index - 1].text[0].isupper() and (token.text == "&" or not token.whitespace_)
    if token.text == "'s":
        return index > 0 and around.doc[index - 1].text[0].isupper() and around.doc[index - 1].lower_ in words.owners | words.offices
    lower = fold_letters(token.text)
    return (
        token.text[0].isupper()
        and (token.is_alpha or lower in folded(words.place_openers) or _LETTERS.fullmatch(token.text) is not None)  # "St.", "U.S."
        and (named_after or index not in around.persons)
        and lower not in words.function_words
        and (lower not in words.offices or around.doc[index + 1].text == "'s" or _is_rank_of_body(around, index))
        and not (token.is_sent_start and token.pos_ not in {"PROPN", "ADJ", "NOUN"})
    )


def _is_rank_of_body(around: Surroundings, index: int) -> bool:
    """Whether a word that may be an office tells how high a body stands: "General Assembly", but not "Secretary | General Office"."""
    before = around.doc[index - 1].text if index > 0 else ""
    return fold_letters(around.doc[index].text) in around.words.grand_modifiers and fold_letters(before) not in around.words.offices


def _country_before(around: Surroundings, start: int) -> str | None:
    """The country that the adjective tells at the beginning of a name, of one word or two: "Sri Lankan military"."""
    known = nationalities(around.language)
    return known.get(fold_letters(around.doc[start].text)) or known.get(fold_letters(around.doc[start : start + 2].text))


def _is_name(around: Surroundings, head: Tokens, name: BodyName, key: str) -> bool:
    """Whether head and complements name one body rather than describe some."""
    doc, words = around.doc, around.words
    if key in folded(words.vague_bodies) and not _speaks(around, head):
        return False
    before = doc[name.start - 1].lower_ if name.start > 0 else ""
    bare = name.end - name.start == len(head)
    if bare and key in folded(words.national_bodies) and words.modifiers_before and _is_of_country(around, head, name):
        return True
    if bare or (key in folded(words.posts_too) and name.country is None and not _has_field(around, head, name)):
        return False
    nation = _country_before(around, name.start) if name.start < head.start else name.country
    if words.modifiers_before and head[-1].pos_ == "ADJ":  # "the Kenyan military presence"
        return False
    if nation and key in folded(words.national_bodies):
        return before not in words.indefinite or before == "des"
    if words.modifiers_before and key not in folded(words.bodies):
        key = key.rpartition(" ")[2]  # "Ashby Supreme Court"
    if key not in folded(words.bodies):
        return False
    if key in folded(words.occasional) and not head[0].text[0].isupper():
        return False
    if key in folded(words.governments):
        if words.modifiers_before and name.start < head.start:
            return name.country is not None or _has_leader(around, name.start, before)
        return name.country is not None or (name.end > head.end and doc[name.end - 1].pos_ == "PROPN" and not words.modifiers_before)
    if words.modifiers_before:
        explained = key not in folded(words.explained_heads) or doc[name.end : name.end + 1].text == "("
        return head[0].text[0].isupper() and explained
    return _is_phrase_name(around, head, name, key, before)


def _speaks(around: Surroundings, head: Tokens) -> bool:
    """Whether a head is the subject of a verb of speech, or what is told is told by it: "selon les autorités françaises"."""
    cues, verb = words_of(around.language), head[-1].head
    if head[-1].dep_ in {"nsubj", "nsubj:pass"} and verb.lemma_ in cues.clauses | cues.quoting | cues.objects:
        return True
    before = around.doc[max(0, head[0].i - _BEFORE_VAGUE) : head[0].i].text.casefold()
    return re.search(rf"(?<![\w-]){any_of(cues.according)}\W", before + " ") is not None


def _is_of_country(around: Surroundings, head: Tokens, name: BodyName) -> bool:
    """Whether a country's possessive stands right before a head: "Kayland's foreign ministry"."""
    if head.start < 2 or around.doc[head.start - 1].text not in ("'s", "’s", "'", "’"):
        return False
    owners = (place for first, place in around.places.items() if place[0] == head.start - 1)
    name.country = next((country for _, country in owners if country), None)
    return name.country is not None


def _has_field(around: Surroundings, head: Tokens, name: BodyName) -> bool:
    """Whether a field of public business completes a head: "présidence de la République"."""
    return any(fold_letters(token.text) in folded(around.words.domains) for token in around.doc[head.end : name.end])


def _ends_in_place(around: Surroundings, head: Tokens, name: BodyName) -> bool:
    """Whether nothing but a preposition and a place completes a head: "l'université de Genève"."""
    inner = head.end + 1
    if inner in around.places:
        return around.places[inner][0] == name.end
    rest = around.doc[inner : name.end]
    return len(rest) > 0 and all(token.text[0].isupper() and token.i not in around.persons for token in rest)


def _has_leader(around: Surroundings, start: int, before: str) -> bool:
    """Whether the words before "government" are the name of who leads it, or tell which of several it is: "the Miller Government"."""
    first = around.doc[start]
    if fold_letters(around.doc[start + 1].text) in folded(around.words.not_bodies - around.words.governments):
        return False
    return first.pos_ == "PROPN" and (before in around.words.determiners | around.words.definite or first.ent_type_ != "")


def _is_ranked(before: Token) -> bool:
    """Whether an adjective in small letters stands before a head, which then is one of several: "le premier syndicat de France"."""
    return before.pos_ == "ADJ" and before.is_lower


def _is_phrase_name(around: Surroundings, head: Tokens, name: BodyName, key: str, before: str) -> bool:
    words = around.words
    if key not in folded(words.public_bodies) and head.text.islower() and name.start > 0 and _is_ranked(around.doc[name.start - 1]):
        return False
    rest = [token for token in around.doc[head.end : name.end] if token.is_alpha and token.lower_ not in words.function_words]
    raised = any(token.text[0].isupper() for token in rest)
    if key in folded(words.raised_heads) and not head[0].text[0].isupper():
        called = name.after_person and around.doc[head.end].text[0].isupper()
        return called or (key in folded(words.local_bodies) and before in words.definite and _ends_in_place(around, head, name))
    if raised and (head[0].text[0].isupper() or before not in words.indefinite):
        public = key in folded(words.public_bodies - words.common_heads)
        return head[0].text[0].isupper() or public or any(token.text[0].isupper() for token in rest[:2])
    if head[0].text[0].isupper() and not head[0].is_sent_start:
        enough = 1 if key in folded(words.public_bodies | words.party_heads) else _ADJECTIVES
        return name.complements > 0 or (len(rest) >= enough and before not in words.indefinite)
    if key not in folded(words.public_bodies) or before not in words.definite:
        return False
    definite = name.definite or key in folded(words.ministries)
    return definite and any(fold_letters(token.text) in folded(words.domains) for token in rest)
