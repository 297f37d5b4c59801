"""What is shown of a closed survey: figures, what they rest on, and what is held back."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest

from services.evaluation.surveys.disclosure import SuppressionPolicy
from services.evaluation.surveys.figures import Figures, Tally
from services.evaluation.surveys.results import Results, results, rules_of
from services.evaluation.surveys.sample_size import SampleSizePolicy
from services.evaluation.surveys.satisfaction import SatisfactionPolicy
from services.evaluation.surveys.skm import SkmPolicy
from services.evaluation.surveys.templates import Template, template
from shared.contracts.evaluation.surveys import Stratum
from shared.policy import NoPolicy, read_policies

TABLES = Path(__file__).parents[3] / "services" / "evaluation" / "policies"
POLICIES = read_policies(TABLES, [SampleSizePolicy, SuppressionPolicy, SatisfactionPolicy, SkmPolicy])
RULES = rules_of(POLICIES, date(2026, 3, 2))
SKM, SATISFACTION = template("skm", 1), template("satisfaction", 1)


def alike(asked: Template, slips: int, score: int, **classes: str) -> Tally:
    """Slips that all give the same score to every question."""
    codes = [question.code for question in asked.questions]
    return Tally(classes, slips, dict.fromkeys(codes, slips * score), dict.fromkeys(codes, slips))


def of(asked: Template, *tallies: Tally, invited: int = 30, participants: int | None = None) -> Results:
    """Results where the invited are spread over the strata as it happens."""
    strata = [Stratum(tally.classes, 0) for tally in tallies[1:]]
    strata.append(Stratum(tallies[0].classes if tallies else {}, invited))
    handed_in = sum(tally.slips for tally in tallies) if participants is None else participants
    return results(asked, strata, tallies, handed_in, RULES)


def figures(shown: Results) -> Figures:
    assert shown.figures is not None
    return shown.figures


def cells(shown: Results) -> dict[str, bool]:
    """Whether each class is suppressed."""
    return {one.code: one.suppressed for one in shown.breakdowns}


def test_the_response_stands_beside_the_figures() -> None:
    shown = of(SATISFACTION, alike(SATISFACTION, 20, 4), invited=30)
    assert (shown.invited, shown.participants, shown.answers) == (30, 20, 20)
    assert shown.response == Decimal("66.67")
    assert shown.rules == (
        "sample_size@2017-05-09",
        "suppression@2020-01-01",
        "satisfaction@2020-01-01",
        "skm@2017-05-09",
    )


@pytest.mark.parametrize(("answers", "indicative"), [(27, True), (28, False), (30, False)])
def test_fewer_than_the_needed_sample_are_indicative(answers: int, indicative: bool) -> None:
    shown = of(SATISFACTION, alike(SATISFACTION, answers, 4), invited=30)
    assert (shown.needed, shown.indicative) == (28, indicative)


def test_an_answer_that_may_be_counted_twice_is_shown_and_does_not_make_the_sample() -> None:
    shown = of(SATISFACTION, alike(SATISFACTION, 29, 4), participants=27)
    assert (shown.surplus, shown.indicative) == (2, True)
    assert of(SATISFACTION, alike(SATISFACTION, 27, 4), participants=29).surplus == 0


def test_an_answer_that_is_not_counted_does_not_make_the_sample_either() -> None:
    assert of(SATISFACTION, alike(SATISFACTION, 27, 4), participants=30).indicative


def test_satisfaction_is_shown_by_question_section_and_in_all() -> None:
    codes = {question.code: question.section for question in SATISFACTION.questions}
    sums = {code: 8 * (5 if section == "TEACHER" else 3) for code, section in codes.items()} | {"MATERIALS": 35}
    shown = figures(of(SATISFACTION, Tally({}, 8, sums, dict.fromkeys(codes, 8))))
    question = {one.code: (one.section, one.mean, one.points) for one in shown.questions}
    assert question["MATERIALS"] == ("MATERIAL_AND_METHOD", Decimal("4.38"), Decimal("84.38"))
    assert question["DRESS"] == ("TEACHER", Decimal("5.00"), Decimal("100.00"))
    assert {one.code: one.points for one in shown.sections} == {
        "TEACHER": Decimal("100.00"),
        "MATERIAL_AND_METHOD": Decimal("67.19"),
        "FACILITIES_AND_ORGANISER": Decimal("50.00"),
    }
    assert shown.points == Decimal("78.49") == round(Decimal(9 * 100 + 50 + 6 * 50 + 84.375) / 17, 2)
    assert shown.skm is None


def test_skm_has_its_index_and_no_points() -> None:
    means = ("3.0", "3.2", "3.1", "3.8", "3.0", "3.3", "3.4", "2.9", "3.1")
    sums = {one.code: int(Fraction(mean) * 10) for one, mean in zip(SKM.questions, means, strict=True)}
    shown = figures(of(SKM, Tally({}, 10, sums, dict.fromkeys(sums, 10))))
    assert shown.skm is not None
    assert (shown.skm.ni, shown.skm.nik, shown.skm.band.grade) == (Decimal("3.2"), Decimal("80.00"), "B")
    assert (shown.points, shown.sections, {one.points for one in shown.questions}) == (None, (), {None})
    assert shown.questions[3].mean == Decimal("3.80")


def test_a_result_of_four_answers_is_suppressed_as_a_whole() -> None:
    shown = of(SKM, alike(SKM, 4, 3, kind="PNS"))
    assert (shown.suppressed, shown.figures, shown.answers) == (True, None, 4)
    assert [(one.suppressed, one.figures) for one in shown.breakdowns] == [(True, None)]
    assert not of(SKM, alike(SKM, 5, 3, kind="PNS")).suppressed


def test_each_class_has_its_figures() -> None:
    shown = of(SKM, alike(SKM, 5, 4, kind="PNS"), alike(SKM, 15, 2, kind="PPPK"))
    niks = {
        (one.dimension, one.code): one.figures.skm.nik for one in shown.breakdowns if one.figures and one.figures.skm
    }
    assert niks == {("kind", "PNS"): Decimal(100), ("kind", "PPPK"): Decimal(50)}
    assert [one.figures.answers for one in shown.breakdowns if one.figures] == [5, 15]
    whole = figures(shown).skm
    assert whole is not None
    assert whole.nik == Decimal("62.50")


def test_a_small_class_and_whatever_would_tell_it_are_suppressed() -> None:
    shown = of(SKM, alike(SKM, 20, 3, kind="PNS"), alike(SKM, 9, 3, kind="PPPK"), alike(SKM, 3, 1, kind="CPNS"))
    assert cells(shown) == {"CPNS": True, "PNS": False, "PPPK": True}
    assert all((one.figures is None) == one.suppressed for one in shown.breakdowns)


def test_a_class_that_nobody_answered_for_looks_like_one_with_few_answers() -> None:
    strata = [Stratum({"kind": "PNS"}, 20), Stratum({"kind": "PPPK"}, 6)]
    shown = results(SKM, strata, [alike(SKM, 12, 3, kind="PNS")], 12, RULES)
    assert cells(shown) == {"PNS": False, "PPPK": True}


def test_slips_that_lost_their_classes_count_in_the_total_only() -> None:
    strata = [Stratum({"kind": "PNS"}, 20), Stratum({"kind": "PPPK"}, 20)]
    shown = results(SKM, strata, [alike(SKM, 12, 3, kind="PNS"), alike(SKM, 5, 1)], 17, RULES)
    assert (shown.answers, cells(shown)) == (17, {"PNS": False, "PPPK": True})


def test_no_data_is_none_and_not_zero() -> None:
    nobody = results(SATISFACTION, [Stratum({}, 0)], [], 0, RULES)
    assert (nobody.response, nobody.figures, nobody.answers) == (None, None, 0)
    unanswered = figures(of(SATISFACTION, Tally({}, 6, {}, {})))
    assert unanswered.points is None
    assert {one.points for one in unanswered.sections} == {one.mean for one in unanswered.questions} == {None}


def test_an_element_without_scores_leaves_skm_without_an_index() -> None:
    whole = alike(SKM, 6, 3)
    part = Tally({}, 6, whole.sums, {code: number for code, number in whole.counts.items() if code != "FEE"})
    assert figures(of(SKM, part)).skm is None


def test_results_can_be_written_as_json() -> None:
    shown = of(SKM, alike(SKM, 8, 3, kind="PNS"), alike(SKM, 7, 2, kind="PPPK"))
    assert msgspec.json.decode(msgspec.json.encode(shown), type=Results) == shown


def test_a_day_before_the_rules_has_no_results() -> None:
    with pytest.raises(NoPolicy):
        rules_of(POLICIES, date(2017, 5, 8))
