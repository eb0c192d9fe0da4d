"""Posts of persons, and which body is part of which."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model.extraction import Extraction
from kg.model.relations import Predicate

Extract = Callable[..., Extraction]
Roles = set[tuple[str, str, str | None, str | None]]


def roles_of(extraction: Extraction) -> Roles:
    labels: dict[str | None, str | None] = {entity.id: entity.label.text for entity in extraction.entities}
    labels[None] = None
    return {(str(labels[role.holder]), role.title, labels[role.organisation], labels[role.place]) for role in extraction.roles}


@pytest.mark.parametrize(
    ("language", "text", "role"),
    [
        (
            "fr",
            "Awa Diallo, directrice générale adjointe de l'Organisation mondiale de la santé, a ouvert la séance.",
            ("Awa Diallo", "directrice générale adjointe", "Organisation mondiale de la santé", None),
        ),
        (
            "fr",
            "Le représentant de l'UNICEF au Bénin, M. Paul Lambert, a salué cet effort.",
            ("Paul Lambert", "représentant", "UNICEF", "Bénin"),
        ),
        (
            "fr",
            "Le ministre malien de l'Éducation, Moussa Koné, était présent.",
            ("Moussa Koné", "ministre de l'Éducation", None, None),
        ),
        (
            "fr",
            "La ministre des Droits de la femme, de la Famille et de l'Enfance, Mme Claire Morel, est arrivée hier.",
            ("Claire Morel", "ministre des Droits de la femme, de la Famille et de l'Enfance", None, None),
        ),
        (
            "en",
            "Anna Schmidt, Head of Child Protection at UNICEF, presented the figures.",
            ("Anna Schmidt", "Head of Child Protection", "UNICEF", None),
        ),
        (
            "en",
            "The ceremony in Nairobi was opened by Kenyan Foreign Minister John Kamau in Kenya.",
            ("John Kamau", "Foreign Minister", None, "Kenya"),
        ),
        (
            "fr",
            "Elle a été désignée par la présidente du Conseil économique, social et environnemental, Awa Diallo.",
            ("Awa Diallo", "présidente", "Conseil économique, social et environnemental", None),
        ),
        (
            "en",
            "The Director-General, Ports Safety Agency, PSA, Dr Ben Low, opened it.",
            ("Ben Low", "Director-General", "Ports Safety Agency", None),
        ),
        ("en", "Labour and Employment Minister, Ben Low, said this on Friday.", ("Ben Low", "Labour and Employment Minister", None, None)),
        ("en", "Ben Low, former Senator popularly called Hally, came on Friday.", ("Ben Low", "former Senator", None, None)),
        ("en", "Dear Attorney General Ada Low: we write to you.", ("Ada Low", "Attorney General", None, None)),
        ("fr", "Il a crié, attaquant directement la maire Anne Dupont et les siens.", ("Anne Dupont", "maire", None, None)),
        ("fr", "Le VPM Moussa Koné était présent.", ("Moussa Koné", "VPM", None, None)),
        (
            "en",
            "Twitter's former head of security, Peter Walsh, has told the press so.",
            ("Peter Walsh", "former head of security", "Twitter", None),
        ),
        (
            "en",
            "Peter Walsh, a former head of security at Facebook, has told the press so.",
            ("Peter Walsh", "former head of security", "Facebook", None),
        ),
        ("en", "Peter Walsh, co-founder of Brightwave, has resigned.", ("Peter Walsh", "co-founder", "Brightwave", None)),
        (
            "en",
            "Peter Walsh, Commissioner for Equality, Preparedness and Crisis Management, said that it rained.",
            ("Peter Walsh", "Commissioner for Equality, Preparedness and Crisis Management", None, None),
        ),
        (
            "en",
            "Peter Walsh, Senior Research Fellow on China at the international affairs think tank Chatham House, disagrees.",
            ("Peter Walsh", "Senior Research Fellow on China", "Chatham House", None),
        ),
        (
            "fr",
            "Moussa Koné a été reconduit au poste de secrétaire général de la présidence de la République.",
            ("Moussa Koné", "secrétaire général", "présidence de la République", None),
        ),
        ("fr", "M. Moussa Koné, nommé Premier ministre ce 2 avril, est là.", ("Moussa Koné", "Premier ministre", None, None)),
        (
            "en",
            "MEDIA RELEASE MINISTER FOR FOREIGN AFFAIRS ALEXANDER DORNER\n\nIt rained today in the hills.",
            ("ALEXANDER DORNER", "MINISTER FOR FOREIGN AFFAIRS", None, None),
        ),
        (
            "en",
            "I met the Leader of the Opposition and members of the Greens, the Secretary-General of the Reefs Forum, Peter Walsh.",
            ("Peter Walsh", "Secretary-General", "Reefs Forum", None),
        ),
        ("en", "Lumora boss Peter Walsh has resigned.", ("Peter Walsh", "boss", "Lumora", None)),
        ("fr", "Le fondateur de Zicsart, Moussa Koné, était présent.", ("Moussa Koné", "fondateur", "Zicsart", None)),
        (
            "en",
            "Peter Walsh, Ambassador of Ireland, thanked the organisers.",
            ("Peter Walsh", "Ambassador", None, "Ireland"),
        ),
    ],
)
def test_a_post_is_read_with_its_body_and_place(extract_text: Extract, language: str, text: str, role: tuple[str, ...]) -> None:
    assert role in roles_of(extract_text(text, language))


@pytest.mark.parametrize(
    ("language", "text", "role"),
    [
        ("en", "It was, Â·as President Mwale of Zambia said in Lusaka, a good year.", ("Mwale", "President")),
        (
            "fr",
            "Chantal Morel, analyste spécialisée dans les mines et ayant vécu à Dakar, est venue.",
            ("Chantal Morel", "analyste spécialisée dans les mines"),
        ),
        ("fr", "Le porte-parole du Premier ministre ghanéen Kofi Asare a quitté la salle.", ("Kofi Asare", "Premier ministre")),
    ],
)
def test_a_title_has_no_words_of_its_neighbours(extract_text: Extract, language: str, text: str, role: tuple[str, str]) -> None:
    assert {(holder, title) for holder, title, _, _ in roles_of(extract_text(text, language))} == {role}


def test_two_coordinated_posts_are_two_roles(extract_text: Extract) -> None:
    text = "Jeanne Petit, présidente du comité national et directrice régionale de la Croix-Rouge, a pris la parole."
    titles = {title for _, title, _, _ in roles_of(extract_text(text, "fr"))}
    assert len(titles) == 2
    assert any(title.startswith("directrice régionale") for title in titles)


def test_posts_in_a_letterhead_belong_to_the_name_before_them(extract_text: Extract) -> None:
    text = "The Hon Mary Stone MP  Minister for Health\n\nThe clinic opened today. Ms Stone said work would go on."
    assert {("Mary Stone", "MP"), ("Mary Stone", "Minister for Health")} <= {role[:2] for role in roles_of(extract_text(text, "en"))}


def test_a_verb_is_no_post(extract_text: Extract) -> None:
    assert not roles_of(extract_text("They will chair the session with John Kamau in Geneva.", "en"))


def test_a_person_is_affiliated_to_the_body_of_the_post(extract_text: Extract) -> None:
    extraction = extract_text("Anna Schmidt, director of UNICEF, presented the figures.", "en")
    (role,) = extraction.roles
    affiliations = {(r.subject, r.object) for r in extraction.relations if r.predicate is Predicate.AFFILIATION}
    assert affiliations == {(role.holder, role.organisation)}


@pytest.mark.parametrize(
    ("language", "text", "part", "whole"),
    [
        ("fr", "Le Conseil de sécurité de l'ONU se réunit. L'ONU est à New York.", "Conseil de sécurité de l'ONU", "ONU"),
        ("en", "The Department of Health of the Government of Canada replied.", "Department of Health", "Government of Canada"),
        ("en", "The United Nations met. The United Nations Children's Fund reported.", "United Nations Children's Fund", "United Nations"),
        # an article behind the comma, a noun that stands for the whole
        ("en", "She left the Department of Botany, the University of Lagos.", "Department of Botany", "University of Lagos"),
        ("en", "The Ports Union met. The union's Harbour Committee left.", "Harbour Committee", "Ports Union"),
    ],
)
def test_a_body_is_part_of_the_one_that_its_name_tells(extract_text: Extract, language: str, text: str, part: str, whole: str) -> None:
    extraction = extract_text(text, language)
    labels = {entity.id: entity.label.text for entity in extraction.entities}
    assert (part, whole) in {(labels[r.subject], labels[r.object]) for r in extraction.relations if r.predicate is Predicate.PART_OF}


@pytest.mark.parametrize(
    "text",
    [
        "Labour lost. The Federal Ministry of Labour and Employment said so.",
        "The Ministry of Ports met. The Ministry of Ports and Water Resources did not.",
    ],
)
def test_a_body_is_no_part_of_one_behind_whose_name_its_own_goes_on(extract_text: Extract, text: str) -> None:
    assert not [r for r in extract_text(text, "en").relations if r.predicate is Predicate.PART_OF]


def test_a_role_tells_the_sentence_it_was_read_in(extract_text: Extract) -> None:
    text = "Il pleut. Awa Diallo, directrice de l'UNICEF, est venue. Il fait beau."
    (role,) = extract_text(text, "fr").roles
    assert role.evidence.sentence.of(text) == "Awa Diallo, directrice de l'UNICEF, est venue."


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "MINISTER FOR HEALTH\n\nThe Hon Mary Stone MP\n\nMINISTER FOR TRADE\n\nThe Hon Peter Walsh MP\n\nThe two met in Dublin today.",
            {("Mary Stone", "MINISTER FOR HEALTH"), ("Peter Walsh", "MINISTER FOR TRADE")},
        ),
        (
            "en",
            "Mary Stone\n\nShadow Minister for Ports\n\nMember for Riverton\n\nThe port was closed today, Ms Stone said.",
            {("Mary Stone", "Shadow Minister for Ports")},
        ),
        (
            "en",
            "The Hon Mary Stone MP Minister for the Environment, Heritage and the Arts\n\nThe park was opened today.",
            {("Mary Stone", "Minister for the Environment, Heritage and the Arts")},
        ),
        (
            "en",
            "The Irish Deputy Defence Minister, General Peter Walsh, visited the camp.",
            {("Peter Walsh", "Deputy Defence Minister"), ("Peter Walsh", "General")},
        ),
        ("en", "Senators Mary Stone and Peter Walsh welcomed the report.", {("Mary Stone", "Senator"), ("Peter Walsh", "Senator")}),
        (
            "fr",
            "Les ministres Awa Diallo et Paul Lambert ont visité le chantier.",
            {("Awa Diallo", "ministre"), ("Paul Lambert", "ministre")},
        ),
        (
            "fr",
            "Le vice-Premier ministre, ministre de la Santé publique, Paul Lambert, a visité le chantier.",
            {("Paul Lambert", "vice-Premier ministre"), ("Paul Lambert", "ministre de la Santé publique")},
        ),
        (
            "fr",
            "Paul Lambert, ministre de la Pêche et porte-parole du Gouvernement malien, était là.",
            {("Paul Lambert", "ministre de la Pêche"), ("Paul Lambert", "porte-parole")},
        ),
        # the fields of a minister with a comma between them, before the name
        (
            "en",
            "The Shadow Minister for Trade, Customs and Ports, Mary Stone, said no.",
            {("Mary Stone", "Shadow Minister for Trade, Customs and Ports")},
        ),
        # several posts behind the name, between commas
        (
            "fr",
            "Paul Lambert, député de Bamako, président du groupe de travail, a pris la parole.",
            {("Paul Lambert", "député"), ("Paul Lambert", "président du groupe de travail")},
        ),
        # a post inside the words of an event, an adjective of nationality behind it
        ("fr", "Il parlait après une réunion avec le secrétaire d'État malien Paul Lambert.", {("Paul Lambert", "secrétaire d'État")}),
        # what a post was given by
        ("fr", "Paul Lambert, devenu ministre de la Pêche, est absent.", {("Paul Lambert", "ministre de la Pêche")}),
        ("fr", "Paul Lambert, en sa qualité de gouverneur, a ouvert les travaux.", {("Paul Lambert", "gouverneur")}),
        ("en", "They appointed Mary Stone as Director of Ports.", {("Mary Stone", "Director of Ports")}),
        # one of several
        ("fr", "L'un des chercheurs du projet, Paul Lambert, précise la méthode.", {("Paul Lambert", "chercheur du projet")}),
        # when a post is held, and the letters of an office, are no part of the title
        ("en", "I thank the previous Ambassador, Peter Walsh.", {("Peter Walsh", "Ambassador")}),
        ("fr", "Le Secrétaire exécutif provincial (SEP), Paul Lambert, est venu.", {("Paul Lambert", "Secrétaire exécutif provincial")}),
        # a title and the post in the heading of a biography
        ("fr", "# Général Paul Lambert\n\n**_Ministre de la Pêche_**\n\nIl est né à Bamako.", {("Paul Lambert", "Ministre de la Pêche")}),
        # a rank by number
        ("fr", "Awa Diallo, deuxième secrétaire de la Cour suprême, est venue.", {("Awa Diallo", "deuxième secrétaire")}),
        # who is represented, and by whom
        (
            "en",
            "Prof. Paul Brown who was represented by the Deputy Registrar, Mrs. Ada Stone spoke.",
            {("Ada Stone", "Deputy Registrar")},
        ),
        ("en", "Air Vice Marshal Peter Walsh told the story.", {("Peter Walsh", "Air Vice Marshal")}),
        # nothing but the post: a conjunction behind it, letters before it
        ("en", "Mary Stone, Leader of the party and Peter Walsh came.", {("Mary Stone", "Leader of the party")}),
        ("en", "MARY STONE MHR FEDERAL MEMBER FOR RIVERTON\n\nThe port was closed today.", {("MARY STONE", "FEDERAL MEMBER")}),
        # letters behind a name, and what a page glued to them
        ("en", "Mary Stone MPMinister for Trade\n\nMinister Mary Stone MP closed the port.", {("Mary Stone", "MP")}),
    ],
)
def test_heads_lists_and_rows_of_posts_are_read(extract_text: Extract, language: str, text: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= {role[:2] for role in roles_of(extract_text(text, language))}


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("en", "Prime Minister, question from Mary Stone.\n\nThe port was closed today.", ("Mary Stone", "Prime Minister")),
        ("en", "Mary Stone wrote to the Minister's office about Peter Walsh.", ("Peter Walsh", "Minister")),
        ("en", "Mary Stone MP, and Senator Peter Walsh, announced the grant.", ("Peter Walsh", "MP")),
        ("en", "Mary Stone, Minister for Health and Senator Peter Walsh announced the grant.", ("Mary Stone", "Senator")),
        ("en", "Peter Walsh, Shadow Minister for Ports, spoke. The Prime Minister did not answer.", ("Peter Walsh", "Prime Minister")),
        ("fr", "Dans le cadre de cette mission, Awa Diallo a visité le port.", ("Awa Diallo", "cadre de cette mission")),
        ("fr", "Représentant le maire de la ville, la préfète Awa Diallo a visité le port.", ("Awa Diallo", "maire de la ville")),
        ("fr", "On le dit proche et conseiller de Paul Lambert.", ("Paul Lambert", "conseiller")),
        ("fr", "Elle a salué l'ancien maire. Paul Lambert vit à Bamako.", ("Paul Lambert", "ancien maire")),
        ("en", "In a letter to the Minister, Mary Stone said that the port was closed.", ("Mary Stone", "Minister")),
        ("fr", "Au terme de sa formation d'inspecteur, M. Lambert a occupé trois postes.", ("Lambert", "inspecteur")),
        ("en", "It went on under Peter Walsh, Minister for Ports, Mary Stone said today.", ("Peter Walsh", "Minister for Ports")),
        ("en", "Minister - Walsh report. Peter Walsh was heard.", ("Peter Walsh", "Minister")),
        ("fr", "Selon Paul Lambert, professeur et auteur de l'étude, l'air est pollué.", ("Paul Lambert", "auteur")),
        ("fr", "Il est responsable de crimes commis sous le règne de l'ancien président Paul Lambert.", ("Paul Lambert", "responsable")),
        ("en", "Mr Walsh's lawyer said that Peter Walsh was ill.", ("Peter Walsh", "lawyer")),
        ("fr", "Guy Roux a été choisi par le président de l'Assemblée nationale.", ("Guy Roux", "président")),
        (
            "fr",
            "Il fut l'un des chefs de la révolte aux côtés d'Alain Roux et Daniel Morel.",
            ("Alain Roux", "chef de la révolte aux côtés"),
        ),
        ("en", "Peter Walsh, Minister for Sport, left. The Health Minister said no.", ("Peter Walsh", "Health Minister")),
        ("fr", "Elle a parlé aux journalistes avec le porte-parole du président Paul Lambert, Jean Roux.", ("Jean Roux", "journaliste")),
    ],
)
def test_a_post_of_somebody_else_is_not_given_to_the_next_name(
    extract_text: Extract, language: str, text: str, wrong: tuple[str, str]
) -> None:
    assert wrong not in {role[:2] for role in roles_of(extract_text(text, language))}


def test_a_body_that_a_noun_before_the_post_stands_for_is_where_it_is_held(extract_text: Extract) -> None:
    text = "The National Council of Ports met in Riga. It has a new chair. The council member Peter Walsh resigned."
    assert ("Peter Walsh", "council member", "National Council of Ports", None) in roles_of(extract_text(text, "en"))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # a career, told by posts with a body behind a comma
        (
            "en",
            "Ms Anna Schmidt is currently Legal Adviser, Domestic Law Division.",
            {("Anna Schmidt", "Legal Adviser", "Domestic Law Division", None)},
        ),
        # the members of the body that was named before
        (
            "en",
            "The Refugee Advisory Council met today. The minister thanked the outgoing members - Dr Paul Harris and Ms Jane Low.",
            {
                ("Paul Harris", "outgoing member", "Refugee Advisory Council", None),
                ("Jane Low", "outgoing member", "Refugee Advisory Council", None),
            },
        ),
        # the office of a world body, held by the person beside it
        (
            "en",
            "The officials were Paul Harris (UN High Commissioner for Refugees) and others.",
            {("Paul Harris", "High Commissioner for Refugees", "UN", None)},
        ),
        # a post that is always one of a body
        (
            "en",
            "UNICEF met in Geneva. Executive Director Jane Low welcomed the result.",
            {("Jane Low", "Executive Director", "UNICEF", None)},
        ),
        # whose post it is, before it; a rank before the body
        (
            "en",
            "They announced the appointment of Jane Low as Ireland's next Ambassador to the United Nations in Geneva.",
            {("Jane Low", "Ambassador", "United Nations", "Geneva")},
        ),
        (
            "en",
            "Jane Low, Deputy UN Special Representative in Kenya, spoke.",
            {("Jane Low", "Deputy UN Special Representative", "UN", "Kenya")},
        ),
        # a list of members, a line each
        (
            "en",
            "Members of the Ports Council are:\n\n- Mr Paul Harris AM (Chair)\n- Ms Jane Low",
            {("Paul Harris", "Member", "Ports Council", None), ("Jane Low", "Member", "Ports Council", None)},
        ),
        # a field is no body, a force without an article is a part of the rank
        ("en", "The spokesperson on Immigration, Jane Low, agreed.", {("Jane Low", "spokesperson on Immigration", None, None)}),
        ("fr", "Le commissaire de police Paul Harris était présent.", {("Paul Harris", "commissaire de police", None, None)}),
        # whose post it is that stands between two names
        (
            "fr",
            "Selon Paul Harris, ancien analyste au ministère de la Défense, M. Morel s'est imposé.",
            {("Paul Harris", "ancien analyste", "ministère de la Défense", None)},
        ),
        ("en", "“It may rain,” WHO spokesperson Ada Stone told reporters.", {("Ada Stone", "spokesperson", "WHO", None)}),
        (
            "fr",
            "Paul Lambert, président de la Commission électorale nationale indépendante, était là.",
            {("Paul Lambert", "président", "Commission électorale nationale indépendante", None)},
        ),
        (
            "en",
            "Senator Mary Stone Senator for Queensland Australian Democrats spokesperson for Trade\n\nThe port was closed today.",
            {
                ("Mary Stone", "Senator", None, "Queensland"),
                ("Mary Stone", "spokesperson for Trade", "Australian Democrats", None),
            },
        ),
        ("en", "Mary Stone was a full-time member of the Seed Tribunal.", {("Mary Stone", "full-time member", "Seed Tribunal", None)}),
        ("en", "Was it before Mary Stone became Prime Minister?", {("Mary Stone", "Prime Minister", None, None)}),
        (
            "fr",
            "Elle remplace Paul Lambert devenu ministre provincial de la Santé publique, Affaires sociales, Genre, Famille et Enfants.",
            {("Paul Lambert", "ministre provincial de la Santé publique, Affaires sociales, Genre, Famille et Enfants", None, None)},
        ),
        ("fr", "Paul Lambert devient capitaine le 1er mai 1984.", {("Paul Lambert", "capitaine", None, None)}),
        ("en", "Among them were Mary Stone (Secretary, UNESCO) and others.", {("Mary Stone", "Secretary", "UNESCO", None)}),
        # the place right before a post, and what tells its kind
        ("en", "The port lies in Utah. Utah Attorney General Jane Low left.", {("Jane Low", "Attorney General", None, "Utah")}),
        ("en", "The Kaduna State Governor, Paul Harris, left.", {("Paul Harris", "Governor", None, "Kaduna State")}),
        ("en", "Marlow County State's Attorney Jane Low left.", {("Jane Low", "State's Attorney", None, "Marlow County")}),
        (
            "fr",
            "La présidente socialiste de la région Occitanie, Awa Diallo, est là.",
            {("Awa Diallo", "présidente socialiste", None, "Occitanie")},
        ),
        (
            "fr",
            "Le maire de Bamako et président de l'Association des ports, Paul Lambert, est là.",
            {("Paul Lambert", "maire", None, "Bamako"), ("Paul Lambert", "président", "Association des ports", None)},
        ),
        ("en", "Deputy Commissioner of Police Oru Veska came.", {("Oru Veska", "Deputy Commissioner of Police", None, None)}),
        # honorifics between commas
        (
            "en",
            "The Governor of Kaduna State, His Excellency, Dr. Paul Harris, said no.",
            {("Paul Harris", "Governor", None, "Kaduna State")},
        ),
        ("en", "Jane Low, now head of the Harbour Office, agreed.", {("Jane Low", "head", "Harbour Office", None)}),
        # the body behind a comma, after the name and before it
        ("en", "Jane Low, Managing Director, Harbour Bank, agreed.", {("Jane Low", "Managing Director", "Harbour Bank", None)}),
        ("en", "Jane Low, Head, Seed Response Team (SRT), agreed.", {("Jane Low", "Head", "Seed Response Team", None)}),
        (
            "en",
            "The Director General, National Ports Agency, Mr Paul Harris, agreed.",
            {("Paul Harris", "Director General", "National Ports Agency", None)},
        ),
        ("en", "Jane Low, the president, UN officials said, had left.", {("Jane Low", "president", None, None)}),
        # who leads a body, as a verb tells
        ("en", "Jane Low, who chairs the Harbour Commission, resigned.", {("Jane Low", "chair", "Harbour Commission", None)}),
        ("en", "The Special Panel is headed by Paul Harris.", {("Paul Harris", "head", "Special Panel", None)}),
        ("en", "The Irish delegation, led by Paul Harris, left.", set()),
        ("en", "The rally was opened by Chief Paul Harris and Professor Jane Low.", set()),
        ("en", "Police Chief Paul Harris left.", {("Paul Harris", "Police Chief", None, None)}),
        (
            "fr",
            "Le comité d'organisation des Jeux de Roca (COJR), présidé par Paul Lambert, est prêt.",
            {("Paul Lambert", "président", "comité d'organisation des Jeux de Roca", None)},
        ),
        ("fr", "Awa Diallo, qui dirige la Banque mondiale, a parlé.", {("Awa Diallo", "dirigeant", "Banque mondiale", None)}),
        ("fr", "Awa Diallo (directrice, UNICEF) était là.", {("Awa Diallo", "directrice", "UNICEF", None)}),
        (
            "fr",
            "Paul Lambert, représentant la Banque mondiale, a parlé.",
            {("Paul Lambert", "représentant", "Banque mondiale", None)},
        ),
        # candidates and other posts of several words
        ("fr", "Ada Brulard, tête de liste du PCF, a parlé.", {("Ada Brulard", "tête de liste", "PCF", None)}),
        ("fr", "Le candidat de l'UDPS à la mairie, Jean Carvène, a voté.", {("Jean Carvène", "candidat", "UDPS", None)}),
        (
            "en",
            "Ada Kay, the governorship candidate of the People's Party, spoke.",
            {("Ada Kay", "governorship candidate", "People's Party", None)},
        ),
        ("en", "Ben Low, a candidate for the Senate, lost.", {("Ben Low", "candidate for the Senate", None, None)}),
        ("fr", "Awa Diop a dit qu'elle serait candidate à la présidence.", set()),
        ("en", "Ada Kay would be minister.", set()),
        # the body that a noun with a possessive stands for
        (
            "en",
            "The Joint Harbour Union met. The union's spokesperson, Ben Low, said it was right.",
            {("Ben Low", "spokesperson", "Joint Harbour Union", None)},
        ),
        # posts of a list, each before its name, of which the first has nothing before it
        (
            "en",
            "The Chief of Staff, Prof Ada Agbaze, Hon Commissioner for Trade and Industry, Chief John Kalunde, the Mayor, Ben Low, came.",
            {
                ("Ada Agbaze", "Chief of Staff", None, None),
                ("John Kalunde", "Hon Commissioner for Trade and Industry", None, None),
                ("Ben Low", "Mayor", None, None),
            },
        ),
        (
            "en",
            "Ada Kay, Chairman of UNICEF, Ben Low, Secretary, and Tom Field, Treasurer, came.",
            {("Ada Kay", "Chairman", "UNICEF", None), ("Ben Low", "Secretary", None, None), ("Tom Field", "Treasurer", None, None)},
        ),
        # a subject that its office introduces, and when the post was held
        (
            "en",
            "Mayor Ben Low was appointed Minister for Health in March 2019.",
            {("Ben Low", "Mayor", None, None), ("Ben Low", "Minister for Health", None, None)},
        ),
        # a body behind a comma at the end of a line
        (
            "fr",
            "Awa Diop, Présidente, Organisation mondiale de la santé (OMS)",
            {("Awa Diop", "Présidente", "Organisation mondiale de la santé", None)},
        ),
    ],
)
def test_careers_members_and_offices(extract_text: Extract, language: str, text: str, expected: Roles) -> None:
    assert roles_of(extract_text(text, language=language)) == expected
