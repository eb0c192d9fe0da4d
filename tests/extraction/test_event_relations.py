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
        # what lies on another day, or is told by the clause above
        ("en", "Mary Kane left office after the regional elections in Accra in May 2016.", set()),
        ("fr", "Awa Diallo prend des mesures avant la conférence sur la pêche à Dakar.", set()),
        ("en", "Mary Kane gathered that the regional conference on fisheries was held in Suva.", set()),
        # who is named only to tell whose the company is
        ("en", "Mary Kane held a meeting in Accra with Peter Ward, the lawyer of Paul Reed.", {"Mary Kane", "Peter Ward"}),
        ("en", "Mary Kane held a meeting in Accra with Paul Reed's lawyer, Peter Ward.", {"Mary Kane", "Peter Ward"}),
        ("fr", "Awa Diallo a tenu une réunion à Dakar avec Marc Zinga, conseiller de Paul Lambert.", {"Awa Diallo", "Marc Zinga"}),
        # examples of what is no company, or of those at something else
        (
            "en",
            "The conference on fisheries, supported by companies including Oxfam and UNICEF, was held in Suva on 3 May 2016.",
            set(),
        ),
        # a meeting of several is that of no one of them
        ("fr", "Awa Diallo pense aux réfugiés et à leur périlleux voyage vers le Niger en mai 2016.", set()),
        ("fr", "La question a été abordée par Awa Diallo et Paul Lambert lors de leur rencontre à Dakar.", {"Awa Diallo", "Paul Lambert"}),
        # where a text or headline is from
        ("en", "Accra – The minister Mary Kane on Tuesday opened the conference on fisheries.", {"Mary Kane"}),
        # another act of the same kind
        (
            "en",
            "The meeting of stakeholders in Suva on 3 May 2016 was calm. The African Union has met its targets.",
            set(),
        ),
        # who speaks of an event does not speak there
        ("en", "The summit on water will be held in Lima in May 2016. The summit is costly, Mary Kane told the radio.", set()),
        ("fr", "Le sommet sur la pêche se tiendra à Dakar en mai 2016. Le sommet est trop cher, estime Awa Diallo à la radio.", set()),
        (
            "en",
            "The workshop on fisheries will be held in Lima in May 2016. The workshop is free. The workshop is open. Mary Kane said so.",
            set(),
        ),
        (
            "fr",
            "L'atelier sur la pêche se tiendra à Dakar en mai 2016. L'atelier est gratuit. L'atelier est ouvert. Awa Diallo l'a dit.",
            set(),
        ),
        ("en", "Regarding the meeting on fisheries in Lima on 3 May 2016, Mary Kane said that she was glad.", set()),
        ("en", "In a meeting in Lima on 3 May 2016, Mary Kane said that she was glad.", {"Mary Kane"}),
        ("fr", "Dans une allocution à la nation, le 3 mai 2016, Awa Diallo a annoncé des élections.", {"Awa Diallo"}),
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


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # whom one meets is named behind the noun of a post
        ("fr", "Le ministre Paul Lambert a rencontré lundi à Dakar son homologue malien, Moussa Keita.", {"Paul Lambert", "Moussa Keita"}),
        (
            "en",
            "Paul Reed met his counterpart from Mali, Mr Moussa Keita, in Dakar on 3 May 2016.",
            {"Paul Reed", "Moussa Keita"},
        ),
        # with whom something is signed may stand far behind the verb
        (
            "fr",
            "Moussa Keita a signé cet accord, le lundi 2 mai 2016 à Abidjan, avec le directeur général du groupe, Paul Lambert.",
            {"Moussa Keita", "Paul Lambert"},
        ),
        # whose trial or press conference it is, but not whose murder is tried
        ("fr", "Le procès de Paul Lambert s'est ouvert lundi à Paris.", {"Paul Lambert"}),
        ("en", "The trial of Peter Ward opened on Monday in Accra.", {"Peter Ward"}),
        ("fr", "Le procès du meurtre de Paul Lambert s'est ouvert lundi à Paris.", set()),
        # what is told of a pronoun, and by whom far behind the verb
        ("fr", "L'atelier sur la pêche s'est achevé à Dakar. Il a été animé par Awa Diallo.", {"Awa Diallo"}),
        ("en", "The conference on fisheries was opened in Accra on Monday by Mary Kane.", {"Mary Kane"}),
        # where a vowel is left out, and who acts for another
        ("fr", "La cérémonie s'est déroulée lundi à Dakar en présence d'Awa Diallo.", {"Awa Diallo"}),
        # who speaks or is honoured there, who wins
        ("en", "Speakers at the workshop on fisheries in Accra on Monday were Mary Kane and Ann Roe.", {"Mary Kane", "Ann Roe"}),
        ("en", "Mary Kane gave a speech at the forum on fisheries in Accra on Monday.", {"Mary Kane"}),
        ("en", "Mary Kane has given assurances of peace since the conference on fisheries in Accra on Monday.", set()),
        ("en", "Mary Kane won the tournament in Accra on Monday.", {"Mary Kane"}),
        ("fr", "Awa Diallo a remporté le tournoi lundi à Dakar.", {"Awa Diallo"}),
        # who is somewhere to take part, or was present beside others
        ("fr", "Paul Lambert était lundi à Dakar pour participer à une réunion sur la pêche.", {"Paul Lambert"}),
        ("fr", "Awa Diallo était présente à la messe à Dakar lundi aux côtés de Paul Lambert.", {"Awa Diallo", "Paul Lambert"}),
        ("en", "Peter Ward was present at the opening ceremony in Accra on Monday organised by Oxfam.", {"Peter Ward"}),
        # who is company at an event
        ("en", "Mary Kane will speak on a panel with the banker Peter Ward at the summit in Accra.", {"Mary Kane", "Peter Ward"}),
        ("en", "The minister, Mr Peter Snow, will leave on Wednesday for a brief visit to Denmark.", {"Peter Snow"}),
        (
            "en",
            "The minister John Reed visited Somalia on 3 May 2016. Mr Reed, who is travelling with the engineer Jane Ward, saw the camps.",
            {"John Reed", "Jane Ward"},
        ),
        (
            "en",
            "Members of the delegation who were on a visit to Karamoja included Ambassador Peter Ward and Ambassador Jane Kane.",
            {"Peter Ward", "Jane Kane"},
        ),
        # whom one receives, told at the end
        (
            "fr",
            "Le président Paul Lambert a reçu en audience, lundi à Yaoundé, l'ambassadrice de France, Mme Jeanne Dupont.",
            {"Paul Lambert", "Jeanne Dupont"},
        ),
        # company beside the subject, and on the way of a visit
        (
            "fr",
            "Le ministre de l'Industrie, Paul Lambert, accompagné du vice-ministre Jean Kassi, a visité le port de Dakar lundi 2 mai 2016.",
            {"Paul Lambert", "Jean Kassi"},
        ),
        (
            "fr",
            (
                "Le ministre Paul Lambert a visité le port de Dakar lundi 2 mai 2016. "
                "Accompagné de la directrice du port, Awa Diallo, le ministre a visité les quais et les bureaux."
            ),
            {"Paul Lambert", "Awa Diallo"},
        ),
        # a post beside a name does not take the body's or the country's part
        (
            "fr",
            "S'exprimant lors du lancement du projet à Dakar, César Diaz, représentant de l'UNICEF pour le Mali, a remercié l'État.",
            {"César Diaz"},
        ),
        # who speaks next at what is reported
        (
            "fr",
            (
                "L'audience solennelle de la Cour s'est tenue à Dakar le 3 mai 2016. L'avocat Paul Lambert a ensuite pris la parole. "
                "Enfin, la présidente de la Cour, Awa Diallo, a abordé les recours."
            ),
            {"Paul Lambert", "Awa Diallo"},
        ),
        # who says "I", in quotation marks or in a release of one's own
        ("en", 'Mr Reed said: "I visited the Kakuma camp in Kenya last week."', {"Reed"}),
        ("fr", "« J'ai rencontré lundi à Dakar le président Paul Lambert », a déclaré Jeanne Dupont.", {"Paul Lambert", "Jeanne Dupont"}),
        ("en", "MINISTER FOR FOREIGN AFFAIRS\nJOHN REED\n\nI will attend the conference on climate in Accra on 9 May 2016.", {"JOHN REED"}),
        # names of a list behind a colon
        (
            "fr",
            (
                "La session extraordinaire de la Commission s'est tenue à Cotonou le 3 mai 2016. "
                "Le gouvernement était représenté par plusieurs membres, notamment : Awa Diallo, Paul Lambert et Moussa Keita."
            ),
            {"Awa Diallo", "Paul Lambert", "Moussa Keita"},
        ),
        ("en", "The conference in Paris was opened by Jane Ward. They were joined by Peter Reed.", {"Jane Ward", "Peter Reed"}),
        # a country that does something there
        ("fr", "Lors du sommet de Dakar, la France a promis une aide de 10 millions d'euros.", {"France"}),
        ("en", "At the summit in Dakar, Ghana promised more help.", {"Ghana"}),
        # to whom one speaks afterwards need not be there, and a name of the event is no participant
        ("en", "Mary Kane opened the ceremony in London. Mary Kane told BBC News after the ceremony that she was glad.", {"Mary Kane"}),
        ("fr", "Awa Diallo et Paul Lambert ont participé au forum de Dakar.", {"Awa Diallo", "Paul Lambert"}),
        # what is told now is no part of the report
        (
            "fr",
            "Le sommet de Dakar s'est tenu le 3 mai 2016. Un point concerne, avec la participation de la Croix-Rouge, les prisonniers.",
            set(),
        ),
    ],
)
def test_who_is_met_joined_or_there(extract_text: Extract, language: str, text: str, expected: set[str]) -> None:
    assert related(extract_text(text, language, issued="2016-05-06"), Predicate.PARTICIPANT) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # where one travels for an event
        ("en", "Paul Reed travelled to Kenya to attend a conference on climate.", {"Kenya"}),
        ("en", "Paul Reed left for Accra on Monday to take part in the summit on climate.", {"Accra"}),
        ("fr", "Le président Paul Lambert se rendra lundi en Suisse pour participer au sommet sur la santé.", {"Suisse"}),
        ("fr", "La ville de Bamako abrite depuis lundi la conférence sur le climat.", {"Bamako"}),
        ("fr", "La capitale kényane, Nairobi, abrite du 3 au 5 mai la conférence sur le climat.", {"Nairobi"}),
        ("en", "The minister welcomed Thailand's initiative in hosting the conference on migration.", {"Thailand"}),
        # a country behind the town, and a participle behind a longer name
        (
            "fr",
            "Awa Diallo a pris part à la célébration de la Journée mondiale du coton, organisée au siège de la FAO à Rome, en Italie.",
            {"Rome", "Italie"},
        ),
        # a town behind the name of a venue
        ("en", "The workshop was held at the Radisson Blu Hotel, Accra, on 3 May 2016.", {"Accra"}),
        ("fr", "L'atelier s'est tenu à l'hôtel Pullman, Dakar, le 3 mai 2016.", {"Dakar"}),
        # in the streets of a town
        ("en", "Hundreds took part in the protest in the streets of Brussels on Sunday.", {"Brussels"}),
        ("fr", "La grande marche pour le climat se déroulera dimanche dans les rues de Bruxelles.", {"Bruxelles"}),
        # not where it is not: a country that acts, whose mission it is, whence one comes, where another journey went
        ("fr", "Lors du sommet de Dakar, la France a promis une aide de 10 millions d'euros.", {"Dakar"}),
        ("en", "More than 500 nationals supported Australia's mission in Afghanistan in May 2016.", {"Afghanistan"}),
        ("en", "As well as his recent visit to Kenya, Mr Reed travelled to Indonesia in January.", {"Kenya"}),
        ("fr", "En Inde, la pêche est libre, rappelle Awa Diallo, qui est partie après le vote de la loi en mai 2016.", set()),
        ("en", "In Kenya, fishing is free, recalls Mary Kane, who left after the vote on the law in May 2016.", set()),
        ("fr", "Le procès de Paul Lambert s'est ouvert lundi devant la cour d'assises de Paris.", {"Paris"}),
        # what happens by itself is called after where it does; of attacks, a country, or a town that aims at another, may be who did it
        ("fr", "Les victimes de la fusillade de Lyon ont été inhumées mardi.", {"Lyon"}),
        ("fr", "Le séisme d'Agadir a fait trois morts.", {"Agadir"}),
        ("fr", "Awa Diallo est arrivée en tête du premier tour de la législative partielle de Dordogne, dimanche.", {"Dordogne"}),
        ("en", "The families of the deadly bombing of Nairobi met on Monday.", {"Nairobi"}),
        ("fr", "L'attaque de Moscou contre Kiev a fait trois morts mardi.", set()),
        ("fr", "L'attaque de l'Iran a fait trois morts mardi.", set()),
    ],
)
def test_where_an_event_is(extract_text: Extract, language: str, text: str, expected: set[str]) -> None:
    assert related(extract_text(text, language, issued="2016-05-06"), Predicate.PLACE) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "At the forum in Accra organised by the European Union, Mary Kane said that more was needed.", {"European Union"}),
        ("fr", "La réunion fait suite à la question orale avec débat initiée par le député Paul Lambert.", set()),
        (
            "fr",
            "La cérémonie a été organisée par le chef Moussa Keita en présence des notables d'Awa Diallo.",
            {"Moussa Keita"},
        ),
        (
            "fr",
            "La loi est adoptée, rapporte l'Agence France-Presse, citant un communiqué publié à la fin de leur réunion.",
            set(),
        ),
        # who has partners organises with them; who held it far behind the verb
        ("en", "Oxfam, in collaboration with UNICEF, organised a workshop on nutrition in Accra on Monday.", {"Oxfam", "UNICEF"}),
        (
            "fr",
            "Le ministère de la Santé, en collaboration avec l'UNICEF, a organisé lundi à Dakar un atelier sur la nutrition.",
            {"ministère de la Santé", "UNICEF"},
        ),
        ("fr", "Le forum sur la pêche a été organisé lundi à Dakar par l'UNICEF.", {"UNICEF"}),
    ],
)
def test_who_organises_is_told_of_the_event(extract_text: Extract, language: str, text: str, expected: set[str]) -> None:
    assert related(extract_text(text, language, issued="2016-05-06"), Predicate.ORGANISER) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "« C'est fini », a déclaré le porte-parole de la Fédération ghanéenne de football, à la BBC.", set()),
        ("fr", "La loi ne mentionne plus le rattachement de l'Office national de lutte contre la fraude à la Présidence.", set()),
        (
            "fr",
            "L'ambassade d'Ukraine à Abuja est fermée. L'ambassade d'Ukraine n'a rien dit.",
            set(),
        ),
        ("fr", "Il est professeur au Département de botanique à l'Université de Dakar.", {"Université de Dakar"}),
        ("en", "She has led the Immigrant Health Service at the Royal Children's Hospital since 2006.", {"Royal Children's Hospital"}),
    ],
)
def test_what_is_said_at_a_body_is_no_part_of_it(extract_text: Extract, language: str, text: str, expected: set[str]) -> None:
    assert related(extract_text(text, language), Predicate.PART_OF) == expected
