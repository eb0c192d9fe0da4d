"""kg:restates, over documents that come, change and go in any order."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph import vocabulary as v
from kg.graph.restatements import RESTATES
from kg.pipeline.settle import concerned, settle
from kg.store.graphs import quads_of, remove_graph, replace_graph
from kg.store.identities import Identities
from kg.store.index import Index

BASE = "https://example.org/"
WORDS = tuple("the ministry will open ten schools in the north before winter with help from its donors and the army".split())  # noqa: SIM905

Said = dict[str, tuple[str, list[str]]]  # document -> date, statements


def graph_of(document: str, issued: str, texts: list[str]) -> set[Quad]:
    graph = NamedNode(f"{BASE}graph/doc/{document}")
    quads = {Quad(NamedNode(f"{BASE}doc/{document}"), v.ISSUED, Literal(issued), graph)}
    for number, text in enumerate(texts):
        node = NamedNode(f"{BASE}id/statement/{document}-{number}")
        quads |= {Quad(node, v.TYPE, v.STATEMENT, graph), Quad(node, v.kg("text"), Literal(text, language="en"), graph)}
    return quads


class Press:
    """A store that documents are put into and taken from."""

    def __init__(self, folder: Path) -> None:
        self.store, self.index = Store(), Index(folder / "index.sqlite")

    def put(self, document: str, said: tuple[str, list[str]] | None) -> None:
        graph = f"{BASE}graph/doc/{document}"
        quads = graph_of(document, *said) if said else set()
        with self.index.changing():
            self.index.unsettle(concerned(quads) | concerned(quads_of(self.store, graph)))
        if said:
            replace_graph(self.store, graph, quads)
        else:
            remove_graph(self.store, graph)

    def settled(self) -> set[str]:
        settle(self.store, self.index, Identities(self.index), BASE)
        return {f"{quad.subject} {quad.object}" for quad in self.store.quads_for_pattern(None, RESTATES, None)}


def variants(seed: int) -> Said:
    """Documents that repeat a few sentences word by word, or with other words."""
    chance = random.Random(seed)
    said: Said = {}
    for number in range(14):
        words = list(WORDS)
        for _ in range(chance.randrange(5)):
            words[chance.randrange(len(words))] = chance.choice(["nurses", "roads", "south", "twenty"])
        said[f"d{number:02}"] = (f"2020-01-{chance.randrange(1, 9):02}", [" ".join(words), f"{number} days are not enough"])
    return said


@pytest.mark.parametrize("seed", range(12))
def test_restatements_do_not_depend_on_the_order_of_reading(seed: int, tmp_path: Path) -> None:
    said, chance = variants(seed), random.Random(seed)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    at_once, bit_by_bit = Press(tmp_path / "a"), Press(tmp_path / "b")
    for document, texts in said.items():
        at_once.put(document, texts)
    for document in chance.sample(sorted(said), len(said)):
        bit_by_bit.put(document, (said[document][0], ["something else was said here at first in this place"]))
        bit_by_bit.put(f"x{document}", ("2019-12-31", [said[document][1][0]]))
        bit_by_bit.settled()
        bit_by_bit.put(document, said[document])
        if chance.random() < 0.5:
            bit_by_bit.settled()
    for document in said:
        bit_by_bit.put(f"x{document}", None)
    expected = at_once.settled()
    assert expected
    assert bit_by_bit.settled() == expected
    at_once.index.close()
    bit_by_bit.index.close()


def test_a_sentence_in_many_documents_is_related_once_from_each(tmp_path: Path) -> None:
    press = Press(tmp_path)
    for number in range(200):
        press.put(f"d{number:03}", ("2020-01-01", [" ".join(WORDS)]))
    first = f"<{BASE}id/statement/d000-0>"
    assert press.settled() == {f"<{BASE}id/statement/d{number:03}-0> {first}" for number in range(1, 200)}
    press.index.close()


def test_two_statements_of_one_document_do_not_restate_each_other(tmp_path: Path) -> None:
    press = Press(tmp_path)
    press.put("d", ("2020-01-01", [" ".join(WORDS)] * 2))
    assert press.settled() == set()
    press.index.close()
