"""From pixels and samples to an MP4: H.264 and AAC, playable from its first bytes, naming no maker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from queue import Queue
from threading import Thread

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter
from numpy.typing import NDArray

from providers.studio.canvas import Pixels
from providers.studio.performance import Form
from providers.studio.preview import Mux, twice
from providers.studio.sound.cues import RATE

THREADS = 2
"""Of the video encoder; fixed, since its output depends on it."""
BLOCK = 1024
"""Samples in one packet of AAC."""
PATIENCE = 4
"""Seconds of picture that may be written before the sound is known; the file comes out the same."""
AHEAD = 4
"""Frames that may wait for the encoder; more would only take memory."""
VIDEO = {"preset": "superfast", "crf": "19", "x264-params": "keyint=120:scenecut=40"}
CONTAINER = {"movflags": "+faststart", "fflags": "+bitexact"}

Samples = NDArray[np.float32]
"""Two rows, left and right, at 48 kHz, from -1 to 1."""


@contextmanager
def writer(
    path: Path, form: Form, sound: Iterator[Samples] | None, film: Path | None = None
) -> Iterator[Callable[[Pixels], None]]:
    """Yield a function that takes the next frame, turns it into the encoder's colours and queues it.

    `sound`: parts of any length, one after the other; the next one is made when the one before is written.
    `film`: where the same is written once more, so that it plays while it grows.

    Frames are encoded in a thread of their own; colours are turned here, so that both cores have work.

    An error in that thread is raised at the next frame, or at the end; an error outside stops the thread.
    """
    frames: Queue[av.VideoFrame | BaseException | None] = Queue(AHEAD)
    failures: list[BaseException] = []
    colours = VideoReformatter()

    def work() -> None:
        try:
            write(path, form, sound, taken(frames), film)
        except BaseException as error:
            failures.append(error)
            while frames.get() is not None:
                pass

    def put(pixels: Pixels) -> None:
        if failures:
            raise failures[0]
        frames.put(frame_of(pixels, colours))

    thread = Thread(target=work, name="encoder", daemon=True)
    thread.start()
    try:
        yield put
    except BaseException as error:
        frames.put(error)
        raise
    finally:
        frames.put(None)
        thread.join()
    if failures:
        raise failures[0]


def taken(frames: Queue[av.VideoFrame | BaseException | None]) -> Iterator[av.VideoFrame]:
    """What is put into the queue, up to the first `None`; an error that is put there is raised."""
    while (frame := frames.get()) is not None:
        if isinstance(frame, BaseException):
            raise frame
        yield frame


def write(
    path: Path, form: Form, sound: Iterator[Samples] | None, frames: Iterator[av.VideoFrame], film: Path | None = None
) -> None:
    """Encode all frames, and beside each the sound up to its time, as soon as there is any."""
    with (
        av.open(str(path), "w", format="mp4", options=CONTAINER) as file, twice(file, film) as mux,
        ThreadPoolExecutor(1, "sound") as beside,
    ):  # fmt: skip
        picture = file.add_stream("libx264", rate=form.fps, options=VIDEO)
        picture.width, picture.height, picture.pix_fmt = form.width, form.height, "yuv420p"
        picture.thread_count = THREADS
        picture.time_base = Fraction(1, form.fps)
        picture.codec_context.colorspace = Colorspace.ITU709
        picture.codec_context.color_range = ColorRange.MPEG
        picture.codec_context.color_primaries = picture.codec_context.color_trc = 1
        voice = Voice(file, mux, sound, beside) if sound is not None else None
        for number, frame in enumerate(frames):
            frame.pts, frame.time_base = number, Fraction(1, form.fps)
            mux(picture.encode(frame))
            if voice:
                voice.up_to((number + 1) * RATE // form.fps)
        mux(picture.encode(None))
        if voice:
            voice.finish()


def frame_of(pixels: Pixels, colours: VideoReformatter | None = None) -> av.VideoFrame:
    """One frame in the encoder's colours: BT.709, limited range; who turns many keeps what turns them."""
    return (colours or VideoReformatter()).reformat(
        av.VideoFrame.from_numpy_buffer(pixels, format="rgba"), format="yuv420p", dst_colorspace=Colorspace.ITU709,
        dst_color_range=ColorRange.MPEG, threads=1,
    )  # fmt: skip


class Voice:
    """The sound of a file, written block by block; its parts are made one at a time, beside the picture."""

    def __init__(
        self, file: av.container.OutputContainer, mux: Mux, parts: Iterator[Samples], beside: Executor
    ) -> None:
        self.mux, self.parts, self.beside, self.done = mux, parts, beside, 0
        self.left: Samples = np.zeros((2, 0), np.float32)
        self.coming: Future[Samples | None] | None = beside.submit(next, parts, None)
        self.stream = file.add_stream("aac", rate=RATE, layout="stereo")
        self.stream.bit_rate = 192_000

    def up_to(self, sample: int) -> None:
        """Write the whole blocks that end before `sample`; those that aren't there yet are left for later, unless
        the picture is too far ahead of them.
        """
        while self.done + BLOCK <= sample:
            if self.left.shape[1] >= BLOCK:
                self.block(self.left[:, :BLOCK])
            elif not self.more(patient=sample - self.done < PATIENCE * RATE):
                return

    def finish(self) -> None:
        """Write what is left."""
        while self.more(patient=False):
            self.up_to(self.done + self.left.shape[1])
        if self.left.shape[1]:
            self.block(self.left)
        self.mux(self.stream.encode(None))

    def more(self, patient: bool) -> bool:
        """Take the next part, or leave it where that would mean to wait; whether one was taken."""
        coming = self.coming = self.coming or self.beside.submit(next, self.parts, None)
        if patient and not coming.done():
            return False
        part, self.coming = coming.result(), None
        if part is None:
            return False
        self.left = np.concatenate([self.left, part], axis=1) if self.left.shape[1] else part
        return True

    def block(self, samples: Samples) -> None:
        """Encode one block."""
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(samples, dtype=np.float32), format="fltp", layout="stereo"
        )
        frame.sample_rate, frame.pts, frame.time_base = RATE, self.done, Fraction(1, RATE)
        self.done, self.left = self.done + samples.shape[1], self.left[:, samples.shape[1] :]
        self.mux(self.stream.encode(frame))
