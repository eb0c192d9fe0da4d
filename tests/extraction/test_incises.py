"""Words of the reporter inside the quotation marks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.statements.incises import without_incises
from kg.extraction.statements.quotations import find_quotations
from kg.extraction.text.reading import Reading
from kg.model.extraction import Extraction

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("« L’eau n’est pas un luxe, a-t-il ajouté. C’est un droit. »", ["L'eau n'est pas un luxe", "C'est un droit."]),
        ("« Nous avançons, explique-t-elle, mais trop lentement. »", ["Nous avançons", "mais trop lentement."]),
        ("« Un, dit-il, deux, a-t-il répété, trois. »", ["Un", "deux", "trois."]),
        ("« Nous avançons, mais où va-t-il ? »", ["Nous avançons, mais où va-t-il ?"]),
    ],
)
def test_a_quotation_is_cut_where_the_reporter_speaks(read_text: Read, text: str, pieces: list[str]) -> None:
    reading = read_text(f"Le ministre est arrivé. {text}", "fr")
    found = without_incises(reading, find_quotations(reading))
    assert [reading.text[begin:end].strip() for quotation in found for begin, end in quotation.pieces] == pieces


def test_what_the_reporter_says_is_no_part_of_the_statement(extract_text: Callable[..., Extraction]) -> None:
    text = "Awa Diallo, ministre de la Santé, a salué cet accord. « La santé n’est pas un luxe, a-t-elle ajouté. C’est un droit de tous. »"
    extraction = extract_text(text, "fr")
    said = [[piece.of(text) for piece in statement.pieces] for statement in extraction.statements]
    assert ["La santé n’est pas un luxe", "C’est un droit de tous."] in said


def test_an_incise_behind_a_quotation_is_no_part_of_what_it_ends(extract_text: Callable[..., Extraction]) -> None:
    text = "Ali Sow a rappelé l’importance du pont : « La ville en vit et les marchands le savent », martèle-t-il."
    extraction = extract_text(text, "fr")
    assert all("martèle" not in piece.of(text) for statement in extraction.statements for piece in statement.pieces)
