"""`python -m tests.benchmarks [NAME …]`: each benchmark's findings as JSON lines, as soon as they are there.

A module of this folder with a `run() -> Iterator[dict]` is a benchmark. One that fails is told on standard error, the
others go on, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tests import benchmarks

Run = Callable[[], Iterator[dict[str, Any]]]


def names() -> list[str]:
    """Every benchmark of this folder."""
    found = (info.name for info in pkgutil.iter_modules(benchmarks.__path__) if info.name != "__main__")
    return [name for name in found if hasattr(importlib.import_module(f"{benchmarks.__name__}.{name}"), "run")]


def told(runs: Iterable[tuple[str, Run]]) -> bool:
    """Print what each finds; whether all came to their end."""
    well = True
    for name, run in runs:
        try:
            for finding in run():
                print(json.dumps(finding, ensure_ascii=False), flush=True)
        except Exception as error:
            well = False
            print(f"{name} failed. {type(error).__name__}: {error}", file=sys.stderr, flush=True)
    return well


def main(words: list[str] | None = None) -> int:
    """Run those that are named, or all; the exit status."""
    every = names()
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(every)}; all if none is named")
    chosen = parser.parse_args(words).names or every
    if unknown := [name for name in chosen if name not in every]:
        parser.error(f"no such benchmark: {', '.join(unknown)}. There are: {', '.join(every)}")
    modules = ((name, importlib.import_module(f"{benchmarks.__name__}.{name}").run) for name in chosen)
    return 0 if told(modules) else 1


if __name__ == "__main__":
    sys.exit(main())
