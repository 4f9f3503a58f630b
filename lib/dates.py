"""Days as offices write them: 19/5/1985, 5/1/18, 5/1985, 1961, a real date, a spreadsheet's number."""
import datetime
import re

from django.utils.timezone import localtime

_DAY = re.compile(r"^(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?$")
_MONTH = re.compile(r"^(\d{1,2})\s*[/.\-]\s*(\d{4})$")
_YEAR = re.compile(r"^\d{4}$")
# Spreadsheets count days from here (their leap year 1900 that never was lies before it).
_SPREADSHEET_EPOCH = datetime.date(1899, 12, 30)
_OLDEST_YEAR, _NEWEST_YEAR = 1900, 2100


def parse_day(value, *, newest_year=2068):
    """The day of a cell or a typed text; ValueError where it is none. Two digits of a year end at `newest_year`."""
    if isinstance(value, datetime.datetime):
        return _within_reason(value.date())
    if isinstance(value, datetime.date):
        return _within_reason(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _day_of_number(value)
    return _within_reason(_day_of_text(str(value).strip(), newest_year))


def _day_of_text(text, newest_year):
    if match := _DAY.match(text):
        day, month, year = match.groups()
        return datetime.date(_full_year(year, newest_year), int(month), int(day))
    if match := _ISO.match(text):
        return datetime.date(*map(int, match.groups()))
    raise ValueError(text)


def _full_year(digits, newest_year):
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + 2000 if year + 2000 <= newest_year else year + 1900


def _day_of_number(number):
    if number != int(number) or not 10_000 <= number <= 80_000:
        raise ValueError(number)
    return _SPREADSHEET_EPOCH + datetime.timedelta(days=int(number))


def _within_reason(day):
    if not _OLDEST_YEAR <= day.year <= _NEWEST_YEAR:
        raise ValueError(day)
    return day


def parse_birth(value, *, newest_year=2015):
    """A date of birth as far as it is known: "19/05/1985", "05/1985" or "1961"; ValueError where it is none."""
    if isinstance(value, float) and value == int(value):
        value = int(value)
    text = str(value).strip()
    if _YEAR.match(text):
        return text if _OLDEST_YEAR <= int(text) <= _NEWEST_YEAR else _refuse(text)
    if match := _MONTH.match(text):
        month, year = map(int, match.groups())
        return format_month(_within_reason(datetime.date(year, month, 1)))
    return format_day(parse_day(value, newest_year=newest_year))


def _refuse(text):
    raise ValueError(text)


def format_day(day):
    return f"{day:%d/%m/%Y}"


def format_moment(at):
    """Hour and day by the clock on the wall: `19:05 12/01/2018`."""
    return f"{localtime(at):%H:%M %d/%m/%Y}"


def format_month(day):
    return f"{day:%m/%Y}"


def parse_hour(value):
    """The time of a cell or a text: 16:00, 16h30, 16 giờ, a fraction of a day; ValueError where it is none."""
    if isinstance(value, datetime.datetime):
        return value.time().replace(second=0, microsecond=0)
    if isinstance(value, datetime.time):
        return value.replace(second=0, microsecond=0)
    if isinstance(value, datetime.timedelta):
        value = value.total_seconds() / 86_400
    if isinstance(value, float) and 0 <= value < 1:
        minutes = round(value * 1440) % 1440
        return datetime.time(minutes // 60, minutes % 60)
    match = re.match(r"^(\d{1,2})\s*(?::|h|g|giờ)\s*(\d{2})?(?::00)?$", str(value).strip().casefold())
    if not match:
        raise ValueError(value)
    return datetime.time(int(match[1]), int(match[2] or 0))
