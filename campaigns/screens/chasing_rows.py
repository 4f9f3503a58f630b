"""Rows of the chasing desk as text, formatted once."""
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.chasing import Place, cells_missing, contacts_of
from campaigns.days_off import DaysOff
from campaigns.forms.chasing import CallForm
from campaigns.letter_wording import chat_text
from campaigns.models import Rung
from campaigns.screens.outstanding import row_of
from campaigns.status import contacts_with, progress_of
from documents.naming import committee_of_base
from units.models import UnitKind


def desk_rows(duties, *, campaign, at, reasons):
    """A row for each unit, with its cells that are missing; the same number of questions for any number of rows."""
    cells = cells_missing(duties, at=at)
    contacts, counts = contacts_of([*duties, *cells], at=at), contacts_with(cells, at)
    for one in [*duties, *cells]:
        one.campaign = campaign
    off = DaysOff(campaign.unit)
    below = {duty.pk: [cell for cell in cells if cell.path.startswith(duty.path)] for duty in duties} if cells else {}
    return [
        _row(progress, contacts[progress.duty.pk], below.get(progress.duty.pk, []), contacts, counts, campaign, reasons)
        | {"day_off": off.words(progress.planned_on) if progress.duty.place == Place.SNOOZED else ""}
        for progress in progress_of(duties, campaign=campaign, at=at)
    ]


def _row(progress, contact, cells, contacts, counts, campaign, reasons):
    duty = progress.duty
    return row_of(progress, duty.heads) | {
        "promise": promise_words(duty),
        "is_back": duty.came_back and duty.place == Place.TO_CALL,
        "is_snoozed": duty.place == Place.SNOOZED,
        "steps": [{"pk": step.pk, "words": step_words(step), "why": why_words(step)} for step in contact.steps],
        "history": [history_words(reminder) for reminder in contact.reminders],
        "last_pk": contact.reminders[0].pk if contact.reminders else None,
        "cells": [_cell(cell, contacts[cell.pk], counts.get(cell.pk, (0, None))) for cell in cells],
        "text": chat_text(progress, cells, campaign),
        "form": call_form(duty, contact, reasons),
        "call_url": reverse("campaigns:call", args=[duty.pk]),
    }


def call_form(duty, contact, reasons, data=None):
    last = max((reminder.pk for reminder in contact.reminders), default=0)
    return CallForm(data, reasons=reasons, initial={"last_seen": last}, auto_id=f"id_{duty.pk}_%s")


def _cell(duty, contact, counted):
    plan = getattr(duty, "plan", None)
    return {
        "pk": duty.pk, "unit": duty.unit, "heads": duty.heads, "phone": duty.unit.phone, "secretary": duty.unit.secretary_name,
        "planned": date_format(plan.planned_on, "d/m/Y") if plan and plan.planned_on else "",
        "reason": plan.delay_reason if plan else "",
        "reminders": counted[0] + (plan.earlier_reminders if plan else 0),
        "contact": date_format(localtime(counted[1]), "H:i d/m") if counted[1] else "",
        "steps": [{"pk": step.pk, "words": step_words(step), "why": why_words(step)} for step in contact.steps],
    }


def promise_words(duty):
    """"promised 16/01", "planned for 16/01"; a day that came without a class says so."""
    plan = getattr(duty, "plan", None)
    if plan is None or plan.planned_on is None:
        return ""
    on = {"on": date_format(plan.planned_on, "d/m")}
    if duty.came_back:
        return _("promised %(on)s, not held yet") % on if duty.promised else _("planned for %(on)s, not held yet") % on
    return _("promised %(on)s") % on if duty.promised else _("planned for %(on)s") % on


def step_words(step):
    """Nhắc chi bộ, Báo Đảng uỷ xã Tân Lập, Báo Thường trực."""
    unit = step.duty.unit
    if step.rung == Rung.BASE and step.duty.parent_id:
        return _("Tell %(committee)s") % {"committee": committee_of_base(step.duty.parent.unit)}
    if step.rung == Rung.COMMITTEE:
        return _("Tell the standing committee")
    is_cell = unit.kind in (UnitKind.CELL, UnitKind.BASE_CELL)
    return _("Remind the cell") if is_cell else _("Remind the committee of the unit")


def why_words(step):
    """"07/01: 2 days overdue, reminded 3 times, promised 05/01"."""
    days = ngettext("%(days)d day overdue", "%(days)d days overdue", step.overdue_days) % {"days": step.overdue_days}
    words = _("%(on)s: %(days)s, reminded %(times)d times") % {
        "on": date_format(localtime(step.at), "d/m"), "days": days, "times": step.reminders,
    }
    if step.broken_promise:
        words += _(", not held on the day promised, %(on)s") % {"on": date_format(step.broken_promise, "d/m")}
    return words


def _way_words(reminder):
    """"call"; "letter 07-CV/BTGHU"."""
    letter = reminder.letter
    return f"{reminder.get_way_display()} {letter.document}" if letter and letter.document else str(reminder.get_way_display())


def history_words(reminder):
    """A line of the history of a unit."""
    parts = [f"{localtime(reminder.at):%H:%M %d/%m}", _way_words(reminder)]
    if not reminder.reached:
        parts.append(_("nobody was reached"))
    if reminder.promised_on:
        parts.append(_("promised %(on)s") % {"on": date_format(reminder.promised_on, "d/m")})
    parts += [text for text in (reminder.reason, reminder.note) if text]
    if reminder.by:
        parts.append(reminder.by.full_name)
    return {"words": " · ".join(parts), "pk": reminder.pk}
