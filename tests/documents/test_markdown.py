from __future__ import annotations

import pytest

from kg.documents.markdown import read_markdown


def test_markup_is_taken_away_and_words_stay() -> None:
    source = (
        "# Le *grand* titre\n\nUn [lien](http://example.org) et `du code`,\nsur deux lignes.  \nFin &amp; suite.\n\n"
        "- un\n- **deux**\n  - trois\n\n> Une citation.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nbloc\n```\n\n"
        "<div>de l’HTML</div>\n\n***\n![Une école](x.png)\n"
    )
    assert read_markdown(source).text.split("\n\n") == [
        "Le grand titre",
        "Un lien et du code,\nsur deux lignes.\nFin & suite.",
        "- un",
        "- deux",
        "- trois",
        "Une citation.",
        "a | b",
        "1 | 2",
        "bloc",
        "de l’HTML",
        "Une école",
    ]


def test_the_first_heading_is_the_title() -> None:
    assert read_markdown("# Le *grand* titre\n\nDu texte.").title == "Le grand titre"
    assert read_markdown("Du texte.\n\n# Une section").title is None


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_front_matter_is_read_and_left_out_of_the_text(newline: str) -> None:
    lines = [
        "---",
        'titre: "Une école : la première"',
        "date: 3 mai 2021",
        "publisher: Le Journal",
        "url: https://example.org/a",
        "lang: fr-FR",
        "tags: [a, b]",
        "---",
    ]
    content = read_markdown(newline.join([*lines, "# Une école : la première", "", "Du texte."]))
    assert content.text == "Une école : la première\n\nDu texte."
    assert (content.title, str(content.issued), content.publisher) == ("Une école : la première", "2021-05-03", "Le Journal")
    assert (content.source, content.language) == ("https://example.org/a", "fr")


def test_a_title_that_only_the_front_matter_has_is_put_first() -> None:
    assert read_markdown("---\ntitle: Une école\n---\nDu texte.").text == "Une école\n\nDu texte."


def test_an_address_as_source_is_no_publisher() -> None:
    content = read_markdown("---\nsource: https://example.org/a\n---\nDu texte.")
    assert (content.publisher, content.source) == (None, "https://example.org/a")


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert read_markdown("---\n\nDu texte : le premier.").text == "Du texte : le premier."


@pytest.mark.parametrize("nested", ["[" * 20_000, ">" * 20_000 + " a", "*a " * 20_000, "- " * 2_000 + "a", "[a](" * 10_000])
def test_deep_nesting_ends(nested: str) -> None:
    assert isinstance(read_markdown(nested).text, str)
