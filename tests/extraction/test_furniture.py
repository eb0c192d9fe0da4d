"""Lines of the page around a text say nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.text.reading import Reading
from kg.model.extraction import Extraction

Read = Callable[..., Reading]
Extract = Callable[..., Extraction]

FURNITURE = [
    ("fr", "A lire aussi : La conférence de Genève sur le climat s'ouvre lundi"),
    ("fr", "Lire aussi\nUne conférence sur le climat s'ouvre lundi à Genève"),
    ("fr", "Partager sur Facebook Twitter LinkedIn"),
    ("fr", "Crédit photo : Jeanne Dupré/UNHCR"),
    ("fr", "© Jeanne Dupré/UNHCR"),
    ("en", "READ ALSO: The World Bank launches a health project in Mali"),
    ("en", "Related\nThe Geneva conference on climate opens on Monday"),
    ("en", "Share on Facebook Tweet Email"),
    ("en", "Photo by Mary Black/UNHCR"),
]

TEXTS = {
    "fr": ("Le ministre Paul Kaba a ouvert la séance à Lomé mardi.", "Il a remercié tous les partenaires présents dans la salle."),
    "en": ("Minister Paul Kaba opened the hearing in Accra on Tuesday.", "He thanked all the partners who were in the room."),
}


@pytest.mark.parametrize(
    ("language", "stamp"),
    [
        ("en", "COMMONWEALTH PARLIAMENTARY LIBRARY C. I. S."),
        ("en", "PARLIAMENTARY LIBRARY"),
        ("en", "NATIONAL PARLIAMENTARY LIBRARY"),
        ("fr", "BIBLIOTHÈQUE DU PARLEMENT"),
    ],
)
def test_the_stamp_of_an_archive_is_no_part_of_a_text(language: str, stamp: str, extract_text: Extract) -> None:
    first, second = TEXTS[language]
    bare, stamped = (extract_text(text, language) for text in (f"{first}\n\n{second}", f"{first} {stamp} {second}"))
    assert [entity.label.text for entity in stamped.entities] == [entity.label.text for entity in bare.entities]


@pytest.mark.parametrize(("language", "lines"), FURNITURE)
def test_furniture_adds_nothing(language: str, lines: str, extract_text: Extract) -> None:
    first, second = TEXTS[language]
    bare, furnished = (extract_text(text, language) for text in (f"{first}\n\n{second}", f"{first}\n\n{lines}\n\n{second}"))
    assert [entity.label.text for entity in furnished.entities] == [entity.label.text for entity in bare.entities]
    assert len(furnished.statements) == len(bare.statements)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Related to this, the minister visited a school in Accra."),
        ("en", "Photo exhibitions were shown in Accra, and visitors came from all over the region to see them."),
        ("fr", "Partager les terres est le souhait de tous les paysans de la région."),
    ],
)
def test_sentences_that_begin_like_furniture_stay(language: str, line: str, read_text: Read) -> None:
    assert read_text(line, language).text == line


def test_what_follows_furniture_is_found_at_its_own_place(read_text: Read) -> None:
    text = "Le maire est venu à Lomé.\n\nLire aussi : Un maire arrive\n\nIl repart pour Dakar."
    reading = read_text(text, "fr")
    begin = reading.text.index("Dakar")
    assert reading.original(begin, begin + 5).of(text) == "Dakar"


def test_a_text_of_furniture_alone_says_nothing(extract_text: Extract) -> None:
    assert extract_text("Lire aussi : Le ministre arrive à Dakar", "fr").entities == ()


def test_a_pointer_behind_a_sentence_is_cut_with_its_colon(read_text: Read) -> None:
    text = "Le maire est venu à Lomé. A surtout lire sur Le Fleuve : Il repart lundi."
    assert read_text(text, "fr").text == "Le maire est venu à Lomé.\n\nIl repart lundi."


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("fr", "La maire est venue. A LIRE AUSSI Awa Diallo a été élue à Lomé en 2010.", "Awa Diallo a été élue à Lomé en 2010."),
        ("en", "The mayor came. READ ALSO Jane Otieno was elected in Suva in 2010.", "Jane Otieno was elected in Suva in 2010."),
    ],
)
def test_a_pointer_in_capitals_behind_a_sentence_is_cut_out(language: str, text: str, kept: str, read_text: Read) -> None:
    reading = read_text(text, language)
    assert reading.sentences[-1].text == kept
    assert reading.original(reading.sentences[-1].begin, reading.sentences[-1].end).of(text) == kept
