"""The tracking workbook of a scope and a campaign: the same sheets and columns as are imported."""
import datetime
from dataclasses import dataclass

from audit.record import record
from campaigns.models import Campaign, StudySession
from lib.spreadsheet.writing import WorkbookWriter
from portal.workbook.order import NOTES, SHEETS_IN_FILE
from units.models import Unit
from units.scope import within_paths

PERMISSION = "workbook.export"


@dataclass(frozen=True)
class ExportScope:
    """Whose rows a workbook holds; every queryset is evaluated inside the database."""

    campaign: Campaign
    units: object
    sessions: object
    day: datetime.date


def export_scope(*, campaign, units, at_day):
    """The units (a queryset) as they exist on the day, and the standing classes they host or attend."""
    units = units.existing_on(at_day)
    standing = StudySession.objects.filter(campaign=campaign).standing()
    hosted = standing.filter(host__in=units.values("pk"))
    attended = standing.filter(attendances__unit__in=units.values("pk"))
    return ExportScope(campaign, units, (hosted | attended).distinct(), at_day)


def write_workbook(target, scope):
    """Write the workbook to a path or a file object; returns how many rows each sheet got."""
    counts = {}
    with WorkbookWriter(target) as workbook:
        for sheet in SHEETS_IN_FILE:
            rows = list(sheet().export(scope))
            workbook.add_form(sheet.form, rows)
            counts[sheet.form.name] = len(rows)
    return counts


def export_for(*, target, user, campaign, permission=PERMISSION, at_day, units=None):
    """Write what the user may see of the campaign, recorded as a reading of personal data."""
    permitted = Unit.objects.permitted(user, permission).filter(within_paths("path", [campaign.unit.path]))
    scope = export_scope(campaign=campaign, units=permitted if units is None else permitted & units, at_day=at_day)
    counts = write_workbook(target, scope)
    record(
        "portal.workbook.exported", campaign, by=user, campaign=campaign.code,
        members=counts["Đảng viên"], essays=counts["Thu hoạch"],
    )
    return counts


def write_template(target):
    """An empty workbook: each sheet with its columns, then a sheet that says how to fill them in."""
    with WorkbookWriter(target) as workbook:
        for sheet in SHEETS_IN_FILE:
            workbook.add_form(sheet.form, [])
        workbook.add_table(NOTES, ["Trang", "Cột", "Bắt buộc", "Cách ghi"], list(_notes()), widths=(20, 26, 10, 90))


def _notes():
    yield "", "", "", "Điền dữ liệu từ dòng 2. Không đổi tên trang, tên cột; không dùng công thức. Trang không dùng có thể xoá."
    for sheet in SHEETS_IN_FILE:
        for column in sheet.form.columns:
            yield sheet.form.name, column.label, "có" if column.required else "", column.note
