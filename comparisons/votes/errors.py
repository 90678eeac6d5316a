"""What can go wrong with a vote, and whose move it is.

VoteTrouble
├── BadBallot       answer another way: the words are unknown or the clips can't be judged
├── AlreadyVoted    nobody's move: this voter has judged these clips
├── Replayed        take a new battle: the slip of this one was used
│   └── Resent      nobody's move: by the vote that stands, so it is AlreadyVoted too
├── NotThere        nobody's move: there is no such vote to take back
├── NotSaved        make room or give access, then vote again: nothing was kept
└── NotVotes        move the file away or mend it: it is no vote file of this version, and it was left as it is
"""

from __future__ import annotations

from typing import ClassVar, Literal

Move = Literal["answer", "none", "disk", "file"]


class VoteTrouble(Exception):
    """A vote that was not taken; `str()` of it is fit to show a person."""

    move: ClassVar[Move]

    @property
    def kind(self) -> str:
        """The class's name, as other rooms quote it."""
        return type(self).__name__


class BadBallot(VoteTrouble):
    """The answer is none of those that can be given."""

    move = "answer"


class AlreadyVoted(VoteTrouble):
    """A second judgement by the same voter of the same comparison on the same criterion."""

    move = "none"


class Replayed(VoteTrouble):
    """The slip by which the pair was given has been used for a vote."""

    move = "none"


class Resent(Replayed, AlreadyVoted):
    """The slip has been used for the very vote that stands."""


class NotThere(VoteTrouble):
    """A vote to take back that is not in the file, or was taken back before."""

    move = "none"


class NotSaved(VoteTrouble):
    """The disk did not take the row, and what it took of it was removed."""

    move = "disk"


class NotVotes(VoteTrouble):
    """A file that another program or version wrote, or that was damaged by hand."""

    move = "file"
