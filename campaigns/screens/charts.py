"""The two charts with their tables: units held by day, held and not held per block."""
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from campaigns.curve import held_by_block, held_by_day
from campaigns.screens.outstanding import OutstandingMixin
from lib.charts import Mark, block_bars, held_curve
from units.screens.permitted import PermittedMixin


class Charts(OutstandingMixin, PermittedMixin, TemplateView):
    template_name = "campaigns/charts.html"

    def get_context_data(self, **kwargs):
        campaign, scope = self.campaign, {"above": self.above, "at": self.at}
        points, blocks = held_by_day(campaign, **scope), held_by_block(campaign, **scope)
        return super().get_context_data(
            blocks=blocks, curve=curve_of(campaign, points, self.counts["units"]), bars=bars_of(blocks),
            held_word=capfirst(_("held")), left_word=capfirst(_("not yet held")),
            days=[(date_format(day, "d/m/Y"), number) for day, number in days_of_change(points)], **kwargs,
        )


def curve_of(campaign, points, units):
    return held_curve(
        points, total=units, first=campaign.starts_on, last=campaign.ends_on, title=_("Units that have held, by day"),
        description=_("A step line from the first day of the campaign; the same numbers stand in the table below."),
        marks=[Mark(campaign.study_due_on, _("study due"))],
    )


def bars_of(blocks):
    return block_bars(
        blocks, title=_("Held and not yet held, by block"), done_word=_("held"), left_word=_("not yet held"),
        description=_("A bar for each block; the same numbers stand in the table below."),
    )


def days_of_change(points):
    """The days on which the number rose."""
    before, days = 0, []
    for day, number in points:
        if number != before:
            days.append((day, number))
        before = number
    return days
