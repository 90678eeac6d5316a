"""What the eye gets: frames, size, rate, and how much of the clip is black or stands still.

ffmpeg's own `blackdetect` (98 % of the picture under a tenth of the range, for a tenth of a second or more) and
`freezedetect` (mean difference under −60 dB for half a second or more) run inside PyAV, in one decode. A thing so
small that it hardly changes the mean, a far ball on a bare wall, may be taken for a frozen picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import av
import av.filter
from av.error import BlockingIOError as NotYet

BLACK = "d=0.1:pix_th=0.10"
FROZEN = "n=-60dB:d=0.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What one decode of the video track said; zeros and `None` where it can't be told, and `why` says why."""

    frames: int
    fps: float
    """Frames over seconds, as decoded."""
    variable: bool
    """Whether some frame lasts more than 1.5 times as long as the middle one."""
    width: int
    height: int
    seconds: float
    codec: str
    black_share: float | None
    """Of the clip's length."""
    frozen_share: float | None
    why: str = ""


@dataclass(slots=True)
class _Spans:
    """Adds up the time between the marks that a filter leaves on frames."""

    name: str
    total: float = 0.0
    begun: float | None = None

    def take(self, marks: dict[str, str]) -> None:
        if (start := marks.get(f"lavfi.{self.name}_start")) is not None and self.begun is None:
            self.begun = float(start)
        if (end := marks.get(f"lavfi.{self.name}_end")) is not None and self.begun is not None:
            self.total += float(end) - self.begun
            self.begun = None

    def share(self, begin: float, seconds: float) -> float:
        still = 0.0 if self.begun is None else begin + seconds - self.begun
        return round(min((self.total + still) / seconds, 1.0), 4)


def look(path: Path | str) -> Picture:
    """Decode the video track once and measure it; only a file that is not there is an error."""
    try:
        with av.open(str(path)) as file:
            if not file.streams.video:
                return _abstain("there is no video track")
            return _measured(file.streams.video[0], file)
    except FileNotFoundError:
        raise
    except (av.FFmpegError, ValueError) as error:
        return _abstain(f"the picture can't be decoded: {error}")


def _abstain(why: str) -> Picture:
    return Picture(
        frames=0,
        fps=0.0,
        variable=False,
        width=0,
        height=0,
        seconds=0.0,
        codec="",
        black_share=None,
        frozen_share=None,
        why=why,
    )


def _measured(stream: av.VideoStream, file: av.container.InputContainer) -> Picture:
    black, frozen = _Spans("black"), _Spans("freezedetect.freeze")
    times: list[float] = []
    for frame in _filtered(stream, file):
        times.append(float(frame.time or 0.0))
        marks = dict(frame.metadata)
        black.take(marks)
        frozen.take(marks)
    if not times:
        return _abstain("the video track holds no frame")
    steps = sorted(after - before for before, after in pairwise(times))
    usual = steps[len(steps) // 2] if steps else float(1 / (stream.average_rate or 1))
    seconds = times[-1] - times[0] + usual
    return Picture(
        frames=len(times),
        fps=round(len(times) / seconds, 3),
        variable=bool(steps) and steps[-1] > 1.5 * usual,
        width=stream.width,
        height=stream.height,
        seconds=round(seconds, 3),
        codec=stream.codec_context.name,
        black_share=black.share(times[0], seconds),
        frozen_share=frozen.share(times[0], seconds),
    )


def _filtered(stream: av.VideoStream, file: av.container.InputContainer) -> Iterator[av.VideoFrame]:
    graph = av.filter.Graph()
    nodes = [
        graph.add_buffer(template=stream),
        graph.add("blackdetect", BLACK),
        graph.add("freezedetect", FROZEN),
        graph.add("buffersink"),
    ]
    graph.link_nodes(*nodes).configure()
    for frame in file.decode(stream):
        graph.vpush(frame)
        yield from _pulled(graph)
    graph.vpush(None)
    yield from _pulled(graph)


def _pulled(graph: av.filter.Graph) -> Iterator[av.VideoFrame]:
    while True:
        try:
            frame = graph.vpull()
        except (NotYet, av.EOFError):
            return
        yield frame
