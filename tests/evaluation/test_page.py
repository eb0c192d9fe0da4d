from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DocumentError
from kg.evaluation.evaluation import Evaluation
from kg.evaluation.highlights import Mark, State, Stretch, _stretches, highlighted
from kg.evaluation.page import as_html
from kg.evaluation.report import as_json, as_table, error_lines
from kg.evaluation.scoring import Scored
from kg.model.entities import EntityClass
from kg.model.extraction import Extraction
from kg.model.text import Span
from tests.evaluation.made import DOCUMENT, TEXT, annotation, entity, scored, span

HOSTILE = "<script>alert('x')</script>"
ANA = entity("person-1", EntityClass.PERSON, "Ana Moura", "she")
FORUM = entity("organisation-1", EntityClass.ORGANISATION, "director of the Harbour Forum")
EXPECTED = annotation(
    [
        {"id": "p1", "class": "Person", "names": ["Ana Moura"]},
        {"id": "l1", "class": "Place", "names": ["Lisbon"]},
        {"id": "g1", "class": "Programme", "names": [f"{HOSTILE} & co"]},
    ]
)


@pytest.fixture
def result() -> Scored:
    return scored(EXPECTED, Extraction(entities=(ANA, FORUM)))


@pytest.fixture
def evaluation(result: Scored) -> Evaluation:
    error = DocumentError(Path("b.json"), f"not JSON {HOSTILE}", "correct it")
    return Evaluation(folders=(Path("gold"),), documents=(result,), errors=(error,), notes=("c.json: a note",))


