"""Shapes of the few fields people type by hand: codes, card numbers, days of birth, telephones."""
import datetime
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_CODE = re.compile(r"[^\s/\\?#%]{1,40}")
_CARD = re.compile(r"[0-9A-Za-z][0-9A-Za-z.\-/]{0,19}")
_PHONE = re.compile(r"\+?[0-9][0-9 .()\-]{5,28}")
_BORN = re.compile(r"(?:(?:(\d{1,2})[/.\-])?(\d{1,2})[/.\-])?(\d{4}|\d{2})")


def normal_born(text, *, today):
    """"1961", "05/1985" or "19/05/1985", whatever separator or missing zero was typed; "" stays ""."""
    if not text:
        return ""
    match = _BORN.fullmatch(text)
    if not match or len(match[3]) != 4:
        raise ValueError(text)
    day, month, year = match.groups()
    born = datetime.date(int(year), int(month or 1), int(day or 1))
    if not 1880 <= born.year or born > today:
        raise ValueError(text)
    return "/".join(part.zfill(2) for part in (day, month, year) if part)


def check_code(code):
    if not _CODE.fullmatch(code):
        raise ValidationError({"code": _("A code has 1 to 40 characters, without spaces or slashes.")})


def check_card_number(card_number):
    if not _CARD.fullmatch(card_number):
        raise ValidationError(
            {"card_number": _("A card number has 1 to 20 figures or letters, as it stands on the card.")}
        )


def check_phone(phone):
    if phone and not _PHONE.fullmatch(phone):
        raise ValidationError({"phone": _("This does not look like a telephone number.")})


def checked_born(text, *, today):
    """The day of birth in its kept form, or an error at its field."""
    try:
        return normal_born(text, today=today)
    except ValueError as error:
        raise ValidationError(
            {"born": _("Please write the year (1961), the month (05/1985) or the day (19/05/1985).")}
        ) from error


def check_not_future(on, *, at_day, field="on"):
    if on > at_day:
        raise ValidationError({field: _("This day has not come yet; please enter the change when it does.")})
