"""What the words of a command line mean."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from kg.errors import ParameterError, QueryError, UnknownThing
from kg.explanation.source import Source
from kg.explanation.targets import targets
from kg.graph import vocabulary as v
from tests.explanation.conftest import ENGLISH

PERSON = "id/person/ada-brookfield"


def at(source: Source, words: str) -> tuple[int, int]:
    begin = source.text(source.having(v.IDENTIFIER, Literal(ENGLISH))[0]).index(words)
    return begin, begin + len(words)


@pytest.mark.parametrize("form", ["{base}" + PERSON, "<{base}" + PERSON + ">", PERSON, PERSON.replace("/", ":", 1), "ada brookfield"])
def test_an_entity_is_meant_by_name_iri_prefix_or_path(form: str, source: Source) -> None:
    assert targets(source, [form.format(base=source.graph.base)]) == [NamedNode(source.graph.base + PERSON)]


def test_a_mention_is_meant_by_address_by_file_or_by_an_offset_in_it(source: Source) -> None:
    begin, end = at(source, "Silver Rivers Project")
    node = NamedNode(f"{source.graph.base}doc/{ENGLISH}#char={begin},{end}")
    for words, offset in (([f"doc:{ENGLISH}#char={begin},{end}"], None), ([f"{ENGLISH}:{begin}-{end}"], None), ([ENGLISH], begin + 3)):
        assert targets(source, words, offset) == [node]


def test_an_offset_between_mentions_gives_the_facts_of_its_sentence(source: Source) -> None:
    begin, _ = at(source, ", Director of")
    found = targets(source, [ENGLISH], begin)
    assert found
    assert all(v.ASSERTION in source.values(node, v.TYPE) for node in found)


def test_a_wide_stretch_gives_all_mentions_in_it(source: Source) -> None:
    begin, _ = at(source, "Ada Brookfield")
    _, end = at(source, "Director of UNESCO")
    assert len(targets(source, [f"{ENGLISH}:{begin}-{end}"])) >= 2


@pytest.mark.parametrize("name", ["affiliation", "kg:affiliation", "Affiliation", "<https://w3id.org/pressgraph/ontology#affiliation>"])
@pytest.mark.parametrize("value", [[], ["UNESCO"], ["id:organisation/unesco"]])
def test_a_fact_is_meant_by_subject_property_and_perhaps_value(name: str, value: list[str], source: Source) -> None:
    (fact,) = targets(source, ["Ada Brookfield", name, *value])
    assert source.nodes(fact, v.RDF_SUBJECT) == [NamedNode(f"{source.graph.base}id/person/ada-brookfield")]


def test_a_role_is_meant_by_a_part_of_its_title(source: Source) -> None:
    assert targets(source, ["Ada Brookfield", "holdsRole", "director"]) == targets(source, ["Ada Brookfield", "holdsRole"])


def test_a_statement_of_a_speaker_is_a_fact_too(source: Source) -> None:
    for statement in source.having(v.TYPE, v.STATEMENT):
        (fact,) = targets(source, [statement.value, "speaker"])
        assert source.nodes(fact, v.RDF_SUBJECT) == [statement]


@pytest.mark.parametrize(
    ("words", "at", "message"),
    [
        (["Ada Brokfield"], None, "no entity is named .*near: .*Brookfield"),
        (["id:person/ada-brookfeld"], None, "the store has no id:person/ada-brookfeld; near: id:person/ada-brookfield"),
        ([f"doc:{ENGLISH}#char=1,2"], None, f"the store has no doc:{ENGLISH}#char=1,2; near: doc:{ENGLISH}#char="),
        ([ENGLISH], None, "is a document; say which words: .*--at"),
        ([f"doc:{ENGLISH}"], None, "is a document"),
        ([ENGLISH], 2, "nothing was read at 2-3 of .*; near: "),
        ([ENGLISH], 10_000_000, "nothing was read at"),
        (["fishings.txt:3-4"], None, f"no document 'fishings.txt'; near: {ENGLISH}"),
        (["Ada Brookfield", "afiliation"], None, "no property 'afiliation'; near: affiliation"),
        (["Ada Brookfield", "zzz"], None, "no property 'zzz'; there are .*affiliation"),
        (["Ada Brookfield", "funder"], None, "no sentence tells funder of 'Ada Brookfield'; told of it: affiliation, holdsRole"),
        (["Ada Brookfield", "affiliation", "Nobody"], None, "is 'Nobody'; it is: UNESCO"),
        (["a", "b", "c", "d"], None, "quotation marks"),
        (["a", "b"], 3, "--at takes one document"),
        (["http://a b"], None, "no such character|no entity"),
    ],
)
def test_what_is_not_there_is_told_with_what_is_near(words: list[str], at: int | None, message: str, source: Source) -> None:
    with pytest.raises(QueryError, match=message) as told:
        targets(source, words, at)
    assert isinstance(told.value, UnknownThing | ParameterError)
