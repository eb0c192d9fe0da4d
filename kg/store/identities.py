"""Who is known, and who is whom: tables of the index, so that memory does not grow with the documents.

profiles   what each document tells of each of its entities
nodes      what all documents tell of one name in one country, and the path of the cluster that it is in
blocks     what nodes are found by
links      pairs of nodes that may be one, with the score
changed    nodes that have to be compared anew
judged     the judgements that the clusters follow
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from kg.model.entities import EntityClass
from kg.model.profiles import Node, Profile, new_node, node_key
from kg.store.index import Index

_SCHEMA = """
CREATE TABLE IF NOT EXISTS profiles (
    document TEXT, path TEXT, node TEXT NOT NULL, profile TEXT NOT NULL, PRIMARY KEY (document, path)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS profiles_by_node ON profiles (node);
CREATE TABLE IF NOT EXISTS nodes (key TEXT PRIMARY KEY, path TEXT NOT NULL, node TEXT NOT NULL, cluster TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS nodes_by_path ON nodes (path);
CREATE INDEX IF NOT EXISTS nodes_by_cluster ON nodes (cluster);
CREATE TABLE IF NOT EXISTS blocks (block TEXT, node TEXT, PRIMARY KEY (block, node)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS blocks_by_node ON blocks (node);
CREATE TABLE IF NOT EXISTS links (one TEXT, other TEXT, score REAL NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS links_by_other ON links (other);
CREATE TABLE IF NOT EXISTS changed (node TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS judged (a TEXT, b TEXT, verdict TEXT, moment TEXT, PRIMARY KEY (a, b, verdict, moment)) WITHOUT ROWID;
"""

Judged = tuple[str, str, str, str]  # both sides, verdict, moment


class Identities:
    """The tables. Every change is made inside `index.changing()`."""

    def __init__(self, index: Index) -> None:
        self._connection = index.connection
        for statement in _SCHEMA.split(";"):  # where all tables are there, none of these has to wait for another process that writes
            self._connection.execute(statement)

    def put(self, document: str, profiles: Iterable[Profile]) -> None:
        """Keeps what a document tells, in place of what it told before."""
        for (told,) in self._rows("SELECT profile FROM profiles WHERE document = ?", document):
            self._take_back(_profiles().validate_json(told))
        self._connection.execute("DELETE FROM profiles WHERE document = ?", (document,))
        for profile in profiles:
            self._add(document, profile)

    def _add(self, document: str, profile: Profile) -> None:
        key = node_key(profile)
        row = (document, profile.path, key, _profiles().dump_json(profile, exclude_defaults=True).decode())
        self._connection.execute("INSERT OR REPLACE INTO profiles VALUES (?, ?, ?, ?)", row)
        node = self.node(key) or new_node(profile)
        node.add(profile)
        self._save(node)

    def _take_back(self, profile: Profile) -> None:
        node = self.node(node_key(profile))
        if node:
            node.remove(profile)
            self._save(node)

    def _save(self, node: Node) -> None:
        query = "INSERT INTO nodes VALUES (?, ?, ?, NULL) ON CONFLICT (key) DO UPDATE SET node = excluded.node"
        self._connection.execute(query, (node.key, node.path, _written(node)))
        self.change([node.key])

    def node(self, key: str) -> Node | None:
        row = next(self._rows("SELECT node FROM nodes WHERE key = ?", key), None)
        return _read(row[0]) if row else None

    def drop(self, key: str) -> None:
        """Forgets a node that no document tells of any more."""
        self._connection.execute("DELETE FROM nodes WHERE key = ?", (key,))

    def change(self, keys: Iterable[str]) -> None:
        """Marks nodes to be compared anew."""
        self._connection.executemany("INSERT OR IGNORE INTO changed VALUES (?)", ((key,) for key in keys))

    def changed(self) -> list[str]:
        return self._column("SELECT node FROM changed ORDER BY node")

    def settled(self) -> None:
        self._connection.execute("DELETE FROM changed")

    def blocks(self, key: str) -> set[str]:
        return set(self._column("SELECT block FROM blocks WHERE node = ?", key))

    def put_blocks(self, key: str, blocks: Iterable[str]) -> None:
        self._connection.execute("DELETE FROM blocks WHERE node = ?", (key,))
        self._connection.executemany("INSERT INTO blocks VALUES (?, ?)", ((block, key) for block in sorted(blocks)))

    def in_block(self, block: str, limit: int) -> list[str]:
        """The nodes in a block, no more than `limit`."""
        return self._column("SELECT node FROM blocks WHERE block = ? ORDER BY node LIMIT ?", block, limit)

    def put_links(self, key: str, links: Iterable[tuple[str, float]]) -> None:
        """The nodes that a node may be one with, and the scores, in place of those before."""
        self._connection.execute("DELETE FROM links WHERE one = ? OR other = ?", (key, key))
        rows = ((min(key, other), max(key, other), score) for other, score in links)
        self._connection.executemany("INSERT OR REPLACE INTO links VALUES (?, ?, ?)", rows)

    def links(self, key: str) -> list[tuple[str, float]]:
        query = "SELECT other, score FROM links WHERE one = ? UNION SELECT one, score FROM links WHERE other = ?"
        return [(str(other), float(score)) for other, score in self._rows(query, key, key)]

    def cluster(self, key: str) -> str | None:
        """The path of the cluster that a node is in."""
        row = next(self._rows("SELECT cluster FROM nodes WHERE key = ?", key), None)
        return row[0] if row else None

    def put_cluster(self, key: str, path: str) -> None:
        self._connection.execute("UPDATE nodes SET cluster = ? WHERE key = ?", (path, key))

    def in_cluster(self, path: str) -> list[str]:
        return self._column("SELECT key FROM nodes WHERE cluster = ? ORDER BY key", path)

    def of_path(self, path: str) -> list[str]:
        """The nodes whose own path this is."""
        return self._column("SELECT key FROM nodes WHERE path = ? ORDER BY key", path)

    def documents(self, key: str) -> list[str]:
        """The documents that tell of a node."""
        return self._column("SELECT DISTINCT document FROM profiles WHERE node = ? ORDER BY document", key)

    def paths(self, document: str) -> dict[str, str]:
        """The path of each entity of a document if nothing else were known -> the path of its cluster."""
        query = "SELECT profiles.path, cluster FROM profiles JOIN nodes ON nodes.key = profiles.node WHERE document = ?"
        return {str(path): str(cluster or path) for path, cluster in self._rows(query, document)}

    def judged(self) -> set[Judged]:
        """The judgements that the clusters follow."""
        return set(self._rows("SELECT a, b, verdict, moment FROM judged"))

    def put_judged(self, rows: Iterable[Judged]) -> None:
        self._connection.execute("DELETE FROM judged")
        self._connection.executemany("INSERT INTO judged VALUES (?, ?, ?, ?)", rows)

    def doubtful(self, accepted: float) -> Iterator[tuple[str, str, float]]:
        """Pairs of nodes in different clusters that may be one, with the score: those first for which most speaks, of equals those on
        which most documents hang; a score from `accepted` on means that something else keeps them apart."""
        documents = "min(json_extract(a.node, '$.documents'), json_extract(b.node, '$.documents'))"
        query = (
            "SELECT links.one, links.other, score FROM links JOIN nodes AS a ON a.key = links.one JOIN nodes AS b ON b.key = links.other"
            f" WHERE a.cluster <> b.cluster ORDER BY min(score, ?) DESC, {documents} DESC, score DESC, links.one, links.other"
        )
        yield from self._connection.execute(query, (accepted,))

    def _rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        yield from self._connection.execute(query, values).fetchall()

    def _column(self, query: str, *values: object) -> list[str]:
        return [str(row[0]) for row in self._rows(query, *values)]


@cache
def _profiles() -> TypeAdapter[Profile]:
    return TypeAdapter(Profile)


def _written(node: Node) -> str:
    return json.dumps({name: value for name in Node.__slots__ if (value := getattr(node, name))}, ensure_ascii=False, sort_keys=True)


def _read(text: str) -> Node:
    told = json.loads(text)
    counters = {name: Counter(value) for name, value in told.items() if isinstance(value, dict)}
    return Node(told["key"], EntityClass(told["cls"]), told["path"], told.get("country"), told.get("documents", 0), **counters)
