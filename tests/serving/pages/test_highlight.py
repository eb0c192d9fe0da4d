"""Marks in a text: whatever crosses whatever, the text stays as it is and each mark covers its own characters."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from kg.serving.pages.highlight import Mark, lines

TEXT = "The Minister of Health of Mali spoke."


class Drawn(HTMLParser):
    """Reads drawn lines back: which marks stand over each character, and what is wrong with the nesting."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.text = ""
        self.over: list[tuple[str, ...]] = []
        self.ids: list[str] = []
        self.nested_links = 0
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.nested_links += tag == "a" and "a" in [name for name, _ in self.open]
        self.open.append((tag, given["data-n"] or ""))
        self.ids += [given["id"] or ""] if "id" in given else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        self.over += [tuple(sorted(name for _, name in self.open))] * len(data)


def mark(begin: int, end: int, name: str, layer: int = 2, href: str | None = None) -> Mark:
    return Mark(begin, end, layer, f"char={begin},{end}-{name}", "m", href=href, data=(("n", name),))


def drawn(text: str, *marks: Mark) -> Drawn:
    return Drawn("".join(line.content for line in lines(text, marks)))


def covered(found: Drawn, name: str) -> str:
    return "".join(letter for letter, over in zip(found.text, found.over, strict=True) if name in over)


def test_a_mark_inside_another_is_drawn_inside() -> None:
    (line,) = lines(TEXT, [mark(4, 30, "body", href="/body"), mark(26, 30, "place", href="/place")])
    assert line.content.count("<a ") == 1
    found = Drawn(line.content)
    assert (covered(found, "body"), covered(found, "place")) == ("Minister of Health of Mali", "Mali")
    assert found.over[26] == ("body", "place")


def test_marks_that_cross_are_drawn_in_parts_with_one_id_each() -> None:
    found = drawn(TEXT, mark(4, 22, "one"), mark(16, 30, "other"))
    assert (covered(found, "one"), covered(found, "other")) == ("Minister of Health", "Health of Mali")
    assert len(found.ids) == len(set(found.ids)) == 2


def test_of_equal_stretches_the_lower_layer_is_outside() -> None:
    (line,) = lines(TEXT, [mark(0, 37, "mention", 2), mark(0, 37, "sentence", 0)])
    assert line.content.index('data-n="sentence"') < line.content.index('data-n="mention"')


def test_offsets_count_code_points() -> None:
    text = "🎉🎉 Zoé\u0301 👩‍⚕️ said: été"
    begin = text.index("été")
    assert covered(drawn(text, mark(begin, begin + 3, "word")), "word") == "été"


def test_a_mark_over_several_lines_is_drawn_in_each() -> None:
    text = "He said this\n\nand that\nto us"
    found = list(lines(text, [mark(8, 22, "said")]))
    assert [line.apart for line in found] == [False, True, False]
    assert covered(Drawn("".join(line.content for line in found)), "said") == "thisand that"


def test_markup_in_texts_and_names_is_shown_as_text() -> None:
    text = "<script>alert('x')</script> & <b>bold</b>"
    hostile = Mark(0, 8, 2, 'char=0,8"><script>', 'm "onclick="x', href='/"><script>', data=(("n", '"><img src=x>'),))
    html = "".join(line.content for line in lines(text, [hostile]))
    assert "<script>" not in html
    assert "<img" not in html
    assert Drawn(html).text == text


def test_marks_outside_the_text_are_left_out() -> None:
    assert drawn("short", mark(3, 99, "far"), mark(2, 2, "empty"), mark(5, 3, "turned")).ids == []


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 2)), max_size=12)


@given(st.text(alphabet="ab <&\"'é😀\n\u202e", max_size=40), SPANS)
def test_the_text_stays_and_each_mark_covers_its_own(text: str, spans: list[tuple[int, int, int]]) -> None:
    marks = [mark(begin, end, str(number), layer, href="/x") for number, (begin, end, layer) in enumerate(spans)]
    found = drawn(text, *marks)
    shown = [at for line in _shown(text) for at in line]
    assert found.text == "".join(text[at] for at in shown)
    assert found.nested_links == 0
    assert len(found.ids) == len(set(found.ids))
    for each in marks:
        if each.begin < each.end <= len(text):
            expected = "".join(text[at] for at in shown if each.begin <= at < each.end)
            assert covered(found, each.data[0][1]) == expected


def _shown(text: str) -> list[list[int]]:
    """The offsets of each line that has something on it."""
    result: list[list[int]] = [[]]
    for at, letter in enumerate(text):
        if letter == "\n":
            result.append([])
        else:
            result[-1].append(at)
    return [line for line in result if "".join(text[at] for at in line).strip()]
