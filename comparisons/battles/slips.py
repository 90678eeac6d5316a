"""A slip binds a battle to the voter for whom it was drawn: signed here, good for one vote and for a day.

`MARK.ISSUED.SIGNATURE`: a random mark, seconds since 1970, and the HMAC-SHA256 of both with the voter and the battle,
by a secret that lies in the data folder. The mark stands in the vote's rows, by which the log knows a slip as used.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

LIFE = timedelta(days=1)


class BadSlip(ValueError):
    """Not a slip of this voter for this battle, or no more; `str()` of it is `unserved` or `stale`."""


class Slips:
    """The slips of one data folder. Its methods may be called from any thread."""

    def __init__(self, folder: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Read the secret, or make one that nobody else on the machine can read; `OSError` where that can't be."""
        self._secret, self._now = _secret(folder / "slips.key"), now

    def give(self, voter: str, battle: str) -> str:
        """A new slip."""
        mark, issued = secrets.token_hex(8), str(int(self._now().timestamp()))
        return f"{mark}.{issued}.{self._sign(mark, issued, voter, battle)}"

    def mark(self, slip: str, voter: str, battle: str) -> str:
        """The mark of a slip that holds; `BadSlip` where it does not."""
        mark, issued, signature = [*slip.split("."), "", "", ""][:3]
        signed = self._sign(mark, issued, voter, battle)
        if not hmac.compare_digest(signed.encode(), signature.encode("utf-8", "surrogatepass")):
            raise BadSlip("unserved")
        if self._now().timestamp() - int(issued) > LIFE.total_seconds():
            raise BadSlip("stale")
        return mark

    def _sign(self, *said: str) -> str:
        text = "\0".join(said).encode("utf-8", "surrogatepass")
        return hmac.new(self._secret, text, hashlib.sha256).hexdigest()


def _secret(path: Path) -> bytes:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if len(secret := path.read_bytes()) >= 32:
            return secret
        path.unlink()  # a crash came between its making and its writing
        return _secret(path)
    with os.fdopen(handle, "wb") as file:
        file.write(secret := secrets.token_bytes(32))
        file.flush()
        os.fsync(file.fileno())
    return secret
