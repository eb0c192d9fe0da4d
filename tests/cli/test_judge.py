"""The commands about who is whom, as a user runs them."""

from __future__ import annotations

import inspect
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app, exit_code
from kg.cli.exits import Exit
from kg.errors import JudgementsError
from kg.model.judgements import Judgement, Verdict
from kg.resolution import evidence, persons
from kg.store.judgements import read, write
from tests.pipeline.corpus import built

NDOUR, KYRIAKOU = "person/ibrahima-ndour", "person/andreas-kyriakou"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def run(store: Path, *words: str, keys: str = "") -> Result:
    return CliRunner().invoke(app, [*words, "--store", str(store)], input=keys, catch_exceptions=False)


def noted(store: Path) -> list[tuple[str, str, str]]:
    return [(line.a, line.verdict, line.b) for line in read(store.parent / "judgements.jsonl").judgements]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ibrahima Ndour", "Andreas Kyriakou"),
        ("ibrahima ndour", f"id:{KYRIAKOU}"),
        (f"<https://w3id.org/pressgraph/id/{NDOUR}>", KYRIAKOU),
        (f"id/{NDOUR}", f"https://w3id.org/pressgraph/id/{KYRIAKOU}"),
    ],
)
def test_names_and_addresses_are_taken(store: Path, a: str, b: str) -> None:
    shown = run(store, "same", a, b, "--why", "one and the same", "--by", "Ada")
    assert shown.exit_code == 0
    assert f"noted: {NDOUR} same {KYRIAKOU}" in shown.stdout
    (line,) = read(store.parent / "judgements.jsonl").judgements
    assert (line.a, line.b, line.by, line.why) == (NDOUR, KYRIAKOU, "Ada", "one and the same")


def test_who_judges_is_the_user_where_nobody_is_named(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "bo")
    run(store, "unsure", NDOUR, KYRIAKOU)
    assert read(store.parent / "judgements.jsonl").judgements[0].by == "bo"


def test_a_name_that_several_bear_lists_them_as_an_error_of_usage(store: Path) -> None:
    with pytest.raises(JudgementsError, match="may be any of") as told:
        run(store, "same", "Clean Harbours", NDOUR)
    assert "\n  programme/clean-harbours" in str(told.value)
    assert exit_code(told.value) is Exit.USAGE
    assert noted(store) == []


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        (NDOUR, "Ibrahima Ndour", "both are"),
        (NDOUR, "Halvorsen Foundation", "two classes"),
        (NDOUR, "person/nobody", "the store has no person/nobody"),
        (NDOUR, "doc:fr/visite.txt", "is no person, organisation"),
    ],
)
def test_what_can_not_be_the_same_is_refused(store: Path, a: str, b: str, told: str) -> None:
    with pytest.raises(JudgementsError, match=told):
        run(store, "same", a, b)
    assert noted(store) == []


def test_undo_adds_a_line_that_withdraws_before_and_after_a_build(store: Path, corpus: Path) -> None:
    run(store, "same", NDOUR, KYRIAKOU)
    built(store, corpus)
    assert "withdrawn" in run(store, "undo", "Andreas Kyriakou", "Ibrahima Ndour").stdout
    assert noted(store) == [(NDOUR, "same", KYRIAKOU), (NDOUR, "withdrawn", KYRIAKOU)]
    with pytest.raises(JudgementsError, match="nothing stands on"):
        run(store, "undo", NDOUR, KYRIAKOU)


def test_a_wrong_merge_is_parted_by_the_names_of_its_parts(store: Path, corpus: Path) -> None:
    run(store, "different", "Halvorsen Foundation", "Fondation Halvorsen")
    assert noted(store) == [("organisation/halvorsen-foundation", "different", "organisation/fondation-halvorsen")]
    assert built(store, corpus).judgements.applied == 1


def test_a_contradiction_to_others_is_told_at_once(store: Path) -> None:
    run(store, "same", NDOUR, KYRIAKOU, "--by", "Ada")
    assert "in conflict: " in run(store, "different", KYRIAKOU, NDOUR, "--by", "Bo").stderr


def test_explain_tells_why_two_are_one(store: Path) -> None:
    shown = run(store, "explain", "Halvorsen Foundation", "Fondation Halvorsen").stdout
    assert "are one: organisation/halvorsen-foundation" in shown
    assert "+3.0  names that say the same: " in shown
    assert "from +3.0 on two are one" in shown


