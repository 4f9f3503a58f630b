"""Counts of units at a class: what is typed, what is named, and the checks between them and the roster."""
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from campaigns.models import Absence, Attendance, Duty, RosterEntry, SessionKind
from campaigns.progress import heads_at, under_paths
from lib.clock import start_of_day
from units.models import Member, Unit


@dataclass(frozen=True)
class NamedAbsence:
    member: Member
    excused: bool = False


@dataclass(frozen=True)
class AttendanceRow:
    """What is said of one unit at a class; counts in people. `absences` may name the absent, all or some."""

    unit: Unit
    summoned: int
    present: int
    absent_excused: int = 0
    absent_unexcused: int = 0
    non_members: int = 0
    absences: tuple[NamedAbsence, ...] = ()


def all_present_but(unit, *, heads, absences=(), non_members=0):
    """The row of "đủ, trừ những người sau": everybody on the roster was called, the named stayed away."""
    excused = sum(absence.excused for absence in absences)
    return AttendanceRow(
        unit=unit, summoned=heads, present=heads - len(absences), absent_excused=excused,
        absent_unexcused=len(absences) - excused, non_members=non_members, absences=tuple(absences),
    )


def check_rows(campaign, rows, *, kind, held_on, session=None):
    """Raise ValidationError (field `attendance`, one sentence per unit) where a row cannot be."""
    duties = _duties_in_force(campaign, rows, held_on)
    errors = [sentence for row in rows for sentence in _errors_of_row(row, duties.get(row.unit.pk), kind)]
    if not rows:
        errors.append(_("Say which unit attended the class."))
    if len({row.unit.pk for row in rows}) < len(rows):
        errors.append(_("A unit stands twice in the list; give it one row."))
    if not errors and kind == SessionKind.CLASS:
        errors += _errors_with_other_classes(campaign, rows, duties, session)
    if not errors:
        errors += _errors_of_names(rows, duties, held_on)
    if errors:
        raise ValidationError({"attendance": errors})


def _duties_in_force(campaign, rows, held_on):
    """`{unit id: duty}` of the rows' units on the day; who left or came since may have been at a class too."""
    duties = Duty.objects.filter(campaign=campaign, unit__in=[row.unit.pk for row in rows]).select_related("unit")
    duties = {duty.unit_id: duty for duty in duties.order_by("pk") if duty.owes_on(held_on)}
    heads = heads_at(list(duties.values()), start_of_day(held_on))
    for duty in duties.values():
        duty.heads = max(duty.heads, heads[duty.pk])
    return duties


def _errors_of_row(row, duty, kind):
    words = {
        "unit": row.unit.name, "summoned": row.summoned, "present": row.present,
        "absent": row.absent_excused + row.absent_unexcused,
    }
    if duty is None and kind != SessionKind.CONFERENCE:
        yield _("%(unit)s is not asked to join the campaign.") % words
        return
    if row.present > row.summoned:
        yield _("%(unit)s: %(present)d present is more than the %(summoned)d summoned.") % words
    elif row.summoned != row.present + words["absent"]:
        yield _(
            "%(unit)s: %(present)d present and %(absent)d absent do not make the %(summoned)d summoned."
        ) % words
    if kind == SessionKind.CLASS and row.present + row.non_members == 0:
        yield _("%(unit)s: nobody was present, so the unit did not attend. Leave it out.") % words
    if kind == SessionKind.CLASS and duty is not None and row.present > duty.heads:
        yield _("%(unit)s: %(present)d present is more than the %(heads)d members who are to study.") % {
            **words, "heads": duty.heads,
        }


def _errors_with_other_classes(campaign, rows, duties, session):
    """Against the classes recorded so far: more present than there are people; a base and its cell for the same people."""
    others = Attendance.objects.filter(
        session__campaign=campaign, session__kind=SessionKind.CLASS, session__withdrawn_at=None
    ).exclude(session=session)
    present_before = {}
    for unit_id, present in others.filter(unit__in=duties).values_list("unit_id", "present"):
        present_before[unit_id] = present_before.get(unit_id, 0) + present
    related = _units_above_and_below(campaign, duties.values())
    recorded = dict(others.filter(unit__in=related).values_list("unit_id", "unit__name"))
    recorded |= {row.unit.pk: row.unit.name for row in rows}
    for row in rows:
        duty, before = duties[row.unit.pk], present_before.get(row.unit.pk, 0)
        if before + row.present > duty.heads:
            yield _("%(unit)s: with the classes recorded before, %(present)d present is more than the %(heads)d members who are to study.") % {
                "unit": row.unit.name, "present": before + row.present, "heads": duty.heads,
            }
        for other_id in sorted(recorded):
            if other_id != row.unit.pk and _is_above_or_below(related.get(other_id), duty):
                yield _("%(unit)s: the class is recorded for %(other)s already, for the same people.") % {
                    "unit": row.unit.name, "other": recorded[other_id],
                }


def _units_above_and_below(campaign, duties):
    """`{unit id: duty path}` of the duties on the lines of the given ones."""
    duties = list(duties)
    lineage = [duty.path[:length] for duty in duties for length in range(4, len(duty.path), 4)]
    lines = campaign.duties.filter(under_paths([duty.path for duty in duties])) | campaign.duties.filter(path__in=lineage)
    return dict(lines.filter(until=None).values_list("unit_id", "path"))


def _is_above_or_below(path, duty):
    return path is not None and (path.startswith(duty.path) or duty.path.startswith(path))


def _errors_of_names(rows, duties, held_on):
    """The absent must be on the roster of their unit (or below it) on the day."""
    named = {absence.member.pk for row in rows for absence in row.absences}
    places = dict(
        RosterEntry.objects.on(held_on).filter(member__in=named, duty__campaign__in={d.campaign_id for d in duties.values()})
        .values_list("member_id", "duty__path")
    )
    for row in rows:
        duty = duties.get(row.unit.pk)
        for absence in row.absences:
            if duty is not None and not places.get(absence.member.pk, "").startswith(duty.path):
                yield _("%(member)s is not on the roster of %(unit)s.") % {
                    "member": absence.member.full_name, "unit": row.unit.name,
                }


def write_rows(session, rows):
    """Make the attendance of the class equal to the rows; what was made up for a member named again is kept."""
    kept = {
        (absence.attendance.unit_id, absence.member_id): absence
        for absence in Absence.objects.filter(attendance__session=session).select_related("attendance")
    }
    session.attendances.all().delete()
    attendances = Attendance.objects.bulk_create(
        Attendance(
            session=session, unit=row.unit, summoned=row.summoned, present=row.present,
            absent_excused=row.absent_excused, absent_unexcused=row.absent_unexcused, non_members=row.non_members,
        )
        for row in rows
    )
    Absence.objects.bulk_create(
        _absence(attendance, named, kept.get((attendance.unit_id, named.member.pk)))
        for attendance, row in zip(attendances, rows, strict=True)
        for named in row.absences
    )


def _absence(attendance, named, before):
    absence = Absence(attendance=attendance, member=named.member, excused=named.excused)
    if before is not None:
        absence.made_up_on, absence.made_up_how, absence.made_up_in = before.made_up_on, before.made_up_how, before.made_up_in
    return absence
