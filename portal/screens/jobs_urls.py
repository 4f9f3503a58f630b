from django.urls import path

from portal.screens import jobs

app_name = "jobs"

urlpatterns = [
    path("", jobs.JobList.as_view(), name="list"),
    path("<int:pk>/", jobs.JobShow.as_view(), name="show"),
    path("<int:pk>/progress/", jobs.JobProgress.as_view(), name="progress"),
    path("<int:pk>/run-again/", jobs.JobRunAgain.as_view(), name="run_again"),
]
