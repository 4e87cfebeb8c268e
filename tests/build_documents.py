"""What must hold of any PDF and of any Word document, whatever the report is about."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from typing import Final, NoReturn

import pikepdf
import pytest
from docx import Document

OUT: Final = re.compile("(https?://|mailto:)", re.IGNORECASE)


def missing(tool: str) -> NoReturn:
    """Skips the test for want of a tool; fails it where all tools must be."""
    tell = pytest.fail if os.environ.get("BENELUX_TRACKER_ALL_TOOLS") else pytest.skip
    tell(f"{tool} is not installed")


def tool(*names: str) -> str:
    """Where a tool is, by the first of its names that is known here."""
    return next(filter(None, map(shutil.which, names)), None) or missing(names[0])


def faults_of_docx(written: bytes) -> list[str]:
    """Everything in a Word document that runs, fetches, or leads to no page of the web."""
    names = zipfile.ZipFile(io.BytesIO(written)).namelist()
    strange = re.compile("vba|activeX|embeddings|attachedTemplate|externalLink|altChunk")
    faults = [f"a part {name}" for name in names if strange.search(name)]
    document = Document(io.BytesIO(written))
    urls = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    faults += [f"a link to {url}" for url in urls if not OUT.match(url)]
    said = document.element.body.xpath("//w:instrText/text() | //w:fldSimple/@w:instr")
    return faults + [f"a field {it}" for it in said if not re.match(r"(TOC \\o|PAGE|NUM)", it)]


def keys_of(it: object) -> Iterator[str]:
    """The keys of a dictionary of a PDF, and of those within it."""
    if isinstance(it, pikepdf.Dictionary | pikepdf.Stream):
        for key in it.keys():  # noqa: SIM118 - a stream cannot be iterated
            yield key
            if not getattr(it[key], "is_indirect", True):
                yield from keys_of(it[key])
    elif isinstance(it, pikepdf.Array):
        for part in it:
            if not getattr(part, "is_indirect", True):
                yield from keys_of(part)


RUN: Final = {
    *("/JS", "/JavaScript", "/OpenAction", "/AA", "/AcroForm", "/XFA", "/Launch", "/GoToR"),
    *("/EF", "/EmbeddedFiles", "/FFilter", "/RichMediaContent", "/SubmitForm"),
}


def faults_of_pdf(written: bytes) -> list[str]:
    """Everything in a PDF that runs, fetches, or leads to no page of the web."""
    with pikepdf.open(io.BytesIO(written)) as file:
        faults = [f"a key {key}" for it in file.objects for key in keys_of(it) if key in RUN]
        notes = [note for page in file.pages for note in page.get("/Annots", [])]
        for note in notes:
            kind, url = (str(note.A.S), str(note.A.URI)) if "/A" in note else ("/Dest", "http://")
            if not OUT.match(url):
                faults.append(f"a link to {url}")
            if kind not in {"/URI", "/Dest"}:
                faults.append(f"an action {kind}")
        return faults


def text_of_pdf(written: bytes) -> str:
    """The text of a PDF, places to break taken out."""
    command = ["pdftotext", "-enc", "UTF-8", "-raw", "-", "-"]
    try:
        done = subprocess.run(command, input=written, capture_output=True, check=True)  # noqa: S603
    except FileNotFoundError:
        missing("pdftotext")
    return done.stdout.decode("utf-8").replace("\u200b", "")
