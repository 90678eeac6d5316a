"""Where a key comes from: its variable, or a command that prints it (`<KEY>_COMMAND`), so that it need lie nowhere.

A key is fetched when a job begins and kept nowhere; what the command prints is never shown, in no message.
"""

from __future__ import annotations

import os
import shlex
import subprocess

from providers.kit.errors import KeyMissing, KeyRejected
from providers.kit.provider import Remote

PATIENCE = 30.0
"""Seconds a command may take."""


def key_for(provider: Remote) -> str:
    """The owner's key for this provider; empty where it needs none and has none. May block while a command runs."""
    if key := os.environ.get(provider.key, "").strip():
        return key
    if command := os.environ.get(f"{provider.key}_COMMAND", "").strip():
        return _printed(command, f"{provider.key}_COMMAND")
    if provider.key_needed:
        raise KeyMissing(provider.key)
    return ""


def _printed(command: str, variable: str) -> str:
    try:
        done = subprocess.run(shlex.split(command), capture_output=True, timeout=PATIENCE, check=True)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        why = type(error).__name__
        raise KeyRejected(f"The command that should print the key failed: {variable} ({why})") from None
    if not (key := done.stdout.decode("utf-8", "replace").strip()):
        raise KeyRejected(f"The command that should print the key printed nothing: {variable}")
    return key
