"""Saved queries: files of SPARQL with a head that tells what they answer and which parameters they take.

The head is made of the lines that begin with `#+`, before the query:

    #+ summary: Statements of a speaker over time
    #+ summary-fr: Déclarations d'un locuteur au fil du temps
    #+ description: One row a statement, the oldest first. A long text
    #+   goes on in lines that are indented by three spaces.
    #+ description-fr: …
    #+ tags: statements, speakers
    #+ service: https://query.wikidata.org/sparql
    #+ param speaker: entity required
    #+   en: The speaker.
    #+   fr: Le locuteur.
    #+   examples: Anna Meyer; <https://example.org/id/person/anna-meyer>
    #+ param confidence: decimal = 0
    #+   en: At least so sure.
    #+   fr: Au moins aussi sûr.
    #+   range: 0 to 1
    #+ param type: concept
    #+   values: conference, launch

    head       = { "#+" ( key | parameter | continuation ) }
    key        = " " ( "summary" | "description" ) [ "-fr" ] ":" text  |  " tags:" name { "," name }  |  " service:" iri
    parameter  = " param " name ":" type [ "required" | "=" default ]
    continuation = three or more spaces, then: of a parameter, "en:" or "fr:" and text, "values:" and the words that it takes, "range:" and
                   two numbers with "to" between, "examples:" and values with ";" between; else more text of the key above

`type` is one of `kg.store.parameters.TYPES`. The parameter `speaker` is the variable `?speaker`; its values are put where a comment
`# parameters: speaker` stands (`# parameters` takes all of them), which may be in several groups, since a sub-select does not see what is
bound outside. Without such a comment they are put at the beginning of the WHERE group. A parameter that has neither default nor value
stays unbound: `?statement kg:speaker ?speaker` then holds for any speaker, and `FILTER(!BOUND(?year) || …)` for any year.

The default graph is the union of all graphs; Oxigraph repeats a triple that stands in several, so count with DISTINCT. Relative IRIs are
resolved against the store's base: `<graph/entities>` is the graph that has each entity once, with one label a language.

`service` names a server that the query asks by SERVICE, which it may do only where the user allows it; `kg.store.services` tells how the
values that the query has found are put into the pattern that is sent there.

A folder of the user's own may stand beside that of the package; of two queries of one name, the user's is meant.
"""

from __future__ import annotations

import difflib
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Final

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from kg import data
from kg.errors import ParameterError, QueryError, UnknownQuery
from kg.graph.vocabulary import PREFIXES
from kg.store import sparql_text
from kg.store.federation import asked, asks_others
from kg.store.names import Graph
from kg.store.parameters import SHOWN, TYPES, Parameter, Term, shortened
from kg.store.services import Ask, joined

log = logging.getLogger("kg.store")

RESERVED: Final = ("format", "limit", "output", "page", "version")  # parameters that the server has for all queries
Results = QuerySolutions | QueryTriples | QueryBoolean

_HEAD_LINE = re.compile(r"#\+( *)(.*)")
_KEY = re.compile(r"(summary|description)(?:-(fr|en))?:\s*(.*)")
_PARAMETER = re.compile(r"param ([a-z][a-zA-Z0-9_]*):\s*(\w+)\s*(?:(required)|=\s*(.*))?")
_DESCRIPTION = re.compile(r"(en|fr):\s*(.*)")
_RANGE = re.compile(r"range:\s*(-?\d+(?:\.\d+)?) to (-?\d+(?:\.\d+)?)")
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
    services: tuple[str, ...] = ()  # servers that it asks
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
        faults, found = self._wrong_names(given), {}
        for parameter in self.parameters:
            value = given.get(parameter.name, parameter.default)
            try:
                if value is not None:
                    found[parameter.name] = parameter.terms(value, graph)
            except ParameterError as error:
                faults[parameter.name] = str(error)
        if faults:
            raise ParameterError.of(faults)
        return found

    def _wrong_names(self, given: Mapping[str, str]) -> dict[str, str]:
        """What is wrong with the names that are given, by the name."""
        names = [parameter.name for parameter in self.parameters]
        unknown = {
            name: f"query {self.name!r} has no parameter {shortened(name)}{near(name, names)}; {_takes(names)}"
            for name in given
            if name not in names
        }
        missing = {
            parameter.name: f"query {self.name!r} needs the parameter {parameter.name!r}: {parameter.expected}"
            for parameter in self.parameters
            if parameter.required and parameter.name not in given
        }
        return unknown | missing

    def run(
        self,
        graph: Graph,
        given: Mapping[str, str] | None = None,
        services: Sequence[str] = (),
        expand: Callable[[str], str] = lambda text: text,
        ask: Ask | None = None,
    ) -> Results:
        """Runs the query over the union of all graphs; by SERVICE it may ask those `services` and no others.

        Args:
            expand: answers what is asked in the query of others than the graph, as `kg.search.sparql.expand` does of the search index.
            ask: asks the servers of SERVICE with `# bindings`; Oxigraph's own client if there is none.

        Raises:
            ParameterError: a parameter is missing, unknown or not of its type.
            QueryError: the text is not SPARQL, and the message has line and column; or it would ask another server.
        """
        return evaluate(expand(self.bound(given or {}, graph)), graph, self.name, services, ask)


