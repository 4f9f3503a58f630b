"""Requests about personal data: taken in, answered, put off once, closed."""
import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.days_off import DaysOff
from lib.clock import local_day
from lib.conflict import check_version
from lib.dates import format_day
from lib.vietnamese import clean_text
from privacy.models import DataRequest, RequestState
from privacy.periods import PERIODS, due_on, reply_due_on


@transaction.atomic
def add_request(*, unit, by, at, member=None, **facts):
    """Take a request in: kind, wish, received_on, channel, and `asker` in words where it is no member's."""
    row = DataRequest(unit=member.unit if member else unit, member=member, recorded_at=at, handled_by=by)
    _fill(row, facts, at)
    record("privacy.request.added", row, by=by, kind=row.get_kind_display(), received=format_day(row.received_on))
    return row


@transaction.atomic
def change_request(*, row, version, by, at, **facts):
    """Put what was taken down right; raises StaleVersion where somebody else did so since. The days are counted anew."""
    row = _open(row)
    check_version(row, version)
    row.version += 1
    _fill(row, facts, at)
    record("privacy.request.changed", row, by=by, kind=row.get_kind_display(), received=format_day(row.received_on))
    return row


@transaction.atomic
def note_reply(*, row, on, by, at):
    """Whoever asked has been told that it came in and how it goes on."""
    row = _open(row)
    _check_day(row, on, at, "on")
    _step(row, by, replied_on=on)
    record("privacy.request.replied", row, by=by, kind=row.get_kind_display(), on=format_day(on))
    return row


@transaction.atomic
def extend_request(*, row, reason, by, at):
    """Put it off, once, by what the law gives; the reason is told to whoever asked."""
    row = _open(row)
    if row.is_extended:
        raise ValidationError({"reason": _("It was put off once already; the law allows no second time.")})
    days = PERIODS[row.kind].extension
    _step(row, by, extended_because=_words(reason, "reason"), due_on=row.due_on + datetime.timedelta(days=days))
    record("privacy.request.extended", row, by=by, kind=row.get_kind_display(), due=format_day(row.due_on))
    return row


@transaction.atomic
def close_request(*, row, state, outcome, by, at):
    """Done, refused with its reason, or taken back; whoever asked has been answered with it at the latest."""
    row = _open(row)
    _step(row, by, state=state, outcome=_words(outcome, "outcome"), closed_at=at, replied_on=row.replied_on or local_day(at))
    record("privacy.request.closed", row, by=by, kind=row.get_kind_display(), state=row.get_state_display())
    return row


@transaction.atomic
def reopen_request(*, row, by, at):
    """Closed by mistake: it is open again, with the days it had."""
    row = DataRequest.objects.select_for_update(of=["self"]).select_related("unit", "member").get(pk=row.pk)
    if not row.is_open:
        _step(row, by, state=RequestState.OPEN, outcome="", closed_at=None)
        record("privacy.request.reopened", row, by=by, kind=row.get_kind_display())
    return row


def _open(row):
    """The row locked; a closed one is not changed."""
    row = DataRequest.objects.select_for_update(of=["self"]).select_related("unit", "member").get(pk=row.pk)
    if not row.is_open:
        raise ValidationError(_("The request is closed. Open it again if something is to be changed."))
    return row


def _fill(row, facts, at):
    before = (row.kind, row.received_on)
    for name, value in facts.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.asker = clean_text(row.asker)
    if (row.member is None) == (row.asker == ""):
        raise ValidationError({"asker": _("Write who asks: the card number of a member, or a name.")})
    _check_day(row, row.received_on, at, "received_on")
    if (row.kind, row.received_on) != before:
        _count_days(row)
    row.full_clean()
    row.save()


def _count_days(row):
    row.reply_due_on = reply_due_on(row.received_on, DaysOff(row.unit))
    row.due_on = due_on(row.kind, row.received_on)
    if row.is_extended:
        row.due_on += datetime.timedelta(days=PERIODS[row.kind].extension)


def _step(row, by, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.handled_by = by
    row.version += 1
    row.full_clean()
    row.save()


def _check_day(row, day, at, field):
    if day > local_day(at):
        raise ValidationError({field: _("This day has not come yet.")})
    if field == "on" and day < row.received_on:
        raise ValidationError({field: _("The request came in later than that.")})


def _words(text, field):
    if not text.strip():
        raise ValidationError({field: _("Please write it in a sentence.")})
    return text.strip()
