"""A roster file as it comes: bytes that are, or are not, CSV with the columns of the roster."""

import csv
import io
import unicodedata
from collections.abc import Mapping

import msgspec

from shared.refusals import Refused

COLUMNS = (
    "employee_number",
    "kind",
    "name",
    "title_before",
    "title_after",
    "email",
    "phone",
    "unit",
    "post_group",
    "post_level",
    "post_title",
    "grade",
    "status",
    "fields",
    "appointed_on",
)


MOST_ROWS = 20_000
"""Several times the employees that a city of this size has (domain.md D7.3)."""


class RosterUnreadable(Refused):
    """Nothing can be said about single rows; `problem` is ENCODING, QUOTES, HEADER, NO_ROWS or TOO_MANY_ROWS."""

    status = 422
    says = "The file is not a roster ({problem} in line {line}); it is UTF-8 CSV with the columns {columns}."


class FileRow(msgspec.Struct, frozen=True):
    """A row with its number as a spreadsheet counts, the header being 1; `cells` is None where their count is wrong."""

    number: int
    cells: Mapping[str, str] | None


def read_file(content: bytes) -> list[FileRow]:
    """The rows below the header, blank ones left out, spaces in cells tidied; raises `RosterUnreadable`."""
    header, *records = _records(content)
    if header != list(COLUMNS):
        raise _unreadable("HEADER", line=1)
    rows = [
        FileRow(number, dict(zip(COLUMNS, record, strict=True)) if len(record) == len(COLUMNS) else None)
        for number, record in enumerate(records, 2)
        if any(record)
    ]
    if not rows:
        raise _unreadable("NO_ROWS", line=2)
    if len(rows) > MOST_ROWS:
        raise _unreadable("TOO_MANY_ROWS", line=MOST_ROWS + 2)
    return rows


def _records(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        raise _unreadable("ENCODING", line=content[: broken.start].count(b"\n") + 1) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return [[_tidy(cell) for cell in record] for record in reader] or [[]]
    except csv.Error:
        raise _unreadable("QUOTES", line=reader.line_num) from None


def _tidy(cell: str) -> str:
    """One spelling for what looks the same, so that the same name is never a change."""
    return " ".join(unicodedata.normalize("NFC", cell).split())


def _unreadable(problem: str, line: int) -> RosterUnreadable:
    return RosterUnreadable(problem=problem, line=line, columns=",".join(COLUMNS))