def test_explain_tells_why_two_are_two_and_what_was_judged(store: Path, corpus: Path) -> None:
    run(store, "same", NDOUR, KYRIAKOU, "--by", "Ada", "--why", "a test")
    before = run(store, "explain", NDOUR, KYRIAKOU).stdout
    assert "are two: " in before
    assert "judged the same by Ada" in before
    assert "the next kg build follows it" in before
    built(store, corpus)
    after = run(store, "explain", "Ibrahima Ndour", "Andreas Kyriakou").stdout
    assert "are one: " in after
    assert "They are one through others" in after
    told = json.loads(run(store, "explain", NDOUR, KYRIAKOU, "--json").stdout)
    assert (told["are_one"], told["judgement"]["why"]) == (True, "a test")
    assert told["direct"]["score"] < 3


def test_explain_speaks_the_users_language_of_pairs(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert "noms qui disent la même chose" in run(store, "explain", "Halvorsen Foundation", "Fondation Halvorsen").stdout


def test_every_reason_has_words_in_both_languages() -> None:
    from kg.explanation.reasons import reason_words

    code = "".join(inspect.getsource(module) for module in (evidence, persons))
    features = set(re.findall(r'(?:Reason\(|Likeness\([^"()]*)"([a-z ]+)"', code))
    assert "initial" in features
    assert features <= set(reason_words("en"))
    assert set(reason_words("en")) == set(reason_words("fr"))


def test_files_are_joined_and_conflicts_told(tmp_path: Path) -> None:
    line = Judgement(a=NDOUR, b=KYRIAKOU, verdict=Verdict.SAME, by="Ada", when="2024-05-17T09:00:00+00:00")
    other = Judgement(a=NDOUR, b=KYRIAKOU, verdict=Verdict.DIFFERENT, by="Bo", when="2024-05-16T09:00:00+00:00")
    write(tmp_path / "ours", [line])
    write(tmp_path / "theirs", [other, line])
    command = ["judgements", "join", str(tmp_path / "ours"), str(tmp_path / "theirs"), "--output", str(tmp_path / "ours")]
    shown = CliRunner().invoke(app, command, catch_exceptions=False)
    assert shown.exit_code == Exit.PARTLY
    assert "different by Bo" in shown.stderr
    assert read(tmp_path / "ours").judgements == (other, line)


def test_the_summary_of_a_build_tells_merges_and_what_is_in_conflict(store: Path, corpus: Path) -> None:
    run(store, "same", NDOUR, KYRIAKOU, "--by", "Ada")
    run(store, "same", NDOUR, "Grace Wanjala", "--by", "Ada")
    run(store, "different", KYRIAKOU, "Grace Wanjala", "--by", "Bo")
    command = ["build", str(corpus), "--store", str(store), "--workers", "1", "--verbose"]
    shown = CliRunner().invoke(app, command, catch_exceptions=False)
    assert "1 merged, 0 split" in shown.stdout
    assert f"merged {KYRIAKOU} + {NDOUR} → " in shown.stdout
    assert "2 judgements applied, 1 in conflict, 0 unknown" in shown.stdout
    assert "in conflict" in shown.stderr


def test_a_broken_line_makes_the_build_end_with_its_code(store: Path, corpus: Path) -> None:
    (store.parent / "judgements.jsonl").write_text("nonsense\n", encoding="utf-8")
    shown = CliRunner().invoke(app, ["build", str(corpus), "--store", str(store), "--workers", "1", "--json"], catch_exceptions=False)
    assert shown.exit_code == Exit.PARTLY
    assert "line 1" in json.loads(shown.stdout)["judgements"]["broken"][0]


def test_judging_loads_nothing_heavy(store: Path) -> None:
    code = (
        "import sys; from kg.cli.app import app\n"
        f"app(['same', {NDOUR!r}, {KYRIAKOU!r}, '--store', {str(store)!r}], standalone_mode=False)\n"
        f"app(['review', '--store', {str(store)!r}], standalone_mode=False)\n"
        "print(sorted({'spacy', 'rdflib', 'pyshacl', 'fastapi', 'numpy'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, input="q\n", env=environment)
    assert done.stdout.splitlines()[-1] == "[]"
