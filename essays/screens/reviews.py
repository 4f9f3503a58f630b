"""The second look of the level above: samples drawn by lot, their essays, what was found."""
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from audit.record import record
from campaigns.models import Campaign
from essays.desk import writings_of
from essays.forms.desk import TICKS, label_of
from essays.forms.reviews import DrawForm, FindingForm
from essays.models import Finding, ReviewedEssay, ReviewSample
from essays.screens.sheet_list import note_names
from essays.services.reviews import draw_sample, note_finding
from lib.clock import now
from units.models import Unit
from units.screens.forms import ServiceFormView
from units.screens.permitted import PermittedMixin
from units.screens.values import figure

PERMISSION = "essays.review"


def line_of(counts):
    """"12 essays looked at again: 11 agree, 1 differs", and how many are left."""
    done = counts["agrees"] + counts["differs"]
    known = {name: figure(counts[name]) for name in ("agrees", "differs")} | {"done": figure(done), "left": figure(counts["drawn"] - done)}
    if not done:
        return _("%(left)s essays drawn, none looked at yet.") % known
    line = _("%(done)s essays looked at again: %(agrees)s agree, %(differs)s differ.") % known
    return line if done == counts["drawn"] else f"{line} {_('%(left)s are still to be looked at.') % known}"


def counted(samples):
    return samples.annotate(
        drawn=Count("essays"), agrees=Count("essays", filter=Q(essays__finding=Finding.AGREES)),
        differs=Count("essays", filter=Q(essays__finding=Finding.DIFFERS)),
    )


def _line(sample):
    return line_of({name: getattr(sample, name) for name in ("drawn", "agrees", "differs")})


class ReviewList(ServiceFormView):
    """The samples of a campaign within one's reach, and a new one."""

    permission = PERMISSION
    form_class = DrawForm
    template_name = "essays/reviews.html"
    success_message = gettext_lazy("The essays are drawn.")

    def load(self):
        campaigns = Campaign.objects.launched().permitted(self.request.user, "campaigns.view").select_related("unit")
        self.campaign = get_object_or_404(campaigns, pk=self.kwargs["campaign_id"])
        self.samples = ReviewSample.objects.permitted(self.request.user, self.permission).filter(campaign=self.campaign)

    def units(self):
        """Units with others below that owe something in the campaign, and the committee itself."""
        above = self.campaign.duties.filter(children__isnull=False).order_by().values("unit")
        units = Unit.objects.permitted(self.request.user, self.permission)
        return units.filter(Q(pk__in=above) | Q(pk=self.campaign.unit_id)).order_by("path")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "units": self.units()}

    def get_context_data(self, **kwargs):
        samples = list(counted(self.samples).select_related("unit", "by"))
        return super().get_context_data(
            campaign=self.campaign, rows=[(sample, _line(sample)) for sample in samples], may_draw=self.campaign.is_open, **kwargs
        )

    def perform(self, data):
        return draw_sample(campaign=self.campaign, by=self.request.user, at=now(), **data)

    def get_success_url_for(self, sample):
        return reverse("essays:review_sample", args=[sample.pk])


class ReviewSampleList(PermittedMixin, TemplateView):
    permission = PERMISSION
    template_name = "essays/review_sample.html"

    def load(self):
        samples = counted(ReviewSample.objects.permitted(self.request.user, self.permission))
        self.sample = get_object_or_404(samples.select_related("unit", "campaign", "by"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        note_names(self.request.user, self.sample.unit)
        essays = self.sample.essays.select_related("essay__member", "essay__unit", "by").order_by("position")
        return super().get_context_data(
            sample=self.sample, campaign=self.sample.campaign, essays=essays, line=_line(self.sample), seed=str(self.sample.seed),
            percent=f"{self.sample.percent} %", number=figure(self.sample.drawn), of_all=figure(self.sample.drawn_from), **kwargs
        )


class SecondLook(ServiceFormView):
    """One essay of a sample, as it was marked."""

    permission = PERMISSION
    form_class = FindingForm
    template_name = "essays/second_look.html"
    success_message = gettext_lazy("The finding is noted.")

    def load(self):
        samples = ReviewSample.objects.permitted(self.request.user, self.permission)
        reviewed = ReviewedEssay.objects.filter(sample__in=samples.values("pk")).select_related(
            "sample__unit", "sample__campaign", "essay__member", "essay__unit", "by"
        )
        self.reviewed = get_object_or_404(reviewed, pk=self.kwargs["pk"])

    def get(self, request, *args, **kwargs):
        essay = self.reviewed.essay
        record("essays.essay.read", essay, by=request.user, card=essay.member.card_number)
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        reviewed = self.reviewed
        return {
            "finding": reviewed.finding, "note": reviewed.note, "seen": reviewed.found_at.isoformat() if reviewed.found_at else "",
        }

    def perform(self, data):
        return note_finding(reviewed=self.reviewed, by=self.request.user, at=now(), **data)

    def get_success_url_for(self, reviewed):
        following = reviewed.sample.essays.filter(finding="").order_by("position").first()
        if following:
            return reverse("essays:second_look", args=[following.pk])
        return reverse("essays:review_sample", args=[reviewed.sample_id])

    def get_context_data(self, **kwargs):
        essay = self.reviewed.essay
        writings = writings_of(essay)
        return super().get_context_data(
            reviewed=self.reviewed, sample=self.reviewed.sample, campaign=self.reviewed.sample.campaign, essay=essay,
            writings=writings, has_pages=any(writing.pages for writing in writings),
            ticks=[(label_of(name), getattr(essay, name)) for name in TICKS], **kwargs,
        )
