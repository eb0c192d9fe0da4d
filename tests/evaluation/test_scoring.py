from __future__ import annotations

from dataclasses import replace

import pytest

from kg.evaluation.comparison import Verdict
from kg.evaluation.figures import Figures, mean_where_it_applies, overall
from kg.model.dates import PartialDate
from kg.model.entities import EntityClass
from kg.model.extraction import Extraction
from kg.model.relations import Bound, Dating, Predicate, Relation, Role
from kg.model.statements import Statement, StatementKind
from tests.evaluation.made import annotation, counts, entity, found, scored, sentence, span

ANA = entity("person-1", EntityClass.PERSON, "Ana Moura")
FORUM = entity("organisation-1", EntityClass.ORGANISATION, "Harbour Forum")
MEETING = entity("event-1", EntityClass.EVENT, "meeting in Lisbon")
LISBON = entity("place-1", EntityClass.PLACE, "Lisbon")
PORTS = entity("programme-1", EntityClass.PROGRAMME, "Clean Ports")
ALL = (ANA, FORUM, MEETING, LISBON, PORTS)
OPENED = sentence("Ana Moura, director of the Harbour Forum, opened the meeting in Lisbon on 4 May 2021.")
SAID = sentence('"Ports need clean water," she said.')
QUOTED = Statement(pieces=(span("Ports need clean water"),), kind=StatementKind.DIRECT, language="en", speaker="person-1", evidence=SAID)

P1 = {"id": "p1", "class": "Person", "names": ["Ana Moura"]}
O1 = {"id": "o1", "class": "Organisation", "names": ["Harbour Forum"], "wikidata": "Q5"}
E1 = {"id": "e1", "class": "Event", "names": ["the meeting"], "start": "2021-05"}
L1 = {"id": "l1", "class": "Place", "names": ["Lisbon"]}
EXPECTED = (P1, O1, E1, L1)


def relation(subject: str, predicate: Predicate, value: str) -> Relation:
    return Relation(subject=subject, predicate=predicate, object=value, evidence=OPENED)


def dating(subject: str, date: str, bound: Bound = Bound.START) -> Dating:
    return Dating(subject=subject, bound=bound, date=PartialDate.parse(date), evidence=OPENED)


def role(title: str, organisation: str | None = "organisation-1") -> Role:
    return Role(holder="person-1", title=title, language="en", organisation=organisation, evidence=OPENED)


def test_entities_are_matched_one_to_one_within_their_class() -> None:
    twice = replace(ANA, id="person-2")
    result = scored(annotation(EXPECTED), Extraction(entities=(ANA, twice, FORUM, replace(LISBON, cls=EntityClass.EVENT))))
    assert counts(result, "Person") == (1, 2, 1)
    assert counts(result, "Organisation") == (1, 1, 1)
    assert counts(result, "Place") == (0, 0, 1)
    assert counts(result, "Event") == (0, 1, 1)


def test_entities_of_one_address_are_one_with_all_their_names() -> None:
    other = replace(entity("person-2", EntityClass.PERSON, "director of the Harbour Forum"), id="person-2")
    node = found(Extraction(entities=(ANA, other)), {"person-1": "person/ana", "person-2": "person/ana"}).entities["id/person/ana"]
    assert node.names == {"Ana Moura", "director of the Harbour Forum"}
    assert node.label == "Ana Moura"


def test_the_words_for_a_speaker_name_the_speaker() -> None:
    nodes = found(Extraction(entities=(ANA,), statements=(replace(QUOTED, speaker_mention=span("she")),))).entities
    assert [entity.names for entity in nodes.values()] == [{"Ana Moura", "she"}]


@pytest.mark.parametrize(
    ("relations", "expected"),
    [
        ([relation("event-1", Predicate.PLACE, "place-1")], (1, 1, 1)),
        ([relation("event-1", Predicate.PLACE, "place-1"), relation("event-1", Predicate.PLACE, "organisation-1")], (1, 2, 1)),
        ([relation("place-1", Predicate.PLACE, "event-1")], (0, 1, 1)),
        ([relation("event-1", Predicate.PLACE, "programme-1")], (0, 1, 1)),
        ([relation("event-1", Predicate.AFFILIATION, "place-1")], (0, 0, 1)),
        ([], (0, 0, 1)),
    ],
)
def test_a_relation_needs_both_its_ends(relations: list[Relation], expected: tuple[int, int, int]) -> None:
    gold = annotation(EXPECTED, [{"p": "place", "s": "e1", "o": "l1"}])
    result = scored(gold, Extraction(entities=ALL, relations=tuple(relations)))
    assert counts(result, "place") == counts(result, "relations") == expected


