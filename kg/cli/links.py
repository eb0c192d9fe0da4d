"""Links in lines and records, and links of others taken over as judgements."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.errors import ExchangeError, KgError
from kg.model.judgements import Judgement, Verdict, standing
from kg.model.links import ITEM_PAGE, Level, Link

if TYPE_CHECKING:
    from kg.cli.desk import Desk
    from kg.linking.mappings import Mapping, Said
    from kg.linking.ranking import Candidate
    from kg.pipeline.linkage import Question

MOST = 9  # candidates that are shown: as many as there are keys
DESCRIPTION = 90  # columns of a description

_TOLD = {
    "en": {
        Level.SAME: "is",
        Level.CLOSE: "may be",
        Level.NONE: "is not",
        "nothing": "no item of the index has one of its names, or one nearly so",
        "nothing speaks": "nothing speaks for or against",
        "judged": "judged by {by} on {when}",
        "lines": "{score:+.1f}; it is from {accepted:+.1f} if well ahead of the next, and may be from {doubtful:+.1f}",
        "none": "none of them is sure enough",
    },
    "fr": {
        Level.SAME: "est",
        Level.CLOSE: "est peut-être",
        Level.NONE: "n'est pas",
        "nothing": "aucun élément de l'index ne porte l'un de ses noms, ou presque",
        "nothing speaks": "rien ne parle pour ni contre",
        "judged": "jugé par {by} le {when}",
        "lines": "{score:+.1f} ; c'est lui dès {accepted:+.1f} s'il devance nettement le suivant, peut-être dès {doubtful:+.1f}",
        "none": "aucun n'est assez sûr",
    },
}


def as_lines(mappings: Iterable[Mapping], language: str) -> Iterator[str]:
    """A line a link: entity, whether it is the item, item."""
    told = _TOLD[language]
    for m in mappings:
        verb = typer.style(f"{told[m.level]:<7}", fg="green" if m.level is Level.SAME else "yellow")
        judged = f"  {told['judged'].format(by=m.by, when=m.when[:10])}" if m.is_judged else f"  {m.score:+.1f}"
        yield f"{m.label}  {typer.style(m.entity, dim=True)}  {verb} {m.item_label} {m.qid}{judged}"


def as_records(mappings: Iterable[Mapping]) -> str:
    """Links for programs; the names of their keys stay."""
    return json.dumps([asdict(mapping) for mapping in mappings], ensure_ascii=False, indent=1)


class LinkTeller:
    """Writes candidates in one language, a line at a time."""

    def __init__(self, language: str) -> None:
        self.language, self.told = language, _TOLD[language]

    def question(self, question: Question, links: Sequence[Link] = ()) -> Iterator[str]:
        """An entity and the items that it may be, with all reasons; `links` is what the last build made of it."""
        from kg.cli.pairs import PairTeller

        yield from PairTeller(self.language).node(question.node)
        for link in links:
            yield typer.style(f"  {self.told[link.level]} {link.qid}", fg="green" if link.level is Level.SAME else "yellow")
        if not question.candidates:
            yield f"  {self.told['nothing']}"
        for number, candidate in enumerate(question.candidates[:MOST], start=1):
            yield ""
            yield from self.candidate(number, candidate)

    def candidate(self, number: int, candidate: Candidate) -> Iterator[str]:
        from kg.explanation.reasons import LINK, reason_words
        from kg.linking.ranking import ACCEPTED, DOUBTFUL

        item, words = candidate.item, reason_words(self.language)
        country = f" [{item.country}]" if item.country else ""
        yield f"{number}  " + typer.style(item.label(self.language), bold=True) + f"{country}  {ITEM_PAGE}{item.qid}"
        if item.description:
            yield f"   {item.description[:DESCRIPTION]}"
        for reason in sorted(candidate.comparison.reasons, key=lambda reason: (-abs(reason.weight), reason.feature)):
            yield f"   {reason.weight:+5.1f}  {words.get(LINK + reason.feature, reason.feature)}: {reason.told[:DESCRIPTION]}"
        yield "   " + str(self.told["lines"]).format(score=candidate.score, accepted=ACCEPTED, doubtful=DOUBTFUL)


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What came of a file."""

    noted: int
    known: int
    left_out: tuple[str, ...]  # a message for each row that was


def take_over(at: Desk, file: Path, entity: str, item: str, by: str) -> TakenOver:
    """Notes what a file of another program's says, row by row.

    Raises:
        ExchangeError: it can't be read; nothing is noted.
    """
    rows = _read(file, entity, item)
    judged = {(line.pair, line.verdict) for line in standing(at.judgements().judgements)}
    noted, known, left_out = 0, 0, list[str]()
    for row in rows:
        try:
            line = _judgement(at, row, by, str(file))
        except KgError as error:
            left_out.append(f"{file}, line {row.line}: {error}")
            continue
        if (line.pair, line.verdict) in judged:
            known += 1
            continue
        at.note(line.a, line.b, line.verdict, line.by, line.why)
        judged.add((line.pair, line.verdict))
        noted += 1
    return TakenOver(noted, known, tuple(left_out))


def _read(file: Path, entity: str, item: str) -> list[Said]:
    from kg.linking import spreadsheets, sssom

    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        told = error.strerror if isinstance(error, OSError) else "it is not in UTF-8"
        raise ExchangeError(f"{file}: {told}; nothing was noted") from None
    is_sssom = text.startswith("#") or text.partition("\n")[0].split("\t")[0] == "subject_id"
    return sssom.read(text, str(file)) if is_sssom else spreadsheets.read(text, str(file), entity, item)


def _judgement(at: Desk, row: Said, by: str, file: str) -> Judgement:
    """A row as a judgement of now: who decided elsewhere stands in its reason."""
    referent = at.refer(row.entity.removeprefix(f"{at.source.graph.base}id/"))
    why = "; ".join(filter(None, [row.why, f"from {Path(file).name}", f"by {row.by}" if row.by else "", row.when[:10]]))
    return Judgement(a=referent.side, b=row.qid, verdict=Verdict(row.verdict), by=by, when="", why=why)
