"""SHACL engines: pyshacl-turbo, which is quick, and pySHACL, which it is measured against. Both give the same results.

On a document of 2,200 triples pySHACL takes some 70 times as long, nearly all of it for SPARQL constraints, so the gate
asks pyshacl-turbo. Neither is imported before it is used.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.graph.vocabulary import SH
from kg.validation import EngineName
from kg.validation.shapes import Shapes, packaged_shapes

if TYPE_CHECKING:
    from rdflib import Graph

Term = NamedNode | BlankNode | Literal
Statements = Iterable[Triple] | Iterable[Quad]


class Severity(StrEnum):
    """The value is the local name of SHACL's term."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


@dataclass(frozen=True, slots=True)
class Result:
    """One sh:ValidationResult (SHACL, section 3.6.2)."""

    severity: Severity
    rule: str  # the SPARQL constraint, or else the shape, that is broken
    shape: str
    component: str
    focus: Term
    path: NamedNode | None
    value: Term | None
    messages: tuple[tuple[str, str], ...]  # language, text


class Engine(Protocol):
    """What tells whether triples fulfil the shapes it was made for."""

    @property
    def shapes(self) -> Shapes: ...

    def validate(self, statements: Statements) -> list[Result]:
        """The results for a graph, in a fixed order; the graph names of quads do not count."""
        ...


class TurboEngine:
    """pyshacl-turbo: shapes are compiled once, a graph is handed over as N-Triples."""

    def __init__(self, shapes: Shapes) -> None:
        from pyshacl_turbo import compile_shapes
        from pyshacl_turbo.rdf import Input

        self.shapes = shapes
        self._program: Any = compile_shapes(shapes.ntriples, shacl_graph_format="nt")  # type: ignore[no-untyped-call]
        self._input = Input

    def validate(self, statements: Statements) -> list[Result]:
        # Handed over as an Input, for a plain text would first be read by rdflib, which takes five times as long as the check itself.
        told = self._input(_ntriples(statements).decode(), "nt", None, {}, preserve_ids=True)
        conforms, report, _ = self._program.validate(told)
        return [] if conforms else _results(report, self.shapes)


class PyShaclEngine:
    """pySHACL on an rdflib graph."""

    def __init__(self, shapes: Shapes) -> None:
        from rdflib import Graph

        self.shapes = shapes
        self._graph = Graph().parse(data=shapes.ntriples, format="nt")

    def validate(self, statements: Statements) -> list[Result]:
        from pyshacl import validate

        conforms, report, _ = validate(_rdflib_graph(statements), shacl_graph=self._graph, inplace=True, inference="none")
        return [] if conforms else _results(report, self.shapes)


@cache
def packaged_engine(name: EngineName = EngineName.TURBO) -> Engine:
    """An engine for the shapes that come with the package, made once a process."""
    shapes = packaged_shapes()
    return TurboEngine(shapes) if name is EngineName.TURBO else PyShaclEngine(shapes)


def _ntriples(statements: Statements) -> bytes:
    triples = (item.triple if isinstance(item, Quad) else item for item in statements)
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def _rdflib_graph(statements: Statements) -> Graph:
    from rdflib import Graph

    graph = Graph()
    for item in statements:
        graph.add((_to_rdflib(item.subject), _to_rdflib(item.predicate), _to_rdflib(item.object)))
    return graph


def _to_rdflib(term: Term | Triple) -> Any:
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Literal):
        datatype = None if term.language else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    raise TypeError(f"a triple inside a triple is not RDF 1.1: {term}")


def _from_rdflib(term: Any) -> Term:
    import rdflib

    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return BlankNode(str(term))
    if isinstance(term, rdflib.Literal) and term.language:
        return Literal(str(term), language=term.language)
    datatype = term.datatype if isinstance(term, rdflib.Literal) else None
    return Literal(str(term), datatype=NamedNode(str(datatype)) if datatype else None)


def _results(report: Graph, shapes: Shapes) -> list[Result]:
    from rdflib import RDF, Namespace

    sh = Namespace(SH)
    found = {_result(report, node, sh, shapes) for node in report.subjects(RDF.type, sh.ValidationResult)}
    return sorted(found, key=lambda result: (result.rule, str(result.focus), str(result.path), str(result.value), result.component))


def _result(report: Graph, node: Any, sh: Any, shapes: Shapes) -> Result:
    shape = str(report.value(node, sh.sourceShape))
    rule = str(report.value(node, sh.sourceConstraint) or shape)
    path, value = report.value(node, sh.resultPath), report.value(node, sh.value)
    return Result(
        severity=Severity(str(report.value(node, sh.resultSeverity)).removeprefix(SH)),
        rule=rule,
        shape=shape,
        component=str(report.value(node, sh.sourceConstraintComponent)),
        focus=_from_rdflib(report.value(node, sh.focusNode)),
        path=None if path is None else NamedNode(str(path)),
        value=None if value is None else _from_rdflib(value),
        # Not those of the report: the engines lose the languages of a SPARQL constraint's messages, and mix in those of its shape.
        messages=shapes.messages.get(rule, ()),
    )
