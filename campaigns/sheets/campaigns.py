"""Sheet "Đợt học tập". A campaign that comes in this way counts as launched on its first day."""
import datetime

from django.utils.translation import gettext as _

from campaigns.models import Campaign, CampaignResolution, Duty, RosterEntry, Weekday
from campaigns.services.launch import launch_campaign
from campaigns.sheets.known import KnownCampaign
from campaigns.sheets.ledger import enter_changes, propose_changes
from campaigns.sheets.resolutions import check_resolutions
from lib.clock import start_of_day
from lib.spreadsheet.book import SheetOfRoom
from lib.spreadsheet.forms import Column, SheetForm
from lib.spreadsheet.kinds import Choice, Day, Hour, Listing, Text

_WEEKDAYS = {
    Weekday.MONDAY: "Thứ Hai", Weekday.TUESDAY: "Thứ Ba", Weekday.WEDNESDAY: "Thứ Tư", Weekday.THURSDAY: "Thứ Năm",
    Weekday.FRIDAY: "Thứ Sáu", Weekday.SATURDAY: "Thứ Bảy", Weekday.SUNDAY: "Chủ nhật",
}
_WRITTEN = ["title", "starts_on", "ends_on", "study_due_on", "essay_due_on", "cut_off_weekday", "cut_off_hour", "basis"]


