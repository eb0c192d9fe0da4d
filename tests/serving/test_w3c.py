"""The W3C's SPARQL 1.1 tests of protocol, graph store protocol and service description, over HTTP."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving.served import TOKEN, Served

SHARED = Path(__file__).parents[2] / "../shared"
TOOL, SUITE = SHARED / "tools/w3c_http.py", SHARED / "w3c/sparql11"


@pytest.mark.skipif(not (TOOL.exists() and SUITE.exists()), reason="the W3C's tests are not beside the checkout")
def test_every_test_of_the_http_protocols_passes(writer: Served) -> None:
    url = str(writer.http.base_url).rstrip("/")
    places = ["--query", f"{url}/sparql", "--update", f"{url}/update", "--gsp", f"{url}/store"]
    command = [sys.executable, str(TOOL), *places, "--tests", str(SUITE), "--header", f"Authorization: Bearer {TOKEN}", "--failed-only"]
    outcome = subprocess.run(command, capture_output=True, text=True)
    assert outcome.stdout.strip().endswith("50 passed, 0 failed"), outcome.stdout + outcome.stderr
