"""Water: nothing of it is lost, what floats lies as deep as it weighs, and what is seen is what is told."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from providers.kit.terms import Flaw
from providers.studio.film import sounding
from providers.studio.performance import Form, Performance
from providers.studio.prompt import read
from providers.studio.scenes import acts
from providers.studio.scenes.water import settled
from providers.studio.scenes.water.drops import VOLUME, VY, Y
from providers.studio.scenes.water.film import glided, recorded
from providers.studio.scenes.water.jugs import JUGS, area, beneath, held, rounded, turned
from providers.studio.scenes.water.paint.pouring import Pourer
from providers.studio.scenes.water.paint.view import view
from providers.studio.scenes.water.plan import planned
from providers.studio.scenes.water.play import Record
from providers.studio.scenes.water.sources import Spout
from providers.studio.scenes.water.vessels import VESSELS
from providers.studio.scenes.water.waves import ACROSS, Surface
from providers.studio.sound.cues import RATE, Flow, Impact, Splash

POURED = (
    "water is poured from a jug into a glass", "coffee is poured into a cup", "вино льётся в бокал",
    "water is poured into a glass with ice", "the glass overflows with milk", "the tap fills the bath",
)  # fmt: skip


def form(seconds: float = 7.0, physics: bool = True, aspect: tuple[int, int] = (160, 90)) -> Form:
    return Form(width=aspect[0], height=aspect[1], fps=30, frames=round(30 * seconds), seed=5, physics=physics)


@cache
def played(prompt: str, seconds: float = 7.0) -> Record:
    return recorded(planned(settled(read(prompt)), 5), form(seconds))


@pytest.mark.parametrize("prompt", POURED)
def test_what_left_the_jug_is_in_the_vessel_in_flight_or_on_the_table(prompt: str) -> None:
    books = played(prompt).books
    poured = np.array([books[0]["source"] - book["source"] for book in books])
    found = np.array([book["vessel"] - books[0]["vessel"] + book["table"] + book["flight"] for book in books])
    assert poured[-1] > 0.2
    assert np.abs(found - poured).max() <= 0.001 * poured[-1]


@pytest.mark.parametrize("prompt", POURED)
def test_the_level_that_is_seen_holds_what_is_told_to_be_in_the_vessel(prompt: str) -> None:
    record = played(prompt)
    vessel, last = record.plan.vessel, record.stills[-1]
    sunk = 0.0
    for faller, (_, y, _, _) in zip(record.plan.fallers, last.bodies.tolist(), strict=True):
        radius = faller.body.half[0]
        cap = min(2 * radius, max(0.0, last.level - y + radius))
        sunk += np.pi * cap**2 * (3 * radius - cap) / 3
    assert 1e3 * (vessel.volume(last.level) - sunk) == pytest.approx(record.books[-1]["vessel"], rel=0.02)


def test_the_content_of_the_jug_that_is_seen_is_what_is_left_in_it() -> None:
    record = played(POURED[0])
    assert isinstance(record.source, Spout)
    pourer = Pourer(record.plan, JUGS["jug"], record.source, record.stills[0])
    for frame in (30, 60, 90, 150):
        left = record.stills[frame].left
        tilt, level = held(pourer.outline, left / pourer.deep, pourer.head(frame / 30))
        shown = area(beneath(turned(pourer.outline, tilt), level)) * pourer.deep
        assert shown == pytest.approx(left, rel=0.02)


@pytest.mark.parametrize("name", sorted(JUGS))
def test_a_jug_is_tilted_further_the_emptier_it_is(name: str) -> None:
    outline = rounded(JUGS[name].outline)
    tilts = [held(outline, share * area(outline), 0.004)[0] for share in (0.7, 0.5, 0.3, 0.15)]
    assert tilts == sorted(tilts)
    assert tilts[-1] < 2.6


@pytest.mark.parametrize("prompt", ["a fountain", "a waterfall", "a stone falls into a tank of water", "splash"])
def test_nothing_is_lost_where_nothing_is_poured(prompt: str) -> None:
    sums = np.array([sum(book.values()) for book in played(prompt, 4).books])
    assert np.ptp(sums) <= 1e-9 * sums[0] + 1e-12


def test_a_vessel_knows_its_volume_by_its_shape() -> None:
    glass = VESSELS["tank"]
    assert glass.volume(0.1) == pytest.approx(np.pi * 0.15**2 * 0.1, rel=1e-3)
    for vessel in VESSELS.values():
        assert vessel.level(vessel.volume(0.6 * vessel.height)) == pytest.approx(0.6 * vessel.height, rel=1e-3)


@pytest.mark.parametrize(
    ("prompt", "density"),
    [
        ("an apple falls into a tank of water", 0.82), ("ice falls into a tank of water", 0.917),
        ("a wooden ball falls into a bucket of water", 0.6), ("a ball falls into a pond", 0.4),
    ],
)  # fmt: skip
def test_what_floats_lies_as_deep_as_it_weighs(prompt: str, density: float) -> None:
    plan = planned(settled(read(prompt)), 5)
    record = recorded(replace(plan, fallers=plan.fallers[:1]), form(9))
    last = record.stills[-1]
    radius, (x, y) = record.plan.fallers[0].body.half[0], last.bodies[0, :2].tolist()
    across = 0.5 + x / (2 * plan.vessel.radius(last.level))
    cap = last.level + float(np.interp(across, ACROSS, last.surface)) - y + radius
    assert cap**2 * (3 * radius - cap) / (4 * radius**3) == pytest.approx(density, rel=0.03)


def test_a_stone_falls_freely_sinks_and_is_heard_on_the_bottom() -> None:
    record = played("a stone falls into a tank of water", 3)
    splash = next(cue for cue in record.cues if isinstance(cue, Splash))
    faller, vessel = record.plan.fallers[0], record.plan.vessel
    height = vessel.height + 0.55 * vessel.rim**0.5 - record.stills[0].level
    assert splash.time - faller.time == pytest.approx((2 * height / 9.81) ** 0.5, abs=0.02)
    knock = next(cue for cue in record.cues if isinstance(cue, Impact))
    assert knock.time > splash.time
    assert knock.materials == ("stone", "glass")
    assert record.stills[-1].bodies[0, 1] == pytest.approx(faller.body.half[0], abs=1e-3)


def test_a_stream_falls_as_all_that_falls() -> None:
    rows = played(POURED[0]).stills[70].stream
    top, low = rows[2], rows[-2]
    assert (low[VY] ** 2 - top[VY] ** 2) / 2 == pytest.approx(9.81 * (top[Y] - low[Y]), rel=0.01)
    assert (rows[:, VOLUME] > 0).all()


def test_waves_hold_no_volume_and_come_to_rest() -> None:
    surface = Surface()
    surface.tune(0.3, 0.15, 1 / 120)
    surface.push(0.3, 0.05, -0.05)
    heights = []
    for _ in range(1200):
        surface.swing()
        heights.append(surface.written())
    assert max(abs(np.trapezoid(each)) for each in heights) < 0.02 * np.abs(heights).max() * 41
    assert np.abs(heights[-1]).max() < 0.05 * np.abs(heights).max()


def test_the_flow_is_told_with_the_depth_that_it_falls_into() -> None:
    record = played(POURED[0])
    flow = next(cue for cue in record.cues if isinstance(cue, Flow))
    assert flow.depth[-1] > 0.08 > flow.depth[45]
    assert flow.rate.sum() / 30 == pytest.approx(record.books[-1]["vessel"], rel=0.02)


def staged(prompt: str, **rest: Any) -> Performance:
    return next(acts(read(prompt), form(**rest), (0,)))


def test_a_splash_is_heard_when_it_is_seen() -> None:
    act = staged("a stone falls into water", seconds=2.0)
    splash = next(cue for cue in act.cues if isinstance(cue, Splash))
    loud = np.abs(sounding(act)[0]).max(axis=0)
    start = round(splash.time * RATE)
    onset = int(np.argmax(loud > 0.1 * loud[start : start + RATE // 4].max()))
    assert abs(onset / RATE - splash.time) < 1 / 30


@pytest.mark.parametrize("aspect", [(90, 160), (120, 120), (160, 90), (210, 90)])
@pytest.mark.parametrize(
    "prompt", ["water is poured into a glass", "a fountain", "a waterfall", "the tap fills a bath"]
)
def test_all_of_it_is_in_the_picture_whatever_its_shape(prompt: str, aspect: tuple[int, int]) -> None:
    plan = planned(settled(read(prompt)), 5)
    seen = view(plan, form(aspect=aspect))
    right = seen.camera.x(plan.vessel.widest - seen.middle)
    assert 0 < seen.camera.x(-plan.vessel.widest - seen.middle) < right < aspect[0]
    assert 0 < seen.camera.y(plan.vessel.height - seen.rise) < seen.camera.y(-seen.rise)


@pytest.mark.parametrize(
    "prompt", [*POURED[:3], "a fountain at night", "a waterfall", "ducks in a bath", "камни падают в пруд"]
)
@pytest.mark.parametrize("physics", [True, False])
def test_every_scene_moves_and_is_painted_the_same_twice(prompt: str, physics: bool) -> None:
    acts = [staged(prompt, seconds=2.0, physics=physics) for _ in range(2)]
    painters = [act.painter() for act in acts]
    frames = [painter.paint(at).pixels().astype(int) for painter in painters for at in (3, 30, 55)]
    assert np.array_equal(frames[2], frames[5])
    assert np.abs(frames[0] - frames[1]).max() > 20
    assert bool(acts[0].cues) == physics


def test_with_gravity_off_nothing_comes_down() -> None:
    flawed = replace(form(2.0), flaw=Flaw(kind="gravity", strength=0.0))
    act = next(acts(read("a stone falls into water"), flawed, (0,)))
    assert not [cue for cue in act.cues if isinstance(cue, Splash)]


def test_without_physics_the_level_rises_but_nothing_is_heard_or_thrown_up() -> None:
    record = glided(planned(settled(read(POURED[0])), 5), form(physics=False))
    levels = [still.level for still in record.stills]
    assert levels == sorted(levels)
    assert levels[-1] > 0.08
    assert record.cues == ()


@pytest.mark.parametrize(
    ("prompt", "act", "vessel"),
    [
        ("a glass of orange juice being filled", "pour", "glass"), ("beer poured into a mug", "pour", "cup"),
        ("an ice cube falls into a glass of water", "drop", "glass"), ("a fountain in the park", "fountain", "basin"),
        ("a stone splashes into a lake", "drop", "pond"), ("cola with ice", "drop", "glass"),
        ("молоко наливают в миску", "pour", "bowl"), ("мяч падает в воду", "drop", "tank"),
        ("водопад в горах", "waterfall", "pool"), ("кран наполняет ванну водой", "pour", "bath"),
        ("ice cubes fall into a glass of cola", "drop", "glass"),
        ("кубик льда падает в стакан с соком", "drop", "glass"), ("яблоко падает в ведро с водой", "drop", "bucket"),
    ],
)  # fmt: skip
def test_prompts_about_water_are_understood(prompt: str, act: str, vessel: str) -> None:
    script = read(prompt)
    plan = planned(script, 1)
    assert (script.kind, plan.act, plan.vessel.name) == ("water", act, vessel)


@pytest.mark.parametrize(
    "prompt",
    [
        "a glass ball drops", "a red ball bounces in pouring rain", "a tower of ice blocks",
        "a bottle falls off a table and a ball drops",
        "a ball bounces by the lake", "balls on a beach", "a glass cube and a metal ball", "apple falls on the table",
        "мяч прыгает под дождём", "камень катится с горки", "ледяной куб падает", "стеклянный шар падает",
    ],
)  # fmt: skip
def test_what_only_sounds_like_water_stays_where_it_was(prompt: str) -> None:
    assert read(prompt).kind != "water"
