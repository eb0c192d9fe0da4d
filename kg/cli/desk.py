"""What the commands about who is whom work with: the newest state of a store, its index and the file of judgements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model.judgements import Judgement, Verdict

if TYPE_CHECKING:
    from kg.explanation.source import Source
    from kg.pipeline.linkage import Linkage
    from kg.pipeline.pairs import Pairs
    from kg.pipeline.references import Referent
    from kg.store.folder import StoreFolder
    from kg.store.identities import Identities
    from kg.store.index import Index
    from kg.store.judgements import JudgementsFile


@dataclass
class Desk:
    """A store open for reading, and where judgements are noted."""

    source: Source
    folder: StoreFolder
    file: Path
    wikidata_index: Path | None = None

    @cached_property
    def index(self) -> Index:
        """The index of the store; it is opened only when it is needed.

        Raises:
            StoreError: it can't be read.
        """
        from kg.store.index import Index

        return Index(self.folder.index)

    @cached_property
    def identities(self) -> Identities:
        """Who is whom, as of the last build.

        Raises:
            StoreError: it can't be read.
        """
        from kg.store.identities import Identities

        return Identities(self.index)

    def close(self) -> None:
        if "index" in vars(self):
            self.index.close()

    def refer(self, word: str) -> Referent:
        """The entity that a word names.

        Raises:
            JudgementsError, ParameterError: none, or several; the message lists them.
        """
        from kg.pipeline.references import refer

        return refer(self.identities, self.source.graph, word)

    def pairs(self) -> Pairs:
        """The pairs of the store, with the judgements as the file has them now."""
        from kg.pipeline.pairs import Pairs
        from kg.pipeline.work import meanings

        return Pairs(self.identities, meanings(self.wikidata_index), self.judgements())

    def judgements(self) -> JudgementsFile:
        """The file of judgements as it is now.

        Raises:
            JudgementsError: it can't be read.
        """
        from kg.store.judgements import read

        return read(self.file)

    def linkage(self) -> Linkage:
        """The links of the store, with the judgements as the file has them now."""
        from kg.pipeline.linkage import Linkage
        from kg.pipeline.work import meanings
        from kg.store.links import Links
        from kg.wikidata.index import opened

        identities = self.identities
        items = opened(self.wikidata_index)
        return Linkage(identities, Links(identities), items, meanings(self.wikidata_index), self.judgements())

    def note(self, a: str, b: str, verdict: Verdict, by: str, why: str = "") -> Judgement:
        """Adds a judgement to the file.

        Raises:
            JudgementsError: it can't be written.
        """
        return self.note_all([(a, b)], verdict, by, why)[0]

    def note_all(self, pairs: Iterable[tuple[str, str]], verdict: Verdict, by: str, why: str = "") -> tuple[Judgement, ...]:
        """Adds a judgement on each of some pairs to the file, all or none, at one moment.

        Raises:
            JudgementsError: it can't be written.
        """
        from kg.store.judgements import note

        return note(self.file, (Judgement(a=a, b=b, verdict=verdict, by=by, when="", why=why) for a, b in pairs))


@contextmanager
def desk(store: Path | None, judgements: Path | None, wikidata_index: Path | None = None) -> Iterator[Desk]:
    """Opens a store for reading; another process may write to it.

    Raises:
        StoreError: there is none, or it can't be read.
    """
    from kg.cli.query import language
    from kg.config import read_settings
    from kg.explanation.source import Source
    from kg.store.folder import open_snapshot
    from kg.store.texts import read_text

    settings = read_settings(store=store, judgements=judgements, wikidata_index=wikidata_index)
    snapshot = open_snapshot(settings.store)
    source = Source(snapshot, cache(partial(read_text, snapshot.folder)), language())
    opened = Desk(source, snapshot.folder, settings.judgements_file, settings.wikidata_index)
    try:
        yield opened
    finally:
        opened.close()


def person(given: str | None) -> str:
    """Who judges: the one that is named, else the user of this machine.

    Raises:
        JudgementsError: nobody is named, and the machine knows no user.
    """
    import getpass

    from kg.errors import JudgementsError

    try:
        return given or getpass.getuser()
    except (KeyError, OSError, ImportError):
        raise JudgementsError("this machine does not tell who you are; add --by NAME") from None
