"""Our exceptions. Each says what is wrong, where, and what to do.

KgError ─┬─ SettingsError        a setting, flag or file of settings
         ├─ DocumentError        one file of the corpus: it is left out, the others go on
         ├─ PipelineError        a spaCy pipeline is missing or not the one configured
         ├─ JudgementsError      the file of judgements, or what a judgement is to be about
         ├─ ExchangeError        a file of links that another program has written
         ├─ LexiconError         a lexicon file does not hold what its rules need
         ├─ WikidataError ── WikidataUnavailable    items can't be had: the build goes on without them
         └─ StoreError ─┬─ StoreMissing    there is no store in this folder
                        ├─ StoreBusy       another process writes to it
                        ├─ StoreTooNew     written by a newer Pressgraph
                        └─ QueryError ── UnknownQuery, ParameterError, UnknownThing, SearchError, SearchTimeout    what was asked is at
                                           fault, not the store
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


class KgError(Exception):
    """The base of all errors that are told to the user without a traceback."""


class SettingsError(KgError):
    """A flag, an environment variable or a line of pressgraph.toml is not right."""


class DocumentError(KgError):
    """A file of the corpus can't be read as a text; it is left out and the others go on."""

    def __init__(self, path: Path, reason: str, advice: str = "") -> None:
        self.path, self.reason, self.advice = path, reason, advice
        super().__init__(f"{path}: {reason}" + (f"; {advice}" if advice else ""))

    def __reduce__(self) -> tuple[type[DocumentError], tuple[Path, str, str]]:
        """It comes from other processes; as it is made from three values, it is sent as these."""
        return type(self), (self.path, self.reason, self.advice)


class PipelineError(KgError):
    """A spaCy pipeline is not installed, or is not what its place needs."""


class JudgementsError(KgError):
    """The file of judgements can't be read or written, or a judgement can't be made of what was named."""


class ExchangeError(KgError):
    """A file of another program's is not what it should be; the message has file and line."""


class LexiconError(KgError):
    """A lexicon file is not what the rules that read it need."""


class WikidataError(KgError):
    """An answer, a dump or a file of Wikidata is not what it should be."""


class WikidataUnavailable(WikidataError):
    """A service is down, refuses or answers nonsense: what was to be asked stays unknown, and the next run asks again."""


class StoreError(KgError):
    """The store can't be opened, read or written."""


class StoreMissing(StoreError):
    """No store stands in this folder."""


class StoreBusy(StoreError):
    """Another process holds the store for writing."""


class StoreTooNew(StoreError):
    """The store was written by a newer version, whose layout this one doesn't know."""


class QueryError(StoreError):
    """A query can't be parsed or evaluated."""


class UnknownQuery(QueryError):
    """No saved query has this name."""


class ParameterError(QueryError):
    """Parameters of a saved query are missing, unknown or not of their type; `faults` tells of each by its name."""

    def __init__(self, message: str, faults: Mapping[str, str] | None = None) -> None:
        self.faults = dict(faults or {})
        super().__init__(message)

    @classmethod
    def of(cls, faults: Mapping[str, str]) -> ParameterError:
        """One error that tells them all."""
        return cls("; ".join(faults.values()), faults)


class UnknownThing(QueryError):
    """An explanation was asked of something that the store does not have."""


class SearchError(QueryError):
    """Nothing can be looked for as it was asked."""


class SearchTimeout(QueryError):
    """A search has taken its time, and is ended."""
