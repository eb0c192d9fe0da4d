"""Which item each node is or may be: a table of the index.

It is kept for nodes rather than for entities, so that it follows them when clusters change; the nodes of an entity agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model.links import Level, Link
from kg.model.reasons import as_json
from kg.store.identities import Identities

_SCHEMA = """
CREATE TABLE IF NOT EXISTS items (
    node TEXT, qid TEXT, level TEXT NOT NULL, score REAL NOT NULL, is_judged INTEGER NOT NULL, reasons TEXT NOT NULL,
    PRIMARY KEY (node, qid)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS items_by_qid ON items (qid);
"""
_LINKED = "items JOIN nodes ON nodes.key = items.node WHERE cluster IS NOT NULL"
_OF_CLUSTER = f"SELECT DISTINCT qid, level, score, is_judged FROM {_LINKED} AND cluster = ?"


class Links:
    """The table, beside those of who is whom, with which it is joined. Every change is made inside `index.changing()`."""

    def __init__(self, identities: Identities) -> None:
        self._connection = identities.index.connection
        self.changed_items: set[str] = set()  # QIDs of which more or fewer nodes are linked than when this was opened
        for statement in _SCHEMA.split(";"):
            self._connection.execute(statement)

    def put(self, nodes: Iterable[str], links: Iterable[Link]) -> bool:
        """Gives nodes these links in place of those before; whether that changes any."""
        rows = sorted((link.qid, link.level.value, link.score, link.is_judged, as_json(link.reasons)) for link in links)
        changed = False
        for node in nodes:
            if (before := self._rows(node)) != rows:
                changed = True
                self.changed_items.update(row[0] for row in (*before, *rows))
                self._connection.execute("DELETE FROM items WHERE node = ?", (node,))
                self._connection.executemany("INSERT INTO items VALUES (?, ?, ?, ?, ?, ?)", ((node, *row) for row in rows))
        return changed

    def _rows(self, node: str) -> list[tuple[str, str, float, bool, str]]:
        query = "SELECT qid, level, score, is_judged, reasons FROM items WHERE node = ? ORDER BY qid"
        return [(qid, level, score, bool(judged), told) for qid, level, score, judged, told in self._connection.execute(query, (node,))]

    def of(self, path: str) -> list[Link]:
        """The links of an entity, the surest first; one for each item."""
        best: dict[str, Link] = {}
        for qid, level, score, judged in self._connection.execute(_OF_CLUSTER, (path,)).fetchall():
            link = Link(qid, Level(level), score, bool(judged))
            if qid not in best or _order(link) < _order(best[qid]):
                best[qid] = link
        return sorted(best.values(), key=_order)

    def unlinked(self) -> list[str]:
        """The nodes that are no item, as far as it is known."""
        query = "SELECT key FROM nodes WHERE NOT EXISTS (SELECT 1 FROM items WHERE node = key AND level = 'same') ORDER BY key"
        return [str(row[0]) for row in self._connection.execute(query)]

    def linked_to(self, qid: str) -> list[str]:
        """The paths of the entities that are or may be an item."""
        query = f"SELECT DISTINCT cluster FROM {_LINKED} AND qid = ? ORDER BY cluster"
        return [str(row[0]) for row in self._connection.execute(query, (qid,))]

    def shared(self) -> Iterator[tuple[str, str, str]]:
        """Nodes of two entities, of which one is an item that the other may rather be than any other, with its QID; those first on which
        most documents hang."""
        query = (
            "SELECT mine.node, theirs.node, mine.qid FROM items AS mine JOIN items AS theirs USING (qid)"
            " JOIN nodes AS one ON one.key = mine.node JOIN nodes AS other ON other.key = theirs.node"
            " WHERE mine.level = 'same' AND theirs.level = 'close' AND one.cluster <> other.cluster AND one.cls = other.cls"
            " AND theirs.score = (SELECT max(score) FROM items WHERE node = theirs.node)"
            " ORDER BY min(one.documents, other.documents) DESC, mine.node, theirs.node"
        )
        return ((str(one), str(other), str(qid)) for one, other, qid in self._connection.execute(query))

    def entities(self, level: Level) -> Iterator[tuple[str, Link, int]]:
        """The entities with a link of a level, and in how many documents they are: those of most documents first."""
        query = (
            "SELECT cluster, qid, max(score), max(is_judged), sum(nodes.documents) AS documents"
            f" FROM {_LINKED} AND level = ?"
            " GROUP BY cluster, qid ORDER BY documents DESC, cluster, qid"
        )
        for path, qid, score, judged, documents in self._connection.execute(query, (level.value,)):
            yield str(path), Link(str(qid), level, float(score), bool(judged)), int(documents)

    def counts(self) -> dict[Level, int]:
        """How many entities have links of each level; one with both counts as the same."""
        query = f"SELECT cluster, max(level = 'same') FROM {_LINKED} GROUP BY cluster"
        found = [bool(row[1]) for row in self._connection.execute(query)]
        return {Level.SAME: sum(found), Level.CLOSE: len(found) - sum(found)}


def _order(link: Link) -> tuple[bool, bool, float, int]:
    return not link.is_judged, link.level is not Level.SAME, -link.score, int(link.qid[1:])
