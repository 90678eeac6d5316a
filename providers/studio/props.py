"""Things that are rigid bodies: how a prompt dresses them, and what plays where it named none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from providers.studio.script import Prop

MOST_LABELS = 6


def prop(value: dict[str, Any], traits: dict[str, Any], plural: bool) -> Prop:
    """A thing as the lexicon knows it, with what the prompt says of it."""
    known = {
        name: value[name] for name in ("shape", "skin", "material", "size", "wide", "colour", "bounce") if name in value
    }
    thing = Prop(**known, count=traits.get("count") or value.get("many") or (0 if plural else 1))
    return dressed(thing, traits)


def dressed(thing: Prop, traits: dict[str, Any]) -> Prop:
    """The thing with another material, colour or size; a stone box loses its cardboard look."""
    changes: dict[str, Any] = {}
    if material := traits.get("material"):
        changes["material"] = material
        if material != thing.material:
            changes |= {"bounce": None, "skin": "crate" if (thing.shape, material) == ("box", "wood") else "plain"}
    if "colour" in traits:
        changes["colour"] = traits["colour"]
        if thing.skin in {"carton", "crate"} and "material" not in traits:
            changes["skin"] = "plain"
    return replace(thing, **changes, size=min(0.6, thing.size * traits.get("size", 1.0)))


def cast(props: list[Prop], scene: dict[str, Any], traits: dict[str, Any], nouns: list[str]) -> list[Prop]:
    """All props of the stage: those that were named, what the action needs, and unknown things, lettered on blocks.

    `scene` takes what follows from them: a basketball and a player want a hoop. A place in its weather stands alone.
    """
    props = joined(props)
    skins = {thing.skin for thing in props}
    shoots = scene.pop("shoots", False)
    if "hoop" in scene.values() or ("basketball" in skins and (scene.get("figure") or shoots)):
        scene |= {"fixture": "hoop", "action": "hoop"}
        scene.setdefault("place", "gym")
        props = [basketball(thing) for thing in props if thing.shape == "ball"]
    labels = [] if scene.get("action") == "hoop" else lettered(nouns, 3 if props else MOST_LABELS)
    if not (props or labels) and not is_landscape(scene):
        props = bare_stage(scene, traits)
    elif not props and "colour" in traits:
        labels = [replace(thing, colour=traits["colour"]) for thing in labels]
    if any(thing.wide < 0.5 for thing in props) and scene.get("action", "drop") in {"drop", "knock"}:
        scene["action"] = "topple"
    many = 6 if scene.get("action") in {"stack", "knock"} else 3
    return [*(replace(thing, count=thing.count or (many if thing.shape == "box" else 3)) for thing in props), *labels]


def is_landscape(scene: dict[str, Any]) -> bool:
    """Whether a place or weather is all there is to see: that snow falls doesn't make things fall."""
    falls = scene.get("action", "drop") == "drop" and ("weather" in scene or "action" not in scene)
    return falls and bool({"place", "weather"} & scene.keys()) and not {"fixture", "figure"} & scene.keys()


def basketball(thing: Prop) -> Prop:
    """The plain ball of somebody who throws at a hoop is a basketball, whatever its colour."""
    if (thing.skin, thing.material) != ("plain", "rubber"):
        return thing
    return replace(thing, skin="basketball", bounce=0.8, colour=thing.colour or "#e07a2c")


def joined(props: list[Prop]) -> list[Prop]:
    """`tennis ball` is one thing though both words name it: a plain ball next to a named one takes its look.

    So is a wall of bricks: the same thing twice in a row is as many as its larger number.
    """
    merged: list[Prop] = []
    for thing in props:
        last = merged[-1] if merged else None
        named = last and (last.skin, last.material) != ("plain", "rubber")
        if last and named and last.shape == thing.shape == "ball" and thing.skin == "plain":
            merged[-1] = replace(
                last, count=last.count if last.count > 1 else thing.count, colour=thing.colour or last.colour
            )
        elif last and last.skin == thing.skin == "brick":
            merged[-1] = replace(last, count=max(last.count, thing.count), colour=thing.colour or last.colour)
        else:
            merged.append(thing)
    return merged


def bare_stage(scene: dict[str, Any], traits: dict[str, Any]) -> list[Prop]:
    """What plays when nothing was named: a basketball for a hoop, else balls and boxes that suit the action."""
    ball = Prop(shape="ball", skin="plain", material="rubber", size=0.17, count=3)
    crate = Prop(shape="box", skin="crate", material="wood", size=0.2, count=3)
    chosen: dict[str, list[Prop]] = {
        "hoop": [replace(ball, skin="basketball", colour="#e07a2c", bounce=0.8, count=1)],
        "stack": [replace(crate, count=5)],
        "knock": [replace(ball, count=1, size=0.22), replace(crate, count=6)],
        "topple": [replace(crate, count=9, wide=0.25, skin="plain")],
    }
    props = chosen.get(scene.get("action", ""), [ball, replace(crate, count=2)])
    dress: dict[str, Any] = {name: traits[name] for name in ("colour", "material", "size") if name in traits}
    return [replace(dressed(thing, dress), count=traits.get("count", thing.count)) for thing in props]


def lettered(nouns: list[str], most: int) -> list[Prop]:
    """Toy blocks that carry unknown words, in the prompt's order."""
    once = list(dict.fromkeys(word for word in nouns if len(word) > 2 or not word.isascii() or len(nouns) < 3))
    return [
        Prop(shape="box", skin="label", material="wood", size=0.2, wide=block_width(word), label=word[:14])
        for word in once[:most]
    ]


def block_width(word: str) -> float:
    """Width over height of a block that holds the word in bold letters."""
    return max(1.0, min(0.42 * min(len(word), 14) + 0.35, 5.0))
