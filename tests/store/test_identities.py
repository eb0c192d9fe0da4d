"""The tables of who is whom."""

from __future__ import annotations

from pathlib import Path

from kg.store.identities import Identities
from kg.store.index import Index
from tests.store.test_index import DOCUMENT


def test_tables_of_an_older_layout_are_made_anew_and_all_documents_are_to_be_worked_on(tmp_path: Path) -> None:
    index = Index(tmp_path / "index.sqlite")
    index.connection.execute("CREATE TABLE nodes (key TEXT PRIMARY KEY, node TEXT, cluster TEXT) WITHOUT ROWID")
    with index.changing():
        index.put(DOCUMENT)
    assert Identities(index).in_cluster("person/anna-meyer") == []
    kept = index.get(DOCUMENT.identifier)
    assert kept
    assert kept.fingerprint == ""
    index.close()
