"""The page of a unit: progress, classes, absentees, essays, plan, reminders, what lies below it, history."""
from django.db.models import Min, Sum
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from campaigns.models import Campaign, ChangeKind, DutyChange, StudySession
from campaigns.progress import direct_duties
from campaigns.screens.session_list import session_rows
from campaigns.screens.speaker_state import speaker_state
from campaigns.services.make_up import absences_to_make_up
from campaigns.stages import stages_of
from campaigns.status import Status, progress_of
from campaigns.words import overdue_words, progress_words
from essays.owing import count_register, register_of
from lib.clock import local_day, now
from units.delegation import PERMISSION, fits
from units.models import Role, Unit
from units.screens.permitted import PermittedMixin
from units.screens.values import signed
from units.scope import may
from units.typing_help import helpers_of


class UnitPage(PermittedMixin, TemplateView):
    permission = "units.view"
    template_name = "portal/unit_page.html"

    def load(self):
        units = Unit.objects.permitted(self.request.user, self.permission).select_related("block", "succeeded_by")
        self.unit = get_object_or_404(units, pk=self.kwargs["pk"])
        campaigns = Campaign.objects.launched().permitted(self.request.user, "campaigns.view").newest_first()
        campaigns = campaigns.filter(duties__unit=self.unit).distinct()
        wanted = self.request.GET.get("campaign", "")
        self.campaigns = list(campaigns)
        chosen = [campaign for campaign in self.campaigns if str(campaign.pk) == wanted]
        self.campaign = (chosen or self.campaigns or [None])[0]

    def get_context_data(self, **kwargs):
        user, unit = self.request.user, self.unit
        above = Unit.objects.above(unit).exclude(pk=unit.pk).permitted(user, self.permission)
        return super().get_context_data(
            unit=unit, above=above, campaign=self.campaign, campaigns=self.campaigns,
            helpers=helpers_of([unit], day=local_day(now())) if may(user, "helpers.end", unit) else [],
            may_add_helper=fits(Role.HELPER, unit) and not unit.is_ended and may(user, PERMISSION, unit),
            may_manage=may(user, "units.manage", unit), may_see_members=may(user, "members.view", unit),
            **(duty_context(user, unit, self.campaign) if self.campaign else {}), **kwargs,
        )


def duty_context(user, unit, campaign):
    """What the page says of the unit in one campaign."""
    at = now()
    duty = campaign.duties.filter(unit=unit).select_related("unit", "plan", "campaign").order_by("pk").last()
    (progress,) = progress_of([duty], campaign=campaign, at=at)
    below = direct_duties(campaign, above=duty, at=at).select_related("unit", "plan", "campaign").order_by("path")
    sees_names = may(user, "names.view", unit)
    # One that was merged, ended or exempted owes nothing: nobody plans, logs or rings for it any more.
    is_running = campaign.is_open and duty.until is None
    return {
        "duty": duty,
        "progress": progress,
        "state": progress_words(progress),
        "overdue": overdue_words(progress.overdue_days),
        "stages": stages_of(campaign, at=at),
        "below": [(one, words_below(one)) for one in progress_of(below, campaign=campaign, at=at)],
        "sessions": class_rows(user, unit, campaign),
        "left": absences_to_make_up(campaign, duty=duty) if sees_names else [],
        "register": count_register(register_of(duty, at=at)),
        "speaker": speaker_state(duty),
        "reminders": duty.reminders.filter(withdrawn_at=None).select_related("by")[:10],
        "ledger": ledger_lines(campaign, unit),
        "sees_names": sees_names,
        "may_log": may(user, "sessions.log", unit) and is_running,
        "may_plan": may(user, "plans.edit", unit) and is_running,
        "may_remind": may(user, "reminders.log", unit) and is_running,
    }


def words_below(progress):
    """One word for a row: of a late one, for how long."""
    return overdue_words(progress.overdue_days) if progress.status == Status.OVERDUE else progress_words(progress)


def ledger_lines(campaign, unit):
    """`(day, what, change of heads, why)` since the launch; people who came or went with one step are one line."""
    changes = DutyChange.objects.filter(duty__campaign=campaign, duty__unit=unit).order_by()
    steps = changes.values_list("effective_on", "kind", "reason").annotate(delta=Sum("heads_delta"), first=Min("pk"))
    return [
        (on, ChangeKind(kind).label, signed(delta) if delta else "", reason)
        for on, kind, reason, delta, _first in steps.order_by("effective_on", "first")[:20]
    ]


def class_rows(user, unit, campaign):
    """Rows of the classes the unit or one below it attended, newest first."""
    units = Unit.objects.within(unit)
    sessions = StudySession.objects.permitted(user, "sessions.view").standing().filter(
        campaign=campaign, pk__in=StudySession.objects.filter(attendances__unit__in=units).values("pk")
    )
    return session_rows(user, list(sessions.select_related("host", "campaign").order_by("-moment")[:50]))
