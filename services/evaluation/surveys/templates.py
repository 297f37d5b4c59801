"""What surveys ask: versioned questions, each with its section, its scale and its words in both languages."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from shared.refusals import Refused

FOLDER = Path(__file__).parent / "templates"


class TemplateMissing(Refused):
    """No template has this code, or not in this version."""

    status = 422
    says = "There is no such survey template."


class TemplateNotFollowed(Refused):
    """An answer scores each question of its template once, on the scale of the question."""

    status = 422
    says = (
        "Of {questions} questions {missing} have no score; {unknown} scores belong to no question, "
        "{outside} lie outside the scale."
    )


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question under a code that no other version gives another meaning; scores go from `least` to `most`."""

    code: str
    section: str
    least: int
    most: int
    text_id: str
    text_en: str

    def __post_init__(self) -> None:
        if self.least >= self.most:
            raise ValueError("a scale goes from its least score up to its most")


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The questions of a survey in the order in which they are asked; a version never changes."""

    code: str
    version: int
    kind: Literal["SATISFACTION", "SKM"]
    questions: tuple[Question, ...]

    def __post_init__(self) -> None:
        if not self.questions or len({question.code for question in self.questions}) < len(self.questions):
            raise ValueError("a template has questions, each under a code of its own")


def template(code: str, version: int) -> Template:
    """One version of a template; raises `TemplateMissing`."""
    found = _templates().get((code, version))
    if found is None:
        raise TemplateMissing
    return found


def latest(code: str) -> Template:
    """The version that a survey opened today asks; raises `TemplateMissing`."""
    return template(code, max((number for name, number in _templates() if name == code), default=0))


def check(asked: Template, scores: Mapping[str, int]) -> None:
    """Raises `TemplateNotFollowed` for a question without a score, a score without a question or off its scale.

    The refusal names our own questions only: a code that we do not know is a text that somebody typed.
    """
    codes = [question.code for question in asked.questions]
    missing = [code for code in codes if code not in scores]
    outside = [
        question.code
        for question in asked.questions
        if question.code in scores and not question.least <= scores[question.code] <= question.most
    ]
    unknown = len(scores.keys() - set(codes))
    if missing or outside or unknown:
        raise TemplateNotFollowed(
            questions=len(codes),
            missing=len(missing),
            unknown=unknown,
            outside=len(outside),
            without_score=missing,
            off_scale=outside,
        )


@cache
def _templates() -> Mapping[tuple[str, int], Template]:
    files = sorted(FOLDER.glob("*.toml"))
    read = [msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Template) for file in files]
    return {(one.code, one.version): one for one in read}
