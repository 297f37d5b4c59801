"""Nobody who is invited stands out by the classes that a slip carries."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from services.evaluation.surveys.strata import Strata, stratify
from shared.events import PersonId

LEAST = 5
People = dict[PersonId, dict[str, str]]


def people(**numbers: int) -> People:
    """So many people of each `KIND_UNIT`, or of each `KIND`."""
    found: People = {}
    for name, number in numbers.items():
        classes = dict(zip(("kind", "unit"), name.split("_"), strict=False))
        found |= {PersonId(f"{name}-{place}"): classes for place in range(number)}
    return found


def sizes(drawn: Strata) -> dict[str, int]:
    return {"_".join(stratum.classes.values()): stratum.invited for stratum in drawn.strata}


def test_classes_that_are_large_enough_stay() -> None:
    assert sizes(stratify(people(PNS_A=5, PNS_B=9, PPPK_A=6), LEAST)) == {"PNS_A": 5, "PNS_B": 9, "PPPK_A": 6}


def test_small_units_of_a_kind_become_other() -> None:
    assert sizes(stratify(people(PNS_A=9, PNS_B=2, PNS_C=3, PPPK_A=6), LEAST)) == {
        "PNS_A": 9,
        "PNS_OTHER": 5,
        "PPPK_A": 6,
    }


def test_the_smallest_unit_joins_an_other_that_is_too_small() -> None:
    assert sizes(stratify(people(PNS_A=9, PNS_B=8, PNS_C=4), LEAST)) == {"PNS_A": 9, "PNS_OTHER": 12}


def test_a_dimension_that_parts_nobody_any_more_is_dropped_for_them() -> None:
    assert sizes(stratify(people(PNS_A=9, PNS_B=4, PPPK_A=6), LEAST)) == {"PNS": 13, "PPPK_A": 6}


def test_at_worst_all_are_one_stratum() -> None:
    assert sizes(stratify(people(PNS_A=4, PPPK_A=4), LEAST)) == {"A": 8}
    assert sizes(stratify(people(PNS_A=4, PPPK_B=4), LEAST)) == {"": 8}


def test_fewer_than_five_are_one_stratum_without_classes() -> None:
    assert sizes(stratify(people(PNS_A=4), LEAST)) == {"": 4}
    assert sizes(stratify({}, LEAST)) == {"": 0}


def test_without_breakdowns_all_are_one_stratum() -> None:
    assert sizes(stratify({PersonId(str(number)): {} for number in range(7)}, LEAST)) == {"": 7}


def test_the_first_dimension_keeps_most() -> None:
    assert sizes(stratify(people(PNS_A=3, PNS_B=3, PPPK_A=3, PPPK_B=3), LEAST)) == {"PNS": 6, "PPPK": 6}


def test_who_has_no_class_is_of_other() -> None:
    some = people(PNS_A=6, PPPK_A=5) | {PersonId(str(number)): {"unit": "A"} for number in range(5)}
    assert sizes(stratify(some, LEAST)) == {"PNS_A": 6, "PPPK_A": 5, "OTHER_A": 5}


def test_a_class_called_other_takes_the_small_ones_in() -> None:
    assert sizes(stratify(people(OTHER=2, PNS=3, PPPK=6), LEAST)) == {"OTHER": 5, "PPPK": 6}


CLASSES = st.fixed_dictionaries(
    {}, optional={"kind": st.sampled_from(["CPNS", "PNS", "PPPK"]), "unit": st.sampled_from(["A", "B", "C", "OTHER"])}
)
WHOLE = st.builds(
    lambda kind, unit: {"kind": kind, "unit": unit}, st.sampled_from(["PNS", "PPPK"]), st.sampled_from("ABCD")
)


def invited(classes: st.SearchStrategy[dict[str, str]]) -> st.SearchStrategy[People]:
    return st.lists(classes, max_size=60).map(
        lambda some: {PersonId(str(place)): one for place, one in enumerate(some)}
    )


@given(invited(CLASSES))
def test_every_stratum_is_held_by_at_least_five_or_is_the_only_one(some: People) -> None:
    strata = stratify(some, LEAST).strata
    assert all(stratum.invited >= LEAST for stratum in strata) or [stratum.classes for stratum in strata] == [{}]


@given(invited(CLASSES))
def test_everybody_is_in_one_stratum_which_says_nothing_wrong_of_them(some: People) -> None:
    strata, of = stratify(some, LEAST)
    assert of.keys() == some.keys()
    assert Counter(of.values()) == {place: one.invited for place, one in enumerate(strata) if one.invited}
    assert len({tuple(one.classes.items()) for one in strata}) == len(strata)
    for person, place in of.items():
        assert all(
            name == "OTHER" or some[person].get(dimension) == name for dimension, name in strata[place].classes.items()
        )


@given(invited(WHOLE))
def test_the_order_of_people_does_not_matter(some: People) -> None:
    assert stratify(dict(reversed(some.items())), LEAST) == stratify(some, LEAST)
