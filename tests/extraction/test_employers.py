"""Bodies that the words around their names show to be bodies: one row a phenomenon."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.names.find import find_names
from kg.extraction.text.reading import Reading
from kg.model.entities import EntityClass

Read = Callable[..., Reading]

BODIES = [
    # before a post and its holder
    ("en", "Lumora founder Dale Vance said the bill was unfair.", {"Lumora"}),
    ("en", "Former Zorcom boss Sipho Dlamini met the mayor.", {"Zorcom"}),
    ("en", "Security chief Ben Low and party boss Ana Ray resigned.", set()),
    # before what only companies have
    ("en", "Food giant Verdane Meat's chief operating officer resigned. Verdane Meat said nothing.", {"Verdane Meat"}),
    ("en", "On Monday Lumora's shares fell.", {"Lumora"}),
    # behind a post
    ("en", "Maria Low, co-founder of Brightwave, and Ben Ray, a spokesman for Orana, agreed.", {"Brightwave", "Orana"}),
    ("fr", "Le fondateur de Zicsart et le PDG d'Abbonel se sont vus.", {"Zicsart", "Abbonel"}),
    ("fr", "La directrice générale de la Sonatrel a parlé.", {"Sonatrel"}),
    ("fr", "Le porte-parole de Corneille Bemba a démenti.", set()),
    ("fr", "Le patron de la Santé publique a reçu les malades.", set()),
    # behind a noun that tells the sort of body, with a comma or not
    ("en", "The company Alvoro Systems signed. Staff at the charity Brightway agreed.", {"Alvoro Systems", "Brightway"}),
    ("en", "It is managed by the overseas aid agency, OrlAID.", {"OrlAID"}),
    ("en", "The company Push and Pull came. With Push and Pull's money, all is well.", {"Push and Pull"}),
    ("fr", "La start-up Kaliza a levé des fonds.", {"Kaliza"}),
    # in a list that a noun in the plural opens
    ("en", "Charities such as Brightway and the Kayland Trust helped.", {"Brightway", "Kayland Trust"}),
    ("en", "Partners including Ben Low and Kenya met.", set()),
    (
        "fr",
        "Elle travaille avec des partenaires tels que TLM Congo (La Lanterne), Action Damel et autres.",
        {"TLM Congo", "Action Damel"},
    ),
    ("fr", "Des entreprises comme Kaliza, Lumora et la Sonatrel ont signé.", {"Kaliza", "Lumora", "Sonatrel"}),
    # an acronym that is written as a word
    ("fr", "La Fifa a suspendu le club ; l'Otan n'a rien dit.", {"Fifa", "Otan"}),
    ("en", "Nato said that it would come.", {"Nato"}),
    ("en", "The Nato chief met Sand Lakes, Inc. on Monday.", {"Nato"}),
]

OTHERS = [
    # a slash in an acronym, a number that belongs to a name, heads with capitals, forums that somebody leads
    ("fr", "Selon l’AFC/M23, c'est faux.", {"AFC/M23"}),
    ("fr", "Le parti politique Génération 4 a protesté.", {"Génération 4"}),
    ("fr", "La Synergie pour la Lutte Anti-Mines (ZYLAM) alerte. ZYLAM exhorte.", {"Synergie pour la Lutte Anti-Mines", "ZYLAM"}),
    ("fr", "La Force de résistance patriotique de l'Ituri est venue.", {"Force de résistance patriotique de l'Ituri"}),
    ("fr", "C'est la fin de la Phase I.", set()),
    ("en", "He met the Secretary-General of the Southern Reefs Forum.", {"Southern Reefs Forum"}),
]

NO_BODIES = [
    # several officers, an office that goes on, what a minister is for
    ("en", "Australian Ambassadors and High Commissioners met.", set()),
    ("en", "The Sri Lankan Foreign Minister visited us.", set()),
    ("en", "The Minister for Immigration and Border Protection said so.", set()),
    # an adjective that only looks like a body, beside the body of that name
    ("en", "The continuing Vietnamese military presence is told of.", set()),
    ("en", "The Sri Lankan military denied it.", {"Sri Lankan military"}),
    # taxes and allowances, tests and cards, ships
    ("en", "The families got the Energy Price Guarantee and the Youth Allowance.", set()),
    ("en", "She took PCR tests and bought a SIM card.", set()),
    ("en", "The vessel, the Baktra Nur, and its crew were detained.", set()),
    # what a service does
    ("fr", "Il parle du service de traduction automatique de Skype.", set()),
]

SMALL = [
    # heads without a capital: with a place, with a field, alone behind the article
    ("Le conseil départemental de Gagnoa et la mairie de Zorby ont payé.", {"conseil départemental de Gagnoa", "mairie de Zorby"}),
    ("Le parquet de Kananga a ouvert une enquête.", {"parquet de Kananga"}),
    ("La direction générale des impôts a publié la liste.", {"direction générale des impôts"}),
    ("Le ministère de budget a publié la liste.", {"ministère de budget"}),
    ("Le ministère de tutelle a publié la liste.", set()),
    ("L'assemblée nationale a adopté la loi.", {"assemblée nationale"}),
    ("D'après la primature, tout va bien.", {"primature"}),
    ("Une assemblée nationale est prévue par la loi.", set()),
    # adjectives in a row
    ("Le Conseil économique, social et environnemental a rendu son avis.", {"Conseil économique, social et environnemental"}),
    (
        "Le ministère des Pêches, des Infrastructures maritimes et portuaires a répondu.",
        {"ministère des Pêches, des Infrastructures maritimes et portuaires"},
    ),
    ("L'armée congolaise et rwandaise se parlent.", {"armée congolaise"}),
    # a long form in small letters before its acronym
    ("Il est aux mains de la division spéciale de renseignements (DSR).", {"division spéciale de renseignements", "DSR"}),
    ("Un comité de pilotage (CP) suit le projet.", set()),
    # not a service that begins its work
    ("La mise en service du Pont de Zorby est prévue.", set()),
]


def bodies(reading: Reading) -> set[str]:
    """What stands for bodies in a text."""
    return {reading.text[name.begin : name.end] for name in find_names(reading) if name.cls is EntityClass.ORGANISATION}


@pytest.mark.parametrize(("language", "text", "expected"), BODIES)
def test_the_words_around_a_name_show_a_body(language: str, text: str, expected: set[str], read_text: Read) -> None:
    assert bodies(read_text(text, language)) == expected


@pytest.mark.parametrize(("language", "text", "expected"), [*OTHERS, *NO_BODIES])
def test_names_and_what_only_looks_like_one(language: str, text: str, expected: set[str], read_text: Read) -> None:
    assert bodies(read_text(text, language)) == expected


@pytest.mark.parametrize(("text", "expected"), SMALL)
def test_bodies_without_a_capital(text: str, expected: set[str], read_text: Read) -> None:
    assert bodies(read_text(text, "fr")) == expected


def test_the_services_of_a_ministry_belong_to_its_name(read_text: Read) -> None:
    text = "The Ministry of Health, Wellness and Social Services signed it."
    assert bodies(read_text(text, "en")) == {"Ministry of Health, Wellness and Social Services"}


def test_a_school_called_after_a_person_has_the_whole_name(read_text: Read) -> None:
    assert bodies(read_text("He is the principal of Ana Sen Mola High School.", "en")) == {"Ana Sen Mola High School"}


def test_a_name_in_capitals_on_a_line_beside_an_office_is_a_person(read_text: Read) -> None:
    text = "MEDIA RELEASE\n\nMINISTER FOR FOREIGN AFFAIRS\n\nALEXANDER DORNER\n\nThe Minister said today that it rained."
    reading = read_text(text, "en")
    persons = {reading.text[name.begin : name.end] for name in find_names(reading) if name.cls is EntityClass.PERSON}
    assert persons == {"ALEXANDER DORNER"}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "MEDIA RELEASE MINISTER FOR FOREIGN AFFAIRS ALEXANDER DORNER\n\nIt rained today.", "ALEXANDER DORNER"),
        ("fr", "« C'est grave », déclare Maroun Ngavo.", "Maroun Ngavo"),
        ("fr", "Elle est la veuve de l'ancien président guinéen Lamine Conta.", "Lamine Conta"),
    ],
)
def test_the_words_around_a_name_show_a_person(language: str, text: str, name: str, read_text: Read) -> None:
    reading = read_text(text, language)
    assert {reading.text[one.begin : one.end] for one in find_names(reading) if one.cls is EntityClass.PERSON} == {name}
