from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kg.documents.corpus import FoundFile, find
from kg.documents.reading import load
from kg.errors import DocumentError
from kg.model.text import Document

FRENCH = (
    "Trois écoles ouvertes dans le nord\n\nDakar, 3 mai 2021 (APS) - La ministre a déclaré lundi que le gouvernement va lancer un "
    "programme pour les écoles. « C’est une étape\u00a0importante », a-t-elle dit.\r\n\r\nLes fonds viennent du budget.\r"
)
SHARED = Path(__file__).parents[2] / "../shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the sample texts are not beside the checkout")


def found(path: Path) -> FoundFile:
    (file,) = find([path]).files
    return file


def read(folder: Path, name: str, data: bytes) -> Document:
    path = folder / name
    path.write_bytes(data)
    return load(found(path))


def failure(folder: Path, name: str, data: bytes) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        read(folder, name, data)
    assert caught.value.path == folder / name
    assert caught.value.advice
    return caught.value


def test_a_text_becomes_a_document(tmp_path: Path) -> None:
    document = read(tmp_path, "écoles.txt", FRENCH.encode())
    assert (document.identifier, document.text, document.language) == ("écoles.txt", FRENCH, "fr")
    assert (document.title, str(document.issued), document.publisher) == ("Trois écoles ouvertes dans le nord", "2021-05-03", "APS")
    assert document.repairs == ()
    assert document.sha256 == hashlib.sha256(FRENCH.encode()).hexdigest()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from("\r\n\t\u2028é’")))
def test_the_text_and_its_digest_are_those_of_the_file(tmp_path: Path, text: str) -> None:
    data = (FRENCH + text).encode()
    document = read(tmp_path, "a.txt", data)
    assume(not document.repairs)  # letters at random may well look like mojibake
    assert document.text.encode() == data
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert "".join(part.span.of(document.text) for part in document.passages) == document.text


def test_a_page_and_a_markdown_file_are_read_by_their_endings(tmp_path: Path) -> None:
    page = f"<html><head><title>Trois écoles ouvertes</title></head><body><p>{FRENCH}</p></body></html>"
    assert "<p>" not in read(tmp_path, "a.HTM", page.encode()).text
    assert read(tmp_path, "a.md", f"# Trois écoles\n\n{FRENCH}".encode()).title == "Trois écoles"
    assert read(tmp_path, "a.txt", f"<p> {FRENCH}".encode()).text.startswith("<p>")


def test_what_a_file_declares_goes_before_what_its_wording_suggests(tmp_path: Path) -> None:
    document = read(tmp_path, "a.md", f"---\ntitle: Un autre titre\ndate: 2020-01-02\npublisher: Le Journal\n---\n{FRENCH}".encode())
    assert (document.title, str(document.issued), document.publisher) == ("Un autre titre", "2020-01-02", "Le Journal")


def test_repairs_are_recorded(tmp_path: Path) -> None:
    document = read(tmp_path, "a.txt", FRENCH.encode("cp1252"))
    assert document.text == FRENCH
    assert document.repairs == ("read as windows-1252: not valid UTF-8 at byte 6",)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b" \n\t\xc2\xa0\n", "there is no text in it"),
        ("a.txt", b"\xef\xbb\xbf", "there is no text in it"),
        ("a.md", b"---\ntitle:\n---\n", "there is no text in it"),
        ("a.txt", b"GIF89a\x00\x01", "a binary file"),
        ("a.txt", b"%PDF-1.4\n", "a PDF, not a text"),
        ("a.html", b"<html><body></body></html>", "no main text"),
        ("a.txt", "Der Minister hat am Montag erklärt, dass die Regierung ein Programm auflegen will.".encode(), "looks like German (de)"),
    ],
)
def test_bad_input_is_told_with_its_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    assert reason in failure(tmp_path, name, data).reason


def test_a_file_above_the_limit_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(DocumentError, match="too large: 50,000,000 bytes, at most 10,000,000"):
        load(found(path))
    path.write_bytes(FRENCH.encode())
    with pytest.raises(DocumentError, match="too large"):
        load(found(path), max_size=100)


def test_a_file_that_vanished_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FRENCH, encoding="utf-8")
    file = found(path)
    path.unlink()
    with pytest.raises(DocumentError, match="no such file"):
        load(file)


def test_a_language_that_is_not_asked_for_is_unknown(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FRENCH, encoding="utf-8")
    with pytest.raises(DocumentError, match=r"French \(fr\), not like English"):
        load(found(path), languages=("en",))


@needs_shared
def test_headers_of_the_annotated_texts_are_right() -> None:
    import json

    for file in find([SHARED / "gold/texts"]).files:
        expected = json.loads((SHARED / "gold/annotations" / f"{file.path.stem}.json").read_text(encoding="utf-8"))
        document = load(file)
        assert document.language == expected["language"]
        assert document.title == expected["title"], file.identifier
        assert (str(document.issued) if document.issued else None) == expected["issued"], file.identifier


@needs_shared
def test_no_text_of_the_corpus_is_lost_and_its_language_is_right() -> None:
    findings = find([SHARED / "corpus/wild"])
    assert findings.errors == ()
    assert len(findings.files) > 200
    for file in findings.files[::4]:
        document = load(file)
        assert document.language == file.path.name[:2], file.identifier
