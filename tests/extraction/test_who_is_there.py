"""Who is at an event as the clause around it tells: what was done there and by whom, who stood in it, who was sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model.extraction import Extraction
from kg.model.relations import Predicate

Extract = Callable[..., Extraction]


def related(extraction: Extraction, predicate: Predicate) -> set[str]:
    labels = {entity.id: entity.label.text for entity in extraction.entities}
    return {labels[relation.object] for relation in extraction.relations if relation.predicate is predicate}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # who does what a passive tells while an event goes on
        ("en", "The letter was read by Mary Kane at the start of the conference on fishing in Accra.", {"Mary Kane"}),
        ("fr", "La lettre a été lue par Awa Diallo au cours de la réunion sur la pêche à Dakar.", {"Awa Diallo"}),
        # who is called present; whose words or deeds are told of
        ("fr", "La ministre Awa Diallo, présente mercredi à la cérémonie de remise des prix, a salué les pêcheurs.", {"Awa Diallo"}),
        ("fr", "Depuis la désastreuse prestation d'Awa Diallo lors du débat télévisé du 3 mai, les électeurs doutent.", {"Awa Diallo"}),
        ("en", "Harbour masters praised Mary Kane's speech at the conference on fishing in Accra.", {"Mary Kane"}),
        # what somebody wins or loses is an election, or the object
        ("en", "Mary Kane lost two boats to the protest in Accra.", set()),
        ("en", "Mary Kane lost the presidential election in May 2016.", {"Mary Kane"}),
        ("fr", "Awa Diallo avait obtenu 30 % des voix au premier tour de l'élection présidentielle.", {"Awa Diallo"}),
        ("fr", "Awa Diallo s'est qualifiée au second tour de l'élection présidentielle.", {"Awa Diallo"}),
        # who is sent does what the verb below tells
        ("en", "The Harbour Board sent Mary Kane to attend the conference on fishing in Accra.", {"Mary Kane"}),
        ("fr", "La commune a envoyé Awa Diallo participer à la conférence sur la pêche à Dakar.", {"Awa Diallo"}),
        # a judge is at the hearing
        ("en", "A hearing was held before Judge Mary Kane in Accra on 3 May 2016.", {"Mary Kane"}),
        ("fr", "Une audience s'est tenue devant la juge Awa Diallo à Dakar le 3 mai 2016.", {"Awa Diallo"}),
        # "his" is not the one who says it; "its" is nobody's; those for whom people gather are not there
        ("en", "Paul Lambert said: “The man fled during his trial in Accra.”", set()),
        ("en", "The Harbour Board called on Mary Kane during its visit to Accra.", {"Harbour Board"}),
        ("fr", "Une marche blanche a rassemblé cent personnes à Dakar pour réclamer justice pour Awa Diallo.", set()),
        # what is between two is not the event; a body is no event that it is; a dateline does nothing
        ("en", "The forum on fishing in Accra is timely in view of growing ties between Ghana and Fiji.", set()),
        ("en", "Washington, D.C. – Senator Mary Kane today signed a treaty on fishing.", {"Mary Kane"}),
        # "in" is no "during", but for a visit; what comes before the event is not at it
        ("fr", "Le ministère des Routes appliquera la taxe en cas d'échec de la réunion sur la pêche à Dakar.", set()),
        ("fr", "Awa Diallo, en visite à Dakar, a salué les pêcheurs.", {"Awa Diallo"}),
        ("en", "Mary Kane, on a visit to Accra, praised the fishers.", {"Mary Kane"}),
        ("fr", "Awa Diallo a publié un livre en amont du sommet sur la pêche à Dakar.", set()),
        # not: of whose shops there is talk, who leads what is presented at an event, bodies whose heads are met
        ("fr", "Un dîner sur la pêche s'est tenu à Lyon. Malgré la présence des maisons médicales de Dakar, il y a une carence.", set()),
        ("fr", "Awa Diallo travaillait hier à Thiès pour introduire la loi présentée demain lors d'une réunion sur la pêche.", set()),
        (
            "fr",
            (
                "Awa Diallo est arrivée lundi à Dakar pour une visite de trois jours. "
                "Awa Diallo a rencontré les patrons du Conseil des ports et le maire Paul Lambert."
            ),
            {"Awa Diallo", "Paul Lambert"},
        ),
        # who is listed as present, under a word for people; not: who is given something there, who speaks of those present
        (
            "en",
            "The workshop on fishing was held in Accra on Monday. Others who spoke at the event were Mary Kane and Paul Lambert.",
            {"Mary Kane", "Paul Lambert"},
        ),
        (
            "en",
            "The workshop on fishing was held in Accra on Monday. Also expected at the event are the mayor, Mary Kane; and Paul Lambert.",
            {"Mary Kane", "Paul Lambert"},
        ),
        (
            "en",
            "The workshop on fishing was held in Accra on Monday. Those who attended are Mary Kane and Paul Lambert.",
            {"Mary Kane", "Paul Lambert"},
        ),
        (
            "en",
            "The workshop on fishing was held in Accra on Monday. The event had Mary Kane and Paul Lambert in attendance.",
            {"Mary Kane", "Paul Lambert"},
        ),
        (
            "en",
            "The workshop on fishing was held in Accra on Monday. Present at the event were Mary Kane and Paul Lambert.",
            {"Mary Kane", "Paul Lambert"},
        ),
        ("en", "The workshop on fishing was held in Accra on Monday. Others honoured at the event were Mary Kane and Paul Lambert.", set()),
        ("en", "The meeting was held in Accra on Monday. Those present were angry, Mary Kane said.", set()),
        (
            "fr",
            "Un atelier sur la pêche s'est tenu à Dakar lundi. Les autres intervenants à l'atelier étaient Awa Diallo et Paul Lambert.",
            {"Awa Diallo", "Paul Lambert"},
        ),
        (
            "fr",
            "Un atelier sur la pêche s'est tenu à Dakar lundi avec Awa Diallo et Paul Lambert présents.",
            {"Awa Diallo", "Paul Lambert"},
        ),
        # the items of a list, with no more than a post before each
        (
            "en",
            (
                "Fijian minister Mary Kane and her Greek, Cypriot and French counterparts, Paul Lambert, Seth Alder and Odile Brook, "
                "respectively, gathered in Accra on Wednesday to discuss fishing."
            ),
            {"Mary Kane", "Paul Lambert", "Seth Alder", "Odile Brook"},
        ),
        (
            "en",
            "President Mary Kane, Governor Paul Lambert and Seth Alder attended the conference on fishing in Accra.",
            {"Mary Kane", "Paul Lambert", "Seth Alder"},
        ),
        ("en", "Mary Kane, wife of Paul Lambert, and Seth Alder attended the conference on fishing in Accra.", {"Mary Kane"}),
        (
            "fr",
            "Awa Diallo, Paul Lambert et Omar Sy ont participé à la conférence sur la pêche à Dakar.",
            {"Awa Diallo", "Paul Lambert", "Omar Sy"},
        ),
        # with what somebody ends or begins
        ("fr", "Awa Diallo terminera son déplacement à Dakar par une rencontre avec les pêcheurs.", {"Awa Diallo"}),
    ],
)
def test_who_is_there(extract_text: Extract, language: str, text: str, expected: set[str]) -> None:
    assert related(extract_text(text, language, issued="2016-05-06"), Predicate.PARTICIPANT) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # where it is to take place, or was held, told by a participle behind a comma
        ("en", "The board announced its annual conference, scheduled to take place from 3 to 5 May 2016, in Suva.", {"Suva"}),
        (
            "en",
            "A communiqué was issued after a retreat for harbour masters, held from 3 to 5 May 2016, at the Palm Hotel, Lagos.",
            {"Lagos"},
        ),
        # the place right before "where"
        ("fr", "Une messe sera célébrée par l'évêque de Thiès à Dakar, où aura lieu jeudi une veillée de prière.", {"Dakar"}),
        # the scene of an event, or what it hits
        ("fr", "La ville de Dakar a été le théâtre, mardi soir, d'une attaque contre un marché.", {"Dakar"}),
        ("en", "The city of Accra was the scene of a violent protest.", {"Accra"}),
        ("fr", "Le marché de Dakar avait été touché par un attentat.", {"Dakar"}),
        ("en", "The port of Accra was hit by an attack on Tuesday.", {"port of Accra"}),
        # where a court sits
        ("en", "The High Court in Accra on Monday sentenced Paul Lambert to three years in prison.", {"Accra"}),
        # buildings; "on" only before land
        ("fr", "Une prise d'otages a eu lieu dans un supermarché de Dakar.", {"Dakar"}),
        ("en", "A conference on fishing took place on the island of Malta.", {"Malta"}),
        ("en", "A conference on Fiji opened on Monday.", set()),
        # not: whose clock it is, what came before, who is held elsewhere, who warns
        ("fr", "Des heurts ont éclaté avant 7 h (1 h à Montréal) entre gendarmes et pêcheurs.", set()),
        (
            "fr",
            "Awa Diallo s'est dite détenue, lors de sa comparution devant un juge, deux mois après son arrestation surprise à Tokyo.",
            set(),
        ),
        ("fr", "Peu avant une réunion du Conseil consacrée à la crise de ce pays, Paris, Berlin et Londres ont lancé un appel.", set()),
    ],
)
def test_where_it_is(extract_text: Extract, language: str, text: str, expected: set[str]) -> None:
    assert related(extract_text(text, language, issued="2016-05-06"), Predicate.PLACE) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "She heads the Fraud Response Team (FRT) of the Suva Police Force.", {"Suva Police Force"}),
        ("fr", "Elle dirige le Centre de recherche sur la pêche (CRP) de l'Université de Dakar.", {"Université de Dakar"}),
        # or behind an item of a list
        ("en", "It thanked the Suva Police Department, the Fiji Department of Ports (FDP), and the Harbour Board.", set()),
        ("en", "It thanked the Suva Police Department, the Fiji Department of Ports (FDP) and the Harbour Board.", set()),
    ],
)
def test_an_acronym_stands_between_part_and_whole(extract_text: Extract, language: str, text: str, expected: set[str]) -> None:
    assert related(extract_text(text, language), Predicate.PART_OF) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # "its": of the subject of the clause, before or behind
        ("en", "Rising from its meeting in Accra on Saturday, the Harbour Board chided the Ministry of Roads.", {"Harbour Board"}),
        ("fr", "Lors de sa réunion à Dakar, le Conseil des ports a critiqué le ministère des Routes.", {"Conseil des ports"}),
        # in whose name people strike
        ("en", "Nurses, on the platform of the Harbour Union, have vowed to embark on an indefinite strike.", {"Harbour Union"}),
        ("fr", "Les dockers, réunis au sein du Syndicat des ports, ont entamé une grève de trois jours.", {"Syndicat des ports"}),
        # the court that judges
        ("en", "The High Court in Accra on Monday sentenced Paul Lambert to three years in prison.", {"High Court"}),
        (
            "fr",
            "Le tribunal correctionnel de Dakar a condamné lundi Paul Lambert à trois ans de prison.",
            {"tribunal correctionnel de Dakar"},
        ),
        # not: whose election it is, in whose house it is
        ("en", "The mayor left after the EU elections of May 2016.", set()),
        ("fr", "Un colloque sur la pêche s'est tenu dans les murs de l'Assemblée nationale à Dakar.", set()),
    ],
)
def test_whose_it_is(extract_text: Extract, language: str, text: str, expected: set[str]) -> None:
    assert related(extract_text(text, language, issued="2016-05-06"), Predicate.ORGANISER) == expected
