"""Posts between the names of two persons, of whom one holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.cast import Appearance
from kg.extraction.roles.posts import Post
from kg.extraction.text.reading import Reading

Found = tuple[Appearance, str, float, Post]  # a person, the rule, its confidence, a post of the person
_MARK = re.compile(r"[,;)–—]|\.(?=\s)(?<!\b\w\.)")  # no initial or "M."


def each_of_one_person(reading: Reading, found: list[Found]) -> Iterator[Found]:
    """The posts without those that stand between two persons' names, for one of these: "Awa Diop, ministre de la Santé, Jean Roux"."""
    after = {post.begin: row for row, rule, _, post in found if rule == "role-after-name"}
    before = {post.begin: row for row, rule, _, post in found if rule == "role-before-name"}
    between = {begin for begin, row in before.items() if begin in after and after[begin].member.id != row.member.id}
    introduced: set[int] = set()  # names behind a post and a comma: "the Chairman, | Ada Kay, the Secretary, Ben Low"
    of_next: dict[int, bool] = {}
    for _, rule, _, post in sorted(found, key=lambda one: one[3].begin):
        if rule == "role-before-name":
            apart = _stands_apart(reading, post, before[post.begin])
            of_next[post.begin] = not apart or (post.begin in between and after[post.begin].mention.begin in introduced)
            if apart and (post.begin not in between or of_next[post.begin]):
                introduced.add(before[post.begin].mention.begin)
    for one in found:
        _, rule, _, post = one
        if post.begin not in between or (rule == "role-before-name") == of_next[post.begin]:
            yield one


def _stands_apart(reading: Reading, post: Post, row: Appearance) -> bool:
    """Whether a comma or another mark stands between a post and the name behind it."""
    return _MARK.search(reading.text, post.end, row.mention.begin) is not None
