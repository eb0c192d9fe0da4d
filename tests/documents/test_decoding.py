from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.decoding import Decoded, NotTextError, decode, mend

TEXT = "L’État a « signé » l’accord – enfin…"
ACCENTS = "Le ministère a déclaré que l'été serait chaud."


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from("\r\n\t"), min_size=1))
def test_any_text_in_utf8_comes_back_verbatim(text: str) -> None:
    decoded = decode(text.encode("utf-8"))
    assert decoded.text == text.removeprefix("\ufeff")
    assert decoded.repairs == ()


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides_and_is_left_out(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding)) == Decoded(TEXT)


def test_text_that_is_not_utf8_is_read_as_windows_1252_and_says_so() -> None:
    assert decode(TEXT.encode("cp1252")) == Decoded(TEXT, ("read as windows-1252: not valid UTF-8 at byte 1",))


def test_the_bytes_that_windows_1252_leaves_undefined_are_kept() -> None:
    assert decode(b"caf\xe9 \x81\x8d").text == "café \x81\x8d"


def test_a_stray_byte_in_utf8_does_not_spoil_the_rest() -> None:
    decoded = decode(ACCENTS.encode() + b" l\x92an " + ACCENTS.encode())
    assert decoded.text == f"{ACCENTS} l’an {ACCENTS}"
    assert decoded.repairs == ("not valid UTF-8 at byte 53: 1 place read as windows-1252",)


def test_a_truncated_utf16_file_is_read_and_says_so() -> None:
    decoded = decode(codecs.BOM_UTF16_LE + "Été".encode("utf-16-le")[:-1])
    assert decoded.text == "Ét\ufffd"
    assert "not valid utf-16-le at byte 4" in decoded.repairs[0]


@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="ISO-8859-2">',
        "<?xml version='1.0' encoding='iso-8859-2'?>",
        '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">',
    ],
)
def test_a_page_is_read_as_it_declares(declaration: str) -> None:
    page = declaration + "<p>Łódź</p>"
    assert decode(page.encode("iso-8859-2"), declares=True) == Decoded(page)


def test_a_declaration_of_latin_1_means_windows_1252() -> None:
    page = '<meta charset="iso-8859-1"><p>l’État</p>'
    assert decode(page.encode("cp1252"), declares=True) == Decoded(page)


def test_valid_utf8_goes_before_a_wrong_declaration() -> None:
    page = '<meta charset="iso-8859-1"><p>l’État</p>'
    assert decode(page.encode(), declares=True) == Decoded(page, ("read as UTF-8, though iso8859-1 is declared",))


@pytest.mark.parametrize("name", ["utf-16", "no-such-encoding", "rot13", "utf-8", "base64"])
def test_an_impossible_declaration_is_passed_over(name: str) -> None:
    page = f'<meta charset="{name}"><p>l’été</p>'
    assert decode(page.encode(), declares=True).text == page


def test_a_declaration_counts_only_where_the_format_has_one() -> None:
    assert decode("<meta charset=iso-8859-2> é".encode("cp1252")).text.endswith("é")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 text", "a PDF"),
        (b"PK\x03\x04rest", "a ZIP archive or an office document"),
        (b"some\x00thing", "NUL at byte 4"),
        (bytes(range(1, 32)) * 20, "control characters"),
    ],
)
def test_binary_files_are_refused(data: bytes, kind: str) -> None:
    with pytest.raises(NotTextError, match=kind):
        decode(data)


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_mojibake_is_mended_and_told(wrong: str) -> None:
    spoilt = Decoded("Rien ici.\n" + ACCENTS.encode().decode(wrong) + "\nNi là.")
    assert mend(spoilt) == Decoded(f"Rien ici.\n{ACCENTS}\nNi là.", ("mojibake mended in 1 line",))


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "« Oui », dit-il\u00a0; l\u2019“œuvre” ﬁnie",
        "e\u0301te\u0301",
        "ＦＵＬＬ",
        "Ã",
        "L’Âge d’or\r\nà São Paulo\r",
        "Fußball in Århus",
        "Télé­phone",
    ],
)
def test_what_is_right_stays_verbatim(text: str) -> None:
    assert mend(Decoded(text)) == Decoded(text)


def test_blanks_in_disguise_stay_because_they_do_no_harm() -> None:
    text = "Media release\nÂ\nThe minister said so.Â\u00a0"
    assert mend(Decoded(text)) == Decoded(text)
