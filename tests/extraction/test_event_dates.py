"""Which of the dates around an event is its own, and whether of its first or last day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model.entities import EntityClass
from kg.model.extraction import Extraction

Extract = Callable[..., Extraction]


def days(extraction: Extraction) -> set[str]:
    """The bounds of all events, with the names of these: "harbour summit end 2016-05-05"."""
    labels = {entity.id: entity.label.text for entity in extraction.entities if entity.cls is EntityClass.EVENT}
    return {f"{labels[d.subject]} {d.bound} {d.date}" for d in extraction.datings if d.subject in labels}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # "this" leads to the nearest such day; what opens or is due is still to come
        ("fr", "Une consultation de dix semaines s'ouvre ce dimanche à Lyon.", {"consultation de dix semaines start 2016-05-08"}),
        ("fr", "Une réunion s'est tenue ce dimanche à Lyon.", {"réunion start 2016-05-01"}),
        (
            "en",
            "Nine mayors will take part in the Fiji Editors Conference which opens in Suva on Thursday.",
            {"Fiji Editors Conference start 2016-05-12"},
        ),
        ("fr", "La conférence sur la pêche, prévue jeudi à Lyon, réunira dix pays.", {"conférence sur la pêche start 2016-05-12"}),
        # somebody's remarks at an event are made on its day; a decade is no year
        (
            "en",
            "Ana Silva said this on Tuesday in her opening remark at a meeting with the Harbour Board.",
            {"meeting with the Harbour Board start 2016-05-03"},
        ),
        ("en", "They met at a workshop on fishing in Suva during the 1970s.", set()),
        # figures that tell the document's own date with the month first
        ("en", "Ana Silva opened the Suva Summit on 05/06/2016.", {"Suva Summit start 2016-05-06"}),
        # nouns for parts of a day lead to the day
        (
            "en",
            "On the afternoon of May 3, 2016, Ana Silva presided over the annual meeting of harbour masters.",
            {"annual meeting of harbour masters start 2016-05-03"},
        ),
        # what the parser hangs on who organised it
        (
            "fr",
            "Un atelier sur la pêche s'est tenu à Dakar. Cet atelier, organisé par le CIRGE du 3 au 5 mai 2016, a été un succès.",
            {"atelier sur la pêche start 2016-05-03", "atelier sur la pêche end 2016-05-05"},
        ),
        # the closing of an event is on its last day
        (
            "en",
            "Ana Silva presided over the closing ceremony of the Suva Fisheries Forum on May 5, 2016.",
            {"closing ceremony start 2016-05-05", "Suva Fisheries Forum end 2016-05-05"},
        ),
        (
            "en",
            "I welcome the successful meeting of donors, which concluded on Thursday.",
            {"successful meeting of donors end 2016-05-05"},
        ),
        (
            "fr",
            "Les travaux du 45eme sommet ordinaire des maires de la côte se sont clos jeudi à Dakar.",
            {"45eme sommet ordinaire des maires de la côte end 2016-05-05"},
        ),
        (
            "en",
            "Ana Silva on Friday, on the last day of her two-day working visit to Suva, told leaders that the court would decide.",
            {"two-day working visit to Suva start 2016-05-05", "two-day working visit to Suva end 2016-05-06"},
        ),
        # what is told on a day during an event is told on one of its days; not so what is told after it
        (
            "en",
            "On Wednesday during the opening ceremony of the Blue Gas Pipeline, the president called for cooperation.",
            {"opening ceremony of the Blue Gas Pipeline start 2016-05-04"},
        ),
        ("fr", "Il l'a dit mardi après la cérémonie d'ouverture du port, a-t-on appris.", set()),
        # the date of a law or an agreement is not that of what is told of it
        ("fr", "L'adoption de la loi autorisant la ratification de l'accord de pêche du 2 juin 2013 est intervenue à Dakar.", set()),
        # the year of what an event is about
        ("fr", "Réunion interministérielle pour le pèlerinage à Touba 2016", set()),
        ("en", "The 2016 Forum on the elections was held in Suva.", {"2016 Forum on the elections start 2016"}),
        # events that weeks lie between
        (
            "en",
            "On November 27, 2015, Fiji and Peru signed a border treaty in Suva. In 2013, a memorandum was signed by Fiji and Chile.",
            {"signed a border treaty in Suva start 2015-11-27", "memorandum was signed start 2013"},
        ),
        # a verb of the same kind tells of another thing
        (
            "fr",
            "Les travaux du port ont été lancés le 24 mars 2014. Ils comprennent une usine, dont la mise en service est prévue à Thiès.",
            {"travaux du port ont été lancés start 2014-03-24"},
        ),
    ],
)
def test_a_date_belongs_to_its_event(extract_text: Extract, language: str, text: str, expected: set[str]) -> None:
    assert days(extract_text(text, language, issued="2016-05-06")) == expected


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        # names tell meetings apart
        (
            "en",
            "The Commonwealth Meeting in Suva praised the Harbour House talks on fishing.",
            {"Commonwealth Meeting in Suva", "Harbour House talks on fishing"},
        ),
        # where they are held does not
        (
            "en",
            "They will attend an international meeting in Suva on Monday. Ana Silva will chair the Coral Reef Ministerial meeting.",
            {"Coral Reef Ministerial meeting"},
        ),
        # what is signed tells signings apart
        (
            "fr",
            "La signature de la convention de pêche a eu lieu à Dakar lundi. La signature du bail du port a eu lieu à Thiès mardi.",
            {"signature de la convention de pêche", "signature du bail du port"},
        ),
        # another noun is another match or another sitting
        (
            "en",
            "Suva hosted the African Swimming Championships. Before the 2012 Olympics, she had a job.",
            {"African Swimming Championships", "2012 Olympics"},
        ),
        (
            "fr",
            "La conférence des présidents se tient mercredi au Sénat. Elle examine le calendrier de la session ordinaire de mars 2016.",
            {"conférence des présidents", "session ordinaire"},
        ),
        # whom somebody met tells meetings told by verbs from those that a noun names
        (
            "en",
            "In Suva, the two sides held the first fisheries dialogue. In Apia, the delegation met with the Harbour Commission.",
            {"first fisheries dialogue", "met with the Harbour Commission"},
        ),
    ],
)
def test_events_that_differ_stay_apart(extract_text: Extract, language: str, text: str, names: set[str]) -> None:
    found = extract_text(text, language, issued="2016-05-06").entities
    assert {entity.label.text for entity in found if entity.cls is EntityClass.EVENT} == names