def evaluate(text: str, graph: Graph, name: str = "query", services: Sequence[str] = (), ask: Ask | None = None) -> Results:
    """Evaluates a query over the union of all graphs, unless it chooses its graphs by FROM. The prefixes of the ontology are known.

    `ask` asks the servers of SERVICE with `# bindings`; it is Oxigraph's own client if there is none.

    Raises:
        QueryError: it is not SPARQL, needs what there is not, or would ask another server than those `services`.
    """
    if asks_others(text, services):
        wanted = " ".join(f"--service {iri}" for iri in asked(text)) or "--service IRI"
        raise QueryError(f"{name}: it asks another server by SERVICE; to let it, name that server: {wanted}")
    union = not graph.merged and not sparql_text.names_a_dataset(text)
    try:
        text = joined(text, graph, ask) if services else text
        return graph.store.query(text, base_iri=graph.base, prefixes=PREFIXES, use_default_graph_as_union=union)
    except SyntaxError as error:
        raise QueryError(f"{name}: {_shortened(error)}") from None
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(f"{name}: {error}") from error


def _shortened(error: SyntaxError) -> str:
    """The parser's message with its place, without the page of what it would have liked."""
    message = re.sub(r"\s*\['.*", " …", str(error), flags=re.DOTALL)
    return message if len(message) <= _MESSAGE_LENGTH else message[:_MESSAGE_LENGTH] + " …"


def folder() -> Path:
    """The queries that come with the package."""
    return data.folder("queries")


def saved_queries(own: Path | None = None) -> list[SavedQuery]:
    """The queries of the package and those of a folder of the user's own, by name.

    A query of the user's that is not right is left out, with a warning that has file and line.

    Raises:
        QueryError: a query of the package is not right.
    """
    found = []
    for path in _files(own).values():
        try:
            found.append(read(path))
        except QueryError as error:
            if path.parent != own:
                raise
            log.warning("a saved query is left out: %s", error)
    return found


def find(name: str, own: Path | None = None) -> SavedQuery:
    """A saved query by its name.

    Raises:
        UnknownQuery: none has this name; the message has names that are near.
        QueryError: it is not right.
    """
    files = _files(own)
    if name not in files:
        raise UnknownQuery(f"no saved query is named {shortened(name)}{near(name, list(files))}")
    return read(files[name])


def _files(own: Path | None) -> dict[str, Path]:
    """The files of all saved queries, by name."""
    found = {path.stem: path for where in (folder(), own) if where is not None for path in where.glob("*.rq")}
    return dict(sorted(found.items()))


def read(path: Path) -> SavedQuery:
    """A query from a file, with or without a head.

    Raises:
        QueryError: the file can't be read, is not a query, or its head is not right.
    """
    try:
        found = path.stat()
        return _read(path, found.st_mtime_ns, found.st_size)
    except OSError as error:
        raise QueryError(f"{path}: {error.strerror or error}") from error


@lru_cache(maxsize=1000)
def _read(path: Path, _changed: int, _size: int) -> SavedQuery:
    """Reads a file again only if it was changed."""
    try:
        return parse(path.read_text(encoding="utf-8-sig"), path.stem)
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
        services=head.services,
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
        self.services: tuple[str, ...] = ()
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
        if content.startswith("service:"):
            self.services = (*self.services, content.removeprefix("service:").strip())
            return True
        match = _PARAMETER.fullmatch(content)
        return bool(match) and self._parameter(*match.groups()) if match else False

    def _parameter(self, name: str, kind: str, required: str | None, default: str | None) -> bool:
        if kind not in TYPES:
            raise QueryError(f"parameter {name!r}: no type {kind!r}{near(kind, list(TYPES))}; there are {', '.join(TYPES)}")
        if name in RESERVED:
            raise QueryError(f"parameter {name!r}: the server has a parameter of this name for all queries; choose another")
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
        if key != "param":
            return False
        changed = _told(self.parameters[place], content)
        if changed is None:
            return False
        self.parameters[place] = changed
        return True


def _told(parameter: Parameter, line: str) -> Parameter | None:
    """The parameter with what one more line tells of it; None where the line tells nothing."""
    if match := _DESCRIPTION.fullmatch(line):
        return replace(parameter, descriptions={**parameter.descriptions, match[1]: match[2]})
    if match := _RANGE.fullmatch(line):
        return replace(parameter, least=Decimal(match[1]), most=Decimal(match[2]))
    word, _, rest = line.partition(":")
    separator, place = {"values": (",", "values"), "examples": (";", "own_examples")}.get(word, ("", ""))
    listed = tuple(each.strip() for each in rest.split(separator) if each.strip()) if separator else ()
    return replace(parameter, **{place: listed}) if listed else None  # type: ignore[arg-type]


def _unquoted(default: str | None) -> str | None:
    """A default may stand in double quotes: the only way to write an empty one."""
    return default[1:-1] if default and len(default) > 1 and default[0] == default[-1] == '"' else default


def near(name: str, names: list[str]) -> str:
    """The names that are like one, as the end of a message; nothing where none is."""
    found = difflib.get_close_matches(name[:SHOWN], names, n=3, cutoff=0.5)
    return f"; near: {', '.join(found)}" if found else ""


def _takes(names: list[str]) -> str:
    return f"it takes {', '.join(names)}" if names else "it takes none; a head line like `#+ param speaker: entity` declares one"
