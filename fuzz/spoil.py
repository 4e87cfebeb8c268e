"""Ways to spoil an input that keep its structure, so that what is behind the parser is reached."""

import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any, Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - it is an exception

Spoiler = Callable[[bytes, Random], bytes]

VALUES: Final = (
    *('""', '"x"', "0", "-1", "1", "101", "1.5", "-0.0", "1e9", "1e400", "inf", "nan", "true"),
    *("2026-01-01", "0001-01-01", "9999-12-31", "2026-01-01T00:00:00Z", "07:32:00", '"2026"'),
    *('"2026-Q1"', '"9999-H2"', '"0001"', "[]", "[[]]", "{}", "{a = 1}", '["a1", "a1"]', '"a1"'),
    *('{ nl = "a" }', '{ nl = 1, "\\u0000" = "x" }', '"\\u0000\\u202E{theme:market.progress}"'),
    *('"a1@2026-01-01"', '"completed"', '"in_progress"', '"high"', "{ a1 = 1 }", '["BE", "XX"]'),
    *("99999999999999999999", "0xffffffffffffffffffff", '"' + "9" * 5000 + '"', '"\\U0010FFFF"'),
    *(
        '"programme"',
        '"theme:market"',
        '"{progress:theme:market}"',
        '"{"',
        '"http://x y"',
        "'''\n'''",
    ),
)
KEYS: Final = (
    *("id", "title", "name", "kind", "start", "end", "languages", "presidencies", "rules"),
    *("theme", "dossier", "objective", "groups", "countries", "partners", "weight", "adopted"),
    *("due", "milestone", "sources", "successor", "note", "action", "date", "recorded", "group"),
    *("status", "confidence", "percent", "reached", "milestone_due", "values", "unchanged"),
    *("summary", "reason", "highlight", "corrects", "retracts", "baseline", "target", "unit"),
    *("about", "year", "text", "url", "origin", "plain", "translations", "supposed", "memory"),
)
HEADERS: Final = (
    *("[programme]", "[[theme]]", "[[dossier]]", "[[working_group]]", "[[objective]]"),
    *("[[action]]", "[[action.milestone]]", "[[update]]", "[update.values]", "[[indicator]]"),
    *("[[consultation]]", "[[event]]", "[[partner]]", "[[narrative]]", "[[source]]", "[theme]"),
    *("[programme.rules]", "[[update.milestone]]", "[[programme]]", "[narrative.text]"),
)
CELLS: Final = (
    *(b"<v>1</v>", b"<v>-1</v>", b"<v>45</v>", b"<v>0.5</v>", b"<v>1e400</v>", b"<v>NaN</v>"),
    *(
        b"<v></v>",
        b"<v>46000</v>",
        b"<v>99999999999</v>",
        b"<f>1+1</f><v>2</v>",
        b"<is><t>x</t></is>",
    ),
    *(b"<is><t>2027-01-10</t></is>", b"<is><t>1/13/2027</t></is>", b"<is><r><t>a</t></r></is>"),
    *(b"<v>" + b"9" * 5000 + b"</v>", b"<is><t>&#55296;_x0000_</t></is>", b"<is><t>a1</t></is>"),
)
MARKS: Final = (b"", b"0", b"-1", b"99999999", b"A1:XFD1048576", b"x", b"\xff", b"&#0;")
KINDS: Final = (b"s", b"str", b"inlineStr", b"n", b"b", b"e", b"d", b"zzz")
LEAVES: Final[Sequence[object]] = (
    *(None, True, 0, -1, 10**40, 1.5, "", "x", "1/2", "1/0", "-9/7", [], {}, [[]], {"": ""}),
    *("2026-01-01", "0000-00-00", "\ud800", "\u0000\u202e", "{x}", float("inf"), "9" * 900),
    *({"share": "1/2"}, {"fraction": "1/0"}, "en", "completed", [None] * 3, "1E+19", "0.0"),
)


def toml(content: bytes, dice: Random) -> bytes:
    """Lines doubled, dropped, moved; keys, values and headers changed for others."""
    lines = content.decode("utf-8", "surrogateescape").split("\n")
    for _ in range(dice.choice((1, 1, 2, 3, 8))):
        told = [number for number, line in enumerate(lines) if "=" in line]
        at = dice.choice(told) if told and dice.randrange(5) else dice.randrange(len(lines))
        way = dice.choice((0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8))
        key, _, value = lines[at].partition("=")
        if way == 0:
            lines[at] = f"{key}= {dice.choice(VALUES)}"
        elif way == 1:
            lines[at] = f"{dice.choice(KEYS)} ={value or dice.choice(VALUES)}"
        elif way == 2:  # noqa: PLR2004 - the ways are numbered
            lines.insert(at, f"{dice.choice(KEYS)} = {dice.choice(VALUES)}")
        elif way == 3:  # noqa: PLR2004
            lines.insert(at, dice.choice(HEADERS))
        elif way == 4:  # noqa: PLR2004
            lines.insert(at, lines[dice.randrange(len(lines))])
        elif way == 5:  # noqa: PLR2004
            end = at + dice.randrange(1, 9)
            lines[at:at] = lines[at:end]
        elif way == 6:  # noqa: PLR2004
            other = dice.randrange(len(lines)), lines[at].partition("=")[2]
            lines[other[0]] = f"{lines[other[0]].partition('=')[0]}={other[1]}"
        elif way == 7 and len(lines) > 1:  # noqa: PLR2004
            del lines[at]
        else:
            lines[at] = _letters(lines[at], dice)
    return "\n".join(lines).encode("utf-8", "surrogateescape")


