"""Quotation marks of every style, paired within and over paragraphs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.statements.quotations import find_quotations, pair
from kg.extraction.text.reading import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        pytest.param("« Oui », dit-il.", [["Oui"]], id="guillemets"),
        pytest.param("“Yes,” she said.", [["Yes"]], id="curly"),
        pytest.param("Elle dit :“ Oui. ” Il part.", [["Oui."]], id="opened right behind a colon"),
        pytest.param('"A b," he said. "C d."', [["A b"], ["C d."]], id="straight, twice"),
        pytest.param('He said " text here " and left.', [["text here"]], id="straight with blanks inside"),
        pytest.param("''A b,'' he said.", [["A b"]], id="two apostrophes"),
        pytest.param("„So ist es“, sagt er.", [["So ist es"]], id="low and high"),
        pytest.param("‹ Oui ›, dit-il.", [["Oui"]], id="single guillemets"),
        pytest.param('« Oui " , dit-il. « Non » fin', [["Oui"], ["Non"]], id="closed by a mark of another style"),
        pytest.param("« relancer le tout ; cela en 2026” a-t-il dit", [["relancer le tout ; cela en 2026"]], id="closed by a curly mark"),
        pytest.param("« le « petit » chat » dort", [["le « petit » chat"]], id="nested, same style"),
        pytest.param("a “b „c” d” e", [["b „c” d"]], id="nested, other style"),
        pytest.param("\"He said 'no way' to me,\" she said", [["He said 'no way' to me"]], id="single inside double"),
        pytest.param(
            "'I don't like it,' she said. 'It's the Smiths' house.'", [["I don't like it"], ["It's the Smiths' house."]], id="apostrophes"
        ),
        pytest.param("the '90s, and 'tis the ministers' agenda", [], id="elisions and possessives are no quotations"),
        pytest.param("l'été, aujourd'hui et jusqu'ici", [], id="apostrophes of French are no quotations"),
        pytest.param("”Wrong way,” he said, ”x “y” z”.", [["Wrong way"], ["x “y” z"]], id="opened by a closing mark"),
        pytest.param("A 5' wall", [], id="a foot is no quotation"),
        pytest.param(
            '"The road is closed. "It will open in May," he said.',
            [["The road is closed.", "It will open in May"]],
            id="reopened in one block",
        ),
        pytest.param("Fermé. « , a-t-elle dit. « Oui »", [["Oui"]], id="an opening mark whose words were lost"),
        pytest.param("“HILL: We saw “the wall” there.", [["the wall"]], id="the mark before the name of a turn"),
    ],
)
def test_marks_of_a_paragraph(text: str, quotations: list[list[str]]) -> None:
    assert [[text[begin:end] for begin, end in quotation.pieces] for quotation in pair(text)] == quotations


@pytest.mark.parametrize(
    ("text", "pieces", "closed"),
    [
        pytest.param('"First.\n\n"Second," he said.', ["First.", "Second"], True, id="each paragraph opens, the last closes"),
        pytest.param('"First.\n\nSecond," he said.', ["First.", "Second"], True, id="the quotation runs on"),
        pytest.param("“Left open.\n\nNo quotation here.", ["Left open."], False, id="never closed"),
        pytest.param("'One day.\n\n'Two days.\n\n'Three days,' he said.", ["One day.", "Two days.", "Three days"], True, id="single marks"),
        pytest.param("A.\n\n‘First years.” B.", ["First years."], True, id="opened by a single mark, closed by a double one"),
        pytest.param("“First.\n\n“Second.\n\n“Third.” End.", ["First.", "Second.", "Third."], True, id="three paragraphs"),
    ],
)
def test_quotation_over_paragraphs(text: str, pieces: list[str], closed: bool) -> None:
    first = pair(text)[0]
    assert ([text[begin:end] for begin, end in first.pieces], first.closed) == (pieces, closed)


def test_marks_that_the_cleaning_takes_for_apostrophes_are_told_apart(read_text: Read) -> None:
    reading = read_text("‘The ministers’ plan is good,’ Mr Brown said. It’s late.", "en")
    assert [[reading.text[a:b] for a, b in q.pieces] for q in find_quotations(reading)] == [["The ministers' plan is good"]]


def test_two_single_marks_are_a_double_one(read_text: Read) -> None:
    reading = read_text("‘‘Nobody’s plan is good,’’ Mr Brown said.", "en")
    assert [[reading.text[a:b] for a, b in q.pieces] for q in find_quotations(reading)] == [["Nobody's plan is good"]]


def test_marks_doubled_by_a_table_are_those_of_the_text(read_text: Read) -> None:
    reading = read_text('"La séance est ouverte. ""Nous avançons"", a dit Awa Diallo. La suite viendra."', "fr")
    assert [[reading.text[a:b] for a, b in q.pieces] for q in find_quotations(reading)] == [["Nous avançons"]]


def test_text_without_marks_has_no_quotations() -> None:
    assert pair("No one said a word.") == []
    assert pair("") == []
