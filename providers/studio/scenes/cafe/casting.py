"""Who is there and who says which of the quoted words: read from the prompt, in its order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from providers.studio.lexicon import SHARED, lexicon
from providers.studio.paint.colours import rgb
from providers.studio.scenes.cafe.terms import Look
from providers.studio.script import Script
from providers.studio.tokens import QUOTED, plain, words

DATA = Path(__file__).parent / "looks.json"
MOST = 4
"""People at one table."""
KIND = "cafe"
WHOLE = frozenset({"couple", "family"})
"""Words that name several people at once."""


@dataclass(slots=True)
class Person:
    """Somebody that the prompt names, as far as it tells about them."""

    word: str
    traits: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Cast:
    """Everyone, and the quoted lines with who speaks them."""

    people: list[Person] = field(default_factory=list)
    lines: list[tuple[int, str]] = field(default_factory=list)


@cache
def data() -> Mapping[str, Any]:
    """How people look, and what their names mean."""
    return dict(json.loads(DATA.read_text("utf-8")))


def cast(script: Script) -> Cast:
    """Read the prompt once more, with an eye for people: one after the other, each before their words or after."""
    texts, quotes = parts(script.prompt)
    found, named = Cast(), list[list[int]]()
    for text in texts:
        named.append(people(found, text))
    after = bool(quotes) and not named[0] and len(named) > 1 and bool(named[1])
    fill(found, script, len(quotes))
    last = -1
    for at, quote in enumerate(quotes):
        told = named[at + 1 if after else at]
        last = told[0] if told and told[0] < len(found.people) else (last + 1) % len(found.people)
        found.lines.append((last, quote))
    return found


def parts(prompt: str) -> tuple[list[str], list[str]]:
    """What stands around the quotes, one more than there are, and the quotes."""
    texts, quotes, end = list[str](), list[str](), 0
    for match in QUOTED.finditer(prompt):
        quote = next(filter(None, match.groups())).strip()
        if quote:
            texts.append(prompt[end : match.start()])
            quotes.append(quote)
            end = match.end()
    return [*texts, prompt[end:]], quotes


def people(found: Cast, text: str) -> list[int]:
    """Add those whom a text names to the cast; gives who is named in its last clause that names anyone, in order."""
    ready: dict[str, Any] = {}
    clause, last, fresh = list[int](), list[int](), False
    for word in map(plain, words(text)):
        if word == ".":
            last, clause = clause or last, []
            continue
        if word in data()["others"].split():
            fresh = True
            continue
        who = [pronoun(found, word)] if word in data()["pronouns"] else named(found, word, ready, fresh)
        if who and who != [-1]:
            clause += who
            ready, fresh = {}, False
        elif not who:
            trait(found, word, ready, clause or last)
    return clause or last


def pronoun(found: Cast, word: str) -> int:
    """The last who was named and may be meant; -1 for nobody."""
    female = data()["pronouns"][word]
    return max((at for at, person in enumerate(found.people) if sex(person) in {female, None}), default=-1)


def sex(person: Person) -> bool | None:
    """Whether a person is a woman, as far as is known."""
    known: bool | None = person.traits.get("female", data()["people"].get(person.word, {}).get("female"))
    return known


def named(found: Cast, word: str, ready: dict[str, Any], fresh: bool) -> list[int]:
    """Those whom one word names: known already, or new."""
    entry = lexicon().look_up(word).get(KIND)
    if entry is None or entry[0].section != "thing":
        return []
    name, plural = entry[0].value["name"], entry[1]
    count = ready.pop("count", entry[0].value.get("count", 2 if plural and name not in WHOLE else 1))
    group = data()["groups"].get(name)
    if any(person.traits.get("group") == name for person in found.people):
        return []
    known = [at for at, person in enumerate(found.people) if person.word == name]
    if known and not fresh and count == 1:
        return known[:1]
    names = [name] * count
    if group and (name in WHOLE or count > 1):
        names = [group[at % len(group)] for at in range(max(count, len(group)))]
    extra = {key: value for key, value in ready.items() if key != "count"} | spelled(word)
    if group and name in WHOLE:
        extra["group"] = name
    begin = len(found.people)
    found.people += [Person(word=each, traits=dict(extra)) for each in names][: max(0, MOST - begin)]
    return list(range(begin, len(found.people)))


def spelled(word: str) -> dict[str, Any]:
    """Whether the word itself tells a woman from a man."""
    if word in data()["feminine"]:
        return {"female": True}
    return {"female": False} if word in data()["masculine"] else {}


def trait(found: Cast, word: str, ready: dict[str, Any], recent: list[int]) -> None:
    """A word that describes: whoever comes next, or whoever was just named."""
    known = lexicon().look_up(word)
    if SHARED in known and known[SHARED][0].section in {"count", "colour", "size"}:
        entry = known[SHARED][0]
        ready.setdefault(entry.section, min(MOST, entry.value) if entry.section == "count" else entry.value)
        if word in data()["feminine"]:
            ready["female"] = True
    if KIND not in known or known[KIND][0].section != "scene":
        return
    value = known[KIND][0].value
    ready |= value.get("before", {}) | (spelled(word) if "before" in value else {})
    after = dict(value.get("after", {}))
    if not after or not recent:
        return
    colour = ready.pop("colour", None)
    person = found.people[recent[-1]]
    if after.pop("dressed", False) or "collar" in after:
        person.traits |= {"colour": colour} if colour else {}
    if after.pop("haired", False):
        person.traits |= {"tone": colour} if colour else {}
    person.traits |= after


def fill(found: Cast, script: Script, quotes: int) -> None:
    """Somebody must be there: two in a café or where words are exchanged, else one."""
    alone = bool(script.details.get("portrait")) or script.details.get("setting") == "news"
    if not found.people:
        two = not alone and (quotes != 1 or script.details.get("setting") == "cafe" or "two" in script.details)
        found.people += [Person(word=name) for name in (("woman", "man") if two else ("woman",))]
    elif len(found.people) == 1 and script.details.get("two"):
        found.people.append(Person(word="person"))


def looks(cast: Cast, seed: int) -> tuple[Look, ...]:
    """Everyone's look, drawn by the seed where the prompt leaves it open; nobody looks like another."""
    random = Random(f"{seed}/looks")
    decks = {name: list(data()[name]) for name in ("skins", "tops", "jackets", "irises")}
    for deck in decks.values():
        random.shuffle(deck)
    first = random.random() < 0.5
    return tuple(
        look(person, at, first if at % 2 == 0 else not first, decks, random) for at, person in enumerate(cast.people)
    )


