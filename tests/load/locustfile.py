"""Visitors of the Arena, for locust; `crowd` starts it and tells by the environment what they do.

LOAD_LEDGER  the file that deeds are added to
LOAD_THINK   the least and the most seconds from the clips' arrival to the vote, as in 6-12
LOAD_WAVE    0, or seconds: then nobody votes when they please; whenever such a span is over, all vote within a second
"""

from __future__ import annotations

import os
import random
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from json import loads
from pathlib import Path
from typing import Any, ClassVar

import gevent
from locust import FastHttpUser, task
from locust.exception import StopUser

from tests.load.browser import API, Broken, Event, Page, answer, config_of
from tests.load.ledger import Deed, Ledger

LEDGER = Ledger(Path(os.environ["LOAD_LEDGER"]))
WAVE = float(os.environ["LOAD_WAVE"])
LEAST, MOST = (float(one) for one in os.environ["LOAD_THINK"].split("-"))
OUTCOMES = ("left", "right", "tie", "both_bad")
TICK, LOOK = 0.4, 3.0
"""Seconds between two ticks of a clock that runs, and for which the names are read where all vote at once."""


class Person(FastHttpUser):
    """Somebody who judges battles one after another."""

    abstract = True
    network_timeout = connection_timeout = 60.0
    max_retries = 3
    """As browsers do where kept connections were closed meanwhile."""

    @contextmanager
    def doing(self, what: str) -> Iterator[dict[str, Any]]:
        """Note how long what is done here takes, what else is told of it, and what goes wrong."""
        note: dict[str, Any] = {}
        at, began = time.time(), time.perf_counter()
        try:
            yield note
        except (Broken, OSError) as error:
            note["trouble"] = f"{type(error).__name__}: {error}"
        deed = Deed(what=what, at=at, ms=(time.perf_counter() - began) * 1000, **note)
        LEDGER.add(deed)
        self.environment.events.request.fire(
            request_type="", name=what, response_time=deed.ms, response_length=0, context={},
            exception=Broken(deed.trouble) if deed.trouble else None,
        )  # fmt: skip

    def posted(self, path: str, body: Any) -> Any:
        """What the app answers to a request."""
        with self.client.post(path, json=body, name=path, catch_response=True) as reply:
            if reply.status_code != 200:
                raise Broken(f"{reply.status_code} {reply.error or reply.text}")
            return reply.json()

    def lines(self, path: str) -> Iterator[str]:
        """What a stream sends, line by line."""
        return self.client.iter_lines(path, name="stream")

    def watch(self, takes: list[dict[str, Any]]) -> dict[str, float]:
        """Fetch the clips, as a player does, and look at them; seconds that each was played."""
        with self.doing("clips"):
            for take in takes:
                if self.client.get(f"/{take['clip']['url']}", name="clip").status_code != 200:
                    raise Broken("No clip")
        now = time.time()
        seconds = (now // WAVE + 1) * WAVE - now + random.random() if WAVE else random.uniform(LEAST, MOST)
        gevent.sleep(seconds)
        return {take["id"]: round(seconds, 3) for take in takes}

    def rest(self) -> None:
        """Read the names, if there is time."""
        gevent.sleep(LOOK if WAVE else 0)


class Visitor(Person):
    """One by a browser: by the page's own events."""

    config: ClassVar[dict[str, Any]] = {}

    def on_start(self) -> None:
        """Open the page at the Arena, and keep the session alive as long as it is open."""
        self.beat = None
        with self.doing("open"):
            html = self.client.get("/?tab=arena", name="page").text or ""
            self.config.update(self.config or config_of(html))
            self.page = Page(self.config, secrets.token_hex(6))
            self.beat = gevent.spawn(self._beat)
            self.do(self.page.event("", "load"))
            self.page.fill("where", "arena")
            self.do(self.page.event("where", "change"), "arena")

    def on_stop(self) -> None:
        """Close the page."""
        if self.beat:
            self.beat.kill()

    @task
    def battle(self) -> None:
        """Ask for a battle, see it through, vote."""
        before = now = self.page.value("arena-comparison")
        with self.doing("draw"):
            self.do(self.page.event("arena-stage", "next") if before else self.page.event("arena-go", "click"))
            now = self.page.value("arena-comparison")
        if now == before:
            raise StopUser
        while ticking := self.page.ticking():
            gevent.sleep(TICK)
            for event in ticking:
                with self.doing("tick"):
                    self.do(event)
        shown = loads(self.page.value("arena-stage"))
        played, said = self.watch(shown["takes"]), random.choice(OUTCOMES)
        vote = self.page.event("arena-stage", "vote")
        choice = {
            "id": shown["id"], "slip": shown["slip"], "best": None, "outcome": said, "played": played,
            "heard": {take: seconds / 2 for take, seconds in played.items()}, "replays": dict.fromkeys(played, 0),
            "decided_after_s": max(played.values()),
        }  # fmt: skip
        with self.doing("vote") as note:
            _, voter = self.page.carried(vote)
            note |= {"voter": voter, "comparison": now, "said": said, "mark": shown["slip"].split(".")[0]}
            self.do(vote, choice)
            if (loads(self.page.value("arena-stage"))["voted"] or {}).get("outcome") != said:
                raise Broken(self.page.value("arena-message"))
        self.rest()

    def do(self, event: Event, data: Any = None) -> None:
        """Send an event and take in its answer."""
        said = self.page.said(event, data)
        if event.queued:
            event_id = self.posted(f"{API}/queue/join", said)["event_id"]
            told = answer(self.lines(f"{API}/queue/data?session_hash={self.page.session}"), event_id)
        else:
            told = self.posted(f"{API}/run/predict", said)["data"]
        self.page.take_in(event, told)

    def _beat(self) -> None:
        for _ in self.lines(f"{API}/heartbeat/{self.page.session}"):
            pass


class Program(Person):
    """One by the named endpoints."""

    def on_start(self) -> None:
        """Take a name, and read what can be asked."""
        self.voter = secrets.token_hex(8)
        with self.doing("open"):
            self.client.get(f"{API}/info", name="info")

    @task
    def battle(self) -> None:
        """Likewise, by `/compare`, `/comparison` and `/vote`."""
        shown: dict[str, Any] = {}
        with self.doing("draw"):
            made = self.ask("compare", "", [], "battle", *[None] * 5, self.voter, *[None] * 5, "")["comparison"]
            shown = self.ask("comparison", made, self.voter)
        if not shown:
            raise StopUser
        self.watch(shown["takes"])
        said = random.choice(OUTCOMES)
        with self.doing("vote") as note:
            note |= {"voter": self.voter, "comparison": made, "said": said, "mark": shown["slip"].split(".")[0]}
            told = self.ask("vote", made, self.voter, said, "", shown["slip"], "", [], {}, "")
            if (told["voted"] or {}).get("outcome") != said:
                raise Broken(str(told["message"]))
        self.rest()

    def ask(self, name: str, *given: Any) -> Any:
        """An endpoint's answer."""
        event_id = self.posted(f"{API}/call/{name}", {"data": given})["event_id"]
        lines = iter(self.lines(f"{API}/call/{name}/{event_id}"))
        for line in lines:
            if line.startswith("event: error"):
                raise Broken(next(lines))
            if line.startswith("event: complete"):
                return loads(next(lines).removeprefix("data: "))[0]
        raise Broken("The stream ended without an answer")
