"""Home: what is missing for an officer, what to do next for a secretary, the sentence for a leader."""
from django.http import Http404
from django.views.generic import TemplateView

from accounts.kept_phones import open_to_kept_phones
from campaigns.models import Campaign, StudySession
from campaigns.progress import count_held
from campaigns.screens.outstanding import OutstandingMixin
from campaigns.screens.speaker_state import speaker_state
from campaigns.stages import stages_of
from campaigns.status import progress_of
from campaigns.words import overdue_words, progress_words
from documents.inbox import inbox_of
from essays.answers import answers_to
from essays.filing.waiting import count_waiting
from essays.owing import count_register, register_of
from lib.clock import local_day, now
from portal.screens.own_phone import own_phone
from privacy.due import due_of
from reports.cut_offs import SOON, questions_of
from reports.models import WeeklyReport
from reports.screens.cut_offs import row_of
from reports.since_issued import since_issued
from units.models import Role, Unit
from units.screens.lists import ListScreen
from units.screens.permitted import OpenToAllSignedIn
from units.scope import appointments_of, has_permission, has_role, may, paths_permitted, within_paths
from units.typing_help import helpers_of, own_help

# The newest ones; all stand in the list of proposals.
_ANSWERS_SHOWN = 2


@open_to_kept_phones
def home(request):
    """The home page of the user's role."""
    if has_permission(request.user, "progress.list") and newest_campaign(request.user) is not None:
        return OfficerHome.as_view()(request)
    if has_role(request.user, Role.SECRETARY) or has_role(request.user, Role.HELPER):
        return SecretaryHome.as_view()(request)
    return PlainHome.as_view()(request)


def newest_campaign(user):
    """The running campaign that began last, else the last that was launched."""
    campaigns = Campaign.objects.launched().permitted(user, "campaigns.view").select_related("unit").newest_first()
    return campaigns.running().first() or campaigns.first()


class OfficerHome(OutstandingMixin, ListScreen):
    """The list of what is missing, the worst first; what has changed since the last paper; a leader reads the same."""

    template_name = "portal/home_officer.html"

    def find_campaign(self, campaigns):
        campaign = newest_campaign(self.request.user)
        if campaign is None:
            raise Http404
        return campaign

    def get_context_data(self, **kwargs):
        user = self.request.user
        reports = self.reports()
        return super().get_context_data(
            stages=stages_of(self.campaign, at=self.at), report=reports.select_related("document").defer("document__payload").newest_first().first(),
            since=self.since(reports),
            may_remind=has_permission(user, "reminders.log"), may_log=has_permission(user, "sessions.log"),
            asked=StudySession.objects.standing().permitted(user, "sessions.view").filter(
                campaign=self.campaign, check_asked_at__isnull=False, check_answered_at=None
            ).count(), waiting=count_waiting(user), inbox=inbox_of(user, at=now()), cut_offs=self.cut_offs(),
            personal_due=due_of(user, at=now()), **kwargs,
        )

    @property
    def unit(self):
        return self.above.unit if self.above else self.campaign.unit

    def cut_offs(self):
        """Weeks soon to be cut off on a day off, for who may decide about them."""
        if not may(self.request.user, "campaigns.manage", self.campaign.unit):
            return []
        return [row_of(one) for one in questions_of(self.campaign, at=now(), within=SOON)]

    def reports(self):
        """Those on the units listed."""
        return WeeklyReport.objects.filter(campaign=self.campaign, unit=self.unit).permitted(self.request.user, "reports.view")

    def since(self, reports):
        """Nothing beside a list of the past: the paper may be of after it."""
        return since_issued(reports, self.campaign, self.unit, at=self.at) if self.at == self.now else None


class SecretaryHome(OpenToAllSignedIn, TemplateView):
    """What my cell must do next, and one big button."""

    template_name = "portal/home_secretary.html"

    def get_context_data(self, **kwargs):
        user, at = self.request.user, now()
        campaign = newest_campaign(user)
        cells = [cell_of(duty, campaign, at) for duty in own_duties(user, campaign)] if campaign else []
        totals = count_held(campaign, at=at) if campaign else (0, 0)
        return super().get_context_data(
            campaign=campaign, cells=cells, held=totals[0], units=totals[1],
            stages=stages_of(campaign, at=at) if campaign else [], questions=open_questions(user), waiting=count_waiting(user),
            own_phone=own_phone(self.request),
            may_mark=has_permission(user, "essays.mark"), may_tick=has_permission(user, "essays.tick"), **helping(user, at), **kwargs,
        )


def helping(user, at):
    """Who types for the user, and whom he himself types for."""
    day = local_day(at)
    kept = [post.unit_id for post in appointments_of(user) if post.role == Role.SECRETARY]
    helpers = helpers_of(kept, day=day) if kept else []
    return {"helpers": helpers, "several": len(kept) > 1, "helps": own_help(user, day=day)}


def own_duties(user, campaign):
    """Duties of the very units the user is appointed to, not of what lies below them."""
    units = [appointment.unit_id for appointment in appointments_of(user)]
    return campaign.duties.filter(unit__in=units, until=None).select_related("unit", "plan", "campaign").order_by("path")


def cell_of(duty, campaign, at):
    """What the secretary's page says of one cell."""
    (progress,) = progress_of([duty], campaign=campaign, at=at)
    register = count_register(register_of(duty, at=at))
    return {
        "duty": duty, "unit": duty.unit, "progress": progress, "state": progress_words(progress),
        "overdue": overdue_words(progress.overdue_days), "held": duty.is_held(at), "register": register,
        "speaker": speaker_state(duty), "answers": answers_to(duty)[:_ANSWERS_SHOWN],
        "sessions": StudySession.objects.standing().filter(campaign=campaign, attendances__unit=duty.unit).order_by("-moment")[:5],
    }


def open_questions(user):
    """Classes the user's unit is asked to look at again."""
    paths = paths_permitted(user, "sessions.log")
    return StudySession.objects.standing().filter(
        within_paths("host__path", paths), check_asked_at__isnull=False, check_answered_at=None
    )


class PlainHome(OpenToAllSignedIn, TemplateView):
    """For somebody without a running campaign or without a unit: what to do or whom to ask."""

    template_name = "portal/home_plain.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            has_unit=bool(appointments_of(user)), may_manage=has_permission(user, "campaigns.manage"),
            may_import=has_permission(user, "workbook.import"),
            has_units=Unit.objects.permitted(user, "units.view").filter(depth__gt=1).exists(),
            inbox=inbox_of(user, at=now()), personal_due=due_of(user, at=now()), **kwargs,
        )
