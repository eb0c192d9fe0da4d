"""Explanations as text for a reader, in English or French, and as JSON for programs."""

from __future__ import annotations

import json
import shlex
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

import typer
from pyoxigraph import NamedNode

from kg.cli.wrapping import wrapped
from kg.explanation.records import (
    EntityExplanation,
    Explanation,
    FactExplanation,
    MentionExplanation,
    Named,
    Origin,
    Passage,
    RuleText,
    StatementExplanation,
)
from kg.explanation.source import Source

LISTED = 12  # documents, forms of a rule and matches that are shown; --json has them all
_WORDS = 60  # characters of the words of a list's row
_KINDS = {MentionExplanation: "mention", FactExplanation: "fact", StatementExplanation: "statement", EntityExplanation: "entity"}

HEADINGS = {
    "en": {
        "colon": ": ",
        "mention": "mention",
        "fact": "fact",
        "statement": "statement",
        "entity": "entity",
        "document": "document",
        "place": "{document}, line {line}, characters {begin}-{end}",
        "rule": "rule",
        "confidence": "confidence",
        "model": "model",
        "address": "address",
        "follows": "follows",
        "stands_for": "stands for",
        "speaker": "speaker",
        "cue": "verb",
        "kind": "kind",
        "names": "also named",
        "mentions": "mentions: {count}, documents: {documents}",
        "no_mentions": "not mentioned by itself; read from:",
        "documents": "documents",
        "unknown_rule": "not in the catalogue: a rule of your own, or of another version",
        "unknown": "not recorded",
        "more": "… and {count} more; --json has them all",
        "choose": "{count} matches. One of them in full: kg explain {address}",
        "facts": "The facts about it, with their sentences: kg query evidence -p entity={address}",
    },
    "fr": {
        "colon": " : ",
        "mention": "mention",
        "fact": "fait",
        "statement": "déclaration",
        "entity": "entité",
        "document": "document",
        "place": "{document}, ligne {line}, caractères {begin}-{end}",
        "rule": "règle",
        "confidence": "confiance",
        "model": "modèle",
        "address": "adresse",
        "follows": "d'où",
        "stands_for": "désigne",
        "speaker": "locuteur",
        "cue": "verbe",
        "kind": "genre",
        "names": "autres noms",
        "mentions": "mentions : {count}, documents : {documents}",
        "no_mentions": "sans mention propre ; lu dans :",
        "documents": "documents",
        "unknown_rule": "absente du catalogue : une règle à vous, ou d'une autre version",
        "unknown": "non consigné",
        "more": "… et {count} de plus ; --json les donne tous",
        "choose": "{count} réponses. L'une d'elles en entier : kg explain {address}",
        "facts": "Les faits à son sujet, avec leurs phrases : kg query evidence -p entity={address}",
    },
}


def as_json_text(source: Source, found: Sequence[Explanation]) -> str:
    """All matches in full; the names of the keys stay."""
    records = [{"type": _KINDS[type(explanation)], **asdict(explanation)} for explanation in found]
    return json.dumps({"language": source.language, "matches": records}, ensure_ascii=False, indent=1)


def as_list(source: Source, found: Sequence[Explanation]) -> str:
    """One line a match, and how to see one of them in full."""
    told = HEADINGS[source.language]
    rows = [(told[_KINDS[type(e)]], _short(e), source.short(NamedNode(e.iri))) for e in found[:LISTED]]
    widths = [max(len(row[i]) for row in rows) for i in range(2)]
    lines = [f"{kind:<{widths[0]}}  {words:<{widths[1]}}  {address}" for kind, words, address in rows]
    lines += _more(told, len(found))
    return "\n".join([*lines, "", told["choose"].format(count=len(found), address=shlex.quote(rows[0][2]))])


def as_text(source: Source, explanation: Explanation) -> str:
    """One explanation in full."""
    return "\n".join(_Teller(source).tell(explanation))


def _short(explanation: Explanation) -> str:
    """What a row of a list says, with the rule that read it."""
    match explanation:
        case MentionExplanation():
            words = f"“{explanation.words}” = {', '.join(named.name for named in explanation.stands_for)}"
        case FactExplanation():
            words = f"{explanation.subject.name} · {explanation.predicate.name} · {explanation.object.name}"
        case StatementExplanation():
            words = explanation.text
        case EntityExplanation():
            words = f"{explanation.name} ({', '.join(explanation.kinds)})"
    rules = [rule.name for rule in explanation.origin.rules] if isinstance(explanation, MentionExplanation | FactExplanation) else []
    return textwrap.shorten(words, _WORDS, placeholder=" …") + (f" [{', '.join(rules)}]" if rules else "")


def _more(told: dict[str, str], count: int) -> list[str]:
    return [told["more"].format(count=count - LISTED)] if count > LISTED else []


def _marked(words: str) -> str:
    """Emphasis that also shows where there are no colours."""
    return typer.style(words, bold=True, underline=True) if sys.stdout.isatty() else f"**{words}**"


def _quoted(passage: Passage) -> Iterator[str]:
    """The sentence with its marks, indented, a blank line around it."""
    yield ""
    yield wrapped(marked(passage), "    ")
    yield ""


def marked(passage: Passage) -> str:
    """The sentence of a passage on one line, with emphasis on the words that matter."""
    pieces, at = [], passage.sentence_begin
    for begin, end in passage.marks:
        first = begin - passage.sentence_begin
        pieces += [passage.sentence[at - passage.sentence_begin : first], _marked(passage.sentence[first : end - passage.sentence_begin])]
        at = end
    pieces.append(passage.sentence[at - passage.sentence_begin :])
    return " ".join("".join(pieces).split())


