"""Offices and descriptions that stand for who spoke right before: "l'eurodéputé", "the Spanish premier"."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.cast import Cast, Member
from kg.extraction.coreference.clusters import coreference_words
from kg.extraction.names.words import folded, name_words
from kg.extraction.statements.antecedents import gender_of
from kg.extraction.statements.memory import Memory
from kg.extraction.statements.periods import Period
from kg.extraction.statements.sources import Source
from kg.extraction.text.folding import fold_letters
from kg.model.entities import EntityClass, Form

NEAR = 700  # characters back to where the one spoke who is called so
TITLES = 8  # words before a name, or behind it and a comma, among which its office stands
_PERSONS = (EntityClass.PERSON,)


@dataclass(frozen=True, slots=True)
class Calling:
    """A definite noun phrase for a person, with no complement that tells of whom or what."""

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
        return member if self._may_be_called_so(member) else None

    def _is_calling(self) -> bool:
        source, head = self.source, self.source.head
        definite = any("Def" in child.morph.get("Definite", []) for child in head.children)
        if not definite or not source.explicit or "Plur" in head.morph.get("Number", []):
            return False
        words, offices = coreference_words(head.lang_), name_words(head.lang_).offices
        known = fold_letters(head.text) in folded(words.described) | folded(offices)
        return known and not any(token.pos_ in {"ADP", "PROPN"} for token in head.doc[source.begin : source.end] if token != head)

    def _may_be_called_so(self, member: Member) -> bool:
        """Whether the words beside the person's names tell no other office: a president is not "the prime minister"."""
        head, part = self.source.head, self.period.part
        words = coreference_words(head.lang_)
        offices, ranks = folded(name_words(head.lang_).offices), folded(words.ranks)
        told: set[str] = set()
        for mention in member.mentions:
            tokens = part.tokens(mention.begin, mention.end) if mention.form is Form.NAME else None
            if tokens is not None:
                doc, end = tokens.doc, tokens.end
                behind = doc[end : end + TITLES] if end < len(doc) and doc[end].text == "," else doc[end:end]
                told |= {fold_letters(token.text) for token in (*doc[max(tokens.start - TITLES, 0) : tokens.start], *behind)}
        mine = {fold_letters(token.text) for token in head.doc[self.source.begin : self.source.end]}
        noun = fold_letters(head.text)
        if not mine & ranks <= told:
            return False
        return noun in folded(words.described) or not told & offices or noun in told
