from django.urls import path

from privacy.screens.retention import RetentionChange, RetentionPage

app_name = "retention"

urlpatterns = [
    path("", RetentionPage.as_view(), name="list"),
    path("<str:code>/", RetentionChange.as_view(), name="change"),
]
