"""Finds things by words: those with a name that has them first, then statements and documents by how much of them the words are.

A name counts by tiers: it is what was asked for, begins with it, or has its words; within a tier, by the documents that name its thing.
Texts are ranked by BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework", as FTS5 has it).
"""

from __future__ import annotations

import heapq
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.errors import SearchError
from kg.search.index import Row, SearchIndex
from kg.search.questions import Question, parse
from kg.search.records import DEEPEST, MOST_HITS, Filters, Found, Hit, Kind, Search, Snippet
from kg.search.snippets import best_snippet, whole_snippet

LOOKED_AT = 50_000  # rows of one table; of names the most prominent come first
STEM, TITLE = 0.6, 3.0  # what a stem counts beside a word, and a word of a title beside one of the text
HALF_PROMINENT = 10.0  # documents that make a thing half as prominent as can be
HALF_RANKED = 10.0  # BM25 at which a text has half of the score that texts can have

_NAMES = f"""
SELECT t.id, t.kind, t.documents, n.preferred, n.key, n.id, -bm25(name_words, 1, {STEM})
FROM name_words JOIN names n ON n.id = name_words.rowid JOIN things t ON t.id = n.thing WHERE name_words MATCH ?
"""
_TEXTS = {
    Kind.STATEMENT: f"""
SELECT t.id, -bm25(statement_words, 1, {STEM}) FROM statement_words JOIN things t ON t.id = statement_words.rowid
WHERE statement_words MATCH ?
""",
    Kind.DOCUMENT: f"""
SELECT t.id, -bm25(document_words, 1, {STEM}, {TITLE}) FROM document_words JOIN things t ON t.id = document_words.rowid
WHERE document_words MATCH ?
""",
}
_THING = "id, iri, kind, labels, language, date, publisher, documents, document, speaker, text"


@dataclass(frozen=True, slots=True, order=True)
class _Match:
    """A thing that has the words, and the name that has them."""

    score: float
    thing: int
    kind: Kind
    name: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """What was found, the best first, before it is looked up."""

    question: Question
    best: tuple[_Match, ...]
    counts: Mapping[Kind, int]
    any_word: bool
    cut: bool


def search(index: SearchIndex, wanted: Search) -> Found:
    """A page of what was found.

    Raises:
        SearchError: there is nothing to look for, or the page is out of reach.
        SearchTimeout: it takes too long.
    """
    if not (1 <= wanted.limit <= MOST_HITS and wanted.page >= 1 and wanted.page * wanted.limit <= DEEPEST):
        raise SearchError(f"a page has 1 to {MOST_HITS} hits, and the first {DEEPEST:,} hits can be seen; ask for rarer words")
    index.start()
    ranked = rank(index, wanted.text, wanted.filters, wanted.page * wanted.limit)
    total = sum(ranked.counts[kind] for kind in wanted.filters.kinds or Kind)
    shown = tuple(hits(index, ranked, ranked.best[(wanted.page - 1) * wanted.limit :]))
    return Found(hits=shown, total=total, counts=ranked.counts, any_word=ranked.any_word, cut=ranked.cut)


def rank(index: SearchIndex, text: str, filters: Filters, most: int, *, any_word: bool = True) -> Ranked:
    """The best so many of what was found.

    Args:
        any_word: whether some of the words are enough where nothing has them all.

    Raises:
        SearchError: there is nothing to look for.
        SearchTimeout: it takes too long.
    """
    question = parse(text, index.analyser)
    matches, cut = _matches(index, question, filters, any_word=False)
    asked = _of_kinds(matches, filters)
    falls_back = any_word and not asked and len(question.wanted) > 1
    if falls_back:
        matches, cut = _matches(index, question, filters, any_word=True)
        asked = _of_kinds(matches, filters)
    best = heapq.nlargest(most, asked, key=lambda match: (match.score, -match.thing))
    counts = Counter(match.kind for match in matches)
    return Ranked(question=question, best=tuple(best), counts=counts, any_word=falls_back and bool(asked), cut=cut)


def _of_kinds(matches: Sequence[_Match], filters: Filters) -> list[_Match]:
    return [match for match in matches if not filters.kinds or match.kind in filters.kinds]


