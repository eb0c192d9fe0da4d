"""The areas of the site, in the order of the navigation: a new one is a line here and a text `nav.<name>` a language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """An entry of the navigation."""

    name: str  # of the text `nav.<name>`
    path: str

    def holds(self, path: str) -> bool:
        """Whether a page belongs to the area."""
        return path == self.path or (self.path != "/" and path.startswith(self.path + "/"))


AREAS = (
    Area("network", "/network"),
    Area("timeline", "/timeline"),
    Area("map", "/map"),
    Area("speakers", "/speakers"),
    Area("documents", "/documents"),
    Area("ontology", "/ontology"),
    Area("editor", "/editor"),
)
