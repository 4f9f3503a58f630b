"""Campaigns: list, page, entering, changing, launching, closing, the next as a copy of the last."""
from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from campaigns.cut_offs import other_cut_offs
from campaigns.days_off import DaysOff, days_off_of
from campaigns.forms.campaigns import CampaignForm, ConfirmForm
from campaigns.models import Campaign
from campaigns.progress import count_held
from campaigns.services.campaigns import add_campaign, change_campaign, close_campaign, facts_to_copy, reopen_campaign
from campaigns.services.launch import check_before_launch, launch_campaign
from campaigns.stages import stages_of
from lib.clock import now, today
from units.screens.forms import ServiceFormView
from units.screens.lists import figure
from units.screens.permitted import PermittedMixin
from units.scope import has_permission, main_unit, may


class CampaignList(PermittedMixin, TemplateView):
    permission = "campaigns.view"
    template_name = "campaigns/list.html"

    def get_context_data(self, **kwargs):
        campaigns = Campaign.objects.permitted(self.request.user, self.permission).select_related("unit").newest_first()
        return super().get_context_data(campaigns=campaigns, may_add=may_manage(self.request.user), **kwargs)


def may_manage(user):
    unit = main_unit(user)
    return unit is not None and may(user, "campaigns.manage", unit)


class CampaignMixin:
    """Loads the campaign of the URL through the caller's scope."""

    def load(self):
        campaigns = Campaign.objects.permitted(self.request.user, self.permission).select_related("unit")
        self.campaign = get_object_or_404(campaigns, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(campaign=self.campaign, **kwargs)

    def get_success_url(self):
        return reverse("campaigns:detail", args=[self.campaign.pk])


class CampaignPage(CampaignMixin, PermittedMixin, TemplateView):
    permission = "campaigns.view"
    template_name = "campaigns/detail.html"

    def get_context_data(self, **kwargs):
        campaign, at, user = self.campaign, now(), self.request.user
        held, units = count_held(campaign, at=at)
        return super().get_context_data(
            held=held, units=units, not_held=units - held, stages=stages_of(campaign, at=at),
            resolutions=campaign.resolutions.order_by("campaignresolution__position").select_related("document"),
            may_manage=may(user, "campaigns.manage", campaign.unit),
            days_off=[] if campaign.closed_at else days_off_of(campaign),
            other_cut_offs=other_cut_offs(campaign),
            **({} if campaign.is_launched else what_a_launch_asks(campaign, at)),
            sees_list=may(user, "progress.view", campaign.unit),
            counts_rows=may(user, "progress.list", campaign.unit),
            may_chase=has_permission(user, "reminders.log"), may_see_looks=may(user, "audit.view_others", campaign.unit),
            may_log=campaign.is_open and has_permission(user, "sessions.log"), **kwargs,
        )


def what_a_launch_asks(campaign, at):
    check = check_before_launch(campaign, at=at)
    return {"check": check, "members_to_study": figure(check.members_to_study)}


def warned(request, campaign):
    """The campaign just saved; where its days fall on days off, the page that follows names them once on top."""
    if words := days_off_of(campaign):
        messages.warning(request, _("Some days of the campaign fall on days off. %(words)s") % {"words": " ".join(words)})
    return campaign


class DaysOffBeside:
    """The days off of the period that the form names, beside its fields; of the year to come where it names none yet."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        first, last = context["form"].period(today())
        off = DaysOff(self.committee)
        return {
            **context, "first": first, "last": last, "stretches": off.stretches(first, last), "worked": off.worked(first, last),
        }


class CampaignAdd(DaysOffBeside, ServiceFormView):
    permission = "campaigns.manage"
    form_class = CampaignForm
    template_name = "campaigns/campaign_form.html"
    success_message = _("The campaign is entered. Check it and launch it when it is ready.")

    def load(self):
        self.committee = main_unit(self.request.user)
        copied = self.request.GET.get("from", "")
        campaigns = Campaign.objects.permitted(self.request.user, self.permission)
        self.last = get_object_or_404(campaigns, pk=copied) if copied.isdigit() else None

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "committee": self.committee}

    def get_initial(self):
        return facts_to_copy(self.last) if self.last else {}

    def perform(self, data):
        data.pop("version")
        return warned(self.request, add_campaign(unit=self.committee, by=self.request.user, at=now(), **data))

    def get_success_url_for(self, campaign):
        return reverse("campaigns:detail", args=[campaign.pk])


class CampaignChange(DaysOffBeside, CampaignMixin, ServiceFormView):
    permission = "campaigns.manage"
    form_class = CampaignForm
    template_name = "campaigns/campaign_form.html"
    success_message = _("The campaign is changed.")

    def load(self):
        super().load()
        self.committee = self.campaign.unit

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "committee": self.committee}

    def get_initial(self):
        names = [name for name in CampaignForm.base_fields if name not in ("form_key", "resolutions")]
        return {**{name: getattr(self.campaign, name) for name in names}, "resolutions": self.campaign.resolutions.all()}

    def perform(self, data):
        return warned(self.request, change_campaign(campaign=self.campaign, by=self.request.user, **data))


class CampaignStep(CampaignMixin, ServiceFormView):
    """Launch, close, reopen: a page that says what will happen, and one button."""

    permission = "campaigns.manage"
    form_class = ConfirmForm
    template_name = "campaigns/campaign_step.html"
    heading = explanation = button = ""


class CampaignLaunch(CampaignStep):
    template_name = "campaigns/launch.html"
    success_message = _("The campaign is launched. Every unit now owes its study.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**what_a_launch_asks(self.campaign, now()), **kwargs)

    def perform(self, data):
        return launch_campaign(campaign=self.campaign, by=self.request.user, at=now())


class CampaignClose(CampaignStep):
    heading = _("Close the campaign")
    explanation = _("It is read and printed on, and takes no more records. It can be reopened.")
    button = _("Close")
    success_message = _("The campaign is closed.")

    def perform(self, data):
        return close_campaign(campaign=self.campaign, by=self.request.user, at=now())


class CampaignReopen(CampaignStep):
    heading = _("Reopen the campaign")
    explanation = _("Units can record classes and essays again.")
    button = _("Reopen")
    success_message = _("The campaign is open again.")

    def perform(self, data):
        return reopen_campaign(campaign=self.campaign, by=self.request.user)
