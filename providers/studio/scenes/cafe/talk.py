"""Who says what, and when: quoted words in their order, else small talk on the prompt's subject."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from providers.studio.scenes.cafe.casting import Cast
from providers.studio.scenes.cafe.terms import Look
from providers.studio.script import Script
from providers.studio.speech.terms import Line, Utterance
from providers.studio.speech.voices import language, spoken
from providers.studio.tokens import plain, words

DATA = Path(__file__).parent / "lines.json"
FIRST, PAUSE = 0.45, 0.4
"""Seconds before the first word, and between two turns."""
STOPS = (4.0, 5.0, 8.0, 10.0, 15.0, 20.0, 30.0, 40.0, 50.0, 60.0)
"""Seconds at which clips often end: small talk leaves no line unfinished there."""
BREATH = 0.12
CHUNK = 6
"""Lines that are spoken at once."""
ARTICLES = frozenset({"the", "a", "an", "his", "her", "their"})
SHORTEST = 4
"""Letters of a word that is worth talking about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One line, spoken by one person."""

    speaker: int
    start: float
    said: Utterance

    @property
    def end(self) -> float:
        """When it is over."""
        return self.start + self.said.seconds


@cache
def data() -> Mapping[str, Any]:
    """What people say where nothing is quoted."""
    return dict(json.loads(DATA.read_text("utf-8")))


def talk(script: Script, cast: Cast, looks: tuple[Look, ...], seed: int, seconds: float) -> tuple[list[Turn], str]:
    """Everything that begins within so many seconds, and why it is murmured, if it is.

    What is said up to some time is the same for every length.
    """
    if cast.lines:
        said, why = spoken([Line(text=text, manner=looks[at].manner) for at, text in cast.lines], seed)
        return list(in_turn([at for at, _ in cast.lines], said, seed)), why
    return small_talk(script, looks, seed, seconds)


def in_turn(speakers: list[int], said: list[Utterance], seed: int) -> Iterator[Turn]:
    """One after the other, with a breath between them."""
    random, now = Random(f"{seed}/turns"), FIRST
    for speaker, utterance in zip(speakers, said, strict=True):
        turn = Turn(speaker=speaker, start=now, said=utterance)
        yield turn
        now = turn.end + PAUSE * random.uniform(0.7, 1.2)


def small_talk(script: Script, looks: tuple[Look, ...], seed: int, seconds: float) -> tuple[list[Turn], str]:
    """Exchanges until the time is up; none is cut off where a clip is likely to end."""
    random, now, turns, why = Random(f"{seed}/small talk"), FIRST, list[Turn](), ""
    lines = invented(script, looks, random)
    batch = 0
    while now < seconds:
        chunk = [next(lines) for _ in range(CHUNK)]
        said, why = spoken([line for _, line in chunk], seed + 1000 * batch)
        batch += 1
        for (speaker, _), utterance in zip(chunk, said, strict=True):
            start = fitting(now, utterance.seconds)
            turns.append(Turn(speaker=speaker, start=start, said=utterance))
            now = start + utterance.seconds + PAUSE * random.uniform(0.7, 1.3)
    return [turn for turn in turns if turn.start < seconds], why


def fitting(now: float, seconds: float) -> float:
    """When a line may begin, so that it is over before the next stop."""
    for stop in STOPS:
        if now < stop - BREATH:
            if now + seconds < stop - BREATH or stop - now > 4.5:
                return now
            now = stop + 2 * BREATH
    return now


def invented(script: Script, looks: tuple[Look, ...], random: Random) -> Iterator[tuple[int, Line]]:
    """Lines without end: of the prompt's subject first, then of anything."""
    tongue = "ru" if language(script.prompt) == "ru" else "en"
    alone = len(looks) == 1
    speaker = random.randrange(len(looks))
    for exchange in exchanges(script, data()[tongue], alone, random):
        for text in exchange:
            yield speaker, Line(text=text, manner=looks[speaker].manner)
            speaker = (speaker + 1) % len(looks)


def exchanges(script: Script, pool: Mapping[str, Any], alone: bool, random: Random) -> Iterator[list[str]]:
    """Exchanges by topic; each pool is gone through before it begins again."""
    before = "alone " if alone else ""
    word, about = subject(script)
    topics = [before + str(script.details.get("topic", "")), *(["weather"] if script.weather and not alone else [])]
    if word:
        key = before + ("about" if about and before + "about" in pool else "word")
        yield [text.replace("{word}", word) for text in random.choice(pool[key])]
    for topic in topics:
        yield from pool.get(topic, ())
    rest = pool["alone" if alone else "any"]
    while True:
        yield from random.sample(rest, len(rest))


def subject(script: Script) -> tuple[str, bool]:
    """A word of the prompt that nobody knew and people talk about, and whether it stands after `о`."""
    before = ""
    for word in words(script.prompt):
        if word in script.ignored and len(word) >= SHORTEST and before in {"about", "о", "об", "про"}:
            return word, before in {"о", "об"}
        before = before if plain(word) in ARTICLES else plain(word)
    return "", False
