"""The classes planned for the coming weeks: by day, place or speaker; what meets what; who waits for a speaker."""
import datetime
from collections import defaultdict
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from campaigns.days_off import DaysOff
from campaigns.forms.calendar import CalendarFilter
from campaigns.models import DayPart, RequestState, Speaker, SpeakerRequest
from campaigns.planned import clashes_among, planned_classes, request_of, speaker_of
from campaigns.words import slot_words
from lib.clock import today
from units.scope import has_permission, main_unit, may
from units.screens.fields import DayField
from units.screens.lists import Link, ListScreen, Sort
from units.screens.permitted import PermittedMixin

PART_ORDER = {"": 0, DayPart.MORNING: 1, DayPart.AFTERNOON: 2, DayPart.EVENING: 3}


class Calendar(ListScreen):
    permission = "plans.view"
    template_name = "campaigns/calendar.html"
    filter_form = CalendarFilter
    default_sort = "day"
    sorts = {
        "day": Sort(gettext_lazy("Day"), "planned_on", "duty__unit__path"),
        "place": Sort(gettext_lazy("Place"), "place", "planned_on", "duty__unit__path"),
        "speaker": Sort(gettext_lazy("Speaker"), "speaker_key", "planned_on", "duty__unit__path"),
    }

    def filter_kwargs(self):
        return {"first": today(), "speakers": speakers_seen(self.request.user)}

    def rows(self):
        return seen_by(self.request.user)

    def present(self, plans):
        rows = rows_of(self.request.user, plans)
        by_day = self.request.GET.get("sort", "day").lstrip("-") not in ("place", "speaker")
        # Within a day the parts follow each other as they do in life.
        return sorted(rows, key=lambda row: (row["plan"].planned_on, row["order"])) if by_day else rows

    def get_context_data(self, **kwargs):
        user = self.request.user
        context = super().get_context_data(**kwargs)
        key = context["state"].sort[0]
        first, last = context["state"].form.days
        off = days_off_among(user, context["rows"])
        return {
            **context, "groups": [(words, off[words], list(rows)) for words, rows in groupby(context["rows"], key=_GROUPS[key])],
            "grouping": key, "ways": ways_of(context["state"]),
            "waiting": waiting_for(user), "may_assign": has_permission(user, "speakers.manage"), "first": first, "last": last,
        }


def days_off_among(user, rows):
    """`{heading of a day: the occasion for which it is off}` of the days on which the classes are planned."""
    off = DaysOff(main_unit(user))
    return defaultdict(str, {day_words(day): off.name(day) for day in {row["plan"].planned_on for row in rows}})


def ways_of(state):
    """How the list may be grouped."""
    words = {"day": _("By day"), "place": _("By place"), "speaker": _("By speaker")}
    return [Link(text, state.url(sort=name), name == state.sort[0]) for name, text in words.items()]


def seen_by(user):
    speakers = SpeakerRequest.objects.filter(plan=OuterRef("pk"), state=RequestState.ASSIGNED).values("speaker__sort_key")[:1]
    return planned_classes().permitted(user, "plans.view").annotate(speaker_key=Subquery(speakers))


def speakers_seen(user):
    """Those one keeps, and those who are sent to one's units."""
    sent = SpeakerRequest.objects.permitted(user, "plans.view").filter(state=RequestState.ASSIGNED).values("speaker")
    return (Speaker.objects.permitted(user, "speakers.manage").serving() | Speaker.objects.filter(pk__in=sent)).distinct().order_by("sort_key")


def waiting_for(user):
    """Requests nobody has answered for the day they speak of, the nearest day first."""
    requests = SpeakerRequest.objects.permitted(user, "plans.view").to_answer()
    found = requests.select_related("plan__duty__unit", "speaker").order_by("plan__planned_on", "plan__duty__unit__path")
    return [
        {"request": one, "unit": one.unit, "when": slot_words(one.plan) or _("not planned"), "place": one.plan.place,
         "why": why_waiting(one)}
        for one in found
    ]


def why_waiting(request):
    if request.is_without_speaker:
        return _("%(name)s has retired") % {"name": request.speaker.full_name}
    return _("the day was moved after %(name)s was sent") % {"name": request.speaker.full_name} if request.is_moved else ""


def rows_of(user, plans):
    """The plans as rows of text, each with what it meets anywhere in the committee; no name of a unit the reader may not see."""
    plans = list(plans)
    days, committees = {plan.planned_on for plan in plans}, {plan.duty.campaign.unit_id for plan in plans}
    around = planned_classes().filter(planned_on__in=days, duty__campaign__unit__in=committees) if plans else []
    clashes = clashes_among(around)
    return [row_of(user, plan, clashes.get(plan.pk, ())) for plan in plans]


def row_of(user, plan, clashes):
    request, speaker = request_of(plan), speaker_of(plan)
    unit = plan.duty.unit
    return {
        "plan": plan, "unit": unit, "request": request, "speaker": speaker, "order": PART_ORDER[plan.part],
        "day": date_format(plan.planned_on, "d/m/Y"), "part": capfirst(plan.get_part_display()) or "–",
        "place": plan.place or "–", "phone": unit.phone,
        "clashes": [clash_words(user, clash) for clash in clashes],
        "may_ask": may(user, "plans.edit", unit), "may_print": may(user, "names.print", unit), "may_assign": may(user, "speakers.manage", unit),
    }


def clash_words(user, clash):
    other = clash.other.duty.unit
    name = other.name if may(user, "plans.view", other) else _("another unit")
    said = _("Same speaker as %(unit)s") if clash.is_speaker else _("Same place as %(unit)s")
    return said % {"unit": name}


def day_words(day):
    """"Thứ Hai, 15/01/2018"."""
    return capfirst(date_format(day, "l, d/m/Y"))


_GROUPS = {
    "day": lambda row: day_words(row["plan"].planned_on),
    "place": lambda row: row["plan"].place or _("Place not known yet"),
    "speaker": lambda row: row["speaker"].full_name if row["speaker"] else _("No speaker sent"),
}


class WeekSheet(PermittedMixin, TemplateView):
    """The classes of one week on paper; the week to come unless the URL names a day of another (`?week=`)."""

    permission = "plans.view"
    template_name = "campaigns/week_sheet.html"

    def load(self):
        try:
            day = DayField(required=False).clean(self.request.GET.get("week", ""))
        except ValidationError:
            day = None
        day = day or today() + datetime.timedelta(days=7)
        self.monday = day - datetime.timedelta(days=day.weekday())

    def get_context_data(self, **kwargs):
        user, monday = self.request.user, self.monday
        sunday = monday + datetime.timedelta(days=6)
        plans = seen_by(user).filter(planned_on__range=(monday, sunday)).order_by("planned_on", "duty__unit__path")
        rows = sorted(rows_of(user, plans), key=lambda row: (row["plan"].planned_on, row["order"]))
        off = days_off_among(user, rows)
        days = [(words, off[words], list(rows)) for words, rows in groupby(rows, key=_GROUPS["day"])]
        week = datetime.timedelta(days=7)
        return super().get_context_data(
            days=days, number=len(rows), monday=monday, sunday=sunday, before=monday - week, after=monday + week,
            is_next=monday <= today() + week <= sunday, **kwargs,
        )
