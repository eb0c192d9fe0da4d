"""Who is named by the noun phrase that stands for a speaker: by its head, by an apposition, by the name behind an office."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from kg.extraction.cast import ACTORS, Appearance, Cast, Member
from kg.extraction.coreference.clusters import coreference_words
from kg.extraction.names.words import NameWords, folded, name_words
from kg.extraction.statements.cues import words_of
from kg.extraction.statements.periods import Period
from kg.extraction.statements.sources import Source
from kg.extraction.text import grammar
from kg.extraction.text.folding import fold_letters
from kg.model.entities import EntityClass, Form

COMPLEMENT = 14  # words of the complement of an office, up to the comma before the name of who holds it
_OF_COMPLEMENT = frozenset({"ADP", "DET", "NOUN", "PROPN", "ADJ", "NUM", "CCONJ"})
_JOINING = frozenset({"CCONJ", "PROPN"})
_CALLED = frozenset({"appos", "flat:name", "flat", "nmod"})
_NAMING = frozenset({"appos", "flat:name", "flat", "compound", "nmod", "dep", "conj"})


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a phrase names."""

    member: Member
    certainty: float  # 0..1
    outright: bool  # by name; else by an office or noun that another who spoke since may hold as well


@dataclass(frozen=True)
class NamingPhrase:
    """The phrase of a source in its sentence."""

    cast: Cast
    source: Source
    period: Period

    def find(self) -> Named | None:
        """The person in the phrase, or what the head of the phrase names; "the Browns" are no one of them."""
        named = self._find()
        return None if named is not None and self._is_family(named.member) else named

    def _is_family(self, member: Member) -> bool:
        head, surnames = self.source.head, {name.split()[-1].casefold() for name in member.names if name.split()}
        plural = any(child.pos_ == "DET" and "Plur" in child.morph.get("Number", []) for child in head.children)
        own = (plural and head.lower_ in surnames) or (head.tag_ == "NNPS" and head.lower_.removesuffix("s") in surnames)
        return member.cls is EntityClass.PERSON and own

    def _find(self) -> Named | None:
        head = self._head
        bodies = self.cast.within(*self._widest, (EntityClass.ORGANISATION,))
        body = next((row for row in bodies if row.mention.begin <= head < row.mention.end and row.mention.form is Form.NAME), None)
        person = self._person()
        if person is not None and (body is None or not body.mention.contains(person.mention)):
            return Named(person.member, 1.0, outright=True)
        body = body or next((row for row in bodies if self._is_apposition(row)), None)
        if body is not None:
            return Named(body.member, 1.0, outright=True)
        row = self._at_head()
        if row is None:
            return self._by_surname()
        if row.mention.form is Form.PRONOUN:
            return None
        outright = row.mention.form is Form.NAME
        return Named(row.member, 1.0 if outright else 0.9, outright)

    @property
    def _head(self) -> int:
        return self.period.offset(self.source.head.i)

    @property
    def _stretch(self) -> tuple[int, int]:
        return self.period.stretch_of(self.source.begin, self.source.end)

    @property
    def _widest(self) -> tuple[int, int]:
        """With all of a name that the tree cuts: "le porte-parole Ali | Sow à l'issue du conseil"."""
        begin, end = self.period.stretch_of(*self.source.widest)
        cut = self.cast.at(end - 1, end, ACTORS)
        whole = cut is not None and cut.mention.form is Form.NAME and cut.mention.begin >= begin
        return begin, max(end, cut.mention.end) if cut is not None and whole else end

    def _at_head(self) -> Appearance | None:
        """What the phrase as a whole stands for, or a mention over its head."""
        head = self._head
        row = self.cast.at(*self._stretch, ACTORS)
        if row is not None and row.mention.begin <= head < row.mention.end:
            return row
        return next((row for row in self.cast.within(*self._widest, ACTORS) if row.mention.begin <= head < row.mention.end), None)

    def _by_surname(self) -> Named | None:
        """A name that was not recognised here: "Brown", "MARY BROWN" after "Mary Brown"; of two Browns, the one named last."""
        (begin, end), part = self._stretch, self.period.part
        tokens = part.doc[self.source.begin : self.source.end]
        last = tokens[-1] if not any(token.pos_ == "ADP" for token in tokens) else self.source.head
        if not last.text[0].isupper():
            return None
        names = {part.text[begin - part.offset : end - part.offset].casefold(), last.lower_}
        named = {row.member.id for row in self.cast.appearances if _is_called(row.member, names)}
        rows = [row for row in self.cast.appearances if row.member.id in named and row.member.cls in ACTORS]
        before = [row for row in rows if row.mention.begin < begin] or rows[:1]
        return Named(before[-1].member, 0.85, outright=True) if before else None

    def _person(self) -> Appearance | None:
        """The person whose name is the head of the phrase, or stands in apposition to it."""
        rows = [row for row in self.cast.within(*self._widest, (EntityClass.PERSON,)) if row.mention.form is not Form.PRONOUN]
        head = self._head
        over = sorted((r for r in rows if r.mention.begin <= head < r.mention.end), key=lambda r: r.mention.form is not Form.NAME)
        if over and over[0].mention.form is Form.NAME:
            return over[0]
        inside = next((row for row in rows if self._names_head(row)), None)
        return inside or next(iter(over), None) or self._before_apposition() or self._behind_office()

    def _before_apposition(self) -> Appearance | None:
        """ "X, director of Y, said", read as if the director were the subject: the name right before the comma."""
        before, period = self.source.begin - 1, self.period
        if before <= period.begin or period.part.doc[before].text != "," or self.source.head.pos_ == "PRON":
            return None
        end = period.offset(before)
        rows = persons_in(self.cast, period, period.begin, before)
        return next((row for row in rows if end - 1 <= row.mention.end <= end and not self._is_complement(row)), None)

    def _is_complement(self, row: Appearance) -> bool:
        """ "Helped by the director, X, the delegation said": whether a preposition stands before the name, or before what it belongs to."""
        tokens = self.period.part.tokens(row.mention.begin, row.mention.end)
        token = None if tokens is None else tokens.root
        while token is not None and not _has_case(token):
            if token.head.i < token.i and grammar.is_participle(token.head):
                return True
            token = token.head if token.dep_ in _CALLED and token.head.i < token.i else None
        return token is not None

    def _behind_office(self) -> Appearance | None:
        """ "The X spokesperson on water, Senator Y, told", "a dit le chargé | des parcs à la Z, X": the name behind an office and a comma.

        The tree may part it from the office, and hang the complement of the office on the verb.
        """
        period, head, end, doc = self.period, self.source.head, self.source.end, self.period.part.doc
        words, language = words_of(period.part.language), period.part.language
        offices = folded(name_words(language).offices) | folded(coreference_words(language).described)
        if not (head.lemma_.lower() in words.voices or fold_letters(head.text) in offices):
            return None
        limit = min(end + COMPLEMENT, period.end)
        while (
            end < limit and doc[end].pos_ in _OF_COMPLEMENT and end in period.outside_numbers and fold_letters(doc[end].text) not in offices
        ):
            end += 1
        if end >= period.end or doc[end].text != ",":
            return None
        for row in persons_in(self.cast, period, end, period.end)[:1]:
            tokens = period.part.tokens(row.mention.begin, row.mention.end)
            if (
                tokens is not None
                and tokens.end < period.end
                and doc[tokens.end].text in {",", "."}
                and _are_titles(doc[end + 1 : tokens.start])
            ):
                return row
        return None

    def _is_apposition(self, row: Appearance) -> bool:
        """ "l'agence Xinhua", "the charity Oxfam": a name right behind a common noun, with no preposition."""
        head, part = self.source.head, self.period.part
        tokens = part.tokens(row.mention.begin, row.mention.end)
        if tokens is None or head.pos_ != "NOUN" or tokens.start <= head.i or row.mention.form is not Form.NAME:
            return False
        if tokens.root.dep_ not in _CALLED or _has_case(tokens.root) or not head.is_ancestor(tokens.root):
            return False
        words = coreference_words(part.language)
        between = part.doc[head.i + 1 : tokens.start]
        return head.lower_ in words.organisation_nouns | words.same_noun and not any(t.is_punct or t.pos_ in _JOINING for t in between)

    def _names_head(self, row: Appearance) -> bool:
        head, part = self.source.head, self.period.part
        tokens = part.tokens(row.mention.begin, row.mention.end)
        if tokens is None or (head.pos_ == "PROPN" and head.i < tokens.start and part.doc[tokens.start - 1].pos_ == "ADP"):
            return False
        root = tokens.root
        if self._names_another(root) or is_of_office(self.source, self.period, tokens.start):
            return False
        has_case = _has_case(root) or root.dep_ in {"poss", "pobj"}
        joined = (root.dep_ in _NAMING and not has_case) or self._follows_office(tokens)
        return joined and row.mention.form is Form.NAME

    def _follows_office(self, name: Span) -> bool:
        """ "Le ministre français des Affaires étrangères X a dit": a name that ends the phrase of an office, wherever the tree hangs it."""
        doc, head = self.period.part.doc, self.source.head
        if fold_letters(head.text) not in folded(name_words(self.period.part.language).offices) or name.start <= head.i + 1:
            return False
        between = doc[head.i + 1 : name.start]
        plain = not any(token.is_punct or token.pos_ in {*grammar.VERBS, "CCONJ", "SCONJ"} for token in between)
        closed = (
            name.end >= len(doc)
            or doc[name.end].is_punct
            or doc[name.end].pos_ in grammar.VERBS
            or doc[name.end].dep_ in grammar.EXPLETIVES
        )
        return plain and closed and between[-1].pos_ in {"ADJ", "NOUN", "PROPN"} and name[0].text[0].isupper()

    def _names_another(self, root: Token) -> bool:
        """ "le porte-parole du président X": a name that belongs to an office inside the phrase, not to its head."""
        offices = folded(name_words(self.period.part.language).offices)
        token = root.head
        while token != self.source.head and token.head != token and token.pos_ in grammar.NOMINALS:
            if fold_letters(token.text) in offices and _has_case(token):
                return True
            token = token.head
        return False


