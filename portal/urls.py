from django.urls import include, path

from portal.health import health

urlpatterns = [
    path("accounts/", include("portal.screens.accounts.urls")),
    path("jobs/", include("portal.screens.jobs_urls")),
    path("health/", health, name="health"),
]