class _Teller:
    """Writes explanations in one language, a line at a time."""

    def __init__(self, source: Source) -> None:
        self.source, self.told = source, HEADINGS[source.language]
        columns = ("document", "rule", "confidence", "model", "address", "follows", "stands_for", "speaker", "cue", "kind", "names")
        self.width = max(len(self.told[column]) for column in columns)

    def tell(self, explanation: Explanation) -> Iterator[str]:
        match explanation:
            case MentionExplanation():
                yield from self.mention(explanation)
            case FactExplanation():
                yield from self.fact(explanation)
            case StatementExplanation():
                yield from self.statement(explanation)
            case EntityExplanation():
                yield from self.entity(explanation)

    def mention(self, mention: MentionExplanation) -> Iterator[str]:
        yield self.title("mention", f"“{' '.join(mention.words.split())}”")
        yield from _quoted(mention.passage)
        yield self.row("document", self.place(mention.passage))
        yield from self.rows("stands_for", [self.named(named) for named in mention.stands_for])
        yield from self.origin(mention.origin)
        yield self.row("address", self.address(mention.iri))
        yield from self.rows("follows", [self.triple(fact) for fact in mention.facts])

    def fact(self, fact: FactExplanation) -> Iterator[str]:
        yield self.title("fact", self.triple(fact, with_rule=False))
        yield from _quoted(fact.passage)
        yield self.row("document", self.place(fact.passage))
        yield from self.origin(fact.origin)
        yield self.row("address", self.address(fact.iri))

    def statement(self, statement: StatementExplanation) -> Iterator[str]:
        yield self.title("statement", statement.text)
        yield from _quoted(statement.passage)
        yield self.row("document", self.place(statement.passage))
        yield self.row("kind", statement.kind)
        if statement.cue:
            yield self.row("cue", statement.cue)
        if statement.speaker_words:
            yield self.row("speaker", f"“{' '.join(statement.speaker_words.split())}”")
        for origin in dict.fromkeys(fact.origin for fact in statement.facts):
            yield from self.origin(origin)
        yield self.row("address", self.address(statement.iri))
        yield from self.rows("follows", [f"{fact.predicate.name} · {self.named(fact.object)}" for fact in statement.facts])

    def entity(self, entity: EntityExplanation) -> Iterator[str]:
        yield self.title("entity", f"{entity.name} ({', '.join(entity.kinds)})")
        yield from self.rows("names", list(entity.other_names))
        yield self.row("address", self.address(entity.iri))
        yield ""
        yield from self.uses(entity) if entity.mentions else [self.told["no_mentions"]]
        for fact in entity.facts[:LISTED]:
            yield ""
            yield from self.fact(fact)
        yield from _more(self.told, len(entity.facts))

    def uses(self, entity: EntityExplanation) -> Iterator[str]:
        yield self.told["mentions"].format(count=entity.mentions, documents=len(entity.documents))
        for use in entity.rules:
            yield f"  {use.count:>5}  {self.rule(use.rule)}"
            forms = [f"“{form.words}” ×{form.count}" for form in use.forms[:LISTED]] + _more(self.told, len(use.forms))
            yield wrapped(" · ".join(forms), " " * 9)
        yield ""
        yield (self.told["documents"] + self.told["colon"]).rstrip()
        yield from (f"  {use.count:>5}  {use.document}" for use in entity.documents[:LISTED])
        yield from _more(self.told, len(entity.documents))
        yield ""
        yield self.told["facts"].format(address=shlex.quote(self.address(entity.iri)))

    def origin(self, origin: Origin) -> Iterator[str]:
        for rule in origin.rules:
            yield self.row("rule", self.rule(rule))
            yield wrapped(rule.meaning or self.told["unknown_rule"], self.indent)
        yield self.row("confidence", self.told["unknown"] if origin.confidence is None else f"{origin.confidence:g}")
        software = f" ({', '.join(origin.software)})" if origin.software else ""
        yield self.row("model", (origin.model or self.told["unknown"]) + software)

    def title(self, kind: str, words: str) -> str:
        return self.told[kind] + self.told["colon"] + typer.style(words, bold=True)

    @property
    def indent(self) -> str:
        return " " * (self.width + 4)

    def row(self, heading: str, words: str) -> str:
        return f"  {self.told[heading]:<{self.width}}  {words}"

    def rows(self, heading: str, lines: Iterable[str]) -> Iterator[str]:
        for number, line in enumerate(lines):
            yield self.row(heading, line) if number == 0 else self.indent + line

    def place(self, passage: Passage) -> str:
        return self.told["place"].format(document=passage.document, line=passage.line, begin=passage.begin, end=passage.end)

    def rule(self, rule: RuleText) -> str:
        return rule.name + self.told["colon"] + rule.label if rule.label else rule.name

    def named(self, named: Named) -> str:
        kind = f" ({named.kind})" if named.kind else ""
        address = f"  {self.address(named.iri)}" if named.iri else ""
        return f"{named.name}{kind}{address}"

    def triple(self, fact: FactExplanation, *, with_rule: bool = True) -> str:
        words = f"{fact.subject.name} · {fact.predicate.name} · {fact.object.name}"
        return words + (f" [{', '.join(rule.name for rule in fact.origin.rules)}]" if with_rule else "")

    def address(self, iri: str) -> str:
        return self.source.short(NamedNode(iri))
