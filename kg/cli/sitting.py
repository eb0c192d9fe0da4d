"""One person who answers questions with a key each: what every review in the terminal does alike."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

import typer

from kg.cli.keys import pressed
from kg.cli.wrapping import wrapped
from kg.model.judgements import Verdict

if TYPE_CHECKING:
    from kg.cli.desk import Desk
    from kg.model.judgements import Judgement

SENTENCES = 2  # of each entity
LIMIT = 50  # questions of one sitting

Q = TypeVar("Q")


@dataclass
class Sitting(ABC, Generic[Q]):
    """Shows questions one after the other, and notes what the keys say; n, z and q are the next one, the last one again, and the end."""

    desk: Desk
    by: str
    noted: list[tuple[int, tuple[Judgement, ...]]] = field(default_factory=list)  # the number of the question, and what was judged of it

    @abstractmethod
    def shown(self, question: Q) -> Iterator[str]:
        """What the person is asked, as lines."""

    @abstractmethod
    def keys(self, question: Q) -> str:
        """The keys that may be pressed, as they are shown."""

    @abstractmethod
    def answered(self, question: Q, key: str) -> tuple[Judgement, ...] | None:
        """Notes what a key says of a question; nothing where it says nothing of it, and None where it is no key."""

    def run(self, questions: Sequence[Q]) -> None:
        """Asks each question until there are no more, or the person or the input ends."""
        number: int | None = 0
        while number is not None:
            if number < len(questions):
                typer.echo(typer.style(f"── {number + 1} of {len(questions)} " + "─" * 60, dim=True))
                typer.echo("\n".join([*self.shown(questions[number]), self.keys(questions[number])]))
                number = self._next(questions[number], number)
            else:
                number = self._last_word()

    def _last_word(self) -> int | None:
        """After the last question: it can still be taken back."""
        typer.echo("nothing more to look at" + ("; [z] undo the last  [q]uit" if self.noted else ""))
        return self._take_back() if self.noted and pressed() == "z" else None

    def _next(self, question: Q, number: int) -> int | None:
        """Which question comes after the keys that are pressed now; None at the end."""
        while True:
            key = pressed()
            if key in ("q", ""):
                return None
            if key == "n":
                return number + 1
            if key == "z" and self.noted:
                return self._take_back()
            lines = self.answered(question, key)
            if lines:
                self.noted.append((number, lines))
                return number + 1
            if lines is None:
                typer.echo("  nothing to undo" if key == "z" else f"  keys: {self.keys(question)}")

    def _take_back(self) -> int:
        number, lines = self.noted.pop()
        self.desk.note_all([(line.a, line.b) for line in lines], Verdict.WITHDRAWN, self.by)
        typer.echo("  → withdrawn\n")
        return number

    def sentences(self, path: str, documents: Iterable[str]) -> Iterator[str]:
        """Where some documents name an entity."""
        from kg.cli.explanations import marked
        from kg.explanation.contexts import contexts

        for passage in contexts(self.desk.source, path, documents, SENTENCES):
            yield wrapped(f"“{marked(passage)}” {passage.document}", "    ")

    def summary(self) -> str:
        """What was noted, and where."""
        count = len(self.noted)
        return (
            f"{count} {'answer' if count == 1 else 'answers'} noted in {self.desk.file}; the next kg build follows"
            if count
            else "nothing noted"
        )
