"""`kg link review`: steps through entities that may be an item of Wikidata, for a person to choose with a key each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from kg.cli.links import MOST, LinkTeller
from kg.cli.options import ByOption, ClassOption, JudgementsOption, LimitOption, StoreOption, WikidataIndexOption
from kg.cli.sitting import LIMIT, Sitting
from kg.model.judgements import Verdict
from kg.model.links import ITEM_PAGE

if TYPE_CHECKING:
    from kg.model.judgements import Judgement
    from kg.pipeline.linkage import Question

OPENED = 3  # pages at once


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
        sitting = _LinkSitting(at, person(by))
        sitting.run(list(islice(at.linkage().doubtful(cls), limit)))
        typer.echo(sitting.summary())


@dataclass
class _LinkSitting(Sitting["Question"]):
    """Questions which item an entity is."""

    def keys(self, question: Question) -> str:
        return f"[1]-[{_count(question)}] this item  [0] none of them  [u]nsure  [o]pen in the browser  [n]ext  [z] undo the last  [q]uit"

    def answered(self, question: Question, key: str) -> tuple[Judgement, ...] | None:
        """One item is the entity's; or all that are shown are not, or can't be told."""
        side, shown = self.desk.refer(question.path).side, [candidate.item.qid for candidate in question.candidates[:MOST]]
        match key:
            case "o":
                _open(question)
                return ()
            case "0" | "u":
                verdict, qids = (Verdict.DIFFERENT, shown) if key == "0" else (Verdict.UNSURE, shown)
            case _ if key.isdigit() and int(key) <= len(shown):
                verdict, qids = Verdict.SAME, [shown[int(key) - 1]]
            case _:
                return None
        typer.echo(f"  → {'none of them' if key == '0' else qids[0] if verdict is Verdict.SAME else verdict}\n")
        return self.desk.note_all([(side, qid) for qid in qids], verdict, self.by)

    def shown(self, question: Question) -> Iterator[str]:
        identities = self.desk.identities
        yield from LinkTeller(self.desk.source.language).question(question)
        yield ""
        documents = {document for key in identities.in_cluster(question.path) for document in identities.documents(key)}
        yield from self.sentences(question.path, sorted(documents))


def _count(question: Question) -> int:
    return min(MOST, len(question.candidates))


def _open(question: Question) -> None:
    """Opens the pages of the likeliest items, and writes their addresses for those who sit at another machine."""
    for candidate in question.candidates[:OPENED]:
        typer.echo(f"  {ITEM_PAGE}{candidate.item.qid}")
        typer.launch(f"{ITEM_PAGE}{candidate.item.qid}")
