"""pyshacl-turbo against pySHACL, the reference."""

from __future__ import annotations

import pytest
from pyoxigraph import Quad

from kg.validation import EngineName
from kg.validation.engines import Result, packaged_engine
from tests.validation.breaks import BREAKS, Break
from tests.validation.sample import changed

# All rules without SPARQL in a few graphs, for pySHACL takes seconds over each.
MANY = 12


def _results(name: EngineName, graph: list[Quad]) -> list[tuple[object, ...]]:
    return [_comparable(result) for result in packaged_engine(name).validate(graph)]


def _comparable(result: Result) -> tuple[object, ...]:
    blank = lambda term: str(term) if not str(term).startswith("_:") else "_:"  # noqa: E731
    return (result.rule, result.severity, result.component, blank(result.focus), str(result.path), blank(result.value), result.messages)


@pytest.mark.parametrize("begin", range(0, len(BREAKS), MANY))
def test_both_engines_find_the_same(begin: int) -> None:
    graph = _broken(BREAKS[begin : begin + MANY])
    turbo, reference = (sorted(_results(name, graph), key=str) for name in EngineName)
    assert len(turbo) >= MANY // 2
    assert turbo == reference


def _broken(cases: tuple[Break, ...]) -> list[Quad]:
    """The sample, broken in several ways at once."""
    return changed(" ".join(case.gone for case in cases), " ".join(case.new for case in cases))
