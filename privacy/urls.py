from django.urls import path

from privacy.middleware import may_precede_notice
from privacy.screens import incidents, notice, requests, responsible

app_name = "privacy"

urlpatterns = [
    path("thong-bao/", may_precede_notice(notice.NoticePage.as_view()), name="notice"),
    path("nguoi-phu-trach/", responsible.Responsible.as_view(), name="responsible"),
    path("yeu-cau/", requests.RequestList.as_view(), name="requests"),
    path("yeu-cau/them/", requests.RequestAdd.as_view(), name="request_add"),
    path("yeu-cau/cua-dang-vien/<int:pk>/", requests.RequestAddFor.as_view(), name="request_add_for"),
    path("yeu-cau/<int:pk>/", requests.RequestPage.as_view(), name="request"),
    path("yeu-cau/<int:pk>/sua/", requests.RequestChange.as_view(), name="request_change"),
    path("yeu-cau/<int:pk>/tra-loi/", requests.RequestReply.as_view(), name="request_reply"),
    path("yeu-cau/<int:pk>/keo-dai/", requests.RequestExtend.as_view(), name="request_extend"),
    path("yeu-cau/<int:pk>/ket-thuc/", requests.RequestClose.as_view(), name="request_close"),
    path("yeu-cau/<int:pk>/mo-lai/", requests.RequestReopen.as_view(), name="request_reopen"),
    path("su-co/", incidents.IncidentList.as_view(), name="incidents"),
    path("su-co/them/", incidents.IncidentAdd.as_view(), name="incident_add"),
    path("su-co/<int:pk>/", incidents.IncidentPage.as_view(), name="incident"),
    path("su-co/<int:pk>/sua/", incidents.IncidentChange.as_view(), name="incident_change"),
    path("su-co/<int:pk>/bao-cao/", incidents.IncidentPaper.as_view(), name="incident_paper"),
    path("su-co/<int:pk>/ket-thuc/", incidents.IncidentClose.as_view(), name="incident_close"),
    path("su-co/<int:pk>/mo-lai/", incidents.IncidentReopen.as_view(), name="incident_reopen"),
]
