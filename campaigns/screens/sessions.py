"""Logging and amending a class."""
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.record import record
from campaigns.forms.sessions import SessionForm
from campaigns.models import Campaign, Duty, StudySession
from campaigns.screens.session_defaults import defaults_for
from campaigns.services.sessions import amend_session, record_session, rows_of
from lib.clock import now
from units.screens.forms import ServiceFormView
from units.scope import appointments_of, has_permission, may, paths_permitted, within_paths


class SessionFormView(ServiceFormView):
    """What entering and amending share: the duties whose units the user may log for."""

    permission = "sessions.log"
    form_class = SessionForm
    template_name = "campaigns/session_form.html"
    success_message = _("The class is recorded.")

    def form_kwargs(self):
        return {}

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(), **self.form_kwargs(), "campaign": self.campaign, "duties": self.duties,
            "for_others": has_permission(self.request.user, "sessions.log_for_others"),
        }

    def get(self, request, *args, **kwargs):
        self.note_reading_of_names()
        return super().get(request, *args, **kwargs)

    def note_reading_of_names(self):
        """Above the base the names of a roster are seen only to log a class, and each such look is recorded."""
        for duty in self.duties:
            if not may(self.request.user, "names.view", duty.unit):
                record("campaigns.roster.read", duty, by=self.request.user, unit=duty.unit, of=duty.unit.name)

    def get_context_data(self, **kwargs):
        return super().get_context_data(campaign=self.campaign, **kwargs)

    def get_success_url_for(self, session):
        return reverse("campaigns:session", args=[session.pk])


def loggable_duties(user, campaign):
    """Duties in force whose classes the user may log."""
    return (
        campaign.duties.filter(until=None).permitted(user, "sessions.log").select_related("unit", "campaign").order_by("path")
    )


def only_one(duties):
    """The only duty as a list, or nothing where there are several to choose from."""
    first_two = list(duties[:2])
    return first_two if len(first_two) == 1 else []


class SessionAdd(SessionFormView):
    """The units stand in the URL (`?unit=`); whoever may log for one unit alone need not choose."""

    def load(self):
        campaigns = Campaign.objects.launched().permitted(self.request.user, "campaigns.view")
        self.campaign = get_object_or_404(campaigns, pk=self.kwargs["campaign_id"])
        duties = loggable_duties(self.request.user, self.campaign)
        wanted = set(self.request.GET.getlist("unit"))
        self.duties = list(duties.filter(unit__code__in=wanted)) if wanted else only_one(duties)
        if len(self.duties) < len(wanted):
            raise Http404

    def dispatch(self, request, *args, **kwargs):
        if not self.duties:
            return redirect("campaigns:session_units", self.campaign.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return defaults_for(self.campaign, self.duties, at=now())

    def perform(self, data):
        data.pop("version")
        how = data.pop("logged_how", ""), data.pop("logged_for", "")
        own = all(self._is_own(duty) for duty in self.duties)
        return record_session(
            campaign=self.campaign, host=self.duties[0].unit, by=self.request.user, at=now(),
            logged_how="" if own else how[0], logged_for="" if own else how[1], **data,
        )

    def _is_own(self, duty):
        return any(a.unit_id == duty.unit_id for a in appointments_of(self.request.user))


class SessionAmend(SessionFormView):
    success_message = _("The class is corrected.")

    def load(self):
        user = self.request.user
        paths = paths_permitted(user, "sessions.log")
        sessions = StudySession.objects.standing().filter(within_paths("host__path", paths)).select_related("campaign", "host")
        self.session = get_object_or_404(sessions, pk=self.kwargs["pk"])
        self.campaign = self.session.campaign
        self.rows = rows_of(self.session)
        mine = [row for row in self.rows if may(user, "sessions.log", row.unit)]
        # Rows of units outside the caller's scope stay as they are.
        self.kept_rows = [row for row in self.rows if row not in mine]
        duties = Duty.objects.filter(campaign=self.campaign, unit__in=[row.unit.pk for row in mine], until=None)
        self.duties = list(duties.select_related("unit", "campaign").order_by("path"))

    def form_kwargs(self):
        return {"rows": self.rows, "kept_rows": self.kept_rows}

    def get_initial(self):
        session = self.session
        names = (
            "version", "held_on", "part", "hour", "kind", "format", "audience", "place", "speakers", "speaker_level",
            "note", "logged_how", "logged_for",
        )
        return {**{name: getattr(session, name) for name in names}, "resolutions": session.resolutions.all()}

    def perform(self, data):
        data.pop("kind")
        return amend_session(session=self.session, by=self.request.user, at=now(), **data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(session=self.session, kept_rows=self.kept_rows, **kwargs)
