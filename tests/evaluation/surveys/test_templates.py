"""The survey templates that are shipped, and which answers follow them."""

from collections import Counter
from typing import Any

import pytest

from services.evaluation.surveys.templates import (
    FOLDER,
    Question,
    Template,
    TemplateMissing,
    TemplateNotFollowed,
    check,
    latest,
    template,
)

SKM, SATISFACTION = template("skm", 1), template("satisfaction", 1)
FOURS = {question.code: 4 for question in SKM.questions}


def test_skm_asks_for_nine_elements_on_a_scale_without_a_middle() -> None:
    assert SKM.kind == "SKM"
    assert {question.code for question in SKM.questions} == {
        "REQUIREMENTS",
        "PROCEDURE",
        "COMPLETION_TIME",
        "FEE",
        "PRODUCT_SPECIFICATION",
        "STAFF_COMPETENCE",
        "STAFF_CONDUCT",
        "COMPLAINT_HANDLING",
        "FACILITIES",
    }
    assert {(question.least, question.most) for question in SKM.questions} == {(1, 4)}


def test_satisfaction_asks_about_teacher_material_and_organiser_on_a_scale_of_five() -> None:
    assert SATISFACTION.kind == "SATISFACTION"
    assert Counter(question.section for question in SATISFACTION.questions) == {
        "TEACHER": 9,
        "MATERIAL_AND_METHOD": 2,
        "FACILITIES_AND_ORGANISER": 6,
    }
    assert {(question.least, question.most) for question in SATISFACTION.questions} == {(1, 5)}


def test_every_question_has_words_of_its_own_in_both_languages() -> None:
    for asked in (SKM, SATISFACTION):
        texts = [text for question in asked.questions for text in (question.text_id, question.text_en)]
        assert all(texts)
        assert len(set(texts)) == len(texts)


def test_each_file_is_named_by_its_code_and_version() -> None:
    for file in FOLDER.glob("*.toml"):
        code, version = file.stem.split(".v")
        assert template(code, int(version)).version == int(version)


def test_the_latest_version_is_asked() -> None:
    assert (latest("skm"), latest("satisfaction")) == (SKM, SATISFACTION)


@pytest.mark.parametrize(("code", "version"), [("skm", 2), ("skm", 0), ("SKM", 1), ("", 1)])
def test_a_template_that_does_not_exist_is_refused(code: str, version: int) -> None:
    with pytest.raises(TemplateMissing):
        template(code, version)


def test_no_version_of_an_unknown_template_is_the_latest() -> None:
    with pytest.raises(TemplateMissing):
        latest("pulse")


def test_a_whole_answer_follows_its_template() -> None:
    check(SKM, FOURS)
    check(SKM, {**FOURS, "FEE": 1})


@pytest.mark.parametrize(
    ("scores", "facts"),
    [
        ({**FOURS, "FEE": 5}, {"outside": 1, "off_scale": ["FEE"]}),
        ({**FOURS, "FEE": 0}, {"outside": 1, "off_scale": ["FEE"]}),
        ({**FOURS, "Pak Budi": 4}, {"unknown": 1}),
        ({code: 4 for code in FOURS if code != "FACILITIES"}, {"missing": 1, "without_score": ["FACILITIES"]}),
        ({}, {"missing": 9}),
    ],
)
def test_an_answer_that_does_not_follow_is_refused_with_its_holes(
    scores: dict[str, int], facts: dict[str, Any]
) -> None:
    with pytest.raises(TemplateNotFollowed) as refused:
        check(SKM, scores)
    nothing = {"missing": 0, "unknown": 0, "outside": 0}
    assert refused.value.facts.items() >= {**nothing, "questions": 9, **facts}.items()
    assert refused.value.status == 422


def test_the_refusal_shows_nothing_that_somebody_typed() -> None:
    with pytest.raises(TemplateNotFollowed) as refused:
        check(SKM, {**FOURS, "Pak Budi": 4})
    assert "Budi" not in str(refused.value.facts) + refused.value.says.format(**refused.value.facts)


def test_a_scale_goes_up_and_codes_are_unique() -> None:
    question = Question("FEE", "SERVICE", 1, 4, "Biaya?", "Fee?")
    with pytest.raises(ValueError, match="scale"):
        Question("FEE", "SERVICE", 4, 4, "Biaya?", "Fee?")
    for questions in ((), (question, question)):
        with pytest.raises(ValueError, match="code of its own"):
            Template("skm", 1, "SKM", questions)
