"""The command line: options in, one call, exit code out. Each command has a file of its own; what is heavy is imported when it runs."""

from __future__ import annotations

from kg.cli.app import main

__all__ = ["main"]
