"""What the tests look at from outside the stage: frames on the screen, the sound that leaves the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

FRAMES = """() => {
    window.frames_seen = [];
    document.querySelectorAll("video").forEach((video, index) => {
        const seen = (now, meta) => {
            frames_seen.push([index, meta.mediaTime * 1000, meta.expectedDisplayTime]);
            video.requestVideoFrameCallback(seen);
        };
        video.requestVideoFrameCallback(seen);
    });
}"""

EARS = """() => {
    const connect = AudioNode.prototype.connect;
    AudioNode.prototype.connect = function (to, ...rest) {
        if (to === this.context.destination) {
            window.ear = this.context.createAnalyser();
            ear.fftSize = 8192;
            ear.smoothingTimeConstant = 0;
            connect.call(this, ear);
        }
        return connect.call(this, to, ...rest);
    };
}"""

LISTEN = """() => {
    const bins = new Float32Array(ear.frequencyBinCount);
    ear.getFloatFrequencyData(bins);
    const hertz = ear.context.sampleRate / ear.fftSize;
    return [hertz, [...bins].slice(0, 600)];
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A frame on the screen: which clip, its place in the clip in ms, and when it was due on the screen in ms."""

    clip: int
    media: float
    shown: float


def watch_frames(page: Page) -> None:
    """Note every frame of every clip from now on."""
    page.evaluate(FRAMES)


def spreads(page: Page, settling: float, seconds: float) -> list[float]:
    """How far apart the clips were, in ms, every 20 ms from `settling` to `seconds` after the first frame."""
    seen = [Seen(clip=int(c), media=m, shown=s) for c, m, s in page.evaluate("frames_seen") if m > 30]
    start = min(frame.shown for frame in seen)
    clips = sorted({frame.clip for frame in seen})
    moments = [start + 20 * step for step in range(round(settling * 50), round(seconds * 50))]
    return [_spread([_latest(seen, clip, moment) for clip in clips], moment) for moment in moments]


def _latest(seen: list[Seen], clip: int, moment: float) -> Seen:
    return max((f for f in seen if f.clip == clip and f.shown <= moment), key=lambda f: f.shown)


def _spread(frames: list[Seen], moment: float) -> float:
    positions = [frame.media + (moment - frame.shown) for frame in frames]
    return max(positions) - min(positions)


def bend_ears(page: Page) -> None:
    """Listen at the way out of the page; call before the first play."""
    page.evaluate(EARS)


def levels(page: Page, pitches: list[int]) -> list[float]:
    """How loud each pitch (Hz) is in what leaves the page just now, in dB."""
    hertz, bins = page.evaluate(LISTEN)
    return [max(-200.0 if b is None else b for b in bins[int(p / hertz) - 2 : int(p / hertz) + 4]) for p in pitches]
