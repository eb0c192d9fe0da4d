"""Tellings of one event are one node, and those of two are two."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model.entities import EntityClass
from kg.model.extraction import Extraction

Extract = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        # what points back to nothing is an event all the same, if it took place
        ("fr", "Au sortir de cette rencontre, Awa Diallo a salué les élus.", [["cette rencontre"]]),
        # a judgment told by nouns and a verb
        (
            "en",
            "A court in Accra sentenced Rowan Tarrant to six years in prison on Wednesday. The Accra court ruling on Wednesday was fair.",
            [["Accra court ruling", "sentenced Rowan Tarrant to six years in prison"]],
        ),
        # one event however it is called
        (
            "en",
            "The visit by Jane Otieno was short. She came for a two day visit. Her first official visit to Ghana pleased all.",
            [["first official visit to Ghana", "two day visit", "visit by Jane Otieno"]],
        ),
        (
            "en",
            "The signing of the fishing pact took place in Accra. Jane Otieno signed the fishing pact on Monday.",
            [["signing of the fishing pact", "signed the fishing pact"]],
        ),
        (
            "fr",
            "Le lancement du projet Alpha a eu lieu à Lomé. La réunion a duré deux heures.",
            [["lancement du projet Alpha"]],
        ),
        (
            "fr",
            "Awa Diallo a inauguré mardi trois forages à Goma. La cérémonie d'inauguration des forages a réuni les élus.",
            [["a inauguré mardi trois forages à Goma", "cérémonie d'inauguration des forages"]],
        ),
        # the same noun and days, though more is told of it
        (
            "fr",
            (
                "La mairie organise, du 3 au 5 mai 2022, un atelier sur la gestion du port. "
                "La mairie tient du 3 au 5 mai 2022 un atelier de soudure pour les équipes."
            ),
            [["atelier de soudure pour les équipes", "atelier sur la gestion du port"]],
        ),
        # an attack told by a verb, with another target; a wreck of another year; another one of a series
        (
            "fr",
            "L'attaque d'un convoi à Gao a fait trois morts. Vendredi, une patrouille a été attaquée à Mopti.",
            [["attaque d'un convoi à Gao"], ["patrouille a été attaquée"]],
        ),
        (
            "fr",
            "Le naufrage d'un bateau à voile à Mbour a eu lieu en 2020. Le 8 mai 2022, le naufrage d'un bateau à voile a fait dix morts.",
            [["naufrage d'un bateau à voile à Mbour"], ["naufrage d'un bateau à voile"]],
        ),
        (
            "fr",
            "La 5e réunion du comité du port s'est tenue à Lomé. La troisième réunion du comité du port avait été longue.",
            [["5e réunion du comité du port"], ["troisième réunion du comité du port"]],
        ),
        (
            "en",
            "The 5th meeting of the port committee took place in Suva. The third meeting of the port committee had been long.",
            [["5th meeting of the port committee"], ["third meeting of the port committee"]],
        ),
        # where, and by whom, is not enough to make two attacks one
        (
            "fr",
            "Une attaque de l'OMS à Gao a fait un mort. Il a dénoncé le bombardement des bastions de l'OMS à Gao mardi.",
            [["attaque de l'OMS à Gao"], ["bombardement des bastions de l'OMS à Gao"]],
        ),
        # two, though both are attacks
        (
            "fr",
            "Une attaque contre un convoi à Gao a fait trois morts. Une attaque contre un marché à Mopti en avait fait deux.",
            [["attaque contre un convoi à Gao"], ["attaque contre un marché à Mopti"]],
        ),
        (
            "fr",
            "Il a inauguré, mardi, 3 forages d'eau à Lomé. Il aima cette cérémonie. La cérémonie de l'inauguration de ces 3 forages a plu.",
            [["a inauguré, mardi, 3 forages d'eau à Lomé", "cérémonie de l'inauguration de ces 3 forages"]],
        ),
        # another one, and one of a year long past
        (
            "fr",
            "Une autre attaque contre le port a eu lieu mardi. Il a parlé lors d'une attaque contre le port de Lomé.",
            [["autre attaque contre le port"], ["attaque contre le port de Lomé"]],
        ),
        (
            "fr",
            "Le référendum sur la pêche aura lieu mardi. Le référendum de 2005 a eu lieu un dimanche.",
            [["référendum sur la pêche"], ["référendum de 2005"]],
        ),
        # the one that was told of last
        (
            "fr",
            (
                "Le séminaire sur la pêche s'est ouvert lundi à Lomé. Un atelier sur le bois s'est tenu mardi à Thiès. "
                "Le séminaire sur la pêche a duré un jour. Cette réunion a plu."
            ),
            [["séminaire sur la pêche"], ["atelier sur le bois"]],
        ),
    ],
)
def test_an_event_is_one_however_it_is_told(extract_text: Extract, language: str, text: str, names: list[list[str]]) -> None:
    found = [e for e in extract_text(text, language, issued="2022-11-20").entities if e.cls is EntityClass.EVENT]
    assert [sorted(name.text for name in e.names) for e in found] == [sorted(row) for row in names]
