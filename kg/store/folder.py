"""The folder of a store: its layout, who may write, and the finished states that readers open."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from pyoxigraph import Store

from kg.errors import SettingsError, StoreBusy, StoreError, StoreMissing, StoreTooNew
from kg.store.files import PARTIAL, write_atomically
from kg.store.graphs import with_union, without_union
from kg.store.states import Hold, drop, hold, numbers

FORMAT = 1  # of the folder's layout; raised when an older version could not read it
SNAPSHOTS_KEPT = 3  # that can be opened; those before stay as long as somebody reads them


@dataclass(frozen=True, slots=True)
class StoreFolder:
    """Where the parts of a store stand, and the base of its IRIs."""

    path: Path
    base: str

    @property
    def graph(self) -> Path:
        return self.path / "graph"

    @property
    def snapshots(self) -> Path:
        return self.path / "snapshots"

    @property
    def unmerged(self) -> Path:
        """A mark: the unnamed graph does not hold the union of the others at present."""
        return self.path / "unmerged"

    @property
    def unsearched(self) -> Path:
        """A mark: updates by others were made that no search index knows of, and nobody noted what they changed."""
        return self.path / "unsearched"

    @property
    def unnamed(self) -> str:
        """The named graph in which a finished state has what was written to the unnamed one."""
        return f"{self.base}graph/unnamed"

    @property
    def index(self) -> Path:
        return self.path / "index.sqlite"

    @property
    def texts(self) -> Path:
        return self.path / "texts"

    @property
    def extractions(self) -> Path:
        return self.path / "extractions"

    def versions(self) -> list[int]:
        """The numbers of the finished states that can be opened, the newest last."""
        return numbers(self.snapshots)[-SNAPSHOTS_KEPT:]

    @property
    def version(self) -> str | None:
        """The newest finished state; None before the first."""
        versions = self.versions()
        return str(versions[-1]) if versions else None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A finished state of a store, open for reading."""

    store: Store
    base: str
    version: str
    folder: StoreFolder
    hold: Hold
    merged: bool = True


def existing(path: Path) -> StoreFolder:
    """The store in a folder.

    Raises:
        StoreMissing: there is none.
        StoreTooNew: it was written by a newer version.
        StoreError: its description is damaged.
    """
    description = path / "store.json"
    try:
        told = json.loads(description.read_text(encoding="utf-8"))
        found, base = int(told["format"]), str(told["base"])
    except FileNotFoundError:
        raise StoreMissing(f"{path}: no store here; make one with: kg build FOLDER --store {path}") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{description}: not the description of a store ({error}); restore it from a copy, or build into another folder"
        ) from error
    if found > FORMAT:
        raise StoreTooNew(
            f"{path}: written by a newer Pressgraph (layout {found}, this one knows {FORMAT}); upgrade: pip install -U pressgraph"
        )
    return StoreFolder(path, base)


def create_or_open(path: Path, base: str) -> StoreFolder:
    """The store in a folder, made where there is none.

    Raises:
        SettingsError: the store has another base IRI.
        StoreError: the folder holds other things, or can't be written.
    """
    if (path / "store.json").exists():
        folder = existing(path)
        if folder.base != base:
            raise SettingsError(f"{path}: its IRIs begin with {folder.base}, not {base}; choose another --store for another base")
        return folder
    try:
        if path.is_dir() and any(entry.name != "lock" and not entry.name.endswith(PARTIAL) for entry in path.iterdir()):
            raise StoreError(f"{path}: not empty and not a store; choose an empty or a new folder")
        path.mkdir(parents=True, exist_ok=True)
        write_atomically(path / "store.json", json.dumps({"format": FORMAT, "base": base}, indent=1).encode())
    except OSError as error:
        raise StoreError(f"{path}: can't make a store here: {error.strerror or error}") from error
    return StoreFolder(path, base)


@contextmanager
def writing(folder: StoreFolder) -> Iterator[None]:
    """Holds the store for writing; the lock goes with the process, however it ends.

    Raises:
        StoreBusy: another process holds it.
        StoreError: the folder can't be written.
    """
    with _lock_file(folder) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = lock.read().decode().strip() or "another process"
            raise StoreBusy(f"{folder.path}: {holder} is writing to this store; wait until it ends, or stop it") from None
        _sign(lock)
        yield


