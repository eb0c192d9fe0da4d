"""`kg link review`: steps through entities that may be an item of Wikidata, for a person to choose with a key each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import typer

from kg.cli.keys import pressed
from kg.cli.links import MOST, LinkTeller
from kg.cli.options import ByOption, ClassOption, JudgementsOption, LimitOption, StoreOption, WikidataIndexOption
from kg.cli.review import LIMIT, SENTENCES
from kg.cli.wrapping import wrapped
from kg.model.judgements import Verdict
from kg.model.links import ITEM_PAGE

if TYPE_CHECKING:
    from kg.cli.desk import Desk
    from kg.model.judgements import Judgement
    from kg.pipeline.linkage import Question

OPENED = 3  # pages at once

_KEYS = "[1]-[{last}] this item  [0] none of them  [u]nsure  [o]pen in the browser  [n]ext  [z] undo the last  [q]uit"


def review(
    cls: ClassOption = None,
    limit: LimitOption = LIMIT,
    by: ByOption = None,
    store: StoreOption = None,
    judgements: JudgementsOption = None,
    wikidata_index: WikidataIndexOption = None,
) -> None:
    """Shows entities that may be an item of Wikidata, those of most documents first, and notes what you choose.

    Of each: names, posts, country, documents, two sentences; then the items with label, description, and the reasons for and against
    with their weights. One key each: 1 to 9 that item, 0 none of them, u unsure, o open the items in the browser, n next, z undo the
    last, q quit. What is chosen is not asked again; the next kg build follows it. Keys can also come from a pipe, one a line.

    Examples: `kg link review` · `kg link review --class person --limit 20 --by "Anna Meyer"`
    """
    from itertools import islice

    from kg.cli.desk import desk, person

    with desk(store, judgements, wikidata_index) as at:
        sitting = _Sitting(at, person(by))
        sitting.run(list(islice(at.linkage().doubtful(cls), limit)))
        typer.echo(sitting.summary())


@dataclass
class _Sitting:
    """One person who chooses items."""

    desk: Desk
    by: str
    noted: list[tuple[int, tuple[Judgement, ...]]] = field(default_factory=list)  # the number of the question, and what was judged

    def run(self, questions: list[Question]) -> None:
        """Asks about each entity until there are no more, or the person or the input ends."""
        number: int | None = 0
        while number is not None:
            if number < len(questions):
                typer.echo("\n".join(self._shown(questions[number], number + 1, len(questions))))
                number = self._answer(questions[number], number)
            else:
                number = self._last_word()

    def _last_word(self) -> int | None:
        """After the last entity: it can still be taken back."""
        typer.echo("nothing more to look at" + ("; [z] undo the last  [q]uit" if self.noted else ""))
        return self._take_back() if self.noted and pressed() == "z" else None

    def _answer(self, question: Question, number: int) -> int | None:
        """Which question comes next; None at the end."""
        while True:
            key = pressed()
            if key in ("q", ""):
                return None
            if key == "n":
                return number + 1
            if key == "z" and self.noted:
                return self._take_back()
            if key == "o":
                _open(question)
            elif key == "u" or (key.isdigit() and int(key) <= _count(question)):
                return self._judge(question, key, number)
            else:
                typer.echo("  " + _KEYS.format(last=_count(question)))

    def _judge(self, question: Question, key: str, number: int) -> int:
        """One item is the entity's; or all that are shown are not, or can't be told."""
        side = self.desk.refer(question.path).side
        shown = [candidate.item.qid for candidate in question.candidates[:MOST]]
        if key in ("0", "u"):
            verdict = Verdict.DIFFERENT if key == "0" else Verdict.UNSURE
            lines = self.desk.note_all([(side, qid) for qid in shown], verdict, self.by)
            typer.echo(f"  → {'none of them' if key == '0' else verdict}\n")
        else:
            lines = self.desk.note_all([(side, shown[int(key) - 1])], Verdict.SAME, self.by)
            typer.echo(f"  → {shown[int(key) - 1]}\n")
        self.noted.append((number, lines))
        return number + 1

    def _take_back(self) -> int:
        number, lines = self.noted.pop()
        self.desk.note_all([(line.a, line.b) for line in lines], Verdict.WITHDRAWN, self.by)
        typer.echo("  → withdrawn\n")
        return number

    def _shown(self, question: Question, number: int, count: int) -> Iterator[str]:
        yield typer.style(f"── {number} of {count} " + "─" * 60, dim=True)
        yield from LinkTeller(self.desk.source.language).question(question)
        yield from self._sentences(question)
        yield _KEYS.format(last=_count(question))

    def _sentences(self, question: Question) -> Iterator[str]:
        from kg.cli.explanations import marked
        from kg.explanation.contexts import contexts

        documents = [document for key in self.desk.identities.in_cluster(question.path) for document in self.desk.identities.documents(key)]
        yield ""
        for passage in contexts(self.desk.source, question.path, sorted(set(documents)), SENTENCES):
            text = f"“{marked(passage)}” {passage.document}"
            yield wrapped(text, "    ")

    def summary(self) -> str:
        """What was noted, and where."""
        if not self.noted:
            return "nothing noted"
        return f"{len(self.noted)} entities judged in {self.desk.file}; the next kg build follows"


def _count(question: Question) -> int:
    return min(MOST, len(question.candidates))


def _open(question: Question) -> None:
    """Opens the pages of the likeliest items, and writes their addresses for those who sit at another machine."""
    for candidate in question.candidates[:OPENED]:
        typer.echo(f"  {ITEM_PAGE}{candidate.item.qid}")
        typer.launch(f"{ITEM_PAGE}{candidate.item.qid}")
