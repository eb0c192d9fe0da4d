"""`kg explain`: the words, the rule and the model behind something in the graph."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import JsonOption, JudgementsOption, StoreOption

if TYPE_CHECKING:
    from kg.cli.desk import Desk
    from kg.explanation.restating import TwoStatements
    from kg.pipeline.references import Referent

WhatArgument = Annotated[
    list[str],
    typer.Argument(metavar="WHAT…", help="A name, an address, FILE:12-24, SUBJECT PROPERTY [VALUE], or A B.", show_default=False),
]


def explain(
    what: WhatArgument,
    store: StoreOption = None,
    offset: Annotated[
        int | None,
        typer.Option("--at", metavar="OFFSET", min=0, help="WHAT is a document; explain what was read there.", show_default=False),
    ] = None,
    judgements: JudgementsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tells which words, which rule and which model made something in the graph, and how sure they are; or why two are one, or are not.

    WHAT is a mention, a fact, a statement or an entity by its address, as kg query prints it (`id:person/anna-meyer`,
    `doc:fr/report.txt#char=12,24`); the name of an entity; characters of a document, counted from 0 (`fr/report.txt:12-24`);
    or a fact in three words, of which the last may be left out. Two entities: whether they are one, the score, each reason with its
    weight, the links between them if they are one through others, and what people have judged. Two statements: whether one restates the
    other, and what speaks for and against it. An entity and an item of Wikidata: likewise.

    Examples: `kg explain WHO OMS` · `kg explain WHO Q7817` · `kg explain "Anna Meyer"` ·
    `kg explain "Clear Water Schools" funder UNICEF` · `kg explain fr/report.txt --at 120`
    """
    from kg.cli.desk import desk
    from kg.explanation.restating import two_statements
    from kg.explanation.targets import is_fact

    with desk(store, judgements) as at:
        if offset is not None or len(what) != 2 or is_fact(at.source, what):
            _explain_nodes(at, what, offset, as_json=as_json)
        elif statements := two_statements(at.source, (what[0], what[1])):
            _explain_statements(at, statements, as_json=as_json)
        else:
            _explain_pair(at, what[0], what[1], as_json=as_json)


def _explain_nodes(at: Desk, what: list[str], offset: int | None, *, as_json: bool) -> None:
    from kg.cli.explanations import as_json_text, as_list, as_text
    from kg.explanation.explain import explain as explained
    from kg.explanation.targets import targets

    found = [explained(at.source, node) for node in targets(at.source, what, offset)]
    if as_json:
        typer.echo(as_json_text(at.source, found))
    elif len(found) == 1:
        typer.echo(as_text(at.source, found[0]))
    else:
        typer.echo(as_list(at.source, found))


def _explain_pair(at: Desk, a: str, b: str, *, as_json: bool) -> None:
    from kg.cli.pairs import PairTeller, as_record

    one, other = _both(at, a, b)
    if one.is_item or other.is_item:
        _explain_item(at, *((other, one) if one.is_item else (one, other)))
        return
    pair = at.pairs().explain(one, other)
    if as_json:
        typer.echo(json.dumps(as_record(one, other, pair), ensure_ascii=False, indent=1))
    else:
        typer.echo("\n".join(PairTeller(at.source.language).pair((a, b), one, other, pair)))


def _explain_statements(at: Desk, pair: TwoStatements, *, as_json: bool) -> None:
    from kg.cli.restating import as_lines, as_record
    from kg.pipeline.restate import likeness

    alike = likeness(pair.one.text, pair.other.text, in_one_language=pair.one.language == pair.other.language)
    if as_json:
        typer.echo(json.dumps(as_record(pair, alike), ensure_ascii=False, indent=1))
    else:
        typer.echo("\n".join(as_lines(pair, alike, at.source.language)))


def _explain_item(at: Desk, entity: Referent, item: Referent) -> None:
    """What speaks for and against an entity being an item."""
    from kg.cli.links import LinkTeller
    from kg.errors import UnknownThing

    question = at.linkage().candidate(entity.path, item.side)
    if question is None:
        raise UnknownThing(f"{item.side} is no item of the index; kg link show {entity.path} tells those that have one of its names")
    typer.echo("\n".join(LinkTeller(at.source.language).question(question, at.linkage().links.of(entity.path))))


def _both(at: Desk, a: str, b: str) -> tuple[Referent, Referent]:
    """Two entities.

    Raises:
        UnknownThing: the second word is neither an entity nor a property.
    """
    from kg.errors import ParameterError
    from kg.explanation.targets import targets

    one = at.refer(a)
    try:
        return one, at.refer(b)
    except ParameterError:
        targets(at.source, [a, b])  # tells which properties are near
        raise
