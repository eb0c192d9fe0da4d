"""Elections, sittings of governments and parliaments, visits and meetings, as news of politics tell them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model.entities import EntityClass
from kg.model.extraction import Extraction
from kg.model.relations import Predicate

Extract = Callable[..., Extraction]


def named(extraction: Extraction) -> list[list[str]]:
    """The names of each event."""
    return [[name.text for name in entity.names] for entity in extraction.entities if entity.cls is EntityClass.EVENT]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "Il a conduit la liste verte aux élections européennes.", "élections européennes"),
        ("fr", "Elle avait déjà remporté les législatives.", "législatives"),
        ("fr", "Le parti prépare la prochaine élection présidentielle.", "prochaine élection présidentielle"),
        ("fr", "Elle est tête de liste pour l'élection au Parlement européen.", "élection au Parlement européen"),
        ("fr", "Elle s'est présentée aux élections communales avec l'idée d'agir.", "élections communales"),
        ("fr", "La gauche sera au rendez-vous de la présidentielle « si elle se rassemble ».", "présidentielle"),
        ("en", "She is free to contest the presidential election.", "presidential election"),
        ("en", "He asked them to unite ahead of the general elections.", "general elections"),
        ("fr", "À l'issue du Conseil des ministres, la porte-parole a pris la parole.", "Conseil des ministres"),
        ("fr", "Le texte sera présenté mercredi en Conseil des ministres.", "Conseil des ministres"),
        ("fr", "Conseil des ministres du 22 mai 2024", "Conseil des ministres"),
        ("en", "She briefed reporters at the end of the Federal Executive Council on Wednesday.", "Federal Executive Council"),
        (
            "en",
            "The union decided so after its National Executive Council (NEC) meeting, which 50 members attended.",
            "National Executive Council (NEC) meeting",
        ),
        ("en", "The member for Lautoka, Ana Silva, at the plenary yesterday raised a point of order.", "plenary"),
        ("fr", "La présidente proposera au congrès des militants en mars prochain une liste commune.", "congrès des militants"),
        ("fr", "Le congrès des producteurs de thé aura lieu en mars à Lomé.", "congrès des producteurs de thé"),
        (
            "en",
            "The governor made the call during a courtesy visit by the Pacific Fishers Union in Suva.",
            "courtesy visit by the Pacific Fishers Union in Suva",
        ),
        ("fr", "En arrivant à Paris pour son premier voyage outre-mer, Paul Aubin a promis des écoles.", "premier voyage outre-mer"),
        ("fr", "Odile Carpentier se rendait hier à Lomé pour présenter la loi.", "se rendait hier à Lomé"),
        ("fr", "Des délégués de dix pays se réunissent lundi à Marrakech.", "délégués de dix pays se réunissent"),
        (
            "fr",
            "Le président Paul Aubin a rencontré lundi l'abbé Jean Dupré, délégué des victimes de l'incendie du marché de Lomé.",
            "a rencontré lundi l'abbé Jean Dupré",
        ),
        (
            "fr",
            "La ministre s'est entretenue dimanche avec le président de la Banque centrale, Paul Aubin.",
            "s'est entretenue dimanche avec le président de la Banque centrale, Paul Aubin",
        ),
    ],
)
def test_events_of_politics(extract_text: Extract, language: str, text: str, name: str) -> None:
    assert [name] in named(extract_text(text, language, issued="2024-05-23"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Sans annonce de nouvelles élections, la crise durera."),
        ("en", "They want free and fair elections."),
        ("en", "The Federal Executive Council has a chairman."),
        ("fr", "Le Conseil des ministres compte vingt membres."),
        ("fr", "Le maire a déjà visité 19 des 27 communes du département."),
        ("fr", "Le Conseil des ministres fixe la taxe sur les échanges commerciaux avec le Togo."),
    ],
)
def test_what_politics_tell_of_nothing_held(extract_text: Extract, language: str, text: str) -> None:
    assert named(extract_text(text, language, issued="2024-05-23")) == []


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "fr",
            "Elle a gagné la présidentielle. Les élections législatives approchent. La présidentielle a lassé.",
            [["présidentielle"], ["élections législatives"]],
        ),
        (
            "fr",
            "L'élection de la ministre à la tête du parti a surpris. Elle prépare l'élection présidentielle.",
            [["élection de la ministre à la tête du parti"], ["élection présidentielle"]],
        ),
        (
            "fr",
            "Il conduira la liste aux élections européennes. L'élection au Parlement européen aura lieu en mai.",
            [["élection au Parlement européen", "élections européennes"]],
        ),
        (
            "fr",
            "Élections au Portugal\n\nLe parti a remporté les législatives de dimanche.",
            [["Élections au Portugal", "législatives"]],
        ),
        (
            "fr",
            "Après l'attaque, le marché de Lomé a fermé. L'attaque de Lomé a fait six morts mardi.",
            [["attaque de Lomé", "attaque"]],
        ),
        (
            "en",
            "The presidential primaries begin. He will contest the presidential election.",
            [["presidential primaries"], ["presidential election"]],
        ),
        (
            "fr",
            "La COP24 s'ouvre lundi. En 2009, 15000 personnes marchaient au moment du sommet de Copenhague.",
            [["COP24"], ["sommet de Copenhague"]],
        ),
    ],
)
def test_events_of_another_office_place_or_year_are_others(extract_text: Extract, language: str, text: str, names: list[list[str]]) -> None:
    assert named(extract_text(text, language, issued="2018-12-02")) == names


@pytest.mark.parametrize(
    ("language", "text", "names", "people"),
    [
        (
            "fr",
            "Après la victoire écrasante d'Odile Morel face à Paul Aubin, le parti change. Cette victoire étonne.",
            [["victoire écrasante d'Odile Morel face à Paul Aubin"]],
            {"Odile Morel", "Paul Aubin"},
        ),
        ("en", "The victory of Ana Silva surprised the party.", [["victory of Ana Silva"]], {"Ana Silva"}),
        ("fr", "Elle le félicite pour sa victoire à la présidentielle.", [["présidentielle"]], set()),
        ("fr", "Chacun se dit confiant dans sa victoire.", [], set()),
        ("en", "He spoke of victory over the disease.", [], set()),
        (
            "en",
            "Reporters were told so after the Federal Executive Council presided by Vice President Ana Silva.",
            [["Federal Executive Council"]],
            {"Ana Silva"},
        ),
    ],
)
def test_who_won_and_who_presided(extract_text: Extract, language: str, text: str, names: list[list[str]], people: set[str]) -> None:
    extraction = extract_text(text, language, issued="2018-12-02")
    assert [[each[0]] for each in named(extraction)] == names
    label = {entity.id: entity.label.text for entity in extraction.entities}
    assert {label[relation.object] for relation in extraction.relations if relation.predicate is Predicate.PARTICIPANT} == people


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The request was made in a letter dated February 10, 2022, and read during plenary by the speaker, Ana Silva."),
        (
            "fr",
            "Au lendemain de la victoire de Paul Aubin face à Odile Morel, Jean Dupré a estimé ce lundi 19 mai que le parti avait raison.",
        ),
    ],
)
def test_a_date_of_what_is_written_or_said_is_none_of_the_event(extract_text: Extract, language: str, text: str) -> None:
    extraction = extract_text(text, language, issued="2025-05-19")
    assert named(extraction)
    assert not extraction.datings
