"""Markdown files: their words without the markup, and the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.documents.calendar import parse_date
from kg.documents.content import Content
from kg.documents.words import all_words, fold

if TYPE_CHECKING:
    from markdown_it.token import Token

BULLET = "- "
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?P<lines>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY_VALUE = re.compile(r"^(?P<key>[^\W\d_][\w -]*?)[ \t]*:[ \t]*(?P<value>\S[^\r\n]*?)[ \t]*\r?$", re.MULTILINE)
_HTML_TAG = re.compile(r"<[^<>]*>")


def read_markdown(source: str) -> Content:
    """Takes the markup away: headings, list items and the words of links stay, each block a paragraph of its own."""
    declared: Mapping[str, str] = {}
    if found := _FRONT_MATTER.match(source):
        declared, source = _front_matter(found["lines"]), source[found.end() :]
    tokens = _tokens(source)
    title = declared.get("title") or _first_heading(tokens)
    text = "\n\n".join(block for block in _blocks(tokens) if block.strip())
    if "title" in declared and text and fold(declared["title"]) not in fold(" ".join(text.split())):
        text = f"{declared['title']}\n\n{text}"
    language = declared.get("language", "")[:2].lower() or None
    return Content(
        text=text,
        title=title,
        issued=parse_date(declared.get("issued", "")),
        publisher=declared.get("publisher"),
        source=declared.get("source"),
        language=language,
    )


def _front_matter(lines: str) -> dict[str, str]:
    """The values that we know the keys of. Only plain `key: value` lines are read, not all that YAML allows."""
    fields = all_words().front_matter
    values: dict[str, str] = {}
    for found in _KEY_VALUE.finditer(lines):
        field = fields.get(fold(found["key"]))
        value = found["value"].strip("\"'").strip()
        if field == "publisher" and value.startswith("http"):
            field = "source"
        if field and value:
            values.setdefault(field, value)
    return values


def _tokens(source: str) -> list[Token]:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").parse(source)


def _first_heading(tokens: list[Token]) -> str | None:
    """The words of the first heading, when nothing but headings stands before it."""
    if tokens and tokens[0].type == "heading_open":
        return " ".join("".join(_inline(tokens[1])).split()) or None
    return None


def _blocks(tokens: list[Token]) -> Iterator[str]:
    bullet = ""
    row: list[str] | None = None  # the cells of the row of a table that we are in
    for token in tokens:
        match token.type:
            case "list_item_open":
                bullet = BULLET
            case "tr_open":
                row = []
            case "tr_close" if row is not None:
                yield " | ".join(row)
                row = None
            case "inline" if row is not None:
                row.append("".join(_inline(token)))
            case "inline":
                yield bullet + "".join(_inline(token))
                bullet = ""
            case "fence" | "code_block":
                yield token.content.rstrip("\n")
            case "html_block":
                yield _HTML_TAG.sub("", token.content).strip()


def _inline(token: Token) -> Iterator[str]:
    for child in token.children or ():
        match child.type:
            case "text" | "code_inline" | "image":  # the content of an image is its description
                yield child.content
            case "softbreak" | "hardbreak":
                yield "\n"
