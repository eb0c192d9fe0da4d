"""A dump of Wikidata, line by line: `.json`, `.json.gz` or `.json.bz2`, or what another program unpacks into our standard input.

Each line is one entity; the first and last are brackets, and lines end in a comma. A place in a dump can be noted, and reading can go on
from there: a plain file is continued where it was; a compressed one is unpacked again from the beginning of its member, which costs
much less than reading entities.
"""

from __future__ import annotations

import bz2
import sys
import zlib
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Full, Queue
from threading import Event, Thread
from typing import BinaryIO, Protocol, TypeVar, cast

from kg.errors import WikidataError

STDIN = Path("-")
CHUNK = 1 << 18  # bytes that are read at once

_FRAME = b" \t\r,[]"  # what stands around the entities

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """A place between two lines of a dump."""

    line: int = 0  # lines before it
    offset: int = 0  # unpacked bytes before it
    member: int = 0  # where the member of the compressed file begins that it is in
    before: int = 0  # unpacked bytes before that member


@dataclass(frozen=True, slots=True)
class Line:
    """An entity's line, without the comma; `place` is the one behind it."""

    text: bytes
    place: Place
    read: int  # bytes of the file that were read so far, for the progress bar


class _Unpacker(Protocol):
    """What zlib and bz2 have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes) -> bytes: ...


_UNPACKERS: Mapping[str, Callable[[], _Unpacker]] = {".gz": lambda: zlib.decompressobj(31), ".bz2": bz2.BZ2Decompressor}


class Dump:
    """One dump. After its lines were read, `cut` tells whether the file ends in the middle."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.cut = ""  # what is wrong with the end of the file
        self._kind = "".join(path.suffixes[-1:]).lower()

    @property
    def name(self) -> str:
        return "standard input" if self.path == STDIN else self.path.name

    @property
    def size(self) -> int | None:
        """Bytes of the file; None if that is not known."""
        return None if self.path == STDIN else self.path.stat().st_size

    def lines(self, start: Place | None = None) -> Iterator[Line]:
        """The lines of entities from a place on.

        Raises:
            WikidataError: the file can't be read; one that only ends too early is read to that end.
        """
        try:
            with self._open() as file:
                yield from self._lines(file, start or Place())
        except (OSError, zlib.error) as error:
            raise WikidataError(f"{self.path}: {error}; it is no dump, or it is damaged: fetch it again") from error

    def _open(self) -> BinaryIO:
        return sys.stdin.buffer if self.path == STDIN else self.path.open("rb")

    def _lines(self, file: BinaryIO, start: Place) -> Iterator[Line]:
        number, offset, rest, piece = start.line, start.offset, b"", None
        with closing(ahead(self._pieces(file, start))) as pieces:
            for piece in pieces:
                *whole, rest = (rest + piece.data).split(b"\n")
                for line in whole:
                    number, offset = number + 1, offset + len(line) + 1
                    if text := line.strip(_FRAME):
                        yield Line(text, Place(number, offset, piece.member, piece.before), piece.read)
        if piece and (text := rest.strip(_FRAME)):
            yield Line(text, Place(number + 1, offset + len(rest), piece.member, piece.before), piece.read)

    def _pieces(self, file: BinaryIO, start: Place) -> Iterator[_Piece]:
        """What is unpacked, from a place on."""
        if self._kind in _UNPACKERS:
            yield from self._unpacked(file, start)
            return
        self._forward(file, start.offset)
        read = start.offset
        while data := file.read(CHUNK):
            read += len(data)
            yield _Piece(data, 0, 0, read)

    def _forward(self, file: BinaryIO, offset: int) -> None:
        if self.path != STDIN:
            file.seek(offset)
            return
        while offset and (data := file.read(min(CHUNK, offset))):
            offset -= len(data)

    def _unpacked(self, file: BinaryIO, start: Place) -> Iterator[_Piece]:
        """Member by member: a file may be several compressed ones behind each other."""
        file.seek(start.member)
        unpacker, member, before, done = _UNPACKERS[self._kind](), start.member, start.before, start.before
        skip, read, data = start.offset - start.before, start.member, b""
        while data or (data := file.read(CHUNK)):
            read = file.tell()
            try:
                plain, data = unpacker.decompress(data), b""
            except (OSError, zlib.error) as error:
                if done == start.before:  # not even the beginning can be unpacked
                    raise
                self.cut = f"damaged after {done:,} unpacked bytes ({error}); what follows is missing"
                return
            done += len(plain)
            if plain[skip:]:
                yield _Piece(plain[skip:], member, before, read)
            skip = max(0, skip - len(plain))
            if unpacker.eof:
                data = unpacker.unused_data
                unpacker, member, before = _UNPACKERS[self._kind](), read - len(data), done
        if done > before:
            self.cut = f"it ends in the middle, after {done:,} unpacked bytes; what follows is missing"


@dataclass(frozen=True, slots=True)
class _Piece:
    """Unpacked bytes, and where the member begins that they are of: in the file, and unpacked."""

    data: bytes
    member: int
    before: int
    read: int  # bytes of the file that were read so far


def ahead(source: Iterator[T], size: int = 4) -> Generator[T, None, None]:
    """The values of a source that works in a thread of its own, some ahead: unpacking does not hold up other threads."""
    queue: Queue[tuple[T | None, BaseException | None, bool]] = Queue(size)
    stopped = Event()

    def put(value: T | None, error: BaseException | None, end: bool) -> None:
        while not stopped.is_set():
            with suppress(Full):
                queue.put((value, error, end), timeout=0.2)
                return

    def work() -> None:
        try:
            for value in source:
                put(value, None, end=False)
                if stopped.is_set():
                    return
            put(None, None, end=True)
        except BaseException as error:  # it is raised where the values are read
            put(None, error, end=True)

    thread = Thread(target=work, daemon=True)
    thread.start()
    try:
        while True:
            value, error, end = queue.get()
            if error:
                raise error
            if end:
                return
            yield cast(T, value)
    finally:
        stopped.set()
        thread.join(timeout=1)  # a thread that waits for standard input can't be told; it ends with the process
