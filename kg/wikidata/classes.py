"""Which class of ours an item belongs to, by its types: the nearest class above one of them that is known decides."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.model.entities import EntityClass

DEEPEST = 12  # steps up from a type; what lies farther above says too little of it

_FOLDER = Path(__file__).parent
_ORDER = {cls: n for n, cls in enumerate((EntityClass.PERSON, EntityClass.PLACE, EntityClass.ORGANISATION, EntityClass.EVENT))}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a type says of the items that have it."""

    cls: EntityClass | None  # None: they are of no class of ours
    steps: int = 0  # up to the type that is known


Judge = Callable[[int], Verdict | None]  # of a type's number; None: nothing is known of it


@cache
def shipped() -> dict[int, Verdict]:
    """The types that come with the package."""
    table = tomllib.loads((_FOLDER / "classes.toml").read_text(encoding="utf-8"))
    lines = (line.split("\t") for line in (_FOLDER / "types.tsv").read_text(encoding="utf-8").splitlines())
    found = {int(number): Verdict(EntityClass(cls)) for number, cls in lines}
    found |= {number: Verdict(EntityClass(cls)) for cls, numbers in table["roots"].items() for number in numbers}
    return found | dict.fromkeys(table["never"]["types"], Verdict(None))


@cache
def never() -> frozenset[int]:
    """The types whose items are of no class of ours."""
    return frozenset(number for number, verdict in shipped().items() if verdict.cls is None)


def class_of(types: Iterable[int], judge: Judge) -> EntityClass | None:
    """The class of an item with these types: a person is one whatever else it is; else the nearest class decides, then the most types."""
    verdicts = [verdict for number in types if (verdict := judge(number))]
    found = {verdict.cls for verdict in verdicts}
    if EntityClass.PERSON in found:
        return EntityClass.PERSON

    def order(cls: EntityClass | None) -> tuple[int, int, int]:
        steps = [verdict.steps for verdict in verdicts if verdict.cls is cls]
        return min(steps), -len(steps), _ORDER.get(cls, len(_ORDER)) if cls else len(_ORDER) + 1

    return min(found, key=order, default=None)
