"""Whom the words for a speaker stand for, in French and English: one row a phenomenon."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.coreference.gather import gather
from kg.extraction.names.find import find_names
from kg.extraction.statements.find import find_statements
from kg.extraction.text.reading import Reading

Read = Callable[..., Reading]


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
        pytest.param(
            "L'UNICEF est venue. Le comité cesse « de plein droit à la fin du mandat », selon l'article 38 de la loi.",
            "fr",
            [],
            id="the article of a law is nobody's voice",
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
        pytest.param(
            "“The bridge is safe,” Mary Brown said.\n\nThe bridge was built last year.\n\n“We will open it for everybody in May.”",
            "en",
            ["Mary Brown", "Mary Brown"],
            id="a paragraph of the only one who is quoted",
        ),
        pytest.param(
            "“The bridge is safe,” Mary Brown said. “It is not,” said Peter Stone.\n\nThe bridge was built last year.\n\n"
            "“We will open it for everybody in May.”",
            "en",
            ["Mary Brown", "Peter Stone"],
            id="a paragraph where two are quoted",
        ),
        pytest.param(
            "« Le pont est sûr », a déclaré Awa Diallo.\n\nLe pont est neuf.\n\n« Nous allons bientôt l'ouvrir à tous les habitants. »",
            "fr",
            ["Awa Diallo", "Awa Diallo"],
            id="un paragraphe de la seule personne citée",
        ),
        pytest.param(
            "The bridge is new.\n\n“The bridge is safe and it will be open in May,”\n\nSenator Mary Brown said.\n\nThe town paid for it.",
            "en",
            ["Mary Brown"],
            id="who said it stands in the next line",
        ),
        pytest.param(
            "Mary Brown came.\n\n“The bridge is safe. It will be open in May.” Ms Brown said.\n\nThe town paid for it.",
            "en",
            ["Mary Brown"],
            id="who said it stands behind a full stop",
        ),
        pytest.param(
            "“The bridge is safe and new,” Mary Brown said.\n\n“It will be open in May.”\n\n“It will be free for all of us.”",
            "en",
            ["Mary Brown"],
            id="paragraphs that follow each other are one statement",
        ),
        pytest.param(
            "Mary Brown and Peter Stone said that the road was safe.", "en", ["Mary Brown", "Peter Stone"], id="two who speak together"
        ),
        pytest.param(
            "Awa Diallo et Paul Sow ont déclaré que le pont est sûr. Ils ont ajouté que la route est fermée.",
            "fr",
            ["Awa Diallo", "Paul Sow", "Awa Diallo", "Paul Sow"],
            id="two who are told of again by a plural",
        ),
        pytest.param(
            "D'après Awa Diallo, cheffe du projet et conseillère du ministre Paul Sow, le pont est sûr.",
            "fr",
            ["Awa Diallo"],
            id="whom an office of the speaker is under speaks not",
        ),
        pytest.param(
            "Awa Diallo a déclaré que le pont est sûr. L'oratrice a ajouté que la route est fermée.",
            "fr",
            ["Awa Diallo", "Awa Diallo"],
            id="a noun for who spoke last",
        ),
        pytest.param(
            "Mary Brown said that the bridge was safe. The same source said that the road was closed.",
            "en",
            ["Mary Brown", "Mary Brown"],
            id="the same source",
        ),
    ],
)
def test_who_is_meant(read_text: Read, text: str, language: str, expected: list[str]) -> None:
    assert speakers(read_text(text, language)) == expected
