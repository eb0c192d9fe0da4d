"""What a query asks of other servers: SERVICE with the values that the rest of the query has found.

Oxigraph sends a SERVICE pattern as it stands, which asks Wikidata for all of Wikidata. Where a comment in the pattern names variables,

    SERVICE <https://query.wikidata.org/sparql> {
      # bindings: item
      ?item wdt:P569 ?born
    }

the patterns before the SERVICE are evaluated first, the server is asked about the values that they give, some at a time, and what it
answers stands in the place of the SERVICE: a bound join (SPARQL 1.1 Federated Query, section 2.4: interplay of SERVICE and VALUES; FedX,
A. Schwarte et al., 2011). Joins, OPTIONAL, filters, groups and limits of the query then mean what they would without.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.errors import QueryError
from kg.graph.vocabulary import PREFIXES
from kg.store import sparql_text
from kg.store.names import Graph
from kg.store.sparql_text import Token

AT_ONCE = 100  # rows of values that a server is asked about together
MOST = 10_000  # rows of values that servers are asked about for one query

Ask = Callable[[str, str], QuerySolutions]  # the IRI of a server, a SELECT query -> its rows
Row = tuple[object, ...]  # terms, or None

_MARKER = re.compile(r"#\s*bindings\s*:(?P<names>[\w\s,]+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A SERVICE that is to be asked about values; places are offsets in the query."""

    iri: str
    begin: int  # the keyword
    opening: int  # behind the brace
    marker: int  # where the values belong
    end: int  # behind the closing brace
    names: tuple[str, ...]  # of the variables
    group: int  # the brace of the WHERE group that it is in, of the whole query or of a sub-select
    depth: int  # groups that are open before it


def joined(text: str, graph: Graph, ask: Ask | None = None) -> str:
    """A query without its SERVICE that name bindings: in their places stands what their servers answer.

    Args:
        ask: asks a server; Oxigraph's own client if there is none.

    Raises:
        SyntaxError: it is not SPARQL.
        QueryError: a SERVICE can't be understood, nothing before it gives its variables a value, or there are too many to ask about.
    """
    while service := _first(text):
        _check(text, service, graph)
        rows = _values(text, service, graph)
        asked = (rows[begin : begin + AT_ONCE] for begin in range(0, len(rows), AT_ONCE))
        answers = [_answer(text, service, some, ask or by_oxigraph(graph)) for some in asked]
        text = text[: service.begin] + _inline(answers, service.names) + text[service.end :]
    return text


def by_oxigraph(graph: Graph) -> Ask:
    """Oxigraph's own client."""

    def ask(iri: str, query: str) -> QuerySolutions:
        prologue = _prologue(query)
        found = graph.store.query(f"{prologue} SELECT * WHERE {{ SERVICE <{iri}> {{ {query.removeprefix(prologue)} }} }}")
        assert isinstance(found, QuerySolutions)
        return found

    return ask


def _check(text: str, service: Service, graph: Graph) -> None:
    """Lets the parser see the rest of a query before anybody is asked; its lines stay where they are.

    Raises:
        SyntaxError: it is not SPARQL.
    """
    blank = re.sub(r"[^\n]", " ", text[service.begin : service.end])
    Store().query(text[: service.begin] + blank + text[service.end :], base_iri=graph.base, prefixes=PREFIXES)


def _first(text: str) -> Service | None:
    """The first SERVICE that names bindings."""
    tokens = list(sparql_text.tokens(text))
    for at, token in enumerate(tokens):
        if token.kind == "comment" and (match := _MARKER.match(token.text)):
            return _around(tokens, at, tuple(re.findall(r"\w+", match["names"])))
    return None


def _around(tokens: Sequence[Token], at: int, names: tuple[str, ...]) -> Service:
    """The SERVICE in which a comment stands.

    Raises:
        QueryError: it stands in none, or in one whose server is no IRI in angle brackets.
    """
    opened: list[int] = []
    for number, token in enumerate(tokens[:at]):
        if token.text == "{":
            opened.append(number)
        elif token.text == "}" and opened:
            opened.pop()
    code = [token for token in tokens[: opened[-1] if opened else 0] if token.kind != "comment"]
    keyword = next((token for token in code[-2:-4:-1] if token.text.upper() == "SERVICE"), None)
    if keyword is None or code[-1].kind != "iri":
        raise QueryError("# bindings: it belongs into SERVICE <address of the server> { … }")
    brace = tokens[opened[-1]]
    whole = max((at for at, number in enumerate(opened[:-1], start=1) if tokens[number + 1].text.upper() == "SELECT"), default=0)
    return Service(
        iri=code[-1].text[1:-1],
        begin=keyword.start,
        opening=brace.start + 1,
        marker=tokens[at].start,
        end=_end(tokens[opened[-1] :]),
        names=names,
        group=tokens[opened[whole]].start,
        depth=len(opened) - 1 - whole,
    )


