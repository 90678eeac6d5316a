"""Drawing, in pixels from the upper left: with `weave` the only module that knows blend2d.

A style is a colour `(r, g, b)` or `(r, g, b, a)` from 0 to 1, or a gradient made here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import blend2d
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from providers.studio.curves import pieces

Style = Any
"""A tuple of three or four numbers, or what `linear` or `radial` returned."""
Point = tuple[float, float]
Blend = Literal["normal", "multiply", "screen", "plus", "copy"]
Pixels = NDArray[np.uint8]

FONT = Path(__file__).parent / "font" / "DejaVuSans-Bold-subset.ttf"
BLENDS = {
    "normal": blend2d.BLCompOp.SRC_OVER,
    "multiply": blend2d.BLCompOp.MULTIPLY,
    "screen": blend2d.BLCompOp.SCREEN,
    "plus": blend2d.BLCompOp.PLUS,
    "copy": blend2d.BLCompOp.SRC_COPY,
}


def opaque(colour: Sequence[float]) -> tuple[float, float, float, float]:
    """The colour with an alpha of 1 where it has none."""
    red, green, blue, *alpha = colour
    return red, green, blue, alpha[0] if alpha else 1.0


def linear(start: Point, end: Point, *stops: tuple[float, Sequence[float]]) -> Style:
    """A gradient along a line; stops are offset and colour."""
    return stopped(blend2d.create_linear_gradient(*start, *end), stops)


def radial(middle: Point, radius: float, *stops: tuple[float, Sequence[float]], focus: Point | None = None) -> Style:
    """A gradient from a focus (by default the middle) to a circle."""
    return stopped(blend2d.create_radial_gradient(*middle, *(focus or middle), radius), stops)


def stopped(gradient: Any, stops: Sequence[tuple[float, Sequence[float]]]) -> Style:
    """The gradient with its stops set."""
    for offset, colour in stops:
        gradient.add_stop(float(offset), opaque(colour))
    return gradient


@cache
def face() -> Any:
    """The bundled typeface."""
    return blend2d.BLFontFace.create_from_file(str(FONT))


@cache
def font(size: float) -> Any:
    """The bundled typeface at a size in pixels."""
    return blend2d.BLFont.create_new(face(), size)


def text_width(text: str, size: float) -> float:
    """How wide a line of text is, in the units of `size`."""
    return float(font(100.0).get_text_metrics(text)[0]) * size / 100.0


def letterable(text: str) -> str:
    """The characters of `text` that the typeface has; what is read from the right is turned round."""
    shown = "".join(letter for letter in text if any(font(100.0).shape(letter)[0]))
    return shown[::-1] if any("\u0590" <= letter <= "\u06ff" for letter in shown) else shown


class Canvas:
    """A picture to draw on; `move` nests transforms, everything else draws at once."""

    def __init__(self, width: int, height: int, solid: bool = False) -> None:
        """`solid`: nothing shines through it, so that it is laid on others faster."""
        self.width, self.height = width, height
        self.image = blend2d.BLImage(width, height, blend2d.BLFormat.XRGB32 if solid else blend2d.BLFormat.PRGB32)
        self.context = blend2d.BLContext(self.image)
        self.context.clear_all()
        self.context.set_stroke_caps(blend2d.BLStrokeCap.CAP_ROUND)
        self.context.stroke_join = blend2d.BLStrokeJoin.JOIN_ROUND

    @contextmanager
    def move(self, x: float = 0.0, y: float = 0.0, angle: float = 0.0, scale: Point = (1.0, 1.0)) -> Iterator[None]:
        """Draw in a moved, turned (radians, clockwise) and scaled frame."""
        self.context.save()
        self.context.translate(x, y)
        if angle:
            self.context.rotate(angle)
        if scale != (1.0, 1.0):
            self.context.scale(*scale)
        try:
            yield
        finally:
            self.context.restore()

    @contextmanager
    def fading(self, alpha: float = 1.0, blend: Blend = "normal") -> Iterator[None]:
        """Draw thinner, or mixed in another way."""
        self.context.save()
        self.context.global_alpha = self.context.global_alpha * max(0.0, min(1.0, alpha))
        self.context.comp_op = BLENDS[blend]
        try:
            yield
        finally:
            self.context.restore()

    @contextmanager
    def within(self, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """Draw inside an upright rectangle only.

        Its sides are brought to whole pixels: blend2d shears a picture that it lays into a part of a column.
        """
        self.context.save()
        frame = self.context.get_user_transform()
        upper, lower = frame.map(x, y), frame.map(x + width, y + height)
        left, right = round(upper.x), round(lower.x)
        self.context.reset_transform()
        self.context.clip_to_rect(blend2d.BLRect(left, upper.y, right - left, lower.y - upper.y))
        self.context.transform(frame)
        try:
            yield
        finally:
            self.context.restore()

    def style(self, style: Style) -> Style:
        """What blend2d takes for a colour or a gradient."""
        return opaque(style) if isinstance(style, tuple) else style

    def fill(self, style: Style) -> None:
        """The whole picture."""
        self.context.set_fill_style(self.style(style))
        self.context.fill_all()

    def rectangle(self, x: float, y: float, width: float, height: float, style: Style, corner: float = 0.0) -> None:
        """A filled rectangle, with round corners where asked."""
        self.context.set_fill_style(self.style(style))
        area = blend2d.BLRect(x, y, width, height)
        if corner <= 0:
            self.context.fill_rect(area)
            return
        path = blend2d.BLPath()
        path.add_round_rect(area, corner)
        self.context.fill_path(path)

    def circle(self, x: float, y: float, radius: float, style: Style) -> None:
        """A filled circle."""
        self.context.set_fill_style(self.style(style))
        self.context.fill_circle(x, y, radius)

    def ellipse(self, x: float, y: float, wide: float, tall: float, style: Style) -> None:
        """A filled ellipse by its two radii."""
        self.context.set_fill_style(self.style(style))
        self.context.fill_ellipse(x, y, wide, tall)

    def polygon(self, points: Sequence[Point], style: Style) -> None:
        """A filled polygon."""
        self.context.set_fill_style(self.style(style))
        self.context.fill_path(path_of(points, closed=True))

    def blob(self, points: Sequence[Point] | NDArray[np.float64], style: Style) -> None:
        """A filled round shape through points."""
        self.context.set_fill_style(self.style(style))
        self.context.fill_path(smooth(points, closed=True))

    def thread(self, points: Sequence[Point] | NDArray[np.float64], width: float, style: Style) -> None:
        """A stroke that bends softly through points."""
        self.pen(width, style)
        self.context.stroke_path(smooth(points, closed=False))

    def shape(self, outline: Any, style: Style) -> None:
        """A filled shape that `outlined` has prepared."""
        self.context.set_fill_style(self.style(style))
        self.context.fill_path(outline)

    def line(self, points: Sequence[Point], width: float, style: Style, closed: bool = False) -> None:
        """A stroke with round ends through points."""
        self.pen(width, style)
        self.context.stroke_path(path_of(points, closed))

    def lines(self, pairs: Sequence[tuple[Point, Point]], width: float, style: Style) -> None:
        """Many separate strokes at once."""
        path = blend2d.BLPath()
        for start, end in pairs:
            path.move_to(*start)
            path.line_to(*end)
        self.pen(width, style)
        self.context.stroke_path(path)

    def curve(self, start: Point, first: Point, second: Point, end: Point, width: float, style: Style) -> None:
        """A cubic stroke."""
        path = blend2d.BLPath()
        path.move_to(*start)
        path.cubic_to(*first, *second, *end)
        self.pen(width, style)
        self.context.stroke_path(path)

    def ring(self, x: float, y: float, wide: float, tall: float, width: float, style: Style) -> None:
        """An ellipse's outline."""
        self.pen(width, style)
        self.context.stroke_ellipse(x, y, wide, tall)

    def arc(self, x: float, y: float, radius: Point, start: float, sweep: float, width: float, style: Style) -> None:
        """Part of an ellipse's outline, by angles in radians."""
        path = blend2d.BLPath()
        path.arc_to(x, y, *radius, start, sweep, True)
        self.pen(width, style)
        self.context.stroke_path(path)

    def slice(self, x: float, y: float, radius: float, start: float, sweep: float, style: Style) -> None:
        """A filled piece of pie."""
        path = blend2d.BLPath()
        path.add_pie(x, y, radius, start, sweep)
        self.context.set_fill_style(self.style(style))
        self.context.fill_path(path)

    def text(self, x: float, y: float, text: str, size: float, style: Style) -> None:
        """A line of text centred on a point, by its advance and the height of its capitals."""
        self.context.set_fill_style(self.style(style))
        with self.move(x - text_width(text, size) / 2, y + 0.36 * size, scale=(size / 100, size / 100)):
            self.context.fill_text(blend2d.BLPoint(0, 0), font(100.0), text)

    def pen(self, width: float, style: Style) -> None:
        """Set how strokes look."""
        self.context.stroke_width = width
        self.context.set_stroke_style(self.style(style))

    def stamp(self, other: Canvas, x: float = 0.0, y: float = 0.0) -> None:
        """Lay another picture onto this one."""
        other.context.flush()
        self.context.blit_image(blend2d.BLPoint(x, y), other.image)

    @classmethod
    def of(cls, pixels: Pixels) -> Canvas:
        """A canvas that holds this picture: height by width by red, green, blue, alpha, which is not premultiplied."""
        canvas = cls(pixels.shape[1], pixels.shape[0])
        held = blend2d.BLImage()
        with (
            TemporaryDirectory() as folder
        ):  # the library takes pixels from files alone, and has red where we have blue
            Image.fromarray(pixels[..., [2, 1, 0, 3]]).save(path := Path(folder) / "picture.png", compress_level=0)
            held.readFromFile(str(path))
        canvas.context.blit_image(blend2d.BLPoint(0, 0), held)
        return canvas

    def spread(self, colours: Pixels) -> None:
        """Fill this picture with another one of any height and width, smoothly."""
        other = Canvas.of(colours)
        other.context.flush()
        self.context.blit_image(blend2d.BLRect(0, 0, self.width, self.height), other.image)

    def pixels(self) -> Pixels:
        """The picture as height by width by red, green, blue, alpha; alpha is premultiplied."""
        self.context.flush()
        pixels: Pixels = self.image.getDataAsNumPy()
        return pixels


def outlined(outer: Sequence[Point], *holes: Sequence[Point]) -> Any:
    """A closed shape to draw many times; holes run the other way round than the outer edge."""
    path = path_of(outer, closed=True)
    for hole in holes:
        path.add_path(path_of(hole, closed=True))
    return path


def path_of(points: Sequence[Point], closed: bool) -> Any:
    """Straight lines through points."""
    path = blend2d.BLPath()
    path.move_to(*points[0])
    for point in points[1:]:
        path.line_to(*point)
    if closed:
        path.close()
    return path


def smooth(points: Sequence[Point] | NDArray[np.float64], closed: bool) -> Any:
    """A Catmull-Rom curve through points."""
    way = np.asarray(points, float)
    path = blend2d.BLPath()
    path.move_to(*way[0].tolist())
    for row in pieces(way, closed).tolist():
        path.cubic_to(*row)
    if closed:
        path.close()
    return path
