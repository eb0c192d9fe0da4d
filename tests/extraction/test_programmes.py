"""Programmes, by name and by description."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.names import find_names
from kg.extraction.programmes import find_programmes
from kg.extraction.reading import Reading
from kg.model.entities import Form

Read = Callable[..., Reading]


def programmes(reading: Reading, form: Form = Form.NAME) -> list[str]:
    return [reading.text[c.begin : c.end] for c in find_programmes(reading, find_names(reading)) if c.form is form]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "Le gouvernement a lancé le projet SANTEplus au Bénin.", "projet SANTEplus"),
        ("fr", "L'Agenda 2063 guide le continent.", "Agenda 2063"),
        ("fr", "Il a présenté le projet « Pont vert » à la presse.", "projet « Pont vert »"),
        ("fr", "Une campagne de vaccination des enfants a été lancée lundi.", "campagne de vaccination des enfants"),
        ("fr", "Le pays applique le programme de réexamen des pesticides anciens.", "programme de réexamen des pesticides anciens"),
        ("fr", "Son Programme d'Investissement (PIV 2021-2025) avance.", "Programme d'Investissement (PIV 2021-2025)"),
        (
            "en",
            "The Strategic Framework to Prevent Forest Fires (2016-2020) was adopted.",
            "Strategic Framework to Prevent Forest Fires (2016-2020)",
        ),
        ("en", "It is funded under the Rural Schools Program in Ghana.", "Rural Schools Program"),
        ("en", "The department's housing project will be completed.", "housing project"),
        ("en", "The World Bank pays for the project 'Safe Harbours' in Ghana.", "project 'Safe Harbours'"),
        ("en", "Under the EUR 10 million Blue Coast Initiative, officers are trained.", "Blue Coast Initiative"),
        ("en", "Nurses joined the HARVESThome + programme in Accra.", "HARVESThome + programme"),
        ("en", "A Memorandum of Understanding was signed in Lagos.", "Memorandum of Understanding"),
    ],
)
def test_a_programme_is_named_or_singled_out(read_text: Read, language: str, text: str, name: str) -> None:
    assert name in programmes(read_text(text, language))


def test_the_acronym_of_a_programme_is_found_again(read_text: Read) -> None:
    text = "The Global Action to Protect Forests and Rivers (GAP-FR) is a joint initiative. The partners of GAP-FR met today."
    assert programmes(read_text(text, "en")) == ["Global Action to Protect Forests and Rivers (GAP-FR)", "GAP-FR"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le projet de loi a été adopté."),
        ("fr", "Plusieurs programmes et projets existent."),
        ("fr", "Il a pris l'initiative de partir."),
        ("fr", "Il faudrait élaborer un programme de réformes."),
        ("fr", "Le partenariat public-privé est utile."),
        ("en", "He took the initiative to call them."),
        ("en", "The project manager resigned."),
        ("en", "The World Food Programme sent rice."),
        ("en", "They called for a campaign against hunger."),
    ],
)
def test_what_is_no_programme(read_text: Read, language: str, text: str) -> None:
    assert programmes(read_text(text, language)) == []


def test_a_bare_noun_points_back(read_text: Read) -> None:
    assert programmes(read_text("Ce projet sera piloté par la mairie.", "fr"), Form.NOMINAL) == ["Ce projet"]


def test_the_campaign_of_a_person_is_none(read_text: Read) -> None:
    reading = read_text("Donald Marsh spoke in Ohio. The Marsh campaign denied the report.", "en")
    assert programmes(reading) == []
