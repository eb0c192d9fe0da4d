"""A query's text cut into tokens, and the places where the values of its parameters are put.

pyoxigraph gives no access to its parser, and its `substitutions` reach projected variables only. So values are joined to a query as
`VALUES` blocks. A block holds nothing but the N-Triples form of RDF terms: pyoxigraph checks an IRI when it makes the term and escapes a
literal when it writes one, so a value can't end its own literal or IRI, whatever characters it has. Nothing else of what a caller gives
enters the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError

# SPARQL 1.1 Query, section 19.8: strings, IRIREF, comments, prefixed names and variables
TOKEN = re.compile(
    r"""
    (?P<space>    [ \t\r\n]+ )
  | (?P<comment>  \#[^\r\n]* )
  | (?P<string>   \"{3}(?:[^"\\]|\\.|\"{1,2}(?!\"))*+\"{3} | '{3}(?:[^'\\]|\\.|'{1,2}(?!'))*+'{3}
                | "(?:[^"\\\r\n]|\\.)*+" | '(?:[^'\\\r\n]|\\.)*+' )
  | (?P<iri>      <[^<>"{}|^`\\\x00-\x20]*+> )
  | (?P<variable> [?$]\w+ )
  | (?P<name>     (?:[^\W\d_][\w.\-]*)?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\.)* )
  | (?P<word>     \w+ )
  | (?P<other>    . )
    """,
    re.VERBOSE | re.DOTALL,
)
_MARKER = re.compile(r"#\s*parameters(?:\s*:\s*(?P<names>[\w\s,]*))?\s*$")
FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query; `kind` is the name of its group in the pattern."""

    kind: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where values are put, and which: None stands for all."""

    offset: int
    names: frozenset[str] | None


def tokens(text: str) -> Iterator[Token]:
    """All tokens of a query but white space."""
    for match in TOKEN.finditer(text):
        if match.lastgroup not in (None, "space"):
            yield Token(str(match.lastgroup), match.group(), match.start())


def query_form(text: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE.

    Raises:
        QueryError: it is an update, or none of them.
    """
    for token in tokens(text):
        word = token.text.upper()
        if token.kind == "word" and word in FORMS:
            return word
        if token.kind == "word" and word in _UPDATES:
            raise QueryError(f"{word} changes data; queries only read")
    raise QueryError("not a query: no SELECT, ASK, CONSTRUCT or DESCRIBE in it")


def variables(text: str) -> frozenset[str]:
    """The names of the variables of a query."""
    return frozenset(token.text[1:] for token in tokens(text) if token.kind == "variable")


def names_a_dataset(text: str) -> bool:
    """Tells whether the query chooses its graphs itself, by FROM."""
    return any(token.kind == "word" and token.text.upper() == "FROM" for token in tokens(text))


def places(text: str) -> list[Place]:
    """Where values go: at each comment `# parameters` or `# parameters: a, b`, else at the beginning of the WHERE group.

    Raises:
        QueryError: there is neither.
    """
    marked = [Place(token.start, _names(token.text)) for token in tokens(text) if token.kind == "comment" and _MARKER.match(token.text)]
    return marked or [Place(_where_group(text), None)]


def bind(text: str, values: Mapping[str, Sequence[NamedNode | Literal]]) -> str:
    """The query with each variable joined to its values. Line numbers stay as they are, so that messages point into the user's file.

    Raises:
        QueryError: there is no place for them.
    """
    if not values:
        return text
    for place in reversed(places(text)):
        blocks = "".join(_block(name, terms) for name, terms in values.items() if place.names is None or name in place.names)
        text = text[: place.offset] + blocks + text[place.offset :]
    return text


def _block(name: str, terms: Sequence[NamedNode | Literal]) -> str:
    return f" VALUES ?{name} {{ {' '.join(str(term) for term in terms)} }} "


def _names(comment: str) -> frozenset[str] | None:
    match = _MARKER.match(comment)
    listed = match.group("names") if match else None
    return None if listed is None else frozenset(re.findall(r"\w+", listed))


def _where_group(text: str) -> int:
    """The offset behind the brace that opens the WHERE group."""
    code = [token for token in tokens(text) if token.kind != "comment"]
    wanted = 2 if query_form(text) == "CONSTRUCT" and not _is_short_construct(code) else 1
    opened = 0
    depth = 0
    for token, following in pairwise(code):
        opened += token.text == "{" and depth == 0
        if token.text == "{" and opened == wanted:
            return _usable(token, following, short=wanted == 1 and query_form(text) == "CONSTRUCT")
        depth += (token.text in "({") - (token.text in ")}")
    raise QueryError("the query has no WHERE group that values could be put in")


def _is_short_construct(code: Sequence[Token]) -> bool:
    """CONSTRUCT WHERE { … }, perhaps with FROM: no template of its own."""
    return any(a.text.upper() == "CONSTRUCT" and b.text.upper() in {"WHERE", "FROM"} for a, b in pairwise(code))


def _usable(brace: Token, following: Token, *, short: bool) -> int:
    if short:
        raise QueryError("CONSTRUCT WHERE takes no parameters; write the template out: CONSTRUCT { … } WHERE { … }")
    if following.kind == "word" and following.text.upper() == "SELECT":
        raise QueryError("the WHERE group is a sub-select; put a line `# parameters` where the values belong")
    return brace.start + 1
