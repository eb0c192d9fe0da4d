"""The dataset that a request names for an update (SPARQL 1.1 Protocol, section 2.2.3), written into the update as USING clauses.

pyoxigraph's `update` has no parameter for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg.serving.execution import Dataset
from kg.serving.http.problems import Problem
from kg.store.sparql_text import Token, tokens


def with_dataset(update: str, dataset: Dataset) -> str:
    """The update with a USING clause for each graph before every WHERE.

    `DELETE WHERE { … }` takes no USING; it is written out as `DELETE { … } USING … WHERE { … }`.

    Raises:
        Problem: 400, the update has USING or WITH itself.
    """
    outer = list(_outside_braces(update))
    if any(_is(token, "USING") or _is(token, "WITH") for token in outer):
        raise Problem(400, "The update names its graphs by USING or WITH; the request can't name others by using-graph-uri.")
    default = [f"USING {NamedNode(iri)}" for iri in dataset.default]
    named = [f"USING NAMED {NamedNode(iri)}" for iri in dataset.named]
    clause = " ".join(default + named)
    pieces, done = [], 0
    for at, inserted in _insertions(update, outer, clause):
        pieces += [update[done:at], inserted]
        done = at
    return "".join([*pieces, update[done:]])


def _outside_braces(update: str) -> Iterator[Token]:
    """The tokens outside all braces, the outermost braces included, comments left out."""
    depth = 0
    for token in tokens(update):
        depth -= token.text == "}"
        if depth == 0 and token.kind != "comment":
            yield token
        depth += token.text == "{"


def _insertions(update: str, outer: list[Token], clause: str) -> Iterator[tuple[int, str]]:
    for index, token in enumerate(outer):
        if not _is(token, "WHERE"):
            continue
        template = ""
        if index and _is(outer[index - 1], "DELETE") and len(outer) > index + 2:
            template = update[outer[index + 1].start : outer[index + 2].start + 1]
        yield token.start, f" {template} {clause} "


def _is(token: Token, keyword: str) -> bool:
    return token.kind == "word" and token.text.upper() == keyword
