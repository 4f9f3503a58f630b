"""Incidents with personal data: taken down, ticked off, reported, closed."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from lib.conflict import check_version
from lib.dates import format_moment
from privacy.models import Incident, IncidentStep, IncidentTask
from privacy.periods import REPORT_WITHIN

# What a tick says of the incident itself; the tick taken back takes it back.
_MOMENTS = {IncidentTask.REPORTED: "reported_at", IncidentTask.PEOPLE: "people_told_at"}


@transaction.atomic
def add_incident(*, unit, by, at, **facts):
    """Take it down: what, found_at, data_kinds and what else is known; the 72 hours run from when it was found."""
    row = Incident(unit=unit, recorded_at=at, recorded_by=by)
    _fill(row, facts, at)
    record("privacy.incident.added", row, by=by, found=format_moment(row.found_at))
    return row


@transaction.atomic
def change_incident(*, row, version, by, at, **facts):
    """What has come to be known since; raises StaleVersion where somebody else wrote meanwhile."""
    row = _open(row)
    check_version(row, version)
    row.version += 1
    _fill(row, facts, at)
    record("privacy.incident.changed", row, by=by, found=format_moment(row.found_at))
    return row


@transaction.atomic
def tick_incident(*, row, version, tasks, by, at):
    """What is done is ticked: new ticks are dated now, ticks taken off are taken back."""
    row = _open(row)
    check_version(row, version)
    standing = {step.task: step for step in row.steps.filter(undone_at=None)}
    if IncidentTask.REPORTED in tasks and row.no_report_because:
        raise ValidationError({"tasks": _("It is written below that this need not be reported. Take that reason out first.")})
    for task in [task for task in IncidentTask.values if task in tasks and task not in standing]:
        IncidentStep.objects.create(incident=row, task=task, at=at, by=by)
        _note(row, task, at)
        record("privacy.incident.ticked", row, by=by, task=str(IncidentTask(task).label))
    for task in [task for task in standing if task not in tasks]:
        IncidentStep.objects.filter(pk=standing[task].pk).update(undone_at=at)
        _note(row, task, None)
        record("privacy.incident.unticked", row, by=by, task=str(IncidentTask(task).label))
    row.version += 1
    row.save()
    return row


@transaction.atomic
def close_incident(*, row, outcome, by, at):
    """Over: reported, or with the reason why it need not be."""
    row = _open(row)
    if row.is_on_the_clock:
        raise ValidationError(_("Report it first and tick that, or write why it need not be reported."))
    if not outcome.strip():
        raise ValidationError({"outcome": _("Please write it in a sentence.")})
    row.closed_at, row.outcome, row.version = at, outcome.strip(), row.version + 1
    row.full_clean()
    row.save()
    record("privacy.incident.closed", row, by=by, found=format_moment(row.found_at))
    return row


@transaction.atomic
def reopen_incident(*, row, by, at):
    """Closed by mistake, or something new has come to be known."""
    row = Incident.objects.select_for_update(of=["self"]).select_related("unit").get(pk=row.pk)
    if not row.is_open:
        row.closed_at, row.outcome, row.version = None, "", row.version + 1
        row.save()
        record("privacy.incident.reopened", row, by=by, found=format_moment(row.found_at))
    return row


def _open(row):
    row = Incident.objects.select_for_update(of=["self"]).select_related("unit").get(pk=row.pk)
    if not row.is_open:
        raise ValidationError(_("The incident is closed. Open it again if something is to be changed."))
    return row


def _fill(row, facts, at):
    for name, value in facts.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    if row.found_at > at:
        raise ValidationError({"found_at": _("This moment has not come yet.")})
    if row.no_report_because and row.reported_at:
        raise ValidationError({"no_report_because": _("It is ticked that this was reported. Take the tick off first.")})
    row.report_due_at = row.found_at + REPORT_WITHIN
    row.full_clean()
    row.save()


def _note(row, task, at):
    if task in _MOMENTS:
        setattr(row, _MOMENTS[task], at)
