"""Relates the statements of new and changed documents to those of others that make the same claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, partial

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph import vocabulary as v
from kg.graph.entities import entities_graph
from kg.graph.restatements import RESTATES, reified, restatement_quads
from kg.model.claims import Claim, Context, Likeness
from kg.resolution import restatements, translations
from kg.store.contexts import Contexts
from kg.store.index import Index

BATCH = 500  # statements, or documents, indexed in one transaction
KEPT = 1_000  # documents whose statements are kept in mind, some 10 KB each

_SHARED = tuple(v.kg(name) for name in ("Person", "Organisation", "Event", "Programme"))  # a place says little of what a document is about


class Restatements:
    """The claims of a store, and which make the same. All of it depends on the documents alone, never on the order of reading.

    While it is used the graphs of documents stay as they are.
    """

    def __init__(self, store: Store, index: Index, base: str) -> None:
        self.store, self.index, self.base = store, index, base
        self.contexts = Contexts(index)
        self._told = lru_cache(KEPT)(partial(_told_in, store))
        self._told_earlier = lru_cache(KEPT)(partial(_told_before, self.contexts, self._told))

    def bring_up_to_date(self) -> None:
        """Indexes the statements that are to be settled, and their documents; marks those that they are compared with."""
        last = ""
        while statements := self.index.unsettled_after(last, f"{self.base}id/statement/", BATCH):
            with self.index.changing():
                for statement in statements:
                    self._index_claim(statement)
            last = statements[-1]
        self._index_contexts()

    def _index_claim(self, statement: str) -> None:
        before, now = self.index.claim(statement), self._claim(statement)
        self.contexts.mark({(claim.issued, claim.document) for claim in (before, now) if claim})
        if before == now:
            return
        if before:
            self.index.unsettle_later_claims(before, restatements.COMPARED)
            self.index.remove_claim(statement)
        if now:
            self.index.put_claim(now)
            self.index.unsettle_later_claims(now, restatements.COMPARED)

    def _claim(self, statement: str) -> Claim | None:
        """A statement as it is compared; None if it is gone, or too short."""
        found = _content(self.store, statement)
        if found is None:
            return None
        graph = self._graph(statement)
        made = restatements.claim(statement, graph, self._issued(graph), found.value, found.language)
        return made if made.bands else None

    def _index_contexts(self) -> None:
        """In the order of issue, so that in a first build no document has later ones that it concerns."""
        last = ("", "")
        while due := self.contexts.due(last, BATCH):
            with self.index.changing():
                for _, document in due:
                    self._index_context(document)
            last = due[-1]
        with self.index.changing():
            self.contexts.done()

    def _index_context(self, document: str) -> None:
        before, now = self.contexts.get(document), self._context(document)
        if before == now:
            return
        later = {name for context in (before, now) if context for name in self.contexts.later(context)}
        compared = {name: self.contexts.earlier(name) for name in later}
        if before:
            self.contexts.remove(document)
        if now:
            self.contexts.put(now)
        for name, others in compared.items():
            now_compared = self.contexts.earlier(name)
            if now_compared != others or any(name == document for _, name in others):
                self.index.unsettle(_statements(self.store, name))

    def _context(self, document: str) -> Context | None:
        """What a document is found by; None if it has no statement that is compared."""
        told = [(iri, text.language or "") for iri, text in self._told(document)]
        if not told:
            return None
        graph = NamedNode(document)
        entities = {_iri(quad.subject) for cls in _SHARED for quad in self.store.quads_for_pattern(None, v.TYPE, cls, graph)}
        return restatements.context(document, self._issued(document), told, entities)

    def old(self, statement: str) -> set[Quad]:
        """What the graph says of the claim that a statement restates."""
        graph = NamedNode(entities_graph(self.base))
        links = set(self.store.quads_for_pattern(NamedNode(statement), RESTATES, None, graph))
        nodes = {reified(self.base, _iri(link.subject), _iri(link.object)) for link in links}
        return links | {quad for node in nodes for quad in self.store.quads_for_pattern(node, None, None, graph)}

    def new(self, statement: str) -> set[Quad]:
        """What is to be said of a statement, once all claims are up to date: which earlier one it restates, if any."""
        made, found = self.index.claim(statement), _content(self.store, statement)
        if made is None or found is None:
            return set()
        best = self._in_its_language(made, found) or self._in_another_language(made, found)
        return set(restatement_quads(self.base, statement, best[0].statement, best[1])) if best else set()

    def _in_its_language(self, made: Claim, found: Literal) -> tuple[Claim, float] | None:
        others = (other for other in self.index.earlier_claims(made, restatements.COMPARED) if other.document != made.document)
        told = ((other, content.value) for other in others if (content := _content(self.store, other.statement)))
        return restatements.most_alike(found.value, told, restatements.likeness)

    def _in_another_language(self, made: Claim, found: Literal) -> tuple[Claim, float] | None:
        told = ((claim, text.value) for claim, text in self._told_earlier(made.document) if text.language != found.language)
        return restatements.most_alike(found.value, told, translations.likeness)

    def _graph(self, statement: str) -> str:
        """The graph of the document that a statement stands in."""
        quads = self.store.quads_for_pattern(NamedNode(statement), v.kg("text"), None)
        return min(quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode))

    def _issued(self, document: str) -> str:
        """The date of a document; "" where it has none."""
        dates = (quad.object for quad in self.store.quads_for_pattern(None, v.ISSUED, None, NamedNode(document)))
        return min((value.value for value in dates if isinstance(value, Literal)), default="")


def _told_before(contexts: Contexts, told: Callable[[str], list[tuple[str, Literal]]], document: str) -> list[tuple[Claim, Literal]]:
    """What the earlier documents say that the statements of a document are compared with; asked once they are all indexed."""
    return [
        (Claim(issued, statement, earlier, ()), text) for issued, earlier in contexts.earlier(document) for statement, text in told(earlier)
    ]


def _told_in(store: Store, document: str) -> list[tuple[str, Literal]]:
    """The statements of a document that are compared, with their content."""
    told = ((statement, _content(store, statement)) for statement in _statements(store, document))
    return [(statement, content) for statement, content in told if content and restatements.is_comparable(content.value)]


def _statements(store: Store, document: str) -> list[str]:
    return sorted(statements_in(store.quads_for_pattern(None, v.TYPE, v.STATEMENT, NamedNode(document))))


def _content(store: Store, statement: str) -> Literal | None:
    objects = (quad.object for quad in store.quads_for_pattern(NamedNode(statement), v.kg("text"), None))
    return next((value for value in objects if isinstance(value, Literal)), None)


def likeness(one: str, other: str, *, in_one_language: bool) -> Likeness:
    """How alike two statements are, as a build compares them, and why."""
    return restatements.likeness(one, other) if in_one_language else translations.likeness(one, other)


def statements_in(quads: Iterable[Quad]) -> set[str]:
    """The statements of a document's graph."""
    return {_iri(quad.subject) for quad in quads if quad.predicate == v.TYPE and quad.object == v.STATEMENT}


def _iri(term: object) -> str:
    """The address of a node; nothing else stands at the ends of a restatement."""
    return term.value if isinstance(term, NamedNode) else ""
