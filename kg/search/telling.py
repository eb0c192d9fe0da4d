"""Hits and suggestions as records for programs; the names of their keys stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg.search.records import Found, Hit, Kind, Snippet, Suggestion, chosen

Page = Callable[[str], str | None]  # from an IRI to the address of its page


def found_record(found: Found, page: Page, language: str) -> dict[str, Any]:
    """A page of hits, with labels in a language where there are such."""
    return {
        "words": "any" if found.any_word else "all",
        "total": found.total,
        "complete": not found.cut,
        "counts": {kind.value: found.counts.get(kind, 0) for kind in Kind},
        "hits": [hit_record(hit, page, language) for hit in found.hits],
    }


def hit_record(hit: Hit, page: Page, language: str) -> dict[str, Any]:
    speaker = {"iri": hit.speaker, "url": page(hit.speaker), "label": chosen(hit.speaker_labels, language)} if hit.speaker else None
    return {
        "iri": hit.iri,
        "url": page(hit.iri),
        "kind": hit.kind.value,
        "label": hit.label(language),
        "labels": dict(hit.labels),
        "score": hit.score,
        "language": hit.language,
        "date": hit.date,
        "publisher": hit.publisher,
        "documents": hit.documents,
        "document": {"iri": hit.document, "url": page(hit.document)} if hit.document else None,
        "speaker": speaker,
        "snippet": _snippet_record(hit.snippet) if hit.snippet else None,
    }


def suggestion_record(found: Suggestion, page: Page, language: str) -> dict[str, Any]:
    return {
        "iri": found.iri,
        "url": page(found.iri),
        "kind": found.kind.value,
        "label": found.label(language),
        "labels": dict(found.labels),
        "name": found.name,
        "marks": [list(mark) for mark in found.marks],
        "documents": found.documents,
    }


def _snippet_record(snippet: Snippet) -> dict[str, Any]:
    return {
        "text": snippet.text,
        "marks": [list(mark) for mark in snippet.marks],
        "begin": snippet.begin,
        "cutBefore": snippet.cut_before,
        "cutAfter": snippet.cut_after,
    }
