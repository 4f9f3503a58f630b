"""Logging a class: record, amend, withdraw, restore, ask the unit to look again."""
import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from django.utils.translation import gettext as _

from audit.record import record
from campaigns.models import Attendance, SessionKind, SessionResolution, StudySession, moment_of
from campaigns.progress import refresh_held
from campaigns.services.attendance import AttendanceRow, NamedAbsence, check_rows, write_rows
from lib.clock import local_day
from lib.conflict import check_version

RESTORE_DAYS = 30
# Cells meet a little before the hour that stands for the part of the day.
_BEFORE_ITS_HOUR = datetime.timedelta(hours=2)


@transaction.atomic
def record_session(*, campaign, host, held_on, rows, resolutions, by, at, kind=SessionKind.CLASS, code="", **facts):
    """Enter a class that took place; `facts` are the plain fields of StudySession (part, hour, format, place, …)."""
    _check_open(campaign)
    _check_day(campaign, held_on, at)
    session = StudySession(
        campaign=campaign, host=host, held_on=held_on, kind=kind, logged_by=by, logged_at=at,
        code=code or next_code(campaign, host), **facts,
    )
    _check_not_recorded(session, rows)
    check_rows(campaign, rows, kind=kind, held_on=held_on)
    _save(session, at)
    _set_resolutions(session, resolutions)
    write_rows(session, rows)
    refresh_held(campaign, units=[row.unit for row in rows])
    record("campaigns.session.recorded", session, by=by, code=session.code, held_on=str(held_on), units=len(rows))
    return session


@transaction.atomic
def amend_session(*, session, version, held_on, rows, resolutions, by, at, **facts):
    """Correct a class; raises StaleVersion where somebody else did so since."""
    session = _locked(session)
    check_version(session, version)
    _check_open(session.campaign)
    _check_standing(session)
    _check_day(session.campaign, held_on, at)
    units_before = [attendance.unit_id for attendance in session.attendances.all()]
    session.held_on = held_on
    for name, value in facts.items():
        setattr(session, name, value)
    check_rows(session.campaign, rows, kind=session.kind, held_on=held_on, session=session)
    session.version += 1
    _save(session, at)
    _set_resolutions(session, resolutions)
    write_rows(session, rows)
    refresh_held(session.campaign, units=[*units_before, *(row.unit.pk for row in rows)])
    record("campaigns.session.amended", session, by=by, code=session.code, held_on=str(held_on))
    return session


@transaction.atomic
def withdraw_session(*, session, reason, version, by, at):
    """Take a class back, with the reason; it fulfils nobody's duty any more and may be restored for 30 days."""
    session = _locked(session)
    check_version(session, version)
    _check_open(session.campaign)
    _check_standing(session)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the class is withdrawn.")})
    session.withdrawn_at, session.withdrawn_reason = at, reason.strip()
    session.version += 1
    session.save(update_fields=["withdrawn_at", "withdrawn_reason", "version"])
    refresh_held(session.campaign, units=_units_of(session))
    record("campaigns.session.withdrawn", session, by=by, code=session.code, reason=session.withdrawn_reason)
    return session


@transaction.atomic
def restore_session(*, session, by, at):
    """Bring a withdrawn class back within 30 days, if nothing recorded since stands against it."""
    session = _locked(session)
    _check_open(session.campaign)
    if not session.is_withdrawn:
        raise ValidationError(_("The class is not withdrawn."))
    if at - session.withdrawn_at > datetime.timedelta(days=RESTORE_DAYS):
        raise ValidationError(_("A class can be restored for 30 days only. Please record it anew."))
    check_rows(
        session.campaign, rows_of(session), kind=session.kind, held_on=session.held_on, session=session
    )
    session.withdrawn_at, session.withdrawn_reason = None, ""
    session.version += 1
    session.save(update_fields=["withdrawn_at", "withdrawn_reason", "version"])
    refresh_held(session.campaign, units=_units_of(session))
    record("campaigns.session.restored", session, by=by, code=session.code)
    return session


