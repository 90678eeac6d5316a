"""One take on its way to a vendor: its questions, each asked once or until it is answered, under one deadline."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from providers.kit.clip import probe
from providers.kit.errors import BadReply, Failed, Interrupted, Rejected, TimedOut, Trouble, Unavailable, Unsure
from providers.kit.http import Carrier, Keys
from providers.kit.provider import Remote, status_problem
from providers.kit.terms import (
    Accepted,
    Brief,
    Call,
    Clip,
    Follow,
    Media,
    Model,
    Ready,
    Reply,
    Steps,
    Ticket,
    Waiting,
)

Clock = Callable[[], float]
"""Seconds from any fixed point, never going back."""
Sleep = Callable[[float], Awaitable[None]]
Result = TypeVar("Result")
PASSING = (Unavailable, Interrupted)
"""Failures after which the same question may get an answer; their subclasses are final."""
LATE = 0.03
"""By how much of the time gone by a finished clip may be noticed late."""
HEARTBEAT = 10.0
"""Seconds after which a state is told again though nothing changed."""
FOLLOWS = 5


def pace(elapsed: float, every: float, least: float = 0.0) -> float:
    """Seconds until the next poll: an eighth of `every` at first, `every` at most, and never under `least`."""
    return max(least, min(every, max(every / 8, LATE * elapsed)))


def backoff(attempt: int, chance: float) -> float:
    """Seconds before attempt number `attempt` + 1: doubling up to half a minute, spread by `chance` from 0 to 1."""
    return min(30.0, 0.5 * 2.0 ** min(attempt, 10)) * (0.5 + chance)


@dataclass(slots=True, kw_only=True)
class Job:
    """One take on its way: what its questions share."""

    provider: Remote
    keys: Keys = field(repr=False)
    wire: Carrier
    clock: Clock
    sleep: Sleep
    began: float = 0.0
    told: Waiting | None = None
    told_at: float = 0.0
    trouble: Trouble | None = None
    """The last failure that was waited out."""

    def __post_init__(self) -> None:
        self.began = self.clock()

    async def submit(self, brief: Brief, model: Model) -> Accepted | Ready:
        """Spend the money, once; `Unsure` where nobody here can know whether it was spent."""
        look = f"Look at {self.provider.label}'s dashboard before trying again"
        call = self.provider.submit(brief, model)
        try:
            reply = await self.wire.send(call, self.keys)
            self._raise_unless_fine(reply, submitting=True)
            return self.provider.opened(reply, model)
        except Interrupted as trouble:
            raise Unsure(f"Nobody knows whether the job was accepted. {look}: {trouble}") from trouble
        except BadReply as trouble:
            raise BadReply(f"The job may be running all the same. {look}: {trouble}") from trouble

    async def ask(self, ticket: Ticket) -> Waiting | Ready:
        """Ask how a job stands, and follow where the answer lies elsewhere."""
        call = self.provider.status(ticket)
        for _ in range(FOLLOWS):
            news = self.provider.read(await self._answer(call), ticket)
            if not isinstance(news, Follow):
                return news
            call = news.call
        raise BadReply(f"{self.provider.label} sends its answers in a circle: {call.url}")

    async def watch(self, ticket: Ticket) -> AsyncGenerator[Waiting | Ready, None]:
        """Ask until there is a clip: what is worth telling on the way, and `Ready` last."""
        while True:
            news = await self.ask(ticket)
            if isinstance(news, Ready) or self.is_worth_telling(news):
                yield news
            if isinstance(news, Ready):
                return
            await self.pause(self.pace() if news.poll_after is None else news.poll_after)

    async def looked_up(self, model: Model) -> Model:
        """The model with the name that its vendor has for it today, where that is looked up."""
        steps = self.provider.look_up(model)
        return model if steps is None else replace(model, route=await self._converse(steps))

    async def uploaded(self, brief: Brief, model: Model) -> Brief:
        """The brief with its files at the vendor, where that takes uploads."""
        if not self.provider.uploads(model):
            return brief
        return replace(
            brief,
            image=brief.image and await self._upload(brief.image),
            last_image=brief.last_image and await self._upload(brief.last_image),
            references=tuple([await self._upload(one) for one in brief.references]),
            video=brief.video and await self._upload(brief.video),
        )

    async def _upload(self, media: Media) -> Media:
        steps = self.provider.upload(media)
        return media if steps is None else replace(media, url=await self._converse(steps))

    async def _converse(self, steps: Steps[str]) -> str:
        """Make the calls of a conversation until it returns."""
        try:
            move = next(steps)
            reply = Reply.of(None)
            while True:
                if isinstance(move, Call):
                    reply = await self._answer(move, uploading=True)
                else:
                    await self.pause(self.pace() if move.poll_after is None else move.poll_after)
                move = steps.send(reply)
        except StopIteration as end:
            return str(end.value)

    async def fetch(self, ready: Ready, folder: Path, *, picture: bool = True) -> Clip:
        """Download, decode, and only then give the file its name; nothing is left behind on failure."""
        part, final = folder / "clip.part", folder / "clip.mp4"
        try:
            await self._bring(ready, part)
            clip = await asyncio.to_thread(_checked, part, picture)
            part.replace(final)
        finally:
            part.unlink(missing_ok=True)
        return replace(clip, path=final, seed=ready.seed, cost_usd=ready.cost_usd)

    async def _bring(self, ready: Ready, part: Path) -> None:
        """The clip's bytes into a file, from where they are."""
        if isinstance(ready.clip, bytes):
            await asyncio.to_thread(part.write_bytes, ready.clip)
            return
        try:
            await self._download(ready.clip, part)
        except BadReply:
            if ready.otherwise is None:
                raise
            await self._download(ready.otherwise, part)

    async def _download(self, call: Call, part: Path) -> None:
        await self._until_it_works(lambda: self.wire.download(call, self.keys, part, reads=self.provider.no_clip))

    def pace(self) -> float:
        """Seconds until the next poll, by the time gone by."""
        return pace(self.clock() - self.began, self.provider.poll_every, self.provider.poll_least)

    def is_worth_telling(self, news: Waiting) -> bool:
        """Whether anything changed, or nothing was told for long."""
        now = self.clock()
        if news == self.told and now - self.told_at < HEARTBEAT:
            return False
        self.told, self.told_at = news, now
        return True

    async def pause(self, seconds: float) -> None:
        """Sleep, but not past the deadline; `TimedOut` there."""
        left = self.began + self.provider.patience - self.clock()
        if left <= 0:
            last = self.trouble or (self.told.phase if self.told else "nothing")
            minutes = f"{self.provider.patience / 60:g}"
            raise TimedOut(f"{self.provider.label} did not finish within {minutes} minutes. The last it said: {last}")
        await self.sleep(min(seconds, left))

    async def _answer(self, call: Call, *, uploading: bool = False) -> Reply:
        """A reply that is no failure, asked for until it comes."""

        async def once() -> Reply:
            reply = await self.wire.send(call, self.keys)
            if uploading and reply.status >= 400 and not self.keys.are_for(call.url):
                raise status_problem(reply, "The place for uploads") or BadReply(reply.text())
            self._raise_unless_fine(reply, submitting=False, asking=not uploading)
            return reply

        return await self._until_it_works(once)

    async def _until_it_works(self, attempt: Callable[[], Awaitable[Result]]) -> Result:
        """Repeat what costs nothing while its failures may pass, under the one deadline."""
        tries = 0
        while True:
            try:
                return await attempt()
            except PASSING as trouble:
                if type(trouble) not in PASSING:
                    raise
                self.trouble = trouble
                wait = backoff(tries, random.random()) if trouble.after is None else trouble.after
                await self.pause(wait)
                tries += 1

    def _raise_unless_fine(self, reply: Reply, *, submitting: bool, asking: bool = True) -> None:
        """Raise what the status means; it depends on whether money was being spent."""
        trouble = self.provider.problem(reply)
        if trouble is None:
            return
        # a gateway that gives up (500, 502, 504, …) may have passed the job on; one that is closed (503) has not
        if submitting and reply.status >= 500 and reply.status != 503:
            raise Interrupted(str(trouble))
        if asking and not submitting and type(trouble) is Rejected and reply.status in {404, 410}:
            raise Failed(f"The job is no longer there. {trouble}")
        raise trouble


def _checked(part: Path, picture: bool) -> Clip:
    """The clip in a file that came whole, and is safe on the disk."""
    clip = probe(part, picture=picture)
    with part.open("rb") as file:
        os.fsync(file.fileno())
    return clip
