"""A scene of rigid bodies that is played with while it runs: what is done to it is seen and heard in the next frame.

The same simulation, painter and impacts as in a clip; only that nobody knows beforehand what will happen.
"""

from __future__ import annotations

import io
import math
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from PIL import Image

from providers.kit.errors import Rejected
from providers.kit.live import Moment
from providers.studio.canvas import Pixels
from providers.studio.encode import writer
from providers.studio.paint.colours import rgb
from providers.studio.paint.frame import Painter
from providers.studio.performance import Form
from providers.studio.prompt import read
from providers.studio.scenes.bodies import impact
from providers.studio.simulate import RATE as STEPS
from providers.studio.simulate import Stage, advance, built, resting_place, roll, shaped
from providers.studio.sound.cues import RATE, Stereo
from providers.studio.sound.hearing import Ears
from providers.studio.sound.impacts import RING, strike
from providers.studio.sound.mastering import mastered
from providers.studio.stagecraft.casting import PALETTE
from providers.studio.stagecraft.scene import stage
from providers.studio.stagecraft.terms import Body, Contact, Scene
from providers.studio.tracks import Tracks

FPS = 30
QUALITY = 82
"""Of the JPEGs."""
STUFFS = ("rubber", "rubber", "wood", "metal", "glass")
"""Of what is thrown in."""
MOST = 40
"""Things on stage; the oldest of those that were thrown in makes room."""
FASTEST = 14.0
"""Metres per second that a throw can have."""
REACH = 0.9
"""Metres around a push in which things feel it."""
GRAVITY = (0.0, 30.0)
SLOW = (0.1, 1.0)
LEVEL = 0.5
"""Of the sound, which nobody can bring to its loudness beforehand; what is over full scale is bent, not cut."""
MEMORY = 1.7
"""Seconds for which a contact may still be seen in what it touched."""


