"""What is to be judged, and what has been: the review that the last build left, beside the file of judgements as it is now."""

from __future__ import annotations

import shlex
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from kg.errors import KgError
from kg.model.identity import digest
from kg.model.judgements import Judgement, Verdict, standing
from kg.model.review import MergeQuestion, Question
from kg.serving.http.problems import Problem
from kg.store import judgements, review
from kg.store.judgements import JudgementsFile
from kg.store.review import Review

MERGES, LINKS = "merges", "links"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person has said at one moment: a line, or one on each of several items."""

    lines: tuple[Judgement, ...]
    is_followed: bool  # by the last build

    @property
    def id(self) -> str:
        return digest(*(part for line in self.lines for part in (line.a, line.b, line.verdict, line.by, line.when)))


@dataclass(frozen=True)
class State:
    """Both files, as they are at one moment."""

    home: Path  # the folder of the store
    path: Path  # the file of judgements
    review: Review
    file: JudgementsFile

    @cached_property
    def standing(self) -> list[Judgement]:
        return standing(self.file.judgements)

    def all(self, kind: str) -> Sequence[Question]:
        """All questions of a kind, in the order in which they are asked."""
        return self.review.merges if kind == MERGES else self.review.links

    def open(self, kind: str, cls: str = "") -> list[Question]:
        """Those that nobody has answered, of a class or of all."""
        return [each for each in self._open[kind] if cls in ("", each.cls)]

    @cached_property
    def _open(self) -> dict[str, list[Question]]:
        return {kind: [each for each in self.all(kind) if not self.answer(each)] for kind in (MERGES, LINKS)}

    @cached_property
    def _of_side(self) -> dict[str, list[int]]:
        """The numbers of the judgements that name a side: a file may have thousands, and a page looks at hundreds of questions."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(self.standing):
            found[line.a].append(number)
            found[line.b].append(number)
        return found

    def answer(self, question: Question) -> Judgement | None:
        """What has been said of it."""
        numbers = {number for side in question.sides for number in self._of_side.get(side, ())}
        return question.is_answered([self.standing[number] for number in sorted(numbers)])

    def classes(self, kind: str) -> Counter[str]:
        """How many open questions there are of each class."""
        return Counter(each.cls for each in self.open(kind))

    @cached_property
    def decisions(self) -> list[Decision]:
        """What stands, the last said first."""
        groups: dict[tuple[str, ...], list[Judgement]] = {}
        for line in self.standing:
            about = line.entity if line.is_of_item else line.b
            groups.setdefault((line.when, line.by, line.verdict, line.why, line.a if not line.is_of_item else "", about), []).append(line)
        found = [Decision(tuple(lines), all(self._is_followed(line) for line in lines)) for lines in groups.values()]
        return sorted(found, key=lambda each: each.lines[0].moment, reverse=True)

    def _is_followed(self, line: Judgement) -> bool:
        row = (line.a, line.b, line.verdict.value, line.moment.isoformat())
        return not line.verdict.is_decided or row in self.review.followed

    def decision(self, name: str) -> Decision | None:
        """The decision with an id, if it still stands."""
        return next((each for each in self.decisions if each.id == name), None)

    @cached_property
    def waiting(self) -> int:
        """How many pairs the next build has to follow what was said of, or taken back."""
        return self.review.waiting(self.standing)

    @cached_property
    def command(self) -> str:
        """The next build."""
        roots = [_shown(Path(root)) for root in self.review.roots]
        other = self.path != self.home.absolute().parent / "judgements.jsonl"
        words = ["kg", "build", *roots, "--store", _shown(self.home), *(["--judgements", _shown(self.path)] if other else [])]
        return shlex.join(words)


def _shown(path: Path) -> str:
    """A path as one types it in the folder where the server runs."""
    path = path.absolute()
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) and path != Path.cwd() else str(path)


def read(home: Path, path: Path) -> State:
    """Both files now.

    Raises:
        Problem: 503, no build has left a review, or one of the files can't be read.
    """
    try:
        found, file = _review(home, _stamp(home / review.FILE)), judgements.read(path)
    except KgError as error:
        raise Problem(503, str(error)) from None
    if found is None:
        raise Problem(503, "No build of this version has left anything to judge. Run kg build with the same store, then come back.")
    return State(home, path, found, file)


def _stamp(path: Path) -> tuple[int, int] | None:
    """What changes when a build replaces a file."""
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_ino, told.st_mtime_ns


@lru_cache(maxsize=2)
def _review(home: Path, stamp: tuple[int, int] | None) -> Review | None:
    return review.read(home) if stamp else None


def judge(state: State, question: Question, choice: str, by: str, why: str) -> tuple[Judgement, ...]:
    """Notes what a person has answered; nothing where somebody else has been faster.

    Args:
        choice: a verdict; of a link "none", "unsure" or the QID of the item.

    Raises:
        Problem: 400 no such answer, 503 the file can't be written.
    """
    pairs, verdict = _answer(state, question, choice)
    lines = [Judgement(a=a, b=b, verdict=verdict, by=by, when="", why=why) for a, b in pairs]
    return _note(state.path, lines, lambda file: question.is_answered(standing(file.judgements)) is None)


def _answer(state: State, question: Question, choice: str) -> tuple[list[tuple[str, str]], Verdict]:
    """The pairs that an answer is about, and what it says of them."""
    if isinstance(question, MergeQuestion):
        if choice in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE):
            return [(question.one.side, question.other.side)], Verdict(choice)
    elif choice in ("none", Verdict.UNSURE):
        shown = [(question.entity.side, option.qid) for option in question.without(state.standing)]
        return shown, Verdict.DIFFERENT if choice == "none" else Verdict.UNSURE
    elif choice[:1] == "Q" and choice[1:].isascii() and choice[1:].isdigit() and len(choice) <= 16:
        return [(question.entity.side, choice)], Verdict.SAME
    raise Problem(400, "That is no answer to this question." if choice else "No answer was sent.")


def undo(state: State, decision: Decision, by: str) -> tuple[Judgement, ...]:
    """Takes a decision back, unless somebody else has, or has said something else since.

    Raises:
        Problem: 503, the file can't be written.
    """
    lines = [Judgement(a=line.a, b=line.b, verdict=Verdict.WITHDRAWN, by=by, when="") for line in decision.lines]
    return _note(state.path, lines, lambda file: set(decision.lines) <= set(standing(file.judgements)))


def _note(path: Path, lines: Iterable[Judgement], holds: judgements.Holds) -> tuple[Judgement, ...]:
    try:
        return judgements.note(path, lines, holds)
    except KgError as error:
        raise Problem(503, str(error)) from None
