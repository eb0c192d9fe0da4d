"""Who speaks as « on »: « précise-t-on au ministère », « … », ajoute-t-on of the body that has just spoken."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.extraction.cast import Cast, Member
from kg.extraction.statements.cues import words_of
from kg.extraction.statements.memory import Memory
from kg.extraction.statements.periods import Period
from kg.extraction.statements.sources import Source, is_impersonal
from kg.model.entities import EntityClass, Form

NEAR = 700  # characters back to where the body spoke
_BODIES = (EntityClass.ORGANISATION,)
_TIMES = frozenset({"obl:mod"})
_PASSING = frozenset({"ADV", "SPACE"})


@dataclass(frozen=True, slots=True)
class Impersonal:
    """A pronoun that stands for nobody in particular, behind a verb of communication."""

    cast: Cast
    memory: Memory
    source: Source
    period: Period

    def is_one(self) -> bool:
        """Whether it is such a pronoun, joined to the verb."""
        return is_impersonal(self.source.head, words_of(self.period.part.language))

    def body(self) -> Member | None:
        """The body behind a preposition, or the one that spoke right before, where nothing else tells where one says so."""
        doc, begin = self.period.part.doc, self.source.end
        outside = self.period.outside_numbers
        end = next((i for i in range(begin, self.period.end) if doc[i].is_punct or i not in outside), self.period.end)
        telling = [token for token in doc[begin:end] if token.pos_ not in _PASSING]
        while telling and ((telling[0].i == begin and telling[0].pos_ == "VERB") or _is_time(telling[0])):
            telling.pop(0)  # "a-t-on appris mardi de …"
        if not telling or doc[telling[0].i : end].text.lower().strip() in words_of(self.period.part.language).same_sources:
            return self._last()
        rows = self.cast.within(*self.period.stretch_of(begin, end), _BODIES) if telling[0].pos_ == "ADP" else []
        named = [row for row in rows if row.mention.form is Form.NAME]
        return named[0].member if len({row.member.id for row in named}) == 1 else None

    def _last(self) -> Member | None:
        offset = self.period.offset(self.source.begin)
        if not self.memory.spoke:
            return None
        begin, member = self.memory.spoke[-1]
        near = member.cls is EntityClass.ORGANISATION and 0 < offset - begin < NEAR
        return member if near and not self.memory.strangers_since(begin) else None


def _is_time(token: Token) -> bool:
    return token.pos_ == "NOUN" and token.dep_ in _TIMES
