"""Programmes, by name and by description."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.names.find import find_names
from kg.extraction.programmes.find import find_programmes
from kg.extraction.text.reading import Reading
from kg.model.entities import EntityClass, Form
from kg.model.extraction import Extraction

Read = Callable[..., Reading]
Extract = Callable[..., Extraction]


def programmes(reading: Reading, form: Form = Form.NAME) -> list[str]:
    return [reading.text[c.begin : c.end] for c in find_programmes(reading, find_names(reading)) if c.form is form]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "Le gouvernement a lancé le projet SANTEplus au Bénin.", "projet SANTEplus"),
        ("fr", "Le gouvernement a lancé « Rivières d'argent ». Ce programme s'adresse aux pêcheurs.", "Rivières d'argent"),
        ("en", "The ministry launched “Blue Harvest” on Monday. The initiative will help fishers.", "Blue Harvest"),
        ("fr", "La mairie a lancé « Mer propre » lundi. L'initiative s'adresse aux pêcheurs.", "Mer propre"),
        ("en", "The Safe Rivers Collaborative (SRC), a training program led by the port, won a prize.", "Safe Rivers Collaborative (SRC)"),
        ("en", "“Blue Harvest” is an initiative to feed schools.", "Blue Harvest"),
        ("en", "“Blue Harvest”, a campaign against waste, began on Monday.", "Blue Harvest"),
        ("fr", "« Mer propre » est un projet de nettoyage des plages.", "Mer propre"),
        ("fr", "Il s'est exprimé lors de la concertation nationale, à Lille.", "concertation nationale"),
        ("fr", "Cette concertation nationale doit durer trois mois.", "concertation nationale"),
        ("fr", "L'exécutif renonce à l'extension du chèque logement.", "chèque logement"),
        ("fr", "Les crédits de la prime à la rénovation baissent.", "prime à la rénovation"),
        ("en", "The state government's pay-as-you-fish policy had failed.", "pay-as-you-fish policy"),
        ("fr", "Le plan gymnases a été critiqué.", "plan gymnases"),
        ("fr", "La direction a confirmé mardi un plan de départs volontaires.", "plan de départs volontaires"),
        ("fr", "La dette monte, malgré un programme de ventes d'immeubles.", "programme de ventes d'immeubles"),
        ("fr", "Elle soutient la réforme des ports annoncée par la Région.", "réforme des ports"),
        ("en", "They oppose the reform of the ports announced by the ministry.", "reform of the ports"),
        ("fr", "Le maire suit le projet de construction du marché central.", "projet de construction du marché central"),
        ("en", "The project to build the new harbour has stalled.", "project to build the new harbour"),
        ("fr", "Phase 1 : projet de rénovation des écoles, d'un montant de 3 millions d'euros.", "projet de rénovation des écoles"),
        ("en", "Call the Harbour Rescue Hotline at any hour.", "Harbour Rescue Hotline"),
        (
            "fr",
            "Il suit la mise en œuvre de la nouvelle stratégie de gestion des aires protégées, dit-il.",
            "nouvelle stratégie de gestion des aires protégées",
        ),
        ("fr", "L'Agenda 2063 guide le continent.", "Agenda 2063"),
        ("fr", "Il a présenté le projet « Pont vert » à la presse.", "projet « Pont vert »"),
        ("fr", "Une campagne de vaccination des enfants a été lancée lundi.", "campagne de vaccination des enfants"),
        ("fr", "Le pays applique le programme de réexamen des pesticides anciens.", "programme de réexamen des pesticides anciens"),
        ("fr", "Son Programme d'Investissement (PIV 2021-2025) avance.", "Programme d'Investissement (PIV 2021-2025)"),
        (
            "en",
            "The Strategic Framework to Prevent Forest Fires (2016-2020) was adopted.",
            "Strategic Framework to Prevent Forest Fires (2016-2020)",
        ),
        ("en", "It is funded under the Rural Schools Program in Ghana.", "Rural Schools Program"),
        ("en", "The department's housing project will be completed.", "housing project"),
        ("en", "The World Bank pays for the project 'Safe Harbours' in Ghana.", "project 'Safe Harbours'"),
        ("en", "Under the EUR 10 million Blue Coast Initiative, officers are trained.", "Blue Coast Initiative"),
        ("en", "Nurses joined the HARVESThome + programme in Accra.", "HARVESThome + programme"),
        ("en", "A Memorandum of Understanding was signed in Lagos.", "Memorandum of Understanding"),
        ("en", "Norway's humanitarian program will grow next year.", "humanitarian program"),
        ("en", "The Senate discussed the Refugee and Humanitarian program.", "Refugee and Humanitarian program"),
        ("en", "It is a Job Search, Housing and Training programme for women.", "Job Search, Housing and Training programme for women"),
        ("en", "Boats were stopped under Operation Clear Waters in March.", "Operation Clear Waters"),
        ("en", "Norway helps UNICEF through an emergency roster scheme with Oxfam.", "emergency roster scheme"),
        ("en", "A vaccination campaign against measles began on Monday.", "vaccination campaign against measles"),
        (
            "en",
            "Kenya and Uganda signed an agreement on the management of fishing rights.",
            "agreement on the management of fishing rights",
        ),
        ("en", "The Coalition's 'Fair Jobs plan for the Regions' is out.", "Fair Jobs plan for the Regions"),
        ("en", "Officers joined the Wide Area Coastal Watch (WACW) project.", "Wide Area Coastal Watch (WACW) project"),
        ("en", "The ministers adopted this landmark Ministerial Declaration.", "Ministerial Declaration"),
        ("en", "They work under the regional cooperation framework necessary to success.", "regional cooperation framework"),
        ("en", "The department runs a $12.5 million settlement grants program for families.", "settlement grants program for families"),
        ("en", "Norway will change the structure of its fishing programme to address the needs of ports.", "fishing programme"),
        ("en", "1997/98 Fishing Program Ignores Small Boats", "1997/98 Fishing Program"),
        ("fr", "Réhabilitation du port de Lomé : les riverains protestent", "Réhabilitation du port de Lomé"),
        ("fr", "Les travaux de modernisation de la gare ont repris.", "travaux de modernisation de la gare"),
        ("fr", "Ils attendent la fin du Plan de retrait de la force.", "Plan de retrait de la force"),
        ("fr", "Le pays se prête à l'Examen périodique universel.", "Examen périodique universel"),
        (
            "fr",
            "Elle soutient le Mécanisme africain d'évaluation par les pairs (MAEP).",
            "Mécanisme africain d'évaluation par les pairs (MAEP)",
        ),
        ("fr", "L'opération « Plage propre » a débuté à Lomé.", "opération « Plage propre »"),
        ("fr", "Le ministère a présenté son plan d'action pour la jeunesse.", "plan d'action pour la jeunesse"),
        ("fr", "Les deux pays ont signé un accord de coopération policière.", "accord de coopération policière"),
        ("fr", "Elle participe au Programme Électoral Togolais (PET 2024).", "Programme Électoral Togolais (PET 2024)"),
        ("en", "Young people found work through the Steps to Work programme.", "Steps to Work programme"),
        ("en", "The Girls at Sea program was praised.", "Girls at Sea program"),
        ("en", "They met at the Forum of the Clean Coast Process.", "Clean Coast Process"),
        ("en", "The Clean Coast Process and the Blue Water Initiative go on.", "Blue Water Initiative"),
        ("en", 'The mayor opened the "clean hands" campaign in Lagos.', '"clean hands" campaign'),
        ("en", "The Living in Kinship program's funds are spent.", "Living in Kinship program"),
        ("en", "It is paid by the European Union Emergency Trust Fund.", "European Union Emergency Trust Fund"),
        ("fr", "Le PNUD a lancé son projet d'éducation des filles.", "projet d'éducation des filles"),
        ("fr", "Elle est chargée du programme national de lutte contre le paludisme.", "programme national de lutte contre le paludisme"),
        ("fr", "Ils ont droit au programme national de lutte contre le paludisme.", "programme national de lutte contre le paludisme"),
        ("fr", "La ministre a présenté la feuille de route pour l'énergie.", "feuille de route pour l'énergie"),
        ("fr", "Le Fonds fiduciaire d'urgence pour le Sahel paie ces puits.", "Fonds fiduciaire d'urgence pour le Sahel"),
        (
            "fr",
            "Il dirige l'Initiative nationale pour le développement humain (INDH).",
            "Initiative nationale pour le développement humain (INDH)",
        ),
        ("fr", "Dans le cadre du projet de plantation d'arbres, la mairie a formé dix agents.", "projet de plantation d'arbres"),
        ("fr", "Le Schéma directeur national de la pêche a été adopté à Dakar.", "Schéma directeur national de la pêche"),
        ("en", "They signed the Memorandum on Fisheries Research in Suva on Monday.", "Memorandum on Fisheries Research"),
        ("en", "The Young Farmers Scholarship supports leaders in Ghana.", "Young Farmers Scholarship"),
        # what is whole without the acronym of a world body before it is a programme of that body
        ("en", "It is a part of the UN Harbour and Coast Programme in Ghana.", "UN Harbour and Coast Programme"),
        ("en", "Ghana welcomed the UNDP Harbour Safety and Rescue Programme.", "UNDP Harbour Safety and Rescue Programme"),
        ("en", "They launched the Safer Harbours activity in Accra.", "Safer Harbours activity"),
        (
            "en",
            "She visited the project “Keeping Plastic Waste and Nets out of Water – An Approach of Six Coastal Countries” in Lomé.",
            "project “Keeping Plastic Waste and Nets out of Water – An Approach of Six Coastal Countries”",
        ),
        # being carried out singles a strategy out
        ("fr", "Il parle de la mise en œuvre de la nouvelle stratégie de pêche durable.", "nouvelle stratégie de pêche durable"),
        ("en", "The workshop supports the implementation of the new strategy for safe harbours.", "strategy for safe harbours"),
        ("en", "The Rural Roads Plan of the World Bank was praised.", "Rural Roads Plan"),
        # capitals around a name that do not make a headline
        (
            "en",
            "She will meet Minister of Trade Ann Hanley, sign a Memorandum of Cooperation on Fishing and meet Minister Eva Reed.",
            "Memorandum of Cooperation on Fishing",
        ),
        # a name that it is said to have
        ("en", "Through “Green Lanes for All”, the council pays for trees. The initiative is in its third year.", "Green Lanes for All"),
        ("en", "Tech-savvy for Nurses - An expanded programme providing grants for clinics.", "Tech-savvy for Nurses"),
        ("en", "The mayor opened an initiative, dubbed “Clean Hands Lagos”, to fight cholera.", "Clean Hands Lagos"),
        ("en", "The new project popularly known as Sea Start helps sailors in Lagos.", "Sea Start"),
        ("fr", "Le projet, baptisé « Femmes debout », vise à former 300 couturières.", "Femmes debout"),
        ("fr", "Baptisé « Femmes debout », ce projet vise à former 300 couturières.", "Femmes debout"),
        ("fr", "L'initiative « Une école, un jardin » concerne 20 villages.", "initiative « Une école, un jardin »"),
        ("en", "She praised the Clean Water for All project.", "Clean Water for All project"),
        ("en", "For instance, the Fish-savvy for Life programme helps ports.", "Fish-savvy for Life programme"),
        ("en", "The second project was “Strengthening Harbour Rescue in Togo”.", "Strengthening Harbour Rescue in Togo"),
        ("fr", "Le deuxième projet est « Femmes Debout au Port de Lomé ».", "Femmes Debout au Port de Lomé"),
        # a length before the cost, a cost alone, a bond that is formed
        ("en", "A five-year, $20 million project to restore mangroves was launched in Accra.", "project to restore mangroves"),
        ("fr", "Le gouvernement a dévoilé son plan de relance de 100 milliards d'euros.", "plan de relance"),
        ("en", "Oxfam and UNICEF have formed a partnership on clean water in Chad.", "partnership on clean water"),
        # a short name with the years of a plan
        ("fr", "Ces écoles relèvent du PNDR 2021-2025.", "PNDR 2021-2025"),
        ("en", "The schools are built under the NDRP 2021-2025.", "NDRP 2021-2025"),
        # a name ends before what the programme costs and how long it lasts
        (
            "fr",
            "Ils ont lancé le programme de pêche durable d'un montant global de 3 millions d'euros.",
            "programme de pêche durable",
        ),
        ("fr", "Il dirige le Programme de coopération de cinq (5) ans avec le Togo.", "Programme de coopération"),
        ("fr", "Le plan national de pêche 2021-2025 a été validé.", "plan national de pêche 2021-2025"),
        ("fr", "Ils ont lancé le Plan national de pêche 2021-2025 à Dakar.", "Plan national de pêche 2021-2025"),
        ("en", "The country adopted its third National Harbour Plan in 2020.", "National Harbour Plan"),
        ("en", "They enrolled in the Young Sailors Scheme popularly called YOSS.", "Young Sailors Scheme"),
        ("en", "National Coordinator Rural Schools Programme (RSP) Ann Hanley said so.", "Rural Schools Programme (RSP)"),
        # its cost, or who pays for it or carries it out, singles a project out
        ("fr", "Le projet de protection des plages, d'un coût de 2 millions d'euros, avance.", "projet de protection des plages"),
        ("fr", "Le projet de protection des plages, financé par la Banque mondiale, avance.", "projet de protection des plages"),
    ],
)
def test_a_programme_is_named_or_singled_out(read_text: Read, language: str, text: str, name: str) -> None:
    assert name in programmes(read_text(text, language))


def test_a_programme_that_is_a_body_of_a_world_body_is_none(read_text: Read) -> None:
    assert programmes(read_text("Il travaille au Programme des Nations unies pour le développement (PNUD).", "fr")) == []


def test_the_acronym_of_a_programme_is_found_again(read_text: Read) -> None:
    text = "The Global Action to Protect Forests and Rivers (GAP-FR) is a joint initiative. The partners of GAP-FR met today."
    assert programmes(read_text(text, "en")) == ["Global Action to Protect Forests and Rivers (GAP-FR)", "GAP-FR"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le projet de loi a été adopté."),
        ("fr", "Plusieurs programmes et projets existent."),
        ("fr", "Il a pris l'initiative de partir."),
        ("fr", "Il faudrait élaborer un programme de réformes."),
        ("fr", "Le partenariat public-privé est utile."),
        ("en", "He took the initiative to call them."),
        ("en", "The project manager resigned."),
        ("en", "The World Food Programme sent rice."),
        ("en", "They called for a campaign against hunger."),
        ("en", "Police launched a campaign of arrests in the region."),
        ("en", "He led the campaign against terrorism."),
        ("en", "Anna Hanley spoke in Ohio. She presented the 2GO Anna Hanley Program."),
        ("en", "Home | About | Contact Maria Hanley | Privacy Policy"),
        ("en", "MINISTER MUST BACK OUR BORDER SOLUTION"),
        ("en", "The two countries reached no agreement on fishing."),
        ("fr", "Le projet de calendrier a été examiné."),
        ("fr", "Une campagne d'arrestations a été lancée."),
        ("fr", "Ils parlent d'un »Dispositif de défense » à la frontière."),
        ("fr", "Les travaux de modernisation avancent."),
        ("fr", "Venez bâtir dans le cadre d'un partenariat fécond."),
        ("en", "Running the farm was a challenge for us."),
        ("en", "Goals fell in the NFSL 2021-2022."),  # a season
        ("en", "It was decided by UNESCO 2021-2025."),
        ("fr", "L'opération de maintien de la paix créée par les Nations Unies continue."),
        # what soldiers do, what is broadcast, what two countries have in general
        ("fr", "Le général avait commandé l'opération « Vent du large », fatale à dix soldats."),
        ("en", "Ten soldiers were killed in Operation Clear Water."),
        ("en", "He said so on Coast News National Agenda."),
        ("fr", "Il plaide pour un renforcement du partenariat Togo-Pérou."),
        ("fr", "Il a suivi le programme de DEA en gestion des ports."),
        ("en", "She told the BBC's Harbour programme that the port was closed."),
        ("en", "It is supported by Harbour Action, the Charter Project, Land Policy Alliance and the Lagoon Project."),
        ("en", "He answered a report on last night's Wide Angle program on ABC-TV."),
        ("fr", "Le partenariat Pérou-Afrique a de l'avenir."),
        ("fr", "Il a vanté l'appropriation et le partenariat international."),
        # bodies, words between quotation marks, menus, figures of speech, software
        ("en", "The minister travelled with World Food Programme (WFP) director Ann Hanley."),
        ("fr", "Le Programme alimentaire mondial (PAM) a envoyé du riz."),
        ("en", "Members of the Western Coast Partnership have written to the minister."),
        ("en", '"Building this port is a Challenge for us all," he said.'),
        ("fr", 'Tout se passe "selon le plan". Il redoute des "paroles agressives".'),
        ("en", "Home Program Seniors Program Youth Affairs"),
        ("en", "The town suffers from the brutal campaign of the rebels."),
        ("fr", "L'équipe a fait une bonne opération à distance."),
        ("fr", "Des pirates ont attaqué le programme de messagerie Courrier Plus."),
        ("fr", "C'est un projet d'envergure nationale, lancé lundi."),
        # what criminals do
        ("en", "She was charged in the harbour fraud scheme."),
        ("en", "He was part of an elaborate scheme to steal more than $2 million from banks."),
        ("fr", "Il est derrière le projet d'attentat à l'explosif."),
        # treaties, and what governments and parties have in general
        ("en", "He spoke of the Paris Agreement."),
        ("fr", "Il a rappelé l'Accord de Paris."),
        ("en", "Read our Privacy Policy here."),
        ("en", "It was an abuse of the Court Process by the state."),
        ("fr", "Elle a élaboré le programme réformiste du candidat."),
        ("fr", "Il dirigeait la campagne à Paris."),
        ("fr", "Il se souvient de la campagne de 2022."),
        ("fr", "Ils examinent le projet de réforme de la justice."),
        # one of several, by its year
        ("en", "She got involved in the 2017 campaign."),
        ("en", "It refers to a 2003 agreement to construct the plant."),
        # headlines and mottos, whose words have capitals anyway
        ("en", "Workers Reject Plan To Increase Fishing Tax In Ghana"),
        ("en", "The forum has the theme “A Partnership for Green Harbours”."),
        ("fr", "Il a publié un livre intitulé « Pour un Pacte National sur la Pêche »."),
        # bodies, by what they do
        ("en", "The Harbour Rights Project sued the ministry."),
        ("fr", "L'Initiative pour les Droits du Port a condamné cet acte."),
        ("en", "The Harbour Rights Project (HRP) has asked the court to act."),
        ("en", "She worked for the Coastal Agency for Fishing Project in Accra."),
        # words of somebody in quotation marks, and headings
        ("en", "The project was “a very good idea for Ghana”."),
        ("fr", "Il veut mener une campagne « collective »."),
        ("fr", "Ils reprennent l'initiative « dans l'unité »."),
        ("fr", "« Campagne électorale »"),
        ("en", "She spoke of an ‘Open-Door Policy’ for all."),
        ("en", "He spoke on Coast Television's 'Good Morning Harbour' programme."),
        ("en", "Reports In-Custody Deaths Holiday Giving Drive Advisory Boards Community Events Calendar."),
        ("en", "The two governments signed the Agreement on Mutual Legal Assistance in Lagos."),
        # adjectives that tell nothing, a purpose that breaks off, how it is done
        ("fr", "Le projet global présenté n'est qu'un point de départ."),
        ("fr", "C'est le programme en trois étapes."),
        ("fr", "Les délégués du projet auprès des services sont venus."),
        ("fr", "Une opération grecque présumée a échoué."),
        ("fr", "Un dispositif spécifique sera mis en place."),
        ("en", "They work through a sustained campaign."),
        ("en", "Speaking on Harbour Daily, a television programme, he denied it."),
        ("en", "According to the Harbour Board, a project will begin soon."),
        ("fr", "Selon le ministre, un programme sera lancé."),
        ("fr", "Le joueur a touché la prime du match."),
        ("fr", "Il a reçu un chèque énorme."),
        ("fr", "Il faut un débat national."),
        ("fr", "Le portefeuille de la Réforme de l'administration lui revient."),
        ("fr", "La réforme des ports est discutée."),
        ("fr", "Le maire a repris l'initiative."),
        ("en", "It would only be a “temporary” arrangement."),
        ("en", "Fifteen suspects were arrested during Operation Clear Waters."),
        ("fr", "Elle chante « Mer propre ». Le public a applaudi."),
    ],
)
def test_what_is_no_programme(read_text: Read, language: str, text: str) -> None:
    assert programmes(read_text(text, language)) == []


def test_a_bare_noun_points_back(read_text: Read) -> None:
    assert programmes(read_text("Ce projet sera piloté par la mairie.", "fr"), Form.NOMINAL) == ["Ce projet"]


def test_the_campaign_of_a_person_is_none(read_text: Read) -> None:
    reading = read_text("Donald Marsh spoke in Ohio. The Marsh campaign denied the report.", "en")
    assert programmes(reading) == []


def clusters(extraction: Extraction) -> list[list[str]]:
    return [[name.text for name in entity.names] for entity in extraction.entities if entity.cls is EntityClass.PROGRAMME]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "An agreement on fishing was signed. Under the agreement, a Memorandum of Understanding on Nets, they will meet.",
        ),
        ("fr", "La Stratégie Nationale de Pêche 2025-2029 avance. La stratégie quinquennale 2025-2029 coûte cher."),
        ("fr", "La concertation nationale commence lundi. Cette consultation doit durer deux mois. Le débat portera sur les ports."),
        ("en", "The Safe Rivers Collaborative (SRC), a deferred payment program, grew. The program helps fishers."),
        ("en", "The School Gardens Program began in 2010. The aim of the SGP is to feed children."),
        ("en", "Kenya and Uganda signed an agreement on fishing. This landmark Ministerial Declaration was welcomed."),
        ("en", "They work under the regional cooperation framework known as the Kimbu Process."),
        ("fr", "Réhabilitation de l'aéroport de Goma : la colère. Les travaux de modernisation de l'aéroport ont commencé en 2022."),
        ("fr", "L'Examen périodique universel (EPU) se tient à Genève. L'EPU est un mécanisme."),
        ("en", "The mayor launched an initiative on cholera, dubbed “Clean Hands”, in May. Clean Hands goes on."),
        ("fr", "Une campagne de collecte, intitulée « Un livre pour tous », a été lancée mardi."),
    ],
)
def test_one_programme_in_several_words(extract_text: Extract, language: str, text: str) -> None:
    assert len(clusters(extract_text(text, language))) == 1


def test_a_short_strategy_is_not_a_long_project_with_its_words(extract_text: Extract) -> None:
    text = (
        "La Stratégie numérique du Bénin a été adoptée. "
        "Le Projet d'Investissement pour l'Accélération de l'Économie Numérique du Bénin a été lancé."
    )
    assert len(clusters(extract_text(text, "fr"))) == 2
