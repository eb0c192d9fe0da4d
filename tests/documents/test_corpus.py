from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from unicodedata import normalize

import pytest

from kg.documents.corpus import find


def write(path: Path, text: str = "Un texte.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def identifiers(*paths: Path) -> list[str]:
    return [file.identifier for file in find(paths).files]


def test_a_folder_is_walked_in_order_and_other_endings_are_counted(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.MD", "a/b.html", "a/B.txt", "c.markdown", "d.xhtml", "e.htm", "f.docx", "a/g.jpg"):
        write(tmp_path / name)
    findings = find([tmp_path])
    assert [file.identifier for file in findings.files] == ["a/B.txt", "a/b.html", "a/z.MD", "b.txt", "c.markdown", "d.xhtml", "e.htm"]
    assert findings.skipped == 2
    assert findings.errors == ()


def test_hidden_files_and_folders_are_left_out_unless_they_are_given(tmp_path: Path) -> None:
    write(tmp_path / ".git/a.txt")
    write(tmp_path / ".b.txt")
    write(tmp_path / "c.txt")
    assert identifiers(tmp_path) == ["c.txt"]
    assert identifiers(tmp_path / ".git", tmp_path / ".b.txt") == [".b.txt", "a.txt"]


def test_a_file_is_found_with_its_root_and_signature(tmp_path: Path) -> None:
    path = write(tmp_path / "in/été.txt", "Bonjour.")
    (found,) = find([path]).files
    assert (found.path, found.root, found.identifier) == (path, path.parent, "été.txt")
    assert found.signature == (8, path.stat().st_mtime_ns)


def test_a_relative_path_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "in/a.txt")
    monkeypatch.chdir(tmp_path)
    (found,) = find([Path("in/../in")]).files
    assert (found.path, found.identifier) == (path, "a.txt")


def test_names_are_normalised_so_that_file_systems_agree(tmp_path: Path) -> None:
    write(tmp_path / normalize("NFD", "communiqué d’été.txt"))
    assert identifiers(tmp_path) == [normalize("NFC", "communiqué d’été.txt")]


def test_loops_of_links_end(tmp_path: Path) -> None:
    write(tmp_path / "a/b/c.txt")
    (tmp_path / "a/b/up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a/self").symlink_to(tmp_path / "a/self")
    findings = find([tmp_path])
    assert len(findings.files) == 1
    assert [error.path.name for error in findings.errors] == ["self"]


def test_a_linked_folder_is_read(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere/a.txt")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert identifiers(tmp_path / "in") == ["link/a.txt"]


def test_a_file_reached_twice_counts_once_under_its_longest_identifier(tmp_path: Path) -> None:
    path = write(tmp_path / "in/a.txt")
    assert identifiers(path, tmp_path, path.parent) == ["in/a.txt"]
    assert identifiers(path.parent, path, tmp_path) == ["in/a.txt"]


def test_two_files_with_one_identifier_keep_the_first_by_path(tmp_path: Path) -> None:
    first, second = write(tmp_path / "1/a.txt"), write(tmp_path / "2/a.txt")
    for roots in ([first.parent, second.parent], [second.parent, first.parent]):
        findings = find(roots)
        assert [file.path for file in findings.files] == [first]
        (error,) = findings.errors
        assert error.path == second
        assert str(first) in str(error)
        assert "the folder above both" in str(error)


def test_names_that_differ_only_by_normal_form_clash(tmp_path: Path) -> None:
    for form in ("NFC", "NFD"):
        write(tmp_path / normalize(form, "é.txt"))
    findings = find([tmp_path])
    assert (len(findings.files), len(findings.errors)) == (1, 1)


def test_a_missing_path_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    findings = find([tmp_path / "nowhere", tmp_path])
    assert [file.identifier for file in findings.files] == ["a.txt"]
    assert "no such file or folder" in str(findings.errors[0])
    assert "nowhere" in str(findings.errors[0])


def test_a_link_to_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (error,) = find([tmp_path]).errors
    assert "a link to a file that is not there" in str(error)


def test_a_file_given_with_an_unknown_ending_is_an_error(tmp_path: Path) -> None:
    (error,) = find([write(tmp_path / "a.docx")]).errors
    assert "unknown ending '.docx'" in str(error)
    assert ".txt" in error.advice


def test_a_pipe_is_no_document(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert find([tmp_path]).skipped == 1
    (error,) = find([tmp_path / "a.txt"]).errors
    assert "neither a file nor a folder" in str(error)


def test_an_unreadable_folder_is_told_and_the_others_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "locked/b.txt")
    (tmp_path / "locked").chmod(0)
    if os.access(tmp_path / "locked", os.R_OK):  # the superuser reads everything: refuse as the system would
        real = os.scandir

        def refuse(path: Path) -> object:
            if path.name == "locked":
                raise PermissionError(13, "Permission denied", str(path))
            return real(path)

        monkeypatch.setattr(os, "scandir", refuse)
    findings = find([tmp_path])
    (tmp_path / "locked").chmod(0o700)
    assert [file.identifier for file in findings.files] == ["a.txt"]
    (error,) = findings.errors
    assert (error.path, error.reason) == (tmp_path / "locked", "permission denied")


def test_a_name_that_is_not_unicode_is_told(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x", encoding="utf-8")
    except OSError:
        pytest.skip("this file system allows only names in Unicode")
    (error,) = find([tmp_path]).errors
    assert error.reason == "the name is not valid UTF-8"
    assert error.advice == "rename the file or folder"


def test_the_walk_imports_nothing_heavy() -> None:
    heavy = ["trafilatura", "ftfy", "py3langid", "markdown_it", "lxml", "numpy", "spacy"]
    code = f"import kg.documents.corpus, kg.documents.reading, sys; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert done.stdout.strip() == "[]"
