"""Suggests names as one types: those that go on so, the most prominent first.

The names of a word come the most prominent first (see `kg.search.index`), so a few are read however many there are.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable

from kg.errors import SearchError
from kg.search.index import Row, SearchIndex, marks_of
from kg.search.questions import parse
from kg.search.records import NAMED, Kind, Suggestion
from kg.search.snippets import whole_snippet

MOST = 50  # suggestions
READ = 4  # names that are read for each suggestion: a thing may have several
TIME = 0.5  # seconds; what comes later than that nobody waits for
WHOLE, BEGINNING = 8.0, 2.0  # what counts as much as so many doublings of the documents that name a thing

_COLUMNS = "t.id, t.iri, t.kind, t.labels, t.documents, n.key, n.text, n.language, n.preferred"
_BY_WORDS = f"""
SELECT {_COLUMNS} FROM name_words JOIN names n ON n.id = name_words.rowid JOIN things t ON t.id = n.thing
WHERE name_words MATCH ? AND t.kind IN ({{kinds}}) ORDER BY name_words.rowid LIMIT ?
"""
_BY_KEY = f"""
SELECT {_COLUMNS} FROM names n JOIN things t ON t.id = n.thing WHERE n.key = ? AND t.kind IN ({{kinds}}) ORDER BY n.id LIMIT ?
"""


def suggest(index: SearchIndex, text: str, kinds: Iterable[Kind] = (), limit: int = 10) -> tuple[Suggestion, ...]:
    """Things with a name that goes on as was typed, each once; none where nothing was typed yet.

    Raises:
        SearchError: there are too many words, or more suggestions are wanted than there can be.
        SearchTimeout: it takes too long.
    """
    if not 1 <= limit <= MOST:
        raise SearchError(f"1 to {MOST} suggestions can be had")
    if not any(letter.isalnum() for letter in text):
        return ()
    index.start(TIME)
    question = parse(text, index.analyser, typing=True)
    chosen = [kind for kind in kinds if kind in NAMED] or list(NAMED)
    rows = list(index.rows(_BY_KEY.format(kinds=marks_of(chosen)), question.key, *chosen, limit))
    for expression in (question.expression(), question.beginning):
        rows += index.rows(_BY_WORDS.format(kinds=marks_of(chosen)), expression, *chosen, limit * READ)
    best: dict[int, tuple[float, Row]] = {}
    for row in rows:
        score = _score(row, question.key)
        if row[0] not in best or score > best[row[0]][0]:
            best[row[0]] = score, row
    ordered = sorted(best.values(), key=lambda pair: (-pair[0], len(pair[1][6]), pair[1][1]))[:limit]
    return tuple(_suggestion(row, whole_snippet(row[6], row[7], question, index.analyser).marks) for _, row in ordered)


def _score(row: Row, typed: str) -> float:
    documents, key, preferred = row[4], row[5], row[8]
    return math.log2(documents + 1) + (WHOLE if key == typed else BEGINNING if key.startswith(typed) else 0) + (0.1 if preferred else 0)


def _suggestion(row: Row, marks: tuple[tuple[int, int], ...]) -> Suggestion:
    _, iri, kind, labels, documents, _, name, _, _ = row
    return Suggestion(iri=iri, kind=Kind(kind), labels=json.loads(labels), name=name, marks=marks, documents=documents)
