"""Posts in the plural before a list of persons: "Senators Ada Kay and Ben Lowe", "les ministres Awa Diop et Jean Roux"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extraction.cast import Appearance
from kg.extraction.roles.posts import Post, PostReader
from kg.extraction.roles.words import NAMED, is_post
from kg.extraction.text.folding import fold_letters
from kg.model.entities import EntityClass, Form

_GAP = 8  # tokens that may stand between a post and the first person, or between two: a comma, "and", a title
_MARKS = frozenset({",", ":", ";", ".", "-", "–", "(", ")"})


def find_in_lists(reader: PostReader) -> Iterator[tuple[Appearance, Post]]:
    """Each person of a list with the post that is named before it, in the singular."""
    for token in reader.doc:
        noun = token.i
        if not _is_plural_post(reader, noun) or reader.mention_at(noun, *NAMED):
            continue
        persons = _persons_after(reader, noun)
        if len(persons) > 1 or (persons and _is_one_of(reader, noun)):
            for post in reader.read(noun, _index(reader, persons[0]), token.sent.start):
                post = _in_body_before(reader, post, token)
                singular = _singular(reader, post, token)
                yield from ((person, replace(post, title=singular)) for person in persons)


def _singular(reader: PostReader, post: Post, noun: Token) -> str:
    """The title of one of several: "député européen" for "les députés européens"."""
    title = post.title.replace(noun.text, noun.text[:-1], 1)
    after = noun.nbor() if noun.i + 1 < len(reader.doc) else noun
    agrees = not reader.words.nouns_before and after.pos_ == "ADJ" and after.text.endswith("s")
    return title.replace(f"{noun.text[:-1]} {after.text}", f"{noun.text[:-1]} {after.text[:-1]}", 1) if agrees else title


def _in_body_before(reader: PostReader, post: Post, noun: Token) -> Post:
    """ "The new members" are those of the council or committee that was named last."""
    words = reader.words
    if post.organisation is not None or noun.lower_[:-1] not in words.memberships or noun.nbor().lower_ in words.prepositions:
        return post
    sorts = {fold_letters(sort) for sort in words.member_bodies}
    rows = reader.cast.within(reader.part.offset, reader.offset(noun.i), (EntityClass.ORGANISATION,))
    body = next((row.member for row in reversed(rows) if sorts & set(fold_letters(row.member.names[0]).split())), None)
    return post if body is None else replace(post, organisation=body.id)


def _is_plural_post(reader: PostReader, index: int) -> bool:
    token = reader.doc[index]
    return token.lower_[-1:] in ("s", "x") and token.lower_[:-1] in reader.words.posts and not is_post(token, reader.words)


def _persons_after(reader: PostReader, noun: int) -> list[Appearance]:
    """The persons of the list that follows a post: after its complement, with nothing but commas, "and" and titles between them."""
    limit = next((i for i in range(noun + 1, min(noun + 20, len(reader.doc))) if _person_at(reader, i)), None)
    if limit is None or any(_ends_list(reader, i) for i in range(noun + 1, limit)) or _belongs_to_one(reader, noun, limit):
        return []
    persons: list[Appearance] = []
    index = limit
    while (person := _person_at(reader, index)) is not None:
        persons.append(person)
        index = _after(reader, person)
        start = index
        while index < len(reader.doc) and index - start < _GAP and _joins(reader, index):
            index += 1
        if index >= len(reader.doc) or index == start:
            break
    return persons


def _belongs_to_one(reader: PostReader, noun: int, first: int) -> bool:
    """Whether a preposition stands right before the first name behind a post: "leaders of the strike beside | Ada Kay"."""
    return first > noun + 1 and reader.doc[first - 1].lower_ in reader.words.prepositions


def _ends_list(reader: PostReader, index: int) -> bool:
    """Whether a word between a post and a name shows that the names are not those of its holders."""
    token = reader.doc[index]
    if token.lower_ in reader.words.listing:
        return not _joins(reader, index + 1)
    another = is_post(token, reader.words) and not reader.mention_at(index, *NAMED)
    return another or token.pos_ in ("VERB", "AUX") or reader.stops_at(index)


def _is_one_of(reader: PostReader, noun: int) -> bool:
    """Whether one person of several is told: "one of the researchers of …"."""
    before = reader.reading.text[max(reader.part.offset, reader.offset(noun) - 40) : reader.offset(noun)].casefold().rstrip()
    return before.endswith(reader.words.one_of)


def _person_at(reader: PostReader, index: int) -> Appearance | None:
    person = reader.mention_at(index, EntityClass.PERSON) if index < len(reader.doc) else None
    return person if person is not None and person.mention.form is Form.NAME else None


def _joins(reader: PostReader, index: int) -> bool:
    token = reader.doc[index]
    words = reader.words
    if reader.is_post_nominal(index) or token.is_space or reader.doc[index - 1].text == "(":
        return True
    return token.text in _MARKS or token.lower_ in words.conjunctions | words.determiners or token.lower_.strip(".") in reader.honorifics


def _index(reader: PostReader, person: Appearance) -> int:
    tokens = reader.part.tokens(person.mention.begin, person.mention.end)
    return tokens.start if tokens is not None else 0


def _after(reader: PostReader, person: Appearance) -> int:
    tokens = reader.part.tokens(person.mention.begin, person.mention.end)
    return tokens.end if tokens is not None else len(reader.doc)
