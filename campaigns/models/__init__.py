from campaigns.models.campaigns import Campaign, CampaignResolution, Weekday
from campaigns.models.chasing import EscalationLadder, EscalationStep, Rung
from campaigns.models.cut_offs import WeekCutOff
from campaigns.models.days_off import DayOff, DayOffKind
from campaigns.models.duties import ChangeKind, Duty, DutyChange, DutyOrigin, EndReason, RosterEntry
from campaigns.models.letters import LetterRound, LetterUnit, ReminderLetter
from campaigns.models.minutes import SessionMinutes
from campaigns.models.plans import DelayReason, Reminder, ReminderWay, StudyPlan
from campaigns.models.resolutions import Resolution
from campaigns.models.sessions import (
    HOUR_OF_PART,
    Absence,
    Attendance,
    AttachmentKind,
    Audience,
    DayPart,
    Format,
    LoggedHow,
    MadeUpHow,
    SessionAttachment,
    SessionKind,
    SessionResolution,
    SpeakerLevel,
    StudySession,
    moment_of,
)
from campaigns.models.speakers import RequestState, Speaker, SpeakerRequest

__all__ = [
    "HOUR_OF_PART",
    "Absence",
    "Attendance",
    "AttachmentKind",
    "Audience",
    "Campaign",
    "CampaignResolution",
    "ChangeKind",
    "DayOff",
    "DayOffKind",
    "DayPart",
    "DelayReason",
    "Duty",
    "DutyChange",
    "DutyOrigin",
    "EndReason",
    "EscalationLadder",
    "EscalationStep",
    "Format",
    "LetterRound",
    "LetterUnit",
    "LoggedHow",
    "MadeUpHow",
    "Reminder",
    "ReminderLetter",
    "ReminderWay",
    "RequestState",
    "Resolution",
    "RosterEntry",
    "Rung",
    "SessionAttachment",
    "SessionKind",
    "SessionMinutes",
    "SessionResolution",
    "Speaker",
    "SpeakerLevel",
    "SpeakerRequest",
    "StudyPlan",
    "StudySession",
    "WeekCutOff",
    "Weekday",
    "moment_of",
]
