"""What queries and updates may not do: ask other servers, read files.

pyoxigraph evaluates SERVICE and LOAD by HTTP and has no switch against it; a public endpoint that did would reach what only its
own machine may reach (server-side request forgery).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.serving.http.problems import Problem
from kg.store.federation import GAP, IRI, NAME, asks_others
from kg.store.sparql_lexer import brackets, code_reached

OPENING = "([{"
REFUSED = "<urn:x-pressgraph:refused>"
LOAD = re.compile(rf"load{GAP}(?:silent{GAP})?(?P<target>{IRI}|{NAME})", re.IGNORECASE)


def refuse_federation(text: str, allowed: Sequence[str] = ()) -> None:
    """Refuses SERVICE, but for targets written as IRIs that are allowed.

    Raises:
        Problem: 403.
    """
    if asks_others(text, allowed):
        permitted = f" but for {', '.join(allowed)}" if allowed else ""
        advice = "Query the other endpoint by itself and join the results."
        raise Problem(403, f"SERVICE is refused here{permitted}: this server asks no other servers. {advice}")


def refuse_depth(text: str, most: int) -> None:
    """Refuses brackets within more than `most` others: the engine's parser and evaluator call themselves for each.

    Raises:
        Problem: 422.
    """
    if sum(map(text.count, OPENING)) <= most:
        return
    depth = deepest = 0
    for bracket in brackets(text):
        depth += 1 if bracket in OPENING else -1
        deepest = max(deepest, depth)
    if deepest > most:
        raise Problem(422, f"The query is nested {deepest} brackets deep; this server takes {most}. Write it flatter.")


def disarm_load(text: str) -> tuple[str, bool]:
    """The update with every target of LOAD replaced by one that can't be fetched, and whether it has any.

    So LOAD fails, and LOAD SILENT does nothing, as SPARQL 1.1 Update (section 3.1.4) says of a source that can't be had;
    the syntax is still checked.
    """
    found = {match.start(): match.span("target") for match in LOAD.finditer(text)}
    spans = sorted(found[start] for start in code_reached(text, found.keys()))
    for begin, end in reversed(spans):
        text = text[:begin] + REFUSED + text[end:]
    return text, bool(spans)
