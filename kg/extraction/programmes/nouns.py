"""A programme noun in its sentence, with what stands in and beside its phrase."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extraction.candidates import Candidate
from kg.extraction.text.grammar import is_infinitive
from kg.extraction.text.phrases import Phrase
from kg.extraction.text.reading import Parsed, Sentence
from kg.model.entities import EntityClass

_SMALL = frozenset({"ADP", "ADJ", "ADV", "DET", "PRON", "CCONJ", "SCONJ"})  # what no name in quotation marks without a capital begins with
_STYLED = re.compile(r"[A-Za-z][A-Z]|\d|\+|-[A-Z]")  # no ordinary word with a capital looks so
_LEAD = re.compile(r"[A-Z][\w.+-]*(?:[A-Z+][\w.+-]*| \+)")  # "GreenWay", "Rural +" before the noun
_QUOTED_LEAD = re.compile(r"[«“\"'‘]\s?(?P<name>.{3,}?)\s?[»”\"'’]")
QUOTED = re.compile(r"\s*(?:[«“]|(?<=\s)\"(?=\S)|(?<!\w)'(?=[A-ZÀ-Þ]))(?P<name>[^»”\"']{3,120}(?:'\w+[^»”\"']*)?)(?:[»”\"]|'(?!\w))")
BESIDE = re.compile(r"\s+(?P<name>[A-Z0-9][\w.'-]*[A-Za-z][\w.'-]*(?: ?\+)?(?: [A-Z][\w-]+)*(?: ?\+)?)")


@dataclass(frozen=True, slots=True)
class ProgrammeNoun:
    """A programme noun in its sentence."""

    reading: Parsed
    sentence: Sentence
    phrase: Phrase
    noun: str  # folded
    names: tuple[Candidate, ...]  # the names in the sentence
    works: bool = False  # building works

    def offset(self, token: int) -> int:
        return self.sentence.part.offset + int(self.sentence.part.doc[token].idx)

    @property
    def head(self) -> Token:
        return self.sentence.part.doc[self.phrase.head]

    @property
    def begin(self) -> int:
        return self.offset(self.phrase.first)

    @property
    def head_end(self) -> int:
        return self.offset(self.phrase.head_end - 1) + len(self.sentence.part.doc[self.phrase.head_end - 1])

    @property
    def end(self) -> int:
        return self.offset(self.phrase.end - 1) + len(self.sentence.part.doc[self.phrase.end - 1])

    @property
    def text(self) -> str:
        return self.reading.text[self.begin : self.end]

    @property
    def lead(self) -> str:
        """What stands before the noun in the phrase."""
        return self.reading.text[self.begin : self.offset(self.phrase.head)].strip()

    @property
    def before(self) -> str:
        """The sentence up to the phrase."""
        return self.reading.text[self.sentence.begin : self.begin]

    @property
    def has_capital(self) -> bool:
        return self.head.text[0].isupper()

    @property
    def beside(self) -> str | None:
        """A name of its own right after the noun: between quotation marks, or with a capital."""
        tail = self.reading.text[self.head_end : self.end]
        quoted = QUOTED.match(tail)
        match = quoted or BESIDE.match(tail)
        if match is None or not (quoted or self._styled(match["name"])):
            return None
        name = match["name"].strip()
        if quoted and name[0].islower() and (" " not in name or self._begins_small(self.head_end + match.start("name"))):
            return None
        return match["name"].strip()

    @property
    def name_before(self) -> str | None:
        """A name of its own right before the noun: between quotation marks, or of a spelling that no word has."""
        quoted = _QUOTED_LEAD.fullmatch(self.lead)
        if quoted is not None:
            word = quoted["name"]
            return None if " " not in word and word.islower() else word  # "a “temporary” arrangement"
        return self.lead if _LEAD.fullmatch(self.lead) else None

    def _begins_small(self, begin: int) -> bool:
        """Whether what is quoted from an offset on is no name but somebody's words: campagne « collective », « dans l'unité »."""
        tokens = self.sentence.part.tokens(begin + 1, begin + 2)
        return tokens is not None and tokens[0].pos_ in _SMALL

    def _styled(self, name: str) -> bool:
        """Whether a word with a capital beside the noun is a name by itself: "projet Horizon", "Programme SN-2025", not "Plan National"."""
        return _STYLED.search(name) is not None or not self.has_capital

    def is_of_a_name(self, token: Token) -> bool:
        """Whether a word with a capital is a name of its own: a country, a body, a person."""
        offset = self.offset(token.i)
        around = [n for n in self.names if n.begin <= offset < n.end and n.cls is not EntityClass.PROGRAMME]
        return any(not (n.guessed and n.cls is EntityClass.ORGANISATION and self.begin <= n.begin) for n in around)

    def is_governed(self, lemmas: frozenset[str], *, done: bool = False) -> bool:
        """Whether one of the two verbs next above the noun, or a helper of theirs, is of a list; if `done`, no infinitive counts."""
        verbs = [a for a in self.head.ancestors if a.pos_ in ("VERB", "AUX")][:2]
        verbs = [v for v in verbs if not (done and is_infinitive(v))]
        participles = [c for c in self.head.children if c.pos_ == "VERB"]
        return any(v.lemma_ in lemmas or any(c.lemma_ in lemmas for c in v.children if c.pos_ == "AUX") for v in [*verbs, *participles])
