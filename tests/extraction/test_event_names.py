"""Events whose names, determiners or verbs take more than the nearest noun to read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model.entities import EntityClass
from kg.model.extraction import Extraction

Extract = Callable[..., Extraction]


def events(extraction: Extraction) -> set[str]:
    return {f"{entity.label.text} <{entity.event_type}>" for entity in extraction.entities if entity.cls is EntityClass.EVENT}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # what the police do for some days
        ("en", "Fifteen suspects were arrested during Operation Clear Waters.", {"Operation Clear Waters <other>"}),
        ("en", "Boats were painted under Operation Clear Waters.", set()),
        # an edition that is pointed at; what is printed has editions too
        ("fr", "Cette 17e édition du Salon du bois sera marquée par un concours.", {"17e édition du Salon du bois <other>"}),
        ("fr", "Cette 3e édition du rapport sera lue par tous.", set()),
        ("fr", "Lors des fêtes de mardi à La Réunion, la pêche était libre.", set()),
        # what an attack aims at, and what is done on a day
        ("fr", "En décembre 2016, le marché de Berlin avait été visé par un attentat au camion.", {"attentat au camion <other>"}),
        ("fr", "De violents affrontements ont secoué samedi le centre de Paris.", {"violents affrontements <other>"}),
        # an ordinal behind a contraction, a participle before a name, whose gathering it is
        ("fr", "Il revient du 45eme sommet ordinaire des maires, tenu à Dakar.", {"45eme sommet ordinaire des maires <conference>"}),
        ("en", "Last week there was a so-called emergency summit held in Suva.", {"emergency summit <conference>"}),
        ("en", "She spoke after the Friends of Tonga meeting in Suva on Monday.", {"Friends of Tonga meeting in Suva <meeting>"}),
        # days and weeks that have a name, up to their noun and year
        ("en", "He welcomed the World Refugee Day in Suva.", {"World Refugee Day <other>"}),
        ("en", "Schools celebrate International Women's Day 2010 at the town hall.", {"International Women's Day 2010 <other>"}),
        ("en", "This year's World Water Week theme, Hope, is clear.", set()),
        # what stands for any event names one where it is told what, when and that it took place
        (
            "fr",
            "Il a présidé lundi une séance pédagogique de sensibilisation à Dakar.",
            {"séance pédagogique de sensibilisation à Dakar <other>"},
        ),
        ("fr", "Une séance de sensibilisation peut aider les parents.", set()),
        # rounds of talks, wrecks, strikes, police operations
        ("en", "On Monday a team concluded a fresh round of talks with Tonga.", {"fresh round of talks with Tonga <meeting>"}),
        ("en", "The sinking of a ferry north of Suva yesterday is a blow.", {"sinking of a ferry north of Suva <other>"}),
        ("fr", "Les enseignants ont déclenché lundi une grève illimitée à Dakar.", {"grève illimitée à Dakar <other>"}),
        ("fr", "Le droit de grève est garanti à Dakar depuis lundi.", set()),
        ("fr", "Dix personnes ont été arrêtées lors d'un bouclage mené à Goma mardi.", {"bouclage <other>"}),
        # a bill that is passed, who is received by somebody in office, what a speaker was doing
        ("en", "A bill passed the Senate on Monday in Suva.", {"bill passed the Senate <other>"}),
        ("fr", "Les meuniers ont été reçus par le ministre le 17 mai 2024.", {"meuniers ont été reçus <meeting>"}),
        (
            "en",
            "Launching the Reef Project in Suva, he said he was glad.",
            {"Launching the Reef Project in Suva <launch>"},
        ),
        # company is no part of a name, and the same noun behind a comma is another event
        (
            "fr",
            "Il l'a dit lors de la conférence de presse en compagnie de Paul Mba à Dakar.",
            {"la conférence de presse <conference>"},
        ),
        # names end before who does it in a clause without "that", what is said of an event, a figure, a time, another event
        ("en", "He may miss the trip Vice President Ana Silva made to Suva last week.", {"trip <visit>"}),
        ("en", "The news made their visit to Suva particularly pertinent.", {"visit to Suva <visit>"}),
        ("fr", "Il y a eu au cours des manifestations à Lyon deux morts lundi.", {"manifestations à Lyon <other>"}),
        ("en", "She met the minister Marie Le Goff on Tuesday in Suva.", {"met the minister Marie Le Goff <meeting>"}),
        ("fr", "Il est attendu pour le sommet de l'Otan et pour un dîner avec la ministre.", {"sommet de l'Otan <conference>"}),
        (
            "fr",
            "Il est venu après un déjeuner avec dix élus à Valence et la visite d'une école.",
            {"déjeuner avec dix élus à Valence <other>", "visite d'une école <visit>"},
        ),
        # but never within a name, nor before the noun of its adjective
        ("fr", "Il a tenu samedi un meeting à Lyon avec Marie Le Goff, la mairesse.", {"meeting à Lyon avec Marie Le Goff <other>"}),
        ("fr", "Il assiste à la comparution du célèbre accusé à Tokyo mardi.", {"comparution du célèbre accusé <session>"}),
        # days before a hyphen, and what is done, stand before the noun
        ("en", "Ana Silva spoke during his one-day official visit to Suva.", {"one-day official visit to Suva <visit>"}),
        ("en", "She spoke during the stone laying ceremony of the Grand Market.", {"stone laying ceremony of the Grand Market <ceremony>"}),
        # what has an indefinite article is no body; a debate that somebody speaks in took place; an island
        ("en", "She told it at an emergency Congress in Lagos on Friday.", {"emergency Congress in Lagos <conference>"}),
        ("fr", "Il avait déclaré le 5 septembre, au cours d’un débat télévisé, que c'était bien.", {"débat <other>"}),
        ("fr", "La colère touche également la Réunion, où un couvre-feu a été instauré.", set()),
        # the possessive is no part of a name
        ("en", "The plaintiffs were represented at today's hearing by Ana Silva.", {"hearing <session>"}),
        # what is counted is no body; a speech that was made somewhere; elections by name
        (
            "fr",
            "Il l'a dit lors de la clôture de la 74e Assemblée mondiale de la santé, le 29 mai 2021.",
            {"74e Assemblée mondiale de la santé <session>"},
        ),
        ("fr", "Lors de son discours à Bobigny, elle a parlé de la pêche.", {"discours à Bobigny <other>"}),
        ("en", "The trials surrounding the Paul Mba Suva Elections were long.", {"Paul Mba Suva Elections <other>"}),
        # bare nouns for where somebody is, a bare year, what is played for
        ("en", "The letter was read at the start of plenary on Tuesday.", {"plenary <session>"}),
        ("fr", "Le président, en déplacement en Israël, a salué les élus.", {"déplacement en Israël <visit>"}),
        ("en", "On the forthcoming 2023 elections, Ana Silva said little.", {"forthcoming 2023 elections <other>"}),
        ("en", "In Suva for the Pacific Cup final last summer, Ana Silva smiled.", {"Pacific Cup final <other>"}),
        # a quotation mark right behind the noun closes a quotation
        (
            "en",
            'It must be seen "in the light of risks told at the Suva summit". It also discussed "the need to care" at home.',
            {"Suva summit <conference>"},
        ),
        # an adjective, a verb and a wait
        ("en", "He recovered from an opening 74 in Mauritius.", set()),
        ("en", "She welcomed the decision to have the experts visit the Suva camp.", set()),
        ("en", "The crew is awaiting a court hearing in Suva.", set()),
    ],
)
def test_an_event_is_named_as_the_text_tells_it(extract_text: Extract, language: str, text: str, expected: set[str]) -> None:
    assert events(extract_text(text, language, issued="2024-05-20")) == expected


def test_a_press_conference_is_not_the_meeting_that_it_is_about(extract_text: Extract) -> None:
    text = "Il l'a dit lors de la conférence de presse à Dakar avant la réunion tripartite de lundi. La réunion a duré une heure."
    found = events(extract_text(text, "fr", issued="2024-05-20"))
    assert found == {"conférence de presse à Dakar <conference>", "réunion tripartite <meeting>"}
