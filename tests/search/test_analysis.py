"""How texts are cut into words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.search.analysis import Analyser
from kg.search.lexicon import read_rules

ANALYSER = Analyser(read_rules())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Égalité des ŒUVRES", "egalite des oeuvres"),
        ("le ministère de l’Intérieur d'Alger", "le ministere de interieur alger"),
        ("the U.N. and the O.N.U.", "the un and the onu"),
        ("J.F.Kennedy", "jf kennedy"),
        ("the ministry's plan, O'Neill’s too", "the ministry plan o neill too"),
        ("qu'elle s'est tue jusqu’à midi", "elle est tue a midi"),
        ("Saint-Louis, Guinée‑Bissau", "saint louis guinee bissau"),
        ("10 000 km², 3.5 %", "10 000 km2 3 5"),
        ("Straße Łódź Ankara'da", "strasse lodz ankara da"),
        ("Киев, 北京", "киев 北京"),
        ("_ … — '", ""),
    ],
)
def test_words_are_cut_and_folded(text: str, words: str) -> None:
    assert ANALYSER.analyse(text, "fr").words == words


def test_letters_with_a_mark_of_their_own_are_the_same_word() -> None:
    composed = "déjà élu"
    assert ANALYSER.analyse(unicodedata.normalize("NFD", composed), "fr").words == ANALYSER.analyse(composed, "fr").words


def test_words_that_are_joined_are_one_word_as_well() -> None:
    assert [term.word for term in ANALYSER.analyse("porte-parole d'Addis-Abeba, aujourd'hui", "fr").joined] == [
        "porteparole",
        "addisabeba",
        "aujourdhui",
    ]


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("organisé", "organisées", "fr"),
        ("déclaration", "déclarations", "fr"),
        ("agreed", "agreeing", "en"),
        ("ministries", "ministry", "en"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str, language: str) -> None:
    stems = [ANALYSER.analyse(word, language).terms[0].stem for word in (one, other)]
    assert stems[0] == stems[1] != ""


def test_a_language_without_rules_has_no_stems() -> None:
    term = ANALYSER.analyse("organisées", "sv").terms[0]
    assert term.stem == term.word == "organisees"


@pytest.mark.parametrize(("word", "small"), [("de", True), ("The", True), ("AU", False), ("au", True), ("eau", False)])
def test_small_words_are_not_acronyms(word: str, small: bool) -> None:
    assert ANALYSER.is_small(word) is small


def test_names_that_differ_in_small_words_have_one_key() -> None:
    keys = {ANALYSER.key(ANALYSER.analyse(name, None)) for name in ("Ministère de l'Intérieur", "le ministère intérieur")}
    assert keys == {"ministere interieur"}
    assert ANALYSER.key(ANALYSER.analyse("The The", None)) == "the the"


@given(st.text(max_size=80))
def test_offsets_lead_back_to_the_text(text: str) -> None:
    analysed = ANALYSER.analyse(text, "fr")
    for term in analysed.terms:
        assert ANALYSER.analyse(text[term.begin : term.end], "fr").words.replace(" ", "") in ("", term.word)
    assert all(one.end <= other.begin for one, other in zip(analysed.terms, analysed.terms[1:], strict=False))
