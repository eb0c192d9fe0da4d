from __future__ import annotations

import pytest

from kg.model.judgements import Judgement, Verdict, conflicts, joined, standing

ANNA, MEYER, MEIER = "person/anna-meyer", "person/a-meyer@CH", "person/anna-meier"


def judged(a: str, verdict: str, b: str, minute: int, by: str = "Ada") -> Judgement:
    return Judgement(a=a, b=b, verdict=Verdict(verdict), by=by, when=f"2024-05-17T09:{minute:02}:00+00:00")


def test_the_latest_word_on_a_pair_counts_whichever_side_is_named_first() -> None:
    later = judged(MEYER, "different", ANNA, 2)
    assert standing([later, judged(ANNA, "same", MEYER, 1)]) == [later]


def test_a_time_zone_is_taken_into_account() -> None:
    early = Judgement(a=ANNA, b=MEYER, verdict=Verdict.SAME, by="Ada", when="2024-05-17T11:00:00+02:00")
    assert standing([judged(ANNA, "unsure", MEYER, 30), early])[0].verdict is Verdict.UNSURE


def test_what_is_withdrawn_no_longer_counts_and_can_be_judged_anew() -> None:
    lines = [judged(ANNA, "same", MEYER, 1), judged(ANNA, "withdrawn", MEYER, 2, by="Bo")]
    assert standing(lines) == []
    again = judged(ANNA, "different", MEYER, 3)
    assert standing([*lines, again]) == [again]


def test_of_two_people_who_contradict_each_other_different_holds_and_is_told() -> None:
    lines = [judged(ANNA, "different", MEYER, 1), judged(ANNA, "same", MEYER, 2, by="Bo")]
    assert [line.verdict for line in standing(lines)] == [Verdict.DIFFERENT]
    (conflict,) = conflicts(lines)
    assert "different by Ada" in conflict.told
    assert "same by Bo" in conflict.told
    assert "kg undo" in conflict.told


def test_one_person_may_change_their_mind() -> None:
    lines = [judged(ANNA, "different", MEYER, 1), judged(ANNA, "same", MEYER, 2)]
    assert [line.verdict for line in standing(lines)] == [Verdict.SAME]
    assert conflicts(lines) == []


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_a_chain_of_same_between_the_ends_of_a_different_is_told(order: tuple[int, ...]) -> None:
    lines = [judged(ANNA, "same", MEYER, 1), judged(MEYER, "same", MEIER, 2), judged(ANNA, "different", MEIER, 3)]
    (conflict,) = conflicts([lines[i] for i in order])
    assert conflict.judgements == (lines[1], lines[2])
    groups, left_out = joined(standing(lines))
    assert frozenset({ANNA, MEYER}) in groups
    assert left_out == [(lines[1], lines[2])]