class Playground:
    """A running scene. Belongs to one thread."""

    def __init__(self, prompt: str, width: int, height: int, seed: int = 0) -> None:
        """Stage the prompt, whose things fall as in a clip; `Rejected` where it is another kind of scene."""
        self.fps = FPS
        script = read(prompt)
        if script.kind != "bodies":
            raise Rejected(f"A live scene is one of balls and boxes. This is another kind: {script.kind}")
        scene = stage(script, seed, width / height)
        self._stage: Stage = built(scene)
        self._thrown = deque(range(len(scene.bodies), MOST))
        """The places for what is thrown in, the one that was taken longest ago first."""
        self._random, self._draw = Random(f"{seed}/live"), np.random.default_rng(seed)
        form = Form(width=width, height=height, fps=FPS, frames=1, seed=seed)
        self._recent: deque[Contact] = deque()
        self._painter = Painter(self._tracks(0.0), form)
        self._ahead = np.zeros((2, RATE // FPS + int(RING * RATE) + RATE))
        self._pace, self._now, self._steps, self._owed = 1.0, 0.0, 0, 0.0

    @property
    def scene(self) -> Scene:
        """What is on stage."""
        return self._stage.scene

    def moment(self) -> Moment:
        """Let a thirtieth of a second pass."""
        pixels, sound = self.tick()
        room = io.BytesIO()
        Image.fromarray(np.ascontiguousarray(pixels[..., :3])).save(room, "JPEG", quality=QUALITY)
        return Moment(picture=room.getvalue(), sound=np.asarray(sound.T * 32_767, dtype="<i2").tobytes())

    def tick(self) -> tuple[Pixels, Stereo]:
        """The next frame, whose pixels are valid until the next tick, and its sound."""
        began = self._now
        self._owed += STEPS / FPS * self._pace
        while self._owed >= 1:
            advance(self._stage, self._now)
            self._now += 1 / STEPS
            self._steps += 1
            self._owed -= 1
            if self._steps % 10 == 0:
                roll(self._stage)
        self._hear(began)
        self._painter.tracks = self._tracks(self._now)
        self._painter.scene = self.scene
        self._painter.squash = np.zeros((1, len(self.scene.bodies)))
        return self._painter.paint_at(0, self._now).pixels(), self._pop()

    def do(self, deed: Mapping[str, Any]) -> None:
        """Throw, push, change gravity, pace or weather."""

        def number(name: str, usual: float = 0.0) -> float:
            given = deed.get(name)
            return float(given) if isinstance(given, int | float) and math.isfinite(given) else usual

        match deed.get("do"):
            case "throw":
                self.throw(number("x"), number("y"), number("dx"), number("dy"))
            case "push":
                self.push(number("x"), number("y"), number("strength", 1.0))
            case "gravity":
                self.gravity(number("metres", 9.81))
            case "pace":
                self.pace(number("share", 1.0))
            case "weather":
                self.weather(str(deed.get("weather", "")))

    def film(self, moments: Sequence[Moment], path: Path) -> Path:
        """Write moments as a clip, the sound brought to its loudness."""
        heard = np.concatenate([np.frombuffer(one.sound, "<i2").reshape(-1, 2) for one in moments]).T / 32_768
        sound = iter([mastered(heard, np.zeros_like(heard))])
        width, height = Image.open(io.BytesIO(moments[0].picture)).size
        form = Form(width=width, height=height, fps=FPS, frames=len(moments), seed=0)
        with writer(path, form, sound) as put:
            for one in moments:
                put(np.array(Image.open(io.BytesIO(one.picture)).convert("RGBA")))
        return path

    def throw(self, x: float, y: float, dx: float, dy: float) -> None:
        """A ball from a point of the picture (0 to 1 from its upper left) with a speed in pictures per second."""
        at = self._metres(x, y)
        speed = (dx * self.scene.width, -dy * self.scene.height)
        over = max(1.0, math.hypot(*speed) / FASTEST)
        size = self._random.uniform(0.11, 0.2)
        self._add(
            Body(
                shape="ball", skin="plain", material=self._random.choice(STUFFS),
                colour=rgb(self._random.choice(PALETTE)), half=(size, size), at=at,
                velocity=(speed[0] / over, speed[1] / over), spin=self._random.uniform(-6, 6), enters=self._now,
            )
        )  # fmt: skip

    def push(self, x: float, y: float, strength: float = 1.0) -> None:
        """Drive apart what is near a point of the picture."""
        px, py = self._metres(x, y)
        for moving in self._stage.bodies:
            away = (moving.position.x - px, moving.position.y - py)
            distance = math.hypot(*away)
            if moving.space is not None and distance < REACH:
                share = 5.0 * min(2.0, max(0.0, strength)) * (1 - distance / REACH) * moving.mass / max(distance, 0.05)
                moving.activate()
                moving.apply_impulse_at_world_point((away[0] * share, (away[1] + 0.3) * share), moving.position)

    def gravity(self, metres: float) -> None:
        """How strongly things are drawn down, in m/s²."""
        self._stage.space.gravity = (0.0, -min(max(metres, GRAVITY[0]), GRAVITY[1]))
        for moving in self._stage.bodies:
            if moving.space is not None:
                moving.activate()

    def pace(self, share: float) -> None:
        """Slow motion: how much of a second passes in a second."""
        self._pace = min(max(share, SLOW[0]), SLOW[1])

    def weather(self, weather: str) -> None:
        """`rain`, `snow`, or nothing."""
        self._stage.scene = replace(self.scene, weather=weather if weather in {"rain", "snow"} else "")

    def _metres(self, x: float, y: float) -> tuple[float, float]:
        scene = self.scene
        return (min(max(x, 0.0), 1.0) - 0.5) * scene.width, (1 - min(max(y, 0.0), 1.0)) * scene.height - scene.below

    def _add(self, body: Body) -> None:
        """Put a body in the next place, and whatever was there away."""
        live, at = self._stage, self._thrown[0]
        self._thrown.rotate(-1)
        moving, solid = shaped(body)
        if at < len(live.bodies):
            for gone in live.bodies[at].shapes:
                del live.shapes[gone], live.materials[gone]
            live.space.remove(live.bodies[at], *live.bodies[at].shapes)
        live.scene = replace(live.scene, bodies=(*live.scene.bodies[:at], body, *live.scene.bodies[at + 1 :]))
        live.bodies[at : at + 1], live.slips[at : at + 1] = [moving], [0.0]
        live.shapes[solid], live.materials[solid] = at, body.material
        live.space.add(moving, solid)

    def _tracks(self, now: float) -> Tracks:
        """Where everything is, as a record of one frame."""
        live = self._stage
        places = [resting_place(live, at, now) for at in range(len(live.bodies))]
        seen = [body.carried or body.enters <= now + 1e-9 for body in live.scene.bodies]
        return Tracks(
            scene=live.scene,
            fps=FPS,
            x=np.array([[x for x, _ in places]]),
            y=np.array([[y for _, y in places]]),
            angle=np.array([[moving.angle for moving in live.bodies]]),
            seen=np.array([seen], dtype=bool),
            slip=np.array([live.slips]),
            contacts=tuple(self._recent),
        )

    def _hear(self, began: float) -> None:
        """Strike what has been touched since `began`, each at its own sample of what is still to be heard."""
        fresh, self._stage.contacts = self._stage.contacts, []
        for contact in fresh:
            self._recent.append(contact)
            told = impact(self.scene.bodies, contact)
            late = (contact.time - began) / self._pace
            ears = Ears(dry=self._ahead, wet=np.zeros((2, 0)), width=self.scene.width, fps=FPS)
            strike(ears, replace(told, time=max(0.0, late)), self._draw)
        while self._recent and self._recent[0].time < self._now - MEMORY:
            self._recent.popleft()

    def _pop(self) -> Stereo:
        count = RATE // FPS
        sound = np.tanh(LEVEL * self._ahead[:, :count])
        self._ahead = np.concatenate([self._ahead[:, count:], np.zeros((2, count))], axis=1)
        return np.asarray(sound)
