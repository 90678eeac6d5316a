"""What one pours from, tilted as far as its content asks for, or a tap."""

from __future__ import annotations

import numpy as np

from providers.studio.canvas import Canvas, Point, linear
from providers.studio.easing import ease
from providers.studio.paint.colours import darker, lighter, thin
from providers.studio.scenes.water.jugs import Jug, area, beneath, held, rounded, turned
from providers.studio.scenes.water.plan import Plan
from providers.studio.scenes.water.play import Small, Still
from providers.studio.scenes.water.sources import Spout
from providers.studio.scenes.water.stock import Liquid
from providers.studio.scenes.water.vessels import Floats
from providers.studio.stagecraft.terms import Colour

CHROME: Colour = (0.74, 0.77, 0.81)


class Pourer:
    """A jug over the length of a scene."""

    def __init__(self, plan: Plan, jug: Jug, spout: Spout, still: Still) -> None:
        self.plan, self.jug, self.spout = plan, jug, spout
        self.size = plan.size
        self.outline = rounded(jug.outline) * self.size
        self.deep = max(spout.holds, still.left) / (jug.filled * area(self.outline))
        """Cubic metres for each square metre of content that is seen."""

    def head(self, time: float) -> float:
        """How far the content stands over the lip: as the flow asks for, or under it before and after."""
        spout, most = self.spout, 0.075 * self.size
        end = spout.begins + spout.lasts
        flow = spout.flow(time) / spout.rate
        if flow > 0:
            return float(0.006 * self.size * flow ** (2 / 3))
        before = 1 - ease((time - 0.1) / (spout.begins - 0.1))
        return -most * (before if time < spout.begins else ease((time - end) / 0.6))

    def place(self, time: float) -> Point:
        """Where the lip is, in metres."""
        end = self.spout.begins + self.spout.lasts
        away = (1 - ease((time + 0.25) / (self.spout.begins - 0.05))) + 0.55 * ease((time - end - 0.35) / 1.1)
        sway = 0.0016 * self.size * np.sin(2.1 * time)
        return self.spout.at[0] - 0.3 * self.size * away, self.spout.at[1] + 0.1 * self.size * away + float(sway)

    def paint(self, canvas: Canvas, scale: float, time: float, still: Still, liquid: Liquid) -> None:
        """Jug and content at a time; the origin is the vessel's foot."""
        tilt, level = held(self.outline, still.left / self.deep, self.head(time))
        shape = turned(self.outline, tilt)
        x, y = self.place(time)
        with canvas.move(x * scale, -y * scale):
            if self.jug.handle:
                ear = turned(np.array(self.jug.handle) * self.size, tilt)
                self.handle(canvas, pixels(ear, scale))
            (glass if self.jug.clear else solid)(canvas, self.jug, shape, scale, beneath(shape, level), liquid)
            if not self.jug.clear:
                self.adorn(canvas, tilt, scale, liquid)
            elif self.jug.name == "bottle":
                self.label(canvas, tilt, scale, liquid)

    def handle(self, canvas: Canvas, points: list[Point]) -> None:
        """The ear."""
        tone, wide = self.jug.colour, 0.014 * self.size
        scale = abs(points[0][0] - points[1][0]) + abs(points[0][1] - points[1][1])
        ear = wide * scale / (0.085 * self.size)
        first, second, third, fourth = points
        alpha = 0.5 if self.jug.clear else 1.0
        canvas.curve(first, second, third, fourth, ear, thin(darker(tone, 0.35 if not self.jug.clear else 0.1), alpha))
        canvas.curve(first, second, third, fourth, 0.45 * ear, thin(lighter(tone, 0.5), alpha))

    def label(self, canvas: Canvas, tilt: float, scale: float, liquid: Liquid) -> None:
        """A paper label with a band in the liquid's colour."""
        for low, high, tone in ((-0.245, -0.15, (0.96, 0.93, 0.85)), (-0.21, -0.185, liquid.colour)):
            band = np.array([(0.0225, high), (0.0225, low), (-0.0505, low), (-0.0505, high)]) * self.size
            corners = pixels(turned(band, tilt), scale)
            canvas.polygon(
                corners, linear(corners[3], corners[0], (0, tone), (0.35, lighter(tone, 0.3)), (1, darker(tone, 0.4)))
            )

    def adorn(self, canvas: Canvas, tilt: float, scale: float, liquid: Liquid) -> None:
        """The lid of a kettle; the print of a carton."""
        if self.jug.name == "kettle":
            x, y = pixels(turned(np.array([(-0.117, 0.016)]) * self.size, tilt), scale)[0]
            canvas.circle(x, y, 0.011 * self.size * scale, (0.16, 0.15, 0.16))
            lid = pixels(turned(np.array([(-0.152, 0.0), (-0.082, 0.0)]) * self.size, tilt), scale)
            canvas.line(lid, 0.006 * self.size * scale, darker(self.jug.colour, 0.4))
            return
        tone = (0.2, 0.48, 0.8) if liquid.name == "milk" else liquid.colour
        for level, shade in ((-0.085, lighter(tone, 0.45)), (-0.1, tone)):
            corners = pixels(turned(beneath(self.outline, level * self.size), tilt), scale)
            left, right = (pixels(turned(np.array([(x, -0.15)]) * self.size, tilt), scale)[0] for x in (-0.075, 0.012))
            canvas.polygon(
                corners,
                linear(left, right, (0, darker(shade, 0.15)), (0.35, lighter(shade, 0.25)), (1, darker(shade, 0.3))),
            )


