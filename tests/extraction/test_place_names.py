"""Names of places, and of the countries that names tell: one row a phenomenon."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.names.find import find_names
from kg.extraction.text.reading import Reading
from kg.model.entities import EntityClass

Read = Callable[..., Reading]
Named = Callable[[str, str, EntityClass], set[str]]

PLACES = [
    ("fr", "La rencontre a eu lieu à Nouakchott, en Mauritanie.", {"Nouakchott", "Mauritanie"}),
    ("fr", "Le projet couvre l'Afrique de l'Ouest et l'Amérique latine.", {"Afrique de l'Ouest", "Amérique latine"}),
    ("fr", "La situation reste grave dans la région subsaharienne.", {"région subsaharienne"}),
    ("fr", "Elle a visité le canton de Fribourg mardi.", {"canton de Fribourg", "Fribourg"}),
    ("fr", "Une déclaration a été signée au Caire.", {"Caire"}),
    ("fr", "Les récoltes ont souffert en Côte d'Ivoire et au Cap-Vert.", {"Côte d'Ivoire", "Cap-Vert"}),
    ("fr", "Il est arrivé en RDC par la province du Nord-Kivu.", {"RDC", "province du Nord-Kivu", "Nord-Kivu"}),
    (
        "en",
        "Ministers from Nepal, Sri Lanka, Lao PDR and the United Arab Emirates attended.",
        {"Nepal", "Sri Lanka", "Lao PDR", "United Arab Emirates"},
    ),
    ("en", "The project covers Sub-Saharan Africa and South-East Asia.", {"Sub-Saharan Africa", "South-East Asia"}),
    ("en", "She flew from Kabul to Geneva.", {"Kabul", "Geneva"}),
    # what somebody is elected for, what towns are called
    ("en", "The Member for Ashby Grove, Laura Whitfield, welcomed the grant.", {"Ashby Grove"}),
    ("fr", "Le maire de Villebourg a ouvert la séance.", {"Villebourg"}),
    ("fr", "Il est venu de la commune de Bipanga.", {"commune de Bipanga", "Bipanga"}),
    ("en", "They were stopped at Rivertown village on Friday.", {"Rivertown"}),
    # heads beside names, adjectives with capitals, states that were
    ("en", "They crossed the Timor Sea and Lake Victoria.", {"Timor Sea", "Lake Victoria"}),
    ("fr", "Le volcan Nyiragongo est calme, le lac Kivu aussi.", {"volcan Nyiragongo", "lac Kivu"}),
    ("en", "Families live in Central Western Sydney.", {"Central Western Sydney"}),
    ("en", "Marlow County Sheriff Ben Low met Marlow County State's Attorney Ada Kay.", {"Marlow County"}),
    ("en", "The Brooklyn District Attorney left.", {"Brooklyn"}),
    ("en", "It is in Ogunda Local Government Area.", {"Ogunda Local Government Area"}),
    ("en", "Aid was sent to the former Yugoslavia and to the US.", {"Yugoslavia", "US"}),
    ("en", "It will provide US$4 million.", set()),
    ("fr", "Le ministre d'État de la Justice a parlé.", set()),
    # lists, whatever the pipeline takes their items for
    ("en", "Officials came from Ghana, Mali and Niger.", {"Ghana", "Mali", "Niger"}),
    ("en", "The countries included Ghana, Togo, Malawi and the UAE.", {"Ghana", "Togo", "Malawi", "UAE"}),
    ("en", "She has offices in Oslo, Dakar, Kyoto and Jordan.", {"Oslo", "Dakar", "Kyoto", "Jordan"}),
    ("en", "Chad said it would sign. Nepal said so too.", {"Chad", "Nepal"}),
    ("en", "She visited Bamako in June and flew home from Kyiv.", {"Bamako", "Kyiv"}),
    ("en", "The situation in the Great Lakes region is calm.", {"Great Lakes region"}),
    ("en", "They flew to Cyprus.", {"Cyprus"}),
    # a country's name that is somebody's given name or surname
    ("en", "Jordan Miller arrived. Jordan said that he was glad.", set()),
    # a country inside the name of its government is named too, an adjective is not
    ("en", "The Government of Kenya signed the agreement.", {"Kenya"}),
    ("fr", "Le gouvernement kényan a signé l'accord.", set()),
    # lists behind a plural, before one, or behind a preposition of place
    ("fr", "Les rivières Tambuko et Molero débordent.", {"Tambuko", "Molero"}),
    ("en", "Staff wait at the Tambuko, Vara Qala and Molero crossings.", {"Tambuko", "Vara Qala", "Molero"}),
    ("en", "Help at Vara Qala, Molero and Tambuko will be linked to other work.", {"Vara Qala", "Molero", "Tambuko"}),
    ("en", "They work in Health, Education and Transport.", set()),
    ("en", "It covers these communities: Tambuko/Vara; Molero; and Odere.", {"Tambuko", "Vara", "Molero", "Odere"}),
    ("fr", "Ils se sont formés à l'ambassade du Ghana à Lomé.", {"Lomé"}),
    # what tells the kind of a place before its name
    ("fr", "Le village Tambuko est calme.", {"village Tambuko", "Tambuko"}),
    ("fr", "La circulation reprend sur l'axe Tambuko-Molero.", {"axe Tambuko-Molero", "Tambuko-Molero"}),
    # the town and the state of an address
    ("en", "Write to 12 Mill Road, Quarry Hill WA 6000 before Monday.", {"Quarry Hill", "WA"}),
    # what the pipeline takes for a body, where the text says that something is in it
    ("en", "The new Clarkson centre is the first in Clarkson.", {"Clarkson"}),
    # an adjective between the kind of a place and its name; rivers and seas called as countries are; what has several countries
    ("fr", "Le navire a quitté le port turc de Karasu.", {"Karasu"}),
    ("fr", "Le delta du Niger est pollué, et le golfe de Guinée aussi.", {"delta du Niger", "golfe de Guinée"}),
    ("en", "Oil has spoilt the fields of the Niger Delta.", {"Niger Delta"}),
    ("fr", "Il aide un Etat d'Afrique australe.", {"Afrique australe"}),
    ("fr", "Elle vit dans la province du Kasaï Central.", {"province du Kasaï Central", "Kasaï Central"}),
    # roads, zones, councils; small words before a name, heads beside heads, the number of a house
    ("en", "Work on the Marlow-Ashby Road and the Quenby Bypass goes on.", {"Marlow-Ashby Road", "Quenby Bypass"}),
    ("en", "He represents the South-East zone and Lavun LGA.", {"South-East zone", "Lavun LGA"}),
    (
        "en",
        "In Nasarawa State, the farms are dry. Although Cross River State has rain, it is hot.",
        {"Nasarawa State", "Cross River State"},
    ),
    ("en", "They live at 12 Quenby Road now.", set()),
    (
        "en",
        "Farmers of the South-West Zone were trained in Technical Education, Physical Education and Special Education.",
        {"South-West Zone"},
    ),
    # states in brackets
    ("en", "They are Oru Veska (Kogi); Bello Matani (Zamfara) and Ada Kay (Ebonyi).", {"Kogi", "Zamfara", "Ebonyi"}),
    # states, provinces and counties; a paper that bears the name of one
    ("fr", "Le sénateur de l'Isère et la préfète de la Haute-Savoie sont venus.", {"Isère", "Haute-Savoie"}),
    ("en", "She was born in Ogun and works in Lancashire.", {"Ogun", "Lancashire"}),
    ("fr", "L'accident est raconté par le quotidien La Provence.", set()),
    # a country in brackets behind its town is no acronym
    ("fr", "Le programme a été présenté à Katowice (Pologne). Elle est revenue de Pologne lundi.", {"Katowice", "Pologne"}),
    # a sentence that begins right behind the full stop of the last
    ("fr", "Elle étudie depuis deux ans à Paris.Selon elle, la vie y est chère.", {"Paris"}),
    ("en", "The United States (U.S.) agency closed.", {"United States", "U.S"}),
    # not a place
    ("fr", "Il a été accueilli par des centaines de Montpelliérains, Français et Québécois.", set()),
    ("fr", "Il gagne en moyenne 1000 F CFA par jour et paie 500 F CFA.", set()),
    ("en", "East Marlow Man Sentenced for Stealing a House", set()),
    ("fr", "Elle a vu la secrétaire d'État chargée de l'Égalité entre les femmes et les hommes.", set()),
    ("fr", "Peine de mort : le débat reprend à Paris.", {"Paris"}),
    ("fr", "Le port d'EPI est obligatoire ici.", set()),
    ("fr", "Pour cette saison, les Douaniers changent d'entraîneur.", set()),
    ("fr", "Il est passé chez Tambuka sans le trouver.", set()),
    ("fr", "La « Panthère du Molembo » a perdu ses députés.", set()),
    ("fr", "Le ministre Maurice Lefort a parlé à la presse.", set()),
]


@pytest.mark.parametrize(("language", "text", "expected"), PLACES)
def test_places(language: str, text: str, expected: set[str], named: Named) -> None:
    assert named(text, language, EntityClass.PLACE) == expected


def test_menus_and_lines_that_point_to_other_texts_name_nobody(read_text: Read) -> None:
    text = (
        "Accueil\nActualités\nBureau des partenariats\nTravailler avec nous\n\n"
        "La réunion a commencé mardi à Lomé en présence de nombreux invités.\n\nLire aussi : Tchad : la police arrête trois personnes\n"
    )
    reading = read_text(text, "fr")
    assert {reading.text[name.begin : name.end] for name in find_names(reading)} == {"Lomé"}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("La délégation du Pakistan est arrivée.", "Pakistan", "PK"),
        ("Le gouvernement kényan a réagi.", "gouvernement kényan", "KE"),
        ("Le gouvernement de la RDC a réagi.", "gouvernement de la RDC", "CD"),
    ],
)
def test_the_country_that_words_tell_is_kept(text: str, name: str, country: str, read_text: Read) -> None:
    reading = read_text(text, "fr")
    assert {n.country for n in find_names(reading) if reading.text[n.begin : n.end] == name} == {country}
