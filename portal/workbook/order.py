"""The sheets of the tracking workbook in the order in which they are understood and written."""
from campaigns.sheets import (
    AbsencesSheet,
    AttendancesSheet,
    CampaignsSheet,
    PlansSheet,
    ResolutionsSheet,
    SessionsSheet,
)
from documents.sheets import IssuingBodiesSheet
from essays.sheets import EssaysSheet
from units.sheets import MembersSheet, UnitsSheet

# What a sheet refers to stands before it.
SHEETS = (
    UnitsSheet,
    IssuingBodiesSheet,
    MembersSheet,
    ResolutionsSheet,
    CampaignsSheet,
    PlansSheet,
    SessionsSheet,
    AttendancesSheet,
    AbsencesSheet,
    EssaysSheet,
)
# As offices are used to find them.
SHEETS_IN_FILE = (IssuingBodiesSheet, *(sheet for sheet in SHEETS if sheet is not IssuingBodiesSheet))
SHEET_NAMES = [sheet.form.name for sheet in SHEETS_IN_FILE]
# A sheet of our own template that holds no data.
NOTES = "Hướng dẫn"
