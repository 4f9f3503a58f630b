"""Compiling a week's report by hand."""
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import Campaign
from lib.clock import at_hour, now
from reports.forms import CompileForm, ConfirmForm, FinalForm
from reports.models import WeeklyReport
from reports.screens.words import moment_words, week_words
from reports.services import compile_final_report, compile_weekly_report
from reports.weeks import Week, weeks_to_offer
from units.models import Unit
from units.scope import paths_permitted, within_paths
from units.screens.forms import ServiceFormView


class Compile(ServiceFormView):
    """Choose the week and whose report it is; an existing draft is brought up to date."""

    permission = "reports.compile"
    form_class = CompileForm
    template_name = "reports/compile.html"
    success_message = gettext_lazy("The report is compiled.")

    def load(self):
        campaigns = Campaign.objects.permitted(self.request.user, "campaigns.view").launched().newest_first()
        self.campaigns = list(campaigns.select_related("unit"))
        chosen = self.request.GET.get("campaign")
        if chosen and not any(str(campaign.pk) == chosen for campaign in self.campaigns):
            raise Http404
        self.campaign = next((c for c in self.campaigns if str(c.pk) == chosen), next(iter(self.campaigns), None))

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "units": self._units(), "weeks": self._weeks()}

    def get_initial(self):
        closed = [name for name, _words in self._weeks()]
        return {"unit": self._units().first(), "week": closed[0] if closed else None}

    def get_context_data(self, **kwargs):
        return super().get_context_data(campaigns=self.campaigns, campaign=self.campaign, **kwargs)

    def _units(self):
        """The committee and its bases (units with some below them), as far as the user's appointment reaches."""
        if self.campaign is None:
            return Unit.objects.none()
        bases = self.campaign.duties.filter(until=None, children__until=None, children__isnull=False)
        units = Unit.objects.filter(within_paths("path", paths_permitted(self.request.user, self.permission)))
        whose = units.filter(pk=self.campaign.unit_id) | units.filter(pk__in=bases.values("unit"))
        return whose.distinct().order_by("path")

    def _weeks(self):
        """The weeks begun, the last closed one first, the running one at the end."""
        if self.campaign is None:
            return []
        at = now()
        weeks = weeks_to_offer(self.campaign, at)[::-1]
        weeks.sort(key=lambda week: week.cut_off(self.campaign) > at)
        return [(week.name, self._words(week, at)) for week in weeks]

    def _words(self, week, at):
        cut_off = week.cut_off(self.campaign)
        words = {"week": week_words(week), "cut_off": moment_words(cut_off)}
        if cut_off > at:
            return _("%(week)s (not closed yet, cut-off %(cut_off)s)") % words
        return _("%(week)s (cut-off %(cut_off)s)") % words

    def perform(self, data):
        return compile_weekly_report(
            campaign=self.campaign, unit=data["unit"], week=Week.parse(data["week"]), by=self.request.user, at=now()
        )

    def get_success_url_for(self, result):
        return reverse("reports:show", args=[result.pk])


class CompileFinal(Compile):
    """The final report of a campaign, as of the moment asked for or of its close."""

    form_class = FinalForm
    template_name = "reports/compile_final.html"

    def get_form_kwargs(self):
        return {name: value for name, value in super().get_form_kwargs().items() if name != "weeks"}

    def get_initial(self):
        moment = timezone.localtime((self.campaign and self.campaign.closed_at) or now())
        return {"unit": self._units().first(), "day": moment.date(), "hour": moment.time().replace(second=0, microsecond=0)}

    def perform(self, data):
        moment = at_hour(data["day"], data["hour"])
        return compile_final_report(
            campaign=self.campaign, unit=data["unit"], cut_off=moment, early=data["early"], by=self.request.user, at=now()
        )


class CompileAgain(ServiceFormView):
    """Bring a draft up to date."""

    permission = "reports.compile"
    form_class = ConfirmForm
    template_name = "reports/compile_again.html"
    success_message = gettext_lazy("The figures are up to date.")

    def load(self):
        reports = WeeklyReport.objects.permitted(self.request.user, self.permission).drafts()
        self.report = get_object_or_404(reports.select_related("campaign", "unit"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            report=self.report, submit_label=_("Update the figures"), cancel_url=self.get_success_url(), **kwargs
        )

    def perform(self, data):
        report = self.report
        if report.is_final:
            return compile_final_report(
                campaign=report.campaign, unit=report.unit, cut_off=report.cut_off, early=True, by=self.request.user, at=now()
            )
        return compile_weekly_report(
            campaign=report.campaign, unit=report.unit, week=report.week, by=self.request.user, at=now()
        )

    def get_success_url(self):
        return reverse("reports:show", args=[self.report.pk])
