"""SHACL: what breaks a shape is found, told to the reader with its sentence, and left out of the store."""

from __future__ import annotations

from enum import StrEnum


class EngineName(StrEnum):
    """The SHACL engines that can be asked."""

    TURBO = "turbo"
    PYSHACL = "pyshacl"
