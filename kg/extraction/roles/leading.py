"""Posts that the verb between a person and a body tells: "Ada Kay, who chairs the Reefs Union", "la commission, présidée par Awa Roux"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from kg.extraction.cast import Appearance
from kg.extraction.names.words import name_words
from kg.extraction.roles.posts import Post, PostReader
from kg.extraction.roles.words import role_words
from kg.extraction.text.folding import fold_letters
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass, Form

_BODY_FIRST = (EntityClass.ORGANISATION, EntityClass.PERSON)
_BODY_LAST = (EntityClass.PERSON, EntityClass.ORGANISATION)
_FAR = 70  # characters between the two names
_ACRONYM = r"(?:\)| ?\([^()\n]{2,12}\))?"  # or the end of the brackets in which it names the body
_TITLES = r"(?:[\w'’.-]+ ){0,5}"  # of the person who leads


def find_leaders(reader: PostReader) -> Iterator[tuple[Appearance, Post]]:
    """The persons of whom a verb beside the name of a body tells that they lead it."""
    begin, end = reader.part.offset, reader.part.offset + len(reader.part.text)
    rows = [row for row in reader.cast.within(begin, end, (EntityClass.PERSON, EntityClass.ORGANISATION)) if row.mention.form is Form.NAME]
    outer: list[Appearance] = []
    for row in rows:
        if not outer or row.mention.begin >= outer[-1].mention.end:
            outer.append(row)
    for left, right in pairwise(outer):
        between = reader.reading.text[left.mention.end : right.mention.begin]
        if len(between) > _FAR or "\n" in between:
            continue
        words, classes = role_words(reader.part.language), (left.member.cls, right.member.cls)
        led = _led(reader.part.language).fullmatch(between) if classes == _BODY_FIRST and not _is_passing(reader, left) else None
        leads = _leads(reader.part.language).fullmatch(between) if classes == _BODY_LAST and not _is_passing(reader, right) else None
        if led is not None:
            yield right, _post(reader, left.mention.end, led, words.led_by, left)
        elif leads is not None:
            yield left, _post(reader, left.mention.end, leads, words.leads, right)


def _is_passing(reader: PostReader, body: Appearance) -> bool:
    """Whether a body is one of an occasion, which somebody leads for a day: a delegation."""
    name = reader.reading.text[body.mention.begin : body.mention.end].split()
    return any(fold_letters(word) in name_words(reader.part.language).occasional for word in name)


def _post(reader: PostReader, offset: int, verb: re.Match[str], posts: dict[str, str], body: Appearance) -> Post:
    """The post that a verb tells in what stands from an offset on; its words are those of the verb."""
    start, end = offset + verb.start("verb"), offset + verb.end("verb")
    tokens = reader.part.tokens(start, end)
    after = tokens.end if tokens is not None else 0
    return Post(begin=start, end=end, after=after, title=posts[verb.group("verb")], organisation=body.member.id, place=None)


@cache
def _led(language: str) -> re.Pattern[str]:
    """Between a body and who leads it: ", which is headed by the former judge"."""
    words = role_words(language)
    small = any_of(words.relatives | words.copulas | words.determiners)
    return re.compile(rf"{_ACRONYM},? (?:{small} ){{0,3}}(?P<verb>{any_of(words.led_by)}) ?{_TITLES}")


@cache
def _leads(language: str) -> re.Pattern[str]:
    """Between a person and the body: ", who heads the far-right"."""
    words = role_words(language)
    small = any_of(words.relatives | words.determiners)
    article = rf"(?:{any_of(name_words(language).definite | name_words(language).determiners)}(?:(?<=['’])| ))?"
    return re.compile(rf",? (?:{small} )?(?:[a-zà-ÿ]+ )?(?P<verb>{any_of(words.leads)}) {article}(?:[a-zà-ÿ-]+ )?")