def _end(tokens: Sequence[Token]) -> int:
    """Where a group ends that begins with the first of some tokens."""
    depth = 0
    for token in tokens:
        depth += (token.text == "{") - (token.text == "}")
        if not depth:
            return token.start + 1
    raise QueryError("a SERVICE lacks its closing brace")


def _values(text: str, service: Service, graph: Graph) -> list[Row]:
    """The rows of values that the patterns before a SERVICE give its variables, each once, in an order that stays.

    Raises:
        QueryError: a variable has no value, or there are too many.
    """
    variables = " ".join(f"?{name}" for name in service.names)
    pattern = text[service.group : service.begin] + "}" * service.depth
    query = f"{_prologue(text)} SELECT DISTINCT {variables} {_dataset(text)} WHERE {pattern}"
    union = not graph.merged and not sparql_text.names_a_dataset(text)
    try:
        found = graph.store.query(query, base_iri=graph.base, prefixes=PREFIXES, use_default_graph_as_union=union)
    except SyntaxError as error:
        raise QueryError(f"# bindings: what stands before the SERVICE is no pattern of its own: {error}") from None
    rows: list[Row] = [tuple(row[name] for name in service.names) for row in found]  # type: ignore[union-attr]
    if any(term is None for row in rows for term in row):
        raise QueryError(f"# bindings: what stands before the SERVICE leaves {variables} without a value; put it behind what gives one")
    if len(rows) > MOST:
        raise QueryError(f"<{service.iri}> would be asked about {len(rows):,} values, more than {MOST:,}; narrow the query")
    return sorted(rows, key=str)


def _prologue(text: str) -> str:
    """The BASE and PREFIX of a query, without comments."""
    found = []
    for token in sparql_text.tokens(text):
        if token.kind == "word" and token.text.upper() in sparql_text.FORMS:
            break
        if token.kind != "comment":
            found.append(token.text)
    return " ".join(found)


def _known_prefixes(text: str, pattern: str) -> str:
    """The prefixes of the ontology that a pattern needs and the query does not declare itself: other servers don't know them."""
    own, used = (
        {token.text.partition(":")[0] for token in sparql_text.tokens(part) if token.kind == "name"} for part in (_prologue(text), pattern)
    )
    return "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items() if name in used - own)


def _dataset(text: str) -> str:
    """The FROM clauses of a query."""
    found: list[str] = []
    for token in sparql_text.tokens(text):
        if found and (token.text == "{" or token.text.upper() == "WHERE"):
            break
        if found or (token.kind == "word" and token.text.upper() == "FROM"):
            found.append(token.text)
    return " ".join(found)


def _answer(text: str, service: Service, rows: list[Row], ask: Ask) -> tuple[list[str], list[Row]]:
    """The variables and rows that a server answers about some values."""
    pattern = text[service.opening : service.marker] + _block(service.names, rows) + text[service.marker : service.end - 1]
    found = ask(service.iri, f"{_known_prefixes(text, pattern)}{_prologue(text)} SELECT * WHERE {{ {pattern} }}")
    names = [variable.value for variable in found.variables]
    return names, [tuple(row[name] for name in names) for row in found]


def _inline(answers: list[tuple[list[str], list[Row]]], asked: Sequence[str]) -> str:
    """All answers as a group that stands for the SERVICE."""
    names = list(dict.fromkeys([*asked, *(name for some, _ in answers for name in some)]))
    told = [dict(zip(some, row, strict=True)) for some, rows in answers for row in rows]
    return f"{{ {_block(names, [tuple(row.get(name) for name in names) for row in told])} }}"


def _block(names: Sequence[str], rows: Sequence[Row]) -> str:
    variables = " ".join(f"?{name}" for name in names)
    lines = " ".join(f"({' '.join(map(_written, row))})" for row in rows)
    return f"VALUES ({variables}) {{ {lines} }} "


def _written(term: object) -> str:
    """A term as VALUES takes it; the blank nodes of another server are known to nobody here."""
    return str(term) if isinstance(term, NamedNode | Literal) else "UNDEF"