@pytest.mark.parametrize(
    ("roles", "organisation", "expected"),
    [
        ([role("director")], "o1", (1, 1, 1)),
        ([role("director"), role("director")], "o1", (1, 1, 1)),
        ([role("executive director")], "o1", (1, 1, 1)),
        ([role("secretary")], "o1", (0, 1, 1)),
        ([role("director", None)], "o1", (0, 1, 1)),
        ([role("director")], None, (1, 1, 1)),
        ([role("director"), role("Director", None)], None, (1, 2, 1)),
    ],
)
def test_a_role_needs_holder_title_and_organisation(roles: list[Role], organisation: str | None, expected: tuple[int, int, int]) -> None:
    gold = annotation(EXPECTED, [{"p": "role", "s": "p1", "title": "director", "o": organisation}])
    assert counts(scored(gold, Extraction(entities=ALL, roles=tuple(roles))), "role") == expected


@pytest.mark.parametrize(
    ("datings", "expected", "verdicts"),
    [
        ([dating("event-1", "2021-05-04")], (1, 1, 1), [Verdict.RIGHT]),
        ([dating("event-1", "2021-05")], (1, 1, 1), [Verdict.RIGHT]),
        ([dating("event-1", "2021")], (0, 1, 1), [Verdict.DIFFERS]),
        ([dating("event-1", "2021-05-04", Bound.END)], (0, 0, 1), [Verdict.MISSED]),
        ([dating("programme-1", "2022")], (0, 0, 1), [Verdict.MISSED]),
    ],
)
def test_a_date_is_as_precise_as_expected_or_more(datings: list[Dating], expected: tuple[int, int, int], verdicts: list[Verdict]) -> None:
    result = scored(annotation(EXPECTED), Extraction(entities=ALL, datings=tuple(datings)))
    assert counts(result, "dates") == expected
    assert [comparison.verdict for comparison in result.comparisons if comparison.row == "dates"] == verdicts


def test_a_date_that_nobody_expects_of_an_event_is_wrong() -> None:
    gold = annotation([E1 | {"start": None}])
    result = scored(gold, Extraction(entities=ALL, datings=(dating("event-1", "2021-05-04"),)))
    assert counts(result, "dates") == (0, 1, 0)


@pytest.mark.parametrize(
    ("text", "speaker", "content", "attributed", "verdict"),
    [
        (["Ports need clean water"], "p1", (1, 1, 1), (1, 1, 1), Verdict.RIGHT),
        (["Ports need", "clean"], "p1", (1, 1, 1), (1, 1, 1), Verdict.RIGHT),
        (["Ports need clean water"], "o1", (1, 1, 1), (0, 1, 1), Verdict.DIFFERS),
        (["Ports"], "p1", (0, 1, 1), (0, 1, 1), Verdict.MISSED),
    ],
)
def test_a_statement_needs_half_of_the_words_and_the_speaker(
    text: list[str], speaker: str, content: tuple[int, ...], attributed: tuple[int, ...], verdict: Verdict
) -> None:
    gold = annotation(EXPECTED, statements=[{"speaker": speaker, "text": text}])
    result = scored(gold, Extraction(entities=ALL, statements=(QUOTED,)))
    assert counts(result, "content") == content
    assert counts(result, "statements") == attributed
    assert next(c.verdict for c in result.comparisons if c.row == "statements") is verdict


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ({}, (0, 0, 1)),
        ({"id/organisation/organisation-1": frozenset({"Q5"})}, (1, 1, 1)),
        ({"id/organisation/organisation-1": frozenset({"Q6"})}, (0, 1, 1)),
        ({"id/person/person-1": frozenset({"Q7"})}, (0, 0, 1)),
    ],
)
def test_links_count_where_one_is_expected(links: dict[str, frozenset[str]], expected: tuple[int, int, int]) -> None:
    assert counts(scored(annotation(EXPECTED), Extraction(entities=ALL), links), "links") == expected


def test_every_error_has_the_sentence_that_it_concerns() -> None:
    gold = annotation(EXPECTED, [{"p": "organiser", "s": "e1", "o": "o1"}], [{"speaker": "p1", "text": ["Clean Ports would begin"]}])
    result = scored(gold, Extraction(entities=(PORTS,), statements=()))
    shown = {c.row: c.place.of(result.document.text) for c in result.comparisons if c.place}
    opened = "Ana Moura, director of the Harbour Forum, opened the meeting in Lisbon on 4 May 2021."
    assert shown["Person"] == shown["Event"] == shown["dates"] == shown["organiser"] == opened
    assert shown["statements"] == shown["Programme"] == "Ana Moura added that Clean Ports would begin in 2022."
    assert shown["Place"] == "Harbour Forum meets in Lisbon"


def test_figures() -> None:
    figures = Figures(1, 2, 4) + Figures(1, 2, 0)
    assert (figures.precision, figures.recall, figures.f1) == (0.5, 0.5, 0.5)
    assert (Figures().precision, Figures().recall, Figures().f1) == (0, 0, 0)


def test_the_mean_of_a_document_leaves_out_what_it_does_not_have() -> None:
    result = scored(annotation([P1]), Extraction(entities=(ANA,)))
    assert mean_where_it_applies(result.figures) == 1.0
    assert overall(result.figures) == pytest.approx(1 / 9)
    assert mean_where_it_applies(scored(annotation(), Extraction()).figures) is None
