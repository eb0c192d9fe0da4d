"""Dates, as precise as the words and never more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.text.calendar import dates_in, lasting, length_in_days, month_of_writing, times_in
from kg.model.dates import PartialDate

Bounds = list[tuple[str | None, str | None]]


def bounds(text: str, language: str, issued: str | None) -> Bounds:
    found = dates_in(text, language, PartialDate.parse(issued) if issued else None)
    return [(str(d.start) if d.start else None, str(d.finish) if d.finish else None) for d in found]


@pytest.mark.parametrize(
    ("text", "issued", "expected"),
    [
        ("du 3 au 5 mai 2016", None, [("2016-05-03", "2016-05-05")]),
        ("les 12 et 13 juin 2018", None, [("2018-06-12", "2018-06-13")]),
        ("du 28 février au 2 mars 2020", None, [("2020-02-28", "2020-03-02")]),
        ("du 30 décembre au 2 janvier 2021", None, [("2020-12-30", "2021-01-02")]),
        ("ce lundi 4 novembre 2024", None, [("2024-11-04", None)]),
        ("le 1er janvier 2020", None, [("2020-01-01", None)]),
        ("le 1er janvier", "2019-12-12", [("2020-01-01", None)]),
        ("le 31 juin 2020", None, []),
        ("12.12.2019", None, [("2019-12-12", None)]),
        ("le 21/07/2017", None, [("2017-07-21", None)]),
        ("en juin 2018", None, [("2018-06", None)]),
        ("en juin dernier", "2020-01-01", [("2019-06", None)]),
        ("en octobre prochain", "2020-06-01", [("2020-10", None)]),
        ("fin 2018", None, [("2018", None)]),
        ("instauré en 2016 après les crues", None, [("2016", None)]),
        ("depuis 2020", None, [("2020", None)]),
        ("(2016-2020)", None, [("2016", "2020")]),
        ("d'ici 2030", None, [(None, "2030")]),
        ("mercredi", "2017-07-21", [("2017-07-19", None)]),
        ("vendredi", "2017-07-21", [("2017-07-21", None)]),
        ("vendredi dernier", "2017-07-21", [("2017-07-14", None)]),
        ("lundi prochain", "2017-07-21", [("2017-07-24", None)]),
        ("mercredi", None, []),
        ("mercredi", "2017-07", []),
        ("hier", "2017-07-01", [("2017-06-30", None)]),
        ("l'année dernière", "2017-07-01", [("2016", None)]),
        ("le mois dernier", "2017-01-15", [("2016-12", None)]),
        ("la semaine dernière", "2017-01-15", []),
        ("près de 2000 personnes", None, []),
        ("depuis les années 1970", None, []),
        ("mercredi 08 octobre", None, []),
        ("de 2016 à 2020", None, [("2016", "2020")]),
        ("entre 2016 et 2020", None, [("2016", "2020")]),
        ("de janvier à mars 2024", None, [("2024-01", "2024-03")]),
        ("entre novembre 2020 et juin 2022", None, [("2020-11", "2022-06")]),
        ("d'octobre à février 2023", None, [("2022-10", "2023-02")]),
        ("les 4, 5 et 6 novembre 2024", None, [("2024-11-04", "2024-11-06")]),
        ("entre le 4 et le 6 novembre 2024", None, [("2024-11-04", "2024-11-06")]),
        ("31 octobre au 1e novembre 2024", None, [("2024-10-31", "2024-11-01")]),
        ("de lundi à mercredi", "2017-07-21", [("2017-07-17", "2017-07-19")]),
        ("il y a deux jours", "2017-07-21", [("2017-07-19", None)]),
        ("il y a deux jours", None, []),
        ("à la mi-2019", None, [("2019", None)]),
        ("au premier trimestre 2020", None, [("2020", None)]),
    ],
)
def test_french_dates(text: str, issued: str | None, expected: Bounds) -> None:
    assert bounds(text, "fr", issued) == expected


@pytest.mark.parametrize(
    ("text", "issued", "expected"),
    [
        ("on 24-25 October 2017", None, [("2017-10-24", "2017-10-25")]),
        ("on 24 and 25 October", "2017-10-30", [("2017-10-24", "2017-10-25")]),
        ("from 3 to 5 May", "2016-06-01", [("2016-05-03", "2016-05-05")]),
        ("October 24-25, 2017", None, [("2017-10-24", "2017-10-25")]),
        ("May 3rd, 2012", None, [("2012-05-03", None)]),
        ("17 May 2005", None, [("2005-05-17", None)]),
        ("since September 2001", None, [("2001-09", None)]),
        ("Since 2014", None, [("2014", None)]),
        ("(2015-2019)", None, [("2015", "2019")]),
        ("the 2016 regional conference", None, [("2016", None)]),
        ("tonight", "2005-05-17", [("2005-05-17", None)]),
        ("yesterday", "2005-03-01", [("2005-02-28", None)]),
        ("last Monday", "2009-04-14", [("2009-04-13", None)]),
        ("last week", "2009-04-14", []),
        ("next year", "2009-04-14", [("2010", None)]),
        ("He may march on", "2009-04-14", []),
        ("by 2013", None, [(None, "2013")]),
        ("today", None, []),
        ("from 2016 to 2020", None, [("2016", "2020")]),
        ("between 2016 and 2020", None, [("2016", "2020")]),
        ("launched in 2016 as a trial", None, [("2016", None)]),
        ("in 2000 villages", None, []),
        ("from January 2020 to December 2022", None, [("2020-01", "2022-12")]),
        ("between March and June 2023", None, [("2023-03", "2023-06")]),
        ("from December 2 to December 4, 2023", None, [("2023-12-02", "2023-12-04")]),
        ("on 4, 5 and 6 November 2024", None, [("2024-11-04", "2024-11-06")]),
        ("from Monday to Wednesday", "2009-04-16", [("2009-04-13", "2009-04-15")]),
        ("three days ago", "2009-04-14", [("2009-04-11", None)]),
        ("three days ago", "2009-04", []),
        ("in the summer of 2019", None, [("2019", None)]),
    ],
)
def test_english_dates(text: str, issued: str | None, expected: Bounds) -> None:
    assert bounds(text, "en", issued) == expected


@pytest.mark.parametrize(
    ("language", "text", "month"),
    [
        ("fr", "Ils ont parlé le 3 mai 2020. Ce mercredi 6 novembre 2024, la réunion a pris fin.", "2024-11"),
        ("en", "The talks began today, 6 May 2021, in Suva.", "2021-05"),
        ("fr", "Le 6 novembre 2024, la réunion a pris fin.", None),
        ("fr", "Ce mercredi, la réunion a pris fin.", None),
    ],
)
def test_a_text_may_tell_in_which_month_it_was_written(language: str, text: str, month: str | None) -> None:
    assert month_of_writing(text, language) == (PartialDate.parse(month) if month else None)


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("un atelier national de quatre jours", "fr", 4),
        ("cette réunion, de trois jours", "fr", 3),
        ("a two-day meeting", "en", 2),
        ("a 10-day course", "en", 10),
        ("a delay of 90 days", "en", None),
        ("a long meeting", "en", None),
    ],
)
def test_lengths(text: str, language: str, days: int | None) -> None:
    assert length_in_days(text, language) == days


def test_the_last_day_needs_a_first_day() -> None:
    assert lasting(PartialDate(2024, 2, 28), 3) == PartialDate(2024, 3, 1)
    assert lasting(PartialDate(2024, 2), 3) is None
    assert lasting(PartialDate(2024, 2, 28), 1) is None


@given(st.text(max_size=80), st.sampled_from(["fr", "en"]))
def test_any_text_can_be_read_and_places_lie_in_it(text: str, language: str) -> None:
    for phrase in dates_in(text, language, PartialDate(2020, 1, 31)):
        assert 0 <= phrase.begin < phrase.end <= len(text)


@pytest.mark.parametrize(
    ("language", "text", "times"),
    [
        ("en", "They met last week, and again on Wednesday 3 May.", ["last week", "Wednesday 3 May"]),
        ("fr", "Ils se sont vus la semaine dernière, puis mercredi.", ["la semaine dernière", "mercredi"]),
        ("en", "They met.", []),
    ],
)
def test_a_time_need_not_be_a_known_day(language: str, text: str, times: list[str]) -> None:
    assert [text[begin:end] for begin, end in times_in(text, language)] == times
