"""Clips joined into one, so that neither picture nor sound jumps; and a sound laid under a silent picture.

A piece begins with the very frame that the one before it ended on, so that frame is left out. Where the piece shows it
brighter or darker than it was, a gain makes up for that and fades out in a second. The sound before a seam goes on for
a moment as its own mirror image and melts into what comes, at equal power, so that picture and sound stay together.

The libraries that decode and write are imported when they are needed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from providers.kit.clip import probe
from providers.kit.errors import BadClip
from providers.kit.picture import middle
from providers.kit.terms import Clip, Media

if TYPE_CHECKING:
    from av.container import InputContainer

Pixels = npt.NDArray[np.uint8]
"""(height, width, 3), RGB."""
Samples = npt.NDArray[np.float32]
"""(2, samples), at `RATE`."""
RATE = 48_000
MELT = 0.15
"""Seconds over which one sound turns into the next."""
FADE = 1.0
"""Seconds over which the gain at a seam comes back to one."""
MOST = 2.0
"""The largest gain, and one over the smallest: more is another scene, not another exposure."""
ALIKE = 12.0
"""Of 255: the mean difference of two thumbnails that show the same, encoded twice."""
_DARK = 4.0
"""Of 255: from so dark a picture no gain can be told."""
_COLOUR = ["-vf", "scale=out_color_matrix=bt709:out_range=tv", "-colorspace", "bt709"]
_COLOUR += ["-color_primaries", "bt709", "-color_trc", "bt709", "-crf", "17", "-movflags", "+faststart"]


def last_frame(path: Path, into: Path) -> Media:
    """The frame on which a clip ends, as PNG, upright; `BadClip` where there is none."""
    import av

    try:
        with av.open(str(path)) as file:
            last = None
            for last in file.decode(video=0):  # noqa: B007  # the one after the loop is meant
                pass
    except (av.FFmpegError, OSError, ValueError, IndexError) as error:
        raise BadClip(f"The clip to go on from can't be read: {path.name}") from error
    if last is None:
        raise BadClip(f"The clip to go on from shows nothing: {path.name}")
    picture: Image.Image = last.to_image()  # type: ignore[no-untyped-call]
    if last.rotation % 360:
        picture = picture.rotate(last.rotation % 360, expand=True)
    picture.save(into, format="PNG")
    return Media(path=into, mime="image/png")


def join(paths: Sequence[Path], out: Path) -> tuple[float, ...]:
    """Write the clips as one to `out`, in the size and at the rate of the first; the seconds of the seams."""
    from moviepy import VideoClip, VideoFileClip
    from moviepy.audio.AudioClip import AudioArrayClip

    probed = [probe(path) for path in paths]
    fps = probed[0].fps
    counts = [_frames(one, fps) - (place > 0) for place, one in enumerate(probed)]
    opened = [VideoFileClip(str(path), audio=False) for path in paths]
    try:
        strip = _Strip(opened, counts, fps)
        film = VideoClip(frame_function=lambda at: strip.frame(round(at * fps)), duration=sum(counts) / fps)
        if any(one.audio for one in probed):
            sound = _melted([sound_of(path) for path in paths], counts, fps)
            film = film.with_audio(AudioArrayClip(sound.T, fps=RATE))
        film.write_videofile(
            str(out), fps=fps, codec="libx264", preset="fast", audio_codec="aac", audio_fps=RATE, audio_bitrate="192k",
            temp_audiofile=str(out.with_suffix(".m4a")), ffmpeg_params=_COLOUR, logger=None,
        )  # fmt: skip
    finally:
        for clip in opened:
            _close(clip)
    return tuple(round(sum(counts[:place]) / fps, 3) for place in range(1, len(counts)))


def _close(clip: Any) -> None:
    """Close a clip of moviepy's, and the pipes that it leaves open where its decoder has come to the end."""
    process = clip.reader.proc
    clip.close()
    for pipe in (process.stdout, process.stderr) if process else ():
        pipe.close()


class _Strip:
    """The frames of all pieces, numbered through; of each piece after the first its first frame is left out."""

    def __init__(self, opened: Sequence[Any], counts: Sequence[int], fps: float) -> None:
        width, height = opened[0].size
        self._opened, self._counts, self._fps = opened, counts, fps
        self._size = width - width % 2, height - height % 2
        self._gain, self._place = np.ones(3), 0
        self._last: Pixels | None = None

    def frame(self, number: int) -> Pixels:
        """One frame, of those that are asked for in order."""
        place = 0
        while place < len(self._counts) - 1 and number >= self._counts[place]:
            number -= self._counts[place]
            place += 1
        if place != self._place and self._last is not None:
            self._gain, self._place = _gain(self._last, self._read(place, 0)), place
        self._last = self._exposed(self._read(place, number + (place > 0)), place, number)
        return self._last

    def _read(self, place: int, number: int) -> Pixels:
        # a little past the frame's beginning, so that no rounding finds the one before
        return _covering(self._opened[place].get_frame(number / self._fps + 1e-6), self._size)

    def _exposed(self, frame: Pixels, place: int, number: int) -> Pixels:
        fade = min(FADE, self._counts[place] / self._fps / 2) * self._fps
        if not place or number >= fade:
            return frame
        left = 0.5 + 0.5 * math.cos(math.pi * number / fade)
        return np.clip(frame * (1 + (self._gain - 1) * left) + 0.5, 0, 255).astype(np.uint8)


