"""Where a SPARQL keyword may stand, by any way of cutting the text into tokens.

pyoxigraph gives no access to its parser. SPARQL's grammar (SPARQL 1.1 Query, section 19.8) can't be cut without parsing: in
`?a<?b)SERVICE#>` the part from `<` to `>` may be an IRI, or a comparison before a SERVICE and a comment. What must not be missed is
therefore looked for in both readings.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

TOKEN = re.compile(
    r"""
    (?P<space>   [ \t\r\n]+ | \#[^\r\n]* )
  | (?P<string>  \"{3}(?:[^"\\]|\\.|\"{1,2}(?!\"))*+\"{3} | '{3}(?:[^'\\]|\\.|'{1,2}(?!'))*+'{3}
               | "(?:[^"\\\r\n]|\\.)*+" | '(?:[^'\\\r\n]|\\.)*+' )
  | (?P<iri>     <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+> )
  | (?P<variable>[?$]\w+ )
  | (?P<name>    (?:[^\W\d_][\w.\-]*)?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\.)* | _:[\w.\-]+ )
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<word>    [^\W\d]\w* )
  | (?P<other>   \\. | . )
    """,
    re.VERBOSE | re.DOTALL,
)

BRACKET = frozenset("()[]{}")
BEFORE_KEYWORD = re.compile(r"(?:true|false|e[0-9]+)?", re.IGNORECASE)  # what the grammar lets stand against a following keyword


def code_reached(text: str, places: Collection[int]) -> set[int]:
    """Those of the places where a keyword may begin, by any way of cutting the text into tokens."""
    reached: set[int] = set()
    if not places:
        return reached
    waiting, seen = [0], {0}
    while waiting:
        match = TOKEN.match(text, waiting.pop())
        if match is None:
            continue
        reached.update(at for at in _keyword_starts(match) if at in places)
        fresh = [end for end in _ends(match) if end not in seen]
        seen.update(fresh)
        waiting += fresh
    return reached


def brackets(text: str) -> Iterator[str]:
    """The brackets of a query outside strings, IRIs and comments."""
    return (match.group() for match in TOKEN.finditer(text) if match.lastgroup == "other" and match.group() in BRACKET)


def _keyword_starts(match: re.Match[str]) -> Iterator[int]:
    """Where in a token a keyword could begin: anywhere in a word, at the head of `service:x`, since `SERVICE:x` means the IRI `:x`."""
    if match.lastgroup == "word":
        yield from range(match.start(), match.end())
    elif match.lastgroup == "name":
        prefix = match.group().partition(":")[0]
        yield from (match.start() + at for at in range(len(prefix)) if BEFORE_KEYWORD.fullmatch(prefix[:at]))


def _ends(match: re.Match[str]) -> tuple[int, ...]:
    if match.lastgroup == "iri":
        return (match.end(), match.start() + 1)
    return (match.end(),)
