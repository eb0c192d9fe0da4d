"""The graph and the texts of a store, as explanations read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.explanation.records import Named, RuleText
from kg.explanation.sentences import sentence_around
from kg.graph import vocabulary as v
from kg.rules import rules
from kg.store.names import Graph
from kg.store.parameters import own_prefixes

Term = NamedNode | BlankNode | Literal | Triple

_GENERATED_BY = NamedNode(v.PROV + "wasGeneratedBy")
_STARTED = NamedNode(v.PROV + "startedAtTime")
_ASSOCIATED = NamedNode(v.PROV + "wasAssociatedWith")
_ALSO_TOLD = ("spacy", "pressgraph")  # software of a build, by the beginning of its name
_CONTENT = 80  # characters of a statement that stand for its name


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a document that the graph has a node for."""

    node: NamedNode
    begin: int
    end: int
    types: frozenset[Term]

    def covers(self, begin: int, end: int) -> bool:
        return self.begin <= begin and end <= self.end

    def __len__(self) -> int:
        return self.end - self.begin


@dataclass(frozen=True)
class Source:
    """A store open for reading; names and labels come in one language."""

    graph: Graph
    text_of_digest: Callable[[str], str]  # raises StoreError where a text is missing
    language: str
    _stretches: dict[NamedNode, list[Stretch]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def quads(self, node: NamedNode | None, predicate: NamedNode, value: NamedNode | Literal | None) -> Iterator[Quad]:
        """The quads of a pattern, of the union of all graphs where the store keeps one."""
        return self.graph.store.quads_for_pattern(node, predicate, value, DefaultGraph() if self.graph.merged else None)

    def values(self, node: NamedNode, predicate: NamedNode) -> list[Term]:
        """The objects of a node's triples, each once, sorted."""
        return sorted({quad.object for quad in self.quads(node, predicate, None)}, key=str)

    def value(self, node: NamedNode, predicate: NamedNode) -> Term | None:
        return next(iter(self.values(node, predicate)), None)

    def nodes(self, node: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """The objects that are nodes with an IRI."""
        return [value for value in self.values(node, predicate) if isinstance(value, NamedNode)]

    def words(self, node: NamedNode, predicate: NamedNode) -> str | None:
        """The value of a literal."""
        value = self.value(node, predicate)
        return value.value if isinstance(value, Literal) else None

    def number(self, node: NamedNode, predicate: NamedNode) -> int:
        return int(self.words(node, predicate) or 0)

    def having(self, predicate: NamedNode, value: NamedNode | Literal) -> list[NamedNode]:
        """The subjects that have a value, each once, sorted."""
        found = {quad.subject for quad in self.quads(None, predicate, value)}
        return sorted((node for node in found if isinstance(node, NamedNode)), key=str)

    def exists(self, node: NamedNode) -> bool:
        return next(iter(self.graph.store.quads_for_pattern(node, None, None)), None) is not None

    def short(self, node: NamedNode) -> str:
        """An IRI with a prefix of the store, as every command takes it back."""
        for prefix, namespace in (own_prefixes(self.graph.base) | v.PREFIXES).items():
            if node.value.startswith(namespace) and len(node.value) > len(namespace):
                return f"{prefix}:{node.value.removeprefix(namespace)}"
        return node.value

    def label(self, node: NamedNode) -> str | None:
        """The label of an entity or term: in the language that was asked for, else in English, else in any."""
        labels = [value for value in self.values(node, v.LABEL) if isinstance(value, Literal)]
        asked_for = [label for label in labels if label.language == self.language]
        candidates = asked_for or labels
        if len(candidates) > 1:
            entities = NamedNode(f"{self.graph.base}graph/entities")
            preferred = {quad.object for quad in self.graph.store.quads_for_pattern(node, v.LABEL, None, entities)}
            candidates.sort(key=lambda label: (label not in preferred, label.language != "en"))
        return candidates[0].value if candidates else None

    def named(self, term: Term) -> Named:
        """What a reader calls a node or value."""
        if not isinstance(term, NamedNode):
            return Named(name=term.value if isinstance(term, Literal | BlankNode) else str(term))
        return Named(name=self.name(term), iri=term.value, kind=self.kind(term))

    def name(self, node: NamedNode) -> str:
        content = self.words(node, v.kg("text"))
        if content is not None:
            return content if len(content) <= _CONTENT else content[:_CONTENT].rsplit(" ", 1)[0] + " …"
        return self.label(node) or self._composed(node) or self.short(node)

    def _composed(self, node: NamedNode) -> str:
        """Roles are called by title, body and place; amounts by value and currency."""
        literals = (self.words(node, predicate) for predicate in (v.kg("roleTitle"), v.VALUE, v.CURRENCY))
        around = chain.from_iterable(self.nodes(node, v.kg(name)) for name in ("roleIn", "rolePlace"))
        title = " ".join(literal for literal in literals if literal)
        return ", ".join([title, *(self.name(other) for other in around)]) if title else ""

    def kinds(self, node: NamedNode) -> list[str]:
        """The labels of a node's classes, the narrowest first."""
        types = [kind for kind in self.nodes(node, v.TYPE) if kind != v.ACTOR]
        return [self.label(kind) or self.short(kind) for kind in types]

    def kind(self, node: NamedNode) -> str | None:
        return next(iter(self.kinds(node)), None)

    def rule(self, name: str) -> RuleText:
        rule = rules().get(name)
        if rule is None:
            return RuleText(name=name)
        language = self.language
        return RuleText(name=name, label=rule.label(language), meaning=rule.meaning(language), example=rule.example(language))

    def identifier(self, document: NamedNode) -> str:
        return self.words(document, v.IDENTIFIER) or self.short(document)

    def text(self, document: NamedNode) -> str:
        """The text that a document's offsets refer to.

        Raises:
            StoreError: it is not kept.
        """
        return self.text_of_digest(self.words(document, v.SHA256) or "")

    def stretches(self, document: NamedNode) -> list[Stretch]:
        """The mentions and sentences of a document, in the order of the text."""
        if document not in self._stretches:
            found = (self.stretch(node) for node in self.having(v.REFERENCE_CONTEXT, document))
            self._stretches[document] = sorted(found, key=lambda stretch: (stretch.begin, stretch.end))
        return self._stretches[document]

    def stretch(self, node: NamedNode) -> Stretch:
        return Stretch(node, self.number(node, v.BEGIN_INDEX), self.number(node, v.END_INDEX), frozenset(self.values(node, v.TYPE)))

    def sentence_of(self, document: NamedNode, begin: int, end: int) -> tuple[int, int]:
        """Where the sentence around a stretch begins and ends: one that facts were read from, or else as the text shows it."""
        recorded = [s for s in self.stretches(document) if v.SENTENCE in s.types and s.covers(begin, end)]
        if recorded:
            nearest = min(recorded, key=len)
            return nearest.begin, nearest.end
        return sentence_around(self.text(document), begin, end)

    def read_by(self, document: NamedNode) -> tuple[str | None, tuple[str, ...]]:
        """The spaCy pipeline that read a document, and the other software, with their versions, as the last build of it tells."""
        builds = [build for graph in self._graphs(document) for build in self.nodes(graph, _GENERATED_BY)]
        if not builds:
            return None, ()
        build = max(builds, key=lambda node: self.words(node, _STARTED) or "")
        agents = [label for agent in self.nodes(build, _ASSOCIATED) if (label := self.words(agent, v.LABEL))]
        language = self.words(document, v.LANGUAGE) or ""
        heads = (f"{self._pipeline(build, language)} ", f"{language}_")  # a build that notes no pipeline: packages are named so
        model = next((label for head in heads for label in agents if label.startswith(head)), None)
        return model, tuple(sorted(label for label in agents if label.casefold().startswith(_ALSO_TOLD)))

    def _pipeline(self, build: NamedNode, language: str) -> str | None:
        """The name of the pipeline that a build notes for a language."""
        head = f"pipeline {language} = "
        settings = (value.value for value in self.values(build, v.kg("setting")) if isinstance(value, Literal))
        return next((setting.removeprefix(head) for setting in settings if setting.startswith(head)), None)

    def _graphs(self, document: NamedNode) -> Iterator[NamedNode]:
        for quad in self.graph.store.quads_for_pattern(document, v.IDENTIFIER, None):
            if isinstance(quad.graph_name, NamedNode):
                yield quad.graph_name
