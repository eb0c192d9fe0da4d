"""Cleaning: what is joined, what is parted, and the way back to the text as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.text.cleaning import BLOCK, clean
from kg.extraction.text.seams import find_seams

OPENERS = frozenset({"The", "Le", "La"})

ROWS = [
    # a margin wraps a line, a writer ends one
    (
        "The delegation was received on Tuesday by\nofficials of the ministry.",
        "The delegation was received on Tuesday by officials of the ministry.",
    ),
    ("Accueil\nActualités", f"Accueil{BLOCK}Actualités"),
    ("First paragraph.\n\nSecond one.", f"First paragraph.{BLOCK}Second one."),
    ("A sentence that is long enough to be wrapped.\nAnother one.", f"A sentence that is long enough to be wrapped.{BLOCK}Another one."),
    (
        "a heading without any end that is long enough\nThe text begins here.",
        f"a heading without any end that is long enough{BLOCK}The text begins here.",
    ),
    ("un mot coupé\nde la phrase", "un mot coupé de la phrase"),
    # the marks of Markdown
    ("# Awa Diallo\n\n**_Ministre de la Pêche_**\n\nElle préside.", f"Awa Diallo{BLOCK}Ministre de la Pêche{BLOCK}Elle préside."),
    ("see http://a.org/_b_c and snake_case", "see http://a.org/_b_c and snake_case"),
    # blanks and padding
    ("one  two\u00a0three\tfour", "one two three four"),
    ("Media release   Stephen Grey MP", f"Media release{BLOCK}Stephen Grey MP"),
    ("  surrounded  ", "surrounded"),
    ("Minister for TradeÂ Member for Perth", "Minister for Trade Member for Perth"),
    # bullets begin blocks and are left out
    ("Objectifs :\n- former\n- équiper", f"Objectifs :{BLOCK}former{BLOCK}équiper"),
    ("1. Premier\n2. Second", f"1. Premier{BLOCK}Second"),
    # an empty line behind a small word is no end of a block
    (
        "The estimates that the Office had in June were those of the\n\nMay Report, with no changes.",
        "The estimates that the Office had in June were those of the May Report, with no changes.",
    ),
    ("Log in\n\nThe Office has spoken.", f"Log in{BLOCK}The Office has spoken."),
    # typographic variants
    ("l’État et l‘eau", "l'État et l'eau"),
    ("Nord‑Kivu, sous\u00admarin, zéro\u200blargeur", "Nord-Kivu, sousmarin, zérolargeur"),
]


@pytest.mark.parametrize(("text", "cleaned"), ROWS)
def test_cleaned_text(text: str, cleaned: str) -> None:
    assert clean(text, openers=OPENERS).text.strip() == cleaned


SPACED = [
    "The Office for Roads has opened a bridge in Arden and will",
    "now open another one in the north, together with its friends at",
    "the Ministry. The bridges were long awaited by all of those who",
    "live on the other side of the river, said the Director, Mr Jean",
    "Hill, at the opening. The Office will look after both of them and",
    "keep them safe, which costs less than those who know of the Dale",
    "Bridge believe, as the Office had always told the people in town.",
    "The Mayor was there.",
    "Next year it is to open one more, a small one, which is made for",
    "those who walk.",
]


def test_empty_lines_between_all_lines_are_no_ends_of_blocks() -> None:
    blocks = clean("Roads Office opens bridge\n\n" + "\n\n".join(SPACED), openers=OPENERS).text.split(BLOCK)
    assert blocks[0] == "Roads Office opens bridge"
    assert blocks[1].startswith("The Office for Roads has opened")
    assert "Mr Jean Hill, at the opening" in blocks[1]
    assert blocks[-2:] == ["The Mayor was there.", "Next year it is to open one more, a small one, which is made for those who walk."]


def test_empty_lines_between_paragraphs_end_them() -> None:
    lines = [f"The Office has opened bridge {number} in a town of the north of the country, at" for number in range(9)]
    assert clean("\n\n".join(f"{line} noon." for line in lines), openers=OPENERS).text.count(BLOCK) == 8


def test_a_stretch_leads_back_to_the_text_as_written() -> None:
    text = "La  « réunion\nd’experts »  a  commencé"
    cleaned = clean(text)
    begin = cleaned.text.index("d'experts")
    assert cleaned.original(begin, begin + len("d'experts")).of(text) == "d’experts"


def test_only_the_passage_is_cleaned() -> None:
    text = "Bonjour. Hello  world. Salut."
    cleaned = clean(text, 9, 22)
    assert cleaned.text == "Hello world."
    assert cleaned.original(0, 5).of(text) == "Hello"


def test_marks_of_direction_and_broken_blanks_are_blanks() -> None:
    assert (
        clean("\u200e \u200eLe maire est là.\n\u200e \u200e\nÂ “Bien”, dit-il à l'île de Â Ré.").text
        == "Le maire est là.\n\n“Bien”, dit-il à l'île de Ré."
    )


def test_a_drawn_line_parts_what_stands_around_it() -> None:
    assert clean("Source : OMS ---------- Le virus commence ________ par ici").text == "Source : OMS\n\nLe virus commence\n\npar ici"


def test_the_date_of_a_page_stands_apart_from_its_title() -> None:
    assert "Le gouverneur salue\n\nnovembre" in clean("Le pont de Kaya : Le gouverneur salue\nnovembre 6, 2024 Le pont").text


@pytest.mark.parametrize("date", ["2019-02-05", "01/07/2022", "January 31, 2023"])
def test_a_line_that_is_a_date_stands_apart_from_the_headline(date: str) -> None:
    text = f"The governor of the north opens a new bridge\n{date}\nThe governor of the north has opened a new bridge over the river."
    assert clean(text).text.split(BLOCK)[:2] == ["The governor of the north opens a new bridge", date]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_every_character_has_its_origin_in_the_text(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.text) == len(cleaned.origins)
    assert list(cleaned.origins) == sorted(cleaned.origins)
    seams = find_seams(text, 0, len(text))
    for character, origin in zip(cleaned.text, cleaned.origins, strict=True):
        if character.isspace():
            assert text[origin].isspace() or origin + 1 in seams
        else:
            assert clean(text[origin]).text == character


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        pytest.param("Il défend la réforme.Le président est venu.", "Il défend la réforme.\n\nLe président est venu.", id="a capital"),
        pytest.param("Il est venu en France.« C'est fait »", "Il est venu en France.\n\n« C'est fait »", id="a quotation"),
        pytest.param("« C'est fait. »Elle part.", "« C'est fait. »\n\nElle part.", id="behind a quotation"),
        pytest.param("C'est « fait ».Elle part.", "C'est « fait ».\n\nElle part.", id="behind a quotation and its stop"),
        pytest.param("“It is done.”The road", "“It is done.”\n\nThe road", id="behind an English one"),
        pytest.param("It is done. ”The road is long.”", None, id="a closing mark that opens"),
        pytest.param(
            'He said "it is done.""It is late," she said.', 'He said "it is done."\n\n"It is late," she said.', id="two straight marks"
        ),
        pytest.param('said Ms Lane."It is late," she', 'said Ms Lane.\n\n"It is late," she', id="a straight mark that opens"),
        pytest.param("Dr.Smith of www.Example.Com, the U.S.A. and St.Louis, 1.Aims", None, id="abbreviations, addresses, numbers"),
    ],
)
def test_a_paragraph_begins_where_the_break_before_it_was_lost(written: str, cleaned: str | None) -> None:
    assert clean(written).text == (written if cleaned is None else cleaned)
