"""Change the calculation in small ways, and see that for every change a test fails.

Every mutant runs in a process of its own, forked from this one, which has the
libraries loaded already. The changed module exists in that process alone: no
file of the package is ever written. The tests of the module come first and the
first failure ends the run; a mutant that runs out of time or memory is killed
as well. Needs an operating system that forks.

A mutant that survives needs a reason in `survivors.toml`, and a reason needs a
mutant that survives. When all is well, `killed.txt` keeps a digest of what the
answer rests on, so that `--changed` tells without any history what to run again.
"""

import argparse
import ast
import gc
import json
import os
import resource
import subprocess
import sys
import tomllib
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from hashlib import sha256
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from itertools import groupby
from pathlib import Path
from time import perf_counter
from types import CodeType, ModuleType
from typing import Final

import attrs
import cattrs  # noqa: F401 - loaded once, for all the processes forked from this one
import hypothesis.strategies  # noqa: F401 - as above
import pytest
import tomli  # noqa: F401 - as above
from hypothesis import HealthCheck, Phase, settings

from mutations import Mutant, mutants_of

TESTED_BY: Final = {
    "periods": "periods",
    "history": "history",
    "state": "state",
    "tally": "tally",
    "snapshot": "roll_up",
    "comparison": "compare",
    "explain": "explain",
    "sweep": "series",
}
"""The modules that are changed, and the test file that is asked first about each."""

WHOLE: Final = ("roll_up", "subjects", "what_if", "chase", "cases")
"""The test files about several modules, asked last. The laws are not among them: they
take longer than all others together, and a border that only a law guards lacks an example."""

HERE: Final = Path(__file__).absolute().parent
ROOT: Final = HERE.parent
SURVIVORS: Final = HERE / "survivors.toml"
KILLED: Final = HERE / "killed.txt"
MEMORY: Final = 4 * 2**30

Key = tuple[str, str, str, str]


def source_of(module: str) -> Path:
    return ROOT / "src" / "benelux_tracker" / f"{module}.py"


def tests_of(module: str) -> list[Path]:
    """The test files in the order in which they are asked."""
    names = dict.fromkeys((TESTED_BY[module], *TESTED_BY.values(), *WHOLE))
    return [ROOT / "tests" / f"test_{name}.py" for name in names]


# One mutant, in a process of its own


class ChangedLoader(SourceFileLoader):
    """Loads a mutant instead of what its file says."""

    def __init__(self, name: str, mutant: Mutant) -> None:
        super().__init__(name, str(source_of(mutant.module)))
        self.mutant = mutant

    def get_code(self, fullname: str) -> CodeType:
        del fullname
        return self.mutant.code(self.path)


