from django.urls import include, path

from portal.health import health

urlpatterns = [
    path("accounts/", include("portal.screens.accounts.urls")),
    path("jobs/", include("portal.screens.jobs_urls")),
    path("health/", health, name="health"),
]

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.permission_denied"
handler404 = "portal.errors.not_found"
handler500 = "portal.errors.server_error"
