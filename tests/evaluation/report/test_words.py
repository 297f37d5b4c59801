"""Every code that a report can hold has its words in Indonesian; numbers and days are written as people write them."""

from collections.abc import Iterable
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.pofile import read_po
from flask import Flask

from services.evaluation.completion.schemas import RULES
from services.evaluation.projects.outcome import Undefined
from services.evaluation.report import words
from services.evaluation.report.effect import LEVELS
from services.evaluation.report.participation import MARKS
from services.evaluation.report.work import PAIRING_STATES
from services.evaluation.surveys.schemas import BREAKDOWNS
from services.evaluation.surveys.templates import template
from shared.contracts import STREAMS
from shared.contracts.evaluation.credits import Difference
from shared.contracts.vocabulary import Direction, Method, PostGroup
from shared.web import translations

FOLDER = Path(__file__).parents[3] / "services" / "evaluation" / "translations"
MEASURES = (*words.BASES, "TEST_GAIN", "BEHAVIOUR_SURVEY")


def codes() -> Iterable[str]:
    yield from (*RULES, *LEVELS, *MARKS, *PAIRING_STATES, *BREAKDOWNS, *STREAMS, *MEASURES, "OTHER", "MET", "NOT_MET")
    for literal in (Undefined, Difference, Direction, Method, PostGroup):
        yield from get_args(literal)
    yield from ("VERIFIED", "MEASURED", "SATISFACTION", "SKM", "MEAN_OF_TWO", "MEAN_OF_CLOSEST_TWO")
    for code in ("satisfaction", "skm"):
        yield from (question.code for question in template(code, 1).questions)


@pytest.fixture(scope="module")
def app() -> Flask:
    app = Flask("test")
    translations.set_up(app, [FOLDER])
    return app


@pytest.fixture(scope="module")
def known() -> set[str]:
    with (FOLDER / "id.po").open("rb") as opened:
        return {str(one.id) for one in read_po(opened, locale="id") if one.id and one.string}


def test_every_code_has_indonesian_words(known: set[str]) -> None:
    said = {code.replace("_", " ").capitalize() for code in codes() if code not in words.NAMES}
    assert said - known == set()


def test_every_sentence_about_a_finding_or_a_measure_has_an_indonesian_one(known: set[str]) -> None:
    assert {*words.SENTENCES.values(), *words.BASES.values(), *words.UNITS.values()} - known == set()


@pytest.mark.parametrize(("language", "written"), [("id", "1.234,5"), ("en", "1,234.5")])
def test_numbers_are_written_as_the_reader_writes_them(app: Flask, language: str, written: str) -> None:
    with app.test_request_context(headers={"Accept-Language": language}):
        assert words.number("1234.5") == written


def test_nothing_known_is_said_in_words_and_zero_is_zero(app: Flask) -> None:
    with app.test_request_context():
        assert {words.number(None), words.amount(None, "PERCENT"), words.day(None), words.time(None)} == {
            "belum ada data"
        }
        assert (words.number(0), words.amount("0.0", "PERCENT")) == ("0", "0%")


def test_days_and_moments_are_those_of_sibolga(app: Flask) -> None:
    with app.test_request_context():
        assert words.day("2026-03-02") == "2 Maret 2026"
        assert words.days("2026-03-02", "2026-05-01") == "2 Mar 2026 – 1 Mei 2026"
        assert words.time("2026-03-01T20:30:00.000000Z") == "2 Maret 2026, 03:30 WIB"


def test_codes_that_are_names_stay_as_they_are(app: Flask) -> None:
    with app.test_request_context():
        assert [words.word(one) for one in ("SKM", "PPPK", "NOT_MET", None)] == [
            "SKM",
            "PPPK",
            "Tidak terpenuhi",
            "Tidak diketahui",
        ]


def test_a_finding_is_one_sentence_with_its_numbers(app: Flask) -> None:
    elements = [
        {"code": "FACILITIES", "mean": "3.00", "points": "50.25"},
        {"code": "FEE", "mean": "2.50", "points": None},
    ]
    facts = {"kind": "SATISFACTION", "name": "Angkatan 2025", "elements": elements}
    with app.test_request_context():
        said = words.sentence({"code": "LOWEST_ELEMENTS", "facts": facts})
    assert said == (
        "Kepuasan peserta, Angkatan 2025: unsur terendah adalah Sarana dan prasarana (50,25); Biaya atau tarif (2,5)."
    )


def test_a_name_that_looks_like_a_number_stays_a_name(app: Flask) -> None:
    facts = {"kind": "SKM", "name": "2025", "answers": 3, "needed": 5}
    with app.test_request_context():
        assert words.sentence({"code": "INDICATIVE", "facts": facts}).startswith("SKM, 2025: 3 jawaban")


def test_a_measure_says_what_it_rests_on_and_whether_that_is_indicative(app: Flask) -> None:
    basis = {"answers": 5, "needed": 6, "indicative": True}
    with app.test_request_context():
        assert words.basis({"measure": "SATISFACTION", "value": "88.2", "basis": basis}) == (
            "5 jawaban, diperlukan 6 (indikatif)"
        )
        assert words.basis({"measure": "SATISFACTION", "value": None, "basis": {**basis, "answers": None}}) == ""
