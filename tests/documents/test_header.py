from __future__ import annotations

import pytest

from kg.documents.header import header_of

BODY = (
    "The minister opened the school on Monday in front of two hundred guests from all over the province. "
    "She said that the building had been paid for by the region, and that two more would follow next year."
)
LETTERHEAD = (
    "Media Contacts: A. Smith (02) 6277 7500  B. Jones on 0434 000 111\n\n\nMedia release   Ann Smith MP Minister for Schools  "
    "Senator Bob Jones Leader of the Government in the Senate                12 May 2009   {}"
)
MENU = (
    "-\nQui sommes nous\nQui sommes nousNotre agence fait partie du système des Nations Unies et promeut depuis 1951 les écoles "
    "du monde, avec 175 États membres et des bureaux dans 171 pays.\nStructure\n- Bureau des écoles\n- Direction de la lecture\n{}"
)


def title(head: str) -> str | None:
    return header_of(f"{head}\n\n{BODY}\n\n{BODY}").title


@pytest.mark.parametrize(
    "head",
    [
        LETTERHEAD,
        "Senator Ann Smith  MINISTER FOR SCHOOLS AND UNIVERSITIES\n\nMedia Centre\n\n{}\n\nVPS 059/2005",
        "{}\nmai 6, 2024 {} Par :    La rédaction",
        MENU,
        "Faits divers\nImages\n{}\nAgriculture",
        "# {}\n\n**_Ministre des Écoles_**",
        "http://www.example.org/a.html\n\nPage 1 of 2\n\n{}",
        "Shadow\u00a0Minister\u00a0for\u00a0Schools\u00a0\n\n{}\n\n12/05/09",
        "About | Contact | People | Media | News\n\n{} MPS 47/2002",
        "Ann Smith MP - Federal Member for  Leedsville {CAPITALS} May 30, 2012",
        "Embargoed until 10.30am, Tuesday 30 August\n\n{}",
    ],
)
def test_the_headline_is_found_below_what_stands_above_it(head: str) -> None:
    headline = "New schools to open in the north"
    expected = headline.upper() if "{CAPITALS}" in head else headline
    assert title(head.format(*[headline] * 2, CAPITALS=headline.upper())) == expected


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        (
            "New schools to help children and  parents in the far north  Wednesday, 20 June 2012",
            "New schools to help children and parents in the far north",
        ),
        ("MINISTER SETS NEW RECORD WITH THE OPENING OF\nTHE 13TH SCHOOL", "MINISTER SETS NEW RECORD WITH THE OPENING OF THE 13TH SCHOOL"),
        ("Dakar : 3 écoles ouvertes par la ministre | LeJournal.sn", "Dakar : 3 écoles ouvertes par la ministre"),
        ('"Écoles : ""une bonne nouvelle"" pour les parents"', 'Écoles : "une bonne nouvelle" pour les parents'),
        ("Quelle école pour quel âge ?", "Quelle école pour quel âge ?"),
        ("Schools Day in 2010", "Schools Day in 2010"),
        ("Rentrée 2024-2025 : les écoles ouvrent lundi", "Rentrée 2024-2025 : les écoles ouvrent lundi"),
    ],
)
def test_the_headline_is_freed_of_what_is_not_its_own(head: str, headline: str) -> None:
    assert title(head) == headline


@pytest.mark.parametrize(
    "head",
    [
        "",
        "Media release",
        "Chris Smith MP\nMinister for Schools",
        "- Un point de la liste des écoles\n- Un autre point de cette liste",
        "Contact : Awa Ndiaye, bureau de la presse, 12 34 56 78",
        "Lomé, Togo - 24 October 2017 - Since 2014, the ministry has been opening a school a year in each of the provinces of the north.",
    ],
)
def test_there_is_no_title_where_none_is_clear(head: str) -> None:
    assert title(head) is None


def test_a_line_below_the_beginning_of_the_body_is_no_title() -> None:
    assert header_of(f"{BODY}\n\nWhat the others said about it\n\n{BODY}").title is None


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (f"Un titre de cinq mots\n\n{BODY}\n\n---\n\nSource : Ministère des Écoles\n\nDate : 31 octobre 2024", "Ministère des Écoles"),
        (f"Un titre de cinq mots\n\n{BODY}\n\n**source**: Primature", "Primature"),
        (f"Les écoles ouvrent lundi matin | LeJournal.sn\n\n{BODY}", "LeJournal.sn"),
        (f"Les écoles ouvrent lundi matin\n\nDAKAR (AFP) - {BODY}", "AFP"),
        (f"Les écoles ouvrent lundi matin\n\n{BODY}\n\nSource: https://example.org/a", None),
        (f"Les écoles ouvrent lundi matin\n\n{BODY} The source: a friend.", None),
    ],
)
def test_the_publisher_is_read_only_where_it_is_given(text: str, publisher: str | None) -> None:
    assert header_of(text).publisher == publisher
