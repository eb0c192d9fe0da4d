"""The check that shapes can't make: that the words of every mention are those at its offsets in the kept text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from pyoxigraph import Literal, NamedNode

from kg.errors import StoreError
from kg.graph import vocabulary as v
from kg.validation.engines import Result, Severity, Term
from kg.validation.report import SHAPES
from kg.validation.shapes import Shapes
from kg.validation.triples import IndexedGraph

_COMPONENT = SHAPES + "TextCheckComponent"
_KEPT, _WORDS = SHAPES + "Text-kept", SHAPES + "Text-words"


def check_texts(graph: IndexedGraph, text_of: Callable[[str], str], shapes: Shapes) -> Iterator[Result]:
    """What does not agree with the kept text of each document in a graph; `text_of` gives the text with a digest."""
    for document in graph.subjects(v.TYPE, v.DOCUMENT):
        for digest in graph.values(document, v.SHA256):
            try:
                text = text_of(digest.value)
            except StoreError:
                text = None
            if text is None or sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != digest.value:
                yield _result(_KEPT, document, v.SHA256, digest, shapes)
            else:
                yield from _strays(graph, graph.subjects(v.REFERENCE_CONTEXT, document), text, shapes)


def _strays(graph: IndexedGraph, stretches: Iterable[Term], text: str, shapes: Shapes) -> Iterator[Result]:
    for stretch in stretches:
        begin, end = graph.number(stretch, v.BEGIN_INDEX), graph.number(stretch, v.END_INDEX)
        for words in graph.values(stretch, v.ANCHOR_OF):
            if begin is None or end is None or text[begin:end] != words.value:
                yield _result(_WORDS, stretch, v.ANCHOR_OF, words, shapes)


def _result(rule: str, focus: Term, path: NamedNode, value: Term, shapes: Shapes) -> Result:
    return Result(
        severity=Severity.VIOLATION,
        rule=rule,
        shape=rule,
        component=_COMPONENT,
        focus=focus,
        path=path,
        value=value if isinstance(value, Literal | NamedNode) else None,
        messages=shapes.messages.get(rule, ()),
    )
