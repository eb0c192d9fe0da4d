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
from kg.search.writing import writing
from kg.store.files import PARTIAL
from kg.store.folder import StoreFolder


def is_current(folder: StoreFolder) -> bool:
    """Whether the newest state has an index that this version can go on with."""
    newest = _newest(folder)
    return newest is not None and _identity_of(newest) == identity(read_rules())


def make(folder: StoreFolder, store: Store, changed: Iterable[str] | None = None) -> Path:
    """Makes the index of the present state of a store; hold `writing` meanwhile. It is for `publish` to put in its place.

    Args:
        changed: IRIs of what may have changed since the newest published state; None: nobody knows, so all is read.

    Raises:
        StoreError: the disk is full or broken.
    """
    made = folder.path / f"{FILE}{PARTIAL}"
    try:
        made.unlink(missing_ok=True)
        newest = _newest(folder)
        goes_on = changed is not None and newest is not None and is_current(folder)
        if goes_on and newest is not None:
            shutil.copyfile(newest, made)
    except OSError as error:
        raise StoreError(f"{made}: can't make the search index: {error.strerror or error}; run the same command again") from error
    reader = Reader(store, folder)
    with writing(made, read_rules(), new=not goes_on) as writer:
        for iri in changed if goes_on and changed is not None else dict.fromkeys(reader.all()):
            entry = reader.entry(iri)
            if entry is None:
                writer.remove(iri)
            else:
                writer.put(entry)
    return made


def _newest(folder: StoreFolder) -> Path | None:
    """The index of the newest state, if it has one."""
    path = folder.snapshots / (folder.version or "") / FILE
    return path if path.is_file() else None


def _identity_of(path: Path) -> str | None:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            row = connection.execute("SELECT value FROM facts WHERE name = 'identity'").fetchone()
            return str(row[0]) if row else None
    except sqlite3.Error:
        return None
