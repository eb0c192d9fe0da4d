"""The index of a state that is about to be published: that of the newest published one, with what has changed since."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from pyoxigraph import Store

from kg.errors import StoreError
from kg.search.entries import Reader
from kg.search.index import FILE
from kg.search.lexicon import identity, read_rules
from kg.search.meanings import FACT, encoder
from kg.search.meanings import FILE as VECTORS
from kg.search.writing import Writer, writing
from kg.store.files import PARTIAL
from kg.store.folder import StoreFolder


def is_current(folder: StoreFolder) -> bool:
    """Whether the newest state has an index that this version can go on with."""
    newest = _newest(folder)
    return newest is not None and not folder.unsearched.exists() and _fact(newest, "identity") == identity(read_rules())


def make(folder: StoreFolder, store: Store, changed: Iterable[str] | None = None, *, meanings: bool | None = None) -> tuple[Path, ...]:
    """Makes the index of the present state of a store; hold `writing` meanwhile. Its files are for `publish` to put in their place.

    Args:
        changed: IRIs of what may have changed since the newest published state; None: nobody knows, so all is read.
        meanings: whether it has what statements mean, too; None: if that of the newest state has.

    Raises:
        StoreError: the disk is full or broken.
    """
    newest = _newest(folder)
    goes_on = changed is not None and newest is not None and is_current(folder)
    wanted = meanings if meanings is not None else newest is not None and _fact(newest, FACT) is not None
    made, vectors = (folder.path / f"{name}{PARTIAL}" for name in (FILE, VECTORS))
    try:
        made.unlink(missing_ok=True)
        vectors.unlink(missing_ok=True)
        if goes_on and newest is not None:
            shutil.copyfile(newest, made)
        with writing(made, read_rules(), new=not goes_on) as writer:
            _put(writer, Reader(store, folder), changed if goes_on else None)
            if wanted:
                writer.encode(_vectors_of(newest) if goes_on and newest is not None else None, vectors)
    except OSError as error:
        raise StoreError(f"{made}: can't make the search index: {error.strerror or error}; run the same command again") from error
    return (made, vectors) if wanted else (made,)


def follow(before: Path, reader: Reader, made: Path) -> None:
    """Makes the index of a state of which nobody has noted what changed: all is read, and what the index before has otherwise is written.

    Args:
        before: the folder of that index, which may have none, or one of no use.
        made: an empty folder for the new one.

    Raises:
        StoreError: the disk is full or broken.
    """
    goes_on = _fact(before / FILE, "identity") == identity(read_rules())
    if goes_on:
        shutil.copyfile(before / FILE, made / FILE)
    with writing(made / FILE, read_rules(), new=not goes_on) as writer:
        _put_changed(writer, reader)
        if goes_on and _fact(before / FILE, FACT) is not None:
            writer.encode(_vectors_of(before / FILE), made / VECTORS)


def _put_changed(writer: Writer, reader: Reader) -> None:
    gone = set(writer.iris())
    for iri in dict.fromkeys(reader.all()):
        entry = reader.entry(iri)
        if entry is None:
            continue
        gone.discard(iri)
        if not writer.has(entry):
            writer.put(entry)
    for iri in sorted(gone):
        writer.remove(iri)


def _put(writer: Writer, reader: Reader, changed: Iterable[str] | None) -> None:
    """Everything, or what may have changed."""
    for iri in dict.fromkeys(reader.all()) if changed is None else changed:
        entry = reader.entry(iri)
        if entry is None:
            writer.remove(iri)
        else:
            writer.put(entry)


def _vectors_of(index: Path) -> Path | None:
    """The vectors that the rows of an index belong to; None where it has none, or another encoder made them."""
    return index.with_name(VECTORS) if _fact(index, FACT) == encoder() else None


def _newest(folder: StoreFolder) -> Path | None:
    """The index of the newest state, if it has one."""
    path = folder.snapshots / (folder.version or "") / FILE
    return path if path.is_file() else None


def _fact(index: Path, name: str) -> str | None:
    try:
        with closing(sqlite3.connect(f"{index.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
            return str(row[0]) if row else None
    except sqlite3.Error:
        return None
