"""What is behind the people and what they sit at; out of focus, and painted once."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from providers.studio.canvas import Canvas, Style, linear
from providers.studio.paint import light, places
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import darker, lighter, thin
from providers.studio.paint.focus import blur
from providers.studio.scenes.cafe import interior
from providers.studio.scenes.cafe.framing import DEPTH, Framing
from providers.studio.scenes.cafe.home import home
from providers.studio.script import Script
from providers.studio.stagecraft.terms import Colour, Scene

SOFT = 0.0042
"""Of the picture's height: how far what is behind is out of focus."""
OUTDOORS = frozenset({"beach", "street", "park", "snow", "moon"})
WAITING = frozenset({"barista", "waitress"})
"""Who is never seen but in a café."""
TABLES: dict[str, Colour] = {"cafe": (0.5, 0.31, 0.19), "news": (0.16, 0.2, 0.32)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where a talk takes place, as pictures."""

    name: str
    """`cafe`, `news`, or a place of the studio."""
    hour: interior.Hour
    behind: Canvas
    beyond: Canvas | None
    """The same as it is behind whoever passes by outside."""
    inside: Canvas | None
    """What is in front of them."""
    glass: tuple[int, int, int, int] | None
    """The window's left, top, width and height in pixels."""
    grade: Canvas | None
    """To multiply the picture with."""

    @property
    def table(self) -> Colour:
        """The colour of what they sit at."""
        return TABLES.get(self.name, (0.46, 0.34, 0.24))


def named(script: Script, alone: bool) -> str:
    """Where it is: what the prompt says, else a café; somebody alone sits in a room."""
    said = str(script.details.get("setting", ""))
    if said and said != "cafe":
        return said
    if script.placed and (script.place in OUTDOORS or not said):
        return "snow" if script.place == "park" and script.weather == "snow" else script.place
    if alone and script.weather and not said:
        return script.place
    serves = any(thing.name in WAITING for thing in script.things)
    return "cafe" if said or serves or not alone or script.details.get("topic") == "coffee" else "home"


def setting(script: Script, framed: Framing, seed: int) -> Setting:
    """The setting that a script wants."""
    name, hour = named(script, framed.alone), interior.HOURS.get(script.light, interior.HOURS["day"])
    random = Random(f"{seed}/setting")
    if name == "cafe":
        return cafe(script, framed, hour, random)
    behind = Canvas(framed.width, framed.height)
    if name in {"home", "room"}:
        scale = DEPTH * framed.scale
        with behind.move(framed.width / 2, framed.eyes, scale=(scale, scale)):
            home(behind, framed.width / 2 / scale, hour, random)
        blur(behind, 2.8 * SOFT * framed.height)
        return Setting(name=name, hour=hour, behind=behind, beyond=None, inside=None, glass=None, grade=None)
    scene = Scene(
        width=4, height=4, below=1, bodies=(), statics=(), place="room" if name == "news" else name, light=script.light,
        weather=script.weather,
    )  # fmt: skip
    camera = far(framed)
    if name == "news":
        newsroom(behind, framed, random)
    else:
        behind = places.backdrop(scene, camera, seed)
    blur(behind, (2.2 if framed.alone else 1.4) * SOFT * framed.height)
    grade = light.grade(scene, camera) if name in OUTDOORS or script.light != "day" else None
    return Setting(name=name, hour=hour, behind=behind, beyond=None, inside=None, glass=None, grade=grade)


def far(framed: Framing) -> Camera:
    """The camera of the studio's places, at the height of these people's eyes."""
    tall = 3.0
    scale = framed.height / tall
    top = framed.edge * 0.98 / scale
    return Camera(width=framed.width, height=framed.height, scale=scale, top=top, below=tall - top)


def cafe(script: Script, framed: Framing, hour: interior.Hour, random: Random) -> Setting:
    """The café, the street outside apart from it."""
    scale = DEPTH * framed.scale
    half = framed.width / 2 / scale
    height = max(-0.78, -framed.eyes / scale + 0.3)
    street, inside, beyond, behind = (Canvas(framed.width, framed.height) for _ in range(4))
    for canvas in (street, inside):
        with canvas.move(framed.width / 2, framed.eyes, scale=(scale, scale)):
            if canvas is street:
                interior.outside(canvas, hour, script.weather in {"rain", "snow"}, random)
            else:
                interior.room(canvas, half, hour, random)
                interior.pendants(canvas, half, hour, height)
    spread = (1.7 if framed.alone else 1.0) * SOFT * framed.height
    blur(street, 1.6 * spread)
    blur(inside, spread)
    for canvas in (street, inside):
        beyond.stamp(canvas)
    left, right = (round(framed.width / 2 + side * scale) for side in (interior.LEFT, interior.RIGHT))
    upper, lower = (round(framed.eyes + end * scale) for end in (interior.TOP, interior.SILL))
    glass = (left, upper, right - left, lower - upper)
    behind.stamp(beyond)
    with behind.within(*glass):
        behind.stamp(inside)
    return Setting(name="cafe", hour=hour, behind=behind, beyond=beyond, inside=inside, glass=glass, grade=None)


def newsroom(canvas: Canvas, framed: Framing, random: Random) -> None:
    """Blue panes of light and a skyline."""
    wide, tall = framed.width, framed.height
    canvas.fill(linear((0, 0), (0, tall), (0, (0.05, 0.09, 0.24)), (0.6, (0.1, 0.26, 0.52)), (1, (0.04, 0.07, 0.18))))
    x = 0.0
    while x < wide:
        step = tall * random.uniform(0.04, 0.1)
        high = tall * random.uniform(0.12, 0.42)
        canvas.rectangle(x, tall * 0.62 - high, step * 0.9, high, (0.05, 0.12, 0.3, 0.85))
        for _ in range(10):
            pane = (x + random.random() * step * 0.8, tall * 0.62 - random.random() * high)
            canvas.rectangle(*pane, tall * 0.008, tall * 0.01, (1.0, 0.86, 0.55, 0.8))
        x += step
    canvas.rectangle(0, tall * 0.62, wide, tall, (0.07, 0.13, 0.3))
    for share in (0.06, 0.3, 0.7, 0.94):
        canvas.rectangle(wide * share, 0, tall * 0.016, tall, (0.35, 0.7, 1.0, 0.8))
        canvas.rectangle(wide * share - tall * 0.03, 0, tall * 0.076, tall, (0.35, 0.7, 1.0, 0.14))
    canvas.rectangle(0, tall * 0.66, wide, tall * 0.014, (0.9, 0.25, 0.28))
    aside = framed.width > 1.2 * framed.height
    canvas.text(wide * (0.8 if aside else 0.5), tall * (0.16 if aside else 0.06), "NEWS", tall * 0.08, (1, 1, 1, 0.9))


def gloss(hour: interior.Hour, wood: Colour) -> Style:
    """What the table shows of the window."""
    shine = lighter(hour.low, 0.2) if hour.lamps < 0.6 else (1.0, 0.82, 0.55)
    return linear(
        (-0.5, 0), (0.5, 0), (0, thin(shine, 0.0)), (0.5, thin(shine, 0.16)), (1, thin(darker(wood, 0.2), 0.0))
    )
