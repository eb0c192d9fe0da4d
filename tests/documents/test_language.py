from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.language import UnknownLanguageError, main_language, passages
from kg.errors import SettingsError

FRENCH = (
    "Le ministre a déclaré lundi à Dakar que le gouvernement va lancer un programme pour les écoles. "
    "Les fonds viennent du budget et seront répartis dans toutes les régions avec l'aide des communes. "
)
ENGLISH = (
    "The minister said on Monday in Dakar that the government would launch a programme for schools. "
    "The funds come from the budget and will be shared by all the regions with help from their towns. "
)
BOTH = ("fr", "en")


def cut(text: str) -> list[tuple[str, str]]:
    return [(part.language, part.span.of(text)) for part in passages(text, BOTH)]


@pytest.mark.parametrize(("language", "text"), [("fr", FRENCH), ("en", ENGLISH), ("fr", FRENCH.upper())])
def test_a_text_in_one_language_is_one_passage(language: str, text: str) -> None:
    assert cut(text) == [(language, text)]


@pytest.mark.parametrize("between", ["", "\n\n", "\n"])
def test_a_text_is_cut_where_its_language_changes(between: str) -> None:
    text = FRENCH + between + ENGLISH
    assert [language for language, _ in cut(text)] == ["fr", "en"]
    assert cut(text)[1][1] == ENGLISH


def test_a_long_paragraph_in_another_language_is_a_passage() -> None:
    assert [language for language, _ in cut(f"{FRENCH}\n\n{ENGLISH}\n\n{FRENCH}")] == ["fr", "en", "fr"]


@pytest.mark.parametrize(
    "quotation", ["« The best is yet to come », a-t-il dit.", "Titre : « State of the Union ».", "All rights reserved."]
)
def test_a_short_quotation_changes_nothing(quotation: str) -> None:
    text = f"{FRENCH}\n{quotation}\n{FRENCH}"
    assert cut(text) == [("fr", text)]


@given(st.lists(st.sampled_from([FRENCH, ENGLISH, "\n\n", "Dakar, 12 %. ", "Oui ! ", "It was. ", "\u00a0"]), min_size=1))
def test_passages_cover_the_text_without_gaps(pieces: list[str]) -> None:
    text = FRENCH + "".join(pieces)
    parts = passages(text, BOTH)
    assert "".join(part.span.of(text) for part in parts) == text
    assert all(before.language != after.language for before, after in pairwise(parts))


def test_the_main_language_is_that_of_most_of_the_text() -> None:
    assert main_language(passages(FRENCH + ENGLISH * 3, BOTH)) == "en"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "German (de)",
            "Der Minister hat am Montag in Berlin erklärt, dass die Regierung ein neues Programm für die Schulen auflegen will.",
        ),
        ("Spanish (es)", "El ministro declaró el lunes en Madrid que el gobierno va a lanzar un nuevo programa para las escuelas."),
        ("Italian (it)", "Il ministro ha dichiarato lunedì a Roma che il governo lancerà un nuovo programma per le scuole del paese."),
        ("Catalan (ca)", "El ministre va declarar que el govern llançarà un nou programa per a les escoles des de les oficines del país."),
        ("Dutch (nl)", "De minister heeft maandag in Den Haag verklaard dat de regering een nieuw programma voor de scholen wil opzetten."),
        ("Arabic (ar)", "أعلن الوزير يوم الاثنين أن الحكومة ستطلق برنامجا جديدا للمدارس في جميع أنحاء البلاد."),
    ],
)
def test_another_language_is_named(name: str, text: str) -> None:
    with pytest.raises(UnknownLanguageError, match="looks like") as caught:
        passages(text, BOTH)
    assert name in str(caught.value)
    assert "not like French or English" in str(caught.value)


@pytest.mark.parametrize(
    ("language", "text"), [("fr", "Réunion à Dakar"), ("en", "New school opened"), ("fr", "Awa Ndiaye, Moussa Diop, Mariama Sarr")]
)
def test_a_few_words_get_the_likeliest_of_the_languages(language: str, text: str) -> None:
    assert cut(text) == [(language, text)]


def test_what_the_file_declares_decides_where_words_do_not() -> None:
    assert [part.language for part in passages("Awa Ndiaye, Moussa Diop", BOTH, "en")] == ["en"]
    assert [part.language for part in passages(FRENCH, BOTH, "en")] == ["fr"]


def test_only_the_languages_asked_for_are_told_apart() -> None:
    with pytest.raises(UnknownLanguageError, match=r"looks like English \(en\), not like French"):
        passages(ENGLISH, ("fr",))


def test_a_language_without_words_is_a_mistake_in_the_settings() -> None:
    with pytest.raises(SettingsError, match="no word lists for the language 'tlh': there are en, fr"):
        passages(FRENCH, ("fr", "tlh"))


def test_the_model_is_not_loaded_for_clear_texts() -> None:
    use = f"from kg.documents.language import passages; passages({FRENCH + ENGLISH!r}, ('fr', 'en'))"
    code = f"{use}; import sys; print('py3langid' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert done.stdout.strip() == "False"
