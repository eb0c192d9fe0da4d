"""Phrases that name a post: "directeur général adjoint du Service …", "Afghan Deputy Minister for Refugees"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.extraction.cast import Appearance
from kg.extraction.names.words import folded, name_words, nationalities
from kg.extraction.roles.phrases import before_sort, begins_date, begins_participle, in_acronym, is_noun
from kg.extraction.roles.reader import RoleReader
from kg.extraction.roles.words import NAMED, is_post, role_words
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.grammar import is_finite_verb
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass, Form

LONGEST = 30  # tokens of a phrase: longer ones are whole sentences
_EDGES = " ,-–(*_Â·•"  # what stands around a title and does not belong to it
_ACRONYM = re.compile(r" ?\([A-ZÀ-Ý.]{2,8}\)|,? (?:\w+ )?(?:1[89]|20)\d\d$")  # and a year: "Secretary (PS) in 1990"
_WORD = re.compile(r"[\w'’.&/-]+")
_FIELD = 6  # tokens of one field in a list of those of a minister
_NOUN = 40  # characters of a noun and its determiner that stand for a body
_FIELDS = 24  # tokens from one of them to the "and" before the last


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post, with the body and place that its words name. Offsets are those of the cleaned text."""

    begin: int
    end: int  # of the title
    after: int  # the token behind the words of the post
    title: str
    organisation: str | None  # id of the member
    place: str | None


def main_noun(reader: PostReader, first: int, limit: int) -> int:
    """The noun that names the post of a phrase: the last one of those before a preposition, "Deputy Defence Minister"."""
    noun = first
    for index in range(first + 1, first + 1 if reader.is_post_nominal(first) else min(limit, len(reader.doc))):
        if not (reader.words.nouns_before or reader.doc[index - 1].lower_ in reader.words.before):
            break
        if reader.doc[index].pos_ not in ("ADJ", "NOUN", "PROPN") or reader.mention_at(index, EntityClass.PERSON):
            break
        if is_post(reader.doc[index], reader.words):
            noun = index
    return noun


@cache
def _owned_titles(language: str) -> tuple[str, ...]:
    """The titles with a possessive in them."""
    return tuple(title for title in name_words(language).titles if "'s " in title)


@cache
def _dated(language: str) -> re.Pattern[str]:
    """What tells when a post was held, at the end of a title: "minister | from 2013 to 2015", "ministre | en mars"."""
    before = any_of(role_words(language).prepositions)
    return re.compile(rf" (?i:{before}) (?:(?i:{any_of(name_words(language).dates)})(?![\w-])|(?:1[89]|20)\d\d(?!\d)).*$")


