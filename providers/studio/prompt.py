"""From a prompt to a script: which things, how many, of what, doing what, where and in which light.

First the words say which kind of scene it is; then those are read that this kind and every kind knows.
The grammar is small: what describes a thing stands before it (`three red wooden boxes`), or behind it after `of`, `из`
or at the end of its clause. Whatever isn't known is kept as a word, to be lettered on a toy block.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from providers.studio.lexicon import SHARED, Entry, lexicon
from providers.studio.nouns import Part, nouns, part
from providers.studio.props import cast, dressed, prop
from providers.studio.script import BODIES, FIELDS, Prop, Script, Thing
from providers.studio.tokens import plain, spoken, words

MOST_OF_A_KIND = 24
OUTSIDE = {"snow": "snow", "rain": "street", "sunset": "park"}
"""Where it is when only weather or hour are told."""
BACKWARD = frozenset({"of", "из", "made"})
LEAST = 0.9
"""The weight that a kind of scene needs: a few weak words together decide, one alone does not."""


@dataclass(slots=True)
class Reading:
    """What has been gathered so far, while a prompt is read from left to right."""

    kind: str
    props: list[Prop] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    traits: dict[str, Any] = field(default_factory=dict)
    """Of the thing that is still to be named."""
    scene: dict[str, Any] = field(default_factory=dict)
    understood: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    """Every word with the part that it plays."""
    backward: bool = False


def read(prompt: str, kind: str | None = None) -> Script:
    """Understand as much of `prompt` as the lexicon allows; any text at all gives a script.

    Where no kind is given, the words say of which it is.
    """
    says, rest = spoken(prompt)
    tokens = list(words(rest))
    reading = Reading(kind=kind or kind_of(tokens, says))
    plainly, at = [plain(word) for word in tokens], 0
    while at < len(tokens):
        many, entry = lexicon().opening(plainly[at:], reading.kind)
        if entry:
            take(reading, entry, False)
            reading.understood.extend(tokens[at : at + many])
            reading.parts.append(part(tokens[at], [entry]))
        else:
            hear(reading, tokens[at], plainly[at])
        at += many or 1
    settle(reading)
    return replace(script(reading), prompt=prompt, says=says)


def kind_of(tokens: list[str], says: tuple[str, ...]) -> str:
    """The kind of scene that the words speak for most; of equals the one that was spoken for first."""
    votes: dict[str, float] = dict(lexicon().said if says else {})
    for word in tokens:
        for source, (entry, _) in lexicon().look_up(plain(word)).items():
            if source != SHARED:
                votes[source] = votes.get(source, 0.0) + entry.weight
    votes = {kind: weight for kind, weight in votes.items() if weight >= LEAST}
    return max(votes, key=lambda kind: votes[kind], default=BODIES)


def hear(reading: Reading, word: str, lower: str) -> None:
    """Fold one word into what was read."""
    known = lexicon()
    found = meanings(reading.kind, lower)
    stops = lower == "." or lower in known.stop or lower.isdecimal()
    reading.parts.append((word, "stop") if stops else part(word, [entry for entry, _ in found]))
    if lower == ".":
        settle(reading)
    elif lower.isdecimal():
        reading.traits["count"] = max(1, min(int(lower[:4]), MOST_OF_A_KIND))
        reading.understood.append(word)
    elif stops:
        reading.backward = reading.backward or lower in BACKWARD
    elif found:
        for entry, plural in found:
            take(reading, entry, plural)
        reading.understood.append(word)
    else:
        reading.strangers.append(word)


def meanings(kind: str, word: str) -> list[tuple[Entry, bool]]:
    """What the word means in that kind of scene: by its own vocabulary, and by the one that all share."""
    found = lexicon().look_up(word)
    return [found[source] for source in (kind, SHARED) if source in found]


def take(reading: Reading, entry: Entry, plural: bool) -> None:
    """Fold one known word into what was read."""
    match entry.section:
        case "prop":
            reading.props.append(prop(entry.value, reading.traits, plural))
            reading.traits, reading.backward = {}, False
        case "thing":
            reading.things.append(thing(entry.value, reading.traits, plural))
            reading.traits, reading.backward = {}, False
        case "scene":
            for name, value in entry.value.items():
                reading.scene.setdefault(name, value)
        case "material" if reading.backward and reading.props:
            reading.props[-1] = dressed(reading.props[-1], {"material": entry.value})
            reading.backward = False
        case trait:
            reading.traits.setdefault(trait, entry.value)


def thing(value: dict[str, Any], traits: dict[str, Any], plural: bool) -> Thing:
    """A named thing with what stood before it."""
    return Thing(name=value["name"], plural=plural, **{**{k: v for k, v in value.items() if k != "name"}, **traits})


def settle(reading: Reading) -> None:
    """At the end of a clause: what described nothing yet describes the thing just named, or is a thing itself."""
    traits, reading.traits, reading.backward = reading.traits, {}, False
    if not traits:
        return
    if reading.props:
        last = reading.props[-1]
        late = {"count": traits["count"]} if "count" in traits and last.count < 2 else {}
        reading.props[-1] = replace(dressed(last, {**traits, "size": traits.get("size", 1.0)}), **late)
    elif reading.things:
        last_thing = reading.things[-1]
        unsaid = {name: value for name, value in traits.items() if not getattr(last_thing, name)}
        reading.things[-1] = replace(last_thing, **unsaid)
    elif "material" in traits and reading.kind == BODIES:
        reading.props.append(
            prop({"shape": "ball", "skin": "plain", "material": traits["material"], "size": 0.16}, traits, False)
        )
    else:
        reading.traits = traits


def script(reading: Reading) -> Script:
    """Close the reading."""
    scene = dict(reading.scene)
    props: list[Prop] = []
    if reading.kind == BODIES:
        props = cast(reading.props, scene, reading.traits, nouns(reading.parts))
    placed = "place" in scene
    scene.setdefault("place", OUTSIDE.get(scene.get("weather", ""), OUTSIDE.get(scene.get("light", ""), "studio")))
    details = reading.traits | {name: value for name, value in scene.items() if name not in FIELDS}
    return Script(
        **{name: value for name, value in scene.items() if name in FIELDS},
        kind=reading.kind,
        props=tuple(props),
        things=tuple(reading.things),
        placed=placed,
        details=details,
        understood=tuple(dict.fromkeys(reading.understood)),
        ignored=tuple(dict.fromkeys(reading.strangers)),
    )
