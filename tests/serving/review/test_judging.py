"""What is judged in the browser: what comes into the file, what is asked next, what is taken back, and who is faster."""

from __future__ import annotations

import html
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from itertools import product

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.demo import TEXTS
from kg.model.judgements import Judgement, Verdict, standing
from kg.store import judgements
from kg.store.index import Index
from kg.store.review import write
from tests.pipeline.corpus import built
from tests.serving.review.conftest import Reviewed


def name(heading: str, page: str) -> bool:
    return f"<bdi>{heading}</bdi></a></h2>" in page


def test_a_pair_is_shown_with_both_sides_the_sentences_and_the_reasons(reviewed: Reviewed) -> None:
    question = reviewed.review.merges[0]
    page = reviewed.person().page("/review")
    for side in (question.one, question.other):
        assert name(side.name.replace("'", "&#39;"), page)
        assert f"/doc/{side.told_in[0]}#char=" in page
    assert page.count("<mark>") >= 2
    assert '<span class="weight">+' in page
    assert "Question 1 of 2 · 0 of 2 judged" in page
    french = reviewed.person().page("/review?lang=fr")
    assert "Ces deux-là" in french
    assert "Question 1 sur 2" in french


def test_an_entity_is_shown_with_the_items_that_it_may_be(reviewed: Reviewed) -> None:
    question = reviewed.review.links[0]
    page = reviewed.person().page("/review/links")
    for option in question.options:
        assert f"https://www.wikidata.org/wiki/{option.qid}" in page
        assert option.description.split("'")[0] in page
    assert name(question.entity.name, page)
    assert "a name in common" in page


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
def test_what_is_answered_is_a_line_with_the_owner_of_the_token(reviewed: Reviewed, verdict: str) -> None:
    question = reviewed.review.merges[0]
    response = reviewed.person("Bo").judge(question.id, verdict, why="  of one\ncountry ")
    assert response.status_code == 303
    assert response.headers["location"] == f"/review?after={question.id}"
    (line,) = reviewed.lines()
    assert (line.a, line.b, line.verdict, line.by, line.why) == (question.one.side, question.other.side, verdict, "Bo", "of one country")


def test_the_next_is_asked_until_nothing_is_left(reviewed: Reviewed) -> None:
    person, (first, second) = reviewed.person(), reviewed.review.merges
    following = person.page(person.judge(first.id, "different").headers["location"])
    assert name(second.one.name, following)
    assert "1 of 2 judged" in following
    assert "is not the same as" in following
    assert "1 decision waits for the next build" in following
    assert "kg build" in following
    assert "Nothing is left" in person.page(person.judge(second.id, "unsure").headers["location"])
    assert "1 decision waits" in person.page("/review"), "where nobody can tell, the build has nothing to follow"


def test_the_page_tells_where_a_build_has_left_some(rebuilt: Reviewed) -> None:
    assert "There are more" not in rebuilt.person().page("/review/links")
    with closing(Index(rebuilt.store / "index.sqlite")) as index:
        write(rebuilt.store, replace(rebuilt.review, left=("links",)), index)
    assert "There are more" in rebuilt.person().page("/review/links")
    assert "There are more" not in rebuilt.person().page("/review")


def test_what_was_noted_last_is_told_by_names(reviewed: Reviewed) -> None:
    question, person = reviewed.review.merges[0], reviewed.person()
    person.judge(question.id, "different")
    noted = person.page("/review").partition('<div class="notice done"')[2].partition("</p>")[0]
    assert f"<bdi>{question.one.name}</bdi></a>" in html.unescape(noted)
    assert f"<bdi>{question.other.name}</bdi></a>" in html.unescape(noted)


