"""LiteLLM in a virtual environment of its own, made once and kept in pytest's cache."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from filelock import FileLock

WANTED = Path(__file__).parent / "requirements.txt"


class NotInstalled(Exception):
    """It can't be had here; says why."""


def program(cache: Path) -> Path:
    """The `litellm` command of the pinned version; installed into `cache`, by whoever comes first, where it lacks."""
    home = cache / sha256(WANTED.read_bytes() + sys.version.encode()).hexdigest()[:12]
    whole = home / "whole"
    with FileLock(cache / "lock"):
        if not whole.exists():
            _run(sys.executable, "-m", "venv", "--clear", home)
            pip = (home / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1")
            _run(*pip, "--no-compile", "--no-deps", "-r", WANTED)
            whole.touch()
    return home / "bin" / "litellm"


def main() -> None:
    """Have it there before the tests want it: `python -m tests.oracles.proxy.install FOLDER`."""
    cache = Path(sys.argv[1])
    cache.mkdir(parents=True, exist_ok=True)
    try:
        program(cache)
    except NotInstalled as missing:
        print(missing, file=sys.stderr)


def _run(*command: str | Path) -> None:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotInstalled(f"LiteLLM's proxy can't be installed here: {done.stderr.strip()[-500:]}")


if __name__ == "__main__":
    main()
