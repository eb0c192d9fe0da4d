"""What people have decided about who is whom: it wins over the evidence for as long as it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from kg.model.identity import digest

BY_DOCUMENT = "@doc:"  # stands between a path and the document whose bearer of the name alone is meant

Pair = tuple[str, str]


class Verdict(StrEnum):
    """What is said of a pair."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"  # looked at, and not to be asked again; the evidence decides
    WITHDRAWN = "withdrawn"  # whatever was said of the pair before no longer counts

    @property
    def is_decided(self) -> bool:
        """Whether a build follows it, rather than the evidence."""
        return self in (Verdict.SAME, Verdict.DIFFERENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision. Each side is an entity's path below {base}id/, or a path and a country (`person/awa-diallo@SN`), or a path and a
    document (`person/awa-diallo@doc:fr/report.txt`: whom that one calls so); `b` may be a QID."""

    a: str
    b: str
    verdict: Verdict
    by: str
    when: str  # ISO 8601; without a time zone it is in UTC
    why: str = ""

    @property
    def pair(self) -> Pair:
        """Both sides, whichever was named first."""
        return min(self.a, self.b), max(self.a, self.b)

    @property
    def moment(self) -> datetime:
        """When it was made, to compare with others."""
        made = datetime.fromisoformat(self.when)
        return made if made.tzinfo else made.replace(tzinfo=UTC)

    @property
    def is_of_item(self) -> bool:
        """Whether it says which Wikidata item an entity is, rather than which entity."""
        return is_qid(self.a) or is_qid(self.b)

    @property
    def entity(self) -> str:
        """Of a judgement of an item: the side that is the entity."""
        return self.b if is_qid(self.a) else self.a

    @property
    def item(self) -> str:
        """Of a judgement of an item: its QID."""
        return self.a if is_qid(self.a) else self.b


@dataclass(frozen=True, slots=True)
class Conflict:
    """Judgements that can't all hold."""

    judgements: tuple[Judgement, ...]
    told: str  # what is wrong and what to do


def is_qid(name: str) -> bool:
    """Whether a name is that of a Wikidata item: "Q42"."""
    return name[:1] == "Q" and name[1:].isascii() and name[1:].isdigit()


def path_of(reference: str) -> str:
    """The path of an entity that is named with or without a country or document."""
    return reference.partition("@")[0]


def document_of(reference: str) -> str:
    """The identifier of the document whose bearer of a name is meant, and nobody else's; empty where none is named."""
    return reference.partition(BY_DOCUMENT)[2]


def in_document(path: str, document: str) -> str:
    """The side of a judgement that means an entity as one document has it."""
    return f"{path}{BY_DOCUMENT}{document}"


def address_of(reference: str) -> str:
    """The path of an entity if nothing else were known: who is told apart by a document has one of their own, which no other document
    changes."""
    document = document_of(reference)
    return f"{path_of(reference)}-{digest('document', document)}" if document else path_of(reference)


def apart(lines: Iterable[tuple[str, str, Verdict]]) -> frozenset[str]:
    """The sides that name a document and need a node of their own, of judgements that stand.

    Where nobody says that two of a path are different, the documents that use it mean one, and a `same` between two of them tells nothing.
    """
    rows = list(lines)
    namesakes = {path_of(side) for *pair, verdict in rows for side in pair if verdict is Verdict.DIFFERENT and document_of(side)}
    named = ((side, path_of(a) != path_of(b)) for a, b, _ in rows for side in (a, b) if document_of(side))
    return frozenset(side for side, are_two_paths in named if are_two_paths or path_of(side) in namesakes)


def in_order(judgements: Iterable[Judgement]) -> list[Judgement]:
    """By time, then by pair and person, however they stand in the file."""
    return sorted(judgements, key=lambda judgement: (judgement.moment, judgement.pair, judgement.by))


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgement that counts for each pair: the latest, unless it is withdrawn.

    Where two people contradict each other on a pair, `different` counts, until it is withdrawn and judged anew: two that are kept apart
    can be joined later without loss, a wrong merge spreads.
    """
    return in_order(_counting(lines) for lines in _open(judgements).values())


def _open(judgements: Iterable[Judgement]) -> dict[Pair, list[Judgement]]:
    """What was said of each pair since it was last withdrawn: the last word of each person, in the order of time; never empty."""
    said: dict[Pair, dict[str, Judgement]] = defaultdict(dict)
    for judgement in in_order(judgements):
        lines = said[judgement.pair]
        if judgement.verdict is Verdict.WITHDRAWN:
            lines.clear()
        else:
            lines.pop(judgement.by, None)
            lines[judgement.by] = judgement
    return {pair: list(lines.values()) for pair, lines in said.items() if lines}


def _counting(lines: Sequence[Judgement]) -> Judgement:
    against = [line for line in lines if line.verdict is Verdict.DIFFERENT]
    return against[-1] if against and lines[-1].verdict is Verdict.SAME else lines[-1]


def conflicts(judgements: Iterable[Judgement]) -> list[Conflict]:
    """Pairs that people judge differently, and chains of `same` between the ends of a `different`."""
    lines = list(judgements)
    return [*_disagreements(lines), *_contradicted(standing(lines))]


def _disagreements(judgements: Iterable[Judgement]) -> Iterator[Conflict]:
    for (a, b), lines in sorted(_open(judgements).items()):
        if {Verdict.SAME, Verdict.DIFFERENT} <= {line.verdict for line in lines}:
            said = ", ".join(f"{line.verdict} by {line.by} on {line.when[:10]}" for line in lines if line.verdict is not Verdict.UNSURE)
            advice = f"different holds; to settle it: kg undo {a} {b}, then judge again"
            yield Conflict(tuple(lines), f"{a} and {b}: {said}; {advice}")


def _contradicted(judgements: Sequence[Judgement]) -> Iterator[Conflict]:
    """Each `same` that would join the ends of a `different`, with that one; the earlier `same` count first."""
    for judgement, different in joined(judgements)[1]:
        told = f"{judgement.a} and {judgement.b}: judged the same by {judgement.by}, which would make {different.a} and {different.b} one"
        advice = f"judged different by {different.by}; different holds; undo one of the two"
        yield Conflict((judgement, different), f"{told}, {advice}")


def joined(judgements: Sequence[Judgement]) -> tuple[list[frozenset[str]], list[tuple[Judgement, Judgement]]]:
    """The groups that `same` makes, but for those between ends of a `different`; and each `same` left out, with the `different`."""
    apart = {judgement.pair: judgement for judgement in judgements if judgement.verdict is Verdict.DIFFERENT}
    groups: dict[str, set[str]] = {}
    left_out = []
    for judgement in judgements:
        if judgement.verdict is Verdict.SAME:
            left, right = (groups.setdefault(side, {side}) for side in (judgement.a, judgement.b))
            between = next((pair for pair in ((min(a, b), max(a, b)) for a in sorted(left) for b in sorted(right)) if pair in apart), None)
            if between:
                left_out.append((judgement, apart[between]))
            elif left is not right:
                left |= right
                groups.update((side, left) for side in right)
    return list({frozenset(group) for group in groups.values()}), left_out
