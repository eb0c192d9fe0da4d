"""spaCy made quicker, with the same result to the last bit: how its pipelines are loaded, and what is tried again for each token."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from thinc.api import NumpyOps, get_current_ops, use_ops
from threadpoolctl import threadpool_limits

KEPT = 20_000  # kinds of tokens whose matches a ruler keeps in mind, some 300 bytes each

_LEMMAS = "lemma_index"  # spaCy's table of the lemmas of each part of speech
_SETS = "_optimize_charset"  # what works out a set of characters in Python's compiler of regular expressions
_OF_A_TOKEN = frozenset({"TAG", "POS", "DEP", "LEMMA", "MORPH", "ORTH", "LOWER", "NORM", "SHAPE", "IS_SPACE", "IS_PUNCT"})

Match = tuple[int, int, int, int]  # number of the rule, id of its match, first token, token after the last


@contextmanager
def quick_loading() -> Iterator[None]:
    """Pipelines loaded inside come sooner, and multiply matrices faster."""
    with _fast_products(), _known_sets_of_characters(), _uncollected():
        yield


def accelerate(nlp: Language) -> None:
    """Spares the components of a pipeline what they would do again for each token."""
    for _, component in nlp.pipeline:
        if isinstance(component, Lemmatizer):
            _index_lemmas(component)
        elif type(component) is AttributeRuler:
            component.match = RememberedMatches(component)  # type: ignore[method-assign]


@contextmanager
def _fast_products() -> Iterator[None]:
    """Models loaded inside multiply matrices by NumPy's library, which takes a third of the time of spaCy's own BLIS.

    With one thread: processes stand side by side, and the sums are the same to the last bit on any number of cores.
    What a user chose in its place (a GPU, another implementation) stays.
    """
    if type(get_current_ops()) is not NumpyOps:
        yield
        return
    threadpool_limits(1, user_api="blas")
    with use_ops("numpy", use_blis=False):
        yield


@contextmanager
def _known_sets_of_characters() -> Iterator[None]:
    """Regular expressions compiled inside have each of their sets of characters worked out once.

    The tokenizer of French names the thousand letters of its alphabet in each of 500 places of one expression, and Python takes three
    seconds to work them all out. A Python whose compiler is made otherwise compiles as ever.
    """
    compiler = import_module("re._compiler")
    original: Callable[..., Any] | None = getattr(compiler, _SETS, None)
    if original is None:
        yield
        return
    setattr(compiler, _SETS, _once_a_set(original))
    try:
        yield
    finally:
        setattr(compiler, _SETS, original)


def _once_a_set(original: Callable[..., Any]) -> Callable[..., Any]:
    known: dict[tuple[object, ...], Any] = {}

    def optimised(charset: Sequence[object], *case: object) -> Any:
        key = (tuple(charset), *case[:2])  # the third, of letters with several cases, follows from these two
        if key not in known:
            known[key] = original(charset, *case)
        return known[key]

    return optimised


@contextmanager
def _uncollected() -> Iterator[None]:
    """Objects made inside are not looked through for garbage: of a million that a pipeline has, all stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _index_lemmas(lemmatizer: Lemmatizer) -> None:
    """Makes sets of the lists of known lemmas, which a rule lemmatizer looks through from end to end for each form that it tries."""
    if _LEMMAS in lemmatizer.lookups:
        table = lemmatizer.lookups.get_table(_LEMMAS)
        for part_of_speech, lemmas in list(table.items()):
            table[part_of_speech] = frozenset(lemmas)


class RememberedMatches:
    """Takes the place of `AttributeRuler.match`: rules for a single token are tried once on all tokens that are alike to them.

    Most rules ask for the tag of one token and its letters; spaCy's matcher begins each of them anew at every token.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._known: dict[tuple[int, ...], list[int]] = {}  # by the attributes of a token
        self._read_rules()

    def _read_rules(self) -> None:
        rules: Sequence[Mapping[str, Any]] = self._ruler.patterns
        alone = [_is_for_one_token(rule["patterns"]) for rule in rules]
        self._count = len(rules)
        self._single, self._longer = (self._matcher(rules, [one is chosen for one in alone]) for chosen in (True, False))
        patterns = [pattern for rule, one in zip(rules, alone, strict=True) if one for pattern in rule["patterns"]]
        self._attributes = sorted({name for pattern in patterns for name in pattern[0]})
        self._known.clear()

    def _matcher(self, rules: Sequence[Mapping[str, Any]], chosen: Sequence[bool]) -> Matcher:
        matcher = Matcher(self._ruler.vocab, validate=self._ruler.validate)
        for number, rule in enumerate(rules):
            if chosen[number]:
                matcher.add(str(number), rule["patterns"])
        return matcher

    def __call__(self, doc: Doc) -> list[Match]:
        """The matches in the order in which they are applied: a later rule has precedence."""
        if self._count != len(self._ruler.attrs):  # rules were added
            self._read_rules()
        number = self._ruler.vocab.strings
        longer = self._longer(doc, allow_missing=True) if len(self._longer) else []
        found = [(int(number[key]), key, begin, end) for key, begin, end in longer]
        found += [(int(number[key]), key, place, place + 1) for place, key in self._alone(doc)]
        return sorted(found)

    def _alone(self, doc: Doc) -> Iterator[tuple[int, int]]:
        """Each token that a rule for one token matches, with the id of the match."""
        if not self._attributes or not len(doc):
            return
        if len(self._known) > KEPT:
            self._known.clear()
        rows: list[list[Any]] = doc.to_array(self._attributes).reshape(len(doc), -1).tolist()
        for place, attributes in enumerate(map(tuple, rows)):
            keys = self._known.get(attributes)
            if keys is None:
                keys = self._known[attributes] = [key for key, _, _ in self._single(doc[place : place + 1], allow_missing=True)]
            for key in keys:
                yield place, key


def _is_for_one_token(patterns: Sequence[Sequence[Mapping[str, object]]]) -> bool:
    """Whether the patterns of a rule ask for nothing but attributes of one token."""
    return all(len(pattern) == 1 and pattern[0] and _OF_A_TOKEN.issuperset(pattern[0]) for pattern in patterns)
