from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from rdflib import RDF, Dataset, Namespace, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

import kg
from kg.errors import StoreError, StoreMissing
from kg.store.folder import open_snapshot
from tests.pipeline.corpus import TEXTS

pytestmark = pytest.mark.filterwarnings("ignore:Dataset\\..* is deprecated:DeprecationWarning")  # rdflib's own calls

KG = Namespace("https://w3id.org/pressgraph/ontology#")


@pytest.fixture
def dataset(once: Path) -> Dataset:
    return kg.open(once / "store")


def test_rdflib_sees_the_same_quads(dataset: Dataset, once: Path) -> None:
    snapshot = open_snapshot(once / "store").store
    graphs = {str(graph.identifier) for graph in dataset.graphs()} - {str(DATASET_DEFAULT_GRAPH_ID)}
    assert graphs == {name.value for name in snapshot.named_graphs()}
    for name in graphs:
        assert len(dataset.graph(URIRef(name))) == len(list(snapshot.quads_for_pattern(None, None, None, NamedNode(name))))


def test_what_stands_in_no_graph_alone_is_the_union_of_all(dataset: Dataset) -> None:
    assert len(set(dataset.subjects(RDF.type, KG.Document))) == len(TEXTS)


def test_sparql_is_answered(dataset: Dataset) -> None:
    query = """
        PREFIX kg: <https://w3id.org/pressgraph/ontology#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT DISTINCT ?name WHERE { ?s a kg:Statement ; kg:speaker ?speaker . ?speaker rdfs:label ?name }
    """
    assert "Salimata Ouédraogo" in {str(row.name) for row in dataset.query(query)}  # type: ignore[union-attr]


def test_a_missing_store_or_version_is_told(once: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        kg.open(tmp_path)
    with pytest.raises(StoreError, match="no version 99"):
        kg.open(once / "store", "99")


def test_a_reader_can_not_write(dataset: Dataset) -> None:
    with pytest.raises(RuntimeError):
        dataset.add((KG.x, RDF.type, KG.Document))
