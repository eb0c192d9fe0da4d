"""Explanations of what was read in two short texts."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from kg.config import DEFAULT_PIPELINES
from kg.explanation.explain import explain, explain_entity, explain_fact, explain_mention, explain_statement
from kg.explanation.records import EntityExplanation, FactExplanation, MentionExplanation, StatementExplanation
from kg.explanation.source import Source
from kg.explanation.targets import targets
from kg.graph import vocabulary as v
from tests.explanation.conftest import ENGLISH, FRENCH


def model_of(language: str) -> str:
    return str(getattr(DEFAULT_PIPELINES[language], "model", DEFAULT_PIPELINES[language]))


def text_of(source: Source, identifier: str) -> str:
    return source.text(source.having(v.IDENTIFIER, Literal(identifier))[0])


@pytest.mark.parametrize("kind", [v.MENTION, v.ASSERTION, v.STATEMENT, v.PERSON, v.ORGANISATION, v.EVENT, v.PROGRAMME, v.PLACE, v.ROLE])
def test_everything_that_was_read_has_an_explanation(kind: NamedNode, source: Source) -> None:
    nodes = source.having(v.TYPE, kind)
    assert nodes
    expected = {v.MENTION: MentionExplanation, v.ASSERTION: FactExplanation, v.STATEMENT: StatementExplanation}.get(kind, EntityExplanation)
    assert all(isinstance(explain(source, node), expected) for node in nodes)


def test_the_marks_of_a_sentence_are_the_words_meant(source: Source) -> None:
    for node in source.having(v.TYPE, v.MENTION):
        mention = explain_mention(source, node)
        passage = mention.passage
        ((begin, end),) = passage.marks
        assert passage.sentence[begin - passage.sentence_begin : end - passage.sentence_begin] == mention.words
        assert passage.sentence == text_of(source, passage.document)[passage.sentence_begin :][: len(passage.sentence)]


def test_every_rule_that_read_something_is_told(source: Source) -> None:
    facts = [explain_fact(source, node) for node in source.having(v.TYPE, v.ASSERTION)]
    mentions = [explain_mention(source, node) for node in source.having(v.TYPE, v.MENTION)]
    for origin in [*(fact.origin for fact in facts), *(mention.origin for mention in mentions)]:
        assert origin.rules
        assert all(rule.label and rule.meaning for rule in origin.rules)
        assert origin.confidence is not None
        assert 0 < origin.confidence <= 1


@pytest.mark.parametrize(("identifier", "language"), [(FRENCH, "fr"), (ENGLISH, "en")])
def test_the_model_is_that_of_the_documents_language(identifier: str, language: str, source: Source) -> None:
    model, software = source.read_by(source.having(v.IDENTIFIER, Literal(identifier))[0])
    assert (model or "").split()[0] == model_of(language)
    assert {label.split()[0] for label in software} == {"Pressgraph", "spacy"}


def test_a_line_is_counted_in_the_text(source: Source) -> None:
    text = text_of(source, ENGLISH)
    begin = text.index("Ada Brookfield")
    (node,) = targets(source, [f"{ENGLISH}:{begin}-{begin + len('Ada Brookfield')}"])
    assert explain_mention(source, node).passage.line == text[:begin].count("\n") + 1


def test_a_fact_is_told_in_names_with_its_ends_marked(source: Source) -> None:
    (node,) = targets(source, ["Ada Brookfield", "affiliation"])
    fact = explain_fact(source, node)
    assert (fact.subject.name, fact.predicate.name, fact.object.name) == ("Ada Brookfield", "affiliation", "UNESCO")
    assert fact.subject.kind == "person"
    marked = [text_of(source, ENGLISH)[begin:end] for begin, end in fact.passage.marks]
    assert marked == ["Mrs Ada Brookfield", "UNESCO"]


def test_names_of_terms_are_in_the_language_asked_for(source: Source) -> None:
    french = Source(source.graph, source.text_of_digest, "fr")
    (node,) = targets(french, ["Ada Brookfield", "holdsRole"])
    fact = explain_fact(french, node)
    assert (fact.subject.kind, fact.predicate.name, fact.object.kind) == ("personne", "exerce la fonction", "fonction")
    assert fact.origin.rules[0].label == "fonction après le nom"


def test_a_statement_is_told_with_its_speaker(source: Source) -> None:
    node = next(n for n in source.having(v.TYPE, v.STATEMENT) if "only nine boats" in (source.words(n, v.kg("text")) or ""))
    statement = explain_statement(source, node)
    assert (statement.speaker_words, statement.cue) == ("She", "add")
    assert {fact.predicate.name: fact.object.name for fact in statement.facts}["speaker"] == "Ada Brookfield"
    marked = [text_of(source, ENGLISH)[begin:end] for begin, end in statement.passage.marks]
    assert marked == ["She", "only nine boats had been lost"]


def test_the_mentions_of_an_entity_are_counted_by_rule_words_and_document(source: Source) -> None:
    (node,) = targets(source, ["Ada Brookfield"])
    entity = explain_entity(source, node)
    assert entity.kinds == ("person",)
    assert {use.document for use in entity.documents} == {FRENCH, ENGLISH}
    assert entity.mentions == sum(use.count for use in entity.documents) == len(source.having(v.IDENT_REF, node))
    assert any(form.words == "Brookfield" for use in entity.rules for form in use.forms)


def test_a_role_is_explained_by_the_fact_that_gives_it(source: Source) -> None:
    role = source.having(v.TYPE, v.ROLE)[0]
    entity = explain_entity(source, role)
    assert entity.mentions == 0
    assert [fact.object.iri for fact in entity.facts] == [role.value]
