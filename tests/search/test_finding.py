"""What is found by words, in the texts of the pipeline's tests."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SearchError, SearchTimeout
from kg.search.finding import search
from kg.search.index import SearchIndex
from kg.search.records import Filters, Found, Kind, Search
from kg.search.snippets import LENGTH
from tests.search.press import TEXTS


def found(index: SearchIndex, text: str, *kinds: Kind, **filters: str) -> Found:
    return search(index, Search(text=text, filters=Filters(kinds=kinds, **filters)))


def labels(answer: Found) -> list[str]:
    return [hit.label("fr") for hit in answer.hits]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("salimata ouedraogo", "Salimata Ouédraogo"),
        ("OUÉDRAOGO", "Salimata Ouédraogo"),
        ("coastal cities forum", "Forum des villes côtières"),
        ("C.C.F.", "Forum des villes côtières"),
        ("les villes côtières", "Forum des villes côtières"),
        ("ministère intérieur", "Ministère de l'Intérieur"),
        ("l’intérieur", "Ministère de l'Intérieur"),
        ("rives commune", "projet Rives communes"),
    ],
)
def test_a_thing_is_found_by_its_names(index: SearchIndex, text: str, label: str) -> None:
    assert labels(found(index, text))[0] == label


def test_a_name_that_is_the_words_comes_before_one_that_has_them_and_before_texts(index: SearchIndex) -> None:
    hits = found(index, "Wanjala").hits
    assert [(hit.kind, int(hit.score)) for hit in hits] == [(Kind.PERSON, 3), (Kind.DOCUMENT, 0)]
    assert [hit.score for hit in found(index, "forum").hits] == sorted((hit.score for hit in found(index, "forum").hits), reverse=True)


def test_another_name_that_was_found_is_shown(index: SearchIndex) -> None:
    (hit, *_) = found(index, "CCF").hits
    assert hit.snippet is not None
    assert (hit.snippet.text, hit.snippet.marks) == ("CCF", ((0, 3),))
    assert found(index, "coastal cities").hits[0].snippet is None


def test_all_words_have_to_be_there_or_any_where_nothing_has_all(index: SearchIndex) -> None:
    both, either = found(index, "harbours mombasa", Kind.DOCUMENT), found(index, "harbours volcano", Kind.DOCUMENT)
    assert labels(both) == ["Clean Harbours initiative launched in Mombasa"]
    assert not both.any_word
    assert labels(either) == labels(both)
    assert either.any_word
    assert found(index, "volcano").total == 0


def test_some_words_are_enough_where_nothing_of_the_kind_has_all(index: SearchIndex) -> None:
    answer = found(index, "forum tuesday", Kind.ORGANISATION)
    assert (labels(answer), answer.any_word) == (["Forum des villes côtières"], True)
    assert found(index, "forum tuesday", Kind.DOCUMENT).any_word is False


def test_a_phrase_stands_side_by_side(index: SearchIndex) -> None:
    assert found(index, '"held in the spring"', Kind.DOCUMENT).total == 1
    assert found(index, '"in held the spring"', Kind.DOCUMENT).total == 0
    assert found(index, "« eaux partagées »", Kind.DOCUMENT).total == 1
    assert found(index, "saint-louis", Kind.DOCUMENT).total == found(index, "saintlouis", Kind.DOCUMENT).total == 1
    assert found(index, "louis-saint", Kind.DOCUMENT).total == 0


def test_what_is_not_wanted_is_left_out(index: SearchIndex) -> None:
    assert found(index, "forum", Kind.STATEMENT, Kind.DOCUMENT).total == 2
    assert found(index, "forum -mombasa", Kind.STATEMENT, Kind.DOCUMENT).total == 1
    assert found(index, "forum -cities -mombasa", Kind.STATEMENT, Kind.DOCUMENT).total == 0


def test_forms_of_a_word_are_found(index: SearchIndex) -> None:
    assert found(index, "fleuves", Kind.STATEMENT).total == 1
    assert found(index, "récoltes bonnes", Kind.STATEMENT).total == 1
    assert found(index, "port cleaned", Kind.STATEMENT).total == 1
    assert found(index, "initiat*", Kind.DOCUMENT).total == 1


def test_words_side_by_side_count_more(index: SearchIndex) -> None:
    together, apart = (found(index, text, Kind.STATEMENT).hits[0].score for text in ("crime organisé", "organisé crime"))
    assert together > apart


def test_a_statement_tells_its_speaker_its_document_and_its_date(index: SearchIndex) -> None:
    (hit,) = found(index, "gérer seuls un fleuve", Kind.STATEMENT).hits
    assert hit.speaker_labels["fr"] == "Salimata Ouédraogo"
    assert hit.document is not None
    assert hit.document.endswith("doc/fr/atelier.txt")
    assert (hit.date, hit.language, hit.publisher) == ("2023-03-14", "fr", "Le Fleuve")


def test_what_was_found_is_marked(index: SearchIndex) -> None:
    (hit,) = found(index, "fleuves pays", Kind.STATEMENT).hits
    assert hit.snippet is not None
    assert [hit.snippet.text[begin:end] for begin, end in hit.snippet.marks] == ["fleuve", "pays"]


@pytest.mark.parametrize("text", ["spring", "oil coast", "UN saint-louis", "mombasa tuesday"])
def test_the_place_in_a_document_is_told(index: SearchIndex, text: str) -> None:
    (hit,) = found(index, text, Kind.DOCUMENT).hits
    snippet = hit.snippet
    assert snippet is not None
    assert snippet.marks
    assert TEXTS["b1"][snippet.begin :].startswith(snippet.text)
    assert len(snippet.text) <= LENGTH
    assert snippet.cut_after == (text == "oil coast")
    assert set("".join(snippet.text[begin:end] for begin, end in snippet.marks).lower()) >= set(text) - set(" -UN")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"language": "fr"}, {"fr/atelier.txt", "fr/visite.txt"}),
        ({"since": "2023-04"}, {"en/launch.txt"}),
        ({"since": "2023-05-20"}, {"en/launch.txt"}),
        ({"until": "2023-03"}, {"fr/atelier.txt", "fr/visite.txt"}),
        ({"until": "2023-05-20"}, {"fr/atelier.txt", "fr/visite.txt", "en/launch.txt"}),
        ({"since": "2023", "until": "2023"}, {"fr/atelier.txt", "en/launch.txt"}),
        ({"since": "2024"}, set()),
        ({"publisher": "Le Fleuve"}, {"fr/atelier.txt"}),
        ({}, {"fr/atelier.txt", "fr/visite.txt", "en/launch.txt", "en/meeting.txt"}),
    ],
)
def test_filters_narrow_what_is_found(index: SearchIndex, filters: dict[str, str], expected: set[str]) -> None:
    hits = found(index, "visite régional launched meeting", Kind.DOCUMENT, **filters).hits
    assert {hit.iri.split("/doc/")[1] for hit in hits} == expected


def test_each_kind_is_counted_whether_it_is_asked_for_or_not(index: SearchIndex) -> None:
    answer = found(index, "forum", Kind.ORGANISATION)
    assert answer.counts[Kind.DOCUMENT] == answer.counts[Kind.STATEMENT] == 1
    assert answer.total == answer.counts[Kind.ORGANISATION] == len(answer.hits)


def test_pages_follow_each_other(index: SearchIndex) -> None:
    whole = search(index, Search(text="forum fleuve rives intérieur wanjala volcano", limit=100))
    pages = [search(index, Search(text="forum fleuve rives intérieur wanjala volcano", limit=2, page=page)) for page in (1, 2)]
    assert [hit.iri for page in pages for hit in page.hits] == [hit.iri for hit in whole.hits[:4]]
    assert search(index, Search(text="forum fleuve rives intérieur wanjala volcano", limit=2, page=500)).hits == ()


@pytest.mark.parametrize("text", ["", "  ", "-", '"', "…", "-forum", "*", "a" * 1_001, " ".join(["word"] * 41)])
def test_what_can_not_be_looked_for_is_told(index: SearchIndex, text: str) -> None:
    with pytest.raises(SearchError):
        found(index, text)


@pytest.mark.parametrize(("limit", "page"), [(0, 1), (101, 1), (10, 0), (100, 101)])
def test_a_page_out_of_reach_is_told(index: SearchIndex, limit: int, page: int) -> None:
    with pytest.raises(SearchError, match="can be seen"):
        search(index, Search(text="forum", limit=limit, page=page))


def test_a_search_has_its_time(index: SearchIndex) -> None:
    index.start(0)
    with pytest.raises(SearchTimeout, match="rarer words"):
        list(index.rows("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n LIMIT 1"))
    assert found(index, "forum").total


WORDS = st.text("abéœ'’-\"«»*()+^: ANDORNOT\\%_\0\u0301;", max_size=40) | st.text(max_size=40)


@given(text=WORDS)
def test_no_text_breaks_the_search(index: SearchIndex, text: str) -> None:
    with suppress(SearchError):
        found(index, text)
