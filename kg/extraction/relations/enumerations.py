"""Lists of names in running text: "by A, B (b) and the C of D"."""

from __future__ import annotations

import re
from collections.abc import Collection

from kg.extraction.cast import Appearance, Cast
from kg.extraction.events.words import event_words
from kg.extraction.relations.owners import is_owner
from kg.extraction.relations.words import list_gap, owner_words, relation_words
from kg.extraction.text.grammar import SUBJECTS
from kg.extraction.text.phrases import is_finite, phrase_words
from kg.extraction.text.reading import Reading, Sentence
from kg.model.entities import EntityClass

TO_DELEGATION = 30  # characters before a name in which a delegation is told of
LONGEST_POST = 60  # characters between two persons of a list, with no more than a post before the second
LONGEST_GAP = 160  # characters between two persons of a list, each with a post


def outermost(cast: Cast, begin: int, end: int, classes: Collection[EntityClass]) -> list[Appearance]:
    """What is mentioned in a stretch, without names inside other names: of "the Government of Australia" the government alone."""
    names = (EntityClass.PERSON, EntityClass.ORGANISATION, EntityClass.PLACE)
    rows = cast.within(begin, end, {*names, *classes})
    kept: list[Appearance] = []
    for row in rows:  # in the order of the text, the longer of those that begin together first
        inside = any(
            other.mention.contains(row.mention) and len(other.mention) > len(row.mention) for other in kept if other.member.cls in names
        )
        if not inside:
            kept.append(row)
    return [row for row in kept if row.member.cls in classes]


def listed_after(reading: Reading, cast: Cast, begin: int, end: int, classes: Collection[EntityClass]) -> list[Appearance]:
    """The names of the list that begins at an offset; only small words may stand between them."""
    language = reading.sentence_at(begin).language
    found: list[Appearance] = []
    position = begin
    for row in outermost(cast, begin, end, {*classes, EntityClass.PROGRAMME}):
        gap = reading.text[position : row.mention.begin]
        if row.mention.begin < position:
            continue
        if row.member.cls not in classes:  # "the European Union under [a programme] and …"
            position = row.mention.end if found and list_gap(language).fullmatch(gap) else position
            continue
        if list_gap(language).fullmatch(gap) is None or (found and not gap.strip()):
            if found and _is_acronym(gap, reading.text[row.mention.begin : row.mention.end]):
                position = row.mention.end
                continue
            break
        if found and not _coordinates(gap, language):
            position = row.mention.end  # "(UE)" after "Union européenne", "of Australia" after a department
            continue
        found.append(row)
        position = row.mention.end
    return found


def named_until_verb(reading: Reading, cast: Cast, begin: int, end: int, classes: Collection[EntityClass]) -> list[Appearance]:
    """All names from an offset to the next finite verb, other than a "were" before them all: lists of persons with their posts."""
    sentence: Sentence = reading.sentence_at(begin)
    tokens = sentence.part.tokens(begin, max(begin + 1, min(end, sentence.end)))
    if tokens is None:
        return []
    offset = sentence.part.offset
    verbs = [token for token in tokens if is_finite(token) and offset + token.idx >= begin]
    verbs = [v for v in verbs if cast.at(offset + v.idx, offset + v.idx + len(v)) is None]  # "Said" may be a name
    rows = outermost(cast, begin, end, classes)
    actors = [row.mention.begin for row in rows if row.member.cls is not EntityClass.PLACE]
    if verbs and verbs[0].pos_ == "AUX" and verbs[0].i == verbs[0].sent.root.i and actors and offset + verbs[0].idx < actors[0]:
        verbs = verbs[1:]
    limit = min(end, offset + verbs[0].idx) if verbs else end
    told = [offset + child.idx for child in verbs[0].children if child.dep_ in SUBJECTS] if verbs else []  # "…, Ms X said"
    found: list[Appearance] = []
    position = begin
    for row in rows:
        if row.mention.end > limit or row.mention.begin - position > LONGEST_GAP:
            break
        if found and any(row.mention.begin <= subject < row.mention.end for subject in told):
            break
        found.append(row)
        position = row.mention.end
    return found


def chained(reading: Reading, persons: list[Appearance]) -> list[Appearance]:
    """The first of some persons, and those that a list joins to it: "Minister A, General B and C", with an "and" before the last."""
    kept, open_ = persons[:1], list[Appearance]()
    for row in persons[1:]:
        begin = (open_ or kept)[-1].mention.end
        coordinators = phrase_words(reading.sentence_at(begin).language).coordinators
        if set(reading.text[begin : row.mention.begin].split()) & coordinators:
            kept, open_ = [*kept, *open_, row], []
        elif _goes_on(reading, begin, row.mention.begin):
            open_.append(row)
        else:
            break
    return kept


