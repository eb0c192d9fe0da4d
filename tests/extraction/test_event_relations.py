"""Who holds events and who only speaks of them; the days of their parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model.entities import EntityClass
from kg.model.extraction import Extraction
from kg.model.relations import Bound, Predicate

Extract = Callable[..., Extraction]

FORUM_FR = (
    "La cérémonie d'ouverture du forum sur la pêche a réuni Awa Diallo et Paul Lambert. "
    "Le forum sur la pêche se tient à Dakar du 4 au 6 mai 2021."
)
FORUM_EN = (
    "The closing ceremony of the forum on fisheries was held in Accra. The forum on fisheries took place in Accra from 4 to 6 May 2021."
)


def related(extraction: Extraction, predicate: Predicate) -> set[str]:
    labels = {entity.id: entity.label.text for entity in extraction.entities}
    return {labels[relation.object] for relation in extraction.relations if relation.predicate is predicate}


def starts(extraction: Extraction, cls: EntityClass) -> dict[str, str]:
    labels = {entity.id: entity.label.text for entity in extraction.entities if entity.cls is cls}
    return {labels[d.subject]: str(d.date) for d in extraction.datings if d.bound is Bound.START and d.subject in labels}


@pytest.mark.parametrize(
    ("language", "text", "organisers", "participants"),
    [
        ("en", "UNICEF launched a school feeding campaign in Accra on 3 May 2016.", {"UNICEF"}, set()),
        ("fr", "L'UNICEF a lancé une campagne de vaccination à Dakar le 3 mai 2016.", {"UNICEF"}, set()),
        ("en", "Mary Kane inaugurated the new clinic in Accra on 3 May 2016.", set(), {"Mary Kane"}),
        ("fr", "Paul Lambert a inauguré le nouveau centre de santé à Dakar le 3 mai 2016.", set(), {"Paul Lambert"}),
    ],
)
def test_a_body_that_launches_holds_the_launch(
    extract_text: Extract, language: str, text: str, organisers: set[str], participants: set[str]
) -> None:
    found = extract_text(text, language, issued="2016-05-06")
    assert related(found, Predicate.ORGANISER) == organisers
    assert related(found, Predicate.PARTICIPANT) == participants


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # what others say of it does not take them to a press conference
        (
            "en",
            (
                "The minister Mary Kane spoke at a press conference in Accra on 3 May 2016. "
                "At the press conference, Mary Kane said that schools will open. "
                "Paul Lambert said that teachers were not paid. The press conference was short."
            ),
            {"Mary Kane"},
        ),
        (
            "fr",
            (
                "Au cours d'un point de presse à Dakar, Awa Diallo a annoncé la réouverture des écoles. "
                "Paul Lambert affirme que les enseignants ne sont pas payés. Ce point de presse a été bref. "
                "Le point de presse s'est tenu mardi."
            ),
            {"Awa Diallo"},
        ),
        # what one had said before was said elsewhere
        (
            "en",
            (
                "The conference on forest fires was held in Accra. "
                "At the conference, Mary Kane said that fires are rare. "
                "Earlier, Paul Lambert had stressed that fires are frequent. "
                "The conference on forest fires lasted a day. The conference ended well."
            ),
            {"Mary Kane"},
        ),
        # whom the parties met about, and what else was signed between others
        (
            "en",
            "The delegation met with the World Bank in Accra on 3 May 2016 to discuss the loans of the African Union.",
            {"World Bank"},
        ),
        (
            "en",
            "The national championship in Accra was announced with a memorandum signed between UNICEF and FAO.",
            set(),
        ),
        (
            "fr",
            "La séance de travail à Dakar a permis de poser les bases d'une collaboration renforcée entre l'UNICEF et la FAO.",
            set(),
        ),
        # who was not there
        ("en", "Mary Kane did not attend the regional conference on fisheries in Suva.", set()),
        ("en", "Mary Kane refused to attend the regional conference on fisheries in Suva.", set()),
        ("fr", "Awa Diallo n'a pas participé à la conférence sur la pêche à Dakar.", set()),
        ("fr", "Awa Diallo a refusé de participer à la conférence sur la pêche à Dakar.", set()),
        # a delegation stands for its body, beside who leads it
        (
            "fr",
            "Awa Diallo a présidé mardi à Dakar une réunion avec une délégation de l'UNICEF, conduite par Paul Lambert.",
            {"Awa Diallo", "UNICEF", "Paul Lambert"},
        ),
    ],
)
def test_who_is_only_spoken_of_takes_no_part(extract_text: Extract, language: str, text: str, expected: set[str]) -> None:
    assert related(extract_text(text, language, issued="2016-05-06"), Predicate.PARTICIPANT) == expected


@pytest.mark.parametrize(
    ("language", "text", "part", "day"),
    [("fr", FORUM_FR, "cérémonie d'ouverture", "2021-05-04"), ("en", FORUM_EN, "closing ceremony", "2021-05-06")],
)
def test_an_opening_takes_place_on_the_first_day_and_a_closing_on_the_last(
    extract_text: Extract, language: str, text: str, part: str, day: str
) -> None:
    assert starts(extract_text(text, language, issued="2021-05-10"), EntityClass.EVENT)[part] == day


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Des maisons ont été rasées pour les travaux de modernisation de l'aéroport de Lomé, lancés en 2022.", {"2022"}),
        ("fr", "L'accord de la Saint-Michel signé en 2016 porte ses fruits.", {"2016"}),
    ],
)
def test_a_participle_behind_a_programme_tells_when_it_began(extract_text: Extract, language: str, text: str, expected: set[str]) -> None:
    assert {*starts(extract_text(text, language), EntityClass.PROGRAMME).values()} == expected


def test_the_founding_of_a_body_is_not_the_day_of_its_meeting(extract_text: Extract) -> None:
    text = "Ils sont venus pour la première Journée nationale de l'Organisation des pêcheurs, officiellement reconnue le 3 décembre 2015."
    assert "2015-12-03" not in starts(extract_text(text, "fr"), EntityClass.EVENT).values()


def test_a_conference_in_a_house_is_the_one_named_before(extract_text: Extract) -> None:
    text = (
        "L'UNICEF organise une conférence régionale sur la mise en œuvre des objectifs.\n\n"
        "Les 16 et 17 août 2016, l'UNICEF a tenu sa conférence régionale au Centre Alioune de Dakar."
    )
    assert len([entity for entity in extract_text(text, "fr").entities if entity.cls is EntityClass.EVENT]) == 1


STOPS = {"Wellington", "New Zealand", "Port Moresby", "Papua New Guinea", "Suva", "Fiji"}


def test_a_visit_takes_place_at_all_its_stops(extract_text: Extract) -> None:
    text = "Mary Kane visited Wellington, New Zealand; Port Moresby, Papua New Guinea; and Suva, Fiji from 18 to 23 March."
    assert related(extract_text(text, "en", issued="2016-05-06"), Predicate.PLACE) == STOPS


@pytest.mark.parametrize(
    ("language", "text", "events"),
    [
        ("en", "A new collaborative agreement was also signed between the FAO and UNICEF.", 1),
        ("fr", "Un projet d'appui aux pêcheurs a été signé entre la FAO et l'UNICEF.", 1),
        ("fr", "Le partenariat « Rivières d'argent » entre la FAO et l'UNICEF protège les poissons.", 0),
    ],
)
def test_the_parties_to_an_agreement_carry_it_out(extract_text: Extract, language: str, text: str, events: int) -> None:
    found = extract_text(text, language)
    assert related(found, Predicate.IMPLEMENTER) == {"FAO", "UNICEF"}
    assert related(found, Predicate.PARTICIPANT) == ({"FAO", "UNICEF"} if events else set())


def test_an_agreement_signed_by_nobody_named_is_no_event(extract_text: Extract) -> None:
    found = extract_text("A new agreement was also signed between two towns.", "en")
    assert not [entity for entity in found.entities if entity.cls is EntityClass.EVENT]


def test_who_a_government_was_represented_by_takes_part(extract_text: Extract) -> None:
    text = (
        "La session extraordinaire de la Commission nationale des pêches s'est tenue mardi à Cotonou. "
        "Le gouvernement était représenté par plusieurs membres, notamment Awa Diallo et Paul Lambert."
    )
    assert {"Awa Diallo", "Paul Lambert"} <= related(extract_text(text, "fr", issued="2016-05-06"), Predicate.PARTICIPANT)


def test_a_public_address_is_an_event(extract_text: Extract) -> None:
    found = extract_text("Mary Kane gave a public address in Nairobi on 3 May 2016.", "en")
    assert [entity.label.text for entity in found.entities if entity.cls is EntityClass.EVENT] == ["public address in Nairobi"]
