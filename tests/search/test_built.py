"""What a build leaves to be searched."""

from __future__ import annotations

from pathlib import Path

from kg.search.finding import search
from kg.search.index import FILE, SearchIndex
from kg.search.records import Search
from kg.store.folder import existing, open_graph, publish, writing
from tests.pipeline.corpus import built, change
from tests.search.press import index_of


def found(index: SearchIndex, text: str) -> set[str]:
    return {hit.iri.rsplit("/", 1)[-1] for hit in search(index, Search(text=text)).hits}


def test_a_build_makes_its_texts_and_names_searchable(store: Path) -> None:
    index = index_of(store)
    assert {"salimata-ouedraogo", "atelier.txt"} <= found(index, "ouedraogo")
    assert found(index, '"calendar for the coming season"') >= {"talks.html"}


def test_the_next_build_searches_what_the_files_say_then(corpus: Path, store: Path) -> None:
    change(corpus / "fr/visite.txt", "Visite du ministre à Kaolack\n\nLe ministre Ousmane Diarra s’est rendu vendredi à Kaolack.\n")
    (corpus / "en/meeting.md").unlink()
    built(store, corpus)
    before, now = (SearchIndex(existing(store).snapshots / version / FILE) for version in ("1", "2"))
    assert "visite.txt" in found(before, "récolte") and not found(now, "récolte")  # noqa: PT018
    assert found(now, "diarra") >= {"ousmane-diarra", "visite.txt"}
    assert "meeting.md" in found(before, "eleven") and "meeting.md" not in found(now, "forum")  # noqa: PT018
    assert "atelier.txt" in found(now, "ouedraogo")


def test_a_store_of_before_there_were_indexes_gets_one(corpus: Path, store: Path) -> None:
    folder = existing(store)
    with writing(folder):
        publish(folder, open_graph(folder))
    assert built(store, corpus).read == ()
    assert "atelier.txt" in found(index_of(store), "ouedraogo")
    version = folder.version
    built(store, corpus)
    assert folder.version == version
