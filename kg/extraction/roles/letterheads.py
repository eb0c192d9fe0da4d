"""Posts in the head of a release, where names and posts stand in a row, a line each or all in one: "Kim Ray MP / Minister for Sport"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.cast import Appearance
from kg.extraction.names.words import name_words
from kg.extraction.roles.posts import Post, PostReader, main_noun
from kg.extraction.roles.words import NAMED, is_post
from kg.extraction.text.blocks import Block, blocks
from kg.model.entities import EntityClass, Form

_OTHER_WORDS = 3  # words of a line that belong to neither a name nor a post: "Media Release"
_HEADLINE = 4  # tokens behind a post that make a line with it, at least
_LINES = 16  # of a head, at most


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a head: the persons and posts in it, in their order."""

    items: tuple[Appearance | Post, ...]


def find_in_letterhead(reader: PostReader) -> Iterator[tuple[Appearance, Post]]:
    """Who holds the posts of a head: the person before them or, where the first post stands before the first name, the one after them."""
    items = [item for line in _lines(reader) for item in line.items]
    if not items:
        return
    posts_come_first = isinstance(items[0], Post)
    person: Appearance | None = None
    for item in reversed(items) if posts_come_first else items:
        if isinstance(item, Appearance):
            person = item
        elif person is not None:
            yield person, item


def _lines(reader: PostReader) -> Iterator[_Line]:
    """The lines before the first paragraph that hold names and posts, and little else."""
    end = reader.part.offset + len(reader.part.text)
    head = [block for block in blocks(reader.reading) if reader.part.offset <= block.begin < end][:_LINES]
    for block in head:
        if block.prose:
            return
        items, others = _items(reader, block)
        if items and others <= _OTHER_WORDS:
            yield _Line(tuple(items))


def _items(reader: PostReader, block: Block) -> tuple[list[Appearance | Post], int]:
    """The persons and posts of a block, and how many other words it has."""
    tokens = reader.part.tokens(block.begin, block.end)
    if tokens is None:
        return [], 0
    items: list[Appearance | Post] = []
    others, index = 0, tokens.start
    while index < tokens.end:
        person = reader.mention_at(index, EntityClass.PERSON)
        if person is not None and person.mention.form is Form.NAME:
            items.append(person)
            index = _after(reader, person.mention.begin, person.mention.end, index)
        elif _begins_post(reader, index):
            noun = main_noun(reader, index, tokens.end)
            posts = list(reader.read(noun, tokens.end, index))
            items += [] if _is_headline(reader, noun, posts[-1].after) else posts
            index = _after(reader, posts[-1].begin, posts[-1].end, index)
        else:
            others += _weight(reader, index)
            index += 1
    return items, others


def _is_headline(reader: PostReader, noun: int, end: int) -> bool:
    """Whether a line tells what the holder of a post does: a word with a capital behind the post, and several more."""
    if end - noun <= _HEADLINE or reader.doc[noun].is_upper:
        return False
    following = reader.doc[noun + 1]
    part_of_it = following.lower_ in reader.words.prepositions | reader.words.before | reader.words.conjunctions | reader.words.determiners
    return following.is_title and not part_of_it and not is_post(following, reader.words) and following.tag_ != "VBG"


def _weight(reader: PostReader, index: int) -> int:
    """How much a word of a line that is no part of a name or post counts; one without a capital is that of a sentence."""
    token = reader.doc[index]
    if not token.is_alpha or _is_honorific(reader, index) or token.lower_ in reader.words.prepositions | reader.words.conjunctions:
        return 0
    return 1 if token.text[0].isupper() else _OTHER_WORDS + 1


def _begins_post(reader: PostReader, index: int) -> bool:
    """Whether a post begins here; letters after a name ("MP") stand in no line of their own."""
    if not reader.doc[index].text[0].isupper() or reader.is_post_nominal(index):
        return False
    noun = main_noun(reader, index, index + 4)
    if reader.names_another(noun):  # "Senator Kim Ray": told by the words beside the name
        return False
    return not reader.mention_at(noun, *NAMED) and is_post(reader.doc[noun], reader.words)


def _after(reader: PostReader, begin: int, end: int, index: int) -> int:
    """The token after a stretch, and in any case after the present one."""
    tokens = reader.part.tokens(begin, end)
    return max(index + 1, tokens.end if tokens is not None else 0)


def _is_honorific(reader: PostReader, index: int) -> bool:
    words = name_words(reader.part.language)
    honorifics = {word.casefold().strip(".") for word in (*words.male_titles, *words.female_titles, *words.titles, *words.post_nominals)}
    return reader.doc[index].lower_ in honorifics | reader.words.determiners
