"""A clip in any codec made one that every browser plays: H.264 of eight bits and half colour, AAC, in an MP4.

What is so already stays as it is, packet for packet; the rest is encoded anew, at a quality at which no loss shows.
Wide-range colour (HDR) is narrowed without tone mapping, so that such a clip may look flatter than its maker meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import av.filter
from av.error import BlockingIOError as NotYet

if TYPE_CHECKING:
    Packet = av.Packet[Any]

PLAIN = frozenset({"yuv420p", "yuvj420p"})
LAYOUTS = frozenset({"mono", "stereo"})
RATES = frozenset({8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000})
GAP = 0.1
"""Seconds: a longer silence between two frames was meant."""
QUALITY = {"crf": "17", "preset": "veryfast"}


def spoken(path: Path) -> str:
    """Its codecs where some browser may not play them, as in `hevc, ac3`; empty where all is well."""
    with av.open(str(path)) as file:
        video = file.streams.video[0].codec_context
        audio = file.streams.audio[0].codec_context if file.streams.audio else None
        plays = video.name == "h264" and video.pix_fmt in PLAIN and (audio is None or audio.name == "aac")
        if plays:
            return ""
        deep = f" ({video.pix_fmt})" if video.name == "h264" and video.pix_fmt not in PLAIN else ""
        return ", ".join([f"{_plain(video.name)}{deep}", *([_plain(audio.name)] if audio else [])])


def heard(path: Path) -> str:
    """What it speaks once it was made playable."""
    with av.open(str(path)) as file:
        return "h264, aac" if file.streams.audio else "h264"


def make_playable(source: Path, target: Path) -> None:
    """Write it anew to `target`; a track that browsers play is copied. Errors are those of `av`."""
    with av.open(str(source)) as read, av.open(str(target), "w", format="mp4") as write:
        tracks: dict[int, _Copied | _Drawn | _Sounded] = {}
        streams: list[av.VideoStream | av.AudioStream] = [*read.streams.video[:1], *read.streams.audio[:1]]
        for stream in streams:
            tracks[stream.index] = _track(stream, write)
        early: list[Packet] = []  # nothing is written before the size of the picture is known
        for ready in _all(tracks, read.demux(streams)):
            early.append(ready)
            if all(track.is_known for track in tracks.values()):
                write.mux(early)
                early = []
        write.mux(early)


def _all(tracks: Mapping[int, _Copied | _Drawn | _Sounded], packets: Iterator[Packet]) -> Iterator[Packet]:
    """What the tracks make of the packets, in the order in which it is ready."""
    for packet in packets:
        yield from tracks[packet.stream_index].take(packet)
    for track in tracks.values():
        yield from track.end()


def _track(stream: av.VideoStream | av.AudioStream, write: av.container.OutputContainer) -> _Copied | _Drawn | _Sounded:
    if isinstance(stream, av.VideoStream):
        plays = stream.codec_context.name == "h264" and stream.codec_context.pix_fmt in PLAIN
        return _Copied(stream, write) if plays else _Drawn(stream, write)
    return _Copied(stream, write) if stream.codec_context.name == "aac" else _Sounded(stream, write)


class Dated:
    """Packets with a decoding time each: Matroska leaves it out at the head of a track whose frames are reordered."""

    def __init__(self) -> None:
        self._undated: list[Packet] = []
        self._last: int | None = None

    def take(self, packet: Packet) -> Iterator[Packet]:
        """The packet, after those that waited for it; the empty one at a track's end is left out."""
        if not packet.size:
            return
        if packet.dts is None and self._last is None:
            self._undated.append(packet)
            return
        step = max(packet.duration or 1, 1)
        if packet.dts is None:
            packet.dts = (self._last or 0) + step
        for place, held in enumerate(self._undated):
            held.dts = packet.dts - (len(self._undated) - place) * step
        yield from self._undated
        self._undated, self._last = [], packet.dts
        yield packet

    def end(self) -> Iterator[Packet]:
        """Those that nothing came after."""
        for held in self._undated:
            held.dts = held.pts
            yield held


