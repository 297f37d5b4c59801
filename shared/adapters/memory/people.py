"""The directory, the vault and the ballot box in memory."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from shared.ports import Change, NumberTaken, Person, Text


class MemoryDirectory:
    """The latest change of each record, by person."""

    def __init__(self) -> None:
        self._changes: dict[str, Change] = {}

    def put(self, people: Sequence[Person]) -> None:
        put = {person.id: Change(place, person.id, person) for place, person in enumerate(people, self.copied() + 1)}
        changes = self._changes | put
        numbers = Counter(change.record.employee_number for change in changes.values() if change.record is not None)
        if any(holders > 1 for holders in numbers.values()):
            raise NumberTaken
        self._changes = changes

    def get(self, ids: Collection[str]) -> dict[str, Person]:
        return {one: kept.record for one in ids if (kept := self._changes.get(one)) and kept.record is not None}

    def by_number(self, numbers: Collection[str]) -> dict[str, str]:
        records = [change.record for change in self._changes.values() if change.record is not None]
        return {one.employee_number: one.id for one in records if one.employee_number in numbers}

    def erase(self, person: str) -> None:
        self._changes[person] = Change(self.copied() + 1, person, None)

    def changes(self, after: int, limit: int) -> list[Change]:
        return sorted(change for change in self._changes.values() if change.sequence > after)[:limit]

    def copy(self, changes: Sequence[Change]) -> None:
        self._changes.update({change.person: change for change in changes})

    def copied(self) -> int:
        return max((change.sequence for change in self._changes.values()), default=0)

    def close(self) -> None:
        """Nothing is held."""


class MemoryVault:
    """Texts by reference."""

    def __init__(self) -> None:
        self._texts: dict[str, Text] = {}

    def keep(self, texts: Sequence[Text]) -> None:
        self._texts.update({text.ref: text for text in texts})

    def read(self, refs: Collection[str]) -> dict[str, str]:
        return {ref: self._texts[ref].text for ref in refs if ref in self._texts}

    def discard(self, refs: Collection[str]) -> None:
        for ref in refs:
            self._texts.pop(ref, None)

    def erase(self, person: str) -> int:
        return self._forget([text.ref for text in self._texts.values() if person in text.subjects])

    def expire(self, day: date) -> int:
        return self._forget([text.ref for text in self._texts.values() if text.kept_until < day])

    def _forget(self, refs: Sequence[str]) -> int:
        self.discard(refs)
        return len(refs)

    def close(self) -> None:
        """Nothing is held."""


class MemoryBallotBox:
    """Slips by survey and key."""

    def __init__(self) -> None:
        self._slips: dict[str, dict[str, bytes]] = defaultdict(dict)

    def put(self, survey: str, key: str, slip: bytes) -> None:
        self._slips[survey][key] = slip

    def surveys(self) -> list[str]:
        return sorted(survey for survey, slips in self._slips.items() if slips)

    def count(self, survey: str) -> int:
        return len(self._slips[survey])

    def draw(self, survey: str) -> dict[str, bytes]:
        return dict(sorted(self._slips[survey].items()))

    def remove(self, survey: str, keys: Collection[str]) -> None:
        for key in keys:
            self._slips[survey].pop(key, None)

    def close(self) -> None:
        """Nothing is held."""
