"""From the provider's file to the one that is shown: same pictures, same sound, nothing that tells who made it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
from av.bitstream import BitStreamFilterContext

from comparisons.run.playable import Dated, heard, make_playable, spoken
from comparisons.run.store import put_in_place
from providers.kit import truth
from providers.kit.durable import sync
from providers.kit.errors import BadClip
from providers.kit.terms import Clip, Note

_UNTITLED = {"h264": "filter_units=remove_types=6", "hevc": "filter_units=remove_types=39|40"}
"""Per codec, the filter that drops encoders' signatures (SEI messages) from the stream itself."""

_SIGNED = re.compile(rb"Lavc\d+\.\d+\.\d+")


def make_fair(clip: Clip, folder: Path, take_id: str) -> tuple[Clip, tuple[Note, ...]]:
    """Keep the original's bytes in `folder`, put the shown copy beside it; the clip returned
    stands for that copy, with the original's hash.

    The copy is remuxed, and encoded anew only where a browser could not play it, which is then noted: no metadata, no
    chapters, the index in front (faststart), a neutral name, and a date that does not tell which was ready first.
    """
    part, shown = folder / f".{take_id}.part", folder / f"{take_id}.mp4"
    source = original(shown)
    if clip.truth:
        sync(clip.truth)
        put_in_place(clip.truth, folder / f"{take_id}{truth.ENDING}")
    sync(clip.path)
    put_in_place(clip.path, source)
    try:
        notes = _written(source, part)
    except (av.FFmpegError, ValueError) as error:
        part.unlink(missing_ok=True)
        raise BadClip(f"The clip can't be put into an MP4 that browsers play: {error}") from error
    os.utime(part, (0, 0))
    sync(part)
    put_in_place(part, shown)
    return replace(clip, path=shown, truth=clip.truth and truth.beside(shown)), notes


def original(shown: Path) -> Path:
    """Where the maker's own bytes lie of a clip that is shown."""
    return shown.with_name(f"{shown.stem}.original.mp4")


def _written(original: Path, part: Path) -> tuple[Note, ...]:
    """The shown copy, and what is said of it."""
    if not (strange := spoken(original)):
        _remux(original, part)
        return ()
    plain = part.with_suffix(".plain")
    try:
        make_playable(original, plain)
        _remux(plain, part)
        return (Note(field="codec", asked=strange, given=heard(part)),)
    finally:
        plain.unlink(missing_ok=True)


def _remux(source: Path, target: Path) -> None:
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with av.open(str(source)) as read, av.open(str(target), "w", format="mp4", options=options) as write:
        streams = [*read.streams.video[:1], *read.streams.audio[:1]]
        outs = {}
        for stream in streams:
            out = write.add_stream_from_template(stream)
            out.metadata.clear()
            filters = _UNTITLED.get(stream.codec_context.name)
            outs[stream.index] = out, Dated(), BitStreamFilterContext(filters, stream, out) if filters else None
            out.codec_tag = "\0\0\0\0"  # the source's own name for the codec may mean nothing in an MP4
        for packet in _dated(read.demux(streams), {index: dated for index, (_, dated, _) in outs.items()}):
            out, _, strip = outs[packet.stream_index]
            _unsign(packet)
            for clean in strip.filter(packet) if strip else [packet]:
                clean.stream = out
                write.mux(clean)


def _dated(packets: Iterator[av.Packet[Any]], tracks: Mapping[int, Dated]) -> Iterator[av.Packet[Any]]:
    for packet in packets:
        yield from tracks[packet.stream_index].take(packet)
    for track in tracks.values():
        yield from track.end()


def _unsign(packet: av.Packet[Any]) -> None:
    """Blank, byte for byte, the name that FFmpeg's AAC encoder leaves in the padding of its first packet."""
    if packet.stream.codec_context.name == "aac" and (found := _SIGNED.search(data := bytes(packet))):
        packet.update(data[: found.start()] + bytes(len(found[0])) + data[found.end() :])
