"""Finds the statements that mean what a sentence or another statement means, in whatever language."""

from __future__ import annotations

from kg.errors import SearchError, StoreError
from kg.search.finding import narrowed, things
from kg.search.index import SearchIndex
from kg.search.meanings import encoded_text
from kg.search.questions import LONGEST
from kg.search.records import DEEPEST, Filters, Hit

SAME = 0.5  # cosine from which statements say the same; pairs in two languages that do have 0.52 to 0.94, of other subjects 0.45 at most


def similar(index: SearchIndex, text: str, filters: Filters | None = None, limit: int = 20, *, min_score: float = -1.0) -> tuple[Hit, ...]:
    """The statements nearest in meaning, the nearest first; their scores are cosines.

    Args:
        text: a sentence or some, or the IRI of a statement, which is then left out.
        min_score: what has less is left out; from SAME on they say the same.

    Raises:
        SearchError: there is nothing to compare with, or no such statement.
        StoreError: the index has no meanings.
    """
    if not 1 <= limit <= DEEPEST:
        raise SearchError(f"1 to {DEEPEST:,} hits can be had")
    meanings = index.meanings
    if meanings is None:
        raise StoreError("this state has no index of what its statements mean; make one with: kg index --meanings")
    index.start()
    own = next(index.rows("SELECT id, text FROM things WHERE iri = ? AND kind = 'statement'", text), None)
    if own is None and len(text) > LONGEST:
        raise SearchError(f"the text to compare with has {len(text):,} characters; at most {LONGEST:,} are taken")
    wanted = encoded_text(own[1] if own else text)
    if not len(wanted):
        raise SearchError("there is no word to compare with; write a sentence")
    found = meanings.nearest(wanted, _allowed(index, filters or Filters()), limit + 1)
    scores = {thing: round(cosine, 4) for cosine, thing in found if cosine >= min_score and (not own or thing != own[0])}
    return tuple(things(index, dict(list(scores.items())[:limit])))


def _allowed(index: SearchIndex, filters: Filters) -> set[int] | None:
    """The statements that the filters leave; None: all."""
    conditions, values = narrowed(filters, "t.language")
    if not conditions:
        return None
    return {int(row[0]) for row in index.rows(f"SELECT id FROM things t WHERE kind = 'statement' {conditions}", *values)}
