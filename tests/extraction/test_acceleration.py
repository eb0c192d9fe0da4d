"""What is done to make spaCy quicker changes nothing of what it finds."""

from __future__ import annotations

import gc
import re

import pytest
import spacy
from spacy.pipeline import AttributeRuler

from kg.extraction.acceleration import accelerate, quick_loading
from kg.extraction.pipelines import Pipelines

ENGLISH = "They're gonna sign what the ministers' envoys hadn't signed; she'd  said so herself.\n\nGot to go? None of that."
FRENCH = "Les envoyés ont signé l'accord ; aujourd'hui, dit-elle,  rien n'est perdu.\n\nQu'en dira-t-on ?"


@pytest.mark.parametrize(("language", "text"), [("en", ENGLISH), ("fr", FRENCH), ("en", ""), ("fr", "\n")])
def test_a_ruler_matches_what_it_matched_before(pipelines: Pipelines, language: str, text: str) -> None:
    ruler = pipelines.load(language).get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    for _ in range(2):  # the second time out of what it remembers
        doc = pipelines.load(language)(text)
        assert ruler.match(doc) == AttributeRuler.match(ruler, doc)


def test_rules_of_one_token_and_of_several_and_those_added_later_are_all_applied_in_their_order() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    ruler.add([[{"LOWER": "new"}, {"LOWER": "york"}]], {"POS": "PROPN"}, index=1)
    ruler.add([[{"LOWER": {"IN": ["york", "new"]}}], [{"ORTH": "is"}]], {"POS": "X"})
    ruler.add([[{"LOWER": "new", "OP": "+"}]], {"TAG": "JJ"})
    accelerate(nlp)
    assert [(token.pos_, token.tag_) for token in nlp("New York is new")] == [("X", "JJ"), ("X", ""), ("X", ""), ("X", "JJ")]
    ruler.add([[{"LOWER": "york"}]], {"POS": "NOUN"})
    assert [token.pos_ for token in nlp("New York is new")] == ["X", "NOUN", "X", "X"]


def test_expressions_compiled_while_loading_match_what_they_always_match() -> None:
    letters = "[a-z\u00df-\u00f6\u0101\u0103\u0107ſ\u212aа-я]"
    pattern = f"(?iu)^{letters}+[-\u2013]{letters}*$|^{letters.replace('[', '[^')}+$"
    words = ["Mi-Temps", "ĀĂĆ\u2013ſ", "ПРИ-вет", "1 2 3", "a", "К-К", "straße-ẞ", "k-\u212a", "-"]
    with quick_loading():
        inside = [bool(re.compile(pattern).match(word)) for word in words]
    re.purge()
    assert inside == [bool(re.compile(pattern).match(word)) for word in words]
    assert True in inside
    assert False in inside


def test_loading_that_fails_leaves_python_as_it_was() -> None:
    compiler = vars(re)["_compiler"]
    before = dict(vars(compiler))
    with pytest.raises(OSError, match="no such model"):
        _load_nothing()
    assert gc.isenabled()
    assert vars(compiler) == before


def _load_nothing() -> None:
    with quick_loading():
        assert not gc.isenabled()
        raise OSError("no such model")