def look(person: Person, at: int, female: bool, decks: Mapping[str, list[str]], random: Random) -> Look:
    """One person's look."""
    traits = {**data()["people"].get(person.word, {}), **person.traits}
    female, age = traits.get("female", female), traits.get("age", "adult")
    cuts = data()["cuts"][f"{age} {'female' if female else 'male'}"]
    skin, dark = decks["skins"][at % len(decks["skins"])], data()["dark"]
    collar = traits.get("collar") or random.choice(("round", "round", "roll", "shirt"))
    tops = decks["jackets" if collar == "jacket" else "tops"]
    top = traits.get("colour") or tops[at % len(tops)]
    beard = "" if female or age == "child" else traits.get("beard", random.choice(data()["beards"]))
    return Look(
        name=person.word, female=female, age=age, skin=rgb(skin), hair=rgb(tone(traits, age, skin, random)),
        cut=traits.get("cut") or random.choice(cuts), iris=rgb("#3c2416" if skin in dark else decks["irises"][at % 5]),
        top=rgb(top), collar=collar, beard=beard, glasses=traits.get("glasses", age == "old" and random.random() < 0.5),
        number=at,
    )  # fmt: skip


def tone(traits: Mapping[str, Any], age: str, skin: str, random: Random) -> str:
    """The colour of somebody's hair; a dark skin has dark hair, age has grey."""
    hairs = data()["hairs"]
    if "tone" in traits:
        return str(traits["tone"])
    if "hair" in traits:
        return str(hairs[traits["hair"]])
    if age == "old":
        return str(hairs[random.choice(("grey", "white"))])
    return str(hairs["dark"] if skin in data()["dark"] else hairs[random.choice(list(hairs)[:5])])
