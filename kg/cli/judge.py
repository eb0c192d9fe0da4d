"""`kg same`, `kg different`, `kg unsure`, `kg undo`: what a person decides about who is whom."""

from __future__ import annotations

from collections.abc import Callable
from inspect import cleandoc
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import ByOption, JudgementsOption, StoreOption
from kg.cli.wrapping import wrapped
from kg.errors import JudgementsError
from kg.model.judgements import Verdict

if TYPE_CHECKING:
    from kg.cli.desk import Desk
    from kg.model.judgements import Judgement
    from kg.pipeline.references import Referent

_HELP = "A name, an address as kg query prints it, either with a document (NAME@doc:FILE), or a Wikidata item: Q42."

FirstArgument = Annotated[str, typer.Argument(metavar="A", help=_HELP, show_default=False)]
SecondArgument = Annotated[str, typer.Argument(metavar="B", help=_HELP, show_default=False)]
WhyOption = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, for those who read the file.", show_default=False)]


_HELP_OF: dict[str, tuple[Verdict, str]] = {
    "same": (
        Verdict.SAME,
        """Notes that two entities are one; the next kg build makes them one, whatever the evidence.

        A judgement is a line of a file beside the store, made to be kept in version control. It holds until it is undone.

        Instead of an entity, B may be an item of Wikidata: `kg same WHO Q7817` links the two.

        Examples: `kg same "Anna Meyer" "A. Meyer"` · `kg same id:organisation/who id:organisation/oms --why "its French name"`
        """,
    ),
    "different": (
        Verdict.DIFFERENT,
        """Notes that two entities are not one; the next kg build keeps them apart, whatever the evidence.

        Of an entity that was wrongly made of two, name the parts: by their names, or by the addresses that kg explain lists. Of namesakes
        name a document of each, behind `@doc:`, or a mention: what the other documents say decides whom each of them means.

        Examples: `kg different "Anna Meyer" "Anna Meier"` · `kg different person/jean-petit@BE person/jean-petit@CA --why "namesakes"` ·
        `kg different "John Smith@doc:court.txt" "John Smith@doc:match.txt"` · `kg different "John Smith@doc:court.txt" "John Smith"`
        """,
    ),
    "unsure": (
        Verdict.UNSURE,
        """Notes that two entities were looked at and can't be told; the evidence decides, and kg review does not ask again.

        Example: `kg unsure "Anna Meyer" "A. Meyer" --why "the texts give no post"`
        """,
    ),
    "undo": (
        Verdict.WITHDRAWN,
        """Withdraws what was judged of two entities; after the next kg build the evidence decides, and kg review may ask again.

        Nothing is deleted: a line that withdraws is added to the file.

        Example: `kg undo "Anna Meyer" "A. Meyer"`
        """,
    ),
}


def add_to(app: typer.Typer) -> None:
    """Gives a command line the commands that judge, which differ in nothing but their verdict."""
    for name, (verdict, told) in _HELP_OF.items():
        app.command(name, help=cleandoc(told))(_command(verdict))


def _command(verdict: Verdict) -> Callable[..., None]:
    def command(
        a: FirstArgument,
        b: SecondArgument,
        why: WhyOption = "",
        by: ByOption = None,
        store: StoreOption = None,
        judgements: JudgementsOption = None,
    ) -> None:
        from kg.cli.desk import desk, person

        with desk(store, judgements) as at:
            note = _withdraw if verdict is Verdict.WITHDRAWN else _judge
            note(at, verdict, (at.refer(a), at.refer(b)), person(by), why)

    return command


def _withdraw(at: Desk, verdict: Verdict, pair: tuple[Referent, Referent], by: str, why: str) -> None:
    line = _to_undo(at, *pair)
    at.note(line.a, line.b, verdict, by, why)
    typer.echo(f"withdrawn: {_told(line)}\nin {at.file}; the next kg build follows it")


def _judge(at: Desk, verdict: Verdict, pair: tuple[Referent, Referent], by: str, why: str) -> None:
    _check(verdict, *pair)
    line = at.note(pair[0].side, pair[1].side, verdict, by, why)
    follows = "kg review does not ask again" if verdict is Verdict.UNSURE else "the next kg build follows it"
    typer.echo(f"noted: {line.a} {line.verdict} {line.b}\nin {at.file}; {follows}; kg undo with the same two takes it back")
    _tell_conflicts(at, line)


def _check(verdict: Verdict, one: Referent, other: Referent) -> None:
    if one.side == other.side:
        advice = f"name two: kg explain A B tells what an entity is made of; namesakes by a document of each: {one.side}@doc:FILE"
        raise JudgementsError(f"both are {one.side}; {advice}")
    if one.is_item and other.is_item:
        raise JudgementsError(f"{one.side} and {other.side} are both items of Wikidata; name an entity and an item")
    if verdict is Verdict.SAME and not (one.is_item or other.is_item) and one.cls != other.cls:
        raise JudgementsError(f"{one.side} and {other.side} are of two classes, and can't be one")


def _to_undo(at: Desk, one: Referent, other: Referent) -> Judgement:
    found = at.pairs().judgements_on(one, other)
    if not found:
        raise JudgementsError(f"{at.file}: nothing stands on {one.side} and {other.side}, so there is nothing to undo")
    if len(found) > 1:
        listed = "".join(f"\n  {_told(line)}" for line in found)
        raise JudgementsError(f"{len(found)} judgements stand on {one.side} and {other.side}; name one as the file does:{listed}")
    return found[0]


def _told(line: Judgement) -> str:
    return f"{line.a} {line.verdict} {line.b}, by {line.by} on {line.when[:10]}" + (f": {line.why}" if line.why else "")


def _tell_conflicts(at: Desk, line: Judgement) -> None:
    """Warns where a new line contradicts what others have judged."""
    from kg.model.judgements import conflicts
    from kg.store.judgements import read

    for conflict in conflicts(read(at.file).judgements):
        if any(judgement.pair == line.pair for judgement in conflict.judgements):
            typer.secho(wrapped(f"in conflict: {conflict.told}", hanging="  "), err=True, fg="yellow")