class Reader(HTMLParser):
    """Collects tags, addresses and the words of the marked text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        self.addresses += [given[name] or "" for name in ("href", "src", "action") if name in given]
        if tag not in {"meta", "link", "br"}:
            self.open.append("text" if given.get("class") == "text" else tag)

    def handle_endtag(self, tag: str) -> None:
        assert (self.open.pop() if self.open else None) in {tag, "text"}

    def handle_data(self, data: str) -> None:
        if "text" in self.open:
            self.text += data


def read(evaluation: Evaluation) -> Reader:
    reader = Reader()
    reader.feed(as_html(evaluation, "Pressgraph").decode("utf-8"))
    return reader


def test_the_page_has_no_scripts_and_needs_nothing_else(evaluation: Evaluation) -> None:
    page = read(evaluation)
    assert page.open == []
    assert not {"script", "img", "iframe", "object", "link"} & set(page.tags)
    assert page.addresses == ["#d1"]
    style = as_html(evaluation, "").decode().split("<style>")[1].split("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


def test_what_texts_and_annotations_say_is_escaped(evaluation: Evaluation, result: Scored) -> None:
    hostile = replace(DOCUMENT, text=f"{TEXT} {HOSTILE}", title=HOSTILE, identifier="<b>.txt")
    shown = as_html(replace(evaluation, documents=(replace(result, document=hostile),)), HOSTILE).decode()
    assert "<script" not in shown
    assert "<b>.txt" not in shown
    assert shown.count("&lt;script&gt;") >= 4


def test_the_whole_text_stands_there_as_it_is(evaluation: Evaluation) -> None:
    assert read(evaluation).text == TEXT


def test_lone_surrogates_do_no_harm(evaluation: Evaluation, result: Scored) -> None:
    odd = replace(DOCUMENT, text=TEXT + "\ud800")
    assert as_html(replace(evaluation, documents=(replace(result, document=odd),)), "").endswith(b"</html>")


def flat(stretches: tuple[Stretch, ...]) -> list[tuple[str, str, str]]:
    """The marks of a text: its words, class and state."""
    marks = []
    for stretch in stretches:
        if stretch.mark:
            marks.append((stretch.words, str(stretch.mark.cls), str(stretch.mark.state)))
        marks += flat(stretch.inside)
    return marks


def test_states_of_marks(result: Scored) -> None:
    assert flat(highlighted(result)) == [
        ("Lisbon", "Place", "missed"),
        ("Ana Moura", "Person", "right"),
        ("director of the Harbour Forum", "Organisation", "wrong"),
        ("Lisbon", "Place", "missed"),
        ("she", "Person", "right"),
        ("Ana Moura", "Person", "elsewhere"),
    ]


def test_states_differ_by_more_than_colour(evaluation: Evaluation) -> None:
    shown = as_html(evaluation, "").decode()
    tags = {
        state: set(re.findall(rf'<mark class="\w+ {state}" data-tag="([^"A-Z]*)[A-Z]', shown))
        for state in ("right", "missed", "wrong", "elsewhere")
    }
    assert tags == {"right": {""}, "missed": {"−"}, "wrong": {"+"}, "elsewhere": {"·"}}
    assert ">✓</b> right" in shown
    assert ">−</b> missed" in shown
    assert ">+</b> wrong" in shown


SPANS = st.tuples(st.integers(0, 19), st.integers(1, 20)).map(lambda ends: Span(min(ends[0], ends[1] - 1), max(ends[0] + 1, ends[1])))


def covered(stretches: tuple[Stretch, ...]) -> str:
    return "".join(covered(stretch.inside) if stretch.mark else stretch.words for stretch in stretches)


@given(st.lists(SPANS, max_size=8))
def test_marks_that_nest_or_cross_lose_nothing_of_the_text(spans: list[Span]) -> None:
    text = "abcdefghijklmnopqrst"
    marks = {Mark(span=place, cls=EntityClass.PLACE, state=State.RIGHT, name=str(number)) for number, place in enumerate(spans)}
    cut = tuple(_stretches(text, 0, len(text), marks))
    assert covered(cut) == text
    marked: dict[str, set[int]] = {}

    def collect(stretches: tuple[Stretch, ...]) -> None:
        for stretch in stretches:
            if stretch.mark:
                marked.setdefault(stretch.mark.name, set()).update(range(stretch.mark.span.begin, stretch.mark.span.end))
            collect(stretch.inside)

    collect(cut)
    assert marked == {str(number): set(range(place.begin, place.end)) for number, place in enumerate(spans)}


def test_error_lines_name_document_row_and_sentence(evaluation: Evaluation) -> None:
    lines = list(error_lines(evaluation))
    assert lines[:2] == [
        "harbour.txt: wrong Organisation: director of the Harbour Forum",
        "    | Ana Moura, director of the Harbour Forum, opened the meeting in Lisbon on 4 May 2021.",
    ]
    assert f"harbour.txt: missed Programme: {HOSTILE} & co" in lines


def test_errors_in_json_point_into_the_text(evaluation: Evaluation) -> None:
    assert "errors" not in as_json(evaluation, errors=False)
    told = as_json(evaluation, errors=True)["errors"]
    assert isinstance(told, list)
    place = next(error for error in told if error["row"] == "Place")
    assert place == {
        "document": "harbour.txt", "row": "Place", "verdict": "missed", "expected": "Lisbon", "found": None,
        "sentence": "Harbour Forum meets in Lisbon", "char": [0, span("in Lisbon").end],
    }  # fmt: skip


def test_rows_without_anything_are_told_beside_the_score() -> None:
    ana_alone = annotation([{"id": "p1", "class": "Person", "names": ["Ana Moura"]}])
    found = Evaluation(folders=(Path("gold"),), documents=(scored(ana_alone, Extraction(entities=(ANA,))),), errors=(), notes=())
    told = "1.000  without Organisation, Event, Programme, Place, relations, dates, statements, links"
    assert as_table(found).splitlines()[-1].strip() == f"{told}, of which the gold and the graph have nothing"
    assert as_json(found, errors=False)["score_without_empty_rows"] == 1.0
    assert "1.000 without Organisation" in as_html(found, "").decode()
