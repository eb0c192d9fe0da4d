"""`kg review`: steps through pairs that may be one, for a person to judge with a key each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from kg.cli.options import ByOption, ClassOption, JudgementsOption, LimitOption, StoreOption
from kg.cli.sitting import LIMIT, Sitting
from kg.model.judgements import Verdict

if TYPE_CHECKING:
    from kg.model.judgements import Judgement
    from kg.pipeline.pairs import Pairs, Step

_VERDICTS = {"s": Verdict.SAME, "d": Verdict.DIFFERENT, "u": Verdict.UNSURE}


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
    from itertools import islice

    from kg.cli.desk import desk, person

    with desk(store, judgements) as at:
        pairs = at.pairs()
        sitting = _PairSitting(at, person(by), pairs=pairs)
        sitting.run(list(islice(pairs.doubtful(cls.value.lower() if cls else None), limit)))
        typer.echo(sitting.summary())


@dataclass(kw_only=True)
class _PairSitting(Sitting["Step"]):
    """Questions whether two are one."""

    pairs: Pairs

    def keys(self, question: Step) -> str:  # noqa: ARG002 - they are the same for each pair
        return "[s]ame  [d]ifferent  [u]nsure  [n]ext  [z] undo the last  [q]uit"

    def answered(self, question: Step, key: str) -> tuple[Judgement, ...] | None:
        from kg.pipeline.references import side_of

        if key not in _VERDICTS:
            return None
        a, b = (side_of(self.desk.identities, node) for node in (question.one, question.other))
        typer.echo(f"  → {_VERDICTS[key]}\n")
        return self.desk.note_all([(a, b)], _VERDICTS[key], self.by)

    def shown(self, question: Step) -> Iterator[str]:
        from kg.cli.pairs import PairTeller

        teller, identities = PairTeller(self.desk.source.language), self.desk.identities
        for node in (question.one, question.other):
            yield from teller.node(node)
            yield from self.sentences(identities.cluster(node.key) or node.path, identities.documents(node.key))
            yield ""
        yield from teller.step(question)
        yield from teller.obstacle(self.pairs.obstacle(question))
