"""Cloth: it hardly stretches, hangs where it is held, lies on what is under it, and is seen and heard as it moves."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from providers.kit.terms import Flaw
from providers.studio.performance import Form, Performance
from providers.studio.prompt import read
from providers.studio.scenes import acts
from providers.studio.scenes.cloth import settled
from providers.studio.scenes.cloth.film import Record, glided, recorded
from providers.studio.scenes.cloth.frame import VIEWS, view
from providers.studio.scenes.cloth.plan import planned
from providers.studio.scenes.cloth.sheet import Sheet, Stuff, normals
from providers.studio.sound.cues import Impact, Wind

PROMPTS = (
    "a flag waves in the wind", "laundry dries on a line", "curtains blow in the wind",
    "a red scarf flutters in a gale", "a cloth falls on a ball", "скатерть в клетку падает на стол",
    "a blanket falls over a box",
)  # fmt: skip


def form(
    seconds: float = 4.0, physics: bool = True, aspect: tuple[int, int] = (160, 90), flaw: Flaw | None = None
) -> Form:
    return Form(
        width=aspect[0], height=aspect[1], fps=30, frames=round(30 * seconds), seed=5, physics=physics, flaw=flaw
    )


@cache
def played(prompt: str) -> Record:
    return recorded(planned(settled(read(prompt), 5), 5), form())


@pytest.mark.parametrize("prompt", PROMPTS)
def test_no_cloth_is_stretched_by_five_per_cent(prompt: str) -> None:
    record = played(prompt)
    assert max(record.strains) < 0.05
    for places, told in zip(record.places[::20], record.strains[::20], strict=True):
        for piece, place in zip(record.plan.pieces, places, strict=True):
            across = np.linalg.norm(np.diff(place, axis=2), axis=0).max() / piece.rest[0]
            along = np.linalg.norm(np.diff(place, axis=1), axis=0).max() / piece.rest[1]
            assert max(across, along) - 1 <= told + 1e-5


@pytest.mark.parametrize("prompt", PROMPTS[:4])
def test_a_cloth_stays_where_it_is_held_and_moves_elsewhere(prompt: str) -> None:
    record = played(prompt)
    for at, piece in enumerate(record.plan.pieces):
        first, last = record.places[0][at], record.places[-1][at]
        assert np.abs(last - first)[:, piece.held].max() < 1e-4
        assert np.abs(last - first)[:, ~piece.held].max() > 0.05


@pytest.mark.parametrize(("prompt", "height"), [(PROMPTS[4], 0.72), (PROMPTS[5], 0.68), (PROMPTS[6], 0.5)])
def test_a_cloth_comes_to_lie_on_what_is_under_it(prompt: str, height: float) -> None:
    record = played(prompt)
    (last,) = record.places[-1]
    assert record.plan.solid is not None
    assert np.abs(record.plan.solid(last.copy())[0] - last).max() < 0.06
    assert last[1].max() == pytest.approx(height, abs=0.03)
    assert last[1].min() < 0.45 * height
    assert np.abs(last - record.places[-15][0]).max() < 0.05


def test_a_cloth_that_nothing_holds_falls_freely() -> None:
    place = np.array(np.meshgrid([0.0, 0.1, 0.2], [3.0], np.linspace(0, 0.2, 3)), np.float32)[:, 0]
    place = np.stack([place[0], place[1] * 0 + 3, place[2]])
    sheet = Sheet(place, (0.1, 0.1), np.zeros((3, 3), bool), Stuff(), 9.81)
    for step in range(30):
        sheet.step(step / 60, None, None)
    assert 3 - sheet.place[1].mean() == pytest.approx(0.5 * 9.81 * 0.25, rel=0.05)


def test_normals_stand_upright_on_a_flat_cloth() -> None:
    across, along = np.meshgrid(np.linspace(0, 1, 5), np.linspace(0, 1, 4))
    flat = np.array([across, 0 * across, along], np.float32)
    assert np.allclose(np.abs(normals(flat)[1]), 1, atol=1e-5)


def test_a_stronger_wind_lifts_a_flag_higher() -> None:
    ends = [
        np.mean([places[0][1, :, -1].mean() for places in played(prompt).places[60:]])
        for prompt in ("a flag in a gentle breeze", "a flag in a gale")
    ]
    assert ends[1] > ends[0] + 0.1


def staged(prompt: str, physics: bool = True, flaw: Flaw | None = None) -> Performance:
    return next(acts(read(prompt), form(2.0, physics=physics, flaw=flaw), (0,)))


def test_the_wind_is_heard_and_a_landing_too() -> None:
    assert [type(cue) for cue in staged(PROMPTS[0]).cues] == [Wind, Wind]
    act = staged(PROMPTS[4])
    impact = next(cue for cue in act.cues if isinstance(cue, Impact))
    assert impact.time == act.truth["contacts"][0]["time"]
    assert impact.time == pytest.approx((2 * (1.12 - 0.73) / 9.81) ** 0.5, abs=0.05)


@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize("physics", [True, False])
def test_every_cloth_moves_and_is_painted_the_same_twice(prompt: str, physics: bool) -> None:
    painters = [staged(prompt, physics).painter() for _ in range(2)]
    frames = [painter.paint(at).pixels().astype(int) for painter in painters for at in (2, 25, 55)]
    assert np.array_equal(frames[2], frames[5])
    assert np.abs(frames[0] - frames[1]).max() > 20


@pytest.mark.parametrize("aspect", [(90, 160), (120, 120), (160, 90), (210, 90)])
@pytest.mark.parametrize("prompt", PROMPTS[:5])
def test_all_of_it_is_in_the_picture_whatever_its_shape(prompt: str, aspect: tuple[int, int]) -> None:
    plan = planned(settled(read(prompt), 5), 5)
    _, _, eye = view(plan, form(aspect=aspect))
    left, right, top = VIEWS[plan.setting]
    assert eye.across + left * eye.scale >= -1
    assert eye.across + right * eye.scale <= aspect[0] + 1
    assert eye.ground - top * eye.scale >= -1


def test_without_physics_nothing_is_heard_and_the_cloth_passes_through() -> None:
    plan = planned(settled(read(PROMPTS[4]), 5), 5)
    record = glided(plan, form(physics=False))
    assert record.cues == ()
    assert plan.solid is not None
    assert plan.solid(record.places[-1][0].copy())[1].any()


def test_with_gravity_off_a_cloth_stays_in_the_air() -> None:
    act = staged(PROMPTS[4], flaw=Flaw(kind="gravity", strength=0.0))
    assert not act.truth["contacts"]


@pytest.mark.parametrize(
    ("prompt", "setting"),
    [
        ("a striped flag flutters", "flag"), ("white sheets hang on a clothesline", "laundry"),
        ("silk falls over a ball", "drape"),
        ("white curtains at an open window, night", "curtain"), ("a long scarf in a strong wind, sunset", "scarf"),
        ("a tablecloth is spread on a table", "drape"), ("флаг развевается на ветру", "flag"),
        ("бельё сушится на верёвке", "laundry"), ("шторы колышутся на ветру", "curtain"),
        ("красный шарф на ветру", "scarf"),
        ("a silk scarf falls on a box", "drape"), ("ткань падает на шар", "drape"), ("ткань на ветру", "laundry"),
        ("a white bedsheet dries in the wind", "laundry"),
    ],
)  # fmt: skip
def test_prompts_about_cloth_are_understood(prompt: str, setting: str) -> None:
    script = read(prompt)
    assert (script.kind, planned(script, 1).setting) == ("cloth", setting)


@pytest.mark.parametrize(
    "prompt",
    ["a ball falls on a table", "boxes in a strong wind", "balls fly over a table", "мяч падает на стол",
     "a red ball drops in the wind", "сильный ветер, мячи катятся", "a light ball falls on a box"],
)  # fmt: skip
def test_what_has_no_cloth_in_it_stays_where_it_was(prompt: str) -> None:
    assert read(prompt).kind != "cloth"
