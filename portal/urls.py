from django.urls import include, path

from portal.health import health
from portal.screens.home import home
from portal.screens.typing_help import HelperEnd
from portal.screens.unit_page import UnitPage

urlpatterns = [
    path("", home, name="home"),
    path("don-vi/<int:pk>/", UnitPage.as_view(), name="unit_page"),
    path("nhap-giup/<int:appointment_id>/ket-thuc/", HelperEnd.as_view(), name="helper_end"),
    path("", include("campaigns.urls")),
    path("", include("units.urls")),
    path("thu-hoach/", include("essays.urls")),
    path("bao-cao/", include("reports.urls")),
    path("du-lieu-ca-nhan/", include("privacy.urls")),
    path("accounts/", include("portal.screens.accounts.urls")),
    path("audit/", include("portal.screens.audit.urls")),
    path("files/", include("files.urls")),
    path("jobs/", include("portal.screens.jobs_urls")),
    path("documents/", include("documents.urls")),
    path("so-theo-doi/", include("portal.workbook.urls")),
    path("du-lieu-cua-toi/", include("privacy.own_data_urls")),
    path("luu-giu/", include("privacy.retention_urls")),
    path("health/", health, name="health"),
]

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.permission_denied"
handler404 = "portal.errors.not_found"
handler500 = "portal.errors.server_error"
