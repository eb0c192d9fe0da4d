"""`kg search`: finds things by words; `kg index`: makes the index anew."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.grouped import grouped
from kg.cli.options import QuietOption, StoreOption
from kg.cli.query import language
from kg.errors import SearchError

if TYPE_CHECKING:
    from kg.search.index import SearchIndex
    from kg.search.records import Found, Hit, Kind, Snippet

KINDS = "person, organisation, event, programme, place, statement, document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for."""

    kinds: Annotated[
        list[str] | None, typer.Option("--kind", "-k", help=f"What is looked for: {KINDS}; may be repeated.", show_default=False)
    ] = None
    spoken: Annotated[
        str | None, typer.Option("--lang", "-l", metavar="CODE", help="Language of the name or text.", show_default=False)
    ] = None
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="First year, month or day.", show_default=False)] = ""
    until: Annotated[str, typer.Option("--to", metavar="DATE", help="Last year, month or day.", show_default=False)] = ""
    publisher: Annotated[str | None, typer.Option(help="Publisher of the document.", show_default=False)] = None
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=100, help="Hits on a page.")] = 20
    page: Annotated[int, typer.Option(min=1, help="Which page.")] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Whether what is looked for is a meaning, and how near it has to be."""

    similar: Annotated[
        bool, typer.Option("--similar", help="Statements that mean what the words say, or what the statement id:… says, in any language.")
    ] = False
    min_score: Annotated[
        float | None,
        typer.Option(
            min=-1, max=1, help="With --similar: what has less is left out. Default: 0.5, from which they say the same.", show_default=False
        ),
    ] = None


@grouped
def search(
    *,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help='Words, "phrases", -without, begin*.', show_default=False)],
    store: StoreOption = None,
    wanted: Wanted,
    likeness: Likeness,
    result_format: Annotated[Literal["table", "json"], typer.Option("--format", "-f", help="For the eyes, or for programs.")] = "table",
) -> None:
    """Finds persons, organisations, events, programmes, places, statements and documents by words.

    Case and accents make no difference, and other forms of a word are found too. All of the words have to be there; where nothing has
    them all, what has some of them is found. A word that begins with - is left out; write -- before the words if the first one does.

    With --similar the statements nearest in meaning are found, also those in another language: write a whole sentence. It needs an index
    of meanings, which `kg index --meanings` makes.

    Examples: `kg search crime organisé` · `kg search '"organised crime"' --kind statement --from 2016`
    · `kg search -k person oued*` · `kg search -f json forum` · `kg search --similar "No port can clean its waters alone"`
    """
    from kg.config import read_settings
    from kg.search.index import FILE, SearchIndex
    from kg.search.telling import found_record
    from kg.store.folder import open_snapshot

    snapshot = open_snapshot(read_settings(store=store).store)
    index = SearchIndex(snapshot.folder.snapshots / snapshot.version / FILE)
    found = _found(index, " ".join(words), wanted, likeness, snapshot.base)
    if result_format == "json":
        told = {"version": snapshot.version, **found_record(found, lambda _: None, language())}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        _print(found, snapshot.base, first=(wanted.page - 1) * wanted.limit)


def index(
    store: StoreOption = None,
    meanings: Annotated[
        bool | None,
        typer.Option(
            "--meanings/--no-meanings",
            help="Have what statements mean in the index, for --similar; each build goes on with it. [default: as it was]",
            show_default=False,
        ),
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Makes the search index of a store anew, and publishes it as a new version.

    A build does so by itself, and indexes only what has changed; this is for a store whose index is damaged or missing, and to have
    statements found by their meaning. For that every statement is encoded once, some 200 a second; later builds encode the new ones.

    Examples: `kg index` · `kg index --meanings` · `kg index --no-meanings --store ./elections`
    """
    from kg.config import read_settings
    from kg.search.building import make
    from kg.store.folder import existing, open_graph, publish, writing

    folder = existing(read_settings(store=store).store)
    with writing(folder):
        graph = open_graph(folder)
        version = publish(folder, graph, make(folder, graph, meanings=meanings))
    if not quiet:
        typer.echo(f"{folder.path}: version {version} has a new search index")


def _found(index: SearchIndex, text: str, wanted: Wanted, likeness: Likeness, base: str) -> Found:
    from kg.search.finding import search as find
    from kg.search.records import Filters, Search
    from kg.search.similar import SAME
    from kg.search.similar import similar as nearest

    kinds = _kinds(wanted.kinds or [])
    filters = Filters(kinds=kinds, language=wanted.spoken, since=wanted.since, until=wanted.until, publisher=wanted.publisher)
    if not likeness.similar:
        return find(index, Search(text=text, filters=filters, limit=wanted.limit, page=wanted.page))
    asked = text.replace("id:", f"{base}id/", 1) if text.startswith("id:") else text
    least = SAME if likeness.min_score is None else likeness.min_score
    return _as_found(nearest(index, asked, filters, wanted.limit, min_score=least))


def _as_found(hits: Sequence[Hit]) -> Found:
    from kg.search.records import Found, Kind

    return Found(hits=tuple(hits), total=len(hits), counts={Kind.STATEMENT: len(hits)}, any_word=False, cut=False)


def _kinds(given: Iterable[str]) -> tuple[Kind, ...]:
    from kg.search.records import Kind

    unknown = sorted(set(given) - set(Kind))
    if unknown:
        raise SearchError(f"--kind {unknown[0]}: there is no such kind; there are {KINDS}")
    return tuple(Kind(kind) for kind in given)


def _print(found: Found, base: str, *, first: int) -> None:
    if not found.hits:
        typer.echo("Nothing was found.")
        return
    if found.any_word:
        typer.secho("Nothing has all of the words; these have some of them.", italic=True)
    for number, hit in enumerate(found.hits, start=first + 1):
        typer.echo(f"{number:>3}  {hit.kind.value:<13}{_title(hit)}")
        if hit.snippet:
            typer.echo(f"{'':18}{_marked(hit.snippet)}")
        typer.secho(f"{'':18}{_about(hit, base)}", dim=True)
    counts = ", ".join(f"{kind.value} {count}" for kind, count in sorted(found.counts.items(), key=lambda pair: -pair[1]))
    typer.echo(f"\n{first + 1}–{first + len(found.hits)} of {found.total:,}{' or more' if found.cut else ''}; in all: {counts}")


def _title(hit: Hit) -> str:
    from kg.search.records import chosen

    return hit.label(language()) or chosen(hit.speaker_labels, language()) or "–"


def _about(hit: Hit, base: str) -> str:
    """When, in how many documents, and the address as `kg explain` takes it."""
    address = hit.iri.removeprefix(f"{base}id/")
    if hit.iri.startswith(f"{base}doc/"):
        address = "doc:" + hit.iri.removeprefix(f"{base}doc/")
    elif address != hit.iri:
        address = f"id:{address}"
    documents = f"{hit.documents} document{'s' if hit.documents > 1 else ''}" if hit.documents else None
    return " · ".join(filter(None, (hit.date, hit.publisher, documents, address)))


def _marked(snippet: Snippet) -> str:
    """On one line, with what was found in bold."""
    text, end = "", 0
    for begin, mark_end in snippet.marks:
        text += snippet.text[end:begin] + typer.style(snippet.text[begin:mark_end], bold=True)
        end = mark_end
    whole = text + snippet.text[end:]
    return f"{'… ' if snippet.cut_before else ''}{' '.join(whole.split())}{' …' if snippet.cut_after else ''}"
