"""How a unit stands in a campaign, as of a moment; one word for one thing on every page and paper."""
import datetime
from dataclasses import dataclass

from django.db import connection, models
from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _

from campaigns.models import Absence, Attendance, Duty, SessionKind
from campaigns.progress import days_overdue, lowest_held, under_paths
from lib.clock import local_day


class Status(models.TextChoices):
    EXEMPT = "exempt", _("exempt")
    HELD = "held", _("held")
    HELD_WITH_ABSENTEES = "held_with_absentees", _("held, absentees left")
    IN_PROGRESS = "in_progress", _("in progress")
    OVERDUE = "overdue", _("overdue")
    PLANNED = "planned", _("planned")
    NO_PLAN = "no_plan", _("no plan")


@dataclass(frozen=True)
class UnitProgress:
    """One unit in a campaign as of a moment. `lowest_held` of `lowest` cells below have held (0 of 0: none below)."""

    duty: Duty
    status: Status
    lowest_held: int
    lowest: int
    overdue_days: int
    planned_on: datetime.date | None
    delay_reason: str
    reminders: int
    last_contact: datetime.datetime | None
    absentees_left: int

    @property
    def is_overdue(self):
        return self.overdue_days > 0


def progress_of(duties, *, campaign, at):
    """UnitProgress of each duty, in the order given; the same number of queries for any number of rows.

    `duties` come with `unit` and `plan` selected.
    """
    duties = list(duties)
    cells, contacts = lowest_held(duties, at), contacts_with(duties, at)
    left = count_absentees_left(campaign, [duty for duty in duties if duty.is_held(at)], at)
    late = days_overdue(campaign.study_due_on, local_day(at))
    none = (0, None)
    return [_progress_of(duty, cells[duty.pk], contacts.get(duty.pk, none), left.get(duty.pk, 0), late, at) for duty in duties]


def _progress_of(duty, cells, contacts, left, late, at):
    plan = getattr(duty, "plan", None)
    held = duty.is_held(at)
    owes = duty.owes_on(local_day(at))
    return UnitProgress(
        duty=duty,
        status=_status_of(owes=owes, held=held, left=left, cells_held=cells[0], late=late, plan=plan),
        lowest_held=cells[0],
        lowest=cells[1],
        overdue_days=0 if held or not owes else late,
        planned_on=plan.planned_on if plan else None,
        delay_reason=plan.delay_reason if plan else "",
        reminders=contacts[0] + (plan.earlier_reminders if plan else 0),
        last_contact=contacts[1],
        absentees_left=left,
    )


def _status_of(*, owes, held, left, cells_held, late, plan):
    if not owes:
        return Status.EXEMPT
    if held:
        return Status.HELD_WITH_ABSENTEES if left else Status.HELD
    if cells_held:
        return Status.IN_PROGRESS
    if late:
        return Status.OVERDUE
    return Status.PLANNED if plan and plan.planned_on else Status.NO_PLAN


# Written out for the same reason as in `progress`.
_CONTACTS = """
    SELECT duty_id, count(*), max(at) FROM campaigns_reminder
    WHERE duty_id = ANY(%(duties)s) AND at <= %(at)s AND withdrawn_at IS NULL
    GROUP BY 1
"""


def contacts_with(duties, at):
    """`{duty id: (reminders, moment of the last)}` up to the moment, without those counted before the campaign was kept here."""
    with connection.cursor() as cursor:
        cursor.execute(_CONTACTS, {"duties": [duty.pk for duty in duties], "at": at})
        return {duty: (number, last) for duty, number, last in cursor}


def count_absentees_left(campaign, duties, at):
    """`{duty id: absent from classes, not made up by the moment}`, with all units below; nothing where none is left."""
    by_path = {duty.path: duty.pk for duty in duties}
    if not by_path:
        return {}
    unit_paths = dict(campaign.duties.filter(under_paths(by_path)).values_list("unit_id", "path"))
    absent = Attendance.objects.filter(
        session__campaign=campaign, session__kind=SessionKind.CLASS, session__withdrawn_at=None, session__moment__lte=at,
        unit__in=unit_paths,
    ).filter(Q(absent_excused__gt=0) | Q(absent_unexcused__gt=0))
    made_up = dict(
        Absence.objects.filter(attendance__in=absent, made_up_on__lte=local_day(at))
        .values("attendance__unit").annotate(number=Count("pk")).values_list("attendance__unit", "number")
    )
    totals = absent.values("unit").annotate(number=Sum("absent_excused") + Sum("absent_unexcused"))
    left = {}
    for unit_id, number in totals.values_list("unit", "number"):
        path = unit_paths[unit_id]
        for length in range(4, len(path) + 1, 4):
            pk = by_path.get(path[:length])
            if pk is not None:
                left[pk] = left.get(pk, 0) + max(0, number - made_up.get(unit_id, 0))
    return {pk: number for pk, number in left.items() if number}

