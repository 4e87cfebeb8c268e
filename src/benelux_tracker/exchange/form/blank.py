"""A return form as a workbook: what is known is locked, what is asked can be filled in."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from benelux_tracker.errors import MissingExtraError
from benelux_tracker.exchange.form.rows import (
    FIRST,
    FORMAT,
    HEAD,
    SHEETS,
    TICK,
    Column,
    Row,
    Value,
    digest,
    marks,
    rows,
)
from benelux_tracker.language import phrases
from benelux_tracker.language.names import Names
from benelux_tracker.language.words import Words, one_line
from benelux_tracker.snapshot import Snapshot
from benelux_tracker.state import Signal
from benelux_tracker.timeless import timeless
from benelux_tracker.visible import visible
from benelux_tracker.vocabulary import Confidence, Status

_Sheet = Any
"""A sheet or a cell of openpyxl, whose own types say less than is true."""

_LONGEST: Final = 32_000
"""How many signs of a text a cell is given; it can hold 32,767."""

_NO_SIGN: Final = re.compile("[\ufffe\uffff]")
"""What XML forbids although it is neither a control character nor a surrogate."""

_FONT: Final = "Calibri"
_LINE, _HIGHEST = 15, 12
"""The height of a line in points, and how many lines a row shows at most."""

_BLUE, _GOLD, _YELLOW, _GREY, _RULE = "1F3864", "7F6000", "FFF2CC", "666666", "BFBFBF"
"""The heads of what is known and of what is asked, cells to fill in, rows that are over, lines."""

_DAY: Final = "yyyy-mm-dd"
_FORMS: Final = {"since": _DAY, "last_news": _DAY, "reached_on": _DAY, "percent": "0", "due": "@"}
"""Number formats; a due is text, or a spreadsheet would make a day of 2027-09."""

_EPOCH: Final = dt.date(1899, 12, 30)
"""The day from which spreadsheets count."""


def form(snapshot: Snapshot, group: str, language: str = "nl") -> bytes:
    """The return form of a working group, as an Excel workbook to fill in.

    Its sheets: how to fill it in, the group's actions, and their milestones,
    each with what was last reported of it, as the snapshot knows it. What
    comes back is read by `read_form`.

    Args:
        snapshot: the programme on the day that the form is made.
        group: the id of a working group.
        language: nl, fr, en or de.

    Returns:
        The file, for a name that ends in .xlsx; the same snapshot gives the same bytes.

    Raises:
        UnknownKeyError: when there is no such working group (a `KeyError`).
        RequestError: for another language (a `ValueError`).
        MissingExtraError: openpyxl is not installed (an `ImportError`).
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise MissingExtraError("a return form", "excel") from error
    names = Names.of(snapshot.programme, language)
    sheets, words = rows(snapshot, group, names), names.words
    book: _Sheet = Workbook()
    book.worksheets[0].title = words.say("Return form")
    _explain(book.worksheets[0], snapshot, group, names)
    for title, (name, columns) in zip(_titles(words), SHEETS.items(), strict=True):
        sheet = book.create_sheet(title)
        _fill(sheet, columns, sheets[name], words)
        _validate(sheet, columns, len(sheets[name]), words)
    _remember(book.create_sheet("form"), snapshot, group, language, sheets)
    book.security.lockStructure = True
    book.properties.title = words.say("Return form")
    book.properties.creator = _NO_SIGN.sub("\ufffd", one_line(names.said(snapshot.programme.title)))
    book.properties.language = language
    book.properties.created = dt.datetime(*snapshot.on.timetuple()[:3])  # noqa: DTZ001
    return timeless(book.save)


def choices(words: Words) -> Mapping[str, Mapping[str, Status | Confidence]]:
    """What the cells with a list take, by the words of a language."""
    return {
        "status": {words.say(phrases.STATUSES[status]): status for status in Status},
        "confidence": {words.say(phrases.SIGNALS[Signal(each)]): each for each in Confidence},
    }


