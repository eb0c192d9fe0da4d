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
        ("fr", "Une réunion doit se tenir lundi à Lyon.", {"réunion start 2016-05-09"}),
        ("fr", "Awa Diallo doit inaugurer le port mardi à Lyon.", {"inaugurer le port start 2016-05-10"}),
        ("en", "Paul Mba to visit Suva on Monday", {"visit Suva start 2016-05-09"}),
        # somebody's remarks at an event are made on its day; a decade is no year
        (
            "en",
            "Ana Silva said this on Tuesday in her opening remark at a meeting with the Harbour Board.",
            {"meeting with the Harbour Board start 2016-05-03"},
        ),
        ("en", "They met at a workshop on fishing in Suva during the 1970s.", set()),
        # figures that tell the document's own date with the month first
        ("en", "Ana Silva opened the Suva Summit on 05/06/2016.", {"Suva Summit start 2016-05-06"}),
        # the date of a statement is not that of what it is about; nor that from which an event is the first or the worst
        (
            "en",
            "The board, in a statement on Wednesday, condemned the attack on the harbour in Suva.",
            set(),
        ),
        ("fr", "Dans un communiqué publié mercredi, la commune a condamné l'attaque contre le port de Dakar.", set()),
        ("en", "It was the worst attack on the harbour since May 2015.", set()),
        ("fr", "Cette attaque contre le port est la plus grave depuis le début du mandat du maire en mai 2015.", set()),
        ("fr", "Depuis la première session du conseil en avril 2015, rien n'a changé.", {"première session du conseil start 2015-04"}),
        # what is told of an act may hold the date of another event
        ("fr", "Le maire Paul Lambert s'est rendu à Dakar dans l'optique du sommet de mai 2017.", {"sommet start 2017-05"}),
        # who stands for election has it before them
        (
            "fr",
            "Awa Diallo, candidate du Parti des ports à l'élection législative d'octobre, a salué les pêcheurs.",
            {"élection législative start 2016-10"},
        ),
        # a day before the town and the event
        (
            "fr",
            "Le couple est soupçonné d'avoir voulu frapper samedi à Villepinte, près de Paris, lors d'un rassemblement de pêcheurs.",
            {"rassemblement de pêcheurs start 2016-04-30"},
        ),
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
        # the day of the page
        ("en", "Silva, Mba, others meet Paul Tan in Suva\n05/06/2016\n\nMany came to the town.", set()),
        ("fr", "Élections municipales à Lomé\n2016-05-06\n\nAwa Diallo a parlé.", set()),
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
        # the date that the page itself bears
        ("fr", "Le maire mise sur la concertation pour le port\n2016-05-06\nLa ville attend.", set()),
        (
            "en",
            "SUVA, 6 May 2016 – Minister Ana Silva will attend the Harbour Ministers Forum in Lima from 7 to 8 May 2016.",
            {"Harbour Ministers Forum in Lima start 2016-05-07", "Harbour Ministers Forum in Lima end 2016-05-08"},
        ),
        # the year of a law, and a day in another year than that of the name
        ("en", "The judge applied section 12 of the 1990 Constitution to declare the trial of Ana Silva illegal.", set()),
        (
            "en",
            "The board warned parties that the portal for the 2018 general election would automatically shut down at 6 pm tomorrow.",
            {"2018 general election start 2018"},
        ),
        # deadlines, and what goes on until a day
        ("fr", "Le projet pourrait être soumis à leur vote avant le 30 mai.", set()),
        ("en", "The trial of Ana Silva was adjourned until 3 June 2016.", set()),
        ("fr", "Le festival des pêcheurs se tient à Dakar jusqu'au 1er juin.", {"festival des pêcheurs end 2016-06-01"}),
        ("en", "The Harbour Conference runs until 3 June in Suva.", {"Harbour Conference end 2016-06-03"}),
        # the day of an event that is neither its first nor its last
        (
            "en",
            "Ana Silva spoke on Tuesday, on the last day of her two-day visit to Suva.",
            {"two-day visit to Suva start 2016-05-02", "two-day visit to Suva end 2016-05-03"},
        ),
        ("en", "On the second day of the fisheries conference on Tuesday, the delegates voted.", set()),
        # the length of something else
        (
            "en",
            "Ana Silva said so at a news conference in commemoration of 16 days of activism against violence in Suva on Monday.",
            {"news conference in commemoration of 16 days of activism against violence in Suva start 2016-05-02"},
        ),
        # what is due to be done or to take place
        (
            "en",
            "The board announced its upcoming Harbour Conference, scheduled to take place from June 18-20, 2016, in Suva.",
            {"upcoming Harbour Conference start 2016-06-18", "upcoming Harbour Conference end 2016-06-20"},
        ),
        ("en", "They discussed the planned vote in Suva on Tuesday.", {"vote in Suva start 2016-05-10"}),
        (
            "en",
            "This was told at the end of a two-day retreat organised for the chiefs of member-firms, held from 3 to 4 May 2016, in Suva.",
            {"two-day retreat start 2016-05-03", "two-day retreat end 2016-05-04"},
        ),
        # the day of another event
        (
            "en",
            "At a news conference on Monday, the minister blamed the clashes on outsiders.",
            {"news conference start 2016-05-02"},
        ),
        # a day of a clause above
        ("en", "The minister on Wednesday waded into the strife by inviting both to a reconciliation meeting.", set()),
        # a month without a year, of what is to come
        ("en", "A summit on fishing will be held in Suva in March.", {"summit on fishing start 2017-03"}),
        ("en", "A summit on fishing was held in Suva in March.", {"summit on fishing start 2016-03"}),
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
