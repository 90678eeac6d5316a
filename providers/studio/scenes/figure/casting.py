"""Who performs: skin, hair and clothes, by what they do and what the prompt says."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from providers.studio.paint.body import Look
from providers.studio.paint.colours import darker, lighter, mix, rgb
from providers.studio.script import Script
from providers.studio.stagecraft.terms import Colour

SKINS: tuple[Colour, ...] = (
    (0.95, 0.76, 0.64),
    (0.9, 0.69, 0.56),
    (0.8, 0.58, 0.44),
    (0.6, 0.41, 0.3),
    (0.45, 0.3, 0.22),
)
HAIRS: tuple[Colour, ...] = (
    (0.16, 0.1, 0.08),
    (0.3, 0.19, 0.12),
    (0.55, 0.36, 0.18),
    (0.82, 0.64, 0.36),
    (0.5, 0.2, 0.12),
)
CLOTHES = ("#c2185b", "#7b3fb5", "#1f5fbf", "#0f8f8a", "#d8342c", "#e88a1a", "#2f8f4e", "#b8901f")
MEN = frozenset({"man", "guy", "boy"})


def colour(script: Script, random: Random) -> Colour:
    """Of the clothes: what the prompt says, or the seed's choice."""
    spare = random.choice(CLOTHES)
    said = [thing.colour for thing in script.things if thing.colour] or [script.details.get("colour") or spare]
    return rgb(str(said[0]))


def look(script: Script, style: str, random: Random) -> Look:
    """The person of that style."""
    cloth, man = colour(script, random), bool(MEN & {thing.name for thing in script.things})
    child = bool({"child", "girl", "boy"} & {thing.name for thing in script.things})
    skin, hair = random.choice(SKINS), random.choice(HAIRS[:2] if random.random() < 0.4 else HAIRS)
    plain = Look(
        skin=skin,
        hair=hair,
        trunk=cloth,
        trim=lighter(cloth, 0.75),
        man=man and not child,
        style="short" if man else "bun",
    )
    dressed = {"ice": on_ice, "mat": on_mat, "bed": on_mat, "dance": on_stage, "plain": outdoors}[style](plain, random)
    return replace(dressed, girth=1.16 if man else 1.12 if child else 1.0)


def on_ice(plain: Look, random: Random) -> Look:
    """A dress and tights, or a shirt and trousers, and boots on blades."""
    if plain.man:
        dark: Colour = (0.12, 0.13, 0.19)
        return replace(
            plain,
            legs=dark,
            hips=dark,
            shoes=(0.1, 0.1, 0.12),
            blades=True,
            tints={"arm": plain.trunk, "fore": plain.trunk},
        )
    tights = mix(plain.skin, (0.93, 0.75, 0.62), 0.35)
    sleeves = (
        {"arm": plain.trunk, "fore": plain.trunk}
        if random.random() < 0.5
        else {"arm": mix(plain.skin, plain.trunk, 0.25)}
    )
    return replace(plain, legs=tights, skirt=0.125, shoes=(0.96, 0.96, 0.98), blades=True, tints=sleeves)


def on_mat(plain: Look, random: Random) -> Look:
    """A leotard; for a man a vest and long trousers."""
    if plain.man:
        white: Colour = (0.93, 0.93, 0.95)
        return replace(plain, legs=white, hips=white, shoes=white)
    return replace(
        plain,
        covers=(("thigh", 0.0, 0.13, plain.trunk),),
        tints={"arm": plain.trunk, "fore": darker(plain.trunk, 0.06)},
    )


def on_stage(plain: Look, random: Random) -> Look:
    """A dance dress and slippers."""
    if plain.man:
        return replace(
            plain, legs=(0.15, 0.15, 0.2), hips=(0.15, 0.15, 0.2), shoes=(0.1, 0.1, 0.12), tints={"arm": plain.trunk}
        )
    tights = mix(plain.skin, (0.96, 0.82, 0.78), 0.5)
    return replace(plain, legs=tights, skirt=random.choice((0.15, 0.19)), shoes=mix(plain.trunk, (0.97, 0.8, 0.8), 0.7))


def outdoors(plain: Look, random: Random) -> Look:
    """A shirt, trousers or shorts, trainers, hair that swings."""
    shirt = (("arm", 0.0, 0.62, plain.trunk),)
    trousers: Colour = random.choice(((0.18, 0.22, 0.34), (0.22, 0.22, 0.25), (0.36, 0.31, 0.26)))
    shoes: Colour = random.choice(((0.95, 0.95, 0.96), (0.85, 0.25, 0.2), (0.25, 0.55, 0.85)))
    hair = plain.style if plain.man or plain.style == "short" else "tail"
    if random.random() < 0.55:
        return replace(
            plain,
            style=hair,
            hips=trousers,
            shoes=shoes,
            covers=(*shirt, ("thigh", 0.0, 0.62, trousers), ("shank", 0.86, 1.0, (0.95, 0.95, 0.95))),
        )
    return replace(plain, style=hair, hips=trousers, legs=trousers, loose=1.12, shoes=shoes, covers=shirt)
