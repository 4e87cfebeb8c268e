"""Give readers inputs that somebody spoilt, and see that each ends as it should.

    python fuzz/fuzz.py load --seconds 300  # or form, or report; or: make fuzz TARGET=load

Atheris watches which lines an input reaches and keeps those that reach new ones. What it
changes keeps its structure: tables and keys of TOML, cells and parts of a workbook, fields
of JSON. A case that ends otherwise than `oracle` allows is written to `fuzz/found/`, once for
each place where it went wrong; move it to `tests/corpus/` with the mend.
"""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from random import Random
from tempfile import TemporaryDirectory
from time import process_time
from typing import Final

import atheris

with atheris.instrument_imports(include=["benelux_tracker"]):
    import benelux_tracker

    for module in walk_packages(benelux_tracker.__path__, "benelux_tracker."):
        if not module.name.endswith("__main__"):
            import_module(module.name)  # many are imported late, and would not be watched

import oracle
from seeds import SEEDS
from spoil import SPOILERS

HERE: Final = Path(__file__).absolute().parent
LARGEST: Final = 500_000


class Hunt:
    """One run over one kind of input: how many were tried, and what was found."""

    def __init__(self, target: str, seconds: float) -> None:
        """Begin now."""
        self.target, self.tried = target, 0
        self.found: set[tuple[str, str, int]] = set()
        self.began, self.seconds = process_time(), seconds

    def one(self, content: bytes) -> None:
        """Try one input; keep it if it ends as it should not."""
        self.tried += 1
        try:
            oracle.judge(self.target, content)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            self.keep(error, content)
        if process_time() - self.began > self.seconds:
            self.tell()
            os._exit(1 if self.found else 0)  # libFuzzer knows no other way to end in time

    def keep(self, error: Exception, content: bytes) -> None:
        """Write down a case, unless another of its kind was."""
        *_, last = traceback.extract_tb(error.__traceback__)
        kind = type(error).__name__, last.filename, last.lineno or 0
        if kind in self.found:
            return
        self.found.add(kind)
        folder = HERE / "found"
        folder.mkdir(exist_ok=True)
        suffix = oracle.READERS[self.target][1].partition(".")[2]
        path = folder / f"{self.target}-{sha256(content).hexdigest()[:12]}.{suffix}"
        path.write_bytes(content)
        print(f"{path}: {type(error).__name__}: {error!s:.200}", flush=True)
        print("".join(traceback.format_tb(error.__traceback__)[-4:]), flush=True)

    def tell(self) -> None:
        """Say how much was done."""
        minutes = (process_time() - self.began) / 60
        print(
            f"{self.target}: {self.tried} inputs in {minutes:.1f} minutes of the processor, "
            f"{len(self.found)} kinds of mistakes found",
            flush=True,
        )


def main(arguments: Sequence[str]) -> None:
    """Read what to do, and do it until the time is over."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("target", choices=SPOILERS)
    parser.add_argument("--seconds", type=float, default=300, help="of the processor's time")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    hunt, spoil = Hunt(asked.target, asked.seconds), SPOILERS[asked.target]

    def spoilt(content: bytes, most: int, seed: int) -> bytes:
        dice = Random(seed)  # noqa: S311 - no secret
        if not dice.randrange(8):
            return bytes(atheris.Mutate(content, most))
        return spoil(content, dice)[:most]

    with TemporaryDirectory() as corpus:
        for number, content in enumerate(SEEDS[asked.target](oracle.example())):
            Path(corpus, f"seed-{number}").write_bytes(content)
        kept = HERE.parent / "tests" / "corpus" / asked.target
        options = [f"-max_len={LARGEST}", "-timeout=60", "-rss_limit_mb=3000", "-verbosity=0"]
        folders = [corpus, *([str(kept)] if kept.is_dir() else [])]
        options += ["-print_final_stats=0", f"-seed={asked.seed}", "-len_control=0"]
        atheris.Setup([sys.argv[0], *options, *folders], hunt.one, custom_mutator=spoilt)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
