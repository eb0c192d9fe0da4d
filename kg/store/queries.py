"""Saved queries: files of SPARQL with a head that tells what they answer and which parameters they take.

The head is made of the lines that begin with `#+`, before the query:

    #+ summary: Statements of a speaker over time
    #+ summary-fr: Déclarations d'un locuteur au fil du temps
    #+ description: One row a statement, the oldest first. A long text
    #+   goes on in lines that are indented by three spaces.
    #+ description-fr: …
    #+ tags: statements, speakers
    #+ param speaker: entity required
    #+   en: The speaker.
    #+   fr: Le locuteur.
    #+ param lang: language = en
    #+   en: Language of the names.
    #+   fr: Langue des noms.

    head       = { "#+" ( key | parameter | continuation ) }
    key        = " " ( "summary" | "description" ) [ "-fr" ] ":" text  |  " tags:" name { "," name }
    parameter  = " param " name ":" type [ "required" | "=" default ]
    continuation = three or more spaces, then: of a parameter, "en:" or "fr:" and text; else more text of the key above

`type` is one of `kg.store.parameters.TYPES`. The parameter `speaker` is the variable `?speaker`; its values are put where a comment
`# parameters: speaker` stands (`# parameters` takes all of them), which may be in several groups, since a sub-select does not see what is
bound outside. Without such a comment they are put at the beginning of the WHERE group. A parameter that has neither default nor value
stays unbound: `?statement kg:speaker ?speaker` then holds for any speaker, and `FILTER(!BOUND(?year) || …)` for any year.

The default graph is the union of all graphs; Oxigraph repeats a triple that stands in several, so count with DISTINCT. Relative IRIs are
resolved against the store's base: `<graph/entities>` is the graph that has each entity once, with one label a language.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from kg import data
from kg.errors import ParameterError, QueryError, UnknownQuery
from kg.graph.vocabulary import PREFIXES
from kg.store import sparql_text
from kg.store.federation import asks_others
from kg.store.names import Graph
from kg.store.parameters import TYPES, Parameter, Term

Results = QuerySolutions | QueryTriples | QueryBoolean

_HEAD_LINE = re.compile(r"#\+( *)(.*)")
_KEY = re.compile(r"(summary|description)(?:-(fr|en))?:\s*(.*)")
_PARAMETER = re.compile(r"param ([a-z][a-zA-Z0-9_]*):\s*(\w+)\s*(?:(required)|=\s*(.*))?")
_DESCRIPTION = re.compile(r"(en|fr):\s*(.*)")
_CONTINUATION: Final = 3  # spaces at which a line belongs to the one above
_MESSAGE_LENGTH: Final = 160  # of what the parser expected; its full list is a page


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQuery:
    """A query in a file, and what its head tells of it."""

    name: str
    text: str
    form: str  # SELECT, ASK, CONSTRUCT or DESCRIBE
    summaries: Mapping[str, str] = field(default_factory=dict)  # by language
    descriptions: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()

    def summary(self, language: str) -> str:
        return self.summaries.get(language) or self.summaries.get("en", "")

    def description(self, language: str) -> str:
        return self.descriptions.get(language) or self.descriptions.get("en", "")

    def bound(self, given: Mapping[str, str], graph: Graph) -> str:
        """The text with the values of its parameters, ready to run.

        Raises:
            ParameterError: a parameter is missing, unknown or not of its type.
        """
        return sparql_text.bind(self.text, self.terms(given, graph))

    def terms(self, given: Mapping[str, str], graph: Graph) -> dict[str, list[Term]]:
        """The terms of each parameter that has a value or a default.

        Raises:
            ParameterError: a parameter is missing, unknown or not of its type.
        """
        self._check_names(given)
        values = {parameter.name: given.get(parameter.name, parameter.default) for parameter in self.parameters}
        return {p.name: p.terms(value, graph) for p in self.parameters if (value := values[p.name]) is not None}

    def _check_names(self, given: Mapping[str, str]) -> None:
        names = [parameter.name for parameter in self.parameters]
        for name in given:
            if name not in names:
                raise ParameterError(f"query {self.name!r} has no parameter {name!r}{_near(name, names)}; {_takes(names)}")
        for parameter in self.parameters:
            if parameter.required and parameter.name not in given:
                expected = TYPES[parameter.type].expected
                raise ParameterError(f"query {self.name!r} needs the parameter {parameter.name!r}: {expected}")

    def run(self, graph: Graph, given: Mapping[str, str] | None = None, services: Sequence[str] = ()) -> Results:
        """Runs the query over the union of all graphs; by SERVICE it may ask those `services` and no others.

        Raises:
            ParameterError: a parameter is missing, unknown or not of its type.
            QueryError: the text is not SPARQL, and the message has line and column; or it would ask another server.
        """
        return evaluate(self.bound(given or {}, graph), graph, self.name, services)


def evaluate(text: str, graph: Graph, name: str = "query", services: Sequence[str] = ()) -> Results:
    """Evaluates a query over the union of all graphs, unless it chooses its graphs by FROM. The prefixes of the ontology are known.

    Raises:
        QueryError: it is not SPARQL, needs what there is not, or would ask another server than those `services`.
    """
    if asks_others(text, services):
        raise QueryError(f"{name}: it asks another server by SERVICE; to let it, name that server: --service IRI")
    union = not graph.merged and not sparql_text.names_a_dataset(text)
    try:
        return graph.store.query(text, base_iri=graph.base, prefixes=PREFIXES, use_default_graph_as_union=union)
    except SyntaxError as error:
        raise QueryError(f"{name}: {shortened(error)}") from None
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(f"{name}: {error}") from error


def shortened(error: SyntaxError) -> str:
    """The parser's message with its place, without the page of what it would have liked."""
    message = re.sub(r"\s*\['.*", " …", str(error), flags=re.DOTALL)
    return message if len(message) <= _MESSAGE_LENGTH else message[:_MESSAGE_LENGTH] + " …"


