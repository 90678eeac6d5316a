"""A given clip, frame by frame, into a style: every frame keeps its time, and the sound is copied as it is."""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace

from providers.kit import truth
from providers.kit.clip import probe, sha256
from providers.kit.errors import BadClip, Rejected
from providers.kit.events import Noted
from providers.kit.provider import Report
from providers.kit.terms import Brief, Clip, Note
from providers.studio import marks
from providers.studio.encode import AHEAD, CONTAINER, THREADS, VIDEO
from providers.studio.paint.watermark import Mark
from providers.studio.preview import Mux, begun, film_of, twice
from providers.studio.recipe import write_record
from providers.studio.restyle.planes import Sheet, Shot, Step
from providers.studio.restyle.styles import USUAL, Wanted, steps, wanted
from providers.studio.sound.cues import RATE

LONGEST = 60.0
"""Seconds; what comes later is left out."""
REPORTS = 12
"""Frames between two reports."""
KEPT = frozenset({"aac", "mp3"})
"""Codecs of sound that an MP4 may hold as they are; any other is encoded anew."""


def restyled(brief: Brief, model: str, folder: Path, report: Report) -> Clip:
    """Make `folder/clip.mp4` from the brief's clip, and what is known of it beside it."""
    if brief.video is None:
        raise Rejected(f"This task needs a clip to start from: {brief.task}")
    asked, seed = wanted(brief.prompt), brief.seed if brief.seed is not None else secrets.randbelow(2**31)
    report(0.0)
    for note in gave_way(brief, asked):
        report(Noted(note=note))
    partial, path = folder / "clip.partial", folder / "clip.mp4"
    style = asked.style or USUAL
    try:
        changed(brief, partial, lambda sheet: steps(style, sheet, model == "studio/tween"), seed, report)
        write_record(truth.beside(path), record(brief, model, asked, style, seed))
        (sealed(partial, model, brief.prompt) if marks.CREDENTIALS in marks.wanted() else partial).replace(path)
    except (av.FFmpegError, ValueError) as error:
        raise BadClip(f"The clip to change can't be read: {brief.video.path.name}") from error
    finally:
        for left in folder.glob("clip.partial*"):
            left.unlink()
    report(1.0)
    clip = replace(
        probe(path, ours=True),
        seed=seed,
        cost_usd=0.0,
        truth=truth.beside(path),
        marked=marks.WATERMARK in marks.wanted(),
    )
    return replace(clip, understood=asked.understood, ignored=asked.ignored)


def sealed(clip: Path, model: str, prompt: str) -> Path:
    """The clip with its credentials, in another file beside it."""
    from providers.studio.credentials import identity, seal

    out = clip.with_suffix(".partial-sealed")
    seal(clip, out, identity(marks.folder()), model, prompt)
    return out


def gave_way(brief: Brief, asked: Wanted) -> Iterator[Note]:
    """What was asked for and can't be had: a style that is not known, more than a minute."""
    assert brief.video is not None
    if not asked.style:
        yield Note(field="prompt", asked=brief.prompt, given=USUAL)
    if (length := probe(brief.video.path).seconds) > LONGEST + 0.05:
        yield Note(field="seconds", asked=f"{length:g}", given=f"{LONGEST:g}")


def record(brief: Brief, model: str, asked: Wanted, style: str, seed: int) -> dict[str, Any]:
    """What is known of a changed clip."""
    assert brief.video is not None
    return {
        "model": model, "kind": "restyle", "style": style, "seed": seed, "prompt": brief.prompt, "defect": None,
        "source": {"name": brief.video.path.name, "sha256": sha256(brief.video.path)},
        "understood": asked.understood, "ignored": asked.ignored,
    }  # fmt: skip


def changed(brief: Brief, out: Path, made: Callable[[Sheet], list[Step]], seed: int, report: Report) -> None:
    """Read, change and write frame by frame."""
    assert brief.video is not None
    with (
        av.open(str(brief.video.path)) as source,
        av.open(str(brief.video.path)) as ears,
        av.open(str(out), "w", format="mp4", options=CONTAINER) as file,
        twice(file, film_of(out)) as mux,
        ThreadPoolExecutor(1, "style") as hand,
    ):
        sound = Track(ears, file, mux) if brief.audio is not False and ears.streams.audio else None
        writer, shown = Writer(source, file, mux, hand, brief, made, seed), False
        length = min(LONGEST, (source.duration or 0) / av.time_base) or LONGEST
        for number, frame in enumerate(source.decode(video=0)):
            seconds = writer.put(frame)
            if seconds is None or seconds >= LONGEST:
                break
            if sound:
                sound.up_to(seconds)
            if not shown and writer.first is not None:
                report(begun(out, writer.first))
                shown = True
            if number % REPORTS == 0:
                report(min(0.97, 0.02 + 0.95 * seconds / length))
        writer.finish()
        if sound:
            sound.up_to(min(LONGEST, writer.end))
            sound.finish()


