"""Whom a pronoun or a bare noun beside a verb of communication means, and where it is left open."""

from __future__ import annotations

import pytest

from kg.config import DEFAULT_PIPELINES
from kg.extraction.extract import extract_all
from kg.extraction.pipelines import Pipelines
from kg.model.text import Document, Passage, Span

PIPELINES = Pipelines(DEFAULT_PIPELINES)


def speakers(language: str, text: str) -> list[str]:
    document = Document(identifier="t.txt", text=text, language=language, passages=(Passage(span=Span(0, len(text)), language=language),))
    (found,) = extract_all([document], PIPELINES)
    names = {entity.id: entity.label.text for entity in found.entities}
    return [names[statement.speaker] for statement in found.statements]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param(
            "fr",
            "Le professeur Marc Delvaux a visité le laboratoire. Il a déclaré que les travaux avanceraient plus vite.",
            ["Marc Delvaux"],
            id="the subject of the sentence before",
        ),
        pytest.param(
            "fr",
            "Le professeur Marc Delvaux a visité le laboratoire. L'étude a porté sur deux villes. Elle a conclu que l'eau était propre.",
            [],
            id="a study, not the man",
        ),
        pytest.param(
            "fr",
            "Le gouvernement du Québec a ouvert une enquête. L'entreprise a affirmé que ses comptes étaient exacts.",
            [],
            id="a government is no firm",
        ),
        pytest.param(
            "fr",
            "Le maire Paul Renard a vu le navire. Ce traceur donne la vitesse et il a indiqué que la cale était pleine.",
            [],
            id="the subject of the clause beside is the thing",
        ),
        pytest.param(
            "fr",
            "Claire Fontaine brigue la mairie. Cette élection résonne dans le village. Elle affirme que notre place est partout.",
            [],
            id="an event that one who has not spoken is no rival of",
        ),
        pytest.param(
            "fr",
            "La ministre Claire Fontaine est là. La veuve du pêcheur a affirmé que le quai était vide. Elle a ajouté qu'il pleuvait.",
            [],
            id="a widow without a name speaks on",
        ),
        pytest.param(
            "fr",
            "L'Agence du Fleuve a prévenu la presse. Des membres du parti Les Vaillants craignent que la mairie ne ferme.",
            ["Les Vaillants"],
            id="the members of a party named beside",
        ),
        pytest.param(
            "fr",
            "« Le plateau technique est insuffisant », nous a expliqué la ministre Claire Fontaine.",
            ["Claire Fontaine"],
            id="who is told does not speak",
        ),
        pytest.param(
            "fr",
            "Selon la ministre Claire Fontaine tous les dossiers seront examinés avant la fin du mois.",
            ["Claire Fontaine"],
            id="a viewpoint without a comma",
        ),
        pytest.param(
            "en",
            "Professor Mark Dunn visited the laboratory. He said that the work would go faster.",
            ["Mark Dunn"],
            id="the subject of the sentence before, English",
        ),
        pytest.param(
            "fr",
            "La Ligue des Plages a publié un rapport. La maire Claire Fontaine est venue. « Le sable part », a souligné l'association. "
            "Des dunes ont reculé de 2 % en un an, a-t-elle précisé.",
            ["Ligue des Plages", "Ligue des Plages"],
            id="the body that spoke right before, rather than one who was named",
        ),
        pytest.param(
            "fr",
            "Le maire Paul Renard a visité le quai. « La rampe est trop haute », a regretté une militante. "
            "« Nous la baisserons », a-t-il répondu.",
            ["Paul Renard"],
            id="a woman without a name is no man",
        ),
        pytest.param(
            "fr",
            "Le député Marc Delvaux a écrit à Paul Renard. Paul Renard a dit que le port de Marc Delvaux serait agrandi. "
            "« La digue suivra », a souligné l'eurodéputé.",
            ["Paul Renard", "Paul Renard"],
            id="a description of who spoke right before",
        ),
        pytest.param(
            "fr",
            "Marc Delvaux a écrit à Paul Renard. La maire Claire Fontaine a dit que le port serait agrandi. Le quai est long. "
            "« La digue suivra », a promis la ministre.",
            ["Claire Fontaine"],
            id="an office of somebody else",
        ),
        pytest.param(
            "en",
            "Mark Dunn wrote to Paul Fox. Claire Hill said the port would grow. The quay is long. “The dam will follow,” the senator said.",
            ["Claire Hill", "Claire Hill"],
            id="an office of who spoke right before, English",
        ),
        pytest.param(
            "fr",
            "Le maire Paul Renard a dit que le port serait agrandi. Pour y parvenir, il rencontre les pêcheurs. "
            "« Nous avons besoin de place. »",
            ["Paul Renard", "Paul Renard"],
            id="a purpose is nobody's view",
        ),
        pytest.param(
            "en",
            "Mayor Paul Fox visited the quay. “The ramp is too high,” she said. “We will lower it,” he replied.",
            ["Paul Fox"],
            id="a woman without a name is no man, English",
        ),
        pytest.param(
            "fr",
            "Brune Fontaine a dit que cet outil est efficace et qu'il a du succès. « Le pont est sûr », a-t-elle ajouté.",
            ["Brune Fontaine", "Brune Fontaine"],
            id="a pronoun for a thing tells no gender of a person",
        ),
        pytest.param(
            "fr",
            "La maire Ada Hill a dit que le pont est vieux. "
            "Un avis partagé par Claire Fontaine, conseillère. Selon elle, la route est sûre.",
            ["Ada Hill", "Claire Fontaine"],
            id="a sentence without a verb tells of whom it names",
        ),
        pytest.param(
            "fr",
            "La maire Ada Hill a dit que le pont est vieux. "
            "Selon Claire Fontaine, « la route est sûre et le pont est beau », a-t-elle souligné.",
            ["Ada Hill", "Claire Fontaine"],
            id="a view with a name and an incise with a pronoun",
        ),
    ],
)
def test_a_speaker_is_named_only_where_the_antecedent_is_clear(language: str, text: str, expected: list[str]) -> None:
    assert speakers(language, text) == expected


def test_a_hope_that_somebody_is_said_to_have_is_one_statement() -> None:
    assert speakers("fr", "Le docteur Paul Renard a dit qu'il espérait que la mesure rassurerait les familles.") == ["Paul Renard"]


def test_what_stands_on_both_sides_of_a_viewpoint_amid_a_clause_is_its_content() -> None:
    text = "Le maire Paul Renard a dit que le port serait agrandi. Ce qui devra selon lui passer par un vote."
    document = Document(identifier="t.txt", text=text, language="fr", passages=(Passage(span=Span(0, len(text)), language="fr"),))
    (found,) = extract_all([document], PIPELINES)
    assert [text[p.begin : p.end] for p in found.statements[-1].pieces] == ["Ce qui devra", "passer par un vote"]
