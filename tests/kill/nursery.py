"""Lives to be killed: each line on standard input forks a process that opens the desk, compares and votes.

`python -m tests.kill.nursery FOLDER`; a line is `begin`, `live`, `extend` or `finish`, and a name. The forks start
at once, since all that is slow to import is here already. What a life says on standard output it says after the deed,
never before, except `voting`, which only helps to aim. Nothing heavy is imported at the top: renderers import this
module again.
"""

from __future__ import annotations

import importlib
import itertools
import os
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comparisons.desk import Desk
    from comparisons.run.comparison import Comparison

MODELS = ("strip/one", "fal/pika-2.2", "fal/kling-3")
LIMIT = 40.0
"""Seconds after which a life ends by itself, so that none is left behind if the test is."""
AT_ONCE = 3


def main() -> None:
    """Fork for each line, say the new process's id, and wait until it is dead."""
    folder = Path(sys.argv[1])
    import_all()
    say("ready")
    for line in iter(sys.stdin.readline, ""):
        verb, number = line.split()
        if not (child := os.fork()):
            try:
                LIVES[verb](folder, number)
            except BaseException:
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        say(f"born {child}")
        _, status = os.waitpid(child, 0)
        say(f"dead {os.waitstatus_to_exitcode(status)}")


def live(folder: Path, number: str) -> None:
    """Compare and vote without end."""
    desk, end = opened(folder), time.monotonic() + LIMIT
    for turn in itertools.count():
        if time.monotonic() > end:
            return
        if len(unfinished(desk)) < AT_ONCE:
            compare(desk, f"life {number}, comparison {turn}")
        for made in ready(desk)[:3]:
            vote(desk, made, f"voter-{number}-{turn}")
        time.sleep(0.005)


def finish(folder: Path, number: str) -> None:
    """Begin nothing; see everything that is there to its end."""
    desk, end = opened(folder), time.monotonic() + LIMIT
    while unfinished(desk):
        assert time.monotonic() < end, "not finished in time"
        time.sleep(0.02)
    for made in ready(desk):
        vote(desk, made, f"voter-{number}")
    desk.close()
    say("finished")


def begin(folder: Path, number: str) -> None:
    """Leave a few finished comparisons to vote on."""
    desk = opened(folder)
    for turn in range(AT_ONCE):
        compare(desk, f"life {number}, comparison {turn}")
    desk.close()
    finish(folder, number)


def extend(folder: Path, number: str) -> None:
    """Extend a clip by two pieces, one comparison after another, without end."""
    from providers.kit.terms import Brief, Media

    desk, end = opened(folder), time.monotonic() + LIMIT
    before = Media(path=folder.parent / "before.mp4", mime="video/mp4")
    for turn in itertools.count():
        if time.monotonic() > end:
            return
        if not unfinished(desk):
            brief = Brief(prompt=f"life {number}, extension {turn}", task="extend", seconds=20, video=before)
            say(f"started {desk.start(brief, ['fal/pika-2.2'], 'open', 'shell').id}")
        time.sleep(0.005)


LIVES = {"begin": begin, "live": live, "finish": finish, "extend": extend}


def opened(folder: Path) -> Desk:
    """The desk of that folder, with the strip and fal for its catalogue."""
    import comparisons.desk as room
    from providers import Catalogue
    from providers.fal import Fal
    from tests.kill.strip import Strip

    room.catalogue = lambda: Catalogue({"strip": Strip(), "fal": Fal()})
    desk = room.Desk(folder, workers=1)
    say("opened")
    return desk


def compare(desk: Desk, prompt: str) -> Comparison:
    """Begin one, whose prompt no other has, and say so once it is accepted."""
    from providers.kit.terms import Brief

    made = desk.start(Brief(prompt=prompt, seconds=5), MODELS, "open", "shell")
    say(f"started {made.id}")
    return made


def vote(desk: Desk, made: Comparison, voter: str) -> None:
    """Say which take is best, which makes a row for each of the others."""
    say("voting")
    desk.vote(made.id, voter, made.playable[0].id, comment='на = с, "кавычками"\nи строкой', source="shell")
    say(f"voted {made.id} {voter} {len(made.playable) - 1}")


def unfinished(desk: Desk) -> list[Comparison]:
    """What is under way."""
    return [one for one in desk.history(100_000) if not one.finished and not desk.runs.get(one.id).finished]


def ready(desk: Desk) -> list[Comparison]:
    """The newest comparisons that can be voted on."""
    # the disk knows of an end a moment before the desk does
    newest = [desk.runs.get(one.id) for one in desk.history(12) if one.finished]
    return [one for one in newest if one.finished and len(one.playable) >= 2]


def say(line: str) -> None:
    """One write to the pipe: a whole line or none."""
    os.write(1, f"{line}\n".encode())


def import_all() -> None:
    """What a life would otherwise wait for."""
    for name in ("comparisons.desk", "providers.fal", "providers.kit.splice", "moviepy", "tests.kill.strip"):
        importlib.import_module(name)


if __name__ == "__main__":
    main()
