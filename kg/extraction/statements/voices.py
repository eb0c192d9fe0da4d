"""The body of which a text or a spokesperson is the voice: "the report", "un porte-parole de …"."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extraction.cast import Appearance, Cast, Member
from kg.extraction.statements.cues import words_of
from kg.extraction.statements.naming import is_of_office
from kg.extraction.statements.periods import Period
from kg.extraction.statements.sources import Source
from kg.extraction.text import grammar
from kg.model.entities import EntityClass, Form

LOOK_BACK = 250  # tokens back to where a text is told to be somebody's
_BODY = (EntityClass.ORGANISATION,)
_CALLED = frozenset({"appos", "flat:name", "flat", "compound", "nmod"})


@dataclass(frozen=True)
class Voice:
    """A noun for a text or a spokesperson, in its sentence."""

    cast: Cast
    source: Source
    period: Period

    def body(self) -> Member | None:
        """The body that the phrase names."""
        rows = self.cast.within(*self.period.stretch_of(*self.source.widest), _BODY)
        return next((row.member for row in rows if not self._is_place(row) and not self._is_another(row)), None)

    def _is_place(self, row: Appearance) -> bool:
        """ "a study published in X": whether the body is where the text came out, not whose it is."""
        tokens = self.period.part.tokens(row.mention.begin, row.mention.end)
        token, case = (None, None) if tokens is None else (tokens.root, _case(tokens.root))
        while token is not None and case is None and token.dep_ in _CALLED and token.head.i < token.i:
            token, case = token.head, _case(token.head)
        return case is not None and case.lower_ in words_of(self.period.part.language).outlets

    def _is_another(self, row: Appearance) -> bool:
        """ "the figures of the firm of analysts Z": a noun for a body with a name behind it that is not that body's."""
        if row.mention.form is Form.NAME:
            return False
        tokens = self.period.part.tokens(row.mention.begin, row.mention.end)
        following = tokens.doc[tokens.end : self.source.widest[1]] if tokens is not None else ()
        return any(token.pos_ in {"PROPN", "X"} and token.text[0].isupper() for token in following)

    def person(self) -> Member | None:
        """The person that the phrase names: the one in apposition, else the first; no holder of an office that has the voice."""
        rows = self.cast.within(*self.period.stretch_of(*self.source.widest), (EntityClass.PERSON,))
        rows = [row for row in rows if not self._holds_office(row)]
        text, offset = self.period.part.text, self.period.part.offset
        apposed = (row for row in rows if text[: row.mention.begin - offset].rstrip().endswith(","))
        return next((row.member for row in (*apposed, *rows)), None)

    def _holds_office(self, row: Appearance) -> bool:
        tokens = self.period.part.tokens(row.mention.begin, row.mention.end)
        return tokens is not None and is_of_office(self.source, self.period, tokens.start)

    def is_known(self) -> bool:
        """Whether the reader is taken to know whose it is: a definite or demonstrative noun, with no name behind it."""
        told = (child.morph for child in self.source.head.children)
        return any("Def" in m.get("Definite", []) or "Dem" in m.get("PronType", []) for m in told) and not self._is_named()

    def _is_named(self) -> bool:
        """ "the figures of Tide Tower": whether a text is told to be of somebody, known or not."""
        tokens = [token for token in self.source.head.doc[self.source.head.i + 1 : self.source.widest[1]] if token.pos_ != "ADJ"]
        return (
            bool(tokens) and tokens[0].pos_ == "ADP" and any(token.pos_ in {"PROPN", "X"} and token.text[0].isupper() for token in tokens)
        )

    def author(self) -> Member | None:
        """The body of which the sentences before tell that the text is theirs: "a report by X", "X published a report"."""
        doc, head, words = self.period.part.doc, self.source.head, words_of(self.period.part.language)
        same = words.texts if head.lemma_.lower() in words.any_text else {head.lemma_.lower()}
        for token in reversed(doc[max(head.i - LOOK_BACK, 0) : head.i]):
            if token.lemma_.lower() not in same or token.pos_ != "NOUN":
                continue
            subjects = [t for t in token.head.children if t.dep_ in grammar.SUBJECTS] if token.dep_ in grammar.OBJECTS else []
            for root in (token, *subjects):
                rows = self.cast.within(*self.period.stretch_of(root.left_edge.i, root.right_edge.i + 1), _BODY)
                rows = [row for row in rows if not self._is_title(row, token) and not self._is_place(row)]
                if rows:
                    return rows[0].member
        return None

    def _is_title(self, row: Appearance, text: Token) -> bool:
        """ "a large study, the X Initiative": whether a name is that of the text itself."""
        tokens = self.period.part.tokens(row.mention.begin, row.mention.end)
        return tokens is not None and tokens.root.dep_ in grammar.APPOSITIONS and tokens.root.head == text

    def introduced(self) -> int | None:
        """Where the same text was told of before: "in a statement, the leaders …"."""
        doc, head = self.period.part.doc, self.source.head
        before = (token for token in reversed(doc[max(head.i - LOOK_BACK, 0) : head.i]) if token.lemma_ == head.lemma_)
        return next((self.period.offset(token.sent.start) for token in before if token.pos_ == "NOUN"), None)

    def prominent(self) -> Member | None:
        """The body that was named most before, if it was named twice and no other as often."""
        rows = self.cast.within(0, self.period.offset(self.source.begin), _BODY)
        counts = Counter(row.member.id for row in rows).most_common(2)
        if not counts or counts[0][1] < 2 or (len(counts) > 1 and counts[0][1] == counts[1][1]):
            return None
        return next(row.member for row in rows if row.member.id == counts[0][0])


def _case(noun: Token) -> Token | None:
    """The preposition of a noun, whichever of the two is the head of the other."""
    if noun.head.pos_ == "ADP":
        return noun.head
    return next(grammar.children(noun, {"case"}), None)
