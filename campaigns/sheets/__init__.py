from campaigns.sheets.absences import AbsencesSheet
from campaigns.sheets.attendances import AttendancesSheet
from campaigns.sheets.campaigns import CampaignsSheet
from campaigns.sheets.plans import PlansSheet
from campaigns.sheets.resolutions import ResolutionsSheet
from campaigns.sheets.sessions import SessionsSheet

__all__ = ["AbsencesSheet", "AttendancesSheet", "CampaignsSheet", "PlansSheet", "ResolutionsSheet", "SessionsSheet"]
