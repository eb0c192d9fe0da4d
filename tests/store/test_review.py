"""What a build leaves for people to judge: read as it was written, and told apart by what has been judged since."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.model.judgements import Judgement, Verdict
from kg.model.reasons import Comparison, Reason
from kg.model.review import LinkQuestion, MergeQuestion, Obstacle, Option, Subject
from kg.store import review
from kg.store.index import Index

REASONS = Comparison((Reason("surname", 1.5, "Keita"), Reason("other country", -0.5, "SN, ML")))


def subject(path: str, *sides: str) -> Subject:
    return Subject(
        path=path,
        side=path,
        sides=frozenset({path, *sides}),
        name="A",
        facts={"names": ("A", "B"), "bodies": ("Q5",)},
        items={"Q5": {"en": "Five"}},
        documents=2,
        told_in=("x.txt",),
    )


def merge(**changed: object) -> MergeQuestion:
    values = {
        "id": "m1",
        "cls": "person",
        "one": subject("person/a", "person/a@SN"),
        "other": subject("person/b"),
        "comparison": REASONS,
        "item": "",
        "obstacle": Obstacle(one="person/a@", other="person/c@", comparison=REASONS),
        "accepted": 3.0,
        "doubtful": 1.5,
    }
    return MergeQuestion(**values | changed)  # type: ignore[arg-type]


def link() -> LinkQuestion:
    options = tuple(
        Option(qid=qid, labels={"fr": "Nom"}, description="a name", country="", comparison=REASONS) for qid in ("Q1", "Q2", "Q3")
    )
    return LinkQuestion(
        id="l1", cls="person", entity=subject("person/a"), options=options, asked=frozenset({"Q1", "Q2"}), accepted=3.0, doubtful=2.0
    )


def judged(a: str, verdict: Verdict, b: str) -> Judgement:
    return Judgement(a=a, b=b, verdict=verdict, by="Ada", when="2024-05-17T09:00:00+00:00")


@pytest.fixture
def index(store: Path) -> Index:
    return Index(store / "index.sqlite")


def test_a_review_is_read_as_it_was_written(tmp_path: Path, index: Index) -> None:
    followed = frozenset({("person/a", "Q1", "same", "2024-05-17T09:00:00+00:00")})
    written = review.Review(
        merges=(merge(), merge(id="m2", obstacle=None)), links=(link(),), followed=followed, roots=("press",), left=("links",)
    )
    review.write(tmp_path, written, index)
    assert review.read(tmp_path) == written
    assert written.question("m2") == written.merges[1]
    assert written.question("m3") is None
    assert {path.name for path in tmp_path.iterdir() if "review" in path.name} == {review.FILE}


def test_where_there_is_none_nothing_is_asked(tmp_path: Path) -> None:
    assert review.read(tmp_path) is None
    assert review.grounds(tmp_path, "person/a") == {}
    (tmp_path / review.FILE).write_bytes(b"no database")
    with pytest.raises(StoreError, match="kg build makes it anew"):
        review.read(tmp_path)


@pytest.mark.parametrize(
    ("line", "answered"),
    [
        (judged("person/a", Verdict.SAME, "person/b"), True),
        (judged("person/b", Verdict.UNSURE, "person/a@SN"), True),
        (judged("person/a", Verdict.SAME, "person/c"), False),
        (judged("person/a", Verdict.SAME, "Q1"), False),
    ],
)
def test_a_pair_is_answered_by_any_judgement_on_the_two(line: Judgement, answered: bool) -> None:
    assert (merge().is_answered([line]) == line) is answered


def test_an_item_is_answered_when_one_is_chosen_or_all_that_are_asked_about_are_judged() -> None:
    first, second = (judged("person/a", Verdict.DIFFERENT, qid) for qid in ("Q1", "Q2"))
    assert link().is_answered([first]) is None
    assert link().is_answered([first, second]) == second
    assert link().is_answered([judged("person/a", Verdict.SAME, "Q9")])
    assert link().is_answered([judged("person/x", Verdict.SAME, "Q1")]) is None
    assert [option.qid for option in link().without([first])] == ["Q2", "Q3"]


def test_what_waits_is_what_the_build_did_not_follow() -> None:
    one, other = judged("person/a", Verdict.SAME, "person/b"), judged("person/c", Verdict.DIFFERENT, "Q1")
    row = (one.a, one.b, "same", one.moment.isoformat())
    followed = review.Review(followed=frozenset({row}))
    assert followed.waiting([one]) == 0
    assert followed.waiting([one, other]) == 1
    assert followed.waiting([other]) == 2, "the one was withdrawn"
    assert followed.waiting([one, judged("person/c", Verdict.UNSURE, "person/d")]) == 0
