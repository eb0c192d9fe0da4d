"""Where the words of a post end beside a body, what is no post at all, and which of two says more."""

from __future__ import annotations

from kg.extraction.roles.posts import Post, PostReader
from kg.model.entities import EntityClass
from kg.model.relations import Role


def end_of_body(reader: PostReader, end: int) -> int:
    """The token behind a body whose name reaches over the end of a phrase; the end itself, where none does."""
    if not 0 < end < len(reader.doc):
        return end
    body = reader.mention_at(end, EntityClass.ORGANISATION)
    tokens = reader.part.tokens(body.mention.begin, body.mention.end) if body is not None else None
    return tokens.end if tokens is not None and tokens.start < end else end


def tells_of_a_work(reader: PostReader, post: Post) -> bool:
    """Whether a post is what somebody made or did, and no profession: "co-auteur de l'étude"."""
    noun, _, rest = post.title.casefold().partition(" ")
    author = noun in reader.words.makers or ("-" in noun and noun.rpartition("-")[2] in reader.words.makers)
    if not author or rest or post.organisation is not None:
        return author
    following = reader.part.tokens(post.end, post.end + 2)
    return following is not None and following[-1].lower_ in reader.words.prepositions | reader.words.conjunctions


def without_poorer(roles: list[Role]) -> list[Role]:
    """Leaves out a title that another one of the same person says more fully."""

    def poorer(one: Role, other: Role) -> bool:
        return (
            one is not other
            and one.holder == other.holder
            and set(one.title.casefold().split()) <= set(other.title.casefold().split())
            and (one.organisation is None or one.organisation == other.organisation)
            and (one.place is None or one.place == other.place)
            and (len(one.title), one.organisation is not None) < (len(other.title), True)
        )

    return [role for role in roles if not any(poorer(role, other) for other in roles)]