def is_of_office(source: Source, period: Period, name: int) -> bool:
    """ "le porte-parole du maire X": whether a name is bound, without a comma, to an office in the genitive behind the head of a source."""
    words = name_words(period.part.language)
    between = period.part.doc[source.head.i + 1 : name]
    if any(token.is_punct for token in between):
        return False
    offices = (token for token in between if fold_letters(token.text) in folded(words.offices))
    return any(_is_genitive(token, words) for token in offices)


def _is_genitive(noun: Token, words: NameWords) -> bool:
    """Whether a genitive stands before a noun, but for an article and a word that belongs to it: "du Premier ministre"."""
    before = [token.lower_ for token in noun.doc[max(0, noun.i - 3) : noun.i]]
    while before and before[-1] not in words.genitives and (len(before) == 3 or before[-1] in words.determiners):
        before.pop()
    return bool(before) and before[-1] in words.genitives


def persons_in(cast: Cast, period: Period, begin: int, end: int) -> list[Appearance]:
    """The persons that are named, or told by an office, between two tokens of a sentence."""
    rows = cast.within(*period.stretch_of(begin, end), (EntityClass.PERSON,))
    return [row for row in rows if row.mention.form is not Form.PRONOUN]


def _has_case(token: Token) -> bool:
    return any(child.dep_ == "case" for child in token.children)


def _are_titles(tokens: Span) -> bool:
    """Whether nothing but titles with a capital, one or two, stands before a name."""
    return len(tokens) < 3 and all(token.text[0].isupper() for token in tokens)


def _is_called(member: Member, names: set[str]) -> bool:
    """Whether one of the names is a member's own, or the end of it; "Hong Kong" is no Parliament of Hong Kong."""
    if member.cls is EntityClass.PERSON:
        return any(_ends_with(member.names, name) for name in names)
    proper = tuple(name for name in member.names if not any(word.islower() for word in name.split()))
    return any(_ends_with(proper, name) for name in names) or any(name.casefold() in names for name in member.names)


def _ends_with(names: tuple[str, ...], words: str) -> bool:
    return any(name.casefold() == words or name.casefold().endswith(f" {words}") for name in names)