def test_a_skipped_question_is_asked_again_at_the_end(reviewed: Reviewed) -> None:
    person, (first, second) = reviewed.person(), reviewed.review.merges
    assert name(second.one.name, person.page(f"/review?after={first.id}"))
    assert name(first.one.name, person.page(f"/review?after={second.id}").replace("&#39;", "'"))
    assert name(second.one.name, person.page(f"/review?at={second.id}"))
    assert name(second.one.name, person.page(f"/review?class={second.cls}"))
    assert "Nothing is left" in person.page("/review?class=event")


@pytest.mark.parametrize(("choice", "item"), [("first", ""), ("other", "q42"), ("other", " https://www.wikidata.org/wiki/Q42 ")])
def test_an_item_is_chosen(reviewed: Reviewed, choice: str, item: str) -> None:
    question = reviewed.review.links[0]
    chosen = question.options[0].qid if choice == "first" else "Q42"
    reviewed.person().judge(question.id, chosen if choice == "first" else choice, item=item)
    assert reviewed.noted() == [({question.entity.side, chosen}, "same", "Ada")]


@pytest.mark.parametrize(("choice", "verdict"), [("none", "different"), ("unsure", "unsure")])
def test_none_of_the_items_is_one_decision_on_all_that_were_shown(reviewed: Reviewed, choice: str, verdict: str) -> None:
    person, question = reviewed.person(), reviewed.review.links[0]
    page = person.page(person.judge(question.id, choice).headers["location"])
    assert name(reviewed.review.links[1].entity.name, page)
    lines = reviewed.lines()
    assert [(line.b, line.verdict) for line in lines] == [(option.qid, verdict) for option in question.options]
    assert len({line.when for line in lines}) == 1
    person.undo()
    assert standing(reviewed.lines()) == []
    assert name(question.entity.name, person.page("/review/links"))


@pytest.mark.parametrize(
    ("kind", "choice", "item"),
    list(product(["merges"], ["", "none", "Q1", "withdrawn"], [""]))
    + [
        ("links", choice, item)
        for choice, item in (("same", ""), ("Q", ""), ("Q1x", ""), ("other", ""), ("other", "person/a"), ("other", "Q٣"))
    ],
)
def test_what_is_no_answer_is_refused(reviewed: Reviewed, kind: str, choice: str, item: str) -> None:
    questions = reviewed.review.merges if kind == "merges" else reviewed.review.links
    assert reviewed.person().judge(questions[0].id, choice, item=item).status_code == 400
    assert reviewed.person().judge("gone", "same").status_code == 409
    assert not reviewed.file.exists()


def test_every_decision_can_be_taken_back_and_who_did_is_noted(reviewed: Reviewed) -> None:
    ada, bo, question = reviewed.person("Ada"), reviewed.person("Bo"), reviewed.review.merges[0]
    ada.judge(question.id, "same")
    listed = bo.page("/review/decisions")
    assert "Ada" in listed
    assert "waits for the next build" in listed
    assert bo.undo().headers["location"] == "/review/decisions"
    sides = {question.one.side, question.other.side}
    assert reviewed.noted() == [(sides, "same", "Ada"), (sides, "withdrawn", "Bo")]
    assert "Nothing has been judged yet" in bo.page("/review/decisions")
    assert name(question.one.name, ada.page("/review"))
    assert ada.judge(question.id, "different").status_code == 303
    assert reviewed.noted()[-1] == (sides, "different", "Ada")


def test_a_decision_that_was_taken_back_meanwhile_is_not_taken_back_twice(reviewed: Reviewed) -> None:
    ada, question = reviewed.person(), reviewed.review.merges[0]
    ada.judge(question.id, "same")
    decision = ada.page("/review").split('name="decision" value="')[1].split('"')[0]
    fields = {"form": ada.secret(), "decision": decision, "back": "merges"}
    assert ada.post("/review/undo", **fields).headers["location"] == f"/review?at={question.id}"
    assert ada.post("/review/undo", **fields).status_code == 409
    assert len(reviewed.lines()) == 2