def _titles(words: Words) -> tuple[str, str]:
    """What the sheets to fill in are called."""
    return words.say("Actions"), words.say("Milestones")


def _put(cell: _Sheet, value: Value) -> None:
    """A value as it is: a text never as a formula, nor with what cannot be seen."""
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = _NO_SIGN.sub("\ufffd", visible(value))[:_LONGEST]
    cell.data_type = "s"
    cell.quotePrefix = value[:1] in {"=", "+", "-", "@"}


def _explain(sheet: _Sheet, snapshot: Snapshot, group: str, names: Names) -> None:
    """The first sheet: whose form it is, and how to fill it in."""
    from openpyxl.styles import Alignment, Font

    widths = 28, 100
    for letter, width in zip("AB", widths, strict=True):
        sheet.column_dimensions[letter].width = width
    for number, texts in enumerate(_guide(snapshot, group, names), 1):
        for column, text in enumerate(texts, 1):
            cell = sheet.cell(number, column)
            _put(cell, text)
            cell.alignment = Alignment(wrap_text=number > 1, vertical="top")
            cell.font = Font(_FONT, 11 if number > 1 else 18, bold=column == 1)
        sheet.row_dimensions[number].height = _height(zip(texts, widths, strict=True))
    sheet.row_dimensions[1].height = 2 * _LINE
    sheet.sheet_view.showGridLines = False
    _lock(sheet)


def _guide(snapshot: Snapshot, group: str, names: Names) -> Iterator[tuple[str, str]]:
    words, heads = names.words, phrases.FORM_HEADS
    actions, milestones = map(words.quoted, _titles(words))
    yield words.say("Return form"), ""
    yield words.say("Working group"), one_line(names.name("working_group", group))
    yield words.say("Programme"), one_line(names.said(snapshot.programme.title))
    yield words.say("As it stood on"), words.day(snapshot.on)
    yield "", ""
    yield (
        words.say("How to fill it in"),
        words.say(
            "The sheet {actions} has a row for each of your actions, the sheet {milestones} one "
            "for each of their milestones. White cells tell what is known; the yellow ones are "
            "for you, where there is news. Completed and cancelled work stands in grey: fill it "
            "in only to put something right.",
            actions=actions,
            milestones=milestones,
        ),
    )
    yield (
        "",
        words.say(
            "Each row has a day of its own: if a status changed on one day and a milestone was "
            "reached on another, give each row the right one. For news of two days in one row, "
            "send two forms."
        ),
    )
    yield (
        "",
        words.say(
            "An empty row is not counted as a report. If there is nothing to report, put an x "
            "under {nothing}.",
            nothing=words.quoted(words.say(heads["unchanged"])),
        ),
    )
    yield "", words.say("Save the file as it is (.xlsx), under any name, and send it back.")
    yield "", ""
    for key, hint in phrases.FORM_HINTS.items():
        yield words.say(heads[key]), words.say(hint)


def _remember(
    sheet: _Sheet,
    snapshot: Snapshot,
    group: str,
    language: str,
    sheets: Mapping[str, Sequence[Row]],
) -> None:
    """A hidden sheet with what the form is, and which updates it knows of."""
    known_on, seen = snapshot.known_on, marks(snapshot.programme, sheets)
    facts = {
        "format": FORMAT,
        "programme": snapshot.programme.id,
        "group": group,
        "language": language,
        "on": snapshot.on.isoformat(),
        "known_on": known_on.isoformat() if known_on else None,
        "digest": digest(sheets, seen),
    }
    told: tuple[Iterable[str | None], ...] = (facts, facts.values(), seen)
    for column, texts in enumerate(told, 1):
        for number, text in enumerate(texts, 1):
            _put(sheet.cell(number, column), text)
    sheet.sheet_state = "veryHidden"


