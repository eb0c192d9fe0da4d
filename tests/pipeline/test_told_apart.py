"""Two of one name and one country, told apart by the documents that name them: the graph that a build makes of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app
from kg.errors import JudgementsError
from kg.store.judgements import read
from tests.pipeline.corpus import built, dump, graph_of, write

TEXTS = {
    "en/school.txt": """Reading rooms open in Mombasa

Mombasa, 12 May 2023

Grace Wanjala, a teacher of Mombasa, opened three reading rooms on Friday.

"Children read when books are near," said Grace Wanjala.
""",
    "en/harbours.txt": """Cities talk about harbours

Valletta, 2 December 2023

Grace Wanjala, president of the Coastal Cities Forum, met fishermen on Saturday.

"The harbours are cleaner than last year," said Grace Wanjala.
""",
}
WANJALA, LAUNCH, SCHOOL, HARBOURS = "person/grace-wanjala", "en/launch.txt", "en/school.txt", "en/harbours.txt"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def more(store: Path, corpus: Path) -> Path:
    """The corpus with two more documents of one Grace Wanjala, a president, and of another, a teacher; the store holds all."""
    write(corpus, TEXTS)
    built(store, corpus)
    return corpus


def run(store: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--store", str(store)], catch_exceptions=False)


def who(store: Path, document: str) -> str:
    """The address of Grace Wanjala in a document's graph."""
    (path,) = {path for quad in graph_of(store, document) for path in re.findall(rf"id/({WANJALA}[^>]*)>", quad)}
    return str(path)


def side(document: str) -> str:
    return f"{WANJALA}@doc:{document}"


def noted(store: Path) -> list[tuple[str, str, str]]:
    return [(line.a, line.verdict, line.b) for line in read(store.parent / "judgements.jsonl").judgements]


def test_namesakes_become_two_and_the_others_go_with_the_one_for_whom_most_speaks(store: Path, more: Path) -> None:
    assert who(store, SCHOOL) == who(store, LAUNCH) == WANJALA
    shown = run(store, "different", "Grace Wanjala@doc:school.txt", f"Grace Wanjala@doc:{LAUNCH}", "--why", "a teacher and a president")
    assert f"noted: {side(SCHOOL)} different {side(LAUNCH)}" in shown.stdout
    report = built(store, more)
    assert (report.read, report.judgements.applied) == ((), 1)
    assert [row.before for row in report.split] == [(WANJALA,)]
    teacher, president = who(store, SCHOOL), who(store, LAUNCH)
    assert teacher != president == who(store, HARBOURS) == who(store, "en/meeting.md")
    assert report.split[0].now == tuple(sorted((teacher, president)))
    redirects = [quad for quad in dump(store) if "isReplacedBy" in quad and f"id/{WANJALA}>" in quad]
    assert len(redirects) == 1
    assert f"id/{president}>" in redirects[0]


def test_addresses_stay_when_other_documents_go_and_come_back(store: Path, more: Path) -> None:
    run(store, "different", side(SCHOOL), side(LAUNCH))
    built(store, more)
    before, teacher = dump(store), who(store, SCHOOL)
    president = who(store, LAUNCH)
    for gone in (HARBOURS, SCHOOL):
        (more / gone).rename(more.parent / "gone.txt")
        built(store, more)
        assert who(store, LAUNCH) == president
        (more.parent / "gone.txt").rename(more / gone)
    built(store, more)
    assert who(store, SCHOOL) == teacher
    assert dump(store) == before


def test_a_fresh_store_has_the_same_graph_as_one_that_was_built_bit_by_bit(store: Path, more: Path, tmp_path: Path) -> None:
    run(store, "different", side(SCHOOL), side(LAUNCH))
    built(store, more)
    bit_by_bit = dump(store)
    (tmp_path / "other").mkdir()
    (store.parent / "judgements.jsonl").rename(tmp_path / "other/judgements.jsonl")
    built(tmp_path / "other/store", more)
    assert dump(tmp_path / "other/store") == bit_by_bit


@pytest.mark.parametrize("command", ["undo", "same"])
def test_taking_it_back_gives_back_the_former_graph(command: str, store: Path, more: Path) -> None:
    before = dump(store)
    run(store, "different", side(SCHOOL), side(LAUNCH))
    built(store, more)
    names = sorted({who(store, SCHOOL), who(store, LAUNCH)})
    run(store, command, f"Grace Wanjala@doc:{SCHOOL}", f"Grace Wanjala@doc:{LAUNCH}")
    report = built(store, more)
    assert [row.before for row in report.merged] == [tuple(names)]
    assert dump(store) == before


def test_one_mention_is_enough_to_tell_whom_one_means(store: Path, more: Path) -> None:
    mentions = [line for line in graph_of(store, SCHOOL) if "taIdentRef" in line and WANJALA in line]
    address = mentions[0].partition(">")[0].removeprefix("<")
    run(store, "different", address, "Grace Wanjala")
    assert noted(store) == [(side(SCHOOL), "different", WANJALA)]
    built(store, more)
    assert who(store, LAUNCH) == WANJALA != who(store, SCHOOL)


def test_explain_tells_what_speaks_for_two_documents_meaning_one_and_what_was_judged(store: Path, more: Path) -> None:
    pair = (f"Grace Wanjala@doc:{SCHOOL}", f"{WANJALA}@doc:{LAUNCH}")
    shown = " ".join(run(store, "explain", *pair).stdout.split())
    assert "are one: person/grace-wanjala" in shown
    assert f"kg different {side(SCHOOL)} {side(LAUNCH)}" in shown
    assert "+3.0" in shown
    run(store, "different", *pair, "--by", "Ada", "--why", "a teacher and a president")
    built(store, more)
    shown = " ".join(run(store, "explain", *pair).stdout.split())
    assert "are two: " in shown
    assert "judged different by Ada" in shown
    assert "a teacher and a president" in shown
    with pytest.raises(JudgementsError, match=r"(?s)may be any of 2.*grace-wanjala-"):
        run(store, "explain", "Grace Wanjala", "Andreas Kyriakou")


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("Grace Wanjala@doc:nowhere.txt", "no document is called nowhere.txt"),
        (f"Andreas Kyriakou@doc:{SCHOOL}", f"{SCHOOL} names no Andreas Kyriakou"),
        ("Grace Wanjala", f"namesakes by a document of each: {WANJALA}@doc:FILE"),
    ],
)
def test_what_no_document_has_is_refused(word: str, told: str, store: Path, more: Path) -> None:
    with pytest.raises(JudgementsError, match=re.escape(told)):
        run(store, "different", word, "Grace Wanjala")
    assert noted(store) == []
