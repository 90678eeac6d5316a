"""What can go wrong with one take, and whose move it is.

Trouble
├── KeyTrouble        fix the key
│   ├── KeyMissing      no variable of that name
│   ├── KeyGone         a visitor's own key, which is held in memory only
│   └── KeyRejected     the vendor does not take it, or the account is empty
├── Rejected          change the prompt or the settings
│   ├── Refused         by the vendor's content rules; never retried
│   ├── Unsupported     this model can't do that task
│   └── Retired         the model is gone
├── Unavailable       wait, then try again
│   ├── Interrupted     the line went dead after the request had left, wholly or in part
│   ├── Failed          the vendor took the job and could not make the clip
│   ├── Gone            what was paid for is no longer on this disk; going on would pay again
│   ├── TimedOut        not done within the deadline; the ticket is kept
│   └── Unsure          the fate of a paid submit is unknown; look at the vendor's dashboard before trying again
├── BadReply          report a bug: the vendor said what the adapter can't read
│   └── BadClip         what came is no playable video
├── Crashed           report a bug: the renderer died
└── Cancelled         nobody's move: it was asked for
"""

from __future__ import annotations

from typing import ClassVar, Literal

Move = Literal["key", "prompt", "wait", "report", "none"]


class Trouble(Exception):
    """A take that failed; `str()` of it is fit to show a person."""

    move: ClassVar[Move] = "report"

    @property
    def kind(self) -> str:
        """The class's name, as stored in a take."""
        return type(self).__name__


class KeyTrouble(Trouble):
    """Something is wrong with the key or its account."""

    move = "key"


class KeyMissing(KeyTrouble):
    """The variable that should hold the key is not set."""

    def __init__(self, variable: str) -> None:
        super().__init__(f"No key is set. Set this variable and start again: {variable}")


class KeyGone(KeyTrouble):
    """The take's key was a visitor's, and is no longer held."""

    def __init__(self, label: str) -> None:
        super().__init__(f"This key was a visitor's and is not kept. Bring it again in Models, then try again: {label}")


class KeyRejected(KeyTrouble):
    """The vendor does not accept the key, or its account is empty."""


class Rejected(Trouble):
    """The vendor can't do what was asked."""

    move = "prompt"


class Refused(Rejected):
    """The vendor's content rules forbid it."""


class Unsupported(Rejected):
    """The model does not do this task."""


class Retired(Rejected):
    """The model is no longer offered."""


class Unavailable(Trouble):
    """The vendor is busy, down or out of reach."""

    move = "wait"

    def __init__(self, message: str, *, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after
        """Seconds the vendor asks to be left alone (`Retry-After`); `None` where it names none."""


class Interrupted(Unavailable):
    """The line went dead after the request had left, so the vendor may have heard it."""


class Failed(Unavailable):
    """The vendor took the job and could not make the clip; asking again for its result changes nothing."""


class TimedOut(Unavailable):
    """The clip did not come before the deadline."""


class Gone(Unavailable):
    """What was made and paid for is no longer on this disk."""


class NoRoom(Unavailable):
    """The disk here would not take the clip or its record."""


class Unsure(Unavailable):
    """Nobody here knows whether the paid job was accepted."""


class BadReply(Trouble):
    """The vendor said something that its adapter does not know."""


class BadClip(BadReply):
    """What came is not a video that plays."""


class Crashed(Trouble):
    """The process that rendered the clip died."""


class Cancelled(Trouble):
    """Somebody pressed cancel."""

    move = "none"
