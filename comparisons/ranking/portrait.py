"""A table as a picture for a paper or a post: places, ratings with their intervals, and what it was made from."""

from __future__ import annotations

import io
import textwrap
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from comparisons.ranking.exports import told
from comparisons.ranking.table import Row, Table

_WIDE, _LINE, _EDGE, _SCALE = 1000, 34, 24, 2
_PLACE, _NAME, _BAR, _END = 24, 92, 440, 976
_INK, _FAINT, _PAPER, _SURE, _UNSURE = "#111827", "#6b7280", "#ffffff", "#4f46e5", "#a5b4fc"
_LONGEST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pen:
    draw: ImageDraw.ImageDraw
    font: Path

    def write(self, x: float, y: float, text: str, size: int, colour: str, *, anchor: str = "lm") -> None:
        font = ImageFont.truetype(str(self.font), size * _SCALE)
        self.draw.text((x * _SCALE, y * _SCALE), text, fill=colour, font=font, anchor=anchor)


def as_png(table: Table, font: Path) -> bytes:
    """2000 pixels wide, in a TrueType font; a bar is the 95 % interval, pale where preliminary, its dot the rating."""
    height = 2 * _EDGE + _LINE * (len(table.rows) + 1) + 22 * len(_notes(table))
    picture = Image.new("RGB", (_WIDE * _SCALE, height * _SCALE), _PAPER)
    pen, (low, high) = _Pen(draw=ImageDraw.Draw(picture), font=font), _reach(table)
    for number, row in enumerate(table.rows):
        _draw_row(pen, row, _EDGE + _LINE * number, low, high)
        if number and row.island != table.rows[number - 1].island:
            edge = _EDGE + _LINE * number
            pen.draw.line([_SCALE * x for x in (_PLACE, edge, _END, edge)], fill=_FAINT, width=_SCALE)
    top = _EDGE + _LINE * len(table.rows)
    for share, points in ((0.0, low), (0.5, (low + high) / 2), (1.0, high)):
        pen.write(_BAR + share * (_END - _BAR), top + 10, f"{points:.0f}", 12, _FAINT, anchor="mm")
    for number, line in enumerate(_notes(table)):
        pen.write(_PLACE, top + _LINE + 22 * number, line, 11, _FAINT, anchor="lm")
    page = io.BytesIO()
    picture.save(page, "PNG", optimize=True)
    return page.getvalue()


def _notes(table: Table) -> list[str]:
    return [part for line in told(table) for part in textwrap.wrap(line, 120)]


def _reach(table: Table) -> tuple[float, float]:
    low = min((row.low for row in table.rows), default=900.0)
    high = max((row.high for row in table.rows), default=1100.0)
    return low, high


def _draw_row(pen: _Pen, row: Row, top: float, low: float, high: float) -> None:
    def at(points: float) -> float:
        return _BAR + (_END - _BAR) * (points - low) / max(high - low, 1e-9)

    middle = top + _LINE / 2
    name = row.model if len(row.model) <= _LONGEST else row.model[: _LONGEST - 1] + "…"
    pen.write(_PLACE, middle, row.place, 14, _FAINT)
    pen.write(_NAME, middle, name, 15, _INK)
    pen.write(_BAR - 16, middle, f"{row.rating:.0f}", 15, _INK, anchor="rm")
    colour = _UNSURE if row.provisional else _SURE
    box = [at(row.low), middle - 3, at(row.high), middle + 3]
    pen.draw.rounded_rectangle([_SCALE * edge for edge in box], radius=3 * _SCALE, fill=colour)
    x = at(row.rating)
    pen.draw.ellipse([_SCALE * edge for edge in (x - 6, middle - 6, x + 6, middle + 6)], fill=_INK)
