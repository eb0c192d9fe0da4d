"""Judgements in a real store: the graph that a build makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import Settings
from kg.errors import JudgementsError
from kg.model.judgements import Judgement, Verdict
from kg.pipeline.build import build
from kg.store.folder import existing
from kg.store.judgements import append, read, write
from tests.pipeline.corpus import built, dump

NDOUR, KYRIAKOU, HALVORSEN = "person/ibrahima-ndour", "person/andreas-kyriakou", "organisation/halvorsen-foundation"
FONDATION = "organisation/fondation-halvorsen"


def judged(a: str, verdict: str, b: str, minute: int = 0, by: str = "Ada") -> Judgement:
    return Judgement(a=a, b=b, verdict=Verdict(verdict), by=by, when=f"2024-05-17T09:{minute:02}:00+00:00")


LINES = (judged(NDOUR, "same", KYRIAKOU, 1), judged(FONDATION, "different", HALVORSEN, 2))


@pytest.fixture
def file(store: Path) -> Path:
    return store.parent / "judgements.jsonl"


def test_a_judgement_is_followed_without_reading_and_leaves_a_redirect(store: Path, corpus: Path, file: Path) -> None:
    write(file, LINES[:1])
    report = built(store, corpus)
    assert (report.read, report.extracted, report.judgements.applied) == ((), 0, 1)
    assert [row.before for row in report.merged] == [(KYRIAKOU, NDOUR)]
    assert report.split == ()
    quads = dump(store)
    gone = ({KYRIAKOU, NDOUR} - set(report.merged[0].now)).pop()
    told = [quad for quad in quads if quad.startswith(f"<https://w3id.org/pressgraph/id/{gone}>")]
    assert len(told) == 1
    assert "isReplacedBy" in told[0]


def test_judgements_that_have_not_changed_make_no_new_state(store: Path, corpus: Path, file: Path) -> None:
    write(file, LINES)
    built(store, corpus)
    version = existing(store).version
    report = built(store, corpus)
    assert existing(store).version == version
    assert report.judgements.applied == 2
    assert (report.merged, report.split) == ((), ())


def test_withdrawing_gives_back_the_former_graph(store: Path, corpus: Path, file: Path) -> None:
    before = dump(store)
    write(file, LINES)
    report = built(store, corpus)
    assert [row.now for row in report.split] == [(FONDATION, HALVORSEN)]
    assert dump(store) != before
    for line in LINES:
        append(file, judged(line.a, "withdrawn", line.b, 9))
    report = built(store, corpus)
    assert (len(report.merged), len(report.split)) == (1, 1)
    assert dump(store) == before


def test_the_graph_is_the_same_whenever_the_judgements_came(store: Path, corpus: Path, file: Path) -> None:
    write(file, LINES)
    built(store, corpus)
    together = dump(store)
    write(file, [])
    built(store, corpus)
    for line in reversed(LINES):
        append(file, line)
        built(store, corpus)
    assert dump(store) == together


def test_a_judgement_waits_for_its_documents_to_come_back(store: Path, corpus: Path, file: Path) -> None:
    write(file, LINES)
    built(store, corpus)
    before = dump(store)
    (corpus / "fr/visite.txt").rename(corpus.parent / "visite.txt")
    report = built(store, corpus)
    assert f"no document names {NDOUR} now" in report.judgements.unknown[0]
    assert report.judgements.applied == 1
    (corpus.parent / "visite.txt").rename(corpus / "fr/visite.txt")
    assert built(store, corpus).judgements.applied == 2
    assert dump(store) == before


def test_a_broken_line_is_told_and_the_others_hold(store: Path, corpus: Path, file: Path) -> None:
    write(file, LINES[:1])
    with file.open("a", encoding="utf-8") as lines:
        lines.write("=======\n")
    report = built(store, corpus)
    assert report.judgements.applied == 1
    assert f"{file}, line 2" in report.judgements.broken[0]


def test_a_file_that_can_not_be_read_stops_the_build_before_it_changes_anything(store: Path, corpus: Path, file: Path) -> None:
    before = existing(store).version
    file.mkdir()
    with pytest.raises(JudgementsError, match="--judgements FILE"):
        built(store, corpus)
    assert existing(store).version == before


def test_another_file_can_be_named(store: Path, corpus: Path, tmp_path: Path) -> None:
    write(tmp_path / "mine.jsonl", LINES[:1])
    report = build([corpus], Settings(store=store, workers=1, judgements=tmp_path / "mine.jsonl"))
    assert report.judgements.applied == len(read(tmp_path / "mine.jsonl").judgements) == 1


def test_a_build_that_was_interrupted_behind_a_judgement_is_finished_by_the_next(
    store: Path, corpus: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(file, LINES)
    with monkeypatch.context() as broken:
        broken.setattr("kg.pipeline.build.settle", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            built(store, corpus)
    built(store, corpus)
    interrupted = dump(store)
    write(file, [])
    built(store, corpus)
    write(file, LINES)
    built(store, corpus)
    assert dump(store) == interrupted


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
