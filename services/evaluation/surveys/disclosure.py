"""Which breakdowns of a survey may be shown so that no set of them gives a few answers away, also by subtraction.

Answers lie in strata: cross-classes such as (kind PNS, unit A), each a tuple of (dimension, class), sorted. A cell is
what a figure is shown for, written the same way: it covers the strata that hold all of its classes, so `TOTAL`, the
empty one, covers them all. Published figures are sums over cells, and whoever reads them can add and subtract them at
will: what they can work out are the rational combinations of the cells' indicators, the row space of a matrix with a
row for each cell and a column for each stratum. It is safe when **no combination but zero rests on fewer answers than
the policy asks for**. That includes the sum of any small group of strata, and also a difference between two people,
which on a short scale can tell both scores.

Strata without answers are left out, as if everybody knew that they are empty. Strata that no published cell tells
apart are one block, for no combination can part them. The rows are kept in reduced echelon form: each begins at a block
that no other row has. Now blocks are taken away, as many as hold few answers. As long as the row that began there can
begin at another of its blocks, what is left still tells as much; once it cannot, what it tells rests on the blocks that
are gone. Every group of few answers that matters is met so, as it must hold a beginning of whatever form the rows have;
and rows begin at their largest block, so that few beginnings are small.

Cells are taken from the largest to the smallest, each unless it breaks the rule, so small ones are suppressed first,
the choice is the same every time, and nothing more could be shown beside what is. What is not promised: that answers
which all agree stay unknown, or that figures of one survey from two moments are safe together, so show them once.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from shared.policy import Policy

Classes = tuple[tuple[str, str], ...]
Row = Mapping[int, Fraction]
"""The coefficients of blocks, those that are not zero; blocks are numbered from the largest to the smallest."""

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
    rows: dict[int, Row] = {}
    for cell in range(len(published)):
        rows = _joined(rows, {place: Fraction(1) for place, (block, _) in enumerate(columns) if block[cell]})
    return _rests_on_few(rows, [size for _, size in columns], least - 1)


def _rests_on_few(rows: Mapping[int, Row], sizes: Sequence[int], most: int, kept: frozenset[int] = frozenset()) -> bool:
    """Whether blocks of at most `most` answers, none of them `kept`, can be taken away until a row is nothing."""
    for begin, row in rows.items():
        if begin in kept or sizes[begin] > most:
            continue
        rest = {block: value for block, value in row.items() if block != begin}
        if not rest:
            return True
        others = {place: other for place, other in rows.items() if place != begin}
        if sizes[begin] < most and _rests_on_few(_joined(others, rest), sizes, most - sizes[begin], kept):
            return True
        kept |= {begin}  # every group with it has been tried
    return False


def _joined(rows: Mapping[int, Row], row: Row) -> dict[int, Row]:
    """The reduced echelon form with one more row, each under the block that it begins at."""
    for begin, other in rows.items():
        row = _cleared(row, begin, other)
    if not row:
        return dict(rows)
    first = min(row)
    leading = {block: value / row[first] for block, value in row.items()}
    return {**{begin: _cleared(other, first, leading) for begin, other in rows.items()}, first: leading}


def _cleared(row: Row, block: int, leading: Row) -> Row:
    """The row without a block at which `leading` begins."""
    factor = row.get(block)
    if factor is None:
        return row
    summed = {place: row.get(place, 0) - factor * leading.get(place, 0) for place in row.keys() | leading.keys()}
    return {place: value for place, value in summed.items() if value}