class _Copied:
    """A track that goes over as it is."""

    is_known = True

    def __init__(self, stream: av.VideoStream | av.AudioStream, write: av.container.OutputContainer) -> None:
        self._out = write.add_stream_from_template(stream)
        self._dated = Dated()

    def take(self, packet: Packet) -> Iterator[Packet]:
        for ready in self._dated.take(packet):
            ready.stream = self._out
            yield ready

    def end(self) -> Iterator[Packet]:
        for ready in self._dated.end():
            ready.stream = self._out
            yield ready


class _Drawn:
    """A picture that is encoded anew: upright, with even sides, each frame at its own time."""

    def __init__(self, stream: av.VideoStream, write: av.container.OutputContainer) -> None:
        self._stream, self._write = stream, write
        self._graph: av.filter.Graph | None = None
        self._out = write.add_stream("libx264", rate=stream.average_rate or 24, options=QUALITY)
        self._out.pix_fmt = "yuv420p"
        self._out.codec_context.time_base = stream.time_base or Fraction(1, 90_000)

    @property
    def is_known(self) -> bool:
        """Whether its first frame has come, and with it the size."""
        return self._graph is not None

    def take(self, packet: Packet) -> Iterator[Packet]:
        for frame in packet.decode():
            assert isinstance(frame, av.VideoFrame)
            if self._graph is None:
                self._graph = self._opened(frame)
            self._graph.vpush(frame)
            yield from self._pulled()

    def end(self) -> Iterator[Packet]:
        if self._graph is not None:
            self._graph.vpush(None)
            yield from self._pulled()
        yield from self._out.encode(None)

    def _opened(self, frame: av.VideoFrame) -> av.filter.Graph:
        graph = av.filter.Graph()
        source = graph.add_buffer(
            width=frame.width, height=frame.height, format=frame.format, time_base=self._stream.time_base
        )
        turns = {90: [("transpose", "cclock")], 180: [("hflip", ""), ("vflip", "")], 270: [("transpose", "clock")]}
        nodes = [source]
        for name, options in turns.get(frame.rotation % 360, []):
            nodes.append(graph.add(name, options) if options else graph.add(name))
        nodes.append(graph.add("crop", "trunc(iw/2)*2:trunc(ih/2)*2:0:0"))
        nodes += [graph.add("format", "pix_fmts=yuv420p"), graph.add("buffersink")]
        graph.link_nodes(*nodes).configure()
        return graph

    def _pulled(self) -> Iterator[Packet]:
        assert self._graph is not None
        while True:
            try:
                frame = self._graph.vpull()
            except (NotYet, av.EOFError):
                return
            assert isinstance(frame, av.VideoFrame)
            if not self._out.codec_context.is_open:
                self._out.width, self._out.height = frame.width, frame.height
            frame.pict_type = av.video.frame.PictureType.NONE  # the encoder chooses its own key frames
            yield from self._out.encode(frame)


class _Sounded:
    """A sound that is encoded anew, in one or two channels, without gaps of its codec's making."""

    is_known = True

    def __init__(self, stream: av.AudioStream, write: av.container.OutputContainer) -> None:
        rate = stream.rate if stream.rate in RATES else 48_000
        layout = stream.layout.name if stream.layout.name in LAYOUTS else "stereo"
        self._out = write.add_stream("aac", rate=rate, bit_rate=192_000)
        self._out.layout = layout
        self._resampler = av.AudioResampler(format="fltp", layout=layout, rate=rate)
        self._rate, self._at = rate, 0
        self._begun = False

    def take(self, packet: Packet) -> Iterator[Packet]:
        for frame in packet.decode():
            assert isinstance(frame, av.AudioFrame)
            meant = round((frame.time or 0.0) * self._rate)
            if not self._begun or meant - self._at > GAP * self._rate:
                self._at, self._begun = max(meant, self._at), True
            yield from self._encoded(frame)

    def end(self) -> Iterator[Packet]:
        yield from self._encoded(None)
        yield from self._out.encode(None)

    def _encoded(self, frame: av.AudioFrame | None) -> Iterator[Packet]:
        for ready in self._resampler.resample(frame):
            ready.pts, ready.time_base = self._at, Fraction(1, self._rate)
            self._at += ready.samples
            yield from self._out.encode(ready)


def _plain(name: str) -> str:
    """A codec's usual name, where FFmpeg's is that of a library."""
    return {"libdav1d": "av1", "libaom-av1": "av1", "libvpx-vp9": "vp9", "libvpx": "vp8", "libopus": "opus"}.get(
        name, name
    )
