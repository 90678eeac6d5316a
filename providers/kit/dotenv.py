"""Settings from a file `.env` in the working directory, for a person who doesn't want them in every shell.

Read by the commands alone, when they begin; importing a module reads nothing. The environment counts for more.
`PYTHON_DOTENV_DISABLED=1` leaves the file alone, as the tests do.
"""

from __future__ import annotations

import sys
from pathlib import Path

from providers.kit.errors import Trouble


class BadSettings(Trouble):
    """A setting of the owner can't be read; `str()` of it names it, and never quotes a key."""


def read_dotenv() -> None:
    """Put into the environment what `.env` sets and the environment doesn't; `BadSettings` where it can't be read."""
    from dotenv import load_dotenv

    path = Path.cwd() / ".env"
    try:
        load_dotenv(path, interpolate=False)  # a key may hold a dollar sign
    except (OSError, ValueError) as error:
        raise BadSettings(f"The file of settings can't be read. Mend it: {path.name} ({_why(error)})") from None


def begin() -> None:
    """What each command does first: read it, or end with the sentence that says what is wrong with it."""
    try:
        read_dotenv()
    except BadSettings as error:
        sys.exit(str(error))


def _why(error: Exception) -> str:
    """What the system says; of a text that is no UTF-8 only that, since the bytes are secret."""
    return str(error.strerror) if isinstance(error, OSError) else "it is no UTF-8 text"