def test_what_was_judged_in_the_terminal_is_not_asked_and_is_not_overwritten(reviewed: Reviewed) -> None:
    ada, question = reviewed.person(), reviewed.review.merges[0]
    shown = CliRunner().invoke(app, ["review", "--store", str(reviewed.store), "--by", "Zoé"], input="d\nq\n", catch_exceptions=False)
    assert shown.exit_code == 0
    assert not name(question.one.name, ada.page("/review"))
    late = ada.judge(question.id, "same")
    assert late.status_code == 409
    assert "Zoé has judged this" in late.text
    assert [verdict for _, verdict, _ in reviewed.noted()] == ["different"]
    assert "Zoé" in ada.page("/review/decisions")


def test_a_button_pressed_twice_is_one_answer(reviewed: Reviewed) -> None:
    ada, question = reviewed.person(), reviewed.review.merges[0]
    assert [ada.judge(question.id, "same").status_code for _ in range(2)] == [303, 303]
    assert len(reviewed.lines()) == 1


def test_of_several_who_answer_at_once_one_is_heard_and_nothing_is_lost(reviewed: Reviewed) -> None:
    people = [reviewed.person("Ada" if number % 2 else "Bo") for number in range(6)]
    secrets, question = [person.secret() for person in people], reviewed.review.merges[0]

    def judge(number: int) -> int:
        fields = {"form": secrets[number], "question": question.id, "choice": "same" if number % 2 else "different"}
        return people[number].post("/review/judge", **fields).status_code

    def terminal(number: int) -> None:
        line = Judgement(a=f"person/x{number}", b="person/y", verdict=Verdict.SAME, by="Zoé", when="")
        judgements.note(reviewed.file, [line])

    with ThreadPoolExecutor(12) as pool:
        noting = [pool.submit(terminal, number) for number in range(30)]
        answers = list(pool.map(judge, range(6)))
        for each in noting:
            each.result()
    assert set(answers) <= {303, 409}
    sides = {question.one.side, question.other.side}
    assert len([line for line in reviewed.lines() if {line.a, line.b} == sides]) == 1
    assert len(reviewed.lines()) == 31


def test_the_next_build_follows_and_then_nothing_waits(rebuilt: Reviewed) -> None:
    person, merge, link = rebuilt.person(), rebuilt.review.merges[0], rebuilt.review.links[0]
    person.judge(merge.id, "same")
    person.judge(link.id, link.options[0].qid)
    assert "2 decisions wait for the next build" in person.page("/review/decisions")
    built(rebuilt.store, TEXTS)
    page = person.page("/review/decisions")
    assert "for the next build" not in page
    assert page.count("in the graph") == 2
    assert not rebuilt.review.question(merge.id)
    assert not rebuilt.review.question(link.id)
    assert person.judge(merge.id, "different").status_code == 409, "the build has made them one"
    person.undo()
    assert "1 decision waits for the next build" in person.page("/review/decisions")


def test_names_and_reasons_are_text_whatever_is_in_them(reviewed: Reviewed) -> None:
    hostile = "</bdi><script>alert(1)</script>\u202e"
    judgements.note(reviewed.file, [Judgement(a="person/<b>", b="Q42", verdict=Verdict.SAME, by=hostile, when="", why=hostile)])
    page = reviewed.person().page("/review/decisions")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_lines_that_are_none_are_told_and_a_file_that_can_not_be_read_is_too(rebuilt: Reviewed) -> None:
    person = rebuilt.person()
    rebuilt.file.write_text("no judgement\n", encoding="utf-8")
    assert "line 1" in person.page("/review")
    rebuilt.file.unlink()
    rebuilt.file.mkdir()
    assert person.http.get("/review").status_code == 503


def test_a_store_without_a_review_says_what_to_do(rebuilt: Reviewed) -> None:
    person = rebuilt.person()
    (rebuilt.store / "review.sqlite").unlink()
    response = person.http.get("/review")
    assert response.status_code == 503
    assert "kg build" in response.text
