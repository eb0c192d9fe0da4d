"""Who is known, and who is whom: tables of the index, so that memory does not grow with the documents.

nodes      one name in one country, or in one document where a person tells it apart from namesakes: how many documents tell of it, what
           of that is compared, and the path of the cluster that it is in
told       what documents tell of a node, and how many of them do
profiles   what each document tells of each of its entities, to be taken back when it changes
addresses  those that a node's cluster would have if it had no namesakes, beside its own path
changed    nodes of which something else is told since they were last compared
judged     the judgements that the clusters follow

What a document tells is counted, never read and written as a whole, so that one more document costs the same however many there are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.model.entities import EntityClass
from kg.model.judgements import BY_DOCUMENT, Verdict, address_of, apart, document_of, in_document, path_of
from kg.model.profiles import KINDS, Node, Profile, counted, node_key, told
from kg.store.index import Index

MOST = 50  # values of a kind, those that most documents tell, by which a node is compared

LAYOUT = 5  # of these tables; raised when documents have to be put anew

_SCHEMA = """
CREATE TABLE IF NOT EXISTS nodes (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, path TEXT NOT NULL, cls TEXT NOT NULL, country TEXT, documents INTEGER NOT NULL,
    compared TEXT NOT NULL DEFAULT '{}', cluster TEXT
);
CREATE INDEX IF NOT EXISTS nodes_by_path ON nodes (path);
CREATE INDEX IF NOT EXISTS nodes_by_cluster ON nodes (cluster);
CREATE TABLE IF NOT EXISTS told (
    node INTEGER, kind INTEGER, value TEXT, documents INTEGER NOT NULL, PRIMARY KEY (node, kind, value)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS profiles (
    document TEXT, path TEXT, node INTEGER NOT NULL, told TEXT NOT NULL, PRIMARY KEY (document, path)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS profiles_by_node ON profiles (node);
CREATE TABLE IF NOT EXISTS addresses (path TEXT, node INTEGER, PRIMARY KEY (path, node)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS addresses_by_node ON addresses (node);
CREATE TABLE IF NOT EXISTS changed (node INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS judged (a TEXT, b TEXT, verdict TEXT, moment TEXT, PRIMARY KEY (a, b, verdict, moment)) WITHOUT ROWID;
"""
_NODE = "key, cls, path, country, documents"
_ADD_NODE = """
INSERT INTO nodes (key, path, cls, country, documents) VALUES (?, ?, ?, ?, 1)
ON CONFLICT (key) DO UPDATE SET documents = documents + 1 RETURNING id
"""
_ADD_TOLD = "INSERT INTO told VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET documents = documents + 1"
_MOST_TOLD = " UNION ALL ".join(
    f"SELECT * FROM (SELECT kind, value, documents FROM told WHERE node = ?1 AND kind = {kind} ORDER BY documents DESC, value LIMIT {MOST})"
    for kind in range(len(KINDS))
)

_TABLES = (
    "nodes",
    "told",
    "profiles",
    "addresses",
    "changed",
    "judged",
    "blocks",
    "crowded",
    "links",
    "uncompared",
    "unclustered",
    "items",
)

Judged = tuple[str, str, str, str]  # both sides, verdict, moment


class Identities:
    """The tables. Every change is made inside `index.changing()`."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._connection = index.connection
        if self._connection.execute("PRAGMA user_version").fetchone()[0] < LAYOUT:
            self._begin_anew()
        for statement in _SCHEMA.split(";"):  # where all tables are there, none of these has to wait for another process that writes
            self._connection.execute(statement)
        self._apart = self._told_apart()

    def _begin_anew(self) -> None:
        """Drops tables of an older layout; the next build works on all documents anew, with what was extracted from them."""
        with self.index.changing():
            for table in _TABLES:
                self._connection.execute(f"DROP TABLE IF EXISTS {table}")
            self._connection.execute("UPDATE documents SET fingerprint = ''")
            self._connection.execute(f"PRAGMA user_version = {LAYOUT}")

    def put(self, document: str, profiles: Iterable[Profile]) -> None:
        """Keeps what a document tells, in place of what it told before."""
        query = "SELECT profiles.path, key, told, node FROM profiles JOIN nodes ON id = node WHERE document = ?"
        before = {(path, key, written): node for path, key, written, node in self._rows(query, document)}
        of_path = {profile.path: profile for profile in profiles}
        now = {(path, self._key(profile), _written(profile)): profile for path, profile in of_path.items()}
        for place in before.keys() - now.keys():
            self._take_back(document, place[0], before[place], place[2])
        for place in sorted(now.keys() - before.keys()):
            self._add(document, place[1], now[place].cls, now[place].country, place[2])

    def _key(self, profile: Profile) -> str:
        side = in_document(profile.path, profile.document)
        return node_key(profile) + (f"{BY_DOCUMENT}{profile.document}" if side in self._apart else "")

    def _add(self, document: str, key: str, cls: str, country: str | None, written: str) -> int:
        node = int(self._connection.execute(_ADD_NODE, (key, address_of(key), cls, country)).fetchone()[0])
        self._connection.executemany(_ADD_TOLD, ((node, kind, value) for kind, value in json.loads(written)))
        self._connection.execute("INSERT INTO profiles VALUES (?, ?, ?, ?)", (document, path_of(key), node, written))
        self._connection.execute("INSERT OR IGNORE INTO changed VALUES (?)", (node,))
        return node

    def _take_back(self, document: str, path: str, node: int, written: str) -> None:
        places = [(node, kind, value) for kind, value in json.loads(written)]
        self._connection.executemany("UPDATE told SET documents = documents - 1 WHERE (node, kind, value) = (?, ?, ?)", places)
        self._connection.executemany("DELETE FROM told WHERE (node, kind, value) = (?, ?, ?) AND documents <= 0", places)
        self._connection.execute("UPDATE nodes SET documents = documents - 1 WHERE id = ?", (node,))
        self._connection.execute("DELETE FROM profiles WHERE (document, path) = (?, ?)", (document, path))
        self._connection.execute("INSERT OR IGNORE INTO changed VALUES (?)", (node,))

    def place(self, side: str) -> None:
        """Gives what a document tells of an entity to a node of its own, or back to that of all who go by the name, as the judgements that
        stand want it. The document is to be written anew."""
        document, path = document_of(side), path_of(side)
        query = (
            "SELECT node, told, key, cls, country, cluster FROM profiles JOIN nodes ON id = node WHERE (document, profiles.path) = (?, ?)"
        )
        for node, written, key, cls, country, cluster in self._rows(query, document, path):
            wanted = key.partition(BY_DOCUMENT)[0] + (f"{BY_DOCUMENT}{document}" if side in self._apart else "")
            if wanted != key:
                self._take_back(document, path, node, written)
                placed = self._add(document, wanted, cls, country, written)
                self._connection.execute("UPDATE nodes SET cluster = ? WHERE id = ? AND cluster IS NULL", (cluster, placed))
                self.index.written([document], are=False)

    def node(self, key: str) -> Node | None:
        """A node, with what most documents tell of it."""
        row = self._one("SELECT id FROM nodes WHERE key = ?", key)
        return self.as_told(row[0]) if row else None

    def as_told(self, number: int) -> Node | None:
        """A node by its number, with what most documents tell of it now."""
        row = self._one(f"SELECT {_NODE} FROM nodes WHERE id = ?", number)
        return _node(row, self._told(number)) if row else None

    def as_compared(self, number: int) -> Node | None:
        """A node by its number, as it was told when it was last compared."""
        row = self._one(f"SELECT {_NODE}, compared FROM nodes WHERE id = ?", number)
        return _node(row[:-1], json.loads(row[-1])) if row else None

    def compare_anew(self, number: int) -> tuple[Node, bool] | None:
        """A node as it is compared from now on, and whether anything else is told of it than before, rather than more or less often."""
        row = self._one(f"SELECT {_NODE}, compared FROM nodes WHERE id = ?", number)
        self._connection.execute("DELETE FROM changed WHERE node = ?", (number,))
        if not row:
            return None
        told, before = self._told(number), json.loads(row[-1])
        written = json.dumps(told, ensure_ascii=False)
        self._connection.execute("UPDATE nodes SET compared = ? WHERE id = ?", (written, number))
        return _node(row[:-1], told), told.keys() != before.keys() or any(told[kind].keys() != before[kind].keys() for kind in told)

    def _told(self, number: int) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for kind, value, documents in self._connection.execute(_MOST_TOLD, (number,)):
            found.setdefault(KINDS[kind], {})[value] = documents
        return found

    def drop(self, node: int) -> None:
        """Forgets a node that no document tells of any more."""
        self._connection.execute("DELETE FROM nodes WHERE id = ?", (node,))
        self._connection.execute("DELETE FROM addresses WHERE node = ?", (node,))

    def change(self, keys: Iterable[str]) -> None:
        """Marks nodes to be resolved anew."""
        self._connection.executemany("INSERT OR IGNORE INTO changed SELECT id FROM nodes WHERE key = ?", ((key,) for key in keys))

    def changed(self, limit: int) -> list[int]:
        """Some of the nodes that something has changed of, by their numbers."""
        return [row[0] for row in self._rows("SELECT node FROM changed LIMIT ?", limit)]

    def cluster(self, key: str) -> str | None:
        """The path of the cluster that a node is in."""
        row = self._one("SELECT cluster FROM nodes WHERE key = ?", key)
        return row[0] if row else None

    def put_cluster(self, key: str, path: str) -> None:
        self._connection.execute("UPDATE nodes SET cluster = ? WHERE key = ?", (path, key))

    def members(self, cluster: str) -> list[int]:
        """The numbers of the nodes in a cluster."""
        return [row[0] for row in self._rows("SELECT id FROM nodes WHERE cluster = ?", cluster)]

    def bearers(self, *paths: str) -> list[int]:
        """The numbers of the nodes whose own paths these are, or whose clusters may have them for addresses."""
        query = "SELECT id FROM nodes WHERE path = ?1 UNION SELECT node FROM addresses WHERE path = ?1"
        return [row[0] for path in paths for row in self._rows(query, path)]

    def addresses(self, node: int) -> list[str]:
        """The addresses that the cluster of a node may have."""
        return self._column("SELECT path FROM addresses WHERE node = ?", node)

    def put_addresses(self, node: int, paths: Iterable[str]) -> None:
        self._connection.execute("DELETE FROM addresses WHERE node = ?", (node,))
        self._connection.executemany("INSERT INTO addresses VALUES (?, ?)", ((path, node) for path in paths))

    def in_cluster(self, path: str) -> list[str]:
        return self._column("SELECT key FROM nodes WHERE cluster = ? ORDER BY key", path)

    def of_path(self, path: str) -> list[str]:
        """The nodes whose own path this is; of a name those that nobody tells apart by a document."""
        return self._column("SELECT key FROM nodes WHERE path = ? ORDER BY key", path)

    def told_apart(self, path: str) -> list[str]:
        """The nodes of a name that are told apart by their documents."""
        sides = sorted(side for side in self._apart if path_of(side) == path)
        return [key for side in sides for key in self.of_path(address_of(side))]

    def node_in(self, document: str, path: str) -> str | None:
        """The node that an entity of a document belongs to, by its path if nothing else were known."""
        query = "SELECT key FROM profiles JOIN nodes ON id = node WHERE (document, profiles.path) = (?, ?)"
        row = self._one(query, document, path)
        return row[0] if row else None

    def told_by(self, document: str) -> Iterator[Node]:
        """The entities of a document, as it alone tells of them."""
        query = (
            "SELECT key, cls, profiles.path, country, told FROM profiles JOIN nodes ON id = node WHERE document = ? ORDER BY profiles.path"
        )
        for key, cls, path, country, written in self._rows(query, document):
            told: dict[str, dict[str, int]] = {}
            for kind, value in json.loads(written):
                told.setdefault(KINDS[kind], {})[value] = 1
            own = f"{key.partition(BY_DOCUMENT)[0]}{BY_DOCUMENT}{document}"
            yield _node((own, cls, path, country, 1), told)

    def documents(self, key: str) -> Iterator[str]:
        """The documents that tell of a node."""
        query = "SELECT DISTINCT document FROM profiles WHERE node = (SELECT id FROM nodes WHERE key = ?) ORDER BY document"
        return (str(row[0]) for row in self._connection.execute(query, (key,)))

    def paths(self, document: str) -> dict[str, str]:
        """The path of each entity of a document if nothing else were known -> the path of its cluster."""
        query = "SELECT profiles.path, cluster FROM profiles JOIN nodes ON nodes.id = profiles.node WHERE document = ?"
        return {str(path): str(cluster or path) for path, cluster in self._rows(query, document)}

    def judged(self) -> set[Judged]:
        """The judgements that the clusters follow."""
        return set(self._rows("SELECT a, b, verdict, moment FROM judged"))

    def put_judged(self, rows: Iterable[Judged]) -> None:
        self._connection.execute("DELETE FROM judged")
        self._connection.executemany("INSERT INTO judged VALUES (?, ?, ?, ?)", rows)
        self._apart = self._told_apart()

    def _told_apart(self) -> frozenset[str]:
        """The entities of single documents that have nodes of their own, as judgements name them."""
        return apart((a, b, Verdict(verdict)) for a, b, verdict, _ in self.judged())

    def _rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        yield from self._connection.execute(query, values).fetchall()

    def _one(self, query: str, *values: object) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._connection.execute(query, values).fetchone()
        return found

    def _column(self, query: str, *values: object) -> list[str]:
        return [str(row[0]) for row in self._rows(query, *values)]


def _node(row: tuple[Any, ...], told: Mapping[str, Mapping[str, int]]) -> Node:
    key, cls, path, country, documents = row
    return Node(key, EntityClass(cls), path, country, documents, **{kind: counted(values) for kind, values in told.items()})


def _written(profile: Profile) -> str:
    return json.dumps(sorted(set(told(profile))), ensure_ascii=False)
