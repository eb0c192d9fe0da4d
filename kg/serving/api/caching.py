"""How many rows results have, so that a client who goes from page to page does not have them counted each time."""

from __future__ import annotations

from collections import OrderedDict

COUNTS_KEPT = 1000


class Counts:
    """Numbers of rows, by the version of the data and the query; the oldest are forgotten."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, str], int] = OrderedDict()

    def get(self, version: str, text: str) -> int | None:
        return self._known.get((version, text))

    def put(self, version: str, text: str, rows: int) -> None:
        self._known[version, text] = rows
        if len(self._known) > COUNTS_KEPT:
            self._known.popitem(last=False)
