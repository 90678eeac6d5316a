"""What can be seen of a clip before it is whole: its first picture, and a film that plays while it grows.

The film holds the clip's own packets, in short pieces (ISO/IEC 14496-12, 8.8: movie fragments). The clip itself is
written as if nobody looked, so that looking changes no byte of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import av
import numpy as np
from PIL import Image

from providers.kit.events import Showing
from providers.studio.canvas import Pixels

PIECE = 300_000
"""Microseconds of a piece of the film; a piece is there as soon as its picture and its sound are."""
FILM = {
    "movflags": "+empty_moov+default_base_moof", "frag_duration": str(PIECE), "fflags": "+bitexact+flush_packets",
}  # fmt: skip
QUALITY = 82
"""Of the first picture, a JPEG."""

Mux = Callable[[Sequence["av.Packet[Any]"]], None]


def film_of(partial: Path) -> Path:
    """Where the film of a clip grows that is being written to `partial`."""
    return partial.with_name(f"{partial.name}-film")


def begun(partial: Path, first: Pixels) -> Showing:
    """Keep the first picture (height by width by red, green, blue and perhaps alpha) beside the clip that is written to
    `partial`; what there is to look at from now on.
    """
    picture = partial.with_name(f"{partial.name}-first.jpg")
    Image.fromarray(np.ascontiguousarray(first[..., :3])).save(picture, "JPEG", quality=QUALITY)
    return Showing(picture=picture, film=film_of(partial))


@contextmanager
def twice(clip: av.container.OutputContainer, film: Path | None) -> Iterator[Mux]:
    """Yield a function that writes packets to the clip, and again to the film where one is wanted."""
    if film is None:
        yield clip.mux
        return
    film.touch()
    with av.open(str(film), "w", format="mp4", options=FILM) as copy:
        tracks: dict[int, Any] = {}

        def mux(packets: Sequence[av.Packet[Any]]) -> None:
            for packet in packets:
                clip.mux(packet)
                if not tracks:  # only now the encoders are open, and what they are is known
                    tracks.update({one.index: copy.add_stream_from_template(one) for one in clip.streams})
                packet.stream = tracks[packet.stream_index]
                copy.mux(packet)

        yield mux
