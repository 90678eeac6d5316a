"""What people ask for, in two languages: each is staged as its kind, is seen, is heard, and leaves its truth."""

from __future__ import annotations

import json

import numpy as np
import pytest

from providers.kit.terms import Brief
from providers.studio.film import form
from providers.studio.prompt import read
from providers.studio.scenes import acts, openings
from tests.providers.studio.test_film import soundtrack

PROMPTS = (
    ("bodies", "three glass balls roll down a ramp in the street at night"),
    ("bodies", "ледяной шар катится по снегу на Луне"),
    ("cafe", 'a grandmother with a bun says "more tea?" to a bald man with a beard in a café, jazz plays'),
    ("cafe", "учитель с усами говорит камере: «Доброе утро»"),
    ("cloth", "a silk curtain waves at an open window"),
    ("cloth", "скатерть падает на стол"),
    ("figure", "a gymnast does a backflip in a sports hall"),
    ("figure", "балерина делает пируэт на сцене театра"),
    ("figure", "a man jumps in the park in the rain"),
    ("figure", "a boy does a cartwheel on the beach at sunset"),
    ("figure", "девушка танцует ночью на улице под снегом"),
    ("figure", "a figure skater does a double axel on a frozen lake"),
    ("mechanics", "a pendulum wave of twelve pendulums"),
    ("bodies", "a wrecking ball knocks down a wall of bricks"),
    ("mechanics", "a catapult throws a stone at a tower"),
    ("mechanics", "two children on a seesaw"),
    ("mechanics", "колесо катится с холма"),
    ("mechanics", "a pulley lifts a heavy crate"),
    ("mechanics", "a rope bridge swings in the wind"),
    ("mechanics", "якорная цепь падает на камень"),
    ("road", "a red car drives through the city at night in the rain"),
    ("road", "поезд проезжает мимо в горах"),
    ("road", "a motorcycle jumps over a ramp"),
    ("road", "велосипедист едет по берегу на закате"),
    ("road", "a truck crashes into a wall of boxes"),
    ("road", "автобус останавливается у светофора в снегопад"),
    ("science", "a projectile is thrown at 45 degrees, diagram with axes"),
    ("science", "комета летит вокруг Солнца"),
    ("science", "two waves meet in a ripple tank"),
    ("sight", "a candle burns in a dark room"),
    ("sight", "салют над городом"),
    ("sight", "a rocket launches into space"),
    ("sight", "горы на рассвете, съёмка с дрона"),
    ("sight", "a campfire in the forest at night"),
    ("surf", "a rubber duck floats on the sea in the rain"),
    ("surf", "парусник плывёт по морю ночью под луной"),
    ("surf", "a wooden crate and a barrel float in the water"),
    ("surf", "a glass bottle, a buoy and a beach ball drift in the sea"),
    ("surf", "a surfer falls off the board"),
    ("water", "a fountain in a park at night"),
    ("water", "milk is poured from a jug into a bowl"),
    ("water", "a stone falls into a pond with a duck on it"),
    ("water", "кран капает в раковину"),
)  # fmt: skip
SMALL = {"seconds": 2.0, "fps": 24, "resolution": "480p", "aspect_ratio": "1:1", "seed": 4}


@pytest.mark.parametrize(("kind", "prompt"), PROMPTS, ids=[prompt for _, prompt in PROMPTS])
def test_a_scene_of_its_kind_is_seen_and_heard(kind: str, prompt: str) -> None:
    script = read(prompt)
    assert script.kind == kind
    assert script.understood
    shape = form(Brief(prompt=prompt, **SMALL), True, 4)
    played = list(acts(script, shape, openings(script, shape)))
    painter = played[0].painter()
    frames = [painter.paint(frame).pixels()[::4, ::4, :3].astype(float) for frame in range(0, played[0].form.frames, 6)]
    assert min(float(frame.std()) for frame in frames) > 12  # of 255: it is no blank
    assert max(float(np.abs(frame - frames[0]).max()) for frame in frames) > 30  # something moves
    sound = soundtrack(script, played)
    assert 0.01 < float(np.abs(sound).max()) <= 1
    assert json.loads(json.dumps(dict(played[0].truth)))
