"""The gate before the store: what breaks a shape is left out, the rest of the document goes in.

What is at fault is read off a result, never from the rule's name:

- a value: the triple, with the assertions that trace it;
- too many values, or labels of one language: all but the best traced;
- a property on a node that may not have it: its triples;
- anything else, such as a value that is missing: the node, with all that leads to it and from it.

The narrowest faults go first and the graph is looked at again, for a wrong value is often why something else seems wrong.
What hung on a fault alone goes with it: assertions of what is no longer there, roles that nobody holds, amounts, sentences
and mentions of nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph import vocabulary as v
from kg.validation.engines import Engine, Result, Severity, packaged_engine
from kg.validation.evidence import finding
from kg.validation.report import Finding, sort_key
from kg.validation.shapes import Shapes
from kg.validation.triples import IndexedGraph, Term

ROUNDS = 20  # a node that is left out can make another one incomplete, and so on; the chains that the shapes allow are far shorter

_MAX_COUNT = v.SH + "MaxCountConstraintComponent"
_SPARQL = v.SH + "SPARQLConstraintComponent"
_UNIQUE_LANG = v.SH + "UniqueLangConstraintComponent"
_HANGING = frozenset({v.ROLE, v.MONETARY_AMOUNT, v.SENTENCE})  # classes of nodes that are there for what leads to them


def check(quads: Iterable[Quad], identifier: str, engine: Engine | None = None) -> tuple[list[Quad], tuple[Finding, ...]]:
    """The quads of a document's graph that may be stored, in their order, and what was found.

    Violations are left out, warnings kept. Where the document node itself has to go, nothing is kept.
    """
    engine = engine or packaged_engine()
    kept = list(quads)
    findings: list[Finding] = []
    for _ in range(ROUNDS):
        results = engine.validate(kept)
        if not results:
            break
        graph = IndexedGraph(quad.triple for quad in kept)
        violations = _narrowest([result for result in results if result.severity is Severity.VIOLATION])
        findings += [finding(result, graph, identifier) for result in violations or results]
        if not violations:
            break
        faults = with_dangling(graph, {fault for result in violations for fault in faults_of(result, graph, engine.shapes)})
        lost = not faults or any(fault.predicate == v.TYPE and fault.object == v.DOCUMENT for fault in faults)
        kept = [] if lost else [quad for quad in kept if quad.triple not in faults]
    else:
        kept = []
    return kept, tuple(sorted(set(findings), key=sort_key))


def _narrowest(violations: list[Result]) -> list[Result]:
    """Those of the least reach: single values, then surplus values, then values that contradict others, then whole nodes."""
    reach = min(map(_reach, violations), default=0)
    return [result for result in violations if _reach(result) == reach]


def _reach(result: Result) -> int:
    if result.component in (_MAX_COUNT, _UNIQUE_LANG):
        return 1
    if result.path is not None and result.value is not None:
        return 2 if result.component == _SPARQL else 0
    return 3


def faults_of(result: Result, graph: IndexedGraph, shapes: Shapes) -> set[Triple]:
    """The triples that a violation is about."""
    if result.path is not None:
        values = graph.of(result.focus, result.path)
        faulty = [triple for triple in values if triple.object == result.value]
        if result.component == _MAX_COUNT:
            faulty = _best_first(values, graph)[shapes.limits.get(result.shape, 0) :]
        elif result.component == _UNIQUE_LANG:
            faulty = list(_surplus_of_languages(values, graph))
        if faulty:
            return {triple for fact in faulty for triple in _with_assertions(fact, graph)}
    elif properties := shapes.subjects_of.get(result.shape):
        said = [triple for triple in graph.of(result.focus) if triple.predicate.value in properties]
        if result.value in (None, result.focus) and said:
            return {triple for fact in said for triple in _with_assertions(fact, graph)}
    node = result.focus if result.value is None or isinstance(result.value, Literal) or result.path else result.value
    return _node(node, graph)


def _best_first(facts: list[Triple], graph: IndexedGraph) -> list[Triple]:
    """Facts by the confidence of the surest assertion of each, then by their wording, so that the choice is the same every time."""
    return sorted(facts, key=lambda fact: (-_confidence(fact, graph), str(fact)))


def _confidence(fact: Triple, graph: IndexedGraph) -> float:
    told = [graph.value(assertion, v.CONFIDENCE) for assertion in graph.assertions_of(fact)]
    return max((_number(value) for value in told), default=0.0)


def _number(term: Term | None) -> float:
    try:
        return float(term.value) if isinstance(term, Literal) else 0.0
    except ValueError:
        return 0.0


def _surplus_of_languages(facts: list[Triple], graph: IndexedGraph) -> Iterator[Triple]:
    languages: dict[str, list[Triple]] = defaultdict(list)
    for fact in facts:
        if isinstance(fact.object, Literal) and fact.object.language:
            languages[fact.object.language].append(fact)
    for same in languages.values():
        yield from _best_first(same, graph)[1:]


def _with_assertions(fact: Triple, graph: IndexedGraph) -> Iterator[Triple]:
    yield fact
    for assertion in graph.assertions_of(fact):
        yield from graph.of(assertion)


def _node(node: Term, graph: IndexedGraph) -> set[Triple]:
    """A node with all that leads to it and from it, and the assertions of these; with an assertion, the fact that it alone traces."""
    triples = {*graph.of(node), *graph.to(node)}
    triples |= {triple for assertion in graph.assertions_about(node) for triple in graph.of(assertion)}
    fact = graph.fact_of(node)
    if fact and graph.assertions_of(fact) == [node]:
        triples.add(fact)
    return triples


def with_dangling(graph: IndexedGraph, faults: set[Triple]) -> set[Triple]:
    """The faults, and what is in the graph for their sake alone."""
    gone = set(faults)
    waiting = {node for fault in faults for node in (fault.subject, fault.object)}
    while waiting:
        node = waiting.pop()
        if isinstance(node, Literal | Triple) or not _hangs(node, graph, gone):
            continue
        more = {*graph.of(node), *graph.to(node)} - gone
        gone |= more
        waiting |= {other for triple in more for other in (triple.subject, triple.object)}
    return gone


def _hangs(node: Term, graph: IndexedGraph, gone: set[Triple]) -> bool:
    """Whether all that a node was there for is gone: what led to it, or, of a mention, all that it names."""
    classes = set(graph.values(node, v.TYPE))
    if v.MENTION in classes and v.SENTENCE not in classes:
        named = graph.of(node, v.IDENT_REF)
        return bool(named) and all(triple in gone for triple in named)
    if isinstance(node, NamedNode) and classes & _HANGING and v.MENTION not in classes:
        leading = [triple for triple in graph.to(node) if triple.predicate not in (v.RDF_SUBJECT, v.RDF_OBJECT)]
        return bool(leading) and all(triple in gone for triple in leading)
    return False
