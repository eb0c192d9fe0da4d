"""Who organises, takes part in, funds and implements; where and when."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.model.extraction import Extraction
from kg.model.relations import Bound, Predicate

Extract = Callable[..., Extraction]


def objects(extraction: Extraction, predicate: Predicate) -> set[str]:
    labels = {entity.id: entity.label.text for entity in extraction.entities}
    return {labels[relation.object] for relation in extraction.relations if relation.predicate is predicate}


@pytest.mark.parametrize(
    ("language", "text", "predicate", "expected"),
    [
        (
            "fr",
            "Une conférence sur la pêche, organisée par l'UNICEF et l'OMS, s'est tenue à Dakar.",
            Predicate.ORGANISER,
            {"UNICEF", "OMS"},
        ),
        ("en", "UNICEF organized a regional conference on schools in Nairobi on 3 May 2016.", Predicate.ORGANISER, {"UNICEF"}),
        ("en", "The workshop on child health was hosted by UNICEF and FAO in Accra.", Predicate.ORGANISER, {"UNICEF", "FAO"}),
        ("fr", "Une conférence sur la pêche s'est tenue mercredi à Dakar, au Sénégal.", Predicate.PLACE, {"Dakar", "Sénégal"}),
        ("en", "A two-day workshop on forest fires was held in Accra.", Predicate.PLACE, {"Accra"}),
        ("fr", "Le projet SANTEplus est financé par l'Union européenne.", Predicate.FUNDER, {"Union européenne"}),
        ("fr", "Le projet SANTEplus est mis en œuvre en partenariat avec l'UNICEF et l'OMS.", Predicate.IMPLEMENTER, {"UNICEF", "OMS"}),
        ("en", "The Rural Schools Program is funded by the European Union and UNICEF.", Predicate.FUNDER, {"European Union", "UNICEF"}),
        ("en", "The Rural Schools Program is implemented by UNICEF.", Predicate.IMPLEMENTER, {"UNICEF"}),
        (
            "en",
            "The Rural Schools Program aims to support teachers across three countries: Ghana, Kenya and Peru.",
            Predicate.COUNTRY,
            {"Ghana", "Kenya", "Peru"},
        ),
        # what is launched may stand in the sentence before, what is worked for behind "the implementation of"
        (
            "fr",
            "Il a présenté le projet SANTEplus. La cérémonie de lancement s'est tenue à Cotonou.",
            Predicate.CONCERNS,
            {"projet SANTEplus"},
        ),
        (
            "fr",
            "L'atelier de Cotonou s'inscrit dans le cadre de la mise en œuvre du projet SANTEplus.",
            Predicate.CONCERNS,
            {"projet SANTEplus"},
        ),
        ("fr", "Le lancement du projet SANTEplus a eu lieu à Cotonou.", Predicate.CONCERNS, {"projet SANTEplus"}),
    ],
)
def test_a_relation_is_read(extract_text: Extract, language: str, text: str, predicate: Predicate, expected: set[str]) -> None:
    assert objects(extract_text(text, language, issued="2016-05-06"), predicate) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # what the subject of a verb does with an event, or at it
        ("fr", "La Suisse, la France et le Pérou ont participé à la conférence sur les donateurs à Dakar.", {"Suisse", "France", "Pérou"}),
        ("en", "Delegates from Fiji, Samoa and Tonga attended the regional conference on fisheries in Suva.", {"Fiji", "Samoa", "Tonga"}),
        ("fr", "Paul Lambert a quitté Lomé pour prendre part à la conférence sur la pêche à Dakar.", {"Paul Lambert"}),
        ("en", "Mary Kane travelled to Jakarta for the regional conference on fisheries.", {"Mary Kane"}),
        ("fr", "S'exprimant lors de la conférence sur la pêche, Paul Lambert a salué cet effort.", {"Paul Lambert"}),
        ("en", "At the end of the workshop on forest fires in Accra, Mary Kane thanked donors.", {"Mary Kane"}),
        # whom one meets
        ("fr", "Lors de sa visite à Douala, Rita Ndong s'est entretenue avec Bruno Tamba.", {"Rita Ndong", "Bruno Tamba"}),
        ("en", "During his visit to Nepal, Ivo Becker met President Ram Thapa.", {"Ivo Becker", "Ram Thapa"}),
        # what the noun tells
        ("fr", "La rencontre entre Paul Lambert et Marie Lopez s'est déroulée à Abidjan.", {"Paul Lambert", "Marie Lopez"}),
        ("en", "The talks between Jordan and Iraq were held in Amman.", {"Jordan", "Iraq"}),
        ("fr", "La visite officielle de Rita Ndong à Douala a pris fin mardi.", {"Rita Ndong"}),
        # what the event does
        ("fr", "Un atelier sur la santé réunissant des magistrats du Bénin et du Niger se tient à Lomé.", {"Bénin", "Niger"}),
        (
            "en",
            "The summit on water brought together presidents of Kenya, Uganda and Rwanda in Lima.",
            {"Kenya", "Uganda", "Rwanda"},
        ),
        # those who were present, named before that, and whom a visitor meets on the way
        (
            "en",
            "The workshop on forest fires opened in Suva. Officials of UNICEF and Oxfam were present at it.",
            {"UNICEF", "Oxfam"},
        ),
        ("fr", "La conférence sur la pêche s'est ouverte à Dakar. Le ministre Paul Lambert était également présent.", {"Paul Lambert"}),
        ("en", "Mary Kane made a three day visit to Fiji. In Suva she discussed fishing. She met with Ann Roe.", {"Mary Kane", "Ann Roe"}),
        ("fr", "Rita Ndong a effectué une visite officielle à Douala. Elle a rencontré Bruno Tamba.", {"Rita Ndong", "Bruno Tamba"}),
        # who is received, and to whom something is given
        ("fr", "L'ambassadeur Paul Lambert a été reçu en audience, mardi, à Lomé.", {"Paul Lambert"}),
        ("en", "The first of the passports was today issued to Mary Kane in Suva.", {"Mary Kane"}),
        # beside others
        (
            "fr",
            "La réunion d'experts sur la pêche a connu la participation de Marc Zinga et des représentants de l'Union européenne à Dakar.",
            {"Marc Zinga", "Union européenne"},
        ),
        (
            "en",
            "The meeting on fisheries, chaired by Joyce Bande and attended by officials of the World Bank, ended on Friday.",
            {"Joyce Bande", "World Bank"},
        ),
        ("en", "Among those attending the forum on fisheries in Suva were Alan Kay and Ruth Bell.", {"Alan Kay", "Ruth Bell"}),
        # who stands beside it, or before the names
        ("en", "Mary Kane, on a visit to Suva, thanked donors.", {"Mary Kane"}),
        ("fr", "Paul Lambert, en visite à Suva, a salué cet effort.", {"Paul Lambert"}),
        ("fr", "La conférence sur la pêche s'est ouverte à Dakar sous la présidence de Paul Lambert.", {"Paul Lambert"}),
        ("fr", "Lors d'une réunion à Vienne le 21 juin 2015, l'ONUDC et Interpol ont signé un accord.", {"ONUDC", "Interpol"}),
        # an attack is called after those who do it
        ("fr", "L'attaque des rebelles de l'AFC à Goma a fait dix morts le 3 mai 2016.", {"AFC"}),
        ("en", "An attack by Boko Haram on a village in Borno killed ten people on 3 May 2016.", {"Boko Haram"}),
        ("fr", "Des combattants de l'AFC ont mené une attaque contre Goma le 3 mai 2016.", {"AFC"}),
        ("en", "Boko Haram fighters carried out an attack on a village in Borno on 3 May 2016.", {"Boko Haram"}),
        # who is named behind "among those present were", and who made the speeches
        (
            "fr",
            "Un atelier sur la pêche s'est tenu à Dakar. Parmi les participants de premier plan figurait Paul Lambert.",
            {"Paul Lambert"},
        ),
        (
            "en",
            "A workshop on forest fires was held in Accra. Goodwill messages were given by the mayor, Mary Kane.",
            {"Mary Kane"},
        ),
        (
            "fr",
            "Un atelier sur la pêche s'est tenu à Dakar. Les participants ont été formés par un expert, Paul Lambert.",
            {"Paul Lambert"},
        ),
        # who speaks in the report of one conference, but not in that of a visit or an election
        (
            "en",
            "The national conference on fisheries opened in Tema on 3 May 2016. The sea is tired, Mary Kane said.",
            {"Mary Kane"},
        ),
        ("fr", "Le forum sur la pêche s'est ouvert à Thiès le 3 mai 2016. « La mer souffre », a déclaré Paul Lambert.", {"Paul Lambert"}),
        ("en", "The national election was held in Ghana on 3 May 2016. The sea is tired, Mary Kane said.", set()),
        # help is no presence
        ("en", "The police held a workshop on fisheries in Tema, with support from UNICEF.", set()),
        # nobody speaks at an election
        ("fr", "Lors de l'élection présidentielle de 2015 au Niger, Paul Lambert a critiqué le pouvoir.", set()),
    ],
)
def test_who_takes_part(extract_text: Extract, language: str, text: str, expected: set[str]) -> None:
    assert objects(extract_text(text, language, issued="2016-05-06"), Predicate.PARTICIPANT) == expected


@pytest.mark.parametrize(
    ("language", "text", "predicate", "expected"),
    [
        ("fr", "Le sommet de la CEDEAO s'est ouvert mardi à Praia.", Predicate.ORGANISER, {"CEDEAO"}),
        ("fr", "Le sommet des chefs d'État et de gouvernement de la CEDEAO s'est ouvert à Praia.", Predicate.ORGANISER, {"CEDEAO"}),
        ("fr", "Niger : une élection a été annoncée pour le 3 juillet.", Predicate.PLACE, set()),
        ("en", "The 52nd session of the Human Rights Council opened in Geneva.", Predicate.ORGANISER, {"Human Rights Council"}),
        (
            "fr",
            "Une formation des journalistes sur la pêche a été organisée à Dakar par l'UNESCO, en partenariat avec la FAO.",
            Predicate.ORGANISER,
            {"UNESCO", "FAO"},
        ),
        (
            "fr",
            "La réunion d'experts à Dakar a été convoquée par le ministre, Paul Lambert.",
            Predicate.ORGANISER,
            {"Paul Lambert"},
        ),
        ("fr", "Le Sénégal accueille la conférence mondiale sur l'eau.", Predicate.PLACE, {"Sénégal"}),
        ("en", "The forum on fisheries was hosted by Fiji on 3 May 2016.", Predicate.PLACE, {"Fiji"}),
        ("en", "The Geneva summit ended on 3 May 2016.", Predicate.PLACE, {"Geneva"}),
        # where those are who hold it
        ("en", "The office of UNICEF in Dakar held a workshop on fisheries in Thies.", Predicate.PLACE, {"Thies"}),
        ("fr", "Le bureau de l'UNICEF à Dakar a organisé un séminaire sur la pêche à Thiès.", Predicate.PLACE, {"Thiès"}),
        ("fr", "Le bureau de l'UNICEF à Dakar a organisé un séminaire sur la pêche à Thiès.", Predicate.ORGANISER, {"UNICEF"}),
        ("fr", "Un atelier sur la pêche s'est tenu à l'hôtel Serena de Kigali, au Rwanda.", Predicate.PLACE, {"Kigali", "Rwanda"}),
        # a body that meets, and the court of a trial
        ("en", "The Security Council met in New York on 4 May 2016.", Predicate.ORGANISER, {"Security Council"}),
        ("fr", "Le procès devant la Cour de cassation s'est ouvert lundi à Kinshasa.", Predicate.ORGANISER, {"Cour de cassation"}),
        ("fr", "Le procès des pêcheurs a été ouvert lundi devant la Cour de cassation.", Predicate.ORGANISER, {"Cour de cassation"}),
        ("fr", "Une conférence sur les travaux de l'UNESCO s'est tenue à Dakar.", Predicate.ORGANISER, set()),
        # its own gathering, and who is thanked for one
        ("en", "The African Union opened its annual conference in Nairobi on 3 May 2016.", Predicate.ORGANISER, {"African Union"}),
        ("fr", "L'Union africaine a adopté ce texte lors de sa 12e session à Nairobi.", Predicate.ORGANISER, {"Union africaine"}),
        ("en", "I commend UNICEF and FAO for hosting the conference on schools in Nairobi.", Predicate.ORGANISER, {"UNICEF", "FAO"}),
        # several places, those of what is opened, and those of the whole
        ("en", "Officers held a workshop on fires in Tema and Accra.", Predicate.PLACE, {"Tema", "Accra"}),
        # the only town of a sentence that tells of one event
        ("en", "Advice on houses in Suva was given to residents at a public meeting on fisheries.", Predicate.PLACE, {"Suva"}),
        ("fr", "Paul Lambert était l'hôte d'une école à Thiès, où il a animé une conférence sur la pêche.", Predicate.PLACE, {"Thiès"}),
        ("en", "Mary Kane left Suva after the workshop on forest fires.", Predicate.PLACE, set()),
        ("fr", "Paul Lambert a inauguré mardi trois forages construits à Thiès.", Predicate.PLACE, {"Thiès"}),
        # bodies give a training, at which persons lead
        (
            "en",
            "A training workshop for judges, delivered by the World Bank and facilitated by Mary Kane, was held in Accra on 3 May 2016.",
            Predicate.ORGANISER,
            {"World Bank"},
        ),
        (
            "fr",
            "Une formation des juges, dispensée par la Banque mondiale et animée par Paul Lambert, s'est tenue à Lomé le 3 mai 2016.",
            Predicate.ORGANISER,
            {"Banque mondiale"},
        ),
        ("fr", "Mme Lopez a présidé une séance de travail à la Primature mardi.", Predicate.ORGANISER, set()),
        (
            "en",
            "The workshop on fires was opened by Ada Yusuf. It was held in Abuja, Nigeria.",
            Predicate.PLACE,
            {"Abuja", "Nigeria"},
        ),
        ("en", "The meeting on fisheries took place at a hotel in the northern city of Kaduna.", Predicate.PLACE, {"Kaduna"}),
        ("fr", "Le Conseil de sécurité a tenu une réunion sur le Soudan à New York.", Predicate.PLACE, {"New York"}),
        ("fr", "À Lomé, l'ambassadeur du Pérou a ouvert une conférence sur la pêche.", Predicate.PLACE, {"Lomé"}),
        (
            "en",
            "The Rural Schools Program was presented at the workshop on fires in Tunis.",
            Predicate.CONCERNS,
            {"Rural Schools Program"},
        ),
        # what is done under a programme is told by the verb before that
        (
            "en",
            "Nurses who worked at the Lagos conference have been granted visas under the Rural Schools Program.",
            Predicate.CONCERNS,
            set(),
        ),
        (
            "fr",
            "La réunion des experts à Lomé a validé la Stratégie nationale de nutrition.",
            Predicate.CONCERNS,
            {"Stratégie nationale de nutrition"},
        ),
        ("fr", "La rencontre des chefs de la FAO, au lendemain du sommet sur la pêche, a eu lieu à Rome.", Predicate.ORGANISER, set()),
        # in the house of a body that is called by its town; the one town of the beginning of a report; a dateline without a comma
        ("en", "It rains in Suva. The workshop on forest fires took place at the University of Suva.", Predicate.PLACE, {"Suva"}),
        ("fr", "Des pêcheurs sont venus à Lomé. La conférence sur la pêche a duré trois jours.", Predicate.PLACE, {"Lomé"}),
        ("fr", "Des pêcheurs de Dakar sont venus à Lomé. La conférence sur la pêche a duré trois jours.", Predicate.PLACE, set()),
        ("fr", "Lomé 16 janvier 2020 : La conférence sur la pêche a duré trois jours.", Predicate.PLACE, {"Lomé"}),
        # bodies lend their name to what they hold
        ("en", "A workshop on forest fires was held in Suva under the patronage of UNICEF.", Predicate.ORGANISER, {"UNICEF"}),
        ("fr", "Un atelier sur la pêche s'est tenu à Lomé sous le haut patronage du ministre Paul Lambert.", Predicate.ORGANISER, set()),
    ],
)
def test_who_organises_where_and_what_for(
    extract_text: Extract, language: str, text: str, predicate: Predicate, expected: set[str]
) -> None:
    assert objects(extract_text(text, language, issued="2016-05-06"), predicate) == expected


@pytest.mark.parametrize(
    ("language", "text", "parts"),
    [
        ("en", "At the summit on water in Lima, ministers signed a declaration on 3 May 2016.", 1),
        ("fr", "En marge du sommet sur l'eau à Lima, les ministres ont signé une déclaration le 3 mai 2016.", 0),
        ("fr", "La cérémonie d'ouverture du festival de cinéma a eu lieu à Lomé.", 1),
    ],
)
def test_what_takes_place_at_an_event_is_a_part_of_it(extract_text: Extract, language: str, text: str, parts: int) -> None:
    found = extract_text(text, language, issued="2016-05-06").relations
    assert sum(relation.predicate is Predicate.SUB_EVENT for relation in found) == parts


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "At the summit on water in Lima, ministers signed a declaration on 3 May 2016."),
        ("fr", "Le sommet sur l'eau s'est ouvert à Lima par une cérémonie de remise de prix le 3 mai 2016."),
    ],
)
def test_a_part_of_an_event_takes_place_where_the_whole_does(extract_text: Extract, language: str, text: str) -> None:
    found = extract_text(text, language, issued="2016-05-06").relations
    assert len({relation.subject for relation in found if relation.predicate is Predicate.PLACE}) == 2


def test_those_present_take_part(extract_text: Extract) -> None:
    text = "La réunion d'experts sur la pêche s'est ouverte à Dakar en présence du ministre du Commerce, M. Paul Lambert."
    assert "Paul Lambert" in objects(extract_text(text, "fr"), Predicate.PARTICIPANT)


def test_countries_of_a_list_take_part(extract_text: Extract) -> None:
    text = (
        "UNICEF organized a regional conference on schools in Nairobi on 3 May 2016. "
        "Participating countries included Ghana, Kenya, Peru and the United Arab Emirates."
    )
    assert {"Ghana", "Kenya", "Peru"} <= objects(extract_text(text, "en"), Predicate.PARTICIPANT)


def test_speakers_take_part_where_the_text_reports_speeches(extract_text: Extract) -> None:
    text = (
        "Un atelier national sur la réforme foncière s'est ouvert à Bamako. "
        "Dans son allocution, le ministre Moussa Koné a salué cet effort. "
        "Awa Diallo a déclaré que la réforme avance."
    )
    assert {"Moussa Koné", "Awa Diallo"} <= objects(extract_text(text, "fr"), Predicate.PARTICIPANT)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "fr",
            "L'université tient un séminaire sur la pêche à Lomé. Ce séminaire est long. La mer est « vaste », a dit Awa Diallo.",
            {"Awa Diallo"},
        ),
        ("en", "The workshop on forest fires opened in Suva on Monday. Mary Kane said that fires are rare.", {"Mary Kane"}),
        # a day that the text calls a ceremony as well
        (
            "fr",
            (
                "Lomé a fêté la première Journée nationale de la Pêche artisanale. La cérémonie a eu du succès. "
                "Cette Journée nationale est utile. Awa Diallo a déclaré que la mer est vaste."
            ),
            {"Awa Diallo"},
        ),
        # what was told at another gathering, or of an event at which nobody speaks
        (
            "en",
            (
                "The workshop on forest fires opened in Suva on Monday. The workshop is free. At a meeting in Lima, Mary Kane sang. "
                "Ann Roe said that fires are rare."
            ),
            set(),
        ),
        ("en", "The election in Fiji took place on Monday. The election was calm. Mary Kane said that voters came early.", set()),
    ],
)
def test_who_speaks_in_the_report_of_an_event_is_there(extract_text: Extract, language: str, text: str, expected: set[str]) -> None:
    found = extract_text(text, language, issued="2016-05-06")
    assert {
        e.label.text for r in found.relations for e in found.entities if r.evidence.extractor == "speaker-at-event" and e.id == r.object
    } == expected


def datings(extraction: Extraction) -> set[tuple[str, str]]:
    return {(dating.bound.value, str(dating.date)) for dating in extraction.datings}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Une conférence sur la pêche s'est tenue du 3 au 5 mai 2016 à Dakar.", {("start", "2016-05-03"), ("end", "2016-05-05")}),
        ("fr", "Une conférence sur la pêche s'est tenue mercredi à Dakar.", {("start", "2016-05-04")}),
        # a relative clause that tells when it took place, behind an acronym or a year too
        ("en", "The minister opened a workshop on fishing that was held in Oslo on 4 May 2016.", {("start", "2016-05-04")}),
        ("en", "Delegates spoke at the Suva Forum on Fishing 2016, which took place on 4 May.", {("start", "2016-05-04")}),
        ("fr", "Il a ouvert un atelier sur la pêche qui s'est tenu à Oslo le 4 mai 2016.", {("start", "2016-05-04")}),
        # the only day of a sentence that tells of one event, unless it is that of telling
        (
            "fr",
            "Le village a reçu la visite de l'association Arbre vert, qui a planté des arbres, le 3 mai 2016.",
            {("start", "2016-05-03")},
        ),
        ("fr", "Paul Lambert était, hier, l'hôte de l'université de Dakar, où il a animé une conférence.", {("start", "2016-05-05")}),
        ("en", "Mary Kane said on Monday that the workshop on forest fires was a success.", set()),
        ("fr", "Il a fait part de ce vœu mardi, au cours d'une audience à lui accordée par le maire.", {("start", "2016-05-03")}),
        ("en", "A two-day workshop on forest fires opened in Accra on 3 May 2016.", {("start", "2016-05-03"), ("end", "2016-05-04")}),
        ("en", "The Strategic Framework to Prevent Forest Fires (2016-2020) was adopted.", {("start", "2016"), ("end", "2020")}),
        ("fr", "Une conférence sur la pêche s'est tenue à Dakar.", set()),
        # the year that an event is called by; a season is no date
        ("en", "Delegates will prepare the 2018 World Fisheries Conference.", {("start", "2018")}),
        ("fr", "Le Forum mondial de la pêche 2014-2015 s'est tenu à Dakar.", set()),
        # what is still to come
        ("en", "The regional conference on fisheries will open in Suva on Monday.", {("start", "2016-05-09")}),
        ("en", "The governor announced a February 20 election.", {("start", "2017-02-20")}),
        ("fr", "Une conférence sur la pêche se tiendra lundi à Dakar.", {("start", "2016-05-09")}),
        ("en", "A conference on fisheries in Suva on February 20 was a success.", {("start", "2016-02-20")}),
        # what is past
        ("en", "The conference on fisheries was held in Suva on September 20.", {("start", "2015-09-20")}),
        ("fr", "La conférence sur la pêche s'est tenue à Dakar il y a deux jours.", {("start", "2016-05-04")}),
        # the day of another event is not that of the one that it follows
        ("fr", "Paul Lambert a quitté Dakar mercredi, après la conférence sur la pêche.", set()),
        # the last day
        ("en", "The Geneva summit ended on 3 May 2016.", {("end", "2016-05-03")}),
        ("fr", "La réunion d'experts à Dakar a pris fin le 3 mai 2016.", {("end", "2016-05-03")}),
        (
            "fr",
            "Le sommet sur la pêche s'est ouvert à Dakar le 3 mai 2016. Le sommet s'est achevé le 5 mai 2016.",
            {("start", "2016-05-03"), ("end", "2016-05-05")},
        ),
        ("fr", "Depuis le lancement du programme SANTEplus en 2014, dix écoles ont ouvert.", {("start", "2014")}),
        (
            "en",
            "This year, the harbour training programme was conducted between 23 March and 2 April 2016, in two batches.",
            {("start", "2016-03-23"), ("end", "2016-04-02")},
        ),
        ("fr", "Le programme SANTEplus s'est déroulé du 3 mars au 9 avril 2016.", {("start", "2016-03-03"), ("end", "2016-04-09")}),
        # the day on which something is said of an event, asked for it, or was told at an inquiry that lasts
        ("en", "Dozens have landed since the fishing pact was signed in Suva, Mary Kane said today.", set()),
        ("en", "Mary Kane called for the inquiry into river fishing in May 2015.", set()),
        ("en", "During the inquiry into river fishing, on 3 May 2016, Mary Kane confirmed it.", set()),
        ("en", "The inquiry into river fishing opened on 3 May 2016.", {("start", "2016-05-03")}),
        ("en", "What they knew before the election in Fiji was released today.", set()),
        ("fr", "Responsable régional de l'Initiative pour les rivières d'Afrique (IRSA) (2004-2008)", set()),
    ],
)
def test_dates_of_events_and_programmes(extract_text: Extract, language: str, text: str, expected: set[tuple[str, str]]) -> None:
    assert datings(extract_text(text, language, issued="2016-05-06")) == expected


def test_a_budget_has_a_currency(extract_text: Extract) -> None:
    extraction = extract_text("The Rural Schools Program is a €11 million joint initiative by UNICEF and FAO.", "en")
    ((value, currency),) = [(budget.value, budget.currency) for budget in extraction.budgets]
    assert (value, currency) == (Decimal(11000000), "EUR")


def test_each_fact_stands_in_its_sentence(extract_text: Extract) -> None:
    text = "Un mot d'abord. Une conférence sur la pêche, organisée par l'UNICEF, s'est tenue le 3 mai 2016 à Dakar. Un mot enfin."
    extraction = extract_text(text, "fr")
    sentence = "Une conférence sur la pêche, organisée par l'UNICEF, s'est tenue le 3 mai 2016 à Dakar."
    evidence = [*(relation.evidence for relation in extraction.relations), *(dating.evidence for dating in extraction.datings)]
    assert {found.sentence.of(text) for found in evidence} == {sentence}
    assert all(dating.bound is Bound.START for dating in extraction.datings)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("UNHCR thanked donors. UNHCR Nigeria published a report.", {("UNHCR Nigeria", "UNHCR")}),
        ("Marine Economics issued a report. Marine said that trade would grow.", set()),  # only a shorter name
        ("The Department of Labour and Mines met. Ann Lee wrote to Labour and Mines (LM) Secretary Tom Fox.", set()),  # only its field
    ],
)
def test_an_acronym_at_the_beginning_of_a_name_is_the_whole(text: str, parts: set[tuple[str, str]], extract_text: Extract) -> None:
    found = extract_text(text, "en")
    names = {entity.id: entity.names[0].text for entity in found.entities}
    assert {(names[r.subject], names[r.object]) for r in found.relations if r.predicate is Predicate.PART_OF} == parts
