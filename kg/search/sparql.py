"""A search inside a SPARQL query: SERVICE kg:search { … } is answered by the index and becomes a block of VALUES.

    SERVICE kg:search {
      ?hit kg:matches "crime organisé" ;      # the words, as in kg search; all of them have to be there
           a kg:Statement ;                   # only these
           dcterms:language "fr" ;            # only in this language
           kg:limit 50 ;                      # the best so many; 1,000 if it is not told, at most 10,000
           kg:score ?score ;
           kg:snippet ?snippet .
    }

In place of kg:matches stands kg:similarTo, with a sentence or the IRI of a statement, for statements that mean the same; then the limit is
100 if it is not told.

Search engines that are asked from SPARQL do it by triples with terms of their own; those of Stardog, QLever and Wikidata stand in a SERVICE
block as here, which keeps them apart from patterns of the graph and leaves the query one that every SPARQL 1.1 parser takes. The words may
be a variable if the block itself binds it by `VALUES ?words { "…" }`, which is where a saved query puts its parameters.

The block is found among the tokens of the query, never in a string, comment or IRI; pyoxigraph then parses the whole with the VALUES in its
place, so that what was not found as code is refused like any other SERVICE.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Store

from kg.errors import SearchError
from kg.graph.vocabulary import KG, LANGUAGE, PREFIXES, TYPE, kg
from kg.search.entries import CLASSES
from kg.search.finding import hits, rank
from kg.search.index import SearchIndex
from kg.search.records import DEEPEST, Filters, Hit
from kg.search.similar import similar
from kg.store.sparql_text import Token, tokens

SERVICE = kg("search")
MATCHES, SIMILAR, SCORE, SNIPPET, LIMIT = kg("matches"), kg("similarTo"), kg("score"), kg("snippet"), kg("limit")
USUAL = {MATCHES: 1_000, SIMILAR: 100}  # hits, where a query tells no limit
_OURS = (MATCHES, SIMILAR, SCORE, SNIPPET, LIMIT)
_DECIMAL = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")

Term = NamedNode | Literal | str  # a variable is its name, with its mark


@dataclass(frozen=True, slots=True)
class Block:
    """A SERVICE block of a query."""

    begin: int
    end: int
    hit: str
    asked: NamedNode  # MATCHES or SIMILAR
    words: str
    filters: Filters
    limit: int
    outputs: Mapping[NamedNode, str] = field(default_factory=dict)  # SCORE and SNIPPET -> variable


def searches(text: str) -> bool:
    """Whether a query may have a search in it; a quick look, so that others are not cut into tokens."""
    return "search" in text and "service" in text.lower()


def expand(index: SearchIndex, text: str) -> str:
    """The query with what was found in place of its searches. Line numbers stay.

    Raises:
        SearchError: a search is not written as it has to be; the message has line and column.
        SearchTimeout: they take too long.
    """
    for block in reversed(list(_Parser(text).blocks())):
        lines = "\n" * text.count("\n", block.begin, block.end)
        text = text[: block.begin] + _values(index, block) + lines + text[block.end :]
    return text


def _values(index: SearchIndex, block: Block) -> str:
    names = [block.hit, *block.outputs.values()]
    return f"VALUES ({' '.join(names)}) {{ {' '.join(_row(hit, block) for hit in _found(index, block))} }}"


def _found(index: SearchIndex, block: Block) -> Iterable[Hit]:
    if block.asked == SIMILAR:
        return similar(index, block.words, block.filters, block.limit)
    index.start()
    ranked = rank(index, block.words, block.filters, block.limit, any_word=False)
    return hits(index, ranked, ranked.best, snippets=SNIPPET in block.outputs)


def _row(hit: Hit, block: Block) -> str:
    told = {SCORE: Literal(str(hit.score), datatype=_DECIMAL)}
    shown = hit.snippet.text if hit.snippet else hit.label(block.filters.language or "en")
    told[SNIPPET] = Literal(" ".join(shown.split()))
    return f"({' '.join(str(term) for term in (NamedNode(hit.iri), *(told[output] for output in block.outputs)))})"


class _Parser:
    """Reads the blocks of a query; SPARQL 1.1, section 19.8, as far as a block needs it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [token for token in tokens(text) if token.kind != "comment"]
        self._prefixes = dict(PREFIXES)
        self._at = 0

    def blocks(self) -> Iterator[Block]:
        while self._at < len(self._tokens):
            token = self._next()
            if token.kind == "word" and token.text.upper() == "PREFIX":
                self._prefix()
            elif token.kind == "word" and token.text.upper() == "SERVICE" and self._is_ours():
                yield self._block(token)

    def _prefix(self) -> None:
        if self._at + 1 < len(self._tokens) and self._tokens[self._at + 1].kind == "iri":
            name, iri = self._next(), self._next()
            self._prefixes[name.text.removesuffix(":")] = iri.text[1:-1]

    def _is_ours(self) -> bool:
        """Whether the target of a SERVICE is the search; if so, goes behind its brace."""
        ahead = self._tokens[self._at : self._at + 3]
        if ahead and ahead[0].text.upper() == "SILENT":
            ahead = ahead[1:]
        if len(ahead) < 2 or ahead[1].text != "{" or self._iri(ahead[0]) != SERVICE:
            return False
        self._at = self._tokens.index(ahead[1]) + 1
        return True

    def _block(self, service: Token) -> Block:
        found: dict[NamedNode, list[Term]] = {}
        bound: dict[str, Term] = {}
        subject: str | None = None
        while (token := self._next()).text != "}":
            if token.kind == "word" and token.text.upper() == "VALUES":
                name, value = self._bound()
                bound[name] = value
            elif token.kind == "variable" and subject in (None, token.text):
                subject = token.text
                self._pairs(found, subject)
            elif token.text != ".":
                raise self._problem(token, f'a search takes triples of one variable, ?hit kg:matches "words"; {token.text} is none')
        if subject is None or (MATCHES in found) == (SIMILAR in found):
            raise self._problem(
                service, 'a search needs its words: ?hit kg:matches "words"; or a sentence: ?hit kg:similarTo "…"; one of them'
            )
        return self._made(service, subject, found, bound)

    def _pairs(self, found: dict[NamedNode, list[Term]], subject: str) -> None:
        """Predicates and objects up to a full stop, which may hang on the end of a name, or to the end of the block."""
        while self._peek() not in (".", "}", subject):
            token = self._next()
            predicate = TYPE if token.text == "a" else self._iri(token)
            if predicate not in (*_OURS, LANGUAGE, TYPE):
                raise self._problem(token, f"{token.text} is no part of a search; there are a, {_names()} and dcterms:language")
            found.setdefault(predicate, []).append(self._term())
            while self._peek() == ",":
                self._next()
                found[predicate].append(self._term())
            while self._peek() == ";":
                self._next()

    def _made(self, service: Token, subject: str, found: dict[NamedNode, list[Term]], bound: dict[str, Term]) -> Block:
        end = self._tokens[self._at - 1].start + 1
        values = {
            predicate: [bound.get(term, term) if isinstance(term, str) else term for term in terms] for predicate, terms in found.items()
        }
        for predicate in (*_OURS, LANGUAGE):
            if len(values.get(predicate, ())) > 1:
                raise self._problem(service, f"{_short(predicate)} stands there twice; a search takes one")
        kinds = tuple(CLASSES[cls] for cls in values.get(TYPE, ()) if isinstance(cls, NamedNode) and cls in CLASSES)
        if len(kinds) != len(values.get(TYPE, ())):
            raise self._problem(service, f"a search takes the classes {', '.join('kg:' + cls.value.removeprefix(KG) for cls in CLASSES)}")
        asked = SIMILAR if SIMILAR in values else MATCHES
        return Block(
            begin=service.start,
            end=end,
            hit=subject,
            asked=asked,
            words=self._literal(service, asked, values) or "",
            filters=Filters(kinds=kinds, language=self._literal(service, LANGUAGE, values)),
            limit=self._limit(service, values, USUAL[asked]),
            outputs={output: self._variable(service, output, values) for output in (SCORE, SNIPPET) if output in values},
        )

    def _literal(self, service: Token, predicate: NamedNode, values: Mapping[NamedNode, list[Term]]) -> str | None:
        (term,) = values.get(predicate) or (None,)
        if term is None or isinstance(term, Literal) or (predicate == SIMILAR and isinstance(term, NamedNode)):
            return term and term.value
        raise self._problem(service, f"{_short(predicate)} takes a text, or a variable that VALUES binds within the search; {term} is none")

    def _limit(self, service: Token, values: Mapping[NamedNode, list[Term]], usual: int) -> int:
        told = self._literal(service, LIMIT, values) or str(usual)
        if not (told.isascii() and told.isdigit() and len(told) <= len(str(DEEPEST)) and 1 <= int(told) <= DEEPEST):
            raise self._problem(service, f"kg:limit takes a number from 1 to {DEEPEST:,}; {told[:20]} is none")
        return int(told)

    def _variable(self, service: Token, predicate: NamedNode, values: Mapping[NamedNode, list[Term]]) -> str:
        (term,) = values[predicate]
        if isinstance(term, str):
            return term
        raise self._problem(service, f"{_short(predicate)} gives a value to a variable; {term} is none")

    def _bound(self) -> tuple[str, Term]:
        """VALUES ?words { "…" }"""
        name = self._next()
        if name.kind != "variable" or self._next().text != "{":
            raise self._problem(name, 'within a search, VALUES binds one variable to one value: VALUES ?words { "…" }')
        value = self._term()
        closing = self._next()
        if closing.text != "}":
            raise self._problem(closing, "within a search, VALUES binds one value")
        return name.text, value

    def _term(self) -> Term:
        token = self._next()
        if token.kind == "variable":
            return token.text
        if token.kind == "word" and token.text.isdigit():
            return Literal(token.text)
        if token.kind == "string":
            self._skip_tag()
            return _literal_of(token.text)
        found = self._iri(token)
        if found is None:
            raise self._problem(token, f"{token.text} is no term that a search takes")
        return found

    def _skip_tag(self) -> None:
        """The language or datatype of a text makes no difference to a search."""
        if self._peek() == "@":
            self._next()
            self._next()
            while self._peek() == "-":
                self._next()
                self._next()
        elif self._peek() == "^":
            for _ in range(3):
                self._next()

    def _iri(self, token: Token) -> NamedNode | None:
        if token.kind == "iri":
            iri = token.text[1:-1]
        elif token.kind == "name":
            prefix, _, local = token.text.partition(":")
            iri = self._prefixes.get(prefix, "") + local.rstrip(".")
        else:
            return None
        try:
            return NamedNode(iri)
        except ValueError:
            return None

    def _peek(self) -> str:
        return self._tokens[self._at].text if self._at < len(self._tokens) else "}"

    def _next(self) -> Token:
        if self._at >= len(self._tokens):
            raise self._problem(self._tokens[-1], "the query ends within a search; a } is missing")
        self._at += 1
        return self._tokens[self._at - 1]

    def _problem(self, token: Token, told: str) -> SearchError:
        line = self._text.count("\n", 0, token.start) + 1
        column = token.start - (self._text.rfind("\n", 0, token.start) + 1) + 1
        return SearchError(f"line {line}, column {column}: {told}")


def _literal_of(written: str) -> Literal:
    """A text between its quotation marks, read by SPARQL's own parser."""
    rows = Store().query(f"SELECT ({written} AS ?text) {{}}")
    found = next(iter(rows))["text"]  # type: ignore[arg-type]
    assert isinstance(found, Literal)
    return found


def _short(term: NamedNode) -> str:
    return "dcterms:language" if term == LANGUAGE else "kg:" + term.value.removeprefix(KG)


def _names() -> str:
    return ", ".join(map(_short, _OURS))