def lay_under(picture: Path, sound: Path, out: Path) -> float:
    """Write the picture with that sound, cut or filled with silence to its length; the seconds that the sound has."""
    import av

    samples, length = sound_of(sound), round(probe(picture).seconds * RATE)
    if not samples.shape[1]:
        raise BadClip("What came to put under the picture has no sound")
    try:
        with av.open(str(picture)) as read, av.open(str(out), "w", format="mp4") as write:
            video = write.add_stream_from_template(read.streams.video[0])
            audio = write.add_stream("aac", rate=RATE, bit_rate=192_000)
            audio.layout = "stereo"
            frame = av.AudioFrame.from_ndarray(_fitted(samples, length), format="fltp", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = RATE, 0, Fraction(1, RATE)
            for packet in chain(audio.encode(frame), audio.encode()):
                write.mux(packet)
            for packet in read.demux(read.streams.video[0]):
                if packet.dts is not None:
                    packet.stream = video
                    write.mux(packet)
    except (av.FFmpegError, ValueError) as error:
        raise BadClip(f"The sound can't be put under the picture: {error}") from error
    return float(samples.shape[1]) / RATE


def begins_with(clip: Path, source: Path) -> bool:
    """Whether a clip opens with the same picture as another, as far as a thumbnail tells."""
    difference = np.abs(_thumbnail(clip) - _thumbnail(source)).mean()
    return bool(difference < ALIKE)


def sound_of(path: Path) -> Samples:
    """The sound of a clip as two loudspeakers hear it; no samples where it has none."""
    import av

    with av.open(str(path)) as file:
        return _decoded(file) if file.streams.audio else np.zeros((2, 0), np.float32)


def _decoded(file: InputContainer) -> Samples:
    """The first sound track, with silence before it where it begins later than the picture."""
    import av

    resampler = av.AudioResampler(format="fltp", layout="stereo", rate=RATE)
    starts, parts = None, []
    for frame in chain(file.decode(audio=0), [None]):
        if starts is None and frame is not None:
            starts = max((frame.time or 0.0) - (file.start_time or 0) / av.time_base, 0.0)
        parts += [ready.to_ndarray() for ready in resampler.resample(frame)]
    silence = np.zeros((2, round((starts or 0.0) * RATE)), np.float32)
    return np.concatenate([silence, *parts], axis=1).astype(np.float32, copy=False)


def _frames(clip: Clip, fps: float) -> int:
    return max(2, math.floor(clip.seconds * fps + 0.01))


def _covering(frame: Pixels, size: tuple[int, int]) -> Pixels:
    """The frame scaled until it covers that size, and cropped about its middle."""
    height, width = frame.shape[:2]
    if (width, height) == size:
        return frame
    picture = Image.fromarray(frame)
    box = middle((width, height), size[0] / size[1])
    return np.asarray(picture.resize(size, Image.Resampling.LANCZOS, box=box))


def _gain(before: Pixels, after: Pixels) -> npt.NDArray[np.float64]:
    """What makes the second as bright as the first, for each colour."""
    was, now = (frame.reshape(-1, 3).mean(axis=0) for frame in (before, after))
    told = (was > _DARK) & (now > _DARK)
    return np.where(told, np.clip(was / np.maximum(now, _DARK), 1 / MOST, MOST), 1.0)


def _melted(sounds: Sequence[Samples], counts: Sequence[int], fps: float) -> Samples:
    """One sound from those of the pieces, each as long as its picture."""
    whole = np.zeros((2, 0), np.float32)
    for place, sound in enumerate(sounds):
        skipped = round(RATE / fps) if place else 0
        part = _fitted(sound[:, skipped:], round(sum(counts[: place + 1]) / fps * RATE) - whole.shape[1])
        if place:
            length = min(round(MELT * RATE), part.shape[1], whole.shape[1])
            turn = np.linspace(0, math.pi / 2, length, dtype=np.float32)
            part[:, :length] = part[:, :length] * np.sin(turn) + whole[:, : -length - 1 : -1] * np.cos(turn)
        whole = np.concatenate([whole, part], axis=1)
    return np.clip(whole, -1, 1)


def _fitted(sound: Samples, length: int) -> Samples:
    """That many samples: cut, or filled up with silence."""
    fitted = np.zeros((2, length), np.float32)
    kept = sound[:, :length]
    fitted[:, : kept.shape[1]] = kept
    return fitted


def _thumbnail(path: Path) -> npt.NDArray[np.float64]:
    import av

    with av.open(str(path)) as file:
        frame = next(file.decode(video=0))
        picture: Image.Image = frame.to_image()  # type: ignore[no-untyped-call]
        return np.asarray(picture.convert("L").resize((32, 18)), np.float64)
