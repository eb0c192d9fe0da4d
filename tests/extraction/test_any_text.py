"""What holds for every text, however strange: extraction ends without an error, and all offsets point at the words they claim."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.config import DEFAULT_PIPELINES
from kg.extraction.extract import extract_all
from kg.extraction.pipelines import Pipelines
from kg.model.extraction import Extraction
from kg.model.text import Document, Span
from tests.conftest import document

PIECES = {
    "fr": (
        "La ministre de la Santé, Mme Élodie Nzeyimana, a déclaré que les hôpitaux rouvriront lundi",
        "« Nous n’attendrons pas »",
        "a-t-il ajouté",
        "Selon l’Office fédéral de l’agriculture (OFAG)",
        "le 3 mai 2019 à Porto-Novo",
        "un atelier de formation s’est tenu",
        "le projet « Eau pour tous », financé par l’Union européenne à hauteur de 2,5 millions d’euros",
        "M. Jean-Baptiste Ouédraogo, directeur général de l’ONG Aqua",
        "DAKAR, 12 juin –",
        "Lire aussi : tous nos articles",
    ),
    "en": (
        "The Minister for Health, Dr Mary O’Connor MP, said that hospitals will reopen on Monday",
        "“We will not wait,”",
        "she added",
        "According to the World Bank Group (WBG)",
        "on 3 May 2019 in Port Moresby",
        "a training workshop was held",
        "the Clean Water Programme, funded by the European Union with €2.5 million",
        "Mr John Smith-Jones, Director-General of Aqua Aid",
        "GENEVA, 12 June -",
        "Media contact: 02 6277 7500",
    ),
}
ALONE = '\n\n"\n\n'  # a quotation mark that is a paragraph
JOINTS = (" ", ", ", ". ", "\n\n", "\n", "\u00a0", "\u202f: ", "\u200b", " — ", "\t", "\r\n", " ( ", ") ", '"', " « ", "”", "'", ALONE)
ODDITIES = ("🙂", "👩🏽‍⚕️", "\u0301", "ﬁ", "…", "İ", "ß", "\ufeff", "\u00ad", "�", "𝒜", "1", "-", "M.", "H.E.")


def strange_texts(language: str) -> st.SearchStrategy[str]:
    """Pieces of press language, joined by anything, some of them with their accents as characters of their own."""
    piece = st.sampled_from(PIECES[language]).flatmap(
        lambda text: st.sampled_from([text, unicodedata.normalize("NFD", text), text.upper(), text[: len(text) // 2]])
    )
    odd = st.sampled_from(ODDITIES) | st.text(max_size=12)
    return st.lists(st.tuples(piece | odd, st.sampled_from(JOINTS)), min_size=1, max_size=12).map(
        lambda rows: "".join(part for row in rows for part in row)
    )


@pytest.fixture(scope="module")
def pipelines() -> Pipelines:
    return Pipelines(DEFAULT_PIPELINES)


def spans(extraction: Extraction) -> Iterator[Span]:
    for entity in extraction.entities:
        yield from (mention.span for mention in entity.mentions)
    for relation in extraction.relations:
        yield relation.evidence.sentence
    for role in extraction.roles:
        yield role.evidence.sentence
    for statement in extraction.statements:
        yield from statement.pieces
        yield statement.evidence.sentence
        if statement.speaker_mention:
            yield statement.speaker_mention


def check(made: Document, extraction: Extraction) -> None:
    size = len(made.text)
    assert all(0 <= span.begin < span.end <= size for span in spans(extraction))
    for entity in extraction.entities:
        said = {" ".join(mention.span.of(made.text).split()) for mention in entity.mentions}
        assert {name.text for name in entity.names} <= said, "a name is not what the text has at the place of a mention"
    ids = {entity.id for entity in extraction.entities}
    assert {statement.speaker for statement in extraction.statements} <= ids
    assert {end for relation in extraction.relations for end in (relation.subject, relation.object)} <= ids


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_text_stops_the_extraction_and_offsets_point_at_their_words(language: str, pipelines: Pipelines) -> None:
    @settings(suppress_health_check=[HealthCheck.too_slow])
    @given(text=strange_texts(language).filter(lambda text: bool(text.strip())))
    def holds(text: str) -> None:
        made = document(text, language, issued="2019-05-06")
        check(made, next(iter(extract_all([made], pipelines))))

    holds()


SAID = "“We will not wait,” said Mary O’Connor."


@pytest.mark.parametrize(
    "text", ["{said}\n\n{mark}\n\n“Nobody will.”", "{mark}\n\n{said}", "{said}\n\nThe hall was full at noon.\n\n{mark}\n\nIt rained."]
)
@pytest.mark.parametrize("mark", ['"', "”", "“ ”", "« »", '""'])
def test_a_quotation_mark_alone_says_nothing(text: str, mark: str, pipelines: Pipelines) -> None:
    made = document(text.format(said=SAID, mark=mark), "en")
    extraction = next(iter(extract_all([made], pipelines)))
    check(made, extraction)
    assert SAID[1:17] in {piece.of(made.text) for row in extraction.statements for piece in row.pieces}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("mark", ["🙂 ", "\u00a0", "e\u0301 ", "\u200b", "\ufeff", "\r\n\r\n"])
def test_what_stands_before_a_text_moves_its_offsets_and_changes_nothing_else(
    language: str, mark: str, pipelines: Pipelines, make_document: Callable[..., Document]
) -> None:
    text = ". ".join(PIECES[language][:2]) + "."
    plain, moved = (next(iter(extract_all([make_document(t, language)], pipelines))) for t in (text, mark * 3 + "\n\n" + text))
    begin = len(mark * 3 + "\n\n")
    assert [(s.begin + begin, s.end + begin) for s in spans(plain)] == [(s.begin, s.end) for s in spans(moved)]
