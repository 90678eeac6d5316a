"""What is understood of prompts with vehicles in them."""

from __future__ import annotations

from math import inf

import pytest

from providers.studio.prompt import read
from providers.studio.scenes.road import orders
from providers.studio.scenes.road.plan import planned
from providers.studio.script import Script, Thing


@pytest.mark.parametrize(
    ("prompt", "name", "action"),
    [
        ("a yellow taxi honks in the city", "taxi", "along"),
        ("жёлтое такси останавливается у светофора", "taxi", "light"),
        ("a bus waits at a traffic light", "bus", "light"),
        ("грузовик едет по шоссе", "truck", "along"),
        ("мотоциклист прыгает с трамплина", "motorcycle", "jump"),
        ("a cyclist passes by", "bicycle", "pass"),
        ("поезд проезжает мимо", "train", "pass"),
        ("a police car chases a red car", "police", "pass"),
        ("машина резко тормозит", "car", "skid"),
        ("две машины сталкиваются", "car", "collide"),
        ("a van crashes into a stack of crates", "van", "crash"),
        ("a car accelerates", "car", "start"),
        ("a tractor in a field", "tractor", "along"),
    ],
)
def test_vehicles_and_what_they_do_are_read_in_both_languages(prompt: str, name: str, action: str) -> None:
    script = read(prompt)
    assert script.kind == "road"
    plan = planned(script, 3)
    assert (plan.driven[0].vehicle.name, plan.action) == (name, action)


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("a wheel rolls down a hill", "mechanics"), ("a man runs in the park", "figure"),
        ("a boat sails past the coast", "surf"), ("a ball jumps over a ramp", "bodies"),
        ("a ball crashes into a tower of boxes", "bodies"), ("a train of gears", "mechanics"),
        ("a playing card falls on the floor", "bodies"), ("a ball bounces on a busy street", "bodies"),
        ("a man trains in the gym", "figure"), ("великий мяч катится", "bodies"), ("ракетка и мяч", "bodies"),
        ("the bus driver talks to a passenger", "cafe"),
        ("snow falls on a quiet street at night", "bodies"), ("мяч катится по дороге", "bodies"),
    ],
)  # fmt: skip
def test_other_kinds_keep_their_prompts(prompt: str, kind: str) -> None:
    assert read(prompt).kind == kind


def test_who_hits_something_locks_the_wheels_and_an_unknown_vehicle_is_a_car() -> None:
    assert orders.cruising(5.0)(0.0, 0.0, 5.0, True).brake == inf
    assert planned(Script(kind="road", things=(Thing(name="nothing known"),)), 1).driven[0].vehicle.body == "saloon"
