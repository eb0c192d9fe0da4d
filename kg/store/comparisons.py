"""Which nodes are compared, and what came of it: tables of the index beside those of the identities, with nodes by their numbers.

blocks        what nodes are found by, as a digest; and their parts of blocks that are divided
crowded       blocks in which so many are that they are passed over, or divided
links         pairs of nodes that may be one, with the score
uncompared    nodes that have to be compared with those of their blocks
unclustered   nodes whose cluster may be another

At the end of each transaction two nodes of which neither is waiting have a link exactly if they share a block that is not crowded and
their score is high enough. So the work can stop and go on anywhere, and what comes out does not depend on who came first.

A crowded block whose key tells that its nodes are likely to be one is divided: its nodes stand in a ring by a digest of their names, and
each is in two neighbouring parts of it, so that those which are one are still connected, by others, though not each is compared with each.
A part that is crowded is divided in turn. Who is in which part depends on who is in the block alone.
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
PARTS = 8  # of a block that is divided
_IS_DIVIDED, _IS_PART = 1, 2  # the last bits of a block's number

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

    def put_blocks(self, node: int, keys: Iterable[str], divided: Collection[str] = ()) -> None:
        """What a node is found by, in place of before; the blocks of `divided` keys are divided where they are crowded, others passed over.
        All in a block that no longer is crowded are to be compared; links of a block that has become so are gone, unless the two share
        another."""
        before = {block for (block,) in self._rows("SELECT block FROM blocks WHERE node = ?", node) if not block & _IS_PART}
        now = {_numbered(key, _IS_DIVIDED if key in divided else 0) for key in keys}
        for block in before - now:
            self._leave(block, node)
        for block in now - before:
            self._enter(block, node)

    def _enter(self, block: int, node: int) -> None:
        self._connection.execute("INSERT INTO blocks VALUES (?, ?)", (block, node))
        size = self._size(block)
        if size == self._limit + 1:
            self._connection.execute("INSERT INTO crowded VALUES (?)", (block,))
            for member in self._members(block):
                self._divide(block, member)
            parted = self._connection.execute(_PART, (block,)).fetchall()
            self.recluster(node for pair in parted for node in pair)
        elif size > self._limit:
            self._divide(block, node)

    def _leave(self, block: int, node: int) -> None:
        is_crowded = bool(self._column("SELECT block FROM crowded WHERE block = ?", block))
        if is_crowded:
            self._unite(block, node)
        self._connection.execute("DELETE FROM blocks WHERE (block, node) = (?, ?)", (block, node))
        if is_crowded and self._size(block) == self._limit:
            self._connection.execute("DELETE FROM crowded WHERE block = ?", (block,))
            for member in self._members(block):
                self._unite(block, member)
                self.recompare(member)

    def _divide(self, block: int, node: int) -> None:
        """Puts a node of a crowded block into its parts of it, if that is divided."""
        for part in self._parts(block, node):
            self._enter(part, node)

    def _unite(self, block: int, node: int) -> None:
        """Takes a node out of its parts of a block."""
        for part in self._parts(block, node):
            self._leave(part, node)

    def _parts(self, block: int, node: int) -> list[int]:
        """The parts of a block that a node is in, or would be: two that are side by side, by its key."""
        if not block & _IS_DIVIDED:
            return []
        (key,) = self._rows("SELECT key FROM nodes WHERE id = ?", node)
        place = _numbered(f"{block} {key[0]}", 0) >> 2
        return [_numbered(f"{block} {(place + step) % PARTS}", _IS_DIVIDED | _IS_PART) for step in (0, 1)]

    def _members(self, block: int) -> list[int]:
        return self._column("SELECT node FROM blocks WHERE block = ?", block)

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


def _numbered(key: str, kind: int) -> int:
    """The number of a block, the last bits of which tell what kind it is."""
    digest = int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)
    return digest & ~(_IS_DIVIDED | _IS_PART) | kind
