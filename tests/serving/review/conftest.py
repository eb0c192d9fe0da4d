"""A server whose visitors may judge, over a store of the demonstration's texts; and people who do."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from kg.model.judgements import Judgement
from kg.serving.catalogue import Published
from kg.serving.operations.tokens import Tokens
from kg.serving.settings import ServingSettings
from kg.store import judgements
from kg.store.review import Review, read
from tests.serving.served import serving

SECRETS = {"Ada": "token-of-ada", "Bo": "token-of-bo"}
TOKENS = Tokens().with_secret("Ada", SECRETS["Ada"]).with_secret("Bo", SECRETS["Bo"])
HTML = {"Accept": "text/html"}


@dataclass
class Reviewed:
    """A running server, its store and its file of judgements."""

    address: str
    store: Path
    people: list[Person] = field(default_factory=list)

    @property
    def file(self) -> Path:
        return self.store.parent / "judgements.jsonl"

    @property
    def review(self) -> Review:
        found = read(self.store)
        assert found is not None
        return found

    def version(self) -> str:
        """That of the data which is served."""
        return str(httpx.get(f"{self.address}/health").json()["version"])

    def noted(self) -> list[tuple[set[str], str, str]]:
        """The lines of the file: both sides, verdict, by whom."""
        return [({line.a, line.b}, str(line.verdict), line.by) for line in self.lines()]

    def lines(self) -> tuple[Judgement, ...]:
        found = judgements.read(self.file)
        assert not found.broken
        return found.judgements

    def stranger(self) -> Person:
        """Somebody who has not."""
        self.people.append(Person(self.address))
        return self.people[-1]

    def leave(self) -> None:
        """Ends the connections of all."""
        while self.people:
            self.people.pop().http.close()

    def person(self, name: str = "Ada") -> Person:
        """Somebody who has signed in."""
        person = self.stranger()
        assert person.sign_in(SECRETS[name]).status_code == 303
        return person


@dataclass
class Person:
    """A client as a browser would be, without scripts."""

    address: str
    http: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.http = httpx.Client(base_url=self.address, headers=HTML, timeout=20)

    def post(self, path: str, **fields: str) -> httpx.Response:
        """A form that a page of the server sends."""
        return self.http.post(path, data=fields, headers={"Origin": self.address, "Sec-Fetch-Site": "same-origin"})

    def sign_in(self, token: str) -> httpx.Response:
        return self.post("/review/sign-in", token=token)

    def secret(self) -> str:
        """What the forms of the session carry."""
        found = re.search(r'name="form" value="([^"]+)"', self.page("/review"))
        assert found
        return found[1]

    def page(self, path: str) -> str:
        response = self.http.get(path)
        assert response.status_code == 200, response.text
        return response.text

    def judge(self, question: str, choice: str, **more: str) -> httpx.Response:
        return self.post("/review/judge", form=self.secret(), question=question, choice=choice, **more)

    def undo(self) -> httpx.Response:
        """Takes back the last decision of all."""
        found = re.search(
            r'name="decision" value="([^"]+)"><input type="hidden" name="back" value="decisions"', self.page("/review/decisions")
        )
        assert found
        return self.post("/review/undo", form=self.secret(), decision=found[1], back="decisions")


@contextmanager
def reviewing(demo_store: Path, place: Path) -> Iterator[Reviewed]:
    """Serves a copy of the store; the server is behind a proxy, if a request says so."""
    store = Path(shutil.copytree(demo_store, place / "store"))
    settings = ServingSettings(review=place / "judgements.jsonl", tokens=TOKENS, rate=0, proxies=("127.0.0.1",))
    with serving(lambda: Published(store), settings) as running:
        yield Reviewed(str(running.http.base_url).rstrip("/"), store)


@pytest.fixture(scope="session")
def _reviewed(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reviewed]:
    with reviewing(demo_store, tmp_path_factory.mktemp("reviewed")) as made:
        yield made


@pytest.fixture
def reviewed(_reviewed: Reviewed) -> Iterator[Reviewed]:
    """Two pairs and two places are doubtful, and nothing is judged; Ada and Bo have tokens. For tests that leave the store as it is."""
    yield _reviewed
    _reviewed.leave()
    _reviewed.file.unlink(missing_ok=True)


@pytest.fixture
def rebuilt(demo_store: Path, tmp_path: Path) -> Iterator[Reviewed]:
    """The same for a test alone, which may change the store."""
    with reviewing(demo_store, tmp_path) as made:
        yield made
        made.leave()
