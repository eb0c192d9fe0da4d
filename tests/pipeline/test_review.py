"""A build leaves what `kg review` and `kg link review` ask, in the same order, whatever has been judged."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg.pipeline.review as pipeline_review
from kg.cli.app import app
from kg.cli.desk import desk
from kg.model.judgements import Verdict, standing
from kg.model.review import LinkQuestion, MergeQuestion
from kg.pipeline.references import side_of
from kg.pipeline.work import meanings
from kg.store import judgements, review
from kg.wikidata.index import opened
from tests.pipeline.corpus import built
from tests.pipeline.test_linked_build import linked

Asked = tuple[list[tuple[str, str]], list[str]]


@pytest.fixture
def doubtful(demo_store: Path, tmp_path: Path) -> Path:
    """A store with two pairs that may be one and two places that may be an item, for the test alone."""
    return Path(shutil.copytree(demo_store, tmp_path / "store"))


def asked(store: Path) -> review.Review:
    found = review.read(store)
    assert found is not None
    return found


def unanswered(store: Path) -> Asked:
    """What the browser asks: the sides of pairs, the paths of entities."""
    lines = standing(judgements.read(store.parent / "judgements.jsonl").judgements)
    found = asked(store)
    merges = [(each.one.side, each.other.side) for each in found.merges if not each.is_answered(lines)]
    return merges, [each.entity.path for each in found.links if not each.is_answered(lines)]


def shown(store: Path) -> Asked:
    """What the terminal asks."""
    with desk(store, None) as at:
        merges = [(side_of(at.identities, step.one), side_of(at.identities, step.other)) for step in at.pairs().doubtful()]
        return merges, [question.path for question in at.linkage().doubtful()]


def test_the_browser_asks_what_the_terminal_asks(doubtful: Path) -> None:
    merges, links = unanswered(doubtful)
    assert (merges, links) == shown(doubtful)
    assert (len(merges), len(links)) == (2, 2)


@pytest.mark.parametrize(("most", "left"), [(1, ("merges", "links")), (2, ())])
def test_it_is_told_where_there_is_more_to_judge(doubtful: Path, monkeypatch: pytest.MonkeyPatch, most: int, left: tuple[str, ...]) -> None:
    monkeypatch.setattr(pipeline_review, "MOST", most)
    with desk(doubtful, None) as at:
        found = pipeline_review.review(at.identities, opened(None), meanings(None), at.judgements(), ())
    assert (len(found.merges), len(found.links), found.left) == (most, most, left)


def test_what_is_judged_in_the_terminal_is_asked_nowhere_and_when_undone_everywhere(doubtful: Path) -> None:
    merges, links = unanswered(doubtful)
    for command, keys in (("review", "d\n"), ("link review", "0\n")):
        done = CliRunner().invoke(app, [*command.split(), "--store", str(doubtful), "--by", "Ada"], input=keys, catch_exceptions=False)
        assert done.exit_code == 0
    assert unanswered(doubtful) == shown(doubtful) == (merges[1:], links[1:])
    lines = standing(judgements.read(doubtful.parent / "judgements.jsonl").judgements)
    with desk(doubtful, None) as at:
        at.note_all([(line.a, line.b) for line in lines], Verdict.WITHDRAWN, "Ada")
    assert unanswered(doubtful) == shown(doubtful) == (merges, links)


def test_a_question_tells_what_is_known_of_both_and_why_it_is_asked(doubtful: Path) -> None:
    merge, link = asked(doubtful).merges[0], asked(doubtful).links[0]
    assert isinstance(merge, MergeQuestion)
    assert isinstance(link, LinkQuestion)
    for subject in (merge.one, merge.other, link.entity):
        assert subject.name in subject.facts["names"]
        assert subject.documents
        assert subject.told_in
    assert merge.doubtful <= merge.comparison.score < merge.accepted
    assert merge.comparison.reasons
    assert {option.qid for option in link.options} >= link.asked
    assert link.options[0].comparison.reasons
    assert link.options[0].label("fr")


def test_a_build_notes_what_it_followed_and_read(store: Path, corpus: Path) -> None:
    with desk(store, None) as at:
        line = at.note("person/ibrahima-ndour", "person/andreas-kyriakou", Verdict.DIFFERENT, "Ada")
    assert asked(store).waiting([line]) == 1
    built(store, corpus)
    assert asked(store).waiting([line]) == 0
    assert asked(store).roots == (str(corpus),)


def test_every_link_of_the_graph_has_its_reasons(store: Path) -> None:
    with desk(store, None) as at:
        links = list(at.linkage().mappings())
    found = {(each.entity, each.qid): review.grounds(store, each.entity)[each.qid] for each in links}
    assert {qid for _, qid in found} >= linked(store)
    assert all(abs(found[each.entity, each.qid].comparison.score - each.score) < 0.02 for each in links)
