"""Keys that visitors lend to takes: in memory alone, each for one take, and only until it ends."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from comparisons.run.comparison import Comparison, Take
from providers.kit.errors import KeyGone
from providers.kit.keys import key_for
from providers.kit.provider import Remote


class Borrowed:
    """By whose key each take is paid. Its methods may be called from any thread."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, str], str] = {}

    @contextmanager
    def lending(self, comparison_id: str, takes: Collection[Take], keys: Mapping[str, str]) -> Iterator[None]:
        """While takes are begun: those that a visitor pays for have that visitor's keys, by provider, from now on.

        If they can't be begun, the keys are dropped again.
        """
        lent = {(comparison_id, take.id): keys[provider_of(take)] for take in takes if take.guest and not take.ended}
        self._keys |= lent
        try:
            yield
        except BaseException:
            for one in lent:
                self._keys.pop(one, None)
            raise

    def forget(self, comparison_id: str, take_id: str) -> None:
        """Drop what was lent to a take, if anything was."""
        self._keys.pop((comparison_id, take_id), None)

    def key(self, comparison_id: str, take: Take, provider: Remote) -> str:
        """The visitor's key where a visitor pays, `KeyGone` where it is gone; else the owner's, as `key_for`."""
        if not take.guest:
            return key_for(provider)
        if (key := self._keys.get((comparison_id, take.id))) is None:
            raise KeyGone(provider.label)
        return key


def provider_of(take: Take) -> str:
    """The part of the model's id before the slash."""
    return take.model.partition("/")[0]


def paid_by_visitor(made: Comparison, providers: Collection[str]) -> Comparison:
    """The comparison with its takes by those providers marked as a visitor's to pay."""
    takes = tuple(replace(take, guest=True) if provider_of(take) in providers else take for take in made.takes)
    return replace(made, takes=takes)
