"""Speakers, the calendar of planned classes, days off, minutes."""
from django.urls import path

from campaigns.screens import calendar, days_off, minutes, speaker_requests, speakers

urlpatterns = [
    path("lich-lop/", calendar.Calendar.as_view(), name="calendar"),
    path("lich-lop/tuan/", calendar.WeekSheet.as_view(), name="week_sheet"),
    path("ngay-nghi/", days_off.DaysOffPage.as_view(), name="days_off"),
    path("ngay-nghi/them/", days_off.DaysOffAdd.as_view(), name="days_off_add"),
    path("ngay-nghi/<int:pk>/sua/", days_off.DaysOffChange.as_view(), name="days_off_change"),
    path("ngay-nghi/<int:pk>/rut/", days_off.DaysOffWithdraw.as_view(), name="days_off_withdraw"),
    path("bao-cao-vien/", speakers.SpeakerList.as_view(), name="speakers"),
    path("bao-cao-vien/them/", speakers.SpeakerAdd.as_view(), name="speaker_add"),
    path("bao-cao-vien/<int:pk>/sua/", speakers.SpeakerChange.as_view(), name="speaker_change"),
    path("bao-cao-vien/<int:pk>/nghi/", speakers.SpeakerRetire.as_view(), name="speaker_retire"),
    path("bao-cao-vien/<int:pk>/tro-lai/", speakers.SpeakerBack.as_view(), name="speaker_back"),
    path("don-vi-hoc/<int:duty_id>/bao-cao-vien/", speaker_requests.SpeakerAsk.as_view(), name="speaker_ask"),
    path("de-nghi-bao-cao-vien/<int:pk>/cu/", speaker_requests.RequestAssign.as_view(), name="speaker_assign"),
    path("de-nghi-bao-cao-vien/<int:pk>/khong-co/", speaker_requests.RequestRefuse.as_view(), name="speaker_refuse"),
    path("de-nghi-bao-cao-vien/<int:pk>/rut/", speaker_requests.RequestWithdraw.as_view(), name="speaker_withdraw"),
    path("lop-hoc/<int:pk>/bien-ban/", minutes.MinutesChange.as_view(), name="minutes"),
    path("lop-hoc/<int:pk>/bien-ban/tep/", minutes.MinutesPaper.as_view(), name="minutes_paper"),
]
