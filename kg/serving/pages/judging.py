"""The pages of the review, as workers make them: a question with what is known of those whom it is about, and the decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.explanation.contexts import contexts
from kg.explanation.records import Passage
from kg.graph import vocabulary as v
from kg.model.judgements import is_qid, path_of
from kg.model.links import ITEM_PAGE
from kg.model.review import Subject
from kg.serving.pages.evidence import Quote, pieces_of
from kg.serving.pages.graph import Graph, Thing
from kg.serving.pages.rendering import render
from kg.serving.pages.sections import paging_of
from kg.serving.pages.view import View
from kg.store.review import link_from, merge_from

SENTENCES = 3  # of an entity
DECISIONS_A_PAGE = 50

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """An entity that is asked about, with sentences by which a person can tell who is meant."""

    subject: Subject
    thing: Thing
    facts: Mapping[str, tuple[Thing, ...]]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A decision as the list shows it."""

    one: Thing
    others: tuple[Thing, ...]
    told: Told


def merge_page(graph: Graph, told: Told, view: View) -> str:
    """Two entities side by side: are they one?"""
    question = merge_from(told["question"]) if told["question"] else None
    sides = [_side(graph, each) for each in (question.one, question.other)] if question else []
    return _page(graph, told, view, "review_merge.html", question=question, sides=sides, item_page=ITEM_PAGE)


def link_page(graph: Graph, told: Told, view: View) -> str:
    """An entity and the items of Wikidata that it may be."""
    question = link_from(told["question"]) if told["question"] else None
    side = _side(graph, question.entity) if question else None
    options = [option for option in question.options if option.qid in told["options"]] if question else []
    return _page(graph, told, view, "review_link.html", question=question, side=side, options=options, item_page=ITEM_PAGE)


def decisions_page(graph: Graph, told: Told, view: View) -> str:
    """What has been judged, the last first."""
    rows = [_row(graph, each) for each in told["decisions"]]
    total = told["counts"]["decisions"]
    return _page(graph, told, view, "review_decisions.html", rows=rows, paging=paging_of(view, "page", total, total, DECISIONS_A_PAGE))


def _page(graph: Graph, told: Told, view: View, template: str, **more: Any) -> str:
    """A page with what was judged last at its head."""
    return render(template, view, told=told, last=_row(graph, told["last"]) if told["last"] else None, **more)


def _side(graph: Graph, subject: Subject) -> Side:
    node = _node(graph, subject.path)
    thing = Thing(subject.name, node.value, graph.kind(node))
    passages = contexts(graph.source, subject.path, subject.told_in, SENTENCES)
    facts = {kind: tuple(_value(graph, subject, each) for each in values) for kind, values in subject.facts.items()}
    return Side(subject=subject, thing=thing, facts=facts, quotes=tuple(_quote(graph, each) for each in passages))


def _value(graph: Graph, subject: Subject, value: str) -> Thing:
    """What is told of an entity; others are told by their items, which have names."""
    names = subject.items.get(value, {})
    name = names.get(graph.language) or next(iter(names.values()), value)
    return Thing(name, f"{ITEM_PAGE}{value}" if is_qid(value) else None)


def _node(graph: Graph, path: str) -> NamedNode:
    return NamedNode(f"{graph.base}id/{quote(path)}")


def _quote(graph: Graph, passage: Passage) -> Quote:
    document = f"{graph.base}doc/{quote(passage.document)}"
    spans = [(begin - passage.sentence_begin, end - passage.sentence_begin) for begin, end in passage.marks]
    pieces = tuple(pieces_of(passage.sentence, spans))
    return Quote(pieces=pieces, place=f"{document}#char={passage.begin},{passage.end}", paper=graph.paper(document))


def _row(graph: Graph, told: Told) -> Row:
    """The entity first, and what it is or is not: another, or items."""
    pairs = [(b, a) if is_qid(a) else (a, b) for a, b in told["pairs"]]
    return Row(one=_called(graph, pairs[0][0]), others=tuple(_called(graph, other) for _, other in pairs), told=told)


def _called(graph: Graph, side: str) -> Thing:
    """What a side of a judgement is called: an item, an entity, or what that one has become."""
    if is_qid(side):
        item = NamedNode(v.WD + side)
        known = graph.source.label(item)
        return Thing(known or side, f"{ITEM_PAGE}{side}", "Item")
    node = _node(graph, path_of(side))
    successor = graph.first(node, v.IS_REPLACED_BY)
    name = graph.source.label(node) or (graph.source.label(successor) if successor else None)
    return Thing(name or side, node.value if name else None, graph.kind(successor or node))
