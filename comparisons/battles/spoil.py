"""A clip spoilt on purpose, so plainly that whoever looks sees it: blocks in the picture, from any clip there is."""

from __future__ import annotations

from pathlib import Path

import av

BLOCKS = 27
"""In the shorter side of the picture."""
QUICK = {"preset": "ultrafast", "crf": "30", "threads": "1"}
"""On one processor: the others have visitors to answer."""


def spoil(source: Path, target: Path) -> None:
    """Write the spoilt clip, its sound as it was; `av.FFmpegError` or `ValueError` where the source can't be read."""
    with av.open(str(source)) as read, av.open(str(target), "w", format="mp4") as write:
        seen = read.streams.video[0]
        heard = read.streams.audio[0] if read.streams.audio else None
        picture = write.add_stream("libx264", rate=seen.average_rate, options=QUICK)
        picture.width, picture.height, picture.pix_fmt = seen.width, seen.height, "yuv420p"
        picture.time_base = seen.time_base
        sound = write.add_stream_from_template(heard) if heard else None
        for packet in read.demux([one for one in (seen, heard) if one]):
            if packet.stream is seen:
                for frame in packet.decode():
                    write.mux(picture.encode(_blocky(frame)))  # type: ignore[arg-type]
            elif sound and packet.dts is not None:
                packet.stream = sound
                write.mux(packet)
        write.mux(picture.encode(None))


def _blocky(frame: av.VideoFrame) -> av.VideoFrame:
    side = max(2, min(frame.width, frame.height) // BLOCKS)
    small = frame.reformat(max(2, frame.width // side), max(2, frame.height // side), "yuv420p", interpolation="AREA")
    large = small.reformat(frame.width, frame.height, "yuv420p", interpolation="POINT")
    large.pts, large.time_base = frame.pts, frame.time_base
    return large
