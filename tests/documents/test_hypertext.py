from __future__ import annotations

import socket
import time

import pytest

from kg.documents.hypertext import MAX_DEPTH, NoMainTextError, read_html

TITLE = "Dakar : trois écoles ouvertes"
FIRST = "La ministre a ouvert, jeudi 2 mars 2017, trois écoles : «\u00a0C’est une étape importante\u00a0», a-t-elle déclaré à Dakar."
SECOND = "Le projet, financé par la Banque des écoles, durera cinq ans et coûtera 3 millions d’euros. Il concerne douze régions."
HEAD = (
    f'<title>{TITLE} | Le Journal</title><meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="Le Journal">'
    '<link rel="canonical" href="https://example.org/ecoles"><meta property="article:published_time" content="2023-05-04T10:00:00Z">'
)


def page(body: str, head: str = HEAD) -> str:
    frame = f'<nav><a href="/">Accueil</a></nav>{body}<footer>Mentions légales</footer>'
    return f'<!DOCTYPE html><html lang="fr-SN"><head>{head}</head><body>{frame}</body></html>'


ARTICLE = f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></article>"


def test_the_main_text_and_what_the_page_declares_are_read() -> None:
    content = read_html(page(ARTICLE))
    assert content.text == f"{TITLE}\n\n{FIRST}\n\n{SECOND}".replace("\u00a0", " ")
    assert (content.title, str(content.issued), content.publisher) == (TITLE, "2023-05-04", "Le Journal")
    assert (content.source, content.language) == ("https://example.org/ecoles", "fr")


def test_a_title_that_the_main_text_lacks_is_put_first() -> None:
    content = read_html(page(f"<article><p>{FIRST}</p><p>{SECOND}</p></article>"))
    assert content.text.startswith(f"{TITLE}\n\n{FIRST[:20]}")


def test_a_date_in_a_sentence_is_not_that_of_the_page() -> None:
    assert read_html(page(ARTICLE, head=f"<title>{TITLE}</title>")).issued is None


@pytest.mark.parametrize(
    "broken",
    [
        page(ARTICLE).replace("</p>", "").replace("</article>", ""),
        page(ARTICLE).replace("</body></html>", "<div><p"),
        page(ARTICLE).replace("<head>", "<head><<>").replace("</title>", ""),
        ARTICLE,
        '<?xml version="1.0" encoding="utf-8"?>' + page(ARTICLE),
        page(ARTICLE).replace("Banque", "Ban\x00que\x01"),
    ],
)
def test_broken_pages_are_read(broken: str) -> None:
    assert "financé par la Ban" in read_html(broken).text


@pytest.mark.parametrize(
    "empty", ["", "<html><body><nav><a href='/'>Accueil</a></nav></body></html>", "<html></html>", "<script>alert(1)</script>"]
)
def test_a_page_without_main_text_is_told(empty: str) -> None:
    with pytest.raises(NoMainTextError, match="no main text"):
        read_html(empty)


@pytest.mark.parametrize(
    ("harmful", "reason"),
    [
        ("<div>" * 40_000 + "text", f"nested more than {MAX_DEPTH} deep"),
        ("<p>" * 100_000 + "text", "elements"),
        ('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html><body><p>&b;</p></body></html>', "entities"),
        ("<!--" * 100_000, "no main text"),
    ],
)
def test_pages_that_would_exhaust_the_extractor_are_refused_at_once(harmful: str, reason: str) -> None:
    begin = time.monotonic()
    with pytest.raises(NoMainTextError, match=reason):
        read_html(harmful)
    assert time.monotonic() - begin < 3


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError("a page must not be fetched")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert read_html(page(ARTICLE + '<iframe src="https://example.org/b"></iframe><img src="https://example.org/c.png">')).text
