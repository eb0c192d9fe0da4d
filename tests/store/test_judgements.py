from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg.errors import JudgementsError
from kg.model.judgements import Judgement, Verdict
from kg.store.judgements import append, join, note, read, write


def judged(a: str, b: str, minute: int = 0, verdict: Verdict = Verdict.SAME, by: str = "Zoé") -> Judgement:
    return Judgement(a=a, b=b, verdict=verdict, by=by, when=f"2024-05-17T09:{minute:02}:00+00:00", why="même poste")


def test_what_is_noted_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "new" / "judgements.jsonl"
    lines = [judged("person/a", "person/b"), judged("person/a", "Q42", 1)]
    for line in lines:
        append(path, line)
    assert read(path).judgements == tuple(lines)
    assert read(path).broken == ()


def test_a_line_is_made_for_version_control(tmp_path: Path) -> None:
    append(tmp_path / "j", judged("person/a", "person/b"))
    content = (tmp_path / "j").read_text(encoding="utf-8")
    assert content.endswith("}\n")
    assert '"by": "Zoé"' in content
    assert list(json.loads(content)) == ["a", "b", "verdict", "by", "when", "why"]


def test_where_there_is_no_file_there_are_no_judgements(tmp_path: Path) -> None:
    assert read(tmp_path / "none").judgements == ()


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("nonsense", "not a line of JSON in UTF-8; correct it"),
        ("<<<<<<< HEAD", "git left a mark of a merge"),
        ("[1]", "not a judgement; one reads"),
        ('{"a": "person/a", "b": "person/c", "verdict": "same", "when": "2024-05-17"}', '"by" is missing'),
        ('{"a": "person/a", "b": "person/c", "verdict": "maybe", "by": "Bo", "when": "2024-05-17"}', "no verdict 'maybe'; there are same"),
        ('{"a": "person/a", "b": "person/a", "verdict": "same", "by": "Bo", "when": "2024-05-17"}', '"a" and "b" are the same'),
        ('{"a": "person/a", "b": "person/c", "verdict": "same", "by": "Bo", "when": "May"}', "write it as 2024-05-17T09"),
    ],
)
def test_a_broken_line_is_told_with_its_number_and_the_others_hold(tmp_path: Path, broken: str, told: str) -> None:
    path = tmp_path / "judgements.jsonl"
    append(path, judged("person/a", "person/b"))
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{broken}\n")
    append(path, judged("person/a", "person/c", 1))
    found = read(path)
    assert [line.b for line in found.judgements] == ["person/b", "person/c"]
    (message,) = found.broken
    assert message.startswith(f"{path}, line 3: ")
    assert told in message


def test_a_line_that_a_crash_cut_off_costs_itself_alone(tmp_path: Path) -> None:
    path = tmp_path / "judgements.jsonl"
    path.write_text('{"a": "person/a", "b": "pers', encoding="utf-8")
    append(path, judged("person/a", "person/c"))
    assert [line.b for line in read(path).judgements] == ["person/c"]
    assert len(read(path).broken) == 1


def test_a_file_that_cannot_be_read_or_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(JudgementsError, match="Is a directory"):
        read(tmp_path)
    with pytest.raises(JudgementsError, match="nothing was noted"):
        append(tmp_path, judged("person/a", "person/b"))


def test_two_files_are_joined_in_the_order_of_time_each_line_once(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    shared, late, early = judged("person/a", "person/b", 1), judged("person/a", "person/c", 2), judged("person/b", "person/d", 0)
    write(ours, [shared, late])
    write(theirs, [early, shared])
    assert join([ours, theirs]) == join([theirs, ours]) == [early, shared, late]


def test_nothing_is_joined_while_a_line_would_be_lost(tmp_path: Path) -> None:
    (tmp_path / "ours").write_text("nonsense\n", encoding="utf-8")
    with pytest.raises(JudgementsError, match="line 1: not a line of JSON"):
        join([tmp_path / "ours"])
    with pytest.raises(JudgementsError, match="no such file"):
        join([tmp_path / "theirs"])


def test_what_is_noted_together_is_noted_at_one_moment(tmp_path: Path) -> None:
    path = tmp_path / "new" / "j"
    lines = note(path, [judged("person/a", "Q1"), judged("person/a", "Q2")])
    assert read(path).judgements == lines
    assert len({line.when for line in lines}) == 1
    assert lines[0].when > judged("person/a", "Q1").when


def test_nothing_is_noted_beside_what_it_can_not_stand_beside(tmp_path: Path) -> None:
    path = tmp_path / "j"
    note(path, [judged("person/a", "person/b")], lambda file: not file.judgements)
    assert note(path, [judged("person/a", "person/b")], lambda file: not file.judgements) == ()
    assert len(read(path).judgements) == 1


def test_of_many_who_note_at_once_none_is_lost_and_one_alone_is_first(tmp_path: Path) -> None:
    path = tmp_path / "j"

    def first(number: int) -> bool:
        return bool(note(path, [judged("person/a", "person/b")], lambda file: all(line.b != "person/b" for line in file.judgements)))

    def other(number: int) -> bool:
        return bool(note(path, [judged("person/a", f"person/x{number}"), judged("person/b", f"person/x{number}")]))

    with ThreadPoolExecutor(8) as pool:
        firsts, others = list(pool.map(first, range(16))), list(pool.map(other, range(40)))
    assert sum(firsts) == 1
    assert all(others)
    found = read(path)
    assert (len(found.judgements), found.broken) == (81, ())
