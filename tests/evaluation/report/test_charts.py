"""Charts are well-formed, say everything in words and do not break on little data."""

import re
from decimal import Decimal
from xml.etree import ElementTree

from services.evaluation.report.charts import WIDTH, Bar, Level, Point, Stack, bars, line, stacked

SVG = "{http://www.w3.org/2000/svg}"
TARGET, BASELINE = Level("Target 30", Decimal(30)), Level("Awal 10", Decimal(10))


def drawn(chart: str) -> ElementTree.Element:
    return ElementTree.fromstring(chart)


def texts(chart: str) -> list[str]:
    return [one.text or "" for one in drawn(chart).iter(f"{SVG}text")]


def widths(chart: str, fill: str = "") -> list[int]:
    return [int(one.attrib["width"]) for one in drawn(chart).iter(f"{SVG}rect") if fill in {"", one.attrib["fill"]}]


def test_a_chart_begins_with_its_title_and_description() -> None:
    root = drawn(bars("Judul", "Penjelasan", [Bar("Sarana", Decimal(50), "50")], Decimal(100)))
    assert [one.tag for one in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert [one.text for one in root][:2] == ["Judul", "Penjelasan"]
    assert root.attrib["role"] == "img"


def test_what_people_typed_stays_text() -> None:
    typed = '<script>"&'
    for chart in (
        bars(typed, typed, [Bar(typed, Decimal(1), typed)], Decimal(2)),
        stacked(typed, typed, [typed], [Stack(typed, [1], typed)]),
        line(typed, typed, [Point(0, Decimal(1), typed, True)], [Level(typed, Decimal(2))], (0, 3)),
    ):
        assert {one.tag for one in drawn(chart).iter()}.isdisjoint({"script", f"{SVG}script"})
        assert typed in texts(chart)


def test_no_chart_has_styles_or_scripts_that_our_policy_forbids() -> None:
    for chart in (
        bars("", "", [Bar("a", Decimal(1), "1")], Decimal(2)),
        stacked("", "", ["a"], [Stack("b", [1], "1")]),
        line("", "", [], [BASELINE, TARGET], (0, 3)),
    ):
        assert not re.search(r"style=|<style|class=|on\w+=", chart)


def test_a_bar_is_as_long_as_its_share() -> None:
    chart = bars("", "", [Bar("half", Decimal(50), "50"), Bar("whole", Decimal(100), "100")], Decimal(100))
    half, whole = widths(chart, "#0b5f7a")
    assert whole == 2 * half


def test_a_bar_without_value_is_empty_and_says_so() -> None:
    chart = bars("", "", [Bar("Perilaku", None, "belum ada data"), Bar("Reaksi", Decimal(0), "0")], Decimal(100))
    assert widths(chart, "#0b5f7a") == []
    assert "belum ada data" in texts(chart)


def test_every_part_of_a_stack_carries_the_letter_of_its_legend() -> None:
    chart = stacked("", "", ["Hadir", "Terlambat", "Izin"], [Stack("Angkatan I", [6, 3, 3], "75%")])
    assert texts(chart)[:6] == ["A", "Hadir", "B", "Terlambat", "C", "Izin"]
    assert texts(chart)[-3:] == ["A 6", "B 3", "C 3"]


def test_stacks_share_one_scale() -> None:
    chart = stacked("", "", ["Hadir"], [Stack("I", [10], ""), Stack("II", [5], "")])
    _, longer, shorter = widths(chart)
    assert (longer, shorter) == (WIDTH, WIDTH // 2)


def test_stacks_that_show_shares_are_all_as_long() -> None:
    chart = stacked("", "", ["Hadir"], [Stack("I", [10], ""), Stack("II", [5], "")], shares=True)
    assert widths(chart)[1:] == [WIDTH, WIDTH]


def test_an_empty_stack_is_drawn_without_parts() -> None:
    for shares in (True, False):
        assert len(widths(stacked("", "", ["Hadir"], [Stack("I", [0], "")], shares=shares))) == 1


def test_a_measurement_that_nobody_verified_is_hollow() -> None:
    points = [Point(0, Decimal(10), "10", True), Point(3, Decimal("20.5"), "20,5", False)]
    root = drawn(line("", "", points, [BASELINE, TARGET], (0, 3, 6, 12)))
    assert [one.attrib["fill"] for one in root.iter(f"{SVG}circle")] == ["#0b5f7a", "#fff"]


def test_higher_values_lie_higher_between_baseline_and_target() -> None:
    root = drawn(line("", "", [Point(6, Decimal(20), "20", True)], [BASELINE, TARGET], (0, 3, 6, 12)))
    dashed = [int(one.attrib["y1"]) for one in root.iter(f"{SVG}line") if one.attrib["stroke-dasharray"] != "none"]
    (circle,) = root.iter(f"{SVG}circle")
    baseline, target = dashed
    assert target < int(circle.attrib["cy"]) < baseline


def test_labels_of_baseline_and_target_are_never_written_over_each_other() -> None:
    root = drawn(line("", "", [], [Level("Awal 10", Decimal(10)), Level("Target 10", Decimal(10))], (0, 3)))
    places = [int(one.attrib["y"]) for one in root.iter(f"{SVG}text") if (one.text or "")[0] in "AT"]
    assert abs(places[0] - places[1]) >= 18
