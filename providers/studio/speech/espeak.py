"""Drives espeak-ng through its C interface; run as a program, so that whatever happens in the library ends here.

A process that has just begun gives the same samples for the same text each time; one that has spoken before doesn't.
Reads a JSON list of lines from standard input; for each writes a line of JSON, then its samples as 16-bit numbers.
"""

from __future__ import annotations

import ctypes
import json
import sys
from array import array
from dataclasses import dataclass
from typing import Any

SYNCHRONOUS = 2
"""`AUDIO_OUTPUT_SYNCHRONOUS`: samples come to a function of ours, and the call returns when all have come."""
PHONEME_EVENTS, PHONEME_IPA, DONT_EXIT = 0x0001, 0x0002, 0x8000
WORD, PHONEME = 1, 7
"""Kinds of event."""
CHARS_UTF8 = 1
RATE, PITCH, RANGE = 1, 3, 4
"""Parameters: words per minute, pitch from 0 to 100, and how far it moves."""


class _Said(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class Event(ctypes.Structure):
    """`espeak_EVENT`."""

    _fields_ = (
        ("type", ctypes.c_int), ("unique_identifier", ctypes.c_uint), ("text_position", ctypes.c_int),
        ("length", ctypes.c_int), ("audio_position", ctypes.c_int), ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p), ("id", _Said),
    )  # fmt: skip


@dataclass(slots=True)
class Heard:
    """What the library has told of one text so far."""

    samples: array[int]
    words: list[tuple[int, int, int]]
    """First sample, and the place and length in the text, in characters from 0."""
    phonemes: list[tuple[int, str]]
    """First sample, and the name in the phonetic alphabet; empty for a pause."""


Listener = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event))


class Library:
    """The library, opened once in a process."""

    def __init__(self, path: str, data: str) -> None:
        self._library = ctypes.CDLL(path)
        options = PHONEME_EVENTS | PHONEME_IPA | DONT_EXIT
        self.rate = int(self._library.espeak_Initialize(SYNCHRONOUS, 0, data.encode(), options))
        if self.rate <= 0:
            raise OSError(f"espeak-ng did not start: {self.rate}")
        self._library.espeak_ng_SetRandSeed(ctypes.c_long(1))
        self._heard = Heard(samples=array("h"), words=[], phonemes=[])
        self._listener = Listener(self._listen)
        self._library.espeak_SetSynthCallback(self._listener)

    def speak(self, text: str, voice: str, rate: int, pitch: int, lively: int) -> Heard:
        """Speak a text to its end."""
        if status := self._library.espeak_SetVoiceByName(voice.encode()):
            raise OSError(f"espeak-ng has no such voice: {voice} ({status})")
        for name, value in ((RATE, rate), (PITCH, pitch), (RANGE, lively)):
            self._library.espeak_SetParameter(name, value, 0)
        heard = self._heard = Heard(samples=array("h"), words=[], phonemes=[])
        said = text.encode()
        status = self._library.espeak_Synth(said, ctypes.c_size_t(len(said) + 1), 0, 1, 0, CHARS_UTF8, None, None)
        if status:
            raise OSError(f"espeak-ng could not speak: {status}")
        return heard

    def _listen(self, wave: Any, count: int, events: Any) -> int:
        if count > 0 and wave:
            self._heard.samples.frombytes(ctypes.string_at(wave, 2 * count))
        at = 0
        while events[at].type:
            self._note(events[at])
            at += 1
        return 0

    def _note(self, event: Event) -> None:
        if event.type == WORD:
            self._heard.words.append((event.sample, event.text_position - 1, event.length))
        elif event.type == PHONEME:
            self._heard.phonemes.append((event.sample, bytes(event.id.string).decode("utf-8", "replace")))


def main(path: str, data: str) -> None:
    """Speak every line of the standard input."""
    library = Library(path, data)
    for line in json.load(sys.stdin):
        heard = library.speak(**line)
        header = {
            "rate": library.rate, "samples": len(heard.samples), "words": heard.words, "phonemes": heard.phonemes,
        }  # fmt: skip
        sys.stdout.buffer.write(json.dumps(header).encode() + b"\n" + heard.samples.tobytes())


if __name__ == "__main__":
    main(*sys.argv[1:])
