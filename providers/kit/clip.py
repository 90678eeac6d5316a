"""Is this file a clip that plays? Known by decoding it, never by its name.

PyAV is imported when it is needed, so that reading the catalogue stays quick.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from providers.kit.errors import BadClip, Rejected
from providers.kit.terms import Clip

if TYPE_CHECKING:
    from av.container import InputContainer

CONTAINERS = "mov,matroska,avi,mpegts,ogg,flv"
"""Formats that hold their own picture: a playlist would send the decoder to other addresses, or to other files."""
SOUNDS = "mp3,wav,flac"
"""Formats of sound alone, which may come where a clip is not asked for."""
SIDE = 8192
"""No side of a picture is longer, in pixels: a small file may unfold into any amount of memory."""


@dataclass(slots=True)
class _Seen:
    """What came out of the decoder."""

    frames: int = 0
    last: float = 0.0
    """When the last frame is shown, in seconds."""
    heard: int = 0
    """Audio frames."""


def probe(path: Path, *, picture: bool = True, ours: bool = False) -> Clip:
    """Decode `path` from first frame to last and say what it holds; `BadClip` where it is no video that plays.

    Without `picture`, sound alone will do; its width, height and rate are nought. What is `ours`, written by this
    process a moment ago, is known by its packets, which need no decoding.
    """
    import av

    try:
        with av.open(str(path), options=_only(CONTAINERS if picture else f"{CONTAINERS},{SOUNDS}")) as file:
            if not picture and not file.streams.video:
                return _sound_alone(path, file)
            _must_have_a_picture(file)
            video = file.streams.video[0]
            seen = _listed(file) if ours else _decoded(file)
            rate = float(video.average_rate or 0) or 24.0
            width, height = video.codec_context.width, video.codec_context.height
    except (av.FFmpegError, OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise BadClip(f"What came can't be played as video: {reason}") from error
    if seen.frames < 2:
        raise BadClip(f"What came does not move; frames in it: {seen.frames}")
    if (missing := _missing(path)) > 0:
        raise BadClip(f"What came was cut off; bytes missing: {missing}")
    return Clip(
        path=path,
        sha256=sha256(path),
        seconds=round(seen.last + 1 / rate, 3),
        width=width,
        height=height,
        fps=round(rate, 3),
        audio=seen.heard > 0,
    )


def _sound_alone(path: Path, file: InputContainer) -> Clip:
    seen = _decoded(file)
    if not seen.heard:
        raise BadClip("What came has neither picture nor sound")
    return Clip(
        path=path, sha256=sha256(path), seconds=round(seen.last, 3), width=0, height=0, fps=0.0, audio=True
    )  # fmt: skip


def length(path: Path) -> float:
    """Seconds that a clip to start from says it lasts, without decoding it; `Rejected` where it doesn't say."""
    import av

    try:
        with av.open(str(path), options=_only(CONTAINERS)) as file:
            lasts = (file.duration or 0) / av.time_base
    except (av.FFmpegError, OSError, ValueError) as error:
        raise Rejected(f"How long this clip lasts can't be read: {path.name}") from error
    if lasts <= 0:
        raise Rejected(f"This clip does not say how long it lasts: {path.name}")
    return lasts


def _only(formats: str) -> dict[str, str]:
    """The decoder kept to these formats, and to this one file."""
    return {"format_whitelist": formats, "protocol_whitelist": "file"}


def sha256(path: Path) -> str:
    """The file's SHA-256 in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _missing(path: Path) -> int:
    """How many bytes an MP4's outermost boxes promise beyond its end; a cut between two frames shows nowhere else.

    Counting frames won't do: a trimmed clip rightly shows fewer than its index holds. Box sizes: ISO/IEC 14496-12, 4.2.
    """
    whole, at = path.stat().st_size, 0
    with path.open("rb") as file:
        while at + 8 <= whole:
            file.seek(at)
            size, kind = int.from_bytes(file.read(4)), file.read(4)
            if at == 0 and kind != b"ftyp":
                return 0
            if size == 1:
                size = int.from_bytes(file.read(8))
            at += size if size >= 8 else whole  # nought reaches to the end
    return max(0, at - whole) if size >= 8 else 0


def _must_have_a_picture(file: InputContainer) -> None:
    """Raise for a file of sound alone, and for a picture that is too large to unfold."""
    if not file.streams.video:
        raise BadClip("What came has no picture")
    video = file.streams.video[0].codec_context
    if max(video.width, video.height) > SIDE:
        raise BadClip(f"What came is too large a picture: {video.width}x{video.height}")


def _decoded(file: InputContainer) -> _Seen:
    """Run picture and sound through their decoders to the end."""
    import av

    seen = _Seen()
    streams = [*file.streams.video[:1], *file.streams.audio[:1]]
    for frame in file.decode(streams):
        if isinstance(frame, av.VideoFrame):
            seen.frames += 1
            seen.last = max(seen.last, frame.time or 0.0)
        else:
            seen.heard += 1
            if isinstance(frame, av.AudioFrame) and not file.streams.video:
                seen.last = (frame.time or 0.0) + frame.samples / frame.sample_rate
    return seen


def _listed(file: InputContainer) -> _Seen:
    """Count what picture and sound were packed into, without unpacking it."""
    seen = _Seen()
    video = file.streams.video[0]
    for packet in file.demux([video, *file.streams.audio[:1]]):
        if packet.pts is None or packet.time_base is None:
            continue
        if packet.stream is video:
            seen.frames += 1
            seen.last = max(seen.last, float(packet.pts * packet.time_base))
        else:
            seen.heard += 1
    return seen
