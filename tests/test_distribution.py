"""What is given away: the wheel and the source distribution hold what they must, and no more."""

import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path, PurePosixPath
from shutil import copytree, ignore_patterns
from typing import Any, Final

import pytest
from packaging.metadata import Metadata

ROOT: Final = Path(__file__).parents[1]
SETTINGS: Final[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT: Final[dict[str, Any]] = SETTINGS["project"]
GIVEN: Final[list[str]] = SETTINGS["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
NAME: Final = f"benelux_tracker-{PROJECT['version']}"
INFO: Final = f"{NAME}.dist-info"

IGNORED: Final = [
    line.rstrip("/") for line in (ROOT / ".gitignore").read_text("utf-8").split() if line
]
NOT_GIVEN: Final = {".git", "PKG-INFO"}
"""What stands beside the sources and is given to nobody; an unpacked one has PKG-INFO."""

OTHERWISE: Final = {
    "TZ": "Asia/Tokyo",
    "PYTHONHASHSEED": "7",
    "LC_ALL": "C",
    "SOURCE_DATE_EPOCH": "1577836800",
}


def kept(path: Path) -> bool:
    names = (path.name, path.relative_to(ROOT).as_posix())
    return not any(fnmatch(name, pattern) for pattern in IGNORED for name in names)


def files_below(directory: Path) -> Iterator[str]:
    """The files that are kept, as paths from the root of the sources."""
    for path in sorted(directory.iterdir()):
        if not kept(path):
            continue
        if path.is_dir():
            yield from files_below(path)
        else:
            yield path.relative_to(ROOT).as_posix()


def built(source: Path, target: Path, kind: str, **surroundings: str) -> Path:
    """A distribution of a directory, made without the network."""
    subprocess.run(  # noqa: S603 - the builder that pyproject.toml names
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", target],
        cwd=source,
        env={**os.environ, **surroundings},
        check=True,
        capture_output=True,
    )
    (made,) = target.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(ROOT, tmp_path_factory.mktemp("wheel"), "wheel")


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(ROOT, tmp_path_factory.mktemp("sdist"), "sdist")


@pytest.fixture(scope="module")
def unpacked(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as file:
        file.extractall(target, filter="data")
    return target / NAME


def digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


# ---- the wheel


def test_the_wheel_has_the_files_of_the_package_and_its_papers(wheel: Path) -> None:
    package = files_below(ROOT / "src" / "benelux_tracker")
    papers = [f"licenses/{name}" for name in PROJECT["license-files"]]
    papers += ["METADATA", "RECORD", "WHEEL", "entry_points.txt"]
    assert sorted(zipfile.ZipFile(wheel).namelist()) == sorted(
        [*(file.removeprefix("src/") for file in package), *(f"{INFO}/{name}" for name in papers)]
    )


@pytest.mark.parametrize(
    "file",
    [
        "py.typed",
        "problems.toml",
        "data/benelux-2025-2028/programme.toml",
        "data/benelux-2025-2028/README.md",
        "data/begin/nl/LEESMIJ.md",
        "language/locale/de.mo",
        "language/locale/de.po",
        "report/fonts/SourceSans3-Regular.ttf",
        "report/fonts/LICENSE.md",
        "report/render/page.html",
        "report/render/page.css",
        "report/render/page.typ",
        "report/render/docx/styles.xml",
        "report/year-report.schema.json",
        "keys.toml",
    ],
)
def test_the_wheel_has_what_is_no_code(wheel: Path, file: str) -> None:
    assert zipfile.ZipFile(wheel).getinfo(f"benelux_tracker/{file}").file_size or file == "py.typed"


def test_the_papers_of_the_wheel_say_what_pyproject_says(wheel: Path) -> None:
    text = zipfile.ZipFile(wheel).read(f"{INFO}/METADATA")
    told = Metadata.from_email(text, validate=True)
    assert (told.name, str(told.version)) == (PROJECT["name"], PROJECT["version"])
    assert told.summary == PROJECT["description"]
    assert told.license_expression == PROJECT["license"]
    assert told.license_files == PROJECT["license-files"]
    assert str(told.requires_python) == PROJECT["requires-python"]
    assert sorted(told.provides_extra or []) == sorted(PROJECT["optional-dependencies"])
    plain = {str(wanted) for wanted in told.requires_dist or [] if wanted.marker is None}
    assert plain == set(PROJECT["dependencies"])
    assert told.description_content_type == "text/markdown"
    shown = message_from_bytes(text).get_payload(decode=True)
    assert isinstance(shown, bytes)
    assert shown.decode("utf-8").strip() == (ROOT / "README.md").read_text("utf-8").strip()


# ---- the source distribution


def test_the_source_distribution_has_everything_that_is_kept(sdist: Path) -> None:
    on_disk = {path.name for path in ROOT.iterdir() if kept(path)} - NOT_GIVEN
    left_out = on_disk - {name.strip("/") for name in GIVEN} - {"pyproject.toml", ".gitignore"}
    assert left_out == set(), "add it to the sdist's include in pyproject.toml, or to .gitignore"
    files = (file for file in files_below(ROOT) if PurePosixPath(file).parts[0] not in NOT_GIVEN)
    with tarfile.open(sdist) as made:
        names = [name.removeprefix(f"{NAME}/") for name in made.getnames()]
    assert sorted(names) == sorted([*files, "PKG-INFO"])


def test_the_source_distribution_makes_the_same_wheel(
    unpacked: Path, wheel: Path, tmp_path: Path
) -> None:
    assert digest(built(unpacked, tmp_path, "wheel")) == digest(wheel)


# ---- the same again


def test_the_same_sources_make_the_same_files_elsewhere_and_at_another_time(
    unpacked: Path, tmp_path: Path
) -> None:
    here, there = tmp_path / "here", tmp_path / "there" / "deeper"
    copytree(unpacked, here, ignore=ignore_patterns("PKG-INFO"))
    copytree(unpacked, there, ignore=ignore_patterns("PKG-INFO"))
    for path in there.rglob("*"):
        path.chmod(path.stat().st_mode & 0o700)
        os.utime(path, (10**9, 10**9))
    for kind in ("wheel", "sdist"):
        same = OTHERWISE["SOURCE_DATE_EPOCH"]
        one = built(here, tmp_path / f"{kind}-1", kind, SOURCE_DATE_EPOCH=same)
        other = built(there, tmp_path / f"{kind}-2", kind, **OTHERWISE)
        assert (one.name, digest(one)) == (other.name, digest(other))
