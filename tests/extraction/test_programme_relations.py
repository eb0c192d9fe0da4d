"""Who funds and carries out programmes, where they work, what they cost; which body is part of which."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.model.extraction import Extraction
from kg.model.relations import Predicate

Extract = Callable[..., Extraction]

FUNDER, IMPLEMENTER, COUNTRY, PART_OF = Predicate.FUNDER, Predicate.IMPLEMENTER, Predicate.COUNTRY, Predicate.PART_OF


def objects(extraction: Extraction, predicate: Predicate) -> set[str]:
    labels = {entity.id: entity.label.text for entity in extraction.entities}
    return {labels[relation.object] for relation in extraction.relations if relation.predicate is predicate}


@pytest.mark.parametrize(
    ("language", "text", "predicate", "expected"),
    [
        ("en", "The World Bank approved a $50 million grant for the Ghana Urban Water Project.", FUNDER, {"World Bank"}),
        # who lends money to carry a project out pays for it, and does not carry it out
        ("en", "The World Bank approved a loan of $50 million to Ghana to implement the Urban Water Project.", FUNDER, {"World Bank"}),
        ("en", "The World Bank approved a loan of $50 million to Ghana to implement the Urban Water Project.", IMPLEMENTER, set()),
        ("en", "The Rural Schools Program will be implemented by Ghana's Ministry of Education.", IMPLEMENTER, {"Ministry of Education"}),
        # what it is told to be, who acts for whom, what a body has
        ("en", "The Safe Rivers Collaborative (SRC), a youth program led by UNICEF, has grown.", IMPLEMENTER, {"UNICEF"}),
        ("fr", "Chez la Compagnie du Lac, la direction a confirmé un plan de départs volontaires.", IMPLEMENTER, {"Compagnie du Lac"}),
        (
            "fr",
            "Des emplois sont menacés chez la Compagnie du Lac avec un plan de départs volontaires lancé lundi.",
            IMPLEMENTER,
            {"Compagnie du Lac"},
        ),
        ("fr", "Le plan gymnases, voulu par le ministère des Sports, commence.", IMPLEMENTER, {"ministère des Sports"}),
        ("en", "The Ministry of Education confirmed the Rural Schools Program on Monday.", IMPLEMENTER, {"Ministry of Education"}),
        # the programme of a body below the state is not for all of it
        ("fr", "Le Togo est là. Au Togo, la mairie a lancé le « plan gymnases » pour les écoles du Togo.", COUNTRY, set()),
        # the parties that stand in the name
        ("fr", "Le programme de coopération entre le Togo et l'UNICEF a été lancé.", IMPLEMENTER, {"UNICEF"}),
        ("fr", "Le programme de coopération entre le Togo et l'UNICEF a été lancé.", COUNTRY, {"Togo"}),
        ("fr", "Le programme de coopération Togo-UNICEF 2019-2021 a été lancé par le maire au Togo avec l'UNICEF.", COUNTRY, {"Togo"}),
        (
            "fr",
            "Initiative conjointe du PNUD et de la Banque mondiale, le projet « Pont vert » avance.",
            IMPLEMENTER,
            {"PNUD", "Banque mondiale"},
        ),
        ("fr", "Il élargit le projet « Pont vert » qui couvrait déjà le Togo et le Bénin.", COUNTRY, {"Togo", "Bénin"}),
        # the clause behind a programme that it is the object of
        ("en", "The Rural Schools Program, which UNICEF manages in Ghana, will end in 2027.", IMPLEMENTER, {"UNICEF"}),
        # what is told of a launch is told of what is launched
        ("en", "The Rural Schools Program, co-financed by the European Union, was launched in Accra.", FUNDER, {"European Union"}),
        ("fr", "Le projet « Pont vert », doté de 3 millions d'euros par la Banque mondiale, avance.", FUNDER, {"Banque mondiale"}),
        # the name of another country in that of a programme tells that it is not for the one that the text is about
        ("en", "Peru is here. In Peru they praised the Ghana Schools Support Programme.", COUNTRY, set()),
        # what is recruited into it, or raised, does not tell who carries it out
        ("en", "The government started massive recruitment into the Rural Schools Program in Ghana.", IMPLEMENTER, set()),
        ("fr", "Le gouvernement du Togo a porté le niveau du plan Vigilance à cinq.", IMPLEMENTER, set()),
        # a participle of another thing in the clause of the programme
        ("en", "The Rural Schools Program came out of a survey of teachers conducted by UNICEF.", IMPLEMENTER, set()),
        ("en", "The Rural Schools Program is a partnership run by UNICEF.", IMPLEMENTER, {"UNICEF"}),
        ("fr", "Elles ont été financées par la Banque mondiale dans le cadre du projet « Pont vert ».", FUNDER, set()),
        ("en", "Funded by the World Bank, the Rural Schools Program has begun.", FUNDER, {"World Bank"}),
        ("en", "Peru spoke. Ghana sent a minister to join the meeting of the Rural Schools Program.", COUNTRY, set()),
        ("en", "Singapore signs an extension of the Harbour Safety Memorandum with Peru.", COUNTRY, {"Singapore"}),
        # the town of a signing
        ("en", "The Harbour Memorandum, signed in Lomé by Peru and Togo, aims at safe ports.", COUNTRY, {"Peru", "Togo"}),
        # the body that ends its name
        ("en", "The Rural Roads Plan of the World Bank was praised.", IMPLEMENTER, {"World Bank"}),
        # the roads are financed, not what comes behind them
        ("fr", "Les routes financées par la Banque mondiale ont été visitées avant le projet « Pont vert ».", FUNDER, set()),
        # a programme for many countries is not for the one that the text is about
        ("fr", "Le Togo est en vue. Au Togo, l'initiative mondiale de lutte contre le bruit a été présentée.", COUNTRY, set()),
        ("fr", "Le Togo est en vue. Au Togo, la campagne de lutte contre le bruit a été présentée.", COUNTRY, {"Togo"}),
        ("en", "The EU-funded Rural Schools Program ends in 2025.", FUNDER, {"EU"}),
        ("en", "UNICEF runs a cholera response project in Malawi with funding from the European Union.", FUNDER, {"European Union"}),
        ("en", "UNICEF runs a cholera response project in Malawi with funding from the European Union.", IMPLEMENTER, {"UNICEF"}),
        ("en", "UNICEF received $2 million from Oxfam to implement the Rural Schools Program.", FUNDER, {"Oxfam"}),
        ("en", "UNICEF received $2 million from Oxfam to implement the Rural Schools Program.", IMPLEMENTER, {"UNICEF"}),
        ("en", "Funding for the Rural Schools Program comes from the European Union.", FUNDER, {"European Union"}),
        ("en", "The Rural Schools Program has a budget of 10 million euros, provided by the European Union.", FUNDER, {"European Union"}),
        ("en", "Through the Rural Schools Program, UNICEF trained 300 teachers.", IMPLEMENTER, {"UNICEF"}),
        (
            "fr",
            "Le projet « Pont vert » est financé à hauteur de 5 millions d'euros par l'Union européenne.",
            FUNDER,
            {"Union européenne"},
        ),
        ("fr", "L'UNICEF a reçu 2 millions de dollars de l'UNESCO pour mettre en œuvre le projet « Pont vert ».", FUNDER, {"UNESCO"}),
        ("fr", "L'UNICEF a reçu 2 millions de dollars de l'UNESCO pour mettre en œuvre le projet « Pont vert ».", IMPLEMENTER, {"UNICEF"}),
        ("fr", "La mise en œuvre du projet « Pont vert » est assurée par le PNUD.", IMPLEMENTER, {"PNUD"}),
        ("fr", "Le financement du projet « Pont vert » est assuré par la Banque mondiale.", FUNDER, {"Banque mondiale"}),
        ("fr", "À travers le projet « Pont vert », le PNUD a formé 300 enseignants.", IMPLEMENTER, {"PNUD"}),
        ("en", "The Rural Schools Program covers Kenya, Uganda and Tanzania.", COUNTRY, {"Kenya", "Uganda", "Tanzania"}),
        ("en", "The Rural Schools Program, active in Senegal and Ghana, will end in 2027.", COUNTRY, {"Senegal", "Ghana"}),
        ("en", "The Rural Schools Program began in Geneva on Monday.", COUNTRY, set()),
        ("fr", "Le projet « Pont vert » concerne le Togo et le Bénin.", COUNTRY, {"Togo", "Bénin"}),
        ("fr", "Le projet « Pont vert » est exécuté au profit des populations de l'Ituri.", COUNTRY, {"Ituri"}),
        ("en", "UNICEF is the lead agency for the Rural Schools Program.", IMPLEMENTER, {"UNICEF"}),
        ("fr", "L'UNICEF est l'agence d'exécution du projet « Pont vert ».", IMPLEMENTER, {"UNICEF"}),
        ("fr", "Cela a conduit l'UNICEF, à travers le projet « Pont vert », à former 300 enseignants.", IMPLEMENTER, {"UNICEF"}),
        ("en", "The Rural Schools Program is being co-ordinated by UNICEF.", IMPLEMENTER, {"UNICEF"}),
        ("en", "Oxfam receives funding from the European Union through the Rural Schools Program.", IMPLEMENTER, set()),
        ("fr", "Oxfam a reçu des vivres à travers le projet « Pont vert ».", IMPLEMENTER, set()),
        ("en", "Jane Doe of UNICEF said that our school feeding program works.", IMPLEMENTER, set()),
        ("fr", "Le projet « Pont vert » a débuté lundi à Dakar.", COUNTRY, set()),
        ("en", "Oxfam receives funding from the European Union through the Rural Schools Program.", FUNDER, {"European Union"}),
        ("fr", "Oxfam bénéficie du financement de la Banque mondiale à travers le projet « Pont vert ».", FUNDER, {"Banque mondiale"}),
        ("en", "The Rural Schools Program is supported by organisations such as UNICEF and Oxfam.", FUNDER, {"UNICEF", "Oxfam"}),
        (
            "fr",
            "Le projet « Pont vert » est financé par plusieurs bailleurs dont la Banque mondiale et l'UNICEF.",
            FUNDER,
            {"Banque mondiale", "UNICEF"},
        ),
        ("en", "As part of the Rural Schools Program, UNICEF will provide $75,000 to the town of Elton.", FUNDER, {"UNICEF"}),
        ("fr", "L'Union européenne annonce 180 millions d'euros dans le cadre du projet « Pont vert ».", FUNDER, {"Union européenne"}),
        ("en", "The inquiry into the Rural Schools Program, initiated by Oxfam, ended.", IMPLEMENTER, set()),
        ("fr", "La réunion sur le projet « Pont vert », initiée par l'UNICEF, a eu lieu lundi.", IMPLEMENTER, set()),
        ("en", "UNICEF announced new rules for the Rural Schools Program.", FUNDER, set()),
        (
            "fr",
            "La Banque africaine de développement a accordé 20 millions d'euros au projet « Pont vert ».",
            FUNDER,
            {"Banque africaine de développement"},
        ),
        (
            "fr",
            "Avec l'appui financier de la Banque mondiale, le PNUD exécute un projet de déminage en Angola.",
            FUNDER,
            {"Banque mondiale"},
        ),
        ("fr", "L'UNICEF a lancé le projet SANTEplus, financé par l'Union européenne, à Lomé.", FUNDER, {"Union européenne"}),
        ("en", "UNICEF helps farmers through its Green Villages Programme.", IMPLEMENTER, {"UNICEF"}),
        ("en", "The FAO and the WHO met. The FAO-WHO food safety programme was launched in Rome.", IMPLEMENTER, {"FAO", "WHO"}),
        ("en", "Norway assists farmers through an emergency seed scheme with UNICEF.", IMPLEMENTER, {"UNICEF"}),
        ("en", "UNICEF and UNESCO signed a partnership agreement on schools.", IMPLEMENTER, {"UNICEF", "UNESCO"}),
        ("fr", "Le projet « Pont vert » est porté par le PNUD.", IMPLEMENTER, {"PNUD"}),
        ("fr", "Le projet « Pont vert » est mis en œuvre sous la coordination du PNUD.", IMPLEMENTER, {"PNUD"}),
        ("en", "The school feeding project in Ghana and Kenya will go on.", COUNTRY, {"Ghana", "Kenya"}),
        ("en", "Norway's humanitarian program will grow.", COUNTRY, {"Norway"}),
        ("en", "The Regional Fishing Arrangement between Kenya and Uganda took effect.", COUNTRY, {"Kenya", "Uganda"}),
        ("en", "Kenya and Uganda signed an agreement on fishing rights.", COUNTRY, {"Kenya", "Uganda"}),
        (
            "en",
            "A Memorandum of Understanding was signed. These are two arrangements between Ghana and Kenya.",
            COUNTRY,
            {"Ghana", "Kenya"},
        ),
        ("en", "The Rural Schools Program was delivered despite the conflict in Mali and Niger.", COUNTRY, set()),
        ("fr", "Le projet « Pont vert » a été mené malgré les combats au Mali et au Niger.", COUNTRY, set()),
        (
            "en",
            "The Rural Schools Program will provide a mechanism for considering Ghana's policy. Mali and Niger agree.",
            COUNTRY,
            set(),
        ),
        (
            "fr",
            "Les États-Unis ont signé un accord de coopération au développement. Le Bénin attend. Le Bénin et Cotonou l'espèrent.",
            COUNTRY,
            set(),
        ),
        (
            "fr",
            "Le Bénin a signé un accord de coopération au développement. Le Bénin est content.",
            COUNTRY,
            {"Bénin"},
        ),
        ("en", "The African Union adopted the Blue Coast Initiative in Nairobi.", COUNTRY, set()),
        ("en", "The Rural Schools Program will grow, the Government of Ghana said. Ghana is ready.", COUNTRY, {"Ghana"}),
        ("fr", "Réhabilitation de l'aéroport de Goma : les travaux commencent", COUNTRY, {"Goma"}),
        ("fr", "Ils attendent la fin du Plan de retrait de la force du Mali.", COUNTRY, {"Mali"}),
        ("fr", "Le Kenya et l'Ouganda ont signé un accord de coopération policière.", COUNTRY, {"Kenya", "Ouganda"}),
        ("fr", "La stratégie nationale de lutte contre la corruption a été présentée à Kinshasa.", COUNTRY, set()),
        ("fr", "Le projet « Sahel Vert » au Niger avance.", COUNTRY, {"Niger"}),
        ("en", "The Counter-Terrorism Committee, a subsidiary body of the Security Council, met.", PART_OF, {"Security Council"}),
        ("en", "The Department of Botany at the University of Nairobi took part.", PART_OF, {"University of Nairobi"}),
        ("en", "The Department of Botany, University of Nairobi, took part.", PART_OF, set()),
        ("en", "He works in the Department of Botany, University of Nairobi.", PART_OF, {"University of Nairobi"}),
        ("en", "She led the Fisheries Division, Department of Agriculture.", PART_OF, {"Department of Agriculture"}),
        ("fr", "Elle a étudié à l'Université de Lomé et à l'Université de Dakar.", PART_OF, set()),
        ("en", "Our Permanent Mission to the United Nations in Geneva agreed.", PART_OF, set()),
        (
            "en",
            "TO THE SENATE OF THE UNITED STATES: I send a treaty.\n\nThe Senate of the United States sits. The Senate votes.",
            PART_OF,
            set(),
        ),
        ("en", "Human Rights Watch’s Asia Division met. Human Rights Watch’s work goes on.", PART_OF, {"Human Rights Watch"}),
        ("en", "The Federal Government, through the Ministry of Works, repairs roads.", PART_OF, {"Federal Government"}),
        ("fr", "Le Gouvernement du Niger, à travers le ministère des Mines, agit.", PART_OF, {"Gouvernement du Niger"}),
        ("en", "Through the Rural Schools Program, UNICEF trains teachers.", IMPLEMENTER, {"UNICEF"}),
        ("fr", "À travers le projet « Sahel Vert », l'UNICEF a formé des enseignants.", IMPLEMENTER, {"UNICEF"}),
        (
            "fr",
            "La Direction générale des douanes, relevant du ministère des Finances, a saisi des produits.",
            PART_OF,
            {"ministère des Finances"},
        ),
        (
            "fr",
            "L'Agence nationale de l'aviation civile, placée sous la tutelle du ministère des Transports, agit.",
            PART_OF,
            {"ministère des Transports"},
        ),
    ],
)
def test_a_relation_of_a_programme_or_a_body(
    extract_text: Extract, language: str, text: str, predicate: Predicate, expected: set[str]
) -> None:
    assert objects(extract_text(text, language, issued="2016-05-06"), predicate) == expected


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "Officers are trained under the EUR 10 million Blue Coast Initiative.", Decimal(10_000_000)),
        ("fr", "Le projet « Pont vert », doté de 3 millions d'euros, avance.", Decimal(3_000_000)),
        ("en", "The Rural Schools Program has a budget of AUD$2 billion (US$1.3 billion).", Decimal(2_000_000_000)),
        ("en", "In Ghana the contribution to the Rural Schools Program funding stands at €3 million.", None),
        ("en", "In Ghana the contribution to the Rural Schools Program stands at €3 million.", None),
        ("fr", "Au Togo, le projet « Pont vert » est d'un montant de 100 milliards de Fcfa.", Decimal(100_000_000_000)),
        ("fr", "Pour le projet « Pont vert », un financement additionnel d'un montant de 50 millions d'euros est prévu.", None),
        ("en", "The Rural Schools Program brought benefits of $829 million.", None),
        ("en", "The Rural Schools Program provides $2,000 for each family.", None),
        ("en", "The Rural Schools Program in Ghana has a budget of $3 million.", Decimal(3_000_000)),
        ("en", "The Rural Schools Program has a budget of $3 million.", None),  # whose dollars, no word tells
        ("en", "In Ghana the Rural Schools Program has funding of $3 million a year.", None),
        ("en", "In Ghana the budget of the Rural Schools Program was cut by $3 million.", None),
        ("en", "The Rural Schools Program has a budget of NOK 3 million.", Decimal(3_000_000)),
        ("en", "Sales in Ghana were worth $3 million in 2019, the report by the Rural Schools Program says.", None),
        ("en", "In Ghana she gave a $60,000 grant in support of the Rural Schools Program.", None),
        ("en", "In Ghana a $60,000 grant went to a school under the Rural Schools Program.", None),  # a part of it
        ("en", "In Ghana the budget of the Rural Schools Program grew by over $3 million.", None),
        ("fr", "Un don de 60 000 euros a été fait à une école dans le cadre du projet « Pont vert ».", None),
        ("fr", "Le projet « Pont vert » a un budget de 3 millions d'euros par an.", None),
        ("en", "As part of Ghana's $10 million Rural Schools Program funding for Accra, the ministry helps.", None),
        ("en", "In Ghana the Rural Schools Program is worth it: it will provide $160,000 to UNICEF.", None),
    ],
)
def test_what_a_programme_has_to_spend(extract_text: Extract, language: str, text: str, value: Decimal | None) -> None:
    assert [budget.value for budget in extract_text(text, language).budgets] == ([value] if value is not None else [])


@pytest.mark.parametrize(
    ("language", "text", "start"),
    [
        ("fr", "Les travaux de modernisation de l'aéroport, amorcés en 2022, continuent.", {"2022"}),
        ("en", "The Rural Schools Program was launched in 2010.", {"2010"}),
        # and when it ends
        ("en", "The Rural Schools Program will end in 2027.", {"2027"}),
        ("fr", "Le programme « Mer propre » prendra fin en 2027.", {"2027"}),
        ("fr", "La concertation nationale doit durer jusqu'au 1er mars 2025.", {"2025-03-01"}),
        ("fr", "Le comité a été créé en 2017 à la suite de l'accord de partenariat « Pont vert ».", set()),
    ],
)
def test_when_a_programme_begins(extract_text: Extract, language: str, text: str, start: set[str]) -> None:
    found = extract_text(text, language, issued="2024-05-06")
    programmes = {entity.id for entity in found.entities if entity.cls == "Programme"}
    assert {str(dating.date) for dating in found.datings if dating.subject in programmes} == start
