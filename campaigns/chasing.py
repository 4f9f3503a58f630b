"""Where a unit that has not held stands on the chasing desk: to be called today, away until its day, or reached today."""
import datetime
from dataclasses import dataclass

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Value, When
from django.utils.translation import gettext_lazy as _

from campaigns.days_off import DaysOff
from campaigns.models import Duty, EscalationStep, Reminder, ReminderWay
from campaigns.progress import direct_duties, under_paths
from lib.clock import local_day, start_of_day


class Place(models.TextChoices):
    TO_CALL = "to_call", _("to call today")
    SNOOZED = "snoozed", _("promised a day to come")
    REACHED = "reached", _("reached today")


def desk_duties(campaign, *, above=None, at):
    """The units of the report's list of the moment, each with its `place` on the desk.

    `came_back`: its planned day has come and it has not held; `promised`: that day was said on a call.
    A day to come takes a unit away; who was reached today is left alone until tomorrow.
    """
    day, standing = local_day(at), Reminder.objects.filter(duty=OuterRef("pk"), withdrawn_at=None, at__lte=at)
    spoken = standing.filter(reached=True, at__gte=start_of_day(day)).exclude(way=ReminderWay.LETTER)
    return direct_duties(campaign, above=above, at=at).not_held_by(at).annotate(
        place=Case(
            When(plan__planned_on__gt=day, then=Value(Place.SNOOZED)), When(Exists(spoken), then=Value(Place.REACHED)),
            default=Value(Place.TO_CALL), output_field=models.CharField(),
        ),
        came_back=Case(When(plan__planned_on__lte=day, then=Value(True)), default=Value(False)),
        promised=Exists(standing.filter(promised_on=OuterRef("plan__planned_on"))),
        has_plan=Case(When(plan__planned_on__isnull=False, then=Value(True)), default=Value(False)),
    )


def count_places(campaign, *, above=None, at):
    """`{place: units}`, and under "" all of them."""
    rows = desk_duties(campaign, above=above, at=at).order_by().values("place").annotate(number=Count("pk"))
    counts = dict.fromkeys(Place.values, 0) | {row["place"]: row["number"] for row in rows}
    return counts | {"": sum(counts.values())}


def cells_missing(duties, *, at):
    """The lowest duties below the given ones that owe and have not held, in the order of the tree; one question."""
    if not duties:
        return []
    missing = Duty.objects.filter(under_paths([duty.path for duty in duties]), campaign=duties[0].campaign_id)
    below = Duty.objects.filter(parent=OuterRef("pk")).owing(at)
    missing = missing.exclude(pk__in=[duty.pk for duty in duties]).owing(at).not_held_by(at).exclude(Exists(below))
    return list(missing.select_related("unit", "plan").order_by("path"))


@dataclass(frozen=True)
class Contact:
    """The last reminders of a unit, the newest first, and the steps of the ladder that wait for it."""

    reminders: tuple = ()
    steps: tuple = ()


def contacts_of(duties, *, at, shown=5):
    """`{duty id: Contact}`; two questions for any number of units."""
    newest = models.Window(models.functions.RowNumber(), partition_by=F("duty_id"), order_by=[F("at").desc(), F("pk").desc()])
    ids, reminders, steps = [duty.pk for duty in duties], {}, {}
    rows = Reminder.objects.filter(duty__in=ids, withdrawn_at=None, at__lte=at).annotate(row=newest)
    shown_rows = rows.filter(row__lte=shown).select_related("by", "letter__document").defer("letter__payload", "letter__document__payload")
    for reminder in shown_rows.order_by("-at", "-pk"):
        reminders.setdefault(reminder.duty_id, []).append(reminder)
    for step in EscalationStep.objects.unanswered().filter(duty__in=ids, at__lte=at).select_related("duty__unit", "duty__parent__unit"):
        steps.setdefault(step.duty_id, []).append(step)
    return {pk: Contact(tuple(reminders.get(pk, ())), tuple(steps.get(pk, ()))) for pk in ids}


def sensible_reply_day(at, *, unit):
    """A week to hold the study after a letter, and no day on which the sender's office is closed."""
    return DaysOff(unit).working_day_from(local_day(at) + datetime.timedelta(days=7))
