"""Posts with their body behind a comma: "Ben Low, Managing Director, Harbour Bank", "The Chairman, Ports Council, Ada Kay"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span

from kg.extraction.cast import Appearance
from kg.extraction.roles.posts import Post, PostReader
from kg.extraction.roles.words import is_post
from kg.model.entities import EntityClass

_END_OF_LINE = re.compile(r"[ \t]*(?:\([\w.& -]{2,12}\))?[ \t.;,]*(?:\n|$)")
_CLOSING = frozenset({",", "(", ")", ".", ";"})


def closes_with_body(reader: PostReader, post: Post) -> bool:
    """Whether a body and nothing else stands behind a post that nothing completes, up to the next mark."""
    comma = post.after
    taken = post.organisation is not None and post.title.casefold() not in reader.words.led  # which are those of the body told of
    if taken or comma + 1 >= len(reader.doc) or reader.doc[comma].text != ",":
        return False
    if not is_post(reader.doc[comma - 1], reader.words):
        return False
    body = reader.mention_at(comma + 1, EntityClass.ORGANISATION)
    tokens = reader.part.tokens(body.mention.begin, body.mention.end) if body is not None else None
    if tokens is None or tokens.start != comma + 1:
        return False
    if not reader.words.nouns_before:  # only as in signatures: "Awa Diop, Président, Ligue des ports (LDP)"
        return _ends_line(reader, tokens.end)
    return tokens.end >= len(reader.doc) or reader.doc[tokens.end].text in _CLOSING


def _ends_line(reader: PostReader, end: int) -> bool:
    """Whether a line ends at a token, or behind an acronym in brackets that begins there."""
    behind = reader.reading.text[reader.offset(end) :] if end < len(reader.doc) else ""
    return _END_OF_LINE.match(behind) is not None


def before_body(reader: PostReader, end: int) -> Iterator[Post]:
    """The post before the body that stands between two commas before a name, where the second comma is at `end`."""
    if not reader.words.nouns_before or end >= len(reader.doc) or reader.doc[end].text != ",":
        return
    body, tokens = _body_between_commas(reader, end)
    if tokens is not None and reader.doc[tokens.start : tokens.end].text.isupper():
        whole = _body_between_commas(reader, tokens.start - 1)  # "The Chairman, Ports Council, PC, Ada Kay"
        body, tokens = whole if whole[1] is not None else (body, tokens)
    if body is None or tokens is None:
        return
    noun = tokens.start - 2
    if is_post(reader.doc[noun], reader.words):
        for post in reader.read(noun, tokens.start - 1):
            yield replace(post, organisation=body.member.id)


def _body_between_commas(reader: PostReader, end: int) -> tuple[Appearance | None, Span | None]:
    """The body that stands alone between two commas, where the second is at `end`, with its tokens."""
    body = reader.mention_at(end - 1, EntityClass.ORGANISATION)
    tokens = reader.part.tokens(body.mention.begin, body.mention.end) if body is not None else None
    if tokens is None or tokens.end != end or tokens.start < 2 or reader.doc[tokens.start - 1].text != ",":
        return None, None
    return body, tokens
