"""Two statements as text for a reader, in English or French, and as JSON for programs: whether they make one claim, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from kg.cli.wrapping import wrapped
from kg.explanation.reasons import reason_words

if TYPE_CHECKING:
    from kg.explanation.restating import Telling, TwoStatements
    from kg.model.claims import Likeness

LISTED = 8  # names that are shown

HEADINGS = {
    "en": {
        "restates": "The first restates the second",
        "apart": "Neither restates the other",
        "score": "{score:.2f}; from {enough:.2f} on two statements make the same claim",
        "in_common": "both documents name",
        "nothing": "the documents name nobody and nothing in common, so a build does not compare what they tell in two languages",
        "one_document": "both stand in one document; only those of two are compared",
        "another": "a build relates a statement to the one earlier statement that it is most like, among documents that name the same",
    },
    "fr": {
        "restates": "La première reprend la seconde",
        "apart": "Aucune ne reprend l'autre",
        "score": "{score:.2f} ; dès {enough:.2f} deux déclarations tiennent le même propos",
        "in_common": "les deux documents nomment",
        "nothing": "les documents ne nomment rien ni personne en commun ; leurs propos en deux langues ne sont donc pas comparés",
        "one_document": "toutes deux sont dans un document ; seules celles de deux sont comparées",
        "another": "une déclaration est liée à la seule antérieure qui lui ressemble le plus, parmi les documents qui nomment les mêmes",
    },
}


def as_lines(pair: TwoStatements, likeness: Likeness, language: str) -> Iterator[str]:
    """Both statements, what speaks for and against their making one claim, and what comes of it."""
    told, words = HEADINGS[language], reason_words(language)
    yield typer.style(told["apart" if pair.similarity is None else "restates"], bold=True)
    for telling in (pair.one, pair.other):
        yield from _telling(telling)
    yield ""
    for ground in likeness.grounds:
        line = f"  {ground.weight:+5.2f}  {words.get(ground.feature, ground.feature)}: {ground.told}"
        yield wrapped(line, hanging=" " * 9)
    yield "  " + told["score"].format(score=likeness.similarity, enough=likeness.enough)
    if pair.in_common:
        more = " · …" if len(pair.in_common) > LISTED else ""
        yield wrapped(f"  {told['in_common']}: {' · '.join(pair.in_common[:LISTED])}{more}", hanging="    ")
    if hindrance := _hindrance(pair, likeness):
        yield f"  {told[hindrance]}"


def _telling(telling: Telling) -> Iterator[str]:
    yield f"  {', '.join(filter(None, (telling.speaker, telling.document, telling.issued)))}"
    yield wrapped(f"“{telling.text}”", "    ")


def _hindrance(pair: TwoStatements, likeness: Likeness) -> str | None:
    """Why two that are alike enough are not related."""
    if pair.similarity is not None or not likeness.is_enough:
        return None
    if pair.one.document == pair.other.document:
        return "one_document"
    return "another" if pair.in_common or pair.one.language == pair.other.language else "nothing"


def as_record(pair: TwoStatements, likeness: Likeness) -> dict[str, object]:
    """The pair for programs; the names of its keys stay."""
    return {
        "a": asdict(pair.one),
        "b": asdict(pair.other),
        "restates": pair.similarity is not None,
        "similarity": round(likeness.similarity, 3),
        "enough": likeness.enough,
        "reasons": [{"feature": g.feature, "weight": round(g.weight, 3), "told": g.told} for g in likeness.grounds],
        "in_common": list(pair.in_common),
    }
