"""Whatever a rule calls itself in the code is in the catalogue, and the catalogue has nothing else; its examples show each rule at work."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from kg.model.extraction import Extraction
from kg.rules import rules

EXTRACTION = Path(__file__).parents[2] / "kg" / "extraction"
PARAMETERS = ("rule", "extractor")  # what a name is handed on as
ISSUED = "2021-05-04"
_COMPOUND = re.compile(r"[a-z]+(?:-[a-z]+)+")


def extractors(extraction: Extraction) -> set[str]:
    mentions = {mention.extractor for entity in extraction.entities for mention in entity.mentions}
    evidence = [relation.evidence for relation in extraction.relations]
    evidence += [dating.evidence for dating in extraction.datings]
    evidence += [budget.evidence for budget in extraction.budgets]
    evidence += [role.evidence for role in extraction.roles]
    evidence += [statement.evidence for statement in extraction.statements]
    return mentions | {each.extractor for each in evidence}


@pytest.mark.parametrize(
    ("name", "language", "example"),
    [(rule.name, language, example) for rule in rules().values() for language, example in rule.examples.items()],
)
def test_the_example_of_a_rule_shows_it_at_work(name: str, language: str, example: str, extract_text: Callable[..., Extraction]) -> None:
    found = extractors(extract_text(example, language, issued=ISSUED))
    assert name in found
    assert found <= set(rules())


def test_every_name_in_the_code_is_in_the_catalogue() -> None:
    unknown = {name for name in names_given() if not any(f"{head}{name}{tail}" in rules() for head, tail in patterns())}
    assert not unknown, "tell what these rules do, in kg/rules"


def test_the_catalogue_has_no_rule_that_the_code_lacks() -> None:
    assert not [name for name in rules() if not is_in_code(name)]


def is_in_code(name: str) -> bool:
    for head, tail in patterns():
        core = name.removeprefix(head).removesuffix(tail)
        if name == f"{head}{core}{tail}" and {core, core.replace("-", "_")} & literals():
            return True
    return False


@cache
def trees() -> list[ast.Module]:
    return [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(EXTRACTION.rglob("*.py"))]


def nodes() -> Iterator[ast.AST]:
    for tree in trees():
        yield from ast.walk(tree)


@cache
def literals() -> frozenset[str]:
    return frozenset(node.value for node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str))


@cache
def patterns() -> frozenset[tuple[str, str]]:
    """What stands before and after the part of a name that the code puts in: `f"statement-{…}"`."""
    found = {("", "")}
    for value in given():
        if isinstance(value, ast.JoinedStr):
            pieces = [piece.value if isinstance(piece, ast.Constant) else None for piece in value.values]
            found.add((str(pieces[0] or ""), str(pieces[-1] or "")))
    return frozenset(found)


def names_given() -> Iterator[str]:
    """Literals that are handed on as the name of a rule, and compound words in tuples, which is how several rules are listed."""
    for value in given():
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value
    for node in nodes():
        for element in node.elts if isinstance(node, ast.Tuple) else ():
            if isinstance(element, ast.Constant) and isinstance(element.value, str) and _COMPOUND.fullmatch(element.value):
                yield element.value


def given() -> Iterator[ast.expr]:
    """The arguments of all calls that are bound to a parameter for the name of a rule."""
    places = {
        (node.name, position - (arguments[0].arg == "self"))
        for node in nodes()
        if isinstance(node, ast.FunctionDef)
        for arguments in [[*node.args.posonlyargs, *node.args.args]]
        for position, argument in enumerate(arguments)
        if argument.arg in PARAMETERS
    }
    for node in nodes():
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield from (keyword.value for keyword in node.keywords if keyword.arg in PARAMETERS)
            yield from (argument for position, argument in enumerate(node.args) if (called, position) in places)
