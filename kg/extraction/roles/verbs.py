"""Posts that a verb gives to its subject: "She was appointed Director of …", "Il occupe les fonctions de ministre de …"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extraction.cast import Appearance
from kg.extraction.roles.posts import Post, PostReader
from kg.extraction.roles.words import NAMED, is_post
from kg.extraction.text import grammar
from kg.model.entities import EntityClass, Form

_SUBJECTS = ("nsubj", "nsubj:pass", "nsubjpass")
_REAL = frozenset({"will", "'ll", "shall"})
_CLIMB = 4  # words between a post and the verb that gives it: "les fonctions de", "as the next"
_NAME = 100  # characters of a name, at most
_MODIFIERS = 3  # tokens before a post that may belong to it: "full-time"
_ROW = 6  # posts of a career that are told in one sentence


def find_told_by_verb(reader: PostReader) -> Iterator[tuple[Appearance, Post]]:
    """The posts that verbs give to persons, with those that the sentence tells after them."""
    given_until = 0
    for token in reader.doc:
        if token.i < given_until or not is_post(token, reader.words) or reader.mention_at(token.i, *NAMED):
            continue
        person = _subject(reader, token)
        if person is None:
            continue
        for post in _row(reader, token.i):
            yield person, post
            tokens = reader.part.tokens(post.begin, post.end)
            given_until = tokens.end if tokens is not None else given_until


def _subject(reader: PostReader, post: Token) -> Appearance | None:
    """The person that is the subject of the verb over a post."""
    verb = _verb_over(reader, post) if post.dep_ not in grammar.AGENTS else None  # "chosen by the chairman"
    if (
        verb is None
        or _is_unreal(verb)
        or any(child.dep_ in ("neg", "advmod") and child.lower_ in reader.words.negations for child in verb.children)
    ):
        return None
    subject = next((child for child in verb.children if child.dep_ in _SUBJECTS and child.i < post.i), None)
    if subject is None:
        return None
    begin = reader.part.offset + subject.idx
    rows = reader.cast.within(max(0, begin - _NAME), begin + _NAME, (EntityClass.PERSON,))
    named = [row for row in rows if row.mention.form is not Form.NOMINAL]
    own = next((row for row in named if row.mention.begin <= begin < row.mention.end), None)
    after = begin + len(subject) + 1  # "Mayor | Ada Kay was appointed …"
    return own or (next((row for row in named if row.mention.begin == after), None) if is_post(subject, reader.words) else None)


def _is_unreal(verb: Token) -> bool:
    """Whether a verb tells what would be so: "il serait candidat", "she would be minister"."""
    words = (verb, *(child for child in verb.children if child.dep_ in ("aux", "aux:tense", "aux:pass", "auxpass", "cop")))
    return any("Cnd" in word.morph.get("Mood", []) or (word.tag_ == "MD" and word.lower_ not in _REAL) for word in words)


def _verb_over(reader: PostReader, post: Token) -> Token | None:
    """The verb that gives a post, or the post itself where "is" hangs on it."""
    if any(child.dep_ == "cop" for child in post.children):
        return post
    above = post
    for _ in range(_CLIMB):
        above = above.head
        if above.lemma_ in reader.words.role_verbs and above.pos_ in ("VERB", "AUX") and above.i < post.i:
            return above
        if above.lower_ not in reader.words.role_nouns or above.i > post.i:
            return None
    return None


def _row(reader: PostReader, noun: int) -> Iterator[Post]:
    """A post and those that follow it in the sentence, each with a capital: "…, Deputy Head of Mission, Paris; Consul-General, Nouméa"."""
    end = reader.doc[noun].sent.end
    for _ in range(_ROW):
        posts = list(reader.read(noun, end, noun - _MODIFIERS))
        tokens = reader.part.tokens(posts[-1].begin, posts[-1].end)
        after = tokens.end if tokens is not None else end
        yield from posts[:-1]
        yield reader.with_body_behind(posts[-1], after)
        following = (i for i in range(after, end) if is_post(reader.doc[i], reader.words) and reader.doc[i].text[0].isupper())
        next_noun = next((i for i in following if not reader.mention_at(i, *NAMED)), None)
        if next_noun is None or any(_interrupts(reader, index) for index in range(after, next_noun)):
            return
        noun = next_noun


def _interrupts(reader: PostReader, index: int) -> bool:
    """Whether a word between two posts shows that the second one is not in the same list."""
    return reader.doc[index].pos_ in ("VERB", "AUX") or reader.mention_at(index, EntityClass.PERSON) is not None
