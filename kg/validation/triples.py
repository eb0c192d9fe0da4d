"""A graph indexed by subject and object, with what is known of where its facts were read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.graph import vocabulary as v

Node = NamedNode | BlankNode
Term = Node | Literal


class IndexedGraph:
    """The triples of one graph; it does not change."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = frozenset(triples)
        self._of: dict[Term, list[Triple]] = defaultdict(list)
        self._to: dict[Term, list[Triple]] = defaultdict(list)
        for triple in sorted(self.triples, key=str):
            if isinstance(triple.subject, Triple) or isinstance(triple.object, Triple):
                continue
            self._of[triple.subject].append(triple)
            self._to[triple.object].append(triple)

    def of(self, subject: Term, predicate: NamedNode | None = None) -> list[Triple]:
        """The triples that say something of a node."""
        return [triple for triple in self._of.get(subject, ()) if predicate is None or triple.predicate == predicate]

    def to(self, value: Term, predicate: NamedNode | None = None) -> list[Triple]:
        """The triples that lead to a node or literal."""
        return [triple for triple in self._to.get(value, ()) if predicate is None or triple.predicate == predicate]

    def values(self, subject: Term, predicate: NamedNode) -> list[Term]:
        return [triple.object for triple in self.of(subject, predicate) if not isinstance(triple.object, Triple)]

    def value(self, subject: Term, predicate: NamedNode) -> Term | None:
        return next(iter(self.values(subject, predicate)), None)

    def number(self, subject: Term, predicate: NamedNode) -> int | None:
        """A whole number that is said of a node."""
        term = self.value(subject, predicate)
        return int(term.value) if isinstance(term, Literal) and term.value.isdecimal() else None

    def subjects(self, predicate: NamedNode, value: Term) -> list[Node]:
        """The nodes that lead to a node or literal by a property."""
        return [triple.subject for triple in self.to(value, predicate) if not isinstance(triple.subject, Triple)]

    def assertions_of(self, fact: Triple) -> list[Node]:
        """The kg:Assertion nodes that trace a triple to a sentence."""
        return [
            assertion
            for assertion in (() if isinstance(fact.subject, Triple) else self.subjects(v.RDF_SUBJECT, fact.subject))
            if fact.predicate in self.values(assertion, v.RDF_PREDICATE) and fact.object in self.values(assertion, v.RDF_OBJECT)
        ]

    def fact_of(self, assertion: Term) -> Triple | None:
        """The triple that an assertion traces, if it is in the graph."""
        subject = self.value(assertion, v.RDF_SUBJECT)
        predicates, values = self.values(assertion, v.RDF_PREDICATE), self.values(assertion, v.RDF_OBJECT)
        stated = (triple for triple in self.of(subject) if triple.predicate in predicates and triple.object in values) if subject else ()
        return next(iter(stated), None)

    def assertions_about(self, node: Term) -> list[Node]:
        """The assertions whose fact begins or ends at a node."""
        return [*self.subjects(v.RDF_SUBJECT, node), *self.subjects(v.RDF_OBJECT, node)]
