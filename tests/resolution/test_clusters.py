from __future__ import annotations

from itertools import permutations

from kg.resolution.clusters import Judged, Link, clusters


def grouped(nodes: str, links: dict[str, float], against: tuple[str, ...] = (), judged: Judged | None = None) -> set[str]:
    """Clusters of nodes of one letter; pairs are two letters."""
    made = clusters(
        nodes, [Link(pair[0], pair[1], score) for pair, score in links.items()], lambda a, b: "".join(sorted(a + b)) in against, judged
    )
    return {"".join(sorted(group)) for group in made}


def same(*groups: str) -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, groups))


def test_a_contradiction_keeps_apart_what_the_weaker_link_would_join() -> None:
    assert grouped("abc", {"ab": 4.0, "bc": 3.0}, against=("ac",)) == {"ab", "c"}


def test_what_is_judged_the_same_is_one_whatever_speaks_against_it() -> None:
    assert grouped("abc", {"ac": 3.0}, against=("ab",), judged=Judged(same("ab"))) == {"abc"}


def test_a_judgement_drives_nobody_out_of_a_cluster() -> None:
    judged = Judged(same("ab"))
    assert grouped("abcd", {"ac": 3.0, "bd": 3.0}, against=("ab", "bc", "ad", "cd"), judged=judged) == {"abcd"}


def test_what_is_judged_different_is_two_whatever_speaks_for_it() -> None:
    assert grouped("abc", {"ab": 9.0, "bc": 5.0, "ac": 4.0}, judged=Judged((), [("a", "b")])) == {"a", "bc"}


def test_different_wins_over_same_through_others() -> None:
    assert grouped("abc", {}, judged=Judged(same("ab", "bc"), [("c", "a")])) == {"ab", "c"}


def test_evidence_can_not_join_what_two_judgements_keep_apart() -> None:
    assert grouped("abcd", {"bc": 5.0}, judged=Judged(same("ab", "cd"), [("a", "d")])) == {"ab", "cd"}


def test_the_order_of_nodes_and_links_does_not_matter() -> None:
    links = {"ab": 3.0, "bc": 3.0, "cd": 3.0, "da": 3.0}
    found = {
        frozenset(grouped("".join(nodes), dict(order), against=("ac",), judged=Judged(same("bd"), [("a", "d")])))
        for nodes in permutations("abcd")
        for order in permutations(links.items())
    }
    assert len(found) == 1
