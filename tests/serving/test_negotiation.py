"""Which format an Accept header gets: a table, and what always holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serving.http.formats import GRAPH_FORMATS, SOLUTION_FORMATS
from kg.serving.http.negotiation import Format, choose, named, parse_accept

SELECT_CASES = [
    (None, "application/sparql-results+json"),
    ("", "application/sparql-results+json"),
    ("*/*", "application/sparql-results+json"),
    ("application/*", "application/sparql-results+json"),
    ("text/*", "text/csv"),
    ("text/csv", "text/csv"),
    ("TEXT/CSV", "text/csv"),
    ("text/tab-separated-values", "text/tab-separated-values"),
    ("application/json", "application/json"),
    ("text/xml", "text/xml"),
    ("text/csv;q=0.2, application/sparql-results+xml;q=0.8", "application/sparql-results+xml"),
    ("text/csv;q=0.8, application/sparql-results+xml;q=0.2", "text/csv"),
    ("text/csv, */*", "text/csv"),
    ("text/csv; q=0.5, */*; q=0.1", "text/csv"),
    ("text/csv;q=0, text/*", "text/tab-separated-values"),
    ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
    ("application/sparql-results+xml, application/sparql-results+json", "application/sparql-results+json"),
    ("application/sparql-results+json; charset=utf-8", "application/sparql-results+json"),
    ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
    ("image/png", None),
    ("text/csv;q=0", None),
    ("*/*;q=0", None),
    ("text/csv;q=nonsense", None),
    ("text/csv;q=2", None),
    ("nonsense", None),
    ("*/csv", None),
    ("text/turtle", None),
    (", text/csv ,", "text/csv"),
]

GRAPH_CASES = [
    (None, "text/turtle"),
    ("*/*", "text/turtle"),
    ("application/n-triples", "application/n-triples"),
    ("application/rdf+xml", "application/rdf+xml"),
    ("application/xml", "application/xml"),
    ("application/ld+json", "application/ld+json"),
    ("application/json", "application/json"),
    ("application/trig", "application/trig"),
    ("application/n-quads", "application/n-quads"),
    ("text/plain", "text/plain"),
    ("application/ld+json;q=0.9, text/turtle;q=0.8", "application/ld+json"),
    ("application/sparql-results+json", None),
    ("text/csv", None),
]


@pytest.mark.parametrize(("accept", "expected"), SELECT_CASES)
def test_format_of_solutions(accept: str | None, expected: str | None) -> None:
    choice = choose(SOLUTION_FORMATS, accept)
    assert (choice and choice.media_type) == expected


@pytest.mark.parametrize(("accept", "expected"), GRAPH_CASES)
def test_format_of_graphs(accept: str | None, expected: str | None) -> None:
    choice = choose(GRAPH_FORMATS, accept)
    assert (choice and choice.media_type) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("csv", "text/csv"),
        ("JSON", "application/sparql-results+json"),
        ("srx", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("ttl", None),
    ],
)
def test_format_by_name(name: str, expected: str | None) -> None:
    choice = named(SOLUTION_FORMATS, name)
    assert (choice and choice.media_type) == expected


@given(st.text(max_size=60))
def test_any_header_is_read(header: str) -> None:
    assert all(0 <= found.quality <= 1 for found in parse_accept(header))
    choice = choose(SOLUTION_FORMATS, header)
    assert choice is None or choice.format in SOLUTION_FORMATS


@given(st.sampled_from([each.media_type for each in GRAPH_FORMATS]), st.floats(0.001, 1))
def test_what_alone_is_accepted_is_given(media_type: str, quality: float) -> None:
    choice = choose(GRAPH_FORMATS, f"{media_type};q={quality:.3f}, image/png")
    assert choice is not None
    assert choice.media_type == media_type


@given(st.lists(st.tuples(st.sampled_from([each.media_type for each in SOLUTION_FORMATS]), st.integers(0, 10)), min_size=1, max_size=8))
def test_nothing_is_given_that_is_liked_less_than_another(liked: list[tuple[str, int]]) -> None:
    choice = choose(SOLUTION_FORMATS, ", ".join(f"{media_type};q={tenths / 10}" for media_type, tenths in liked))
    first = dict(reversed(liked))  # of a type that stands there twice, the first counts
    if choice is None:
        assert not any(first.values())
    else:
        assert first[choice.media_type] == max(first.values())


@given(st.sampled_from(SOLUTION_FORMATS), st.sampled_from(["*/*", "application/*", "text/*", ""]))
def test_a_format_that_is_refused_is_not_given(refused: Format, others: str) -> None:
    choice = choose(SOLUTION_FORMATS, f"{others}, " + ", ".join(f"{media_type};q=0" for media_type in refused.media_types))
    assert choice is None or choice.format is not refused


@given(st.text(max_size=30))
def test_any_name_of_a_format_is_known_or_not(name: str) -> None:
    found = named(SOLUTION_FORMATS, name)
    assert found is None or name.strip().lower() in (found.format.name, *found.format.synonyms, *found.format.media_types)
