"""A clip spoilt on purpose: one of its tracks made anew with a flaw of `flaws`, the other taken over as it is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import av
import numpy as np

from comparisons.battles.flaws import OF_PICTURE, OF_SOUND, NotPlain, Samples

QUICK = {"preset": "ultrafast", "crf": "30", "threads": "1"}
"""On one processor: the others have visitors to answer."""
LOUD = 192_000
"""Bits a second of a sound that is made anew."""


def spoil(source: Path, target: Path, flaw: str) -> None:
    """Write the spoilt clip; `NotPlain`, `av.FFmpegError` or another `ValueError` where that can't be done."""
    with av.open(str(source)) as read, av.open(str(target), "w", format="mp4") as write:
        if flaw in OF_PICTURE:
            _picture(read, write, flaw)
        else:
            _sound(read, write, flaw)


def _picture(read: av.container.InputContainer, write: av.container.OutputContainer, flaw: str) -> None:
    seen = read.streams.video[0]
    heard = read.streams.audio[0] if read.streams.audio else None
    picture = write.add_stream("libx264", rate=seen.average_rate, options=QUICK)
    picture.width, picture.height, picture.pix_fmt = seen.width, seen.height, "yuv420p"
    picture.time_base = seen.time_base
    sound = write.add_stream_from_template(heard) if heard else None

    def frames() -> Iterator[av.VideoFrame]:
        for packet in read.demux([one for one in (seen, heard) if one]):
            if packet.stream is seen:
                yield from packet.decode()  # type: ignore[misc]
            elif sound and packet.dts is not None:
                packet.stream = sound
                write.mux(packet)

    for frame in OF_PICTURE[flaw](frames()):
        write.mux(picture.encode(frame))
    write.mux(picture.encode(None))


def _sound(read: av.container.InputContainer, write: av.container.OutputContainer, flaw: str) -> None:
    if not read.streams.audio:
        raise NotPlain("There is no sound")
    seen, heard = read.streams.video[0], read.streams.audio[0]
    layout = "mono" if heard.layout.nb_channels == 1 else "stereo"
    picture = write.add_stream_from_template(seen)
    sound = write.add_stream("aac", rate=heard.rate, bit_rate=LOUD)
    sound.layout = layout
    samples, begins = _decoded(read, heard, layout)
    spoilt = OF_SOUND[flaw](samples, heard.rate)
    read.seek(0)
    for packet in read.demux(seen):
        if packet.dts is not None:
            packet.stream = picture
            write.mux(packet)
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(spoilt), format="fltp", layout=layout)
    frame.rate, frame.pts = heard.rate, begins
    write.mux(sound.encode(frame))
    write.mux(sound.encode(None))


def _decoded(read: av.container.InputContainer, heard: av.AudioStream, layout: str) -> tuple[Samples, int]:
    """The whole sound, and the sample of the clip's time at which it begins."""
    resampler = av.AudioResampler(format="fltp", layout=layout, rate=heard.rate)
    begins: int | None = None
    parts: list[Samples] = []
    for frame in chain(read.decode(heard), [None]):
        if frame is not None and begins is None:
            begins = round((frame.time or 0.0) * heard.rate)
        parts += [ready.to_ndarray().astype(np.float32) for ready in resampler.resample(frame)]
    if not parts:
        raise NotPlain("There is no sound")
    return np.concatenate(parts, axis=1), begins or 0
