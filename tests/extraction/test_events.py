"""Events, named by a noun or told by a verb."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.events import find_events
from kg.extraction.names import find_names
from kg.extraction.programmes import find_programmes
from kg.extraction.reading import Reading
from kg.model.entities import EventType, Form

Read = Callable[..., Reading]
Found = list[tuple[str, EventType | None, Form]]


def events(reading: Reading) -> Found:
    names = find_names(reading)
    found = find_events(reading, [*names, *find_programmes(reading, names)])
    return [(reading.text[c.begin : c.end], c.event_type, c.form) for c in found]


@pytest.mark.parametrize(
    ("language", "text", "name", "event_type"),
    [
        ("fr", "Une conférence sur la pêche durable s'est tenue à Dakar.", "conférence sur la pêche durable", EventType.CONFERENCE),
        (
            "fr",
            "La ministre a ouvert l'atelier national dédié à la réforme foncière.",
            "atelier national dédié à la réforme foncière",
            EventType.WORKSHOP,
        ),
        ("fr", "Le Sommet de la Francophonie a débuté à Djerba.", "Sommet de la Francophonie", EventType.CONFERENCE),
        ("fr", "La cérémonie de signature de l'accord a eu lieu hier.", "cérémonie de signature de l'accord", EventType.SIGNING),
        (
            "fr",
            "Le ministre a présidé, à Bamako, une réunion sur la sécurité alimentaire.",
            "réunion sur la sécurité alimentaire",
            EventType.MEETING,
        ),
        (
            "fr",
            "Il a supervisé le lancement de la réunion d'experts sur les frontières.",
            "réunion d'experts sur les frontières",
            EventType.MEETING,
        ),
        (
            "fr",
            "Les États généraux de la justice se sont ouverts mercredi à Lomé.",
            "États généraux de la justice",
            EventType.CONFERENCE,
        ),
        ("en", "The field visit to Mombasa was led by Jane Otieno.", "field visit to Mombasa", EventType.VISIT),
        ("en", "A two-day workshop on forest fires was held in Accra.", "two-day workshop on forest fires", EventType.WORKSHOP),
        (
            "en",
            "The Regional Conference on Border Management opened in Nairobi.",
            "Regional Conference on Border Management",
            EventType.CONFERENCE,
        ),
        (
            "en",
            "She welcomed the signing of the agreement between Ghana and Togo.",
            "signing of the agreement between Ghana and Togo",
            EventType.SIGNING,
        ),
    ],
)
def test_a_noun_with_its_complement_names_an_event(read_text: Read, language: str, text: str, name: str, event_type: EventType) -> None:
    assert (name, event_type, Form.NAME) in events(read_text(text, language, issued="2022-11-20"))


@pytest.mark.parametrize(
    ("language", "text", "name", "event_type"),
    [
        (
            "fr",
            "L'Union africaine et la Croix-Rouge ont signé, à Nairobi, une déclaration commune.",
            "ont signé, à Nairobi, une déclaration commune",
            EventType.SIGNING,
        ),
        (
            "en",
            "The new library card was officially launched in Lusaka yesterday.",
            "new library card was officially launched",
            EventType.LAUNCH,
        ),
    ],
)
def test_a_verb_with_a_date_or_place_tells_of_an_event(read_text: Read, language: str, text: str, name: str, event_type: EventType) -> None:
    assert events(read_text(text, language, issued="2022-11-20")) == [(name, event_type, Form.NAME)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le pays organise souvent des conférences et des ateliers."),
        ("fr", "Aucune réunion n'a eu lieu."),
        ("fr", "Il souhaite une conférence sur la paix."),
        ("fr", "Lire aussi : Une réunion à Dakar"),
        ("fr", "Il place la rigueur au sommet de ses préoccupations."),
        ("fr", "Les équipes travaillent en réunion."),
        ("en", "They hold regular meetings and workshops."),
        ("en", "The conference room is on the first floor."),
        ("en", "He should pay a visit to the north."),
        ("en", "The song was launched."),
    ],
)
def test_what_took_place_nowhere_is_no_event(read_text: Read, language: str, text: str) -> None:
    assert events(read_text(text, language, issued="2022-11-20")) == []


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "Cette réunion vise à renforcer la coopération.", "Cette réunion"),
        ("en", "The objectives of the conference were clear.", "the conference"),
    ],
)
def test_a_bare_definite_noun_points_back(read_text: Read, language: str, text: str, name: str) -> None:
    ((found, _, form),) = events(read_text(text, language))
    assert (found, form) == (name, Form.NOMINAL)


def test_a_title_ends_before_the_name_of_the_site(read_text: Read) -> None:
    found = events(read_text("Ouverture de la conférence sur la pêche | Actualité du lac", "fr"))
    assert [name for name, _, _ in found] == ["conférence sur la pêche"]


def test_the_last_one_is_not_the_one_reported(read_text: Read) -> None:
    assert events(read_text("Les derniers états généraux de la justice remontent à 2015.", "fr")) == []


def test_a_parliament_is_no_event(read_text: Read) -> None:
    assert events(read_text("Le congrès brésilien a rejeté le texte mardi à Brasilia.", "fr")) == []
