"""Explanations of mentions, facts, statements and entities, put together from a store."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from kg.explanation.records import (
    DocumentUse,
    EntityExplanation,
    Explanation,
    FactExplanation,
    Form,
    MentionExplanation,
    Origin,
    Passage,
    RuleUse,
    StatementExplanation,
)
from kg.explanation.source import Source
from kg.graph import vocabulary as v

_COMPOSED = frozenset({v.ROLE, v.MONETARY_AMOUNT})  # nodes that stand for a fact rather than for something in the world


def explain(source: Source, node: NamedNode) -> Explanation:
    """The explanation of a node, by what it is: an assertion, a mention, a statement, or else an entity.

    Raises:
        StoreError: the text that it was read from is missing.
    """
    types = source.values(node, v.TYPE)
    if v.ASSERTION in types:
        return explain_fact(source, node)
    if source.value(node, v.REFERENCE_CONTEXT) is not None:
        return explain_mention(source, node)
    if v.STATEMENT in types:
        return explain_statement(source, node)
    return explain_entity(source, node)


def explain_fact(source: Source, assertion: NamedNode) -> FactExplanation:
    """Where and by what a triple was read; the words of its subject and object are marked in the sentence."""
    subject, predicate = source.nodes(assertion, v.RDF_SUBJECT)[0], source.nodes(assertion, v.RDF_PREDICATE)[0]
    value = source.values(assertion, v.RDF_OBJECT)[0]
    sentence = source.nodes(assertion, v.DERIVED_FROM)[0]
    document, place = source.nodes(sentence, v.REFERENCE_CONTEXT)[0], source.stretch(sentence)
    ends = {subject, value, *(source.nodes(value, v.kg("roleIn")) if isinstance(value, NamedNode) else [])}
    marked = [
        (s.begin, s.end)
        for s in source.stretches(document)
        if place.covers(s.begin, s.end) and v.MENTION in s.types and ends.intersection(source.nodes(s.node, v.IDENT_REF))
    ]
    return FactExplanation(
        iri=assertion.value,
        subject=source.named(subject),
        predicate=source.named(predicate),
        object=source.named(value),
        passage=passage_of(source, document, place.begin, place.end, marked),
        origin=_origin(source, document, assertion),
    )


def explain_mention(source: Source, node: NamedNode) -> MentionExplanation:
    """What a stretch stands for, by what that was read, and what its sentence says of it."""
    document, place = source.nodes(node, v.REFERENCE_CONTEXT)[0], source.stretch(node)
    meant = source.nodes(node, v.IDENT_REF)
    around = [s.node for s in source.stretches(document) if v.SENTENCE in s.types and s.covers(place.begin, place.end)]
    facts = [fact for sentence in around for fact in source.having(v.DERIVED_FROM, sentence)]
    about = [fact for fact in facts if not meant or _ends(source, fact) & set(meant)]
    return MentionExplanation(
        iri=node.value,
        words=source.words(node, v.ANCHOR_OF) or "",
        stands_for=tuple(source.named(entity) for entity in meant),
        passage=passage_of(source, document, place.begin, place.end, [(place.begin, place.end)]),
        origin=_origin(source, document, node),
        facts=tuple(explain_fact(source, fact) for fact in about),
    )


def explain_statement(source: Source, node: NamedNode) -> StatementExplanation:
    """The pieces of a statement and the words for its speaker, marked in their sentences, and what is told of it."""
    pieces = [source.stretch(piece) for piece in source.having(v.IDENT_REF, node)]
    words = [source.stretch(mention) for mention in source.nodes(node, v.kg("speakerMention"))]
    document = source.nodes(pieces[0].node, v.REFERENCE_CONTEXT)[0]
    begin, end = min(s.begin for s in (*pieces, *words)), max(s.end for s in (*pieces, *words))
    facts = [explain_fact(source, fact) for fact in source.having(v.RDF_SUBJECT, node) if v.ASSERTION in source.values(fact, v.TYPE)]
    return StatementExplanation(
        iri=node.value,
        text=source.words(node, v.kg("text")) or "",
        kind=next((source.label(kind) or source.short(kind) for kind in source.nodes(node, v.kg("statementKind"))), ""),
        cue=source.words(node, v.kg("cue")),
        speaker_words=next((source.words(mention.node, v.ANCHOR_OF) for mention in words), None),
        passage=passage_of(source, document, begin, end, [(s.begin, s.end) for s in (*pieces, *words)]),
        facts=tuple(facts),
    )


def explain_entity(source: Source, node: NamedNode) -> EntityExplanation:
    """The mentions of an entity by rule and by words, and the documents that have them."""
    mentions = source.having(v.IDENT_REF, node)
    labels = [value.value for value in [*source.values(node, v.LABEL), *source.values(node, v.ALT_LABEL)] if isinstance(value, Literal)]
    name = source.name(node)
    documents = Counter(source.identifier(document) for mention in mentions for document in source.nodes(mention, v.REFERENCE_CONTEXT))
    composed = _COMPOSED.intersection(source.values(node, v.TYPE))
    facts = facts_about(source, node) if composed or not mentions else []
    return EntityExplanation(
        iri=node.value,
        name=name,
        kinds=tuple(source.kinds(node)),
        other_names=tuple(sorted(set(labels) - {name})),
        mentions=len(mentions),
        rules=tuple(_uses(source, mentions)),
        documents=tuple(DocumentUse(document=d, count=n) for d, n in sorted(documents.items(), key=lambda row: (-row[1], row[0]))),
        facts=tuple(explain_fact(source, fact) for fact in facts),
    )


def facts_about(source: Source, node: NamedNode) -> list[NamedNode]:
    """The assertions that have a node as their subject or object."""
    found = {*source.having(v.RDF_SUBJECT, node), *source.having(v.RDF_OBJECT, node)}
    return sorted((fact for fact in found if v.ASSERTION in source.values(fact, v.TYPE)), key=str)


def _ends(source: Source, fact: NamedNode) -> set[NamedNode]:
    return {*source.nodes(fact, v.RDF_SUBJECT), *source.nodes(fact, v.RDF_OBJECT)}


def _uses(source: Source, mentions: Iterable[NamedNode]) -> list[RuleUse]:
    """What each rule found, the most frequent first. A mention that two rules found counts for both."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        words = " ".join((source.words(mention, v.ANCHOR_OF) or "").split())
        for extractor in source.values(mention, v.EXTRACTOR):
            if isinstance(extractor, Literal):
                forms[extractor.value][words] += 1
    uses = [
        RuleUse(
            rule=source.rule(name),
            count=counts.total(),
            forms=tuple(Form(words=words, count=n) for words, n in sorted(counts.items(), key=lambda row: (-row[1], row[0]))),
        )
        for name, counts in forms.items()
    ]
    return sorted(uses, key=lambda use: (-use.count, use.rule.name))


def _origin(source: Source, document: NamedNode, node: NamedNode) -> Origin:
    names = [value.value for value in source.values(node, v.EXTRACTOR) if isinstance(value, Literal)]
    confidence = source.words(node, v.CONFIDENCE)
    model, software = source.read_by(document)
    return Origin(
        rules=tuple(source.rule(name) for name in names),
        confidence=float(confidence) if confidence is not None else None,
        model=model,
        software=software,
    )


def passage_of(source: Source, document: NamedNode, begin: int, end: int, marks: Iterable[tuple[int, int]]) -> Passage:
    """Words of a document with the sentence around them."""
    text = source.text(document)
    first, last = source.sentence_of(document, begin, end)
    return Passage(
        document=source.identifier(document),
        begin=begin,
        end=end,
        line=text.count("\n", 0, begin) + 1,
        sentence=text[first:last],
        sentence_begin=first,
        marks=tuple(_apart(marks)),
    )


def _apart(marks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The marks in order; of those inside one another, the longer."""
    kept: list[tuple[int, int]] = []
    for begin, end in sorted(set(marks), key=lambda mark: (mark[0], -mark[1])):
        if not kept or begin >= kept[-1][1]:
            kept.append((begin, end))
    return kept
