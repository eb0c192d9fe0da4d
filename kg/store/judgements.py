"""The file of judgements: one a line, as JSON, made to be kept in version control, read in a review and joined with others' files."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from kg.errors import JudgementsError
from kg.model.judgements import Judgement, Verdict, in_order
from kg.store.files import write_atomically

_REQUIRED = ("a", "b", "verdict", "by", "when")
_MARKS = ("<<<<<<<", "=======", ">>>>>>>")  # that git leaves where two branches changed a file


@dataclass(frozen=True, slots=True)
class JudgementsFile:
    """What a file holds, in the order of its lines."""

    judgements: tuple[Judgement, ...]
    broken: tuple[str, ...]  # a message for each line that is no judgement: file, line, what to do


NO_JUDGEMENTS = JudgementsFile((), ())

Holds = Callable[[JudgementsFile], bool]  # whether something may be noted beside what a file holds


def read(path: Path) -> JudgementsFile:
    """The judgements of a file; there are none where there is no file. A broken line is told, and the others hold.

    Raises:
        JudgementsError: the file is there and can't be read.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return NO_JUDGEMENTS
    except OSError as error:
        raise JudgementsError(f"{path}: {error.strerror or error}; make it readable, or name another file: --judgements FILE") from error
    judgements, broken = [], []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                judgements.append(_judgement(line))
            except ValueError as error:
                broken.append(f"{path}, line {number}: {error}")
    return JudgementsFile(tuple(judgements), tuple(broken))


def _judgement(line: bytes) -> Judgement:
    """What a line says; a ValueError tells what is wrong with it and what to do."""
    try:
        told = json.loads(line.decode("utf-8-sig"))
    except ValueError:
        merged = line.decode("utf-8", "replace").startswith(_MARKS)
        advice = "git left a mark of a merge: keep the lines of both sides and delete it" if merged else "correct it, or delete it"
        raise ValueError(f"not a line of JSON in UTF-8; {advice}") from None
    if not isinstance(told, dict):
        raise ValueError('not a judgement; one reads {"a": …, "b": …, "verdict": …, "by": …, "when": …, "why": …}')
    for name in _REQUIRED:
        if not isinstance(told.get(name), str) or not told[name]:
            raise ValueError(f'"{name}" is missing or not a text; add it')
    if told["verdict"] not in list(Verdict):
        raise ValueError(f"no verdict {told['verdict']!r}; there are {', '.join(Verdict)}")
    if told["a"] == told["b"]:
        raise ValueError('"a" and "b" are the same; correct one of them')
    _check_time(told["when"])
    values = {name: told[name] for name in _REQUIRED}
    return Judgement(**values | {"verdict": Verdict(told["verdict"]), "why": str(told.get("why") or "")})


def _check_time(when: str) -> None:
    try:
        datetime.fromisoformat(when)
    except ValueError:
        raise ValueError(f'"when" is {when!r}; write it as 2024-05-17T09:30:00+00:00') from None


def written(judgement: Judgement) -> str:
    """A judgement as its line, without the end of the line; the keys are always in the same order."""
    return json.dumps(asdict(judgement), ensure_ascii=False)


def note(path: Path, judgements: Iterable[Judgement], holds: Holds | None = None) -> tuple[Judgement, ...]:
    """Notes what a person has judged just now, all or nothing: the way by which every judgement comes into the file.

    Args:
        judgements: their `when` is set, to one moment.
        holds: whether they are to be noted beside what the file holds now; nobody else writes between its answer and the noting.

    Returns:
        the lines as they were noted; none where `holds` says no.

    Raises:
        JudgementsError: the file can't be read or written; nothing was noted.
    """
    with _alone(path) as file:
        if holds and not holds(read(path)):
            return ()
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        lines = tuple(replace(judgement, when=now) for judgement in judgements)
        _add(file, lines)
        return lines


def append(path: Path, *judgements: Judgement) -> None:
    """Adds lines of others at the end, with the time that they tell; all or none.

    Raises:
        JudgementsError: the file can't be written.
    """
    with _alone(path) as file:
        _add(file, judgements)


@contextmanager
def _alone(path: Path) -> Iterator[int]:
    """The file open for adding, which nobody else adds to meanwhile: neither another person on this machine, nor a server."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
        finally:
            os.close(file)
    except OSError as error:
        raise JudgementsError(f"{path}: {error.strerror or error}; nothing was noted; make it writable and judge again") from error


def _add(file: int, judgements: Iterable[Judgement]) -> None:
    """Adds whole lines; one before that has no end is closed first."""
    size = os.fstat(file).st_size
    unended = size and os.pread(file, 1, size - 1) != b"\n"
    _write_whole(file, ("\n" if unended else "") + "".join(f"{written(each)}\n" for each in judgements), size)


def _write_whole(file: int, text: str, size: int) -> None:
    """Writes at the end; what a full disk let through is taken back."""
    content = text.encode("utf-8", "replace")
    try:
        if os.write(file, content) < len(content):
            raise OSError("the disk is full")
        os.fsync(file)
    except OSError:
        os.ftruncate(file, size)
        raise


def join(files: Iterable[Path]) -> list[Judgement]:
    """The lines of several files in the order of time, each once.

    Raises:
        JudgementsError: a file is missing, or has lines that are no judgements: they would be lost.
    """
    lines: list[Judgement] = []
    for path in files:
        if not path.exists():
            raise JudgementsError(f"{path}: no such file")
        found = read(path)
        if found.broken:
            raise JudgementsError("\nkg: ".join(found.broken) + "\nkg: nothing was joined; correct these lines first")
        lines += found.judgements
    return in_order(sorted(set(lines), key=written))


def write(path: Path, judgements: Iterable[Judgement]) -> None:
    """Makes a file hold these judgements and no others.

    Raises:
        JudgementsError: it can't be written; what stood there still does.
    """
    try:
        write_atomically(path, "".join(written(judgement) + "\n" for judgement in judgements).encode("utf-8"))
    except OSError as error:
        raise JudgementsError(f"{path}: {error.strerror or error}; choose another --output") from error
