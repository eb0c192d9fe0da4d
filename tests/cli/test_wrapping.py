"""Text in lines that a terminal shows whole."""

from __future__ import annotations

import typer

from kg.cli.wrapping import WIDTH, wrapped


def test_lines_are_no_longer_than_the_width_and_lose_nothing() -> None:
    text = "water and roads " * 40
    lines = wrapped(text, "    ", "  ").split("\n")
    assert max(map(len, lines)) <= WIDTH
    assert lines[0].startswith("    water")
    assert all(line.startswith("  ") and line[2] != " " for line in lines[1:])
    assert " ".join(" ".join(lines).split()) == text.strip()


def test_an_address_is_never_broken() -> None:
    address = "organisation/" + "very-long-" * 12
    assert address in wrapped(f"see {address} there").split("\n")


def test_styles_take_no_column() -> None:
    words = "water " * 16
    assert "\n" not in wrapped(typer.style(words, bold=True))


def test_blanks_between_columns_stay() -> None:
    assert wrapped("   +3.0  the same name") == "   +3.0  the same name"
