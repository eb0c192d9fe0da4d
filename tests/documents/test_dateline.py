from __future__ import annotations

import pytest

from kg.documents.calendar import dates_in, parse_date
from kg.documents.dateline import agency_of, date_of_publication, without_date

PROSE = (
    "The ministry has opened a new school in the north of the country, where 300 children had to walk for more than an hour each day "
    "until now. The building has cost two million euros and was paid for by the region."
)


def issued(text: str) -> str | None:
    date = date_of_publication(text)
    return str(date) if date else None


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("21 juillet 2017", "2017-07-21"),
        ("1er août 2020", "2020-08-01"),
        ("le mardi 3 FÉVRIER 2015", "2015-02-03"),
        ("3 fevrier 2015", "2015-02-03"),
        ("novembre 6, 2024", "2024-11-06"),
        ("14 April 2009", "2009-04-14"),
        ("Wednesday, 20 June 2012", "2012-06-20"),
        ("Tuesday 4th May 2010", "2010-05-04"),
        ("July 07, 2012", "2012-07-07"),
        ("18  th  May 1999", "1999-05-18"),
        ("30 Jun 2000", "2000-06-30"),
        ("8th Apr 07", "2007-04-08"),
        ("sept. 2020", "2020-09"),
        ("2017-07-21", "2017-07-21"),
        ("2017-07-21T10:00:00+02:00", "2017-07-21"),
        ("21/07/2017", "2017-07-21"),
        ("07/21/2017", "2017-07-21"),
        ("05/10/10", "2010-10-05"),
        ("12.12.2019", "2019-12-12"),
        ("1/2/98", "1998-02-01"),
    ],
)
def test_dates_are_read_as_written(written: str, date: str) -> None:
    assert [str(found.date) for found in dates_in(f"x {written} y")] == [date]


@pytest.mark.parametrize(
    "written", ["31/02/2017", "12 345 2017", "10.30", "06 20 30 40 50", "192.168.1.10", "V16/1/96/3", "22 July", "loi n° 2014-17", "mai"]
)
def test_other_numbers_are_no_dates(written: str) -> None:
    assert list(dates_in(written)) == []


def test_metadata_may_give_a_year_alone() -> None:
    assert str(parse_date("2019")) == "2019"
    assert parse_date("around 3 May 2019") is None
    assert parse_date("") is None


@pytest.mark.parametrize(
    "head",
    [
        "6 novembre 2024",
        "Kinshasa, 6 novembre 2024- La ministre a ouvert la réunion.",
        "Kinshasa, le 6 novembre 2024 – La ministre a ouvert la réunion.",
        "6 novembre 2024. - La ministre a ouvert la réunion.",
        "Port-au-Prince, Haïti - 6 novembre 2024 - La ministre a ouvert la réunion.",
        "PARIS, 6 novembre 2024 (AFP) - La ministre a ouvert la réunion.",
        "GENEVA (6 November 2024) – The minister opened the meeting.",
        "La ministre et ses invités. Image : Le Journal6 novembre 2024 - La ministre a ouvert la réunion.",
        "Le titre\nnovembre 6, 2024",
        "Publié le 6 novembre 2024 à 14h30",
        "Posted on Wednesday, 6 November 2024",
        "Date: 06/11/2024",
        "MINISTER FOR HOME AFFAIRS  6 November 2024  NEW SCHOOLS FOR THE NORTH",
        "📅 Dakar, Mercredi 6 Novembre 2024",
        "PW 319/13 6 November 2024",
        "New schools for the north 06/11/24",
        "Press Release Dated: 6 Nov 2024 Press Release Number: 12",
    ],
)
def test_the_date_at_the_top_is_that_of_publication(head: str) -> None:
    assert issued(f"{head}\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}") == "2024-11-06"


