"""What a reader of the log can work out: which answers may be whose, given that every answer is somebody's."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

Classes = Mapping[str, str]


class Written(NamedTuple):
    """A batch in the log: how many had handed in before it, the classes of its slips, and how many slips it holds."""

    answered: int
    classes: Classes
    slips: int


def possible(people: Sequence[Classes], log: Sequence[Written]) -> list[set[int]]:
    """For each person, in the order of handing in, the batches that can hold their slip.

    A slip is of somebody who had handed in by then and holds its classes; where only some ways to place everybody are
    left, the reader finds them.
    """
    fitting = [
        [place for place, one in enumerate(log) if nth <= one.answered and one.classes.items() <= classes.items()]
        for nth, classes in enumerate(people, 1)
    ]
    return [
        {place for place in fitting[person] if _all_placed(fitting, log, {person: place})}
        for person in range(len(people))
    ]


def _all_placed(fitting: Sequence[Sequence[int]], log: Sequence[Written], fixed: Mapping[int, int]) -> bool:
    """Whether everybody finds a place in a batch, some having a fixed one; by augmenting paths."""
    members: list[set[int]] = [set() for _ in log]
    for person, place in fixed.items():
        members[place].add(person)

    def placed(person: int, tried: set[int]) -> bool:
        for place in fitting[person]:
            if place in tried:
                continue
            tried.add(place)
            if len(members[place]) < log[place].slips:
                members[place].add(person)
                return True
            for other in sorted(members[place] - fixed.keys()):
                if placed(other, tried):
                    members[place].remove(other)
                    members[place].add(person)
                    return True
        return False

    return all(placed(person, set()) for person in range(len(fitting)) if person not in fixed)
