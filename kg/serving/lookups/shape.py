"""What a look-up is: a query whose work is bounded by its answer, told by its text alone.

One triple pattern, in a graph or not, whose subject is constant, or both its predicate and its object; SELECT or ASK; nothing else. Each
quad that the indexes of the store give for it is a solution, so who stops at a certain size of the answer has bounded the work too. A
variable that stood there twice, DISTINCT, OFFSET, a filter or a path would make the store look at quads that the answer does not show.

The grammar is a small part of that of SPARQL (SPARQL 1.1 Query, section 19.8), so that there is but one way to read what fits it. It has no
backslash: an escape could mean any character. What does not fit is no look-up, whatever it means; what fits and is at fault, for example
by a prefix that nobody declared, is told so by the engine.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 4096  # characters of a look-up

_PARTS = {
    "gap": r"(?:[ \t\r\n]|\#[^\r\n]*+(?:[\r\n]|\Z))*+",
    "iri": r'<[^<>"{}|^`\\\x00-\x20]*+>',
    "name": r"(?:[A-Za-z][A-Za-z0-9_-]*+)?+:[A-Za-z0-9_][A-Za-z0-9_-]*+",
    "variable": r"[?$][A-Za-z_][A-Za-z0-9_]*+",
    "string": r"""(?:"[^"\\\r\n]++"(?!")|'[^'\\\r\n]++'(?!'))""",
    "end": r"(?![A-Za-z0-9_:-])",  # behind a keyword
    "apart": r"(?=[ \t\r\n\#])",  # else a ? behind a predicate could be that of a path
}
_PARTS["resource"] = "(?:{iri}|{name})".format_map(_PARTS)
_PARTS["literal"] = r"{string}(?:@[A-Za-z]++(?:-[A-Za-z0-9]++)*+|\^\^{resource})?+".format_map(_PARTS)
_PARTS["prologue"] = r"(?:(?:PREFIX{end}{gap}(?:[A-Za-z][A-Za-z0-9_-]*+)?+:|BASE{end}){gap}{iri}{gap})*+".format_map(_PARTS)
_PARTS["form"] = r"(?:SELECT{end}{gap}(?:\*|(?:{variable}{gap})++){gap}(?:WHERE{end})?+|ASK{end}{gap}(?:WHERE{end})?+)".format_map(_PARTS)
_PARTS["triple"] = (
    r"(?:(?P<subject>{resource})|(?P<anything>{variable})){apart}{gap}(?:(?P<predicate>{resource}|a{end})|(?P<any>{variable})){apart}{gap}"
    r"(?:(?P<object>{resource}|{literal})|(?P<some>{variable})){gap}(?:\.{gap})?+"
).format_map(_PARTS)
_PARTS["graph"] = r"GRAPH{end}{gap}(?:{resource}|(?P<graph>{variable})){gap}".format_map(_PARTS)
_PARTS["pattern"] = r"\{{{gap}(?P<nested>{graph}\{{{gap})?+{triple}\}}{gap}(?(nested)\}}{gap})".format_map(_PARTS)

_LOOKUP = re.compile(
    r"{gap}{prologue}{form}{gap}{pattern}(?:LIMIT{end}{gap}[0-9]{{1,9}}{gap})?+".format_map(_PARTS), re.IGNORECASE | re.ASCII
)
_VARIABLES = ("anything", "any", "some", "graph")


class Lookup(NamedTuple):
    """What is known of a look-up."""

    in_graph: bool  # whether its pattern stands in a GRAPH


def find_lookup(text: str) -> Lookup | None:
    """The look-up that a query is. In doubt it is none."""
    found = _LOOKUP.fullmatch(text) if len(text) <= LONGEST else None
    if found is None or not (found["subject"] or (found["predicate"] and found["object"])):
        return None
    variables = [found[name][1:] for name in _VARIABLES if found[name]]
    return Lookup(in_graph=found["nested"] is not None) if len(variables) == len(set(variables)) else None