@pytest.mark.parametrize(
    "end",
    [
        "17 May 2005",
        "17 May 2005.",
        "Fait à Dakar, le 17 mai 2005",
        "CANBERRA MAY 17 2005",
        "17 May 2005 Media Contact: A. Smith",
        "Date : 17/05/2005",
    ],
)
def test_the_date_at_the_end_is_that_of_publication(end: str) -> None:
    assert issued(f"A title of some words\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{end}\n") == "2005-05-17"


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE} It will be finished on 3 May 2021.",
        f"{PROSE} It was announced in May 2021 - and not before.",
        "The conference will be held in Lomé on 3 May 2021\nand will last for two days.",
        "Last update: 3 May 2021 at 12:00",
        "Mis à jour le 3 mai 2021",
        "- Directeur de cabinet (mars 2018 - avril 2021)",
        "Date de naissance : 3 mai 1961",
        "Avril 2024 : nommée ministre des Écoles",
        "5 avril 2024 : nommée ministre des Écoles",
        "Thursday, 22 July",
    ],
)
def test_a_date_that_the_text_speaks_of_is_not_that_of_publication(text: str) -> None:
    assert issued(text) is None


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("05/07/2022\nThe governor visited the state on Friday.", "2022-05-07"),
        ("05/07/2022\nThe governor visited the state on Monday.", "2022-07-05"),
        ("05/07/2022\nThe governor, who visited the state on Friday, met the chiefs on Tuesday.", "2022"),
        ("01/07/2022\nThe nurses begin a strike on Monday, January 10.", "2022-01-07"),
        ("01/07/2022\nThe strike began on the 29th of June.", "2022-07-01"),
        ("10/02/2022\nThe strike began on 31 January.", "2022-02-10"),
        ("08/01/2021\nHis suspension took effect from Saturday, July 31st 2021.", "2021-08-01"),
        ("08/01/2021\nReaders wrote to us, the last of them on 07/23/2021.", "2021-08-01"),
        ("08/01/2021\nReaders wrote to us, the last of them on 23/12/2020.", "2021-01-08"),
        ("08/01/2021\nThe minister is pleased.", "2021"),
        ("08.01.2021\nThe minister is pleased.", "2021-01-08"),
        ("10/19/2021\nThe minister is pleased.", "2021-10-19"),
        ("06/06/2021\nThe minister is pleased.", "2021-06-06"),
    ],
)
def test_the_days_around_it_tell_whether_a_month_stands_first(head: str, date: str) -> None:
    assert str(date_of_publication(f"A title of some words\n{head}\n\n{PROSE}", "en")) == date


def test_the_day_stands_first_in_languages_that_always_put_it_there() -> None:
    assert str(date_of_publication(f"Le titre\n05/07/2022\nLe ministre est venu vendredi. {PROSE}", "fr")) == "2022-07-05"


def test_a_date_between_paragraphs_of_the_body_is_not_that_of_publication() -> None:
    assert issued("\n\n".join(["A title", PROSE, PROSE, PROSE, "3 May 2021", PROSE, PROSE, PROSE, PROSE])) is None


def test_a_date_is_not_cut_in_two_where_the_end_begins() -> None:
    assert issued("x" * 3000 + "\n13/05/2021\n" + "y" * 590) is None
    assert issued("x" * 3000 + "\n13/05/2021\n" + "y" * 580) == "2021-05-13"


def test_a_line_of_its_own_goes_before_the_end_of_a_heading() -> None:
    assert issued(f"Correction to the release made 1 May 2003\n\n{PROSE}\n\n23 April 2003\n") == "2003-04-23"


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("PARIS (AFP) - La ministre a ouvert la réunion des gouverneurs de province.", "AFP"),
        ("Dakar, 3 mai 2021 (APS) – La ministre a ouvert la réunion des gouverneurs.", "APS"),
        ("The Memorandum of Understanding (MOU) - signed by both ministers in the capital tonight.", None),
        ("Human Rights Office (HRO) - the office that the government founded ten years ago", None),
        ("- Agence nationale (AN) - une agence que le gouvernement a fondée il y a dix ans", None),
    ],
)
def test_the_agency_of_a_dateline_is_found(line: str, agency: str | None) -> None:
    assert agency_of(f"Title\n\n{line}") == agency


@pytest.mark.parametrize(
    ("row", "rest"),
    [
        ("Boats arrive 27/04/10", "Boats arrive"),
        ("novembre 6, 2024 La réunion", "La réunion"),
        ("Posted on 6 April 2012", ""),
        ("No date here", "No date here"),
    ],
)
def test_a_row_is_freed_of_its_date(row: str, rest: str) -> None:
    assert without_date(row) == rest
