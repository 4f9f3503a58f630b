"""Sheet "Kế hoạch": what each unit plans, why it is late, how often it was reminded."""
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from campaigns.models import Duty, StudyPlan
from campaigns.sheets.known import campaign_of, check_within, unit_of_row
from lib.spreadsheet.book import SheetOfRoom
from lib.spreadsheet.forms import Column, SheetForm
from lib.spreadsheet.kinds import Day, Text, Whole

_WRITTEN = ["planned_on", "delay_reason", "programme", "earlier_reminders", "version"]


class PlansSheet(SheetOfRoom):
    form = SheetForm(
        "Kế hoạch",
        (
            Column("Mã đợt", "campaign", Text(40), required=True, width=12),
            Column("Mã đơn vị", "unit", Text(40), required=True, width=14),
            Column("Ngày dự kiến", "planned_on", Day(), width=14, note="Ngày đơn vị dự kiến học."),
            Column("Lý do chậm", "delay_reason", Text(200), width=30),
            Column("Số lần đôn đốc", "reminders", Whole(1000), width=10, note="Tổng số lần đã đôn đốc."),
            Column("Chương trình hành động", "programme", Text(200), width=36, note="Số, ngày của chương trình hành động."),
        ),
        key=("campaign", "unit"),
    )

    # Reading

    def settle(self, book):
        rows = self.read(book).rows
        self._stored = self._stored_plans(book) if rows else {}
        for row in rows:
            if row.is_wrong:
                row.compare(None)
                continue
            row.compare(self._before(row))
            if row.outcome != "same":
                self._check(book, row)
                row.compare(self._before(row))

    def _stored_plans(self, book):
        """`{(campaign, unit): (plan, reminders logged here)}`."""
        campaigns = [campaign.pk for campaign in book.known.campaigns.values() if campaign.pk and campaign.is_ours]
        duties = Duty.objects.filter(campaign__in=campaigns, plan__isnull=False).order_by("-until", "pk")
        logged = Count("reminders", filter=Q(reminders__withdrawn_at=None))
        rows = duties.annotate(logged=logged).select_related("plan", "campaign", "unit")
        return {(duty.campaign.code, duty.unit.code): (duty.plan, duty.logged) for duty in rows}

    def _before(self, row):
        if row.key not in self._stored:
            return None
        plan, logged = self._stored[row.key]
        return {
            "planned_on": plan.planned_on,
            "delay_reason": plan.delay_reason,
            "reminders": plan.earlier_reminders + logged,
            "programme": plan.programme,
        }

    def _check(self, book, row):
        campaign, unit = campaign_of(book, row), unit_of_row(book, row)
        if campaign is None or unit is None:
            return
        if unit.code not in campaign.duties(book) and not self.is_wrong_before(book, "Đơn vị", "Đảng viên"):
            row.wrong("unit", _("The unit %(code)s is not asked to join the campaign.") % {"code": unit.code})
        check_within(campaign, row, "planned_on", row["planned_on"])
        _plan, logged = self._stored.get(row.key, (None, 0))
        if row["reminders"] < logged:
            row.wrong("reminders", _("%(logged)d reminders are logged here; the sum cannot be less.") % {"logged": logged})

    # Writing

    def write(self, book):
        new, changed = self.rows_to_write(book)
        plans = []
        for row in new:
            duty = book.known.campaigns[row["campaign"]].duties(book)[row["unit"]]
            plans.append(self._fill(StudyPlan(duty_id=duty.pk), row, 0))
        book.journal.note_created(StudyPlan.objects.bulk_create(plans, batch_size=2000))
        amended = []
        for row in changed:
            plan, logged = self._stored[row.key]
            book.journal.note_before(plan, _WRITTEN)
            plan.version += 1
            amended.append(self._fill(plan, row, logged))
        StudyPlan.objects.bulk_update(amended, _WRITTEN, batch_size=2000)

    def _fill(self, plan, row, logged):
        plan.planned_on, plan.delay_reason, plan.programme = row["planned_on"], row["delay_reason"], row["programme"]
        plan.earlier_reminders = row["reminders"] - logged
        return plan

    # Exporting

    def export(self, scope):
        duties = Duty.objects.filter(campaign=scope.campaign, unit__in=scope.units, plan__isnull=False)
        logged = Count("reminders", filter=Q(reminders__withdrawn_at=None))
        for duty in duties.annotate(logged=logged).select_related("plan", "unit").order_by("path"):
            plan = duty.plan
            yield self.written(
                scope.campaign.code, duty.unit.code, plan.planned_on, plan.delay_reason,
                plan.earlier_reminders + duty.logged, plan.programme,
            )