class CampaignsSheet(SheetOfRoom):
    form = SheetForm(
        "Đợt học tập",
        (
            Column("Mã đợt", "code", Text(40), required=True, width=12, note="Mã riêng của đợt, ví dụ TW6-XII."),
            Column("Tên đợt", "title", Text(300), required=True, width=60),
            Column("Từ ngày", "starts_on", Day(), required=True, width=12),
            Column("Đến ngày", "ends_on", Day(), required=True, width=12),
            Column("Hạn học", "study_due_on", Day(), required=True, width=12, note="Ngày cuối cùng phải học xong."),
            Column("Hạn nộp thu hoạch", "essay_due_on", Day(), width=12),
            Column("Nghị quyết", "resolutions", Listing(longest=60), required=True, width=40, note="Các số ký hiệu ở trang Nghị quyết, cách nhau bằng dấu chấm phẩy."),
            Column("Ngày chốt", "cut_off_weekday", Choice(_WEEKDAYS, empty=Weekday.FRIDAY), width=12, note="Thứ trong tuần chốt số liệu, ví dụ Thứ Sáu."),
            Column("Giờ chốt", "cut_off_hour", Hour(datetime.time(16, 0)), width=10, note="Ví dụ 16:00."),
            Column("Căn cứ", "basis", Text(300), width=60, note="Văn bản làm căn cứ của đợt."),
        ),
        key=("code",),
    )

    # Reading

    def settle(self, book):
        rows = self.read(book).rows
        self._committee = book.known.units.committee
        self._stored = {campaign.code: campaign for campaign in self._stored_campaigns(rows)}
        self._resolutions = self._stored_resolutions()
        for row in rows:
            if not row.is_wrong:
                row.compare(self._before(row))
            if row.outcome in ("new", "changed"):
                self._check(book, row)
            row.compare(self._before(row))
        book.known.campaigns = {code: self._known(campaign) for code, campaign in self._stored.items()}
        for row in rows:
            self._lay_over(book, row)
        propose_changes(book)

    def _stored_campaigns(self, rows):
        found = Campaign.objects.filter(code__in=[row["code"] for row in rows])
        if self._committee and self._committee.pk:
            found = found | Campaign.objects.filter(unit=self._committee.pk)
        return found

    def _stored_resolutions(self):
        symbols = {}
        entries = CampaignResolution.objects.filter(campaign__in=self._stored.values()).order_by("position", "pk")
        for pk, symbol in entries.values_list("campaign", "resolution__symbol"):
            symbols[pk] = (*symbols.get(pk, ()), symbol)
        return symbols

    def _before(self, row):
        campaign = self._stored.get(row["code"])
        if campaign is None:
            return None
        return {name: getattr(campaign, name) for name in _WRITTEN} | {"resolutions": self._resolutions.get(campaign.pk, ())}

    def _check(self, book, row):
        stored = self._stored.get(row["code"])
        if self._committee is None:
            row.wrong("code", _("The workbook does not say which committee runs the campaign."))
            return
        if not book.is_whole_committee or stored and stored.unit_id != self._committee.pk:
            row.wrong("code", _("Campaigns are kept by the committee that runs them."))
        if stored and stored.closed_at:
            row.wrong("code", _("The campaign %(code)s is closed.") % {"code": row["code"]})
        if row["ends_on"] < row["starts_on"]:
            row.wrong("ends_on", _("The campaign would end before it begins."))
        for name in ("study_due_on", "essay_due_on"):
            if row[name] and row[name] < row["starts_on"]:
                row.wrong(name, _("The deadline lies before the campaign begins."))
        check_resolutions(book, row, "resolutions")

    def _known(self, campaign):
        return KnownCampaign(
            campaign.code, campaign.starts_on, campaign.ends_on, self._resolutions.get(campaign.pk, ()), campaign.pk,
            is_open=campaign.is_open, is_ours=bool(self._committee) and campaign.unit_id == self._committee.pk,
        )

    def _lay_over(self, book, row):
        if row["code"] and row["starts_on"] and row["ends_on"]:
            known = book.known.campaigns.setdefault(row["code"], KnownCampaign(row["code"], row["starts_on"], row["ends_on"]))
            known.starts_on, known.ends_on, known.row = row["starts_on"], row["ends_on"], row
            known.resolutions = row["resolutions"]

    # Writing

    def write(self, book):
        new, changed = self.rows_to_write(book)
        for row in new:
            self._create(book, row)
        for row in changed:
            campaign = self._stored[row["code"]]
            book.journal.note_before(campaign, [*_WRITTEN, "version"])
            for name in _WRITTEN:
                setattr(campaign, name, row[name])
            campaign.version += 1
            campaign.save(update_fields=[*_WRITTEN, "version"])
            if "resolutions" in row.changes:
                old = list(CampaignResolution.objects.filter(campaign=campaign))
                book.journal.note_deleted(old)
                CampaignResolution.objects.filter(campaign=campaign).delete()
                self._write_resolutions(book, campaign, row)
        enter_changes(book)

    def _create(self, book, row):
        campaign = Campaign.objects.create(
            unit_id=self._committee.pk, code=row["code"], created_at=book.at, **{name: row[name] for name in _WRITTEN}
        )
        self._write_resolutions(book, campaign, row)
        launch_campaign(campaign=campaign, by=book.by, at=start_of_day(campaign.starts_on))
        self._note_launch(book, campaign)
        known = book.known.campaigns[row["code"]]
        known.pk = campaign.pk
        known.forget()

    def _write_resolutions(self, book, campaign, row):
        entries = [
            CampaignResolution(campaign=campaign, resolution_id=book.known.resolutions[symbol], position=position)
            for position, symbol in enumerate(dict.fromkeys(row["resolutions"]), 1)
        ]
        book.journal.note_created(CampaignResolution.objects.bulk_create(entries))

    def _note_launch(self, book, campaign):
        book.journal.note_created([campaign])
        duties = Duty.objects.filter(campaign=campaign)
        book.journal.note_created_keys(Duty, list(duties.order_by("path").values_list("pk", flat=True)))
        entries = RosterEntry.objects.filter(duty__campaign=campaign)
        book.journal.note_created_keys(RosterEntry, list(entries.values_list("pk", flat=True)))

    # Exporting

    def export(self, scope):
        campaign = scope.campaign
        symbols = tuple(campaign.resolutions.order_by("campaignresolution__position").values_list("symbol", flat=True))
        yield self.written(
            campaign.code, campaign.title, campaign.starts_on, campaign.ends_on, campaign.study_due_on,
            campaign.essay_due_on, symbols, campaign.cut_off_weekday, campaign.cut_off_hour, campaign.basis,
        )
