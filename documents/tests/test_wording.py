import datetime

import pytest

from documents import wording


@pytest.mark.parametrize(("n", "text"), [(0, "00"), (1, "01"), (9, "09"), (10, "10"), (4174, "4.174")])
def test_counts_of_prose(n, text):
    assert wording.count_words(n) == text


@pytest.mark.parametrize(("part", "whole", "text"), [
    (205, 210, "97,62"), (50, 60, "83,33"), (4047, 4174, "96,96"), (150, 150, "100,00"), (0, 7, "0,00"), (0, 0, "–"),
    # Half up where binary fractions and half-even would go down: 0.125 and 1.005 per cent.
    (1, 800, "0,13"), (201, 20000, "1,01"), (12000, 10, "120.000,00"),
])
def test_rates_half_up_with_a_comma(part, whole, text):
    assert wording.rate(part, whole) == text


@pytest.mark.parametrize(("part", "whole", "text"), [(205, 210, "97,62%"), (2, 2, "100%"), (0, 0, "–")])
def test_rates_of_a_sentence(part, whole, text):
    assert wording.rate_words(part, whole) == text


@pytest.mark.parametrize(("day", "text"), [
    (datetime.date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
    (datetime.date(2018, 3, 12), "ngày 12 tháng 3 năm 2018"),
    (datetime.date(2018, 10, 31), "ngày 31 tháng 10 năm 2018"),
])
def test_long_dates(day, text):
    assert wording.date_long(day) == text


def test_short_dates():
    assert wording.date_short(datetime.date(2018, 1, 5)) == "05/01/2018"


@pytest.mark.parametrize(("moment", "text"), [
    (datetime.time(16, 0), "16 giờ"), (datetime.time(7, 5), "7 giờ 05"),
])
def test_hours(moment, text):
    assert wording.hour_words(moment) == text


@pytest.mark.parametrize(("parts", "text"), [
    ([], ""), (["a"], "a"), (["a", "b"], "a và b"), (["a", "b", "c"], "a, b và c"),
])
def test_lists(parts, text):
    assert wording.join_words(parts) == text


@pytest.mark.parametrize(("name", "text"), [
    ("Huyện uỷ An Lạc", "HUYỆN UỶ AN LẠC"), ("Huyện ủy Hòa Vang", "HUYỆN ỦY HÒA VANG"),
    ("Đảng u\u0309y", "ĐẢNG ỦY"),
])
def test_capitals_keep_the_spelling_typed(name, text):
    assert wording.name_upper(name) == text


@pytest.mark.parametrize(("text", "new", "old"), [
    ("Huyện uỷ Hoà Bình", "Huyện uỷ Hoà Bình", "Huyện ủy Hòa Bình"),
    ("ĐẢNG ỦY, Thành ủy", "ĐẢNG UỶ, Thành uỷ", "ĐẢNG ỦY, Thành ủy"),
    ("quý một, hoàn thành, khoẻ, loài", "quý một, hoàn thành, khoẻ, loài", "quý một, hoàn thành, khỏe, loài"),
])
def test_fixed_words_follow_the_setting(text, new, old):
    assert (wording.spell(text, "uỷ"), wording.spell(text, "ủy")) == (new, old)
