"""Where a key comes from, and that a command which prints one never tells it."""

from __future__ import annotations

import shlex
import sys
import traceback

import pytest

from providers.fal import Fal
from providers.kit.errors import KeyMissing, KeyRejected
from providers.kit.keys import key_for
from providers.kit.terms import Model


class Open(Fal):
    """A vendor that can be used without a key."""

    key_needed = False


def says(python: str) -> str:
    return shlex.join([sys.executable, "-c", python])


def test_a_key_is_read_from_its_variable_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAL_KEY", " one\n")
    monkeypatch.setenv("FAL_KEY_COMMAND", says("print('two')"))
    assert key_for(Fal()) == "one"
    monkeypatch.delenv("FAL_KEY")
    assert key_for(Fal()) == "two"


def test_a_model_whose_key_a_command_prints_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Model(id="fal/x", label="X")
    assert Fal().wants(model) == "FAL_KEY"
    monkeypatch.setenv("FAL_KEY_COMMAND", "true")
    assert Fal().wants(model) is None


def test_a_missing_key_is_named_unless_none_is_needed() -> None:
    with pytest.raises(KeyMissing, match="FAL_KEY"):
        key_for(Fal())
    assert key_for(Open()) == ""
    assert Open().wants(Model(id="fal/x", label="X")) is None


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("no-such-program", "failed: FAL_KEY_COMMAND"),
        (says("import sys; print('marked-key'); print('marked-key', file=sys.stderr); sys.exit(3)"), "failed"),
        (says("pass"), "printed nothing: FAL_KEY_COMMAND"),
        ("'", "failed: FAL_KEY_COMMAND"),
    ],
)
def test_a_command_that_fails_is_told_without_what_it_printed(
    monkeypatch: pytest.MonkeyPatch, command: str, words: str
) -> None:
    monkeypatch.setenv("FAL_KEY_COMMAND", command)
    with pytest.raises(KeyRejected, match=words) as caught:
        key_for(Fal())
    assert "marked-key" not in str(caught.value)
    assert "marked-key" not in "".join(traceback.format_exception(caught.value))
