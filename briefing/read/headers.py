"""What a text says about itself at the very top. A `Date:` further down is body and never read.

Three forms, one after the other where more are present:

- front matter: flat `key: value` lines between two `---` lines; quotes around a value are dropped;
- header lines: `Title:`, `Source:`, `URL:`, `Date:` or `Published:`, `Updated:`, `Byline:` or `Author:`, `Language:` in
  any order and case, up to the first blank line or the first line that is none. Where nothing but `Key: value` lines
  stands above the blank line, one with another key is kept out of the body and reported; otherwise the body starts with
  it;
- a date glued in front of the text: `date 2025-11-05 The text …`.

What is found first counts; the same key again is reported.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import takewhile

from briefing.model import Fields, Problem
from briefing.read.file import problem, shown

FIELD_OF = {
    "title": "title",
    "source": "outlet",
    "url": "url",
    "date": "date",
    "published": "date",
    "updated": "modified",
    "byline": "byline",
    "author": "byline",
    "language": "language",
}
"""The keys a document may use, in lower case, and the field each one fills."""

_LINE = re.compile(r"([^\W\d_][\w -]{0,30}?)[ \t]{0,5}:[ \t]*(.*)")
_GLUED_DATE = re.compile(r"\s*(?:date:?|D(?:ate|ATE):)[ \t]+(\d{4}-\d\d-\d\d)[ \t]+(?=\S)")
_FENCE = re.compile(r"---[ \t]*")
_END_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*")
_NESTED = re.compile(r"\[.*\]|\{.*\}|[|>][+-]?\d?")
"""A YAML value that is not one flat line."""
_DATES = ("date", "modified")
_LONGEST_DATE = 60
"""Characters; a longer value of `Date:` has the text glued to it."""


@dataclass(frozen=True, slots=True)
class Top:
    """A text with its top taken off."""

    body: str
    fields: Fields
    problems: tuple[Problem, ...] = ()


def peel(path: str, text: str) -> Top:
    """Take the top off a cleaned text. `path` is where problems are reported."""
    return peel_glued_date(peel_header_lines(path, _peel_front_matter(path, Top(text, Fields()))))


def peel_glued_date(top: Top) -> Top:
    """Take off a date that opens the body; it counts where no other is known."""
    match = _GLUED_DATE.match(top.body)
    if not match:
        return top
    fields = top.fields
    if not fields.date:
        fields = replace(fields, date=match[1], date_basis="the date that opens the text")
    return replace(top, body=top.body[match.end() :], fields=fields)


def peel_header_lines(path: str, top: Top) -> Top:
    """Take off the header lines that open the body."""
    lines = top.body.lstrip().split("\n")
    blank = next((n for n, line in enumerate(lines) if not line.strip()), 0)
    known = list(takewhile(_is_known, lines))
    if any(map(_is_known, lines[:blank])) and all(map(_LINE.fullmatch, lines[:blank])):
        top, headers = replace(top, body="\n".join(lines[blank:])), lines[:blank]
    elif known:
        top, headers = replace(top, body="\n".join(lines[len(known) :])), known
    else:
        return top
    pairs = [_key_and_value(line) for line in headers]
    unknown = tuple(_unknown_key(path, key, value) for key, value in pairs if key not in FIELD_OF)
    top = _fill(path, top, pairs, "header")
    return replace(top, problems=top.problems + unknown)


def _is_known(line: str) -> bool:
    """Whether this is a header line with a key of ours."""
    key, value = _key_and_value(line)
    return key in FIELD_OF and not (FIELD_OF[key] in _DATES and len(value) > _LONGEST_DATE)


def _key_and_value(line: str) -> tuple[str, str]:
    key, _, value = line.partition(":")
    return key.strip().lower(), value.strip()


def _peel_front_matter(path: str, top: Top) -> Top:
    lines = top.body.lstrip().split("\n")
    end = next((n for n, line in enumerate(lines) if n and _END_FENCE.fullmatch(line)), 0)
    inside = [line for line in lines[1:end] if line.strip() and not line.startswith("#")]
    if not _FENCE.fullmatch(lines[0]) or not _is_front_matter(inside):
        return top
    flat, nested = _flat_values(inside)
    top = _fill(path, replace(top, body="\n".join(lines[end + 1 :])), flat, "front matter")
    return replace(top, problems=top.problems + tuple(_nested_value(path, key) for key in nested))


def _is_front_matter(lines: list[str]) -> bool:
    keys = [bool(_LINE.fullmatch(line)) for line in lines]
    return any(keys) and all(key or _is_inner(line) for key, line in zip(keys, lines, strict=True))


def _is_inner(line: str) -> bool:
    return line.startswith((" ", "\t", "-"))


def _flat_values(lines: list[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the flat pairs and those of our keys that hold something nested."""
    flat, nested = [], []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        key, value = _key_and_value(line)
        if _is_inner(line):
            continue
        if _NESTED.fullmatch(value) or (not value and _is_inner(following)):
            nested.append(key)
        else:
            flat.append((key, _unquoted(value)))
    return flat, [key for key in nested if key in FIELD_OF]


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _fill(path: str, top: Top, pairs: Iterable[tuple[str, str]], basis: str) -> Top:
    """Set the fields of the known keys; what is there already stays, and another value for it is reported."""
    fields, problems = top.fields, list(top.problems)
    for key, value in pairs:
        field = FIELD_OF.get(key, "")
        if not field or not value:
            continue
        if getattr(fields, field) in ("", value):
            fields = replace(fields, **{field: value})
        else:
            problems.append(_second_value(path, key, value))
    if fields.date and not fields.date_basis:
        fields = replace(fields, date_basis=basis)
    return replace(top, fields=fields, problems=tuple(problems))


def _second_value(path: str, key: str, value: str) -> Problem:
    return problem(path, f"a second {key} is not used: {shown(value)}", "keep the right one of the two")


def _unknown_key(path: str, key: str, value: str) -> Problem:
    hint = f"use {', '.join(FIELD_OF)}, or put a blank line before it if it is text"
    return problem(path, f"the header line {key!r} is not known and was left out: {shown(value)}", hint)


def _nested_value(path: str, key: str) -> Problem:
    return problem(path, f"{key} in the front matter is not one line and was left out", f"write {key}: value")
