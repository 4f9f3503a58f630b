import datetime

import pytest

from lib.days_off import day_off

# First days of the lunar year, as the calendar of the country gives them.
NEW_YEARS = [
    "2016-02-08", "2017-01-28", "2018-02-16", "2019-02-05", "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22",
    "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-02",
]


@pytest.mark.parametrize("day", NEW_YEARS)
def test_the_lunar_new_year_is_known(day):
    assert day_off(datetime.date.fromisoformat(day)) == "Mùng một Tết Nguyên Đán"


@pytest.mark.parametrize(("day", "name"), [
    ("2026-02-16", "Giao thừa Tết Nguyên Đán"), ("2026-04-30", "Ngày Chiến thắng"),
    ("2018-12-31", "Ngày nghỉ (thay cho ngày 05/01/2019)"), ("2026-02-11", ""), ("2018-01-12", ""),
])
def test_other_days(day, name):
    assert day_off(datetime.date.fromisoformat(day)) == name
