"""Whether the browser files are there: a checkout that was never built has none."""

from __future__ import annotations

from kg.serving.pages.files import FOLDER

EDITOR = ("yasgui.min.js", "yasgui.min.css")
NETWORK = ("graphology.min.js", "graphology-library.min.js", "sigma.min.js")
MAP = ("d3-array.min.js", "d3-geo.min.js", "topojson-client.min.js", "outlines.json", "countries.json")


def are_there(files: tuple[str, ...]) -> bool:
    """Whether the build has put files into static/dist/."""
    return all((FOLDER / "dist" / name).is_file() for name in files)
