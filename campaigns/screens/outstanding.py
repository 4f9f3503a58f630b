"""The list of what is missing: the officer's home, on screen, on paper and as a workbook of exactly what is filtered."""
from django.core.exceptions import ValidationError
from django.db.models import Case, Value, When
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header, urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from audit.record import record
from campaigns.forms.outstanding import OutstandingFilter
from campaigns.models import Campaign
from campaigns.planned import AWAITS_SPEAKER
from campaigns.progress import count_held, direct_duties, heads_at
from campaigns.status import Status, progress_of
from campaigns.words import overdue_words, progress_words
from lib.clock import now
from lib.spreadsheet.tables import table_workbook
from units.screens.lists import ListScreen, ListState, Sort, figure
from units.screens.permitted import PermittedMixin
from units.scope import has_permission, main_unit

_SHOWN = (
    *("campaign", "parent", "path", "heads", "since", "until", "held_at"),
    *("unit__path", "unit__depth", "unit__code", "unit__name", "unit__phone", "unit__secretary_name", "unit__block__name"),
    *("plan__duty", "plan__planned_on", "plan__delay_reason", "plan__earlier_reminders"),
)
WORST_FIRST = ("has_plan", "-heads", "unit__block__position", "unit__code")


class OutstandingMixin:
    """Campaign, place in the tree and moment; and the rows of the list."""

    permission = "progress.list"
    filter_form = OutstandingFilter
    default_sort = "worst"
    sorts = {
        "worst": Sort(gettext_lazy("Worst first"), *WORST_FIRST),
        "unit": Sort(gettext_lazy("Unit"), "unit__block__position", "unit__code"),
        "heads": Sort(gettext_lazy("Members to study"), "heads", "unit__code"),
        "planned": Sort(gettext_lazy("Planned day"), "plan__planned_on", "unit__code"),
    }

    def load(self):
        campaigns = Campaign.objects.launched().permitted(self.request.user, "campaigns.view").select_related("unit")
        self.campaign = self.find_campaign(campaigns)
        self.now = now()
        self.above = self._duty_above()
        self.at = min(self._moment_asked() or self.now, self.now)

    def find_campaign(self, campaigns):
        return get_object_or_404(campaigns, pk=self.kwargs["pk"])

    def _moment_asked(self):
        """The moment of `?as_of=`; None where none is given or it is none (the form then says so)."""
        try:
            return OutstandingFilter.base_fields["as_of"].clean(self.request.GET.get("as_of", ""))
        except ValidationError:
            return None

    def _duty_above(self):
        """The duty whose units are listed: asked for, or the user's own unit; None for the committee itself."""
        asked, own = self.request.GET.get("above", ""), main_unit(self.request.user)
        if not asked and own == self.campaign.unit:
            return None
        duties = self.campaign.duties.permitted(self.request.user, "progress.list").select_related("unit", "parent__unit")
        if asked:
            return get_object_or_404(duties.filter(unit__code=asked).order_by("until")[:1])
        if not own.is_within(self.campaign.unit):
            self._nothing()
        return duties.filter(unit=own).order_by("pk").last() or self._nothing()

    @staticmethod
    def _nothing():
        raise Http404

    def filter_kwargs(self):
        return {"at": self.at}

    @cached_property
    def counts(self):
        """What the sentence on top of the page says."""
        held, units = count_held(self.campaign, above=self.above, at=self.at)
        return {"held": held, "units": units, "not_held": units - held}

    def known_total(self, state):
        return None if state.chips else self.counts["not_held"]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            campaign=self.campaign, above=self.above, at=self.at, is_past=self.at < self.now, evidence_query=self.evidence_query(),
            **self.counts, **kwargs,
        )

    def evidence_query(self):
        """Place and moment as the address of the rows behind a number takes them."""
        above = {"above": self.above.unit.code} if self.above else {}
        return urlencode(above | ({"as_of": f"{localtime(self.at):%Y-%m-%dT%H:%M}"} if self.at < self.now else {}))

    def rows(self):
        has_plan = Case(When(plan__planned_on__isnull=False, then=Value(True)), default=Value(False))
        duties = direct_duties(self.campaign, above=self.above, at=self.at).annotate(has_plan=has_plan, awaits_speaker=AWAITS_SPEAKER)
        return duties.select_related("unit__block", "plan").only(*_SHOWN)

    def present(self, duties):
        is_past = self.at < self.now
        heads = heads_at(duties, self.at) if is_past else {duty.pk: duty.heads for duty in duties}
        return [row_of(one, heads[one.duty.pk]) for one in progress_of(duties, campaign=self.campaign, at=self.at)]


def row_of(progress, heads):
    """A row as text, formatted once."""
    duty = progress.duty
    return {
        "duty": duty,
        "unit": duty.unit,
        "code": duty.unit.code,
        "name": duty.unit.name,
        "block": duty.unit.block.name if duty.unit.block else "–",
        "heads": figure(heads),
        "status": progress.status,
        "state": progress_words(progress),
        "overdue": overdue_words(progress.overdue_days),
        "overdue_days": progress.overdue_days,
        "planned": date_format(progress.planned_on, "d/m/Y") if progress.planned_on else _("not planned"),
        "reason": progress.delay_reason or "–",
        "awaits_speaker": getattr(duty, "awaits_speaker", False),
        "reminders": str(progress.reminders),
        "contact": date_format(localtime(progress.last_contact), "H:i d/m") if progress.last_contact else "–",
        "phone": duty.unit.phone,
        "secretary": duty.unit.secretary_name,
        "has_below": progress.lowest > 0,
        "in_progress": progress.status == Status.IN_PROGRESS,
        "is_held": progress.status in (Status.HELD, Status.HELD_WITH_ABSENTEES),
    }


class Outstanding(OutstandingMixin, ListScreen):
    template_name = "campaigns/outstanding.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(may_chase=has_permission(self.request.user, "reminders.log"), **kwargs)


class OutstandingWorkbook(OutstandingMixin, PermittedMixin, View):
    """The filtered list as a workbook; the export is recorded."""

    def get(self, request, *args, **kwargs):
        state = ListState(
            request, form_class=self.filter_form, form_kwargs=self.filter_kwargs(), sorts=self.sorts, default_sort=self.default_sort
        )
        rows = self.present(list(state.apply(self.rows())))
        record(
            "campaigns.progress.exported", self.campaign, by=request.user,
            unit=self.above.unit if self.above else self.campaign.unit, rows=len(rows),
        )
        response = HttpResponse(
            table_workbook(_("Units"), _columns(), [_cells(number, row) for number, row in enumerate(rows, 1)]),
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
        response["Content-Disposition"] = content_disposition_header(True, f"{self.campaign.code}-{self.at:%Y-%m-%d}.xlsx")
        return response


def _columns():
    """`[(heading, width in characters)]`."""
    return [
        (_("No."), 5), (_("Code"), 10), (_("Unit"), 42), (_("Block"), 20), (_("Members to study"), 12), (_("State"), 26),
        (_("Overdue (days)"), 10), (_("Planned day"), 14), (_("Reason"), 30), (_("Reminders"), 9), (_("Secretary"), 22),
        (_("Telephone"), 14),
    ]


def _cells(number, row):
    return [
        number, row["code"], row["name"], row["block"], int(row["heads"].replace(".", "")), row["state"],
        row["overdue_days"], row["planned"], row["reason"], int(row["reminders"]), row["secretary"], row["phone"],
    ]
