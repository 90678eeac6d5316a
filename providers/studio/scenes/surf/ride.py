"""A ride: board, rider and wave together, step by step, until the clip ends; a rider who loses balance falls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import atan2, cos, inf, sin

import numpy as np

from providers.studio.performance import Form
from providers.studio.scenes.surf.fall import Falling, thrown, tumble
from providers.studio.scenes.surf.hull import Hull, Push, State, board, frame, pushed
from providers.studio.scenes.surf.pose import joints
from providers.studio.scenes.surf.rider import CLUMSY, MASS, Rider, Skill
from providers.studio.scenes.surf.sea import GRAVITY, Floats, Sea

STEP = 1 / 120
BEFORE = 1.5
"""Seconds that are played before the first frame."""
STANCE = -0.34
"""Where the middle of the stance is, from the middle of the board."""
BEST = 2.5
"""Metres before the crest where the rider would like to be."""


@dataclass(slots=True, kw_only=True)
class Ride:
    """What happened, frame by frame."""

    board: Floats
    """Frames by x, y, z, yaw, pitch, roll."""
    rider: Floats
    """Frames by lean along, lean across, height over the deck."""
    body: Floats
    """Frames by joints by x, y, z."""
    speed: Floats
    """Of the board through the water."""
    turn: Floats
    """Sideways acceleration of the board."""
    under: Floats
    """Displaced volume, cubic metres."""
    splashes: list[tuple[float, float, float, float, float]] = field(default_factory=list)
    """Time, x, y, z, litres."""
    fell: float | None = None
    """When the rider lost the board."""

    def until(self, frames: int, fps: int) -> Ride:
        """Its first frames, and what happened in them."""
        end = frames / fps
        return Ride(
            board=self.board[:frames], rider=self.rider[:frames], body=self.body[:frames], speed=self.speed[:frames],
            turn=self.turn[:frames], under=self.under[:frames],
            splashes=[each for each in self.splashes if each[0] < end],
            fell=None if self.fell is None or self.fell >= end else self.fell,
        )  # fmt: skip


def ride(
    sea: Sea, form: Form, skill: Skill, lapse: float = inf, unwanted: Callable[[float], bool] = lambda fell: False
) -> Ride:
    """Play one ride; it begins with a rider who stands already, and whose attention fails at `lapse`.

    It isn't played on where somebody falls when that is `unwanted`.
    """
    return Riding(sea=sea, form=form, skill=skill, lapse=lapse).played(unwanted)


class Riding:
    """One ride that is being played."""

    def __init__(self, *, sea: Sea, form: Form, skill: Skill, lapse: float) -> None:
        self.sea, self.form, self.lapse = sea, form, lapse
        self.random = np.random.default_rng([form.seed, 5])
        self.rider = Rider(skill=skill, random=self.random)
        self.hull: Hull = board()
        self.wave = sea.breakers[0]
        at = (BEST + self.wave.start - self.wave.speed * BEFORE) / cos(self.wave.angle)
        felt = sea.felt(np.array([at]), np.array([0.0]), -BEFORE)
        self.state = State(
            x=at,
            y=float(felt.height[0]) + 0.0,
            vx=self.wave.pace,
            vy=-0.1,
            pitch=float(np.arctan(felt.slope_x[0])) + 0.08,
        )
        self.tastes = self.random.uniform(0, 6.28, 4)
        self.falling: Falling | None = None
        self.push = Push(x=0, y=0, z=0, pitch=0, roll=0, under=0, speed=0)
        self.accel = self.sideways = self.lifted = 0.0
        self.fell: float | None = None

    def played(self, unwanted: Callable[[float], bool]) -> Ride:
        """Run to the end of the clip, or to an unwanted fall, and keep what is seen."""
        frames, fps = self.form.frames, self.form.fps
        ride = Ride(
            board=np.zeros((frames, 6)), rider=np.zeros((frames, 3)), body=np.zeros((frames, 13, 3)),
            speed=np.zeros(frames), turn=np.zeros(frames), under=np.zeros(frames),
        )  # fmt: skip
        time, frame_no = -BEFORE, 0
        while frame_no < frames:
            while frame_no < frames and time >= frame_no / fps - 1e-9:
                self.keep(ride, frame_no)
                frame_no += 1
            self.step(ride, time)
            time += STEP
            if self.fell is not None and unwanted(self.fell):
                break
        ride.fell = self.fell
        return ride

    def keep(self, ride: Ride, at: int) -> None:
        """Write down this moment as a frame."""
        s = self.state
        ride.board[at] = s.x, s.y, s.z, s.yaw, s.pitch, s.roll
        ride.rider[at] = *self.rider.lean, self.rider.tall
        ride.body[at] = self.falling.points if self.falling else joints(s, self.rider)
        ride.speed[at], ride.turn[at], ride.under[at] = self.push.speed, self.sideways, self.push.under

    def step(self, ride: Ride, time: float) -> None:
        """One step of everything."""
        self.push = pushed(self.hull, self.state, self.sea, time)
        if self.falling is None:
            self.steered(time)
            if self.rider.fallen and time > 0:
                self.fell = time
                self.falling = thrown(joints(self.state, self.rider), self.state, self.rider, STEP)
            elif self.rider.fallen:
                self.rider.lean, self.rider.leaning, self.rider.fallen = [0.0, 0.0], [0.0, 0.0], False
            return
        self.adrift(ride, time)

    def wish(self, time: float) -> tuple[float, float, float]:
        """What the rider means to do now: sideways acceleration, brake, crouch; from where the wave is."""
        s, t = self.state, self.tastes
        wave = self.wave
        ahead = s.x * cos(wave.angle) - s.z * sin(wave.angle) - wave.speed * time - wave.start
        weave = 0.9 * sin(0.95 * time + t[0]) + 0.4 * sin(0.43 * time + t[1])
        line = 0.6 + weave
        sideways = 1.1 * (line - s.z) - 1.9 * s.vz
        sideways = min(max(sideways, -2.2), 2.2)
        brake = min(max(0.5 + 0.7 * (ahead - BEST), 0.0), 1.0)
        crouch = 0.20 + 0.09 * sin(0.95 * time + t[0] + 1.0) + 0.03 * abs(sideways)
        return sideways, brake, crouch

    def steered(self, time: float) -> None:
        """A step with somebody on the board: fins hold the line that the rider leans into."""
        s, r, dt = self.state, self.rider, STEP
        wet = min(1.0, self.push.under / 0.02)
        wanted, brake, r.crouch = self.wish(time)
        if time > self.lapse:
            r.skill = CLUMSY
        force = r.legs(self.lifted, dt)
        r.balance((0.02 - 0.08 * brake, 1.2 * r.tall * wanted / GRAVITY), (self.accel, self.sideways), force, dt)
        lean = 0.9 * wet * GRAVITY * r.lean[1] / r.tall
        self.sideways += (min(max(lean, -4.5), 4.5) - self.sideways) * dt / 0.05
        sideways = self.sideways
        hold = wet * (330.0 * brake + 14.0 * sideways * sideways)
        self.accel = min(max((self.push.x - hold) / (self.hull.mass + MASS), -25.0), 25.0)
        self.heave(force, self.hull.mass + self.hull.heaved * wet)
        s.vx += self.accel * dt
        s.vz += sideways * dt
        s.x, s.z = s.x + s.vx * dt, s.z + s.vz * dt
        s.yaw += (atan2(s.vz, max(3.0, s.vx)) - s.yaw) * min(1.0, dt / 0.08)
        self.turned(*self.feet(force), dt)

    def feet(self, force: float) -> tuple[float, float]:
        """Torques in pitch and roll by which the feet trim the board: nose up a little, the inner rail down."""
        s = self.state
        (along, aside), (u, v, w) = self.push.slopes, self.push.flow
        sinking = v + (s.vx - u) * along + (s.vz - w) * aside - s.vy
        sunk = min(max(self.push.level - s.y - 0.03, -0.05), 0.15)
        nose = atan2(along, 1.0) + 0.07 + 1.0 * sunk + 0.16 * min(max(sinking, -1.0), 1.0) - s.pitch
        rail = 0.75 * atan2(aside, 1.0) - 0.16 * self.sideways - s.roll
        pitch = 7000.0 * nose - 300.0 * s.pitching - force * 0.12 * self.rider.press[0]
        roll = 260.0 * rail - 24.0 * s.rolling - force * 0.2 * self.rider.press[1]
        return min(max(pitch, -0.6 * force), 0.6 * force), min(max(roll, -0.2 * force), 0.2 * force)

    def heave(self, force: float, mass: float) -> None:
        """Up and down."""
        s = self.state
        ay = (self.push.y - force) / mass - GRAVITY * self.hull.mass / mass
        self.lifted = min(max(ay, -80.0), 80.0)
        s.vy += self.lifted * STEP
        s.y += s.vy * STEP

    def turned(self, pitch: float, roll: float, dt: float) -> None:
        """Pitch and roll by the water's and the feet's torques."""
        s, (slow, quick) = self.state, self.hull.turning
        s.pitching += ((self.push.pitch + pitch) / slow - 3.0 * s.pitching) * dt
        s.rolling += ((self.push.roll + roll) / quick - 8.0 * s.rolling) * dt
        s.pitching, s.rolling = min(max(s.pitching, -6.0), 6.0), min(max(s.rolling, -8.0), 8.0)
        s.pitch = min(max(s.pitch + s.pitching * dt, -1.1), 1.1)
        s.roll = min(max(s.roll + s.rolling * dt, -1.2), 1.2)

    def adrift(self, ride: Ride, time: float) -> None:
        """A step after the fall: the board floats by itself, the body is thrown, a leash holds them together."""
        assert self.falling
        s, dt, mass = self.state, STEP, self.hull.mass + self.hull.heaved * min(1.0, self.push.under / 0.01)
        tug = tumble(self.falling, self.sea, s, time, dt, ride.splashes)
        u, _, w = self.push.flow
        wet = min(1.0, self.push.under / 0.01)
        axes = frame(s)
        s.vx += (self.push.x + tug[0] - 14.0 * wet * (s.vx - u)) / mass * dt
        s.vz += (self.push.z + tug[2] - 30.0 * wet * (s.vz - w)) / mass * dt
        s.vy += ((self.push.y + tug[1]) / mass - GRAVITY * self.hull.mass / mass) * dt
        s.x, s.y, s.z = s.x + s.vx * dt, s.y + s.vy * dt, s.z + s.vz * dt
        s.yaw += 0.25 * dt * (1.0 - wet) + 0.02 * dt * axes[2, 1]
        self.turned(0.0, 0.0, dt)
        self.sideways = 0.0


def glide(form: Form, sea: Sea) -> Ride:
    """The same by keyframes: an even glide through the water on a fixed swing, and nobody ever falls."""
    wave, frames = sea.breakers[0], form.frames
    times = np.arange(frames) / form.fps
    still = np.zeros(frames)
    x = wave.pace * times + (BEST + wave.start) / cos(wave.angle)
    y = 0.75 + 0.28 * np.sin(2.1 * times)
    board_at = np.stack([x, y, 0.3 + still, still, 0.10 * np.sin(2.1 * times + 1.0), still], axis=1)
    stiff = Rider(skill=Skill(), random=np.random.default_rng(0))
    body = np.stack([joints(State(x=a[0], y=a[1], z=a[2], pitch=a[4]), stiff) for a in board_at])
    return Ride(board=board_at, rider=np.zeros((frames, 3)), body=body, speed=still, turn=still, under=still)
