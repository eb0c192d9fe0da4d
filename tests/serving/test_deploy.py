"""The files in kg/serving/deploy/ start the command with options that it has."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
import typer

from kg.cli.app import app

DEPLOY = Path(__file__).parents[2] / "kg" / "serving" / "deploy"


def started_by(name: str) -> list[str]:
    """The words behind `kg` with which a file starts the server."""
    text = (DEPLOY / name).read_text(encoding="utf-8")
    if name == "Dockerfile":
        found = re.search(r"^CMD (\[.*\])$", text, re.MULTILINE)
        assert found
        return [str(word) for word in json.loads(found[1])]
    found = re.search(r"^ExecStart=\S+/kg (.*)$", text, re.MULTILINE)
    assert found
    return shlex.split(found[1])


@pytest.mark.parametrize("name", ["Dockerfile", "pressgraph.service"])
def test_the_server_is_started_with_options_that_it_has(name: str) -> None:
    command, *options = started_by(name)
    assert command == "serve"
    group = typer.main.get_command(app)
    serve = group.get_command(None, command)  # type: ignore[attr-defined]
    with serve.make_context("serve", options) as context:
        assert context.params["log"] == "json"


def test_nginx_tells_what_the_server_believes_of_a_proxy() -> None:
    told = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert re.findall(r"proxy_set_header (X-Forwarded-\w+)", told) == [
        "X-Forwarded-For",
        "X-Forwarded-Proto",
        "X-Forwarded-Host",
        "X-Forwarded-Prefix",
    ]
    assert "proxy_http_version 1.1" in told
