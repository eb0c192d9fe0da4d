"""Whether a query looks into named graphs alone, so that it can be asked of a store that holds nothing else.

pyoxigraph gives no access to its parser. This reads the groups of a query (SPARQL 1.1 Query, section 19.8, rules 53 to 70) as far as it
must to see that no pattern stands outside of GRAPH, and takes every text that could be read in another way for one that looks elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from kg.store.sparql_text import TOKEN, Token

# A GRAPH with triples alone, which is taken as a whole, since most are: in it a `<` can but begin an IRI
PLAIN = r"""(?P<plain> (?i:graph)\b \s* (?: [?$]\w+ | <[^<>"{}|^`\\\x00-\x20]*+> | [\w.\-]*+:[\w.\-]*+ ) \s*
\{ (?: [^{}()"'<\#\\]++ | "[^"\\\r\n]++" | '[^'\\\r\n]++' | <[^<>"{}|^`\\\x00-\x20]*+> )*+ \} )"""
PREFIX = r"""(?P<prefix> (?i:prefix) \s+ [\w.\-]*+: \s* <[^<>"{}|^`\\\x00-\x20]*+> )"""
PIECE = re.compile(f"{PLAIN} | {PREFIX} | {TOKEN.pattern}", re.VERBOSE | re.DOTALL)
SKIPPED = frozenset({"space", "comment", "plain", "prefix"})
TERMS = frozenset({"variable", "iri", "name"})
OPERANDS = TERMS | {"word", "string"}
BETWEEN = frozenset({"OPTIONAL", "UNION", "MINUS", "FILTER", "BIND", "VALUES", "GRAPH", "NOT", "EXISTS"})  # words that begin no triple


class Scope(Enum):
    """What the braces around a token mean."""

    SELECT = auto()  # a query or sub-query outside its groups: no triple can stand there
    UNNAMED = auto()  # a group whose triples would be those of the default graph
    NAMED = auto()  # a group within GRAPH
    OTHER = auto()  # a block of VALUES, a template


class _Elsewhere(Exception):
    """A pattern may look into the default graph."""


class _Reader:
    """Reads the tokens of a query; raises _Elsewhere."""

    def __init__(self) -> None:
        self._scopes = [Scope.SELECT]
        self._parentheses = [0]  # open ones, in each scope
        self._previous = Token("", "", 0)
        self._opens: Scope | None = None  # what the next brace opens, if that has been told

    def take(self, token: Token) -> None:
        if token.text == "\\" or (token.kind == "iri" and self._parentheses[-1] and self._follows_operand()):
            raise _Elsewhere  # the first may be a part of an IRI, the second a comparison and a comment
        if token.text == "{":
            self._open()
        elif token.text == "}":
            self._close()
        elif token.text == "(":
            self._enter()
        elif token.text == ")":
            self._parentheses[-1] -= 1
        elif not self._parentheses[-1]:
            self._outside(token)
        self._previous = token

    def finish(self) -> None:
        if self._scopes != [Scope.SELECT]:
            raise _Elsewhere

    def _follows_operand(self) -> bool:
        return self._previous.kind in OPERANDS or self._previous.text == ")"

    def _open(self) -> None:
        scope, told = self._scopes[-1], self._opens
        if scope is Scope.NAMED:
            told = Scope.NAMED
        elif scope is Scope.OTHER:
            raise _Elsewhere
        self._scopes.append(told or Scope.UNNAMED)
        self._parentheses.append(0)
        self._opens = None

    def _close(self) -> None:
        if len(self._scopes) == 1 or self._parentheses[-1] or self._opens:
            raise _Elsewhere
        self._scopes.pop()
        self._parentheses.pop()

    def _enter(self) -> None:
        """An expression, or the variables of VALUES; in a group anything else would be a list, which is made of triples."""
        if self._scopes[-1] is Scope.UNNAMED and not self._parentheses[-1] and not self._may_be_called():
            raise _Elsewhere
        self._parentheses[-1] += 1

    def _may_be_called(self) -> bool:
        before = self._previous
        return before.text.upper() in {"FILTER", "BIND", "VALUES"} or before.kind == "function"

    def _outside(self, token: Token) -> None:
        """A token that is in no parentheses."""
        scope, word = self._scopes[-1], token.text.upper()
        if scope is Scope.UNNAMED:
            self._in_group(token, word)
        elif scope is Scope.SELECT and word == "CONSTRUCT":
            self._opens = Scope.OTHER
        elif scope is Scope.SELECT and self._opens is Scope.OTHER and word in {"WHERE", "FROM"}:
            self._opens = None  # the short form, whose group is pattern and template
        elif scope is Scope.SELECT and word == "VALUES":
            self._opens = Scope.OTHER
        elif word in {"DESCRIBE", "SERVICE"}:
            raise _Elsewhere

    def _in_group(self, token: Token, word: str) -> None:
        before = self._previous.text.upper()
        if token.kind in TERMS and before == "GRAPH":
            return
        if token.kind == "variable" and before == "VALUES":
            return
        if word == "SELECT" and before == "{":
            self._scopes[-1] = Scope.SELECT
        elif token.text != "." and token.kind != "function" and (token.kind != "word" or word not in BETWEEN):
            raise _Elsewhere
        elif word in {"GRAPH", "VALUES"}:
            self._opens = Scope.NAMED if word == "GRAPH" else Scope.OTHER


def looks_into_named_graphs_alone(text: str) -> bool:
    """Whether every pattern of a query stands in a GRAPH. In doubt it is not so."""
    if "graph" not in text.lower():
        return False
    reader = _Reader()
    try:
        for token in _code(text):
            reader.take(token)
        reader.finish()
    except _Elsewhere:
        return False
    return True


def _code(text: str) -> Iterator[Token]:
    """The tokens that matter; the name of what FILTER calls is one of kind `function`."""
    before = ""
    for match in PIECE.finditer(text):
        kind, piece = str(match.lastgroup), match.group()
        if kind in SKIPPED:
            continue
        if before == "FILTER" and kind in {"word", "iri", "name"} and piece.upper() not in {"NOT", "EXISTS"}:
            kind = "function"
        yield Token(kind, piece, match.start())
        before = piece.upper()
