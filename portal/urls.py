from django.urls import include, path

urlpatterns = [
    path("jobs/", include("portal.screens.jobs_urls")),
]