class ChangedFinder(MetaPathFinder):
    """Finds a mutant in the place of its module."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        if fullname != f"benelux_tracker.{self.mutant.module}":
            return None
        return spec_from_file_location(fullname, loader=ChangedLoader(fullname, self.mutant))


def fork(mutant: Mutant, seconds: int) -> int:
    """Start the tests of a mutant; the process ends with 0 only if all of them pass."""
    process = os.fork()
    if process:
        return process
    code: int = pytest.ExitCode.INTERNAL_ERROR
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        sys.meta_path.insert(0, ChangedFinder(mutant))
        sys.path.insert(0, str(ROOT / "src"))
        own, *others = tests_of(mutant.module)
        code = run_tests(own) or run_tests(*others)
    finally:
        os._exit(code)


def run_tests(*paths: Path) -> int:
    quick = (
        "-x",
        "-q",
        "--tb=no",
        "--assert=plain",
        "-pno:cacheprovider",
        "-pno:xdist",
        "-pno:cov",
    )
    return pytest.main([*quick, f"--rootdir={ROOT}", *map(str, paths)])


def seconds_unchanged(mutant: Mutant) -> float:
    """The processor time that the tests take when nothing is changed.

    Raises:
        SystemExit: when a test fails all the same.
    """
    same = attrs.evolve(mutant, value=getattr(mutant.owner, mutant.field))
    _, status, used = os.wait4(fork(same, 600), 0)
    if status:
        sys.exit("the tests fail without any change: mend them first")
    return used.ru_utime + used.ru_stime


def alive(mutants: Sequence[Mutant], jobs: int) -> list[Mutant]:
    """The mutants that no test kills."""
    limit = int(5 + 2 * seconds_unchanged(mutants[0]))
    waiting, running, found = deque(mutants), dict[int, Mutant](), list[Mutant]()
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.popleft()
            running[fork(mutant, limit)] = mutant
        process, status = os.wait()
        mutant = running.pop(process)
        if status == 0:
            found.append(mutant)
    return found


# Reasons and digests


def reasons() -> dict[Key, str]:
    """The mutants that may survive, and why."""
    return {
        (entry["module"], entry["function"], entry["line"], mutation): entry["reason"].strip()
        for entry in tomllib.loads(SURVIVORS.read_text("utf-8")).get("survivor", [])
        for mutation in entry["mutations"]
    }


def digest_of(module: str) -> str:
    """What an answer rests on: the module, its own tests, its survivors and these files.

    Docstrings may change: no mutant touches them, and no test reads them.
    """
    survivors = sorted((*key, reason) for key, reason in reasons().items() if key[0] == module)
    told = sha256(json.dumps(survivors).encode())
    for path in (source_of(module), tests_of(module)[0], *sorted(HERE.glob("*.py"))):
        told.update(sha256(without_docstrings(path.read_text("utf-8")).encode()).digest())
    return told.hexdigest()


def without_docstrings(code: str) -> str:
    """The text of a module, with an empty line for each line of a docstring."""
    lines = code.splitlines()
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Expr(value=ast.Constant(value=str()), end_lineno=int(last)):
                lines[node.lineno - 1 : last] = [""] * (last - node.lineno + 1)
    return "\n".join(lines)


def digests() -> dict[str, str]:
    """The digest of every module when its mutants were last killed."""
    lines = KILLED.read_text("utf-8").splitlines() if KILLED.exists() else []
    return {module: digest for digest, module in map(str.split, lines)}


def keep_digests(modules: Iterable[str]) -> None:
    kept = digests() | {module: digest_of(module) for module in modules}
    lines = (f"{kept[module]}  {module}\n" for module in TESTED_BY if module in kept)
    KILLED.write_text("".join(lines), "utf-8")


# The command


def chosen(arguments: argparse.Namespace) -> list[str]:
    """The modules that are asked for; all of them without any wish."""
    if arguments.since:
        git = ("git", "diff", "--name-only", arguments.since)
        told = subprocess.run(git, check=True, cwd=ROOT, capture_output=True, text=True).stdout
        paths = {ROOT / line for line in told.splitlines()}
        return [name for name in TESTED_BY if paths & {source_of(name), tests_of(name)[0]}]
    modules = arguments.modules or list(TESTED_BY)
    if arguments.changed:
        before = digests()
        return [name for name in modules if before.get(name) != digest_of(name)]
    return modules


def report(mutants: Sequence[Mutant], found: Sequence[Mutant]) -> int:
    """Print what survives without a reason, and reasons for what does not; the exit code."""
    known, asked = reasons(), {mutant.module for mutant in mutants}
    living = {mutant.key for mutant in found}
    alone = sorted(living - known.keys())
    for (module, function, line), keys in groupby(alone, key=lambda key: key[:3]):
        print(f"[[survivor]]\nmodule = {quoted(module)}\nfunction = {quoted(function)}")
        print(f"line = {quoted(line)}\nmutations = [")
        print(*(f"  {quoted(mutation)}," for *_, mutation in keys), ']\nreason = ""\n', sep="\n")
    gone = [key for key in known if key[0] in asked and key not in living]
    for key in gone:
        print("does not survive any more, yet has a reason:", *key, sep="\n    ")
    empty = [key for key, reason in known.items() if not reason]
    for key in empty:
        print("has a reason without words:", *key, sep="\n    ")
    print(f"{len(mutants)} mutants, {len(living)} survive, {len(alone)} of them without a reason")
    return 1 if alone or gone or empty else 0


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def count(mutants: Iterable[Mutant]) -> str:
    counts = Counter(mutant.module for mutant in mutants)
    return ", ".join(f"{number} of {module}" for module, number in counts.items())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("modules", nargs="*", metavar="module", help=", ".join(TESTED_BY))
    parser.add_argument("--changed", action="store_true", help="only where killed.txt is behind")
    parser.add_argument("--since", metavar="REVISION", help="only what differs from a revision")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    if unknown := set(arguments.modules) - TESTED_BY.keys():
        parser.error(f"no module to change: {', '.join(sorted(unknown))}")
    modules = chosen(arguments)
    mutants = [m for name in modules for m in mutants_of(name, source_of(name).read_text("utf-8"))]
    if not mutants:
        print("no module has changed since its mutants were killed")
        return 0
    print(f"mutants: {count(mutants)}", flush=True)
    os.chdir(ROOT)
    settings.register_profile(
        "mutants",
        derandomize=True,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("mutants")
    gc.freeze()
    begin = perf_counter()
    code = report(mutants, alive(mutants, arguments.jobs))
    print(f"{perf_counter() - begin:.0f} seconds")
    if code == 0:
        keep_digests(modules)
    return code


if __name__ == "__main__":
    sys.exit(main())
