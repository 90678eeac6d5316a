"""Votes as a table: text columns as given, `voted_at` in UTC, `counted` true or false, seconds as numbers or NaN.

A vote that was taken back stands in it as not counted, with the flag `voided`: no reader has to look for that.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pandas as pd

from comparisons.votes import cells
from comparisons.votes.errors import NotVotes

_NEEDED = ("left_model", "right_model", "outcome")
_ESCAPED = (b",'", b",\"'", b"\\u")
"""Without one of these in the file no cell was escaped, which spares a look at each."""


def frame(data: bytes) -> pd.DataFrame:
    """The rows of a whole CSV with its header; columns that it lacks are left out, and unknown ones stay texts.

    `attrs["file"]` holds the length and the SHA-256 of the data, by which a table says what it was made from.
    """
    table = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False, na_filter=False)
    typed = {name: _typed(name, table[name]) for name in map(str, table.columns)}
    if any(mark in data for mark in _ESCAPED):
        typed |= {name: typed[name].map(cells.unescape) for name in cells.TEXTS if name in typed}
    told = without_voided(pd.DataFrame(typed, columns=table.columns, index=table.index))
    told.attrs["file"] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return told


def without_voided(table: pd.DataFrame) -> pd.DataFrame:
    """The same rows, those that a later row takes back not counted; a table that tells no such thing as it is."""
    if not {"vote_id", "voids"} <= set(table) or not (taken := set(table["voids"]) - {""}):
        return table
    gone = table["vote_id"].isin(taken)
    counted = table["counted"] if "counted" in table else pd.Series(True, index=table.index)
    flags = table["flags"] if "flags" in table else pd.Series("", index=table.index)
    marked = flags.where(~gone, (flags + " voided").str.strip())
    return table.assign(counted=counted & ~gone & (table["voids"] == ""), flags=marked)


def read_votes(path: Path | str, *, first: int | None = None, sha256: str = "") -> pd.DataFrame:
    """Any CSV that holds at least both models and the outcome; `NotVotes` where it doesn't.

    `first` is how many bytes to read, all if not given; where these have not the hash `sha256`, they are refused.
    """
    path = Path(path)
    try:
        data = path.read_bytes()[:first]
        table = frame(data[: cells.whole(data)] if data.startswith(cells.HEADER_1) else data)
    except (OSError, ValueError) as error:
        raise NotVotes(f"This can't be read as votes. Give another file, {error}: {path}") from error
    if sha256 and hashlib.sha256(data).hexdigest() != sha256.lower():
        raise NotVotes(f"These are not the votes that were asked for. Give the file with this hash: {sha256}")
    if lacking := [name for name in _NEEDED if name not in table]:
        raise NotVotes(f"This file has no column {', '.join(lacking)}. Give a file of votes: {path}")
    return table


def _typed(name: str, column: pd.Series) -> pd.Series:
    if name == "schema":
        return pd.to_numeric(column, errors="raise")
    if name in cells.NUMBERS:
        return pd.to_numeric(column, errors="coerce").astype(float)
    if name == "counted":
        return column.str.strip().str.lower().isin(["1", "1.0", "true", "yes"])
    if name == "voted_at":
        return pd.to_datetime(column, utc=True, format="ISO8601", errors="coerce")
    return column