@transaction.atomic
def ask_to_check(*, session, question, by, at):
    """An officer doubts the record and asks the unit to look at it; the class counts on until it is changed."""
    if not question.strip():
        raise ValidationError({"question": _("Say what the unit is to look at.")})
    session = _locked(session)
    session.check_asked_at, session.check_question = at, question.strip()
    session.check_answered_at, session.check_answer = None, ""
    session.save(update_fields=["check_asked_at", "check_question", "check_answered_at", "check_answer"])
    record("campaigns.session.check_asked", session, by=by, code=session.code, question=session.check_question)
    return session


@transaction.atomic
def answer_check(*, session, answer, by, at):
    """The unit answers the question; a correction itself is an amendment."""
    session = _locked(session)
    if session.check_asked_at is None or session.check_answered_at is not None:
        raise ValidationError(_("No question is open for this class."))
    if not answer.strip():
        raise ValidationError({"answer": _("Write the answer of the unit.")})
    session.check_answered_at, session.check_answer = at, answer.strip()
    session.save(update_fields=["check_answered_at", "check_answer"])
    record("campaigns.session.check_answered", session, by=by, code=session.code, answer=session.check_answer)
    return session


def rows_of(session):
    """The class's attendance as AttendanceRows."""
    attendances = session.attendances.select_related("unit").prefetch_related("absences__member").order_by("unit__path")
    return [
        AttendanceRow(
            unit=a.unit, summoned=a.summoned, present=a.present, absent_excused=a.absent_excused,
            absent_unexcused=a.absent_unexcused, non_members=a.non_members,
            absences=tuple(NamedAbsence(absence.member, absence.excused) for absence in a.absences.all()),
        )
        for a in attendances
    ]


def next_code(campaign, host):
    """`<unit code>-L<n>`, n the next free number of the host in the campaign."""
    taken = set(campaign.sessions.filter(host=host).values_list("code", flat=True))
    number = len(taken) + 1
    while f"{host.code}-L{number}" in taken:
        number += 1
    return f"{host.code}-L{number}"


def _locked(session):
    return StudySession.objects.select_for_update(of=["self"]).select_related("campaign", "host").get(pk=session.pk)


def _units_of(session):
    return [attendance.unit_id for attendance in session.attendances.all()]


def _check_open(campaign):
    if not campaign.is_launched:
        raise ValidationError(_("The campaign is not launched yet; classes can be recorded from then on."))
    if not campaign.is_open:
        raise ValidationError(_("The campaign is closed. Ask the propaganda board to reopen it."))


def _check_standing(session):
    if session.is_withdrawn:
        raise ValidationError(_("The class is withdrawn. Restore it first."))


def _check_day(campaign, held_on, at):
    if held_on > local_day(at):
        raise ValidationError({"held_on": _("The day lies in the future. Record a class after it was held.")})
    if not campaign.is_running(held_on):
        raise ValidationError(
            {"held_on": _("The day falls outside the campaign (%(start)s to %(end)s).") % {
                "start": campaign.starts_on.strftime("%d/%m/%Y"), "end": campaign.ends_on.strftime("%d/%m/%Y"),
            }}
        )


def _check_not_recorded(session, rows):
    """Two telephones of one cell log one class once."""
    twin = Attendance.objects.filter(
        session__campaign=session.campaign, session__kind=session.kind, session__withdrawn_at=None,
        session__held_on=session.held_on, session__part=session.part, session__hour=session.hour,
        unit__in=[row.unit.pk for row in rows],
    ).select_related("session", "unit").first()
    if twin is not None:
        raise ValidationError(
            {"held_on": _("%(unit)s: this class is recorded already (%(code)s). Open it to correct it.") % {
                "unit": twin.unit.name, "code": twin.session.code,
            }}
        )


def _save(session, at):
    session.moment = moment_of(session.held_on, session.part, session.hour)
    if session.moment - _BEFORE_ITS_HOUR > at:
        raise ValidationError({"part": _("This part of the day has not come yet. Record a class after it was held.")})
    session.full_clean(exclude=["moment", "logged_by"], validate_constraints=False)
    session.save()


def _set_resolutions(session, resolutions):
    SessionResolution.objects.filter(session=session).exclude(resolution__in=resolutions).delete()
    SessionResolution.objects.bulk_create(
        [SessionResolution(session=session, resolution=resolution) for resolution in resolutions], ignore_conflicts=True
    )
