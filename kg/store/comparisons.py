"""Which nodes are compared, and what came of it: tables of the index beside those of the identities, with nodes by their numbers.

blocks        what nodes are found by, as a digest
crowded       blocks in which so many are that they are passed over
links         pairs of nodes that may be one, with the score
uncompared    nodes that have to be compared with those of their blocks
unclustered   nodes whose cluster may be another

At the end of each transaction two nodes of which neither is waiting have a link exactly if they share a block that is not crowded and
their score is high enough. So the work can stop and go on anywhere, and what comes out does not depend on who came first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2b
from typing import Any

from kg.store.index import Index

_SCHEMA = """
CREATE TABLE IF NOT EXISTS blocks (block INTEGER, node INTEGER, PRIMARY KEY (block, node)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS blocks_by_node ON blocks (node);
CREATE TABLE IF NOT EXISTS crowded (block INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS links (one INTEGER, other INTEGER, score REAL NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS links_by_other ON links (other);
CREATE TABLE IF NOT EXISTS uncompared (node INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS unclustered (node INTEGER PRIMARY KEY);
"""
_OPEN = "NOT EXISTS (SELECT 1 FROM crowded WHERE crowded.block = mine.block)"
_MATES = f"""
SELECT DISTINCT theirs.node FROM blocks AS mine JOIN blocks AS theirs ON theirs.block = mine.block
WHERE mine.node = ? AND {_OPEN} AND NOT EXISTS (SELECT 1 FROM uncompared WHERE uncompared.node = theirs.node)
"""
_PART = f"""
DELETE FROM links WHERE (one, other) IN (
    SELECT one, other FROM blocks AS a CROSS JOIN links ON one = a.node CROSS JOIN blocks AS b ON b.block = a.block AND b.node = other
    WHERE a.block = ?
) AND NOT EXISTS (
    SELECT 1 FROM blocks AS mine JOIN blocks AS theirs ON theirs.block = mine.block
    WHERE mine.node = one AND theirs.node = other AND {_OPEN}
) RETURNING one, other
"""


class Comparisons:
    """The tables. Every change is made inside `index.changing()`."""

    def __init__(self, index: Index, limit: int) -> None:
        """`limit`: nodes that a block may have and not be crowded."""
        self._connection, self._limit = index.connection, limit
        for statement in _SCHEMA.split(";"):
            self._connection.execute(statement)

    def put_blocks(self, node: int, keys: Iterable[str]) -> None:
        """What a node is found by, in place of before. All in a block that no longer is crowded are to be compared; links of a block that
        has become so are gone, unless the two share another."""
        before = {block for (block,) in self._rows("SELECT block FROM blocks WHERE node = ?", node)}
        now = set(map(_digest, keys))
        for block in before - now:
            self._leave(block, node)
        for block in now - before:
            self._enter(block, node)

    def _enter(self, block: int, node: int) -> None:
        self._connection.execute("INSERT INTO blocks VALUES (?, ?)", (block, node))
        if self._size(block) == self._limit + 1:
            self._connection.execute("INSERT INTO crowded VALUES (?)", (block,))
            parted = self._connection.execute(_PART, (block,)).fetchall()
            self.recluster(node for pair in parted for node in pair)

    def _leave(self, block: int, node: int) -> None:
        self._connection.execute("DELETE FROM blocks WHERE (block, node) = (?, ?)", (block, node))
        if self._size(block) == self._limit and self._connection.execute("DELETE FROM crowded WHERE block = ?", (block,)).rowcount:
            self._connection.execute("INSERT OR IGNORE INTO uncompared SELECT node FROM blocks WHERE block = ?", (block,))

    def _size(self, block: int) -> int:
        """How many nodes are in a block; it stops counting where they are too many."""
        query = "SELECT count(*) FROM (SELECT 1 FROM blocks WHERE block = ? LIMIT ?)"
        return int(self._connection.execute(query, (block, self._limit + 2)).fetchone()[0])

    def recompare(self, node: int) -> None:
        self._connection.execute("INSERT OR IGNORE INTO uncompared VALUES (?)", (node,))

    def recluster(self, nodes: Iterable[int]) -> None:
        self._connection.executemany("INSERT OR IGNORE INTO unclustered VALUES (?)", ((node,) for node in nodes))

    def uncompared(self, limit: int) -> list[int]:
        return self._column("SELECT node FROM uncompared LIMIT ?", limit)

    def unclustered(self, limit: int) -> list[int]:
        return self._column("SELECT node FROM unclustered LIMIT ?", limit)

    def is_unclustered(self, node: int) -> bool:
        return bool(self._column("SELECT node FROM unclustered WHERE node = ?", node))

    def mates(self, node: int) -> list[int]:
        """Those to compare with a node: they share a block that is not crowded, and do not wait to be compared themselves, so that two
        that wait are compared once, when the last of them is."""
        return self._column(_MATES, node)

    def compared(self, node: int, links: Iterable[tuple[int, float]]) -> None:
        """The nodes that a node may be one with, and the scores, in place of those before; it waits no longer."""
        self._connection.execute("DELETE FROM links WHERE one = ?", (node,))
        self._connection.execute("DELETE FROM links WHERE other = ?", (node,))
        rows = ((min(node, other), max(node, other), score) for other, score in links)
        self._connection.executemany("INSERT INTO links VALUES (?, ?, ?)", rows)
        self._connection.execute("DELETE FROM uncompared WHERE node = ?", (node,))
        self.recluster([node])

    def clustered(self, nodes: Collection[int]) -> None:
        """Takes nodes from those whose cluster may be another."""
        self._connection.executemany("DELETE FROM unclustered WHERE node = ?", ((node,) for node in nodes))

    def links(self, node: int) -> list[tuple[int, float]]:
        """The nodes that a node may be one with, and the scores."""
        query = "SELECT other, score FROM links WHERE one = ?1 UNION ALL SELECT one, score FROM links WHERE other = ?1"
        return list(self._rows(query, node))

    def linked(self, key: str) -> list[tuple[str, float]]:
        """The same, by their keys."""
        number = self._column("SELECT id FROM nodes WHERE key = ?", key)
        keys = ((self._rows("SELECT key FROM nodes WHERE id = ?", other), score) for node in number for other, score in self.links(node))
        return sorted((found[0], score) for rows, score in keys for found in rows)

    def doubtful(self, accepted: float) -> Iterator[tuple[str, str, float]]:
        """Pairs of nodes in different clusters that may be one, with the score: those first for which most speaks, of equals those on
        which most documents hang; a score from `accepted` on means that something else keeps them apart."""
        query = (
            "SELECT min(a.key, b.key) AS first, max(a.key, b.key) AS second, score"
            " FROM links JOIN nodes AS a ON a.id = one JOIN nodes AS b ON b.id = other WHERE a.cluster <> b.cluster"
            " ORDER BY min(score, ?) DESC, min(a.documents, b.documents) DESC, score DESC, first, second"
        )
        yield from self._connection.execute(query, (accepted,))

    def _rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        yield from self._connection.execute(query, values).fetchall()

    def _column(self, query: str, *values: object) -> list[int]:
        return [row[0] for row in self._connection.execute(query, values)]


def _digest(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)
