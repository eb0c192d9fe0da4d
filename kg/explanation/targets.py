"""What a user asks about, as words of a command line become nodes of the graph.

One word names a thing: an IRI, with or without a prefix; a path below the store's base (`id/person/…`); a place in a document
(`FILE:12-24`, or a document with an offset); the name of an entity. Two or three words are a fact: subject, property, value.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode

from kg.errors import UnknownThing
from kg.explanation.source import Source, Stretch, Term
from kg.graph import vocabulary as v
from kg.store.names import current, entities_named, fold
from kg.store.parameters import as_iri

MOST_WORDS = 3  # subject, property, value
_PLACE = re.compile(r"(?P<document>.+):(?P<begin>\d+)(?:[-,–](?P<end>\d+))?", re.ASCII)
_PATHS = ("id/", "doc/")  # of what has an explanation, below the base
_LISTED = 3


def targets(source: Source, words: Sequence[str], at: int | None = None) -> list[NamedNode]:
    """The nodes that the words mean, never none.

    Raises:
        UnknownThing: there is no such thing; the message has what is near.
        ParameterError: no entity has the name; the message has names that are near.
    """
    if at is not None:
        if len(words) != 1:
            raise UnknownThing("--at takes one document: kg explain FILE --at 123")
        return _at(source, _document(source, words[0]), at, at + 1)
    if len(words) == 1:
        return thing(source, words[0])
    if len(words) > MOST_WORDS:
        raise UnknownThing("too many words: a fact is SUBJECT PROPERTY [VALUE]; put a name that has spaces in quotation marks")
    return _facts(source, words[0], words[1], words[2] if len(words) == MOST_WORDS else None)


def is_fact(source: Source, words: Sequence[str]) -> bool:
    """Whether words are a subject, a property and perhaps a value, rather than two things."""
    if len(words) != MOST_WORDS - 1:
        return len(words) == MOST_WORDS
    try:
        _property(source, words[1])
    except UnknownThing:
        return False
    return True


def thing(source: Source, word: str) -> list[NamedNode]:
    """The nodes that one word means."""
    iri = _iri(source, word)
    if iri is not None:
        return [_existing(source, iri)]
    place = _PLACE.fullmatch(word)
    if place is not None:
        begin = int(place["begin"])
        return _at(source, _document(source, place["document"]), begin, int(place["end"]) if place["end"] else begin + 1)
    if _document_named(source, word) is not None:
        raise UnknownThing(f"{word} is a document; say which words: kg explain {word}:12-24, or kg explain {word} --at 12")
    return entities_named(source.graph, word)


def _iri(source: Source, word: str) -> NamedNode | None:
    try:
        iri = as_iri(word, source.graph)
    except ValueError:
        raise UnknownThing(f"{word!r}: an IRI has no such character; copy it as kg query prints it") from None
    if iri is None and word.startswith(_PATHS) and _PLACE.fullmatch(word) is None:
        return NamedNode(source.graph.base + word)
    return iri


def _existing(source: Source, iri: NamedNode) -> NamedNode:
    """The node itself, or the one that it was merged into."""
    node = current(source.graph, iri)
    if not source.exists(node):
        raise UnknownThing(f"the store has no {source.short(iri)}{_near(source.short(iri), _neighbours(source, iri))}")
    if v.DOCUMENT in source.values(node, v.TYPE):
        name = source.identifier(node)
        raise UnknownThing(f"{name} is a document; say which words: kg explain {name}:12-24, or kg explain {name} --at 12")
    return node


def _neighbours(source: Source, iri: NamedNode) -> list[str]:
    """Nodes of the kind that an unknown IRI looks to be of: those of the same document, or entities."""
    document = NamedNode(iri.value.partition("#")[0])
    if "#" in iri.value and source.exists(document):
        return [source.short(stretch.node) for stretch in source.stretches(document)]
    entities = NamedNode(f"{source.graph.base}graph/entities")
    found = {quad.subject for quad in source.graph.store.quads_for_pattern(None, v.TYPE, None, entities)}
    return sorted(source.short(node) for node in found if isinstance(node, NamedNode))


def _document_named(source: Source, name: str) -> NamedNode | None:
    """A document by its identifier, its IRI, or the last part of its path where only one has it."""
    found = source.having(v.IDENTIFIER, Literal(name))
    if not found:
        found = [node for node in source.having(v.TYPE, v.DOCUMENT) if name in (node.value, source.short(node))]
    if not found:
        found = [node for node in source.having(v.TYPE, v.DOCUMENT) if source.identifier(node).endswith(f"/{name}")]
    return found[0] if len(found) == 1 else None


def _document(source: Source, name: str) -> NamedNode:
    document = _document_named(source, name)
    if document is None:
        known = [source.identifier(node) for node in source.having(v.TYPE, v.DOCUMENT)]
        raise UnknownThing(f"no document {name!r}{_near(name, known)}")
    return document


def _at(source: Source, document: NamedNode, begin: int, end: int) -> list[NamedNode]:
    """The mention of a stretch; else those that cover it; else those that it covers or touches; else the facts of its sentence."""
    stretches = source.stretches(document)
    mentions = [s for s in stretches if v.MENTION in s.types]
    exact = [s for s in mentions if (s.begin, s.end) == (begin, end)]
    covering = sorted((s for s in mentions if s.covers(begin, end)), key=len)
    found = exact or covering or [s for s in mentions if s.begin < end and begin < s.end]
    if found:
        return [s.node for s in found]
    sentences = [s.node for s in stretches if v.SENTENCE in s.types and s.covers(begin, end)]
    facts = [fact for sentence in sentences for fact in source.having(v.DERIVED_FROM, sentence)]
    if not facts:
        raise UnknownThing(f"nothing was read at {begin}-{end} of {source.identifier(document)}{_nearest(source, mentions, begin)}")
    return facts


def _nearest(source: Source, mentions: list[Stretch], offset: int) -> str:
    nearest = sorted(mentions, key=lambda s: min(abs(s.begin - offset), abs(s.end - offset)))[:_LISTED]
    shown = [f"{s.begin}-{s.end} {source.words(s.node, v.ANCHOR_OF)!r}" for s in sorted(nearest, key=lambda s: s.begin)]
    return f"; near: {', '.join(shown)}" if shown else ""


def _facts(source: Source, subject: str, property_name: str, value: str | None) -> list[NamedNode]:
    """The assertions of a triple, one for each sentence that it was read from."""
    predicate = _property(source, property_name)
    subjects = thing(source, subject)
    told = [fact for node in subjects for fact in source.having(v.RDF_SUBJECT, node) if v.ASSERTION in source.values(fact, v.TYPE)]
    facts = [fact for fact in told if predicate in source.nodes(fact, v.RDF_PREDICATE)]
    if not facts:
        has = sorted({source.short(node).removeprefix("kg:") for fact in told for node in source.nodes(fact, v.RDF_PREDICATE)})
        raise UnknownThing(f"no sentence tells {property_name} of {subject!r}; told of it: {', '.join(has) or 'nothing'}")
    if value is None:
        return facts
    chosen = [fact for fact in facts if any(_is_called(source, term, value) for term in source.values(fact, v.RDF_OBJECT))]
    if not chosen:
        known = sorted({source.named(term).name for fact in facts for term in source.values(fact, v.RDF_OBJECT)})
        raise UnknownThing(f"no sentence tells that {property_name} of {subject!r} is {value!r}; it is: {', '.join(known)}")
    return chosen


def _property(source: Source, name: str) -> NamedNode:
    """A property that facts are read for, by its IRI, its name in the ontology or its label.

    Raises:
        UnknownThing: there is none; the message has those that are near.
    """
    by_name: dict[str, NamedNode] = {}
    for node in _properties(source):
        labels = [label.value for label in source.values(node, v.LABEL) if isinstance(label, Literal)]
        short = source.short(node)
        by_name |= dict.fromkeys([*(fold(label) for label in labels), fold(short.rpartition(":")[2]), short.casefold(), node.value], node)
    found = by_name.get(name.strip("<>")) or by_name.get(name.casefold()) or by_name.get(fold(name))
    if found is None:
        names = sorted({source.short(node).removeprefix("kg:") for node in by_name.values()})
        near = _near(name, names) or f"; there are {', '.join(names)}"
        raise UnknownThing(f"no property {name!r}{near}")
    return found


def _properties(source: Source) -> list[NamedNode]:
    """The properties of assertions; other nodes reify triples too."""
    examples = {quad.object: quad.subject for quad in source.quads(None, v.RDF_PREDICATE, None)}
    found = [p for p, node in examples.items() if isinstance(node, NamedNode) and v.ASSERTION in source.values(node, v.TYPE)]
    return sorted((node for node in found if isinstance(node, NamedNode)), key=str)


def _is_called(source: Source, term: Term, word: str) -> bool:
    """Whether a value is what a word means: by IRI, by one of its names, or, for a date or role, as it is written."""
    if not isinstance(term, NamedNode):
        return isinstance(term, Literal) and term.value == word
    if term.value == word.strip("<>") or source.short(term) == word or f"{source.graph.base}{word}" == term.value:
        return True
    iri = _iri(source, word)
    if iri is not None:
        return current(source.graph, iri) == term
    labels = [value.value for predicate in (v.LABEL, v.ALT_LABEL) for value in source.values(term, predicate) if isinstance(value, Literal)]
    wanted = fold(word)
    return any(fold(label) == wanted for label in labels) or set(wanted.split()) <= set(fold(source.name(term)).split())


def _near(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=_LISTED, cutoff=0.5)
    return f"; near: {', '.join(near)}" if near else ""
