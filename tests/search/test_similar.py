"""Statements that mean the same, in both languages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions

from kg.config import DEFAULT_BASE as BASE
from kg.errors import SearchError, StoreError
from kg.graph.vocabulary import STATEMENT, TYPE, kg
from kg.search import meanings
from kg.search.index import SearchIndex
from kg.search.meanings import FILE, encoded_text
from kg.search.records import Filters
from kg.search.similar import SAME, similar
from kg.search.sparql import expand
from kg.store.folder import StoreFolder, open_snapshot
from kg.store.queries import evaluate
from tests.search.press import changed, index_of, made

PAIRS = [line.split("\t") for line in Path(__file__).with_name("pairs.tsv").read_text("utf-8").splitlines()]
GRAPHS = {language: NamedNode(f"{BASE}graph/doc/{language}/{name}.txt") for language, name in (("fr", "visite"), ("en", "meeting"))}


def said(name: str, text: str, language: str) -> set[Quad]:
    node, graph = NamedNode(f"{BASE}id/statement/{name}"), GRAPHS[language]
    return {Quad(node, TYPE, STATEMENT, graph), Quad(node, kg("text"), Literal(text, language=language), graph)}


def names(index: SearchIndex, text: str, filters: Filters | None = None, limit: int = 20, min_score: float = -1.0) -> list[str]:
    return [hit.iri.rsplit("/", 1)[-1] for hit in similar(index, text, filters, limit, min_score=min_score)]


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> StoreFolder:
    """A store with each of the pairs in both languages, and its meanings."""
    folder = made(tmp_path_factory.mktemp("spoken") / "store")
    quads: set[Quad] = set()
    for number, (french, english) in enumerate(PAIRS):
        quads |= said(f"{number}-fr", french, "fr") | said(f"{number}-en", english, "en")
    changed(folder, new=quads, meanings=True)
    return folder


@pytest.fixture
def index(spoken: StoreFolder) -> SearchIndex:
    return index_of(spoken.path)


def test_the_other_language_is_found(index: SearchIndex) -> None:
    for language, other in (("fr", "en"), ("en", "fr")):
        nearest = [names(index, f"{BASE}id/statement/{number}-{language}", limit=1)[0] for number in range(len(PAIRS))]
        right = sum(found == f"{number}-{other}" for number, found in enumerate(nearest))
        assert right >= 38


def test_a_sentence_of_nobody_is_compared(index: SearchIndex) -> None:
    assert names(index, "Aucun port ne peut nettoyer ses eaux tout seul", limit=1) == ["port"]
    (hit, *_) = similar(index, "Aucun port ne peut nettoyer ses eaux tout seul")
    assert (hit.language, hit.date, hit.speaker_labels["en"]) == ("en", "2023-05", "Grace Wanjala")
    assert hit.snippet is not None
    assert hit.snippet.text == "No port can clean its waters alone"
    assert 0.5 < hit.score <= 1


def test_from_the_score_of_what_says_the_same_the_other_language_is_found_and_little_else(index: SearchIndex) -> None:
    found = [names(index, f"{BASE}id/statement/{number}-fr", min_score=SAME) for number in range(len(PAIRS))]
    assert all(f"{number}-en" in others for number, others in enumerate(found))
    assert sum(map(len, found)) < 2 * len(PAIRS)
    assert names(index, "The moon is made of cheese", min_score=SAME) == []


def test_a_statement_is_not_its_own_neighbour(index: SearchIndex) -> None:
    assert "port" not in names(index, f"{BASE}id/statement/port", limit=500)


def test_filters_narrow_what_is_compared(index: SearchIndex) -> None:
    only = names(index, "the harbour", Filters(language="fr"), limit=500)
    assert only
    assert not [name for name in only if name.endswith("-en")]
    assert names(index, "the harbour", Filters(since="2023-04")) == ["port"]
    assert names(index, "the harbour", Filters(publisher="Nobody")) == []


@pytest.mark.parametrize(("text", "limit"), [("", 5), ("… !", 5), ("a" * 1_001, 5), ("the harbour", 0)])
def test_what_can_not_be_compared_is_told(index: SearchIndex, text: str, limit: int) -> None:
    with pytest.raises(SearchError):
        similar(index, text, limit=limit)


def test_an_index_without_meanings_says_how_to_have_them(pressed: Path) -> None:
    with pytest.raises(StoreError, match="kg index --meanings"):
        similar(index_of(pressed), "the harbour")


@pytest.mark.parametrize(
    ("asked", "found"),
    [('"Aucun port ne peut nettoyer ses eaux"@fr', "port"), (f"<{BASE}id/statement/3-fr>", "3-en")],
)
def test_a_query_compares(spoken: StoreFolder, index: SearchIndex, asked: str, found: str) -> None:
    text = f"SELECT * {{ SERVICE kg:search {{ ?s kg:similarTo {asked} ; kg:limit 1 ; kg:score ?score }} ?s kg:text ?text }}"
    rows = evaluate(expand(index, text), open_snapshot(spoken.path))
    assert isinstance(rows, QuerySolutions)
    assert [row["s"].value for row in rows] == [f"{BASE}id/statement/{found}"]


def test_the_next_state_encodes_the_new_statements_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made(tmp_path / "store")
    changed(folder, meanings=True)
    encoded: list[str] = []
    before = meanings.encoded_text

    def noted(text: str) -> meanings.Vectors:
        encoded.append(text)
        return before(text)

    monkeypatch.setattr(meanings, "encoded_text", noted)
    new = said("bridge", "The bridge was closed for repairs.", "en")
    iris = [f"{BASE}id/statement/{name}" for name in ("bridge", "port", "gone")]
    changed(folder, new=new, iris=iris)
    assert encoded == ["The bridge was closed for repairs."]
    assert names(index_of(folder.path), "Le pont est fermé pour réparation", limit=1) == ["bridge"]
    assert names(index_of(folder.path), "Aucun port ne peut nettoyer ses eaux", limit=1) == ["port"]


def test_rows_of_statements_that_are_gone_are_dropped(tmp_path: Path) -> None:
    folder = made(tmp_path / "store")
    new = said("a", "It rains.", "en") | said("b", "The bridge was closed. Nobody knows when it will open again.", "en")
    changed(folder, new=new, meanings=True)
    rows = len(np.load(folder.snapshots / "2" / FILE))
    changed(folder, old=new, iris=[f"{BASE}id/statement/{name}" for name in "ab"])
    assert names(index_of(folder.path), "It rains.", limit=500).count("a") == 0
    assert len(np.load(folder.snapshots / "3" / FILE)) == rows - 2
    assert names(index_of(folder.path), "Aucun port ne peut nettoyer ses eaux", limit=1) == ["port"]


def test_gaps_between_rows_count_for_nothing() -> None:
    vectors = encoded_text("The bridge was closed today. The mayor has resigned.")
    path = meanings.Meanings(Path("unused"), ((7, 0, 1),))
    path.__dict__["_vectors"] = vectors
    assert path.nearest(encoded_text("The mayor has resigned."), None, 1)[0][0] < 0.9
    assert path.nearest(vectors[1:], {8}, 1) == []


def test_meanings_are_given_up_when_nobody_wants_them(tmp_path: Path) -> None:
    folder = made(tmp_path / "store")
    changed(folder, meanings=True)
    changed(folder)
    assert names(index_of(folder.path), "the harbour")
    changed(folder, meanings=False)
    assert not (folder.snapshots / "4" / FILE).exists()
    with pytest.raises(StoreError, match="--meanings"):
        similar(index_of(folder.path), "the harbour")
