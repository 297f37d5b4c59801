"""The posts of each unit: how many seats they have, what they ask for, and how a career leads to them.

Grade ranges, years and ages are plausible for a sample; of domain.md D2.4-D2.5 much is (unverified).
"""

import csv
from importlib.resources import files
from typing import Literal

import msgspec

from shared.contracts.vocabulary import PostGroup, PostLevel

Education = Literal["SMP", "SMA", "D3", "S1", "PROFESI"]

GRADES = (
    "I/a", "I/b", "I/c", "I/d", "II/a", "II/b", "II/c", "II/d", "III/a", "III/b", "III/c", "III/d",
    "IV/a", "IV/b", "IV/c", "IV/d", "IV/e",
)  # fmt: skip
"""The seventeen grades of civil servants, lowest first (domain.md D2.4)."""

LISTS = ("degrees", "further_degrees", "fields")
"""Columns of the establishment with several values in a cell."""


class Qualification(msgspec.Struct, frozen=True):
    """What an education means: least age in years and grade at entry, and the `ceiling` of a staff post's grade."""

    least_age: int
    entry: str
    ceiling: str
    contract_grade: str


class Level(msgspec.Struct, frozen=True):
    """A post level: group, word in a title, years of service (least, most), grades (lowest, highest), retirement age.

    Without `grades` the education decides. Only at an `entry` level does one begin, so only there are CPNS and PPPK.
    """

    group: PostGroup
    word: str
    service: tuple[int, int]
    grades: tuple[str, str] | None = None
    retires_at: int = 58
    entry: bool = False


class Post(msgspec.Struct, frozen=True):
    """A row of the establishment: a post of a unit with its seats; `degrees` and `further_degrees` are alternatives."""

    unit: str
    head: bool
    title: str
    level: PostLevel
    seats: int
    qualification: Education
    title_before: str
    degrees: tuple[str, ...]
    further_degrees: tuple[str, ...]
    fields: tuple[str, ...]

    @property
    def full_title(self) -> str:
        """The title as a letter of appointment says it, functional posts with their level."""
        return f"{self.title} {LEVELS[self.level].word}".rstrip()


QUALIFICATIONS: dict[Education, Qualification] = {
    "SMP": Qualification(20, "I/c", "II/c", "IV"),
    "SMA": Qualification(20, "II/a", "III/b", "V"),
    "D3": Qualification(22, "II/c", "III/c", "VII"),
    "S1": Qualification(23, "III/a", "III/d", "IX"),
    "PROFESI": Qualification(25, "III/b", "III/d", "X"),
}

LEVELS: dict[PostLevel, Level] = {
    "JPT_PRATAMA": Level("SENIOR_LEADERSHIP", "", (20, 32), ("IV/b", "IV/c"), retires_at=60),
    "ADMINISTRATOR": Level("ADMINISTRATOR", "", (15, 28), ("III/d", "IV/b")),
    "PENGAWAS": Level("SUPERVISOR", "", (10, 25), ("III/b", "III/d")),
    "PELAKSANA": Level("STAFF", "", (3, 26), entry=True),
    "AHLI_UTAMA": Level("FUNCTIONAL_EXPERT", "Ahli Utama", (24, 35), ("IV/d", "IV/e"), retires_at=65),
    "AHLI_MADYA": Level("FUNCTIONAL_EXPERT", "Ahli Madya", (16, 30), ("IV/a", "IV/c"), retires_at=60),
    "AHLI_MUDA": Level("FUNCTIONAL_EXPERT", "Ahli Muda", (9, 22), ("III/c", "III/d")),
    "AHLI_PERTAMA": Level("FUNCTIONAL_EXPERT", "Ahli Pertama", (2, 8), ("III/a", "III/b"), entry=True),
    "PENYELIA": Level("FUNCTIONAL_SKILLED", "Penyelia", (14, 28), ("III/c", "III/d")),
    "MAHIR": Level("FUNCTIONAL_SKILLED", "Mahir", (9, 20), ("III/a", "III/b")),
    "TERAMPIL": Level("FUNCTIONAL_SKILLED", "Terampil", (3, 9), ("II/b", "II/d"), entry=True),
    "PEMULA": Level("FUNCTIONAL_SKILLED", "Pemula", (2, 5), ("II/a", "II/b"), entry=True),
}


def civil_servant_grade(post: Post, years: int) -> str:
    """The grade after whole `years` of service: one step in four years, within what the post allows."""
    qualification = QUALIFICATIONS[post.qualification]
    lowest, highest = LEVELS[post.level].grades or (qualification.entry, qualification.ceiling)
    reached = GRADES.index(qualification.entry) + years // 4
    return GRADES[min(max(reached, GRADES.index(lowest)), GRADES.index(highest))]


def establishment() -> tuple[Post, ...]:
    """Every seat of the city, one entry a seat, unit by unit."""
    text = files(__package__).joinpath("establishment.csv").read_text("utf-8")
    posts = [_post(row) for row in csv.DictReader(text.splitlines())]
    return tuple(post for post in posts for _ in range(post.seats))


def _post(row: dict[str, str]) -> Post:
    lists = {column: [word for word in row[column].split(";") if word] for column in LISTS}
    return msgspec.convert({**row, **lists, "head": row["head"] == "yes"}, Post, strict=False)