def _letters(text: str, dice: Random) -> str:
    at = dice.randrange(len(text) + 1)
    sign = dice.choice(
        ("", '"', "'", "[", "]", "{", "}", "=", ".", ",", "\\", "#", "\0", "é", "\u202e")
    )
    return text[:at] + sign + text[at + dice.randrange(2) :]


def workbook(content: bytes, dice: Random) -> bytes:
    """Cells changed, and parts of the package dropped, swapped or broken."""
    try:
        with ZipFile(io.BytesIO(content)) as parts:
            packed = {name: parts.read(name) for name in parts.namelist()}
    except (BadZipFile, EOFError, OSError, RuntimeError, ValueError, ZlibError):
        return content
    for _ in range(dice.choice((1, 1, 2, 3, 8))):
        if packed:
            _part(packed, dice)
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        for name, part in packed.items():
            file.writestr(name, part)
    return made.getvalue()


def _part(packed: dict[str, bytes], dice: Random) -> None:
    """Change a part of a package: mostly a cell of a sheet that is filled in."""
    sheets = [name for name in packed if "/sheet" in name] or [*packed]
    name = dice.choice((sheets[1:3] or sheets) if dice.randrange(5) else [*packed])
    text, way = packed[name], dice.choice((*range(12), *([0] * 20)))
    at, elements = dice.randrange(len(text) + 1), [*re.finditer(rb"<[^<>]*>", text)]
    values = [*re.finditer(rb'"[^"]*"|>[^<]+<', text)]
    if way == 0:
        packed[name] = _cell(text, dice)
    elif way == 1:
        packed[name] = packed[dice.choice([*packed])]
    elif way == 2:  # noqa: PLR2004 - the ways are numbered
        del packed[name]
    elif way < 6 and values:  # noqa: PLR2004
        here, other = dice.choice(values), dice.choice(MARKS)
        packed[name] = text[: here.start() + 1] + other + text[here.end() - 1 :]
    elif way < 9 and elements:  # noqa: PLR2004
        one, two = dice.choice(elements), dice.choice(elements)
        packed[name] = text[: one.start()] + two[0] + text[one.end() :]
    else:
        packed[name] = text[:at] + dice.randbytes(dice.randrange(3)) + text[at + 1 :]


def _cell(text: bytes, dice: Random) -> bytes:
    cells = [*re.finditer(rb'<c r="([A-Z]+[0-9]+)"([^>]*?)(?:/>|>.*?</c>)', text, re.DOTALL)]
    if not cells:
        return text
    cells = [cell for cell in cells if not re.fullmatch(b"[A-Z]+[12]", cell[1])] or cells
    here, said, kind = dice.choice(cells), dice.choice(CELLS), dice.choice(KINDS)
    place = here[1] if dice.randrange(4) else dice.choice(cells)[1]
    if dice.randrange(8):
        kind = b"inlineStr" if b"<is>" in said else b"n"
    other = b'<c r="%b" t="%b">%b</c>' % (place, kind, said)
    if not dice.randrange(4):
        other = dice.choice(cells)[0]
    return text[: here.start()] + other + text[here.end() :]


def fields(content: bytes, dice: Random) -> bytes:
    """Fields of a JSON document changed, dropped, doubled or swapped."""
    try:
        document: Any = json.loads(content)
    except (ValueError, RecursionError):
        return content
    places: list[tuple[Any, Any]] = []
    _places(document, places)
    for _ in range(dice.choice((1, 1, 2, 4)) if places else 0):
        holder, key = dice.choice(places)
        way = dice.randrange(5)
        try:
            if way == 0:
                del holder[key]
            elif way == 1:
                other, name = dice.choice(places)
                holder[key] = json.loads(json.dumps(other[name]))
            elif way == 2 and isinstance(holder, list):  # noqa: PLR2004 - the ways are numbered
                holder.append(holder[key])
            elif way == 2:  # noqa: PLR2004
                holder[f"{key}x"] = holder[key]
            else:
                holder[key] = dice.choice(LEAVES)
        except (KeyError, IndexError):
            continue
    try:
        return json.dumps(document).encode()
    except (ValueError, RecursionError):
        return content


def _places(value: Any, places: list[tuple[Any, Any]]) -> None:  # noqa: ANN401 - JSON
    keys: Sequence[Any] = ()
    if isinstance(value, dict | list):
        keys = [*value] if isinstance(value, dict) else range(len(value))
    for key in keys:
        places.append((value, key))
        _places(value[key], places)


SPOILERS: Final[Mapping[str, Spoiler]] = {"load": toml, "form": workbook, "report": fields}
"""How each kind of input is spoilt."""
