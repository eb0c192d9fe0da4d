"""pyshacl-turbo against pySHACL, the reference."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pyoxigraph import BlankNode, Quad

from kg.validation import EngineName
from kg.validation.engines import Result, packaged_engine
from tests.validation.breaks import BREAKS, Break
from tests.validation.sample import changed

MANY = 20  # rules broken in one graph, for pySHACL takes a second over each


def _results(name: EngineName, graph: list[Quad]) -> list[tuple[object, ...]]:
    return [_comparable(result) for result in packaged_engine(name).validate(graph)]


def _comparable(result: Result) -> tuple[object, ...]:
    focus, value = ("_:" if isinstance(term, BlankNode) else str(term) for term in (result.focus, result.value))
    return (result.rule, result.severity, result.component, focus, str(result.path), value, result.messages)


@pytest.mark.parametrize("begin", range(0, len(BREAKS), MANY))
def test_both_engines_find_the_same(begin: int) -> None:
    graph = _broken(BREAKS[begin : begin + MANY])
    turbo, reference = (sorted(_results(name, graph), key=str) for name in EngineName)
    assert len(turbo) >= MANY // 2
    assert turbo == reference


def _broken(cases: tuple[Break, ...]) -> list[Quad]:
    """The sample, broken in several ways at once."""
    return changed(" ".join(case.gone for case in cases), " ".join(case.new for case in cases))


def test_no_engine_is_imported_before_it_is_asked() -> None:
    heavy = ("pyshacl", "pyshacl_turbo", "rdflib")
    code = f"import sys, kg.validation.gate, kg.validation.stored; print([name for name in {heavy} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
