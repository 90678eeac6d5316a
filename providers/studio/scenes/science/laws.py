"""The laws of the lesson, stepped in time: gravity of one sun, springs, a string, a throw."""

from __future__ import annotations

import numpy as np

from providers.studio.tracks import Floats

ORBIT, SPRING, STRING, THROW = 1920, 960, 1920, 480
"""Steps per second of each: multiples of 24, 30 and 60."""


def orbits(places: Floats, speeds: Floats, pull: float, fps: int, frames: int) -> Floats:
    """Bodies around a sun that stands at the origin, as frames by bodies by two; `pull` is its G times M.

    Velocity Verlet: the energy of each stays, so that an orbit closes however often it is run.
    """
    record = np.zeros((frames, *places.shape))
    at, speed, dt = places.copy(), speeds.copy(), 1 / ORBIT
    force = -pull * at / np.sum(at * at, axis=1, keepdims=True) ** 1.5
    for tick in range(frames * ORBIT // fps):
        if tick * fps % ORBIT == 0:
            record[tick * fps // ORBIT] = at
        speed = speed + dt / 2 * force
        at = at + dt * speed
        force = -pull * at / np.sum(at * at, axis=1, keepdims=True) ** 1.5
        speed = speed + dt / 2 * force
    return record


def elements(axis: float, bent: float, turn: float, pull: float) -> tuple[Floats, Floats]:
    """Place and speed at the point next to the sun of an ellipse with that half axis, eccentricity and direction."""
    near = axis * (1 - bent)
    fast = (pull / axis * (1 + bent) / (1 - bent)) ** 0.5
    return np.array([near * np.cos(turn), near * np.sin(turn)]), np.array([-fast * np.sin(turn), fast * np.cos(turn)])


def springs(start: Floats, stiff: Floats, masses: Floats, loss: float, fps: int, frames: int) -> Floats:
    """Shifts from rest of masses on springs, as frames by masses; `stiff` are N/m as a matrix, `loss` is per second."""
    record, dt = np.zeros((frames, len(start))), 1 / SPRING
    at, speed = start.copy(), np.zeros_like(start)
    force = -(stiff @ at) / masses
    for tick in range(frames * SPRING // fps):
        if tick * fps % SPRING == 0:
            record[tick * fps // SPRING] = at
        speed = (speed + dt / 2 * force) * (1 - loss * dt / 2)
        at = at + dt * speed
        force = -(stiff @ at) / masses
        speed = speed * (1 - loss * dt / 2) + dt / 2 * force
    return record


def string(drive: Floats, points: int, speed: float, length: float, loss: float, fps: int, frames: int) -> Floats:
    """Shifts of a string whose left end is moved and whose right end is held, as frames by points.

    `drive` has the left end's place at every step; the grid is as fine as the wave goes in one step or coarser.
    """
    record, dt = np.zeros((frames, points)), 1 / STRING
    share = (speed * dt * (points - 1) / length) ** 2
    now, before = np.zeros(points), np.zeros(points)
    for tick in range(frames * STRING // fps):
        if tick * fps % STRING == 0:
            record[tick * fps // STRING] = now
        after = 2 * now - before
        after[1:-1] += share * (now[:-2] - 2 * now[1:-1] + now[2:]) - loss * dt * (now - before)[1:-1]
        after[0], after[-1] = drive[tick], 0.0
        now, before = after, now
    return record


def thrown(start: Floats, speed: Floats, gravity: float, fps: int, frames: int) -> Floats:
    """Places of something that flies without air until it is back on the ground, as frames by two; then it lies."""
    record, dt = np.zeros((frames, 2)), 1 / THROW
    at, going, lies = start.copy(), speed.copy(), False
    for tick in range(frames * THROW // fps):
        if tick * fps % THROW == 0:
            record[tick * fps // THROW] = at
        if lies:
            continue
        ahead = at + dt * going + np.array([0.0, -gravity * dt * dt / 2])
        going = going + np.array([0.0, -gravity * dt])
        if ahead[1] <= 0 < at[1] or ahead[1] < 0:
            ahead, lies = at + (ahead - at) * at[1] / (at[1] - ahead[1]), True
        at = ahead
    return record


def ripples(
    x: Floats, y: Floats, sources: tuple[tuple[float, float], ...], length: float, pace: float
) -> tuple[Floats, Floats, Floats]:
    """What the field of sources in step is made of on a grid: sine part, cosine part by source, and arrival times."""
    sines, cosines, arrivals = [], [], []
    for sx, sy in sources:
        away = np.hypot(x - sx, y - sy)
        fade = 1 / np.sqrt(1 + 2.2 * away / length)
        sines.append(fade * np.sin(2 * np.pi * away / length))
        cosines.append(fade * np.cos(2 * np.pi * away / length))
        arrivals.append(away / pace)
    return np.array(sines), np.array(cosines), np.array(arrivals)
