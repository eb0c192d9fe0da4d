"""A report as RDF: a sh:ValidationReport (SHACL, section 3.6) whose results have IRIs, so that two reports can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from kg.graph import vocabulary as v
from kg.validation.report import SHAPES, Finding, Report

_REPORT = NamedNode("https://w3id.org/pressgraph/report")
_PREFIXES = v.PREFIXES | {"kgsh": SHAPES}


def as_turtle(report: Report) -> bytes:
    """The report in Turtle, sorted: equal reports are equal byte by byte."""
    triples = sorted(set(_triples(report)), key=str)
    lines = (serialize(triples, format=RdfFormat.TURTLE, prefixes=_PREFIXES) or b"").splitlines(keepends=True)
    # The serializer writes prefixes in an order that changes from run to run.
    return b"".join(sorted(lines[: len(_PREFIXES)]) + lines[len(_PREFIXES) :])


def _sh(name: str) -> NamedNode:
    return NamedNode(v.SH + name)


def _triples(report: Report) -> Iterator[Triple]:
    yield Triple(_REPORT, v.TYPE, _sh("ValidationReport"))
    # SHACL's sh:conforms is false for results of any severity.
    yield Triple(_REPORT, _sh("conforms"), Literal(not report.findings))
    for finding in report.findings:
        node = NamedNode(f"{_REPORT.value}#{_digest(finding)}")
        yield Triple(_REPORT, _sh("result"), node)
        yield from _result(node, finding)


def _digest(finding: Finding) -> str:
    parts = (finding.shape, finding.component, finding.graph or "", finding.focus, finding.path or "", finding.value or "")
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _result(node: NamedNode, finding: Finding) -> Iterator[Triple]:
    yield Triple(node, v.TYPE, _sh("ValidationResult"))
    yield Triple(node, _sh("resultSeverity"), _sh(finding.severity))
    yield Triple(node, _sh("sourceShape"), NamedNode(finding.shape))
    yield Triple(node, _sh("sourceConstraintComponent"), NamedNode(finding.component))
    for name, told in (("focusNode", finding.focus), ("resultPath", finding.path), ("value", finding.value)):
        if told:
            yield Triple(node, _sh(name), _term(told))
    for language, text in finding.messages:
        yield Triple(node, _sh("resultMessage"), Literal(text, language=language))
    if finding.graph:
        yield Triple(node, NamedNode(v.PROV + "wasDerivedFrom"), NamedNode(finding.graph))
    if finding.document:
        yield Triple(node, v.IDENTIFIER, Literal(finding.document))
    if finding.extractor:
        yield Triple(node, v.EXTRACTOR, Literal(finding.extractor))
    yield from _place(node, finding)


def _place(node: NamedNode, finding: Finding) -> Iterator[Triple]:
    if finding.sentence is not None:
        yield Triple(node, v.ANCHOR_OF, Literal(finding.sentence))
    for name, offset in ((v.BEGIN_INDEX, finding.begin), (v.END_INDEX, finding.end)):
        if offset is not None:
            yield Triple(node, name, Literal(str(offset), datatype=v.NON_NEGATIVE_INTEGER))


def _term(told: str) -> NamedNode | Literal:
    """A term from its N-Triples form; of a blank node, which can't be named from outside its graph, the label as text."""
    if told.startswith("_:"):
        return Literal(told)
    (quad,) = parse(f"<urn:s> <urn:p> {told} .", format=RdfFormat.N_TRIPLES)
    return quad.object if isinstance(quad.object, NamedNode | Literal) else Literal(told)
