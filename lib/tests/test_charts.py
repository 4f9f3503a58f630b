import datetime
import re
from xml.etree import ElementTree

from lib.charts import Mark, block_bars, held_curve

_JAN = datetime.date(2018, 1, 1)
_SVG = "{http://www.w3.org/2000/svg}"


def _day(n):
    return _JAN + datetime.timedelta(days=n - 1)


def _curve(points, **kwargs):
    return ElementTree.fromstring(held_curve(points, total=60, title="Held", description="50 of 60", **kwargs))


def _bars(rows):
    return ElementTree.fromstring(
        block_bars(rows, title="Blocks", description="by block", done_word="held", left_word="not held")
    )


def _words(svg):
    return [text.text for text in svg.iter(f"{_SVG}text")]


def test_a_curve_tells_a_screen_reader_what_it_is():
    svg = _curve([(_day(1), 0), (_day(8), 50)])

    assert (svg.find(f"{_SVG}title").text, svg.find(f"{_SVG}desc").text) == ("Held", "50 of 60")
    assert svg.get("aria-labelledby") == "curve-title curve-desc"


def test_a_count_holds_until_the_next_day_that_has_one():
    svg = _curve([(_day(1), 0), (_day(2), 30), (_day(5), 60)])
    line = svg.findall(f"{_SVG}path")[1].get("d")

    assert re.sub(r"[\d. ]", "", line) == "MHVHV"


def test_the_marks_stand_at_their_days_with_their_words():
    svg = _curve([(_day(1), 0), (_day(8), 50)], marks=[Mark(_day(31), "deadline"), Mark(_day(12), "cut-off")])
    dashed = [line.get("x1") for line in svg.iter(f"{_SVG}line") if line.get("stroke-dasharray")]

    assert [word for word in _words(svg) if word in ("deadline", "cut-off")] == ["cut-off", "deadline"]
    assert dashed == ["285.6", "696"]


def test_a_curve_without_a_day_is_an_empty_drawing():
    assert _words(_curve([])) == []


def test_a_curve_of_one_day_and_no_unit_is_drawn():
    svg = ElementTree.fromstring(held_curve([(_day(1), 0)], total=0, title="t", description="d"))

    assert _words(svg)[-1] == "0"


def test_bars_say_done_of_all_and_hatch_what_is_left():
    svg = _bars([("Offices", 15, 3), ("Schools", 8, 0)])
    bars = [(rect.get("fill"), rect.get("width")) for rect in svg.findall(f"{_SVG}rect")][2:]

    assert _words(svg)[2:] == ["Offices", "15/18", "Schools", "8/8"]
    assert bars == [("#a3151a", "365"), ("url(#bars-hatch)", "73"), ("#a3151a", "194.7"), ("url(#bars-hatch)", "0")]


def test_bars_of_no_unit_are_drawn():
    assert _words(_bars([("Offices", 0, 0)]))[2:] == ["Offices", "0/0"]


def test_what_is_written_in_a_drawing_is_text():
    svg = _bars([("<script>", 1, 0)])

    assert _words(svg)[2] == "<script>"


def test_a_strict_content_policy_takes_the_drawings():
    text = held_curve([(_day(1), 1)], total=1, title="t", description="d") + block_bars(
        [("a", 1, 1)], title="t", description="d", done_word="x", left_word="y"
    )

    assert re.findall(r"\bstyle\b|\bon\w+=|href", text) == []
