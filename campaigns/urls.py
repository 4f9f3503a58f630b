from django.urls import path

from campaigns.calendar_urls import urlpatterns as calendar_patterns
from campaigns.chasing_urls import urlpatterns as chasing_patterns
from campaigns.screens import campaigns, charts, made_up, outstanding, plans, reasons, resolutions, session_list
from campaigns.screens import session_pages, session_steps, session_units, sessions
from campaigns.unit_urls import urlpatterns as unit_patterns

app_name = "campaigns"

urlpatterns = [
    path("dot-hoc-tap/", campaigns.CampaignList.as_view(), name="list"),
    path("dot-hoc-tap/them/", campaigns.CampaignAdd.as_view(), name="add"),
    path("dot-hoc-tap/<int:pk>/", campaigns.CampaignPage.as_view(), name="detail"),
    path("dot-hoc-tap/<int:pk>/sua/", campaigns.CampaignChange.as_view(), name="change"),
    path("dot-hoc-tap/<int:pk>/phat-dong/", campaigns.CampaignLaunch.as_view(), name="launch"),
    path("dot-hoc-tap/<int:pk>/dong/", campaigns.CampaignClose.as_view(), name="close"),
    path("dot-hoc-tap/<int:pk>/mo-lai/", campaigns.CampaignReopen.as_view(), name="reopen"),
    path("dot-hoc-tap/<int:pk>/tien-do/", outstanding.Outstanding.as_view(), name="outstanding"),
    path("dot-hoc-tap/<int:pk>/tien-do.xlsx", outstanding.OutstandingWorkbook.as_view(), name="outstanding_xlsx"),
    path("dot-hoc-tap/<int:pk>/bieu-do/", charts.Charts.as_view(), name="charts"),
    path("dot-hoc-tap/<int:campaign_id>/ghi-lop/", sessions.SessionAdd.as_view(), name="session_add"),
    path("dot-hoc-tap/<int:campaign_id>/ghi-lop/don-vi/", session_units.SessionUnits.as_view(), name="session_units"),
    path("nghi-quyet/", resolutions.ResolutionList.as_view(), name="resolutions"),
    path("nghi-quyet/them/", resolutions.ResolutionAdd.as_view(), name="resolution_add"),
    path("nghi-quyet/<int:pk>/sua/", resolutions.ResolutionChange.as_view(), name="resolution_change"),
    path("ly-do-cham/", reasons.ReasonList.as_view(), name="reasons"),
    path("ly-do-cham/them/", reasons.ReasonAdd.as_view(), name="reason_add"),
    path("ly-do-cham/<int:pk>/sua/", reasons.ReasonChange.as_view(), name="reason_change"),
    path("lop-hoc/", session_list.SessionList.as_view(), name="session_list"),
    path("lop-hoc/<int:pk>/", session_pages.SessionPage.as_view(), name="session"),
    path("lop-hoc/<int:pk>/sua/", sessions.SessionAmend.as_view(), name="session_amend"),
    path("lop-hoc/<int:pk>/rut/", session_steps.SessionWithdraw.as_view(), name="session_withdraw"),
    path("lop-hoc/<int:pk>/khoi-phuc/", session_steps.SessionRestore.as_view(), name="session_restore"),
    path("lop-hoc/<int:pk>/hoi-lai/", session_steps.SessionAskCheck.as_view(), name="session_ask"),
    path("lop-hoc/<int:pk>/tra-loi/", session_steps.SessionAnswerCheck.as_view(), name="session_answer"),
    path("lop-hoc/<int:pk>/tep/", session_steps.SessionAttach.as_view(), name="session_attach"),
    path("tep-lop-hoc/<int:pk>/go/", session_steps.AttachmentRemove.as_view(), name="attachment_remove"),
    path("vang-mat/<int:pk>/hoc-noi-khac/", made_up.MadeUpElsewhere.as_view(), name="made_up_elsewhere"),
    path("vang-mat/<int:pk>/bo-hoc-bu/", made_up.MakeUpUndo.as_view(), name="make_up_undo"),
    path("don-vi-hoc/<int:duty_id>/hoc-bu/", made_up.MakeUp.as_view(), name="make_up"),
    path("don-vi-hoc/<int:duty_id>/ke-hoach/", plans.PlanChange.as_view(), name="plan"),
    path("don-vi-hoc/<int:duty_id>/don-doc/", plans.ReminderAdd.as_view(), name="reminder"),
    path("don-doc/<int:pk>/rut/", plans.ReminderWithdraw.as_view(), name="reminder_withdraw"),
    *calendar_patterns,
    *chasing_patterns,
    *unit_patterns,
]