def _fill(sheet: _Sheet, columns: Sequence[Column], lines: Sequence[Row], words: Words) -> None:
    """The headings and rows of a sheet, the cells to fill in yellow and open."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
    from openpyxl.utils import get_column_letter

    side = Side("thin", color=_RULE)
    edge = Border(left=side, right=side, top=side, bottom=side)
    look = Alignment(horizontal="left", vertical="top", wrap_text=True)
    white, grey = Font(_FONT, bold=True, color="FFFFFF"), Font(_FONT, color=_GREY)
    blue, gold, yellow = (PatternFill("solid", colour) for colour in (_BLUE, _GOLD, _YELLOW))
    for number, column in enumerate(columns, 1):
        shape = sheet.column_dimensions[get_column_letter(number)]
        shape.width, shape.hidden = column.width or 8, not column.width
        _put(sheet.cell(1, number), column.key)
        head = sheet.cell(HEAD, number)
        _put(head, words.say(phrases.FORM_HEADS.get(column.key, "")))
        head.font, head.fill, head.alignment = white, gold if column.filled else blue, look
        for line, row in enumerate(lines, HEAD + 1):
            cell = sheet.cell(line, number)
            _put(cell, row.cells.get(column.key))
            cell.alignment, cell.border = look, edge
            cell.number_format = _FORMS.get(column.key, "General")
            if row.over:
                cell.font = grey
            if column.filled and row.asked:
                cell.fill, cell.protection = yellow, Protection(locked=False)
    for line, row in enumerate(lines, HEAD + 1):
        texts = [(row.cells.get(column.key), column.width) for column in columns if column.width]
        sheet.row_dimensions[line].height = _height(texts)
    sheet.row_dimensions[HEAD].height = 2 * _LINE + 3
    sheet.row_dimensions[1].hidden = True
    sheet.freeze_panes = sheet.cell(HEAD + 1, 2)
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    _lock(sheet)


def _height(texts: Iterable[tuple[Value, int]]) -> float:
    """How high a row must be for its texts in columns of these widths, in points."""
    lines = [
        sum(max(1, -(-len(line) // width)) for line in text.split("\n"))
        for text, width in texts
        if isinstance(text, str)
    ]
    return _LINE * min(max(lines, default=1), _HIGHEST) + 3


def _lock(sheet: _Sheet) -> None:
    """Only the open cells can be changed, everything can be made wider; one page wide."""
    guard, page, margins = sheet.protection, sheet.page_setup, sheet.page_margins
    guard.sheet, guard.formatColumns, guard.formatRows = True, False, False
    page.orientation, page.paperSize, page.fitToHeight = "landscape", 9, 0
    margins.left = margins.right = margins.top = 0.4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&F – &A", "&P / &N"


def _validate(sheet: _Sheet, columns: Sequence[Column], count: int, words: Words) -> None:
    """What the cells to fill in take, and a hint beside each."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    first = str((FIRST - _EPOCH).days)
    lists = {**choices(words), "unchanged": [TICK], "reached": [TICK]}
    takes: dict[str, dict[str, Any]] = {
        "since": {"type": "date", "operator": "greaterThanOrEqual", "formula1": first},
        "percent": {"type": "whole", "formula1": "0", "formula2": "100"},
        **{key: {"type": "list", "formula1": f'"{",".join(lists[key])}"'} for key in lists},
    }
    for number, column in enumerate(columns, 1):
        if column.filled and count:
            rule: _Sheet = DataValidation(allow_blank=True, **takes.get(column.key, {}))
            rule.promptTitle = rule.errorTitle = words.say(phrases.FORM_HEADS[column.key])
            rule.prompt = rule.error = words.say(phrases.FORM_HINTS[column.key])
            rule.showInputMessage, rule.showErrorMessage = True, column.key in takes
            letter = get_column_letter(number)
            rule.add(f"{letter}{HEAD + 1}:{letter}{HEAD + count}")
            sheet.add_data_validation(rule)
