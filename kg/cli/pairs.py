"""Pairs of entities as text for a reader, in English or French, and as JSON for programs: what speaks for and against their being one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from kg.cli.wrapping import wrapped
from kg.model.links import ITEM_PAGE

if TYPE_CHECKING:
    from kg.model.judgements import Judgement
    from kg.model.profiles import Node
    from kg.pipeline.pairs import Pair, Step
    from kg.pipeline.references import Referent

LISTED = 6  # names, bodies and places of an entity that are shown

HEADINGS = {
    "en": {
        "one": "{a} and {b} are one: {address}",
        "two": "{a} and {b} are two: {a_address}, {b_address}",
        "judged": "judged {verdict} by {by} on {when}",
        "verdicts": {"same": "the same", "different": "different", "unsure": "unsure"},
        "behind": "the next kg build follows it",
        "decide": "If you know better: kg {command} {a} {b}",
        "undo": "To take the judgement back: kg undo {a} {b}",
        "alone": "Both are names of {key}: {count} documents use them of one thing",
        "classes": "They are of two classes, and are not compared",
        "direct": "Compared directly",
        "between": "They are one through others",
        "score": "{score:+.1f}; from {accepted:+.1f} on two are one, from {doubtful:+.1f} on a person should look",
        "contradicted": "what contradicts keeps them apart, whatever the score",
        "obstacle": "Others of the two can't be one, which keeps these apart",
        "item": "one of them is {address}, and the other may be",
        "nothing": "nothing speaks for it or against it",
        "names": "names",
        "posts": "posts",
        "country": "country",
        "kind": "type",
        "dates": "dates",
        "places": "places",
        "bodies": "bodies",
        "documents": "documents",
    },
    "fr": {
        "one": "{a} et {b} sont une seule entité : {address}",
        "two": "{a} et {b} sont deux entités : {a_address}, {b_address}",
        "judged": "jugés {verdict} par {by} le {when}",
        "verdicts": {"same": "identiques", "different": "différents", "unsure": "incertains"},
        "behind": "le prochain kg build en tiendra compte",
        "decide": "Si vous savez mieux : kg {command} {a} {b}",
        "undo": "Pour retirer le jugement : kg undo {a} {b}",
        "alone": "Tous deux sont des noms de {key} : {count} documents en usent d'une même chose",
        "classes": "Ils sont de deux classes, et ne sont pas comparés",
        "direct": "Comparés directement",
        "between": "Ils sont une seule entité par d'autres",
        "score": "{score:+.1f} ; dès {accepted:+.1f} deux entités sont une, dès {doubtful:+.1f} quelqu'un devrait regarder",
        "contradicted": "ce qui contredit les sépare, quel que soit le score",
        "obstacle": "D'autres des deux ne peuvent être une seule entité, ce qui sépare ceux-ci",
        "item": "l'un est {address}, l'autre l'est peut-être",
        "nothing": "rien ne parle pour ni contre",
        "names": "noms",
        "posts": "fonctions",
        "country": "pays",
        "kind": "type",
        "dates": "dates",
        "places": "lieux",
        "bodies": "organismes",
        "documents": "documents",
    },
}


class PairTeller:
    """Writes pairs in one language, a line at a time."""

    def __init__(self, language: str) -> None:
        self.language, self.told = language, HEADINGS[language]

    def say(self, heading: str, **values: object) -> str:
        return str(self.told[heading]).format(**values)

    def pair(self, names: tuple[str, str], one: Referent, other: Referent, pair: Pair) -> Iterator[str]:
        """Whether two are one, and all that it rests on."""
        title = self.say(
            "one" if pair.are_one else "two", a=names[0], b=names[1], address=one.path, a_address=one.path, b_address=other.path
        )
        yield wrapped(typer.style(title, bold=True), hanging="  ")
        if pair.judgement:
            yield self.judgement(pair.judgement) + (f"; {self.told['behind']}" if pair.is_behind else "")
        for node in pair.shared:
            yield self.say("alone", key=node.key, count=node.documents)
        if pair.direct:
            yield from ("", self.keys("direct", pair.direct), *self.step(pair.direct))
        elif not pair.shared:
            yield self.say("classes")
        if pair.between:
            yield from ("", f"{self.told['between']}:")
        for step in pair.between:
            yield wrapped(f"{step.one.key}, {step.other.key}", hanging="  ")
            yield from self.step(step)
        yield from self.obstacle(pair.obstacle)
        yield from self.advice(one, other, pair)

    def advice(self, one: Referent, other: Referent, pair: Pair) -> Iterator[str]:
        """What to do where a person knows better."""
        if pair.judgement:
            yield from ("", self.say("undo", a=one.side, b=other.side))
        elif one.side != other.side and (pair.are_one or one.cls == other.cls):
            yield from ("", self.say("decide", command="different" if pair.are_one else "same", a=one.side, b=other.side))

    def keys(self, heading: str, step: Step) -> str:
        return wrapped(f"{self.told[heading]}: {step.one.key}, {step.other.key}", hanging="  ")

    def obstacle(self, step: Step | None) -> Iterator[str]:
        """What keeps two apart for which enough speaks, if something does."""
        if step:
            yield from ("", self.keys("obstacle", step), *self.step(step))

    def judgement(self, line: Judgement) -> str:
        verdicts = HEADINGS[self.language]["verdicts"]
        verdict = verdicts[line.verdict] if isinstance(verdicts, dict) else line.verdict
        return self.say("judged", verdict=verdict, by=line.by, when=line.when[:10]) + (f": {line.why}" if line.why else "")

    def step(self, step: Step) -> Iterator[str]:
        """The reasons, the weightiest first, and their sum."""
        from kg.explanation.reasons import reason_words
        from kg.pipeline.pairs import ACCEPTED, DOUBTFUL

        words = reason_words(self.language)
        if step.item:
            yield wrapped(f"  {self.say('item', address=f'{ITEM_PAGE}{step.item}')}", hanging=" " * 9)
        for reason in sorted(step.comparison.reasons, key=lambda reason: (-abs(reason.weight), reason.feature)):
            yield wrapped(f"  {reason.weight:+5.1f}  {words.get(reason.feature, reason.feature)}: {reason.told}", hanging=" " * 9)
        if not step.comparison.reasons:
            yield f"  {self.told['nothing']}"
        yield "  " + self.say("score", score=step.comparison.score, accepted=ACCEPTED, doubtful=DOUBTFUL)
        if step.comparison.is_contradicted:
            yield f"  {self.told['contradicted']}"
        if step.judgement:
            yield f"  {self.judgement(step.judgement)}"

    def node(self, node: Node) -> Iterator[str]:
        """What documents tell of one of the two."""
        from kg.model.profiles import facts, main_label

        yield typer.style(main_label(node), bold=True) + f"  {node.key}"
        for heading, values in {**facts(node), "documents": [str(node.documents)]}.items():
            yield wrapped(f"  {self.told[heading]!s:<10} {_listed(values)}", hanging=" " * 13)


def _listed(values: list[str]) -> str:
    return " · ".join(values[:LISTED]) + (" · …" if len(values) > LISTED else "")


def as_record(one: Referent, other: Referent, pair: Pair) -> dict[str, object]:
    """A pair for programs; the names of its keys stay."""
    return {
        "a": one.side,
        "b": other.side,
        "are_one": pair.are_one,
        "entities": sorted({one.path, other.path}),
        "judgement": asdict(pair.judgement) if pair.judgement else None,
        "direct": _step(pair.direct) if pair.direct else None,
        "obstacle": _step(pair.obstacle) if pair.obstacle else None,
        "between": [_step(step) for step in pair.between],
    }


def _step(step: Step) -> dict[str, object]:
    return {
        "a": step.one.key,
        "b": step.other.key,
        "score": round(step.comparison.score, 3),
        "contradicted": step.comparison.is_contradicted,
        "reasons": [{"feature": r.feature, "weight": r.weight, "told": r.told} for r in step.comparison.reasons],
        "judgement": asdict(step.judgement) if step.judgement else None,
    }
