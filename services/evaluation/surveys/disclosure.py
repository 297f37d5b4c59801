"""Which breakdowns of a survey may be shown so that no set of them gives a few answers away, also by subtraction.

Answers lie in strata: cross-classes such as (kind PNS, unit A), each a tuple of (dimension, class), sorted. A cell is
what a figure is shown for, written the same way: it covers the strata that hold all of its classes, so `TOTAL`, the
empty one, covers them all. Published figures are sums over cells, and whoever reads them can add and subtract them at
will: what they can work out are the rational combinations of the cells' indicators, the row space of a matrix with a
row for each cell and a column for each stratum. It is safe when **no combination but zero rests on fewer answers than
the policy asks for**. That includes the sum of any small group of strata, and also a difference between two people,
which on a short scale can tell both scores.

Strata without answers are left out, as if everybody knew that they are empty. Strata that no published cell tells
apart are one block, for no combination can part them. In the reduced echelon form with the large blocks in front, a
row that begins at a small block says something of small blocks alone, and only such rows can add up to something that
rests on few answers; each group of blocks that holds few is tried.

Cells are taken from the largest to the smallest, each unless it breaks that, so small ones are suppressed first, the
choice is the same every time, and nothing more could be shown beside what is. What is not promised: that answers which
all agree stay unknown, or that figures of the same survey at two moments stay safe together: show them once.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from shared.policy import Policy

Classes = tuple[tuple[str, str], ...]
Row = list[Fraction]

TOTAL: Classes = ()


class SuppressionPolicy(Policy, frozen=True):
    """The fewest answers that a figure, or what can be worked out from figures, may rest on."""

    table = "suppression"

    least_answers: int


def publishable(answers: Mapping[Classes, int], policy: SuppressionPolicy) -> frozenset[Classes]:
    """The cells among the total and the single classes that may be shown together; `answers` counts each stratum."""
    cells = {TOTAL, *((one,) for stratum in answers for one in stratum)}
    sizes = {cell: sum(number for stratum, number in answers.items() if covers(cell, stratum)) for cell in cells}
    published: list[Classes] = []
    for cell in sorted(cells, key=lambda cell: (-sizes[cell], cell)):
        enough = sizes[cell] >= policy.least_answers
        if enough and not gives_away([*published, cell], answers, policy.least_answers):
            published.append(cell)
    return frozenset(published)


def covers(cell: Classes, stratum: Classes) -> bool:
    """Whether the answers of a stratum are part of a cell's."""
    return set(cell) <= set(stratum)


def gives_away(published: Sequence[Classes], answers: Mapping[Classes, int], least: int) -> bool:
    """Whether some combination of the published cells rests on fewer answers than `least`."""
    blocks: Counter[tuple[bool, ...]] = Counter()
    for stratum, number in answers.items():
        if number:
            blocks[tuple(covers(cell, stratum) for cell in published)] += number
    columns = blocks.most_common()
    sizes = [size for _, size in columns]
    rows = _echelon([[Fraction(block[cell]) for block, _ in columns] for cell in range(len(published))])
    return any(_rests_on(group, rows) for group in _few(sizes, least))


def _few(sizes: Sequence[int], least: int) -> Iterator[tuple[int, ...]]:
    """Every group of blocks that holds fewer answers than `least`; no block is empty."""
    for number in range(1, least):
        small = [block for block, size in enumerate(sizes) if size <= least - number]
        yield from (group for group in combinations(small, number) if sum(sizes[block] for block in group) < least)


def _rests_on(group: Sequence[int], rows: Mapping[int, Row]) -> bool:
    """Whether the rows that begin in the group can be combined so that nothing outside of it is left."""
    begin_inside = [rows[block] for block in group if block in rows]
    outside = [[value for block, value in enumerate(row) if block not in group] for row in begin_inside]
    return len(_echelon(outside)) < len(outside)


def _echelon(matrix: Sequence[Row]) -> dict[int, Row]:
    """The reduced echelon form, each row under the column of its leading one."""
    rows: dict[int, Row] = {}
    for row in matrix:
        rest = row
        for column, above in rows.items():
            rest = _without(column, rest, above)
        begin = next((column for column, value in enumerate(rest) if value), None)
        if begin is not None:
            leading = [value / rest[begin] for value in rest]
            rows = {column: _without(begin, above, leading) for column, above in rows.items()}
            rows[begin] = leading
    return rows


def _without(column: int, row: Row, leading: Row) -> Row:
    """The row with a zero in a column where `leading` has its one."""
    factor = row[column]
    return [value - factor * other for value, other in zip(row, leading, strict=True)] if factor else row
