"""The way in: the registers of the user's units in one campaign."""
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Duty
from essays.forms.listing import RegisterFilter
from essays.models import Essay, EssayState
from essays.screens.proposal_places import way_to_proposals
from units.scope import has_permission
from units.screens.lists import ListScreen, Sort, figure


class EssayList(ListScreen):
    permission = "essays.view"
    template_name = "essays/list.html"
    filter_form = RegisterFilter
    default_sort = "unit"
    sorts = {
        "unit": Sort(_("Unit"), "path"),
        "heads": Sort(_("Members to study"), "-heads", "path"),
    }

    def load(self):
        campaigns = Campaign.objects.launched().permitted(self.request.user, "campaigns.view").newest_first()
        wanted = self.request.GET.get("campaign", "")
        self.campaigns = list(campaigns)
        self.campaign = get_object_or_404(campaigns, pk=wanted) if wanted.isdigit() else next(iter(self.campaigns), None)

    def filter_kwargs(self):
        bases = self.rows().exclude(parent=None).order_by("parent__path").values_list("parent__unit__code", "parent__unit__name")
        return {"campaign": self.campaign, "bases": list(bases.distinct())}

    def rows(self):
        """The lowest units that owe the study: each keeps one register."""
        if not self.campaign:
            return Duty.objects.none()
        duties = self.campaign.duties.permitted(self.request.user, self.permission)
        return duties.filter(until=None, children=None).select_related("unit", "parent__unit")

    def present(self, duties):
        counts = counts_of(self.campaign, duties) if duties else {}
        return [_row(duty, *counts.get(duty.unit_id, (0, 0))) for duty in duties]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            campaign=self.campaign, campaigns=self.campaigns,
            proposals_url=way_to_proposals(self.request.user, self.campaign) if self.campaign else "",
            may_scan=has_permission(self.request.user, "essays.mark"), may_review=has_permission(self.request.user, "essays.review"), **kwargs
        )


def counts_of(campaign, duties):
    """`{unit id: (handed in, unmarked)}` in one query."""
    essays = Essay.objects.filter(campaign=campaign, unit__in=[duty.unit_id for duty in duties]).order_by().values("unit")
    sums = essays.annotate(
        handed_in=Count("pk", filter=~Q(state=EssayState.RETURNED)), unmarked=Count("pk", filter=Q(state=EssayState.HANDED_IN))
    )
    return {row["unit"]: (row["handed_in"], row["unmarked"]) for row in sums}


def _row(duty, handed_in, unmarked):
    return {
        "duty": duty, "name": duty.unit.name, "above": duty.parent.unit.name if duty.parent else "",
        "heads": figure(duty.heads), "handed_in": figure(handed_in), "unmarked": figure(unmarked),
    }
