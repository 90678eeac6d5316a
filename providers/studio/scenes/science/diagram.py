"""Axes with ticks and units, traces, arrows and read-outs, as a textbook has them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from math import atan2, cos, floor, log10, sin

from providers.studio.canvas import Canvas, Point, linear, text_width
from providers.studio.lexicon import FOLDER
from providers.studio.paint.colours import Thin
from providers.studio.script import Script

INK: Thin = (0.93, 0.95, 0.98, 0.95)
GRID: Thin = (0.75, 0.85, 0.95, 0.13)
GOLD: Thin = (1.0, 0.8, 0.35, 0.98)


@cache
def labels() -> dict[str, list[str]]:
    """What stands on diagrams, in English and Russian."""
    found: dict[str, list[str]] = json.loads((FOLDER / "science.json").read_text("utf-8"))["labels"]
    return found


def says(script: Script, name: str, *values: float) -> str:
    """A label in the prompt's language."""
    russian = any("а" <= letter <= "я" for word in script.understood for letter in word.lower())
    return labels()[name][russian].format(*values)


def nice(span: float, most: int) -> float:
    """The step of 1, 2 or 5 times a power of ten that cuts a span into at most so many."""
    raw = span / most
    power = 10.0 ** floor(log10(raw))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A rectangle of the picture with values along its sides; x0 and y0 are at its lower left."""

    left: float
    top: float
    wide: float
    tall: float
    """Pixels."""
    x: tuple[float, float]
    y: tuple[float, float]
    size: float
    """Of the letters, in pixels."""

    def at(self, x: float, y: float) -> Point:
        """A value in pixels."""
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return self.left + across * self.wide, self.top + (1 - up) * self.tall

    def axes(self, canvas: Canvas, across: str, up: str) -> None:
        """Grid, ticks, numbers, arrows and names."""
        for axis, (low, high) in enumerate((self.x, self.y)):
            step = nice(high - low, 8 if axis == 0 and self.wide > 12 * self.size else 5)
            mark = (floor(low / step) + 1) * step if low % step else low
            while mark <= high + 1e-9:
                self.tick(canvas, axis, mark, step)
                mark += step
        bottom = self.at(self.x[0], max(self.y[0], min(0.0, self.y[1])))
        end = (self.left + self.wide + self.size, bottom[1])
        arrow(canvas, bottom, end, 0.12 * self.size, INK)
        head = (self.left, self.top - self.size)
        arrow(canvas, (self.left, self.top + self.tall), head, 0.12 * self.size, INK)
        canvas.text(self.left + self.wide - 3.2 * self.size, bottom[1] - 0.9 * self.size, across, self.size, INK)
        canvas.text(head[0] + self.size + text_width(up, self.size) / 2, head[1] + 0.2 * self.size, up, self.size, INK)

    def tick(self, canvas: Canvas, axis: int, mark: float, step: float) -> None:
        """One line of the grid, with its number."""
        text = f"{mark:.{max(0, -floor(log10(step) + 1e-9))}f}".replace("-", "–")
        if axis == 0:
            x, y = self.at(mark, max(self.y[0], min(0.0, self.y[1])))
            canvas.line(((x, self.top), (x, self.top + self.tall)), 1.0, GRID)
            canvas.line(((x, y - 0.25 * self.size), (x, y + 0.25 * self.size)), 0.1 * self.size, INK)
            canvas.text(x, y + 0.95 * self.size, text, 0.8 * self.size, INK)
        else:
            x, y = self.at(self.x[0], mark)
            canvas.line(((x, y), (x + self.wide, y)), 1.0, GRID)
            canvas.line(((x - 0.25 * self.size, y), (x + 0.25 * self.size, y)), 0.1 * self.size, INK)
            canvas.text(x - 1.3 * self.size, y, text, 0.8 * self.size, INK)


def arrow(canvas: Canvas, start: Point, end: Point, width: float, style: Thin) -> None:
    """A vector."""
    turn = atan2(end[1] - start[1], end[0] - start[0])
    canvas.line((start, end), width, style)
    tips = [(end[0] - 5 * width * cos(turn + side), end[1] - 5 * width * sin(turn + side)) for side in (0.45, -0.45)]
    canvas.polygon((end, *tips), style)


def readout(canvas: Canvas, lines: list[str], right: float, top: float, size: float) -> None:
    """Lines of text on a dark plate whose upper right corner is given."""
    wide = max(text_width(line, size) for line in lines) + 1.4 * size
    tall = (1.5 * len(lines) + 0.5) * size
    canvas.rectangle(right - wide, top, wide, tall, (0.03, 0.05, 0.1, 0.72), 0.4 * size)
    for at, line in enumerate(lines):
        canvas.text(right - wide / 2, top + (1.0 + 1.5 * at) * size, line, size, GOLD if at == 0 else INK)


def board(canvas: Canvas) -> None:
    """The dark blue ground of a diagram."""
    canvas.fill(linear((0, 0), (0, canvas.height), (0, (0.07, 0.12, 0.21)), (1, (0.03, 0.06, 0.12))))
