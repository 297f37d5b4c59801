"""The strata of a survey: classes of the invited that are coarse enough for nobody to stand out (domain.md D4.3)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from shared.contracts.evaluation.surveys import Stratum
from shared.events import PersonId

OTHER = "OTHER"

People = Mapping[PersonId, Mapping[str, str]]


class Strata(NamedTuple):
    """The strata in the order of their classes, and for each person the place of theirs among them."""

    strata: tuple[Stratum, ...]
    of: dict[PersonId, int]


def stratify(people: People, least: int) -> Strata:
    """Strata of people, given the class of each by dimension, so that each stratum is held by at least `least`.

    The people are parted by one dimension after the other, in the order in which they hold them: the first one keeps
    most. Classes held by fewer than `least` become `OTHER`, which the smallest class next to it joins as long as it is
    still too small; where that takes in everybody, the dimension is dropped for them. Fewer than `least` people in all
    are one stratum without classes, and who has no class in a dimension is of `OTHER`. The same people give the same
    strata, in whatever order they come.
    """
    dimensions = list(dict.fromkeys(dimension for classes in people.values() for dimension in classes))
    parts = sorted(_parted(people, dimensions, least), key=lambda part: sorted(part[0].items()))
    strata = tuple(Stratum(classes, len(members)) for classes, members in parts)
    return Strata(strata, {person: place for place, (_, members) in enumerate(parts) for person in members})


def _parted(people: People, dimensions: Sequence[str], least: int) -> Iterator[tuple[dict[str, str], People]]:
    if not dimensions:
        yield {}, people
        return
    dimension, *finer = dimensions
    for name, members in _coarse(_by_class(people, dimension), least).items():
        own = {} if len(members) == len(people) and name == OTHER else {dimension: name}
        for classes, few in _parted(members, finer, least):
            yield {**own, **classes}, few


def _by_class(people: People, dimension: str) -> dict[str, People]:
    names = sorted({classes.get(dimension, OTHER) for classes in people.values()})
    return {
        name: {person: classes for person, classes in people.items() if classes.get(dimension, OTHER) == name}
        for name in names
    }


def _coarse(classes: Mapping[str, People], least: int) -> dict[str, People]:
    """The classes that are large enough, and `OTHER`, unless it is empty, with all the rest."""
    large: dict[str, People] = {}
    other = dict(classes.get(OTHER, {}))
    for name in sorted(classes.keys() - {OTHER}, key=lambda name: (len(classes[name]), name)):
        if len(classes[name]) < least or 0 < len(other) < least:
            other.update(classes[name])
        else:
            large[name] = classes[name]
    return {**large, OTHER: other} if other or not large else large
