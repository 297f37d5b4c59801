"""Charts as SVG made from values alone: with title and description, texts at every mark, nothing told by colour only.

They are drawn 400 wide, so that texts stay readable on a phone. Labels and numbers come in as they are to be read,
in the language of the reader; numbers to draw come in as decimals.
"""

from collections.abc import Sequence
from decimal import Decimal
from textwrap import wrap
from typing import NamedTuple

from markupsafe import Markup, escape

WIDTH, LINE, BAR = 400, 18, 18
LETTERS = "ABCDEFGH"
INK, SOFT, LINES, ACCENT = "#1b2733", "#55636f", "#9aa7b1", "#0b5f7a"
TONES = (("#0b5f7a", "#fff"), ("#f0c36a", INK), ("#a9cbd6", INK), ("#a63d2f", "#fff"), ("#dfe5e9", INK))
"""Fill and ink of each part; light and dark alternate, so that they differ without colour too."""
HALO = ' stroke="#fff" stroke-width="3" paint-order="stroke"'
"""Keeps a number readable where a line passes behind it."""


class Bar(NamedTuple):
    """One bar; without a value only `shown` is written."""

    label: str
    value: Decimal | None
    shown: str


class Stack(NamedTuple):
    """One bar of several parts, in the order of the legend; `shown` is written beside the label."""

    label: str
    parts: Sequence[int]
    shown: str


class Point(NamedTuple):
    """The value after so many months; a hollow mark where `sure` is false."""

    month: int
    value: Decimal
    shown: str
    sure: bool


class Level(NamedTuple):
    """A horizontal line to compare with."""

    label: str
    value: Decimal


def bars(title: str, description: str, rows: Sequence[Bar], most: Decimal) -> Markup:
    """Horizontal bars from 0 to `most`, each under its label."""
    drawn, top = [], 0
    for row in rows:
        for line in wrap(row.label, 46):
            top += LINE
            drawn.append(_text(0, top - 4, line))
        length = 0 if row.value is None else _share(row.value, most, WIDTH - 80)
        drawn.append(_box(0, top, WIDTH - 80, "none", LINES))
        if length:
            drawn.append(_box(0, top, length, ACCENT))
        drawn.append(_text(WIDTH - 74, top + 14, row.shown, weight="bold" if length else "normal"))
        top += BAR + 8
    return _svg(title, description, top, drawn)


def stacked(
    title: str, description: str, legend: Sequence[str], rows: Sequence[Stack], *, shares: bool = False
) -> Markup:
    """Bars of parts, on one scale or each as a whole of its own where `shares` are to be seen.

    Each part carries its letter of the legend and, where there is room, its number.
    """
    longest = max((sum(row.parts) for row in rows), default=0)
    drawn, top = _legend(legend), (len(legend) + 1) // 2 * (BAR + 6)
    for row in rows:
        top += LINE
        drawn += [_text(0, top - 4, row.label), _text(WIDTH, top - 4, row.shown, anchor="end")]
        left, most = 0, sum(row.parts) if shares else longest
        for letter, part, (fill, ink) in zip(LETTERS, row.parts, TONES, strict=False):
            length = _share(Decimal(part), Decimal(most), WIDTH) if most else 0
            if length:
                drawn += [_box(left, top, length, fill, "#fff"), *_inside(left, top, length, letter, part, ink)]
            left += length
        top += BAR + 8
    return _svg(title, description, top, drawn)


def _legend(names: Sequence[str]) -> list[str]:
    """Two names a line."""
    drawn = []
    for place, (letter, name, (fill, ink)) in enumerate(zip(LETTERS, names, TONES, strict=False)):
        left, top = place % 2 * WIDTH // 2, place // 2 * (BAR + 6)
        drawn += [_box(left, top, 22, fill, LINES), _text(left + 11, top + 14, letter, ink, "middle")]
        drawn.append(_text(left + 30, top + 14, name))
    return drawn


def _inside(left: int, top: int, length: int, letter: str, part: int, ink: str) -> list[str]:
    said = f"{letter} {part}" if length > 10 + 8 * len(f"{letter} {part}") else letter
    return [_text(left + length // 2, top + 14, said, ink, "middle")] if length > 12 else []


def line(
    title: str, description: str, points: Sequence[Point], levels: Sequence[Level], months: Sequence[int]
) -> Markup:
    """Values over months with horizontal lines such as baseline and target; the label of a line is at its right."""
    values = [*(point.value for point in points), *(level.value for level in levels)]
    span, height, right = max(values) - min(values) or Decimal(1), 150, WIDTH - 120

    def x(month: int) -> int:
        return 20 + (right - 40) * month // max(months)

    def y(value: Decimal) -> int:
        return 24 + _share(max(values) - value, span, height)

    drawn = []
    for month in months:
        drawn.append(_stroke(x(month), 16, x(month), height + 32, "#e4e9ed"))
        drawn.append(_text(x(month), height + 48, str(month), SOFT, "middle"))
    for level, dash in zip(levels, ("3 4", "9 4"), strict=False):
        drawn.append(_stroke(0, y(level.value), right, y(level.value), SOFT, dash))
    for place, label in zip(_apart([y(level.value) for level in levels]), levels, strict=True):
        drawn.append(_text(right + 6, place + 4, label.label, SOFT))
    path = " ".join(f"{x(point.month)},{y(point.value)}" for point in points)
    drawn.append(f'<polyline points="{path}" fill="none" stroke="{ACCENT}" stroke-width="2"/>')
    for point in points:
        fill = ACCENT if point.sure else "#fff"
        at = f'cx="{x(point.month)}" cy="{y(point.value)}"'
        drawn.append(f'<circle {at} r="5" fill="{fill}" stroke="{ACCENT}" stroke-width="2"/>')
        drawn.append(_text(x(point.month), y(point.value) - 9, point.shown, INK, "middle", "bold", HALO))
    return _svg(title, description, height + 54, drawn)


def _apart(places: Sequence[int]) -> list[int]:
    """Two labels are never written over each other."""
    moved: dict[int, int] = {}
    for index in sorted(range(len(places)), key=lambda one: places[one]):
        above = max(moved.values(), default=-LINE)
        moved[index] = max(places[index], above + LINE)
    return [moved[index] for index in range(len(places))]


def _share(value: Decimal, whole: Decimal, length: int) -> int:
    return int(value * length / whole)


def _box(left: int, top: int, width: int, fill: str, stroke: str = "none") -> str:
    return f'<rect x="{left}" y="{top}" width="{width}" height="{BAR}" fill="{fill}" stroke="{stroke}"/>'


def _stroke(left: int, top: int, right: int, bottom: int, colour: str, dash: str = "none") -> str:
    place = f'x1="{left}" y1="{top}" x2="{right}" y2="{bottom}"'
    return f'<line {place} stroke="{colour}" stroke-dasharray="{dash}"/>'


def _text(
    left: int,
    base: int,
    words: str,
    fill: str = INK,
    anchor: str = "start",
    weight: str = "normal",
    more: str = "",
) -> str:
    look = f'fill="{fill}" text-anchor="{anchor}" font-weight="{weight}"{more}'
    return f'<text x="{left}" y="{base}" {look}>{escape(words)}</text>'


def _svg(title: str, description: str, height: int, drawn: Sequence[str]) -> Markup:
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    frame = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} font-family="sans-serif" font-size="13">'
    said = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    return Markup("".join([frame, said, *drawn, "</svg>"]))  # noqa: S704 - every text in it is escaped above
