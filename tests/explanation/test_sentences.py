"""The sentence that is shown around a stretch."""

from __future__ import annotations

import pytest

from kg.explanation.sentences import LONGEST, sentence_around


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("It rained. The river rose. All was well.", "river", "The river rose."),
        ("It rained. Mr. Holt met Ann L. Ward there. Then he left.", "Ward", "Mr. Holt met Ann L. Ward there."),
        ("Title without a stop\n\nThe river rose.", "Title", "Title without a stop"),
        ("Il a dit : « La pluie tombe. » Puis il est parti.", "pluie", "Il a dit : « La pluie tombe. »"),
        ("Élan à l'aube. Été à Évry ! Fin.", "Évry", "Été à Évry !"),
        ("One. Two is here. Three is too. Four.", "here. Three", "Two is here. Three is too."),
        ("Only this", "Only this", "Only this"),
    ],
)
def test_the_sentence_around_words(text: str, words: str, sentence: str) -> None:
    begin = text.index(words)
    first, last = sentence_around(text, begin, begin + len(words))
    assert text[first:last] == sentence


def test_a_text_without_sentences_is_cut() -> None:
    first, last = sentence_around("word " * 1000, 2500, 2504)
    assert (first, last) == (2500 - LONGEST, 2504 + LONGEST)
