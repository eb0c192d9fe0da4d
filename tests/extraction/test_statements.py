"""Who says what, in French and English: one row a phenomenon."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extraction.candidates import Candidate
from kg.extraction.cast import Cast, Member
from kg.extraction.coreference.gather import gather
from kg.extraction.names.find import find_names
from kg.extraction.statements.attributions import Attribution
from kg.extraction.statements.find import attributions, find_statements
from kg.extraction.text.reading import Reading
from kg.model.entities import EntityClass
from kg.model.statements import Statement, StatementKind

Read = Callable[..., Reading]
D, I, M = StatementKind.DIRECT, StatementKind.INDIRECT, StatementKind.MIXED  # noqa: E741


def told(reading: Reading) -> list[tuple[str, StatementKind, list[str]]]:
    """Source, kind and pieces of each attribution."""
    return [(source(reading, a), a.kind, [reading.text[begin:end] for begin, end in a.pieces]) for a in attributions(reading)]


def source(reading: Reading, attribution: Attribution) -> str:
    period, found = attribution.source_period, attribution.source
    return "" if period is None or found is None else str(period.part.doc[slice(*found.mention)].text)


FRENCH = [
    pytest.param(
        "Selon Awa Diallo, ancienne ministre de l'Eau, M. Sow avait fermé le pont.",
        [("Awa Diallo, ancienne ministre de l'Eau", I, ["M. Sow avait fermé le pont"])],
        id="an apposition that begins with an adjective, and the subject after it",
    ),
    pytest.param(
        "Le choix de la ville a été salué par Awa Diallo.",
        [("par Awa Diallo", I, ["Le choix de la ville"])],
        id="a verb in the passive voice",
    ),
    pytest.param(
        "Awa Diallo a invité les élèves à la prudence, mais aussi à apprendre à nager.",
        [("Awa Diallo", I, ["les élèves à la prudence, mais aussi à apprendre à nager"])],
        id="a request of two parts",
    ),
    pytest.param(
        "La commune a appelé lundi les habitants à économiser l'eau et doit publier un rapport vendredi.",
        [("La commune", I, ["les habitants à économiser l'eau"])],
        id="what one does beside a request is no part of it",
    ),
    pytest.param(
        "La commune a fermé le pont, citant des preuves de fraude, ce que la société a nié.",
        [("La commune", I, ["des preuves de fraude"])],
        id="a comment on what was said is no part of it",
    ),
    pytest.param(
        "Awa Diallo a indiqué que le pont est sûr, selon un communiqué.",
        [("Awa Diallo", I, ["le pont est sûr"])],
        id="where the writer has it from is no part of it",
    ),
    pytest.param(
        "Le maire a salué l'accord avec la ministre Awa Diallo, en appelant à rouvrir le pont.",
        [("Le maire", I, ["l'accord avec la ministre Awa Diallo"]), ("Le maire", I, ["à rouvrir le pont"])],
        id="the gerund of the subject, behind a name",
    ),
    pytest.param("« Le pont est fragile », alerte Awa Diallo.", [("Awa Diallo", D, ["Le pont est fragile"])], id="a verb read as a noun"),
    pytest.param(
        "Pont de Kaya : “Nous irons jusqu'au bout”, Awa Diallo | Le Fleuve",
        [("Awa Diallo", D, ["Nous irons jusqu'au bout"])],
        id="a headline that a name signs",
    ),
    pytest.param(
        "Pour Awa Diallo, consultant des mines, le pont peut fermer.",
        [("Awa Diallo, consultant des mines", I, ["le pont peut fermer"])],
        id="an office read as a verb after pour",
    ),
    pytest.param(
        "Awa Diallo a, par ailleurs, rappelé l'importance du pont.",
        [("Awa Diallo", I, ["l'importance du pont"])],
        id="an aside between the auxiliary and the participle",
    ),
    pytest.param(
        "Awa Diallo a indiqué samedi être venue pour le pont.",
        [("Awa Diallo", I, ["être venue pour le pont"])],
        id="an infinitive after a day",
    ),
    pytest.param(
        "Awa Diallo a annoncé lundi à Lomé une réforme du port.",
        [("Awa Diallo", I, ["une réforme du port"])],
        id="an object after a day and a place",
    ),
    pytest.param(
        "Awa Diallo invite les habitants des communes que compte la ville à planter des arbres.",
        [("Awa Diallo", I, ["les habitants des communes que compte la ville à planter des arbres"])],
        id="a relative clause in the addressee",
    ),
    pytest.param(
        "Le pont sera fermé en mai, avertit Awa Diallo.", [("Awa Diallo", I, ["Le pont sera fermé en mai"])], id="a finite form in -it"
    ),
    pytest.param(
        "Selon Awa Diallo, directrice de l'Eau, le pont sera fermé.",
        [("Awa Diallo, directrice de l'Eau", I, ["le pont sera fermé"])],
        id="an apposition without an article after selon",
    ),
    pytest.param("À l'en croire, le pont sera fermé.", [("en", I, ["le pont sera fermé"])], id="à l'en croire"),
    pytest.param(
        "Elle a appelé au calme et au respect des lois.", [("Elle", I, ["calme et au respect des lois"])], id="a coordinated preposition"
    ),
    pytest.param("La journée a pour thème : « Un pont pour tous ».", [], id="a theme is nobody's words"),
    pytest.param(
        "Awa Diallo a déclaré que la réforme était prête.",
        [("Awa Diallo", I, ["la réforme était prête"])],
        id="que",
    ),
    pytest.param(
        "La ministre a affirmé qu'en dépit du retard, le projet sera lancé.",
        [("La ministre", I, ["en dépit du retard, le projet sera lancé"])],
        id="qu' before a preposition",
    ),
    pytest.param(
        "« La réforme est prête », a déclaré Awa Diallo.", [("Awa Diallo", D, ["La réforme est prête"])], id="cue after, inverted"
    ),
    pytest.param("« La réforme est prête », a-t-elle ajouté.", [("-elle", D, ["La réforme est prête"])], id="cue after, pronoun"),
    pytest.param(
        "Awa Diallo a déclaré : « La réforme est prête. »", [("Awa Diallo", D, ["La réforme est prête."])], id="cue before, colon"
    ),
    pytest.param(
        "« La réforme est prête », a-t-il dit, « et elle sera votée ».",
        [("-il", D, ["La réforme est prête", "et elle sera votée"])],
        id="cue inside",
    ),
    pytest.param(
        "« La réforme est prête. Elle sera votée demain. Nous y veillons », a souligné le ministre.",
        [("le ministre", D, ["La réforme est prête. Elle sera votée demain. Nous y veillons"])],
        id="several sentences",
    ),
    pytest.param("La réforme est prête, a-t-elle fait savoir.", [("-elle", I, ["La réforme est prête"])], id="incise without marks"),
    pytest.param(
        "Cent projets ont été financés, indique un communiqué de la Banque mondiale.",
        [("un communiqué de la Banque mondiale", I, ["Cent projets ont été financés"])],
        id="a text speaks",
    ),
    pytest.param(
        "Selon l'UNICEF, deux enfants sur trois sont vaccinés.", [("l'UNICEF", I, ["deux enfants sur trois sont vaccinés"])], id="selon"
    ),
    pytest.param("D'après Paul Lambert, les routes seront réparées.", [("Paul Lambert", I, ["les routes seront réparées"])], id="d'après"),
    pytest.param(
        "Deux enfants sur trois sont vaccinés, selon l'UNICEF.",
        [("l'UNICEF", I, ["Deux enfants sur trois sont vaccinés"])],
        id="selon at the end",
    ),
    pytest.param(
        "Pour Paul Lambert, la paix est une priorité.", [("Paul Lambert", I, ["la paix est une priorité"])], id="pour with a person"
    ),
    pytest.param(
        "Le ministre a exhorté les parties à respecter la trêve.",
        [("Le ministre", I, ["les parties à respecter la trêve"])],
        id="a request",
    ),
    pytest.param(
        "Le ministre a appelé à une meilleure protection des témoins.",
        [("Le ministre", I, ["une meilleure protection des témoins"])],
        id="a noun after a preposition",
    ),
    pytest.param(
        "Le ministre a souligné l'importance du dialogue.", [("Le ministre", I, ["l'importance du dialogue"])], id="a noun as object"
    ),
    pytest.param(
        "Le ministre a tenu à rappeler que la loi s'applique à tous.",
        [("Le ministre", I, ["la loi s'applique à tous"])],
        id="an infinitive that tells",
    ),
    pytest.param(
        "« Le plan avance », a-t-il dit, ajoutant que les travaux finiront en mai.",
        [("-il", D, ["Le plan avance"]), ("-il", I, ["les travaux finiront en mai"])],
        id="a participle goes on",
    ),
    pytest.param(
        "Le ministre a affirmé que ce plan est « une chance pour la région » et qu'il sera suivi.",
        [("Le ministre", M, ["ce plan est « une chance pour la région » et qu'il sera suivi"])],
        id="mixed",
    ),
    pytest.param(
        "Paul Lambert, directeur de l'école de Thiès, a déclaré que les cours reprennent lundi.",
        [("Paul Lambert", I, ["les cours reprennent lundi"])],
        id="an apposition between",
    ),
    pytest.param(
        "Awa Diallo a poursuivi :\n\n« La réforme est prête. »",
        [("Awa Diallo", D, ["La réforme est prête."])],
        id="announced by a paragraph",
    ),
    pytest.param(
        "« Nous ne céderons pas, cela pourra attendre », a déclaré Awa Diallo.",
        [("Awa Diallo", D, ["Nous ne céderons pas, cela pourra attendre"])],
        id="what is quoted does not deny the verb",
    ),
    pytest.param("« La route est fermée. » — Awa Diallo", [("Awa Diallo", D, ["La route est fermée."])], id="signed"),
    pytest.param(
        "DIALLO : Nous ouvrirons la route en mai. Elle est sûre.",
        [("DIALLO", I, ["Nous ouvrirons la route en mai. Elle est sûre"])],
        id="a turn of a conversation",
    ),
    pytest.param("Awa Diallo n'a pas dit que la réforme était prête.", [], id="denied"),
    pytest.param("Awa Diallo dira demain que la réforme est prête.", [], id="to come"),
    pytest.param("Si Awa Diallo dit que la réforme est prête, nous voterons.", [], id="supposed"),
    pytest.param("Awa Diallo a signé l'accord et a visité le centre.", [], id="acts"),
    pytest.param("Le village, dit « le perchoir », est isolé.", [], id="scare quotes"),
]

ENGLISH = [
    pytest.param(
        "The bridge, said Mayor Mary Brown, is safe.",
        [("Mayor Mary Brown", I, ["The bridge", "is safe"])],
        id="a sentence broken by its speaker",
    ),
    pytest.param(
        "The bridge is an example of work carried out by volunteers, the Secretary for Works and Water Services, Mary Brown, said today.",
        [("Mary Brown", I, ["The bridge is an example of work carried out by volunteers"])],
        id="a day behind the verb does not speak",
    ),
    pytest.param(
        "The bridge will open in May, Shadow Minister for Roads, Senator Mary Brown said today.",
        [("Senator Mary Brown", I, ["The bridge will open in May"])],
        id="offices before a name are the reporter's",
    ),
    pytest.param(
        "Mary Brown announced on Monday a new bridge over the Elt.",
        [("Mary Brown", I, ["a new bridge over the Elt"])],
        id="a day before the object",
    ),
    pytest.param("Mary Brown said that the road was closed.", [("Mary Brown", I, ["the road was closed"])], id="that"),
    pytest.param("Mary Brown said the road would be closed.", [("Mary Brown", I, ["the road would be closed"])], id="no that"),
    pytest.param('"The road is closed," Mary Brown said.', [("Mary Brown", D, ["The road is closed"])], id="cue after"),
    pytest.param('"The road is closed," said Mary Brown.', [("Mary Brown", D, ["The road is closed"])], id="cue after, inverted"),
    pytest.param('Mary Brown said, "The road is closed. Go home."', [("Mary Brown", D, ["The road is closed. Go home."])], id="cue before"),
    pytest.param('"The road," Mary Brown said, "is closed."', [("Mary Brown", D, ["The road", "is closed."])], id="cue inside a sentence"),
    pytest.param(
        '"The road is closed," Mary Brown said. "It will open in May."',
        [("Mary Brown", D, ["The road is closed", "It will open in May."])],
        id="the quotation goes on",
    ),
    pytest.param(
        '"The road is closed," Mary Brown said.\n\n"It will open in May."',
        [("Mary Brown", D, ["The road is closed", "It will open in May."])],
        id="the quotation goes on in another paragraph",
    ),
    pytest.param(
        '"The road is closed," she said. "It will open in May," she added.',
        [("she", D, ["The road is closed"]), ("she", D, ["It will open in May"])],
        id="two sentences that attribute",
    ),
    pytest.param("The rate, she disclosed, is 3.2 percent.", [("she", I, ["The rate", "is 3.2 percent"])], id="an incise in a sentence"),
    pytest.param("According to the World Bank, prices fell.", [("the World Bank", I, ["prices fell"])], id="according to"),
    pytest.param(
        "Prices fell by a third last year, according to the World Bank.",
        [("the World Bank", I, ["Prices fell by a third last year"])],
        id="according to, at the end",
    ),
    pytest.param("The minister urged all parties to keep the peace.", [("The minister", I, ["all parties to keep the peace"])], id="urged"),
    pytest.param("The minister called for an end to the strike.", [("The minister", I, ["an end to the strike"])], id="called for"),
    pytest.param(
        "The minister thanked the donors for their support.", [("The minister", I, ["the donors for their support"])], id="thanked"
    ),
    pytest.param(
        "He said that the road was closed, adding that it would open in May.",
        [("He", I, ["the road was closed"]), ("He", I, ["it would open in May"])],
        id="adding that",
    ),
    pytest.param("Mary Brown, who said that the road was closed, left.", [("who", I, ["the road was closed"])], id="a relative clause"),
    pytest.param(
        'The minister said the plan was "a gift to the region" and promised more.',
        [("The minister", M, ['the plan was "a gift to the region" and promised more'])],
        id="mixed",
    ),
    pytest.param(
        "BROWN: We will open the road in May. It is safe.",
        [("BROWN", I, ["We will open the road in May. It is safe"])],
        id="a turn of a conversation",
    ),
    pytest.param(
        '"We will not sell, and it could rain," said Mary Brown.',
        [("Mary Brown", D, ["We will not sell, and it could rain"])],
        id="what is quoted does not deny the verb",
    ),
    pytest.param(
        '"The road is closed," Mary Brown said, referring to the ring road.\n\n"It will open in May."',
        [("Mary Brown", D, ["The road is closed", "It will open in May."]), ("Mary Brown", I, ["the ring road"])],
        id="the quotation goes on after another verb of the same speaker",
    ),
    pytest.param(
        'Mary Brown continued:\n\n"The road is closed."', [("Mary Brown", D, ["The road is closed."])], id="announced by a paragraph"
    ),
    pytest.param(
        'Mary Brown walked to the bridge. "The road is closed."',
        [("Mary Brown", D, ["The road is closed."])],
        id="alone after a sentence that tells of a person",
    ),
    pytest.param(
        "“The road is closed. I cannot drive.”― Mary Brown",
        [("Mary Brown", D, ["The road is closed. I cannot drive."])],
        id="signed, without a blank before the dash",
    ),
    pytest.param(
        '"BROWN: We will open the road in May. It is safe.\n\n"HILL: Thank you, that is good to hear today.',
        [("BROWN", I, ["We will open the road in May. It is safe"]), ("HILL", I, ["Thank you, that is good to hear today"])],
        id="turns inside quotation marks",
    ),
    pytest.param(
        'Mary Brown shouted, "Do not come near," until the guards arrived.',
        [("Mary Brown", D, ["Do not come near"])],
        id="a whole quotation ends its content",
    ),
    pytest.param(
        "Mary Brown criticized the plan during the vote.",
        [("Mary Brown", I, ["the plan"])],
        id="when it was said is no part of a noun phrase",
    ),
    pytest.param(
        "Mary Brown praised the engineers, who had worked at night.",
        [("Mary Brown", I, ["the engineers"])],
        id="nor is a clause that tells more of it",
    ),
    pytest.param(
        '"The road is closed," Mary Brown, the mayor of Elton, told The Elton Times.',
        [("Mary Brown", D, ["The road is closed"])],
        id="an apposition between a quotation and its verb",
    ),
    pytest.param("In May the union called for a limit on overtime.", [("the union", I, ["a limit on overtime"])], id="called for … on"),
    pytest.param("UNHCR held workshops, inviting all sides to talk.", [], id="an act told by a participle"),
    pytest.param("Mary Brown did not say that the road was closed.", [], id="denied"),
    pytest.param("Mary Brown will say that the road is closed.", [], id="to come"),
    pytest.param("If Mary Brown says that the road is closed, go home.", [], id="supposed"),
    pytest.param("Mary Brown opened the road and signed the book.", [], id="acts"),
    pytest.param('The so-called "ring road" was closed.', [], id="scare quotes"),
    pytest.param("Dr Said Hussaini opened the road.", [], id="a name that looks like a verb"),
]


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_attributions_of_a_french_text(read_text: Read, text: str, expected: list[tuple[str, StatementKind, list[str]]]) -> None:
    assert told(read_text(text, "fr")) == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_attributions_of_an_english_text(read_text: Read, text: str, expected: list[tuple[str, StatementKind, list[str]]]) -> None:
    assert told(read_text(text, "en")) == expected


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


def test_a_new_subject_begins_a_new_statement(read_text: Read) -> None:
    reading = read_text("Mary Brown said that the road was closed, and she noted that the bridge was open.", "en")
    assert len(find_statements(reading, cast_of(reading, Mary_Brown=P))) == 2


def speakers(reading: Reading) -> list[str]:
    """The first name of the speaker of each statement, with the names that the rules find."""
    names = find_names(reading)
    cast = gather(reading, names)
    named = {member.id: member.names[0] for member in cast.members}
    return [named[statement.speaker] for statement in find_statements(reading, cast)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("Anna Brown is leading. The Brown campaign said that the vote was fair.", "en", ["Brown campaign"], id="a camp"),
        pytest.param(
            "Anna Brown is leading. Anna Brown's campaign said that the vote was fair.",
            "en",
            ["Anna Brown's campaign"],
            id="a camp with a possessive",
        ),
        pytest.param(
            "Claire Lambert est en tête. L'équipe de campagne de Claire Lambert a déclaré que le vote était juste.",
            "fr",
            ["équipe de campagne de Claire Lambert"],
            id="une équipe",
        ),
        pytest.param(
            "Sen. John Hill came on Monday. The Ohio senator said that the vote was fair.", "en", ["John Hill"], id="a title in short"
        ),
        pytest.param(
            "John Hill came on Monday. He smiled. The New York businessman said that the vote was fair.",
            "en",
            ["John Hill"],
            id="a description of the only person",
        ),
        pytest.param(
            "John Hill met Peter Stone on Monday. The Ohio candidate said that the vote was fair.", "en", [], id="a description of two"
        ),
        pytest.param("A lawyer for Mary Brown said that the vote was fair.", "en", ["Mary Brown"], id="a lawyer is a voice"),
        pytest.param(
            "The Guardian sued the city. The newspaper said that the vote was fair.", "en", ["Guardian"], id="a noun for any newspaper"
        ),
        pytest.param("“I cannot wait.” ― Orla V. Quist", "en", ["Orla V. Quist"], id="who signs is a person"),
        pytest.param(
            "Paul Durand est venu lundi. Le pont est fermé. Ce prélat a déclaré que la paix reviendrait.",
            "fr",
            ["Paul Durand"],
            id="a demonstrative with a noun for a person",
        ),
        pytest.param(
            "Paul Durand est venu lundi. Ce retard a déclaré que la paix reviendrait.", "fr", [], id="a demonstrative with another noun"
        ),
        pytest.param(
            "La Banque mondiale est venue. L'agence de presse Reuters a déclaré que le pont était fermé.",
            "fr",
            ["Reuters"],
            id="a body named behind its noun",
        ),
        pytest.param(
            '"The World Bank has warned that the bridge is weak. We must act," Mary Brown said.',
            "en",
            ["Mary Brown", "World Bank"],
            id="a speaker named in a quotation",
        ),
        pytest.param(
            "The World Bank said that the vote was fair. The book says that the vote was unfair.",
            "en",
            ["World Bank"],
            id="a book is not of the body that spoke last",
        ),
        pytest.param(
            "Amnesty International published a report. The report says that the vote was unfair.",
            "en",
            ["Amnesty International"],
            id="a report is of the body that published it",
        ),
        pytest.param(
            "Mary Brown said that Peter Stone was ill. He had asked for rest. She added that the bridge was closed.",
            "en",
            ["Mary Brown", "Mary Brown"],
            id="who was told of is not who speaks",
        ),
        pytest.param(
            "World Bank officials said that the vote was fair. They condemned the delay.",
            "en",
            ["World Bank", "World Bank"],
            id="a body speaks by those who work for it",
        ),
        pytest.param(
            "The World Bank spokesperson on water, Senator Mary Brown, told reporters today that the bridge is safe.",
            "en",
            ["Mary Brown"],
            id="a name between commas behind an office",
        ),
        pytest.param(
            "La Banque mondiale est à Lomé. Le pont coûte cher, selon les derniers chiffres de la Banque mondiale.",
            "fr",
            ["Banque mondiale"],
            id="the figures of a body",
        ),
        pytest.param(
            "Le Parlement de Kaya siège. Kaya a confirmé que le pont est fermé.",
            "fr",
            [],
            id="a town is not the body that is called after it",
        ),
        pytest.param(
            "« Le pont tient », a déclaré lundi le porte-parole du président Sow, Paul Faye.",
            "fr",
            ["Paul Faye"],
            id="the name of an office inside",
        ),
        pytest.param(
            "Le professeur Paul Sow est venu. Le professeur Awa Diallo, qui dirige le port, a dit que le pont tient.",
            "fr",
            ["Awa Diallo"],
            id="a name before what the office was called after",
        ),
        pytest.param(
            "Paul Sow dirige le port. Aux dires de Paul Sow, la ministre Awa Diallo a indiqué que le pont tient.",
            "fr",
            ["Paul Sow", "Awa Diallo"],
            id="one who is told to have spoken",
        ),
    ],
)
def test_who_is_meant(read_text: Read, text: str, language: str, expected: list[str]) -> None:
    assert speakers(read_text(text, language)) == expected
