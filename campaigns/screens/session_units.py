"""Choosing the units of a class before its form: the user's units by base, with what is known of each."""
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from campaigns.models import Campaign
from campaigns.screens.sessions import loggable_duties
from lib.clock import now
from lib.vietnamese import fold
from units.screens.permitted import PermittedMixin


class SessionUnits(PermittedMixin, TemplateView):
    permission = "sessions.log"
    template_name = "campaigns/session_units.html"

    def load(self):
        campaigns = Campaign.objects.launched().permitted(self.request.user, "campaigns.view")
        self.campaign = get_object_or_404(campaigns, pk=self.kwargs["campaign_id"])

    def get_context_data(self, **kwargs):
        query = self.request.GET.get("q", "")
        return super().get_context_data(
            campaign=self.campaign, query=query, groups=unit_groups(self.request.user, self.campaign, query, at=now()), **kwargs
        )


def unit_groups(user, campaign, query, *, at):
    """`[{"above": duty or None, "rows": [(duty, has held)]}]`: bases with their cells, those without cells together."""
    duties = list(loggable_duties(user, campaign))
    by_pk = {duty.pk: duty for duty in duties}
    parents = {duty.parent_id for duty in duties}
    wanted = fold(query)
    groups = {None: []}
    for duty in duties:
        above = by_pk.get(duty.parent_id)
        key = duty.pk if duty.pk in parents else (above.pk if above else None)
        if wanted in fold(f"{duty.unit.code} {duty.unit.name} {above.unit.name if above else ''}"):
            groups.setdefault(key, []).append((duty, duty.is_held(at)))
    return [{"above": by_pk.get(key), "rows": rows} for key, rows in groups.items() if rows]