def _matches(index: SearchIndex, question: Question, filters: Filters, *, any_word: bool) -> tuple[list[_Match], bool]:
    """All things that have the words, whatever their kind; and whether there were too many to look at."""
    expression = question.expression(any_word=any_word)
    conditions, values = narrowed(filters, "n.language")
    rows = list(index.rows(f"{_NAMES} {conditions} LIMIT {LOOKED_AT}", expression, *values))
    found, cut = _best_names(rows, question, any_word=any_word), len(rows) == LOOKED_AT
    conditions, values = narrowed(filters, "t.language")
    for kind, query in _TEXTS.items():
        rows = list(index.rows(f"{query} {conditions} LIMIT {LOOKED_AT}", expression, *values))
        found += [_Match(rank / (rank + HALF_RANKED), thing, kind) for thing, rank in rows]
        cut = cut or len(rows) == LOOKED_AT
    return found, cut


def narrowed(filters: Filters, language: str) -> tuple[str, list[str]]:
    """The filters, but for kinds, as SQL of things `t`, and their values.

    A date that is less precise than a bound is compared as far as it goes.
    """
    conditions = {
        f"{language} = ?": filters.language,
        "t.date >= substr(?, 1, length(t.date))": filters.since,
        f"substr(t.date, 1, {len(filters.until)}) <= ?": filters.until,
        "t.publisher = ?": filters.publisher,
    }
    used = {condition: value for condition, value in conditions.items() if value}
    return "".join(f" AND {condition}" for condition in used), list(used.values())


def _best_names(rows: Iterable[Row], question: Question, *, any_word: bool) -> list[_Match]:
    """Of each thing the name that is most like what was asked for."""
    best: dict[int, _Match] = {}
    for thing, kind, documents, preferred, key, name, rank in rows:
        score = _score(question.key, key, documents, preferred, rank, any_word=any_word)
        if thing not in best or score > best[thing].score:
            best[thing] = _Match(score, thing, Kind(kind), name)
    return list(best.values())


def _score(asked: str, key: str, documents: int, preferred: bool, rank: float, *, any_word: bool) -> float:
    """The tier, and within it a number below 1."""
    ranked, prominent = rank / (rank + HALF_RANKED), documents / (documents + HALF_PROMINENT)
    if any_word:
        return 0.9 * ranked + 0.1 * prominent
    tier = 3 if key == asked else 2 if key.startswith(asked + " ") else 1
    return tier + 0.6 * prominent + 0.3 * ranked + (0.09 if preferred else 0)


def hits(index: SearchIndex, ranked: Ranked, matches: Sequence[_Match], *, snippets: bool = True) -> Iterator[Hit]:
    """What is known of things that were found, with the words around or without."""
    rows = {match.thing: _thing(index, match.thing) for match in matches}
    speakers = _labels(index, {row[9] for row in rows.values() if row[9]})
    for match in matches:
        hit = _hit(rows[match.thing], match, speakers)
        yield replace(hit, snippet=_snippet(index, ranked.question, match, hit, rows[match.thing])) if snippets else hit


def things(index: SearchIndex, scores: Mapping[int, float]) -> Iterator[Hit]:
    """What is known of statements that were found otherwise, by their numbers; the text of each is its snippet."""
    rows = {thing: _thing(index, thing) for thing in scores}
    speakers = _labels(index, {row[9] for row in rows.values() if row[9]})
    for thing, row in rows.items():
        snippet = Snippet(text=row[10], marks=(), begin=0, cut_before=False, cut_after=False)
        yield replace(_hit(row, _Match(scores[thing], thing, Kind(row[2])), speakers), snippet=snippet)


def _thing(index: SearchIndex, number: int) -> Row:
    return next(index.rows(f"SELECT {_THING} FROM things WHERE id = ?", number))


def _labels(index: SearchIndex, iris: Iterable[str]) -> dict[str, dict[str, str]]:
    query = "SELECT iri, labels FROM things WHERE iri = ?"
    return {iri: json.loads(labels) for wanted in iris for iri, labels in index.rows(query, wanted)}


def _hit(row: Row, match: _Match, speakers: Mapping[str, Mapping[str, str]]) -> Hit:
    _, iri, _, labels, language, date, publisher, documents, document, speaker, _ = row
    return Hit(
        iri=iri,
        kind=match.kind,
        labels=json.loads(labels),
        score=round(match.score, 4),
        snippet=None,
        language=language,
        date=date,
        publisher=publisher,
        documents=documents,
        document=document,
        speaker=speaker,
        speaker_labels=speakers.get(speaker, {}),
    )


def _snippet(index: SearchIndex, question: Question, match: _Match, hit: Hit, row: Row) -> Snippet | None:
    if match.name is not None:
        name, language = next(index.rows("SELECT text, language FROM names WHERE id = ?", match.name))
        return None if name in hit.labels.values() else whole_snippet(name, language, question, index.analyser)
    return best_snippet(row[10], row[4], question, index.analyser) if row[10] else None
