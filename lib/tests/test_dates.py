import datetime

import pytest

from lib.dates import parse_birth, parse_day, parse_hour

THE_DAY = datetime.date(2018, 1, 5)


@pytest.mark.parametrize("value", [
    "5/1/18", "05/01/2018", "5-1-2018", "5.1.2018", " 5 / 1 / 2018 ", "2018-01-05", "2018-01-05 00:00:00", 43105, 43105.0,
    THE_DAY, datetime.datetime(2018, 1, 5, 16, 0),
])
def test_a_day_is_read_however_it_is_written(value):
    assert parse_day(value) == THE_DAY


@pytest.mark.parametrize("value", ["", "31/02/2018", "13/13/2018", "5/1", "2018", "mai", 5, 43105.5, True, "1/1/1800", "5/1/018"])
def test_what_is_no_day_is_refused(value):
    with pytest.raises(ValueError):
        parse_day(value)


@pytest.mark.parametrize(("value", "kept"), [
    ("19/5/1985", "19/05/1985"), ("5/1985", "05/1985"), ("1961", "1961"), (1961, "1961"), (1961.0, "1961"),
    (datetime.date(1985, 5, 19), "19/05/1985"), ("19/5/58", "19/05/1958"), ("19/5/05", "19/05/2005"), (31186.0, "19/05/1985"),
])
def test_a_birth_is_kept_as_far_as_it_is_known(value, kept):
    assert parse_birth(value) == kept


@pytest.mark.parametrize("value", ["1799", "13/1985", "31/02/1985", "không rõ", "", True])
def test_what_is_no_birth_is_refused(value):
    with pytest.raises(ValueError):
        parse_birth(value)


@pytest.mark.parametrize("value", ["16:30", "16h30", "16 giờ 30", "16g30", "16:30:00", datetime.time(16, 30), 0.6875, datetime.timedelta(hours=16.5)])
def test_an_hour_is_read_however_it_is_written(value):
    assert parse_hour(value) == datetime.time(16, 30)


@pytest.mark.parametrize("value", ["", "25:00", "16", "chiều", 1.5])
def test_what_is_no_hour_is_refused(value):
    with pytest.raises(ValueError):
        parse_hour(value)
