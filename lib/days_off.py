"""Public holidays of Vietnam, Tết by the lunar calendar and decreed days in lieu among them; nothing is asked of a network."""
from functools import cache

import holidays

# The list calls the first day of the new year by the name of the whole feast.
_NEW_YEAR, _FIRST_DAY = "Tết Nguyên Đán", "Mùng một Tết Nguyên Đán"


def day_off(day):
    """The name of the holiday that falls on the day, "" for any other day."""
    name = _of_year(day.year).get(day, "")
    return _FIRST_DAY if name == _NEW_YEAR else name


@cache
def _of_year(year):
    return dict(holidays.country_holidays("VN", years=year, language="vi"))
