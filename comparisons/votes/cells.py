r"""How a vote becomes a line of CSV, and a line becomes a vote again, without loss.

- A text that a spreadsheet would run (it begins, blanks aside, with = + - @, tab, CR or LF, or a full-width twin of
  these), or that begins with an apostrophe, gets an apostrophe in front. Reading takes one leading apostrophe away.
- NUL and lone surrogates, which UTF-8 or readers of CSV don't take, are written as \u0000 or \ud83d; backslashes
  just before such a mark, or before what looks like one, are doubled.
- Numbers stand as they are; what was not measured is an empty cell; `counted` is 1 or 0; times are ISO 8601 in UTC.
- Lines end with LF; a text with a comma, a quote, CR or LF is quoted as RFC 4180 says.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime

from comparisons.votes.vote import SINCE_2, Vote

COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(Vote))
NUMBERS = tuple(name for name in COLUMNS if name.endswith(("_s", "_replays")))
TEXTS = tuple(name for name in COLUMNS if name not in {"schema", "voted_at", "counted", *NUMBERS})
HEADER = ",".join(COLUMNS).encode()
HEADER_1 = ",".join(name for name in COLUMNS if name not in SINCE_2).encode()
"""That of schema 1."""

_RUNS = tuple("=+-@＝＋－＠")
_NO_TEXT = r"[\x00\ud800-\udfff]"
_MARK = r"u(?:0000|d[89a-f][0-9a-f]{2})"
_TO_MARK = re.compile(rf"\\(?=\\*(?:{_MARK}|{_NO_TEXT}))|{_NO_TEXT}")
_FROM_MARK = re.compile(rf"(\\+)({_MARK})")


def escape(text: str) -> str:
    """Make a text safe for UTF-8, for CSV readers and for spreadsheets; `unescape` is its exact inverse."""
    text = _TO_MARK.sub(lambda found: "\\\\" if found[0] == "\\" else f"\\u{ord(found[0]):04x}", text)
    runs = text.lstrip().startswith(_RUNS) or text.startswith(("'", "\t", "\r", "\n"))
    return f"'{text}" if runs else text


def unescape(cell: str) -> str:
    """The text that was given to `escape`."""
    return _FROM_MARK.sub(_unmark, cell.removeprefix("'"))


def _unmark(found: re.Match[str]) -> str:
    kept = "\\" * (len(found[1]) // 2)
    return kept + (chr(int(found[2][1:], 16)) if len(found[1]) % 2 else found[2])


def line(vote: Vote) -> bytes:
    """One row with its line end, as UTF-8."""
    page = io.StringIO(newline="")
    csv.writer(page, lineterminator="\r\n").writerow([_cell(getattr(vote, name)) for name in COLUMNS])
    return page.getvalue()[:-2].encode() + b"\n"


def _cell(value: object) -> str:
    match value:
        case bool():
            return str(int(value))
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="milliseconds")
        case float():
            return repr(round(value, 3)) if math.isfinite(value) else ""
        case None:
            return ""
        case str():
            return escape(value)
    return str(value)


def whole(data: bytes) -> int:
    """How many of the bytes are whole rows: up to the last line end that stands outside quotes."""
    end = data.rfind(b"\n") + 1
    quotes = data.count(b'"', 0, end)
    while end and quotes % 2:
        before = data.rfind(b"\n", 0, end - 1) + 1
        quotes -= data.count(b'"', before, end)
        end = before
    return end


def rows(data: bytes) -> Iterator[list[str]]:
    """The cells of whole rows, still escaped; `ValueError` or `csv.Error` where the bytes are no UTF-8 or no CSV."""
    return csv.reader(io.StringIO(data.decode(), newline=""), strict=True)
