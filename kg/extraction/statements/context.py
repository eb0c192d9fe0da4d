"""What the rules of a statement's content are given, and what they give."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.statements.cues import Cue, StatementWords
from kg.extraction.statements.periods import Period
from kg.extraction.statements.sources import Source


@dataclass(frozen=True, slots=True)
class Content:
    """Tokens of what is said, and by what it was recognised."""

    begin: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when the content of a cue is looked for."""

    period: Period
    cue: Cue
    source: Source | None
    stop: int  # the token at which another attribution of the same period begins
    following: int  # the first token of the next cue, nested or not
    words: StatementWords
