"""What an explanation tells. Names and labels are in the language that was asked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A node or value with what a reader calls it."""

    name: str
    iri: str | None = None  # None: a value, such as a date
    kind: str | None = None  # label of its class


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of a document. Offsets count Unicode code points of its text."""

    document: str  # identifier
    begin: int
    end: int
    line: int  # of the text, from 1
    sentence: str  # the sentence or sentences around
    sentence_begin: int
    marks: tuple[tuple[int, int], ...]  # the stretches of the document that matter, in order, without overlaps


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleText:
    """A rule as the catalogue tells of it; label and meaning are missing for a rule that it does not know."""

    name: str
    label: str | None = None
    meaning: str | None = None
    example: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """By what something was read, and how surely."""

    rules: tuple[RuleText, ...]
    confidence: float | None
    model: str | None  # the spaCy pipeline of the document's language, with its version
    software: tuple[str, ...]  # what else of the build matters: Pressgraph, spaCy, with their versions


@dataclass(frozen=True, slots=True, kw_only=True)
class FactExplanation:
    """Where and by what a triple was read."""

    iri: str  # of the assertion
    subject: Named
    predicate: Named
    object: Named
    passage: Passage
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionExplanation:
    """What a stretch of a document stands for, and by what that was read."""

    iri: str
    words: str
    stands_for: tuple[Named, ...]
    passage: Passage
    origin: Origin
    facts: tuple[FactExplanation, ...]  # read from the same sentence, about what it stands for


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementExplanation:
    """How a statement was read."""

    iri: str
    text: str
    kind: str
    cue: str | None
    speaker_words: str | None
    passage: Passage
    facts: tuple[FactExplanation, ...]  # speaker, on whose behalf, at which event


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Words by which an entity is mentioned, and how often."""

    words: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleUse:
    """The mentions of an entity that a rule found, by their words."""

    rule: RuleText
    count: int
    forms: tuple[Form, ...]  # the most frequent first


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentUse:
    """How often a document mentions an entity."""

    document: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityExplanation:
    """By what an entity is known."""

    iri: str
    name: str
    kinds: tuple[str, ...]
    other_names: tuple[str, ...]
    mentions: int
    rules: tuple[RuleUse, ...]  # the most frequent first
    documents: tuple[DocumentUse, ...]
    facts: tuple[FactExplanation, ...]  # that have it as their object or subject, as far as a role or amount stands for them


Explanation = MentionExplanation | FactExplanation | StatementExplanation | EntityExplanation
