"""Statements as records: their speakers, pieces, events and evidence, with a cast that is given."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extraction.candidates import Candidate
from kg.extraction.cast import Cast, Member
from kg.extraction.statements.find import attributions, find_statements
from kg.extraction.text.reading import Reading
from kg.model.entities import EntityClass
from kg.model.statements import Statement, StatementKind

Read = Callable[..., Reading]
D, I = StatementKind.DIRECT, StatementKind.INDIRECT  # noqa: E741


def cast_of(reading: Reading, **members: EntityClass) -> Cast:
    """A cast of named entities: `cast_of(reading, Mary_Brown=EntityClass.PERSON)`."""
    found = []
    for name, cls in members.items():
        words = name.replace("_", " ")
        begins = [i for i in range(len(reading.text)) if reading.text.startswith(words, i)]
        mentions = tuple(Candidate(begin=i, end=i + len(words), cls=cls, extractor="test", confidence=1.0) for i in begins)
        found.append(Member(id=name, cls=cls, names=(words,), mentions=mentions))
    return Cast(tuple(found))


P, O, E = EntityClass.PERSON, EntityClass.ORGANISATION, EntityClass.EVENT  # noqa: E741


def test_a_pronoun_stands_for_the_one_who_spoke_last(read_text: Read) -> None:
    reading = read_text("Mary Brown said that the road was closed. John Hill was there. She said that it would open.", "en")
    assert [s.speaker for s in find_statements(reading, cast_of(reading, Mary_Brown=P, John_Hill=P))] == ["Mary_Brown", "Mary_Brown"]


def test_the_name_in_apposition_to_an_office_is_the_speaker(read_text: Read) -> None:
    reading = read_text("La directrice de l'UNICEF, Awa Diallo, a déclaré que la réforme était prête.", "fr")
    assert [s.speaker for s in find_statements(reading, cast_of(reading, UNICEF=O, Awa_Diallo=P))] == ["Awa_Diallo"]


def test_a_text_speaks_for_the_body_that_it_comes_from(read_text: Read) -> None:
    reading = read_text("Cent projets ont été financés, indique un communiqué de la Banque mondiale.", "fr")
    assert [s.speaker for s in find_statements(reading, cast_of(reading, Banque_mondiale=O))] == ["Banque_mondiale"]


def test_no_speaker_no_statement(read_text: Read) -> None:
    reading = read_text("Several witnesses said that the road was closed.", "en")
    assert list(attributions(reading))
    assert find_statements(reading, cast_of(reading, road=O)) == []


def test_what_one_says_in_one_sentence_is_one_statement(read_text: Read) -> None:
    reading = read_text("Mary Brown welcomed the decision and said that the road would open.", "en")
    statements = find_statements(reading, cast_of(reading, Mary_Brown=P))
    assert [[piece.of(reading.document.text) for piece in s.pieces] for s in statements] == [["the decision", "the road would open"]]


def test_a_message_delivered_on_behalf_of_another(read_text: Read) -> None:
    text = 'A message was delivered on behalf of Mary Brown by John Hill. In his message he said, "The road is open."'
    reading = read_text(text, "en")
    statements = find_statements(reading, cast_of(reading, Mary_Brown=P, John_Hill=P))
    assert [(s.speaker, s.on_behalf_of) for s in statements] == [("John_Hill", "Mary_Brown")]


def test_the_event_beside_the_statement_is_where_it_was_made(read_text: Read) -> None:
    reading = read_text("At the Lomé conference, Mary Brown said that the road was closed.", "en")
    statement = only(find_statements(reading, cast_of(reading, Mary_Brown=P, Lomé_conference=E)))
    assert statement.made_at == "Lomé_conference"


def test_content_tells_what_it_is_about(read_text: Read) -> None:
    reading = read_text("Mary Brown said that the World Bank would pay.", "en")
    statement = only(find_statements(reading, cast_of(reading, Mary_Brown=P, World_Bank=O)))
    assert statement.about == ("World_Bank",)


def test_cue_mention_and_evidence_are_kept(read_text: Read) -> None:
    text = "The road is old. The minister Mary Brown announced that it would be closed."
    reading = read_text(text, "en")
    statement = only(find_statements(reading, cast_of(reading, Mary_Brown=P)))
    assert statement.cue == "announce"
    assert statement.speaker_mention is not None
    assert statement.speaker_mention.of(text).endswith("Mary Brown")
    assert statement.evidence.sentence.of(text) == "The minister Mary Brown announced that it would be closed."
    assert 0 < statement.evidence.confidence <= 1


@pytest.mark.parametrize(
    ("said", "pronoun"),
    [("a-t-il déclaré", "il"), ("précise-t-elle", "elle"), ("dit-il", "il")],
)
def test_the_hyphen_between_a_verb_and_its_pronoun_stands_for_nobody(read_text: Read, said: str, pronoun: str) -> None:
    text = f"Awa Diallo et Paul Roux sont venus. « Le pont est prêt », {said} mardi."
    reading = read_text(text, "fr")
    found = find_statements(reading, cast_of(reading, Awa_Diallo=P, Paul_Roux=P))
    assert {row.speaker_mention.of(text) for row in found if row.speaker_mention} == {pronoun}


def test_content_is_verbatim_in_the_text_as_it_was_written(read_text: Read) -> None:
    text = "« L’été   sera\nlong », a déclaré Awa Diallo."
    reading = read_text(text, "fr")
    statement = only(find_statements(reading, cast_of(reading, Awa_Diallo=P)))
    assert [piece.of(text) for piece in statement.pieces] == ["L’été   sera\nlong"]


def test_a_headline_is_not_told_twice(read_text: Read) -> None:
    reading = read_text("Mary Brown says road is closed\n\nMary Brown said the road was closed on Monday.", "en")
    assert len(find_statements(reading, cast_of(reading, Mary_Brown=P))) == 1


def only(statements: list[Statement]) -> Statement:
    (statement,) = statements
    return statement


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(['"', "«", "»", "“", "”", "'", "’", "she said", "Mary Brown", "that", ",", ":", ".", "\n\n", " ", "é", "😀"]),
        max_size=14,
    )
)
def test_any_text_is_read_without_failing(read_text: Read, pieces: list[str]) -> None:
    reading = read_text(" ".join(pieces) or "x", "en")
    for attribution in attributions(reading):
        for begin, end in attribution.pieces:
            assert 0 <= begin < end <= len(reading.text)


def test_a_surname_that_was_not_recognised_means_the_person_named_in_full(read_text: Read) -> None:
    reading = read_text("Mary Brown opened the road. Minister Brown said that it was safe.", "en")
    assert [s.speaker for s in find_statements(reading, cast_of(reading, Mary_Brown=P))] == ["Mary_Brown"]


def test_a_quotation_and_what_is_reported_beside_it_are_two_statements(read_text: Read) -> None:
    reading = read_text('"The road is closed," Mary Brown said, adding that it would open in May.', "en")
    assert [s.kind for s in find_statements(reading, cast_of(reading, Mary_Brown=P))] == [D, I]


def test_a_verb_that_disagrees_with_the_subject_of_what_is_said_goes_on_with_the_speaker(read_text: Read) -> None:
    reading = read_text("Paul Durand a dit que ses agents avaient vidé le lac et a insisté sur le fait qu'aucun poisson n'est mort.", "fr")
    statements = find_statements(reading, cast_of(reading, Paul_Durand=P))
    said = [piece.of(reading.document.text) for statement in statements for piece in statement.pieces]
    assert said == ["ses agents avaient vidé le lac", "aucun poisson n'est mort"]


def test_a_new_subject_begins_a_new_statement(read_text: Read) -> None:
    reading = read_text("Mary Brown said that the road was closed, and she noted that the bridge was open.", "en")
    assert len(find_statements(reading, cast_of(reading, Mary_Brown=P))) == 2


def test_an_answer_of_several_paragraphs_is_one_statement(read_text: Read) -> None:
    text = (
        "Brown: The road was closed in May because of the rain.\n\nStone: And the bridge of the town, is it safe now?\n\n"
        "Brown: The bridge is safe, as the experts told us.\n\nI think that it will open soon. We want to pay for it.\n\nStone: Thank you."
    )
    reading = read_text(text, "en")
    said = find_statements(reading, cast_of(reading, Brown=P, Stone=P))
    assert [(s.speaker, len(s.pieces)) for s in said] == [("Brown", 1), ("Stone", 1), ("Brown", 2)]
    assert said[2].pieces[1].of(text) == "I think that it will open soon. We want to pay for it."


@pytest.mark.parametrize(
    "text",
    [
        "Mary Brown outlined three aims of the plan: 1. Roads for all; 2. Clean water; and 3. Schools for the young. Then she left.",
        "Mary Brown outlined three aims of the plan:\n\n• Roads for all;\n• Clean water;\n• Schools for the young.\n\nThen she left.",
    ],
)
def test_a_list_behind_a_colon_is_said_too(text: str, read_text: Read) -> None:
    reading = read_text(text, "en")
    (statement,) = find_statements(reading, cast_of(reading, Mary_Brown=P))
    assert statement.pieces[-1].of(text).endswith("Schools for the young")


ENGLISH = (
    "Mary Brown built the bridge. Mary Brown lives beside it.\n\nWhy did you build it?\n\n"
    "We wanted the town to have a way over the river.\n\nIs it safe?\n\n"
    "“I think that it is, for we have tested it twice.” The bridge is long.\n\nAnd what do you build now?\n\n"
    "Now we are going to build a road to the north of it.\n\nIt will be long."
)
FRENCH = (
    "Claire Lambert a bâti le pont. Claire Lambert : Pourquoi ce pont ? Nous voulions que la ville ait un passage sur la rivière. "
    "Est-il sûr ? Je le pense, car nous l'avons éprouvé deux fois cette année. "
    "Qui l'a payé ? La ville, et nous lui en savons tous gré aujourd'hui encore. "
    "Que bâtissez-vous ? Nous allons bâtir une route vers le nord de la ville. "
    "Et vos projets ? Je ne sais pas encore ce que je vais faire en mai."
)


@pytest.mark.parametrize(
    ("language", "text", "name", "answers"),
    [
        (
            "en",
            ENGLISH,
            "Mary_Brown",
            ["We wanted the town to have a way over the river.", "I think that it is, for we have tested it twice."],
        ),
        ("fr", FRENCH, "Claire_Lambert", ["Nous voulions que la ville ait un passage sur la rivière."]),
    ],
)
def test_what_stands_between_two_questions_is_an_answer(read_text: Read, language: str, text: str, name: str, answers: list[str]) -> None:
    reading = read_text(text, language)
    said = find_statements(reading, cast_of(reading, **{name: P}))
    assert {(s.speaker, s.kind, s.evidence.extractor) for s in said} == {(name, D, "statement-answer")}
    assert [s.pieces[0].of(text) for s in said][: len(answers)] == answers


def test_questions_in_a_report_are_no_interview(read_text: Read) -> None:
    text = (
        "Mary Brown built the bridge. Is it safe? Who knows what the rain will do to it. Will it stand? The town hopes so. "
        "Who paid? Nobody in the town knows, or wants to know. Why? It is not told in the books of the town. And then? The rain will come."
    )
    reading = read_text(text, "en")
    assert not find_statements(reading, cast_of(reading, Mary_Brown=P))
