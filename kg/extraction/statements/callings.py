"""Offices and descriptions that stand for who spoke right before: "l'eurodéputé", "the Spanish premier", "the UN chief", "the IGP"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.extraction.cast import Cast, Member
from kg.extraction.coreference.clusters import coreference_words
from kg.extraction.names.words import folded, name_words
from kg.extraction.statements.antecedents import gender_of
from kg.extraction.statements.cues import words_of
from kg.extraction.statements.memory import Memory
from kg.extraction.statements.periods import Period
from kg.extraction.statements.sources import Source
from kg.extraction.text import grammar
from kg.extraction.text.folding import fold_letters
from kg.model.entities import EntityClass, Form

NEAR = 700  # characters back to where the one spoke who is called so
LOOK_BACK = 250  # tokens back to where another may have been told of by the same noun
TITLES = 8  # words before a name, or behind it and a comma, among which its office stands
_PERSONS = (EntityClass.PERSON,)
_TELLING = frozenset({"NOUN", "PROPN"})  # words of a complement that must have been told of the person


@dataclass(frozen=True, slots=True)
class Calling:
    """A definite noun phrase for a person; a complement that tells of whom or what was told beside the name too."""

    cast: Cast
    memory: Memory
    source: Source
    period: Period

    def holder(self) -> Member | None:
        """The person who spoke last, and shortly before, where nobody else was named or spoke since but in what was said."""
        if not self._is_calling() or not self.memory.spoke:
            return None
        offset = self.period.offset(self.source.begin)
        begin, member = self.memory.spoke[-1]
        if (
            member.cls is not EntityClass.PERSON
            or not 0 < offset - begin < NEAR
            or gender_of(self.source.head) not in {None, member.gender}
        ):
            return None
        rows = self.cast.within(begin, self.period.stretch[1], _PERSONS)
        others = (row.mention.begin for row in rows if row.member.id != member.id and row.mention.form is Form.NAME)
        if self.memory.strangers_since(begin) or not all(self.memory.is_reported(other) for other in others):
            return None
        return member if self._may_be_called_so(member) and not self._is_another(member) else None

    def _is_another(self, member: Member) -> bool:
        """ "A chieftain of the party praised X. … the chieftain said": whether one without a name was told of by the noun before."""
        doc, head = self.period.part.doc, self.source.head
        for token in reversed(doc[max(head.i - LOOK_BACK, 0) : head.i]):
            if token.lemma_ == head.lemma_ and any("Ind" in child.morph.get("Definite", []) for child in token.children):
                rows = self.cast.within(*self.period.stretch_of(token.left_edge.i, token.right_edge.i + 1), _PERSONS)
                return not any(row.member.id == member.id for row in rows) and not self._is_beside(token, member)
        return False

    def _is_beside(self, noun: Token, member: Member) -> bool:
        """ "X, a chieftain of the party": whether a noun is told of a person whom its sentence names."""
        rows = self.cast.within(*self.period.stretch_of(noun.sent.start, noun.sent.end), _PERSONS)
        return {row.member.id for row in rows if row.mention.form is Form.NAME} == {member.id}

    def body(self) -> Member | None:
        """ "the association": the body that spoke last, where no other was named or spoke since but in what was said."""
        words, head = coreference_words(self.source.head.lang_), self.source.head
        bare = all(token == head or token.pos_ in {"DET", "ADJ"} for token in head.doc[self.source.begin : self.source.end])
        if not bare or not self._is_definite() or not self.memory.spoke or head.lower_ not in words.organisation_nouns:
            return None
        offset = self.period.offset(self.source.begin)
        begin, member = self.memory.spoke[-1]
        if member.cls is not EntityClass.ORGANISATION or not 0 < offset - begin < NEAR or self.memory.strangers_since(begin):
            return None
        rows = self.cast.within(begin, self.period.stretch[1], (EntityClass.ORGANISATION,))
        others = (row.mention.begin for row in rows if row.member.id != member.id and row.mention.form is Form.NAME)
        return member if all(self.memory.is_reported(other) for other in others) else None

    def _is_definite(self) -> bool:
        source, head = self.source, self.source.head
        definite = any("Def" in child.morph.get("Definite", []) for child in head.children)
        return definite and source.explicit and "Plur" not in head.morph.get("Number", [])

    def _is_calling(self) -> bool:
        head = self.source.head
        if not self._is_definite():
            return False
        known = folded(coreference_words(head.lang_).described, name_words(head.lang_).offices, words_of(head.lang_).superiors)
        return head.is_upper or fold_letters(head.text) in known

    def _may_be_called_so(self, member: Member) -> bool:
        """Whether the words beside the person's names tell no other office: a president is not "the prime minister"."""
        head = self.source.head
        words = coreference_words(head.lang_)
        described = folded(words.described, words_of(head.lang_).superiors)
        offices = folded(name_words(head.lang_).offices)
        told, noun = self._told_of(member), fold_letters(head.text)
        phrase = [token for token in head.doc[self.source.begin : self.source.end] if token != head]
        if not {noun, *(fold_letters(token.text) for token in phrase)} & folded(words.ranks) <= told:
            return False
        if head.is_upper and noun not in described | offices:
            return noun in told and self._is_title(member)
        if any(token.pos_ in {"ADP", "PROPN"} for token in phrase):
            telling = {fold_letters(token.text) for token in phrase if token.pos_ in _TELLING}
            return bool(telling) and telling <= told | self._bodies_of(member) and (noun in told or noun in described)
        return noun in described or not told & offices or noun in told

    def _beside(self, member: Member) -> list[Token]:
        """The words before the person's names, and behind them and a comma."""
        beside: list[Token] = []
        for mention in member.mentions:
            tokens = self.period.part.tokens(mention.begin, mention.end) if mention.form is Form.NAME else None
            if tokens is not None:
                doc, end = tokens.doc, tokens.end
                behind = doc[end : end + TITLES] if end < len(doc) and doc[end].text == "," else doc[end:end]
                beside.extend((*doc[max(tokens.start - TITLES, 0) : tokens.start], *behind))
        return beside

    def _told_of(self, member: Member) -> set[str]:
        return {fold_letters(token.text) for token in self._beside(member)}

    def _bodies_of(self, member: Member) -> set[str]:
        """The words of all names of the bodies that are named beside the person: "UN" for "the United Nations"."""
        offsets = [self.period.part.offset + token.idx for token in self._beside(member)]
        rows = (self.cast.at(offset, offset + 1, (EntityClass.ORGANISATION,)) for offset in offsets)
        return {fold_letters(word) for row in rows if row is not None for name in row.member.names for word in name.split()}

    def _is_title(self, member: Member) -> bool:
        """ "The IGP, X": whether a word in capitals stands right before a name of the person, and names no body."""
        for mention in member.mentions:
            tokens = self.period.part.tokens(mention.begin, mention.end) if mention.form is Form.NAME else None
            if tokens is None or tokens.start < 2:
                continue
            before = tokens.doc[tokens.start - 1]
            before = before.nbor(-1) if before.text == "," else before
            if before.text == self.source.head.text and not grammar.is_finite_verb(before):
                return True
        return False
