"""Findings: which rule is broken, by what, and in which sentence of which document; told to a reader or to a program."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from kg.graph.vocabulary import PREFIXES

SHAPES = "https://w3id.org/pressgraph/shapes#"
SHOWN = 120  # characters of a sentence that a report quotes

_VIOLATION = "Violation"
_PREFIXES = sorted((PREFIXES | {"kgsh": SHAPES}).items(), key=lambda item: -len(item[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule is broken. Terms are written as in N-Triples, so that findings can be sorted, compared and sent to other processes."""

    document: str | None  # identifier; None where the graph is not that of a document
    severity: str  # Violation, Warning or Info
    shape: str  # IRI of the rule: a shape, a SPARQL constraint, or a check against the texts
    component: str  # IRI of the constraint component
    focus: str  # the node that was looked at
    path: str | None = None  # the property
    value: str | None = None
    messages: tuple[tuple[str, str], ...] = ()  # language, text
    sentence: str | None = None  # the words that the fact or mention was read from
    begin: int | None = None  # where they stand, in code points
    end: int | None = None
    extractor: str | None = None  # the rule or model that read it
    graph: str | None = None  # IRI of the named graph

    @property
    def is_violation(self) -> bool:
        """Whether what breaks the rule may not be stored."""
        return self.severity == _VIOLATION

    def message(self, language: str = "en") -> str:
        """What is expected, in a language, or in any if there is no text in that one."""
        texts = dict(self.messages)
        return texts.get(language) or next(iter(texts.values()), short(self.shape))

    def culprit(self) -> str:
        """The value or node at fault, in short."""
        return " ".join(short(part) for part in (self.focus, self.path, self.value) if part)

    def line(self, language: str = "en") -> str:
        """The finding on one line: file, message, culprit, sentence."""
        where = self.document or short(self.graph or "")
        quoted = f" « {_cut(self.sentence)} » ({self.begin}–{self.end})" if self.sentence else ""
        by = f" [{self.extractor}]" if self.extractor else ""
        return f"{where}: {self.message(language)} {self.culprit()}{quoted}{by}"

    def as_json(self) -> dict[str, object]:
        """The finding for programs; the names of its keys stay."""
        return asdict(self) | {"messages": dict(self.messages)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All findings over some graphs."""

    graphs: int  # how many were looked at
    findings: tuple[Finding, ...]  # sorted

    @classmethod
    def of(cls, graphs: int, findings: Iterable[Finding]) -> Report:
        """A report with its findings in their order."""
        return cls(graphs=graphs, findings=tuple(sorted(set(findings), key=sort_key)))

    @property
    def conforms(self) -> bool:
        """Whether no rule is broken that keeps anything out of the store; warnings do not count."""
        return not any(finding.is_violation for finding in self.findings)

    @property
    def counts(self) -> dict[str, int]:
        """Findings by severity."""
        return dict(sorted(Counter(finding.severity for finding in self.findings).items()))

    def as_json(self) -> dict[str, object]:
        """The report for programs; the names of its keys stay."""
        findings = [finding.as_json() for finding in self.findings]
        return {"conforms": self.conforms, "graphs": self.graphs, "counts": self.counts, "findings": findings}


def sort_key(finding: Finding) -> tuple[str, ...]:
    """An order for findings: violations first, then by rule, document and place."""
    place = f"{finding.begin if finding.begin is not None else 0:012d}"
    return (
        finding.severity,
        finding.shape,
        finding.document or "",
        place,
        finding.focus,
        finding.path or "",
        finding.value or "",
        finding.component,
    )


def short(term: str) -> str:
    """A term for a reader: `kg:funder`, `"2017"`, `person/ada-lovelace`, `fr/letter.txt#char=12,24`."""
    iri = term.removeprefix("<").removesuffix(">")
    for prefix, namespace in _PREFIXES:
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return re.sub(r"^.*/(?:id|doc)/(?=[^/])", "", iri)


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"


def as_text(report: Report, language: str = "en", limit: int | None = None) -> str:
    """The report for a reader, a paragraph a rule; `limit` is how many findings of each rule are listed."""
    return "\n".join(_lines(report, language, limit)) + "\n"


def _lines(report: Report, language: str, limit: int | None) -> Iterator[str]:
    rules: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        rules[finding.shape].append(finding)
    for shape, findings in rules.items():
        first = findings[0]
        yield f"{first.severity} {short(shape)} ({len(findings)}): {first.message(language)}"
        for finding in findings[:limit]:
            yield from _paragraph(finding)
        if limit is not None and len(findings) > limit:
            yield f"  … and {len(findings) - limit} more"
        yield ""
    counts = ", ".join(f"{severity}: {count}" for severity, count in report.counts.items()) or "no findings"
    yield f"{'Conforms' if report.conforms else 'Does not conform'}. Graphs: {report.graphs}; {counts}"


def _paragraph(finding: Finding) -> Iterator[str]:
    yield f"  {finding.document or short(finding.graph or '')}: {finding.culprit()}"
    if finding.sentence:
        by = f", {finding.extractor}" if finding.extractor else ""
        yield f"    {finding.begin}–{finding.end}{by}: « {_cut(finding.sentence)} »"
