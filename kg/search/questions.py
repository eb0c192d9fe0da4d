"""What a user asks for, in words: cut into clauses, and written as a question to the full-text tables.

    question = { [ "-" ] ( phrase | word [ "*" ] ) }        phrase = '"' … '"', also « … » and “ … ”

A question can't be wrong: what is no word is passed over, an open quotation ends with the question. Words written together by a hyphen or
an apostrophe are looked for side by side, or as one word. Nothing of a question enters the expression but folded words of letters and
digits, each between quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.errors import SearchError
from kg.search.analysis import Analyser, Term

LONGEST = 1_000  # characters of a question
MOST_CLAUSES = 40

_CLAUSE = re.compile(r"""(?P<no>(?<!\S)-)?(?:["“”«](?P<phrase>[^"“”»]*)(?:["“”»]|$)|(?P<word>[^\s"“”«»]+))""")


@dataclass(frozen=True, slots=True)
class Clause:
    """A word, or words that stand side by side."""

    words: tuple[str, ...]
    stems: tuple[str, ...]  # of a single word
    joined: str | None  # as one word, of words that a hyphen or an apostrophe joins
    begins: bool  # a longer word that begins with the last one does too
    without: bool  # what has it is left out
    is_small: bool  # tells nothing

    @property
    def expression(self) -> str:
        """As FTS5 takes it."""
        goes_on = "*" if self.begins else ""
        if len(self.words) > 1:
            options = [f'words : "{" ".join(self.words)}"{goes_on}', *([f'"{self.joined}"{goes_on}'] if self.joined else [])]
        else:
            forms = dict.fromkeys([*self.words, *(() if self.begins else self.stems)])
            options = [f'"{form}"{goes_on}' for form in forms]
        return f"({' OR '.join(options)})"

    @property
    def forms(self) -> frozenset[str]:
        """The words and stems that a single word is found by; none of words side by side, and of one that may go on."""
        return frozenset() if self.begins or len(self.words) > 1 else frozenset({*self.words, *self.stems})

    def matches(self, terms: Sequence[Term], at: int) -> bool:
        """Whether the words of a text from a place on are these, side by side."""
        there = terms[at : at + len(self.words)]
        return len(there) == len(self.words) and all(self._is(self.words[i], term.word, i) for i, term in enumerate(there))

    def _is(self, word: str, other: str, at: int) -> bool:
        return other.startswith(word) if self.begins and at == len(self.words) - 1 else other == word


@dataclass(frozen=True, slots=True)
class Question:
    """All clauses, and the key of the question taken as a name."""

    clauses: tuple[Clause, ...]
    key: str

    @property
    def wanted(self) -> tuple[Clause, ...]:
        """The clauses that are looked for: small words only where there is nothing else."""
        positive = tuple(clause for clause in self.clauses if not clause.without)
        return tuple(clause for clause in positive if not clause.is_small) or positive

    def expression(self, *, any_word: bool = False) -> str:
        """As FTS5 takes it: all of the clauses, or any. Words side by side, as they were written, count once more."""
        wanted = self.wanted
        found = f"({(' OR ' if any_word else ' AND ').join(clause.expression for clause in wanted)})"
        pairs = [(one, other) for one, other in pairwise(wanted) if len(one.words) == len(other.words) == 1 and not other.begins]
        together = [f'words : "{one.words[0]} {other.words[0]}"' for one, other in pairs]
        found = f"({found} OR ({found} AND ({' OR '.join(together)})))" if together else found
        unwanted = [clause.expression for clause in self.clauses if clause.without]
        return f"{found} NOT ({' OR '.join(unwanted)})" if unwanted else found

    @property
    def beginning(self) -> str:
        """As FTS5 takes it: what begins with all of the words, side by side, the last of which may go on."""
        words = [word for clause in self.clauses if not clause.without for word in clause.words]
        return f'words : ^ "{" ".join(words)}"*'


def parse(text: str, analyser: Analyser, *, typing: bool = False) -> Question:
    """A question from its text.

    Args:
        typing: the last word may go on, as in a search box.

    Raises:
        SearchError: there is nothing to look for, or too much.
    """
    if len(text) > LONGEST:
        raise SearchError(f"the words to look for have {len(text):,} characters; at most {LONGEST:,} are taken")
    clauses: list[Clause] = []
    for found in _CLAUSE.finditer(text):
        clauses += _clauses(found, analyser, goes_on=typing and found.end() == len(text))
    question = Question(tuple(clauses), analyser.key(analyser.analyse(text, None)))
    if not question.wanted:
        raise SearchError("there is no word to look for; write at least one, and not only words to leave out")
    if len(clauses) > MOST_CLAUSES:
        raise SearchError(f"there are {len(clauses)} words to look for; at most {MOST_CLAUSES} are taken")
    return question


def _clauses(found: re.Match[str], analyser: Analyser, *, goes_on: bool) -> list[Clause]:
    phrase, without = found["phrase"], bool(found["no"])
    written = phrase if phrase is not None else found["word"]
    analysed = analyser.analyse(written, None)
    begins = (goes_on and phrase is None) or (phrase is None and written.endswith("*"))
    words = tuple(term.word for term in analysed.terms)
    together = analysed.joined[0].word if len(analysed.joined) == 1 and len(words) > 1 and phrase is None else None
    if phrase is None and together is None and len(words) > 1:  # "who/what"
        return [_word(term, written, analyser, begins=begins and term is analysed.terms[-1], without=without) for term in analysed.terms]
    if len(words) == 1 and phrase is None:
        return [_word(analysed.terms[0], written, analyser, begins=begins, without=without)]
    return [Clause(words, (), together, begins, without, is_small=False)] if words else []


def _word(term: Term, written: str, analyser: Analyser, *, begins: bool, without: bool) -> Clause:
    as_written = written[term.begin : term.end]
    return Clause((term.word,), analyser.stems(as_written), None, begins, without, is_small=analyser.is_small(as_written) and not begins)