@dataclass(frozen=True)
class PostReader(RoleReader):
    """Reads posts in one part of a document."""

    def read(self, noun: int, limit: int, first: int = 0) -> Iterator[Post]:
        """The posts of a phrase around a noun, not before a first token nor beyond a limit; two where a second one is coordinated."""
        end = self._end(noun, limit)
        second = self._coordinated(noun + 1, end)
        if second is None:
            yield self._post(noun, end, first)
            return
        later = list(self.read(second, end, noun + 1))
        first_post = self._post(noun, self._before_conjunction(second), first)
        alone = first_post.place is None and not any(word in self.words.prepositions for word in first_post.title.casefold().split())
        shared = next((post.organisation for post in later if post.organisation), None) if alone else None
        yield replace(first_post, organisation=first_post.organisation or shared)
        yield from later

    def _end(self, noun: int, limit: int) -> int:
        """Where the words that belong to a post end."""
        sentence = self.doc[noun].sent
        if self.is_post_nominal(noun):
            return noun + 1
        for index in range(noun + 1, min(limit, sentence.end, noun + LONGEST)):
            token = self.doc[index]
            if in_acronym(self.doc, index):
                continue
            if token.text in '().;:?!…«»“”"' or token.is_space or self.stops_at(index) or begins_date(self.doc, index, self.part.language):
                return index
            if token.text == "," and self.mention_at(index, EntityClass.ORGANISATION):
                continue  # "président du Conseil économique, social et environnemental"
            if token.text == "," and not self._goes_on(noun, index + 1, limit) and not self._is_portfolio_list(noun, index + 1, limit):
                return index
            if is_finite_verb(token) and not self.mention_at(index, *NAMED) and not is_noun(self.doc, index, self.part.language):
                return index
            if self._is_other_person(index, noun) or self._begins_another(index) or self._begins_post_of_another(index):
                return index
            if self._begins_body_of_another(index) or begins_participle(self.doc, index, self.words):
                return index
        return min(limit, sentence.end, noun + LONGEST)

    def _is_other_person(self, index: int, noun: int) -> bool:
        """Whether a word belongs to a person's name that a post is not itself a part of: "Ambassador of the United States" may be one."""
        row = self.mention_at(index, EntityClass.PERSON)
        return row is not None and row.mention.begin > self.offset(noun)

    def stops_at(self, index: int) -> bool:
        """Whether a word ends what is said of a post."""
        word = self.doc[index].lower_
        if self.doc[index].is_upper and self.mention_at(index, EntityClass.ORGANISATION):  # "WHO"
            return False
        following = self.doc[index + 1].lower_ if index + 1 < len(self.doc) else ""
        return word in self.words.stops and f"{word} {following}" not in self.words.adverbials

    def _begins_another(self, index: int) -> bool:
        """Whether the next post of a list without commas begins here: "Minister for Foreign Affairs Senator …"."""
        token, before = self.doc[index], self.doc[index - 1]
        nouns = self.doc[index : index + 2] if token.lower_ in self.words.before else [token]
        if not token.text[0].isupper() or not any(is_post(noun, self.words) for noun in nouns) or self.mention_at(index, *NAMED):
            return False
        return before.pos_ in ("NOUN", "PROPN") and not is_post(before, self.words) and before.lower_ not in self.words.before

    def _begins_post_of_another(self, index: int) -> bool:
        """Whether "and" and the post of a person named after it begin here: "… and Senator Kay Low"."""
        if self.doc[index].lower_ not in self.words.conjunctions or index + 1 >= len(self.doc):
            return False
        noun = main_noun(self, index + 1, index + 4)
        return is_post(self.doc[noun], self.words) and self.names_another(noun)

    def _begins_body_of_another(self, index: int) -> bool:
        """Whether a body begins here that stands before the next post of a row: "Senator for Bexley | UNICEF spokesperson"."""
        before = self.doc[index - 1]
        if before.pos_ != "PROPN" or before.lower_ in self.words.before or is_post(before, self.words):
            return False
        row = self.mention_at(index, EntityClass.ORGANISATION)
        tokens = self.part.tokens(row.mention.begin, row.mention.end) if row is not None else None
        return tokens is not None and tokens.start == index and tokens.end < len(self.doc) and is_post(self.doc[tokens.end], self.words)

    def names_another(self, noun: int) -> bool:
        """Whether a post belongs to the person named right after it: "…, Minister Ahadi"."""
        after = noun + 1
        while after < len(self.doc) and self.doc[after].lower_.strip(".") in self.honorifics | self.words.determiners:
            after += 1
        return after < len(self.doc) and self.mention_at(after, EntityClass.PERSON) is not None

    def _goes_on(self, noun: int, index: int, limit: int) -> bool:
        """Whether a complement goes on after a comma, with the same preposition: "aux droits de l'Homme, à l'Action humanitaire et …"."""
        if (
            index >= limit
            or self.doc[index].lower_ not in self.words.prepositions
            or (index + 1 < len(self.doc) and self.mention_at(index + 1, EntityClass.PLACE))
        ):
            return False
        genitives, again = name_words(self.part.language).genitives, self.doc[index]
        earlier = self.doc[noun + 1 : index - 1]
        return any(token.lemma_ == again.lemma_ or {token.lower_, again.lower_} <= genitives for token in earlier)

    def reaches_over(self, comma: int, end: int) -> bool:
        """Whether a comma stands inside the fields of a minister: "Minister for Justice, Customs and Ports" before a name at `end`."""
        first = max(self.doc[comma].sent.start, comma - LONGEST)
        for index in range(comma - 1, first - 1, -1):
            if self.doc[index].text in '.();:«»“”"' or self.mention_at(index, EntityClass.PERSON):
                return False
            if self.doc[index].lower_.rsplit("-", 1)[-1] in self.words.portfolio_holders:
                return self._end(index, end) >= end
        return False

    def _is_portfolio_list(self, noun: int, index: int, limit: int) -> bool:
        """Whether the fields of a minister go on after a comma: "Minister for the Environment, Heritage and the Arts"."""
        if self.doc[noun].lower_ not in self.words.portfolio_holders:
            return False
        begin = index  # of a field
        for at in range(index, min(index + _FIELDS, limit, len(self.doc))):
            token = self.doc[at]
            if self.mention_at(at, EntityClass.PERSON, EntityClass.PLACE) or is_finite_verb(token) or at - begin > _FIELD:
                return False
            if token.lower_ in self.words.conjunctions:
                return at > index
            raised = token.text[0].isupper() or token.lower_ in self.words.determiners or token.text == ","
            if not raised and (at == begin or token.pos_ != "ADJ"):  # "Affaires sociales"
                return False
            begin = at + 1 if token.text == "," else begin
        return False

    def _coordinated(self, begin: int, end: int) -> int | None:
        """The noun of a second post: "directeur pays … et directeur régional"."""
        for index in range(begin, end):
            if self.doc[index].lower_ in self.words.conjunctions:
                after = index + 1
                while after < end and self._introduces(after):
                    after += 1
                if after < end and is_post(self.doc[after], self.words) and not self.mention_at(after, *NAMED):
                    return main_noun(self, after, end)
        return None

    def _introduces(self, index: int) -> bool:
        """Whether a word stands before a post and names none itself."""
        return self.doc[index].lower_ in self.words.determiners | self.words.before and not is_post(self.doc[index], self.words)

    def _before_conjunction(self, second: int) -> int:
        index = second
        while self.doc[index].lower_ not in self.words.conjunctions:
            index -= 1
        return index

    def _post(self, noun: int, end: int, first: int) -> Post:
        begin, owner, country = self._before(noun, first)
        while begin < noun and (self.doc[begin].lower_ in self.words.passing or self.is_post_nominal(begin)):
            begin += 1
        names = [
            row
            for row in self._names(noun + 1, end)
            if self._is_complement(row) and not self._is_portfolio(noun, row) and not self._is_sought(noun, row)
        ]
        organisation = next((row.member.id for row in names if row.member.cls is EntityClass.ORGANISATION), None)
        place = next((row.member.id for row in names if row.member.cls is EntityClass.PLACE), None)
        stop = min((self._preposition_before(row) for row in names), default=self.offset(end))
        title, adjective = self._title(begin, noun, stop)
        led = self.latest_body(self.offset(begin)) if title.casefold() in self.words.led else None  # "Secretary-General Ada Kay"
        organisation = organisation or self._named_so(begin, noun) or led
        return Post(
            begin=self.offset(begin),
            end=stop,
            after=end,
            title=title,
            organisation=organisation or (owner if owner and self.class_of(owner) is EntityClass.ORGANISATION else None),
            place=place or (owner if owner and self.class_of(owner) is EntityClass.PLACE else None) or country or adjective,
        )

    def _names(self, begin: int, end: int) -> list[Appearance]:
        """The outermost mentions of bodies, and names of places, between two tokens."""
        rows = self.cast.within(self.offset(begin), self.offset(end), (EntityClass.ORGANISATION, EntityClass.PLACE))
        rows = [row for row in rows if row.mention.form is Form.NAME or row.member.cls is EntityClass.ORGANISATION]
        return [
            row for row in rows if not any(other.mention.contains(row.mention) and len(other.mention) > len(row.mention) for other in rows)
        ]

    def _is_complement(self, row: Appearance) -> bool:
        first, begin = fold_letters(row.member.names[0].split()[0]), self._preposition_before(row)
        bare = self.reading.text[begin : row.mention.begin].rstrip().casefold() in self.words.prepositions
        if first in self.words.states or (bare and first in self.words.forces):
            return False
        if self.reading.text[begin : row.mention.begin].split(" ")[0].casefold() in self.words.topics:
            return False
        return begin < row.mention.begin or row.member.cls is EntityClass.ORGANISATION

    def _is_sought(self, noun: int, row: Appearance) -> bool:
        """Whether a body is what somebody stands for: "candidate for the Senate", but not "candidate of the People's Party"."""
        if self.doc[noun].lower_.rsplit("-", 1)[-1] not in self.words.aspirants or row.member.cls is not EntityClass.ORGANISATION:
            return False
        link = self.reading.text[self._preposition_before(row) : row.mention.begin].casefold().replace("'", " ").split()[:1]
        return bool(link) and link[0] not in {word.strip("'") for word in name_words(self.part.language).genitives}

    def _is_portfolio(self, noun: int, row: Appearance) -> bool:
        """Whether what looks like a body is the field of a minister: "Minister for Home Affairs"."""
        head = self.doc[noun].lower_.rsplit("-", 1)[-1]
        if self.doc[noun + 1 : noun + 3].text.lower().lstrip("- ").startswith("general"):  # "Secretary-General"
            return False
        if head not in self.words.portfolio_holders or row.member.cls is not EntityClass.ORGANISATION:
            return False
        begin = self.reading.text[row.mention.begin : row.mention.end].split()[0].casefold()
        return begin not in name_words(self.part.language).bodies and " " in row.member.names[0]

    def _preposition_before(self, row: Appearance) -> int:
        """Where the preposition before a name begins; the name itself, where there is none."""
        tokens = self.part.tokens(row.mention.begin, row.mention.end)
        if tokens is None:
            return row.mention.begin
        body = row.member.cls is EntityClass.ORGANISATION
        index = before_sort(self.doc, tokens.start, self.part.language) if body else self._before_kind(tokens.start)
        while index > 0 and self.doc[index - 1].lower_ in self.words.determiners | {"the"}:
            index -= 1
        if index > 0 and self.doc[index - 1].lower_ in self.words.prepositions:
            return self.offset(index - 1)
        return row.mention.begin

    def _before_kind(self, index: int) -> int:
        """Where the noun stands that tells the kind of a place before its name: "de la *région* Occitanie"."""
        words = name_words(self.part.language)
        kinds = folded(words.place_heads, words.region_heads, words.settlements)
        return index - 1 if index > 1 and self.doc[index - 1].is_lower and fold_letters(self.doc[index - 1].text) in kinds else index

    def _before(self, noun: int, start: int) -> tuple[int, str | None, str | None]:
        """Where the words before a noun that belong to its post begin, whose post it is, and the country that an adjective tells."""
        first = max(start, self.doc[noun].sent.start)
        index = self._compound(self._owned(noun, first), first)
        while index > first and self._belongs(index - 1) and self.doc[index - 1].is_upper == self.doc[noun].is_upper:
            index -= 1
        index = self._other_field(index, noun, first)
        owner = country = None
        if index > first and self.doc[index - 1].lower_ in self.words.possessives:
            owner = self.latest_body(self.offset(index - 1))
        if index > first and (code := nationalities(self.part.language).get(fold_letters(self.doc[index - 1].text))):
            country = self.country_of(code)
        if index > first and self.doc[index - 1].text in ("'s", "'", "’s"):
            row = self.mention_at(index - 2, EntityClass.ORGANISATION, EntityClass.PLACE) or self._noun_for_body(index - 2)
            owner = row.member.id if row else None
        elif index > first and (row := self._body_before(index)) is not None:
            owner, index = row.member.id, self._rank_before(row, first, index)
        elif index > first and self.words.nouns_before and (place := self.mention_at(index - 1, EntityClass.PLACE)) is not None:
            owner = place.member.id  # "Kayland State Governor"
        return index, owner, country

    def _other_field(self, index: int, noun: int, first: int) -> int:
        """Where the fields of a minister begin that stand before the post: "*Health and* Sports Minister"."""
        fields = index < noun and index - 2 >= first and self.words.nouns_before and self.doc[noun].lower_ in self.words.portfolio_holders
        if not fields or self.doc[index - 1].lower_ not in self.words.conjunctions or not self.doc[index].is_title:
            return index
        before = self.doc[index - 2]
        alone = before.is_sent_start or self.doc[index - 3].text == "," or self.doc[index - 3].lower_ in self.words.determiners
        apart = self.mention_at(before.i, EntityClass.PERSON, EntityClass.PLACE) or is_post(before, self.words)
        return index - 2 if alone and before.is_title and not apart else index

    def _noun_for_body(self, index: int) -> Appearance | None:
        """The noun that stands for a body named before: "the *union*'s spokesperson"."""
        offset = self.offset(index)
        rows = self.cast.within(max(0, offset - _NOUN), offset + len(self.doc[index]), (EntityClass.ORGANISATION,))
        return next((row for row in rows if row.mention.form is Form.NOMINAL and row.mention.begin <= offset < row.mention.end), None)

    def _owned(self, noun: int, first: int) -> int:
        """Where a post begins that has a possessive in it: "State's Attorney"."""
        told = self.reading.text[self.offset(max(0, noun - 4)) : self.offset(noun)].replace("’", "'") + self.doc[noun].text
        owned = noun - 2 > first and self.doc[noun - 1].text in ("'s", "’s") and told.endswith(_owned_titles(self.part.language))
        return noun - 2 if owned else noun

    def _compound(self, noun: int, first: int) -> int:
        """Where words begin that hyphens join to a post, or into a modifier right before it: "co-founder", "full-time member"."""
        index = noun - 2
        if index >= first and self.doc[noun - 1].text == "-" and not self.doc[noun - 1].whitespace_ and not self.doc[index].whitespace_:
            return index if self.doc[index].is_alpha and not self.mention_at(index, *NAMED) else noun
        if index - 1 < first or self.doc[index].text != "-" or self.doc[index].whitespace_ or not self.doc[noun - 1].whitespace_:
            return noun
        joined = not self.doc[index - 1].whitespace_ and fold_letters(self.doc[index - 1].text) not in nationalities(self.part.language)
        return index - 1 if joined and not self.mention_at(index - 1, *NAMED) else noun

    def _body_before(self, index: int) -> Appearance | None:
        """The body right before a token on its line."""
        row = self.mention_at(index - 1, EntityClass.ORGANISATION)
        return row if row is not None and "\n" not in self.reading.text[row.mention.end : self.offset(index)] else None

    def _rank_before(self, row: Appearance, first: int, index: int) -> int:
        """Where a rank before the body begins that is part of the title, "Deputy UN Envoy"; the given token, where there is none."""
        tokens = self.part.tokens(row.mention.begin, row.mention.end)
        if tokens is None or tokens.start <= first or not is_post(self.doc[tokens.start - 1], self.words):
            return index
        return tokens.start - 1 if self.doc[tokens.start - 1].lower_ in self.words.before else index

    def _belongs(self, index: int) -> bool:
        """Whether a word before a post is a part of it: a modifier, or in some languages a field, "Home Affairs Minister"."""
        token = self.doc[index]
        if token.lower_ in self.words.before and self.mention_at(index, EntityClass.PLACE) is None:
            return True
        if not self.words.nouns_before or not _WORD.fullmatch(token.text) or self.mention_at(index, *NAMED):
            return False
        if fold_letters(token.text) in nationalities(self.part.language) or token.lower_ in self.words.headings:
            return False
        return token.pos_ in ("ADJ", "NOUN", "PROPN") and (token.text[0].isupper() or token.dep_ in ("compound", "amod"))

    def _named_so(self, begin: int, noun: int) -> str | None:
        """The body that a noun before a post stands for: "council members" are those of the council that was named before."""
        for token in self.doc[begin:noun]:
            word = fold_letters(token.text)
            if token.pos_ == "NOUN" and word in folded(name_words(self.part.language).bodies):
                rows = self.cast.within(self.part.offset, self.offset(begin), (EntityClass.ORGANISATION,))
                return next((row.member.id for row in reversed(rows) if word in fold_letters(row.member.names[0]).split()), None)
        return None

    def with_body_behind(self, post: Post, end: int) -> Post:
        """A post with the body that stands behind a comma, as in careers and in brackets: "Director, Legal Branch"."""
        if post.organisation is not None or end + 1 >= len(self.doc) or self.doc[end].text != ",":
            return post
        body = self.mention_at(end + 1, EntityClass.ORGANISATION)
        return post if body is None else replace(post, organisation=body.member.id)

    def _title(self, begin: int, noun: int, stop: int) -> tuple[str, str | None]:
        """The words of a post without an adjective of nationality, and the country which that one tells."""
        country, words = None, []
        for token in self.doc[begin:]:
            if self.part.offset + token.idx >= stop:
                break
            code = nationalities(self.part.language).get(fold_letters(token.text)) if token.i > noun else None
            if code is None:
                words.append(token.text_with_ws)
            else:
                country = country or self.country_of(code)
        title = _dated(self.part.language).sub("", _ACRONYM.sub("", " ".join("".join(words).split()))).strip(_EDGES)
        ends = self.words.prepositions | self.words.determiners | self.words.conjunctions | self.honorifics
        while (last := title.rpartition(" "))[2].casefold().strip(".") in ends and last[0]:
            title = last[0].strip(_EDGES)
        return title, country