def _goes_on(reading: Reading, begin: int, end: int) -> bool:
    """Whether a comma with no more than a post behind it stands between two persons: ", President ", but not ", the widow of"."""
    gap = reading.text[begin:end].strip()
    tokens = reading.sentence_at(begin).part.tokens(begin, end) if gap[:1] in (",", ";") else None
    if tokens is None or len(gap) > LONGEST_POST:
        return False
    words = [token for token in tokens if token.pos_ not in ("PUNCT", "SPACE")]
    return all(word.pos_ in ("NOUN", "PROPN", "ADJ", "DET") and word.tag_ != "PRP$" for word in words)


def coordinates(reading: Reading, first: Appearance, second: Appearance, rows: Collection[Appearance]) -> bool:
    """Whether no more than "and the", or "in Y and the" with one of some places, stands between two names."""
    language = reading.sentence_at(second.mention.begin).language
    begin, end = first.mention.end, second.mention.begin
    places = [row.mention for row in rows if row.member.cls is EntityClass.PLACE and begin <= row.mention.begin and row.mention.end <= end]
    for mention in places[:1]:
        begin = mention.end if set(_words(reading.text[begin : mention.begin])) <= relation_words(language).located else begin
    gap, coordinators = set(_words(reading.text[begin:end])), phrase_words(language).coordinators
    return bool(gap & coordinators) and gap <= coordinators | phrase_words(language).definite


def _words(text: str) -> list[str]:
    return re.findall(r"[\w&-]+'?|[^\w\s]", text.casefold().replace("’", "'"))


def parties(reading: Reading, rows: list[Appearance]) -> list[Appearance]:
    """Who is named as present: persons, without the bodies and countries that they come from; those alone that send delegates."""
    rows = [row for row in rows if not is_owner(reading, row)]
    if not any(row.member.cls is EntityClass.PERSON for row in rows) or _are_represented(reading, rows):
        return rows
    kept: list[Appearance] = []
    for before, row, after in zip([None, *rows], rows, [*rows[1:], None], strict=False):
        sent = before is not None and _sends_delegates(reading, before, row, kept) and not _is_post_of(reading, row, after)
        sent = sent or (before is None and _is_behind_delegation(reading, row))
        if sent or row.member.cls is EntityClass.PERSON:
            kept.append(row)
    return kept


def _are_represented(reading: Reading, rows: list[Appearance]) -> bool:
    """Whether persons are named as those who act for the bodies beside them: "X, represented by Mr Y, and Z"."""
    between = reading.text[rows[0].mention.end : rows[-1].mention.begin].casefold()
    words = relation_words(reading.sentence_at(rows[0].mention.begin).language).represented
    return any(word in between for word in words)


def _sends_delegates(reading: Reading, before: Appearance, row: Appearance, kept: list[Appearance]) -> bool:
    """Whether delegates of a body or country stand beside others in a list: "X and a delegation of Y"."""
    gap = reading.text[before.mention.end : row.mention.begin]
    language = reading.sentence_at(row.mention.begin).language
    if kept and kept[-1] is before and before.member.cls is not EntityClass.PERSON:
        return list_gap(language).fullmatch(gap) is not None
    words = {word.casefold() for word in re.findall(r"[\w-]+", gap)}
    several = {word for word in words & relation_words(language).delegates if word.endswith(event_words(language).plural_endings)}
    return bool(several or words & relation_words(language).delegations) and _coordinates(gap, language)


def _is_behind_delegation(reading: Reading, row: Appearance) -> bool:
    """Whether a body or country is the one whose delegation is told of: "with a delegation of [the union], led by Ms Y"."""
    language = reading.sentence_at(row.mention.begin).language
    before = _words(reading.text[max(0, row.mention.begin - TO_DELEGATION) : row.mention.begin])
    small = phrase_words(language).definite | owner_words(language)
    noun = next((word for word in reversed(before) if word not in small), "")
    return noun in relation_words(language).delegations


def _is_post_of(reading: Reading, row: Appearance, after: Appearance | None) -> bool:
    """Whether a body or country only tells where the person named next is from: "the delegate of X, Ms Y"."""
    if after is None or after.member.cls is not EntityClass.PERSON:
        return False
    gap = reading.text[row.mention.end : after.mention.begin].split()
    coordinators = phrase_words(reading.sentence_at(row.mention.begin).language).coordinators
    return len(gap) <= 3 and not coordinators & set(gap)


def _coordinates(gap: str, language: str) -> bool:
    """Whether a gap joins two names, rather than explains the first."""
    plain = " ".join(gap.split()).casefold()
    return (
        "," in plain
        or plain in ("/", ";")
        or any(re.search(rf"(?<!\w){word}(?!\w)", plain) for word in phrase_words(language).coordinators)
    )


def _is_acronym(gap: str, name: str) -> bool:
    return gap.strip().endswith("(") and name.isupper()
