"""Options that a command takes as records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from kg.cli.grouped import grouped


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    width: Annotated[int, typer.Option(min=1, help="How wide.")] = 3
    tall: Annotated[bool, typer.Option("--tall", "-t", help="Twice as high.")] = False


@grouped
def draw(*, name: Annotated[str, typer.Argument()], size: Size, colour: str = "red") -> None:
    """Draws a rectangle."""
    typer.echo(f"{name} {size} {colour}")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["a"], "a Size(width=3, tall=False) red"),
        (["a", "--width", "5", "-t"], "a Size(width=5, tall=True) red"),
        (["--colour", "blue", "a", "--width", "1"], "a Size(width=1, tall=False) blue"),
    ],
)
def test_the_fields_of_a_record_are_options_with_its_defaults(given: list[str], told: str) -> None:
    app = typer.Typer()
    app.command()(draw)
    result = CliRunner().invoke(app, given)
    assert (result.exit_code, result.output.strip()) == (0, told)


def test_a_value_that_an_option_does_not_take_is_refused_as_ever() -> None:
    app = typer.Typer()
    app.command()(draw)
    result = CliRunner().invoke(app, ["a", "--width", "0"])
    assert result.exit_code == 2
    assert "--width" in result.output