def _lock_file(folder: StoreFolder) -> FileIO:
    try:
        return FileIO(os.open(folder.path / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666), "r+")
    except OSError as error:
        raise StoreError(f"{folder.path}: can't write here: {error.strerror or error}") from error


def _sign(lock: FileIO) -> None:
    """Writes down who holds the lock; the lock holds on a full disk too."""
    with suppress(OSError):
        lock.truncate(0)
        lock.write(f"process {os.getpid()}".encode())


def open_graph(folder: StoreFolder) -> Store:
    """The Oxigraph store that a build writes; hold `writing` meanwhile.

    Raises:
        StoreError: it can't be opened.
    """
    try:
        store = Store(folder.graph)
        if folder.unmerged.exists():
            with_union(store, folder.unnamed)
            folder.unmerged.unlink()
        return store
    except OSError as error:
        raise StoreError(f"{folder.graph}: {error}") from error
    except RuntimeError as error:
        raise StoreError(f"{folder.graph}: damaged: {error}; remove the store's folder and build again") from error


@contextmanager
def open_for_updates(
    folder: StoreFolder, changed: Callable[[], bool], index: Callable[[Store], Sequence[Path]] = lambda _: ()
) -> Iterator[Store]:
    """The Oxigraph store with an unnamed graph of its own, for updates by others; hold `writing` meanwhile.

    At the end the new state is published, if there is something that changed, with the search index that `index` makes of it.

    Raises:
        StoreError: it can't be opened.
    """
    store = open_graph(folder)
    folder.unmerged.touch()
    folder.unsearched.touch()
    without_union(store, folder.unnamed)
    try:
        yield store
    finally:
        with_union(store, folder.unnamed)
        folder.unmerged.unlink()
        if changed():
            publish(folder, store, index(store))
        else:
            folder.unsearched.unlink(missing_ok=True)


def publish(folder: StoreFolder, store: Store, index: Sequence[Path] = ()) -> str:
    """Makes the present state of the store the one that readers open, and drops the oldest that nobody reads; returns its version.

    Args:
        index: the files of the search index of the state, as `kg.search.building.make` leaves them; they are taken into the state.
    """
    number = int(folder.version or 0) + 1
    unfinished = folder.snapshots / f"{number}{PARTIAL}"
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        folder.snapshots.mkdir(exist_ok=True)
        store.flush()
        store.backup(str(unfinished))
        for file in index:
            file.rename(unfinished / file.name.removesuffix(PARTIAL))
        unfinished.rename(folder.snapshots / str(number))
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise StoreError(f"{folder.snapshots}: can't publish the new state: {error}") from error
    if index:
        folder.unsearched.unlink(missing_ok=True)
    drop(folder.snapshots, SNAPSHOTS_KEPT)
    return str(number)


def open_snapshot(path: Path, version: str | None = None) -> Snapshot:
    """The newest finished state of the store in a folder, or one of the older ones still kept; it stays as long as what is returned.

    Raises:
        StoreMissing: no store, or nothing was built into it yet.
        StoreError: no such version, or it can't be opened.
    """
    folder = existing(path)
    versions = [str(number) for number in folder.versions()]
    if not versions:
        raise StoreMissing(f"{path}: nothing has been built into this store yet; run: kg build FOLDER --store {path}")
    chosen = version or versions[-1]
    if chosen not in versions:
        raise StoreError(f"{path}: no version {chosen}; there are {', '.join(versions)}")
    try:
        held = hold(folder.snapshots / chosen)
        return Snapshot(Store.read_only(str(folder.snapshots / chosen)), folder.base, chosen, folder, held)
    except (OSError, RuntimeError) as error:
        if not (folder.snapshots / chosen).is_dir():  # writers went on meanwhile
            if version is None:
                return open_snapshot(path)
            raise StoreError(f"{path}: version {chosen} was given up for a newer one in this moment") from None
        if isinstance(error, OSError):
            raise StoreError(f"{folder.snapshots / chosen}: {error}") from error
        raise StoreError(f"{folder.snapshots / chosen}: damaged: {error}; remove this folder and build again") from error