def pixels(points: Floats, scale: float) -> list[Point]:
    """Metres up as pixels down."""
    return list(zip((points[:, 0] * scale).tolist(), (-points[:, 1] * scale).tolist(), strict=True))


def glass(canvas: Canvas, jug: Jug, shape: Floats, scale: float, content: Floats, liquid: Liquid) -> None:
    """A clear jug with what is in it."""
    outline = pixels(shape, scale)
    tone = jug.colour
    canvas.polygon(outline, thin(tone, 0.3 if jug.name == "bottle" else 0.16))
    if len(content) > 2:
        inside = pixels(content, scale)
        xs, ys = [x for x, _ in inside], [y for _, y in inside]
        alpha = 0.4 + 0.55 * liquid.dense
        canvas.polygon(
            inside,
            linear(
                (min(xs), 0),
                (max(xs), 0),
                (0, thin(darker(liquid.colour, 0.3), alpha)),
                (0.4, thin(lighter(liquid.colour, 0.15), alpha)),
                (1, thin(darker(liquid.colour, 0.25), alpha)),
            ),
        )
        top = min(ys)
        edge = [x for x, y in inside if y < top + 0.5]
        canvas.line(
            ((min(edge), top), (max(edge), top)), max(1.2, 0.003 * scale), thin(lighter(liquid.colour, 0.6), 0.85)
        )
    wide = max(1.5, 0.0042 * scale)
    canvas.line(outline, wide, thin(lighter(tone, 0.5), 0.62))
    middle = (sum(x for x, _ in outline) / len(outline), sum(y for _, y in outline) / len(outline))
    for share, strength in ((0.62, 0.4), (0.74, 0.25)):
        count = len(outline)
        left = [outline[at] for at in range(count // 2 + 1, count)]
        strip = [(middle[0] + share * (x - middle[0]), middle[1] + share * (y - middle[1])) for x, y in left]
        canvas.line(strip, wide * 1.4, (1, 1, 1, strength))


def solid(canvas: Canvas, jug: Jug, shape: Floats, scale: float, content: Floats, liquid: Liquid) -> None:
    """A jug that one can't look into."""
    outline = pixels(shape, scale)
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    start, end = (min(xs), min(ys)), (max(xs), max(ys))
    tone = jug.colour
    canvas.line(outline, 0.008 * scale, darker(tone, 0.3), closed=True)
    canvas.polygon(
        outline,
        linear(start, end, (0, lighter(tone, 0.35)), (0.35, lighter(tone, 0.65)), (0.55, tone), (1, darker(tone, 0.5))),
    )


def tap(canvas: Canvas, scale: float, at: Point, size: float, post: float) -> None:
    """A tap whose mouth is at a point in metres; its pipe stands beside the vessel, `post` metres to the right."""
    m = scale * size
    end = max((post - at[0]) * scale, 0.16 * m)
    with canvas.move(at[0] * scale, -at[1] * scale):
        shade = linear(
            (0, -0.085 * m), (0, -0.045 * m), (0, lighter(CHROME, 0.6)), (0.5, CHROME), (1, darker(CHROME, 0.55))
        )
        upright = linear(
            (end - 0.015 * m, 0),
            (end + 0.015 * m, 0),
            (0, lighter(CHROME, 0.3)),
            (0.3, lighter(CHROME, 0.7)),
            (1, darker(CHROME, 0.55)),
        )
        canvas.rectangle(end - 0.014 * m, -0.075 * m, 0.028 * m, at[1] * scale + 0.08 * m, upright, 0.008 * m)
        bend = ((0, 0), (0, -0.1 * m), (0.05 * m, -0.066 * m), (end, -0.062 * m))
        canvas.curve(*bend, 0.026 * m, darker(CHROME, 0.5))
        canvas.curve(*bend, 0.021 * m, shade)
        a, b, c, d = ((x - 0.004 * m, y - 0.005 * m) for x, y in bend)
        canvas.curve(a, b, c, d, 0.005 * m, (1, 1, 1, 0.8))
        canvas.rectangle(-0.0145 * m, -0.012 * m, 0.029 * m, 0.014 * m, darker(CHROME, 0.25), 0.003 * m)
        canvas.rectangle(end - 0.007 * m, -0.12 * m, 0.014 * m, 0.05 * m, CHROME)
        canvas.rectangle(end - 0.042 * m, -0.134 * m, 0.084 * m, 0.018 * m, lighter(CHROME, 0.3), 0.009 * m)


def froths(plan: Plan, rates: Small, fps: int) -> Small:
    """How thick the froth is at each frame, in metres: poured in, and slowly gone."""
    most = {"beer": 0.02, "cola": 0.012, "lemonade": 0.003}.get(plan.liquid.name, 0.0032 if plan.liquid.foam else 0.0)
    lasts = {"cola": 2.0, "lemonade": 1.5}.get(plan.liquid.name, 22.0)
    out, thick = np.zeros(len(rates), np.float32), 0.0
    for frame, rate in enumerate(rates):
        thick += (most - thick) * min(1.0, float(rate) / plan.vessel.rate / fps * 0.9) - thick / lasts / fps
        out[frame] = thick
    return out
