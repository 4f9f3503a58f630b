"""The cut-offs of a campaign's weeks; another one for a week whose cut-off falls on a day off."""
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from campaigns.cut_offs import decision_on, decisions_of, usual_cut_off
from campaigns.models import Campaign
from lib.clock import at_hour, now
from reports.cut_offs import weeks_of
from reports.forms_of_cut_offs import OTHER, CutOffForm
from reports.screens.words import moment_words, week_words
from reports.services.cut_offs import decide_cut_off
from units.screens.forms import ServiceFormView
from units.screens.permitted import PermittedMixin


class CutOffMixin:
    permission = "campaigns.manage"

    def load(self):
        campaigns = Campaign.objects.launched().permitted(self.request.user, self.permission)
        self.campaign = get_object_or_404(campaigns.select_related("unit"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(campaign=self.campaign, **kwargs)


class CutOffs(CutOffMixin, PermittedMixin, TemplateView):
    template_name = "reports/cut_offs.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(rows=[row_of(one) for one in weeks_of(self.campaign)], **kwargs)


def row_of(one):
    decision = one.decision
    return {
        "name": one.week.name, "week": week_words(one.week), "cut_off": moment_words(one.cut_off), "occasion": one.occasion,
        "is_question": one.is_open_question, "proposal": moment_words(one.proposal) if one.proposal else "",
        "decision": decision, "usual": moment_words(decision.instead_of) if decision and decision.moment else "",
        "decided_at": moment_words(decision.decided_at) if decision else "",
    }


class CutOffDecide(CutOffMixin, ServiceFormView):
    form_class = CutOffForm
    template_name = "reports/cut_off_form.html"
    success_message = _("The cut-off of the week is decided.")

    def load(self):
        super().load()
        self.one = next((one for one in weeks_of(self.campaign) if one.week.name == self.kwargs["week"]), None)
        if self.one is None:
            raise Http404

    def get_initial(self):
        decision = decision_on(self.campaign, self.one.week.monday)
        row = decisions_of(self.campaign).get(self.one.week.monday)
        moment = localtime(self.one.proposal or self.one.cut_off)
        return {
            "version": row.version if row else 0, "choice": "usual" if decision and not decision.moment else OTHER,
            "day": moment.date(), "hour": moment.time(), "reason": decision.reason if decision else self.one.occasion,
        }

    def get_context_data(self, **kwargs):
        usual = usual_cut_off(self.campaign, self.one.week.monday)
        return super().get_context_data(row=row_of(self.one), usual_moment=moment_words(usual), **kwargs)

    def current_values(self, row):
        moment = localtime(row.moment or row.instead_of)
        return {
            "choice": OTHER if row.moment else "usual", "day": moment.date(), "hour": moment.time(), "reason": row.reason,
        }

    def perform(self, data):
        moment = at_hour(data["day"], data["hour"]) if data["choice"] == OTHER else None
        return decide_cut_off(
            campaign=self.campaign, week=self.one.week, moment=moment, version=data["version"], reason=data["reason"],
            by=self.request.user, at=now(),
        )

    def get_success_url(self):
        return reverse("reports:cut_offs", args=[self.campaign.pk])
