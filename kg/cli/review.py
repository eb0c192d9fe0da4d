"""`kg review`: steps through pairs that may be one, for a person to judge with a key each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import typer

from kg.cli.keys import pressed
from kg.cli.options import ByOption, ClassOption, JudgementsOption, LimitOption, StoreOption
from kg.cli.wrapping import wrapped
from kg.model.judgements import Verdict

if TYPE_CHECKING:
    from kg.cli.desk import Desk
    from kg.model.judgements import Judgement
    from kg.model.profiles import Node
    from kg.pipeline.pairs import Pairs, Step

SENTENCES = 2  # of each side
LIMIT = 50  # pairs of one sitting

_VERDICTS = {"s": Verdict.SAME, "d": Verdict.DIFFERENT, "u": Verdict.UNSURE}
_KEYS = "[s]ame  [d]ifferent  [u]nsure  [n]ext  [z] undo the last  [q]uit"


def review(
    cls: ClassOption = None,
    limit: LimitOption = LIMIT,
    by: ByOption = None,
    store: StoreOption = None,
    judgements: JudgementsOption = None,
) -> None:
    """Shows pairs of entities that may be one, the most telling first, and notes what you judge of them.

    Of each side: names, posts, country, dates, the number of documents, two sentences; then the reasons for and against with their
    weights. One key each: s same, d different, u unsure, n next, z undo the last, q quit. What is judged is not asked again; the next
    kg build follows it. Keys can also come from a pipe, one a line.

    Examples: `kg review` · `kg review --class organisation --limit 20 --by "Anna Meyer"`
    """
    from kg.cli.desk import desk, person

    with desk(store, judgements) as at:
        pairs = at.pairs()
        sitting = _Sitting(at, pairs, person(by))
        sitting.run(_first(pairs.doubtful(cls.value.lower() if cls else None), limit))
        typer.echo(sitting.summary())


def _first(steps: Iterator[Step], limit: int) -> list[Step]:
    from itertools import islice

    return list(islice(steps, limit))


@dataclass
class _Sitting:
    """One person who judges pairs."""

    desk: Desk
    pairs: Pairs
    by: str
    noted: list[tuple[int, Judgement]] = field(default_factory=list)  # the number of the pair, and what was judged of it

    def run(self, steps: list[Step]) -> None:
        """Asks about each pair until there are no more, or the person or the input ends."""
        number: int | None = 0
        while number is not None:
            if number < len(steps):
                typer.echo("\n".join(self._shown(steps[number], number + 1, len(steps))))
                number = self._answer(steps, number)
            else:
                number = self._last_word()

    def _last_word(self) -> int | None:
        """After the last pair: it can still be taken back."""
        typer.echo("no more pairs" + ("; [z] undo the last  [q]uit" if self.noted else ""))
        return self._take_back() if self.noted and pressed() == "z" else None

    def _answer(self, steps: list[Step], number: int) -> int | None:
        """What is to be asked next; None at the end."""
        while True:
            key = pressed()
            if key in ("q", ""):
                return None
            if key == "n":
                return number + 1
            if key == "z" and self.noted:
                return self._take_back()
            if key in _VERDICTS:
                return self._judge(steps[number], _VERDICTS[key], number)
            typer.echo("  nothing to undo" if key == "z" else f"  keys: {_KEYS}")

    def _judge(self, step: Step, verdict: Verdict, number: int) -> int:
        from kg.pipeline.references import side_of

        a, b = (side_of(self.desk.identities, node) for node in (step.one, step.other))
        self.noted.append((number, self.desk.note(a, b, verdict, self.by)))
        typer.echo(f"  → {verdict}\n")
        return number + 1

    def _take_back(self) -> int:
        number, line = self.noted.pop()
        self.desk.note(line.a, line.b, Verdict.WITHDRAWN, self.by)
        typer.echo(f"  → {line.verdict} is withdrawn\n")
        return number

    def _shown(self, step: Step, number: int, count: int) -> Iterator[str]:
        from kg.cli.pairs import PairTeller

        teller = PairTeller(self.desk.source.language)
        yield typer.style(f"── {number} of {count} " + "─" * 60, dim=True)
        for node in (step.one, step.other):
            yield from teller.node(node)
            yield from self._sentences(node)
            yield ""
        yield from teller.step(step)
        yield from teller.obstacle(self.pairs.obstacle(step))
        yield _KEYS

    def _sentences(self, node: Node) -> Iterator[str]:
        from kg.cli.explanations import marked
        from kg.explanation.contexts import contexts

        path = self.desk.identities.cluster(node.key) or node.path
        for passage in contexts(self.desk.source, path, self.desk.identities.documents(node.key), SENTENCES):
            text = f"“{marked(passage)}” {passage.document}"
            yield wrapped(text, "    ")

    def summary(self) -> str:
        """What was noted, and where."""
        if not self.noted:
            return "nothing noted"
        return f"{len(self.noted)} judgements noted in {self.desk.file}; the next kg build follows them"
