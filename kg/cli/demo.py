"""`kg demo`: the texts that come with the package -> a store, and a first look at it."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.store.names import Graph

STORE = Path("pressgraph-demo")
CLASSES = ("Person", "Organisation", "Event", "Programme")
EXAMPLES = """
    SELECT (MIN(STR(?label)) AS ?name) (COUNT(DISTINCT ?mention) AS ?mentions)
    WHERE {
        GRAPH <graph/entities> { ?entity a kg:%s ; rdfs:label ?label }
        ?mention itsrdf:taIdentRef ?entity
    }
    GROUP BY ?entity ORDER BY DESC(?mentions) ?name LIMIT 3
"""
QUERIES = (("programmes",), ("who-said-what", "-p", "speaker=Mariam Kouyaté"))  # what a new user is shown


def demo(
    store: Annotated[Path, typer.Option("--store", "-s", metavar="DIR", help="Folder of the store.")] = STORE,
) -> None:
    """Builds a graph from the press texts that come with Pressgraph, and shows what can be asked of it.

    The texts are fictitious. Examples: `kg demo` · `kg demo --store /tmp/first-look`
    """
    from kg.cli.build import end, tell
    from kg.cli.progress import Progress
    from kg.config import read_settings
    from kg.demo import TEXTS
    from kg.pipeline.build import build
    from kg.store.folder import open_snapshot

    typer.echo(f"Twelve fictitious press texts, six in French and six in English: {TEXTS}\n")
    settings = read_settings(store=store)
    with Progress(quiet=False) as progress:
        report = build([TEXTS], settings, progress)
    tell(report, store, quiet=False)
    _show_examples(open_snapshot(store))
    for query in QUERIES:
        _run(["query", *query, "--store", str(store)])
    _say_how_to_go_on(store)
    end(report)


def _show_examples(graph: Graph) -> None:
    """The entities of each class that the texts name most often."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title="Most often named", title_justify="left", box=None, show_header=False)
    for name in CLASSES:
        table.add_row(f"[bold]{name}[/]", " · ".join(_examples(graph, name)))
    console = Console()
    console.print()
    console.print(table)


def _examples(graph: Graph, name: str) -> list[str]:
    from pyoxigraph import QuerySolutions
    from rich.markup import escape

    from kg.store.queries import evaluate

    rows = evaluate(EXAMPLES % name, graph)
    return [escape(row["name"].value) for row in rows] if isinstance(rows, QuerySolutions) else []


def _run(arguments: list[str]) -> None:
    """Shows a command as a user would type it, and runs it."""
    from kg.cli.app import app

    typer.secho(f"\n$ kg {shlex.join(arguments)}", bold=True)
    app(arguments, standalone_mode=False)


def _say_how_to_go_on(store: Path) -> None:
    typer.secho("\nGo on with:", bold=True)
    ways = (
        ("kg query --list", "the other saved queries"),
        (f"kg serve --store {store}", "look around in a browser, and a SPARQL endpoint"),
        (f"kg export --store {store} --format turtle -o demo.ttl", "the graph as a file"),
        ("kg build YOUR-FOLDER --store YOUR-STORE", "your own texts"),
    )
    width = max(len(command) for command, _ in ways)
    for command, purpose in ways:
        typer.echo(f"  {command:<{width}}  {purpose}")
