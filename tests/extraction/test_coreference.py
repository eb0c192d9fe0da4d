"""Which mentions stand for the same entity: one row a phenomenon."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.candidates import Candidate
from kg.extraction.cast import Cast
from kg.extraction.coreference.gather import gather
from kg.extraction.names.find import find_names
from kg.extraction.text.reading import Reading
from kg.model.entities import EntityClass, EventType, Form
from kg.model.extraction import Extraction
from kg.model.statements import StatementKind

Read = Callable[..., Reading]
Extract = Callable[..., Extraction]

# language, text, a stretch of it, the first name of the entity for which it stands
MENTIONS = [
    # surname, and title with surname
    ("en", "Senator Laura Whitfield spoke first. Senator Whitfield thanked the farmers.", "Whitfield thanked", "Laura Whitfield"),
    ("fr", "Mme Awa Diallo a ouvert la séance. Mme Diallo a ensuite remercié les élus.", "Diallo a ensuite", "Awa Diallo"),
    ("fr", "Le président Idriss BENALI est arrivé. Idriss Benali a salué la foule.", "Idriss BENALI", "Idriss Benali"),
    # offices: of several holders the one whose office agrees in complement, field, nation and gender
    ("fr", "Le maire Paul Roux a reçu le gouverneur Ali Sow. Le maire a parlé.", "Le maire a parlé"[:8], "Paul Roux"),
    (
        "fr",
        "Ali Sow, gouverneur de Roca, a reçu Paul Roux, gouverneur de Sira. Le gouverneur de Roca rit.",
        "Le gouverneur de Roca",
        "Ali Sow",
    ),
    ("fr", "La ministre Awa Diallo et le ministre Paul Roux sont là. La ministre a parlé.", "La ministre a parlé"[:11], "Awa Diallo"),
    ("fr", "Le président Paul Roux a reçu la presse. Le chef de l'État a parlé.", "Le chef de l'État", "Paul Roux"),
    (
        "en",
        "Health Minister Ada Kay met Foreign Minister Ben Low. The health minister agreed.",
        "The health minister",
        "Ada Kay",
    ),
    # acronyms
    (
        "fr",
        "L'Office fédéral de l'agriculture (OFAG) a tranché. L'OFAG retire le produit.",
        "OFAG retire",
        "Office fédéral de l'agriculture",
    ),
    ("en", "The United Nations Children's Fund sent aid. UNICEF thanked donors.", "UNICEF", "United Nations Children's Fund"),
    (
        "fr",
        "Le gouvernement congolais a réagi. Le gouvernement de la RDC promet des fonds.",
        "gouvernement congolais",
        "gouvernement de la RDC",
    ),
    # the government without its name; "Greens" of a country; the sort of body before its name
    ("en", "The Australian Government spoke. We asked the Government for help.", "Government for", "Australian Government"),
    ("fr", "Le Gouvernement Lemba a réagi. Nous avons saisi le Gouvernement hier.", "Gouvernement hier", "Gouvernement Lemba"),
    ("en", "The Norwegian Greens met in Oslo. Labor met the Greens.", "Greens.", "Norwegian Greens"),
    # places with and without what they are, in one word or two, one country of two
    ("fr", "La province de Mongasa est calme. Il vit à Mongasa.", "Mongasa.", "province de Mongasa"),
    ("fr", "Le Sénat du Togo siège. Les élus quittent le Sénat.", "Sénat.", "Sénat du Togo"),
    ("fr", "Il est arrivé en République démocratique du Congo. Le Congo vote dimanche.", "Congo vote", "République démocratique du Congo"),
    # office for its holder
    (
        "fr",
        "Le Commissaire aux droits de l'homme, M. Sidi Fall, a parlé. Le Commissaire a insisté sur ce point.",
        "Le Commissaire a",
        "Sidi Fall",
    ),
    ("en", "Health Minister Laura Whitfield opened the clinic. The minister said it was new.", "The minister", "Laura Whitfield"),
    (
        "fr",
        "La Première ministre Claire Fontaine a ouvert les travaux. La cheffe du gouvernement a salué les élus.",
        "La cheffe du gouvernement",
        "Claire Fontaine",
    ),
    ("en", "Henry Clarke, the Republican nominee, spoke first. The nominee said that taxes were high.", "The nominee", "Henry Clarke"),
    # definite nouns for bodies
    ("en", "Standard Marine Bank cut its forecast. The bank said that growth would slow.", "The bank", "Standard Marine Bank"),
    (
        "fr",
        "Le ministère de la Santé a publié un avis. Le ministère recommande la prudence.",
        "Le ministère recommande",
        "ministère de la Santé",
    ),
    ("en", "The Department of Home Affairs was slow. The department said it had no staff.", "The department", "Department of Home Affairs"),
    ("fr", "L'ONG Human Rights Watch publie un rapport. L'ONG dénonce des abus.", "L'ONG dénonce", "Human Rights Watch"),
    # pronouns
    ("fr", "Mme Awa Diallo a rencontré M. Pierre Lambert. « Nous avançons », a-t-elle déclaré.", "-elle", "Awa Diallo"),
    ("fr", "Mme Awa Diallo a rencontré M. Pierre Lambert. Il a promis une aide.", "Il a", "Pierre Lambert"),
    ("en", "Mr Henry Clarke met Ms Laura Whitfield. She said that talks would go on.", "She", "Laura Whitfield"),
    ("en", 'Dr. Mei Tanaka presented the figures. "They are good," she added.', "she added", "Mei Tanaka"),
]


def cast_of(reading: Reading) -> Cast:
    return gather(reading, find_names(reading))


@pytest.mark.parametrize(("language", "text", "stretch", "name"), MENTIONS)
def test_a_stretch_stands_for(language: str, text: str, stretch: str, name: str, read_text: Read) -> None:
    reading = read_text(text, language)
    begin = reading.text.rindex(stretch)
    words = stretch.split(" ")
    end = begin + len(words[0] if words[0] in {"OFAG", "Whitfield", "Diallo", "Il", "she"} else stretch)
    found = cast_of(reading).at(begin, end)
    assert found is not None
    assert name in found.member.names


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("fr", "M. Pierre Lambert et Mme Anne Lambert sont arrivés.", {"Pierre Lambert", "Anne Lambert"}),
        ("en", "Mr Henry Clarke and Mr Tom Field spoke.", {"Henry Clarke", "Tom Field"}),
    ],
)
def test_different_persons_stay_apart(language: str, text: str, names: set[str], read_text: Read) -> None:
    assert {member.names[0] for member in cast_of(read_text(text, language)).of(EntityClass.PERSON)} == names


@pytest.mark.parametrize(
    "text",
    [
        "Le ministère de la Santé et le ministère de la Justice ont signé.",
        "L'Office fédéral de l'agriculture et l'Office fédéral de l'environnement ont publié un avis.",
        "L'Organisation des Nations unies et l'Office des Nations unies contre la drogue et le crime ont réagi.",
    ],
)
def test_different_bodies_stay_apart(text: str, read_text: Read) -> None:
    assert len(list(cast_of(read_text(text, "fr")).of(EntityClass.ORGANISATION))) == 2


def test_an_office_in_apposition_to_a_new_name_is_not_the_former_holders(read_text: Read) -> None:
    text = "Foreign Minister Henry Clarke arrived. The Minister for Trade and Tourism, Senator Laura Whitfield, was with him."
    reading = read_text(text, "en")
    clarke = next(member for member in cast_of(reading).members if "Henry Clarke" in member.names)
    assert all(mention.form is not Form.NOMINAL for mention in clarke.mentions)


def test_an_office_with_another_complement_is_another(read_text: Read) -> None:
    text = "Le ministre de la Santé, M. Pierre Lambert, a parlé. Le ministre de la Justice a répondu."
    reading = read_text(text, "fr")
    begin = reading.text.index("Le ministre de la Justice")
    assert cast_of(reading).at(begin, begin + len("Le ministre de la Justice"), [EntityClass.PERSON]) is None


@pytest.mark.parametrize(
    "text",
    [
        "The Federal Ministry of Water Resources met. The Ministry of Water Resources said no.",
        "The Lagos State government said so. The Lagos government denied it.",
    ],
)
def test_a_rank_or_the_kind_of_a_place_makes_no_other_body(text: str, read_text: Read) -> None:
    assert len(list(cast_of(read_text(text, "en")).of(EntityClass.ORGANISATION))) == 1


@pytest.mark.parametrize(
    ("language", "text", "stretch"),
    [
        ("fr", "Awa Diallo a rencontré le maire de Kindu. Le maire a dit oui.", "Le maire"),
        ("fr", "Le maire l'a écrit sur Twitter. La société est ancienne.", "La société"),
        ("fr", "Le président de la Ligue, Paul Roux, a parlé. Le président français était absent.", "Le président français"),
        ("fr", "Le gouverneur militaire, Paul Roux, a parlé. Le gouverneur de la banque centrale a démenti.", "Le gouverneur de la banque"),
        ("en", "Mayor Ada Kay spoke. The deputy mayor smiled.", "The deputy mayor"),
        ("en", "Mayor Ada Kay spoke. The former mayor was absent.", "The former mayor"),
    ],
)
def test_an_office_that_differs_is_somebody_elses(language: str, text: str, stretch: str, read_text: Read) -> None:
    reading = read_text(text, language)
    begin = reading.text.index(stretch)
    assert cast_of(reading).at(begin, begin + len(stretch), [EntityClass.PERSON]) is None


def test_names_are_verbatim_on_one_line_and_the_fullest_goes_first(read_text: Read) -> None:
    text = "Lambert revient. Le maire s'appelle M. Pierre\nLambert, disent les élus de L’Union des Paysans du Nord."
    members = {member.names for member in cast_of(read_text(text, "fr")).of(EntityClass.PERSON)}
    assert members == {("Pierre Lambert", "Lambert")}


def event(reading: Reading, words: str, event_type: EventType, form: Form = Form.NAME) -> Candidate:
    begin = reading.text.index(words)
    return Candidate(
        begin=begin, end=begin + len(words), cls=EntityClass.EVENT, extractor="test", confidence=0.9, form=form, event_type=event_type
    )


def test_an_event_keeps_its_node_when_the_text_comes_back_to_it(read_text: Read) -> None:
    reading = read_text(
        "Une conférence sur la pêche artisanale s'est tenue à Dakar. La conférence sur la pêche a duré trois jours. Cette rencontre a plu.",
        "fr",
    )
    events = [
        event(reading, "Une conférence sur la pêche artisanale", EventType.CONFERENCE),
        event(reading, "La conférence sur la pêche", EventType.CONFERENCE),
        event(reading, "Cette rencontre", EventType.MEETING, Form.NOMINAL),
    ]
    (member,) = gather(reading, events).members
    assert [mention.begin for mention in member.mentions] == [candidate.begin for candidate in events]


def test_events_of_different_years_stay_apart(read_text: Read) -> None:
    reading = read_text("The 2016 regional conference on fish was small. The 2017 regional conference on fish was large.", "en")
    events = [
        event(reading, "The 2016 regional conference on fish", EventType.CONFERENCE),
        event(reading, "The 2017 regional conference on fish", EventType.CONFERENCE),
    ]
    assert len(gather(reading, events).members) == 2


def test_an_anaphor_means_what_a_noun_has_named_rather_than_an_act_told_by_a_verb(extract_text: Extract) -> None:
    text = (
        "The Regional Conference on Border Control opened in Lagos on 14 May 2018. On Tuesday, ministers signed an agreement in Abuja. "
        "The event was attended by 200 guests."
    )
    found = extract_text(text, "en", issued="2018-05-16")
    (conference,) = [e for e in found.entities if e.event_type is EventType.CONFERENCE]
    assert "The event" in {mention.span.of(text) for mention in conference.mentions}


def test_an_event_of_a_past_year_is_not_the_one_of_this_year(extract_text: Extract) -> None:
    text = (
        "The 2016 regional conference on fisheries recommended new rules. "
        "This year's regional conference on fisheries was held in Accra on 3 May 2018. The conference was opened by Minister Kofi Mensah."
    )
    found = extract_text(text, "en", issued="2018-05-16")
    events = {e.names[0].text: {mention.span.of(text) for mention in e.mentions} for e in found.entities if e.cls is EntityClass.EVENT}
    assert set(events) == {"2016 regional conference on fisheries", "regional conference on fisheries"}
    assert "The conference" in events["regional conference on fisheries"]


def test_events_of_a_kind_in_two_towns_stay_apart(extract_text: Extract) -> None:
    text = (
        "A training workshop on malaria was held in Lagos on 3 May 2018. The training workshop in Kano on malaria ended on 10 May 2018. "
        "The workshop in Lagos was opened by Minister Kofi Mensah."
    )
    found = extract_text(text, "en", issued="2018-05-16")
    assert len([e for e in found.entities if e.cls is EntityClass.EVENT]) == 2


def test_events_about_other_matters_stay_apart(extract_text: Extract) -> None:
    text = (
        "Un atelier de validation du plan s'est tenu à Thiès. La formation des magistrats sur la cybercriminalité a débuté lundi à Bamako."
    )
    found = extract_text(text, "fr", issued="2018-05-16")
    assert len([e for e in found.entities if e.cls is EntityClass.EVENT]) == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Harvesthome+", "HARVESThome +", True),
        ("HARVESThome+", "HARVESThme+", True),  # a letter is missing
        ("GreenWay", "Greenway", True),
        ("GreenWay 1", "GreenWay 2", False),
        ("GreenWay", "BlueWay", False),
    ],
)
def test_spellings_of_a_programmes_name(one: str, other: str, same: bool, read_text: Read) -> None:
    reading = read_text(f"Nurses joined the {one} project. Under the {other} project, clinics were built.", "en")
    found = []
    for words in (f"{one} project", f"{other} project"):
        begin = reading.text.rindex(words)
        found.append(Candidate(begin=begin, end=begin + len(words), cls=EntityClass.PROGRAMME, extractor="test", confidence=0.9))
    assert (len(gather(reading, found).members) == 1) is same


def test_an_anaphor_without_antecedent_is_nothing(read_text: Read) -> None:
    reading = read_text("Cette rencontre était utile.", "fr")
    assert gather(reading, [event(reading, "Cette rencontre", EventType.MEETING, Form.NOMINAL)]).members == ()


def test_a_programme_is_one_under_its_name_its_acronym_and_its_noun(read_text: Read) -> None:
    reading = read_text("Le Programme national de reboisement (PNR) commence. Le PNR couvre dix régions. Le projet dure trois ans.", "fr")

    def programme(words: str, form: Form = Form.NAME) -> Candidate:
        begin = reading.text.rindex(words)
        return Candidate(begin=begin, end=begin + len(words), cls=EntityClass.PROGRAMME, extractor="test", confidence=0.9, form=form)

    found = [programme("Programme national de reboisement"), programme("PNR"), programme("Le projet", Form.NOMINAL)]
    (member,) = [m for m in gather(reading, found).members if m.cls is EntityClass.PROGRAMME]
    assert len(member.mentions) == 3


def test_this_agreement_is_no_project_named_before(extract_text: Extract) -> None:
    found = extract_text("Le projet « Pont vert » a été lancé à Lomé. Cet accord lie le Togo et le Pérou.", "fr").entities
    assert [len(entity.mentions) for entity in found if entity.cls is EntityClass.PROGRAMME] == [1]


def test_an_acronym_means_the_programme_that_has_just_that_one(extract_text: Extract) -> None:
    text = (
        "Le Projet d'appui aux digues du littoral (PADL Rural 2) élargit le Programme d'appui aux digues (PADL). Le programme PADL avance."
    )
    found = [entity for entity in extract_text(text, "fr").entities if entity.cls is EntityClass.PROGRAMME]
    (plain,) = [entity for entity in found if "programme PADL" in {text[m.span.begin : m.span.end] for m in entity.mentions}]
    assert text.index("Programme d'appui") in {m.span.begin for m in plain.mentions}


def test_the_six_year_project_is_the_one_named_before(extract_text: Extract) -> None:
    found = extract_text("Ghana runs the Rural Schools Program. The six-year project will help farmers.", "en").entities
    assert [len(entity.mentions) for entity in found if entity.cls is EntityClass.PROGRAMME] == [2]


def test_a_description_behind_a_quotation_means_the_only_person_named_before(extract_text: Extract) -> None:
    text = "Paul Lambert a parlé de la pêche. « Elle est notre avenir et il faut la défendre », conclura le conférencier."
    extraction = extract_text(text, "fr")
    names = {entity.id: entity.label.text for entity in extraction.entities}
    spoken = {names[statement.speaker] for statement in extraction.statements if statement.kind is StatementKind.DIRECT}
    assert spoken == {"Paul Lambert"}


def test_an_office_is_the_same_under_the_other_name_of_its_body(extract_text: Extract) -> None:
    text = "Le secrétaire général des Nations unies (ONU), Ali Sow, est venu. La paix est proche, a dit le secrétaire général de l'ONU."
    extraction = extract_text(text, "fr")
    names = {entity.id: entity.label.text for entity in extraction.entities}
    assert [names[statement.speaker] for statement in extraction.statements] == ["Ali Sow"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ali Sow est arrivé à Kaya. Une route que l'ex-chef de la police souhaite refaire.", id="what he was before"),
        pytest.param(
            "Ali Sow est arrivé à Kaya. « Le pont est sûr », a insisté l'ancien ministre de l'Eau.", id="the same, behind an auxiliary"
        ),
        pytest.param("Ali Sow est arrivé à Kaya. Le pont est sûr, selon le politologue.", id="whose view it is"),
    ],
)
def test_a_person_is_called_by_what_only_one_already_told_of_can_be(extract_text: Extract, text: str) -> None:
    extraction = extract_text(text, "fr")
    names = {entity.id: entity.label.text for entity in extraction.entities}
    assert [names[statement.speaker] for statement in extraction.statements] == ["Ali Sow"]
