"""One frame of a talk: what is behind, the people, the table, hands and cups, the air."""

from __future__ import annotations

from providers.studio.canvas import Canvas
from providers.studio.paint import light
from providers.studio.paint.camera import Camera
from providers.studio.paint.lens import Lens
from providers.studio.performance import Form
from providers.studio.scenes.cafe import body, settings, table
from providers.studio.scenes.cafe.acting import Play
from providers.studio.scenes.cafe.framing import Framing
from providers.studio.scenes.cafe.guests import guests
from providers.studio.scenes.cafe.street import street
from providers.studio.script import Script

ABOVE = 24
"""Pixels of the table's picture over its far edge."""


class Painter:
    """Paints the frames of one talk; what stands still is painted once, here."""

    def __init__(self, play: Play, framed: Framing, script: Script, form: Form) -> None:
        self.play, self.framed, self.script, self.form = play, framed, script, form
        self.setting = settings.setting(script, framed, form.seed)
        self.lens = Lens(script.camera, form, focus=self.face())
        self.canvas = Canvas(framed.width, framed.height)
        self.upper = 0
        self.board = self.laid()
        self.street = street(self.setting, framed, script.weather, form.seed)
        self.guests = guests(framed, form.seed) if self.setting.name == "cafe" else ()
        self.camera = Camera(width=framed.width, height=framed.height, scale=framed.scale, top=1.0, below=0.2)

    def face(self) -> tuple[float, float]:
        """Where the face of who speaks first is in the picture, from -1 to 1 across and downwards."""
        framed, first = self.framed, self.play.turns[0].speaker if self.play.turns else 0
        return 2 * framed.x(framed.seats[first]) / framed.width - 1, 2 * framed.eyes / framed.height - 1

    def laid(self) -> Canvas | None:
        """The table with what always stands on it; nobody alone outside of a café or a newsroom has one."""
        framed = self.framed
        if framed.alone and self.setting.name not in settings.TABLES:
            return None
        depth, half = (framed.height - framed.edge) / framed.scale, framed.wide / 2 + 0.05
        if depth <= 0:
            return None
        self.upper = int(framed.edge) - ABOVE
        board = Canvas(framed.width, framed.height - self.upper)
        with board.move(framed.width / 2, framed.edge - self.upper, scale=(framed.scale, framed.scale)):
            wood = self.setting.table
            table.top(board, half, max(depth, 0.3), wood, settings.gloss(self.setting.hour, wood))
            if not framed.alone:
                table.croissant(board, (self.spare(-1), min(0.16, depth * 0.68)))
        return board

    def spare(self, side: int) -> float:
        """Where nobody sits, in metres from the middle."""
        return 0.0 if len(self.framed.seats) % 2 == 0 else side * 0.44 * self.framed.seats[-1]

    def paint(self, frame: int) -> Canvas:
        """The frame of that number; the canvas is the same one every time."""
        canvas, time = self.canvas, frame / self.form.fps
        with self.lens.look(canvas, frame, 0.3):
            with canvas.fading(blend="copy"):
                canvas.stamp(self.setting.behind)
            if self.street:
                self.street.paint(canvas, time)
            for guest in self.guests:
                guest.draw(canvas, time)
        with self.lens.look(canvas, frame, 1.0):
            self.people(canvas, frame, time)
        self.air(canvas, time)
        return canvas

    def people(self, canvas: Canvas, frame: int, time: float) -> None:
        """Bodies behind the table, then what is on it, then hands."""
        framed, play = self.framed, self.play
        m = framed.scale
        poses = [play.pose(at, frame) for at in range(len(play.looks))]
        for look, pose, seat in zip(play.looks, poses, framed.seats, strict=True):
            with canvas.move(framed.x(seat), framed.edge, scale=(m, m)):
                body.bust(canvas, look, pose)
                if self.board is None:
                    body.arms(canvas, look, pose)
        if self.board is None:
            return
        canvas.stamp(self.board, 0, self.upper)
        with canvas.move(framed.width / 2, framed.edge, scale=(m, m)):
            if not framed.alone:
                table.candle(canvas, (self.spare(1), 0.045), time, self.setting.hour.lamps > 0.5)
            self.crockery(canvas, frame, time)
        for look, pose, seat in zip(play.looks, poses, framed.seats, strict=True):
            with canvas.move(framed.x(seat), framed.edge, scale=(m, m)):
                body.arms(canvas, look, pose)

    def crockery(self, canvas: Canvas, frame: int, time: float) -> None:
        """Saucers, cups where they are now, and steam over those that stand."""
        for at, cup in enumerate(self.play.cups):
            table.saucer(canvas, (cup.home[0], -cup.home[1]), cup.colour)
            x, y, tilt = cup.track[frame].tolist()
            table.cup(canvas, (x, -y), tilt, cup.colour, cup.handle)
            table.steam(canvas, (x, -y), time, 0.37 * at, 1.0 if abs(tilt) < 0.02 else 0.3)

    def air(self, canvas: Canvas, time: float) -> None:
        """Weather where there is no roof, and the light over it all."""
        if self.setting.name in settings.OUTDOORS and self.script.weather in {"rain", "snow"}:
            falling = light.snow if self.script.weather == "snow" else light.rain
            falling(canvas, self.camera, time, self.form.seed)
        if self.setting.grade:
            with canvas.fading(blend="multiply"):
                canvas.stamp(self.setting.grade)
