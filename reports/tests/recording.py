"""Records of the small campaign, written by the services a user calls."""
import datetime

from campaigns.models import MadeUpHow, SessionKind
from campaigns.services.attendance import AttendanceRow, NamedAbsence
from campaigns.services.make_up import record_made_up
from campaigns.services.sessions import record_session
from essays.models import Essay, EssayState, EssayStep, StepKind
from lib.clock import at_hour

LATER = at_hour(datetime.date(2018, 1, 31), datetime.time(23))


def day(number):
    return datetime.date(2018, 1, number)


def hold(campaign, *units, on, part="morning", absent=(), excused=False, kind=SessionKind.CLASS, heads=3, unnamed=0, **facts):
    """A class of the units; `absent` are named, `unnamed` more are counted absent."""
    rows = []
    for unit in units:
        named = tuple(NamedAbsence(member, excused) for member in absent if member.unit_id == unit.pk or len(units) == 1)
        missing = len(named) + unnamed
        rows.append(AttendanceRow(
            unit=unit, summoned=heads, present=heads - missing, absent_excused=missing if excused else 0,
            absent_unexcused=0 if excused else missing, absences=named, **facts,
        ))
    return record_session(
        campaign=campaign, host=units[0], held_on=day(on), part=part, rows=rows, kind=kind, resolutions=[], by=None, at=LATER,
    )


def make_up(session, *, on):
    absences = [a for attendance in session.attendances.all() for a in attendance.absences.all()]
    record_made_up(absences=absences, on=day(on), how=MadeUpHow.ELSEWHERE, by=None, at=LATER)


def hand_in(campaign, member, *, on, marked_on=None, result=StepKind.PASSED, by_hand=True):
    """An essay with its hand-in and, where `marked_on` says so, its mark."""
    essay = Essay.objects.create(
        campaign=campaign, member=member, unit=member.unit, state=EssayState.HANDED_IN, handed_in_on=day(on),
        handwritten=by_hand, on_a4=True,
    )
    step(essay, StepKind.HANDED_IN, on=on, handwritten=by_hand)
    if marked_on:
        step(essay, result, on=marked_on)
    return essay


def step(essay, kind, *, on, **look):
    return EssayStep.objects.create(essay=essay, kind=kind, on=day(on), recorded_at=LATER, **look)