class Writer:
    """The picture of the new clip; its frames are shown when those of the old one were.

    They are changed in another thread, one by one, so that both cores have work; files are written in this one.
    """

    def __init__(
        self, source: Any, file: Any, mux: Mux, hand: Executor, brief: Brief, made: Callable[[Sheet], list[Step]],
        seed: int,
    ) -> None:  # fmt: skip
        self.file, self.mux, self.brief, self.made, self.seed = file, mux, brief, made, seed
        self.hand, self.waiting = hand, deque[Future[av.VideoFrame]]()
        self.given, self.start = source.streams.video[0], (source.start_time or 0) / av.time_base
        self.stream: Any = None
        self.first: Any = None
        """The first picture: height by width by red, green, blue."""
        self.steps: list[Step] = []
        self.mark: Mark | None = None
        self.end = self.last = -1.0

    def put(self, frame: av.VideoFrame) -> float | None:
        """Have one frame changed, and write one that has been; the given one's time in seconds."""
        if frame.rotation % 360:
            turned: Any = np.rot90(frame.to_ndarray(format="rgb24"), round(frame.rotation / 90))
            upright = av.VideoFrame.from_ndarray(np.ascontiguousarray(turned), format="rgb24")
            upright.pts, upright.time_base = frame.pts, frame.time_base
            frame = upright
        if self.stream is None:
            self.open(frame)
        seconds = max(0.0, (frame.time or 0.0) - self.start)
        if seconds >= LONGEST or seconds <= self.last:
            return seconds if seconds <= self.last else None
        self.last = seconds
        self.waiting.append(self.hand.submit(self.styled, frame, seconds))
        if len(self.waiting) > AHEAD:
            self.write()
        self.end = seconds + 1 / float(self.given.average_rate or 30)
        return seconds

    def open(self, frame: av.VideoFrame) -> None:
        """Begin with the size of the first frame, or with that which was asked for."""
        width, height = size(frame.width, frame.height, self.brief.resolution)
        self.stream = self.file.add_stream("libx264", rate=self.given.average_rate or 30, options=VIDEO)
        self.stream.width, self.stream.height, self.stream.pix_fmt = width, height, "yuv420p"
        self.stream.thread_count, self.stream.time_base = THREADS, self.given.time_base
        context = self.stream.codec_context
        context.time_base = self.given.time_base
        context.colorspace, context.color_range = Colorspace.ITU709, ColorRange.MPEG
        context.color_primaries = context.color_trc = 1
        self.steps = self.made(Sheet(width=width, height=height, seed=self.seed))
        self.mark = Mark(width, height) if marks.WATERMARK in marks.wanted() else None

    def styled(self, frame: av.VideoFrame, seconds: float) -> av.VideoFrame:
        """One frame after all steps."""
        wide, tall = self.stream.width, self.stream.height
        planes: Any = frame.reformat(
            wide, tall, "yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
        ).to_ndarray()
        shot = shot_of(planes, wide, tall)
        for step in self.steps:
            step(shot)
        if self.mark:
            self.mark.draw(shot.light, seconds)
        flat = np.concatenate([np.ascontiguousarray(each).ravel() for each in (shot.light, shot.blue, shot.red)])
        out = av.VideoFrame.from_ndarray(flat.reshape(tall * 3 // 2, wide), format="yuv420p")
        out.pts, out.time_base = round(seconds / self.stream.time_base), self.stream.time_base
        return out

    def write(self) -> None:
        """Write the frame that has waited longest."""
        out = self.waiting.popleft().result()
        if self.first is None:
            self.first = out.to_ndarray(format="rgb24", src_colorspace=Colorspace.ITU709)
        self.mux(self.stream.encode(out))

    def finish(self) -> None:
        """Write what the encoder still holds."""
        if self.stream is None:
            raise BadClip("The clip to change shows nothing")
        while self.waiting:
            self.write()
        self.mux(self.stream.encode(None))


def shot_of(planes: np.ndarray[Any, np.dtype[np.uint8]], wide: int, tall: int) -> Shot:
    """The three planes of a frame."""
    flat, whole = planes.ravel(), wide * tall
    half = (tall // 2, wide // 2)
    return Shot(
        light=flat[:whole].reshape(tall, wide).copy(),
        blue=flat[whole : whole + whole // 4].reshape(half).copy(),
        red=flat[whole + whole // 4 : whole + whole // 2].reshape(half).copy(),
    )


def size(width: int, height: int, resolution: str | None) -> tuple[int, int]:
    """The clip's own size, or scaled until its shorter side is as asked; both sides even."""
    short = int(resolution.removesuffix("p")) if resolution else min(width, height)
    share = short / min(width, height)
    return max(2, 2 * round(width * share / 2)), max(2, 2 * round(height * share / 2))


class Track:
    """The sound of the old clip on its way into the new one."""

    def __init__(self, ears: Any, file: Any, mux: Mux) -> None:
        self.mux, self.given, self.start = mux, ears.streams.audio[0], (ears.start_time or 0) / av.time_base
        self.copied = self.given.codec_context.name in KEPT
        if self.copied:
            self.stream = file.add_stream_from_template(self.given)
        else:
            self.stream = file.add_stream("aac", rate=RATE, layout="stereo")
            self.stream.bit_rate = 192_000
        self.shift = round(self.start / self.given.time_base)
        self.packets = (packet for packet in ears.demux(self.given) if packet.dts is not None)
        self.waiting: Any = None

    def up_to(self, seconds: float) -> None:
        """Write what is heard before that second."""
        while (packet := self.waiting or next(self.packets, None)) is not None:
            if float((packet.pts or 0) * packet.time_base) - self.start >= seconds:
                self.waiting = packet
                return
            self.waiting = None
            self.write(packet)

    def write(self, packet: Any) -> None:
        """Pass one packet on, as it is or encoded anew."""
        if self.copied:
            packet.pts, packet.dts = packet.pts - self.shift, packet.dts - self.shift
            packet.stream = self.stream
            self.mux([packet])
            return
        for frame in packet.decode():
            frame.pts = None if frame.pts is None else frame.pts - self.shift
            self.mux(self.stream.encode(frame))

    def finish(self) -> None:
        """Write what the encoder still holds."""
        if not self.copied:
            self.mux(self.stream.encode(None))
