"""A part of a document, with what all rules of posts ask of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

from kg.extraction.cast import Appearance, Cast
from kg.extraction.names.gazetteer import is_country
from kg.extraction.names.titles import courtesy_titles
from kg.extraction.names.words import name_words
from kg.extraction.roles.words import RoleWords, role_words
from kg.extraction.text.reading import Part, Reading
from kg.model.entities import EntityClass, Form


@dataclass(frozen=True)
class RoleReader:
    """One part of a document as rules of roles read it: its words, and the names that stand in it."""

    reading: Reading
    cast: Cast
    part: Part

    @cached_property
    def words(self) -> RoleWords:
        return role_words(self.part.language)

    @property
    def doc(self) -> Doc:
        return self.part.doc

    def offset(self, index: int) -> int:
        """Where a token begins in the cleaned text."""
        return self.part.offset + (self.doc[index].idx if index < len(self.doc) else len(self.part.text))

    def mention_at(self, index: int, *classes: EntityClass) -> Appearance | None:
        """The name that a token is part of."""
        token = self.doc[index]
        begin = self.part.offset + token.idx
        for row in self.cast.within(max(0, begin - 200), begin + 200 + len(token), classes):
            if row.mention.form is Form.NAME and row.mention.begin <= begin < row.mention.end:
                return row
        return None

    def is_post_nominal(self, index: int) -> bool:
        """Whether a token stands for a post behind a name, and takes no complement: "MP"."""
        return self.doc[index].lower_ in {word.casefold() for word in name_words(self.part.language).post_nominals}

    def class_of(self, member: str) -> EntityClass:
        """Of somebody or something that the document names."""
        return next(found.cls for found in self.cast.members if found.id == member)

    def latest_body(self, before: int) -> str | None:
        """The body named last before a place, unless a person was named after it."""
        classes = (EntityClass.ORGANISATION, EntityClass.PERSON)
        rows = [row for row in self.cast.within(max(0, before - 400), before, classes) if row.mention.end <= before]
        return rows[-1].member.id if rows and rows[-1].member.cls is EntityClass.ORGANISATION else None

    def country_of(self, code: str) -> str | None:
        """The place that is the country with a code, if the document names it."""
        places = (member for member in self.cast.of(EntityClass.PLACE) if member.country == code)
        return next((member.id for member in places if any(is_country(name) for name in member.names)), None)

    @cached_property
    def honorifics(self) -> frozenset[str]:
        titles = [
            title for title in courtesy_titles(self.part.language) if self.words.posts.isdisjoint(re.split(r"[ -]", title.casefold()))
        ]
        return frozenset(part for title in titles for part in title.casefold().replace(".", "").split()) - self.words.posts
