"""Syntax errors of queries, updates and RDF bodies, told with their place."""

from __future__ import annotations

import re

from kg.serving.http.problems import Problem

PLACE = re.compile(r"error at (\d+):(\d+): (?:expected )?(?:one of )?(.*)", re.DOTALL)
CHARACTER_CLASS = re.compile(r"\[[^\]]*?(?:'[^']*'[^\]]*?)*\](?:,\s*)?")
WIDTH = 160  # characters of a line of the query that are shown


def syntax_problem(text: str, error: SyntaxError, what: str) -> Problem:
    """400 with line and column, the line itself, and what the grammar allows there."""
    found = PLACE.match(str(error))
    if found is None:
        return Problem(400, f"This {what} can't be parsed: {error}")
    line, column = int(found[1]), int(found[2])
    detail = f"This {what} can't be parsed: line {line}, column {column}.\n{_pointer(text, line, column)}{_expectation(found[3])}"
    return Problem(400, detail, line=line, column=column)


def _pointer(text: str, line: int, column: int) -> str:
    """The line with a mark under the column, cut where it is long."""
    lines = text.splitlines()
    if not 0 < line <= len(lines):
        return ""
    begin = max(0, column - WIDTH // 2)
    shown = lines[line - 1][begin : begin + WIDTH].replace("\t", " ")
    return f"  {shown}\n  {' ' * (column - 1 - begin)}^\n"


def _expectation(listed: str) -> str:
    """What the parser says, without the character classes that mean nothing to a reader."""
    options = [option.strip() for option in CHARACTER_CLASS.sub("", listed).split(", ") if option.strip(" ,'\"\n")]
    messages = [option for option in options if " " in option]
    if messages:
        return ". ".join(messages) + "."
    return f"Expected {' or '.join(dict.fromkeys(options))}." if options else ""