def folder() -> Path:
    """The queries that come with the package."""
    return data.folder("queries")


def saved_queries(where: Path | None = None) -> list[SavedQuery]:
    """All queries of a folder, by name.

    Raises:
        QueryError: a file's head is not right; the message has file and line.
    """
    return [read(path) for path in sorted((where or folder()).glob("*.rq"))]


def find(name: str, where: Path | None = None) -> SavedQuery:
    """A saved query by its name.

    Raises:
        UnknownQuery: none has this name; the message has names that are near.
    """
    names = [path.stem for path in sorted((where or folder()).glob("*.rq"))]
    if name not in names:
        raise UnknownQuery(f"no saved query is named {name!r}{_near(name, names)}; kg query --list shows all")
    return read((where or folder()) / f"{name}.rq")


def read(path: Path) -> SavedQuery:
    """A query from a file, with or without a head.

    Raises:
        QueryError: the file can't be read, is not a query, or its head is not right.
    """
    try:
        return parse(path.read_text(encoding="utf-8-sig"), path.stem)
    except OSError as error:
        raise QueryError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except QueryError as error:
        raise type(error)(f"{path}: {error}") from None


def parse(text: str, name: str) -> SavedQuery:
    """A query from its text.

    Raises:
        QueryError: it is not a query, or a line of its head is not right.
    """
    head = _Head()
    for number, line in _head_lines(text):
        head.take(line, number)
    parameters = tuple(head.parameters.values())
    _check_used(parameters, text)
    return SavedQuery(
        name=name,
        text=text,
        form=sparql_text.query_form(text),
        summaries=head.texts["summary"],
        descriptions=head.texts["description"],
        tags=head.tags,
        parameters=parameters,
    )


def _head_lines(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if match := _HEAD_LINE.match(line):
            yield number, match
        elif line.strip() and not line.startswith("#"):
            return


def _check_used(parameters: tuple[Parameter, ...], text: str) -> None:
    if parameters:
        sparql_text.places(text)
    used = sparql_text.variables(text)
    for parameter in parameters:
        if parameter.name not in used:
            raise QueryError(f"parameter {parameter.name!r}: the query has no variable ?{parameter.name}")


class _Head:
    """Collects a head line by line."""

    def __init__(self) -> None:
        self.texts: dict[str, dict[str, str]] = {"summary": {}, "description": {}}
        self.tags: tuple[str, ...] = ()
        self.parameters: dict[str, Parameter] = {}
        self.last: tuple[str, str] | None = None  # what a continuation goes on with: (key, language) or ("param", name)

    def take(self, line: re.Match[str], number: int) -> None:
        indent, content = len(line.group(1)), line.group(2).rstrip()
        if not content:
            return
        understood = self._continue(content) if indent >= _CONTINUATION else self._begin(content)
        if not understood:
            raise QueryError(f"line {number}: {content!r} is not a line of a head; see `kg query --help`")

    def _begin(self, content: str) -> bool:
        if match := _KEY.fullmatch(content):
            key, language, text = match.group(1), match.group(2) or "en", match.group(3)
            self.texts[key][language] = text
            self.last = (key, language)
            return True
        if content.startswith("tags:"):
            self.tags = tuple(tag.strip() for tag in content.removeprefix("tags:").split(",") if tag.strip())
            return True
        match = _PARAMETER.fullmatch(content)
        return bool(match) and self._parameter(*match.groups()) if match else False

    def _parameter(self, name: str, kind: str, required: str | None, default: str | None) -> bool:
        if kind not in TYPES:
            raise QueryError(f"parameter {name!r}: no type {kind!r}{_near(kind, list(TYPES))}; there are {', '.join(TYPES)}")
        if name in self.parameters:
            raise QueryError(f"parameter {name!r} stands twice in the head")
        self.parameters[name] = Parameter(name=name, type=kind, default=_unquoted(default), required=bool(required))
        self.last = ("param", name)
        return True

    def _continue(self, content: str) -> bool:
        key, place = self.last or ("", "")
        if key in self.texts:
            self.texts[key][place] = f"{self.texts[key][place]} {content}".strip()
            return True
        match = _DESCRIPTION.fullmatch(content)
        if key != "param" or not match:
            return False
        old = self.parameters[place]
        told = {**old.descriptions, match.group(1): match.group(2)}
        self.parameters[place] = Parameter(name=old.name, type=old.type, default=old.default, required=old.required, descriptions=told)
        return True


def _unquoted(default: str | None) -> str | None:
    """A default may stand in double quotes: the only way to write an empty one."""
    return default[1:-1] if default and len(default) > 1 and default[0] == default[-1] == '"' else default


def _near(name: str, names: list[str]) -> str:
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    return f"; near: {', '.join(near)}" if near else ""


def _takes(names: list[str]) -> str:
    return f"it takes {', '.join(names)}" if names else "it takes none; a head line like `#+ param speaker: entity` declares one"
