"""Lists of names in running text: "by A, B (b) and the C of D"."""

from __future__ import annotations

import re
from collections.abc import Collection

from kg.extraction.cast import Appearance, Cast
from kg.extraction.phrases import is_finite, phrase_words
from kg.extraction.reading import Reading, Sentence
from kg.extraction.relation_words import list_gap
from kg.model.entities import EntityClass

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
    """All names from an offset to the next finite verb: lists of persons with their posts."""
    sentence: Sentence = reading.sentence_at(begin)
    tokens = sentence.part.tokens(begin, max(begin + 1, min(end, sentence.end)))
    if tokens is None:
        return []
    offset = sentence.part.offset
    verbs = (token for token in tokens if is_finite(token) and offset + token.idx >= begin)
    verb = next((v for v in verbs if cast.at(offset + v.idx, offset + v.idx + len(v)) is None), None)  # "Said" may be a name
    limit = min(end, sentence.part.offset + verb.idx) if verb is not None else end
    found, position = [], begin
    for row in outermost(cast, begin, limit, classes):
        if row.mention.begin - position > LONGEST_GAP:
            break
        found.append(row)
        position = row.mention.end
    return found


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
