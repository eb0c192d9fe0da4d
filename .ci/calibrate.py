"""Writes into the catalogue of rules how sure each rule is, as measured on annotated texts.

    python .ci/calibrate.py GOLD...

Each GOLD is a folder for `kg evaluate`; `kg.evaluation.calibration.measured` tells the formula. The texts should be ones that the rules
were not written from: in those that were, rules are right more often than in others. What is measured are the rules with their own
numbers: those of the catalogue are taken out first, so that a second run over the same texts changes nothing. Rules that found nothing
get no number. Everything else in the catalogue stays as it is, and all of it where something goes wrong.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import kg.rules
from kg.config import read_settings
from kg.errors import KgError
from kg.evaluation.calibration import Judged, measured
from kg.pipeline.evaluate import evaluate

CATALOGUE = Path(kg.rules.__file__).parent
_TOLD = re.compile(r"^confidence\b.*\n", re.MULTILINE)
_TABLE = re.compile(r"^(?=\[)", re.MULTILINE)
_LAST_KEY = re.compile(r"\A.*^[^#\n][^\n]*\n", re.MULTILINE | re.DOTALL)  # what comments follow belongs to the next table


def without_confidences(text: str) -> str:
    """A file of the catalogue in which no rule has a confidence."""
    return _TOLD.sub("", text)


def with_confidences(text: str, numbers: Mapping[str, Mapping[str, float]]) -> str:
    """Such a file with the confidences of its rules."""
    return "".join(_told(table, numbers) for table in _TABLE.split(text))


def _told(table: str, numbers: Mapping[str, Mapping[str, float]]) -> str:
    rows = numbers.get(table[1:].partition("]")[0]) if table.startswith("[") else None
    if not rows:
        return table
    values = ", ".join(f"{row} = {number}" for row, number in sorted(rows.items()))
    return _LAST_KEY.sub(lambda keys: f"{keys[0]}confidence = {{ {values} }}\n", table)


def findings(folders: Sequence[Path]) -> list[Judged]:
    """What is found in all texts of the folders, and whether it is right."""
    evaluation = evaluate(folders, read_settings())
    if evaluation.errors:
        raise evaluation.errors[0]
    return evaluation.judged


def calibrate(folders: Sequence[Path]) -> dict[str, dict[str, float]]:
    """Measures and writes; returns what was measured."""
    before = {path: path.read_text(encoding="utf-8") for path in sorted(CATALOGUE.glob("*.toml"))}
    plain = {path: without_confidences(text) for path, text in before.items()}
    try:
        _write(plain)
        numbers = measured(findings(folders))
        _write({path: with_confidences(text, numbers) for path, text in plain.items()})
    except BaseException:
        _write(before)
        raise
    return numbers


def _write(files: Mapping[Path, str]) -> None:
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit("usage: python .ci/calibrate.py GOLD...")
    try:
        numbers = calibrate([Path(folder) for folder in sys.argv[1:]])
    except KgError as error:
        sys.exit(f"{error}\nThe catalogue is as it was.")
    known = kg.rules.read(CATALOGUE)
    for rule, rows in numbers.items():
        missing = "" if rule in known else "  (not in the catalogue)"
        sys.stdout.write(f"{rule:30}{', '.join(f'{row} {number:.2f}' for row, number in rows.items())}{missing}\n")


if __name__ == "__main__":
    main()
